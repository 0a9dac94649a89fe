//! The choropleth map: a shape per region, and for each variable the class of each region and the classes' limits.
//!
//! Scores are put into five classes of about equal size, from the lowest to the highest; equal scores are never divided. Changes of
//! rank have five classes around zero with the same limits on both sides: half of the changes are smaller than the inner limit, nine in
//! ten smaller than the outer one. The page colours shapes by class and decides nothing.

use super::numbers::{decimal, signed};
use super::phrases::{Phrase, Phrases};
use super::rankings::node_name;
use crate::publish::Build;
use crate::publish::labels::report as text;
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Number of classes.
const N_CLASSES: usize = 5;

/// The map.
#[derive(Debug, Clone)]
pub struct Map {
    /// Width of the drawing.
    pub width: i32,
    /// Height of the drawing.
    pub height: i32,
    /// Shapes.
    pub shapes: Vec<Shape>,
    /// What can be shown.
    pub variables: Vec<Variable>,
    /// Whether shapes are tiles and not outlines.
    pub is_tiles: bool,
}

/// A region on the map.
#[derive(Debug, Clone)]
pub struct Shape {
    /// The region.
    pub region_idx: usize,
    /// Its outline as an SVG path.
    pub path: String,
    /// Its class in the first variable; 0 = none.
    pub class: u8,
}

/// A variable of the map.
#[derive(Debug, Clone)]
pub struct Variable {
    /// What it is.
    pub name: Phrase,
    /// `s` for scores, `d` for changes around zero: which colours.
    pub scale: char,
    /// Values by region, for tooltips; NaN = none.
    pub values: Vec<f64>,
    /// Class of each region, from 1; 0 = none.
    pub classes: Vec<u8>,
    /// What each class holds, the lowest first.
    pub legend: Vec<Phrase>,
}

impl Variable {
    /// Classes as one text, a digit per region.
    pub fn digits(&self) -> String {
        self.classes.iter().map(|&class| char::from(b'0' + class)).collect()
    }
}

/// The map of an edition; `None` where no region has a shape.
pub fn map(build: &Build<'_>, edition_idx: usize, phrases: &Phrases) -> Option<Map> {
    let nodes = &build.outcome.editions[edition_idx].nodes;
    let mut variables: Vec<Variable> =
        (0..nodes.len()).map(|node_idx| scores(build, node_idx, &nodes[node_idx].scores, phrases)).collect();
    variables.extend(changes(build, edition_idx, phrases));
    let drawing = super::drawing::of(build)?;
    let shapes = drawing.shapes.into_iter().map(|(region_idx, path)| Shape {
        region_idx,
        path,
        class: variables.first().map_or(0, |variable| variable.classes[region_idx]),
    });
    Some(Map { width: drawing.width, height: drawing.height, shapes: shapes.collect(), variables, is_tiles: drawing.is_tiles })
}

/// A node's scores in classes.
fn scores(build: &Build<'_>, node_idx: usize, values: &[f64], phrases: &Phrases) -> Variable {
    let decimals = build.plan.publish.decimals;
    let limits = quantiles(values);
    let class_of = |value: f64| if value.is_nan() { 0 } else { 1 + limits.iter().filter(|limit| value >= **limit).count() as u8 };
    let classes: Vec<u8> = values.iter().map(|&value| class_of(value)).collect();
    let legend = (1..=limits.len() as u8 + 1).map(|class| {
        let of_class = values.iter().zip(&classes).filter(|(_, other)| **other == class).map(|(value, _)| *value);
        let (least, most) = of_class.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), value| (a.min(value), b.max(value)));
        phrases.each(|language| format!("{}–{}", decimal(least, decimals, language), decimal(most, decimals, language)))
    });
    let legend = legend.collect();
    Variable { name: node_name(build, node_idx, phrases), scale: 's', values: values.to_vec(), classes, legend }
}

/// The lowest value of each class but the first, ascending; fewer than the classes where values are equal.
fn quantiles(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let Some(&least) = sorted.first() else { return Vec::new() };
    let mut limits: Vec<f64> = (1..N_CLASSES).map(|class| sorted[class * sorted.len() / N_CLASSES]).collect();
    limits.dedup();
    limits.retain(|limit| *limit > least);
    limits
}

/// Changes of rank in classes; `None` in the first edition.
fn changes(build: &Build<'_>, edition_idx: usize, phrases: &Phrases) -> Option<Variable> {
    let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
    let changes = &root.rank_changes;
    if changes.is_empty() {
        return None;
    }
    let told = |(change, rank): (&Option<i32>, &u32)| change.filter(|_| *rank != UNRANKED);
    let changes: Vec<Option<i32>> = changes.iter().zip(&root.ranks).map(told).collect();
    let (inner, outer) = limits_around_zero(&changes);
    let class_of = |change: i32| match change {
        _ if change <= -outer => 1,
        _ if change <= -inner => 2,
        _ if change < inner => 3,
        _ if change < outer => 4,
        _ => 5,
    };
    let ends = [
        format!("≤ {}", signed(-outer)),
        between(1 - outer, -inner),
        between(1 - inner, inner - 1),
        between(inner, outer - 1),
        format!("≥ {}", signed(outer)),
    ];
    Some(Variable {
        name: phrases.label(text::CHANGE_OF_RANK),
        scale: 'd',
        values: changes.iter().map(|change| change.map_or(f64::NAN, f64::from)).collect(),
        classes: changes.iter().map(|change| change.map_or(0, class_of)).collect(),
        legend: ends.into_iter().map(|ends| phrases.each(|_| ends.clone())).collect(),
    })
}

fn between(from: i32, to: i32) -> String {
    if from == to { signed(from) } else { format!("{} … {}", signed(from), signed(to)) }
}

/// The inner and outer limit, both above zero and the outer above the inner.
fn limits_around_zero(changes: &[Option<i32>]) -> (i32, i32) {
    let mut sizes: Vec<i32> = changes.iter().flatten().map(|change| change.abs()).collect();
    sizes.sort_unstable();
    let at = |share: f64| sizes.get((share * sizes.len() as f64) as usize).copied().unwrap_or(0);
    let inner = at(0.5).max(1);
    (inner, at(0.9).max(inner + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_of_equal_size_and_never_divide_equal_values() {
        assert_eq!(quantiles(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]), [3.0, 5.0, 7.0, 9.0]);
        assert_eq!(quantiles(&[1.0, 1.0, 1.0, 1.0, 2.0, f64::NAN]), [2.0]);
        assert!(quantiles(&[3.0, 3.0]).is_empty());
        assert!(quantiles(&[f64::NAN]).is_empty());
    }

    #[test]
    fn limits_of_changes_lie_around_zero() {
        let changes: Vec<Option<i32>> = (-10..=10).map(Some).collect();
        assert_eq!(limits_around_zero(&changes), (5, 9));
        assert_eq!(limits_around_zero(&[Some(0), None]), (1, 2));
        assert_eq!(limits_around_zero(&[]), (1, 2));
        assert_eq!((between(1, 1), between(-4, -2)), ("+1".to_owned(), "−4 … −2".to_owned()));
    }
}
