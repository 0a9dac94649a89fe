//! The published tables recomputed from themselves: ties, ranks, changes, contributions, types, and the sums of areas.
//!
//! What the program writes must be enough to check it. From the raw values in `scores.parquet` every score is computed again
//! as an exact fraction: scores that are equal on paper must tie. Ranks are counted again from the published scores. The
//! values of seutukunnat and maakunnat are added up from the statistics themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use evp::harmonise;
use evp::period::Period;
use evp::publish::labels;
use evp::round;
use evp::{DataOverride, session};

use crate::fraction::Fraction;
use crate::program::{Output, build, demonstration, project};
use crate::shared_data::shared;
use crate::shuffle::shuffled;
use crate::tables::Table;

const REAL_CONFIGURATION: &str = "config/kuntien-avainluvut.toml";

/// The real panel, built once; `None` where the statistics are not at hand.
fn real_panel() -> Option<(&'static Output, PathBuf)> {
    static REAL: OnceLock<Output> = OnceLock::new();
    let data = shared("data/finland/municipal_statistics.parquet")?;
    let output = REAL.get_or_init(|| {
        build(REAL_CONFIGURATION.as_ref(), |command| {
            command.arg("--data").arg(&data).args(["--tables", "rankings,scores,people,types"]);
        })
    });
    Some((output, data))
}

// ------------------------------------------------------------------------------------------------------- the configuration

/// What the configuration says about the index, read apart from the program.
struct Index {
    /// The index and its factors, each with the indicators below it.
    nodes: Vec<(String, BTreeSet<String>)>,
    /// Indicators of which less is better.
    turned: BTreeSet<String>,
}

fn index(configuration: &str) -> Index {
    let text = std::fs::read_to_string(project().join(configuration)).expect("the configuration");
    let table: toml::Table = toml::from_str(&text).expect("TOML");
    let text = |entry: &toml::Value, key: &str| entry.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let list = |key: &str| table[key].as_array().cloned().unwrap_or_default();
    let id = |entry: &toml::Value| text(entry, "id").expect("an id");
    let (factors, indicators) = (list("factor"), list("indicator"));
    assert_eq!(table["method"]["index_of"].as_str(), Some("indicators"), "means of means are another computation");
    let root = id(&table["index"]);
    let parents: BTreeMap<String, String> =
        factors.iter().map(|factor| (id(factor), text(factor, "parent").unwrap_or_else(|| root.clone()))).collect();
    let mut nodes: Vec<(String, BTreeSet<String>)> =
        std::iter::once(root.clone()).chain(factors.iter().map(id)).map(|node| (node, BTreeSet::new())).collect();
    for indicator in &indicators {
        let mut node = text(indicator, "factor");
        while let Some(above) = node {
            let found = nodes.iter_mut().find(|(other, _)| *other == above).expect("a factor that is there");
            found.1.insert(id(indicator));
            node = parents.get(&above).cloned();
        }
    }
    let is_turned = |indicator: &&toml::Value| text(indicator, "direction").as_deref() == Some("lower-is-better");
    Index { nodes, turned: indicators.iter().filter(is_turned).map(id).collect() }
}

// ------------------------------------------------------------------------------------------------------------ exact fractions

/// Values by edition, code and node.
type Cells<T> = BTreeMap<(String, String, String), T>;

/// One column of `scores.parquet`, where it is not empty.
fn scores(table: &Table, column: &str) -> Cells<f64> {
    let keys = table.texts("edition").into_iter().zip(table.texts("code")).zip(table.texts("node"));
    keys.zip(table.numbers(column))
        .filter_map(|(((edition, code), node), value)| Some(((edition.to_owned(), code.to_owned(), node.to_owned()), value?)))
        .collect()
}

/// 100 · (m − lowest m) / (highest m − lowest m) with the mean place m of each value among all, from the worst: exactly.
fn percentile_scores(values: &[f64], turned: bool) -> Vec<Fraction> {
    let oriented: Vec<f64> = values.iter().map(|value| if turned { -value } else { *value }).collect();
    let mut sorted = oriented.clone();
    sorted.sort_by(f64::total_cmp);
    // Twice the mean of the places worse + 1 … worse + equal.
    let doubled = |value: &f64| {
        let worse = sorted.partition_point(|other| other < value);
        let up_to = sorted.partition_point(|other| other <= value);
        (worse + 1 + up_to) as i128
    };
    let places: Vec<i128> = oriented.iter().map(doubled).collect();
    let lowest = places.iter().copied().min().unwrap_or(0);
    let highest = places.iter().copied().max().unwrap_or(0);
    places.into_iter().map(|place| Fraction::new(100 * (place - lowest), highest - lowest)).collect()
}

