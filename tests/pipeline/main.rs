//! The pipeline through the program's public surface: golden runs, determinism, properties, independent computations.

mod archive;
mod attribution;
mod coinr_aggregate;
mod coinr_diagnose;
mod coinr_normalise;
mod coinr_program;
mod coinr_sensitivity;
mod coinr_treat;
mod determinism;
mod diagnostics;
mod fraction;
mod improvers;
mod locks;
mod methods;
mod normalisations;
mod program;
mod properties;
mod published;
mod real_panel;
mod regions;
mod shared_data;
mod shuffle;
mod siblings;
mod tables;
mod ties;
mod what_if;
