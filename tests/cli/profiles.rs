//! `profiles/`: what a profile says, what it may not say, and that every link leads somewhere.

use std::collections::BTreeSet;

use insta::assert_snapshot;

use crate::html::{assert_closed, said};
use crate::workdir::{REGIONS, Workdir};

#[test]
fn a_profile_of_the_tiny_index() {
    let page = Workdir::built().read("out/profiles/091.html");
    assert_snapshot!(said(&page, "<h1>", "</main>"), @r"
    Helsinki
    cities · Tiny index · Edition 2025 · Code 091
    rank in type, of 3 | 2
    rank among all, of 7 | 2
    index points | 77.8
    places since edition 2024 | 0
    Rank from edition to edition
    2220242025Edition | Rank in type | Rank, all | Score |
    2024 | 2 | 2 | 72.2 |
    2025 | 2 | 2 | 77.8 |
    Factors
    Factor | Score | Median of the type | Rank in type | Rank, all | Change |
    Index | 77.8 | 77.8 | 2 | 2 | 0 |
    work | 83.3 | 75.0 | 1 | 1 | 0 |
    people | 66.7 | 83.3 | 3 | 3 | 0 |
    Strengths and weaknesses
    Against the median of the type, in points of the index.
    Lifts it most
    workplaces +5.6
    Lowers it most
    growth −5.6
    Why the score moved
    From edition 2024 to 2025 the index went 72.2 → 77.8 (+5.6). Own is the effect of the region&#39;s own figures; others is what moved because other regions changed.
    Indicator | Own | Others | Total |
    growth | −2.7 | +8.3 | +5.6 |
    employment | −2.8 | +2.8 | 0.0 |
    Total |  |  | +5.6 |
    Indicators
    In the small chart the thick line is the region&#39;s score, the thin line the median of those it is compared with.
    Indicator | Value | Median of the type | Statistic | Score | Median of the type | Rank, all | Scores 2024–2025 |
    workplaces | 69.0 | 52.1 | 2024 | 100.0 | 83.3 | 1 |  |
    employment | 73.5 | 73.5 | 2024 | 66.7 | 66.7 | 3 |  |
    growth | 1.41 | 1.55 | 2025 | 66.7 | 83.3 | 3 |  |
    Neighbours on the map
    Tile map: every region is a tile of the same size near its own place.
    Region | Region type | Rank in type | Score |
    Espoo | cities | 1 | 83.3 |
    Next in rank
    1. Espoo 83.3
    3. Vantaa 61.1
    ");
}

#[test]
fn peers_are_shown_by_name_and_beside_their_median() {
    let workdir = Workdir::new();
    let group = "\n[[group]]\nid = \"coast\"\nname = { en = \"On the coast\" }\nregions = [\"091\", \"049\", \"092\"]\n";
    workdir.append("index.toml", group);
    workdir.builds();
    let page = workdir.read("out/profiles/092.html");
    assert_snapshot!(said(&page, "<section aria-labelledby=\"peers-1\"", "<section aria-labelledby=\"neighbours"), @r"
    Peers: On the coast
    Score of the index by edition, best first.
    Region | 2024 | 2025 |
    Espoo | 83.3 | 83.3 |
    Helsinki | 72.2 | 77.8 |
    Vantaa | 66.7 | 61.1 |
    Indicator | Score | Median of the group | Scores 2024–2025 |
    workplaces | 83.3 | 83.3 |  |
    employment | 16.7 | 66.7 |  |
    growth | 83.3 | 83.3 |  |
    ");
    // Who is in no such group has no such section.
    assert!(!workdir.read("out/profiles/541.html").contains("peers-1"));
}

#[test]
fn the_list_is_by_name() {
    let page = Workdir::built().read("out/profiles/index.html");
    assert_snapshot!(said(&page, "<h1>", "</main>"), @r"
    Municipal profiles
    Tiny index · Edition 2025
    Find a municipalityMunicipal profiles 2025
    Municipality | Region type | Rank in type | Rank, all | Index |
    Espoo | cities | 1 | 1 | 83.3 |
    Helsinki | cities | 2 | 2 | 77.8 |
    Kankaanpää | towns | 3 | 6 | 33.3 |
    Kauniainen | towns | 1 | 4 | 50.0 |
    Nurmes | rural municipalities | 1 | 7 | 5.6 |
    Sastamala | towns | 2 | 5 | 38.9 |
    Vantaa | cities | 3 | 3 | 61.1 |
    ");
}

/// The pages of a build, by name.
fn pages(workdir: &Workdir) -> Vec<(String, String)> {
    let content = workdir.content().into_iter().filter(|(name, _)| name.starts_with("out/") && name.ends_with(".html"));
    content.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// Every link of every page leads to a file, or to a place in its own page.
fn assert_links_lead_somewhere(workdir: &Workdir) {
    let files: BTreeSet<String> = workdir.content().into_keys().collect();
    for (name, page) in pages(workdir) {
        let folder = &name[..=name.rfind('/').expect("a folder")];
        for link in page.split(" href=\"").skip(1).map(|rest| &rest[..rest.find('"').expect("its end")]) {
            let leads_somewhere = match link.strip_prefix('#') {
                Some(id) => page.contains(&format!("id=\"{id}\"")),
                None => files.contains(&match link.strip_prefix("../") {
                    Some(above) => format!("out/{above}"),
                    None => format!("{folder}{link}"),
                }),
            };
            assert!(leads_somewhere, "{name}: {link}");
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_every_page_is_closed() {
    let workdir = Workdir::built();
    assert_eq!(pages(&workdir).len(), 1 + 1 + 7);
    assert_links_lead_somewhere(&workdir);
    pages(&workdir).iter().for_each(|(name, page)| assert_closed(name, page));
}

#[test]
fn pages_that_are_made_alone_lead_to_no_others() {
    for family in ["report", "profiles"] {
        let workdir = Workdir::new();
        let finished = workdir.run(&["build", "index.toml", "--out", "out", "--tables", family]);
        assert_eq!(finished.code, Some(0), "{finished}");
        assert_links_lead_somewhere(&workdir);
    }
}

#[test]
fn what_is_not_published_is_in_no_profile() {
    let workdir = Workdir::built();
    // The employment rate of Helsinki in 2024, and the score that it gives.
    let row = |page: &str| {
        let table = said(page, "<section aria-labelledby=\"indicators-title\"", "</section>");
        table.lines().find(|line| line.starts_with("employment")).expect("the indicator").to_owned()
    };
    let read = |workdir: &Workdir| workdir.read("out/profiles/091.html");
    assert_snapshot!(row(&read(&workdir)), @"employment | 73.5 | 73.5 | 2024 | 66.7 | 66.7 | 3 |  |");
    for (publication, expected) in [("score", "a score"), ("none", "nothing")] {
        let workdir = Workdir::new();
        workdir.edit("index.toml", "id = \"employment\"\n", &format!("id = \"employment\"\npublish = \"{publication}\"\n"));
        workdir.builds();
        let page = read(&workdir);
        assert!(!page.contains("73.5"), "{expected}: the value is in the page");
        let row = row(&page);
        match publication {
            "score" => assert_snapshot!(row, @"employment | not published | 2024 | 66.7 | 66.7 | 3 |  |"),
            _ => {
                assert_snapshot!(row, @"employment | not published | 2024 | not published |  |");
                assert_eq!(page.matches("employment").count(), 1, "named once, as not published");
            }
        }
    }
}

#[test]
fn hostile_codes_and_names_stay_text_and_in_their_folder() {
    let workdir = Workdir::new();
    workdir.write("regions.csv", REGIONS.replace("Helsinki", "</title><script>alert(1)</script>").replace("Espoo", "a\u{202e}b"));
    workdir.builds();
    pages(&workdir).iter().for_each(|(name, page)| assert_closed(name, page));
    assert_links_lead_somewhere(&workdir);
    assert!(
        workdir.read("out/profiles/091.html").contains("<title>&lt;/title&gt;")
            || workdir.read("out/profiles/091.html").contains("<title>&#60;/title&#62;")
    );
}
