//! Values of a survey that rest on too few answers: they are missing, and say so.
//!
//! Answers are counted where the value is: for a region that was put together from others, over all its parts. So two
//! municipalities of six answers each make one of twelve, whose mean, weighted by the answers, counts where ten are asked for.
//! What the publisher has suppressed itself keeps its own reason.

use std::collections::BTreeSet;

use super::{Column, ColumnKey, Harmonised};
use crate::indicator::VariableKind;
use crate::panel::Missing;
use crate::plan::Plan;
use crate::region::Regions;

/// Hides what rests on too few answers in every wanted column, and notes the answers of the ranked level.
pub(super) fn judge(plan: &Plan, regions: &Regions, wanted: &BTreeSet<ColumnKey>, harmonised: &mut Harmonised<'_>) {
    for key in wanted {
        let (variable_idx, period, level) = key;
        let VariableKind::Series(series) = &plan.variables[*variable_idx].kind else { continue };
        let Some(rule) = series.answers else { continue };
        let Some((answers, _)) = harmonised.column(rule.variable, *period, level) else { continue };
        let answers = answers.to_vec();
        let column = rule.least.and_then(|least| {
            let (values, marks) = harmonised.column(*variable_idx, *period, level)?;
            Some(Column { values: enough(values, &answers, f64::from(least)), marks: marks.to_vec() })
        });
        if let Some(column) = column {
            harmonised.direct.remove(key);
            harmonised.columns.insert(key.clone(), column);
        }
        if *level == regions.level {
            harmonised.notes.answers.insert((*variable_idx, *period), answers);
        }
    }
}

/// The values that rest on at least so many answers; the others, and those of which the number is missing, are missing.
///
/// A mean that could not be weighted because answers are missing or nil ([`Missing::Computed`]) is missing for that reason.
fn enough(values: &[f64], answers: &[f64], least: f64) -> Vec<f64> {
    let judged = |(&value, &answers): (&f64, &f64)| {
        let is_judged = matches!(Missing::of(value), None | Some(Missing::Computed));
        let is_enough = answers >= least;
        if is_judged && !is_enough { Missing::FewAnswers.value() } else { value }
    };
    values.iter().zip(answers).map(judged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_needs_its_answers() {
        let [few, dots, computed] = [Missing::FewAnswers, Missing::Dots(2), Missing::Computed].map(Missing::value);
        let judged = |value: f64, answers: f64| enough(&[value], &[answers], 10.0)[0];
        assert_eq!(judged(3.5, 10.0), 3.5);
        assert_eq!(Missing::of(judged(3.5, 9.0)), Some(Missing::FewAnswers));
        assert_eq!(Missing::of(judged(3.5, Missing::Null.value())), Some(Missing::FewAnswers));
        assert_eq!(judged(dots, 4.0).to_bits(), dots.to_bits());
        assert_eq!(judged(computed, Missing::NoRow.value()).to_bits(), few.to_bits());
        assert_eq!(judged(computed, 20.0).to_bits(), computed.to_bits());
    }
}
