//! Resolves variables and indicators: references, derivations, statistic periods.

use std::collections::BTreeMap;

use super::{Located, Resolver, data, normalisation, robustness, tree};
use crate::config::located::OneOrMany;
use crate::config::raw::*;
use crate::indicator::*;
use crate::method::{Direction, RankOrder};
use crate::period::{Frequency, Period};
use crate::plan::{Edition, Publication};

/// Longest window or change, in periods: beyond this a number was mistyped.
const LONGEST_SPAN: u32 = 1_200;

pub(super) fn variables(
    resolver: &mut Resolver<'_>,
    raw: &[RawVariable],
    ids: &BTreeMap<String, usize>,
    regions: &RawRegions,
) -> Vec<Variable> {
    let default_level = regions.data_level.as_ref().or(regions.level.as_ref()).map_or(String::new(), |level| level.value.clone());
    let mut variables: Vec<Variable> = raw
        .iter()
        .map(|variable| {
            let kind = match &variable.derive {
                Some(derive) => {
                    for (key, written) in [
                        ("series", variable.series.is_some()),
                        ("merge", variable.merge.is_some()),
                        ("areas", variable.areas.is_some()),
                        ("division", variable.division.is_some()),
                        ("answers", variable.answers.is_some()),
                        ("least_answers", variable.least_answers.is_some()),
                        ("error", variable.error.is_some()),
                    ] {
                        if written {
                            resolver.problem(
                                &variable.id.span,
                                format!("the variable `{}` is derived and cannot have `{key}`", variable.id.value),
                                "remove it: a derived variable is computed after its parts were brought to the division",
                            );
                        }
                    }
                    VariableKind::Derived(derivation(resolver, derive, ids).unwrap_or(Derivation::Variable(0)))
                }
                None => VariableKind::Series(series(resolver, variable, raw, ids, &default_level)),
            };
            Variable {
                id: variable.id.value.clone(),
                name: variable.name.clone(),
                unit: variable.unit.clone(),
                source: variable.source.clone(),
                publication: publication(variable.publish.as_ref()),
                kind,
            }
        })
        .collect();
    circles(resolver, raw, &mut variables);
    same_series(resolver, raw, &variables);
    for (raw, variable) in raw.iter().zip(&variables) {
        let VariableKind::Series(series) = &variable.kind else { continue };
        for combination in [series.merge, series.areas] {
            if let Combination::WeightedMean(weight) = combination
                && let VariableKind::Derived(_) = variables[weight].kind
            {
                resolver.problem(
                    &raw.merge.as_ref().or(raw.areas.as_ref()).map_or(raw.id.span.clone(), |merge| merge.span.clone()),
                    format!("`{}` is weighted by `{}`, which is derived", variable.id, variables[weight].id),
                    "weigh by a variable that is read from the data",
                );
                break;
            }
        }
    }
    variables
}

/// Each series of the data is one variable: two would differ only in their rules, and a value would have to be counted twice.
fn same_series(resolver: &mut Resolver<'_>, raw: &[RawVariable], variables: &[Variable]) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (raw, variable) in raw.iter().zip(variables) {
        let VariableKind::Series(series) = &variable.kind else { continue };
        if let Some(other) = first.insert(&series.name, &variable.id)
            && other != variable.id
        {
            let span = raw.series.as_ref().map_or(raw.id.span.clone(), |series| series.span.clone());
            resolver.problem(
                &span,
                format!("the variables `{other}` and `{}` read the same series `{}`", variable.id, series.name),
                "keep one of them, or name another series with `series`",
            );
        }
    }
}

