//! Headline findings in plain words, one card per region type: who leads, whether the lead is more than a matter of method, who
//! climbed and fell most and whether that can be told apart, and how many ranks are shared.
//!
//! "Can be told apart" is the same everywhere: it holds in more than half of what an interval leaves out, that is, with an interval
//! of 90 % in at least 95 % of the replicates. Sentences take names as they are, so that no name has to be inflected.

use super::members::Group;
use super::numbers::{decimal, signed};
use super::phrases::{Phrase, Phrases};
use crate::publish::Build;
use crate::publish::labels::notes::{MORE, PLACES};
use crate::publish::labels::{Label, filled, report as text};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Names that a sentence lists.
const MOST_NAMED: usize = 4;

/// What is said of a type.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its table on the page.
    pub id: String,
    /// The type.
    pub name: Phrase,
    /// How many regions it has.
    pub n_regions: usize,
    /// Who leads.
    pub leader: Phrase,
    /// The sentences.
    pub sentences: Vec<Phrase>,
}

/// The share of the replicates in which something holds that is more than a matter of method.
pub fn certain(build: &Build<'_>) -> f64 {
    0.5 + build.plan.robustness.interval / 2.0
}

/// The cards of an edition.
pub fn cards(build: &Build<'_>, edition_idx: usize, groups: &[Group], phrases: &Phrases) -> Vec<Card> {
    groups.iter().filter_map(|group| card(build, edition_idx, group, phrases)).collect()
}

fn card(build: &Build<'_>, edition_idx: usize, group: &Group, phrases: &Phrases) -> Option<Card> {
    let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
    let ranks = group.ranks(root);
    let ranked: Vec<usize> = group.members.iter().copied().filter(|&region_idx| ranks[region_idx] != UNRANKED).collect();
    let first = *ranked.first()?;
    let leaders: Vec<usize> = ranked.iter().copied().take_while(|&region_idx| ranks[region_idx] == ranks[first]).collect();
    let score = |region_idx: usize, language: &str| decimal(root.scores[region_idx], build.plan.publish.decimals, language);
    let mut sentences = vec![phrases.each(|language| match (leaders.len(), ranked.get(leaders.len())) {
        (1, Some(&second)) => filled(
            text::LEADS.in_language(language),
            &[&score(first, language), build.regions.name(second, language), &score(second, language)],
        ),
        (1, None) => filled(text::LEADS_ALONE.in_language(language), &[&score(first, language)]),
        _ => filled(text::LEAD_IS_SHARED.in_language(language), &[&score(first, language)]),
    })];
    sentences.extend(certainty(build, edition_idx, group, &ranked, leaders.len(), phrases));
    sentences.extend(movers(build, edition_idx, group, &ranked, phrases));
    let n_shared: usize =
        group.counts(ranks).iter().filter(|(rank, count)| **rank != UNRANKED && **count > 1).map(|(_, n)| n).sum();
    if n_shared > 0 {
        sentences.push(phrases.each(|language| filled(text::SHARED_RANKS.in_language(language), &[&n_shared.to_string()])));
    }
    Some(Card {
        id: group.id(),
        name: group.name.clone(),
        n_regions: ranked.len(),
        leader: phrases.each(|language| listed(build, &leaders, language)),
        sentences,
    })
}

/// Names one after the other, and how many more there are.
fn listed(build: &Build<'_>, regions: &[usize], language: &str) -> String {
    let names: Vec<&str> = regions.iter().take(MOST_NAMED).map(|&region_idx| build.regions.name(region_idx, language)).collect();
    let list = names.join(", ");
    match regions.len().checked_sub(MOST_NAMED) {
        Some(more) if more > 0 => filled(text::AND_MORE.in_language(language), &[&list, &MORE.counted(more, language)]),
        _ => list,
    }
}

/// Whether the lead is more than a matter of method; nothing where that was not analysed.
fn certainty(
    build: &Build<'_>,
    edition_idx: usize,
    group: &Group,
    ranked: &[usize],
    n_leaders: usize,
    phrases: &Phrases,
) -> Option<Phrase> {
    let distributions = group.distributions(build, edition_idx);
    if distributions.is_empty() || ranked.len() <= n_leaders {
        return None;
    }
    let not_apart: Vec<usize> = ranked[n_leaders..].iter().copied().filter(|&other| distributions[other].group == 1).collect();
    Some(phrases.each(|language| match not_apart.is_empty() {
        true => text::LEAD_HOLDS.in_language(language).to_owned(),
        false => filled(text::LEAD_IS_OPEN.in_language(language), &[&listed(build, &not_apart, language)]),
    }))
}

/// The largest climb and the largest fall.
fn movers(build: &Build<'_>, edition_idx: usize, group: &Group, ranked: &[usize], phrases: &Phrases) -> Vec<Phrase> {
    let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
    let changes: Vec<(usize, i32)> =
        ranked.iter().filter_map(|&region_idx| Some((region_idx, group.change(root, region_idx)?))).collect();
    let distributions = group.distributions(build, edition_idx);
    let certain = certain(build);
    let extreme = |sentence: Label, turned: i32| {
        let most = changes.iter().map(|(_, change)| turned * change).max().filter(|most| *most > 0)?;
        let movers: Vec<usize> = changes.iter().filter(|(_, change)| turned * change == most).map(|(mover, _)| *mover).collect();
        let is_apart = |region_idx: &usize| {
            let improved = distributions.get(*region_idx).and_then(|of| of.improved);
            improved.map(|share| if turned > 0 { share >= certain } else { share <= 1.0 - certain })
        };
        let apart: Vec<Option<bool>> = movers.iter().map(is_apart).collect();
        let told = if apart.contains(&None) {
            None
        } else if apart.iter().all(|apart| *apart == Some(true)) {
            Some(text::MOVE_IS_APART)
        } else {
            Some(text::MOVE_IS_NOT_APART)
        };
        Some(phrases.each(|language| {
            let places = format!("{} {}", signed(turned * most), PLACES.word(most.unsigned_abs() as usize, language));
            let moved = filled(sentence.in_language(language), &[&listed(build, &movers, language), &places]);
            told.map_or(moved.clone(), |told| format!("{moved} {}", told.in_language(language)))
        }))
    };
    [extreme(text::LARGEST_CLIMB, 1), extreme(text::LARGEST_FALL, -1)].into_iter().flatten().collect()
}
