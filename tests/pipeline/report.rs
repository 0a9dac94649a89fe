//! The report of the demonstration index: its size, and the published ranks computed once more from the numbers in the page.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Bytes that a report of 293 regions and ten editions may have.
const MOST_BYTES: usize = 1_500_000;

fn page() -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let run = Command::new(env!("CARGO_BIN_EXE_evp"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--quiet", "--replicates", "0", "--tables", "report", "--out"])
        .arg(&out)
        .output()
        .expect("evp starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    std::fs::read_to_string(Path::new(&out).join("report.html")).expect("a report")
}

fn data(page: &str) -> Value {
    let start = page.find("id=\"data\">").expect("data") + "id=\"data\">".len();
    let end = start + page[start..].find("</script>").expect("the end of the data");
    serde_json::from_str(&page[start..end]).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

fn whole(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("no whole number: {value}")) as usize
}

/// Scores of a node in billionths, by plain sums: an arithmetic of its own.
fn scores(weights: &Value, node_idx: usize, n_regions: usize) -> Vec<Option<i64>> {
    let node = &weights["nodes"][node_idx];
    let without: Vec<usize> = list(&node["without"]).iter().map(whole).collect();
    let of_region = |region_idx: usize| {
        let mut sum = 0.0;
        let mut weight_of_all = 0.0;
        for (child, weight) in list(&node["children"]).iter().zip(list(&node["weights"])) {
            assert_eq!(child[0], "l", "the index rests on indicators");
            let weight = weight.as_f64().expect("a weight");
            if let Some(score) = weights["leaves"][whole(&child[1])]["scores"][region_idx].as_f64() {
                sum += weight * score;
                weight_of_all += weight;
            }
        }
        (!without.contains(&region_idx)).then(|| (sum / weight_of_all * 1e9).round() as i64)
    };
    (0..n_regions).map(of_region).collect()
}

#[test]
fn the_ranks_in_the_page_follow_from_the_scores_in_the_page() {
    let page = page();
    assert!(page.len() < MOST_BYTES, "{} bytes", page.len());
    let data = data(&page);
    let published: Vec<usize> = list(&data["ranks"]).iter().map(whole).collect();
    let scores = scores(&data["weights"], 0, published.len());
    let rank = |score: Option<i64>| score.map_or(0, |score| 1 + scores.iter().flatten().filter(|other| **other > score).count());
    let ranks: Vec<usize> = scores.iter().map(|score| rank(*score)).collect();
    assert_eq!(ranks, published);
    assert_eq!(published.len(), 292);
    let types: Vec<i64> = list(&data["group_of"]).iter().map(|group| group.as_i64().expect("a type")).collect();
    let type_ranks: Vec<usize> = list(&data["group_ranks"]).iter().map(whole).collect();
    for (region_idx, &type_rank) in type_ranks.iter().enumerate() {
        let better = |other: &usize| types[*other] == types[region_idx] && scores[*other] > scores[region_idx];
        assert_eq!(type_rank, 1 + (0..types.len()).filter(better).count(), "region {region_idx}");
    }
}

#[test]
fn the_page_has_its_words_in_every_language() {
    let page = page();
    let data = data(&page);
    let words = list(&data["words"]);
    for entry in words {
        assert_eq!(list(entry).len(), 3, "{entry}");
    }
    let in_page = |attribute: &str| -> Vec<usize> {
        page.split(attribute).skip(1).map(|rest| rest[..rest.find('"').expect("its end")].parse().expect("a number")).collect()
    };
    let used: Vec<usize> = [in_page(" data-t=\""), in_page(" data-l=\"")].concat();
    assert!(used.len() > 300, "{}", used.len());
    for key in used {
        // Only what the script says has gaps to be filled.
        assert!(list(&words[key]).iter().all(|word| !word.as_str().expect("a word").contains("{}")), "{}", words[key]);
    }
}