fn series(
    resolver: &mut Resolver<'_>,
    raw: &RawVariable,
    all: &[RawVariable],
    ids: &BTreeMap<String, usize>,
    default_level: &str,
) -> Series {
    let answers = answers(resolver, raw, all, ids);
    let merge = raw.merge.as_ref().and_then(|merge| combination(resolver, merge, ids));
    let areas = raw.areas.as_ref().and_then(|areas| combination(resolver, areas, ids));
    let divisions = match &raw.division {
        Some(RawDivision::OwnYear) => DeclaredDivision::OwnYear,
        Some(RawDivision::Ranges(ranges)) => DeclaredDivision::Ranges(
            ranges
                .iter()
                .map(|range| DivisionRange {
                    from: range.from.as_ref().and_then(|period| resolver.period(period)),
                    to: range.to.as_ref().and_then(|period| resolver.period(period)),
                    division: range.division.value,
                })
                .collect(),
        ),
        None => DeclaredDivision::Ranges(Vec::new()),
    };
    if let Some(plausible) = &raw.plausible
        && (plausible.value.0.is_nan() || plausible.value.1.is_nan() || plausible.value.0 > plausible.value.1)
    {
        resolver.problem(&plausible.span, "the plausible range is empty", "give two numbers, the lower first");
    }
    let by_answers = answers.map_or(Combination::Refuse, |answers| Combination::WeightedMean(answers.variable));
    Series {
        name: raw.series.as_ref().unwrap_or(&raw.id).value.clone(),
        level: raw.level.as_ref().map_or(default_level.to_owned(), |level| level.value.clone()),
        merge: merge.unwrap_or(by_answers),
        areas: areas.or(merge).unwrap_or(by_answers),
        divisions,
        plausible: raw.plausible.as_ref().map(|plausible| plausible.value),
        answers,
        error: raw.error.as_ref().map(|error| robustness::standard_error(resolver, error)),
    }
}

/// The number of answers behind a survey's series, where it is stated and can be one.
fn answers(
    resolver: &mut Resolver<'_>,
    raw: &RawVariable,
    all: &[RawVariable],
    ids: &BTreeMap<String, usize>,
) -> Option<Answers> {
    let id = &raw.id.value;
    let least = raw.least_answers.as_ref();
    let Some(named) = &raw.answers else {
        if let Some(least) = least {
            resolver.problem(
                &least.span,
                format!("the variable `{id}` has `least_answers` and does not say where their number is"),
                "add `answers = \"…\"`, the variable that holds the number of answers",
            );
        }
        return None;
    };
    if let Some(least) = least.filter(|least| least.value == 0) {
        resolver.problem(
            &least.span,
            "`least_answers` cannot be 0",
            "give a number from 1, or leave it out: then any number counts",
        );
    }
    let variable = resolver.lookup("variable", named, ids)?;
    let of = all.get(variable)?;
    let level = |variable: &RawVariable| variable.level.as_ref().map(|level| level.value.clone());
    let (why_not, help) = if of.id.value == *id {
        ("is the same variable", "name the variable that holds the number of answers")
    } else if of.derive.is_some() {
        ("is derived", "name a variable that is read from the data")
    } else if of.answers.is_some() {
        ("has answers itself", "name a variable that holds a plain number of answers")
    } else if level(of) != level(raw) {
        ("is of another level", "the number of answers stands beside the values: give both variables one `level`")
    } else {
        return Some(Answers { variable, least: least.map(|least| least.value) });
    };
    resolver.problem(
        &named.span,
        format!("the answers of the variable `{id}` cannot be counted by `{}`: it {why_not}", named.value),
        help,
    );
    None
}

fn combination(resolver: &mut Resolver<'_>, raw: &Located<RawCombination>, ids: &BTreeMap<String, usize>) -> Option<Combination> {
    Some(match &raw.value {
        RawCombination::Sum => Combination::Sum,
        RawCombination::WeightedMean(weight) => Combination::WeightedMean(resolver.lookup("variable", weight, ids)?),
        RawCombination::Successor => Combination::Successor,
        RawCombination::Refuse => Combination::Refuse,
    })
}

