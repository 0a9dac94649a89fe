//! COINr 1.1.14 through the program: its synthetic panel of 293 regions and three years as a wide CSV file, a configuration for
//! each of its calls, and every cell of what it gave compared with the tables that `evp build` writes.
//!
//! All agrees to 1e-9 relative with the same missing pattern. The steps themselves are compared in `coinr_treat`,
//! `coinr_normalise` and `coinr_aggregate`; here is whether the configuration says them and the pipeline runs them in order.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::program;
use crate::shared_data::shared;
use crate::tables::Table;

pub(crate) const PANEL: &str = "panel.csv";
const PANEL_CONST: &str = "panel_const.csv";
const YEARS: &[&str] = &["2021", "2022", "2023"];
pub(crate) const NEWEST: &[&str] = &["2023"];

/// What a missing value does where nothing was filled: the other weights carry the score, however few they are.
const RENORMALISE: &str = "missing = { policy = \"renormalise\", minimum_coverage = 0.0, largest_share = 1.0 }\n";
/// Means in place of missing values, however many they are; then winsorising or else a logarithm.
const FILLED_AND_TREATED: &str = "missing = { largest_share = 1.0, minimum_coverage = 0.0 }\n\
                                  imputation = { method = \"mean\" }\n\
                                  treatment = { steps = [{ winsorise = { at_most = 5 } }, { logarithm = {} }], keep = \"always\" }\n";
/// COINr's scores from 1 to 100.
const MIN_MAX: &str = "normalisation = { method = \"min-max\", range = [1, 100] }\n";

/// Chain A of the reference: filled, treated and scaled from 1 to 100.
pub(crate) fn chain_a(aggregation: &str) -> String {
    format!("{FILLED_AND_TREATED}{MIN_MAX}aggregation = {{ {aggregation} }}\n")
}

/// A table of the reference.
pub(crate) fn reference(name: &str) -> Option<Table> {
    let path = shared(&format!("reference/coinr/{name}"))?;
    Some(Table::csv(&std::fs::read(path).expect("the reference can be read"), b','))
}

/// What is stated of an indicator.
#[derive(Clone)]
pub(crate) struct Stated {
    pub(crate) id: String,
    parent: String,
    is_higher_better: bool,
    pub(crate) weight: String,
    goalposts: (String, String),
}

/// The twenty indicators.
fn stated() -> Option<Vec<Stated>> {
    let table = reference("inputs/indicators.csv")?;
    let column = |name: &str| table.optional_texts(name).iter().map(|cell| cell.clone().unwrap_or_default()).collect::<Vec<_>>();
    let (ids, parents, weights) = (column("iCode"), column("Parent"), column("Weight"));
    let (directions, lowers, uppers) = (column("Direction"), column("goalpost_lower"), column("goalpost_upper"));
    let indicator = |row: usize| Stated {
        id: ids[row].clone(),
        parent: parents[row].clone(),
        is_higher_better: directions[row] == "1",
        weight: weights[row].clone(),
        goalposts: (lowers[row].clone(), uppers[row].clone()),
    };
    Some((0..20).map(indicator).collect())
}

/// An index over the panel.
#[derive(Clone)]
pub(crate) struct Index {
    panel: &'static str,
    editions: &'static [&'static str],
    pub(crate) indicators: Vec<Stated>,
    /// Whether there are pillars, of 0.6 and 0.4, between the index and the indicators.
    has_pillars: bool,
    /// Whether the indicators have the weights that are stated of them.
    has_weights: bool,
    /// Keys of `[method]`.
    method: String,
    /// Further keys of `[index]`.
    of_index: &'static str,
    /// The variable of an indicator, or how it is derived; and further keys.
    keys: fn(&Stated) -> String,
}

fn its_variable(stated: &Stated) -> String {
    format!("variable = \"{}\"\n", stated.id)
}

