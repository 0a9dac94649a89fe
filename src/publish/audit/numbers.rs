//! The main numbers of an audit, and what they say in plain sentences: the summary of the page, of the terminal and of the JSON.

use super::shifts::{self, Kind};
use super::uncertainty::share_of_interval;
use super::{Audit, view};
use crate::analysis::robustness::NodeRobustness;
use crate::analysis::robustness::inputs::Input;
use crate::analysis::robustness::scenarios::{Scenario, Standings};
use crate::publish::diagnostics::findings::{Finding, Topic, findings};
use crate::publish::labels::audit::summary as text;
use crate::publish::labels::notes::{GROUPS, PLACES};
use crate::publish::notes::Voice;
use crate::publish::robustness::words;
use crate::tree::Tree;

/// An interval is called narrow, and a shift large, from this share of the ranked regions on: a twentieth of the ranking.
const SHARE_OF_RANKING: f64 = 0.05;
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
    /// What an auditor would point to, in the language of the audit.
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
            findings: findings(&audit.build, audit.diagnostics, audit.voice),
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
        let mut sentences = vec![self.of_findings(audit.voice), self.of_widths(audit)];
        sentences.push(self.of_outside(audit));
        sentences.push(self.of_source(audit));
        sentences.extend(of_scenarios(audit));
        sentences
    }

    fn of_findings(&self, voice: Voice<'_>) -> String {
        let on = |(topic, count): (Topic, usize)| {
            voice.say(text::ON_TOPIC, &[&count.to_string(), &voice.word(topic.label()).to_lowercase()])
        };
        let by_topic: Vec<String> = self.findings_by_topic().into_iter().map(on).collect();
        match by_topic.is_empty() {
            true => voice.word(text::COHERENT).to_owned(),
            false => voice.say(text::COHERENCE, &[&voice.count(self.findings.len(), text::FINDINGS), &by_topic.join(", ")]),
        }
    }

    fn of_widths(&self, audit: &Audit<'_>) -> String {
        let voice = audit.voice;
        let Some(median) = self.median_width() else { return voice.word(text::NO_INTERVALS).to_owned() };
        let (n_narrow, n_all) = (self.n_narrow(), self.widths.len());
        let words = [
            &*share_of_interval(audit),
            &places(median, voice),
            &n_narrow.to_string(),
            &n_all.to_string(),
            &voice.percent(n_narrow as f64 / n_all as f64, 0),
            &voice.count(self.places as usize, PLACES),
            &voice.count(self.n_groups as usize, GROUPS),
            &self.places.to_string(),
        ];
        voice.say(text::WIDTHS, &words)
    }

    fn of_outside(&self, audit: &Audit<'_>) -> String {
        let (ranks, voice) = (audit.index(), audit.voice);
        if self.outside.is_empty() {
            return voice.word(text::NONE_OUTSIDE).to_owned();
        }
        let named = self.outside.iter().map(|&region_idx| {
            let of = &ranks.overall[region_idx];
            let interval = of.whole_ends().map_or(String::new(), |(lowest, highest)| words::interval(lowest, highest));
            let name = view::region(&audit.build, region_idx, voice);
            voice.say(text::OUTSIDE, &[&name, &of.nominal.to_string(), &interval])
        });
        format!("{}: {}", voice.count(self.outside.len(), text::RANK_OUTSIDE), voice.listed(named))
    }

    fn of_source(&self, audit: &Audit<'_>) -> String {
        let voice = audit.voice;
        if audit.doubt().is_none() {
            return voice.word(text::NO_SENSITIVITY).to_owned();
        }
        let Some((input, total, first)) = self.largest_source else {
            return voice.word(text::NOTHING_MOVES).to_owned();
        };
        let [total, first] = [total, first].map(|share| voice.percent(share.clamp(0.0, 1.0), 0));
        voice.say(text::SOURCE, &[&words::input_words(voice, input), &total, &first])
    }
}

/// What moves ranks most, by kind of scenario; how many could not be computed.
fn of_scenarios(audit: &Audit<'_>) -> Vec<String> {
    let voice = audit.voice;
    let mut sentences = Vec::new();
    for kind in Kind::ALL {
        let sentence = match kind {
            Kind::Indicator => text::WITHOUT_INDICATOR,
            Kind::Factor => text::WITHOUT_FACTOR,
            Kind::Choice => text::OTHER_CHOICE,
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
            1 => voice.say(text::BY, &[&places(mean(most), voice)]),
            _ => voice.say(text::BY_FROM_TO, &[&short(least, voice), &places(mean(most), voice)]),
        };
        let farthest = match largest.climb {
            0 => voice.word(text::NO_REGION_MOVES).to_owned(),
            climb => {
                let name = view::region(&audit.build, largest.region_idx, voice);
                let moved = places(climb.unsigned_abs() as f64, voice);
                voice.say(if climb > 0 { text::UP } else { text::DOWN }, &[&name, &moved])
            }
        };
        let change = shifts::in_words(audit.build.plan, &most.0.change, voice);
        sentences.push(voice.say(sentence, &[&range, &change, &farthest]));
    }
    let n_failed = audit.scenarios().filter(|scenario| scenario.result.is_err()).count();
    if n_failed > 0 {
        sentences.push(voice.say(text::FAILED, &[&voice.count(n_failed, text::SCENARIOS)]));
    }
    sentences
}

/// A number of places in words, without a decimal where it is whole.
pub fn places(number: f64, voice: Voice<'_>) -> String {
    match short(number, voice) {
        text if text == "1" => voice.word(text::ONE_PLACE).to_owned(),
        text => voice.say(text::PLACES, &[&text]),
    }
}

/// A number with one decimal, or none where it is whole.
fn short(number: f64, voice: Voice<'_>) -> String {
    let text = voice.number(number, 1);
    text.strip_suffix(".0").or(text.strip_suffix(",0")).map_or(text.clone(), str::to_owned)
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
        let shown = |language: &str| [1.0, 2.0, 2.5, 0.04].map(|number| places(number, Voice::of(language)));
        assert_eq!(shown("en"), ["1 place", "2 places", "2.5 places", "0 places"]);
        assert_eq!(shown("fi"), ["1 sija", "2 sijaa", "2,5 sijaa", "0 sijaa"]);
    }
}
