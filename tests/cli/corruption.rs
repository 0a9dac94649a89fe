//! Parquet files that were cut off or altered at random: an error or other numbers, never a panic.
//!
//! Thousands of files are tried, so the program is called as a library here.

use std::path::Path;

use evp::{DataOverride, Detail, Plan, ProblemKind, Regions, ingest, load_plan, session};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::statistics::{Statistics, bytes_with};
use crate::workdir::Workdir;

/// Altered files per encoding.
const N_ALTERED: u64 = 1_200;

/// Numbers that look random and are always the same.
struct Draws(u64);

impl Draws {
    /// A number below a bound (xorshift64*; Vigna 2016).
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}

/// Threads of the pool have no name: what panics there is caught, and its message is of no interest.
fn silence_the_pool() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name().is_some() {
                usual(panic);
            }
        }));
    });
}

/// Encodings that fail in different ways.
fn encodings() -> [Vec<u8>; 3] {
    let columns = Statistics::tiny().columns();
    let zstd = Compression::ZSTD(ZstdLevel::default());
    [
        WriterProperties::builder().set_dictionary_enabled(false).build(),
        WriterProperties::builder().set_compression(Compression::SNAPPY).set_max_row_group_row_count(Some(20)).build(),
        WriterProperties::builder()
            .set_compression(zstd)
            .set_writer_version(parquet::file::properties::WriterVersion::PARQUET_2_0)
            .build(),
    ]
    .map(|properties| bytes_with(&columns, properties))
}

/// Builds from these bytes; the kinds of the problems, if any.
fn outcome(plan: &Plan, regions: &Regions, path: &Path, content: &[u8]) -> Vec<ProblemKind> {
    std::fs::write(path, content).expect("the altered file");
    let data = DataOverride { arguments: vec![path.display().to_string()] };
    // In the pool: what panics there and is caught is not shown; what escapes would fail the test.
    let computed = rayon::scope(|_| {
        let inputs = ingest::open(plan, &data)?.with_regions(plan, regions);
        session::compute(plan, regions, &inputs, Detail::Rankings, &|_| {}).map(|_| ())
    });
    match computed {
        Ok(()) => Vec::new(),
        Err(problems) => problems.all().iter().map(|problem| problem.kind).collect(),
    }
}

#[test]
fn a_file_cut_off_at_any_byte_is_refused() {
    silence_the_pool();
    let workdir = Workdir::new();
    let plan = load_plan(&workdir.path("index.toml")).expect("a configuration");
    let regions = Regions::load(&plan).expect("regions");
    let path = workdir.path("cut.parquet");
    for content in encodings() {
        assert_eq!(outcome(&plan, &regions, &path, &content), []);
        for length in 0..content.len() {
            let kinds = outcome(&plan, &regions, &path, &content[..length]);
            assert_eq!(kinds, [ProblemKind::UnreadableInput], "cut off after {length} bytes");
        }
    }
}

#[test]
fn an_altered_file_is_refused_or_read_but_never_a_panic() {
    silence_the_pool();
    let workdir = Workdir::new();
    let plan = load_plan(&workdir.path("index.toml")).expect("a configuration");
    let regions = Regions::load(&plan).expect("regions");
    let path = workdir.path("altered.parquet");
    let mut draws = Draws(20_250_101);
    for (encoding, content) in encodings().into_iter().enumerate() {
        let footer_length = u32::from_le_bytes(content[content.len() - 8..content.len() - 4].try_into().expect("4 bytes"));
        let footer = content.len() - 8 - footer_length as usize;
        for case in 0..N_ALTERED {
            let mut altered = content.clone();
            // Half of the cases anywhere, half in the footer, where a byte matters most.
            let start = if case % 2 == 0 { 4 } else { footer };
            for _ in 0..=draws.below(3) {
                let position = start + draws.below(content.len() - start);
                altered[position] = match draws.below(3) {
                    0 => altered[position] ^ (1 << draws.below(8)),
                    1 => draws.below(256) as u8,
                    _ => 0xff,
                };
            }
            let kinds = outcome(&plan, &regions, &path, &altered);
            let expected = [ProblemKind::UnreadableInput, ProblemKind::DataContract];
            assert!(kinds.iter().all(|kind| expected.contains(kind)), "encoding {encoding}, case {case}: {kinds:?}");
        }
    }
}
