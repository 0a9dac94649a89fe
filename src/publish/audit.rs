//! The statistical audit of an index: `audit.html` in the main language, `audit.<language>.html` in the others, and every table
//! behind them as CSV.
//!
//! The sections are those of the audits that the Joint Research Centre makes of composite indicators: conceptual and statistical
//! coherence, uncertainty, sensitivity, shifts by scenario, after a summary in plain words and the structure of the index.
//! Numbers come from [`crate::analysis`]; here they get their place and their words, which stand in
//! [`labels::audit`](super::labels::audit). Each page says the same; the tables are for machines and are made once.
//!
//! | module | section |
//! |---|---|
//! | [`numbers`] | 1 summary |
//! | [`structure`] | 2 the index and its data |
//! | [`coherence`] | 3 conceptual and statistical coherence |
//! | [`uncertainty`] | 4 how sure the ranks are |
//! | [`sensitivity`] | 5 what they depend on |
//! | [`shifts`] | 6 one choice at a time |
//! | [`page`] | 7 method and files, and the page as a whole |
//! | [`view`] | what they are made of |
//! | `axis` | the axes of their charts |

mod axis;
pub mod coherence;
pub mod numbers;
pub mod page;
pub mod sensitivity;
pub mod shifts;
pub mod structure;
pub mod uncertainty;
pub mod view;

use askama::Template;

pub use numbers::Numbers;
use page::Page;

use super::labels::Label;
use super::labels::audit::page as text;
use super::notes::Voice;
use super::robustness::report::Found;
use super::robustness::{self, tables as robustness_tables};
use super::table::Table;
use super::{Build, OutputFile, bytes_csv, diagnostics, manifest, parameters};
use crate::analysis::audit::Inapplicable;
use crate::analysis::diagnostics::Diagnostics;
use crate::analysis::robustness::NodeRobustness;
use crate::analysis::robustness::doubt::Doubt;
use crate::analysis::robustness::scenarios::Scenario;
use crate::plan::Plan;
use crate::tree::Tree;

/// Name of the page in the main language.
pub const NAME: &str = "audit.html";

/// The tables beside the page, with what is in them.
pub const FILES: [(&str, Label); 20] = [
    ("findings.csv", text::FINDINGS_FILE),
    ("weights.csv", text::WEIGHTS_FILE),
    ("availability.csv", text::AVAILABILITY_FILE),
    ("availability_regions.csv", text::AVAILABILITY_REGIONS_FILE),
    ("distribution.csv", text::DISTRIBUTION_FILE),
    ("outliers.csv", text::OUTLIERS_FILE),
    ("parameters.csv", text::PARAMETERS_FILE),
    ("correlations.csv", text::CORRELATIONS_FILE),
    ("reliability.csv", text::RELIABILITY_FILE),
    ("reliability_indicators.csv", text::RELIABILITY_INDICATORS_FILE),
    ("components.csv", text::COMPONENTS_FILE),
    ("loadings.csv", text::LOADINGS_FILE),
    ("ties.csv", text::TIES_FILE),
    ("robustness.csv", text::ROBUSTNESS_FILE),
    ("rank_probabilities.csv", text::RANK_PROBABILITIES_FILE),
    ("sensitivity.csv", text::SENSITIVITY_FILE),
    ("sensitivity_regions.csv", text::SENSITIVITY_REGIONS_FILE),
    ("scenarios.csv", text::SCENARIOS_FILE),
    ("scenario_ranks.csv", text::SCENARIO_RANKS_FILE),
    ("not_asked.csv", text::NOT_ASKED_FILE),
];

/// Everything that an audit shows, of one edition.
#[derive(Debug, Clone, Copy)]
pub struct Audit<'a> {
    /// In which language it is told.
    pub voice: Voice<'a>,
    /// The build, with the audited edition as its only one.
    pub build: Build<'a>,
    /// Diagnostics of the edition.
    pub diagnostics: &'a Diagnostics,
    /// Intervals, sensitivity and scenarios; the index is among the nodes.
    pub found: &'a Found,
    /// Scenarios that have no meaning for the index.
    pub inapplicable: &'a [Inapplicable],
}

