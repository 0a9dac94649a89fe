//! Which indicators are behind the moves between two editions: [`attribution`](super::attribution) for many regions at once.
//!
//! Where a node is a weighted mean or sum, the parts of every region have a closed form, and all are told. Elsewhere a region takes
//! thousands of aggregations, so only those that are asked for are told.

use std::collections::BTreeSet;

use super::attribution::{Attribution, Comparison, IndicatorPart, ScoreChange, is_linear, printed};

/// Picks one cause of an indicator's part.
pub type Pick = fn(&IndicatorPart) -> f64;

/// Causes, in the order of tables; the names are those of the columns of an explanation.
pub const PARTS: [(&str, Pick); 5] = [
    ("own", |part| part.own),
    ("others", |part| part.others),
    ("weight_change", |part| part.weight),
    ("coverage_change", |part| part.coverage),
    ("indicator_set", |part| part.indicator_set),
];

/// The changes of a node's scores between two editions of one build, and their parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Moves {
    /// Id of the older edition.
    pub before: String,
    /// Id of the newer edition.
    pub now: String,
    /// Ids of the build's indicators.
    pub indicators: Vec<String>,
    /// Decimals at which scores are published.
    pub decimals: u32,
    /// Changes of regions that have a score in both editions, in the order of the region table.
    pub regions: Vec<RegionChange>,
}

/// The change of a region's score.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionChange {
    /// Region code.
    pub code: String,
    /// The change and its parts.
    pub change: ScoreChange,
}

/// What moved a score, as one number per indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Mover<'a> {
    /// The indicator's id; `not published` for the indicators of which nothing may be shown, together; `weights` for changed
    /// weights as a whole, `rounding` for what rounding adds.
    pub id: &'a str,
    /// Points of the node, as they are printed.
    pub points: f64,
}

impl Moves {
    /// The change of a region; `None` where it is not told.
    pub fn of(&self, code: &str) -> Option<&ScoreChange> {
        self.regions.iter().find(|region| region.code == code).map(|region| &region.change)
    }

    /// What moved a region's score, largest first: what raised it, then what lowered it. Points are rounded as they are printed, so
    /// that with the rounding they add up to the printed change; what would be printed as 0 is left out.
    pub fn movers(&self, change: &ScoreChange) -> (Vec<Mover<'_>>, Vec<Mover<'_>>) {
        let of_indicators = change.parts.iter().map(|part| (self.indicators[part.indicator_idx].as_str(), part.total()));
        let all: Vec<(&str, f64)> = of_indicators
            .chain([("not published", change.withheld.total()), ("weights", change.weights), ("rounding", change.rounding)])
            .collect();
        let printed = printed::add_up(&all.iter().map(|(_, points)| *points).collect::<Vec<f64>>(), self.decimals);
        let mut movers: Vec<Mover<'_>> =
            all.iter().zip(printed).map(|(&(id, _), points)| Mover { id, points }).filter(|mover| mover.points != 0.0).collect();
        // A stable sort: equal parts stay in configuration order.
        movers.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
        movers.into_iter().partition(|mover| 0.0 < mover.points)
    }
}

/// The moves between two editions; `shown` are the codes of the regions that are told in any case. `None` where an edition was
/// computed without details.
pub fn moves(comparison: Comparison<'_>, node_idx: usize, shown: &BTreeSet<&str>) -> Option<Moves> {
    let Comparison { plan, regions, before, now, .. } = comparison;
    let attribution = Attribution::new(comparison)?;
    let all_are_told = is_linear(plan, node_idx);
    let told: Vec<usize> =
        (0..regions.n_ranked()).filter(|&region_idx| all_are_told || shown.contains(regions.code(region_idx))).collect();
    let changes = attribution.scores(node_idx, &told);
    let changed = |(region_idx, change): (usize, Option<ScoreChange>)| {
        let mut change = change?;
        change.withhold(plan);
        Some(RegionChange { code: regions.code(region_idx).to_owned(), change })
    };
    Some(Moves {
        before: plan.editions[before].id.clone(),
        now: plan.editions[now].id.clone(),
        indicators: plan.indicators.iter().map(|indicator| indicator.id.clone()).collect(),
        decimals: plan.publish.decimals,
        regions: told.into_iter().zip(changes).filter_map(changed).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movers_are_told_from_the_largest_and_add_up_in_print() {
        let part = |indicator_idx, own, others| IndicatorPart { indicator_idx, own, others, ..IndicatorPart::default() };
        // 1.53 + 2.03 + 0.04 − 1 − 0.2 = 2.4, though cut down to 1.5 + 2 + 0 − 1 − 0.2 = 2.3: the third lost most.
        let parts = vec![part(0, 1.0, 0.53), part(1, 2.03, 0.0), part(2, 0.04, 0.0), part(3, -4.0, 3.0)];
        let change = ScoreChange {
            before: 50.0,
            now: 52.4,
            parts,
            withheld: IndicatorPart::default(),
            weights: -0.2,
            rounding: 0.0,
            n_orders: 0,
        };
        let indicators = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let moves = Moves { before: "1".into(), now: "2".into(), indicators, decimals: 1, regions: Vec::new() };
        let (up, down) = moves.movers(&change);
        let told = |movers: &[Mover<'_>]| movers.iter().map(|mover| mover.id.to_owned()).collect::<Vec<_>>();
        assert_eq!((told(&up), told(&down)), (vec!["b".into(), "a".into(), "c".into()], vec!["d".into(), "weights".to_owned()]));
        let points: Vec<f64> = up.iter().chain(&down).map(|mover| mover.points).collect();
        assert_eq!(points, [2.0, 1.5, 0.1, -1.0, -0.2]);
    }
}
