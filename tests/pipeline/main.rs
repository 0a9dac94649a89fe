//! The pipeline through the program's public surface: golden runs, determinism, properties, independent computations.

mod real_panel;
mod shared_data;
