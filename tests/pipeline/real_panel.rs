//! Real statistics, computed twice: `config/kuntien-avainluvut.toml` by the program, and here by hand.
//!
//! The second computation shares nothing with the program: no code, no configuration, no region or merger table of the
//! project (only the region types, which are facts of ours and of nobody else). It is written to be checked by reading:
//! one formula per indicator, ranks by counting, and exact fractions throughout, so that what is equal on paper is equal
//! here. It reads the statistics from the file that also tells each value's division (`class_year`); the program is given
//! the one that does not, and must know the divisions from its configuration.
//!
//! The formulas repeat the configuration's indicators in another notation. Change both, or this test fails: that is its use.

mod statistics;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use self::statistics::{Municipality, Statistics};
use crate::fraction::Fraction;
use crate::shared_data::shared;

const INDEX: &str = "avainluvut";
const FACTORS: [&str; 3] = ["elinvoima", "vetovoima", "pitovoima"];
const EDITIONS: std::ops::RangeInclusive<i64> = 2010..=2016;
const DIVISION: i64 = 2021;
const MUNICIPALITIES_RANKED: usize = 293;

// ------------------------------------------------------------------------------------------------------------ the formulas

/// One indicator: where it belongs, whether more is better, and its value for a municipality in an edition's year.
struct Indicator {
    factor: &'static str,
    better: Better,
    value: fn(Municipality<'_>, i64) -> Fraction,
}

#[derive(Clone, Copy)]
enum Better {
    High,
    Low,
}

const fn indicator(factor: &'static str, better: Better, value: fn(Municipality<'_>, i64) -> Fraction) -> Indicator {
    Indicator { factor, better, value }
}

/// The twenty indicators.
const INDICATORS: [Indicator; 20] = [
    // The employment rate of the year before, and its change over two years.
    indicator("elinvoima", Better::High, |m, year| m.by_employed("employment_rate_pct", year - 1)),
    indicator("elinvoima", Better::High, |m, year| {
        m.by_employed("employment_rate_pct", year - 1) - m.by_employed("employment_rate_pct", year - 3)
    }),
    // Unemployed jobseekers in the labour force.
    indicator("elinvoima", Better::Low, |m, year| {
        percentage(m.count("unemployed_jobseekers_annual_avg", year), m.count("labour_force_tem", year))
    }),
    // Growth of jobs over two years; jobs per employed resident.
    indicator("elinvoima", Better::High, |m, year| growth(m.count("jobs", year - 3), m.count("jobs", year - 1))),
    indicator("elinvoima", Better::High, |m, year| {
        percentage(m.count("jobs", year - 1), m.count("employed_residents", year - 1))
    }),
    indicator("elinvoima", Better::Low, |m, year| m.by_employed("economic_dependency_ratio", year - 1)),
    indicator("elinvoima", Better::High, |m, year| m.by_households("tertiary_education_pct", year)),
    // The municipality's economy: margin of three years, debt.
    indicator("elinvoima", Better::High, |m, year| {
        (year - 2..=year).map(|year| m.by_households("annual_margin_eur_per_capita", year)).sum::<Fraction>() / Fraction::whole(3)
    }),
    indicator("elinvoima", Better::Low, |m, year| m.by_households("loan_stock_eur_per_capita", year)),
    indicator("elinvoima", Better::High, |m, year| m.by_households("share_15_64_pct", year)),
    // Net migration of three years over the population at the end of the last; immigration; arrivals.
    indicator("vetovoima", Better::High, |m, year| {
        let three_years = (year - 2..=year).map(|year| m.count("net_migration_intermunicipal", year)).sum();
        per_thousand(three_years, m.count("population", year))
    }),
    indicator("vetovoima", Better::High, |m, year| per_thousand(m.count("net_immigration", year), m.count("population", year))),
    indicator("vetovoima", Better::High, |m, year| {
        per_thousand(m.count("in_migration_intermunicipal", year), m.count("population", year))
    }),
    indicator("vetovoima", Better::High, |m, year| growth(m.count("population", year - 2), m.count("population", year))),
    indicator("vetovoima", Better::High, |m, year| m.by_households("foreign_citizens_pct", year)),
    // Departures; births less deaths; families.
    indicator("pitovoima", Better::Low, |m, year| {
        per_thousand(m.count("out_migration_intermunicipal", year), m.count("population", year))
    }),
    indicator("pitovoima", Better::High, |m, year| {
        per_thousand(m.count("births", year) - m.count("deaths", year), m.count("population", year))
    }),
    indicator("pitovoima", Better::High, |m, year| {
        percentage(m.count("families_with_children", year), m.count("families", year))
    }),
    indicator("pitovoima", Better::High, |m, year| {
        growth(m.count("children_under_18_in_families", year - 2), m.count("children_under_18_in_families", year))
    }),
    indicator("pitovoima", Better::High, |m, year| m.by_employed("working_in_home_municipality_pct", year - 1)),
];

