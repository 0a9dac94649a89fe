//! The improvers of the demonstration are those whom the rankings show to have climbed most.

use std::collections::BTreeMap;

use crate::program::demonstration;

type Row = BTreeMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(demonstration().bytes(name));
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{name}: {error}"))).collect()
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} holds `{}`", row[column]))
}

#[test]
fn the_lists_are_those_of_the_rankings() {
    let rankings: BTreeMap<(String, String), Row> =
        rows("rankings.csv").into_iter().map(|row| ((row["edition"].clone(), row["code"].clone()), row)).collect();
    let mut editions: Vec<&String> = rankings.keys().map(|(edition, _)| edition).collect();
    editions.dedup();
    assert!(editions.len() > 2, "a base edition besides the previous one");
    let mut lists: BTreeMap<(String, String, String), Vec<Row>> = BTreeMap::new();
    for row in rows("improvers.csv") {
        lists.entry((row["edition"].clone(), row["since"].clone(), row["among"].clone())).or_default().push(row);
    }
    // The first edition is compared with nothing, the second with the first, later ones with the previous and the first.
    let types = ["all", "keskuskaupunki", "kehyskunta", "seutukaupunki", "maaseutumainen"];
    for (position, edition) in editions.iter().enumerate().skip(1) {
        for since in if position == 1 { vec![editions[0]] } else { vec![editions[position - 1], editions[0]] } {
            let climbed_of = |code: &String, column: &str| {
                let of = |edition: &String| number(&rankings[&(edition.clone(), code.clone())], column);
                of(since) - of(edition)
            };
            let list = &lists[&((*edition).clone(), since.clone(), "all".to_owned())];
            assert!(list.len() >= 10);
            let least = list.iter().map(|row| number(row, "rank_change")).fold(f64::INFINITY, f64::min);
            let index = "evp";
            for row in list {
                let code = &row["code"];
                assert_eq!(number(row, "rank_change"), climbed_of(code, &format!("{index}_rank")), "{row:?}");
                assert_eq!(number(row, "rank_change"), number(row, "rank_before") - number(row, "rank"), "{row:?}");
                assert!((number(row, "score_change") + climbed_of(code, index)).abs() < 1e-8, "{row:?}");
                assert!(number(row, "indicator_1_points") >= number(row, "indicator_2_points"), "{row:?}");
            }
            let n_as_much = rankings
                .keys()
                .filter(|(of, code)| of == *edition && climbed_of(code, &format!("{index}_rank")) >= least)
                .count();
            assert_eq!(list.len(), n_as_much, "all who climbed as much as the last are listed: {edition} since {since}");
            let n_lists =
                types.iter().filter(|of| lists.contains_key(&((*edition).clone(), since.clone(), (**of).to_owned()))).count();
            assert!(n_lists == types.len(), "{edition} since {since}: {n_lists} lists");
        }
    }
}
