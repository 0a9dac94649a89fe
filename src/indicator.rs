//! Variables, indicators and the way from one to the other: definitions only.
//!
//! The numbers are computed in [`crate::derive`]; here stands what is computed from what, and which cells of which
//! periods that takes.

use std::collections::BTreeSet;

use crate::config::located::Localised;
use crate::method::{
    Direction, DistanceReference, Imputation, ImputationMethod, MissingRule, Normalisation, RankOrder, ReferenceMean, Scaling,
    StandardError, Treatment,
};
use crate::period::{Frequency, Period};
use crate::plan::Publication;

/// A series: read from the data, or derived from other variables.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Short name in the configuration.
    pub id: String,
    /// Name by language.
    pub name: Localised,
    /// Unit by language.
    pub unit: Localised,
    /// Who publishes it.
    pub source: Localised,
    /// What of it may be shown: the strictest of its own and of what it is derived from.
    pub publication: Publication,
    /// How it comes about.
    pub kind: VariableKind,
}

impl Variable {
    /// The error of its values, where one is stated.
    pub fn error(&self) -> Option<StandardError> {
        match &self.kind {
            VariableKind::Series(series) => series.error,
            VariableKind::Derived(_) => None,
        }
    }
}

/// How a variable comes about.
#[derive(Debug, Clone)]
pub enum VariableKind {
    /// It is read.
    Series(Series),
    /// It is computed.
    Derived(Derivation),
}

/// A raw series in the input.
#[derive(Debug, Clone)]
pub struct Series {
    /// Its name in the data.
    pub name: String,
    /// The level whose codes the data carry.
    pub level: String,
    /// How values of merged regions become one.
    pub merge: Combination,
    /// How values of members become an area's.
    pub areas: Combination,
    /// On which division it is, where that is declared.
    pub divisions: DeclaredDivision,
    /// Smallest and largest value that can be right.
    pub plausible: Option<(f64, f64)>,
    /// Of a survey: how many answers its values rest on.
    pub answers: Option<Answers>,
    /// The error of its values, where one is stated.
    pub error: Option<StandardError>,
}

/// How many answers the values of a survey's series rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answers {
    /// The variable that holds their number, of the same level and by the same periods.
    pub variable: usize,
    /// Fewest answers with which a value counts; `None` = any number.
    pub least: Option<u32>,
}

impl Series {
    /// The declared division of the series in `period`, if any.
    pub fn declared_division(&self, period: Period) -> Option<i32> {
        let year = period.calendar_year();
        match &self.divisions {
            DeclaredDivision::OwnYear => Some(year),
            DeclaredDivision::Ranges(ranges) => {
                let holds = |range: &&DivisionRange| {
                    range.from.is_none_or(|from| from.calendar_year() <= year)
                        && range.to.is_none_or(|to| year <= to.calendar_year())
                };
                ranges.iter().find(holds).map(|range| range.division)
            }
        }
    }
}

/// On which division a series is declared to be.
#[derive(Debug, Clone)]
pub enum DeclaredDivision {
    /// Each period on that of its own year.
    OwnYear,
    /// By ranges of periods; none = not declared.
    Ranges(Vec<DivisionRange>),
}

/// A range of periods that is on one division.
#[derive(Debug, Clone, Copy)]
pub struct DivisionRange {
    /// First period; `None` = from the beginning.
    pub from: Option<Period>,
    /// Last period; `None` = to the end.
    pub to: Option<Period>,
    /// Classification year.
    pub division: i32,
}

/// How several values become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combination {
    /// The sum.
    Sum,
    /// The mean weighted by the variable with this index; approximate.
    WeightedMean(usize),
    /// The value of the region that carries on the code.
    Successor,
    /// Stop.
    Refuse,
}

