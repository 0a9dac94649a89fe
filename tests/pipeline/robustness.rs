//! Replicates computed a second time. For made-up indices of many kinds, each draw is written into the configuration (its options,
//! without the indicators that it leaves out) and its weights into the plan, and the ordinary job runs from the files on. Its ranks are
//! those of the replicate, overall and within region types, of every node and edition: none may differ. Where the job fails, so must
//! the replicate.
//!
//! Two steps are left out because they look at indicators together, and a replicate takes them as they are with all indicators: regions
//! that are screened out, and row means in place of missing values. Weights that come from the data are those of the nominal build.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use evp::analysis::robustness::inputs::Draw;
use evp::analysis::robustness::{Engine, Source};
use evp::method::{Aggregation, WeightDraw};
use evp::outcome::Outcome;
use evp::tree::Child;
use evp::{DataOverride, Detail, Plan, session};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::properties::cases;

const EDITIONS: [&str; 2] = ["2021", "2022"];
const REPLICATES: usize = 6;
/// Most indicators.
const SERIES: [&str; 5] = ["a", "b", "c", "d", "e"];

/// The factors of an index: id, parent, and the factor of each indicator; empty = the index itself.
struct Shape {
    factors: &'static [(&'static str, &'static str)],
    factor_of: [&'static str; 5],
}

const SHAPES: [Shape; 4] = [
    Shape { factors: &[], factor_of: [""; 5] },
    Shape { factors: &[("f", ""), ("g", "")], factor_of: ["f", "f", "f", "g", "g"] },
    Shape { factors: &[("f", ""), ("g", ""), ("h", "f")], factor_of: ["h", "h", "f", "g", "g"] },
    // A factor of one indicator, which may be left out, and an indicator straight below the index.
    Shape { factors: &[("f", ""), ("g", "")], factor_of: ["f", "f", "f", "g", ""] },
];

/// A normalisation as it is written.
#[derive(Debug, Clone, Copy)]
struct Scaling {
    method: &'static str,
    ties: Option<&'static str>,
    range: Option<(f64, f64)>,
    keys: &'static str,
}

const fn scaling(method: &'static str, ties: Option<&'static str>, range: Option<(f64, f64)>) -> Scaling {
    Scaling { method, ties, range, keys: "" }
}

const OWN: [Scaling; 7] = [
    scaling("percentile-rank", Some("average"), Some((0.0, 100.0))),
    scaling("percentile-rank", Some("minimum"), Some((1.0, 100.0))),
    scaling("min-max", None, Some((0.0, 100.0))),
    scaling("min-max", None, Some((1.0, 10.0))),
    scaling("z-score", None, None),
    scaling("rank", Some("average"), None),
    scaling("borda", Some("maximum"), None),
];

impl Scaling {
    fn text(&self) -> String {
        let mut text = format!("method = \"{}\"{}", self.method, self.keys);
        self.ties.iter().for_each(|ties| write!(text, ", ties = \"{ties}\"").expect("written"));
        self.range.iter().for_each(|(low, high)| write!(text, ", range = [{low}, {high}]").expect("written"));
        text
    }