impl Index {
    /// All twenty indicators in two pillars; `None` where the reference is not there.
    pub(crate) fn new(editions: &'static [&'static str], method: impl Into<String>) -> Option<Self> {
        Some(Index {
            panel: PANEL,
            editions,
            indicators: stated()?,
            has_pillars: true,
            has_weights: true,
            method: method.into(),
            of_index: "",
            keys: its_variable,
        })
    }

    /// The twenty indicators straight below the index.
    fn flat(editions: &'static [&'static str], method: impl Into<String>) -> Option<Self> {
        Some(Index { has_pillars: false, ..Index::new(editions, method)? })
    }

    /// The configuration.
    pub(crate) fn configuration(&self) -> String {
        let panel = self.panel;
        let mut text = format!(
            "format = 1\n\n[index]\nid = \"Index\"\ntitle = \"Synthetic\"\n{}\n\n\
             [regions]\ntable = \"{panel}\"\ncolumns = {{ code = \"uCode\", name_en = \"uName\" }}\n\n\
             [regions.types]\ncolumn = \"RegionType\"\n\n\
             [[source]]\nfiles = [\"{panel}\"]\ncolumns = {{ region = \"uCode\", period = \"Time\" }}\n\n\
             [[variable]]\nid = \"pop\"\n\n",
            self.of_index
        );
        if self.has_pillars {
            text += "[[factor]]\nid = \"P1\"\nweight = 0.6\n\n[[factor]]\nid = \"P2\"\nweight = 0.4\n\n";
        }
        for stated in &self.indicators {
            let direction = if stated.is_higher_better { "higher" } else { "lower" };
            let factor = if self.has_pillars { format!("factor = \"{}\"\n", stated.parent) } else { String::new() };
            let weight = if self.has_weights { format!("weight = {}\n", stated.weight) } else { String::new() };
            let id = &stated.id;
            write!(
                text,
                "[[variable]]\nid = \"{id}\"\n\n\
                 [[indicator]]\nid = \"{id}\"\n{weight}{factor}direction = \"{direction}-is-better\"\n{}\n",
                (self.keys)(stated)
            )
            .expect("a text takes all");
        }
        for edition in self.editions {
            write!(text, "[[edition]]\nid = \"{edition}\"\n\n").expect("a text takes all");
        }
        text + "[method]\nindex_of = \"factors\"\n" + &self.method
    }

    /// Runs the program.
    fn build(&self) -> Built {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let from = shared(&format!("reference/coinr/inputs/{}", self.panel)).expect("the reference is there");
        std::fs::copy(from, folder.path().join(self.panel)).expect("the panel can be copied");
        let configuration = folder.path().join("index.toml");
        std::fs::write(&configuration, self.configuration()).expect("the configuration can be written");
        let output = program::build(&configuration, |command| {
            command.current_dir(folder.path());
        });
        Built {
            scores: Table::parquet(output.bytes("scores.parquet")),
            rankings: Table::parquet(output.bytes("rankings.parquet")),
        }
    }
}

/// The tables of a build.
struct Built {
    scores: Table,
    rankings: Table,
}

/// Numbers by edition and region.
type Cells<'a> = BTreeMap<(&'a str, &'a str), Option<f64>>;

impl Built {
    /// A column of `scores.parquet`, of one indicator or node.
    fn scores(&self, node: &str, column: &str) -> Cells<'_> {
        let keys = self.scores.texts("edition").into_iter().zip(self.scores.texts("code"));
        let rows = keys.zip(self.scores.texts("node")).zip(self.scores.numbers(column));
        rows.filter(|((_, other), _)| *other == node).map(|((key, _), value)| (key, value)).collect()
    }

    /// A column of `rankings.parquet`.
    fn rankings(&self, column: &str) -> Cells<'_> {
        let keys = self.rankings.texts("edition").into_iter().zip(self.rankings.texts("code"));
        keys.zip(self.rankings.numbers(column)).collect()
    }

    /// Compares a column of `scores.parquet` with a reference in which every further column is an indicator or node.
    #[track_caller]
    fn agrees(&self, column: &str, name: &str) {
        let Some(reference) = reference(name) else { return };
        let mut n_columns = 0;
        for node in reference.names().into_iter().filter(|name| !["uCode", "Time", "RegionType"].contains(name)) {
            assert_agree(&format!("{name}, {node}"), &self.scores(node, column), &cells(&reference, node));
            n_columns += 1;
        }
        assert!(n_columns > 0, "{name} has columns");
    }
}

