//! An edition with a variable or an indicator of one region set to another value.
//!
//! A variable is set in one period: the latest that the edition reads of it, unless another is named. Every indicator that
//! reads the cell moves: ratios over it, windows and changes that end or begin there, values of areas that it is part of. The
//! cell is that of the region as it is ranked. Where areas or answers to surveys are read too, the figures behind it are
//! changed as well: those of regions that have merged are scaled so that they sum to the new value, or shifted where the
//! variable is a mean.

use std::collections::BTreeSet;

use super::{Among, Baseline};
use crate::error::{Problem, ProblemKind, Problems, Result, did_you_mean};
use crate::harmonise;
use crate::indicator::{Combination, Derivation, VariableKind};
use crate::ingest::Ingested;
use crate::method::RankOrder;
use crate::outcome::{Detail, EditionOutcome};
use crate::period::Period;
use crate::round;
use crate::tree::Tree;

/// What is to be set, as written: `population=5000`, `population@2023=+5%`, `unemployment=-0.5`, `net_migration==-20`.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// A variable or an indicator.
    pub name: String,
    /// The period of a variable.
    pub period: Option<Period>,
    /// How its value becomes another.
    pub change: Change,
}

/// How a value becomes another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// It is this.
    To(f64),
    /// So much is added.
    By(f64),
    /// So many per cent of it are added.
    ByPercent(f64),
}

impl Change {
    /// The value that a value becomes; differences keep the digits of their operands.
    pub fn applied(self, old: f64) -> f64 {
        match self {
            Change::To(value) => value,
            Change::By(step) => round::sum(old, step),
            Change::ByPercent(percent) => round::sum(old, old * percent / 100.0),
        }
    }
}

impl std::str::FromStr for Setting {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let (name, value) = text.split_once('=').ok_or("write NAME=VALUE, for example `population=5000` or `population=+5%`")?;
        let (name, period) = match name.split_once('@') {
            None => (name, None),
            Some((name, period)) => (name, Some(period.trim().parse().map_err(|_| format!("`{period}` is not a period"))?)),
        };
        let value = value.trim().replace('−', "-");
        let is_relative = value.starts_with(['+', '-']);
        let written = value.trim_start_matches('=');
        let (number, percent) = written.strip_suffix('%').map_or((written, false), |number| (number, true));
        let number: f64 = number.trim().parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| {
            let hint = if written.contains(',') { "; write a decimal point" } else { "" };
            format!("`{written}` is not a number{hint}")
        })?;
        let change = match (is_relative, percent) {
            (true, true) => Change::ByPercent(number),
            (true, false) => Change::By(number),
            (false, true) => return Err("a change in per cent needs a sign, such as `+5%`".into()),
            (false, false) => Change::To(number),
        };
        Ok(Setting { name: name.trim().to_owned(), period, change })
    }
}

/// What was set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Replaced {
    /// What.
    pub subject: Subject,
    /// The value it has.
    pub old: f64,
    /// The value it would have.
    pub new: f64,
    /// Whether that value was stated, not the way to it from the old one.
    pub is_stated: bool,
}

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A variable in a period.
    Variable(usize, Period),
    /// An indicator in the edition.
    Indicator(usize),
}

/// The edition as it would be.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The cells that were replaced.
    pub replaced: Vec<Replaced>,
    /// Indicators whose values moved for any region, or that were set.
    pub affected: Vec<usize>,
    /// The edition, in full detail.
    pub edition: EditionOutcome,
}

/// How the region stands to another, before or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The other is before it.
    Behind,
    /// They share a place.
    Level,
    /// The other is after it.
    Ahead,
}

/// A region to which the order has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossed {
    /// The other region.
    pub other: usize,
    /// How it was.
    pub before: Standing,
    /// How it would be.
    pub after: Standing,
}

