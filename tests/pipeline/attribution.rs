//! Why scores and ranks moved: parts add up to the change, on real statistics, on indices worked by hand and on random ones,
//! and a second computation that scores a region's own value among the others' by counting gives the same.

use std::fmt::Write as _;
use std::path::PathBuf;

use evp::analysis::attribution::ranks::{Among, Relation};
use evp::analysis::attribution::{Attribution, Comparison, IndicatorPart, ScoreChange, printed};
use evp::method::Direction;
use evp::session::{self, Computed};
use evp::{DataOverride, Detail, Plan, Regions, Tree};
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::program::project;
use crate::properties::cases;
use crate::shared_data::shared;

/// A computed index.
struct Index {
    plan: Plan,
    regions: Regions,
    computed: Computed,
    /// Where its files lie, as long as it is used.
    _folder: Option<tempfile::TempDir>,
}

impl Index {
    fn load(configuration: PathBuf, data: &[String], folder: Option<tempfile::TempDir>) -> Self {
        let plan = evp::load_plan(&configuration).unwrap_or_else(|problems| panic!("{problems:?}"));
        let data = DataOverride { arguments: data.to_vec() };
        let (regions, files) = session::prepare(&plan, &data).unwrap_or_else(|problems| panic!("{problems:?}"));
        let inputs = files.with_regions(&plan, &regions);
        let computed = session::compute(&plan, &regions, &inputs, Detail::Full, &|_| {});
        let computed = computed.unwrap_or_else(|problems| panic!("{problems:?}"));
        drop(inputs);
        Index { plan, regions, computed, _folder: folder }
    }

