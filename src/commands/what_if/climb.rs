//! The answer to `--climb` and `--to-rank`: what each indicator alone would take, and the smallest change of several.

use comfy_table::{Table, presets};

use super::{Answer, Rows, change, lines, name, number, real, type_id, type_of, wrapped};
use crate::analysis::what_if::climb::{self, Goal, Single};
use crate::analysis::what_if::combined::{self, Claim, Combined};
use crate::analysis::what_if::history::{self, Measure, Seen};
use crate::analysis::what_if::steps::{Grid, Way};
use crate::analysis::what_if::{Among, Baseline};
use crate::indicator::Indicator;
use crate::method::RankOrder;
use crate::outcome::Detail;
use crate::rank::UNRANKED;
use crate::round;
use crate::tree::Tree;

pub(super) fn answer(baseline: &Baseline<'_>, goal: Goal, measure: Measure) -> Answer {
    let singles = climb::singles(baseline, goal);
    let combined = combined::combined(baseline, goal, measure, &singles);
    Answer {
        text: text(baseline, goal, measure, &singles, combined.as_ref()),
        json: json(baseline, goal, measure, &singles, combined.as_ref()),
        table: rows(baseline, goal, measure, &singles, combined.as_ref()),
    }
}

/// A value that is needed, with the decimals of its source. Level with a region that has more decimals it has three more, the
/// last of them away from the value there is: what is printed is enough.
fn needed_in_words(old: f64, value: f64, decimals: i32) -> String {
    let is_written = decimals < 0 || round::to_decimals(value, decimals as u32) == value;
    if is_written {
        return number(value, decimals);
    }
    let finer = Grid { decimals: decimals + 3, computed: true };
    let way = if value < old { Way::Down } else { Way::Up };
    let rounded = round::to_decimals(value, finer.decimals as u32);
    let enough = if rounded == value || way.is_beyond(rounded, value) { rounded } else { finer.beyond(value, way) };
    number(enough, finer.decimals)
}

/// A share of moves in per cent.
fn percent(share: Option<f64>) -> String {
    match share {
        None => "–".to_owned(),
        Some(share) if share > 0.0 && share < 0.005 => "<1 %".to_owned(),
        Some(share) => format!("{:.0} %", 100.0 * share),
    }
}

/// The unit of a measure, in few words.
fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Deviations => "sd",
        Measure::History => "years",
    }
}

fn text(baseline: &Baseline<'_>, goal: Goal, measure: Measure, singles: &[Single], combined: Option<&Combined>) -> String {
    let plan = baseline.plan;
    let now = baseline.place(baseline.edition(), goal.among);
    let group = if goal.among == Among::Type { format!("in {}", type_of(baseline)) } else { "overall".to_owned() };
    let gain = now.rank - goal.rank;
    let places = if gain == 1 { "1 place".to_owned() } else { format!("{gain} places") };
    let mut text = wrapped("", &format!("To reach rank {} {group}, {places} up", goal.rank));
    if let Some((other, gap)) = holder(baseline, goal) {
        let other = name(plan, baseline.regions, other);
        text.push_str(&wrapped("  ", &format!("now held by {other}, {} points away", number(gap, plan.publish.decimals as i32))));
    }

    let (mut within, beyond): (Vec<&Single>, Vec<&Single>) = singles.iter().partition(|single| single.reaching.is_some());
    let size = |single: &Single| {
        let reached = single.reaching?;
        climb::size(baseline, single.indicator_idx, single.old, reached.value, measure)
    };
    within.sort_by(|a, b| {
        let [a_size, b_size] = [a, b].map(|single| size(single).unwrap_or(f64::INFINITY));
        a_size.total_cmp(&b_size).then(a.indicator_idx.cmp(&b.indicator_idx))
    });
    if !within.is_empty() {
        text.push_str("\nBy one indicator alone, the smallest move first\n");
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header(["", "now", "needed", "change", unit(measure), "seen", "in type"]);
        for single in &within {
            let Some(reached) = single.reaching else { continue };
            let seen = history::seen(baseline, single.indicator_idx, single.old, reached.value);
            let decimals = single.grid.decimals;
            let shared = if single.overtaking.is_some_and(|alone| alone.value == reached.value) { "" } else { "=" };
            table.add_row([
                format!(" {}", plan.indicators[single.indicator_idx].id),
                number(single.old, decimals),
                format!("{shared}{}", needed_in_words(single.old, reached.value, decimals)),
                change(reached.value - single.old, decimals),
                size(single).map_or("–".to_owned(), |size| number(size, 2)),
                percent(seen.share()),
                percent(seen.share_in_type()),
            ]);
        }
        text.push_str(&lines(table));
        let shared: Vec<String> = within
            .iter()
            .filter(|single| single.overtaking.map(|alone| alone.value) != single.reaching.map(|reached| reached.value))
            .map(|single| {
                let id = &plan.indicators[single.indicator_idx].id;
                match single.overtaking {
                    Some(alone) => format!("{id}: {}", needed_in_words(single.old, alone.value, single.grid.decimals)),
                    None => format!("{id}: not by this alone"),
                }
            })
            .collect();
        if !shared.is_empty() {
            text.push_str(&wrapped("  ", &format!("= a shared rank; with nobody beside: {}", shared.join("; "))));
        }
        text.push_str(&wrapped(
            "  ",
            &match measure {
                Measure::Deviations => "sd: in standard deviations of the indicator".to_owned(),
                Measure::History => "years: in mean moves between consecutive editions".to_owned(),
            },
        ));
        text.push_str(&wrapped("  ", &seen_in_words(baseline, &within)));
    }
    if !beyond.is_empty() {
        let ids: Vec<&str> = beyond.iter().map(|single| plan.indicators[single.indicator_idx].id.as_str()).collect();
        text.push_str(&format!("\n{}", wrapped("", &format!("Not reachable by this alone: {}", ids.join(", ")))));
    }
    let withheld = withheld(baseline);
    if !withheld.is_empty() {
        text.push_str(&wrapped("", &format!("Not asked, because the values may not be published: {}", withheld.join(", "))));
    }
    text.push_str("\nThe smallest change of several together\n");
    match combined {
        None => text.push_str("  none was found\n"),
        Some(combined) => {
            let mut table = Table::new();
            table.load_style(presets::NOTHING);
            table.set_header(["", "now", "needed", "change", unit(measure), "seen", "in type"]);
            for &(indicator_idx, value) in &combined.moves {
                let old = baseline.raw(indicator_idx)[baseline.region_idx];
                let decimals = decimals(singles, indicator_idx);
                let seen = history::seen(baseline, indicator_idx, old, value);
                let size = climb::size(baseline, indicator_idx, old, value, measure);
                table.add_row([
                    format!(" {}", plan.indicators[indicator_idx].id),
                    number(old, decimals),
                    needed_in_words(old, value, decimals),
                    change(value - old, decimals),
                    size.map_or("–".to_owned(), |size| number(size, 2)),
                    percent(seen.share()),
                    percent(seen.share_in_type()),
                ]);
            }
            text.push_str(&lines(table));
            let rebuilt = baseline.rebuilt(&combined.moves, Detail::Rankings);
            let is_shared = rebuilt.is_ok_and(|edition| baseline.place(&edition, goal.among).n_level > 0);
            let shared = if is_shared { ", for a shared rank" } else { "" };
            let size = number(combined.size, 2);
            let words = format!("in all {size} {}{shared}: {}", unit(measure), claim_in_words(combined.claim));
            text.push_str(&wrapped("  ", &words));
        }
    }
    text
}

