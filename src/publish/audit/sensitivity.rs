//! Section 5: which choice moves ranks most.

use super::Audit;
use super::view::{Axis, Cell, Chart, DataTable, Heading, Prose, Words};
use crate::analysis::robustness::doubt::Doubt;
use crate::analysis::sensitivity::estimators::NoIndices;
use crate::analysis::sensitivity::points::PointKind;
use crate::publish::labels::Label;
use crate::publish::labels::audit::{reasons, sensitivity as text};
use crate::publish::labels::notes::REGIONS;
use crate::publish::notes::Voice;
use crate::publish::robustness::words::input_words;

/// The tables of the section.
#[derive(Debug, Clone)]
pub struct SensitivityView {
    /// How it was computed, and what must be said.
    pub notes: Vec<Prose>,
    /// Indices of the mean shift; none where there are none.
    pub indices: Option<DataTable>,
    /// Whose rank depends on what most; none where nothing moves.
    pub regions: Option<DataTable>,
}

impl SensitivityView {
    /// The section of an audit.
    pub fn of(audit: &Audit<'_>) -> Self {
        let voice = audit.voice;
        let Some(doubt) = audit.doubt() else {
            let why = voice.word(text::NOT_COMPUTED);
            return SensitivityView { notes: vec![Prose::of(why)], indices: None, regions: None };
        };
        SensitivityView {
            notes: notes(doubt, voice).iter().map(|line| Prose::of(line)).collect(),
            indices: indices(doubt, voice),
            regions: regions(doubt, voice),
        }
    }
}

fn notes(doubt: &Doubt, voice: Voice<'_>) -> Vec<String> {
    let computed: Label = match doubt.points {
        PointKind::Sobol => text::FROM_SOBOL,
        PointKind::RandomForDimensions | PointKind::RandomForLength => text::FROM_RANDOM,
    };
    let n_points = doubt.n_points.to_string();
    let mut notes = vec![voice.say(computed, &[&n_points])];
    if doubt.n_failed > 0 {
        notes.push(voice.say(text::LEFT_OUT, &[&voice.count(doubt.n_failed, text::POINTS), &n_points]));
    }
    match &doubt.mean_shift {
        Err(NoIndices::Constant) => notes.push(voice.word(text::NOTHING_MOVES).to_owned()),
        Err(why) => notes.push(voice.say(text::NO_INDICES, &[&reasons::no_indices(why, voice.language)])),
        Ok(_) => {}
    }
    let n_still = doubt.regions.iter().filter(|of| matches!(of, Err(NoIndices::Constant))).count();
    if n_still > 0 && doubt.mean_shift.is_ok() {
        notes.push(voice.say(text::NEVER_MOVES, &[&voice.count(n_still, REGIONS)]));
    }
    notes
}

fn indices(doubt: &Doubt, voice: Voice<'_>) -> Option<DataTable> {
    let intervals = doubt.mean_shift.as_ref().ok()?;
    let axis = Axis::new(0.0, 1.0);
    let mut order: Vec<usize> = (0..doubt.inputs.len()).collect();
    order.sort_by(|&a, &b| {
        let total = |group: usize| intervals.groups[group].indices.total_order;
        total(b).total_cmp(&total(a)).then(a.cmp(&b))
    });
    let rows = order.into_iter().map(|group_idx| {
        let group = &intervals.groups[group_idx];
        let ends = |lower: f64, upper: f64| voice.say(text::FROM_TO, &[&voice.number(lower, 2), &voice.number(upper, 2)]);
        let mut chart = Chart::default();
        chart.bars.push(axis.mark(0.0, group.indices.total_order, "total"));
        chart.bars.push(axis.mark(0.0, group.indices.first_order, "first"));
        chart.lines.push(axis.mark(group.total_order.lower, group.total_order.upper, "whisker"));
        vec![
            Cell::Name(Words::plain(sentence_case(&input_words(voice, doubt.inputs[group_idx]))), String::new(), 0),
            Cell::Number(voice.number(group.indices.first_order, 2)),
            Cell::Number(ends(group.first_order.lower, group.first_order.upper)),
            Cell::Number(voice.number(group.indices.total_order, 2)),
            Cell::Number(ends(group.total_order.lower, group.total_order.upper)),
            Cell::Chart(chart),
        ]
    });
    Some(DataTable {
        id: "sensitivity",
        caption: Prose::of(voice.word(text::INDICES)),
        header: vec![
            Heading::text(voice.word(text::CHOICE)),
            Heading::number(voice.word(text::FIRST_ORDER)),
            Heading::number(voice.word(text::INTERVAL_95)),
            Heading::number(voice.word(text::TOTAL_ORDER)),
            Heading::number(voice.word(text::INTERVAL_95)),
            Heading::chart(voice.word(text::CHART_OF_BOTH), &axis, voice),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "sensitivity.csv",
    })
}

/// By choice, the number of regions whose rank depends on it most.
fn regions(doubt: &Doubt, voice: Voice<'_>) -> Option<DataTable> {
    let mut counts = vec![0usize; doubt.inputs.len()];
    for of in doubt.regions.iter().flatten() {
        if let Some(group) = of.largest() {
            counts[group] += 1;
        }
    }
    let n_moving: usize = counts.iter().sum();
    let axis = Axis::new(0.0, n_moving as f64);
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&group| (std::cmp::Reverse(counts[group]), group));
    let rows = order.into_iter().map(|group| {
        let mut chart = Chart::default();
        chart.bars.push(axis.mark(0.0, counts[group] as f64, "effective"));
        vec![
            Cell::Name(Words::plain(sentence_case(&input_words(voice, doubt.inputs[group]))), String::new(), 0),
            Cell::Number(counts[group].to_string()),
            Cell::Chart(chart),
        ]
    });
    (n_moving > 0).then(|| DataTable {
        id: "sensitivity-regions",
        caption: Prose::of(voice.word(text::REGIONS)),
        header: vec![
            Heading::text(voice.word(text::CHOICE)),
            Heading::number(voice.word(text::N_REGIONS)),
            Heading::chart(voice.word(text::CHART_OF_REGIONS), &axis, voice),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "sensitivity_regions.csv",
    })
}

/// A phrase as it stands at the beginning of a cell.
pub fn sentence_case(phrase: &str) -> String {
    let phrase = phrase.strip_prefix("the ").unwrap_or(phrase);
    let mut characters = phrase.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
