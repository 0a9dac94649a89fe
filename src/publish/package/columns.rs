//! What each column of the tables for machines means: which words hold for it. The words themselves stand in
//! [`labels::package`](crate::publish::labels::package), in three languages.
//!
//! Columns that are called after a node (`N`, `N_rank`) are told by what follows its id; the others by their name, or by table and
//! name where the name means different things.

use crate::config::located::Localised;
use crate::plan::Plan;
use crate::publish::labels::package::{Words, columns, nodes};
use crate::publish::labels::{Label, filled};

/// What a column means, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// A few words.
    pub title: String,
    /// A sentence or two.
    pub description: String,
}

impl Meaning {
    /// Words whose gaps are filled in title and description.
    fn of(words: Words, title: &[&str], description: &[&str], language: &str) -> Self {
        Meaning {
            title: filled(words.title.in_language(language), title),
            description: filled(words.description.in_language(language), description),
        }
    }
}

/// What a column means in a language; `None` for one that nobody has described, which a test finds.
pub fn meaning(plan: &Plan, table: &str, column: &str, language: &str) -> Option<Meaning> {
    let plain = |words: Words| Meaning::of(words, &[], &[], language);
    let with = |words: Words, gap: &str| Meaning::of(words, &[gap], &[gap], language);
    if matches!(table, "rankings" | "map")
        && let Some(meaning) = of_rankings(plan, column, language)
    {
        return Some(meaning);
    }
    if let Some(of) = column.strip_prefix("name_") {
        return Some(with(if table == "summaries" { nodes::AREA_NAME } else { nodes::REGION_NAME }, of));
    }
    if let Some(of) = column.strip_prefix("node_name_") {
        return Some(with(nodes::NODE_NAME, of));
    }
    let fixed = match table {
        "scores" => columns::SCORES,
        "tidy" => columns::TIDY,
        "parameters" => columns::PARAMETERS,
        "targets" => columns::TARGETS,
        "summaries" => columns::SUMMARIES,
        "quality" => columns::QUALITY,
        "corrections" => columns::CORRECTIONS,
        "improvers" => columns::IMPROVERS,
        "robustness" => columns::ROBUSTNESS,
        "rank_probabilities" => columns::RANK_PROBABILITIES,
        _ => &[],
    };
    if let Some(words) = columns::find(fixed, column) {
        return Some(plain(words));
    }
    let by_form = match table {
        "quality" => of_quality(column).map(|(words, of)| with(words, of)),
        "improvers" => of_improvers(column, language),
        "robustness" => of_robustness(column, language),
        _ => None,
    };
    by_form.or_else(|| columns::find(columns::EVERY_TABLE, column).map(plain))
}

/// A name in a language, in the main one where it has none, or the id.
fn named<'a>(name: &'a Localised, id: &'a str, plan: &'a Plan, language: &str) -> &'a str {
    let name = name.get(language).unwrap_or(name.best(&plan.index.languages));
    if name.is_empty() { id } else { name }
}

/// Columns that only the rankings have.
fn of_rankings(plan: &Plan, column: &str, language: &str) -> Option<Meaning> {
    if let Some(meaning) = of_node(plan, column, language) {
        return Some(meaning);
    }
    if plan.publish.region_columns.iter().any(|further| further.value == column) {
        let description = filled(nodes::REGION_COLUMN.in_language(language), &[column]);
        return Some(Meaning { title: column.to_owned(), description });
    }
    let id = column.strip_prefix("group_")?;
    let group = plan.groups.iter().find(|group| group.id.value == id)?;
    let description = filled(nodes::GROUP.in_language(language), &[id]);
    Some(Meaning { title: named(&group.name, id, plan, language).to_owned(), description })
}

/// Columns called after a node.
fn of_node(plan: &Plan, column: &str, language: &str) -> Option<Meaning> {
    // Of two ids of which one begins with the other, the longer one that fits is meant.
    let mut fitting: Vec<(&Localised, &str, &str)> = plan
        .tree
        .nodes
        .iter()
        .filter_map(|node| Some((&node.name, node.id.as_str(), column.strip_prefix(node.id.as_str())?)))
        .filter(|(_, _, rest)| rest.is_empty() || rest.starts_with('_'))
        .collect();
    fitting.sort_by_key(|(_, id, _)| std::cmp::Reverse(id.len()));
    fitting.into_iter().find_map(|(name, id, rest)| {
        let name = named(name, id, plan, language);
        if let Some((_, words)) = nodes::ENDINGS.iter().find(|(ending, _)| *ending == rest) {
            return Some(Meaning::of(*words, &[name], &[id], language));
        }
        let rest = rest.strip_prefix('_')?;
        plan.groups.iter().find_map(|group| {
            let of = group.id.value.as_str();
            let rest = rest.strip_prefix(of)?;
            let (_, words) = nodes::ENDINGS_IN_GROUPS.iter().find(|(ending, _)| *ending == rest)?;
            Some(Meaning::of(*words, &[name, named(&group.name, of, plan, language)], &[id, of], language))
        })
    })
}

