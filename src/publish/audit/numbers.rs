//! The main numbers of an audit, and what they say in plain sentences: the summary of the page, of the terminal and of the JSON.

use super::shifts::{self, Kind};
use super::{Audit, view};
use crate::analysis::robustness::NodeRobustness;
use crate::analysis::robustness::inputs::Input;
use crate::analysis::robustness::scenarios::{Scenario, Standings};
use crate::error::counted;
use crate::publish::diagnostics::findings::{Finding, Topic, findings};
use crate::publish::diagnostics::{fixed, percent};
use crate::publish::robustness::words;
use crate::tree::Tree;

/// An interval is called narrow, and a shift large, from this share of the ranked regions on: a twentieth of the ranking.
const SHARE_OF_RANKING: f64 = 0.05;
/// Regions that are named in a sentence.
const MOST_NAMED: usize = 6;

/// The main numbers.
#[derive(Debug, Clone)]
pub struct Numbers {
    /// Regions that are ranked in the index.
    pub n_ranked: usize,
    /// Places that a narrow interval does not have and a large shift has: a twentieth of the regions, at least one.
    pub places: u32,
    /// Widths of the intervals, ascending.
    pub widths: Vec<f64>,
    /// Regions that rank outside their own interval, best first.
    pub outside: Vec<usize>,
    /// Groups of regions whose first can be told apart from each other.
    pub n_groups: u32,
    /// The largest source of doubt, with total and first order.
    pub largest_source: Option<(Input, f64, f64)>,
    /// What an auditor would point to.
    pub findings: Vec<Finding>,
}

impl Numbers {
    /// The numbers of an audit.
    pub fn of(audit: &Audit<'_>) -> Self {
        let ranks = audit.index();
        let n_ranked = ranks.overall.iter().filter(|of| of.nominal != 0).count();
        let known = |of: &&crate::analysis::robustness::distribution::RankDistribution| of.nominal != 0 && of.n_ranked > 0;
        let mut widths: Vec<f64> = ranks.overall.iter().filter(known).map(|of| of.highest - of.lowest).collect();
        widths.sort_by(f64::total_cmp);
        let doubt = audit.doubt().and_then(|doubt| Some((doubt, doubt.mean_shift.as_ref().ok()?)));
        let largest_source = doubt.and_then(|(doubt, intervals)| {
            let group = intervals.sensitivity.largest()?;
            let indices = intervals.groups[group].indices;
            Some((doubt.inputs[group], indices.total_order, indices.first_order))
        });
        let outside = by_rank(ranks).into_iter().filter(|&region_idx| ranks.overall[region_idx].is_outside());
        Numbers {
            n_ranked,
            places: ((SHARE_OF_RANKING * n_ranked as f64).ceil() as u32).max(1),
            widths,
            outside: outside.collect(),
            n_groups: ranks.overall.iter().map(|of| of.group).max().unwrap_or(0),
            largest_source,
            findings: findings(&audit.build, audit.diagnostics),
        }
    }

    /// Half of the intervals are at most that wide; `None` where there are none.
    pub fn median_width(&self) -> Option<f64> {
        width_of_share(&self.widths, 0.5)
    }

    /// Intervals that are narrower than [`places`](Self::places).
    pub fn n_narrow(&self) -> usize {
        self.widths.iter().filter(|width| **width < f64::from(self.places)).count()
    }

    /// How many findings each topic has, topics without any left out.
    pub fn findings_by_topic(&self) -> Vec<(Topic, usize)> {
        let count = |topic: Topic| self.findings.iter().filter(|finding| finding.topic == topic).count();
        Topic::ALL.into_iter().map(|topic| (topic, count(topic))).filter(|(_, count)| *count > 0).collect()
    }

    /// What was found, in plain sentences without a full stop; short names stand between backticks.
    pub fn sentences(&self, audit: &Audit<'_>) -> Vec<String> {
        let mut sentences = vec![self.of_findings(), self.of_widths(audit)];
        sentences.push(self.of_outside(audit));
        sentences.extend(self.of_source(audit));
        sentences.extend(of_scenarios(audit));
        sentences
    }

    fn of_findings(&self) -> String {
        let by_topic: Vec<String> = self
            .findings_by_topic()
            .into_iter()
            .map(|(topic, count)| format!("{count} on {}", topic.title().to_lowercase()))
            .collect();
        match by_topic.is_empty() {
            true => "Coherence: nothing stands out".to_owned(),
            false => {
                format!("Coherence: {} ({})", counted(self.findings.len(), "finding", "findings"), by_topic.join(", "))
            }
        }
    }

    fn of_widths(&self, audit: &Audit<'_>) -> String {
        let interval = percent(audit.build.plan.robustness.interval, 0);
        let Some(median) = self.median_width() else { return "Uncertainty: no region is ranked in any replicate".to_owned() };
        let (n_narrow, n_all) = (self.n_narrow(), self.widths.len());
        format!(
            "Uncertainty: half of the {interval} intervals of ranks are at most {} wide; {n_narrow} of {n_all} ({}) are narrower \
             than {}, a twentieth of the ranking; {} of regions can be told apart",
            places(median),
            percent(n_narrow as f64 / n_all as f64, 0),
            counted(self.places as usize, "place", "places"),
            counted(self.n_groups as usize, "group", "groups"),
        )
    }

