//! `datapackage.json` and the tables for machines that it describes.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::workdir::Workdir;

/// Groups, a target, a summary, classes, percentiles, corrections: every table that there can be.
const EVERYTHING: &str = r#"
[[group]]
id = "large"
name = "large ones"
largest = { variable = "population", number = 3 }

[[group]]
id = "kind"
name = "kind"
column = "region_type"

[[target]]
of = "growth"
value = 1.0

[[summary]]
id = "types"
by = "region_type"
weight = "population"

[method.percentile]

[method.classes]
number = 2

[publish]
region_columns = ["mainland"]
"#;

fn package(workdir: &Workdir) -> Value {
    serde_json::from_str(&workdir.read("out/datapackage.json")).expect("JSON")
}

fn texts<'a>(values: &'a Value, key: &str) -> Vec<&'a str> {
    values.as_array().into_iter().flatten().filter_map(|value| value[key].as_str()).collect()
}

/// Tables that people read, and what the folder was made from: described in words elsewhere.
fn is_for_people(name: &str) -> bool {
    ["inputs/", "types/", "groups/", "datawrapper/"].iter().any(|folder| name.starts_with(folder))
        || name.matches('.').count() > 1
}

#[test]
fn every_column_of_every_table_for_machines_is_described() {
    let workdir = Workdir::new();
    workdir.append("index.toml", EVERYTHING);
    let built = workdir.run(&["build", "index.toml", "--out", "out", "--replicates", "20"]);
    assert_eq!(built.code, Some(0), "{built}");
    let package = package(&workdir);
    let mut described: BTreeSet<String> = BTreeSet::new();
    for resource in package["resources"].as_array().expect("resources") {
        let path = resource["path"].as_str().expect("a path");
        described.insert(path.to_owned());
        let bytes = std::fs::read(workdir.path(&format!("out/{path}"))).expect(path);
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"), "{path}");
        assert_eq!(resource["bytes"], bytes.len(), "{path}");
        let fields = &resource["schema"]["fields"];
        for field in fields.as_array().into_iter().flatten() {
            assert!(field["description"].as_str().is_some_and(|text| !text.is_empty()), "{path}: {}", field["name"]);
        }
        let names = texts(fields, "name");
        if path.ends_with(".csv") {
            let mut reader = csv::Reader::from_reader(&bytes[..]);
            assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), names, "{path}");
        } else if path.ends_with(".parquet") {
            assert_eq!(crate::statistics::columns_of(&workdir.path(&format!("out/{path}"))), names, "{path}");
        }
        for column in resource["schema"]["primaryKey"].as_array().into_iter().flatten() {
            assert!(names.contains(&column.as_str().expect("a name")), "{path}: {column}");
        }
    }
    let is_table = |name: &String| name.ends_with(".csv") || name.ends_with(".parquet");
    let output = workdir.content().into_keys().filter_map(|name| Some(name.strip_prefix("out/")?.to_owned()));
    let tables: BTreeSet<String> = output.filter(|name| is_table(name) && !is_for_people(name)).collect();
    described.remove("map.geojson");
    assert_eq!(described, tables);
    assert!(tables.len() >= 14, "{tables:?}");
}

#[test]
fn titles_and_descriptions_are_in_every_language_of_the_index() {
    let workdir = Workdir::new();
    workdir.append("index.toml", EVERYTHING);
    workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"fi\", \"sv\", \"en\"]");
    let built = workdir.run(&["build", "index.toml", "--out", "out", "--replicates", "20"]);
    assert_eq!(built.code, Some(0), "{built}");
    let package = package(&workdir);
    assert_eq!(package["languages"], serde_json::json!(["fi", "sv", "en"]));
    assert_eq!(package["description_sv"], "Materialets status: utkast");
    let mut n_described = 0;
    for resource in package["resources"].as_array().expect("resources") {
        let fields = resource["schema"]["fields"].as_array().into_iter().flatten();
        for described in std::iter::once(resource).chain(fields) {
            let text = |property: &str| described[property].as_str().unwrap_or_default();
            let name = format!("{}: {}", resource["path"], described["name"]);
            assert_eq!([text("title"), text("description")], [text("title_fi"), text("description_fi")], "{name}");
            assert!(["title_fi", "title_sv", "title_en"].iter().all(|property| !text(property).is_empty()), "{name}");
            let descriptions = BTreeSet::from(["description_fi", "description_sv", "description_en"].map(text));
            assert!(descriptions.len() == 3 && !descriptions.contains(""), "{name}: {descriptions:?}");
            assert!(!descriptions.iter().any(|text| text.contains('{')), "{name}: {descriptions:?}");
            n_described += 1;
        }
    }
    assert!(n_described > 200, "{n_described}");
    let rankings = package["resources"].as_array().into_iter().flatten().find(|resource| resource["path"] == "rankings.csv");
    let fields = rankings.expect("rankings")["schema"]["fields"].as_array().expect("fields");
    let change = fields.iter().find(|field| field["name"] == "work_rank_change").expect("a column");
    assert_snapshot!(serde_json::to_string_pretty(change).expect("JSON"), @r#"
    {
      "description": "Edellisen julkaisun sijoitus kohteen `work` mukaan miinus tämän julkaisun sijoitus: positiivinen luku on nousu. Tyhjä ensimmäisessä julkaisussa.",
      "description_en": "Rank by `work` in the edition before minus this one: above zero is a climb. Empty in the first edition.",
      "description_fi": "Edellisen julkaisun sijoitus kohteen `work` mukaan miinus tämän julkaisun sijoitus: positiivinen luku on nousu. Tyhjä ensimmäisessä julkaisussa.",
      "description_sv": "Placering efter `work` i föregående utgåva minus placeringen i denna: ett positivt tal är en uppgång. Tom i den första utgåvan.",
      "name": "work_rank_change",
      "title": "work: sijoituksen muutos",
      "title_en": "work: change of rank",
      "title_fi": "work: sijoituksen muutos",
      "title_sv": "work: förändring i placering",
      "type": "integer"
    }
    "#);
}

