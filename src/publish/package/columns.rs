//! What each column of the tables for machines means, in a sentence: the one place where that is said for programs.
//!
//! Columns that are called after a node (`N`, `N_rank`) are told by what follows its id; the others by their name, or by table and
//! name where the name means different things.

use crate::plan::Plan;

/// What a column means; `None` for one that nobody has described, which a test finds.
pub fn meaning(plan: &Plan, table: &str, column: &str) -> Option<String> {
    if matches!(table, "rankings" | "map") {
        if let Some(meaning) = of_node(plan, column) {
            return Some(meaning);
        }
        let area = plan.publish.region_columns.iter().any(|further| further.value == column);
        if area {
            return Some(format!("The column `{column}` of the region table."));
        }
        if let Some(group) = plan.groups.iter().find(|group| column.strip_prefix("group_") == Some(&group.id.value)) {
            return Some(format!(
                "The part of the further group `{}` to which the region belongs; empty outside it.",
                group.id.value
            ));
        }
    }
    if let Some(language) = column.strip_prefix("name_") {
        let what = if table == "summaries" { "area" } else { "region" };
        return Some(format!("Name of the {what} in the language `{language}`."));
    }
    if let Some(language) = column.strip_prefix("node_name_") {
        return Some(format!("Name of the node in the language `{language}`."));
    }
    let of_table = match table {
        "scores" => of_scores(column).map(str::to_owned),
        "tidy" => of_tidy(column).map(str::to_owned),
        "parameters" => of_parameters(column).map(str::to_owned),
        "targets" => of_targets(column).map(str::to_owned),
        "summaries" => of_summaries(column).map(str::to_owned),
        "quality" => of_quality(column),
        "corrections" => of_corrections(column).map(str::to_owned),
        "improvers" => of_improvers(column),
        "robustness" => of_robustness(column),
        "rank_probabilities" => of_probabilities(column).map(str::to_owned),
        _ => None,
    };
    of_table.or_else(|| of_every_table(column).map(str::to_owned))
}

/// Columns that mean the same wherever they stand.
fn of_every_table(column: &str) -> Option<&'static str> {
    Some(match column {
        "edition" => "Issue of the index.",
        "code" => "Code of the region, as text: leading zeros belong to it.",
        "region_type" => "Type of the region, within which ranks are published.",
        "region_type_label" => "What must be said of the region types wherever they are shown.",
        "node" => "Id of the index, of a factor or of an indicator.",
        "kind" => "What the node is: index, factor or indicator.",
        "coverage" => "Share of the index's weight that rests on data, 0 to 1.",
        "data_status" => "What the data are: demo, draft, embargo, final or corrected.",
        _ => return None,
    })
}

/// Columns called after a node.
fn of_node(plan: &Plan, column: &str) -> Option<String> {
    // Of two ids of which one begins with the other, the longer one that fits is meant.
    let fitting = plan.tree.nodes.iter().filter(|node| {
        let rest = column.strip_prefix(node.id.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    });
    let mut fitting: Vec<&str> = fitting.map(|node| node.id.as_str()).collect();
    fitting.sort_by_key(|id| std::cmp::Reverse(id.len()));
    fitting.into_iter().find_map(|id| {
        let rest = column.strip_prefix(id)?;
        let what = match rest {
            "" => "Score of `N`: a position relative to the other regions, not a percentage. Rounded once, as it is ranked.",
            "_rank" => "Rank by `N` among all ranked regions; equal scores share a rank. Empty where the region is not ranked.",
            "_type_rank" => "Rank by `N` within the region type.",
            "_rank_change" => "Rank by `N` in the edition before minus this one: above zero is a climb. Empty in the first edition.",
            "_type_rank_change" => "Rank by `N` within the region type in the edition before minus this one: above zero is a climb.",
            "_rank_lowest" => "Best end of the interval of the rank by `N`: sensitivity to choices of method, not a margin of error.",
            "_rank_highest" => "Weakest end of the interval of the rank by `N`: sensitivity to choices of method, not a margin of error.",
            "_type_rank_lowest" => "Best end of the interval of the rank by `N` within the region type: sensitivity to choices of method.",
            "_type_rank_highest" => "Weakest end of the interval of the rank by `N` within the region type: sensitivity to choices of method.",
            "_percentile" => "Percentile rank of the score of `N`, 0 to 1.",
            "_class" => "Class of the score of `N`, from 1.",
            rest => {
                let rest = rest.strip_prefix('_')?;
                return plan.groups.iter().find_map(|group| {
                    let group = &group.id.value;
                    match rest.strip_prefix(group.as_str())? {
                        "_rank" => Some(format!("Rank by `{id}` within the further group `{group}`; empty outside it.")),
                        "_rank_change" => Some(format!(
                            "Rank by `{id}` within the further group `{group}` in the edition before minus this one: above zero is a climb."
                        )),
                        _ => None,
                    }
                });
            }
        };
        Some(what.replace("`N`", &format!("`{id}`")))
    })
}

fn of_scores(column: &str) -> Option<&'static str> {
    Some(match column {
        "statistic_period" => "Period of the statistic from which an indicator was taken; empty for index and factors.",
        "raw" => "Value of the indicator as derived from the statistics, in its own unit.",
        "treated" => "The value after imputation and treatment of outliers: what was normalised.",
        "normalised" => "Score of the node.",
        "weight" => {
            "The node's share of the index for this region; over the indicators these add up to 1. Empty where shares have no meaning."
        }
        "contribution" => "The node's points of the index; over the indicators these add up to the index before it is rounded.",
        "rank" => "Rank by the score of the node among all ranked regions.",
        "status" => "What the value is: observed, missing with the reason, imputed, merged, preliminary and so on, joined by +.",
        "answers" => "Number of answers behind a value of a survey.",
        _ => return None,
    })
}

