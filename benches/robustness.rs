//! Robustness: replicates of a size like Finland's municipalities, and what is made of the ranks of all of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use evp::analysis::robustness::distribution::{self, Comparison};
use evp::analysis::robustness::{Engine, Source, Subject};
use evp::schedule::Schedule;
use evp::{DataOverride, Detail, demo, harmonise, session};
use tempfile::TempDir;

const N_REGIONS: usize = 309;
const N_INDICATORS: usize = 20;
const N_REPLICATES: usize = 10_000;
const SEED: u64 = 1;

/// What is drawn: the choices of the numpy program that replicates are held against (two levels of weights, three normalisations, two
/// aggregations). It knows no region types.
const DRAWS: &str = r#"
[robustness]
editions = { newest = 1 }
left_out = "off"
ties = { among = ["configured"] }
normalisation = { among = ["configured", "min-max", "z-score"] }
aggregation = { among = ["configured", "geometric-mean"] }

[method]
index_of = "factors"
[method.missing]
policy = "renormalise"
minimum_coverage = 0.5
largest_share = 0.5
"#;

/// Statistics of one year: every value there, or some of them missing as they come.
fn write(is_complete: bool) -> TempDir {
    let scaled = demo::scaled(N_REGIONS, N_INDICATORS, 1);
    let table = scaled.table;
    let rows = table.region.iter().zip(&table.indicator).zip(&table.value);
    let values: BTreeMap<(u32, u32), f64> =
        rows.filter_map(|((region, indicator), value)| Some(((*region, *indicator), (*value)?))).collect();
    let mut text = String::from("region_code,year,indicator,value\n");
    for (region_idx, code) in table.codes.iter().enumerate() {
        for (indicator_idx, series) in table.series.iter().enumerate() {
            let place = (region_idx as u32, indicator_idx as u32);
            // A missing one gets what its neighbour in the list has, a little more.
            let neighbour = || values.range(place..).next().map(|(_, value)| value * 1.000_1).filter(|_| is_complete);
            if let Some(value) = values.get(&place).copied().or_else(neighbour) {
                writeln!(text, "{code},{},{series},{value}", table.year[0]).expect("a text takes any line");
            }
        }
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    // The two sections that the configuration has are put in the place of its own.
    let (before, _) = scaled.config_toml.split_once("[method]").expect("a section of the method");
    let configuration = format!("{}{DRAWS}", before.replace("statistics.parquet", "statistics.csv"));
    for (name, text) in [("index.toml", configuration), ("regions.csv", scaled.regions_csv), ("statistics.csv", text)] {
        fs::write(folder.path().join(name), text).expect("the file is written");
    }
    folder
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("robustness");
    group.sample_size(20);
    group.throughput(Throughput::Elements(N_REPLICATES as u64));
    for (is_complete, gaps) in [(true, "complete"), (false, "one value in fifty missing")] {
        let folder = write(is_complete);
        let plan = evp::load_plan(&folder.path().join("index.toml")).expect("the configuration is sound");
        let (regions, files) = session::prepare(&plan, &DataOverride::default()).expect("the tables and data are there");
        let inputs = files.with_regions(&plan, &regions);
        let computed = session::compute(&plan, &regions, &inputs, Detail::Full, &|_rows| {}).expect("the data are sound");
        let harmonised: harmonise::Harmonised<'_> =
            session::harmonised(&plan, &regions, &computed).expect("as it was when it was computed");
        let schedule: &Schedule = &computed.schedule;
        let subject = Subject { plan: &plan, regions: &regions, harmonised: &harmonised, schedule, outcome: &computed.outcome };
        let edition_idx = plan.editions.len() - 1;
        let nodes = &plan.robustness.nodes;
        let engine = Engine::new(subject, &[edition_idx]);

        for n_threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().expect("threads");
            let name = format!("ranks of replicates, {N_REGIONS} × {N_INDICATORS}, {gaps}, threads: {n_threads}");
            group.bench_function(name, |bencher| {
                bencher.iter(|| pool.install(|| engine.replicates(edition_idx, nodes, N_REPLICATES, Source::Random(SEED))));
            });
        }
        if !is_complete {
            continue;
        }
        let matrices = engine.replicates(edition_idx, nodes, N_REPLICATES, Source::Random(SEED));
        let nominal = &computed.outcome.editions[edition_idx].nodes[nodes[0]];
        let comparison = Comparison { nominal: &nominal.ranks, group_of: &[], before: None, interval: 0.9, top: &[1, 3, 10] };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        group.bench_function(format!("rank-frequency matrix and intervals, {N_REGIONS} regions"), |bencher| {
            bencher.iter(|| pool.install(|| distribution::distributions(&matrices[0].overall, &comparison)));
        });
    }
    group.finish();
}

criterion_group!(robustness_benches, benches);
criterion_main!(robustness_benches);