fn percentage(part: Fraction, whole: Fraction) -> Fraction {
    Fraction::whole(100) * part / whole
}

fn per_thousand(part: Fraction, whole: Fraction) -> Fraction {
    Fraction::whole(1_000) * part / whole
}

fn growth(old: Fraction, new: Fraction) -> Fraction {
    percentage(new - old, old)
}

// -------------------------------------------------------------------------------------------------------------- the method

/// What one region must have in one column group of the rankings.
struct Expected {
    /// The score, exactly.
    exact: Fraction,
    /// The score in billionths, rounded half away from zero: what is published and ranked.
    billionths: i128,
    rank: usize,
    type_rank: usize,
    /// Places climbed since the edition before; nothing in the first.
    rank_change: Option<i64>,
    type_rank_change: Option<i64>,
}

/// Edition, index or factor, code.
type Key = (i64, &'static str, String);

/// The place of each value among all, counted from the worst, the mean where several share one; then 100 for the best, 0
/// for the worst.
fn percentile_scores(values: &[Fraction], better: Better) -> Vec<Fraction> {
    let oriented: Vec<Fraction> = values
        .iter()
        .map(|&value| match better {
            Better::High => value,
            Better::Low => -value,
        })
        .collect();
    let place = |value: &Fraction| {
        let worse = oriented.iter().filter(|other| *other < value).count();
        let equal = oriented.iter().filter(|other| *other == value).count();
        // The places worse + 1 … worse + equal: their mean.
        Fraction::new((2 * worse + equal + 1) as i128, 2)
    };
    let places: Vec<Fraction> = oriented.iter().map(place).collect();
    let lowest = *places.iter().min().expect("a lowest place");
    let highest = *places.iter().max().expect("a highest place");
    places.into_iter().map(|place| percentage(place - lowest, highest - lowest)).collect()
}

fn compute(statistics: &Statistics, types: &BTreeMap<String, String>) -> BTreeMap<Key, Expected> {
    let codes: Vec<&String> = types.keys().collect();
    let mut expected: BTreeMap<Key, Expected> = BTreeMap::new();
    for edition in EDITIONS {
        let scores = INDICATORS.each_ref().map(|indicator| {
            let value = |code: &&String| (indicator.value)(Municipality { statistics, code }, edition);
            percentile_scores(&codes.iter().map(value).collect::<Vec<_>>(), indicator.better)
        });
        for node in std::iter::once(INDEX).chain(FACTORS) {
            let below: Vec<&Vec<Fraction>> = INDICATORS
                .iter()
                .zip(&scores)
                .filter(|(indicator, _)| node == INDEX || indicator.factor == node)
                .map(|(_, scores)| scores)
                .collect();
            let mean = |region: usize| {
                below.iter().map(|scores| scores[region]).sum::<Fraction>() / Fraction::whole(below.len() as i128)
            };
            let exact: Vec<Fraction> = (0..codes.len()).map(mean).collect();
            let billionths: Vec<i128> = exact.iter().map(|score| score.billionths()).collect();
            for (region, &code) in codes.iter().enumerate() {
                let better = |other: &usize| billionths[*other] > billionths[region];
                let rank = 1 + (0..codes.len()).filter(better).count();
                let type_rank = 1 + (0..codes.len()).filter(|other| types[codes[*other]] == types[code]).filter(better).count();
                let before = expected.get(&(edition - 1, node, code.clone()));
                let climbed = |before: usize, now: usize| before as i64 - now as i64;
                let row = Expected {
                    exact: exact[region],
                    billionths: billionths[region],
                    rank,
                    type_rank,
                    rank_change: before.map(|before| climbed(before.rank, rank)),
                    type_rank_change: before.map(|before| climbed(before.type_rank, type_rank)),
                };
                expected.insert((edition, node, code.clone()), row);
            }
        }
    }
    expected
}

// ------------------------------------------------------------------------------------------------------- the two, together

/// A row of a table by column name.
type Row = BTreeMap<String, String>;

struct Both {
    statistics: Statistics,
    expected: BTreeMap<Key, Expected>,
    /// What the program wrote, by edition and code.
    rankings: BTreeMap<(i64, String), Row>,
}

fn table(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{}: {error}", path.display()))).collect()
}

/// Both computations, once for all tests; `None` where the statistics are not at hand.
fn both() -> Option<&'static Both> {
    static BOTH: OnceLock<Both> = OnceLock::new();
    let folder = shared("data/finland")?;
    Some(BOTH.get_or_init(|| {
        let statistics = Statistics::read(&folder);
        let types = types_of_the_mainland(&folder);
        let expected = compute(&statistics, &types);
        let rankings = built();
        Both { statistics, expected, rankings }
    }))
}