fn of_tidy(column: &str) -> Option<&'static str> {
    Some(match column {
        "measure" => {
            "What the number is: score, rank, type_rank, rank_change, type_rank_change, coverage and others of the index and its \
             factors; value, treated, score, rank, weight and contribution of an indicator."
        }
        "value" => "The number. What is missing or not published has no row.",
        "unit" => "Unit of an indicator's value; empty for other measures.",
        "statistic_period" => "Period of the statistic from which an indicator was taken; empty for index and factors.",
        _ => return None,
    })
}

fn of_parameters(column: &str) -> Option<&'static str> {
    Some(match column {
        "step" => "The step that the number belongs to.",
        "group" => "Part of the pool on which it was fitted; empty for all regions.",
        "parameter" => "What the number is.",
        "value" => "The number.",
        _ => return None,
    })
}

fn of_targets(column: &str) -> Option<&'static str> {
    Some(match column {
        "of" => "Id of the indicator or node that has the target.",
        "value" => "Value of the indicator in its own unit, or score of the node.",
        "target" => "The target.",
        "distance" => "Value minus target, turned where less is better: 0 or more where the target is reached.",
        "reached" => "Whether the target is reached: yes or no.",
        "note" => "Who set the target, or why.",
        _ => return None,
    })
}

fn of_quality(column: &str) -> Option<String> {
    if let Some(language) = column.strip_prefix("check_") {
        return Some(format!("What was checked, in the language `{language}`."));
    }
    if let Some(language) = column.strip_prefix("status_") {
        return Some(format!("What it came to, in the language `{language}`."));
    }
    let meaning = match column {
        "check" => "Id of the check.",
        "n_checked" => "Number of units that were checked.",
        "n_findings" => "Number of those of which something is to be said.",
        "status" => "What it came to: ok, noted, acknowledged, warning or not-checked.",
        _ => return None,
    };
    Some(meaning.to_owned())
}

fn of_summaries(column: &str) -> Option<&'static str> {
    Some(match column {
        "summary" => "Id of the summary in the configuration.",
        "area" => "Code of the larger area, as text.",
        "weight_period" => "Period of the variable by which regions are weighted.",
        "n_regions" => "Number of ranked regions in the area.",
        "n_weighted" => "Number of those that have a weight.",
        "weight" => "Sum of their weights.",
        "mean_score" => "Weighted mean of their scores.",
        "mean_rank" => "Weighted mean of their ranks.",
        "weight_in_worst" => "Share of the area's weight that lies in the worst regions, 0 to 1.",
        "regions_in_worst" => "Share of the area's regions that are among the worst, 0 to 1.",
        "best_code" => "Code of the best region of the area.",
        "best_rank" => "Its rank among all.",
        "weakest_code" => "Code of the weakest region of the area.",
        "weakest_rank" => "Its rank among all.",
        _ => return None,
    })
}

