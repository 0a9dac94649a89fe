//! A comparison as it is printed: for people, and as JSON.

use std::path::PathBuf;

use comfy_table::{CellAlignment, Table, presets};

use super::Behind;
use crate::analysis::attribution::IndicatorPart;
use crate::analysis::compare::{Comparison, Difference, LargestMove, Presence, Row};
use crate::analysis::moves::{Mover, Moves, PARTS};
use crate::bridge::{self, Bridge};
use crate::error::shown;
use crate::publish::comparison;
use crate::published::PublishedTable;
use crate::round;

/// Most regions that are listed of one kind.
const MOST_LISTED: usize = 5;
/// Most indicators that are named on either side of a move.
const MOST_INDICATORS: usize = 2;

/// Which rows are meant.
type Wanted<'a> = &'a dyn Fn(&Row) -> bool;

/// What is printed.
pub(super) struct Report<'a> {
    /// The two sides.
    pub comparison: &'a Comparison,
    /// Causes between two builds.
    pub bridged: Option<&'a Bridge>,
    /// Indicators behind the moves between two editions.
    pub moves: &'a Behind,
    /// The mark of the data.
    pub data_status: &'a str,
    /// The published table, where there is one.
    pub published: Option<&'a PublishedTable>,
    /// Index or factor.
    pub node: &'a str,
    /// Folder and number of files that were written.
    pub written: Option<(PathBuf, usize)>,
}

impl Report<'_> {
    /// For people.
    pub(super) fn text(&self) -> String {
        let Report { comparison, bridged, data_status, published, node, .. } = *self;
        let mut text = format!("{node}: {} against {}\n", comparison.new, comparison.base);
        if data_status != "final" {
            text.push_str(&format!("*** {} ***\n", crate::publish::labels::data_status(data_status, "en")));
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header(["", "in both", "same rank", "mean shift", "largest climb", "largest fall", "Spearman"]);
        for summary in &comparison.summaries {
            let largest = |largest: &Option<LargestMove>| {
                largest.as_ref().map_or(String::new(), |LargestMove { places, name, .. }| format!("{name} {places:+}"))
            };
            table.add_row([
                summary.region_type.clone().unwrap_or_else(|| "all regions".to_owned()),
                summary.n_common.to_string(),
                summary.n_unchanged.to_string(),
                if summary.mean_shift.is_nan() { String::new() } else { format!("{:.1}", summary.mean_shift) },
                largest(&summary.largest_climb),
                largest(&summary.largest_fall),
                summary.spearman.map_or(String::new(), |spearman| format!("{spearman:.4}")),
            ]);
        }
        for column_idx in [1, 2, 3, 6] {
            if let Some(column) = table.column_mut(column_idx) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        text.push_str(&format!("\n{}\n\n", trimmed(&table)));
        let count = |wanted: Wanted<'_>| comparison.rows.iter().filter(|row| wanted(row)).count();
        let listed = |wanted: Wanted<'_>| -> String {
            let all: Vec<String> = comparison
                .rows
                .iter()
                .filter(|row| wanted(row))
                .map(|row| match &row.presence {
                    Presence::MergedInto(code) => format!("{} {} (into {code})", row.code, row.name),
                    _ => format!("{} {}", row.code, row.name),
                })
                .collect();
            let more = if all.len() > MOST_LISTED { format!(" and {} more", all.len() - MOST_LISTED) } else { String::new() };
            format!("{}{more}", all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", "))
        };
        let kinds: [(&str, Wanted<'_>); 4] = [
            ("New", &|row| row.presence == Presence::New),
            ("Gone", &|row| row.presence == Presence::Gone),
            ("Merged", &|row| matches!(row.presence, Presence::MergedInto(_))),
            ("Changed type", &|row| row.changed_type),
        ];
        for (what, wanted) in kinds {
            if count(wanted) > 0 {
                text.push_str(&format!("{what}: {} ({})\n", count(wanted), listed(wanted)));
            }
        }
        let real = |difference: fn(&Row) -> Difference, wanted: Difference| {
            comparison.rows.iter().filter(|row| difference(row) == wanted).count()
        };
        let (scores, ranks) = (|row: &Row| row.score_difference, |row: &Row| row.rank_difference);
        let (real_scores, real_ranks) = (real(scores, Difference::Real), real(ranks, Difference::Real));
        if let Some(table) = published {
            text.push_str(&format!(
                "Scores: {real_scores} differ, {} are equal when rounded\nRanks: {real_ranks} differ, {} differ where the printed digits do not \
                 determine the order\nA published table does not say what it was made from: causes cannot be told apart\n",
                real(scores, Difference::WithinPrecision),
                real(ranks, Difference::WithinPrecision),
            ));
            if !table.other_sheets.is_empty() {
                let others: Vec<String> = table.other_sheets.iter().map(|name| crate::ingest::printable(name)).collect();
                text.push_str(&format!("Further sheets with a ranking, for `--sheet`: {}\n", others.join(", ")));
            }
        } else {
            text.push_str(&format!("{real_scores} scores and {real_ranks} ranks differ\n"));
        }
        if let Some(bridged) = bridged {
            text.push_str(&bridge_text(bridged, node));
        }
        text.push_str(&self.moves_text());
        if let Some((target, n_files)) = &self.written {
            text.push_str(&format!("\nWrote {n_files} files to {}\n", shown(target)));
        } else {
            text.push_str("\nEvery region: `--out DIR` writes the tables\n");
        }
        text
    }

    /// The regions that moved furthest, with among whom they did.
    fn largest_moves(&self) -> impl Iterator<Item = (&str, &LargestMove)> {
        self.comparison.summaries.iter().flat_map(|summary| {
            let among = summary.region_type.as_deref().unwrap_or("all");
            [&summary.largest_climb, &summary.largest_fall].into_iter().flatten().map(move |largest| (among, largest))
        })
    }

    /// The indicators behind the largest moves, in short.
    fn moves_text(&self) -> String {
        let moves = match self.moves {
            Behind::Nothing => return String::new(),
            Behind::OtherScores => {
                let text = "The indicators behind the moves are not told: this version of the program gives other scores than the folder has";
                return format!("\n{text}\n");
            }
            Behind::Withheld(variables) => {
                let variables = variables.join(", ");
                return format!("\nWhy is not told: the values of {variables} may not be published and are not in the folder\n");
            }
            Behind::Told(moves) => moves,
        };
        let mut text = String::new();
        for (among, largest) in self.largest_moves() {
            let Some(change) = moves.of(&largest.code) else { continue };
            let points = |points: f64| format!("{:+.1$}", round::to_decimals(points, moves.decimals), moves.decimals as usize);
            let (up, down) = moves.movers(change);
            let listed = |movers: Vec<Mover<'_>>| {
                let named = movers.iter().take(MOST_INDICATORS).map(|mover| format!("{} {}", mover.id, points(mover.points)));
                named.collect::<Vec<String>>().join(", ")
            };
            let listed: Vec<String> = [listed(up), listed(down)].into_iter().filter(|list| !list.is_empty()).collect();
            let among = if among == "all" { "all regions" } else { among };
            let (name, places, score) = (&largest.name, largest.places, points(change.change()));
            text.push_str(&format!("  {among}: {name} {places:+}, score {score}\n    {}\n", listed.join("; ")));
        }
        if text.is_empty() {
            return text;
        }
        let Moves { before, now, .. } = moves;
        format!("\nIndicators behind the largest moves from edition {before} to {now}, in points of {}\n{text}", self.node)
    }

    /// The indicators behind the largest moves, all of them.
    fn moves_json(&self) -> serde_json::Value {
        let Some(moves) = self.moves.told() else { return serde_json::Value::Null };
        let largest = self.largest_moves().filter_map(|(among, largest)| {
            let change = moves.of(&largest.code)?;
            let part = |part: &IndicatorPart| {
                let mut value = serde_json::json!({ "indicator": moves.indicators[part.indicator_idx], "points": part.total() });
                PARTS.iter().for_each(|(name, pick)| value[*name] = pick(part).into());
                value
            };
            let mut told = serde_json::json!({
                "among": among,
                "code": largest.code,
                "name": largest.name,
                "places": largest.places,
                "score_change": change.change(),
                "indicators": change.parts.iter().map(part).collect::<Vec<_>>(),
                "weights": change.weights,
                "rounding": change.rounding,
            });
            if change.withheld.total() != 0.0 {
                told["not_published"] = change.withheld.total().into();
            }
            Some(told)
        });
        serde_json::json!({ "base_edition": moves.before, "edition": moves.now, "largest": largest.collect::<Vec<_>>() })
    }

    /// As JSON.
    pub(super) fn json(&self) -> String {
        let Report { comparison, bridged, data_status, .. } = *self;
        let number = |value: f64| if value.is_nan() { serde_json::Value::Null } else { serde_json::json!(value) };
        let rows: Vec<serde_json::Value> = comparison
            .rows
            .iter()
            .map(|row| {
                serde_json::json!({
                    "code": row.code,
                    "name": row.name,
                    "presence": comparison::presence(&row.presence),
                    "score_change": number(row.score_change),
                    "rank_change": row.rank_change,
                    "type_rank_change": row.type_rank_change,
                    "changed_type": row.changed_type,
                    "score_difference": comparison::difference(row.score_difference),
                    "rank_difference": comparison::difference(row.rank_difference),
                })
            })
            .collect();
        let steps = bridged.map(|bridged| {
            serde_json::json!({
                "edition": bridged.edition,
                "steps": bridged.steps.iter().map(|step| step.words()).collect::<Vec<_>>(),
                "taken_together": bridged.merged_because,
            })
        });
        let value = serde_json::json!({
            "base": comparison.base, "new": comparison.new, "data_status": data_status, "regions": rows, "bridge": steps,
            "attribution": self.moves_json(),
        });
        format!("{value:#}\n")
    }
}

