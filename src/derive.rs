//! Computes indicators from variables: ratios, changes, windows, differences, shares, the value of the area above.
//!
//! Series have been brought to the ranked division before ([`crate::harmonise`]), so a ratio of merged regions is the exact
//! ratio of their sums. Sums and differences are rounded to the digits that their operands have ([`round::sum`]), so that equal
//! changes are equal numbers and tie; so are quotients of decimals ([`round::quotient`]). Where something is missing or a denominator
//! is zero the result is missing, never infinite.

use std::borrow::Cow;
use std::sync::Arc;

use crate::harmonise::Harmonised;
use crate::indicator::{ChangeKind, Derivation, VariableKind, change_periods, window};
use crate::panel::Missing;
use crate::period::Period;
use crate::plan::Plan;
use crate::region::Regions;
use crate::round;

/// A derived column over all regions of a level's division: values, and marks where there are any.
#[derive(Debug, Clone)]
pub struct Derived<'a> {
    /// Values by region.
    pub values: Cow<'a, [f64]>,
    /// Marks by region; empty when there are none.
    pub marks: Cow<'a, [u8]>,
}

/// Computes a derivation in a period, over the regions of a level.
pub fn derive<'a>(
    plan: &Plan,
    regions: &Regions,
    harmonised: &'a Harmonised<'_>,
    derivation: &Derivation,
    period: Period,
    level: &str,
) -> Derived<'a> {
    let context = Context { plan, regions, harmonised };
    context.derive(derivation, period, level)
}

struct Context<'a, 'h> {
    plan: &'a Plan,
    regions: &'a Regions,
    harmonised: &'h Harmonised<'h>,
}

impl<'h> Context<'_, 'h> {
    fn variable(&self, variable_idx: usize, period: Period, level: &str) -> Derived<'h> {
        match &self.plan.variables[variable_idx].kind {
            VariableKind::Derived(inner) => self.derive(inner, period, level),
            VariableKind::Series(_) => match self.harmonised.column(variable_idx, period, level) {
                Some((values, marks)) => Derived { values: Cow::Borrowed(values), marks: Cow::Borrowed(marks) },
                None => {
                    let n_regions = self.regions.division_of(level).map_or(0, |division| division.codes.len());
                    Derived { values: Cow::Owned(vec![Missing::NoRow.value(); n_regions]), marks: Cow::Owned(Vec::new()) }
                }
            },
        }
    }

    fn derive(&self, derivation: &Derivation, period: Period, level: &str) -> Derived<'h> {
        match derivation {
            Derivation::Variable(of) => self.variable(*of, period, level),
            Derivation::Ratio { numerator, denominator, scale } => {
                let (above, below) = (self.variable(*numerator, period, level), self.variable(*denominator, period, level));
                combine(&above, &below, |above, below| ratio(above, below, *scale))
            }
            Derivation::Change { of, over, kind, frequency } => {
                let [old, new] = change_periods(period, *over, *frequency).map(|period| self.variable(*of, period, level));
                combine(&old, &new, |old, new| change(old, new, *kind))
            }
            Derivation::Difference { of, minus } => {
                combine(&self.variable(*of, period, level), &self.variable(*minus, period, level), |of, minus| {
                    round::sum(of, -minus)
                })
            }
            Derivation::Sum { of, over, frequency, lag } => self.window(*of, window(period, *over, *frequency, *lag), level),
            Derivation::Mean { of, over, frequency, lag } => {
                let mut sum = self.window(*of, window(period, *over, *frequency, *lag), level);
                sum.values.to_mut().iter_mut().filter(|value| !value.is_nan()).for_each(|value| *value /= f64::from(*over));
                sum
            }
            Derivation::Share { of, total } => {
                let (of, total) = (self.total(of, period, level), self.total(total, period, level));
                combine(&of, &total, |of, total| ratio(of, total, 100.0))
            }
            Derivation::Parent { of, level: parent_level } => {
                let parent = self.variable(*of, period, parent_level);
                self.handed_down(&parent, level, parent_level)
            }
        }
    }

    fn window(&self, of: usize, periods: impl Iterator<Item = Period>, level: &str) -> Derived<'h> {
        added(periods.map(|period| self.variable(of, period, level)).collect())
    }

    fn total(&self, variables: &[usize], period: Period, level: &str) -> Derived<'h> {
        added(variables.iter().map(|&variable| self.variable(variable, period, level)).collect())
    }

    /// Gives each region of `level` the value of its area.
    fn handed_down(&self, parent: &Derived<'h>, level: &str, parent_level: &str) -> Derived<'h> {
        let (Some(own), Some(above)) = (self.regions.division_of(level), self.regions.division_of(parent_level)) else {
            return Derived { values: Cow::Owned(Vec::new()), marks: Cow::Owned(Vec::new()) };
        };
        let column = self.regions.table.column(parent_level);
        let position = |cells: &Arc<[String]>| column.and_then(|column| above.position(&cells[column]));
        let positions: Vec<Option<usize>> = own.cells.iter().map(position).collect();
        let value = |position: &Option<usize>| position.map_or(Missing::NoRow.value(), |position| parent.values[position]);
        let mark = |position: &Option<usize>| position.and_then(|position| parent.marks.get(position)).copied().unwrap_or(0);
        let marks = if parent.marks.is_empty() { Vec::new() } else { positions.iter().map(mark).collect() };
        Derived { values: Cow::Owned(positions.iter().map(value).collect()), marks: Cow::Owned(marks) }
    }
}

