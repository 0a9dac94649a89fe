//! `rankings.xlsx` of the demonstration, read back: every number is that of the tables for machines, and nothing is a formula.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};

use crate::program::{build, demonstration};
use crate::tables::Table;

/// The mark in every row of the demonstration.
const MARK: &str = "ESITTELYAINEISTO";

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// The sheets of the demonstration, in their order.
fn sheets() -> Vec<(String, Range<Data>)> {
    let mut workbook = open(demonstration().bytes("rankings.xlsx"));
    let names = workbook.sheet_names();
    names.into_iter().map(|name| (name.clone(), workbook.worksheet_range(&name).expect("a sheet"))).collect()
}

fn sheet(name: &str) -> Range<Data> {
    sheets().into_iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("there is no sheet {name}")).1
}

/// The cells of a column, by its header.
fn column<'a>(range: &'a Range<Data>, header: &str) -> Vec<&'a Data> {
    let headers = range.headers().expect("a header row");
    let at = headers.iter().position(|other| other == header).unwrap_or_else(|| panic!("no {header} in {headers:?}"));
    range.rows().skip(1).map(|row| &row[at]).collect()
}

/// A number to the last bit; `None` for an empty cell and for the symbols of a missing value.
fn number(cell: &Data) -> Option<u64> {
    match cell {
        Data::Float(value) => Some(value.to_bits()),
        Data::Int(value) => Some((*value as f64).to_bits()),
        Data::Empty => None,
        Data::String(text) if text == ".." || text == "." => None,
        other => panic!("{other:?} is no number"),
    }
}

fn bits(values: Vec<Option<f64>>) -> Vec<Option<u64>> {
    values.into_iter().map(|value| value.map(f64::to_bits)).collect()
}

#[test]
fn the_data_sheet_is_the_table_for_machines() {
    let range = sheet("Aineisto");
    let table = Table::parquet(demonstration().bytes("rankings.parquet"));
    assert_eq!(range.headers().expect("headers"), table.names());
    let mut n_numbers = 0;
    for name in table.names() {
        let cells = column(&range, name);
        if table.is_number(name) {
            let found: Vec<Option<u64>> = cells.into_iter().map(number).collect();
            n_numbers += found.iter().flatten().count();
            assert_eq!(found, bits(table.numbers(name)), "{name}");
        } else {
            let found: Vec<Option<String>> = cells.into_iter().map(calamine::DataType::as_string).collect();
            assert_eq!(found, table.optional_texts(name), "{name}");
        }
    }
    assert!(n_numbers > 30_000, "{n_numbers} numbers");
}

/// A column of the newest edition by code.
fn newest(name: &str) -> BTreeMap<String, Option<u64>> {
    let table = Table::parquet(demonstration().bytes("rankings.parquet"));
    let rows = table.texts("edition").into_iter().zip(table.texts("code")).zip(bits(table.numbers(name)));
    rows.filter(|((edition, _), _)| *edition == "2026").map(|((_, code), value)| (code.to_owned(), value)).collect()
}

/// Every number of a sheet's column is that of the table's column for the same region; how many regions were compared.
fn same_numbers(range: &Range<Data>, header: &str, name: &str) -> usize {
    let expected = newest(name);
    let codes: Vec<String> = column(range, "Koodi").into_iter().map(ToString::to_string).collect();
    for (code, cell) in codes.iter().zip(column(range, header)) {
        assert_eq!(number(cell), expected[code], "{name} of {code}");
    }
    codes.len()
}

const INDEX: &str = "EVP-tyyppinen indeksi (ei MDI/FCG:n julkaisu)";
const TYPES: &str = " (oletusluokitus, ei MDI:n eikä Tilastokeskuksen)";