/// A table without the space at the end of its lines.
fn trimmed(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The bridge in one short table: what each step did to how many.
fn bridge_text(bridged: &Bridge, node: &str) -> String {
    if bridged.steps.is_empty() {
        return format!("\nEdition {} of the two builds: nothing differs in data, regions or method\n", bridged.edition);
    }
    let mut text =
        format!("\nBridge from edition {}: what each cause contributed, on the average over all orders\n", bridged.edition);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["", "scores moved", "ranks moved", "largest score", "largest rank"]);
    for step in &bridged.steps {
        let parts: Vec<_> = step.contributions.get(node).into_iter().flatten().map(|(_, part)| *part).collect();
        let moved = |pick: fn(&bridge::Contribution) -> f64| parts.iter().filter(|part| pick(part).abs() > 1e-9).count();
        let largest = |pick: fn(&bridge::Contribution) -> f64| parts.iter().map(|part| pick(part).abs()).fold(0.0, f64::max);
        table.add_row([
            step.words(),
            moved(|part| part.score).to_string(),
            moved(|part| part.rank).to_string(),
            format!("{:.4}", largest(|part| part.score)),
            format!("{:.1}", largest(|part| part.rank)),
        ]);
    }
    text.push_str(&format!("{}\n", trimmed(&table)));
    for reason in &bridged.merged_because {
        text.push_str(&format!("Causes taken together, because one without the other cannot be built: {reason}\n"));
    }
    text
}