/// A column of a reference; those of one year say so in their name only.
fn cells<'a>(table: &'a Table, column: &str) -> Cells<'a> {
    let codes = table.texts("uCode");
    let years = if table.names().contains(&"Time") { table.texts("Time") } else { vec!["2023"; codes.len()] };
    // R writes a number that is none as NaN, and one that is missing as nothing.
    let values = table.numbers(column).into_iter().map(|value| value.filter(|value| !value.is_nan()));
    years.into_iter().zip(codes).zip(values).collect()
}

/// The same regions, the same gaps, and numbers that agree to 1e-9 of their size.
#[track_caller]
fn assert_agree(what: &str, found: &Cells<'_>, expected: &Cells<'_>) {
    assert_eq!(found.len(), expected.len(), "{what}: regions and editions");
    for (key, expected) in expected {
        let found = found[key];
        let agree = match (found, expected) {
            (Some(found), Some(expected)) => (found - expected).abs() <= 1e-9 * expected.abs(),
            (found, expected) => found.is_none() && expected.is_none(),
        };
        assert!(agree, "{what}: {key:?} is {found:?}, and theirs {expected:?}");
    }
}

// --- Imputation, treatment ---

#[test]
fn imputation() {
    for (keys, file) in [
        ("method = \"mean\"", "impute_mean_peryear.csv"),
        ("method = \"median\", pool = { within = \"region-type\" }", "impute_median_grp_peryear.csv"),
        ("method = \"carried-forward\", at_most = 2", "impute_panel_latest.csv"),
    ] {
        let Some(index) = Index::new(YEARS, format!("imputation = {{ {keys} }}\n{RENORMALISE}")) else { return };
        index.build().agrees("treated", file);
    }
}

#[test]
fn treatment() {
    let without_limits = "skewness = 0.0, kurtosis = -10.0, keep = \"always\"";
    for (keys, file) in [
        ("steps = [{ winsorise = {} }, { logarithm = {} }], keep = \"always\"".to_owned(), "treat_default_2023.csv"),
        (format!("steps = [{{ logarithm = {{}} }}], {without_limits}"), "fn_log_CT_2023.csv"),
        (format!("steps = [{{ box-cox = {{ exponent = 0.5 }} }}], {without_limits}"), "fn_boxcox_lambda05_makepos_2023.csv"),
    ] {
        let Some(index) = Index::new(NEWEST, format!("treatment = {{ {keys} }}\n{RENORMALISE}")) else { return };
        index.build().agrees("treated", file);
    }
}

#[test]
fn regions_with_too_few_values_are_screened_out() {
    let method = format!("screening = {{ region = 0.9 }}\n{RENORMALISE}");
    let (Some(index), Some(screened)) = (Index::new(NEWEST, method), reference("screen_byNA_090_2023.csv")) else { return };
    let built = index.build();
    let ranks = built.rankings("Index_rank");
    assert_eq!(ranks.len(), 293);
    let included = screened.texts("Included");
    assert!(included.contains(&"FALSE"), "some region has too few values");
    for (code, included) in screened.texts("uCode").into_iter().zip(included) {
        assert_eq!(ranks[&("2023", code)].is_some(), included == "TRUE", "{code}");
    }
}

#[test]
fn ratios() {
    let Some(index) = Index::flat(NEWEST, RENORMALISE) else { return };
    let indicators = index.indicators.iter().filter(|stated| ["i06", "i12"].contains(&stated.id.as_str())).cloned().collect();
    let keys = |stated: &Stated| {
        let scale = if stated.id == "i06" { "1000" } else { "1" };
        format!("derive = {{ ratio = {{ numerator = \"{}\", denominator = \"pop\", scale = {scale} }} }}\n", stated.id)
    };
    Index { indicators, keys, ..index }.build().agrees("raw", "denominate_2023.csv");
}

// --- Normalisation ---

