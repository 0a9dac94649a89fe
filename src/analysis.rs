//! What can be said about a computed index: analyses that read an outcome and call the steps, and never change a score.
//!
//! Pure, like the steps: no input, no output, no words beyond the reason why something could not be computed. Tables and
//! sentences are made in [`crate::publish`].

pub mod attribution;
pub mod audit;
pub mod compare;
pub mod diagnostics;
pub mod explanation;
pub mod moves;
pub mod robustness;
pub mod sensitivity;
pub mod shares;
pub mod summary;
pub mod what_if;