impl Answer {
    /// The others to whom the order changes, best first.
    pub fn crossed(&self, baseline: &Baseline<'_>, among: Among) -> Vec<Crossed> {
        let (before, after) = (&baseline.edition().nodes[Tree::ROOT], &self.edition.nodes[Tree::ROOT]);
        let standing = |scores: &[f64], other: usize| {
            let (own, other) = match baseline.order() {
                RankOrder::HighestFirst => (scores[baseline.region_idx], scores[other]),
                RankOrder::LowestFirst => (scores[other], scores[baseline.region_idx]),
            };
            if own > other {
                Standing::Ahead
            } else if own == other {
                Standing::Level
            } else {
                Standing::Behind
            }
        };
        let mut crossed: Vec<Crossed> = baseline
            .others(among)
            .into_iter()
            .map(|other| Crossed {
                other,
                before: standing(before.ranked_by(), other),
                after: standing(after.ranked_by(), other),
            })
            .filter(|crossed| crossed.before != crossed.after)
            .collect();
        crossed.sort_by_key(|crossed| (before.ranks[crossed.other], crossed.other));
        crossed
    }
}

/// Sets values and computes the edition again.
///
/// # Errors
/// Names that are not known, variables that the edition does not read or that are computed, the same thing set twice, a value
/// that does not exist, and steps that cannot be computed with the values.
pub fn set(baseline: &Baseline<'_>, settings: &[Setting]) -> Result<Answer> {
    let (plan, regions) = (baseline.plan, baseline.regions);
    let mut problems = Vec::new();
    let mut replaced: Vec<Replaced> = Vec::new();
    for setting in settings {
        match resolved(baseline, setting) {
            Ok(one) if replaced.iter().any(|other| other.subject == one.subject) => {
                problems.push(Problem::new(ProblemKind::Usage, format!("`{}` is set twice", setting.name)).help("set it once"));
            }
            Ok(one) => replaced.push(one),
            Err(problem) => problems.push(problem),
        }
    }
    Problems::check(problems, ())?;
    let variables: Vec<(usize, Period, f64)> = replaced
        .iter()
        .filter_map(|one| match one.subject {
            Subject::Variable(variable_idx, period) => Some((variable_idx, period, one.new)),
            Subject::Indicator(_) => None,
        })
        .collect();
    let indicators: Vec<(usize, f64)> = replaced
        .iter()
        .filter_map(|one| match one.subject {
            Subject::Indicator(indicator_idx) => Some((indicator_idx, one.new)),
            Subject::Variable(..) => None,
        })
        .collect();
    let wanted = baseline.schedule.columns(plan, &regions.level);
    let altered = altered(baseline, &replaced);
    let mut harmonised = harmonise::harmonise(plan, regions, altered.as_ref().unwrap_or(baseline.ingested), &wanted)?;
    for (variable_idx, period, value) in variables {
        harmonised.replace(variable_idx, period, &regions.level, regions.universe[baseline.region_idx], value);
    }
    let edition = baseline.rebuilt_on(&harmonised, &indicators, Detail::Full)?;
    let is_affected = |indicator_idx: &usize| {
        let (old, new) = (baseline.raw(*indicator_idx), &edition.indicators[*indicator_idx].raw);
        let differs = |(old, new): (&f64, &f64)| old.to_bits() != new.to_bits();
        indicators.iter().any(|(set, _)| set == indicator_idx) || old.iter().zip(new).any(differs)
    };
    let affected = (0..plan.indicators.len()).filter(is_affected).collect();
    Ok(Answer { replaced, affected, edition })
}

/// The series and periods that the edition reads, those behind derived variables too.
fn cells_read(baseline: &Baseline<'_>) -> BTreeSet<(usize, Period)> {
    fn follow(baseline: &Baseline<'_>, derivation: &Derivation, period: Period, found: &mut BTreeSet<(usize, Period)>) {
        for (variable_idx, period) in derivation.inputs(period) {
            found.insert((variable_idx, period));
            match &baseline.plan.variables[variable_idx].kind {
                VariableKind::Derived(inner) => follow(baseline, inner, period, found),
                VariableKind::Series(series) => found.extend(series.answers.map(|answers| (answers.variable, period))),
            }
        }
    }
    let mut found = BTreeSet::new();
    let periods = &baseline.schedule.periods[baseline.edition_idx];
    for (indicator, period) in baseline.plan.indicators.iter().zip(periods) {
        if indicator.is_in(baseline.edition_idx) {
            follow(baseline, &indicator.derivation, *period, &mut found);
            indicator.further_inputs(*period).iter().for_each(|(further, period)| follow(baseline, further, *period, &mut found));
        }
    }
    found
}

