//! Resolves the factors and the place of each indicator into a tree: dangling parents, cycles, empty factors and weights
//! that cannot be.

use std::collections::BTreeMap;

use super::{Located, Resolver, aggregation, data, normalisation};
use crate::config::located::Localised;
use crate::config::raw::*;
use crate::method::{Basis, RankOrder};
use crate::tree::{Child, Node, Tree};

fn basis(raw: RawIndexOf) -> Basis {
    match raw {
        RawIndexOf::Indicators => Basis::Indicators,
        RawIndexOf::Factors => Basis::Factors,
    }
}

/// Weights by edition: finite and not negative; 1 where none is written.
pub(super) fn weights(resolver: &mut Resolver<'_>, raw: Option<&Located<RawWeight>>, id: &str, n_editions: usize) -> Vec<f64> {
    let mut weights = vec![1.0; n_editions];
    let Some(raw) = raw else { return weights };
    let check = |resolver: &mut Resolver<'_>, weight: f64| {
        if !weight.is_finite() || weight < 0.0 {
            resolver.problem(
                &raw.span,
                format!("the weight of `{id}` cannot be {weight}"),
                "give a number of 0 or more; to reverse an indicator, set `direction = \"lower-is-better\"`",
            );
        }
    };
    match &raw.value {
        RawWeight::Same(weight) => {
            check(resolver, *weight);
            weights.fill(*weight);
        }
        RawWeight::ByEdition(by_edition) => {
            for (edition, &weight) in by_edition {
                check(resolver, weight);
                let known = std::mem::take(&mut resolver.edition_ids);
                let edition = Located { value: edition.clone(), span: raw.span.clone() };
                if let Some(slot) = resolver.lookup("edition", &edition, &known).and_then(|idx| weights.get_mut(idx)) {
                    *slot = weight;
                }
                resolver.edition_ids = known;
            }
        }
    }
    weights
}

pub(super) fn tree(
    resolver: &mut Resolver<'_>,
    raw: &RawConfig,
    index: &RawIndex,
    indicator_ids: &BTreeMap<String, usize>,
    n_editions: usize,
) -> Option<Tree> {
    let before = resolver.problems.len();
    let node_ids = resolver.ids("factor", std::iter::once(&index.id).chain(raw.factors.iter().map(|factor| &factor.id)));
    for id in std::iter::once(&index.id).chain(raw.factors.iter().map(|factor| &factor.id)) {
        if indicator_ids.contains_key(&id.value) {
            resolver.problem(
                &id.span,
                format!("`{}` is both an indicator and a factor", id.value),
                "give one of them another id: both name columns of the tables",
            );
        }
    }
    let default_basis = basis(raw.method.index_of);
    let choices = Choices {
        aggregation: index.aggregation.as_ref(),
        weights: index.weights.as_ref(),
        missing: index.missing.as_ref(),
        normalisation: None,
    };
    let mut nodes = vec![node(resolver, &raw.method, &index.id, &index.title, vec![1.0; n_editions], default_basis, choices)];
    for factor in &raw.factors {
        let parent = match &factor.parent {
            None => Tree::ROOT,
            Some(parent) => resolver.lookup("factor", parent, &node_ids).unwrap_or(Tree::ROOT),
        };
        let weights = weights(resolver, factor.weight.as_ref(), &factor.id, n_editions);
        let choices = Choices {
            aggregation: factor.aggregation.as_ref(),
            weights: factor.weights.as_ref(),
            missing: factor.missing.as_ref(),
            normalisation: factor.normalisation.as_ref(),
        };
        let basis = factor.mean_of.map_or(default_basis, basis);
        let mut node = node(resolver, &raw.method, &factor.id, &factor.name, weights, basis, choices);
        node.parent = Some(parent);
        nodes.push(node);
    }
    for (indicator_idx, indicator) in raw.indicators.iter().enumerate() {
        let parent = match &indicator.factor {
            None => Some(Tree::ROOT),
            Some(factor) => resolver.lookup("factor", factor, &node_ids),
        };
        if let Some(parent) = parent {
            nodes[parent].indicators.push(indicator_idx);
        }
    }
    for (position, factor) in raw.factors.iter().enumerate() {
        if let Some(cycle) = cycle_through(&nodes, position + 1) {
            let path: Vec<&str> = cycle.iter().map(|&node_idx| nodes[node_idx].id.as_str()).collect();
            let span = factor.parent.as_ref().unwrap_or(&factor.id).span.clone();
            resolver.problem(
                &span,
                format!("the factors form a circle: {}", path.join(" → ")),
                "let one of them lie under the index",
            );
            return None;
        }
    }
    if resolver.problems.len() > before {
        return None;
    }
    let tree = Tree::new(nodes);
    if resolver.incomplete.contains("indicator") || resolver.incomplete.contains("factor") {
        // Whether a factor is empty or weighs nothing cannot be said while some could not be read.
        return Some(tree);
    }
    for (position, factor) in raw.factors.iter().enumerate() {
        if tree.nodes[position + 1].leaves.is_empty() {
            resolver.problem(
                &factor.id.span,
                format!("the factor `{}` has no indicators", factor.id.value),
                "give it indicators (`factor = \"…\"`), or remove it",
            );
        }
    }
    impossible_weights(resolver, raw, index, &tree);
    Some(tree)
}

