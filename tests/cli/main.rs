//! The program as its users meet it: every fault with its exact message and exit code, and an output folder that stays as
//! it was.
//!
//! Each test starts from a tiny index that builds ([`workdir::Workdir`]), breaks one thing, and compares exit code, standard
//! output and standard error with a snapshot in the test itself.

mod audit;
mod column_patterns;
mod commands;
mod compare;
mod configuration;
mod contract;
mod corrections;
mod corruption;
mod csv;
mod desk;
mod diagnose;
mod divisions;
mod explain;
mod files;
mod footnotes;
mod freeze;
mod frequencies;
mod html;
mod improvers;
mod lock;
mod maps;
mod methods;
mod methods_refused;
mod missing;
mod output;
mod package;
mod profiles;
mod publication;
mod publish;
mod published;
mod quality;
mod readme;
mod regions;
mod report;
mod robustness;
mod schedule;
mod statistics;
mod summaries;
mod surveys;
mod type_changes;
mod verify;
mod what_if;
mod workbook;
mod workdir;
