//! Random numbers with an address: one stream per purpose, one place in it per region.
//!
//! What is drawn for a region depends on the name of the purpose and the region's code only, so a new series, or a new region,
//! moves no other number. Nothing here depends on a library's distributions, whose output may change with its version.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Seed of everything in the demonstration.
const SEED: u64 = 2026;
/// Distance between two regions in a stream, in words of 32 bits: more than any region draws.
const WORDS_PER_REGION: u128 = 1024;

/// A source of random numbers.
pub(super) struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of a purpose, from its beginning.
    pub(super) fn new(purpose: &str) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(SEED);
        generator.set_stream(fnv(purpose));
        Stream(generator)
    }

    /// The stream of a purpose, at a region's own place.
    pub(super) fn at(purpose: &str, code: &str) -> Self {
        let mut stream = Stream::new(purpose);
        stream.0.set_word_pos(u128::from(fnv(code) >> 32) * WORDS_PER_REGION);
        stream
    }

    /// Evenly between 0 (included) and 1 (excluded).
    pub(super) fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Mean 0, standard deviation 1, bell-shaped: the sum of four even numbers.
    ///
    /// Unlike a true normal number it never lies beyond ±3.5, so no draw makes a municipality that cannot be believed.
    pub(super) fn normal(&mut self) -> f64 {
        let bits = self.0.next_u64();
        let sum = (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48);
        // The sum of four numbers even on 0..65 535 has mean 131 070; a quarter of a normal's spread is 1 / √(4 / 12).
        (sum as f64 - 131_070.0) * (3.0_f64.sqrt() / 65_536.0)
    }

    /// A path of yearly deviations that persist as statistics do (AR(1), in its steady state from the first year on).
    pub(super) fn path<const N_YEARS: usize>(&mut self, persistence: f64, spread: f64) -> [f64; N_YEARS] {
        let fresh = spread * (1.0 - persistence * persistence).sqrt();
        let mut deviation = spread * self.normal();
        let mut path = [0.0; N_YEARS];
        for value in &mut path {
            *value = deviation;
            deviation = persistence * deviation + fresh * self.normal();
        }
        path
    }
}

/// Rounds to a number of decimals, halves away from zero.
pub(super) fn rounded(value: f64, decimals: usize) -> f64 {
    let factor = [1.0, 10.0, 100.0, 1000.0][decimals.min(3)];
    (value * factor).round() / factor
}

/// The FNV-1a hash of a text, its bits mixed so that the upper half can stand alone: a number that only the text decides.
fn fnv(text: &str) -> u64 {
    let hash =
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_municipality_code_has_a_place_of_its_own() {
        let places: std::collections::BTreeSet<u64> = (0..1000).map(|code| fnv(&format!("{code:03}")) >> 32).collect();
        assert_eq!(places.len(), 1000);
    }

    #[test]
    fn normal_numbers_have_mean_0_and_spread_1() {
        let mut stream = Stream::new("test");
        let draws: Vec<f64> = (0..20_000).map(|_| stream.normal()).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / draws.len() as f64;
        assert!(mean.abs() < 0.02 && (variance - 1.0).abs() < 0.03, "mean {mean}, variance {variance}");
    }

    #[test]
    fn a_path_keeps_its_spread_and_its_persistence() {
        let paths: Vec<[f64; 2]> = (0..5_000).map(|code| Stream::at("path", &code.to_string()).path(0.8, 2.0)).collect();
        let moment = |of: fn(&[f64; 2]) -> f64| paths.iter().map(of).sum::<f64>() / paths.len() as f64;
        assert!((moment(|path| path[1] * path[1]) - 4.0).abs() < 0.3);
        assert!((moment(|path| path[0] * path[1]) - 3.2).abs() < 0.3);
    }
}
