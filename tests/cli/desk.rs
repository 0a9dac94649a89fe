//! Desk tables: first and last of every group, and climbs that stand out.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::{REGIONS, Workdir};

#[test]
fn all_types_areas_and_groups() {
    let workdir = Workdir::new();
    // An area of five, so that the level is one of the table.
    let mut lines = REGIONS.lines();
    let mut regions = format!("{},maakunta\n", lines.next().expect("a header"));
    for line in lines {
        regions.push_str(&format!("{line},01\n"));
    }
    regions.push_str("01,maakunta,2020-01-01,,Uusimaa,,,\n");
    workdir.write("regions.csv", regions);
    workdir.append(
        "index.toml",
        "\n[[group]]\nid = \"peers\"\nname = \"Peers of Espoo\"\nregions = [\"049\", \"092\", \"091\"]\n\n[[footnote]]\ntext = \"Bilingual\"\nregion = \"espoo\"\n",
    );
    workdir.builds();
    assert_snapshot!(workdir.read("out/desk/top_and_bottom.en.csv"), @r"
    Edition,Grouping,Compared among,Regions in it,Part,Rank in it,Code,Municipality,Tiny index,Rank,Change (places),Footnotes,Data status
    2025,All,All,7,whole group,1,049,Espoo,83.3,1,0,Bilingual,draft
    2025,All,All,7,whole group,2,091,Helsinki,77.8,2,0,,draft
    2025,All,All,7,whole group,3,092,Vantaa,61.1,3,0,,draft
    2025,All,All,7,whole group,4,235,Kauniainen,50.0,4,0,,draft
    2025,All,All,7,whole group,5,790,Sastamala,38.9,5,0,,draft
    2025,All,All,7,whole group,6,214,Kankaanpää,33.3,6,0,,draft
    2025,All,All,7,whole group,7,541,Nurmes,5.6,7,0,,draft
    2025,Region type,cities,3,whole group,1,049,Espoo,83.3,1,0,Bilingual,draft
    2025,Region type,cities,3,whole group,2,091,Helsinki,77.8,2,0,,draft
    2025,Region type,cities,3,whole group,3,092,Vantaa,61.1,3,0,,draft
    2025,Region type,towns,3,whole group,1,235,Kauniainen,50.0,4,0,,draft
    2025,Region type,towns,3,whole group,2,790,Sastamala,38.9,5,0,,draft
    2025,Region type,towns,3,whole group,3,214,Kankaanpää,33.3,6,0,,draft
    2025,Region type,rural municipalities,1,whole group,1,541,Nurmes,5.6,7,0,,draft
    2025,Region (maakunta),Uusimaa,7,whole group,1,049,Espoo,83.3,1,0,Bilingual,draft
    2025,Region (maakunta),Uusimaa,7,whole group,2,091,Helsinki,77.8,2,0,,draft
    2025,Region (maakunta),Uusimaa,7,whole group,3,092,Vantaa,61.1,3,0,,draft
    2025,Region (maakunta),Uusimaa,7,whole group,4,235,Kauniainen,50.0,4,0,,draft
    2025,Region (maakunta),Uusimaa,7,whole group,5,790,Sastamala,38.9,5,0,,draft
    2025,Region (maakunta),Uusimaa,7,whole group,6,214,Kankaanpää,33.3,6,0,,draft
    2025,Region (maakunta),Uusimaa,7,whole group,7,541,Nurmes,5.6,7,0,,draft
    2025,Peers of Espoo,Peers of Espoo,3,whole group,1,049,Espoo,83.3,1,0,Bilingual,draft
    2025,Peers of Espoo,Peers of Espoo,3,whole group,2,091,Helsinki,77.8,2,0,,draft
    2025,Peers of Espoo,Peers of Espoo,3,whole group,3,092,Vantaa,61.1,3,0,,draft
    ");
}

#[test]
fn those_that_share_a_rank_stand_by_name() {
    let workdir = Workdir::new();
    // Sastamala has the code 790, after 214; under a name that comes first it stands first where the two are level.
    workdir.write("regions.csv", REGIONS.replace("Sastamala", "Akaa"));
    let mut statistics = Statistics::tiny();
    for series in ["population", "jobs", "employment_rate"] {
        for year in 2023..=2025 {
            let of = |statistics: &mut Statistics| {
                statistics
                    .rows
                    .iter()
                    .find(|row| row.series == series && row.year == year && row.code == "214")
                    .and_then(|row| row.value)
            };
            if let Some(value) = of(&mut statistics) {
                statistics.row(series, year, "790").value = Some(value);
            }
        }
    }
    workdir.statistics(&statistics);
    workdir.builds();
    let towns = workdir.read("out/types/2025/town.csv");
    let names: Vec<&str> = towns.lines().skip(1).filter_map(|line| line.split(',').nth(4)).collect();
    assert_eq!(names, ["Kauniainen", "Akaa", "Kankaanpää"]);
}

#[test]
fn climbs_that_the_choices_of_method_could_make_do_not_stand_out() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    // Nurmes climbs from last to first in everything, Kankaanpää in one indicator of three.
    statistics.row("jobs", 2024, "541").value = Some(9_000.0);
    statistics.row("employment_rate", 2024, "541").value = Some(90.0);
    statistics.row("population", 2025, "541").value = Some(12_000.0);
    statistics.row("population", 2025, "214").value = Some(13_000.0);
    workdir.statistics(&statistics);
    workdir.append("index.toml", "\n[robustness]\npublish = true\n");
    let build = ["build", "index.toml", "--out", "out", "--replicates", "400"];
    let finished = workdir.run(&build);
    assert_eq!(finished.code, Some(0), "{finished}");
    let cells = |name: &str, columns: &[&str]| {
        let text = workdir.read(name);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().expect("headers").clone();
        let at = |name: &&str| {
            headers.iter().position(|header| header == *name || (name.len() > 10 && header.starts_with(*name))).expect("a column")
        };
        let places: Vec<usize> = columns.iter().map(at).collect();
        let rows = reader.records().map(|row| {
            let row = row.expect("a row");
            places.iter().map(|&place| row[place].to_owned()).collect::<Vec<String>>().join(" | ")
        });
        rows.collect::<Vec<String>>().join("\n")
    };
    let people = ["Compared among", "Improvers", "Rank before", "Rank", "Whether the climb"];
    assert_snapshot!(cells("out/improvers.en.csv", &people), @r"
    towns | Kankaanpää | 3 | 1 | does not stand out
    all | Nurmes | 7 | 1 | stands out
    all | Kankaanpää | 6 | 4 | does not stand out
    ");
}