fn derivation(resolver: &mut Resolver<'_>, raw: &Located<RawDerivation>, ids: &BTreeMap<String, usize>) -> Option<Derivation> {
    let span = |resolver: &mut Resolver<'_>, key: &str, over: &Located<u32>, smallest: u32| {
        if over.value < smallest || over.value > LONGEST_SPAN {
            resolver.problem(
                &over.span,
                format!("`{key}` cannot be {}", over.value),
                format!("give a number of periods from {smallest} to {LONGEST_SPAN}"),
            );
        }
        over.value.clamp(smallest, LONGEST_SPAN)
    };
    let list = |resolver: &mut Resolver<'_>, names: &OneOrMany<String>| -> Option<Vec<usize>> {
        if names.is_empty() {
            resolver.problem(&raw.span, "a share needs at least one variable on each side", "list variables");
        }
        names
            .iter()
            .map(|name| resolver.lookup("variable", &Located { value: name.clone(), span: raw.span.clone() }, ids))
            .collect()
    };
    Some(match &raw.value {
        RawDerivation::Ratio { numerator, denominator, scale } => {
            if let Some(scale) = scale
                && (!scale.value.is_finite() || scale.value == 0.0)
            {
                resolver.problem(
                    &scale.span,
                    format!("the scale cannot be {}", scale.value),
                    "give a number such as 100 or 1000",
                );
            }
            let (numerator, denominator) =
                (resolver.lookup("variable", numerator, ids), resolver.lookup("variable", denominator, ids));
            Derivation::Ratio {
                numerator: numerator?,
                denominator: denominator?,
                scale: scale.as_ref().map_or(1.0, |scale| scale.value),
            }
        }
        RawDerivation::Change { of, over, kind, frequency } => {
            let over = over.as_ref().map_or(1, |over| span(resolver, "over", over, 1));
            let kind = match kind {
                RawChangeKind::Absolute | RawChangeKind::PercentagePoints => ChangeKind::Difference,
                RawChangeKind::Percent => ChangeKind::Percent,
            };
            Derivation::Change {
                of: resolver.lookup("variable", of, ids)?,
                over,
                kind,
                frequency: frequency.map(self::frequency),
            }
        }
        RawDerivation::Mean { of, over, frequency, lag } => {
            let over = span(resolver, "over", over, 1);
            let lag = lag.as_ref().map_or(0, |lag| span(resolver, "lag", lag, 0));
            Derivation::Mean { of: resolver.lookup("variable", of, ids)?, over, frequency: frequency.map(self::frequency), lag }
        }
        RawDerivation::Sum { of, over, frequency, lag } => {
            let over = span(resolver, "over", over, 1);
            let lag = lag.as_ref().map_or(0, |lag| span(resolver, "lag", lag, 0));
            Derivation::Sum { of: resolver.lookup("variable", of, ids)?, over, frequency: frequency.map(self::frequency), lag }
        }
        RawDerivation::Difference { of, minus } => {
            let (of, minus) = (resolver.lookup("variable", of, ids), resolver.lookup("variable", minus, ids));
            Derivation::Difference { of: of?, minus: minus? }
        }
        RawDerivation::Share { of, total } => {
            let (of, total) = (list(resolver, of), list(resolver, total));
            Derivation::Share { of: of?, total: total? }
        }
        RawDerivation::Parent { of, level } => {
            Derivation::Parent { of: resolver.lookup("variable", of, ids)?, level: level.value.clone() }
        }
    })
}

/// Reports derived variables that depend on themselves, and cuts the circle so that later steps end.
fn circles(resolver: &mut Resolver<'_>, raw: &[RawVariable], variables: &mut [Variable]) {
    for start in 0..variables.len() {
        let mut path = Vec::new();
        if leads_back(variables, start, start, &mut path) {
            let names: Vec<&str> = std::iter::once(start).chain(path).map(|idx| raw[idx].id.value.as_str()).collect();
            let span = raw[start].derive.as_ref().map_or(raw[start].id.span.clone(), |derive| derive.span.clone());
            resolver.problem(
                &span,
                format!("the variables form a circle: {}", names.join(" → ")),
                "derive one of them from variables that are read",
            );
            if let VariableKind::Derived(derivation) = &mut variables[start].kind {
                *derivation = Derivation::Share { of: Vec::new(), total: Vec::new() };
            }
        }
    }
}

