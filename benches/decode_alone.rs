//! `decode_alone FILE SERIES…`: decodes the columns `region_code`, `year`, `indicator` and `value` of the row groups of a Parquet file
//! that may hold one of the series, and does nothing with them. Measured as a whole process beside `evp build`, it tells how far
//! the build is from what reading alone takes.

mod decoding;

use std::collections::BTreeSet;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else { return ExitCode::from(2) };
    let series: BTreeSet<String> = arguments.collect();
    // That something was decoded is all there is to tell.
    if decoding::rows_of(file.as_ref(), &series) > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
