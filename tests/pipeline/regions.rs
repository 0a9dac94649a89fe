//! The shipped region and merger tables: facts that anyone can look up, and every row against the source.
//!
//! The facts need no data and hold in any copy of the project. The rest compares `data/regions.csv` and `data/mergers.csv`,
//! cell by cell, with Statistics Finland's classifications of 2013 to 2026 and its list of municipalities that ended.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use evp::Regions;
use evp::config::located::Located;
use evp::region::Day;

use crate::program::project;
use crate::shared_data::shared;

const YEARS: std::ops::RangeInclusive<i32> = 2013..=2026;
const REGION_TYPES: [&str; 4] = ["keskuskaupunki", "kehyskunta", "seutukaupunki", "maaseutumainen"];

/// A row of a table by column name.
type Row = BTreeMap<String, String>;

fn table(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{}: {error}", path.display()))).collect()
}

fn our_regions() -> Vec<Row> {
    table(&project().join("data/regions.csv"))
}

fn our_mergers() -> Vec<Row> {
    table(&project().join("data/mergers.csv"))
}

/// The rows of a level that hold on 1 January of a year, by code.
fn division<'a>(rows: &'a [Row], level: &str, year: i32) -> BTreeMap<&'a str, &'a Row> {
    let first_day = format!("{year}-01-01");
    let holds = |row: &&Row| {
        row["level"] == level
            && row["valid_from"].as_str() <= first_day.as_str()
            && (row["valid_to"].is_empty() || first_day <= row["valid_to"])
    };
    let mut by_code = BTreeMap::new();
    for row in rows.iter().filter(holds) {
        let before = by_code.insert(row["code"].as_str(), row);
        assert!(before.is_none(), "{level} {} has two rows on {first_day}", row["code"]);
    }
    by_code
}

/// The regions of a shipped configuration, as the program reads them, on the division of a year.
fn loaded(configuration: &str, year: i32) -> Regions {
    let mut plan = evp::load_plan(&project().join("config").join(configuration)).expect("the configuration is sound");
    plan.regions.division = Some(Located::unwritten(year));
    Regions::load(&plan).unwrap_or_else(|problems| panic!("{configuration} in {year}: {problems:?}"))
}

// --------------------------------------------------------------------------------------------------------- published facts

/// Municipalities, those of the mainland, seutukunnat, those of the mainland, maakunnat, those of the mainland.
fn published_counts(year: i32) -> [usize; 6] {
    match year {
        2013..=2014 => [320, 304, 70, 67, 19, 18],
        2015 => [317, 301, 70, 67, 19, 18],
        2016 => [313, 297, 70, 67, 19, 18],
        2017..=2019 => [311, 295, 70, 67, 19, 18],
        2020 => [310, 294, 70, 67, 19, 18],
        2021..=2024 => [309, 293, 69, 66, 19, 18],
        _ => [308, 292, 69, 66, 19, 18],
    }
}

#[test]
fn the_table_has_as_many_regions_as_were_published() {
    let rows = our_regions();
    for year in YEARS {
        let counts: Vec<usize> = ["municipality", "seutukunta", "maakunta"]
            .into_iter()
            .flat_map(|level| {
                let all = division(&rows, level, year);
                let mainland = all.values().filter(|row| row["mainland"] == "yes").count();
                [all.len(), mainland]
            })
            .collect();
        assert_eq!(counts, published_counts(year), "{year}");
    }
}

#[test]
fn the_program_ranks_as_many_regions_as_were_published() {
    for year in YEARS {
        let [municipalities, on_the_mainland, seutukunnat, seutukunnat_ranked, maakunnat, maakunnat_ranked] =
            published_counts(year);
        let regions = loaded("evp.toml", year);
        assert_eq!((regions.division.codes.len(), regions.n_ranked()), (municipalities, on_the_mainland), "{year}");
        let regions = loaded("evp-seutukunnat.toml", year);
        assert_eq!((regions.division.codes.len(), regions.n_ranked()), (seutukunnat, seutukunnat_ranked), "{year}");
        let regions = loaded("maakuntien-evp.toml", year);
        assert_eq!((regions.division.codes.len(), regions.n_ranked()), (maakunnat, maakunnat_ranked), "{year}");
    }
}

