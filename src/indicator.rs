//! Variables, indicators and the way from one to the other: definitions only.
//!
//! The numbers are computed in [`crate::derive`]; here stands what is computed from what, and which cells of which
//! periods that takes.

use std::collections::BTreeSet;

use crate::config::located::Localised;
use crate::method::{Direction, MissingRule, Normalisation};
use crate::period::Period;

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
    /// How it comes about.
    pub kind: VariableKind,
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
    },
    /// Mean over the last `over` periods.
    Mean {
        /// Variable.
        of: usize,
        /// Number of periods, the current one included.
        over: u32,
    },
    /// Sum over the last `over` periods.
    Sum {
        /// Variable.
        of: usize,
        /// Number of periods, the current one included.
        over: u32,
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
        let window = |variable: usize, over: u32| (0..over as i32).rev().map(move |step| (variable, period.back(step)));
        match self {
            Derivation::Variable(of) | Derivation::Parent { of, .. } => vec![(*of, period)],
            Derivation::Ratio { numerator, denominator, .. } => vec![(*numerator, period), (*denominator, period)],
            Derivation::Change { of, over, .. } => vec![(*of, period.back(*over as i32)), (*of, period)],
            Derivation::Mean { of, over } | Derivation::Sum { of, over } => window(*of, *over).collect(),
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

/// The series and periods behind a derivation, followed through derived variables.
pub fn series_behind(variables: &[Variable], derivation: &Derivation, period: Period, found: &mut BTreeSet<(usize, Period)>) {
    for (variable, period) in derivation.inputs(period) {
        match &variables[variable].kind {
            VariableKind::Series(_) => {
                found.insert((variable, period));
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
    /// Whether more is better.
    pub direction: Direction,
    /// What it is computed from.
    pub derivation: Derivation,
    /// Statistic period of each edition, in the order of the editions.
    pub periods: Vec<Period>,
    /// Weight among its siblings.
    pub weight: f64,
    /// How it becomes a score.
    pub normalisation: Normalisation,
    /// What happens where it is missing.
    pub missing: MissingRule,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_reads_its_periods_oldest_first() {
        let mean = Derivation::Mean { of: 3, over: 3 };
        let years: Vec<String> = mean.inputs(Period::year(2021)).iter().map(|(_, period)| period.to_string()).collect();
        assert_eq!(years, ["2019", "2020", "2021"]);
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
        };
        assert_eq!(series.declared_division(Period::year(2016)), Some(2018));
        assert_eq!(series.declared_division(Period::year(2017)), None);
    }
}
