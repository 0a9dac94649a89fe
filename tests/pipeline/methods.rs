//! What must hold of a whole computation, from files to ranks, whatever the method: for every method of a list, on statistics
//! made up for it, through the program's public surface.

use std::collections::BTreeMap;
use std::fmt::Write;

use evp::method::RankOrder;
use evp::outcome::{EditionOutcome, NodeOutcome, Outcome};
use evp::{DataOverride, Detail, session};
use proptest::prelude::*;

use crate::program::{assert_same_files, build};
use crate::properties::cases;
use crate::shuffle::shuffled;

/// Editions, and statistic years.
const YEARS: [i32; 3] = [2021, 2022, 2023];
/// Statistics; the last two are the second factor's.
const SERIES: [&str; 4] = ["a", "b", "c", "d"];

/// Methods in which every step takes something from the data; pools of every kind.
const METHODS: [&str; 8] = [
    "[method.pool]\neditions = \"all\"\n[method.imputation]\nmethod = \"median\"\n\
     [method.treatment]\nsteps = [{ winsorise = {} }]\nskewness = 0.5\nkurtosis = 0.5\n\
     [method.normalisation]\nmethod = \"min-max\"\n[method.weights]\nmethod = \"standard-deviation\"\n",
    "[method.imputation]\nmethod = \"mean\"\npool = { within = \"area\" }\n\
     [method.normalisation]\nmethod = \"percentile-rank\"\nrange = [1, 100]\npool = { within = \"region-type\" }\n\
     [method.aggregation]\nmethod = \"geometric-mean\"\n",
    "[method.pool]\neditions = \"2021\"\n[method.imputation]\nmethod = \"constant\"\nvalue = 3\n\
     [method.normalisation]\nmethod = \"z-score\"\n[method.weights]\nmethod = \"principal-component\"\neditions = \"all\"\n",
    "[method.imputation]\nmethod = \"carried-forward\"\n[method.normalisation]\nmethod = \"rank\"\n\
     [method.aggregation]\nmethod = \"copeland\"\n[method.percentile]\n[method.classes]\nnumber = 3\n",
    "[method.imputation]\nmethod = \"row-mean\"\n[method.normalisation]\nmethod = \"quantile-classes\"\n\
     [method.aggregation]\nmethod = \"median\"\n",
    "[method.imputation]\nmethod = \"linear\"\nends = \"constant\"\n[method.normalisation]\nmethod = \"min-max\"\nrange = [0, 1]\n\
     [method.aggregation]\nmethod = \"benefit-of-the-doubt\"\n",
    "[method.screening]\nregion = 0.6\n[method.normalisation]\nmethod = \"z-score\"\n[method.weights]\nmethod = \"critic\"\neditions = \"each\"\n\
     [method.ranking]\norder = \"lowest-first\"\n",
    "[method.aggregation]\nmethod = \"mean-of-ranks\"\n[method.imputation]\nmethod = \"median\"\npool = { within = \"region-type\", editions = \"all\" }\n\
     [method.ranking]\nties = \"maximum\"\n",
];

/// Statistics of regions: by region, year and series; some are missing.
#[derive(Debug, Clone)]
struct Figures {
    of_region: Vec<[[Option<i32>; 4]; 3]>,
}

impl Figures {
    fn n_regions(&self) -> usize {
        self.of_region.len()
    }

    /// Region `k` gets the figures of region `order[k]`.
    fn permuted(&self, order: &[usize]) -> Self {
        Figures { of_region: order.iter().map(|&region_idx| self.of_region[region_idx]).collect() }
    }
}

fn figures() -> impl Strategy<Value = Figures> {
    let cell = || prop_oneof![9 => (-40..60i32).prop_map(Some), 1 => Just(None)];
    let year = || [cell(), cell(), cell(), cell()];
    prop::collection::vec([year(), year(), year()], 7..14).prop_map(|of_region| Figures { of_region })
}

/// What is said of a region besides its figures: the type and area of each, by position.
fn belongs(region_idx: usize) -> (&'static str, &'static str) {
    (["city", "rural"][region_idx % 2], ["north", "south", "west"][region_idx % 3])
}

/// A folder with an index: the figures, the regions in which position `k` has the type and area of `order[k]`, and the method.
struct Index {
    folder: tempfile::TempDir,
}

impl Index {
    fn new(figures: &Figures, order: &[usize], indicators: &[Indicator], method: &str) -> Self {
        Self::scaled(figures, order, indicators, method, |_, value| f64::from(value))
    }

