//! The four fields: the first two factors against each other, divided at the median of each.

use super::axis::{Axis, percent};
use super::numbers::decimal;
use super::phrases::{Phrase, Phrases, visible};
use super::rankings::{Score, factors_of, node_name};
use crate::publish::Build;
use crate::publish::labels::{filled, report as text};
use crate::statistics;

/// The chart.
#[derive(Debug, Clone)]
pub struct Scatter {
    /// The factor from left to right.
    pub across: Phrase,
    /// The factor from bottom to top.
    pub upwards: Phrase,
    /// Numbers and places on the axis across.
    pub ticks_across: Vec<(Phrase, String)>,
    /// Numbers and places on the axis upwards, counted from the top.
    pub ticks_upwards: Vec<(Phrase, String)>,
    /// Where the fields divide: from the left and from the top.
    pub medians: (String, String),
    /// Names of the fields: upper right, upper left, lower right, lower left.
    pub fields: [Phrase; 4],
    /// Where the fields divide, in words.
    pub divided: Phrase,
    /// Regions.
    pub points: Vec<Point>,
}

/// A region.
#[derive(Debug, Clone)]
pub struct Point {
    /// The region.
    pub region_idx: usize,
    /// Its name in the main language.
    pub name: String,
    /// From the left, in per cent.
    pub x: String,
    /// From the top, in per cent.
    pub y: String,
    /// Its two scores.
    pub scores: [Score; 2],
    /// Its field.
    pub field: Phrase,
}

/// The chart of an edition; `None` where the index has not got two factors.
pub fn scatter(build: &Build<'_>, edition_idx: usize, order: &[usize], phrases: &Phrases) -> Option<Scatter> {
    let &[across, upwards, ..] = factors_of(build) else { return None };
    let language = build.plan.main_language();
    let decimals = build.plan.publish.decimals;
    let nodes = &build.outcome.editions[edition_idx].nodes;
    let scores = [across, upwards].map(|node_idx| &nodes[node_idx].scores);
    let is_there = |region_idx: &usize| scores.iter().all(|scores| !scores[*region_idx].is_nan());
    let there: Vec<usize> = order.iter().copied().filter(is_there).collect();
    let axes = scores.map(|scores| Axis::around(there.iter().map(|&region_idx| scores[region_idx])));
    let of_there = scores.map(|scores| there.iter().map(|&region_idx| scores[region_idx]).collect::<Vec<f64>>());
    let [x_median, y_median] = [statistics::median(&of_there[0])?, statistics::median(&of_there[1])?];
    let names = [across, upwards].map(|node_idx| node_name(build, node_idx, phrases));
    let above = |node_idx: usize| {
        let node = &build.plan.tree.nodes[node_idx];
        phrases.each(|language| {
            let name = super::phrases::in_language(&node.name, language, &build.plan.index.languages, &node.id);
            filled(text::ABOVE_MEDIAN.in_language(language), &[name])
        })
    };
    let fields = [phrases.label(text::BOTH_ABOVE), above(upwards), above(across), phrases.label(text::BOTH_BELOW)];
    let point = |&region_idx: &usize| {
        let [x, y] = scores.map(|scores| scores[region_idx]);
        let field = match (x > x_median, y > y_median) {
            (true, true) => 0,
            (false, true) => 1,
            (true, false) => 2,
            (false, false) => 3,
        };
        Point {
            region_idx,
            name: visible(build.regions.name(region_idx, language)),
            x: percent(axes[0].place(x)),
            y: percent(100.0 - axes[1].place(y)),
            scores: [x, y].map(|score| Score::new(score, decimals, language)),
            field: fields[field].clone(),
        }
    };
    let ticks = |axis: &Axis, turned: bool| -> Vec<(Phrase, String)> {
        let place = |tick: f64| if turned { 100.0 - axis.place(tick) } else { axis.place(tick) };
        axis.ticks.iter().map(|&tick| (axis.number(tick, phrases), percent(place(tick)))).collect()
    };
    Some(Scatter {
        ticks_across: ticks(&axes[0], false),
        ticks_upwards: ticks(&axes[1], true),
        medians: (percent(axes[0].place(x_median)), percent(100.0 - axes[1].place(y_median))),
        divided: phrases.each(|language| {
            let medians = [x_median, y_median].map(|median| decimal(median, decimals, language));
            filled(text::FIELDS_DIVIDE.in_language(language), &[&medians[0], &medians[1]])
        }),
        points: there.iter().map(point).collect(),
        fields,
        across: names[0].clone(),
        upwards: names[1].clone(),
    })
}