fn leads_back(variables: &[Variable], current: usize, start: usize, path: &mut Vec<usize>) -> bool {
    let VariableKind::Derived(derivation) = &variables[current].kind else { return false };
    for next in derivation.variables() {
        if path.contains(&next) {
            continue;
        }
        path.push(next);
        if next == start || leads_back(variables, next, start, path) {
            return true;
        }
        path.pop();
    }
    false
}

pub(super) fn indicators(
    resolver: &mut Resolver<'_>,
    raw: &RawConfig,
    variables: &[Variable],
    variable_ids: &BTreeMap<String, usize>,
    editions: &[Edition],
    edition_ids: &BTreeMap<String, usize>,
) -> Vec<Indicator> {
    raw.indicators
        .iter()
        .map(|indicator| {
            let derivation = match (&indicator.variable, &indicator.derive) {
                (Some(variable), None) => resolver.lookup("variable", variable, variable_ids).map(Derivation::Variable),
                (None, Some(derive)) => derivation(resolver, derive, variable_ids),
                (Some(variable), Some(_)) => {
                    resolver.problem(
                        &variable.span,
                        format!("the indicator `{}` has both `variable` and `derive`", indicator.id.value),
                        "keep one of them",
                    );
                    None
                }
                (None, None) => {
                    let named = variable_ids.get(&indicator.id.value);
                    if named.is_none() {
                        resolver.problem(
                            &indicator.id.span,
                            format!("the indicator `{}` says neither `variable` nor `derive`", indicator.id.value),
                            "add `variable = \"…\"` or `derive = { … }`",
                        );
                    }
                    named.map(|&variable| Derivation::Variable(variable))
                }
            };
            let imputation = data::imputation(resolver, indicator.imputation.as_ref(), &raw.method.imputation);
            let treatment = data::treatment(resolver, indicator.treatment.as_ref(), &raw.method.treatment);
            let normalisation =
                normalisation::normalisation(resolver, indicator.normalisation.as_ref(), &raw.method.normalisation);
            let has_own_imputation = indicator.imputation.as_ref().is_some_and(|own| own.method.is_some());
            let missing = data::missing(resolver, indicator.missing.as_ref(), &raw.method.missing, has_own_imputation);
            let weights = tree::weights(resolver, indicator.weight.as_ref(), &indicator.id, editions.len());
            let editions_with = editions_with(resolver, indicator, edition_ids, editions.len());
            let derivation = derivation.unwrap_or(Derivation::Variable(0));
            let inherited = match derivation {
                Derivation::Variable(variable) => variables.get(variable),
                _ => None,
            };
            let source_of_all = common_source(variables, &derivation);
            let or_inherited = |own: &super::super::located::Localised,
                                of: fn(&Variable) -> &super::super::located::Localised| {
                if own.is_empty() {
                    inherited.map_or_else(Default::default, |variable| of(variable).clone())
                } else {
                    own.clone()
                }
            };
            Indicator {
                id: indicator.id.value.clone(),
                name: or_inherited(&indicator.name, |variable| &variable.name),
                unit: or_inherited(&indicator.unit, |variable| &variable.unit),
                source: if indicator.source.is_empty() { source_of_all } else { indicator.source.clone() },
                note: indicator.note.clone(),
                publication: publication(indicator.publish.as_ref()),
                direction: match indicator.direction.value {
                    RawDirection::HigherIsBetter => Direction::HigherIsBetter,
                    RawDirection::LowerIsBetter => Direction::LowerIsBetter,
                },
                periods: periods(resolver, indicator, editions, edition_ids),
                derivation,
                editions: editions_with,
                weights,
                imputation,
                treatment,
                normalisation,
                order: RankOrder::HighestFirst,
                missing,
            }
        })
        .collect()
}

/// What of it may be shown by its own entry; what it is derived from is looked at when everything is resolved.
fn publication(raw: Option<&Located<RawPublication>>) -> Publication {
    match raw.map(|raw| raw.value).unwrap_or_default() {
        RawPublication::Raw => Publication::Raw,
        RawPublication::Score => Publication::Score,
        RawPublication::None => Publication::None,
    }
}

