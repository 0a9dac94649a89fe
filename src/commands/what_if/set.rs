//! The answer to `--set`: what was replaced, what moves, who is passed.

use comfy_table::{Table, presets};

use super::{Answer, Rows, change, lines, name, number, place_in_words, real, type_of, wrapped};
use crate::analysis::what_if::set::{self, Crossed, Replaced, Setting, Standing, Subject};
use crate::analysis::what_if::{Among, Baseline};
use crate::error::Result;
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Others that are named; of more only the number is given.
const MOST_NAMED: usize = 12;

/// Decimals of raw values on the terminal.
const DECIMALS: i32 = 2;

/// A rank, where there is one: a factor may have no score for a region that has an index.
fn ranked(rank: u32) -> Option<u32> {
    (rank != UNRANKED).then_some(rank)
}

/// A rank on the terminal.
fn in_words(rank: u32) -> String {
    ranked(rank).map_or_else(|| "–".to_owned(), |rank| rank.to_string())
}

/// A rank in the table; NaN where there is none.
fn in_table(rank: u32) -> f64 {
    ranked(rank).map_or(f64::NAN, f64::from)
}

pub(super) fn answer(baseline: &Baseline<'_>, settings: &[Setting]) -> Result<Answer> {
    let answered = set::set(baseline, settings)?;
    Ok(Answer { text: text(baseline, &answered), json: json(baseline, &answered), table: rows(baseline, &answered) })
}

/// Name and period of what was set.
fn subject(baseline: &Baseline<'_>, subject: Subject) -> (&'static str, String, String) {
    match subject {
        Subject::Variable(variable_idx, period) => {
            ("variable", baseline.plan.variables[variable_idx].id.clone(), period.to_string())
        }
        Subject::Indicator(indicator_idx) => {
            let period = baseline.schedule.periods[baseline.edition_idx][indicator_idx];
            ("indicator", baseline.plan.indicators[indicator_idx].id.clone(), period.to_string())
        }
    }
}

/// In place of a number that may not be shown.
const NOT_PUBLISHED: &str = "not published";

/// Whether the value that would be may be shown: one that was stated is known to whoever stated it.
fn shows_new(baseline: &Baseline<'_>, replaced: &Replaced) -> bool {
    replaced.is_stated || shows_value(baseline, replaced.subject)
}

/// Whether the value there is may be shown.
fn shows_value(baseline: &Baseline<'_>, subject: Subject) -> bool {
    match subject {
        Subject::Variable(variable_idx, _) => !baseline.plan.withheld_series().contains(&variable_idx),
        Subject::Indicator(indicator_idx) => baseline.plan.indicators[indicator_idx].publication.shows_values(),
    }
}