/// What a node says of its own about the method.
struct Choices<'a> {
    aggregation: Option<&'a RawAggregation>,
    weights: Option<&'a RawWeights>,
    missing: Option<&'a RawMissing>,
    normalisation: Option<&'a RawNormalisation>,
}

fn node(
    resolver: &mut Resolver<'_>,
    method: &RawMethod,
    id: &Located<String>,
    name: &Localised,
    weights: Vec<f64>,
    basis: Basis,
    choices: Choices<'_>,
) -> Node {
    let nothing = RawNormalisation::default();
    Node {
        id: id.value.clone(),
        name: name.clone(),
        parent: None,
        weights,
        basis,
        aggregation: aggregation::aggregation(resolver, choices.aggregation, &method.aggregation),
        weighting: aggregation::weighting(resolver, choices.weights, &method.weights),
        missing_children: data::missing_children(resolver, choices.missing, &method.missing),
        // What `[method.normalisation]` says is meant for indicators.
        rescaling: choices.normalisation.map(|own| normalisation::normalisation(resolver, Some(own), &nothing)),
        order: RankOrder::HighestFirst,
        nodes: Vec::new(),
        indicators: Vec::new(),
        leaves: Vec::new(),
    }
}

/// The circle of parents in which the node lies, if any, starting and ending with it.
fn cycle_through(nodes: &[Node], start: usize) -> Option<Vec<usize>> {
    let mut path = vec![start];
    let mut current = start;
    while let Some(parent) = nodes[current].parent {
        path.push(parent);
        if parent == start {
            return Some(path);
        }
        if path.len() > nodes.len() + 1 {
            return None;
        }
        current = parent;
    }
    None
}

/// Weights that are written but have no meaning, and nodes whose children all weigh nothing.
fn impossible_weights(resolver: &mut Resolver<'_>, raw: &RawConfig, index: &RawIndex, tree: &Tree) {
    for (position, factor) in raw.factors.iter().enumerate() {
        let parent = tree.nodes[position + 1].parent.unwrap_or(Tree::ROOT);
        if let Some(weight) = &factor.weight
            && tree.nodes[parent].basis == Basis::Indicators
        {
            resolver.problem(
                &weight.span,
                format!(
                    "the weight of the factor `{}` has no meaning: `{}` is the mean of its indicators",
                    factor.id.value, tree.nodes[parent].id
                ),
                "remove the weight, or set `index_of = \"factors\"`",
            );
        }
    }
    for (node_idx, node) in tree.nodes.iter().enumerate().filter(|(_, node)| !node.leaves.is_empty()) {
        let weightless: Vec<&str> = raw
            .editions
            .iter()
            .enumerate()
            .filter(|(edition_idx, _)| weighs_nothing(raw, tree, node_idx, *edition_idx))
            .map(|(_, edition)| edition.id.as_str())
            .collect();
        if weightless.is_empty() {
            continue;
        }
        let editions = match weightless.len() == raw.editions.len() {
            true => String::new(),
            false => format!(" in edition {}", weightless.join(", ")),
        };
        let id = node_idx.checked_sub(1).map_or(&index.id, |position| &raw.factors[position].id);
        resolver.problem(
            &id.span,
            format!("everything under `{}` has weight 0{editions}", node.id),
            "give at least one child a weight",
        );
    }
}

/// Whether all children that a node has in an edition weigh nothing.
fn weighs_nothing(raw: &RawConfig, tree: &Tree, node_idx: usize, edition_idx: usize) -> bool {
    let edition = &raw.editions[edition_idx].id;
    let place = |edition: &Option<Located<String>>| {
        edition.as_ref().and_then(|edition| raw.editions.iter().position(|other| other.id.value == edition.value))
    };
    let has = |indicator_idx: usize| {
        let indicator = &raw.indicators[indicator_idx];
        place(&indicator.first_edition).is_none_or(|first| first <= edition_idx)
            && place(&indicator.last_edition).is_none_or(|last| edition_idx <= last)
    };
    let weights: Vec<f64> = tree
        .children(node_idx)
        .into_iter()
        .filter_map(|child| match child {
            Child::Node(child) => tree.nodes[child]
                .leaves
                .iter()
                .any(|&leaf| has(leaf))
                .then(|| tree.nodes[child].weights.get(edition_idx).copied())?,
            Child::Indicator(indicator_idx) => {
                has(indicator_idx).then(|| match raw.indicators[indicator_idx].weight.as_ref().map(|weight| &weight.value) {
                    None => 1.0,
                    Some(RawWeight::Same(weight)) => *weight,
                    Some(RawWeight::ByEdition(weights)) => weights.get(edition.as_str()).copied().unwrap_or(1.0),
                })
            }
        })
        .collect();
    // Negative weights are reported as such.
    !weights.is_empty() && weights.iter().all(|weight| *weight == 0.0)
}
