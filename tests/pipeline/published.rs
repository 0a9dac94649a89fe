//! Published indices by the configurations that ship, through the program: every published number comes out again.
//!
//! The publishers' data are not ours to ship. Each test lays them in a temporary folder, where the configuration expects them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::program::{self, Output, project};
use crate::shared_data::shared;
use crate::tables::Table;

/// A configuration that ships, and the publisher's data where it expects them.
struct Published {
    configuration: &'static str,
    /// Where the configuration looks for the data, from the project's folder.
    expected: &'static str,
    /// Where the data are, in the shared folder.
    reference: &'static str,
}

const SVI: Published = Published {
    configuration: "svi-2020.toml",
    expected: "data/published/SVI_2020_US_county.csv",
    reference: "reference/svi_us_county/svi2020_county.csv",
};

const HDI: Published = Published {
    configuration: "hdi.toml",
    expected: "data/published/HDR23-24_Composite_indices_complete_time_series.csv",
    // The panel, of which a file like the publisher's is made.
    reference: "reference/undp_hdr/hdi_panel_1990_2022.csv",
};

const WIMD: Published = Published {
    configuration: "wimd-2019.toml",
    expected: "data/published/wimd2019.csv",
    reference: "reference/wimd_wales/wimd2019.csv",
};

impl Published {
    /// A folder with the configuration but without the data.
    fn folder(&self) -> TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["config", "data/published"] {
            std::fs::create_dir_all(folder.path().join(name)).expect("a folder");
        }
        let from = project().join("config").join(self.configuration);
        std::fs::copy(from, self.configuration_in(folder.path())).expect("the configuration ships");
        folder
    }

    fn configuration_in(&self, folder: &Path) -> std::path::PathBuf {
        folder.join("config").join(self.configuration)
    }

    /// The publisher's table as it is; `None` where that is not there.
    fn data(&self) -> Option<String> {
        Some(std::fs::read_to_string(shared(self.reference)?).expect("the reference can be read"))
    }

    /// What is built of data.
    fn build_of(&self, data: impl AsRef<[u8]>) -> Output {
        let folder = self.folder();
        std::fs::write(folder.path().join(self.expected), data).expect("the data can be written");
        program::build(&self.configuration_in(folder.path()), |command| {
            command.current_dir(folder.path());
        })
    }

    /// What is built of the publisher's table, and that table; `None` where it is not there.
    fn build(&self) -> Option<(Output, Table)> {
        let data = self.data()?;
        Some((self.build_of(&data), Table::csv(data.as_bytes(), b',')))
    }

    /// What is said by a command, without the data, after failing.
    fn refused(&self, command: &str) -> String {
        let folder = self.folder();
        let mut evp = Command::new(env!("CARGO_BIN_EXE_evp"));
        evp.current_dir(folder.path()).args([command, &format!("config/{}", self.configuration)]);
        let run = evp.output().expect("evp starts");
        assert!(!run.status.success(), "{command} without data succeeds");
        String::from_utf8(run.stderr).expect("messages are text")
    }
}

/// A column of the publisher's table by code.
fn by_code<'a>(table: &'a Table, code: &str, column: &str) -> BTreeMap<&'a str, Option<f64>> {
    table.texts(code).into_iter().zip(table.numbers(column)).collect()
}

/// `normalised` of one node in `scores.parquet` by region.
fn scores_of<'a>(scores: &'a Table, node: &str) -> BTreeMap<&'a str, Option<f64>> {
    let nodes = scores.texts("node");
    let rows = nodes.iter().zip(scores.texts("code")).zip(scores.numbers("normalised"));
    rows.filter(|((other, _), _)| **other == node).map(|((_, code), score)| (code, score)).collect()
}

/// Counts the regions in which two columns differ; with a message about the first of them.
fn mismatches(
    found: &BTreeMap<&str, Option<f64>>,
    expected: &BTreeMap<&str, Option<f64>>,
    same: impl Fn(f64, f64) -> bool,
) -> (usize, String) {
    let mut differing = Vec::new();
    for (code, expected) in expected {
        let found = found.get(code).copied().flatten();
        let agree = match (found, expected) {
            (Some(found), Some(expected)) => same(found, *expected),
            (found, expected) => found == *expected,
        };
        if !agree {
            differing.push(format!("{code}: {found:?} is not {expected:?}"));
        }
    }
    (differing.len(), differing.into_iter().next().unwrap_or_default())
}

