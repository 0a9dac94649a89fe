//! Two rankings side by side: who moved, how far, who is new or gone, and which differences are real.
//!
//! A side is an edition of a build, at full precision, or a published table, of which only code or name, score and rank are known,
//! at the precision at which they were printed. Printed scores are compared at their precision: a score that rounds (or is cut) to
//! the printed one is equal. A printed rank is the rank of a score that the printed digits may not tell apart from others: where
//! the other side's rank lies within the places that those digits allow, the order is not determined by them, and the difference
//! is not real either.
//!
//! Why something moved is not said here: that takes the inputs of both sides (attribution, and the bridge between builds).

use std::collections::BTreeMap;

use super::diagnostics::correlation;
use crate::method::{RankOrder, RankTies, Rounding};
use crate::rank::{self, UNRANKED};
use crate::round;

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// What it is called in tables: an edition, or a file.
    pub label: String,
    /// Its regions, in any order.
    pub regions: Vec<SideRegion>,
    /// Decimals at which scores were printed; `None` = full precision.
    pub decimals: Option<u32>,
    /// Which end of the score is rank 1.
    pub order: RankOrder,
}

/// A region on one side.
#[derive(Debug, Clone, PartialEq)]
pub struct SideRegion {
    /// Code.
    pub code: String,
    /// Name in the main language; empty where unknown.
    pub name: String,
    /// Region type; `None` where there are none, or it is not known.
    pub region_type: Option<String>,
    /// Score; NaN where there is none, or it is not known.
    pub score: f64,
    /// Rank among all; 0 = not ranked, or not known.
    pub rank: u32,
    /// Rank in the type; 0 likewise.
    pub type_rank: u32,
}

/// Where a region stands on the two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// On both.
    Both,
    /// Only on the new one.
    New,
    /// Only on the base.
    Gone,
    /// Only on the base, because it merged into the region with this code.
    MergedInto(String),
}

/// How two numbers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// They are equal, or one of them is not known.
    None,
    /// They are equal at the precision of the printed one; of ranks: the printed digits do not determine the order.
    WithinPrecision,
    /// They differ.
    Real,
}

/// A region of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// On which side it is.
    pub presence: Presence,
    /// On the base.
    pub base: Option<SideRegion>,
    /// On the new side.
    pub new: Option<SideRegion>,
    /// New score minus base score; NaN where either is not known.
    pub score_change: f64,
    /// Base rank minus new rank: + is a climb; `None` where either is not known.
    pub rank_change: Option<i32>,
    /// The same in the type, over the members that both sides have in common; `None` for a region that changed type.
    pub type_rank_change: Option<i32>,
    /// Whether it changed type.
    pub changed_type: bool,
    /// How the scores differ.
    pub score_difference: Difference,
    /// How the ranks differ.
    pub rank_difference: Difference,
}

/// What a comparison says of one region type, or of all regions.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Region type on the new side; `None` = all regions.
    pub region_type: Option<String>,
    /// Regions that have a rank on both sides.
    pub n_common: usize,
    /// Of these, those whose rank is the same.
    pub n_unchanged: usize,
    /// Mean absolute change of rank; NaN without common regions.
    pub mean_shift: f64,
    /// Largest climb; of several, the first by code.
    pub largest_climb: Option<LargestMove>,
    /// Largest fall, likewise.
    pub largest_fall: Option<LargestMove>,
    /// Spearman's correlation of the ranks; `None` where it is not defined.
    pub spearman: Option<f64>,
    /// Kendall's τ-b of the ranks; `None` where it is not defined.
    pub kendall: Option<f64>,
}

/// Who moved furthest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LargestMove {
    /// Places climbed; negative for a fall.
    pub places: i32,
    /// Region code.
    pub code: String,
    /// Its name, or the code where it has none.
    pub name: String,
}

/// Two sides, region by region.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Label of the base.
    pub base: String,
    /// Label of the new side.
    pub new: String,
    /// Regions by code.
    pub rows: Vec<Row>,
    /// All regions first, then each type.
    pub summaries: Vec<Summary>,
}

/// A region on the base and on the new side.
type Pair<'a> = (Option<&'a SideRegion>, Option<&'a SideRegion>);

