//! Further figures of one invented municipality: work by age, education, taxes, turnover, value added.
//!
//! They follow from its first figures ([`super::municipality`]) and move none of them: parts of the labour force are never more
//! than the labour force, taxes follow what the municipality collects, turnover and value added follow its jobs. Each draws from
//! streams of its own.

use super::FIRST_YEAR;
use super::municipality::{CYCLE, Figures, Path, TAXES_HALVED, Traits};
use super::random::Stream;

/// By how many percentage points income taxes fell when health and social services went over to the wellbeing services counties.
const TAX_RATE_CUT: f64 = 12.6;

/// Counts as whole numbers, amounts in thousands of euros, the tax rate in per cent and unrounded.
#[derive(Default)]
pub(super) struct Further {
    pub(super) population_15_and_over: Path,
    pub(super) population_18_64: Path,
    pub(super) employed_18_64: Path,
    pub(super) labour_force_under_25: Path,
    pub(super) unemployed_under_25: Path,
    pub(super) long_term_unemployed: Path,
    pub(super) tertiary_educated: Path,
    pub(super) basic_education_only: Path,
    pub(super) municipal_tax: Path,
    pub(super) income_tax_rate: Path,
    pub(super) turnover: Path,
    pub(super) gdp: Path,
    pub(super) new_enterprises: Path,
}

impl Further {
    /// Draws them. They depend on the municipality's code, its traits and its first figures.
    pub(super) fn of(code: &str, traits: &Traits, figures: &Figures) -> Self {
        let Traits { vigour, youth, .. } = *traits;
        let path = |purpose: &str, persistence: f64, spread: f64| -> Path { Stream::at(purpose, code).path(persistence, spread) };
        let share = |whole: &Path, of: &dyn Fn(usize) -> f64| -> Path { std::array::from_fn(|t| (whole[t] * of(t)).round()) };
        let at_most = |part: Path, whole: &Path| -> Path { std::array::from_fn(|t| part[t].min(whole[t])) };

        let own = path("population_15_and_over", 0.95, 0.004);
        let population_15_and_over =
            share(&figures.population, &|t| (0.848 - 0.020 * youth + 0.0008 * t as f64 + own[t]).clamp(0.76, 0.92));
        let own = path("population_18_64", 0.95, 0.008);
        let population_18_64 =
            share(&figures.population, &|t| (0.560 + 0.022 * youth - 0.002 * t as f64 + own[t]).clamp(0.44, 0.68));
        let own = path("employed_18_64", 0.6, 0.004);
        let employed_18_64 = share(&figures.employed, &|t| (0.958 + own[t]).clamp(0.93, 0.985));
        let employed_18_64 = at_most(employed_18_64, &population_18_64);

        let own = path("labour_force_under_25", 0.8, 0.008);
        let labour_force_under_25 = share(&figures.labour_force, &|t| (0.110 + 0.012 * youth + own[t]).clamp(0.05, 0.19));
        let own = path("unemployed_under_25", 0.7, 0.022);
        let unemployed_under_25 =
            share(&labour_force_under_25, &|t| (0.145 - 0.024 * vigour - 0.022 * CYCLE[t] + own[t]).clamp(0.03, 0.36));
        let unemployed_under_25 = at_most(unemployed_under_25, &figures.unemployed);
        let own = path("long_term_unemployed", 0.85, 0.045);
        let long_term_unemployed =
            share(&figures.unemployed, &|t| (0.310 - 0.045 * vigour - 0.020 * CYCLE[t] + own[t]).clamp(0.08, 0.62));

        let own = path("tertiary_educated", 0.95, 0.012);
        let tertiary: Path =
            std::array::from_fn(|t| (0.275 + 0.055 * vigour + 0.018 * youth + 0.004 * t as f64 + own[t]).clamp(0.11, 0.66));
        let own = path("basic_education_only", 0.95, 0.010);
        let basic = |t: usize| (0.285 - 0.030 * vigour - 0.022 * youth - 0.005 * t as f64 + own[t]).clamp(0.09, 0.46);

        let own = path("municipal_tax", 0.8, 0.018);
        let municipal_tax = share(&figures.tax_revenue, &|t| (0.800 + own[t]).clamp(0.66, 0.92));
        let own = path("income_tax_rate", 0.97, 0.55);
        let income_tax_rate = std::array::from_fn(|t| {
            let cut = if FIRST_YEAR + t as i32 >= TAXES_HALVED { TAX_RATE_CUT } else { 0.0 };
            20.7 - 0.45 * vigour + 0.05 * t as f64 + own[t] - cut
        });
        let level = 0.28 * Stream::at("trait turnover", code).normal();
        let own = path("turnover", 0.85, 0.055);
        let turnover =
            share(&figures.jobs, &|t| 168.0 * libm::exp(level + 0.08 * vigour + 0.022 * t as f64 + 0.04 * CYCLE[t] + own[t]));
        let level = 0.09 * Stream::at("trait value added", code).normal();
        let own = path("gdp", 0.8, 0.020);
        let gdp = share(&figures.jobs, &|t| 82.0 * libm::exp(level + 0.04 * vigour + 0.024 * t as f64 + own[t]));
        let own = path("new_enterprises", 0.5, 0.012);
        let new_enterprises =
            share(&figures.enterprises, &|t| (0.090 + 0.008 * vigour + 0.006 * CYCLE[t] + own[t]).clamp(0.02, 0.20));

        Further {
            tertiary_educated: share(&population_15_and_over, &|t| tertiary[t]),
            basic_education_only: share(&population_15_and_over, &|t| basic(t).min(0.92 - tertiary[t])),
            population_15_and_over,
            population_18_64,
            employed_18_64,
            labour_force_under_25,
            unemployed_under_25,
            long_term_unemployed,
            municipal_tax,
            income_tax_rate,
            turnover,
            gdp,
            new_enterprises,
        }
    }
}