    fn scaled(
        figures: &Figures,
        order: &[usize],
        indicators: &[Indicator],
        method: &str,
        scaled: impl Fn(&str, i32) -> f64,
    ) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut statistics = "region_code,year,indicator,value\n".to_owned();
        let mut regions = "code,level,valid_from,valid_to,name_en,region_type,area\n".to_owned();
        for (region_idx, of_region) in figures.of_region.iter().enumerate() {
            let (region_type, area) = belongs(order[region_idx]);
            writeln!(regions, "r{region_idx:03},municipality,2020-01-01,,R{region_idx},{region_type},{area}").expect("written");
            for (year, of_year) in YEARS.iter().zip(of_region) {
                for (series, value) in SERIES.iter().zip(of_year) {
                    let value = value.map_or(String::new(), |value| scaled(series, value).to_string());
                    writeln!(statistics, "r{region_idx:03},{year},{series},{value}").expect("written");
                }
            }
        }
        let mut configuration = "format = 1\n[index]\nid = \"made\"\ntitle = \"Made up\"\nlanguages = [\"en\"]\n\
            [regions]\ntable = \"regions.csv\"\nlevel = \"municipality\"\ndivision = 2023\n\
            [regions.types]\nnames = [{ id = \"city\", name = \"cities\" }, { id = \"rural\", name = \"rural\" }]\n\
            [[source]]\nid = \"all\"\nfiles = [\"statistics.csv\"]\n[[factor]]\nid = \"first\"\n[[factor]]\nid = \"second\"\n\
            [method.missing]\npolicy = \"renormalise\"\nlargest_share = 1\nminimum_coverage = 0.3\n\
            [[group]]\nid = \"area\"\ncolumn = \"area\"\n[[group]]\nid = \"few\"\nregions = [\"r000\", \"r002\", \"r005\"]\n\
            [[group]]\nid = \"big\"\nlargest = { variable = \"a\", number = 3 }\n\
            [[group]]\nid = \"size\"\nsize_classes = { variable = \"b\", limits = [-5, 20] }\n"
            .to_owned();
        for year in YEARS {
            writeln!(configuration, "[[edition]]\nid = \"{year}\"").expect("written");
        }
        for series in SERIES {
            writeln!(configuration, "[[variable]]\nid = \"{series}\"\nmerge = \"sum\"").expect("written");
        }
        for indicator in indicators {
            let Indicator { id, factor, series, direction, weight } = indicator;
            writeln!(
                configuration,
                "[[indicator]]\nid = \"{id}\"\nfactor = \"{factor}\"\nvariable = \"{series}\"\ndirection = \"{direction}-is-better\"\n{weight}"
            )
            .expect("written");
        }
        configuration.push_str(method);
        for (name, text) in [("index.toml", &configuration), ("statistics.csv", &statistics), ("regions.csv", &regions)] {
            std::fs::write(folder.path().join(name), text).expect("written");
        }
        Index { folder }
    }

    /// What comes of it; `None` where the method cannot be computed on these figures.
    fn computed(&self) -> Option<Outcome> {
        let plan = evp::load_plan(&self.folder.path().join("index.toml")).unwrap_or_else(|problems| panic!("{problems:?}"));
        let (regions, files) = session::prepare(&plan, &DataOverride { arguments: Vec::new() }).expect("files that can be read");
        let inputs = files.with_regions(&plan, &regions);
        session::compute(&plan, &regions, &inputs, Detail::Full, &|_| ()).ok().map(|computed| computed.outcome)
    }
}

/// An indicator of the made-up index.
#[derive(Debug, Clone, Copy)]
struct Indicator {
    id: &'static str,
    factor: &'static str,
    series: &'static str,
    direction: &'static str,
    weight: &'static str,
}

const fn indicator(id: &'static str, factor: &'static str, series: &'static str, direction: &'static str) -> Indicator {
    Indicator { id, factor, series, direction, weight: "" }
}

const INDICATORS: [Indicator; 4] = [
    indicator("first_a", "first", "a", "higher"),
    indicator("first_b", "first", "b", "lower"),
    indicator("second_c", "second", "c", "higher"),
    indicator("second_d", "second", "d", "lower"),
];

fn near(one: f64, other: f64) -> bool {
    (one.is_nan() && other.is_nan()) || (one - other).abs() <= 1e-8 * (1.0 + one.abs())
}

fn all_nodes(outcome: &Outcome) -> impl Iterator<Item = (&EditionOutcome, &NodeOutcome)> {
    outcome.editions.iter().flat_map(|edition| edition.nodes.iter().map(move |node| (edition, node)))
}

