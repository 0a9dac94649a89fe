//! One invented municipality: its traits, and its figures year by year.
//!
//! The figures hang together as real ones do: population grows by births, deaths and moves, to the last person; the employed
//! are part of the labour force; jobs follow the employed. Everything is whole persons, so municipalities can be added up.
//! No figure is taken from a real municipality; only the order of magnitude of each type is.

use super::further::Further;
use super::population::Population;
use super::random::Stream;
use super::{DemoRegion, FIRST_YEAR, N_YEARS};

/// One figure for every year.
pub(super) type Path = [f64; N_YEARS];

/// How good the times were in the whole country, year by year from 2013: around 0.
pub(super) const CYCLE: Path = [-0.4, -0.6, -0.7, -0.3, 0.3, 0.7, 0.8, -0.8, 0.2, 0.8, 0.5, -0.3, -0.5];
/// First year in which health and social services, and with them nearly half of the taxes, no longer are the municipality's.
pub(super) const TAXES_HALVED: i32 = 2023;

/// What persists in a municipality and shows in many of its figures: around 0, spread about 1.
pub(super) struct Traits {
    pub(super) size: f64,
    pub(super) vigour: f64,
    pub(super) youth: f64,
    pub(super) attraction: f64,
}

/// What is typical of a region type.
pub(super) struct TypeProfile {
    pub(super) median_population: f64,
    /// Spread of the logarithm of population.
    pub(super) spread: f64,
    /// How far the largest stand out.
    pub(super) skew: f64,
    vigour: f64,
    youth: f64,
    /// Share of the population that moves in from other municipalities in a year.
    pub(super) moves: f64,
    /// Net migration, share of population.
    pub(super) net_migration: f64,
    pub(super) immigration: f64,
    /// Jobs per employed resident.
    self_sufficiency: f64,
    enterprises: f64,
    dwellings: f64,
    leisure_homes: f64,
}

impl TypeProfile {
    fn of(region_type: &str) -> Self {
        match region_type {
            "keskuskaupunki" => TypeProfile {
                median_population: 85_000.0,
                spread: 0.62,
                skew: 0.28,
                vigour: 0.4,
                youth: 0.5,
                moves: 0.052,
                net_migration: 0.0025,
                immigration: 0.0062,
                self_sufficiency: 1.12,
                enterprises: 0.056,
                dwellings: 0.0068,
                leisure_homes: 0.03,
            },
            "kehyskunta" => TypeProfile {
                median_population: 11_500.0,
                spread: 0.75,
                skew: 0.06,
                vigour: 0.7,
                youth: 0.8,
                moves: 0.062,
                net_migration: 0.0030,
                immigration: 0.0030,
                self_sufficiency: 0.66,
                enterprises: 0.062,
                dwellings: 0.0050,
                leisure_homes: 0.07,
            },
            "seutukaupunki" => TypeProfile {
                median_population: 14_000.0,
                spread: 0.45,
                skew: 0.08,
                vigour: -0.2,
                youth: -0.3,
                moves: 0.042,
                net_migration: -0.0035,
                immigration: 0.0034,
                self_sufficiency: 1.02,
                enterprises: 0.063,
                dwellings: 0.0022,
                leisure_homes: 0.14,
            },
            _ => TypeProfile {
                median_population: 3_600.0,
                spread: 0.66,
                skew: 0.02,
                vigour: -0.5,
                youth: -0.8,
                moves: 0.044,
                net_migration: -0.0050,
                immigration: 0.0026,
                self_sufficiency: 0.88,
                enterprises: 0.084,
                dwellings: 0.0012,
                leisure_homes: 0.42,
            },
        }
    }
}

/// The figures of one municipality: counts as whole numbers, rates unrounded.
pub(super) struct Figures {
    pub(super) population: Path,
    pub(super) population_35_44: Path,
    pub(super) population_under_55: Path,
    pub(super) employed: Path,
    pub(super) employed_35_44: Path,
    pub(super) labour_force: Path,
    pub(super) unemployed: Path,
    pub(super) jobs: Path,
    pub(super) private_jobs: Path,
    pub(super) enterprises: Path,
    pub(super) income_recipients: Path,
    pub(super) median_income: Path,
    pub(super) education_index: Path,
    pub(super) tax_revenue: Path,
    pub(super) accumulated_surplus: Path,
    pub(super) morbidity_index: Path,
    pub(super) births: Path,
    pub(super) deaths: Path,
    pub(super) in_migration: Path,
    pub(super) out_migration: Path,
    pub(super) immigration: Path,
    pub(super) emigration: Path,
    pub(super) completed_dwellings: Path,
    pub(super) leisure_homes: Path,
    pub(super) families: Path,
    pub(super) families_with_children: Path,
    pub(super) further: Further,
}

