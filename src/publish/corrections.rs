//! `corrections.csv`: what was corrected after publication, and the values that were set by hand, with reason and author.
//!
//! Of a correction the scores and ranks stand there as they were published and as they are now; of a value set by hand the
//! value of the data (empty where they have none) and the one that stands in for it; both are empty where the indicator's values may
//! not be published.

use super::labels::notes as text;
use super::notes::{Section, Voice};
use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_csv};
use crate::corrections::{Correction, Override};
use crate::region;

/// The file.
pub const NAME: &str = "corrections.csv";

#[derive(Default)]
struct Rows {
    kind: Vec<&'static str>,
    edition: Vec<String>,
    code: Vec<String>,
    name: Vec<String>,
    node: Vec<String>,
    scores: [Vec<f64>; 2],
    ranks: [Vec<Option<i32>>; 2],
    type_ranks: [Vec<Option<i32>>; 2],
    values: [Vec<f64>; 2],
    reason: Vec<String>,
    author: Vec<String>,
    date: Vec<String>,
}

impl Rows {
    fn push(&mut self, build: &Build<'_>, kind: &'static str, edition_idx: usize, region_idx: usize, node: &str) {
        self.kind.push(kind);
        self.edition.push(build.plan.editions[edition_idx].id.clone());
        self.code.push(build.regions.code(region_idx).to_owned());
        self.name.push(build.regions.name(region_idx, build.plan.main_language()).to_owned());
        self.node.push(node.to_owned());
        for column in self.scores.iter_mut().chain(&mut self.values) {
            column.push(f64::NAN);
        }
        for column in self.ranks.iter_mut().chain(&mut self.type_ranks) {
            column.push(None);
        }
    }

    fn say(&mut self, reason: &str, author: &str, date: &str) {
        self.reason.push(reason.to_owned());
        self.author.push(author.to_owned());
        self.date.push(date.to_owned());
    }
}

fn put<T>(column: &mut [T], value: T) {
    if let Some(last) = column.last_mut() {
        *last = value;
    }
}

/// Corrections of the editions that are published, with their regions.
fn corrections<'a>(build: &Build<'a>) -> Vec<(usize, &'a Correction)> {
    let (plan, regions) = (build.plan, build.regions);
    let list = plan.corrections.list.iter().filter(|correction| build.editions.contains(&correction.edition_idx));
    list.filter_map(|correction| Some((region::find(plan, regions, &correction.region.value).ok()?, correction))).collect()
}

/// Values set by hand in the editions that are published: region, entry, value of the data.
fn overrides<'a>(build: &Build<'a>) -> Vec<(usize, &'a Override, f64)> {
    let (plan, regions) = (build.plan, build.regions);
    let list = plan.corrections.overrides.iter().filter(|value| build.editions.contains(&value.edition_idx));
    list.filter_map(|value| {
        let region_idx = region::find(plan, regions, &value.region.value).ok()?;
        let cell = (value.edition_idx, value.indicator_idx, region_idx);
        let of_data = build.outcome.notes.overridden.iter().find(|note| (note.0, note.1, note.2) == cell);
        Some((region_idx, value, of_data.map_or(f64::NAN, |note| note.3)))
    })
    .collect()
}

