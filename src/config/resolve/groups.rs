//! Resolves `[[group]]` and `[[target]]`.

use std::collections::BTreeMap;

use super::{Located, Resolver, variables};
use crate::config::raw::*;
use crate::plan::{Edition, Group, GroupKind, Target, TargetOf};

pub(super) fn groups(resolver: &mut Resolver<'_>, raw: &[RawGroup], editions: &[Edition]) -> Vec<Group> {
    resolver.ids("group", raw.iter().map(|group| &group.id));
    raw.iter().filter_map(|raw| group(resolver, raw, editions)).collect()
}

fn group(resolver: &mut Resolver<'_>, raw: &RawGroup, editions: &[Edition]) -> Option<Group> {
    let n_kinds = [raw.regions.is_some(), raw.column.is_some(), raw.largest.is_some(), raw.size_classes.is_some()];
    if n_kinds.iter().filter(|stated| **stated).count() != 1 {
        resolver.problem(
            &raw.id.span,
            format!("the group `{}` must say in one way who belongs to it", raw.id.value),
            "state one of `regions`, `column`, `largest` and `size_classes`",
        );
        return None;
    }
    let periods = |resolver: &mut Resolver<'_>, written: &Option<Located<u32>>| {
        let lag = variables::lag(resolver, written.as_ref());
        editions.iter().map(|edition| edition.period.back(lag)).collect()
    };
    let kind = if let Some(codes) = &raw.regions {
        if codes.len() < 2 {
            resolver.problem(&codes.span, "a group needs at least two regions", "list their codes");
        }
        GroupKind::Regions(codes.clone())
    } else if let Some(column) = &raw.column {
        GroupKind::Column(column.clone())
    } else if let Some(largest) = &raw.largest {
        if largest.number.value < 2 {
            resolver.problem(&largest.number.span, "a group needs at least two regions", "give a larger number");
        }
        GroupKind::Largest {
            variable: resolver.variable(&largest.variable.value, &largest.variable.span)?,
            number: largest.number.value as usize,
            periods: periods(resolver, &largest.lag),
        }
    } else if let Some(classes) = &raw.size_classes {
        if classes.limits.is_empty() || !classes.limits.windows(2).all(|pair| pair[0] < pair[1]) {
            resolver.problem(&classes.limits.span, "the limits do not ascend", "list them from the lowest to the highest");
        }
        GroupKind::SizeClasses {
            variable: resolver.variable(&classes.variable.value, &classes.variable.span)?,
            limits: classes.limits.value.clone(),
            periods: periods(resolver, &classes.lag),
        }
    } else {
        return None;
    };
    Some(Group { id: raw.id.clone(), name: raw.name.clone(), kind })
}

pub(super) fn targets(
    resolver: &mut Resolver<'_>,
    raw: &RawConfig,
    index_id: &str,
    indicator_ids: &BTreeMap<String, usize>,
) -> Vec<Target> {
    raw.targets
        .iter()
        .filter_map(|target| {
            if target.value.is_none() && target.regions.is_empty() {
                resolver.problem(&target.of.span, "the target has no value", "add `value = …`, or `regions = { \"091\" = … }`");
            }
            let node = match target.of.value == index_id {
                true => Some(0),
                false => raw.factors.iter().position(|factor| factor.id.value == target.of.value).map(|position| position + 1),
            };
            let of = match node {
                Some(node_idx) => TargetOf::Node(node_idx),
                None => {
                    let mut known = indicator_ids.clone();
                    known.extend(raw.factors.iter().map(|factor| (factor.id.value.clone(), usize::MAX)));
                    known.insert(index_id.to_owned(), usize::MAX);
                    TargetOf::Indicator(resolver.lookup("indicator, factor or index", &target.of, &known)?)
                }
            };
            Some(Target {
                of,
                value: target.value.as_ref().map(|value| resolver.finite(value, "a target")),
                regions: target.regions.iter().map(|(code, value)| (code.clone(), *value)).collect(),
                note: target.note.clone(),
            })
        })
        .collect()
}