#[test]
fn the_sheets_hold_every_digit_of_ranks_scores_and_changes() {
    let all = sheet("Kaikki kunnat");
    let of_all = [
        ("Sijoitus", "evp_rank"),
        (INDEX, "evp"),
        ("Muutos (sijaa)", "evp_rank_change"),
        ("Sijoitus tyypissä", "evp_type_rank"),
        ("Muutos tyypissä (sijaa)", "evp_type_rank_change"),
        ("Elinvoima", "elinvoima"),
        ("Elinvoima: sijoitus", "elinvoima_rank"),
        ("Kattavuus (%)", "coverage"),
    ];
    for (header, name) in of_all {
        assert_eq!(same_numbers(&all, header, name), 292, "{name}");
    }
    let changes = sheet("Muutokset");
    let of_changes = [
        ("Muutos (sijaa)", "evp_rank_change"),
        ("Sijoitus 2026", "evp_rank"),
        ("Elinvoima: muutos (sijaa)", "elinvoima_rank_change"),
        ("Muutos tyypissä (sijaa)", "evp_type_rank_change"),
    ];
    for (header, name) in of_changes {
        assert_eq!(same_numbers(&changes, header, name), 292, "{name}");
    }
    let mut n_regions = 0;
    for of_type in ["Keskuskaupungit", "Kehyskunnat", "Seutukaupungit", "Maaseutumaiset kunnat"] {
        let range = sheet(of_type);
        n_regions += same_numbers(&range, &format!("Sijoitus tyypissä{TYPES}"), "evp_type_rank");
        same_numbers(&range, INDEX, "evp");
        same_numbers(&range, "Sijoitus", "evp_rank");
        same_numbers(&range, "Elinvoima: sijoitus tyypissä", "elinvoima_type_rank");
        let ranks: Vec<u64> = column(&range, "Sijoitus").into_iter().filter_map(number).collect();
        assert!(ranks.windows(2).all(|pair| f64::from_bits(pair[0]) <= f64::from_bits(pair[1])), "{of_type} is not best first");
    }
    assert_eq!(n_regions, 292);
}

#[test]
fn every_sheet_is_one_table_with_the_mark_and_without_formulas() {
    let mut workbook = open(demonstration().bytes("rankings.xlsx"));
    for (name, range) in sheets() {
        let formulas = workbook.worksheet_formula(&name).expect("formulas");
        assert!(formulas.is_empty(), "{name} has formulas");
        let merged = workbook.merge_cells_by_sheet_name(&name).expect("merged cells");
        assert!(merged.is_empty(), "{name} has merged cells");
        assert_eq!(range.start(), Some((0, 0)), "{name}");
        assert!(range.rows().flatten().all(|cell| !matches!(cell, Data::Error(_))), "{name}");
        if name == "Kansi" {
            assert!(range.rows().any(|row| row[1].to_string().starts_with(MARK)), "{name}");
            continue;
        }
        let headers: BTreeSet<String> =
            range.headers().expect("a header row").iter().map(|header| header.to_lowercase()).collect();
        assert_eq!(headers.len(), range.width(), "{name}: headers that are empty or come twice");
        if name == "Aineisto" {
            assert!(column(&range, "data_status").iter().all(|cell| **cell == *"demo"));
            continue;
        }
        assert!(column(&range, "Aineiston tila").iter().all(|cell| **cell == *MARK), "{name}");
        assert!(range.rows().flatten().all(|cell| *cell != Data::Empty), "{name} has blank cells");
    }
}

#[test]
fn the_working_profile_has_the_same_cells() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = crate::program::project();
    let text = std::fs::read_to_string(project.join("config/evp.toml")).expect("the configuration");
    let text = text.replace("../data/", &format!("{}/", project.join("data").display()));
    assert_eq!(text.matches("[publish]").count(), 1);
    let path = folder.path().join("evp.toml");
    std::fs::write(&path, text.replace("[publish]", "[publish]\nworkbook = \"working\"")).expect("written");
    let working = build(&path, |command| {
        command.args(["--tables", "workbook"]);
    });
    let names: Vec<&str> = working.names().collect();
    assert_eq!(names, ["manifest.json", "rankings.xlsx"]);
    assert_ne!(working.bytes("rankings.xlsx"), demonstration().bytes("rankings.xlsx"), "filters");
    let mut workbook = open(working.bytes("rankings.xlsx"));
    for (name, range) in sheets() {
        // Without the other tables no intervals are computed, of which the notes speak.
        if name != "Huomautukset" && name != "Sisällys" {
            assert!(workbook.worksheet_range(&name).expect("the same sheet") == range, "{name}");
        }
    }
}
