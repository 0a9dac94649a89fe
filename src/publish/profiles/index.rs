//! The list of all profiles, by name.

use askama::Template;

use super::context::Context;
use super::page::{SCRIPT, closing};
use crate::publish::collation;
use crate::publish::labels::{Label, profile as text, report};
use crate::publish::report::numbers::NOTHING;
use crate::publish::report::phrases::{Phrase, Phrases};
use crate::publish::report::rankings::Score;
use crate::publish::report::security;
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// The list without its words.
#[derive(Template)]
#[template(path = "profiles/index.html")]
struct Index<'a> {
    phrases: &'a Phrases,
    policy: String,
    language: String,
    languages: &'a [String],
    has_report: bool,
    is_municipal: bool,
    has_types: bool,
    decimals: u32,
    mark: Option<Phrase>,
    index_title: Phrase,
    edition: &'a str,
    rows: Vec<Row<'a>>,
}

/// A region.
struct Row<'a> {
    name: Phrase,
    file: &'a str,
    type_name: Phrase,
    type_rank: String,
    rank: String,
    score: Score,
}

impl Index<'_> {
    /// A word of the program as an element.
    fn t(&self, label: Label) -> String {
        self.phrases.label(label).span()
    }

    /// A word of the program as label of an element.
    fn l(&self, label: Label) -> String {
        self.phrases.label(label).as_label()
    }
}

/// The list.
///
/// # Errors
/// A template's own error in words.
pub(super) fn page(context: &Context<'_>) -> Result<String, String> {
    let build = context.build;
    let (plan, regions) = (build.plan, build.regions);
    let phrases = Phrases::new(&plan.index.languages);
    let main = phrases.languages()[0].clone();
    let root = &context.edition().nodes[Tree::ROOT];
    let mut order: Vec<usize> = (0..regions.n_ranked()).collect();
    order.sort_by_cached_key(|&region_idx| (collation::sort_key(regions.name(region_idx, &main), &main), region_idx));
    let rank = |rank: u32| if rank == UNRANKED { NOTHING.to_owned() } else { rank.to_string() };
    let row = |&region_idx: &usize| {
        let group = context.group_of[region_idx].map(|position| &context.groups[position]);
        let score = root.scores[region_idx];
        Row {
            name: phrases.each(|language| regions.name(region_idx, language).to_owned()),
            file: &context.names[region_idx],
            type_name: group.map_or_else(Phrase::default, |group| group.named(build, &phrases)),
            type_rank: group.map_or(NOTHING.to_owned(), |group| rank(group.ranks(root)[region_idx])),
            rank: rank(root.ranks[region_idx]),
            score: Score::new(score, plan.publish.decimals, &main),
        }
    };
    let index = Index {
        policy: security::policy(SCRIPT),
        languages: phrases.languages(),
        has_report: context.has_report,
        is_municipal: regions.level == "municipality",
        has_types: regions.types.is_some(),
        decimals: plan.publish.decimals,
        mark: context.mark.as_ref().map(|mark| phrases.each(|language| mark.in_language(language))),
        index_title: phrases.localised(&plan.index.title, &plan.index.id),
        edition: &plan.editions[context.edition_idx].id,
        rows: order.iter().map(row).collect(),
        language: main,
        phrases: &phrases,
    };
    let mut html = index.render().map_err(|error| error.to_string())?;
    html.push_str(&closing(&phrases)?);
    Ok(html)
}