#[track_caller]
fn assert_same(what: &str, found: &BTreeMap<&str, Option<f64>>, expected: &BTreeMap<&str, Option<f64>>) {
    let (count, first) = mismatches(found, expected, |found, expected| found == expected);
    assert_eq!((count, found.len()), (0, expected.len()), "{what}: {count} differ; {first}");
}

#[track_caller]
fn assert_near(what: &str, found: &BTreeMap<&str, Option<f64>>, expected: &BTreeMap<&str, Option<f64>>, tolerance: f64) {
    let (count, first) = mismatches(found, expected, |found, expected| (found - expected).abs() <= tolerance);
    assert_eq!((count, found.len()), (0, expected.len()), "{what}: {count} differ; {first}");
}

// --- Social Vulnerability Index 2020 ---

#[test]
fn every_percentile_rank_and_sum_of_the_social_vulnerability_index() {
    let Some((output, reference)) = SVI.build() else { return };
    let published = |column: &str| by_code(&reference, "FIPS", column);
    assert_eq!(published("RPL_THEMES").len(), 3143);
    let scores = Table::parquet(output.bytes("scores.parquet"));
    let percentiles: Vec<&str> = reference.names().into_iter().filter(|name| name.starts_with("EPL_")).collect();
    assert_eq!(percentiles.len(), 16);
    for name in percentiles {
        assert_same(name, &scores_of(&scores, name), &published(name));
    }
    let rankings = Table::parquet(output.bytes("rankings.parquet"));
    for (node, theme) in
        [("theme1", "THEME1"), ("theme2", "THEME2"), ("theme3", "THEME3"), ("theme4", "THEME4"), ("svi", "THEMES")]
    {
        assert_same(&format!("SPL_{theme}"), &by_code(&rankings, "code", node), &published(&format!("SPL_{theme}")));
        let percentile = by_code(&rankings, "code", &format!("{node}_percentile"));
        assert_same(&format!("RPL_{theme}"), &percentile, &published(&format!("RPL_{theme}")));
    }
}

#[test]
fn a_county_without_a_percentage_has_no_theme_and_no_overall_vulnerability() {
    let Some(data) = SVI.data() else { return };
    // Unemployment in Autauga: in the first theme, and in the publisher's code for what is missing.
    let row = "01001,AL,Autauga,55639,22.9,2.9,23.3,";
    assert_eq!(data.matches(row).count(), 1);
    let output = SVI.build_of(data.replace(row, "01001,AL,Autauga,55639,22.9,-999,23.3,"));
    let rankings = Table::parquet(output.bytes("rankings.parquet"));
    for (column, n_missing) in [("theme1", 1), ("theme2", 0), ("svi", 1), ("svi_rank", 1), ("svi_percentile", 1)] {
        let cells = by_code(&rankings, "code", column);
        let missing: Vec<&str> = cells.iter().filter(|(_, cell)| cell.is_none()).map(|(code, _)| *code).collect();
        assert_eq!(missing, ["01001"][..n_missing], "{column}");
        assert_eq!(cells.len(), 3143);
    }
    // The other counties share the places among themselves: the best of 3,142 is at 1 still.
    let best = by_code(&rankings, "code", "svi_percentile").into_values().flatten().fold(0.0, f64::max);
    assert_eq!(best, 1.0);
}

// --- Human Development Index 1990-2022 ---

/// Groups of countries, of which UNDP's file has rows below the countries.
const GROUPS: [(&str, &str); 11] = [
    ("ZZA.VHHD", "Very high human development"),
    ("ZZB.HHD", "High human development"),
    ("ZZC.MHD", "Medium human development"),
    ("ZZD.LHD", "Low human development"),
    ("ZZE.AS", "Arab States"),
    ("ZZF.EAP", "East Asia and the Pacific"),
    ("ZZG.ECA", "Europe and Central Asia"),
    ("ZZH.LAC", "Latin America and the Caribbean"),
    ("ZZI.SA", "South Asia"),
    ("ZZJ.SSA", "Sub-Saharan Africa"),
    ("ZZK.WORLD", "World"),
];

/// The publisher's panel of country-years, and its report of 2022 with columns such as `le_f_2022`; `None` without them.
struct HumanDevelopment {
    panel: Table,
    report: Table,
}

