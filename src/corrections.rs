//! What people changed by hand: values that stand in for those of the data, and scores corrected after publication.
//!
//! An override is a part of what an index is made from: it replaces an indicator's value in an edition before anything else is
//! done to it (screening, imputation, treatment, normalisation), so that everyone else's scores follow. A correction computes
//! nothing: it records what was published and what holds now, and the build must agree with what it says holds now.

use crate::config::ConfigText;
use crate::config::located::Located;
use crate::error::Problem;
use crate::outcome::Outcome;
use crate::plan::Plan;
use crate::rank::UNRANKED;
use crate::region::{self, Regions};
use crate::round;

/// Everything that people changed in a plan.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// The file, for the archive and for messages; `None` where there is none.
    pub text: Option<ConfigText>,
    /// What was corrected after publication, in the order of the file.
    pub list: Vec<Correction>,
    /// Values set by hand, in the order of the file.
    pub overrides: Vec<Override>,
}

/// A score and rank that went out wrong, and what they are now.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The edition.
    pub edition_idx: usize,
    /// The region, by code or name.
    pub region: Located<String>,
    /// The factor or the index.
    pub node_idx: usize,
    /// Score as it was published.
    pub old_score: f64,
    /// Score that holds now, rounded to `decimals`.
    pub new_score: Located<f64>,
    /// Decimals to which the new score is written.
    pub decimals: u32,
    /// Rank among all as it was published.
    pub old_rank: u32,
    /// Rank among all that holds now.
    pub new_rank: Located<u32>,
    /// Rank within the type as it was published.
    pub old_type_rank: Option<u32>,
    /// Rank within the type that holds now.
    pub new_type_rank: Option<Located<u32>>,
    /// Why.
    pub reason: String,
    /// Who.
    pub author: String,
    /// When.
    pub date: String,
}

/// An indicator's value set by hand.
#[derive(Debug, Clone)]
pub struct Override {
    /// The edition.
    pub edition_idx: usize,
    /// The region, by code or name.
    pub region: Located<String>,
    /// The indicator.
    pub indicator_idx: usize,
    /// The value, in the indicator's unit.
    pub value: f64,
    /// Why.
    pub reason: String,
    /// Who.
    pub author: String,
    /// When; empty where it is not said.
    pub date: String,
}

/// The values set by hand for an indicator in an edition, with their regions.
pub fn overrides<'a>(
    plan: &'a Plan,
    regions: &'a Regions,
    edition_idx: usize,
    indicator_idx: usize,
) -> impl Iterator<Item = (usize, &'a Override)> {
    let of_cell = move |value: &&Override| value.edition_idx == edition_idx && value.indicator_idx == indicator_idx;
    let with_region = move |value: &'a Override| Some((region::find(plan, regions, &value.region.value).ok()?, value));
    plan.corrections.overrides.iter().filter(of_cell).filter_map(with_region)
}

/// Regions of the corrections that are not ranked, and values that are set twice.
pub fn unknown(plan: &Plan, regions: &Regions) -> Vec<Problem> {
    let Some(text) = &plan.corrections.text else { return Vec::new() };
    let mut problems = Vec::new();
    let mut find = |region: &Located<String>| {
        let found = region::find(plan, regions, &region.value);
        found.map_err(|problem| {
            let located = text.problem(&region.span, problem.message).details(problem.details);
            problems.push(located.help(problem.help));
        })
    };
    plan.corrections.list.iter().for_each(|correction| {
        // Only what it reports matters here.
        let _ = find(&correction.region);
    });
    let mut cells = Vec::new();
    let mut twice = Vec::new();
    for value in &plan.corrections.overrides {
        let Ok(region_idx) = find(&value.region) else { continue };
        let cell = (value.edition_idx, value.indicator_idx, region_idx);
        if cells.contains(&cell) {
            twice.push(text.problem(&value.region.span, "this value is set twice").help("keep one of the two"));
        }
        cells.push(cell);
    }
    problems.extend(twice);
    problems
}

/// Corrections that say something else than the build.
pub fn disagreements(plan: &Plan, regions: &Regions, outcome: &Outcome) -> Vec<Problem> {
    let Some(text) = &plan.corrections.text else { return Vec::new() };
    let mut problems = Vec::new();
    for correction in &plan.corrections.list {
        let Ok(region_idx) = region::find(plan, regions, &correction.region.value) else { continue };
        let node = &outcome.editions[correction.edition_idx].nodes[correction.node_idx];
        let of = format!(
            "{} in `{}`, edition {},",
            regions.shown(region_idx, plan.main_language()),
            plan.tree.nodes[correction.node_idx].id,
            plan.editions[correction.edition_idx].id
        );
        let mut disagrees = |span: &std::ops::Range<usize>, what: &str, said: String, built: String| {
            let problem =
                text.problem(span, format!("the correction says that the {what} of {of} is {said}; the build has {built}"));
            problems
                .push(problem.help("correct the entry, or find out what else has changed: `evp verify` compares with a lock"));
        };
        let score = node.scores[region_idx];
        let decimals = correction.decimals as usize;
        if round::to_decimals(score, correction.decimals) != round::to_decimals(correction.new_score.value, correction.decimals) {
            let built = if score.is_nan() { "none".to_owned() } else { format!("{score:.decimals$}") };
            disagrees(&correction.new_score.span, "score", format!("{:.decimals$}", correction.new_score.value), built);
        }
        let rank = |rank: u32| if rank == UNRANKED { "none".to_owned() } else { rank.to_string() };
        let built = node.ranks[region_idx];
        if built != correction.new_rank.value {
            disagrees(&correction.new_rank.span, "rank", correction.new_rank.value.to_string(), rank(built));
        }
        if let Some(new_type_rank) = &correction.new_type_rank {
            let built = node.type_ranks.get(region_idx).copied().unwrap_or(UNRANKED);
            if built != new_type_rank.value {
                disagrees(&new_type_rank.span, "rank within the type", new_type_rank.value.to_string(), rank(built));
            }
        }
    }
    problems
}