#[test]
fn each_seutukunta_lies_in_one_maakunta_and_every_parent_is_there() {
    let rows = our_regions();
    for year in YEARS {
        let seutukunnat = division(&rows, "seutukunta", year);
        let maakunnat = division(&rows, "maakunta", year);
        let mut inhabited = BTreeSet::new();
        for (code, municipality) in division(&rows, "municipality", year) {
            let seutukunta = seutukunnat.get(municipality["seutukunta"].as_str());
            let seutukunta = seutukunta.unwrap_or_else(|| panic!("{year}: the seutukunta of {code} is not there"));
            assert_eq!(municipality["maakunta"], seutukunta["maakunta"], "{year}: {code} and its seutukunta");
            assert_eq!(municipality["mainland"], seutukunta["mainland"], "{year}: {code} and its seutukunta");
            inhabited.insert(seutukunta["code"].as_str());
        }
        assert!(inhabited.iter().eq(seutukunnat.keys()), "{year}: seutukunnat without municipalities");
        let mut inhabited = BTreeSet::new();
        for (code, seutukunta) in &seutukunnat {
            let maakunta = maakunnat.get(seutukunta["maakunta"].as_str());
            let maakunta = maakunta.unwrap_or_else(|| panic!("{year}: the maakunta of {code} is not there"));
            assert_eq!(seutukunta["mainland"], maakunta["mainland"], "{year}: {code} and its maakunta");
            inhabited.insert(maakunta["code"].as_str());
        }
        assert!(inhabited.iter().eq(maakunnat.keys()), "{year}: maakunnat without seutukunnat");
    }
}

#[test]
fn every_municipality_has_one_region_type_with_its_ground() {
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in our_regions().iter().filter(|row| row["level"] == "municipality") {
        assert!(REGION_TYPES.contains(&row["region_type"].as_str()), "{}: {}", row["code"], row["region_type"]);
        for column in ["region_type_basis", "region_type_source"] {
            assert!(!row[column].trim().is_empty(), "{} has no {column}", row["code"]);
        }
        types.entry(row["code"].clone()).or_default().insert(row["region_type"].clone());
    }
    for (code, types) in types {
        assert_eq!(types.len(), 1, "{code}: {types:?}");
    }
    for row in our_regions().iter().filter(|row| row["level"] != "municipality") {
        assert_eq!(row["region_type"], "", "{} {} is not a municipality", row["level"], row["code"]);
    }
}

#[test]
fn the_region_types_that_are_given_hold() {
    let rows = our_regions();
    let regions = loaded("evp.toml", 2026);
    let types = regions.types.as_ref().expect("the index has region types");
    assert_eq!(types.ids, REGION_TYPES);
    for (name, code, region_type) in [
        ("Kajaani", "205", "keskuskaupunki"),
        ("Vesilahti", "922", "kehyskunta"),
        ("Kauhava", "233", "seutukaupunki"),
        ("Muonio", "498", "maaseutumainen"),
    ] {
        let row = division(&rows, "municipality", 2026)[code];
        assert_eq!((row["name_fi"].as_str(), row["region_type"].as_str()), (name, region_type));
        let region_idx = (0..regions.n_ranked()).find(|&region_idx| regions.code(region_idx) == code).expect(name);
        assert_eq!(regions.name(region_idx, "fi"), name);
        for edition in &types.of_edition {
            assert_eq!(types.ids[edition[region_idx]], region_type, "{name}");
        }
    }
    for edition in &types.of_edition {
        for type_idx in 0..types.ids.len() {
            assert!(edition.contains(&type_idx), "no {}", types.ids[type_idx]);
        }
    }
}