/// The score of every region in every node and edition as a fraction, from the raw values of the indicators.
fn exact_scores(table: &Table, index: &Index) -> Cells<Fraction> {
    let raw = scores(table, "raw");
    let normalised = scores(table, "normalised");
    let mut columns: BTreeMap<(String, String), Vec<(String, f64)>> = BTreeMap::new();
    for ((edition, code, node), value) in raw {
        columns.entry((edition, node)).or_default().push((code, value));
    }
    let mut exact: Cells<Fraction> = BTreeMap::new();
    for ((edition, indicator), values) in columns {
        let numbers: Vec<f64> = values.iter().map(|(_, value)| *value).collect();
        let scores = percentile_scores(&numbers, index.turned.contains(&indicator));
        for ((code, _), score) in values.into_iter().zip(scores) {
            let key = (edition.clone(), code, indicator.clone());
            assert!((normalised[&key] - score.nearest()).abs() < 1e-12, "{key:?}: {}, not {score:?}", normalised[&key]);
            exact.insert(key, score);
        }
    }
    let regions: BTreeSet<(String, String)> = exact.keys().map(|(edition, code, _)| (edition.clone(), code.clone())).collect();
    for (edition, code) in regions {
        let of_node = |indicators: &BTreeSet<String>| -> Vec<Fraction> {
            let score = |indicator: &String| exact.get(&(edition.clone(), code.clone(), indicator.clone())).copied();
            indicators.iter().filter_map(score).collect()
        };
        let means: Vec<(String, Fraction)> = index
            .nodes
            .iter()
            .map(|(node, indicators)| {
                let below = of_node(indicators);
                let n_below = below.len() as i128;
                (node.clone(), below.into_iter().sum::<Fraction>() / Fraction::whole(n_below))
            })
            .collect();
        exact.extend(means.into_iter().map(|(node, mean)| ((edition.clone(), code.clone(), node), mean)));
    }
    exact
}

/// Checks every node's score against its fraction, and that equal fractions tie. Returns the number of groups that tie.
fn check_exact_ties(output: &Output, configuration: &str) -> usize {
    let table = Table::parquet(output.bytes("scores.parquet"));
    let index = index(configuration);
    let exact = exact_scores(&table, &index);
    let (published, ranks) = (scores(&table, "normalised"), scores(&table, "rank"));
    let nodes: BTreeSet<&String> = index.nodes.iter().map(|(node, _)| node).collect();
    let mut equal: BTreeMap<(&String, &String, Fraction), Vec<&String>> = BTreeMap::new();
    for (key, score) in exact.iter().filter(|((_, _, node), _)| nodes.contains(node)) {
        let billionths = score.billionths() as f64;
        assert!((published[key] * 1e9 - billionths).abs() < 1.5, "{key:?}: {} is not {billionths} billionths", published[key]);
        equal.entry((&key.0, &key.2, *score)).or_default().push(&key.1);
    }
    equal.retain(|_, codes| codes.len() > 1);
    for ((edition, node, score), codes) in &equal {
        let key = |code: &String| ((*edition).clone(), code.clone(), (*node).clone());
        let first = key(codes[0]);
        for code in codes {
            let same = published[&key(code)] == published[&first] && ranks[&key(code)] == ranks[&first];
            assert!(same, "{edition} {node}: {code} and {} both score {score:?} and do not tie", codes[0]);
        }
    }
    equal.len()
}

#[test]
fn scores_that_are_equal_on_paper_tie_in_the_demonstration() {
    let n_groups = check_exact_ties(demonstration(), "config/evp.toml");
    assert!(n_groups > 100, "only {n_groups} groups of equal scores: little to see");
}

#[test]
fn scores_that_are_equal_on_paper_tie_in_the_real_panel() {
    let Some((output, _)) = real_panel() else { return };
    let n_groups = check_exact_ties(output, REAL_CONFIGURATION);
    assert!(n_groups > 200, "only {n_groups} groups of equal scores: little to see");
}

// -------------------------------------------------------------------------------------------------- the order of indicators