/// Draws the figures of a municipality. They depend on its code and type, and on nothing else.
pub(super) fn figures(region: &DemoRegion) -> Figures {
    let profile = TypeProfile::of(&region.region_type);
    let stream = |purpose: &str| Stream::at(purpose, &region.code);
    let path = |purpose: &str, persistence: f64, spread: f64| -> Path { stream(purpose).path(persistence, spread) };

    // Traits: what persists and shows in many figures.
    let vigour = profile.vigour + 0.7 * stream("trait vigour").normal();
    let youth = profile.youth + 0.7 * stream("trait youth").normal();
    let traits = Traits { size: stream("trait size").normal(), vigour, youth, attraction: stream("trait attraction").normal() };
    let Population { start, population, births, deaths, in_migration, out_migration, immigration, emigration } =
        Population::of(&region.code, &profile, &traits);
    let attraction = traits.attraction;

    let yearly = |of: &dyn Fn(usize) -> f64| -> Path { std::array::from_fn(of) };
    let share = |whole: &Path, of: &dyn Fn(usize) -> f64| -> Path { std::array::from_fn(|t| (whole[t] * of(t)).round()) };

    let own = path("population_35_44", 0.9, 0.004);
    let population_35_44 = share(&population, &|t| (0.122 + 0.010 * youth + own[t]).clamp(0.07, 0.19));
    let own = path("population_under_55", 0.95, 0.012);
    let population_under_55 = share(&population, &|t| (0.625 + 0.055 * youth - 0.0025 * t as f64 + own[t]).clamp(0.36, 0.84));
    let own = path("labour_force", 0.9, 0.008);
    let labour_force =
        share(&population, &|t| (0.470 + 0.018 * vigour + 0.010 * youth - 0.0005 * t as f64 + own[t]).clamp(0.33, 0.60));
    let own = path("unemployed", 0.8, 0.012);
    let unemployed = share(&labour_force, &|t| (0.108 - 0.024 * vigour - 0.018 * CYCLE[t] + own[t]).clamp(0.018, 0.26));
    // Employment and unemployment come from different registers: they add up to the labour force only roughly.
    let own = path("employed", 0.5, 0.002);
    let employed = yearly(&|t| ((labour_force[t] - unemployed[t]) * (1.0 + own[t])).round());
    let own = path("employed_35_44", 0.7, 0.014);
    let employed_35_44 = share(&population_35_44, &|t| (0.835 + 0.026 * vigour + 0.012 * CYCLE[t] + own[t]).clamp(0.60, 0.97));

    let level = 0.16 * stream("trait self-sufficiency").normal();
    let own = path("jobs", 0.85, 0.03);
    let jobs = share(&employed, &|t| (profile.self_sufficiency + level + own[t]).clamp(0.42, 1.58));
    let level = 0.055 * stream("trait private sector").normal();
    let own = path("private_jobs", 0.85, 0.018);
    let private_jobs =
        share(&jobs, &|t| (0.62 + 0.03 * vigour + level + 0.002 * t as f64 + 0.008 * CYCLE[t] + own[t]).clamp(0.35, 0.88));
    let level = 0.20 * stream("trait enterprise").normal();
    let own = path("enterprises", 0.8, 0.03);
    let enterprises = share(&population, &|t| profile.enterprises * libm::exp(level + 0.10 * vigour + 0.012 * t as f64 + own[t]));

    let own = path("income_recipients", 0.8, 0.004);
    let income_recipients = share(&population, &|t| (0.825 - 0.018 * youth + own[t]).clamp(0.70, 0.92));
    let own = path("median_income", 0.85, 0.016);
    let median_income = yearly(&|t| 23_200.0 * libm::exp(0.085 * vigour + 0.024 * t as f64 + own[t]));
    let own = path("education_index", 0.95, 16.0);
    let education_index = yearly(&|t| (318.0 + 42.0 * vigour + 14.0 * youth + 3.4 * t as f64 + own[t]).clamp(190.0, 620.0));
    let own = path("morbidity_index", 0.9, 8.0);
    let morbidity_index = yearly(&|t| (102.0 - 13.0 * vigour - 2.0 * youth - 0.3 * t as f64 + own[t]).max(52.0));

    let own = path("tax_revenue", 0.7, 0.045);
    let tax_revenue = share(&population, &|t| {
        let kept = if FIRST_YEAR + t as i32 >= TAXES_HALVED { 0.54 } else { 1.0 };
        3.75 * kept * libm::exp(0.055 * vigour + 0.021 * t as f64 + own[t])
    });
    let level = 1.6 * stream("trait thrift").normal();
    let yearly_result = 0.09 + 0.06 * stream("trait result").normal();
    let own = path("accumulated_surplus", 0.8, 0.35);
    let accumulated_surplus = share(&population, &|t| 1.5 + level + yearly_result * t as f64 + own[t]);

    let level = 0.35 * attraction + 0.25 * vigour;
    let mut building = stream("completed_dwellings");
    let own: [(f64, f64); N_YEARS] = std::array::from_fn(|_| (building.uniform(), building.normal()));
    let completed_dwellings = yearly(&|t| {
        let (standstill, burst) = own[t];
        // In a small municipality nothing is finished in many a year.
        if population[t] < 5_000.0 && standstill < 0.22 {
            return 0.0;
        }
        let spread = if population[t] < 20_000.0 { 0.55 } else { 0.25 };
        (population[t] * profile.dwellings * libm::exp(level + 0.25 * CYCLE[t] + spread * burst)).round()
    });
    let stock = start * profile.leisure_homes * libm::exp(0.75 * stream("trait shore").normal());
    let own = path("leisure_homes", 0.9, 0.006);
    let leisure_homes = yearly(&|t| (stock * libm::exp(0.004 * t as f64 + own[t])).round());

    let own = path("families", 0.9, 0.005);
    let families = share(&population, &|t| (0.268 + own[t] - 0.0008 * t as f64).clamp(0.20, 0.32));
    let own = path("families_with_children", 0.95, 0.014);
    let families_with_children = share(&families, &|t| (0.385 + 0.055 * youth - 0.0035 * t as f64 + own[t]).clamp(0.14, 0.66));

    let mut figures = Figures {
        population,
        population_35_44,
        population_under_55,
        employed,
        employed_35_44,
        labour_force,
        unemployed,
        jobs,
        private_jobs,
        enterprises,
        income_recipients,
        median_income,
        education_index,
        tax_revenue,
        accumulated_surplus,
        morbidity_index,
        births,
        deaths,
        in_migration,
        out_migration,
        immigration,
        emigration,
        completed_dwellings,
        leisure_homes,
        families,
        families_with_children,
        further: Further::default(),
    };
    figures.further = Further::of(&region.code, &traits, &figures);
    figures
}
