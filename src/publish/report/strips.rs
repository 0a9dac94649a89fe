//! The distribution of the index in each region type: every region a dot, the middle half a bar, the median a line.

use super::axis::{Axis, percent};
use super::members::Group;
use super::phrases::{Phrase, Phrases};
use super::rankings::Score;
use crate::publish::Build;
use crate::statistics;
use crate::tree::Tree;

/// Dots that stand above each other at most.
const HIGHEST_STACK: i32 = 6;
/// Room for a dot across, in per cent.
const DOT: f64 = 1.1;
/// Room for a dot upwards.
const DOT_HEIGHT: i32 = 7;

/// The chart.
#[derive(Debug, Clone)]
pub struct Strips {
    /// Numbers and places on the axis.
    pub ticks: Vec<(Phrase, String)>,
    /// One per type.
    pub strips: Vec<Strip>,
}

/// A type.
#[derive(Debug, Clone)]
pub struct Strip {
    /// Its name on the page.
    pub id: String,
    /// The type.
    pub name: Phrase,
    /// Number of regions.
    pub n_regions: usize,
    /// Half its height: dots stand around the middle.
    pub middle: i32,
    /// Dots.
    pub dots: Vec<Dot>,
    /// Least, lower quartile, median, upper quartile, greatest.
    pub five: [Score; 5],
    /// Where the middle half begins and how wide it is, and the median, in per cent.
    pub middle_half: (String, String, String),
}

/// A region.
#[derive(Debug, Clone)]
pub struct Dot {
    /// The region.
    pub region_idx: usize,
    /// From the left, in per cent.
    pub x: String,
    /// From the top.
    pub y: i32,
}

/// The chart of an edition; `None` where no region has a score.
pub fn strips(build: &Build<'_>, edition_idx: usize, groups: &[Group], phrases: &Phrases) -> Option<Strips> {
    let scores = &build.outcome.editions[edition_idx].nodes[Tree::ROOT].scores;
    let axis = Axis::around(scores.iter().copied());
    let strips: Vec<Strip> = groups.iter().filter_map(|group| strip(build, group, scores, &axis)).collect();
    let ticks = axis.ticks.iter().map(|&tick| (axis.number(tick, phrases), percent(axis.place(tick)))).collect();
    (!strips.is_empty()).then_some(Strips { ticks, strips })
}

fn strip(build: &Build<'_>, group: &Group, scores: &[f64], axis: &Axis) -> Option<Strip> {
    let language = build.plan.main_language();
    let decimals = build.plan.publish.decimals;
    let mut ascending: Vec<usize> = group.members.iter().copied().filter(|&region_idx| !scores[region_idx].is_nan()).collect();
    ascending.sort_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(a.cmp(&b)));
    let values: Vec<f64> = ascending.iter().map(|&region_idx| scores[region_idx]).collect();
    let [lower, median, upper] = [0.25, 0.5, 0.75].map(|share| statistics::quantile(&values, share).unwrap_or(f64::NAN));
    let (&least, &most) = (values.first()?, values.last()?);
    let mut last_at: Vec<f64> = Vec::new();
    let mut places = Vec::with_capacity(values.len());
    for &value in &values {
        let x = axis.place(value);
        // The first row around the middle in which the dot before has left room; where none has, the fullest one.
        let free = last_at.iter().position(|last| x - last >= DOT);
        let row = free.unwrap_or(if (last_at.len() as i32) < HIGHEST_STACK { last_at.len() } else { 0 });
        match last_at.get_mut(row) {
            Some(last) => *last = x,
            None => last_at.push(x),
        }
        places.push((x, row as i32));
    }
    let n_rows = last_at.len() as i32;
    let middle = 10 + n_rows / 2 * DOT_HEIGHT;
    // 0, up, down, further up …
    let offset = |row: i32| (if row % 2 == 0 { 1 } else { -1 }) * ((row + 1) / 2) * DOT_HEIGHT;
    let dots =
        ascending.iter().zip(places).map(|(&region_idx, (x, row))| Dot { region_idx, x: percent(x), y: middle + offset(row) });
    let dots = dots.collect();
    Some(Strip {
        id: group.id(),
        name: group.name.clone(),
        n_regions: values.len(),
        middle,
        dots,
        five: [least, lower, median, upper, most].map(|score| Score::new(score, decimals, language)),
        middle_half: (percent(axis.place(lower)), percent(axis.place(upper) - axis.place(lower)), percent(axis.place(median))),
    })
}