fn resolved(baseline: &Baseline<'_>, setting: &Setting) -> std::result::Result<Replaced, Problem> {
    let (plan, regions) = (baseline.plan, baseline.regions);
    let edition = &plan.editions[baseline.edition_idx].id;
    let usage = |message: String, help: String| Problem::new(ProblemKind::Usage, message).help(help);
    let variable_idx = plan.variables.iter().position(|variable| variable.id == setting.name);
    let indicator_idx = plan.indicators.iter().position(|indicator| indicator.id == setting.name);
    let read = cells_read(baseline);
    let periods = |variable_idx: usize| read.iter().filter(move |(other, _)| *other == variable_idx).map(|(_, period)| *period);
    let can_be_set = |variable_idx: usize| {
        let is_series = matches!(plan.variables[variable_idx].kind, VariableKind::Series(_));
        is_series && periods(variable_idx).next().is_some()
    };
    let (subject, old) = match (variable_idx, indicator_idx) {
        // Of a series and an indicator that share a name the series moves both.
        (Some(variable_idx), _) if indicator_idx.is_none() || can_be_set(variable_idx) => {
            if let VariableKind::Derived(inner) = &plan.variables[variable_idx].kind {
                let from: Vec<String> =
                    inner.variables().iter().map(|&input| format!("`{}`", plan.variables[input].id)).collect();
                return Err(usage(
                    format!("`{}` is computed from {}", setting.name, from.join(", ")),
                    "set what it is computed from, or an indicator that it is in".into(),
                ));
            }
            let Some(latest) = periods(variable_idx).max() else {
                let known = read.iter().map(|(variable_idx, _)| plan.variables[*variable_idx].id.as_str());
                return Err(usage(
                    format!("edition {edition} does not read the variable `{}`", setting.name),
                    did_you_mean(&setting.name, known),
                ));
            };
            let period = setting.period.unwrap_or(latest);
            if !periods(variable_idx).any(|other| other == period) {
                let read: Vec<String> = periods(variable_idx).map(|period| period.to_string()).collect();
                return Err(usage(
                    format!("edition {edition} does not read `{}` of {period}", setting.name),
                    format!("it reads {}", read.join(", ")),
                ));
            }
            let column = baseline.harmonised.column(variable_idx, period, &regions.level);
            let Some((values, _)) = column else {
                return Err(usage(
                    format!("`{}` is read for areas only, not for the regions that are ranked", setting.name),
                    "set the indicator instead".into(),
                ));
            };
            (Subject::Variable(variable_idx, period), values[regions.universe[baseline.region_idx]])
        }
        (_, Some(indicator_idx)) => {
            if setting.period.is_some() {
                return Err(usage(
                    format!("`{}` is an indicator: an edition has one period of it", setting.name),
                    "leave out the period, or set a variable".into(),
                ));
            }
            if !baseline.edition().indicators[indicator_idx].is_in {
                let message = format!("edition {edition} does not have the indicator `{}`", setting.name);
                return Err(usage(message, "choose another edition with `--edition`".into()));
            }
            (Subject::Indicator(indicator_idx), baseline.raw(indicator_idx)[baseline.region_idx])
        }
        (_, None) => {
            let variables = plan.variables.iter().map(|variable| variable.id.as_str());
            let known = variables.chain(plan.indicators.iter().map(|indicator| indicator.id.as_str()));
            let help = did_you_mean(&setting.name, known);
            return Err(usage(format!("no variable or indicator is called `{}`", setting.name), help));
        }
    };
    if old.is_nan() && !matches!(setting.change, Change::To(_)) {
        let region = regions.shown(baseline.region_idx, plan.main_language());
        return Err(usage(
            format!("`{}` has no value for {region} that could be changed", setting.name),
            format!("give the value itself: `--set {}=…`", setting.name),
        ));
    }
    let new = setting.change.applied(old);
    if !new.is_finite() {
        return Err(usage(format!("`{}` would not be a number any more", setting.name), "give another value".into()));
    }
    Ok(Replaced { subject, old, new, is_stated: matches!(setting.change, Change::To(_)) })
}