/// A copy of a configuration with its `[[indicator]]` blocks in another order; its paths lead where they led.
fn reordered(configuration: &str, folder: &Path, order: impl Fn(usize) -> Vec<usize>) -> PathBuf {
    let data = project().join("data").to_str().expect("a plain path").replace('\\', "/");
    let text = std::fs::read_to_string(project().join(configuration)).expect("the configuration");
    let text = text.replace("\"../data/", &format!("\"{data}/"));
    // Every block from its header to the next header, whatever that opens.
    let mut blocks: Vec<String> = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            blocks.push(String::new());
        }
        blocks.last_mut().expect("a block").push_str(line);
    }
    let places: Vec<usize> = (0..blocks.len()).filter(|&block| blocks[block].starts_with("[[indicator]]")).collect();
    assert!(places.len() >= 20, "the configuration has its indicators in blocks");
    let mut written = blocks.clone();
    for (&place, from) in places.iter().zip(order(places.len())) {
        written[place] = blocks[places[from]].clone();
    }
    let path = folder.join("reordered.toml");
    std::fs::write(&path, written.concat()).expect("written");
    path
}

/// Builds with the indicators in other orders and compares every score and rank.
fn check_any_order(expected: &Output, configuration: &str, data: Option<&Path>) {
    let table = Table::parquet(expected.bytes("scores.parquet"));
    let columns = ["raw", "normalised", "rank", "weight", "contribution"];
    let of_expected = columns.map(|column| scores(&table, column));
    for seed in 0..3 {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = reordered(configuration, folder.path(), |length| match seed {
            0 => (0..length).rev().collect(),
            seed => shuffled(length, seed),
        });
        let output = build(&path, |command| {
            command.args(["--tables", "rankings,scores"]);
            data.map(|data| command.arg("--data").arg(data));
        });
        // Not a byte of the rankings: they do not name the indicators.
        for name in ["rankings.csv", "rankings.parquet"] {
            assert!(output.bytes(name) == expected.bytes(name), "order {seed}: {name} differs");
        }
        let table = Table::parquet(output.bytes("scores.parquet"));
        for (column, expected) in columns.iter().zip(&of_expected) {
            let found = scores(&table, column);
            assert!(found.keys().eq(expected.keys()), "order {seed}: other cells of {column}");
            for (key, value) in found {
                // A factor's weight and points are sums, shown unrounded and not ranked.
                let is_sum = matches!(*column, "weight" | "contribution");
                let same = if is_sum { (value - expected[&key]).abs() < 1e-12 } else { value == expected[&key] };
                assert!(same, "order {seed}: {column} of {key:?} is {value}, not {}", expected[&key]);
            }
        }
    }
}

#[test]
fn the_order_of_the_indicators_changes_nothing_in_the_demonstration() {
    check_any_order(demonstration(), "config/evp.toml", None);
}

#[test]
fn the_order_of_the_indicators_changes_nothing_in_the_real_panel() {
    let Some((output, data)) = real_panel() else { return };
    check_any_order(output, REAL_CONFIGURATION, Some(&data));
}

// ----------------------------------------------------------------------------------------------- tables against each other

fn check_contributions(output: &Output, configuration: &str) {
    let table = Table::parquet(output.bytes("scores.parquet"));
    let index = index(configuration);
    let [published, weights, contributions] = ["normalised", "weight", "contribution"].map(|column| scores(&table, column));
    let (root, all) = &index.nodes[0];
    let ranked: Vec<_> = published.keys().filter(|(_, _, node)| node == root).collect();
    assert!(!ranked.is_empty());
    for (edition, code, _) in ranked {
        let sum = |cells: &Cells<f64>, indicators: &BTreeSet<String>| -> f64 {
            let cell = |indicator: &String| cells.get(&(edition.clone(), code.clone(), indicator.clone()));
            indicators.iter().filter_map(cell).sum()
        };
        let at = |node: &String| (edition.clone(), code.clone(), node.clone());
        let (weight, points, score) = (sum(&weights, all), sum(&contributions, all), published[&at(root)]);
        assert!((weight - 1.0).abs() < 1e-12, "{edition} {code}: the weights add up to {weight}");
        assert!((points - score).abs() < 1e-9, "{edition} {code}: the indicators add up to {points}, the index is {score}");
        for (node, indicators) in &index.nodes {
            for cells in [&weights, &contributions] {
                let (below, own) = (sum(cells, indicators), cells[&at(node)]);
                assert!((below - own).abs() < 1e-9, "{edition} {code} {node}: {below} from below, {own} written");
            }
        }
    }
}