/// Compares two sides; `successors` says which codes of the base have merged into which of the new side. Types are listed in the
/// given order.
pub fn compare(base: &Side, new: &Side, successors: &BTreeMap<String, String>, types: &[String]) -> Comparison {
    let by_code = |side: &Side| -> BTreeMap<String, SideRegion> {
        side.regions.iter().map(|region| (region.code.clone(), region.clone())).collect()
    };
    let (of_base, of_new) = (by_code(base), by_code(new));
    let codes: std::collections::BTreeSet<&String> = of_base.keys().chain(of_new.keys()).collect();
    let codes: Vec<&String> = codes.into_iter().collect();
    let pairs: Vec<Pair<'_>> = codes.iter().map(|code| (of_base.get(*code), of_new.get(*code))).collect();
    let type_changes = type_changes(&pairs, base.order, new.order);
    let rows: Vec<Row> = codes
        .iter()
        .zip(&pairs)
        .zip(type_changes)
        .map(|((code, &(old, now)), type_rank_change)| row(code, (old, base), (now, new), successors, type_rank_change))
        .collect();
    let mut summaries = vec![summary(None, rows.iter(), |row| row.rank_change, |region| region.rank)];
    for id in types {
        let members = rows.iter().filter(|row| {
            let of = |region: &Option<SideRegion>| region.as_ref().and_then(|region| region.region_type.as_deref()) == Some(id);
            of(&row.new) && !row.changed_type
        });
        let summary = summary(Some(id.clone()), members, |row| row.type_rank_change, |region| region.type_rank);
        if summary.n_common > 0 {
            summaries.push(summary);
        }
    }
    Comparison { base: base.label.clone(), new: new.label.clone(), rows, summaries }
}

