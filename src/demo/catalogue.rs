//! The series of the demonstration: how each is combined, on which municipalities it is published, and how it is rounded.

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

/// One series.
pub(super) struct Series {
    /// Its name in the data.
    pub(super) name: &'static str,
    /// Where its numbers are.
    pub(super) figure: fn(&Figures) -> &Path,
    pub(super) combination: Combination,
    pub(super) published_on: PublishedOn,
    pub(super) coverage: Coverage,
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
pub(super) const SERIES: [Series; 26] = [
    Series::count("accumulated_surplus", ItsOwnYear, |figures| &figures.accumulated_surplus).mainland().preliminary(),
    Series::count("births", Newest, |figures| &figures.births).nil_is_a_dash(),
    Series::count("completed_dwellings", ItsOwnYear, |figures| &figures.completed_dwellings).preliminary(),
    Series::count("deaths", Newest, |figures| &figures.deaths).nil_is_a_dash(),
    Series::rate("education_index", Newest, |figures| &figures.education_index, |figures| &figures.population, 1.0),
    Series::count("emigration", Newest, |figures| &figures.emigration).nil_is_a_dash(),
    Series::count("employed", Newest, |figures| &figures.employed),
    Series::count("employed_35_44", Newest, |figures| &figures.employed_35_44),
    Series::count("enterprises", ItsOwnYear, |figures| &figures.enterprises),
    Series::count("families", Newest, |figures| &figures.families),
    Series::count("families_with_children", Newest, |figures| &figures.families_with_children),
    Series::count("immigration", Newest, |figures| &figures.immigration).nil_is_a_dash(),
    Series::count("in_migration", Newest, |figures| &figures.in_migration),
    Series::count("income_recipients", ItsOwnYear, |figures| &figures.income_recipients),
    Series::count("jobs", ItsOwnYear, |figures| &figures.jobs),
    Series::count("labour_force", Newest, |figures| &figures.labour_force),
    Series::count("leisure_homes", ItsOwnYear, |figures| &figures.leisure_homes),
    Series::rate("median_income", ItsOwnYear, |figures| &figures.median_income, |figures| &figures.income_recipients, 10.0)
        .suppressed(),
    Series::rate("morbidity_index", Newest, |figures| &figures.morbidity_index, |figures| &figures.population, 0.1).suppressed(),
    Series::count("out_migration", Newest, |figures| &figures.out_migration),
    Series::count("population", Newest, |figures| &figures.population),
    Series::count("population_35_44", Newest, |figures| &figures.population_35_44),
    Series::count("population_under_55", Newest, |figures| &figures.population_under_55),
    Series::count("private_jobs", ItsOwnYear, |figures| &figures.private_jobs),
    Series::count("tax_revenue", ItsOwnYear, |figures| &figures.tax_revenue).preliminary(),
    Series::count("unemployed", Newest, |figures| &figures.unemployed).preliminary(),
];