fn text(baseline: &Baseline<'_>, answer: &set::Answer) -> String {
    let (plan, region_idx) = (baseline.plan, baseline.region_idx);
    let (before, after) = (baseline.edition(), &answer.edition);
    let decimals = plan.publish.decimals as i32;
    let mut text = "\nSet\n".to_owned();
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    for replaced in &answer.replaced {
        let (kind, id, period) = subject(baseline, replaced.subject);
        let was = match (replaced.old.is_nan(), shows_value(baseline, replaced.subject)) {
            (true, _) => "no value".to_owned(),
            (false, false) => NOT_PUBLISHED.to_owned(),
            (false, true) => plain(replaced.old),
        };
        table.add_row([
            format!(" {id}"),
            kind.to_owned(),
            period,
            was,
            "→".to_owned(),
            if shows_new(baseline, replaced) { plain(replaced.new) } else { NOT_PUBLISHED.to_owned() },
        ]);
    }
    text.push_str(&lines(table));
    if answer.affected.is_empty() {
        text.push_str("\nNo indicator of the edition moves\n");
    } else {
        text.push_str("\nIndicators that move\n");
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header(["", "value", "", "score", "", "change", "rank", ""]);
        for &indicator_idx in &answer.affected {
            let [old, new] = [before, after].map(|edition| &edition.indicators[indicator_idx]);
            let publication = plan.indicators[indicator_idx].publication;
            if !publication.shows_scores() {
                table.add_row([format!(" {}", plan.indicators[indicator_idx].id), NOT_PUBLISHED.to_owned()]);
                continue;
            }
            let score = |of: &crate::outcome::IndicatorOutcome| of.normalised[region_idx];
            let value = |value: f64| match publication.shows_values() {
                true => number(value, DECIMALS),
                false => NOT_PUBLISHED.to_owned(),
            };
            table.add_row([
                format!(" {}", plan.indicators[indicator_idx].id),
                value(old.raw[region_idx]),
                if publication.shows_values() { format!("→ {}", value(new.raw[region_idx])) } else { String::new() },
                number(score(old), decimals),
                format!("→ {}", number(score(new), decimals)),
                change(score(new) - score(old), decimals),
                in_words(old.ranks[region_idx]),
                format!("→ {}", in_words(new.ranks[region_idx])),
            ]);
        }
        text.push_str(&lines(table));
    }
    text.push_str("\nFactors and index\n");
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let types = baseline.regions.types.is_some();
    let mut header = vec!["", "score", "", "change", "rank", ""];
    if types {
        header.extend(["in type", ""]);
    }
    table.set_header(header);
    for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
        let [old, new] = [before, after].map(|edition| &edition.nodes[node_idx]);
        let mut row = vec![
            format!(" {}", node.id),
            number(old.scores[region_idx], decimals),
            format!("→ {}", number(new.scores[region_idx], decimals)),
            change(new.scores[region_idx] - old.scores[region_idx], decimals),
            in_words(old.ranks[region_idx]),
            format!("→ {}", in_words(new.ranks[region_idx])),
        ];
        if types {
            row.extend([in_words(old.type_ranks[region_idx]), format!("→ {}", in_words(new.type_ranks[region_idx]))]);
        }
        table.add_row(row);
    }
    text.push_str(&lines(table));
    text.push('\n');
    if types {
        let words = place_in_words(baseline, after, Among::Type);
        text.push_str(&wrapped("", &format!("Would be {words} in {}", type_of(baseline))));
        text.push_str(&crossed_in_words(baseline, &answer.crossed(baseline, Among::Type)));
    }
    text.push_str(&wrapped("", &format!("Would be {} overall", place_in_words(baseline, after, Among::All))));
    let crossed = answer.crossed(baseline, Among::All);
    if types {
        let n = |standing: Standing| crossed.iter().filter(|crossed| crossed.after == standing).count();
        let (passed, level, passing) = (n(Standing::Ahead), n(Standing::Level), n(Standing::Behind));
        if !crossed.is_empty() {
            text.push_str(&format!("  {passed} passed, {level} drawn level with, {passing} passing it\n"));
        }
    } else {
        text.push_str(&crossed_in_words(baseline, &crossed));
    }
    text
}

/// A number as it is.
fn plain(value: f64) -> String {
    format!("{value}").replace('-', "−")
}

fn crossed_in_words(baseline: &Baseline<'_>, crossed: &[Crossed]) -> String {
    let mut text = String::new();
    for (standing, words) in
        [(Standing::Ahead, "passes"), (Standing::Level, "draws level with"), (Standing::Behind, "is passed by")]
    {
        let others: Vec<&Crossed> = crossed.iter().filter(|crossed| crossed.after == standing).collect();
        if others.is_empty() {
            continue;
        }
        let named = others.iter().take(MOST_NAMED).map(|crossed| name(baseline.plan, baseline.regions, crossed.other));
        let mut list = named.collect::<Vec<_>>().join(", ");
        if others.len() > MOST_NAMED {
            list.push_str(&format!(" and {} more", others.len() - MOST_NAMED));
        }
        text.push_str(&wrapped("  ", &format!("{words} {list}")));
    }
    text
}