/// Indicators of the edition that are not asked: what they would take is told from the values there are.
fn withheld<'a>(baseline: &Baseline<'a>) -> Vec<&'a str> {
    let is_withheld = |(indicator_idx, _): &(usize, &Indicator)| {
        let indicator = &baseline.plan.indicators[*indicator_idx];
        !indicator.publication.shows_values() && baseline.edition().indicators[*indicator_idx].is_in
    };
    baseline.plan.indicators.iter().enumerate().filter(is_withheld).map(|(_, indicator)| indicator.id.as_str()).collect()
}

fn claim_in_words(claim: Claim) -> String {
    match claim {
        Claim::Smallest => "proved to be the smallest at the precision of the sources".to_owned(),
        Claim::SmallestTried => "the smallest in steps of 0.05 units; between them a little less may do".to_owned(),
        Claim::AtLeast(bound) => {
            format!("the smallest that was found; no choice of the values tried is below {}", number(bound, 2))
        }
        Claim::Heuristic => "found by a rule of thumb (always the most useful quarter unit); less may do".to_owned(),
    }
}

/// What the shares of moves are taken from.
fn seen_in_words(baseline: &Baseline<'_>, singles: &[&Single]) -> String {
    let most = |count: fn(&Seen) -> usize| {
        let counts = singles.iter().filter_map(|single| {
            let reached = single.reaching?;
            Some(count(&history::seen(baseline, single.indicator_idx, single.old, reached.value)))
        });
        counts.max().unwrap_or(0)
    };
    let all = most(|seen| seen.n_moves);
    if all == 0 {
        return "seen: the build has no two editions between which the indicators moved".to_owned();
    }
    let within = most(|seen| seen.n_moves_in_type);
    format!(
        "seen: share of moves between consecutive editions that were at least as large, that way (up to {all} moves; in type \
         up to {within})"
    )
}

/// Who stands at the rank, and how far away.
fn holder(baseline: &Baseline<'_>, goal: Goal) -> Option<(usize, f64)> {
    let node = &baseline.edition().nodes[Tree::ROOT];
    let ranks = if goal.among == Among::Type { &node.type_ranks } else { &node.ranks };
    let others = baseline.others(goal.among);
    let other = others.into_iter().filter(|&other| ranks[other] != UNRANKED && ranks[other] <= goal.rank);
    let other = other.max_by_key(|&other| (ranks[other], std::cmp::Reverse(other)))?;
    let gap = node.scores[other] - node.scores[baseline.region_idx];
    Some((other, if baseline.order() == RankOrder::HighestFirst { gap } else { -gap }))
}