/// Rankings as text by edition and code; the columns by name.
struct Rankings {
    rows: BTreeMap<(String, String), BTreeMap<String, String>>,
}

impl Rankings {
    fn read(output: &Output) -> Self {
        let table = Table::csv(output.bytes("rankings.csv"), b',');
        let (editions, codes) = (table.texts("edition"), table.texts("code"));
        let mut rows: BTreeMap<(String, String), BTreeMap<String, String>> = BTreeMap::new();
        for name in table.names() {
            for (row, cell) in table.optional_texts(name).iter().enumerate() {
                let cells = rows.entry((editions[row].to_owned(), codes[row].to_owned())).or_default();
                let before = cells.insert(name.to_owned(), cell.clone().unwrap_or_default());
                assert!(before.is_none(), "{} {} stands twice in the rankings", editions[row], codes[row]);
            }
        }
        Rankings { rows }
    }

    fn editions(&self) -> BTreeSet<&String> {
        self.rows.keys().map(|(edition, _)| edition).collect()
    }

    /// The rows of an edition, by code.
    fn of<'a>(&'a self, edition: &'a str) -> impl Iterator<Item = (&'a String, &'a BTreeMap<String, String>)> {
        self.rows.iter().filter(move |((other, _), _)| other == edition).map(|((_, code), row)| (code, row))
    }
}

fn number(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("{text} is not a number")))
}

/// Recomputes every rank and change from the published scores.
fn check_ranks(output: &Output, configuration: &str) {
    let rankings = Rankings::read(output);
    let nodes: Vec<String> = index(configuration).nodes.into_iter().map(|(node, _)| node).collect();
    let mut differences = Vec::new();
    let mut before: BTreeMap<(String, String), [i64; 2]> = BTreeMap::new();
    for (edition_idx, edition) in rankings.editions().into_iter().enumerate() {
        let mut now = BTreeMap::new();
        for node in &nodes {
            let scores: Vec<(&String, &String, f64)> =
                rankings.of(edition).filter_map(|(code, row)| Some((code, &row["region_type"], number(&row[node])?))).collect();
            assert!(scores.len() > 200, "{edition}: {} scores of {node}", scores.len());
            for (code, region_type, score) in &scores {
                let better = scores.iter().filter(|(_, _, other)| other > score);
                let rank = 1 + better.clone().count() as i64;
                let type_rank = 1 + better.filter(|(_, other, _)| other == region_type).count() as i64;
                let climbed = before.get(&((*code).clone(), node.clone())).map(|[a, b]| [a - rank, b - type_rank]);
                assert_eq!(climbed.is_some(), edition_idx > 0, "{code} is ranked in every edition");
                let row = &rankings.rows[&(edition.clone(), (*code).clone())];
                for (column, expected) in [
                    ("rank", Some(rank)),
                    ("type_rank", Some(type_rank)),
                    ("rank_change", climbed.map(|climbed| climbed[0])),
                    ("type_rank_change", climbed.map(|climbed| climbed[1])),
                ] {
                    let written = &row[&format!("{node}_{column}")];
                    if *written != expected.map_or(String::new(), |expected| expected.to_string()) {
                        differences.push(format!("{edition} {code} {node}_{column}: {written}, not {expected:?}"));
                    }
                }
                now.insert(((*code).clone(), node.clone()), [rank, type_rank]);
            }
        }
        before = now;
    }
    assert!(differences.is_empty(), "{} differences, the first: {}", differences.len(), differences[0]);
}

fn check_formats(output: &Output) {
    let (csv, parquet) = (Table::csv(output.bytes("rankings.csv"), b','), Table::parquet(output.bytes("rankings.parquet")));
    assert_eq!(csv.names(), parquet.names());
    for name in csv.names() {
        if parquet.is_number(name) {
            // The text is the shortest that reads back as the same double.
            let same = csv.numbers(name).iter().zip(parquet.numbers(name)).all(|(text, number)| *text == number);
            assert!(same && csv.numbers(name).len() == parquet.numbers(name).len(), "{name} differs");
        } else {
            assert!(csv.optional_texts(name) == parquet.optional_texts(name), "{name} differs");
        }
    }
}

