//! What was done to the data, and by which rules: printed on the terminal, and written as `notes.md` beside the tables.
//!
//! Nothing that was merged, left out, carried over, imputed or tied goes unmentioned; what did not happen is not mentioned.

mod data;
mod publication;
mod rules;
mod steps;
mod voice;

use super::footnotes::Footnotes;
use super::labels::{self, Label, notes as text, robustness as robustness_text, sentence};
use super::{Build, OutputFile, base_name, corrections, limits, mark};
use crate::geometry;
use crate::plan::Status;

pub use data::data;
pub use rules::rules;
pub use voice::Voice;

/// Most entries of one kind that are written out in a line.
const MOST_LISTED: usize = 6;

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Heading.
    pub title: &'static str,
    /// Lines.
    pub lines: Vec<String>,
}

/// How sure the ranks are; that nothing is said where there are more regions than intervals are made for unasked.
pub fn how_sure(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let n_regions = build.regions.n_ranked();
    match build.robustness {
        Some(robustness) => super::robustness::words::lines(build, voice, robustness),
        None if plan.robustness.replicates > 0 && n_regions > plan.robustness.most_regions => vec![
            voice.say(robustness_text::TOO_MANY_REGIONS, &[&n_regions.to_string(), &plan.robustness.most_regions.to_string()]),
        ],
        None => Vec::new(),
    }
}

/// What the map is, and whom it lacks.
fn map(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let Some(map) = build.map else {
        return vec![voice.word(text::NO_MAP).to_owned()];
    };
    let mut lines = Vec::new();
    match &map.file {
        None => lines.push(voice.word(text::MAP_OF_TILES).to_owned()),
        Some(file) => lines.push(voice.say(text::MAP_OF_FILE, &[&file.name, &file.sha256])),
    }
    lines.extend(not_on_the_map(build, voice));
    lines
}

/// Which regions the map has no shape for; `None` where it has all, and where there is no map.
pub fn not_on_the_map(build: &Build<'_>, voice: Voice<'_>) -> Option<String> {
    let without = geometry::without_shape(build.map?, build.regions);
    let names = without.iter().map(|&region_idx| build.regions.shown(region_idx, voice.names));
    let words = [voice.count(without.len(), text::REGIONS), voice.listed(names)];
    (!without.is_empty()).then(|| voice.say(text::NOT_ON_MAP, &[&words[0], &words[1]]))
}

/// Everything, in sections.
pub fn sections(build: &Build<'_>, voice: Voice<'_>) -> Vec<Section> {
    let title = |label: Label| voice.word(label);
    let mut sections = vec![
        Section { title: title(text::ABOUT), lines: about(build, voice) },
        Section { title: title(labels::workbook::DONE), lines: data(build, voice) },
    ];
    sections.extend(corrections::sections(build, voice));
    sections.push(Section { title: title(text::RULES), lines: rules(build, voice) });
    let footnotes = Footnotes::of(build).lines(voice);
    if !footnotes.is_empty() {
        sections.push(Section { title: title(labels::footnotes::FOOTNOTES), lines: footnotes });
    }
    let sure = how_sure(build, voice);
    if !sure.is_empty() {
        sections.push(Section { title: title(labels::workbook::HOW_SURE), lines: sure });
    }
    sections.push(Section { title: title(labels::workbook::SYMBOLS), lines: symbols(build, voice) });
    let files: Vec<String> = limits::lines(build, voice).into_iter().chain(map(build, voice)).collect();
    if !files.is_empty() {
        sections.push(Section { title: title(text::FILES), lines: files });
    }
    sections
}

/// What the symbols in the tables for people mean; those of the workbook are explained in it.
fn symbols(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let has_intervals = build.robustness.is_some() && build.plan.robustness.publish;
    let changes = (build.plan.editions.len() > 1).then_some(text::SYMBOL_CHANGE);
    let intervals = has_intervals.then_some(text::SYMBOL_INTERVAL);
    let always = [text::SYMBOL_SHARED, text::SYMBOL_EMPTY];
    changes.into_iter().chain(intervals).chain(always).map(|label| voice.word(label).to_owned()).collect()
}

/// What the build is and what it was made from.
fn about(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut about: Vec<String> = plan.index.label.get(voice.language).map(str::to_owned).into_iter().collect();
    if about.is_empty() {
        about.extend(Some(plan.index.label.best(&plan.index.languages).to_owned()).filter(|label| !label.is_empty()));
    }
    about.push(voice.say(text::DATA_STATUS, &[&mark::status_in_words(build, voice.language)]));
    if plan.status == Status::Draft && build.data_status != "draft" {
        about.push(voice.word(text::BUILD_IS_DRAFT).to_owned());
    }
    let release = &plan.release;
    about.extend(release.version.iter().map(|version| voice.say(text::VERSION, &[version])));
    about.extend(release.approver.iter().map(|approver| voice.say(text::APPROVED_BY, &[approver])));
    about.extend(
        release.embargo_until.iter().map(|day| voice.say(text::NOT_BEFORE, &[&labels::day_in_words(day, voice.language)])),
    );
    about.extend(build.ingested.inputs.iter().map(|input| {
        voice.say(
            text::INPUT,
            &[&base_name(input.name.as_ref()), &sentence::whole(input.rows as usize, voice.language), &input.sha256],
        )
    }));
    about
}

/// `notes.md` in the main language of the index, and `notes.<language>.md` in its others.
pub fn files(build: &Build<'_>) -> Vec<OutputFile> {
    let languages = &build.plan.index.languages;
    let main = build.plan.main_language();
    let further = languages.iter().filter(|language| *language != main);
    let further = further.map(|language| (format!("notes.{language}.md"), language.as_str()));
    std::iter::once(("notes.md".to_owned(), main)).chain(further).map(|(name, language)| file(build, name, language)).collect()
}

fn file(build: &Build<'_>, name: String, language: &str) -> OutputFile {
    let plan = build.plan;
    let voice = Voice::of(language);
    let title = plan.index.title.get(language).unwrap_or(plan.index.title.best(&plan.index.languages));
    let mut text = format!("# {title}\n");
    for section in sections(build, voice) {
        text.push_str(&format!("\n## {}\n\n", section.title));
        if section.lines.is_empty() {
            text.push_str(&format!("{}\n", voice.word(text::NOTHING)));
        }
        for line in section.lines {
            text.push_str(&format!("- {line}\n"));
        }
    }
    OutputFile { name, bytes: text.into_bytes(), content_sha256: None }
}
