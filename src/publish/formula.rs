//! How an indicator is computed, as a formula for people: variables go by their names in brackets, `t` is the statistic period.
//!
//! `100 · ([jobs](t) − [jobs](t − 1)) / |[jobs](t − 1)|`; formulas of derived variables follow after semicolons. A formula tells no
//! values, so that it stands whatever of an indicator may be published.

use super::labels::{Label, workbook as text};
use crate::indicator::{ChangeKind, Derivation, VariableKind};
use crate::plan::Plan;

/// The formula in a language.
pub fn of(plan: &Plan, derivation: &Derivation, language: &str) -> String {
    let word = |label: Label| label.in_language(language);
    let name = |variable_idx: usize| {
        let variable = &plan.variables[variable_idx];
        let name = variable.name.get(language).unwrap_or(variable.name.best(&plan.index.languages));
        format!("[{}]", if name.is_empty() { &variable.id } else { name })
    };
    let sum = |variables: &[usize]| {
        let names: Vec<String> = variables.iter().map(|&variable_idx| name(variable_idx)).collect();
        if names.len() == 1 { names.concat() } else { format!("({})", names.join(" + ")) }
    };
    let back = |steps: u32| if steps == 0 { "t".to_owned() } else { format!("t − {steps}") };
    let window = |what: Label, of: usize, over: u32, lag: u32| match over {
        1 => format!("{}({})", name(of), back(lag)),
        _ => format!("{} {}({} … {})", word(what), name(of), back(lag + over - 1), back(lag)),
    };
    let (text, frequency) = match derivation {
        Derivation::Variable(of) => (name(*of), None),
        Derivation::Ratio { numerator, denominator, scale } => {
            let scale = if *scale == 1.0 { String::new() } else { format!("{scale} · ") };
            (format!("{scale}{} / {}", name(*numerator), name(*denominator)), None)
        }
        Derivation::Change { of, over, kind, frequency } => {
            let (now, then) = (format!("{}(t)", name(*of)), format!("{}({})", name(*of), back(*over)));
            let text = match kind {
                ChangeKind::Difference => format!("{now} − {then}"),
                ChangeKind::Percent => format!("100 · ({now} − {then}) / |{then}|"),
            };
            (text, *frequency)
        }
        Derivation::Mean { of, over, frequency, lag } => (window(text::MEAN, *of, *over, *lag), *frequency),
        Derivation::Sum { of, over, frequency, lag } => (window(text::SUM, *of, *over, *lag), *frequency),
        Derivation::Difference { of, minus } => (format!("{} − {}", name(*of), name(*minus)), None),
        Derivation::Share { of, total } => (format!("100 · {} / {}", sum(of), sum(total)), None),
        Derivation::Parent { of, level } => (format!("{} ({level})", name(*of)), None),
    };
    let counted = frequency.map_or(String::new(), |frequency| format!(" (t: {})", word(text::frequency(frequency))));
    let behind: Vec<String> = derivation
        .variables()
        .into_iter()
        .filter_map(|variable_idx| match &plan.variables[variable_idx].kind {
            VariableKind::Series(_) => None,
            VariableKind::Derived(inner) => Some(format!("{} = {}", name(variable_idx), of(plan, inner, language))),
        })
        .collect();
    std::iter::once(format!("{text}{counted}")).chain(behind).collect::<Vec<String>>().join("; ")
}