/// Every file in `types/` against the rankings: its members, best first, their ranks, changes and rounded scores.
fn check_types(output: &Output, configuration: &str) {
    let rankings = Rankings::read(output);
    let root = &index(configuration).nodes[0].0;
    let language = "fi";
    let mut files: BTreeSet<String> = output.names().filter(|name| name.starts_with("types/")).map(str::to_owned).collect();
    for edition in rankings.editions() {
        let types: BTreeSet<&String> = rankings.of(edition).map(|(_, row)| &row["region_type"]).collect();
        assert_eq!(types.len(), 4, "{edition}: {types:?}");
        for region_type in types {
            let name = format!("types/{edition}/{region_type}.csv");
            assert!(files.remove(&name), "there is no {name}");
            let table = Table::csv(output.bytes(&name), b';');
            // A label may follow in brackets.
            let header = |label: labels::Label| {
                let word = label.in_language(language);
                let names = table.names();
                let found = names.iter().find(|name| **name == word || name.starts_with(&format!("{word} (")));
                (*found.unwrap_or_else(|| panic!("{name} has no column {word}: {names:?}"))).to_owned()
            };
            let column = |label: labels::Label| table.optional_texts(&header(label)).to_vec();
            let mut members: Vec<(&String, &BTreeMap<String, String>)> =
                rankings.of(edition).filter(|(_, row)| row["region_type"] == *region_type).collect();
            members.sort_by_key(|(code, row)| (row[&format!("{root}_type_rank")].parse::<u32>().expect("a rank"), *code));
            let of_members = |column: &str| -> Vec<Option<String>> {
                let cells = members.iter().map(|(_, row)| row[column].clone());
                cells.map(|cell| (!cell.is_empty()).then_some(cell)).collect()
            };
            for (label, expected) in [
                (labels::EDITION, "edition".to_owned()),
                (labels::CODE, "code".to_owned()),
                (labels::MUNICIPALITY, "name_fi".to_owned()),
                (labels::TYPE_RANK, format!("{root}_type_rank")),
                (labels::TYPE_RANK_CHANGE, format!("{root}_type_rank_change")),
            ] {
                assert_eq!(column(label), of_members(&expected), "{name}: {expected}");
            }
            // The index itself stands behind the names, with one decimal and a comma.
            let names = table.names();
            let position = names.iter().position(|other| *other == header(labels::MUNICIPALITY)).expect("a place");
            let rounded = of_members(root).into_iter().map(|score| {
                let score = number(&score.unwrap_or_default()).expect("a score");
                Some(format!("{:.1}", round::to_decimals(score, 1)).replace('.', ","))
            });
            assert!(rounded.eq(table.optional_texts(names[position + 1]).iter().cloned()), "{name}: scores");
        }
    }
    assert!(files.is_empty(), "more files than types: {files:?}");
}

fn check_tables(output: &Output, configuration: &str) {
    check_contributions(output, configuration);
    check_ranks(output, configuration);
    check_formats(output);
    check_types(output, configuration);
}

#[test]
fn the_tables_of_the_demonstration_agree_with_each_other() {
    check_tables(demonstration(), "config/evp.toml");
}

#[test]
fn the_tables_of_the_real_panel_agree_with_each_other() {
    let Some((output, _)) = real_panel() else { return };
    check_tables(output, REAL_CONFIGURATION);
}

// ------------------------------------------------------------------------------------------------------------------- areas

/// Demonstration statistics added up to areas by hand.
struct Areas {
    /// Values by series, year and code, where there are any.
    values: BTreeMap<(String, i32), BTreeMap<String, f64>>,
    /// The area in which each municipality, of any time, lies today.
    area_of: BTreeMap<String, String>,
}

impl Areas {
    fn read(level: &str) -> Self {
        let rows = |name: &str| -> Vec<BTreeMap<String, String>> {
            let mut reader = csv::Reader::from_path(project().join("data").join(name)).expect(name);
            reader.deserialize().map(|row| row.expect("a row")).collect()
        };
        let mut area_of: BTreeMap<String, String> = rows("regions.csv")
            .into_iter()
            .filter(|row| row["level"] == "municipality" && row["valid_to"].is_empty())
            .map(|row| (row["code"].clone(), row[level].clone()))
            .collect();
        // The newest first, so that the successor's area is known already.
        for merger in rows("mergers.csv").iter().rev() {
            let area = area_of[&merger["successor"]].clone();
            area_of.insert(merger["code"].clone(), area);
        }
        let table = Table::parquet(&std::fs::read(project().join("data/demo.parquet")).expect("the demonstration data"));
        let mut values: BTreeMap<(String, i32), BTreeMap<String, f64>> = BTreeMap::new();
        let symbols = table.optional_texts("value_symbol");
        let keys = table.texts("indicator").into_iter().zip(table.numbers("year")).zip(table.texts("region_code"));
        for (((series, year), code), (value, symbol)) in keys.zip(table.numbers("value").into_iter().zip(symbols)) {
            let value = if symbol.as_deref() == Some("-") { Some(0.0) } else { value };
            if let (Some(year), Some(value)) = (year, value) {
                values.entry((series.to_owned(), year as i32)).or_default().insert(code.to_owned(), value);
            }
        }
        Areas { values, area_of }
    }

