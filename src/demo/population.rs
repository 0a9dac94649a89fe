//! The population of one invented municipality: it grows by births, deaths and moves, to the last person.

use super::N_YEARS;
use super::municipality::{Path, Traits, TypeProfile};
use super::random::Stream;

/// Population at the end of each year, and what changed it during the year.
pub(super) struct Population {
    /// Population before the first year.
    pub(super) start: f64,
    pub(super) population: Path,
    pub(super) births: Path,
    pub(super) deaths: Path,
    pub(super) in_migration: Path,
    pub(super) out_migration: Path,
    pub(super) immigration: Path,
    pub(super) emigration: Path,
}

impl Population {
    /// Draws it. The country's in- and out-migration need not match: nobody says where a mover came from.
    pub(super) fn of(code: &str, profile: &TypeProfile, traits: &Traits) -> Self {
        let Traits { size, vigour, youth, attraction } = *traits;
        // Real sizes are skewed even on a logarithmic scale: a few giants, above all among the central cities.
        let skewed = size + profile.skew * (size * size - 1.0);
        let start = (profile.median_population * libm::exp(profile.spread * skewed)).round().max(120.0);

        let path = |purpose: &str, persistence: f64, spread: f64| -> Path { Stream::at(purpose, code).path(persistence, spread) };
        let net_deviation = path("net migration", 0.6, 0.004);
        let deviations = [
            path("births", 0.5, 0.06),
            path("deaths", 0.3, 0.04),
            path("in_migration", 0.7, 0.003),
            path("immigration", 0.7, 0.30),
            path("emigration", 0.6, 0.15),
        ];
        let mut scatter = ["births", "deaths", "in_migration", "out_migration", "immigration", "emigration"]
            .map(|series| Stream::at(&format!("{series} scatter"), code));

        let mut people = start;
        let mut population = [0.0; N_YEARS];
        let mut flows = [[0.0; N_YEARS]; 6];
        for t in 0..N_YEARS {
            let elapsed = t as f64;
            let [birth, death, inward, arrival, departure] = deviations.map(|deviation| deviation[t]);
            let inward = (profile.moves + 0.004 * attraction + inward).max(0.012);
            let net = profile.net_migration + 0.0030 * attraction + 0.0012 * vigour + net_deviation[t];
            let rates = [
                (0.0100 + 0.0020 * youth) * (1.0 - 0.018 * elapsed) * libm::exp(birth),
                (0.0098 - 0.0026 * youth).max(0.003) * (1.0 + 0.008 * elapsed) * libm::exp(death),
                inward,
                (inward - net).max(0.010),
                profile.immigration * (0.75 + 0.05 * elapsed) * libm::exp(arrival),
                profile.immigration * 0.45 * libm::exp(departure),
            ];
            let counts: [f64; 6] = std::array::from_fn(|flow| count(people * rates[flow], &mut scatter[flow]));
            let [births, deaths, inward, outward, arrivals, departures] = counts;
            people = (people + births - deaths + inward - outward + arrivals - departures).max(60.0);
            population[t] = people;
            for (flow, count) in flows.iter_mut().zip(counts) {
                flow[t] = count;
            }
        }
        let [births, deaths, in_migration, out_migration, immigration, emigration] = flows;
        Population { start, population, births, deaths, in_migration, out_migration, immigration, emigration }
    }
}

/// A whole number that scatters around what is expected by about its square root: small counts are often equal, sometimes 0.
fn count(expected: f64, scatter: &mut Stream) -> f64 {
    (expected + 0.8 * expected.sqrt() * scatter.normal()).round().max(0.0)
}