/// What is said of a ranking that was not analysed: nobody.
static NOBODY: NodeRobustness = NodeRobustness {
    node_idx: Tree::ROOT,
    overall: Vec::new(),
    within_type: Vec::new(),
    failures: std::collections::BTreeMap::new(),
};

impl<'a> Audit<'a> {
    /// The edition.
    pub fn edition_idx(&self) -> usize {
        self.found.edition_idx
    }

    /// How sure the ranks of the index are.
    pub fn index(&self) -> &'a NodeRobustness {
        let editions = &self.found.robustness.editions;
        let edition = editions.iter().find(|of| of.edition_idx == self.found.edition_idx);
        edition.and_then(|of| of.nodes.iter().find(|node| node.node_idx == Tree::ROOT)).unwrap_or(&NOBODY)
    }

    /// What the ranks of the index depend on, where that was asked.
    pub fn doubt(&self) -> Option<&'a Doubt> {
        self.found.doubts.iter().find(|doubt| doubt.node_idx == Tree::ROOT)
    }

    /// The scenarios of the index.
    pub fn scenarios(&self) -> impl Iterator<Item = &'a Scenario> {
        self.found.scenarios.iter().filter(|scenario| numbers::is_of_index(scenario))
    }
}

/// The tables by name, without the ending; those of other nodes of `[robustness]` are in them too.
pub fn tables(audit: &Audit<'_>, numbers: &Numbers) -> Vec<(&'static str, Table)> {
    let (build, found) = (&audit.build, audit.found);
    let mut all = diagnostics::tables::all(build, std::slice::from_ref(audit.diagnostics));
    all.push(("parameters", parameters::table(build)));
    all.push(("robustness", robustness::table(build, &found.robustness)));
    all.push(("rank_probabilities", robustness::probabilities(build, &found.robustness)));
    if !found.doubts.is_empty() {
        all.push(("sensitivity", robustness_tables::sensitivity(build, &found.doubts)));
        all.push(("sensitivity_regions", robustness_tables::sensitivity_of_regions(build, &found.doubts)));
    }
    all.push(("scenarios", shifts::scenarios_table(audit, numbers)));
    all.push(("scenario_ranks", robustness_tables::scenario_ranks(build, found.edition_idx, &found.scenarios)));
    all.push(("not_asked", shifts::inapplicable_table(audit)));
    all
}

/// The pages by name, each with its language, the main one first.
pub fn pages(plan: &Plan) -> Vec<(String, &str)> {
    let main = plan.main_language();
    let further = plan.index.languages.iter().map(String::as_str).filter(|language| *language != main);
    let further = further.map(|language| (format!("audit.{language}.html"), language));
    std::iter::once((NAME.to_owned(), main)).chain(further).collect()
}

/// The files of the folder, the manifest last. Numbers are those of the audit, in whatever language it is told.
///
/// # Errors
/// A writer's own error in words.
pub fn files(audit: &Audit<'_>, numbers: &Numbers) -> Result<Vec<OutputFile>, String> {
    let mut files = Vec::new();
    for (name, language) in pages(audit.build.plan) {
        let audit = Audit { voice: Voice::of(language), ..*audit };
        let page = Page::of(&audit, &Numbers::of(&audit)).render().map_err(|error| error.to_string())?;
        files.push(OutputFile { name, bytes: page.into_bytes(), content_sha256: None });
    }
    for (name, table) in tables(audit, numbers) {
        let content_sha256 = Some(table.content_sha256());
        files.push(OutputFile { name: format!("{name}.csv"), bytes: bytes_csv::bytes(&table)?, content_sha256 });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files.push(manifest::file(&audit.build, &files));
    Ok(files)
}
