//! Choices that are right each for itself but not together: scores that may be zero or negative under a geometric mean, the
//! Mazziotta-Pareto index on another scale than its own, weights that do not count.
//!
//! What depends on the data is found when it is computed; what follows from the configuration alone is reported here, before
//! anything is read.

use super::{Located, Resolver};
use crate::config::raw::*;
use crate::indicator::Indicator;
use crate::method::*;
use crate::tree::{Child, Tree};

/// Reports every node whose aggregation does not go with its children's scores.
pub(super) fn check(
    resolver: &mut Resolver<'_>,
    raw_config: &RawConfig,
    index_id: &Located<String>,
    tree: &Tree,
    indicators: &[Indicator],
) {
    let context = Context { tree, indicators };
    for (indicator, raw) in indicators.iter().zip(&raw_config.indicators) {
        if indicator.missing.policy == MissingPolicy::Neutral && indicator.normalisation.middle().is_none() {
            resolver.problem(
                &raw.id.span,
                format!("the scores of the indicator `{}` have no middle that a missing value could get", indicator.id),
                "choose another policy for missing values, or a normalisation with a range",
            );
        }
        base_edition_without(resolver, raw_config, indicator, &raw.id);
    }
    for node_idx in 0..tree.nodes.len() {
        let id = node_idx.checked_sub(1).map_or(index_id, |position| &raw_config.factors[position].id);
        context.check(resolver, raw_config, node_idx, id);
    }
}

/// A step that takes its parameters from an edition in which there is no such indicator would take them from nothing.
fn base_edition_without(resolver: &mut Resolver<'_>, raw: &RawConfig, indicator: &Indicator, id: &Located<String>) {
    let imputes = matches!(indicator.imputation.method, ImputationMethod::Mean | ImputationMethod::Median);
    let pools = [
        ("imputation", imputes, &indicator.imputation.pool),
        ("treatment", !indicator.treatment.steps.is_empty(), &indicator.treatment.pool),
        ("normalisation", indicator.normalisation.scaling.has_pool(), &indicator.normalisation.pool),
    ];
    for (step, is_used, pool) in pools {
        if let PoolEditions::Base(base) = pool.editions
            && is_used
            && !indicator.is_in(base)
        {
            let edition = raw.editions.get(base).map_or("", |edition| edition.id.as_str());
            resolver.problem(
                &id.span,
                format!(
                    "the {step} of `{}` takes its parameters from edition {edition}, which does not have the indicator",
                    indicator.id
                ),
                format!("give the indicator a pool of its own: `{step} = {{ pool = {{ editions = \"all\" }} }}`"),
            );
            return;
        }
    }
}

struct Context<'a> {
    tree: &'a Tree,
    indicators: &'a [Indicator],
}