/// Changes of rank in the type, in the order of the pairs. Where members of a type differ between the sides and scores are known on
/// both, both sides are ranked again among the members in common, so that a climb is one over the same others.
fn type_changes(pairs: &[Pair<'_>], base_order: RankOrder, new_order: RankOrder) -> Vec<Option<i32>> {
    let type_of = |region: Option<&SideRegion>| region.and_then(|region| region.region_type.clone());
    let names: std::collections::BTreeSet<String> =
        pairs.iter().flat_map(|(old, now)| [type_of(*old), type_of(*now)]).flatten().collect();
    let names: Vec<String> = names.into_iter().collect();
    let number = |region: Option<&SideRegion>| {
        type_of(region).and_then(|name| names.iter().position(|other| *other == name)).unwrap_or(usize::MAX)
    };
    let of_base: Vec<usize> = pairs.iter().map(|(old, _)| number(*old)).collect();
    let of_new: Vec<usize> = pairs.iter().map(|(_, now)| number(*now)).collect();
    // Regions without a type are in one of their own, and have no rank in it.
    let nowhere = names.len();
    let placed = |numbers: &[usize]| numbers.iter().map(|&number| number.min(nowhere)).collect::<Vec<usize>>();
    let scores =
        |pick: fn(&Pair<'_>) -> Option<f64>| -> Vec<f64> { pairs.iter().map(|pair| pick(pair).unwrap_or(f64::NAN)).collect() };
    let ranks =
        |pick: fn(&Pair<'_>) -> Option<u32>| -> Vec<u32> { pairs.iter().map(|pair| pick(pair).unwrap_or(UNRANKED)).collect() };
    let (old_ranks, new_ranks) =
        (ranks(|(old, _)| old.map(|region| region.type_rank)), ranks(|(_, now)| now.map(|region| region.type_rank)));
    let (old_scores, new_scores) =
        (scores(|(old, _)| old.map(|region| region.score)), scores(|(_, now)| now.map(|region| region.score)));
    let known =
        |scores: &[f64], ranks: &[u32]| scores.iter().zip(ranks).all(|(score, rank)| *rank == UNRANKED || !score.is_nan());
    if !known(&old_scores, &old_ranks) || !known(&new_scores, &new_ranks) {
        let changes = rank::changes(&old_ranks, &new_ranks);
        return changes
            .into_iter()
            .zip(of_base.iter().zip(&of_new))
            .map(|(change, (old, new))| change.filter(|_| old == new))
            .collect();
    }
    rank::group_changes(
        rank::GroupRanking { scores: &old_scores, group_of: &placed(&of_base), ranks: &old_ranks, order: base_order },
        rank::GroupRanking { scores: &new_scores, group_of: &placed(&of_new), ranks: &new_ranks, order: new_order },
        nowhere + 1,
        RankTies::Minimum,
    )
}

fn row(
    code: &str,
    (old, base): (Option<&SideRegion>, &Side),
    (now, new): (Option<&SideRegion>, &Side),
    successors: &BTreeMap<String, String>,
    type_rank_change: Option<i32>,
) -> Row {
    let presence = match (old, now, successors.get(code)) {
        (Some(_), Some(_), _) => Presence::Both,
        (None, _, _) => Presence::New,
        (Some(_), None, Some(successor)) => Presence::MergedInto(successor.clone()),
        (Some(_), None, None) => Presence::Gone,
    };
    let named = now.into_iter().chain(old).map(|region| region.name.clone()).find(|name| !name.is_empty());
    let (score_change, rank_change) = match (old, now) {
        (Some(old), Some(now)) => {
            let change = if old.score.is_nan() || now.score.is_nan() { f64::NAN } else { round::sum(now.score, -old.score) };
            (change, rank::changes(&[old.rank], &[now.rank])[0])
        }
        _ => (f64::NAN, None),
    };
    let type_of = |region: Option<&SideRegion>| region.and_then(|region| region.region_type.clone());
    let changed_type = matches!((type_of(old), type_of(now)), (Some(old), Some(now)) if old != now);
    let (score_difference, rank_difference) = match (old, now) {
        (Some(old), Some(now)) => {
            (score_difference((old.score, base), (now.score, new)), rank_difference((old, base), (now, new)))
        }
        _ => (Difference::None, Difference::None),
    };
    Row {
        code: code.to_owned(),
        name: named.unwrap_or_default(),
        presence,
        base: old.cloned(),
        new: now.cloned(),
        score_change,
        rank_change,
        type_rank_change,
        changed_type,
        score_difference,
        rank_difference,
    }
}

/// How two scores differ at the coarser of their precisions.
fn score_difference((old, base): (f64, &Side), (now, new): (f64, &Side)) -> Difference {
    if old.is_nan() || now.is_nan() || old == now {
        return Difference::None;
    }
    let decimals = match (base.decimals, new.decimals) {
        (None, None) => return Difference::Real,
        (Some(decimals), None) | (None, Some(decimals)) => decimals,
        (Some(a), Some(b)) => a.min(b),
    };
    // Which way a publisher rounded is rarely said: any of the usual ways will do.
    let ways = [Rounding::HalfUp(decimals), Rounding::HalfEven(decimals), Rounding::Truncate(decimals)];
    let equal = ways.iter().any(|&way| round::rounded(old, way) == round::rounded(now, way));
    if equal { Difference::WithinPrecision } else { Difference::Real }
}

/// How two ranks differ, given what the printed digits of a side determine.
fn rank_difference((old, base): (&SideRegion, &Side), (now, new): (&SideRegion, &Side)) -> Difference {
    if old.rank == UNRANKED || now.rank == UNRANKED || old.rank == now.rank {
        return Difference::None;
    }
    let allowed = |printed: &SideRegion, side: &Side, rank: u32| {
        side.decimals.is_some() && places(printed, side).is_some_and(|(first, last)| (first..=last).contains(&rank))
    };
    if allowed(old, base, now.rank) || allowed(now, new, old.rank) { Difference::WithinPrecision } else { Difference::Real }
}

/// The ranks that a printed score allows: behind those that are surely better, before those that are surely worse.
fn places(region: &SideRegion, side: &Side) -> Option<(u32, u32)> {
    if region.score.is_nan() {
        return None;
    }
    let better = |other: &SideRegion| match side.order {
        RankOrder::HighestFirst => other.score > region.score,
        RankOrder::LowestFirst => other.score < region.score,
    };
    let n_better = side.regions.iter().filter(|other| better(other)).count() as u32;
    let n_equal = side.regions.iter().filter(|other| other.score == region.score).count() as u32;
    Some((n_better + 1, n_better + n_equal))
}

fn summary<'a>(
    region_type: Option<String>,
    rows: impl Iterator<Item = &'a Row>,
    change: impl Fn(&Row) -> Option<i32>,
    rank: impl Fn(&SideRegion) -> u32,
) -> Summary {
    let moved: Vec<(&Row, i32)> = rows.filter_map(|row| Some((row, change(row)?))).collect();
    let mean = |sum: f64| if moved.is_empty() { f64::NAN } else { sum / moved.len() as f64 };
    let largest = |sign: i32| {
        let best = moved
            .iter()
            .filter(|(_, change)| change * sign > 0)
            .max_by_key(|(row, change)| (change * sign, std::cmp::Reverse(&row.code)));
        best.map(|(row, change)| LargestMove {
            places: *change,
            code: row.code.clone(),
            name: if row.name.is_empty() { row.code.clone() } else { row.name.clone() },
        })
    };
    let of = |region: &Option<SideRegion>| region.as_ref().map_or(f64::NAN, |region| f64::from(rank(region)));
    let ranks: (Vec<f64>, Vec<f64>) = moved.iter().map(|(row, _)| (of(&row.base), of(&row.new))).unzip();
    let coefficients = correlation::coefficients(&ranks.0, &ranks.1).ok();
    Summary {
        region_type,
        n_common: moved.len(),
        n_unchanged: moved.iter().filter(|(_, change)| *change == 0).count(),
        mean_shift: mean(moved.iter().map(|(_, change)| f64::from(change.abs())).sum()),
        largest_climb: largest(1),
        largest_fall: largest(-1),
        spearman: coefficients.as_ref().map(|coefficients| coefficients.spearman),
        kendall: coefficients.as_ref().map(|coefficients| coefficients.kendall),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(label: &str, decimals: Option<u32>, regions: &[(&str, f64, u32)]) -> Side {
        let region = |&(code, score, rank): &(&str, f64, u32)| SideRegion {
            code: code.to_owned(),
            name: String::new(),
            region_type: Some("town".to_owned()),
            score,
            rank,
            type_rank: rank,
        };
        Side { label: label.to_owned(), regions: regions.iter().map(region).collect(), decimals, order: RankOrder::HighestFirst }
    }

    fn compared(base: &Side, new: &Side) -> Comparison {
        compare(base, new, &BTreeMap::from([("c".to_owned(), "a".to_owned())]), &["town".to_owned()])
    }

    #[test]
    fn who_moved_who_is_new_and_who_merged() {
        let base = side("2024", None, &[("a", 60.0, 1), ("b", 50.0, 2), ("c", 40.0, 3)]);
        let new = side("2025", None, &[("a", 55.0, 2), ("b", 58.0, 1), ("d", 10.0, 3)]);
        let comparison = compared(&base, &new);
        let of = |code: &str| comparison.rows.iter().find(|row| row.code == code).expect("it is compared");
        assert_eq!((of("a").rank_change, of("b").rank_change), (Some(-1), Some(1)));
        assert_eq!((of("a").score_change, of("b").score_change), (-5.0, 8.0));
        assert_eq!(of("c").presence, Presence::MergedInto("a".to_owned()));
        assert_eq!(of("d").presence, Presence::New);
        assert_eq!(of("b").type_rank_change, Some(1));
        let all = &comparison.summaries[0];
        assert_eq!((all.n_common, all.n_unchanged, all.mean_shift), (2, 0, 1.0));
        let largest = |largest: &Option<LargestMove>| largest.as_ref().map(|of| (of.places, of.code.clone()));
        assert_eq!(largest(&all.largest_climb), Some((1, "b".to_owned())));
        assert_eq!(largest(&all.largest_fall), Some((-1, "a".to_owned())));
    }

    #[test]
    fn a_build_equals_its_own_rounded_publication() {
        // 72.55 is printed 72.6 and 72.649 too: the printed digits do not say who is first.
        let build = side("build", None, &[("a", 72.649, 1), ("b", 72.55, 2), ("c", 60.04, 3)]);
        let printed = side("printed", Some(1), &[("a", 72.6, 1), ("b", 72.6, 1), ("c", 60.0, 3)]);
        for comparison in [compared(&printed, &build), compared(&build, &printed)] {
            for row in &comparison.rows {
                assert_ne!(row.score_difference, Difference::Real, "{}", row.code);
                assert_ne!(row.rank_difference, Difference::Real, "{}", row.code);
            }
            assert_eq!(comparison.rows[1].rank_difference, Difference::WithinPrecision);
        }
    }

    #[test]
    fn a_difference_beyond_the_printed_digits_is_real() {
        let build = side("build", None, &[("a", 72.76, 1), ("b", 72.55, 2)]);
        let printed = side("printed", Some(1), &[("a", 72.5, 2), ("b", 72.6, 1)]);
        let comparison = compared(&printed, &build);
        assert_eq!(
            (comparison.rows[0].score_difference, comparison.rows[0].rank_difference),
            (Difference::Real, Difference::Real)
        );
        assert_eq!(comparison.rows[1].score_difference, Difference::WithinPrecision);
    }
}