#[test]
fn normalisation_in_each_year() {
    for (keys, file) in [
        ("method = \"min-max\"", "norm_minmax_0_100_peryear.csv"),
        ("method = \"z-score\"", "norm_zscore_0_1_peryear.csv"),
        ("method = \"rank\", ties = \"minimum\"", "norm_rank_min_peryear.csv"),
        ("method = \"rank\", ties = \"average\"", "norm_rank_average_peryear.csv"),
        ("method = \"borda\", ties = \"minimum\"", "norm_borda_min_peryear.csv"),
        ("ties = \"minimum\", denominator = \"count-minus-one\", range = [0, 1]", "norm_prank_min_peryear.csv"),
        ("ties = \"average\", denominator = \"count-minus-one\", range = [0, 1]", "norm_prank_average_peryear.csv"),
        ("method = \"distance-to\", reference = \"maximum\", range = [0, 1]", "norm_dist2max_peryear.csv"),
    ] {
        let Some(index) = Index::new(YEARS, format!("normalisation = {{ {keys} }}\n{RENORMALISE}")) else { return };
        index.build().agrees("normalised", file);
    }
}

#[test]
fn normalisation_over_all_years() {
    for (keys, file) in [
        ("method = \"min-max\", range = [1, 100]", "norm_minmax_1_100_global.csv"),
        ("method = \"z-score\"", "norm_zscore_0_1_global.csv"),
        ("ties = \"minimum\", denominator = \"count-minus-one\", range = [0, 1]", "norm_prank_min_global.csv"),
    ] {
        let method = format!("pool = {{ editions = \"all\" }}\nnormalisation = {{ {keys} }}\n{RENORMALISE}");
        let Some(index) = Index::new(YEARS, method) else { return };
        index.build().agrees("normalised", file);
    }
}

#[test]
fn goalposts() {
    let keys = |stated: &Stated| {
        let (lower, upper) = &stated.goalposts;
        format!("{}normalisation = {{ method = \"goalposts\", goalposts = [{lower}, {upper}] }}\n", its_variable(stated))
    };
    let Some(index) = Index::new(YEARS, RENORMALISE) else { return };
    Index { keys, ..index }.build().agrees("normalised", "norm_goalposts_trunc_0_100.csv");
}

#[test]
fn values_that_are_all_equal() {
    for (keys, file) in [
        ("method = \"min-max\"", "const_norm_minmax_0_100_peryear.csv"),
        ("method = \"z-score\"", "const_norm_zscore_0_1_peryear.csv"),
        ("ties = \"minimum\", denominator = \"count-minus-one\", range = [0, 1]", "const_norm_prank_min_peryear.csv"),
    ] {
        let method = format!("normalisation = {{ {keys}, all_equal = \"formula\" }}\n{RENORMALISE}");
        let Some(index) = Index::new(YEARS, method) else { return };
        Index { panel: PANEL_CONST, ..index }.build().agrees("normalised", file);
    }
}

#[test]
fn five_definitions_of_a_percentile_rank() {
    let file = "extra/percentile_rank_variants_2023.csv";
    for (keys, name) in [
        ("ties = \"average\", denominator = \"count-inclusive\"", "rank_over_n_average"),
        ("ties = \"maximum\", denominator = \"count-inclusive\"", "cume_dist"),
        ("ties = \"minimum\", denominator = \"count-minus-one\"", "percent_rank"),
        ("ties = \"average\", denominator = \"count\"", "hazen"),
        ("ties = \"average\", denominator = \"count-minus-one\"", "rankminus1_over_nminus1_average"),
    ] {
        let method = format!("normalisation = {{ {keys} }}\n{RENORMALISE}");
        let (Some(index), Some(reference)) = (Index::flat(NEWEST, method), reference(file)) else { return };
        let built = index.build();
        for Stated { id, .. } in &index.indicators {
            let what = format!("{id}_{name}");
            assert_agree(&what, &built.scores(id, "normalised"), &cells(&reference, &what));
        }
    }
}

#[test]
fn the_exponential_of_the_indices_of_deprivation() {
    let keys = "method = \"exponential\", ties = \"average\", denominator = \"count-inclusive\"";
    let Some(index) = Index::flat(NEWEST, format!("normalisation = {{ {keys} }}\n{RENORMALISE}")) else { return };
    index.build().agrees("normalised", "extra/imd_exponential_2023.csv");
}

