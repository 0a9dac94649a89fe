//! The main job: computing from a panel that was read, and the whole of it from the configuration file to the tables' bytes.

mod scaled;

use criterion::{Criterion, criterion_group, criterion_main};
use evp::publish::{self, Family};
use evp::schedule::Schedule;
use evp::{Detail, harmonise, pipeline, session};
use scaled::{SIZES, Scaled, own_data};

/// Everything but the writing: what `evp build` does between its arguments and its output folder.
fn built(scaled: &Scaled, families: &[Family]) -> usize {
    let plan = scaled.plan();
    let (regions, files) = session::prepare(&plan, &own_data()).expect("the tables and data are there");
    let inputs = files.with_regions(&plan, &regions);
    let detail = if families == [Family::Rankings] { Detail::Rankings } else { Detail::Full };
    let computed = session::compute(&plan, &regions, &inputs, detail, &|_rows| {}).expect("the data are sound");
    let editions: Vec<usize> = (0..plan.editions.len()).collect();
    let build = computed.build(&plan, &regions, &editions);
    publish::files(&build, families).expect("the tables are encoded").iter().map(|file| file.bytes.len()).sum()
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pipeline");
    group.sample_size(10);
    for size in SIZES {
        let scaled = Scaled::write(size);
        let plan = scaled.plan();
        let (regions, files) = session::prepare(&plan, &own_data()).expect("the tables and data are there");
        let schedule = Schedule::planned(&plan);
        let columns = schedule.columns(&plan, &regions.level);
        let cells = harmonise::cells_behind(&plan, &regions, &columns);
        let ingested = files.with_regions(&plan, &regions).read(&cells, &|_rows| {}).expect("the file can be read");
        let harmonised = harmonise::harmonise(&plan, &regions, &ingested, &columns).expect("one division");
        group.bench_function(format!("compute all editions of {}", size.in_words()), |bencher| {
            bencher.iter(|| pipeline::compute(&plan, &regions, &harmonised, &schedule, Detail::Rankings).expect("sound data"));
        });
        group.bench_function(format!("build the rankings of {}", size.in_words()), |bencher| {
            bencher.iter(|| built(&scaled, &[Family::Rankings]));
        });
        group.bench_function(format!("build every table of {}", size.in_words()), |bencher| {
            bencher.iter(|| built(&scaled, &Family::ALL));
        });
    }
    group.finish();
}

criterion_group!(pipeline_benches, benches);
criterion_main!(pipeline_benches);
