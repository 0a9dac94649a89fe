//! What is not published, and where what is published comes close to it.

use super::Voice;
use crate::plan::Publication;
use crate::publish::Build;
use crate::publish::labels::notes as text;

/// Indicators of which values, or values and scores, are not shown; nodes whose other scores give one of them away; variables
/// whose cells are not in the folder.
pub(super) fn not_published(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let of = |publication: Publication| -> Vec<String> {
        let indicators = plan.indicators.iter().filter(|indicator| indicator.publication == publication);
        indicators.map(|indicator| format!("`{}`", indicator.id)).collect()
    };
    let mut lines = Vec::new();
    let (scores, nothing) = (of(Publication::Score), of(Publication::None));
    if !scores.is_empty() {
        lines.push(voice.say(text::SCORES_ONLY, &[&voice.listed(scores)]));
    }
    if !nothing.is_empty() {
        lines.push(voice.say(text::NOT_PUBLISHED, &[&voice.listed(nothing)]));
    }
    for node in &plan.tree.nodes {
        let hidden: Vec<usize> =
            node.leaves.iter().copied().filter(|&leaf| !plan.indicators[leaf].publication.shows_scores()).collect();
        if let [only] = hidden[..] {
            lines.push(voice.say(text::GIVEN_AWAY, &[&node.id, &plan.indicators[only].id]));
        }
    }
    let withheld: Vec<String> =
        plan.withheld_series().into_iter().map(|variable_idx| format!("`{}`", plan.variables[variable_idx].id)).collect();
    if !withheld.is_empty() {
        lines.push(voice.say(text::CELLS_LEFT_OUT, &[&voice.listed(withheld)]));
    }
    lines
}
