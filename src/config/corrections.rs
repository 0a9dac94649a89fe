//! The file of corrections that `[release] corrections` names: read, and tied to the editions, nodes and indicators of the plan.
//!
//! Regions are looked up later, when the region table is known ([`crate::corrections::unknown`]).

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use toml::de::DeTable;

use super::located::Located;
use super::raw::{RawCorrection, RawOverride};
use super::{ConfigText, SectionReader, toml_problem};
use crate::corrections::{Correction, Corrections, Override};
use crate::error::{FROM_CONFIGURATION, Problem, Problems, Result, did_you_mean, nearby_file, shown};
use crate::plan::Plan;
use crate::region::Day;

/// Most decimals of a published score that mean anything.
const MOST_DECIMALS: usize = 9;

/// Reads the corrections of a plan.
///
/// # Errors
/// Every problem of the file, in reading order.
pub(super) fn load(plan: &Plan, path: &Path) -> Result<Corrections> {
    if let Some(named) = &plan.raw.release.corrections
        && !path.exists()
    {
        let problem = plan.text.problem(&named.span, format!("there are no corrections in `{}`: it does not exist", shown(path)));
        return Err(problem.help(nearby_file(path, FROM_CONFIGURATION)).into());
    }
    let text = ConfigText::read(path)?;
    let (table, syntax_errors) = DeTable::parse_recoverable(&text.text);
    let problems: Vec<Problem> =
        syntax_errors.iter().map(|error| toml_problem(&text, error, error.span().unwrap_or(0..0))).collect();
    Problems::check(problems, ()).map_err(Problems::in_reading_order)?;
    let mut reader = SectionReader { text: &text, problems: Vec::new(), incomplete: BTreeSet::new() };
    let (mut corrections, mut overrides): (Vec<RawCorrection>, Vec<RawOverride>) = (Vec::new(), Vec::new());
    for (key, value) in table.into_inner() {
        match key.get_ref().as_ref() {
            "correction" => corrections = reader.list("correction", value),
            "override" => overrides = reader.list("override", value),
            other => {
                let problem = text.problem(&key.span(), format!("unknown section `{other}`"));
                reader.problems.push(problem.help(did_you_mean(other, ["correction", "override"])));
            }
        }
    }
    let mut tied = Tied { plan, text: &text, problems: reader.problems };
    let list = corrections.iter().filter_map(|correction| tied.correction(correction)).collect();
    let overrides = overrides.iter().filter_map(|value| tied.value(value)).collect();
    Problems::check(tied.problems, ()).map_err(Problems::in_reading_order)?;
    Ok(Corrections { text: Some(text), list, overrides })
}

/// Looks up what entries name, and keeps what is wrong.
struct Tied<'a> {
    plan: &'a Plan,
    text: &'a ConfigText,
    problems: Vec<Problem>,
}

impl Tied<'_> {
    fn problem(&mut self, span: &Range<usize>, message: String, help: impl Into<String>) {
        self.problems.push(self.text.problem(span, message).help(help));
    }

    fn lookup<'b>(&mut self, what: &str, name: &Located<String>, known: impl Iterator<Item = &'b str>) -> Option<usize> {
        let known: Vec<&str> = known.collect();
        let found = known.iter().position(|id| *id == name.value);
        if found.is_none() {
            self.problem(&name.span, format!("there is no {what} `{}`", name.value), did_you_mean(name, known));
        }
        found
    }

    fn edition(&mut self, name: &Located<String>) -> Option<usize> {
        let plan = self.plan;
        self.lookup("edition", name, plan.editions.iter().map(|edition| edition.id.as_str()))
    }

    fn finite(&mut self, value: &Located<f64>) {
        if !value.value.is_finite() {
            self.problem(&value.span, format!("{} is not a value", value.value), "give a number");
        }
    }

    fn said(&mut self, text: &Located<String>, what: &str) -> String {
        if text.trim().is_empty() {
            self.problem(&text.span, format!("the {what} is empty"), "it stands beside the number wherever that is published");
        }
        text.value.clone()
    }

    fn day(&mut self, text: &Located<String>) -> String {
        if Day::parse(text).is_none() || text.len() < 10 {
            self.problem(&text.span, format!("`{}` is not a day", text.value), "write \"2026-02-03\"");
        }
        text.value.clone()
    }

    fn correction(&mut self, raw: &RawCorrection) -> Option<Correction> {
        let plan = self.plan;
        let edition_idx = self.edition(&raw.edition);
        let node_idx = match &raw.node {
            Some(node) => self.lookup("factor", node, plan.tree.nodes.iter().map(|node| node.id.as_str())),
            None => Some(crate::Tree::ROOT),
        };
        self.finite(&raw.old_score);
        self.finite(&raw.new_score);
        if let Some(one) = raw.old_type_rank.as_ref().xor(raw.new_type_rank.as_ref()) {
            let help = "give `old_type_rank` and `new_type_rank`, or neither";
            self.problem(&one.span, "one of the two ranks within the type is missing".to_owned(), help);
        }
        let (reason, author) = (self.said(&raw.reason, "reason"), self.said(&raw.author, "author"));
        let date = self.day(&raw.date);
        let written = self.text.text.get(raw.new_score.span.clone()).unwrap_or_default();
        let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len().min(MOST_DECIMALS)) as u32;
        Some(Correction {
            edition_idx: edition_idx?,
            region: raw.region.clone(),
            node_idx: node_idx?,
            old_score: raw.old_score.value,
            new_score: raw.new_score.clone(),
            decimals,
            old_rank: raw.old_rank.value,
            new_rank: raw.new_rank.clone(),
            old_type_rank: raw.old_type_rank.as_ref().map(|rank| rank.value),
            new_type_rank: raw.new_type_rank.clone(),
            reason,
            author,
            date,
        })
    }

    fn value(&mut self, raw: &RawOverride) -> Option<Override> {
        let plan = self.plan;
        let edition_idx = self.edition(&raw.edition);
        let indicator_idx =
            self.lookup("indicator", &raw.indicator, plan.indicators.iter().map(|indicator| indicator.id.as_str()));
        if let (Some(edition_idx), Some(indicator_idx)) = (edition_idx, indicator_idx)
            && !plan.indicators[indicator_idx].is_in(edition_idx)
        {
            let message = format!("edition {} does not have the indicator `{}`", raw.edition.value, raw.indicator.value);
            self.problem(&raw.indicator.span, message, "see its `first_edition` and `last_edition`");
        }
        self.finite(&raw.value);
        let (reason, author) = (self.said(&raw.reason, "reason"), self.said(&raw.author, "author"));
        let date = raw.date.as_ref().map_or(String::new(), |date| self.day(date));
        Some(Override {
            edition_idx: edition_idx?,
            region: raw.region.clone(),
            indicator_idx: indicator_idx?,
            value: raw.value.value,
            reason,
            author,
            date,
        })
    }
}