fn of_corrections(column: &str) -> Option<&'static str> {
    Some(match column {
        "kind" => "A correction after publication, or a value set by hand.",
        "old_score" => "Score as it was published.",
        "new_score" => "Score as it is now.",
        "old_rank" => "Rank as it was published.",
        "new_rank" => "Rank as it is now.",
        "old_type_rank" => "Rank within the region type as it was published.",
        "new_type_rank" => "Rank within the region type as it is now.",
        "old_value" => "Value of the data; empty where they have none.",
        "new_value" => "Value that stands in for it.",
        "reason" => "Why.",
        "author" => "Who did it.",
        "date" => "When, as it is stated.",
        _ => return None,
    })
}

fn of_improvers(column: &str) -> Option<String> {
    let fixed = match column {
        "since" => "Edition with which this one is compared.",
        "among" => "Region type within which ranks are compared, or all.",
        "rank_before" => "Rank in the edition compared with.",
        "rank" => "Rank in this edition.",
        "rank_change" => "Places climbed.",
        "score_before" => "Score of the index in the edition compared with.",
        "score" => "Score of the index in this edition.",
        "score_change" => "Change of the score, relative to the other regions.",
        "points_of" => "Whether the points of the indicators are of the index or of the indicator's own score.",
        _ => "",
    };
    if !fixed.is_empty() {
        return Some(fixed.to_owned());
    }
    let rest = column.strip_prefix("indicator_")?;
    let (place, what) = rest.split_once('_').unwrap_or((rest, ""));
    let place: u32 = place.parse().ok()?;
    let what = match what {
        "" => "Id of the indicator that lifted the region most",
        "points" => "Points that it gained by the indicator that lifted it most",
        "change" => "Change of the value of the indicator that lifted it most",
        "median_change" => "Median change, over the regions, of the indicator that lifted it most",
        _ => return None,
    };
    Some(format!("{what}, number {place} of them."))
}

fn of_robustness(column: &str) -> Option<String> {
    let fixed = match column {
        "replicates" => "Number of replicates that were drawn.",
        "ranked_in" => "Number of replicates in which the region was ranked.",
        _ => "",
    };
    if !fixed.is_empty() {
        return Some(fixed.to_owned());
    }
    let (rest, among) = match column.strip_prefix("type_") {
        Some(rest) => (rest, "within the region type"),
        None => (column, "among all ranked regions"),
    };
    let what = match rest.strip_prefix("rank")? {
        "" => "Rank as published".to_owned(),
        "_median" => "Median rank of the replicates".to_owned(),
        "_lowest" => "Best end of the interval of ranks".to_owned(),
        "_highest" => "Weakest end of the interval of ranks".to_owned(),
        "_mean" => "Mean rank of the replicates".to_owned(),
        "_share_ahead_of_next" => "Share of replicates in which the region is ahead of the one published next, 0 to 1".to_owned(),
        "_share_improved" => "Share of replicates in which its rank is better than in the edition before, 0 to 1".to_owned(),
        "_group" => "Number of the group of regions whose first it cannot be told from".to_owned(),
        "_outside" => "1 where the published rank lies outside the interval, else 0".to_owned(),
        rest => {
            let first: u32 = rest.strip_prefix("_share_top_")?.parse().ok()?;
            format!("Share of replicates in which the region is among the first {first}, 0 to 1")
        }
    };
    Some(format!("{what}, {among}."))
}

fn of_probabilities(column: &str) -> Option<&'static str> {
    Some(match column {
        "scope" => "Whether the rank is among all regions (all) or within the region type (region-type).",
        "rank" => "The rank.",
        "share" => "Share of the replicates in which the region had it, 0 to 1.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_a_node_is_told_by_its_ending() {
        let plan = crate::load_plan("config/evp.toml".as_ref()).expect("a plan");
        let meaning = |column: &str| meaning(&plan, "rankings", column).unwrap_or_default();
        assert!(meaning("evp").starts_with("Score of `evp`"));
        assert!(meaning("veto-ja-pitovoima_type_rank").starts_with("Rank by `veto-ja-pitovoima` within the region type"));
        assert_eq!(meaning("name_sv"), "Name of the region in the language `sv`.");
        assert_eq!(meaning("evp_surprise"), "");
        assert_eq!(meaning("surprise"), "");
    }

    #[test]
    fn shares_among_the_first_are_told_for_any_number() {
        assert_eq!(
            of_robustness("type_rank_share_top_25").as_deref(),
            Some("Share of replicates in which the region is among the first 25, 0 to 1, within the region type.")
        );
        assert_eq!(of_robustness("rank_share_top_x"), None);
        assert_eq!(
            of_improvers("indicator_2_change").as_deref(),
            Some("Change of the value of the indicator that lifted it most, number 2 of them.")
        );
    }
}