fn decimals(singles: &[Single], indicator_idx: usize) -> i32 {
    singles.iter().find(|single| single.indicator_idx == indicator_idx).map_or(2, |single| single.grid.decimals)
}

fn rows(baseline: &Baseline<'_>, goal: Goal, measure: Measure, singles: &[Single], combined: Option<&Combined>) -> Rows {
    let mut rows =
        Rows::new(&["size", "goal_rank", "new_rank", "seen_share", "seen_share_in_type", "n_moves", "n_moves_in_type"]);
    let plan = baseline.plan;
    let mut add = |kind: &str, indicator_idx: usize, old: f64, new: f64, rank: f64| {
        let period = baseline.schedule.periods[baseline.edition_idx][indicator_idx].to_string();
        let mut further = [f64::NAN, f64::from(goal.rank), rank, f64::NAN, f64::NAN, f64::NAN, f64::NAN];
        if !new.is_nan() {
            let seen = history::seen(baseline, indicator_idx, old, new);
            further[0] = climb::size(baseline, indicator_idx, old, new, measure).unwrap_or(f64::NAN);
            further[3] = seen.share().unwrap_or(f64::NAN);
            further[4] = seen.share_in_type().unwrap_or(f64::NAN);
            further[5] = seen.n_moves as f64;
            further[6] = seen.n_moves_in_type as f64;
        }
        rows.add(kind, &plan.indicators[indicator_idx].id, &period, [old, new], &further);
    };
    for single in singles {
        for (kind, reached) in [("reaching", single.reaching), ("overtaking", single.overtaking)] {
            match reached {
                Some(reached) => add(kind, single.indicator_idx, single.old, reached.value, f64::from(reached.place.rank)),
                None => add(&format!("not {kind}"), single.indicator_idx, single.old, f64::NAN, f64::NAN),
            }
        }
    }
    for &(indicator_idx, value) in combined.iter().flat_map(|combined| &combined.moves) {
        add("together", indicator_idx, baseline.raw(indicator_idx)[baseline.region_idx], value, f64::NAN);
    }
    rows
}

fn json(
    baseline: &Baseline<'_>,
    goal: Goal,
    measure: Measure,
    singles: &[Single],
    combined: Option<&Combined>,
) -> serde_json::Map<String, serde_json::Value> {
    let plan = baseline.plan;
    let moved = |indicator_idx: usize, value: f64| {
        let old = baseline.raw(indicator_idx)[baseline.region_idx];
        let seen = history::seen(baseline, indicator_idx, old, value);
        serde_json::json!({
            "value": real(value),
            "change": real(value - old),
            "size": climb::size(baseline, indicator_idx, old, value, measure),
            "seen": { "share": seen.share(), "moves": seen.n_moves, "share_in_type": seen.share_in_type(), "moves_in_type": seen.n_moves_in_type },
        })
    };
    let alone = singles.iter().map(|single| {
        let of = |reached: Option<climb::Reached>| match reached {
            None => serde_json::Value::Null,
            Some(reached) => {
                let mut object = moved(single.indicator_idx, reached.value);
                object["rank"] = reached.place.rank.into();
                object["shared_with"] = reached.place.n_level.into();
                object["not_enough"] = real(reached.before);
                object
            }
        };
        serde_json::json!({
            "indicator": plan.indicators[single.indicator_idx].id,
            "now": real(single.old),
            "step": single.grid.step(),
            "reaching": of(single.reaching),
            "overtaking": of(single.overtaking),
            "tried_up_to": real(single.limit),
        })
    });
    let together = combined.map(|combined| {
        let moves = combined.moves.iter().map(|&(indicator_idx, value)| {
            let mut object = moved(indicator_idx, value);
            object["indicator"] = plan.indicators[indicator_idx].id.clone().into();
            object["now"] = real(baseline.raw(indicator_idx)[baseline.region_idx]);
            object
        });
        serde_json::json!({
            "moves": moves.collect::<Vec<_>>(),
            "size": combined.size,
            "claim": claim_in_words(combined.claim),
            "proved": combined.claim == Claim::Smallest,
        })
    });
    let among = if goal.among == Among::Type { type_id(baseline) } else { "all" };
    let mut object = serde_json::Map::new();
    object.insert("goal".into(), serde_json::json!({ "rank": goal.rank, "among": among }));
    object.insert(
        "measure".into(),
        match measure {
            Measure::Deviations => "standard deviations".into(),
            Measure::History => "mean moves between consecutive editions".into(),
        },
    );
    object.insert("alone".into(), alone.collect());
    if !withheld(baseline).is_empty() {
        object.insert("not_asked".into(), withheld(baseline).into());
    }
    object.insert("together".into(), together.into());
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_enough() {
        assert_eq!(needed_in_words(70.0, 74.7, 1), "74.7");
        assert_eq!(needed_in_words(70.0, 74.730_012, 1), "74.7301");
        assert_eq!(needed_in_words(70.0, 74.730_06, 1), "74.7301");
        assert_eq!(needed_in_words(80.0, 74.730_06, 1), "74.7300");
        assert_eq!([percent(None), percent(Some(0.001)), percent(Some(0.125))], ["–", "<1 %", "12 %"]);
    }
}
