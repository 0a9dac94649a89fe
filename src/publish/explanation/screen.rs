//! The explanation as one screen: a header, the index and its factors, the indicators with the parts of the change, neighbours,
//! strengths, peers, who was passed, and the sentences.
//!
//! Wider screens show more columns; lines never run over.

use super::layout::{table, wrapped};
use super::{Explained, arrow, minus, percent, place, sentences, signed, value, value_decimals, words};
use crate::analysis::attribution::ranks::{Passing, RankShare};
use crate::analysis::explanation::{IndicatorExplanation, Neighbour};
use crate::panel::Missing;
use crate::publish::labels::{self, Label};
use crate::publish::mark::Mark;
use crate::publish::people::Dialect;
use crate::tree::Tree;

/// From this width on statistic period, value before, weight and contribution have columns of their own.
const WIDE: usize = 110;
/// Regions that are listed as passed.
const MOST_PASSED: usize = 4;

/// The screen in a language.
pub fn text(explained: &Explained<'_>, language: &str, width: usize) -> String {
    let screen = Screen { explained, language, width };
    let mut text = screen.header();
    text.push_str(&screen.nodes());
    text.push_str(&screen.indicators());
    text.push_str(&screen.around());
    text.push_str(&screen.moved());
    text.push('\n');
    text.push_str(&wrapped("", words::NOTES.in_language(language), width));
    let is_estimated = explained.explanation.nodes[Tree::ROOT].change.as_ref().is_some_and(|change| change.n_orders > 0);
    if is_estimated {
        text.push_str(&wrapped("", words::ESTIMATED.in_language(language), width));
    }
    text.push_str(&screen.footnotes());
    for language in &explained.question.plan.index.languages {
        text.push('\n');
        text.push_str(&wrapped(&format!("[{language}] "), &sentences::text(explained, language), width));
    }
    text
}

/// A screen under construction.
struct Screen<'a> {
    explained: &'a Explained<'a>,
    language: &'a str,
    width: usize,
}

