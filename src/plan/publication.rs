//! What of a variable or an indicator may be shown: licences forbid values, small cells forbid even scores.
//!
//! A statistic that is not shown counts in the index all the same. Whatever is derived from it is no more public than itself:
//! an indicator's effective publication is the strictest of its own and of every variable that its values, or the values that
//! fill its gaps, are computed from ([`effective`]). A variable that only weighs (a mean over merged regions, the weights of a
//! summary) gives nothing of itself away and does not count.

use std::collections::BTreeSet;

use super::Plan;
use crate::indicator::{Derivation, Indicator, Variable, VariableKind, series_behind};
use crate::period::Period;

/// What may be shown, from everything to nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Publication {
    /// Everything.
    #[default]
    Raw,
    /// Scores, ranks and contributions; no value, and nothing that gives values away: no parameter that is one (a minimum, a
    /// median), no change of values, no distance to a target.
    Score,
    /// Neither values nor scores of it, anywhere; it is named as not published.
    None,
}

impl Publication {
    /// Whether values may be shown, and what is computed from them in their own unit.
    pub fn shows_values(self) -> bool {
        self == Publication::Raw
    }

    /// Whether scores, ranks and contributions may be shown.
    pub fn shows_scores(self) -> bool {
        self != Publication::None
    }

    /// The word for it in configurations.
    pub fn word(self) -> &'static str {
        match self {
            Publication::Raw => "raw",
            Publication::Score => "score",
            Publication::None => "none",
        }
    }
}

impl Plan {
    /// The series whose cells may not leave the house, by position: those that are not public themselves, and all behind an
    /// indicator that is not, as its values could be computed from them again.
    pub fn withheld_series(&self) -> BTreeSet<usize> {
        let is_withheld = |(_, variable): &(usize, &Variable)| {
            !variable.publication.shows_values() && matches!(variable.kind, VariableKind::Series(_))
        };
        let mut withheld: BTreeSet<usize> = self.variables.iter().enumerate().filter(is_withheld).map(|(idx, _)| idx).collect();
        for indicator in self.indicators.iter().filter(|indicator| !indicator.publication.shows_values()) {
            let mut behind = BTreeSet::new();
            series_behind(&self.variables, &indicator.derivation, Period::year(0), &mut behind);
            withheld.extend(behind.into_iter().map(|(variable_idx, _)| variable_idx));
        }
        withheld
    }
}

/// Makes every variable no more public than what it is derived from, and every indicator no more public than its variables.
pub fn effective(variables: &mut [Variable], indicators: &mut [Indicator]) {
    let of_variables: Vec<Publication> = (0..variables.len()).map(|variable_idx| of_variable(variables, variable_idx)).collect();
    for (variable, publication) in variables.iter_mut().zip(of_variables) {
        variable.publication = publication;
    }
    for indicator in indicators {
        let further = indicator.further_inputs(Period::year(0));
        let derivations = std::iter::once(&indicator.derivation).chain(further.iter().map(|(derivation, _)| derivation));
        let strictest = derivations.map(|derivation| of_derivation(variables, derivation)).max().unwrap_or_default();
        indicator.publication = indicator.publication.max(strictest);
    }
}

/// The strictest of a variable and of everything behind it; circles are cut when the configuration is resolved.
fn of_variable(variables: &[Variable], variable_idx: usize) -> Publication {
    let Some(variable) = variables.get(variable_idx) else { return Publication::Raw };
    match &variable.kind {
        VariableKind::Series(_) => variable.publication,
        VariableKind::Derived(derivation) => variable.publication.max(of_derivation(variables, derivation)),
    }
}

fn of_derivation(variables: &[Variable], derivation: &Derivation) -> Publication {
    derivation.variables().into_iter().map(|variable_idx| of_variable(variables, variable_idx)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strictest_is_the_largest() {
        assert!(Publication::Raw < Publication::Score && Publication::Score < Publication::None);
        assert!(Publication::Raw.shows_values() && Publication::Raw.shows_scores());
        assert!(!Publication::Score.shows_values() && Publication::Score.shows_scores());
        assert!(!Publication::None.shows_values() && !Publication::None.shows_scores());
    }
}