    fn of_outside(&self, audit: &Audit<'_>) -> String {
        let ranks = audit.index();
        if self.outside.is_empty() {
            return "No region ranks outside its own interval".to_owned();
        }
        let named: Vec<String> = self
            .outside
            .iter()
            .take(MOST_NAMED)
            .map(|&region_idx| {
                let of = &ranks.overall[region_idx];
                let interval = of.whole_ends().map_or(String::new(), |(lowest, highest)| words::interval(lowest, highest));
                format!("{} (rank {}, interval {interval})", view::region(&audit.build, region_idx), of.nominal)
            })
            .collect();
        let more = self.outside.len() - named.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let who = counted(self.outside.len(), "region ranks outside its own interval", "regions rank outside their own interval");
        format!("{who}: {}{more}", named.join(", "))
    }

    fn of_source(&self, audit: &Audit<'_>) -> Option<String> {
        if audit.doubt().is_none() {
            return Some("Sensitivity: not computed".to_owned());
        }
        let Some((input, total, first)) = self.largest_source else {
            return Some("Sensitivity: nothing that is drawn moves any rank".to_owned());
        };
        Some(format!(
            "Sensitivity: the largest source of doubt is {}: {} of the variance of the mean shift of ranks depends on it, {} on it \
             alone",
            words::input_words(input),
            percent(total.clamp(0.0, 1.0), 0),
            percent(first.clamp(0.0, 1.0), 0),
        ))
    }
}

/// What moves ranks most, by kind of scenario; how many could not be computed.
fn of_scenarios(audit: &Audit<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    for kind in Kind::ALL {
        let title = match kind {
            Kind::Indicator => "Without one indicator",
            Kind::Factor => "Without one factor",
            Kind::Choice => "With one choice otherwise",
        };
        let of_kind: Vec<(&Scenario, &Standings)> = audit
            .scenarios()
            .filter(|scenario| Kind::of(&scenario.change) == kind)
            .filter_map(|scenario| Some((scenario, scenario.result.as_ref().ok()?)))
            .collect();
        let mean = |(_, of): &(&Scenario, &Standings)| of.shift.mean_absolute_rank_shift;
        // Of equals the first.
        let Some(most) = of_kind.iter().rev().max_by(|a, b| mean(a).total_cmp(&mean(b))) else { continue };
        let least = of_kind.iter().map(mean).fold(f64::INFINITY, f64::min);
        let largest = most.1.shift.largest;
        let range = match of_kind.len() {
            1 => format!("by {} on the average", places(mean(most))),
            _ => format!("by {} to {} on the average", short(least), places(mean(most))),
        };
        let farthest = match largest.climb {
            0 => "no region moves".to_owned(),
            climb => {
                let moved = places(climb.unsigned_abs() as f64);
                let direction = if climb > 0 { "up" } else { "down" };
                format!("{} moves farthest, {moved} {direction}", view::region(&audit.build, largest.region_idx))
            }
        };
        sentences.push(format!(
            "{title}, ranks move {range}, most {}: {farthest}",
            shifts::in_words(audit.build.plan, &most.0.change)
        ));
    }
    let n_failed = audit.scenarios().filter(|scenario| scenario.result.is_err()).count();
    if n_failed > 0 {
        sentences.push(format!("{} could not be computed", counted(n_failed, "scenario", "scenarios")));
    }
    sentences
}

/// A number of places in words, without a decimal where it is whole.
fn places(number: f64) -> String {
    let text = short(number);
    if text == "1" { "1 place".to_owned() } else { format!("{text} places") }
}

/// A number with one decimal, or none where it is whole.
fn short(number: f64) -> String {
    let text = fixed(number, 1);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The smallest of ascending widths that so large a share of the intervals does not exceed; `None` where there are none. So that
/// "half are at most that wide" is true of it, it lies at an interval and not between two.
pub fn width_of_share(widths: &[f64], share: f64) -> Option<f64> {
    let place = (share * widths.len() as f64).ceil() as usize;
    widths.get(place.saturating_sub(1)).copied()
}

/// The ranked regions of a node, best first, equals by code.
pub fn by_rank(node: &NodeRobustness) -> Vec<usize> {
    let mut order: Vec<usize> = (0..node.overall.len()).filter(|&region_idx| node.overall[region_idx].nominal != 0).collect();
    order.sort_by_key(|&region_idx| (node.overall[region_idx].nominal, region_idx));
    order
}

/// Scenarios are of the index.
pub fn is_of_index(scenario: &Scenario) -> bool {
    scenario.node_idx == Tree::ROOT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_are_at_most_as_wide_as_the_median() {
        let widths = [2.0, 3.0, 5.0, 9.0];
        assert_eq!([0.0, 0.25, 0.5, 0.51, 1.0].map(|share| width_of_share(&widths, share)), [2.0, 2.0, 3.0, 5.0, 9.0].map(Some));
        assert_eq!(width_of_share(&[], 0.5), None);
    }

    #[test]
    fn numbers_of_places_in_words() {
        assert_eq!([1.0, 2.0, 2.5, 0.04].map(places), ["1 place", "2 places", "2.5 places", "0 places"]);
    }
}
