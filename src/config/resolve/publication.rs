//! What cannot be shown as asked: results that would give away what may not be published.
//!
//! * A node of one indicator has that indicator's score: where nothing of the indicator may be shown, neither may the node be.
//! * The distance to a target is a value, and so is a target that is just reached.
//! * Regions grouped by a variable of which nothing may be shown.
//!
//! These are refused rather than left out: a table that lacks what the configuration asks for would be puzzled over.

use super::Resolver;
use crate::config::raw::RawConfig;
use crate::indicator::{Indicator, Variable};
use crate::plan::{Group, Target, TargetOf};
use crate::tree::Tree;

/// Reports every such result.
pub(super) fn check(
    resolver: &mut Resolver<'_>,
    raw: &RawConfig,
    tree: &Tree,
    (variables, indicators): (&[Variable], &[Indicator]),
    groups: &[Group],
    targets: &[Target],
) {
    for (node_idx, node) in tree.nodes.iter().enumerate() {
        if let [only] = node.leaves[..]
            && !indicators[only].publication.shows_scores()
        {
            let entry = &raw.indicators[only];
            let span = entry.publish.as_ref().map_or(&entry.id.span, |publish| &publish.span);
            let what = if node_idx == Tree::ROOT { "the index" } else { "the factor" };
            resolver.problem(
                span,
                format!(
                    "nothing of the indicator `{}` may be shown, and {what} `{}` consists of it alone",
                    indicators[only].id, node.id
                ),
                "give the factor a second indicator, hang the indicator elsewhere, or let its score be shown (`publish = \"score\"`)",
            );
        }
    }
    for target in targets {
        let TargetOf::Indicator(indicator_idx) = target.of else { continue };
        let indicator = &indicators[indicator_idx];
        let entry = raw.targets.iter().find(|entry| entry.of.value == indicator.id);
        if !indicator.publication.shows_values()
            && let Some(entry) = entry
        {
            resolver.problem(
                &entry.of.span,
                format!("the distance of `{}` to a target would show its values, which may not be shown", indicator.id),
                "set the target for the score of a factor, or leave it out",
            );
        }
    }
    for group in groups {
        let hidden = group.kind.variable().filter(|(variable_idx, _)| !variables[*variable_idx].publication.shows_scores());
        if let Some((variable_idx, _)) = hidden {
            resolver.problem(
                &group.id.span,
                format!(
                    "the group `{}` is made by `{}`, of which nothing may be shown",
                    group.id.value, variables[variable_idx].id
                ),
                "group by another variable, or list the regions",
            );
        }
    }
}