/// `scale · above / below`; missing where the denominator is zero.
fn ratio(above: f64, below: f64, scale: f64) -> f64 {
    if below == 0.0 { Missing::Computed.value() } else { round::quotient(scale, above, below) }
}

/// Change from `old` to `new`; a percentage of nothing is missing.
fn change(old: f64, new: f64, kind: ChangeKind) -> f64 {
    match kind {
        ChangeKind::Difference => round::sum(new, -old),
        ChangeKind::Percent => ratio(round::sum(new, -old), old.abs(), 100.0),
    }
}

/// Element by element; a missing operand gives its reason to the result, the first one's before the second's.
fn combine<'a>(a: &Derived<'_>, b: &Derived<'_>, operation: impl Fn(f64, f64) -> f64) -> Derived<'a> {
    let values = a
        .values
        .iter()
        .zip(b.values.iter())
        .map(|(&a, &b)| {
            if a.is_nan() {
                a
            } else if b.is_nan() {
                b
            } else {
                finite(operation(a, b))
            }
        })
        .collect();
    Derived { values: Cow::Owned(values), marks: Cow::Owned(merged_marks(&a.marks, &b.marks)) }
}

/// The sum of columns, in their order; missing where any is.
fn added<'a>(columns: Vec<Derived<'a>>) -> Derived<'a> {
    let mut columns = columns.into_iter();
    let Some(mut total) = columns.next() else {
        return Derived { values: Cow::Owned(Vec::new()), marks: Cow::Owned(Vec::new()) };
    };
    for column in columns {
        total = combine(&total, &column, round::sum);
    }
    total
}

/// A result that overflowed is not a number.
fn finite(value: f64) -> f64 {
    if value.is_finite() || value.is_nan() { value } else { Missing::Computed.value() }
}

fn merged_marks(a: &[u8], b: &[u8]) -> Vec<u8> {
    match (a.is_empty(), b.is_empty()) {
        (true, _) => b.to_vec(),
        (_, true) => a.to_vec(),
        _ => a.iter().zip(b).map(|(a, b)| a | b).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_worked_ratios_and_changes() {
        assert_eq!(ratio(30.0, 400.0, 1000.0), 75.0);
        assert_eq!(Missing::of(ratio(1.0, 0.0, 100.0)), Some(Missing::Computed));
        assert_eq!(change(80.0, 100.0, ChangeKind::Percent), 25.0);
        assert_eq!(change(-80.0, -100.0, ChangeKind::Percent), -25.0);
        assert_eq!(change(4.5, 4.0, ChangeKind::Difference), -0.5);
    }

    #[test]
    fn the_first_missing_operand_gives_the_reason() {
        let column = |value: f64| Derived { values: Cow::Owned(vec![value]), marks: Cow::Owned(Vec::new()) };
        let dots = Missing::Dots(2).value();
        let sum = combine(&column(dots), &column(Missing::NoRow.value()), |a, b| a + b);
        assert_eq!(Missing::of(sum.values[0]), Some(Missing::Dots(2)));
        let overflow = combine(&column(f64::MAX), &column(f64::MAX), |a, b| a + b);
        assert_eq!(Missing::of(overflow.values[0]), Some(Missing::Computed));
    }
}
