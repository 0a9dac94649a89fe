//! Small charts: a score over the editions beside the median of the type, and the rank over the editions.

use std::fmt::Write as _;

use crate::publish::report::axis::percent;
use crate::rank::UNRANKED;

/// Width of a small chart.
const WIDTH: f64 = 96.0;
/// Height of a small chart.
const HEIGHT: f64 = 24.0;

/// A score over time.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sparkline {
    /// The region's line.
    pub own: String,
    /// The median's line.
    pub median: String,
    /// Where the newest score stands, where there is one.
    pub end: Option<(String, String)>,
    /// The scores, rounded to whole points, for those who cannot see lines.
    pub words: String,
}

impl Sparkline {
    /// The chart as an element. It holds numbers only, so there is nothing to escape.
    pub fn svg(&self) -> String {
        let Sparkline { own, median, end, words } = self;
        let end = end.as_ref().map_or(String::new(), |(x, y)| format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"2.5\"/>"));
        format!(
            "<svg class=\"spark\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{words}\">\
             <path class=\"m\" d=\"{median}\"/><path d=\"{own}\"/>{end}</svg>"
        )
    }
}

/// A chart of scores between the least and the greatest there are; `None` where there is nothing to draw between.
pub(super) fn sparkline(own: &[f64], median: &[f64], extent: Option<(f64, f64)>) -> Option<Sparkline> {
    let (least, most) = extent.filter(|(least, most)| least < most)?;
    if own.len() < 2 {
        return None;
    }
    let x = |position: usize| 3.0 + (WIDTH - 6.0) * position as f64 / (own.len() - 1) as f64;
    let y = |score: f64| 3.0 + (HEIGHT - 6.0) * (most - score) / (most - least);
    let last = own.len() - 1;
    let words = own.iter().map(|score| if score.is_nan() { "–".to_owned() } else { format!("{score:.0}") });
    Some(Sparkline {
        own: line(own, x, y),
        median: line(median, x, y),
        end: (!own[last].is_nan()).then(|| (format!("{:.1}", x(last)), format!("{:.1}", y(own[last])))),
        words: words.collect::<Vec<String>>().join(", "),
    })
}

/// A line through the values that there are.
fn line(values: &[f64], x: impl Fn(usize) -> f64, y: impl Fn(f64) -> f64) -> String {
    let mut path = String::new();
    let mut is_drawn = false;
    for (position, &value) in values.iter().enumerate() {
        if value.is_nan() {
            is_drawn = false;
            continue;
        }
        let _ = write!(path, "{}{:.1} {:.1}", if is_drawn { 'L' } else { 'M' }, x(position), y(value));
        is_drawn = true;
    }
    path
}

/// A rank over time: from the first rank at the top to the last at the bottom.
#[derive(Debug, Clone)]
pub(super) struct RankChart {
    /// The line in a box of a hundred by a hundred.
    pub path: String,
    /// Ranks with their places in per cent.
    pub points: Vec<(u32, String, String)>,
}

/// The chart of ranks among so many.
pub(super) fn rank_chart(ranks: &[u32], n_regions: usize) -> RankChart {
    let x = |position: usize| if ranks.len() < 2 { 50.0 } else { 100.0 * position as f64 / (ranks.len() - 1) as f64 };
    let y = |rank: f64| 100.0 * (rank - 1.0) / (n_regions.max(2) - 1) as f64;
    let as_numbers: Vec<f64> = ranks.iter().map(|&rank| if rank == UNRANKED { f64::NAN } else { f64::from(rank) }).collect();
    let there = ranks.iter().enumerate().filter(|(_, rank)| **rank != UNRANKED);
    RankChart {
        path: line(&as_numbers, x, y),
        points: there.map(|(position, &rank)| (rank, percent(x(position)), percent(y(f64::from(rank))))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_runs_from_corner_to_corner_and_breaks_at_gaps() {
        let chart = sparkline(&[0.0, f64::NAN, 100.0], &[50.0, 50.0, 50.0], Some((0.0, 100.0))).expect("a chart");
        assert_eq!(chart.own, "M3.0 21.0M93.0 3.0");
        assert_eq!(chart.median, "M3.0 12.0L48.0 12.0L93.0 12.0");
        assert_eq!((chart.end, chart.words.as_str()), (Some(("93.0".into(), "3.0".into())), "0, –, 100"));
        assert_eq!(sparkline(&[1.0, 1.0], &[1.0, 1.0], Some((1.0, 1.0))), None);
        assert_eq!(sparkline(&[1.0], &[1.0], Some((0.0, 1.0))), None);
    }

    #[test]
    fn ranks_run_from_the_first_at_the_top_to_the_last() {
        let chart = rank_chart(&[1, 0, 5], 5);
        assert_eq!(chart.path, "M0.0 0.0M100.0 100.0");
        assert_eq!(chart.points, [(1, "0".into(), "0".into()), (5, "100".into(), "100".into())]);
    }
}