/// The code that a municipality of 1 January `from` bears on 1 January `to`, by the rows of the merger table alone.
fn followed<'a>(mergers: &'a [Row], code: &'a str, from: i32, to: i32) -> &'a str {
    let (after, last) = (format!("{from}-01-01"), format!("{to}-01-01"));
    let ends = |row: &&Row| row["code"] == code && after < row["date"] && row["date"] <= last;
    match mergers.iter().filter(ends).min_by(|a, b| a["date"].cmp(&b["date"])) {
        Some(row) => followed(mergers, &row["successor"], row["date"][..4].parse().expect("a year"), to),
        None => code,
    }
}

#[test]
fn chains_of_mergers_end_at_municipalities_that_are_there() {
    let (rows, mergers) = (our_regions(), our_mergers());
    let regions = loaded("evp.toml", 2026);
    for merger in &mergers {
        let (code, date) = (merger["code"].as_str(), merger["date"].as_str());
        let day = Day::parse(date).unwrap_or_else(|| panic!("{code}: {date} is not a day"));
        // Carried on by one that is there on that day: in the table, or before it begins, one that ends later itself.
        let there = |code: &str, year: i32| match year {
            2013.. => division(&rows, "municipality", year).contains_key(code),
            _ => followed(&mergers, code, year, 2013) != code || division(&rows, "municipality", 2013).contains_key(code),
        };
        assert!(there(&merger["successor"], day.year()), "{code} is carried on by {}, which is not there", merger["successor"]);
        if day.year() > 2013 {
            assert!(there(code, day.year() - 1), "{code} ends on {date} and was not there the year before");
        }
        if day.year() >= 2013 {
            assert!(!there(code, day.year()), "{code} ends on {date} and is still there");
        }
        for to in [2013, 2021, 2026].into_iter().filter(|to| *to >= day.year()) {
            let last = followed(&mergers, code, day.year() - 1, to);
            assert!(there(last, to), "{code} ends up at {last}, which is not there in {to}");
            assert_eq!(regions.mergers.follow(code, day.year() - 1, to), last, "{code} in {to}, by the program");
        }
    }
    // Nobody disappears: a municipality that is in one year's division and not in the next is in the merger table.
    for year in YEARS.skip(1) {
        let (before, now) = (division(&rows, "municipality", year - 1), division(&rows, "municipality", year));
        for code in before.keys().filter(|code| !now.contains_key(*code)) {
            assert_ne!(followed(&mergers, code, year - 1, year), *code, "{code} is gone in {year}");
        }
    }
    // Two mergers one after the other.
    assert_eq!(regions.mergers.follow("772", 2006, 2008), "912");
    assert_eq!(regions.mergers.follow("772", 2006, 2026), "790");
    assert_eq!(regions.mergers.follow("479", 2006, 2026), "946");
}

// --------------------------------------------------------------------------------------------------------- the source

/// The classifications of all years, and the list of municipalities that ended.
fn source() -> Option<(Vec<Row>, Vec<Row>)> {
    let folder = shared("data/finland")?;
    Some((table(&folder.join("municipalities.csv")), table(&folder.join("municipal_mergers_2005_2026.csv"))))
}

fn of_year(source: &[Row], year: i32) -> BTreeMap<&str, &Row> {
    let year = year.to_string();
    source.iter().filter(|row| row["year"] == year).map(|row| (row["code"].as_str(), row)).collect()
}