fn rows(baseline: &Baseline<'_>, answer: &set::Answer) -> Rows {
    let region_idx = baseline.region_idx;
    let (before, after) = (baseline.edition(), &answer.edition);
    let mut rows = Rows::new(&["old_score", "new_score", "old_rank", "new_rank", "old_type_rank", "new_type_rank"]);
    for replaced in &answer.replaced {
        let (kind, id, period) = subject(baseline, replaced.subject);
        let old = if shows_value(baseline, replaced.subject) { replaced.old } else { f64::NAN };
        let new = if shows_new(baseline, replaced) { replaced.new } else { f64::NAN };
        rows.add(&format!("set {kind}"), &id, &period, [old, new], &[]);
    }
    for &indicator_idx in &answer.affected {
        let [old, new] = [before, after].map(|edition| &edition.indicators[indicator_idx]);
        let publication = baseline.plan.indicators[indicator_idx].publication;
        let of_score = |number: f64| if publication.shows_scores() { number } else { f64::NAN };
        rows.add(
            "indicator",
            &baseline.plan.indicators[indicator_idx].id,
            &new.period.to_string(),
            [old, new].map(|of| if publication.shows_values() { of.raw[region_idx] } else { f64::NAN }),
            &[
                of_score(old.normalised[region_idx]),
                of_score(new.normalised[region_idx]),
                of_score(in_table(old.ranks[region_idx])),
                of_score(in_table(new.ranks[region_idx])),
            ],
        );
    }
    for (node_idx, node) in baseline.plan.tree.nodes.iter().enumerate() {
        let [old, new] = [before, after].map(|edition| &edition.nodes[node_idx]);
        let type_rank = |ranks: &[u32]| ranks.get(region_idx).map_or(f64::NAN, |rank| in_table(*rank));
        rows.add(
            if node_idx == Tree::ROOT { "index" } else { "factor" },
            &node.id,
            "",
            [f64::NAN; 2],
            &[
                old.scores[region_idx],
                new.scores[region_idx],
                in_table(old.ranks[region_idx]),
                in_table(new.ranks[region_idx]),
                type_rank(&old.type_ranks),
                type_rank(&new.type_ranks),
            ],
        );
    }
    rows
}

fn json(baseline: &Baseline<'_>, answer: &set::Answer) -> serde_json::Map<String, serde_json::Value> {
    let region_idx = baseline.region_idx;
    let (before, after) = (baseline.edition(), &answer.edition);
    let replaced = answer.replaced.iter().map(|replaced| {
        let (kind, id, period) = subject(baseline, replaced.subject);
        let old = if shows_value(baseline, replaced.subject) { real(replaced.old) } else { serde_json::Value::Null };
        let new = if shows_new(baseline, replaced) { real(replaced.new) } else { serde_json::Value::Null };
        serde_json::json!({ "kind": kind, "id": id, "period": period, "old": old, "new": new })
    });
    let indicators = answer.affected.iter().map(|&indicator_idx| {
        let [old, new] = [before, after].map(|edition| &edition.indicators[indicator_idx]);
        let publication = baseline.plan.indicators[indicator_idx].publication;
        let side = |of: &crate::outcome::IndicatorOutcome| {
            let value = if publication.shows_values() { real(of.raw[region_idx]) } else { serde_json::Value::Null };
            match publication.shows_scores() {
                true => {
                    serde_json::json!({ "value": value, "score": real(of.normalised[region_idx]), "rank": ranked(of.ranks[region_idx]) })
                }
                false => serde_json::json!({ "value": null, "score": null, "rank": null }),
            }
        };
        serde_json::json!({ "id": baseline.plan.indicators[indicator_idx].id, "old": side(old), "new": side(new) })
    });
    let nodes = baseline.plan.tree.nodes.iter().enumerate().map(|(node_idx, node)| {
        let side = |edition: &crate::outcome::EditionOutcome| {
            let of = &edition.nodes[node_idx];
            serde_json::json!({
                "score": real(of.scores[region_idx]),
                "rank": ranked(of.ranks[region_idx]),
                "type_rank": of.type_ranks.get(region_idx).and_then(|rank| ranked(*rank)),
            })
        };
        serde_json::json!({ "id": node.id, "old": side(before), "new": side(after) })
    });
    let crossed = |among: Among| -> serde_json::Value {
        let word = |standing: Standing| match standing {
            Standing::Behind => "behind it",
            Standing::Level => "level with it",
            Standing::Ahead => "ahead of it",
        };
        let of = |crossed: Crossed| {
            serde_json::json!({
                "code": baseline.regions.code(crossed.other),
                "name": baseline.regions.name(crossed.other, baseline.plan.main_language()),
                "was": word(crossed.before),
                "would_be": word(crossed.after),
            })
        };
        answer.crossed(baseline, among).into_iter().map(of).collect()
    };
    let mut object = serde_json::Map::new();
    object.insert("set".into(), replaced.collect());
    object.insert("indicators".into(), indicators.collect());
    object.insert("nodes".into(), nodes.collect());
    if baseline.regions.types.is_some() {
        object.insert("crossed_in_type".into(), crossed(Among::Type));
    }
    object.insert("crossed_overall".into(), crossed(Among::All));
    object
}