    /// The sum over each area's municipalities.
    fn sums(&self, series: &str, year: i32) -> BTreeMap<&str, f64> {
        let mut sums = BTreeMap::new();
        for (code, value) in &self.values[&(series.to_owned(), year)] {
            *sums.entry(self.area_of[code].as_str()).or_insert(0.0) += value;
        }
        sums
    }
}

fn check_areas(configuration: &str, level: &str, n_areas: usize) {
    let output = build(configuration.as_ref(), |command| {
        command.args(["--tables", "rankings,scores"]);
    });
    let rankings = Table::csv(output.bytes("rankings.csv"), b',');
    let editions = rankings.texts("edition");
    for edition in editions.iter().collect::<BTreeSet<_>>() {
        assert_eq!(editions.iter().filter(|other| other == &edition).count(), n_areas, "{edition}");
    }
    assert!(!rankings.names().contains(&"region_type"), "areas have no types");

    let areas = Areas::read(level);
    let raw = scores(&Table::parquet(output.bytes("scores.parquet")), "raw");
    let mut n_checked = 0;
    for ((edition, code, node), written) in &raw {
        let edition: i32 = edition.parse().expect("a year");
        let sum = |series: &str, year: i32| areas.sums(series, year)[code.as_str()];
        let expected = match node.as_str() {
            // A count that was never merged, and its change over three years.
            "population_change" => {
                let (old, new) = (sum("population", edition - 4), sum("population", edition - 1));
                100.0 * (new - old) / old
            }
            "unemployment_rate" => 100.0 * sum("unemployed", edition - 1) / sum("labour_force", edition - 1),
            // The jobs of 2018 and 2019 are those of municipalities that have since merged.
            "job_self_sufficiency" => 100.0 * sum("jobs", edition - 2) / sum("employed", edition - 2),
            _ => continue,
        };
        assert!(
            (written - expected).abs() <= 1e-9 * expected.abs().max(1.0),
            "{edition} {code} {node}: {written}, not {expected}"
        );
        n_checked += 1;
    }
    assert_eq!(n_checked, 3 * 7 * n_areas);

    // The sum itself, before anything is derived from it.
    let plan = evp::load_plan(&project().join(configuration)).expect("the configuration is sound");
    let (regions, files) = session::prepare(&plan, &DataOverride::default()).expect("the tables and data are there");
    let inputs = files.with_regions(&plan, &regions);
    let jobs = plan.variables.iter().position(|variable| variable.id == "jobs").expect("jobs");
    let years = [2014, 2015, 2018, 2024];
    let columns: BTreeSet<harmonise::ColumnKey> =
        years.iter().map(|&year| (jobs, Period::year(year), level.to_owned())).collect();
    let cells = harmonise::cells_behind(&plan, &regions, &columns);
    let ingested = inputs.read(&cells, &|_rows| {}).expect("the data can be read");
    let harmonised = harmonise::harmonise(&plan, &regions, &ingested, &columns).expect("the divisions are known");
    for year in years {
        let (values, _) = harmonised.column(jobs, Period::year(year), level).expect("a column");
        let expected = areas.sums("jobs", year);
        assert!(regions.division.codes.iter().map(String::as_str).eq(expected.keys().copied()), "{year}: other areas");
        for (code, value) in regions.division.codes.iter().zip(values) {
            assert_eq!(*value, expected[code.as_str()], "jobs of {code} in {year}");
        }
    }
}

#[test]
fn seutukunnat_are_the_sums_of_their_municipalities() {
    check_areas("config/evp-seutukunnat.toml", "seutukunta", 66);
}

#[test]
fn maakunnat_are_the_sums_of_their_municipalities() {
    check_areas("config/maakuntien-evp.toml", "maakunta", 18);
}
