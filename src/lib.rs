//! Composite indices of regions, year after year, from Parquet statistics to published rankings.
//!
//! The index this was made for is the Finnish EVP-indeksi (elinvoima, vetovoima, pitovoima: vitality, attraction, retention),
//! but the whole method is a configuration file. The crate is the program `evp` as a library: the binary uses nothing else.
//!
//! ```
//! use evp::{DataOverride, Detail, Plan, Regions, Tree, session};
//!
//! # fn main() -> evp::Result<()> {
//! let plan: Plan = evp::load_plan("config/evp.toml".as_ref())?;
//! let (regions, files): (Regions, _) = session::prepare(&plan, &DataOverride::default())?;
//! let inputs = files.with_regions(&plan, &regions);
//! let computed = session::compute(&plan, &regions, &inputs, Detail::Rankings, &|_rows| {})?;
//!
//! let newest = computed.outcome.editions.last().expect("the configuration has editions");
//! let index = &newest.nodes[Tree::ROOT];
//! let first = index.ranks.iter().position(|&rank| rank == 1).expect("somebody is first");
//! println!("{}: {:.1}", regions.name(first, "fi"), index.scores[first]);
//! # assert_eq!(regions.n_ranked(), 292);
//! # Ok(())
//! # }
//! ```
//!
//! The modules, in reading order: what is asked for ([`config`], [`plan`], [`method`], [`period`], [`indicator`], [`tree`]),
//! of whom ([`region`], [`geometry`]), from what ([`ingest`], [`panel`]), the steps ([`schedule`], [`harmonise`], [`derive`](mod@derive),
//! [`impute`], [`treat`], [`normalise`], [`weight`], [`aggregate`], [`round`], [`rank`], [`classify`], together in [`pipeline`]), what
//! came out ([`outcome`], [`publish`]), what can be said about it ([`analysis`]), and the program around it ([`session`],
//! [`commands`], [`cli`], [`printer`]).

pub mod config;
pub mod corrections;
pub mod plan;

pub mod method;

pub mod indicator;
pub mod period;
pub mod tree;

pub mod region;

pub mod geometry;

pub mod column_pattern;
pub mod csv_input;
pub mod ingest;
pub mod panel;

pub mod derive;
pub mod harmonise;
pub mod schedule;

pub mod aggregate;
pub mod classify;
pub mod impute;
pub mod normalise;
mod order;
mod pool;
pub mod rank;
pub mod round;
pub mod statistics;
pub mod treat;
pub mod weight;

pub mod outcome;
pub mod pipeline;

pub mod analysis;

pub mod publish;

pub mod demo;

pub mod archive;
pub mod bridge;
pub mod lock;
pub mod published;
pub mod session;

pub mod cli;
pub mod commands;
pub mod error;
pub mod interrupt;
pub mod printer;

pub use config::resolve::load as load_plan;
pub use error::{Problem, ProblemKind, Problems, Result};
pub use ingest::files::DataOverride;
pub use outcome::{Detail, Outcome};
pub use plan::Plan;
pub use region::Regions;
pub use tree::Tree;