#[test]
fn every_municipality_is_as_in_the_classification_of_its_year() {
    let Some((source, _)) = source() else { return };
    let rows = our_regions();
    let mut differences = Vec::new();
    for year in YEARS {
        let (ours, theirs) = (division(&rows, "municipality", year), of_year(&source, year));
        assert_eq!(theirs.len(), published_counts(year)[0], "the source in {year}");
        assert!(ours.keys().eq(theirs.keys()), "{year}: other codes");
        for (code, row) in ours {
            let theirs = theirs[code];
            // Two Swedish names have spaces behind them in the classification.
            for (column, of_source) in
                [("name_fi", "name_fi"), ("name_sv", "name_sv"), ("seutukunta", "seutukunta_code"), ("maakunta", "maakunta_code")]
            {
                if row[column] != theirs[of_source].trim_end() {
                    differences.push(format!("{year} {code} {column}: {}, not {}", row[column], theirs[of_source]));
                }
            }
            if (row["mainland"] == "yes") != (theirs["is_mainland"] == "1") {
                differences.push(format!("{year} {code} mainland: {}", row["mainland"]));
            }
        }
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn every_seutukunta_and_maakunta_is_as_in_the_classification_of_its_year() {
    let Some((source, _)) = source() else { return };
    let rows = our_regions();
    for year in YEARS {
        for level in ["seutukunta", "maakunta"] {
            let column = |name: &str| format!("{level}_{name}");
            let mut theirs: BTreeMap<&str, BTreeSet<(&str, &str, &str)>> = BTreeMap::new();
            for row in of_year(&source, year).values() {
                let names = (row[&column("name_fi")].as_str(), row[&column("name_sv")].as_str(), row["maakunta_code"].as_str());
                theirs.entry(row[&column("code")].as_str()).or_default().insert(names);
            }
            for (code, names) in &theirs {
                assert_eq!(names.len(), 1, "{year}: {level} {code} in the source: {names:?}");
            }
            let ours = division(&rows, level, year);
            assert!(ours.keys().eq(theirs.keys()), "{year}: other codes of the level {level}");
            for (code, row) in ours {
                let maakunta = if level == "maakunta" { code } else { row["maakunta"].as_str() };
                let names = (row["name_fi"].as_str(), row["name_sv"].as_str(), maakunta);
                assert!(theirs[code].contains(&names), "{year}: {level} {code} is {:?}, not {names:?}", theirs[code]);
            }
        }
    }
}

#[test]
fn no_name_begins_or_ends_with_a_space() {
    for row in our_regions().iter().chain(&our_mergers()) {
        for (column, cell) in row {
            assert_eq!(cell, cell.trim(), "{column} of {}", row["code"]);
        }
    }
}

#[test]
fn every_merger_is_in_the_list_and_every_one_of_the_list_here() {
    let Some((_, source)) = source() else { return };
    let mergers = our_mergers();
    let since_2007 = source.iter().filter(|row| row["effective_date"].as_str() >= "2007");
    // Säkkijärvi was ceded in the war; the list has it as joined to Lappeenranta in 2009, when nothing was joined.
    let theirs: BTreeMap<&str, &Row> =
        since_2007.filter(|row| row["abolished_name"] != "Säkkijärvi").map(|row| (row["abolished_code"].as_str(), row)).collect();
    let ours: BTreeMap<&str, &Row> = mergers.iter().map(|row| (row["code"].as_str(), row)).collect();
    assert_eq!(ours.len(), mergers.len(), "a municipality ends twice");
    assert!(ours.keys().eq(theirs.keys()), "other codes");
    let mut present_successors = Vec::new();
    for (code, merger) in ours {
        let row = theirs[code];
        assert_eq!((&merger["date"], &merger["name"]), (&row["effective_date"], &row["abolished_name"]), "{code}");
        let year: i32 = row["year"].parse().expect("a year");
        assert_eq!(merger["date"], format!("{year}-01-01"), "{code}");
        if merger["successor"] != row["successor_code"] {
            // The list then names the municipality of today, ours the one of that day.
            assert_eq!(followed(&mergers, code, year - 1, 2026), row["successor_code"], "{code}");
            present_successors.push(code);
        }
    }
    assert_eq!(present_successors, ["479", "772", "944"]);
}