/// First and last edition that has the indicator.
fn editions_with(
    resolver: &mut Resolver<'_>,
    indicator: &RawIndicator,
    edition_ids: &BTreeMap<String, usize>,
    n_editions: usize,
) -> (usize, usize) {
    let first = indicator.first_edition.as_ref().and_then(|edition| resolver.lookup("edition", edition, edition_ids));
    let last = indicator.last_edition.as_ref().and_then(|edition| resolver.lookup("edition", edition, edition_ids));
    let (first, last) = (first.unwrap_or(0), last.unwrap_or(n_editions.saturating_sub(1)));
    if last < first {
        resolver.problem(
            &indicator.id.span,
            format!("the last edition of the indicator `{}` comes before its first", indicator.id.value),
            "exchange `first_edition` and `last_edition`",
        );
    }
    (first, last)
}

/// The source that all series behind a derivation share; empty when they do not.
fn common_source(variables: &[Variable], derivation: &Derivation) -> super::super::located::Localised {
    let mut series = std::collections::BTreeSet::new();
    if !variables.is_empty() {
        series_behind(variables, derivation, Period::year(0), &mut series);
    }
    // Whoever counted the answers is the survey's publisher, and need not be named again.
    let counted: Vec<usize> = series
        .iter()
        .filter_map(|(variable, _)| match &variables[*variable].kind {
            VariableKind::Series(series) => series.answers.map(|answers| answers.variable),
            VariableKind::Derived(_) => None,
        })
        .collect();
    let named = series.iter().filter(|(variable, _)| !counted.contains(variable));
    let mut sources = named.map(|(variable, _)| &variables[*variable].source);
    match sources.next() {
        Some(first) if sources.all(|source| source == first) => first.clone(),
        _ => Default::default(),
    }
}

pub(super) fn frequency(raw: RawFrequency) -> Frequency {
    match raw {
        RawFrequency::Year => Frequency::Year,
        RawFrequency::Tertial => Frequency::Tertial,
        RawFrequency::Quarter => Frequency::Quarter,
        RawFrequency::Month => Frequency::Month,
    }
}

/// Number of periods between statistic and edition.
pub(super) fn lag(resolver: &mut Resolver<'_>, raw: Option<&Located<u32>>) -> i32 {
    raw.map_or(0, |lag| {
        if lag.value > LONGEST_SPAN {
            resolver.problem(
                &lag.span,
                format!("a lag of {} periods cannot be meant", lag.value),
                "give the number of periods between statistic and edition",
            );
        }
        lag.value.min(LONGEST_SPAN) as i32
    })
}

/// The period of a statistic, of its own frequency, that belongs to an edition's.
pub(super) fn statistic_period(edition: Period, own: Option<Frequency>, lag: i32) -> Period {
    own.map_or(edition, |own| edition.at(own)).back(lag)
}

/// Statistic period of each edition: stated, or the edition's period in the statistic's frequency minus the lag.
fn periods(
    resolver: &mut Resolver<'_>,
    indicator: &RawIndicator,
    editions: &[Edition],
    edition_ids: &BTreeMap<String, usize>,
) -> Vec<Period> {
    let lag = lag(resolver, indicator.lag.as_ref());
    let own = indicator.frequency.as_ref().map(|raw| frequency(raw.value));
    let mut periods: Vec<Period> = editions.iter().map(|edition| statistic_period(edition.period, own, lag)).collect();
    for (edition, written) in &indicator.periods {
        let edition_idx = resolver.lookup("edition", edition, edition_ids);
        let period = resolver.period(written);
        if let (Some(own), Some(period)) = (own, period)
            && period.frequency() != own
        {
            resolver.problem(
                &written.span,
                format!(
                    "the indicator `{}` is of the frequency \"{own}\", and `{}` is a {}",
                    indicator.id.value,
                    written.value,
                    period.frequency()
                ),
                format!("write a {own}, such as {}, or leave out `frequency`", period.at(own)),
            );
        }
        if let (Some(edition_idx), Some(period)) = (edition_idx, period)
            && let Some(slot) = periods.get_mut(edition_idx)
        {
            *slot = period;
        }
    }
    periods
}