/// What an indicator or derived variable is computed from. Variables are given by their index.
///
/// Windows and changes count periods of `frequency`, where one is given: the last of them is that at the end of the period
/// asked for ([`Period::at`]). So a quarterly index takes the twelve months up to the end of its quarter. Else they count
/// periods of the frequency asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Derivation {
    /// A variable as it is.
    Variable(usize),
    /// `scale · numerator / denominator`
    Ratio {
        /// Above the line.
        numerator: usize,
        /// Below the line.
        denominator: usize,
        /// Factor.
        scale: f64,
    },
    /// Change over `over` periods.
    Change {
        /// Variable.
        of: usize,
        /// Periods back.
        over: u32,
        /// How it is expressed.
        kind: ChangeKind,
        /// Frequency in which periods are counted; `None` = that of the period asked for.
        frequency: Option<Frequency>,
    },
    /// Mean over the last `over` periods.
    Mean {
        /// Variable.
        of: usize,
        /// Number of periods, the current one included.
        over: u32,
        /// Frequency in which periods are counted; `None` = that of the period asked for.
        frequency: Option<Frequency>,
        /// How many periods before it the window ends.
        lag: u32,
    },
    /// Sum over the last `over` periods.
    Sum {
        /// Variable.
        of: usize,
        /// Number of periods, the current one included.
        over: u32,
        /// Frequency in which periods are counted; `None` = that of the period asked for.
        frequency: Option<Frequency>,
        /// How many periods before it the window ends.
        lag: u32,
    },
    /// `of − minus`
    Difference {
        /// Variable taken from.
        of: usize,
        /// Variable taken away.
        minus: usize,
    },
    /// `100 · Σ of / Σ total`
    Share {
        /// The part.
        of: Vec<usize>,
        /// The whole.
        total: Vec<usize>,
    },
    /// The value of the area above.
    Parent {
        /// Variable.
        of: usize,
        /// Level of the area.
        level: String,
    },
}

/// How a change is expressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// New minus old; also percentage points of a variable in per cent.
    Difference,
    /// 100 · (new − old) / |old|
    Percent,
}

impl Derivation {
    /// The variables and periods that the value of `period` is computed from directly, each once.
    pub fn inputs(&self, period: Period) -> Vec<(usize, Period)> {
        match self {
            Derivation::Variable(of) | Derivation::Parent { of, .. } => vec![(*of, period)],
            Derivation::Ratio { numerator, denominator, .. } => vec![(*numerator, period), (*denominator, period)],
            Derivation::Change { of, over, frequency, .. } => {
                let [old, new] = change_periods(period, *over, *frequency);
                vec![(*of, old), (*of, new)]
            }
            Derivation::Mean { of, over, frequency, lag } | Derivation::Sum { of, over, frequency, lag } => {
                window(period, *over, *frequency, *lag).map(|period| (*of, period)).collect()
            }
            Derivation::Difference { of, minus } => vec![(*of, period), (*minus, period)],
            Derivation::Share { of, total } => {
                let distinct: BTreeSet<usize> = of.iter().chain(total).copied().collect();
                distinct.into_iter().map(|variable| (variable, period)).collect()
            }
        }
    }

    /// The variables it names.
    pub fn variables(&self) -> Vec<usize> {
        let mut variables: Vec<usize> = self.inputs(Period::year(0)).into_iter().map(|(variable, _)| variable).collect();
        variables.dedup();
        variables
    }
}

/// The periods of a window of `over` periods that ends `lag` periods earlier, oldest first; see [`Derivation`] for `frequency`.
pub fn window(period: Period, over: u32, frequency: Option<Frequency>, lag: u32) -> impl Iterator<Item = Period> {
    let last = frequency.map_or(period, |frequency| period.at(frequency)).back(lag as i32);
    (0..over as i32).rev().map(move |step| last.back(step))
}

/// The old and the new period of a change over `over` periods; see [`Derivation`] for `frequency`.
pub fn change_periods(period: Period, over: u32, frequency: Option<Frequency>) -> [Period; 2] {
    let new = frequency.map_or(period, |frequency| period.at(frequency));
    [new.back(over as i32), new]
}

/// The series and periods behind a derivation, followed through derived variables; with a survey's series the number of its
/// answers.
pub fn series_behind(variables: &[Variable], derivation: &Derivation, period: Period, found: &mut BTreeSet<(usize, Period)>) {
    for (variable, period) in derivation.inputs(period) {
        match &variables[variable].kind {
            VariableKind::Series(series) => {
                found.insert((variable, period));
                found.extend(series.answers.map(|answers| (answers.variable, period)));
            }
            VariableKind::Derived(inner) => series_behind(variables, inner, period, found),
        }
    }
}

