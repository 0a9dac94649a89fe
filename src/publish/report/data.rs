//! The page's data: what its script needs, once, as JSON within the page.
//!
//! The JSON stands in an element that is not run. `<` is written as an escape, so that no name can end the element; what reorders or
//! hides text has been replaced before ([`super::phrases::visible`]).

use std::collections::BTreeMap;

use serde::Serialize;

use super::map::Map;
use super::members::Group;
use super::phrases::{Phrases, visible};
use super::weights::{NameRef, Weights};
use crate::publish::Build;
use crate::publish::labels::{Label, report as text};
use crate::tree::Tree;

/// Everything that the script knows.
#[derive(Debug, Serialize)]
pub struct Data<'a> {
    /// Languages, the main one first.
    pub languages: &'a [String],
    /// Decimals of scores.
    pub decimals: u32,
    /// Words by number and language.
    pub words: Vec<Vec<String>>,
    /// The script's own words.
    pub says: BTreeMap<&'static str, NameRef>,
    /// Codes of the regions.
    pub codes: Vec<&'a str>,
    /// Names of the regions: one, or one per language.
    pub names: Vec<Vec<String>>,
    /// Region types: id on the page and name.
    pub groups: Vec<(String, NameRef)>,
    /// Position of each region's type in `groups`; −1 = none.
    pub group_of: Vec<i32>,
    /// Scores of the index.
    pub scores: Vec<f64>,
    /// Ranks among all; 0 = none.
    pub ranks: &'a [u32],
    /// Ranks among the type, or among all.
    pub group_ranks: Vec<u32>,
    /// Changes of the rank within the type.
    pub changes: Vec<Option<i32>>,
    /// Variables of the map.
    pub map: Vec<MapVariable>,
    /// The weights panel.
    pub weights: Option<&'a Weights>,
}

/// A variable of the map.
#[derive(Debug, Serialize)]
pub struct MapVariable {
    /// What it is.
    pub name: NameRef,
    /// Scores or changes.
    pub scale: char,
    /// Class of each region, a digit each.
    pub classes: String,
    /// Values; NaN (in the page `null`) where there is none.
    pub values: Vec<f64>,
}

/// Words that the script puts together itself.
const SAYS: [(&str, Label); 18] = [
    ("found", text::N_FOUND),
    ("none_found", text::NONE_FOUND),
    ("sorted", text::SORTED),
    ("ascending", text::ASCENDING),
    ("descending", text::DESCENDING),
    ("selected", text::SELECTED),
    ("rank", text::TIP_RANK),
    ("change", text::CHANGE),
    ("no_value", text::NO_VALUE),
    ("within", text::WITHIN),
    ("share", text::SHARE),
    ("own_table", text::OWN_TABLE),
    ("no_weight", text::NO_WEIGHT),
    ("moved", text::N_MOVED),
    ("not_the_index", text::NOT_THE_INDEX),
    ("as_published", text::AS_PUBLISHED),
    ("show_all", text::SHOW_ALL),
    ("fewer", text::SHOW_FEWER),
];

impl<'a> Data<'a> {
    /// The data of an edition; the words are added last, when all have been said.
    pub fn new(
        build: &Build<'a>,
        edition_idx: usize,
        groups: &[Group],
        map: Option<&Map>,
        weights: Option<&'a Weights>,
        phrases: &'a Phrases,
    ) -> Self {
        let regions = build.regions;
        let n_regions = regions.n_ranked();
        let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
        let mut group_of = vec![-1; n_regions];
        let mut group_ranks = vec![0; n_regions];
        let mut changes = vec![None; n_regions];
        for (position, group) in groups.iter().enumerate() {
            for &region_idx in &group.members {
                group_of[region_idx] = position as i32;
                group_ranks[region_idx] = group.ranks(root)[region_idx];
                changes[region_idx] = group.change(root, region_idx);
            }
        }
        let everybody = NameRef::from(super::members::everybody(build, phrases));
        let names = |region_idx: usize| {
            let mut names: Vec<String> =
                phrases.languages().iter().map(|language| visible(regions.name(region_idx, language))).collect();
            if names.iter().all(|name| *name == names[0]) {
                names.truncate(1);
            }
            names
        };
        Data {
            languages: phrases.languages(),
            decimals: build.plan.publish.decimals,
            words: Vec::new(),
            says: SAYS
                .iter()
                .map(|(name, label)| (*name, phrases.label(*label).into()))
                .chain([("everybody", everybody)])
                .collect(),
            codes: (0..n_regions).map(|region_idx| regions.code(region_idx)).collect(),
            names: (0..n_regions).map(names).collect(),
            groups: groups.iter().map(|group| (group.id(), group.name.clone().into())).collect(),
            group_of,
            scores: root.scores.clone(),
            ranks: &root.ranks,
            group_ranks,
            changes,
            map: map.map_or(Vec::new(), |map| {
                let variable = |variable: &super::map::Variable| MapVariable {
                    name: variable.name.clone().into(),
                    scale: variable.scale,
                    classes: variable.digits(),
                    values: variable.values.clone(),
                };
                map.variables.iter().map(variable).collect()
            }),
            weights,
        }
    }
}

/// JSON that can stand within a page.
///
/// # Errors
/// The encoder's own error in words.
pub fn json(value: &impl Serialize) -> Result<String, String> {
    let json = serde_json::to_string(value).map_err(|error| error.to_string())?;
    Ok(json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_it_stands_in() {
        let json = json(&["</script><script>alert(1)</script>", "\u{2028}"]).expect("encoded");
        assert_eq!(json, r#"["\u003c/script>\u003cscript>alert(1)\u003c/script>","\u2028"]"#);
    }
}