/// The figures behind the cells, where more than the region's own cell depends on them; `None` where nothing does.
fn altered(baseline: &Baseline<'_>, replaced: &[Replaced]) -> Option<Ingested> {
    let (plan, regions) = (baseline.plan, baseline.regions);
    let reads_areas = baseline.schedule.columns(plan, &regions.level).iter().any(|(_, _, level)| *level != regions.level);
    let is_answers = |variable_idx: usize| {
        plan.variables.iter().any(|variable| match &variable.kind {
            VariableKind::Series(series) => series.answers.is_some_and(|answers| answers.variable == variable_idx),
            VariableKind::Derived(_) => false,
        })
    };
    let needs = |one: &&Replaced| match one.subject {
        Subject::Variable(variable_idx, _) => reads_areas || is_answers(variable_idx),
        Subject::Indicator(_) => false,
    };
    let needed: Vec<&Replaced> = replaced.iter().filter(needs).collect();
    if needed.is_empty() {
        return None;
    }
    let mut altered = baseline.ingested.clone();
    let code = regions.code(baseline.region_idx);
    let panel = &mut altered.panel;
    let n_codes = panel.codes.n_codes();
    for one in needed {
        let Subject::Variable(variable_idx, period) = one.subject else { continue };
        let VariableKind::Series(series) = &plan.variables[variable_idx].kind else { continue };
        let (Some(slot), Some(level_idx)) = (panel.slots.slot(variable_idx, period), panel.codes.level_idx(&series.level)) else {
            continue;
        };
        let merged = baseline.harmonised.notes.merged.get(&(variable_idx, code.to_owned()));
        let parts: Vec<&str> = match merged.filter(|merged| merged.periods.contains(&period)) {
            Some(merged) if series.merge != Combination::Successor => merged.from.iter().map(String::as_str).collect(),
            _ => vec![code],
        };
        for (position_among_parts, part) in parts.iter().enumerate() {
            let Some(position) = panel.codes.levels[level_idx].position(part) else { continue };
            let cell = &mut panel.values[slot * n_codes + position as usize];
            *cell = match series.merge {
                _ if parts.len() == 1 => one.new,
                Combination::Sum if one.old > 0.0 => *cell * (one.new / one.old),
                Combination::Sum if position_among_parts > 0 => *cell,
                _ => *cell + (one.new - one.old),
            };
        }
    }
    Some(altered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_means_a_change() {
        let change = |text: &str| text.parse::<Setting>().map(|setting| setting.change);
        assert_eq!(change("population=5000"), Ok(Change::To(5000.0)));
        assert_eq!(change("population=+5%"), Ok(Change::ByPercent(5.0)));
        assert_eq!(change("rate=-0.5"), Ok(Change::By(-0.5)));
        assert_eq!(change("rate=−0.5"), Ok(Change::By(-0.5)));
        assert_eq!(change("net_migration==-20"), Ok(Change::To(-20.0)));
        assert_eq!("jobs@2023=7".parse::<Setting>().map(|setting| setting.period), Ok(Some(Period::year(2023))));
        for wrong in ["population", "population=", "population=1,5", "population=5%", "population=inf", "jobs@x=1"] {
            assert!(change(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn changes_keep_the_digits_of_a_decimal_number() {
        assert_eq!(Change::By(-0.1).applied(0.3), 0.2);
        assert_eq!(Change::ByPercent(5.0).applied(200.0), 210.0);
        assert_eq!(Change::ByPercent(10.0).applied(-200.0), -220.0);
    }
}