/// Regions that are clearly apart stand in the same order.
fn same_order(one: &NodeOutcome, other: &NodeOutcome) -> Result<(), TestCaseError> {
    for (at, score) in one.scores.iter().enumerate() {
        for (than, other_score) in one.scores.iter().enumerate() {
            if (score - other_score).abs() > 1e-6 {
                let is_before = one.ranks[at] < one.ranks[than];
                prop_assert_eq!(is_before, other.ranks[at] < other.ranks[than], "regions {} and {}", at, than);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn the_order_of_the_regions_does_not_count(
        figures in figures(), method in prop::sample::select(&METHODS[..]), seed in any::<u64>()
    ) {
        let order = shuffled(figures.n_regions(), seed);
        let in_order: Vec<usize> = (0..figures.n_regions()).collect();
        // The group of named regions is left as it is: its members are others after a permutation.
        let before = Index::new(&figures, &in_order, &INDICATORS, method).computed();
        let after = Index::new(&figures.permuted(&order), &order, &INDICATORS, method).computed();
        prop_assert_eq!(before.is_some(), after.is_some());
        let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
        for ((_, before), (_, after)) in all_nodes(&before).zip(all_nodes(&after)) {
            for (place, &from) in order.iter().enumerate() {
                prop_assert!(near(before.scores[from], after.scores[place]), "{} {}", before.scores[from], after.scores[place]);
                prop_assert_eq!(before.ranks[from], after.ranks[place]);
                prop_assert_eq!(before.type_ranks[from], after.type_ranks[place]);
                prop_assert_eq!(before.group_ranks[0][from], after.group_ranks[0][place]);
                prop_assert_eq!(before.group_ranks[2][from], after.group_ranks[2][place]);
                prop_assert_eq!(before.group_ranks[3][from], after.group_ranks[3][place]);
                prop_assert_eq!(before.classes.get(from), after.classes.get(place));
                let change = |node: &NodeOutcome, at: usize| node.rank_changes.get(at).copied();
                prop_assert_eq!(change(before, from), change(after, place));
            }
            for (before, after) in before.weights.iter().zip(&after.weights) {
                prop_assert!(near(*before, *after), "weights {} {}", before, after);
            }
        }
    }

    #[test]
    fn ranks_count_who_is_better_overall_in_every_type_and_in_every_group(
        figures in figures(), method in prop::sample::select(&METHODS[..])
    ) {
        let in_order: Vec<usize> = (0..figures.n_regions()).collect();
        let Some(outcome) = Index::new(&figures, &in_order, &INDICATORS, method).computed() else { return Ok(()) };
        let lowest_first = method.contains("lowest-first") || method.contains("mean-of-ranks");
        let order = if lowest_first { RankOrder::LowestFirst } else { RankOrder::HighestFirst };
        let shares_the_last = method.contains("ties = \"maximum\"");
        let expected = |scores: &[f64], at: usize, is_peer: &dyn Fn(usize) -> bool| -> u32 {
            if scores[at].is_nan() || !is_peer(at) {
                return 0;
            }
            let peers = || (0..scores.len()).filter(|&other| is_peer(other));
            let is_better = |&other: &usize| match order {
                RankOrder::HighestFirst => scores[other] > scores[at],
                RankOrder::LowestFirst => scores[other] < scores[at],
            };
            let n_better = peers().filter(is_better).count();
            let n_equal = peers().filter(|&other| scores[other] == scores[at]).count();
            (if shares_the_last { n_better + n_equal } else { n_better + 1 }) as u32
        };
        for (edition, node) in all_nodes(&outcome) {
            for at in 0..figures.n_regions() {
                prop_assert_eq!(node.ranks[at], expected(&node.scores, at, &|_| true));
                prop_assert_eq!(node.type_ranks[at], expected(&node.scores, at, &|other| belongs(other).0 == belongs(at).0));
                for (group, membership) in edition.groups.iter().enumerate() {
                    let part = membership.of_region[at];
                    let is_peer = |other: usize| part.is_some() && membership.of_region[other] == part;
                    prop_assert_eq!(node.group_ranks[group][at], expected(&node.scores, at, &is_peer), "group {}", group);
                }
            }
        }
    }

    #[test]
    fn scores_are_numbers_or_missing_for_a_reason(figures in figures(), method in prop::sample::select(&METHODS[..])) {
        let in_order: Vec<usize> = (0..figures.n_regions()).collect();
        let Some(outcome) = Index::new(&figures, &in_order, &INDICATORS, method).computed() else { return Ok(()) };
        for edition in &outcome.editions {
            for indicator in &edition.indicators {
                for values in [&indicator.raw[..], indicator.treated(), &indicator.normalised] {
                    for value in values {
                        let is_explained = value.is_finite() || evp::panel::Missing::of(*value).is_some();
                        prop_assert!(is_explained, "{}", value);
                    }
                }
            }
            for node in &edition.nodes {
                prop_assert!(node.scores.iter().all(|score| !score.is_infinite()));
                prop_assert!(node.coverage.iter().all(|coverage| (0.0..=1.0 + 1e-12).contains(coverage)));
            }
        }
    }

    #[test]
    fn an_indicator_that_weighs_nothing_does_not_matter(
        figures in figures(), aggregation in prop::sample::select(vec![
            "arithmetic-mean", "sum", "geometric-mean", "harmonic-mean", "copeland", "mean-of-ranks",
        ])
    ) {
        let method = format!(
            "[method]\nindex_of = \"indicators\"\n[method.normalisation]\nmethod = \"min-max\"\nrange = [1, 100]\n\
             [method.aggregation]\nmethod = \"{aggregation}\"\n"
        );
        let in_order: Vec<usize> = (0..figures.n_regions()).collect();
        let without = [INDICATORS[0], INDICATORS[1], INDICATORS[2]];
        let with = [without[0], without[1], without[2], Indicator { weight: "weight = 0", ..INDICATORS[3] }];
        let without = Index::new(&figures, &in_order, &without, &method).computed();
        let with = Index::new(&figures, &in_order, &with, &method).computed();
        prop_assert!(without.is_some());
        prop_assert_eq!(without.is_some(), with.is_some());
        let (Some(without), Some(with)) = (without, with) else { return Ok(()) };
        for ((_, without), (_, with)) in all_nodes(&without).zip(all_nodes(&with)) {
            for (one, other) in without.scores.iter().zip(&with.scores) {
                prop_assert!(near(*one, *other), "{} {}", one, other);
            }
            prop_assert_eq!(&without.ranks, &with.ranks);
            prop_assert_eq!(&without.coverage, &with.coverage);
        }
    }

    #[test]
    fn the_unit_of_an_indicator_does_not_matter(
        figures in figures(), normalisation in prop::sample::select(vec!["min-max", "z-score", "percentile-rank", "rank", "borda"]),
        pool in prop::sample::select(vec!["each", "all", "2022"]), factor in 0.01..500.0f64, shift in -1_000.0..1_000.0f64
    ) {
        let method = format!(
            "[method.pool]\neditions = \"{pool}\"\n[method.imputation]\nmethod = \"median\"\n\
             [method.treatment]\nsteps = [{{ winsorise = {{}} }}]\nskewness = 0.7\nkurtosis = 0.7\n\
             [method.normalisation]\nmethod = \"{normalisation}\"\n"
        );
        let in_order: Vec<usize> = (0..figures.n_regions()).collect();
        let plain = Index::new(&figures, &in_order, &INDICATORS, &method).computed();
        let scaled = Index::scaled(&figures, &in_order, &INDICATORS, &method, |series, value| match series {
            "b" => factor * f64::from(value) + shift,
            _ => f64::from(value),
        });
        let scaled = scaled.computed();
        prop_assert_eq!(plain.is_some(), scaled.is_some());
        let (Some(plain), Some(scaled)) = (plain, scaled) else { return Ok(()) };
        for ((_, plain), (_, scaled)) in all_nodes(&plain).zip(all_nodes(&scaled)) {
            for (one, other) in plain.scores.iter().zip(&scaled.scores) {
                prop_assert!((one - other).abs() < 1e-7 || one.is_nan() && other.is_nan(), "{} {}", one, other);
            }
            same_order(plain, scaled)?;
        }
    }
}

#[test]
fn the_number_of_threads_does_not_show_where_pools_span_editions() {
    let n_regions = 211;
    let draws = shuffled(n_regions * 12, 9);
    // What is good in one indicator tends to be good in the others, so that loadings do not cancel out; some are far out.
    let cell = |region_idx: usize, year: usize, series: usize| {
        let draw = draws[(region_idx * 3 + year) * 4 + series] as i32;
        let turn = if series.is_multiple_of(2) { 1 } else { -1 };
        let common = draws[region_idx] as i32 % 41;
        (draw % 17 != 0).then_some(turn * (common + if draw % 53 == 0 { 90 } else { 0 }) + draw % 23 - 10)
    };
    let of_year = |region_idx: usize, year: usize| std::array::from_fn(|series| cell(region_idx, year, series));
    let of_region = (0..n_regions).map(|region_idx| std::array::from_fn(|year| of_year(region_idx, year))).collect();
    let figures = Figures { of_region };
    let in_order: Vec<usize> = (0..n_regions).collect();
    let mut hashes: BTreeMap<usize, BTreeMap<String, String>> = BTreeMap::new();
    for (number, method) in METHODS.iter().enumerate() {
        let index = Index::new(&figures, &in_order, &INDICATORS, method);
        let configuration = index.folder.path().join("index.toml");
        for n_threads in ["1", "2"] {
            let output = build(&configuration, |command| {
                command.args(["--threads", n_threads]);
            });
            let found = output.hashes();
            assert!(found.keys().any(|name| name.starts_with("groups/2023/size-")), "{:?}", found.keys());
            match hashes.get(&number) {
                None => _ = hashes.insert(number, found),
                Some(expected) => assert_same_files(&format!("{n_threads} threads, {method}"), expected, &found),
            }
        }
    }
}
