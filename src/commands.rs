//! One file per subcommand: they wire reading, computing and publishing together, and compute nothing themselves.

pub mod build;
pub mod check;
pub mod compare;
pub mod demo;
pub mod diagnose;
pub mod explain;
pub mod freeze;
pub mod lock;
pub mod summary;
pub mod verify;
pub mod what_if;

use crate::error::{Problem, ProblemKind, Problems};

/// Standard output cannot be written: silent when its reader has gone, else a problem.
pub fn output_problem(error: &std::io::Error) -> Option<Problems> {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        return None;
    }
    let reason = crate::error::io_reason(error);
    Some(Problem::new(ProblemKind::Output, format!("cannot write to standard output: {reason}")).into())
}