    fn counts(&self) -> bool {
        ["percentile-rank", "rank", "borda"].contains(&self.method)
    }
}

/// Normalisations that may be drawn; none = the default ones.
const NORMALISATIONS: [&[&str]; 5] = [
    &[],
    &["\"configured\""],
    &["\"configured\"", "\"min-max\"", "\"z-score\""],
    &["\"percentile-rank\"", "{ stated = { method = \"rank\", ties = \"average\" } }", "\"min-max\""],
    &["\"configured\"", "{ stated = { method = \"z-score\", mean = 100, deviation = 10, spread = \"population\" } }"],
];
const AGGREGATIONS: [&[&str]; 6] = [
    &[],
    &[],
    &["\"configured\"", "\"geometric-mean\""],
    &["\"geometric-mean\"", "\"arithmetic-mean\""],
    &[
        "\"configured\"",
        "{ stated = { method = \"power-mean\", exponent = 0.5 } }",
        "{ stated = { method = \"mean-of-ranks\" } }",
    ],
    &["{ stated = { method = \"copeland\" } }", "{ stated = { method = \"median\" } }", "{ stated = { method = \"sum\" } }"],
];
const TREATMENTS: [&[&str]; 3] = [
    &[],
    &[],
    &["\"configured\"", "\"none\"", "{ stated = { steps = [{ winsorise = { at_most = 2 } }], skewness = 0.2, kurtosis = 0 } }"],
];
const IMPUTATIONS: [&[&str]; 3] = [&[], &[], &["\"configured\"", "{ stated = { method = \"median\" } }"]];
const TIES: [&[&str]; 2] = [&[], &["{ stated = \"dense\" }", "\"configured\"", "{ stated = \"maximum\" }"]];

/// What is drawn.
#[derive(Debug, Clone)]
struct Drawn {
    weights: (&'static str, &'static str),
    left_out: &'static str,
    options: [(&'static str, &'static [&'static str]); 5],
    seed: u64,
}

/// An index.
#[derive(Debug, Clone)]
struct Index {
    /// By edition, region and series.
    values: Vec<Vec<Vec<Option<i32>>>>,
    n_indicators: usize,
    shape: usize,
    index_of: &'static str,
    /// Normalisation of the first indicator, and of the others.
    scalings: (usize, usize),
    treatment: &'static str,
    imputation: &'static str,
    missing: &'static str,
    /// What is said of missing values of the second indicator.
    own_missing: &'static str,
    weights: &'static str,
    aggregation: &'static str,
    /// Keys of the first factor.
    of_factor: &'static str,
    /// Pool, rounding, ranking.
    further: (&'static str, &'static str, &'static str),
    /// Weights of the first two indicators.
    given: (&'static str, &'static str),
    /// Whether the last indicator is in the newest edition only.
    is_new: bool,
    drawn: Drawn,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let of_weights = || prop::sample::select(vec!["\"off\"", "{ uniform = 0.25 }", "{ uniform = 1.0 }", "\"dirichlet\""]);
    let left_out = prop::sample::select(vec!["\"off\"", "\"at-most-one\"", "{ share = 0.6 }"]);
    let options = (
        prop::sample::select(&NORMALISATIONS[..]),
        prop::sample::select(&AGGREGATIONS[..]),
        prop::sample::select(&TREATMENTS[..]),
        prop::sample::select(&IMPUTATIONS[..]),
        prop::sample::select(&TIES[..]),
    );
    ((of_weights(), of_weights()), left_out, options, any::<u32>()).prop_map(
        |(weights, left_out, (normalisation, aggregation, treatment, imputation, ties), seed)| Drawn {
            weights,
            left_out,
            options: [
                ("normalisation", normalisation),
                ("aggregation", aggregation),
                ("treatment", treatment),
                ("imputation", imputation),
                ("ties", ties),
            ],
            seed: u64::from(seed),
        },
    )
}

fn index() -> impl Strategy<Value = Index> {
    let select = |texts: &[&'static str]| prop::sample::select(texts.to_vec());
    let values = (5usize..12, 2usize..=5, 0u32..3, prop::bool::ANY).prop_flat_map(|(n_regions, n_indicators, gaps, has_ties)| {
        let value = if has_ties { (1..8i32).boxed() } else { (-400..900i32).boxed() };
        let cell = prop_oneof![8 => value.prop_map(Some), gaps => Just(None)];
        let of_edition = prop::collection::vec(prop::collection::vec(cell, n_indicators), n_regions);
        (Just(n_indicators), prop::collection::vec(of_edition, EDITIONS.len()))
    });
    let of_data = (
        select(&["", "", "steps = [{ winsorise = { at_most = 3 } }], skewness = 0.5, kurtosis = 0.5"]),
        select(&["", "", "method = \"mean\"", "method = \"constant\", value = 3"]),
        select(&[
            "policy = \"renormalise\", minimum_coverage = 0.0",
            "policy = \"renormalise\", minimum_coverage = 0.5",
            "policy = \"renormalise\", minimum_coverage = 0.75",
            "policy = \"propagate\"",
            "policy = \"neutral\", minimum_coverage = 0.4",
        ]),
        select(&["", "", "missing = { policy = \"propagate\" }\n", "missing = { policy = \"renormalise\" }\n"]),
    );
    let of_nodes = (
        select(&[
            "",
            "",
            "",
            "method = \"equal\"",
            "method = \"principal-component\"",
            "method = \"standard-deviation\", editions = \"all\"",
        ]),
        select(&[
            "arithmetic-mean",
            "arithmetic-mean",
            "arithmetic-mean",
            "sum",
            "geometric-mean",
            "geometric-mean",
            "harmonic-mean",
            "copeland",
            "median",
            "minimum",
            "mean-of-ranks",
        ]),
        select(&[
            "",
            "",
            "",
            "aggregation = { method = \"arithmetic-mean\" }\n",
            "normalisation = { method = \"min-max\" }\n",
            "mean_of = \"indicators\"\n",
        ]),
        (
            select(&["", "", "editions = \"all\"", "within = \"region-type\""]),
            select(&["", "", "", "factors = { half-up = 1 }", "index = { half-up = 0 }", "normalised = { half-up = 0 }"]),
            select(&[
                "",
                "",
                "ties = \"maximum\"",
                "ties = \"dense\", decimals = 1",
                "decimals = 0",
                "order = \"lowest-first\"",
                "of = \"unrounded\", decimals = 2",
            ]),
        ),
        (select(&["", "", "weight = 2.0\n", "weight = 0.0\n"]), select(&["", "", "weight = 0.5\n"])),
    );
    let tree = (0..SHAPES.len(), select(&["factors", "indicators"]), (0..OWN.len(), 0..OWN.len()), prop::bool::weighted(0.2));
    (values, tree, of_data, of_nodes, drawn()).prop_map(
        |(
            (n_indicators, values),
            (shape, index_of, scalings, is_new),
            (treatment, imputation, missing, own_missing),
            (weights, aggregation, of_factor, further, given),
            drawn,
        )| {
            // A factor without indicators is no factor.
            let shape = if n_indicators == 5 { shape } else { 0 };
            let scalings = if shape % 2 == 0 { (scalings.1, scalings.1) } else { scalings };
            // What would be refused: zeros under these means, weights that do not count, ranks in the middle of no range.
            let above_zero = |scaling: usize| [1, 3, 5][scaling % 3];
            let is_product = ["geometric-mean", "harmonic-mean"].contains(&aggregation);
            let scalings = if is_product { (above_zero(scalings.0), above_zero(scalings.1)) } else { scalings };
            let are_weights_given = weights.is_empty() && !["median", "minimum"].contains(&aggregation);
            let given = if are_weights_given { given } else { ("", "") };
            let has_middle = scalings.0 < 5 && scalings.1 < 5;
            let missing = if has_middle { missing } else { missing.trim_start_matches("policy = \"neutral\", ") };
            let missing = if missing.starts_with("minimum") { "policy = \"propagate\"" } else { missing };
            Index {
                values,
                n_indicators,
                shape,
                index_of,
                scalings,
                treatment,
                imputation,
                missing,
                own_missing,
                weights,
                aggregation,
                of_factor,
                further,
                given,
                is_new,
                drawn,
            }
        },
    )
}

/// The options of a replicate, by what they are called.
#[derive(Debug, Clone, Copy)]
struct Labels<'a> {
    normalisation: &'a str,
    ties: &'a str,
    aggregation: &'a str,
    treatment: &'a str,
    imputation: &'a str,
}

/// What stands between the braces of an inline table.
fn inner(table: &str) -> &str {
    table.trim().strip_prefix('{').and_then(|table| table.strip_suffix('}')).expect("braces").trim()
}

const AS_CONFIGURED: Labels<'static> = Labels {
    normalisation: "configured",
    ties: "configured",
    aggregation: "configured",
    treatment: "configured",
    imputation: "configured",
};

impl Index {
    fn write_data(&self, folder: &Path) {
        let mut statistics = "region_code,year,indicator,value\n".to_owned();
        let mut regions = "code,name_en,region_type\n".to_owned();
        for region_idx in 0..self.values[0].len() {
            writeln!(regions, "r{region_idx:02},R{region_idx},{}", ["city", "rural"][region_idx % 2]).expect("written");
        }
        for (edition, of_edition) in EDITIONS.iter().zip(&self.values) {
            for (region_idx, of_region) in of_edition.iter().enumerate() {
                for (series, value) in SERIES.iter().zip(of_region) {
                    let value = value.map_or(String::new(), |value| value.to_string());
                    writeln!(statistics, "r{region_idx:02},{edition},{series},{value}").expect("written");
                }
            }
        }
        std::fs::write(folder.join("statistics.csv"), statistics).expect("written");
        std::fs::write(folder.join("regions.csv"), regions).expect("written");
    }

    /// The stated option of a label.
    fn stated(&self, choice: &str, label: &str) -> Option<&'static str> {
        let options = self.drawn.options.iter().find(|(name, _)| *name == choice).expect("a choice").1;
        let number: usize = match label.strip_prefix("stated")? {
            "" => 1,
            number => number.strip_prefix('-')?.parse().ok()?,
        };
        let stated = options.iter().filter_map(|option| option.strip_prefix("{ stated = ")?.strip_suffix(" }"));
        stated.collect::<Vec<_>>().get(number - 1).copied()
    }

    /// The aggregation of all nodes alike, without braces; `None` = each its own.
    fn aggregation(&self, label: &str) -> Option<String> {
        match label {
            "configured" => None,
            "arithmetic-mean" | "geometric-mean" => Some(format!("method = \"{label}\"")),
            _ => Some(inner(self.stated("aggregation", label).expect("stated")).to_owned()),
        }
    }

    /// Treatment and normalisation of an indicator.
    fn steps(&self, indicator_idx: usize, labels: Labels<'_>) -> (String, String) {
        let own = OWN[if indicator_idx == 0 { self.scalings.0 } else { self.scalings.1 }];
        let everywhere = self.aggregation(labels.aggregation);
        let is_own_aggregation = everywhere.is_none();
        let aggregations = everywhere.unwrap_or_else(|| {
            // Of any of the nodes.
            format!("method = \"{}\" {}", self.aggregation, if self.shape == 0 { "" } else { self.of_factor })
        });
        let is_positive = ["geometric-mean", "harmonic-mean", "power-mean"].iter().any(|mean| aggregations.contains(mean));
        let own_range = own.range.unwrap_or((0.0, 100.0));
        let range = match own_range {
            (low, high) if is_positive && low <= 0.0 => (0.01 * high, high),
            other => other,
        };
        let on_range = |method: &'static str| scaling(method, None, Some(range));
        let mut treatment = match labels.treatment {
            "configured" => self.treatment.to_owned(),
            "none" => String::new(),
            label => inner(self.stated("treatment", label).expect("stated")).to_owned(),
        };
        let by_value = ["min-max", "z-score"].contains(&labels.normalisation);
        if by_value && labels.treatment == "configured" && treatment.is_empty() {
            treatment = "steps = [{ winsorise = { at_most = 5 } }, { logarithm = { reflect = true } }]".to_owned();
        }
        let mut scaled = match labels.normalisation {
            "configured" if is_own_aggregation || !is_positive => own,
            "configured" => match own.method {
                "rank" => own,
                _ if own.range.is_some() => Scaling { range: Some(range), ..own },
                _ => on_range("min-max"),
            },
            "percentile-rank" => Scaling { ties: Some(own.ties.unwrap_or("average")), ..on_range("percentile-rank") },
            "min-max" => on_range("min-max"),
            "z-score" if is_positive => on_range("min-max"),
            "z-score" => {
                let text = format!(
                    ", spread = \"population\", mean = {}, deviation = {}",
                    range.0 + (range.1 - range.0) / 2.0,
                    (range.1 - range.0) * 0.1
                );
                Scaling { keys: text.leak(), ..scaling("z-score", None, None) }
            }
            label => match self.stated("normalisation", label).expect("stated") {
                text if text.contains("rank") => scaling("rank", Some("average"), None),
                _ => Scaling { keys: ", mean = 100, deviation = 10, spread = \"population\"", ..scaling("z-score", None, None) },
            },
        };
        if scaled.counts() && labels.ties != "configured" {
            scaled.ties = Some(match labels.ties {
                "average" | "minimum" | "maximum" | "dense" => labels.ties.to_owned().leak(),
                label => panic!("{label}"),
            });
        }
        (treatment, scaled.text())
    }

    /// The configuration with some options, without some indicators; also without the factors that are then empty.
    fn configuration(&self, labels: Labels<'_>, left_out: &[usize], is_nominal: bool) -> String {
        let shape = &SHAPES[self.shape];
        let kept: Vec<usize> = (0..self.n_indicators).filter(|indicator_idx| !left_out.contains(indicator_idx)).collect();
        let mut text = "format = 1\n[index]\nid = \"made\"\ntitle = \"Made up\"\n[regions]\ntable = \"regions.csv\"\n\
            [regions.types]\nnames = [{ id = \"city\", name = \"cities\" }, { id = \"rural\", name = \"rural\" }]\n\
            [[source]]\nfiles = [\"statistics.csv\"]\n"
            .to_owned();
        let everywhere = self.aggregation(labels.aggregation);
        let is_below = |factor: &str, indicator_idx: usize| {
            let mut at = shape.factor_of[indicator_idx];
            while at != factor && !at.is_empty() {
                at = shape.factors.iter().find(|(id, _)| *id == at).expect("a factor").1;
            }
            at == factor
        };
        for (position, (id, parent)) in shape.factors.iter().enumerate() {
            if !kept.iter().any(|&indicator_idx| is_below(id, indicator_idx)) {
                continue;
            }
            writeln!(text, "[[factor]]\nid = \"{id}\"").expect("written");
            if !parent.is_empty() {
                writeln!(text, "parent = \"{parent}\"").expect("written");
            }
            if position == 0 && !(everywhere.is_some() && self.of_factor.starts_with("aggregation")) {
                text += self.of_factor;
            }
        }
        for &indicator_idx in &kept {
            let id = SERIES[indicator_idx];
            let (treatment, normalisation) = self.steps(indicator_idx, labels);
            let direction = if indicator_idx == 1 { "lower" } else { "higher" };
            writeln!(text, "[[variable]]\nid = \"{id}\"\n[[indicator]]\nid = \"i{id}\"\nvariable = \"{id}\"").expect("written");
            writeln!(text, "direction = \"{direction}-is-better\"\nnormalisation = {{ {normalisation} }}").expect("written");
            if !shape.factor_of[indicator_idx].is_empty() {
                writeln!(text, "factor = \"{}\"", shape.factor_of[indicator_idx]).expect("written");
            }
            if !treatment.is_empty() {
                writeln!(text, "treatment = {{ {treatment} }}").expect("written");
            }
            let imputation = match labels.imputation {
                "configured" => self.imputation,
                _ => "method = \"median\"",
            };
            if !imputation.is_empty() {
                writeln!(text, "imputation = {{ {imputation} }}").expect("written");
            }
            match indicator_idx {
                0 if is_nominal => text += self.given.0,
                1 if is_nominal => text += self.given.1,
                _ => {}
            }
            if indicator_idx == 1 {
                text += self.own_missing;
            }
            if indicator_idx + 1 == self.n_indicators && self.is_new {
                text += "first_edition = \"2022\"\n";
            }
        }
        for edition in EDITIONS {
            writeln!(text, "[[edition]]\nid = \"{edition}\"").expect("written");
        }
        let aggregation = everywhere.unwrap_or_else(|| format!("method = \"{}\"", self.aggregation));
        let (pool, rounding, ranking) = self.further;
        writeln!(text, "[method]\nindex_of = \"{}\"\naggregation = {{ {aggregation} }}", self.index_of).expect("written");
        writeln!(text, "missing = {{ {}, largest_share = 1.0 }}", self.missing).expect("written");
        writeln!(text, "rounding = {{ {rounding} }}\nranking = {{ {ranking} }}\npool = {{ {pool} }}").expect("written");
        if is_nominal {
            writeln!(text, "weights = {{ {} }}", self.weights).expect("written");
            let Drawn { weights, left_out, options, .. } = &self.drawn;
            let ids: Vec<String> = shape.factors.iter().map(|(id, _)| format!(", \"{id}\"")).collect();
            writeln!(text, "[robustness]\nnodes = [\"made\"{}]\nleft_out = {left_out}", ids.concat()).expect("written");
            writeln!(text, "indicator_weights = {}\nfactor_weights = {}", weights.0, weights.1).expect("written");
            for (choice, among) in options.iter().filter(|(_, among)| !among.is_empty()) {
                writeln!(text, "{choice} = {{ among = [{}] }}", among.join(", ")).expect("written");
            }
        }
        text
    }
}

/// The ordinary job, from the files on; what was wrong where it fails.
fn computed<T>(
    folder: &Path,
    change: impl FnOnce(&mut Plan),
    text: &str,
    look: impl FnOnce(evp::analysis::robustness::Subject<'_>) -> T,
) -> Result<(Plan, Outcome, T), Stopped> {
    let path = folder.join("index.toml");
    std::fs::write(&path, text).expect("written");
    let mut plan = evp::load_plan(&path).map_err(|_| Stopped::Configuration)?;
    change(&mut plan);
    let (regions, files) = session::prepare(&plan, &DataOverride { arguments: Vec::new() }).expect("files that can be read");
    let inputs = files.with_regions(&plan, &regions);
    let computed = session::compute_and(&plan, &regions, &inputs, Detail::Full, session::Cells::Kept, &|_| (), look);
    let (computed, seen) = computed.map_err(|problems| Stopped::Data(format!("{problems:?}")))?;
    let outcome = computed.outcome;
    drop(computed.ingested);
    Ok((plan.clone(), outcome, seen))
}

/// Where the ordinary job stopped.
#[derive(Debug)]
enum Stopped {
    /// The options do not go together, which is seen before anything is read.
    Configuration,
    /// The data do not allow it.
    Data(String),
}

/// Ranks of a node: all, within types.
type Ranks = (Vec<u32>, Vec<u32>);

/// Draws, and by edition, node and replicate the ranks.
struct Replicates {
    draws: Vec<Draw>,
    ranks: Vec<Vec<Vec<Ranks>>>,
    /// By edition and node, the node and how many of its replicates count as failed.
    n_failed: Vec<Vec<(usize, usize)>>,
}

fn replicates(subject: evp::analysis::robustness::Subject<'_>, seed: u64) -> Replicates {
    let editions: Vec<usize> = (0..EDITIONS.len()).collect();
    let engine = Engine::new(subject, &editions);
    let mut ranks = Vec::new();
    let mut n_failed = Vec::new();
    engine.analyse(&editions, REPLICATES, Source::Random(seed), |_, matrices| {
        let mut counted = Vec::new();
        let mut of_node = |matrices: &evp::analysis::robustness::NodeMatrices| {
            let of_replicate = |replicate: usize| {
                let all = |matrix: &evp::analysis::robustness::distribution::RankMatrix| {
                    (0..matrix.n_regions()).map(|region_idx| u32::from(matrix.rank(replicate, region_idx))).collect::<Vec<u32>>()
                };
                (all(&matrices.overall), all(&matrices.within_type))
            };
            let n_failed: u32 = matrices.failures.values().sum();
            let ranks: Vec<Ranks> = (0..REPLICATES).map(of_replicate).collect();
            counted.push((matrices.node_idx, n_failed as usize));
            ranks
        };
        ranks.push(matrices.iter().map(&mut of_node).collect());
        n_failed.push(counted);
    });
    let (mut coordinates, mut draw) = (vec![0.0; engine.inputs.n_coordinates()], engine.inputs.nominal());
    let draws = (0..REPLICATES).map(|replicate| {
        Source::Random(seed).draw(&engine.inputs, replicate, &mut coordinates, &mut draw);
        draw.clone()
    });
    Replicates { draws: draws.collect(), ranks, n_failed }
}

/// Weights of a replicate, as a node sees those below it: by edition, then indicator, then node.
fn weights(plan: &Plan, outcome: &Outcome, draw: &Draw, target: usize, edition_idx: usize) -> (Vec<f64>, Vec<f64>) {
    let tree = &plan.tree;
    let draws = &plan.robustness.draws;
    let nominal = &outcome.editions[edition_idx].nodes;
    let replaced = |draw: WeightDraw, nominal: f64, multiplier: f64| match draw {
        _ if nominal == 0.0 => 0.0,
        WeightDraw::Dirichlet => multiplier,
        _ => nominal * multiplier,
    };
    let mut of_indicators = vec![0.0; plan.indicators.len()];
    let mut of_nodes = vec![0.0; tree.nodes.len()];
    let mut below = vec![target];
    while let Some(node_idx) = below.pop() {
        let children = tree.children(node_idx);
        let is_there = |child: &Child| {
            let leaf_is = |leaf: &usize| plan.indicators[*leaf].is_in(edition_idx) && !draw.left_out.contains(leaf);
            match child {
                Child::Indicator(leaf) => leaf_is(leaf),
                Child::Node(child_idx) => tree.nodes[*child_idx].leaves.iter().any(leaf_is),
            }
        };
        let there: Vec<(Child, f64)> = children
            .iter()
            .zip(&nominal[node_idx].weights)
            .filter(|(child, _)| is_there(child))
            .map(|(child, nominal)| (*child, *nominal))
            .collect();
        let mut of_children: Vec<f64> = Vec::new();
        for (child, nominal) in &there {
            of_children.push(match child {
                Child::Node(child_idx) => {
                    below.push(*child_idx);
                    replaced(draws.factor_weights, *nominal, draw.node_multipliers[*child_idx])
                }
                Child::Indicator(leaf) => {
                    let mut multiplier = draw.indicator_multipliers[*leaf];
                    let mut at = (0..tree.nodes.len()).find(|&at| tree.nodes[at].indicators.contains(leaf)).expect("a parent");
                    while at != node_idx {
                        multiplier *= draw.node_multipliers[at];
                        at = tree.nodes[at].parent.expect("a node above");
                    }
                    replaced(draws.indicator_weights, *nominal, multiplier)
                }
            });
        }
        // Sums keep the sum of the nominal weights; of means only proportions count.
        let (whole, drawn): (f64, f64) = (there.iter().map(|(_, nominal)| nominal).sum(), of_children.iter().sum());
        for ((child, _), weight) in there.iter().zip(&of_children) {
            let weight = if drawn == 0.0 { 0.0 } else { weight * (whole / drawn) };
            match child {
                Child::Node(child_idx) => of_nodes[*child_idx] = weight,
                Child::Indicator(leaf) => of_indicators[*leaf] = weight,
            }
        }
    }
    (of_indicators, of_nodes)
}

/// How a comparison went.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Tally {
    compared: u32,
    failed: u32,
    refused: u32,
}

fn compare(index: &Index, tally: &mut BTreeMap<&'static str, Tally>) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    index.write_data(folder.path());
    let text = index.configuration(AS_CONFIGURED, &[], true);
    let of_plan = |subject: evp::analysis::robustness::Subject<'_>| replicates(subject, index.drawn.seed);
    let (plan, outcome, found) = match computed(folder.path(), |_| (), &text, of_plan) {
        Ok(found) => found,
        Err(_) => {
            tally.entry("not built").or_default().refused += 1;
            return Ok(());
        }
    };
    for ((edition, of_edition), ranks) in outcome.editions.iter().zip(&found.n_failed).zip(&found.ranks) {
        for ((node_idx, n_failed), ranks) in of_edition.iter().zip(ranks) {
            let nobody = |ranks: &[u32]| ranks.iter().all(|rank| *rank == 0);
            let n_unranked = ranks.iter().filter(|(all, _)| nobody(all)).count();
            // Where the edition ranks nobody by a node, that nobody is ranked is no failure.
            let is_ranked = !nobody(&edition.nodes[*node_idx].ranks);
            let agrees = if is_ranked { *n_failed == n_unranked } else { *n_failed <= n_unranked };
            prop_assert!(agrees, "replicates without ranks are counted: {} of {}\n{}", n_failed, n_unranked, text);
        }
    }
    let has_negative =
        outcome.editions.iter().flat_map(|edition| &edition.nodes).any(|node| node.weights.iter().any(|weight| *weight < 0.0));
    let draws = &plan.robustness.draws;
    for (replicate, draw) in found.draws.iter().enumerate() {
        let options = draw.options;
        let labels = Labels {
            normalisation: &draws.normalisation.labels[options.normalisation],
            ties: match &draws.ties.labels[options.ties][..] {
                "stated" => "dense",
                "stated-2" => "maximum",
                label => label,
            },
            aggregation: &draws.aggregation.labels[options.aggregation],
            treatment: &draws.treatment.labels[options.treatment],
            imputation: &draws.imputation.labels[options.imputation],
        };
        let text = index.configuration(labels, &draw.left_out, false);
        for (position, &node_idx) in plan.robustness.nodes.iter().enumerate() {
            let id = &plan.tree.nodes[node_idx].id;
            let given: Vec<(Vec<f64>, Vec<f64>)> =
                (0..EDITIONS.len()).map(|edition_idx| weights(&plan, &outcome, draw, node_idx, edition_idx)).collect();
            let change = |changed: &mut Plan| {
                for indicator in &mut changed.indicators {
                    let own = plan.indicators.iter().position(|other| other.id == indicator.id).expect("the indicator");
                    indicator.weights = given.iter().map(|(indicators, _)| indicators[own]).collect();
                }
                for node in &mut changed.tree.nodes[1..] {
                    let own = plan.tree.nodes.iter().position(|other| other.id == node.id).expect("the node");
                    node.weights = given.iter().map(|(_, nodes)| nodes[own]).collect();
                }
            };
            let ordinary = computed(folder.path(), change, &text, |_| ());
            let of = tally.entry(kind(&plan, labels.aggregation, node_idx)).or_default();
            let said = |edition_idx: usize| {
                format!("edition {edition_idx}, node {id}, replicate {replicate}\n{labels:?} {draw:?}\n{text}\n{given:?}")
            };
            match ordinary {
                Err(Stopped::Configuration) => of.refused += 1,
                // Loadings below 0 may leave a factor without a score that the node in question does not use.
                Err(Stopped::Data(_)) if has_negative => of.refused += 1,
                Err(Stopped::Data(why)) => {
                    of.failed += 1;
                    // Whatever stopped it, an edition or two without ranks were the reason; which is not said.
                    let is_failed =
                        |edition_idx: usize| found.ranks[edition_idx][position][replicate].0.iter().all(|rank| *rank == 0);
                    prop_assert!((0..EDITIONS.len()).any(is_failed), "{}\n{}", why, said(0));
                }
                Ok((changed, outcome, ())) => {
                    of.compared += 1;
                    let own = changed.tree.nodes.iter().position(|node| node.id == *id);
                    for (edition_idx, edition) in outcome.editions.iter().enumerate() {
                        let ours = &found.ranks[edition_idx][position][replicate];
                        let nobody =
                            |position: usize| found.ranks[edition_idx][position][replicate].0.iter().all(|rank| *rank == 0);
                        // Where the index cannot be computed (which is checked of it), nothing is. Loadings below 0 may stop a
                        // factor that the node in question does not use, and with it the replicate.
                        if nobody(position) && (has_negative || (node_idx != 0 && nobody(0))) {
                            of.failed += 1;
                            continue;
                        }
                        let n_regions = ours.0.len();
                        let none = vec![0; n_regions];
                        let (all, in_type) = match own {
                            None => (&none, &none),
                            Some(own) => (&edition.nodes[own].ranks, &edition.nodes[own].type_ranks),
                        };
                        prop_assert_eq!(&ours.0, all, "{}", said(edition_idx));
                        prop_assert_eq!(&ours.1, in_type, "{}", said(edition_idx));
                    }
                }
            }
        }
    }
    Ok(())
}

/// What is aggregated how, for the count.
fn kind(plan: &Plan, label: &str, node_idx: usize) -> &'static str {
    match (label, plan.tree.nodes[node_idx].aggregation) {
        ("configured", Aggregation::ArithmeticMean) | ("arithmetic-mean", _) => "arithmetic",
        ("configured", Aggregation::GeometricMean { .. }) | ("geometric-mean", _) => "geometric",
        ("configured", Aggregation::Sum) => "sum",
        ("configured", _) => "configured otherwise",
        _ => "stated",
    }
}

#[test]
fn replicates_are_what_the_ordinary_job_makes_of_their_draws() {
    let mut tally: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let counted = std::cell::RefCell::new(&mut tally);
    let result = TestRunner::new(ProptestConfig { max_shrink_iters: 200, ..cases(CASES) })
        .run(&index(), |index| compare(&index, &mut counted.borrow_mut()));
    if let Err(error) = result {
        panic!("{error}");
    }
    // What is never compared is not tested.
    for kind in ["arithmetic", "geometric", "sum", "configured otherwise", "stated"] {
        assert!(tally[kind].compared >= 20, "{tally:?}");
    }
    assert!(tally.values().map(|of| of.failed).sum::<u32>() > 0, "{tally:?}");
}

const CASES: u32 = 120;
