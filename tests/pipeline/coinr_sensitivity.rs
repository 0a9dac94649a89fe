//! Leaving indicators out one at a time against COINr 1.1.14: the shifts that its ranks make, by its own definition.
//!
//! COINr's `remove_elements` reports the mean over regions of the absolute difference of ranks with and without the element. The
//! reference holds the ranks; the differences are taken here a second time, straight from the table.

use evp::analysis::sensitivity::leave_one_out::{Standing, shift};

use crate::shared_data::shared;

#[test]
fn mean_rank_shifts_without_one_indicator() {
    let Some(path) = shared("reference/coinr/remove_level1_ranks_2023.csv") else { return };
    let mut reader = csv::Reader::from_path(path).expect("the file opens");
    let codes: Vec<String> = reader.headers().expect("headers").iter().skip(2).map(str::to_owned).collect();
    let mut columns: Vec<Vec<u32>> = vec![Vec::new(); codes.len() + 1];
    for record in reader.records() {
        let record = record.expect("the row reads");
        columns.iter_mut().zip(record.iter().skip(1)).for_each(|(column, cell)| column.push(cell.parse().expect("a rank")));
    }
    let (nominal, without) = columns.split_first().expect("the nominal ranks");
    assert_eq!((nominal.len(), without.len()), (293, 20));
    // Scores are not in the reference; ranks stand in for them, so both mean shifts are the same number.
    let as_scores = |ranks: &[u32]| ranks.iter().copied().map(f64::from).collect::<Vec<f64>>();
    let nominal_scores = as_scores(nominal);
    let mut sums = Vec::new();
    for (code, ranks) in codes.iter().zip(without) {
        let scores = as_scores(ranks);
        let found = shift(Standing { scores: &nominal_scores, ranks: nominal }, Standing { scores: &scores, ranks })
            .expect("all regions are ranked");
        let differences: Vec<u32> = nominal.iter().zip(ranks).map(|(a, b)| a.abs_diff(*b)).collect();
        let sum: u32 = differences.iter().sum();
        assert_eq!((found.n_regions, found.n_only_with, found.n_only_without), (293, 0, 0), "{code}");
        assert!((found.mean_absolute_rank_shift - f64::from(sum) / 293.0).abs() < 1e-12, "{code}");
        assert_eq!(found.mean_absolute_score_shift, found.mean_absolute_rank_shift, "{code}");
        let largest = differences.iter().max().expect("a difference");
        let first = differences.iter().position(|difference| difference == largest).expect("it is there");
        assert_eq!((found.largest.region_idx, found.largest.climb.unsigned_abs()), (first, u64::from(*largest)), "{code}");
        let n_unchanged = differences.iter().filter(|difference| **difference == 0).count();
        assert_eq!(found.share_unchanged, n_unchanged as f64 / 293.0, "{code}");
        // No two regions tie in the reference, so Spearman's correlation is the textbook formula.
        let squares: f64 = differences.iter().map(|difference| f64::from(*difference * *difference)).sum();
        let expected = 1.0 - 6.0 * squares / (293.0 * (293.0 * 293.0 - 1.0));
        assert!((found.rank_correlation.expect("ranks differ") - expected).abs() < 1e-12, "{code}");
        sums.push(sum);
    }
    // Read off the table: the indicators that move the ranking most and least.
    let most = (0..20).max_by_key(|&idx| sums[idx]).expect("indicators");
    let least = (0..20).min_by_key(|&idx| sums[idx]).expect("indicators");
    assert_eq!((codes[most].as_str(), sums[most], codes[least].as_str(), sums[least]), ("i18", 2996, "i14", 402));
}