impl HumanDevelopment {
    fn read() -> Option<Self> {
        let table = |path: &str| Some(Table::csv(&std::fs::read(shared(path)?).expect("the reference can be read"), b','));
        let panel = table("reference/undp_hdr/hdi_panel_1990_2022.csv")?;
        Some(HumanDevelopment { panel, report: table("reference/undp_hdr/hdr_2022.csv")? })
    }

    /// A file as UNDP offers it: Latin 1, a row per country and then per group, a column per variable and year. The panel's
    /// variables are as they were in each year; those of women and men, whose names begin alike, are in every year as in 2022.
    fn time_series(&self) -> Vec<u8> {
        let cells = |table: &Table, name: &str| -> Vec<String> {
            table.optional_texts(name).iter().map(|cell| cell.clone().unwrap_or_default()).collect()
        };
        let keys: Vec<(&str, &str)> = self.panel.texts("iso3").into_iter().zip(self.panel.texts("year")).collect();
        let years: BTreeSet<&str> = keys.iter().map(|(_, year)| *year).collect();
        assert_eq!(years.len(), 33);
        let codes = self.report.texts("iso3");
        let mut columns: Vec<(String, Vec<String>)> = Vec::new();
        for name in ["iso3", "country", "hdicode", "region", "hdi_rank_2022"] {
            let quoted = cells(&self.report, name).iter().map(|cell| format!("\"{cell}\"")).collect();
            columns.push((name.to_owned(), quoted));
        }
        for series in ["hdi", "le", "eys", "mys", "gnipc"] {
            let values: BTreeMap<(&str, &str), String> = keys.iter().copied().zip(cells(&self.panel, series)).collect();
            for year in &years {
                let value = |code: &&str| values.get(&(*code, *year)).cloned().unwrap_or_default();
                columns.push((format!("{series}_{year}"), codes.iter().map(value).collect()));
            }
        }
        let of_2022 = self.report.names().into_iter().filter(|name| name.contains("_f_") || name.contains("_m_"));
        for name in of_2022 {
            columns.extend(years.iter().map(|year| (name.replace("2022", year), cells(&self.report, name))));
        }
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.contains(&"le_f_1990") && names.contains(&"eys_m_2022"), "{names:?}");
        let mut text = names.join(",") + "\n";
        for row in 0..codes.len() {
            let line: Vec<&str> = columns.iter().map(|(_, cells)| cells[row].as_str()).collect();
            text += &(line.join(",") + "\n");
        }
        for (code, name) in GROUPS {
            text += &format!("{code},{name},,,{}\n", ",0.5".repeat(columns.len() - 5));
        }
        assert!(text.contains("Côte d'Ivoire") && text.contains("Türkiye"));
        text.chars().map(|character| u8::try_from(character as u32).expect("Latin 1")).collect()
    }

    /// Fails unless the ranks of 2022 are the report's.
    #[track_caller]
    fn assert_ranks_of_2022(&self, rankings: &Table) {
        let mut published = by_code(&self.report, "iso3", "hdi_rank_2022");
        // Two of the countries in the report have no index, and so no rank.
        published.retain(|_, rank| rank.is_some());
        assert_eq!(published.len(), 193);
        let rows = rankings.texts("edition").into_iter().zip(rankings.texts("code")).zip(rankings.numbers("hdi_rank"));
        let of_2022 = rows.filter(|((edition, _), rank)| *edition == "2022" && rank.is_some());
        assert_same("ranks", &of_2022.map(|((_, code), rank)| (code, rank)).collect(), &published);
    }
}