    /// An index of two editions from a table: by region the values of each indicator in 2024, then in 2025.
    fn of(method: &str, indicators: &[&str], rows: &[(&str, Vec<Option<f64>>)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut configuration = format!(
            "format = 1\n[index]\nid = \"test\"\ntitle = \"Test\"\nlanguages = [\"en\"]\n[regions]\ntable = \"regions.csv\"\n\
             [regions.types]\n[[source]]\nid = \"statistics\"\nfiles = [\"statistics.csv\"]\n{method}\n"
        );
        for (position, keys) in indicators.iter().enumerate() {
            let factor = if keys.contains("factor") || !method.contains("[[factor]]") { "" } else { "factor = \"a\"\n" };
            let direction = if keys.contains("direction") { "" } else { "direction = \"higher-is-better\"\n" };
            let _ = write!(
                configuration,
                "[[variable]]\nid = \"v{position}\"\nmerge = \"refuse\"\n[[indicator]]\nid = \"i{position}\"\nvariable = \"v{position}\"\n\
                 {factor}{direction}{keys}\n"
            );
        }
        configuration += "[[edition]]\nid = \"2024\"\n[[edition]]\nid = \"2025\"\n";
        let (mut table, mut statistics) = ("code,name,region_type\n".to_owned(), "region_code,year,indicator,value\n".to_owned());
        for (code, values) in rows {
            let region_type = if code.starts_with('z') { "z" } else { "a" };
            let _ = writeln!(table, "{code},{code},{region_type}");
            for (position, value) in values.iter().enumerate() {
                let (year, indicator) = (2024 + position / indicators.len(), position % indicators.len());
                if let Some(value) = value {
                    let _ = writeln!(statistics, "{code},{year},v{indicator},{value}");
                }
            }
        }
        for (name, text) in [("index.toml", &configuration), ("regions.csv", &table), ("statistics.csv", &statistics)] {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        Index::load(folder.path().join("index.toml"), &[], Some(folder))
    }

    fn attribution(&self, before: usize, now: usize) -> Attribution<'_> {
        let comparison =
            Comparison { plan: &self.plan, regions: &self.regions, editions: &self.computed.outcome.editions, before, now };
        Attribution::new(comparison).expect("both editions with details")
    }

    fn region(&self, code: &str) -> usize {
        (0..self.regions.n_ranked()).find(|&region_idx| self.regions.code(region_idx) == code).expect(code)
    }

    fn change(&self, code: &str) -> ScoreChange {
        self.attribution(0, 1).score(Tree::ROOT, self.region(code)).expect("scores in both editions")
    }
}

fn full(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// Own, others, weight, coverage, indicator set.
fn causes(part: &IndicatorPart) -> [f64; 5] {
    [part.own, part.others, part.weight, part.coverage, part.indicator_set].map(|part| evp::round::to_decimals(part, 9))
}

// --------------------------------------------------------------------------------------------------------------- by hand

#[test]
fn who_stands_still_while_others_move_is_moved_by_them() {
    // Percentiles of i0. 2024: a 10, b 20, c 30, d 40, e 50. 2025: a has 35, b 45, the others stay.
    let rows = [
        ("a", full(&[10.0, 35.0])),
        ("b", full(&[20.0, 45.0])),
        ("c", full(&[30.0, 30.0])),
        ("d", full(&[40.0, 40.0])),
        ("e", full(&[50.0, 50.0])),
    ];
    let index = Index::of("", &[""], &rows);
    // c falls from the middle (50) to the end (0), by no doing of its own.
    assert_eq!(causes(&index.change("c").parts[0]), [0.0, -50.0, 0.0, 0.0, 0.0]);
    // a from 0 to 25. Its 35 among the old others 20, 30, 40, 50: 50. Its 10 among the new others 45, 30, 40, 50: 0.
    // Own: ½·[(50 − 0) + (25 − 0)] = 37.5; others: −12.5.
    assert_eq!(causes(&index.change("a").parts[0]), [37.5, -12.5, 0.0, 0.0, 0.0]);
    let attribution = index.attribution(0, 1);
    let rank = attribution.rank(&attribution.node(Tree::ROOT), Tree::ROOT, index.region("a"), Among::Type).expect("ranked");
    // From the last place past c only: b, ahead before, is ahead still.
    assert_eq!((rank.before, rank.now, rank.passed.len(), rank.passed_by.len()), (5, 4, 1, 0));
    assert_eq!((rank.passed[0].region_idx, rank.passed[0].stood, rank.passed[0].stands), (2, Relation::Ahead, Relation::Behind));
    assert_eq!(rank.passed[0].because, [(0, 75.0)]);
    assert_eq!((rank.shares[0].places, rank.rounding), (1.0, 0.0));
}

#[test]
fn a_weight_that_moves_counts_the_difference_between_indicators() {
    // Values never change: a has 100 and 0. Weights 1:1, then 3:1. The score moves from 50 to 75.
    let rows = [("a", full(&[2.0, 1.0, 2.0, 1.0])), ("b", full(&[1.0, 2.0, 1.0, 2.0]))];
    let index = Index::of("", &["weight = { \"2024\" = 1, \"2025\" = 3 }", ""], &rows);
    let change = index.change("a");
    assert_eq!((change.before, change.now), (50.0, 75.0));
    // Shares ½, ½ become ¾, ¼; measured from the mean 62.5: ¼·(100 − 62.5) and −¼·(0 − 62.5).
    assert_eq!(causes(&change.parts[0]), [0.0, 0.0, 9.375, 0.0, 0.0]);
    assert_eq!(causes(&change.parts[1]), [0.0, 0.0, 15.625, 0.0, 0.0]);
}

#[test]
fn an_indicator_that_comes_and_a_value_that_goes_are_causes_of_their_own() {
    // i1 comes in 2025. a has 100 in i0, 0 in i1: from 100 to 50.
    let rows = [("a", full(&[2.0, 1.0, 2.0, 1.0])), ("b", full(&[1.0, 2.0, 1.0, 2.0]))];
    let index = Index::of("", &["", "first_edition = \"2025\""], &rows);
    let change = index.change("a");
    // Shares 1, 0 become ½, ½; measured from 75: −½·(100 − 75) and ½·(0 − 75).
    assert_eq!(causes(&change.parts[0]), [0.0, 0.0, 0.0, 0.0, -12.5]);
    assert_eq!(causes(&change.parts[1]), [0.0, 0.0, 0.0, 0.0, -37.5]);

    // a loses i1, in which it had 0; the others stay where they are among themselves.
    let mut rows = rows.to_vec();
    rows.push(("c", full(&[0.0, 3.0, 0.0, 3.0])));
    rows[0].1[3] = None;
    let policy = "[method.missing]\npolicy = \"renormalise\"\nminimum_coverage = 0.1\nlargest_share = 0.5";
    let index = Index::of(policy, &["", ""], &rows);
    let change = index.change("a");
    assert_eq!((change.before, change.now), (50.0, 100.0));
    assert_eq!(causes(&change.parts[0]), [0.0, 0.0, 0.0, 12.5, 0.0]);
    assert_eq!(causes(&change.parts[1]), [0.0, 0.0, 0.0, 37.5, 0.0]);
}

#[test]
fn a_scale_that_is_kept_leaves_nothing_to_the_others() {
    let rows = [("a", full(&[10.0, 35.0])), ("b", full(&[20.0, 95.0])), ("c", full(&[30.0, 31.0]))];
    for pool in ["all", "2024"] {
        let index = Index::of(&format!("[method]\npool = {{ editions = \"{pool}\" }}"), &[""], &rows);
        for code in ["a", "b", "c"] {
            let change = index.change(code);
            assert_eq!((change.parts[0].own, change.parts[0].others), (change.now - change.before, 0.0), "{pool} {code}");
        }
    }
}

#[test]
fn a_geometric_mean_averages_over_both_orders() {
    // √(1·4) = 2 becomes √(4·9) = 6. i0 first: 2 → 4, then i1: 4 → 6. i1 first: 2 → 3, then i0: 3 → 6. So ½·(2 + 3) and ½·(2 + 1).
    let rows = [("a", full(&[1.0, 4.0, 4.0, 9.0])), ("b", full(&[5.0, 5.0, 5.0, 5.0]))];
    // Goalposts at the ends of the range leave values as they are.
    let method = "[method.aggregation]\nmethod = \"geometric-mean\"\n";
    let as_it_is = "normalisation = { method = \"goalposts\", goalposts = [1, 100], range = [1, 100] }";
    let change = Index::of(method, &[as_it_is, as_it_is], &rows).change("a");
    assert_eq!(causes(&change.parts[0]), [2.5, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(causes(&change.parts[1]), [1.5, 0.0, 0.0, 0.0, 0.0]);
    // An order and its reverse always give these, so there is nothing to estimate.
    assert!(change.n_orders > 0 && change.parts.iter().all(|part| part.standard_error < 1e-9), "{change:?}");
}

#[test]
fn a_region_that_changed_type_has_no_change_within_it_and_ranks_add_up() {
    let rows = [
        ("a", full(&[1.0, 9.0, 5.0, 3.0])),
        ("b", full(&[4.0, 2.0, 4.0, 8.0])),
        ("c", full(&[3.0, 4.0, 2.0, 2.0])),
        ("z", full(&[2.0, 3.0, 3.0, 9.0])),
    ];
    for method in ["", "[method.aggregation]\nmethod = \"geometric-mean\"\n[method.normalisation]\nrange = [1, 100]"] {
        let index = Index::of(method, &["", "direction = \"lower-is-better\""], &rows);
        let attribution = index.attribution(0, 1);
        let changes = attribution.node(Tree::ROOT);
        for code in ["a", "b", "c", "z"] {
            for (among, n_members) in [(Among::All, 4), (Among::Type, if code == "z" { 1 } else { 3 })] {
                let rank = attribution.rank(&changes, Tree::ROOT, index.region(code), among).expect("ranked");
                let total: f64 = rank.shares.iter().map(|share| share.places).sum();
                assert_eq!(rank.n_members, n_members);
                assert!((total - f64::from(rank.climbed())).abs() < 1e-9 && rank.rounding.abs() < 1e-9, "{code}: {rank:?}");
            }
        }
    }
}

// ------------------------------------------------------------------------------------------------------ the real statistics

fn real_panel() -> Option<Index> {
    let data = shared("data/finland/municipal_statistics.parquet")?;
    Some(Index::load(project().join("config/kuntien-avainluvut.toml"), &[data.display().to_string()], None))
}

/// The score of a value among others by counting: the place of each, the mean where several share one, from 0 to 100.
fn counted(own: f64, others: &[f64], direction: Direction) -> f64 {
    let turned = |value: f64| if direction == Direction::LowerIsBetter { -value } else { value };
    let all: Vec<f64> = others.iter().copied().chain([own]).map(turned).collect();
    let place = |value: f64| {
        let worse = all.iter().filter(|other| **other < value).count() as f64;
        let equal = all.iter().filter(|other| **other == value).count() as f64;
        worse + (equal + 1.0) / 2.0
    };
    // Places follow values: the lowest is that of the worst value, the highest that of the best.
    let lowest = place(all.iter().copied().fold(f64::INFINITY, f64::min));
    let highest = place(all.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    100.0 * (place(turned(own)) - lowest) / (highest - lowest)
}

#[test]
fn parts_add_up_for_every_municipality_and_every_change() {
    let Some(index) = real_panel() else { return };
    let (n_regions, n_editions) = (index.regions.n_ranked(), index.plan.editions.len());
    assert_eq!((n_regions, n_editions), (293, 7));
    let (mut n_changes, mut largest, mut largest_rounding) = (0, 0.0f64, 0.0f64);
    for now in 1..n_editions {
        let attribution = index.attribution(now - 1, now);
        for node_idx in 0..index.plan.tree.nodes.len() {
            let of_all = attribution.node(node_idx);
            for region_idx in 0..n_regions {
                let change = attribution.score(node_idx, region_idx).expect("everybody is ranked");
                largest = largest.max(change.residual().abs());
                largest_rounding = largest_rounding.max(change.rounding.abs());
                for (part, column) in change.parts.iter().zip(&of_all.parts) {
                    assert!((part.total() - column[region_idx]).abs() < 1e-12);
                }
                let shown: Vec<f64> = printed::add_up(&change.parts.iter().map(IndicatorPart::total).collect::<Vec<_>>(), 1);
                let total = evp::round::to_decimals(shown.iter().sum(), 1);
                assert_eq!(total, evp::round::to_decimals(change.change() - change.rounding, 1), "{change:?}");
                n_changes += usize::from(node_idx == Tree::ROOT);
            }
        }
    }
    assert_eq!(n_changes, 293 * 6);
    assert!(largest <= 1e-9, "residual {largest}");
    // Nothing is rounded here but published scores, to nine decimals.
    assert!(largest_rounding <= 1.1e-9, "rounding {largest_rounding}");
}

#[test]
fn a_second_computation_by_counting_gives_the_same_parts() {
    let Some(index) = real_panel() else { return };
    let mut generator = ChaCha8Rng::seed_from_u64(4);
    let mut below = |bound: usize| (generator.next_u32() as usize) % bound;
    let mut n_moved = 0;
    for _ in 0..500 {
        let (now, region_idx) = (1 + below(6), below(293));
        let change = index.attribution(now - 1, now).score(Tree::ROOT, region_idx).expect("everybody is ranked");
        for part in &change.parts {
            let direction = index.plan.indicators[part.indicator_idx].direction;
            let values = |edition_idx: usize| &index.computed.outcome.editions[edition_idx].indicators[part.indicator_idx].raw;
            let among = |own: usize, others: usize| {
                let others: Vec<f64> = values(others)
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != region_idx)
                    .map(|(_, value)| *value)
                    .collect();
                counted(values(own)[region_idx], &others, direction)
            };
            let (old, new) = (now - 1, now);
            let share = 1.0 / 20.0;
            let own = share * ((among(new, old) - among(old, old)) + (among(new, new) - among(old, new))) / 2.0;
            let others = share * ((among(old, new) - among(old, old)) + (among(new, new) - among(new, old))) / 2.0;
            assert!((part.own - own).abs() < 1e-9 && (part.others - others).abs() < 1e-9, "{own} {others} {part:?}");
            assert_eq!(part.not_values(), 0.0);
            n_moved += usize::from(part.others != 0.0);
        }
    }
    assert!(n_moved > 5_000, "the others moved {n_moved} times only");
}

#[test]
fn rank_shares_add_up_on_the_real_panel() {
    let Some(index) = real_panel() else { return };
    let attribution = index.attribution(5, 6);
    let changes = attribution.node(Tree::ROOT);
    let root = &index.computed.outcome.editions[6].nodes[Tree::ROOT];
    for region_idx in (0..293).step_by(7) {
        for (among, published) in [(Among::All, &root.rank_changes), (Among::Type, &root.type_rank_changes)] {
            let rank = attribution.rank(&changes, Tree::ROOT, region_idx, among).expect("everybody is ranked");
            assert_eq!(Some(rank.climbed()), published[region_idx]);
            let total: f64 = rank.shares.iter().map(|share| share.places).sum();
            assert!((total - f64::from(rank.climbed())).abs() < 1e-9, "{rank:?}");
            let ahead = |list: &[evp::analysis::attribution::ranks::Passing], was: bool| {
                list.iter().filter(|passing| (if was { passing.stood } else { passing.stands }) == Relation::Ahead).count() as i32
            };
            // A rank counts who is ahead: of those who changed places, as many fewer as places were climbed.
            let both = |was| ahead(&rank.passed, was) + ahead(&rank.passed_by, was);
            assert_eq!(both(true) - both(false), rank.climbed());
        }
    }
}

// ------------------------------------------------------------------------------------------------------------ random indices

/// Values of three indicators in two editions for several regions; few distinct ones, so that many tie, and some missing.
fn panels() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    let value = prop_oneof![9 => (1i32..12).prop_map(|value| Some(f64::from(value))), 1 => Just(None)];
    prop::collection::vec(prop::collection::vec(value, 6), 4..12)
}

const RENORMALISE: &str = "[method.missing]\npolicy = \"renormalise\"\nminimum_coverage = 0.3\nlargest_share = 1.0\n";

/// Checks all parts of an index; what does not add up is told.
fn adds_up(index: &Index, largest_rounding: f64) -> Result<(), TestCaseError> {
    let attribution = index.attribution(0, 1);
    for node_idx in 0..index.plan.tree.nodes.len() {
        let changes = attribution.node(node_idx);
        let published = &index.computed.outcome.editions[1].nodes[node_idx].rank_changes;
        for (region_idx, published) in published.iter().enumerate() {
            let Some(change) = attribution.score(node_idx, region_idx) else { continue };
            prop_assert!(change.residual().abs() <= 1e-9 && change.rounding.abs() <= largest_rounding, "{change:?}");
            if let Some(rank) = attribution.rank(&changes, node_idx, region_idx, Among::All) {
                let total: f64 = rank.shares.iter().map(|share| share.places).sum();
                let all = total + f64::from(rank.came_and_went) + rank.rounding;
                prop_assert!((all - f64::from(rank.climbed())).abs() < 1e-9, "{rank:?}");
                prop_assert_eq!(Some(rank.climbed()), *published);
                // Only scores that are rounded on the way tie, or part, where their parts do not.
                prop_assert!(rank.rounding.abs() < 1e-9 || 1e-6 < largest_rounding, "{rank:?}");
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn parts_add_up_whatever_the_method(
        panel in panels(),
        method in prop::sample::select(vec![
            "",
            "[method]\nindex_of = \"factors\"\n",
            "[method.normalisation]\nmethod = \"min-max\"\n",
            "[method.normalisation]\nmethod = \"z-score\"\n",
            "[method.aggregation]\nmethod = \"geometric-mean\"\n[method.normalisation]\nrange = [1, 100]\n",
            "[method.aggregation]\nmethod = \"median\"\n",
            "[method.aggregation]\nmethod = \"sum\"\n",
            "[method.aggregation]\nmethod = \"copeland\"\n",
            "[method]\nindex_of = \"factors\"\n[method.rounding]\nfactors = { half-up = 0 }\n",
            "[method.weights]\nmethod = \"standard-deviation\"\n",
        ]),
    ) {
        let codes: Vec<String> = (0..panel.len()).map(|position| format!("r{position:02}")).collect();
        let rows: Vec<(&str, Vec<Option<f64>>)> = codes.iter().map(String::as_str).zip(panel).collect();
        // An edition needs a value of each indicator.
        prop_assume!((0..6).all(|cell| rows.iter().filter(|(_, values)| values[cell].is_some()).count() > 2));
        prop_assume!((0..6).all(|cell| {
            let mut values: Vec<_> = rows.iter().filter_map(|(_, values)| values[cell].map(|value| value as i32)).collect();
            values.sort_unstable();
            values.dedup();
            values.len() > 1
        }));
        // Rounded factors may each be half a point off in both editions.
        let largest_rounding = if method.contains("rounding") { 1.0 } else { 2e-9 };
        let factors = "[[factor]]\nid = \"a\"\n[[factor]]\nid = \"b\"\n";
        let weight = if method.contains("median") || method.contains("standard-deviation") { "" } else { "weight = { \"2024\" = 1, \"2025\" = 2 }" };
        let keys = [weight, "direction = \"lower-is-better\"", "factor = \"b\""];
        adds_up(&Index::of(&format!("{RENORMALISE}{method}{factors}"), &keys, &rows), largest_rounding)?;
    }
}
