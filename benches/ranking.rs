//! From scores to ranks: overall, within types, and against the edition before.

mod scaled;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use evp::method::{RankOrder, RankTies};
use evp::rank::{self, GroupRanking};
use evp::round;
use scaled::{SIZES, values};

/// Which end is rank 1.
const HIGHEST_FIRST: RankOrder = RankOrder::HighestFirst;

const N_TYPES: usize = 5;

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ranking");
    for size in SIZES {
        let unrounded = values(size.n_regions);
        group.bench_function(format!("round {} scores", size.n_regions), |bencher| {
            let round = |scores: &[f64]| scores.iter().map(|score| round::to_decimals(*score, 9)).collect::<Vec<f64>>();
            bencher.iter(|| round(black_box(&unrounded)));
        });
        let scores = unrounded;
        // Every fifth region is of a type, and every hundredth of another than the year before.
        let types: Vec<usize> = (0..scores.len()).map(|region_idx| region_idx % N_TYPES).collect();
        let types_before: Vec<usize> = types
            .iter()
            .enumerate()
            .map(|(region_idx, own)| if region_idx % 100 == 0 { (own + 1) % N_TYPES } else { *own })
            .collect();
        group.bench_function(format!("rank {} regions", size.n_regions), |bencher| {
            bencher.iter(|| rank::ranks(black_box(&scores), HIGHEST_FIRST, RankTies::Minimum));
        });
        group.bench_function(format!("rank {} regions within their types", size.n_regions), |bencher| {
            bencher.iter(|| rank::group_ranks(black_box(&scores), HIGHEST_FIRST, &types, N_TYPES, RankTies::Minimum));
        });
        let ranks = rank::group_ranks(&scores, HIGHEST_FIRST, &types, N_TYPES, RankTies::Minimum);
        let scores_before: Vec<f64> = scores.iter().rev().copied().collect();
        let ranks_before = rank::group_ranks(&scores_before, HIGHEST_FIRST, &types_before, N_TYPES, RankTies::Minimum);
        group.bench_function(format!("compare the ranks of {} regions with the edition before", size.n_regions), |bencher| {
            bencher.iter(|| {
                rank::group_changes(
                    GroupRanking {
                        scores: black_box(&scores_before),
                        group_of: &types_before,
                        ranks: &ranks_before,
                        order: HIGHEST_FIRST,
                    },
                    GroupRanking { scores: black_box(&scores), group_of: &types, ranks: &ranks, order: HIGHEST_FIRST },
                    N_TYPES,
                    RankTies::Minimum,
                )
            });
        });
    }
    group.finish();
}

criterion_group!(ranking_benches, benches);
criterion_main!(ranking_benches);
