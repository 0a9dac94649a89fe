//! The series of the demonstration: how each is combined, on which regions it is published, and how it is rounded.

use PublishedOn::{ItsOwnYear, Newest};

use super::municipality::{Figures, Path};

/// How the parts of a merged municipality become one value.
#[derive(Clone, Copy)]
pub(super) enum Combination {
    /// Counts and amounts.
    Sum,
    /// Rates.
    MeanWeightedBy(fn(&Figures) -> &Path),
}

/// The municipalities by which a series is published.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PublishedOn {
    /// Those of the year that the value is of.
    ItsOwnYear,
    /// Those of the newest year, for all years.
    Newest,
}

/// What a series covers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Coverage {
    /// The mainland and Åland.
    Country,
    /// The mainland only.
    Mainland,
}

/// The areas of which a series is published.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Areas {
    Municipalities,
    /// Seutukunnat, on today's map, under codes that say so: `SK011`.
    SubRegions,
}

/// One series.
pub(super) struct Series {
    /// Its name in the data.
    pub(super) name: &'static str,
    /// Where its numbers are.
    pub(super) figure: fn(&Figures) -> &Path,
    pub(super) combination: Combination,
    pub(super) published_on: PublishedOn,
    pub(super) coverage: Coverage,
    pub(super) areas: Areas,
    /// Values are multiples of this.
    pub(super) step: f64,
    /// Whether an exact nil is written as a dash.
    pub(super) nil_is_a_dash: bool,
    /// Whether small cells may be suppressed.
    pub(super) suppressed: bool,
    /// Whether the newest year is preliminary.
    pub(super) preliminary: bool,
}

impl Series {
    const fn count(name: &'static str, published_on: PublishedOn, figure: fn(&Figures) -> &Path) -> Self {
        Series {
            name,
            figure,
            combination: Combination::Sum,
            published_on,
            coverage: Coverage::Country,
            areas: Areas::Municipalities,
            step: 1.0,
            nil_is_a_dash: false,
            suppressed: false,
            preliminary: false,
        }
    }

    const fn rate(
        name: &'static str,
        published_on: PublishedOn,
        figure: fn(&Figures) -> &Path,
        weight: fn(&Figures) -> &Path,
        step: f64,
    ) -> Self {
        Series { combination: Combination::MeanWeightedBy(weight), step, ..Series::count(name, published_on, figure) }
    }

    const fn mainland(self) -> Self {
        Series { coverage: Coverage::Mainland, ..self }
    }

    const fn of_sub_regions(self) -> Self {
        Series { areas: Areas::SubRegions, ..self }
    }

    const fn nil_is_a_dash(self) -> Self {
        Series { nil_is_a_dash: true, ..self }
    }

    const fn suppressed(self) -> Self {
        Series { suppressed: true, ..self }
    }

    const fn preliminary(self) -> Self {
        Series { preliminary: true, ..self }
    }
}

/// All series, sorted by name.
pub(super) const SERIES: [Series; 38] = [
    Series::count("accumulated_surplus", ItsOwnYear, |figures| &figures.accumulated_surplus).mainland().preliminary(),
    Series::count("basic_education_only", Newest, |figures| &figures.further.basic_education_only),
    Series::count("births", Newest, |figures| &figures.births).nil_is_a_dash(),
    Series::count("completed_dwellings", ItsOwnYear, |figures| &figures.completed_dwellings).preliminary(),
    Series::count("deaths", Newest, |figures| &figures.deaths).nil_is_a_dash(),
    Series::rate("education_index", Newest, |figures| &figures.education_index, |figures| &figures.population, 1.0),
    Series::count("emigration", Newest, |figures| &figures.emigration).nil_is_a_dash(),
    Series::count("employed", Newest, |figures| &figures.employed),
    Series::count("employed_18_64", Newest, |figures| &figures.further.employed_18_64),
    Series::count("employed_35_44", Newest, |figures| &figures.employed_35_44),
    Series::count("enterprises", ItsOwnYear, |figures| &figures.enterprises),
    Series::count("families", Newest, |figures| &figures.families),
    Series::count("families_with_children", Newest, |figures| &figures.families_with_children),
    Series::count("gdp", Newest, |figures| &figures.further.gdp).of_sub_regions(),
    Series::count("immigration", Newest, |figures| &figures.immigration).nil_is_a_dash(),
    Series::count("in_migration", Newest, |figures| &figures.in_migration),
    Series::count("income_recipients", ItsOwnYear, |figures| &figures.income_recipients),
    Series::rate(
        "income_tax_rate",
        ItsOwnYear,
        |figures| &figures.further.income_tax_rate,
        |figures| &figures.income_recipients,
        0.1,
    ),
    Series::count("jobs", ItsOwnYear, |figures| &figures.jobs),
    Series::count("labour_force", Newest, |figures| &figures.labour_force),
    Series::count("labour_force_under_25", Newest, |figures| &figures.further.labour_force_under_25),
    Series::count("leisure_homes", ItsOwnYear, |figures| &figures.leisure_homes),
    Series::count("long_term_unemployed", Newest, |figures| &figures.further.long_term_unemployed).nil_is_a_dash(),
    Series::rate("median_income", ItsOwnYear, |figures| &figures.median_income, |figures| &figures.income_recipients, 10.0)
        .suppressed(),
    Series::rate("morbidity_index", Newest, |figures| &figures.morbidity_index, |figures| &figures.population, 0.1).suppressed(),
    Series::count("municipal_tax", ItsOwnYear, |figures| &figures.further.municipal_tax).preliminary(),
    Series::count("out_migration", Newest, |figures| &figures.out_migration),
    Series::count("population", Newest, |figures| &figures.population),
    Series::count("population_15_and_over", Newest, |figures| &figures.further.population_15_and_over),
    Series::count("population_18_64", Newest, |figures| &figures.further.population_18_64),
    Series::count("population_35_44", Newest, |figures| &figures.population_35_44),
    Series::count("population_under_55", Newest, |figures| &figures.population_under_55),
    Series::count("private_jobs", ItsOwnYear, |figures| &figures.private_jobs),
    Series::count("tax_revenue", ItsOwnYear, |figures| &figures.tax_revenue).preliminary(),
    Series::count("tertiary_educated", Newest, |figures| &figures.further.tertiary_educated),
    Series::count("turnover", ItsOwnYear, |figures| &figures.further.turnover),
    Series::count("unemployed", Newest, |figures| &figures.unemployed).preliminary(),
    Series::count("unemployed_under_25", Newest, |figures| &figures.further.unemployed_under_25).nil_is_a_dash(),
];

