//! Reading: from a Parquet file to the dense panel, the footer, the decoding and the hash of the file included; beside it, what
//! the Parquet reader alone takes for the same columns: the part of the time that is not ours.

mod decoding;
mod scaled;

use std::collections::BTreeSet;

use criterion::{Criterion, criterion_group, criterion_main};
use evp::harmonise;
use evp::ingest;
use evp::schedule::Schedule;
use evp::{Regions, session};
use scaled::{LARGE, SIZES, Scaled, own_data};

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(10);
    for size in SIZES.into_iter().chain([LARGE]) {
        let scaled = Scaled::write(size);
        let plan = scaled.plan();
        let regions = Regions::load(&plan).expect("the region table is sound");
        let columns = Schedule::planned(&plan).columns(&plan, &regions.level);
        let cells: BTreeSet<_> = harmonise::cells_behind(&plan, &regions, &columns);
        group.bench_function(format!("open the file of {}", size.in_words()), |bencher| {
            bencher.iter(|| ingest::open(&plan, &own_data()).expect("the file is there"));
        });
        let (_, files) = session::prepare(&plan, &own_data()).expect("the file is there");
        let inputs = files.with_regions(&plan, &regions);
        group.bench_function(format!("read the panel of {}", size.in_words()), |bencher| {
            bencher.iter(|| inputs.read(&cells, &|_rows| {}).expect("the file can be read"));
        });
        let series = plan.variables.iter().map(|variable| variable.id.clone()).collect();
        group.bench_function(format!("decode the columns of {} with the Parquet reader alone", size.in_words()), |bencher| {
            bencher.iter(|| decoding::rows_of(&scaled.statistics(), &series));
        });
    }
    group.finish();
}

criterion_group!(ingest_benches, benches);
criterion_main!(ingest_benches);