impl Context<'_> {
    fn check(&self, resolver: &mut Resolver<'_>, raw: &RawConfig, node_idx: usize, id: &Located<String>) {
        let node = &self.tree.nodes[node_idx];
        let children = self.tree.children(node_idx);
        match node.aggregation {
            Aggregation::GeometricMean { zero } | Aggregation::HarmonicMean { zero } => {
                self.above_zero(resolver, id, &children, zero)
            }
            Aggregation::PowerMean { exponent, zero } => {
                let zero = if exponent < 0.0 { zero } else { ZeroRule::GivesZero };
                self.above_zero(resolver, id, &children, zero);
            }
            Aggregation::BenefitOfTheDoubt => self.above_zero(resolver, id, &children, ZeroRule::GivesZero),
            Aggregation::MazziottaPareto { .. } => self.mazziotta_pareto(resolver, id, &children),
            _ => {}
        }
        if matches!(
            node.aggregation,
            Aggregation::Median | Aggregation::Minimum | Aggregation::MazziottaPareto { .. } | Aggregation::BenefitOfTheDoubt
        ) {
            self.weights_do_not_count(resolver, raw, &children, id, "the aggregation");
        } else if node.weighting.method != WeightingMethod::Given {
            self.weights_do_not_count(resolver, raw, &children, id, "the weights taken from the data");
        }
        self.one_direction(resolver, id, node_idx, &children);
    }

    fn id(&self, child: Child) -> &str {
        match child {
            Child::Node(node_idx) => &self.tree.nodes[node_idx].id,
            Child::Indicator(indicator_idx) => &self.indicators[indicator_idx].id,
        }
    }

    /// Lowest score that a child can have, whatever the data; `None` = none.
    fn lowest(&self, child: Child) -> Option<f64> {
        match child {
            Child::Indicator(indicator_idx) => self.indicators[indicator_idx].normalisation.lowest_possible(),
            Child::Node(node_idx) => {
                let node = &self.tree.nodes[node_idx];
                if let Some(rescaling) = &node.rescaling {
                    return rescaling.lowest_possible();
                }
                let children = self.tree.children(node_idx);
                let of_children = || children.iter().map(|&child| self.lowest(child)).collect::<Option<Vec<f64>>>();
                let lowest = || of_children().and_then(|all| all.into_iter().min_by(f64::total_cmp));
                match node.aggregation {
                    Aggregation::Copeland => None,
                    Aggregation::MazziottaPareto { penalty: Penalty::Lowers } => None,
                    Aggregation::BenefitOfTheDoubt => Some(0.0),
                    Aggregation::MeanOfRanks { .. } => Some(1.0),
                    // Weights may be anything above zero: only the sign is sure.
                    Aggregation::Sum => lowest().map(|lowest| if lowest > 0.0 { f64::MIN_POSITIVE } else { lowest }),
                    _ => lowest(),
                }
            }
        }
    }

    /// Whether a child comes near its lowest score but never has it, as mid-ranks do.
    fn never_reached(&self, child: Child) -> bool {
        match child {
            Child::Indicator(indicator_idx) => !self.indicators[indicator_idx].normalisation.reaches_lowest(),
            Child::Node(node_idx) => {
                self.tree.nodes[node_idx].rescaling.as_ref().is_some_and(|rescaling| !rescaling.reaches_lowest())
            }
        }
    }

    fn above_zero(&self, resolver: &mut Resolver<'_>, id: &Located<String>, children: &[Child], zero: ZeroRule) {
        for &child in children {
            let (why, help) = match self.lowest(child) {
                Some(0.0) if self.never_reached(child) => continue,
                Some(lowest) if lowest > 0.0 || (lowest == 0.0 && zero == ZeroRule::GivesZero) => continue,
                Some(0.0) => (
                    "can score 0".to_owned(),
                    "normalise to a range above 0, such as `range = [1, 100]`, or accept that one 0 makes the whole 0: `zero = \"gives-zero\"`",
                ),
                Some(lowest) => (format!("can score {lowest}"), "normalise to a range above 0, such as `range = [1, 100]`"),
                None => (
                    "can score less than 0".to_owned(),
                    "choose a normalisation with a range, such as min-max with `range = [1, 100]`",
                ),
            };
            let message = format!("`{}` needs scores above 0, but `{}` {why}", id.value, self.id(child));
            resolver.problem(&id.span, message, help);
            return;
        }
    }

    fn mazziotta_pareto(&self, resolver: &mut Resolver<'_>, id: &Located<String>, children: &[Child]) {
        for &child in children {
            let own_scale = is_mazziotta_pareto_scale;
            let fits = match child {
                Child::Indicator(indicator_idx) => own_scale(&self.indicators[indicator_idx].normalisation),
                // The penalised means are on the scale of what they are made of.
                Child::Node(node_idx) => match &self.tree.nodes[node_idx].rescaling {
                    Some(rescaling) => own_scale(rescaling),
                    None => matches!(self.tree.nodes[node_idx].aggregation, Aggregation::MazziottaPareto { .. }),
                },
            };
            if !fits {
                resolver.problem(
                    &id.span,
                    format!("the Mazziotta-Pareto index `{}` is defined on its own scale, and `{}` is on another", id.value, self.id(child)),
                    "normalise with `method = \"z-score\", spread = \"population\", mean = 100, deviation = 10`, or, for the adjusted index, with min-max or goalposts and `range = [70, 130]`",
                );
                return;
            }
        }
    }

    fn weights_do_not_count(
        &self,
        resolver: &mut Resolver<'_>,
        raw: &RawConfig,
        children: &[Child],
        id: &Located<String>,
        what: &str,
    ) {
        for child in children {
            let weight = match child {
                Child::Indicator(indicator_idx) => &raw.indicators[*indicator_idx].weight,
                Child::Node(node_idx) => match node_idx.checked_sub(1) {
                    Some(position) => &raw.factors[position].weight,
                    None => &None,
                },
            };
            if let Some(weight) = weight {
                resolver.problem(
                    &weight.span,
                    format!("the weight of `{}` does not count in {what} of `{}`", self.id(*child), id.value),
                    "remove the weight, or choose a weighted mean of given weights",
                );
            }
        }
    }

    /// A mean over scores of which more is better and scores of which less is better means nothing.
    fn one_direction(&self, resolver: &mut Resolver<'_>, id: &Located<String>, node_idx: usize, children: &[Child]) {
        let node = &self.tree.nodes[node_idx];
        if matches!(node.aggregation, Aggregation::MeanOfRanks { .. } | Aggregation::Copeland) {
            return;
        }
        let mut orders = children.iter().map(|&child| order(self.tree, self.indicators, child));
        let Some(first) = orders.next() else { return };
        if orders.any(|order| order != first) {
            let best = children.iter().find(|child| order(self.tree, self.indicators, **child) == RankOrder::LowestFirst);
            resolver.problem(
                &id.span,
                format!(
                    "of `{}` less is better (it is counted from the best), of others under `{}` more",
                    best.map_or("", |child| self.id(*child)),
                    id.value
                ),
                "count all ranks from the same end, or take `mean-of-ranks` for the whole node",
            );
        }
    }
}