#[test]
fn keys_tell_rows_apart() {
    let workdir = Workdir::new();
    workdir.append("index.toml", EVERYTHING);
    workdir.builds();
    for resource in package(&workdir)["resources"].as_array().expect("resources") {
        let path = resource["path"].as_str().expect("a path");
        let keys: Vec<String> = resource["schema"]["primaryKey"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|key| key.as_str().unwrap_or("").to_owned())
            .collect();
        if keys.is_empty() || !path.ends_with(".csv") {
            continue;
        }
        let mut seen = BTreeSet::new();
        let text = workdir.read(&format!("out/{path}"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for row in reader.deserialize::<std::collections::BTreeMap<String, String>>() {
            let row = row.expect("a row");
            let key: Vec<String> = keys.iter().map(|key| row[key].clone()).collect();
            assert!(key.iter().all(|part| !part.is_empty()), "{path}: {key:?}");
            assert!(seen.insert(key.clone()), "{path}: {key:?} twice");
        }
    }
}

#[test]
fn sources_and_licences_come_from_the_configuration() {
    let workdir = Workdir::new();
    workdir.edit(
        "index.toml",
        "id = \"population\"\n",
        "id = \"population\"\nname = \"Population\"\nsource = \"Statistics Finland\"\n",
    );
    workdir.edit("index.toml", "id = \"jobs\"\n", "id = \"jobs\"\nsource = \"Statistics Finland\"\n");
    workdir.append(
        "index.toml",
        r#"
[publish.licence]
name = "CC-BY-4.0"
title = "Creative Commons Attribution 4.0"
url = "https://creativecommons.org/licenses/by/4.0/"

[[publish.attribution]]
source = "Statistics Finland"
licence = "CC BY 4.0"
url = "https://stat.fi/"
"#,
    );
    workdir.builds();
    let mut package = package(&workdir);
    package.as_object_mut().expect("an object").remove("resources");
    assert_snapshot!(serde_json::to_string_pretty(&package).expect("JSON"), @r#"
    {
      "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
      "data_status": "draft",
      "description": "Data status: draft",
      "languages": [
        "en"
      ],
      "licenses": [
        {
          "name": "CC-BY-4.0",
          "path": "https://creativecommons.org/licenses/by/4.0/",
          "title": "Creative Commons Attribution 4.0"
        }
      ],
      "name": "tiny",
      "sources": [
        {
          "license": "CC BY 4.0",
          "path": "https://stat.fi/",
          "statistics": [
            "Population",
            "jobs"
          ],
          "title": "Statistics Finland"
        }
      ],
      "title": "Tiny index",
      "version": "2025"
    }
    "#);
}

#[test]
fn licences_that_are_none() {
    let refused_with = |lines: &str| {
        let workdir = Workdir::built();
        workdir.append("index.toml", lines);
        workdir.refused()
    };
    assert_snapshot!(refused_with("\n[publish.licence]\nname = \"CC BY 4.0\"\nurl = \"creativecommons.org\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: `CC BY 4.0` is no short name of a licence
      --> index.toml:72:8
       |
    72 | name = "CC BY 4.0"
       |        ^^^^^^^^^^^
       |
       = help: write its short name, such as "CC-BY-4.0", and its name in words as `title`

    error: `creativecommons.org` is no address
      --> index.toml:73:7
       |
    73 | url = "creativecommons.org"
       |       ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: write "https://…"
    "#);
    assert_snapshot!(refused_with("\n[[publish.attribution]]\nsource = \"Statistics Finland\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: no variable or indicator has the source `Statistics Finland`
      --> index.toml:72:10
       |
    72 | source = "Statistics Finland"
       |          ^^^^^^^^^^^^^^^^^^^^
       |
       = help: none is defined
    "#);
}

#[test]
fn only_what_is_in_the_folder_is_in_the_package() {
    let workdir = Workdir::new();
    let run = |tables: &str| {
        let built = workdir.run(&["build", "index.toml", "--out", "out", "--tables", tables]);
        assert_eq!(built.code, Some(0), "{built}");
    };
    run("rankings,package");
    assert_eq!(texts(&package(&workdir)["resources"], "path"), ["rankings.csv", "rankings.parquet"]);
    assert_snapshot!(workdir.read("out/rankings.csvt"), @r#"
    "String","String","String","String","Real","Integer","Integer","Integer","Integer","Real","Integer","Integer","Integer","Integer","Real","Integer","Integer","Integer","Integer","Real","String"
    "#);
    run("notes,package");
    assert!(!workdir.path("out/datapackage.json").exists(), "a package has at least one resource");
}

// --- One number a row ---

#[test]
fn one_number_a_row_with_the_same_columns_for_every_index() {
    let workdir = Workdir::new();
    workdir.builds();
    let path = workdir.path("out/tidy.parquet");
    assert_snapshot!(crate::statistics::columns_of(&path).join(" "), @r"
    edition code name_en region_type node node_name_en kind measure value unit statistic_period data_status
    ");
    let shown = ["edition", "code", "region_type", "node", "kind", "measure", "value", "statistic_period"];
    let lines = crate::statistics::lines(std::fs::read(&path).expect("the file"), &shown);
    let of_nurmes: Vec<&str> = lines.iter().map(String::as_str).filter(|line| line.starts_with("2025 541 ")).collect();
    assert_snapshot!(of_nurmes.join("\n"), @r"
    2025 541 rural tiny index score 5.555555556 –
    2025 541 rural tiny index rank 7.0 –
    2025 541 rural tiny index type_rank 1.0 –
    2025 541 rural tiny index rank_change 0.0 –
    2025 541 rural tiny index type_rank_change 0.0 –
    2025 541 rural tiny index coverage 1.0 –
    2025 541 rural work factor score 8.333333333 –
    2025 541 rural work factor rank 7.0 –
    2025 541 rural work factor type_rank 1.0 –
    2025 541 rural work factor rank_change 0.0 –
    2025 541 rural work factor type_rank_change 0.0 –
    2025 541 rural people factor score 0.0 –
    2025 541 rural people factor rank 7.0 –
    2025 541 rural people factor type_rank 1.0 –
    2025 541 rural people factor rank_change 0.0 –
    2025 541 rural people factor type_rank_change 0.0 –
    2025 541 rural workplaces indicator value 32.560706401766005 2024
    2025 541 rural workplaces indicator score 16.666666666666668 2024
    2025 541 rural workplaces indicator rank 6.0 2024
    2025 541 rural workplaces indicator weight 0.3333333333333333 2024
    2025 541 rural workplaces indicator contribution 5.555555555555555 2024
    2025 541 rural employment indicator value 66.9 2024
    2025 541 rural employment indicator score 0.0 2024
    2025 541 rural employment indicator rank 7.0 2024
    2025 541 rural employment indicator weight 0.3333333333333333 2024
    2025 541 rural employment indicator contribution 0.0 2024
    2025 541 rural growth indicator value -1.5452538631346577 2025
    2025 541 rural growth indicator score 0.0 2025
    2025 541 rural growth indicator rank 7.0 2025
    2025 541 rural growth indicator weight 0.3333333333333333 2025
    2025 541 rural growth indicator contribution 0.0 2025
    ");
    // The first edition has nothing to be compared with, and says nothing of it.
    assert!(!lines.iter().any(|line| line.starts_with("2024") && line.contains("_change ")));
}

#[test]
fn every_number_of_the_rankings_stands_in_a_row_of_its_own() {
    let workdir = Workdir::new();
    workdir.append("index.toml", EVERYTHING);
    let built = workdir.run(&["build", "index.toml", "--out", "out", "--replicates", "20"]);
    assert_eq!(built.code, Some(0), "{built}");
    let bytes = std::fs::read(workdir.path("out/tidy.parquet")).expect("the file");
    let lines = crate::statistics::lines(bytes, &["edition", "code", "node", "kind", "measure", "value"]);
    let mut tidy: BTreeSet<String> = lines.into_iter().filter(|line| !line.contains(" indicator ")).collect();
    let rankings = workdir.read("out/rankings.csv");
    let mut reader = csv::Reader::from_reader(rankings.as_bytes());
    let headers: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let first = headers.iter().position(|header| header == "tiny").expect("the index");
    for row in reader.records() {
        let row = row.expect("a row");
        let mut node = "";
        for (header, cell) in headers.iter().zip(&row).skip(first).filter(|(header, _)| *header != "data_status") {
            if ["tiny", "work", "people"].contains(&header.as_str()) {
                node = header;
            }
            if cell.is_empty() {
                continue;
            }
            let (node, measure) = match header.as_str() {
                "coverage" => ("tiny", "coverage"),
                header if header == node => (node, "score"),
                header => {
                    (node, header.strip_prefix(node).and_then(|rest| rest.strip_prefix('_')).expect("a column of the node"))
                }
            };
            let kind = if node == "tiny" { "index" } else { "factor" };
            let value: f64 = cell.parse().expect("a number");
            let line = format!("{} {} {node} {kind} {measure} {value:?}", &row[0], &row[1]);
            assert!(tidy.remove(&line), "{line}");
        }
    }
    assert!(tidy.is_empty(), "{tidy:?}");
}