impl Screen<'_> {
    fn word(&self, label: Label) -> &'static str {
        label.in_language(self.language)
    }

    fn header(&self) -> String {
        let explained = self.explained;
        let question = &explained.question;
        let region_idx = question.region_idx;
        let plan = question.plan;
        let title = plan.index.title.get(self.language).unwrap_or(plan.index.title.best(&plan.index.languages));
        let name = explained.region(region_idx, self.language);
        let mut text = wrapped("", &format!("{name} ({}) – {title}", question.regions.code(region_idx)), self.width);
        if let Some(label) = plan.index.label.get(self.language) {
            text.push_str(&wrapped("", label, self.width));
        }
        if let Some(mark) = Mark::of_plan(plan, explained.data_status) {
            text.push_str(&format!("*** {} ***\n", mark.words(self.language)));
        }
        let edition = explained.edition(question.edition_idx);
        let against = match question.against {
            Some(before) => format!(", {} {}", self.word(words::AGAINST), explained.edition(before)),
            None => format!(" ({})", self.word(words::NOTHING_BEFORE)),
        };
        text.push_str(&format!("\n{} {edition}{against}\n", self.word(labels::EDITION)));
        let root = &explained.explanation.nodes[Tree::ROOT];
        if root.score.is_nan() {
            let coverage = percent(root.coverage, self.language);
            text.push_str(&format!("{} ({} {coverage})\n", self.word(words::NOT_RANKED), self.word(words::COVERAGE)));
            return text;
        }
        let mut standing = Vec::new();
        let shown = |rank: crate::analysis::explanation::Place, climbed: Option<i32>| {
            let of = format!("{} / {}", place(rank, self.language), rank.n_regions);
            if climbed.is_some() { format!("{of} {}", arrow(climbed)) } else { of }
        };
        if let Some(type_name) = explained.type_name(self.language) {
            standing.push(format!("{type_name}: {}", shown(root.type_place, root.climbed_in_type)));
        }
        standing.push(format!("{}: {}", self.word(words::ALL), shown(root.place, root.climbed)));
        let change = if root.before.is_nan() {
            String::new()
        } else {
            format!(" ({})", explained.signed(root.score - root.before, self.language))
        };
        standing.push(format!("{} {}{change}", explained.points(root.score, self.language), self.word(words::POINTS)));
        text.push_str(&wrapped("", &standing.join(" · "), self.width));
        if let Some(label) = plan.regions.types.as_ref().and_then(|types| types.label.get(self.language)) {
            text.push_str(&wrapped("", &format!("{}: {label}", self.word(labels::REGION_TYPE)), self.width));
        }
        if explained.explanation.changed_type {
            text.push_str(&wrapped("", self.word(words::CHANGED_TYPE), self.width));
        } else if explained.explanation.type_has_other_members && root.climbed_in_type.is_some() {
            text.push_str(&wrapped("", self.word(words::AMONG_STAYED), self.width));
        }
        text
    }

    fn nodes(&self) -> String {
        let explained = self.explained;
        let mut rows = vec![vec![
            String::new(),
            self.word(words::SCORE).to_owned(),
            self.word(words::CHANGE).to_owned(),
            self.word(words::AMONG_ALL).to_owned(),
            String::new(),
        ]];
        let has_types = explained.question.regions.types.is_some();
        if has_types {
            rows[0].extend([self.word(words::IN_TYPE).to_owned(), String::new()]);
        }
        for (node_idx, node) in explained.explanation.nodes.iter().enumerate() {
            let depth = explained.question.plan.tree.depth(node_idx);
            let change = node.score - node.before;
            let mut row = vec![
                format!("{}{}", "  ".repeat(depth), explained.node(node_idx, self.language)),
                explained.points(node.score, self.language),
                if change.is_nan() { String::new() } else { explained.signed(change, self.language) },
                place(node.place, self.language),
                arrow(node.climbed),
            ];
            if has_types {
                row.extend([place(node.type_place, self.language), arrow(node.climbed_in_type)]);
            }
            rows.push(row);
        }
        format!("\n{}", table(&rows, self.width))
    }

    fn indicators(&self) -> String {
        let explained = self.explained;
        let decimals = explained.question.plan.publish.decimals;
        let language = self.language;
        let indicators = &explained.explanation.indicators;
        let (has_types, is_wide) = (explained.question.regions.types.is_some(), WIDE <= self.width);
        let printed = explained.printed_parts();
        let has_rest = printed
            .as_ref()
            .is_some_and(|printed| printed.by_indicator.iter().any(|(_, causes)| causes[2] != 0.0) || printed.sum(2) != 0.0);
        let mut header = vec![words::INDICATOR];
        // With an edition before, the values have a table of their own, beside their changes.
        let has_values = !self.has_changes();
        if has_values && is_wide {
            header.push(words::PERIOD);
        }
        if has_values {
            header.push(words::VALUE);
        }
        if is_wide || !has_types {
            header.push(words::AMONG_ALL);
        }
        if has_types {
            header.push(words::IN_TYPE);
        }
        header.push(words::SCORE);
        if is_wide {
            header.extend([words::WEIGHT, words::CONTRIBUTION]);
        }
        if printed.is_some() {
            header.extend([words::CHANGE, words::OWN, words::OTHERS]);
            if has_rest {
                header.push(words::REST);
            }
        }
        let mut rows = vec![header.iter().map(|label| self.word(*label).to_owned()).collect::<Vec<String>>()];
        for (indicator_idx, indicator) in indicators.iter().enumerate() {
            let causes = printed.as_ref().and_then(|printed| printed.of(indicator_idx));
            let cell = |label: &Label| -> String {
                let moved = |cause: usize| causes.map_or(String::new(), |causes| signed(causes[cause], decimals, language));
                match *label {
                    words::INDICATOR if has_values => self.indicator_name(indicator_idx, indicator, is_wide),
                    words::INDICATOR => explained.indicator(indicator_idx, language),
                    words::PERIOD if indicator.is_in => indicator.period.to_string(),
                    words::VALUE => self.value_now(indicator),
                    words::AMONG_ALL if indicator.is_in => plain(indicator.place, language),
                    words::IN_TYPE if indicator.is_in => plain(indicator.type_place, language),
                    words::SCORE if is_withheld(indicator.score) => self.word(labels::release::NOT_PUBLISHED).to_owned(),
                    words::SCORE => explained.points(indicator.score, language),
                    words::WEIGHT => Dialect::of(language).number(100.0 * indicator.weight, 1),
                    words::CONTRIBUTION => explained.points(indicator.contribution, language),
                    words::CHANGE => causes.map_or(String::new(), |causes| signed(causes.iter().sum(), decimals, language)),
                    words::OWN => moved(0),
                    words::OTHERS => moved(1),
                    words::REST => moved(2),
                    _ => String::new(),
                }
            };
            rows.push(header.iter().map(cell).collect());
        }
        if let Some(printed) = &printed {
            if printed.withheld.iter().any(|causes| *causes != 0.0) {
                let moved = |cause: usize| signed(printed.withheld[cause], decimals, language);
                let cell = |of: &Label| match *of {
                    words::INDICATOR => self.word(words::WITHHELD).to_owned(),
                    words::CHANGE => signed(printed.withheld.iter().sum(), decimals, language),
                    words::OWN => moved(0),
                    words::OTHERS => moved(1),
                    words::REST => moved(2),
                    _ => String::new(),
                };
                rows.push(header.iter().map(cell).collect());
            }
            for (label, total) in [(words::WEIGHTS, printed.weights), (words::ROUNDING, printed.rounding)] {
                let cell = |of: &Label| match *of {
                    words::INDICATOR => self.word(label).to_owned(),
                    words::CHANGE | words::REST => signed(total, decimals, language),
                    _ => String::new(),
                };
                if total != 0.0 {
                    rows.push(header.iter().map(cell).collect());
                }
            }
            let sum = |cause: usize| signed(printed.sum(cause), decimals, language);
            let cell = |of: &Label| match *of {
                words::INDICATOR => self.word(words::TOTAL).to_owned(),
                words::SCORE => explained.points(explained.explanation.nodes[Tree::ROOT].score, language),
                words::CHANGE => signed(printed.total(), decimals, language),
                words::OWN => sum(0),
                words::OTHERS => sum(1),
                words::REST => sum(2),
                _ => String::new(),
            };
            rows.push(header.iter().map(cell).collect());
        }
        let mut text = format!("\n{}", table(&rows, self.width));
        text.push_str(&self.values());
        let plan = explained.question.plan;
        let mut sources: Vec<&str> = plan.indicators.iter().filter_map(|of| explained.text(&of.source, language)).collect();
        sources.sort_unstable();
        sources.dedup();
        if !sources.is_empty() {
            let label = Label::new("Lähteet", "Källor", "Sources");
            text.push_str(&wrapped(&format!("{}: ", self.word(label)), &sources.join("; "), self.width));
        }
        text
    }

    /// Whether there is an edition before in which any of the indicators was.
    fn has_changes(&self) -> bool {
        self.explained.explanation.indicators.iter().any(|indicator| indicator.before.is_some())
    }

    /// A value, or why there is none.
    fn value_now(&self, indicator: &IndicatorExplanation) -> String {
        if !indicator.is_in {
            self.word(words::ABSENT).to_owned()
        } else if is_withheld(indicator.raw) {
            self.word(labels::release::NOT_PUBLISHED).to_owned()
        } else if indicator.raw.is_nan() {
            self.word(words::MISSING).to_owned()
        } else {
            value(indicator.raw, self.language)
        }
    }

    /// The values of the indicators and their changes, beside the median change; nothing without an edition before.
    fn values(&self) -> String {
        if !self.has_changes() {
            return String::new();
        }
        let is_wide = WIDE <= self.width;
        let mut header = vec![self.word(words::INDICATOR)];
        header.extend(is_wide.then_some(self.word(words::PERIOD)));
        let changes = [words::VALUE_BEFORE, words::VALUE, words::CHANGE, words::MEDIAN_CHANGE];
        header.extend(changes.map(|label| self.word(label)));
        let mut rows = vec![header.into_iter().map(str::to_owned).collect::<Vec<String>>()];
        for (indicator_idx, indicator) in self.explained.explanation.indicators.iter().enumerate() {
            let before = indicator.before.map_or(f64::NAN, |before| before.raw);
            let decimals = value_decimals(before, indicator.raw);
            let shown = |value: f64| minus(&Dialect::of(self.language).number(value, decimals));
            let change = |value: f64| if value.is_nan() { String::new() } else { signed(value, decimals, self.language) };
            let mut row = vec![self.indicator_name(indicator_idx, indicator, is_wide)];
            if is_wide {
                row.push(if indicator.is_in { indicator.period.to_string() } else { String::new() });
            }
            row.push(match indicator.before {
                None => self.word(words::ABSENT).to_owned(),
                Some(before) if is_withheld(before.raw) => self.word(labels::release::NOT_PUBLISHED).to_owned(),
                Some(before) if before.raw.is_nan() => self.word(words::MISSING).to_owned(),
                Some(before) => shown(before.raw),
            });
            let is_known = indicator.is_in && !indicator.raw.is_nan();
            row.push(if is_known { shown(indicator.raw) } else { self.value_now(indicator) });
            row.extend([change(indicator.raw_change), change(indicator.median_change)]);
            rows.push(row);
        }
        format!("\n{}{}", table(&rows, self.width), wrapped("", self.word(words::MEDIAN_NOTE), self.width))
    }

    /// Name and unit; where there is no column for it, the statistic period.
    fn indicator_name(&self, indicator_idx: usize, indicator: &IndicatorExplanation, is_wide: bool) -> String {
        let name = self.explained.indicator(indicator_idx, self.language);
        let unit = &self.explained.question.plan.indicators[indicator_idx].unit;
        match (is_wide, self.explained.text(unit, self.language)) {
            (true, Some(unit)) => format!("{name}, {unit}"),
            (false, _) if indicator.is_in => format!("{} {name}", indicator.period),
            _ => name,
        }
    }

    fn around(&self) -> String {
        let explained = self.explained;
        let explanation = explained.explanation;
        let mut text = String::new();
        if !explanation.nodes[Tree::ROOT].score.is_nan() {
            for (label, neighbour, sign) in
                [(words::NEXT_ABOVE, explanation.next_above, 1.0), (words::NEXT_BELOW, explanation.next_below, -1.0)]
            {
                let shown = |neighbour: Neighbour| {
                    let name = explained.region(neighbour.region_idx, self.language);
                    let mut points = explained.signed(sign * neighbour.points, self.language);
                    if points.trim_start_matches(['+', '−']).chars().all(|digit| matches!(digit, '0' | ',' | '.')) {
                        // Too close for the published decimals.
                        points = signed(sign * neighbour.points, 3, self.language);
                    }
                    format!("{name}, {points} {}", self.word(words::POINTS))
                };
                let shown = neighbour.map_or(self.word(words::NOBODY).to_owned(), shown);
                text.push_str(&wrapped(&format!("{}: ", self.word(label)), &shown, self.width));
            }
        }
        for (label, list) in [(words::STRENGTHS, &explanation.strengths), (words::WEAKNESSES, &explanation.weaknesses)] {
            let named: Vec<String> = list.iter().map(|&indicator_idx| self.named_with_place(indicator_idx)).collect();
            if !named.is_empty() {
                text.push_str(&wrapped(&format!("{}: ", self.word(label)), &named.join("; "), self.width));
            }
        }
        let root = &explained.question.outcome.editions[explained.question.edition_idx].nodes[Tree::ROOT];
        let peers: Vec<String> = explanation
            .peers
            .iter()
            .map(|&peer| {
                let name = explained.region(peer, self.language);
                format!("{name} ({})", explained.points(root.scores[peer], self.language))
            })
            .collect();
        if !peers.is_empty() {
            text.push_str(&wrapped(&format!("{}: ", self.word(words::PEERS)), &peers.join("; "), self.width));
        }
        if text.is_empty() { text } else { format!("\n{text}") }
    }

    fn footnotes(&self) -> String {
        let lines = self.explained.footnote_lines(self.language);
        if lines.is_empty() {
            return String::new();
        }
        let lines: String = lines.iter().map(|line| wrapped("- ", line, self.width)).collect();
        format!("\n{}\n{lines}", self.word(labels::footnotes::FOOTNOTES))
    }

    fn named_with_place(&self, indicator_idx: usize) -> String {
        let indicator = &self.explained.explanation.indicators[indicator_idx];
        let standing = if indicator.type_place.rank > 0 { indicator.type_place } else { indicator.place };
        let name = self.explained.indicator(indicator_idx, self.language);
        format!("{name} ({} / {})", place(standing, self.language), standing.n_regions)
    }

    fn moved(&self) -> String {
        let explained = self.explained;
        let Some(change) = &explained.explanation.rank_change else { return String::new() };
        let mut text = String::new();
        for (label, list) in [(words::PASSED, &change.passed), (words::PASSED_BY, &change.passed_by)] {
            if list.is_empty() {
                continue;
            }
            let mut named: Vec<String> = list.iter().take(MOST_PASSED).map(|passing| self.passing(passing)).collect();
            if MOST_PASSED < list.len() {
                named.push(format!("{} ({})", self.word(words::AND_MORE), list.len() - MOST_PASSED));
            }
            text.push_str(&wrapped(&format!("{} ({}): ", self.word(label), list.len()), &named.join("; "), self.width));
        }
        let mut shares: Vec<&RankShare> = change.shares.iter().filter(|share| 0.05 <= share.places.abs()).collect();
        shares.sort_by(|a, b| b.places.abs().total_cmp(&a.places.abs()));
        let came_and_went = (change.came_and_went != 0).then(|| {
            format!("{} {}", self.word(words::CAME_AND_WENT), signed(f64::from(change.came_and_went), 0, self.language))
        });
        let named: Vec<String> = shares
            .iter()
            .take(MOST_PASSED)
            .map(|share| {
                let name = share.indicator_idx.map_or(self.word(words::WEIGHTS).to_owned(), |indicator_idx| {
                    explained.indicator(indicator_idx, self.language)
                });
                format!("{name} {}", signed(share.places, 1, self.language))
            })
            .chain(came_and_went)
            .collect();
        if !named.is_empty() {
            text.push_str(&wrapped(&format!("{}: ", self.word(words::PLACES)), &named.join("; "), self.width));
        }
        if text.is_empty() { text } else { format!("\n{text}") }
    }

    fn passing(&self, passing: &Passing) -> String {
        let because = passing.because.first().map_or(String::new(), |(indicator_idx, points)| {
            let name = self.explained.indicator(*indicator_idx, self.language);
            format!(" ({name} {})", self.explained.signed(*points, self.language))
        });
        format!("{}{because}", self.explained.region(passing.region_idx, self.language))
    }
}

/// Whether a number is there and may not be shown.
fn is_withheld(number: f64) -> bool {
    Missing::of(number) == Some(Missing::Withheld)
}

/// A place in a narrow column.
fn plain(standing: crate::analysis::explanation::Place, language: &str) -> String {
    place(crate::analysis::explanation::Place { is_shared: false, ..standing }, language)
}