/// How a year's figure is spread over the year.
#[derive(Clone, Copy)]
pub(super) enum Spread {
    /// Events by month, with the season's weights.
    Months([f64; 12]),
    /// Events by quarter.
    Quarters,
    /// Counted at the end of each month, in proportion to the way from one December to the next.
    MonthEnds([f64; 12]),
}

impl Spread {
    pub(super) fn per_year(self) -> usize {
        match self {
            Spread::Months(_) | Spread::MonthEnds(_) => 12,
            Spread::Quarters => 4,
        }
    }
}

/// A series of months or quarters: a count.
pub(super) struct ShortTerm {
    pub(super) name: &'static str,
    /// Where the years' numbers are.
    pub(super) figure: fn(&Figures) -> &Path,
    pub(super) published_on: PublishedOn,
    pub(super) spread: Spread,
}

impl ShortTerm {
    const fn new(name: &'static str, published_on: PublishedOn, figure: fn(&Figures) -> &Path, spread: Spread) -> Self {
        ShortTerm { name, figure, published_on, spread }
    }
}

/// Hardly any season.
const EVEN: [f64; 12] = [1.0, 0.93, 1.0, 0.98, 1.02, 1.02, 1.06, 1.06, 1.03, 1.0, 0.95, 0.95];
/// Moves: late summer, when studies begin.
const MOVES: [f64; 12] = [0.95, 0.75, 0.80, 0.80, 0.95, 1.15, 1.15, 1.75, 1.20, 0.95, 0.80, 0.75];
/// Building: finished before holidays and before the year ends.
const BUILDING: [f64; 12] = [0.65, 0.70, 0.85, 0.90, 1.10, 1.35, 0.80, 0.95, 1.10, 1.15, 1.15, 1.30];
/// Unemployment at the end of the month, December being 1.
const UNEMPLOYMENT: [f64; 12] = [1.00, 0.98, 0.96, 0.93, 0.90, 0.98, 1.04, 0.94, 0.90, 0.91, 0.93, 1.0];
/// That of people under 25: higher when schools end.
const YOUTH_UNEMPLOYMENT: [f64; 12] = [0.97, 0.95, 0.93, 0.90, 0.92, 1.12, 1.18, 0.98, 0.90, 0.90, 0.93, 1.0];
/// Long-term unemployment has no season.
const STEADY: [f64; 12] = [1.0; 12];

/// All series of months and quarters, sorted by name.
pub(super) const SHORT_TERM: [ShortTerm; 11] = [
    ShortTerm::new("births", Newest, |figures| &figures.births, Spread::Months(EVEN)),
    ShortTerm::new("completed_dwellings", ItsOwnYear, |figures| &figures.completed_dwellings, Spread::Months(BUILDING)),
    ShortTerm::new("deaths", Newest, |figures| &figures.deaths, Spread::Months(EVEN)),
    ShortTerm::new("emigration", Newest, |figures| &figures.emigration, Spread::Months(EVEN)),
    ShortTerm::new("immigration", Newest, |figures| &figures.immigration, Spread::Months(MOVES)),
    ShortTerm::new("in_migration", Newest, |figures| &figures.in_migration, Spread::Months(MOVES)),
    ShortTerm::new("long_term_unemployed", Newest, |figures| &figures.further.long_term_unemployed, Spread::MonthEnds(STEADY)),
    ShortTerm::new("new_enterprises", ItsOwnYear, |figures| &figures.further.new_enterprises, Spread::Quarters),
    ShortTerm::new("out_migration", Newest, |figures| &figures.out_migration, Spread::Months(MOVES)),
    ShortTerm::new("unemployed", Newest, |figures| &figures.unemployed, Spread::MonthEnds(UNEMPLOYMENT)),
    ShortTerm::new(
        "unemployed_under_25",
        Newest,
        |figures| &figures.further.unemployed_under_25,
        Spread::MonthEnds(YOUTH_UNEMPLOYMENT),
    ),
];
