//! Scoring one indicator: by one sort, or by parameters that were fitted before.

mod scaled;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use evp::method::{BeforeScaling, Denominator, Direction, Normalisation, Pool, Reversal, Scaling, Ties, WhenAllEqual};
use evp::normalise::{self, PoolValues};
use scaled::{SIZES, values};

fn default_rule() -> Normalisation {
    Normalisation {
        scaling: Scaling::PercentileRank {
            ties: Ties::Average,
            denominator: Denominator::ObservedRange,
            reversal: Reversal::BeforeRanking,
        },
        before: BeforeScaling::Nothing,
        all_equal: WhenAllEqual::Middle,
        pool: Pool::default(),
        range: (0.0, 100.0),
    }
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("percentile rank");
    for size in SIZES {
        let values = values(size.n_regions);
        let direction = Direction::LowerIsBetter;
        group.bench_function(format!("score {} regions among themselves", size.n_regions), |bencher| {
            bencher.iter(|| normalise::fit_and_apply(black_box(&values), &[], &[], direction, &default_rule()));
        });
        let pool = PoolValues { values: &values, weights: &[] };
        let scale = normalise::fit(pool, direction, &default_rule()).expect("there are values");
        group.bench_function(format!("score {} regions by fitted parameters", size.n_regions), |bencher| {
            bencher.iter(|| normalise::apply(black_box(&scale), black_box(&values), &[], direction, &default_rule()));
        });
    }
    group.finish();
}

criterion_group!(percentile_rank_benches, benches);
criterion_main!(percentile_rank_benches);
