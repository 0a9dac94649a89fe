//! `audit.html`: the sections as one page without anything from outside, for the screen and for paper.

use askama::Template;

use super::coherence::Coherence;
use super::sensitivity::SensitivityView;
use super::shifts::Shifts;
use super::structure::Structure;
use super::uncertainty::Uncertainty;
use super::view::{Prose, Words};
use super::{Audit, FILES, Numbers};
use crate::publish::mark::Mark;
use crate::publish::{base_name, notes};

/// The page.
#[derive(Debug, Template)]
#[template(path = "audit.html")]
pub struct Page {
    title: Words,
    edition: String,
    label: Words,
    /// What the data are, in words; empty where they are final.
    mark: String,
    /// The class of the mark.
    status: String,
    key_figures: Vec<(String, String)>,
    sentences: Vec<Prose>,
    /// The first findings of each topic.
    first_findings: Vec<Prose>,
    n_findings: usize,
    structure: Structure,
    coherence: Coherence,
    uncertainty: Uncertainty,
    sensitivity: SensitivityView,
    shifts: Shifts,
    rules: Vec<Prose>,
    inputs: Vec<(String, String, String)>,
    files: Vec<(&'static str, &'static str)>,
    version: &'static str,
}

/// Findings that the summary names; all stand in their section.
const MOST_FINDINGS: usize = 5;

impl Page {
    /// The page of an audit.
    pub fn of(audit: &Audit<'_>, numbers: &Numbers) -> Self {
        let build = &audit.build;
        let plan = build.plan;
        let mark = match Mark::of(build) {
            None => String::new(),
            Some(_) if build.data_status == "draft" => "DRAFT – not for publication".to_owned(),
            Some(mark) => mark.in_language("en"),
        };
        let mut topics = Vec::new();
        let first_of_topics = numbers.findings.iter().filter(|finding| {
            let is_first = !topics.contains(&finding.topic);
            topics.push(finding.topic);
            is_first
        });
        Page {
            title: Words::of(&plan.index.title, plan),
            edition: plan.editions[audit.edition_idx()].id.clone(),
            label: if plan.index.label.is_empty() { Words::default() } else { Words::of(&plan.index.label, plan) },
            mark,
            status: build.data_status.to_owned(),
            key_figures: key_figures(audit, numbers),
            sentences: numbers.sentences(audit).iter().map(|sentence| Prose::of(sentence)).collect(),
            first_findings: first_of_topics.take(MOST_FINDINGS).map(|finding| Prose::of(&finding.text)).collect(),
            n_findings: numbers.findings.len(),
            structure: Structure::of(audit),
            coherence: Coherence::of(audit, numbers),
            uncertainty: Uncertainty::of(audit, numbers),
            sensitivity: SensitivityView::of(audit),
            shifts: Shifts::of(audit, numbers),
            rules: notes::rules(build, notes::Voice::of_terminal(plan)).iter().map(|rule| Prose::of(rule)).collect(),
            inputs: build
                .ingested
                .inputs
                .iter()
                .map(|input| (base_name(input.name.as_ref()), input.rows.to_string(), input.sha256.clone()))
                .collect(),
            files: FILES
                .iter()
                .copied()
                .filter(|(name, _)| audit.doubt().is_some() || !name.starts_with("sensitivity"))
                .collect(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

fn key_figures(audit: &Audit<'_>, numbers: &Numbers) -> Vec<(String, String)> {
    use crate::publish::diagnostics::{fixed, percent};
    let plan = audit.build.plan;
    let n_indicators = plan.indicators.iter().filter(|indicator| indicator.is_in(audit.edition_idx())).count();
    let width = numbers.median_width().map_or("–".to_owned(), |width| fixed(width, 0));
    let narrow = match numbers.widths.len() {
        0 => "–".to_owned(),
        n_all => percent(numbers.n_narrow() as f64 / n_all as f64, 0),
    };
    [
        (numbers.n_ranked.to_string(), "regions ranked".to_owned()),
        (n_indicators.to_string(), "indicators".to_owned()),
        (numbers.findings.len().to_string(), "findings on coherence".to_owned()),
        (width, format!("places: median width of the {} intervals", percent(plan.robustness.interval, 0).replace(' ', "\u{a0}"))),
        (narrow, format!("of intervals narrower than {} places", numbers.places)),
        (numbers.outside.len().to_string(), "regions outside their own interval".to_owned()),
    ]
    .into()
}
