//! The pipeline through the program's public surface: golden runs, determinism, properties, independent computations.

mod determinism;
mod fraction;
mod program;
mod properties;
mod real_panel;
mod regions;
mod shared_data;
mod shuffle;
mod tables;
mod ties;
