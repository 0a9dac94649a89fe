//! `report.html`: what stands in it, what may not stand in it, and the ranks that its own numbers give.

use insta::assert_snapshot;

use crate::html::{assert_closed, data, said};
use crate::workdir::{REGIONS, Workdir};

fn page(workdir: &Workdir) -> String {
    workdir.read("out/report.html")
}

/// A column of `rankings.csv` in an edition, in code order.
fn csv_column(csv: &str, edition: &str, column: &str) -> Vec<f64> {
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<&str>>());
    let header = lines.next().expect("a header");
    let position = header.iter().position(|name| *name == column).expect(column);
    lines.filter(|cells| cells[0] == edition).map(|cells| cells[position].parse().expect("a number")).collect()
}

#[test]
fn findings_and_tables_of_the_tiny_index() {
    let page = page(&Workdir::built());
    assert_snapshot!(said(&page, "<section id=\"findings\"", "</section>"), @r"
    Main findings
    cities 3
    Espoo
    Leads with 83.3 points, followed by Helsinki (77.8).
    towns 3
    Kauniainen
    Leads with 50.0 points, followed by Sastamala (38.9).
    rural municipalities 1
    Nurmes
    5.6 points.
    ");
    assert_snapshot!(said(&page, "<section id=\"rankings\"", "</section>"), @r"
    Rankings by region type
    The bar is the score of the index. Changes are places since edition 2024; + is a climb relative to others.
    cities, edition 2025
    Rank | Municipality | Index | Change | work | people | Rank, all |
    1 | Espoo | 83.3 | 0 | 75.0 | 100.0 | 1 |
    2 | Helsinki | 77.8 | 0 | 83.3 | 66.7 | 2 |
    3 | Vantaa | 61.1 | 0 | 50.0 | 83.3 | 3 |
    towns, edition 2025
    Rank | Municipality | Index | Change | work | people | Rank, all |
    1 | Kauniainen | 50.0 | 0 | 50.0 | 50.0 | 4 |
    2 | Sastamala | 38.9 | 0 | 41.7 | 33.3 | 5 |
    3 | Kankaanpää | 33.3 | 0 | 41.7 | 16.7 | 6 |
    rural municipalities, edition 2025
    Rank | Municipality | Index | Change | work | people | Rank, all |
    1 | Nurmes | 5.6 | 0 | 8.3 | 0.0 | 7 |
    All municipalities, edition 2025
    Rank | Municipality | Index | Change | work | people |
    1 | Espoo | 83.3 | 0 | 75.0 | 100.0 |
    2 | Helsinki | 77.8 | 0 | 83.3 | 66.7 |
    3 | Vantaa | 61.1 | 0 | 50.0 | 83.3 |
    4 | Kauniainen | 50.0 | 0 | 50.0 | 50.0 |
    5 | Sastamala | 38.9 | 0 | 41.7 | 33.3 |
    6 | Kankaanpää | 33.3 | 0 | 41.7 | 16.7 |
    7 | Nurmes | 5.6 | 0 | 8.3 | 0.0 |
    ");
    assert_snapshot!(said(&page, "<section id=\"method\"", "<details>"), @r"
    Method
    The index is made of 3 indicators and compares 7 regions.
    Every indicator is turned into a score from 0 to 100 by the region&#39;s place among all that are compared: the best has 100, the weakest 0.
    The index is the mean of the indicators&#39; scores, each with the same weight.
    Scores are positions relative to others, not percentages. A climb is a climb relative to others: the region&#39;s own figures may have become worse meanwhile, and the other way round.
    Changes are counted from edition 2024, recomputed from the same data by the same method and division; it may therefore differ from what was published then.
    ");
    assert_snapshot!(said(&page, "<section id=\"indicators\"", "</section>"), @r"
    Indicators and sources
    Indicators in edition 2025
    Indicator | Factor | Unit | Direction | Weight | Statistic | Source | Calculation (t = statistic period) |
    workplaces | work |  | higher is better | 33.3% | 2024 |  | 100 · [jobs] / [population] |
    employment | work |  | higher is better | 33.3% | 2024 |  | [employment_rate] |
    growth | people |  | higher is better | 33.3% | 2025 |  | 100 · ([population](t) − [population](t − 1)) / |[population](t − 1)| |
    ");
}

#[test]
fn formulas_stand_where_the_workbook_has_them() {
    let workdir = Workdir::new();
    // Whatever may be published of an indicator, it is said what it is.
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\npublish = \"score\"\n");
    workdir.edit("index.toml", "id = \"jobs\"\n", "id = \"jobs\"\nname = { fi = \"Työpaikat\", en = \"Jobs < all\" }\n");
    workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"en\", \"fi\"]");
    workdir.builds();
    let page = page(&workdir);
    let cells = page.split("<td class=\"formula\">").skip(1);
    let formulas: Vec<&str> = cells.filter_map(|cell| Some(cell.split_once("</td>")?.0)).collect();
    // Markup around what has other words in other languages.
    let plain =
        |formula: &str| formula.split('>').nth(1).map_or(formula, |text| text.trim_end_matches("</span")).replace("&lt;", "<");
    let formulas: Vec<String> = formulas.into_iter().map(plain).collect();
    assert_snapshot!(formulas.join("\n"), @r"
    100 · [Jobs < all] / [population]
    [employment_rate]
    100 · ([population](t) − [population](t − 1)) / |[population](t − 1)|
    ");
    assert!(page.contains("100 · [Työpaikat] / [population]"));
    let workbook = crate::workbook::cells(&workdir);
    for formula in formulas {
        assert!(workbook.iter().any(|(sheet, cell)| sheet == "Indicators" && *cell == formula), "{formula}");
    }
}

#[test]
fn every_region_stands_once_in_the_table_of_its_type_and_once_among_all() {
    let page = page(&Workdir::built());
    let tables = &page[page.find("<section id=\"rankings\"").expect("tables")..page.find("<section id=\"map\"").expect("a map")];
    for region_idx in 0..7 {
        assert_eq!(tables.matches(&format!("<tr data-r=\"{region_idx}\">")).count(), 2, "region {region_idx}");
    }
    assert_eq!(tables.matches("<tr data-r=").count(), 14);
}

#[test]
fn the_page_asks_nothing_of_the_network_and_allows_itself_its_own_script_only() {
    assert_closed("report", &page(&Workdir::built()));
}

#[test]
fn the_same_build_gives_the_same_page() {
    let first = page(&Workdir::built());
    let again = Workdir::new();
    again.builds();
    assert!(first == page(&again), "the pages differ");
}

#[test]
fn hostile_names_stay_text() {
    let workdir = Workdir::new();
    let names = [
        ("Espoo", "</script><script>alert(1)</script>"),
        ("Helsinki", "\"\"\"><img src=x onerror=alert(1)>\""),
        ("Vantaa", "a\u{2028}b\u{202e}c"),
        ("Nurmes", "=1+1"),
    ];
    let mut regions = REGIONS.to_owned();
    for (name, hostile) in names {
        regions = regions.replace(name, hostile);
    }
    workdir.write("regions.csv", regions);
    workdir.builds();
    let page = page(&workdir);
    assert_closed("report", &page.replace("src=x", ""));
    assert!(!page.contains("<img"));
    assert!(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)"));
    let names: Vec<String> = data(&page)["names"].as_array().expect("names").iter().map(|name| name[0].to_string()).collect();
    assert!(names.contains(&"\"</script><script>alert(1)</script>\"".to_owned()), "{names:?}");
    assert!(names.contains(&"\"a\u{fffd}b\u{fffd}c\"".to_owned()), "{names:?}");
}

#[test]
fn the_page_is_marked_until_it_is_final() {
    let workdir = Workdir::built();
    assert_eq!(page(&workdir).matches("class=\"mark\"").count(), 2, "above and below");
    assert!(page(&workdir).contains(">Draft</p>"));
    workdir.append("index.toml", "\n[release]\nstatus = \"final\"\n");
    workdir.builds();
    assert_eq!(page(&workdir).matches("class=\"mark\"").count(), 0);
}

#[test]
fn where_a_score_is_not_published_only_factors_can_be_moved() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "id = \"employment\"\n", "id = \"employment\"\npublish = \"none\"\n");
    workdir.builds();
    let page = page(&workdir);
    assert!(page.contains("so only the factors can be weighted"));
    let weights = &data(&page)["weights"];
    let leaves = weights["leaves"].as_array().expect("leaves");
    // One for each factor, without a name of its own: no score of an indicator is in the page.
    assert_eq!(leaves.iter().map(|leaf| leaf["id"].as_str()).collect::<Vec<_>>(), [Some(""), Some("")]);
    assert_eq!(weights["nodes"][0]["weights"], serde_json::json!([2.0, 1.0]));
    let work: Vec<f64> = leaves[0]["scores"].as_array().expect("scores").iter().filter_map(serde_json::Value::as_f64).collect();
    let published = csv_column(&workdir.read("out/rankings.csv"), "2025", "work");
    assert!(work.iter().zip(&published).all(|(own, published)| (own - published).abs() < 1e-9), "{work:?} {published:?}");
}

#[test]
fn where_all_hangs_from_the_index_and_a_score_is_not_published_there_is_no_panel() {
    let workdir = Workdir::new();
    let mut configuration = workdir.read("index.toml");
    for line in
        ["[[factor]]\nid = \"work\"\n\n", "[[factor]]\nid = \"people\"\n\n", "factor = \"work\"\n", "factor = \"people\"\n"]
    {
        configuration = configuration.replace(line, "");
    }
    workdir.write("index.toml", configuration.replace("id = \"employment\"\n", "id = \"employment\"\npublish = \"none\"\n"));
    workdir.builds();
    let page = page(&workdir);
    assert_snapshot!(said(&page, "<section id=\"weights\"", "</section>"), @r"
    Try other weights
    Weights cannot be tried on this page: the scores of some indicators are not published.
    ");
    assert!(data(&page)["weights"].is_null());
}

#[test]
fn where_the_index_is_no_weighted_sum_there_is_no_panel() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[method.aggregation]\nmethod = \"median\"\n");
    workdir.builds();
    let page = page(&workdir);
    assert_snapshot!(said(&page, "<section id=\"weights\"", "</section>"), @r"
    Try other weights
    Weights cannot be tried on this page: the index is no weighted mean, and its method takes the whole computation.
    ");
    assert!(data(&page)["weights"].is_null());
}