/// Corrections first, then the values set by hand, in the order of the file.
pub fn table(build: &Build<'_>) -> Table {
    let plan = build.plan;
    let mut rows = Rows::default();
    let whole = |rank: u32| i32::try_from(rank).ok();
    for (region_idx, correction) in corrections(build) {
        rows.push(build, "correction", correction.edition_idx, region_idx, &plan.tree.nodes[correction.node_idx].id);
        put(&mut rows.scores[0], correction.old_score);
        put(&mut rows.scores[1], correction.new_score.value);
        put(&mut rows.ranks[0], whole(correction.old_rank));
        put(&mut rows.ranks[1], whole(correction.new_rank.value));
        put(&mut rows.type_ranks[0], correction.old_type_rank.and_then(whole));
        put(&mut rows.type_ranks[1], correction.new_type_rank.as_ref().and_then(|rank| whole(rank.value)));
        rows.say(&correction.reason, &correction.author, &correction.date);
    }
    for (region_idx, value, of_data) in overrides(build) {
        rows.push(build, "override", value.edition_idx, region_idx, &plan.indicators[value.indicator_idx].id);
        if plan.indicators[value.indicator_idx].publication.shows_values() {
            put(&mut rows.values[0], of_data);
            put(&mut rows.values[1], value.value);
        }
        rows.say(&value.reason, &value.author, &value.date);
    }
    let n_rows = rows.kind.len();
    let [old_score, new_score] = rows.scores;
    let [old_rank, new_rank] = rows.ranks;
    let [old_type_rank, new_type_rank] = rows.type_ranks;
    let [old_value, new_value] = rows.values;
    Table::new(vec![
        ("kind".into(), Cells::texts(&rows.kind)),
        ("edition".into(), Cells::texts(&rows.edition)),
        ("code".into(), Cells::texts(&rows.code)),
        (format!("name_{}", plan.main_language()), Cells::texts(&rows.name)),
        ("node".into(), Cells::texts(&rows.node)),
        ("old_score".into(), Cells::Real(old_score)),
        ("new_score".into(), Cells::Real(new_score)),
        ("old_rank".into(), Cells::Integer(old_rank)),
        ("new_rank".into(), Cells::Integer(new_rank)),
        ("old_type_rank".into(), Cells::Integer(old_type_rank)),
        ("new_type_rank".into(), Cells::Integer(new_type_rank)),
        ("old_value".into(), Cells::Real(old_value)),
        ("new_value".into(), Cells::Real(new_value)),
        ("reason".into(), Cells::texts(&rows.reason)),
        ("author".into(), Cells::texts(&rows.author)),
        ("date".into(), Cells::texts(&rows.date)),
        ("data_status".into(), Cells::same(build.data_status, n_rows)),
    ])
}

/// The file; none where nothing was corrected or set by hand.
///
/// # Errors
/// The writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let table = table(build);
    if table.n_rows == 0 {
        return Ok(Vec::new());
    }
    let content_sha256 = Some(table.content_sha256());
    Ok(vec![OutputFile { name: NAME.into(), bytes: bytes_csv::bytes(&table)?, content_sha256 }])
}

/// The same in words: one section for corrections and one for values set by hand, where there are any.
pub fn sections(build: &Build<'_>, voice: Voice<'_>) -> Vec<Section> {
    let (plan, regions) = (build.plan, build.regions);
    let region = |region_idx: usize| regions.shown(region_idx, voice.names);
    let mut sections = Vec::new();
    let corrected: Vec<String> = corrections(build)
        .into_iter()
        .map(|(region_idx, correction)| {
            let decimals = correction.decimals as usize;
            let within = match (correction.old_type_rank, &correction.new_type_rank) {
                (Some(old), Some(new)) => voice.say(text::WITHIN_TYPE, &[&old.to_string(), &new.value.to_string()]),
                _ => String::new(),
            };
            let score = |score: f64| voice.decimal(format!("{score:.decimals$}"));
            voice.say(
                text::CORRECTION,
                &[
                    &plan.editions[correction.edition_idx].id,
                    &region(region_idx),
                    &plan.tree.nodes[correction.node_idx].id,
                    &score(correction.old_score),
                    &score(correction.new_score.value),
                    &correction.old_rank.to_string(),
                    &correction.new_rank.value.to_string(),
                    &within,
                    &correction.reason,
                    &correction.author,
                    &correction.date,
                ],
            )
        })
        .collect();
    let by_hand: Vec<String> = overrides(build)
        .into_iter()
        .map(|(region_idx, value, of_data)| {
            let number = |value: f64| voice.decimal(value.to_string());
            let old = if of_data.is_nan() { voice.word(text::MISSING_WORD).to_owned() } else { number(of_data) };
            let indicator = &plan.indicators[value.indicator_idx];
            let values = match indicator.publication.shows_values() {
                true => format!("{old} → {}", number(value.value)),
                false => voice.word(text::VALUE_NOT_PUBLISHED).to_owned(),
            };
            let date = if value.date.is_empty() { String::new() } else { format!(", {}", value.date) };
            let edition = &plan.editions[value.edition_idx].id;
            let words = [edition, &*region(region_idx), &indicator.id, &values, &value.reason, &value.author, &date];
            voice.say(text::OVERRIDE, &words)
        })
        .collect();
    for (title, lines) in [(text::CORRECTED_TITLE, corrected), (text::BY_HAND_TITLE, by_hand)] {
        if !lines.is_empty() {
            sections.push(Section { title: voice.word(title), lines });
        }
    }
    sections
}
