//! Sensitivity: points, indices of every region's rank, and how sure those of one output are.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use evp::analysis::sensitivity::bootstrap::{self, Bootstrap};
use evp::analysis::sensitivity::design::Design;
use evp::analysis::sensitivity::indices::Accumulator;

const N_REGIONS: usize = 300;
const N_POINTS: usize = 1 << 12;
const N_GROUPS: usize = 6;
/// As many inputs as an index of twenty indicators has choices: their weights, those of factors, the method.
const N_COORDINATES: usize = 30;
/// Points that are handed over at once.
const BATCH: usize = 64;

fn benches(criterion: &mut Criterion) {
    let group_of: Vec<usize> = (0..N_COORDINATES).map(|coordinate_idx| coordinate_idx % N_GROUPS).collect();
    let design = Design::new(group_of, N_GROUPS, N_POINTS, 1);
    let per_point = design.n_runs() * N_REGIONS;

    // Ranks that follow the coordinates: each region's place turns on two of them.
    let mut ranks: Vec<u16> = Vec::with_capacity(N_POINTS * per_point);
    let mut of_first: Vec<f64> = Vec::with_capacity(N_POINTS * design.n_runs());
    for point_idx in 0..N_POINTS {
        design.runs_at(point_idx, |_, coordinates| {
            let rank = |region_idx: usize| {
                let sum = coordinates[region_idx % N_COORDINATES] + 0.5 * coordinates[(region_idx * 7 + 3) % N_COORDINATES];
                (sum * 30.0) as u16 + region_idx as u16
            };
            of_first.push(f64::from(rank(0)));
            ranks.extend((0..N_REGIONS).map(rank));
        });
    }

    let mut group = criterion.benchmark_group("sensitivity");
    group.throughput(Throughput::Elements(N_POINTS as u64));
    group.bench_function(
        format!("coordinates of all runs at {N_POINTS} points of {N_COORDINATES} inputs in {N_GROUPS} groups"),
        |bencher| {
            bencher.iter(|| {
                let mut sum = 0.0;
                (0..N_POINTS).for_each(|point_idx| design.runs_at(point_idx, |_, coordinates| sum += coordinates[0]));
                sum
            });
        },
    );
    group.bench_function(format!("indices of {N_REGIONS} ranks by {N_POINTS} points and {N_GROUPS} groups"), |bencher| {
        bencher.iter(|| {
            let mut accumulator = Accumulator::new(N_REGIONS, N_GROUPS);
            black_box(&ranks).chunks(BATCH * per_point).for_each(|batch| accumulator.add(batch));
            accumulator.sensitivities()
        });
    });
    group.sample_size(10);
    group.bench_function(format!("a thousand resamples of {N_POINTS} points and {N_GROUPS} groups"), |bencher| {
        bencher.iter(|| bootstrap::intervals(black_box(&of_first), N_GROUPS, Bootstrap::new(1)));
    });
    group.finish();
}

criterion_group!(sensitivity_benches, benches);
criterion_main!(sensitivity_benches);