/// Whether scores are on the scale of the Mazziotta-Pareto index, or of the adjusted one.
pub(super) fn is_mazziotta_pareto_scale(normalisation: &Normalisation) -> bool {
    match normalisation.scaling {
        Scaling::ZScore { mean, deviation, .. } => mean == 100.0 && deviation == 10.0,
        Scaling::MinMax | Scaling::Goalposts { .. } => normalisation.range == (70.0, 130.0),
        _ => false,
    }
}

/// Which end of scores is the better one after a normalisation.
pub(crate) fn order_of(normalisation: &Normalisation) -> RankOrder {
    match normalisation.scaling {
        Scaling::Rank { from: CountedFrom::Best, .. } => RankOrder::LowestFirst,
        _ => RankOrder::HighestFirst,
    }
}

/// Which end of a child's scores is the better one, as its parent sees them.
fn order(tree: &Tree, indicators: &[Indicator], child: Child) -> RankOrder {
    match child {
        Child::Indicator(indicator_idx) => order_of(&indicators[indicator_idx].normalisation),
        Child::Node(node_idx) => match &tree.nodes[node_idx].rescaling {
            Some(rescaling) => order_of(rescaling),
            None => order_of_node(tree, indicators, node_idx),
        },
    }
}

/// Which end of a node's own score is the better one.
pub(crate) fn order_of_node(tree: &Tree, indicators: &[Indicator], node_idx: usize) -> RankOrder {
    match tree.nodes[node_idx].aggregation {
        Aggregation::MeanOfRanks { .. } => RankOrder::LowestFirst,
        Aggregation::Copeland => RankOrder::HighestFirst,
        _ => {
            let first = tree.children(node_idx).into_iter().next();
            first.map_or(RankOrder::HighestFirst, |child| order(tree, indicators, child))
        }
    }
}