/// Words of the checks, and the language that the column is in.
fn of_quality(column: &str) -> Option<(Words, &str)> {
    let check = column.strip_prefix("check_").map(|of| (nodes::CHECK, of));
    check.or_else(|| column.strip_prefix("status_").map(|of| (nodes::CHECK_STATUS, of)))
}

/// `indicator_2`, `indicator_2_points`: the indicators that lifted a region most, by their place.
fn of_improvers(column: &str, language: &str) -> Option<Meaning> {
    let rest = column.strip_prefix("indicator_")?;
    let (place, what) = rest.split_once('_').unwrap_or((rest, ""));
    let _: u32 = place.parse().ok()?;
    let words = columns::find(columns::IMPROVING_INDICATORS, what)?;
    Some(Meaning::of(words, &[place], &[place], language))
}

/// `rank_median`, `type_rank_share_top_10`: what is said of ranks among all and within the type.
fn of_robustness(column: &str, language: &str) -> Option<Meaning> {
    const SHARE_TOP: &str = "_share_top_";
    let (rest, short, among) = match column.strip_prefix("type_") {
        Some(rest) => (rest, nodes::IN_TYPE, nodes::WITHIN_TYPE),
        None => (column, nodes::ALL, nodes::AMONG_ALL),
    };
    let rest = rest.strip_prefix("rank")?;
    let (ending, number) = match rest.strip_prefix(SHARE_TOP) {
        Some(number) => (SHARE_TOP, number.parse::<u32>().ok()?.to_string()),
        None => (rest, String::new()),
    };
    let words = columns::find(columns::ROBUST_RANKS, ending)?;
    let gaps = |among: Label| [among.in_language(language), number.as_str()];
    Some(Meaning::of(words, &gaps(short), &gaps(among), language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_a_node_is_told_by_its_ending() {
        let plan = crate::load_plan("config/evp.toml".as_ref()).expect("a plan");
        let meaning =
            |column: &str| meaning(&plan, "rankings", column, "en").map(|meaning| meaning.description).unwrap_or_default();
        assert!(meaning("evp").starts_with("Score of `evp`"));
        assert!(meaning("veto-ja-pitovoima_type_rank").starts_with("Rank by `veto-ja-pitovoima` within the region type"));
        assert_eq!(meaning("name_sv"), "Name of the region in the language `sv`.");
        assert_eq!(meaning("evp_surprise"), "");
        assert_eq!(meaning("surprise"), "");
    }

    #[test]
    fn titles_have_names_and_descriptions_ids() {
        let plan = crate::load_plan("config/evp.toml".as_ref()).expect("a plan");
        let of = |language: &str| meaning(&plan, "map", "veto-ja-pitovoima_rank_change", language).expect("a meaning");
        assert_eq!(of("fi").title, "Veto- ja pitovoima: sijoituksen muutos");
        assert!(of("sv").title.ends_with(": förändring i placering"), "{}", of("sv").title);
        assert!(
            of("sv").description.starts_with("Placering efter `veto-ja-pitovoima` i föregående utgåva minus placeringen i denna")
        );
    }

    #[test]
    fn shares_among_the_first_are_told_for_any_number() {
        let robustness = |column: &str, language: &str| of_robustness(column, language).map(|meaning| meaning.description);
        assert_eq!(
            robustness("type_rank_share_top_25", "en").as_deref(),
            Some("Share of replicates in which the region is among the first 25, 0 to 1, within the region type.")
        );
        assert_eq!(
            robustness("type_rank_share_top_25", "fi").as_deref(),
            Some("Kuinka suuressa osassa simulaatioista alue on parhaiden joukossa (25), 0–1, aluetyypissä.")
        );
        assert_eq!(robustness("rank_share_top_x", "en"), None);
        assert_eq!(
            of_improvers("indicator_2_change", "en").map(|meaning| meaning.description).as_deref(),
            Some("Change of the value of the indicator that lifted it most, number 2 of them.")
        );
    }
}