#[test]
fn every_human_development_index_since_1990_and_every_rank_of_2022() {
    let Some(data) = HumanDevelopment::read() else { return };
    let output = HDI.build_of(data.time_series());
    let rankings = Table::parquet(output.bytes("rankings.parquet"));
    let keyed = |table: &Table, code: &str, year: &str, column: &str| -> BTreeMap<(String, String), f64> {
        let keys = table.texts(code).into_iter().zip(table.texts(year)).map(|(code, year)| (code.to_owned(), year.to_owned()));
        keys.zip(table.numbers(column)).filter_map(|(key, value)| Some((key, value?))).collect()
    };
    let published = keyed(&data.panel, "iso3", "year", "hdi");
    let found = keyed(&rankings, "code", "edition", "hdi");
    assert_eq!(published.len(), 5808);
    let differing: Vec<_> = published.iter().filter(|(key, hdi)| found.get(key) != Some(hdi)).collect();
    assert_eq!((differing.len(), found.len()), (0, 5808), "{:?}", differing.first());
    data.assert_ranks_of_2022(&rankings);

    // The groups are no countries; those without an index are in the tables all the same, and names have their accents.
    let codes: BTreeSet<&str> = rankings.texts("code").into_iter().collect();
    assert_eq!((codes.len(), codes.iter().any(|code| code.starts_with("ZZ"))), (195, false));
    let names: BTreeMap<&str, &str> = rankings.texts("code").into_iter().zip(rankings.texts("name_en")).collect();
    assert_eq!((names["CIV"], names["TUR"]), ("Côte d'Ivoire", "Türkiye"));
}

#[test]
fn every_rank_of_2022_of_a_file_of_that_year_alone() {
    let Some(data) = HumanDevelopment::read() else { return };
    let Some(report) = shared("reference/undp_hdr/hdr_2022.csv") else { return };
    let folder = HDI.folder();
    // The configuration as it ships, less the years that this file does not have and the encoding that it is not in.
    let path = HDI.configuration_in(folder.path());
    let mut configuration = std::fs::read_to_string(&path).expect("the configuration can be read");
    for year in 1990..2022 {
        let edition = format!("[[edition]]\nid = \"{year}\"\n\n");
        assert!(configuration.contains(&edition), "{year}");
        configuration = configuration.replace(&edition, "");
    }
    configuration = configuration.replace("csv = { encoding = \"iso-8859-1\" }\n", "");
    std::fs::write(&path, configuration).expect("the configuration can be written");
    std::fs::copy(report, folder.path().join(HDI.expected)).expect("the data can be written");
    let output = program::build(&path, |command| {
        command.current_dir(folder.path());
    });
    data.assert_ranks_of_2022(&Table::parquet(output.bytes("rankings.parquet")));
}

// --- Welsh Index of Multiple Deprivation 2019 ---

#[test]
fn every_domain_score_and_rank_of_the_welsh_index_of_multiple_deprivation() {
    let Some((output, reference)) = WIMD.build() else { return };
    let published = |column: &str| by_code(&reference, "lsoa11_code", column);
    assert_eq!(published("IMD_score").len(), 1909);
    let scores = Table::parquet(output.bytes("scores.parquet"));
    for (indicator, domain) in [
        ("income", "Income"),
        ("employment", "Employment"),
        ("health", "Health"),
        ("education", "Education"),
        ("access", "Access"),
        ("housing", "Housing"),
        ("safety", "Crime"),
        ("environment", "Environment"),
    ] {
        assert_near(domain, &scores_of(&scores, indicator), &published(&format!("{domain}_score")), 1e-8);
    }
    let rankings = Table::parquet(output.bytes("rankings.parquet"));
    assert_near("score", &by_code(&rankings, "code", "wimd"), &published("IMD_score"), 1e-8);
    assert_same("rank", &by_code(&rankings, "code", "wimd_rank"), &published("IMD_rank"));

    // Tenths of 1,909 areas by rank: ⌊(r − 1) · 10 / 1909⌋ + 1, so that the first ends at 191, the second at 382.
    let last_of_class = |class: f64| {
        let rows = rankings.numbers("wimd_class").into_iter().zip(rankings.numbers("wimd_rank"));
        rows.filter(|(other, _)| *other == Some(class)).filter_map(|(_, rank)| rank).fold(0.0, f64::max)
    };
    assert_eq!([1.0, 2.0, 3.0, 5.0, 10.0].map(last_of_class), [191.0, 382.0, 573.0, 955.0, 1909.0]);
}

// --- Without the data ---

#[test]
fn without_the_publishers_file_it_is_named_with_the_place_it_belongs() {
    for (published, site) in [(SVI, "svi.cdc.gov"), (HDI, "hdr.undp.org"), (WIMD, "gov.wales")] {
        for command in ["check", "build"] {
            let said = published.refused(command);
            let missing = format!("error: cannot read `{}`: it does not exist", published.expected);
            // The line of the configuration is shown, and it says where the file comes from.
            assert!(said.contains(&missing) && said.contains(site), "{command} {}: {said}", published.configuration);
        }
    }
}