/// What is normalised and weighed.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Short name.
    pub id: String,
    /// Name by language.
    pub name: Localised,
    /// Unit by language.
    pub unit: Localised,
    /// Who publishes the statistic.
    pub source: Localised,
    /// Note printed with it.
    pub note: Localised,
    /// What of it may be shown: the strictest of its own and of the variables it is derived from.
    pub publication: Publication,
    /// Whether more is better.
    pub direction: Direction,
    /// What it is computed from.
    pub derivation: Derivation,
    /// Statistic period of each edition, in the order of the editions.
    pub periods: Vec<Period>,
    /// First and last edition that has it, by position.
    pub editions: (usize, usize),
    /// Weight among its siblings, by edition, where weights are given.
    pub weights: Vec<f64>,
    /// How missing values are filled.
    pub imputation: Imputation,
    /// How outliers are treated.
    pub treatment: Treatment,
    /// How it becomes a score.
    pub normalisation: Normalisation,
    /// Which end of its score is the better one.
    pub order: RankOrder,
    /// What happens where it is missing.
    pub missing: MissingRule,
}

impl Indicator {
    /// What the steps after derivation read besides the indicator itself: the same at other times, values of areas, targets and
    /// weights.
    pub fn further_inputs(&self, period: Period) -> Vec<(Derivation, Period)> {
        let mut inputs = Vec::new();
        let mut other_times = |steps: &mut dyn Iterator<Item = i32>| {
            inputs.extend(steps.map(|step| (self.derivation.clone(), period.back(step))));
        };
        match &self.imputation.method {
            ImputationMethod::CarriedForward { at_most } => other_times(&mut (1..=*at_most as i32)),
            ImputationMethod::Linear { at_most, .. } => {
                other_times(&mut (-(*at_most as i32)..=*at_most as i32).filter(|step| *step != 0));
            }
            ImputationMethod::ParentArea { of, level } => {
                inputs.push((Derivation::Parent { of: *of, level: level.clone() }, period));
            }
            _ => {}
        }
        match self.normalisation.scaling {
            Scaling::DistanceTo { reference: DistanceReference::TargetVariable(variable), .. }
            | Scaling::RelativeTo { reference: ReferenceMean::WeightedMean(variable), .. } => {
                inputs.push((Derivation::Variable(variable), period));
            }
            _ => {}
        }
        inputs
    }

    /// Whether an edition has it.
    pub fn is_in(&self, edition_idx: usize) -> bool {
        (self.editions.0..=self.editions.1).contains(&edition_idx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_reads_its_periods_oldest_first() {
        let mean = |frequency| Derivation::Mean { of: 3, over: 3, frequency, lag: 0 };
        let periods = |derivation: Derivation, of: &str| -> Vec<String> {
            let of = of.parse().expect("a period");
            derivation.inputs(of).iter().map(|(_, period)| period.to_string()).collect()
        };
        assert_eq!(periods(mean(None), "2021"), ["2019", "2020", "2021"]);
        assert_eq!(periods(mean(Some(Frequency::Month)), "2025Q1"), ["2025M01", "2025M02", "2025M03"]);
        assert_eq!(periods(mean(Some(Frequency::Year)), "2025Q1"), ["2023", "2024", "2025"]);
        let year_before = Derivation::Mean { of: 3, over: 1, frequency: Some(Frequency::Year), lag: 1 };
        assert_eq!(periods(year_before, "2025Q1"), ["2024"]);
    }

    #[test]
    fn a_change_counts_periods_of_its_own_frequency() {
        let change = |over, frequency| Derivation::Change { of: 0, over, kind: ChangeKind::Percent, frequency };
        let periods = |derivation: Derivation| -> Vec<String> {
            let of = "2025Q3".parse().expect("a quarter");
            derivation.inputs(of).iter().map(|(_, period)| period.to_string()).collect()
        };
        assert_eq!(periods(change(4, None)), ["2024Q3", "2025Q3"]);
        assert_eq!(periods(change(12, Some(Frequency::Month))), ["2024M09", "2025M09"]);
        assert_eq!(periods(change(1, Some(Frequency::Year))), ["2024", "2025"]);
    }

    #[test]
    fn a_declared_division_holds_in_its_range_only() {
        let series = Series {
            name: "x".into(),
            level: "municipality".into(),
            merge: Combination::Sum,
            areas: Combination::Sum,
            divisions: DeclaredDivision::Ranges(vec![DivisionRange { from: None, to: Some(Period::year(2016)), division: 2018 }]),
            plausible: None,
            answers: None,
            error: None,
        };
        assert_eq!(series.declared_division(Period::year(2016)), Some(2018));
        assert_eq!(series.declared_division(Period::year(2017)), None);
    }
}