// --- Chains ---

#[test]
fn imputed_treated_normalised_and_averaged() {
    let Some(index) = Index::new(NEWEST, chain_a("method = \"arithmetic-mean\"")) else { return };
    let built = index.build();
    built.agrees("treated", "chainA_treated_2023.csv");
    built.agrees("normalised", "chainA_normalised_2023.csv");
    built.agrees("normalised", "agg_amean_2023.csv");
    built.agrees("rank", "ranks_overall_2023.csv");

    let Some(effective) = reference("effective_weights.csv") else { return };
    for (node, expected) in effective.texts("iCode").into_iter().zip(effective.numbers("EffWeight")) {
        let weights = built.scores(node, "weight");
        let everywhere = weights.keys().map(|&key| (key, expected)).collect();
        assert_agree(&format!("weight of {node}"), &weights, &everywhere);
    }

    let Some(in_groups) = reference("ranks_group_2023.csv") else { return };
    let types = built.rankings.texts("region_type");
    assert_eq!(types, in_groups.texts("RegionType"));
    for node in ["P1", "P2", "Index"] {
        assert_agree(node, &built.rankings(&format!("{node}_type_rank")), &cells(&in_groups, node));
    }
}

#[test]
fn other_means() {
    for (aggregation, of_index, file) in [
        ("method = \"geometric-mean\"", "", "agg_gmean_2023.csv"),
        ("method = \"harmonic-mean\"", "", "agg_hmean_2023.csv"),
        ("method = \"power-mean\", exponent = 2.0", "", "agg_genmean_p2_2023.csv"),
        ("method = \"geometric-mean\"", "aggregation = { method = \"arithmetic-mean\" }", "agg_gmean_then_amean_2023.csv"),
    ] {
        let Some(index) = Index::new(NEWEST, chain_a(aggregation)) else { return };
        Index { of_index, ..index }.build().agrees("normalised", file);
    }
}

#[test]
fn a_mean_of_what_is_there() {
    let Some(index) = Index::new(NEWEST, format!("{MIN_MAX}{RENORMALISE}")) else { return };
    index.build().agrees("normalised", "agg_missing_amean_2023.csv");
}

#[test]
fn copeland_of_twenty_indicators() {
    let Some(index) = Index::flat(NEWEST, chain_a("method = \"copeland\"")) else { return };
    let Some(reference) = reference("agg_copeland_flat20_2023.csv") else { return };
    assert_agree("Copeland", &index.build().rankings("Index"), &cells(&reference, "Copeland"));
}

#[test]
fn mazziotta_pareto() {
    // Of z-scores of the treated values: those of the scores from 1 to 100 are the same.
    let normalisation = "normalisation = { method = \"z-score\", spread = \"population\", mean = 100, deviation = 10 }\n";
    for (penalty, column) in [("lowers", "mpi_pos"), ("raises", "mpi_neg")] {
        let aggregation = format!("aggregation = {{ method = \"mazziotta-pareto\", penalty = \"{penalty}\" }}\n");
        let method = format!("{FILLED_AND_TREATED}{normalisation}{aggregation}");
        let (Some(index), Some(reference)) = (Index::flat(NEWEST, method), reference("extra/mpi_population_sd_2023.csv")) else {
            return;
        };
        let built = Index { has_weights: false, ..index }.build();
        assert_agree(column, &built.rankings("Index"), &cells(&reference, column));
    }
}

#[test]
fn without_one_indicator() {
    let (Some(index), Some(reference)) =
        (Index::new(NEWEST, chain_a("method = \"arithmetic-mean\"")), reference("remove_level1_ranks_2023.csv"))
    else {
        return;
    };
    assert_agree("Nominal", &index.build().rankings("Index_rank"), &cells(&reference, "Nominal"));
    for Stated { id, .. } in &index.indicators {
        let indicators = index.indicators.iter().filter(|stated| stated.id != *id).cloned().collect();
        let built = Index { indicators, ..index.clone() }.build();
        assert_agree(id, &built.rankings("Index_rank"), &cells(&reference, id));
    }
}