/// The mainland's municipalities with their region types.
fn types_of_the_mainland(folder: &Path) -> BTreeMap<String, String> {
    let first_day = format!("{DIVISION}-01-01");
    let ours = table(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/regions.csv"));
    let holds = |row: &&Row| {
        row["level"] == "municipality"
            && row["valid_from"] <= first_day
            && (row["valid_to"].is_empty() || first_day <= row["valid_to"])
    };
    let types: BTreeMap<&String, &String> = ours.iter().filter(holds).map(|row| (&row["code"], &row["region_type"])).collect();
    table(&folder.join("municipalities.csv"))
        .iter()
        .filter(|row| row["year"] == DIVISION.to_string() && row["is_mainland"] == "1")
        .map(|row| (row["code"].clone(), types[&row["code"]].clone()))
        .collect()
}

/// Runs `evp build` and reads its rankings.
fn built() -> BTreeMap<(i64, String), Row> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let run = Command::new(env!("CARGO_BIN_EXE_evp"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([
            "build",
            "config/kuntien-avainluvut.toml",
            "--data",
            "../shared/data/finland/municipal_statistics.parquet",
            "--quiet",
        ])
        .arg("--out")
        .arg(&out)
        .output()
        .expect("evp starts");
    assert!(run.status.success(), "evp build: {}\n{}", run.status, String::from_utf8_lossy(&run.stderr));
    let mut rankings = BTreeMap::new();
    for row in table(&out.join("rankings.csv")) {
        let key = (row["edition"].parse().expect("an edition"), row["code"].clone());
        let before = rankings.insert(key.clone(), row);
        assert!(before.is_none(), "{key:?} stands twice in the rankings");
    }
    rankings
}

/// A cell of the rankings; empty is nothing.
fn cell<T: std::str::FromStr>(row: &Row, column: &str) -> Option<T> {
    let text = row.get(column).unwrap_or_else(|| panic!("the rankings have no column {column}"));
    (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("{column} holds {text}")))
}

#[test]
fn every_score_rank_and_change_is_what_the_second_computation_gives() {
    let Some(both) = both() else { return };
    assert_eq!(both.expected.len(), MUNICIPALITIES_RANKED * EDITIONS.count() * (1 + FACTORS.len()));
    let mut differences = Vec::new();
    for ((edition, node, code), expected) in &both.expected {
        let Some(row) = both.rankings.get(&(*edition, code.clone())) else {
            differences.push(format!("{edition} {code}: not in the rankings"));
            continue;
        };
        let score: Option<f64> = cell(row, node);
        let exact = expected.billionths as f64 / 1e9;
        // Both were rounded to nine decimals; from either side of a half they may come out one unit apart, but no more.
        if !score.is_some_and(|score| ((score - exact) * 1e9).abs() < 1.5) {
            differences.push(format!("{edition} {code} {node}: {score:?}, not {exact:.9}"));
        }
        let mut compare = |column: &str, expected: Option<i64>| {
            let written: Option<i64> = cell(row, &format!("{node}_{column}"));
            if written != expected {
                differences.push(format!("{edition} {code} {node}_{column}: {written:?}, not {expected:?}"));
            }
        };
        compare("rank", Some(expected.rank as i64));
        compare("type_rank", Some(expected.type_rank as i64));
        compare("rank_change", expected.rank_change);
        compare("type_rank_change", expected.type_rank_change);
    }
    let first: Vec<&str> = differences.iter().take(30).map(String::as_str).collect();
    assert!(differences.is_empty(), "{} differences, the first:\n{}", differences.len(), first.join("\n"));
}

#[test]
fn a_third_computation_in_another_language_gives_the_same_fractions() {
    let Some(both) = both() else { return };
    // Computed once, from a separate reading of the method: Helsinki, Nurmes and Kankaanpää, the last two merged.
    for (code, numerator, denominator, rank) in
        [("091", 6_795_815, 84_972, 1), ("541", 1_096_985, 28_324, 232), ("214", 745_295, 14_162, 121)]
    {
        let expected = &both.expected[&(2016, INDEX, code.to_owned())];
        assert_eq!((expected.exact, expected.rank), (Fraction::new(numerator, denominator), rank), "{code}");
    }
}

#[test]
fn every_edition_ranks_the_municipalities_of_the_mainland() {
    let Some(both) = both() else { return };
    for edition in EDITIONS {
        let ranked: BTreeSet<&str> = both
            .rankings
            .iter()
            .filter(|((of, _), row)| *of == edition && cell::<i64>(row, &format!("{INDEX}_rank")).is_some())
            .map(|((_, code), _)| code.as_str())
            .collect();
        let mainland: BTreeSet<&str> =
            both.expected.keys().filter(|(of, _, _)| *of == edition).map(|(_, _, code)| code.as_str()).collect();
        assert_eq!(ranked.len(), MUNICIPALITIES_RANKED, "in {edition}");
        assert_eq!(ranked, mainland, "in {edition}");
    }
}

#[test]
fn merged_municipalities_live_on_in_their_successors() {
    let Some(both) = both() else { return };
    let at = |code| Municipality { statistics: &both.statistics, code };
    // By hand, from the published tables: jobs of 2009 in Nurmes and Valtimo, in Kankaanpää and Honkajoki.
    assert_eq!(at("541").count("jobs", 2009), Fraction::whole(2_993 + 733));
    assert_eq!(at("214").count("jobs", 2009), Fraction::whole(5_411 + 876));
    // Unemployed jobseekers are on a division where Valtimo has ended and Honkajoki has not: 720 1/2 + 84 11/12.
    assert_eq!(at("541").parts("unemployed_jobseekers_annual_avg", 2010), ["541"]);
    assert_eq!(at("214").parts("unemployed_jobseekers_annual_avg", 2010), ["214", "099"]);
    assert_eq!(at("214").count("unemployed_jobseekers_annual_avg", 2010), Fraction::new(720 * 12 + 6 + 84 * 12 + 11, 12));
    // Population up to 2009 comes in parts, from 2010 on as one, and grows by neither.
    assert_eq!(at("541").count("population", 2009), Fraction::whole(8_573 + 2_482));
    assert_eq!(at("541").count("population", 2010), Fraction::whole(10_966));
    // The employment rate of 2009, 57.8 in Nurmes as in Valtimo, stays what it is.
    assert_eq!(at("541").by_employed("employment_rate_pct", 2009), Fraction::new(578, 10));

    for edition in EDITIONS {
        for ended in ["911", "099"] {
            assert!(!both.rankings.contains_key(&(edition, ended.to_owned())), "{ended} is in the rankings of {edition}");
        }
        for successor in ["541", "214"] {
            assert!(
                both.rankings.contains_key(&(edition, successor.to_owned())),
                "{successor} is not in the rankings of {edition}"
            );
        }
    }
}

#[test]
fn scores_that_are_equal_on_paper_share_a_rank() {
    let Some(both) = both() else { return };
    let mut equal: BTreeMap<(i64, &str, Fraction), Vec<&str>> = BTreeMap::new();
    for ((edition, node, code), expected) in &both.expected {
        equal.entry((*edition, node, expected.exact)).or_default().push(code);
    }
    equal.retain(|_, codes| codes.len() > 1);
    // With fewer there would be little to see here: five indicators that share most of their denominators tie often.
    assert!(equal.len() > 200, "only {} groups of equal scores", equal.len());
    for ((edition, node, score), codes) in equal {
        let written = |code: &str, column: &str| both.rankings[&(edition, code.to_owned())][column].clone();
        let rank = format!("{node}_rank");
        for pair in codes.windows(2) {
            for column in [node, rank.as_str()] {
                let (one, other) = (written(pair[0], column), written(pair[1], column));
                assert_eq!(one, other, "{column} of {pair:?} in {edition}, who both score {score:?}");
            }
        }
    }
    // Conversely, rounding to nine decimals must not have joined what is different: the second computation would not see it.
    for edition in EDITIONS {
        for node in std::iter::once(INDEX).chain(FACTORS) {
            let of_node =
                || both.expected.iter().filter(|((of, at, _), _)| *of == edition && *at == node).map(|(_, expected)| expected);
            let exact: BTreeSet<Fraction> = of_node().map(|expected| expected.exact).collect();
            let rounded: BTreeSet<i128> = of_node().map(|expected| expected.billionths).collect();
            assert_eq!(exact.len(), rounded.len(), "{node} in {edition}");
        }
    }
}
