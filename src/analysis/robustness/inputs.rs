//! What a replicate draws, as numbers from 0 to 1: which of them belongs to what, and what they mean.
//!
//! A replicate is a function of its coordinates alone. So the same draws serve every edition, the Monte Carlo analysis (where
//! coordinates are independent random numbers, one stream per replicate) and the sensitivity analysis (where they are points of
//! a low-discrepancy sequence).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::method::{Draws, LeftOut, WeightDraw};
use crate::plan::Plan;
use crate::tree::{Child, Tree};

/// 2⁻⁵³: the distance between neighbouring numbers drawn from 0 to 1.
const STEP: f64 = 1.0 / (1u64 << 53) as f64;

/// One replicate's choices.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draw {
    /// Positions among the options of each choice.
    pub options: OptionDraw,
    /// The indicators that are left out; a replicate draws at most one.
    pub left_out: Vec<usize>,
    /// By indicator: what its weight is multiplied by.
    pub indicator_multipliers: Vec<f64>,
    /// By node: what its weight is multiplied by; of the index 1.
    pub node_multipliers: Vec<f64>,
    /// Seed of the errors of values; `None` = values as they are.
    pub noise: Option<u64>,
}

/// A replicate's choices among options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct OptionDraw {
    /// Position among the normalisations.
    pub normalisation: usize,
    /// Position among the tie rules.
    pub ties: usize,
    /// Position among the aggregations.
    pub aggregation: usize,
    /// Position among the treatments.
    pub treatment: usize,
    /// Position among the imputations.
    pub imputation: usize,
}

/// A group of coordinates that stand for one choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// Normalisation.
    Normalisation,
    /// Rule for equal values.
    Ties,
    /// Aggregation.
    Aggregation,
    /// Treatment of outliers.
    Treatment,
    /// Imputation.
    Imputation,
    /// The indicator that is left out.
    LeftOut,
    /// The indicators' weights.
    IndicatorWeights,
    /// The weights of the factors that lie that deep below the index, from 1.
    FactorWeights(usize),
    /// Errors of values.
    Noise,
}

/// Where each coordinate of a replicate goes.
#[derive(Debug, Clone)]
pub struct Inputs {
    draws: Draws,
    n_indicators: usize,
    n_nodes: usize,
    /// Indicators whose weight counts: those that share a parent with another child.
    indicators: Vec<usize>,
    /// The same of factors, by depth from 1.
    factors: Vec<Vec<usize>>,
    has_noise: bool,
}

impl Inputs {
    /// The inputs of an index.
    pub fn new(plan: &Plan) -> Self {
        let draws = plan.robustness.draws.clone();
        let tree = &plan.tree;
        let (n_indicators, n_nodes) = (plan.indicators.len(), tree.nodes.len());
        let drawn = |draw: WeightDraw| draw != WeightDraw::Off;
        let indicators =
            if drawn(draws.indicator_weights) && n_indicators > 1 { (0..n_indicators).collect() } else { Vec::new() };
        let mut factors: Vec<Vec<usize>> = Vec::new();
        if drawn(draws.factor_weights) {
            for node_idx in 1..n_nodes {
                let has_siblings = tree.nodes[node_idx].parent.is_some_and(|parent| {
                    let parent = &tree.nodes[parent];
                    parent.nodes.len() + parent.indicators.len() > 1
                });
                if has_siblings {
                    let depth = tree.depth(node_idx);
                    factors.resize(factors.len().max(depth), Vec::new());
                    factors[depth - 1].push(node_idx);
                }
            }
        }
        let has_noise = draws.noise && plan.variables.iter().any(|variable| variable.error().is_some());
        Inputs { draws, n_indicators, n_nodes, indicators, factors, has_noise }
    }

    /// Whether values are drawn.
    pub fn has_noise(&self) -> bool {
        self.has_noise
    }

    /// Every choice that is drawn, with its number of coordinates, in the order in which they are given.
    pub fn groups(&self) -> Vec<(Input, usize)> {
        let draws = &self.draws;
        let mut groups = Vec::new();
        let choices = [
            (Input::Normalisation, draws.normalisation.is_drawn()),
            (Input::Ties, draws.ties.is_drawn()),
            (Input::Aggregation, draws.aggregation.is_drawn()),
            (Input::Treatment, draws.treatment.is_drawn()),
            (Input::Imputation, draws.imputation.is_drawn()),
            (Input::LeftOut, draws.left_out != LeftOut::Never && self.n_indicators > 1),
            (Input::Noise, self.has_noise),
        ];
        groups.extend(choices.into_iter().filter(|(_, drawn)| *drawn).map(|(input, _)| (input, 1)));
        if !self.indicators.is_empty() {
            groups.push((Input::IndicatorWeights, self.indicators.len()));
        }
        for (position, factors) in self.factors.iter().enumerate().filter(|(_, factors)| !factors.is_empty()) {
            groups.push((Input::FactorWeights(position + 1), factors.len()));
        }
        groups
    }

    /// Number of coordinates of a replicate.
    pub fn n_coordinates(&self) -> usize {
        self.groups().iter().map(|(_, n_coordinates)| n_coordinates).sum()
    }

    /// A draw that changes nothing.
    pub fn nominal(&self) -> Draw {
        let draws = &self.draws;
        Draw {
            options: OptionDraw {
                normalisation: draws.normalisation.configured(),
                ties: draws.ties.configured(),
                aggregation: draws.aggregation.configured(),
                treatment: draws.treatment.configured(),
                imputation: draws.imputation.configured(),
            },
            left_out: Vec::new(),
            indicator_multipliers: vec![1.0; self.n_indicators],
            node_multipliers: vec![1.0; self.n_nodes],
            noise: None,
        }
    }

    /// Independent coordinates of a replicate: a stream of its own per replicate, whatever thread draws it.
    pub fn random(&self, seed: u64, replicate: u64, coordinates: &mut [f64]) {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(replicate);
        coordinates.iter_mut().for_each(|coordinate| *coordinate = (generator.next_u64() >> 11) as f64 * STEP);
    }

    /// The replicate of some coordinates, each from 0 to 1 (not reached), in the order of [`Inputs::groups`].
    pub fn draw(&self, coordinates: &[f64], draw: &mut Draw) {
        let draws = &self.draws;
        let mut next = coordinates.iter().copied();
        let mut option = |is_drawn: bool, at: &dyn Fn(f64) -> usize| if is_drawn { at(next.next().unwrap_or(0.0)) } else { 0 };
        draw.options = OptionDraw {
            normalisation: option(draws.normalisation.is_drawn(), &|uniform| draws.normalisation.at(uniform)),
            ties: option(draws.ties.is_drawn(), &|uniform| draws.ties.at(uniform)),
            aggregation: option(draws.aggregation.is_drawn(), &|uniform| draws.aggregation.at(uniform)),
            treatment: option(draws.treatment.is_drawn(), &|uniform| draws.treatment.at(uniform)),
            imputation: option(draws.imputation.is_drawn(), &|uniform| draws.imputation.at(uniform)),
        };
        draw.left_out.clear();
        if let LeftOut::AtMostOne { share } = draws.left_out
            && self.n_indicators > 1
        {
            draw.left_out.extend(left_out(next.next().unwrap_or(0.0), share, self.n_indicators));
        }
        draw.noise = self.has_noise.then(|| next.next().unwrap_or(0.0).to_bits());
        for &indicator_idx in &self.indicators {
            draw.indicator_multipliers[indicator_idx] = multiplier(draws.indicator_weights, next.next().unwrap_or(0.0));
        }
        for &node_idx in self.factors.iter().flatten() {
            draw.node_multipliers[node_idx] = multiplier(draws.factor_weights, next.next().unwrap_or(0.0));
        }
    }

    /// Whether a level's drawn numbers are the weights themselves, whatever the nominal ones are.
    pub fn replaces_weights(&self, child: Child) -> bool {
        let draw = match child {
            Child::Indicator(_) => self.draws.indicator_weights,
            Child::Node(Tree::ROOT) => WeightDraw::Off,
            Child::Node(_) => self.draws.factor_weights,
        };
        draw == WeightDraw::Dirichlet
    }
}

/// The indicator that is left out: position 0 is none, or, where a share is stated, what lies above it is.
fn left_out(uniform: f64, share: Option<f64>, n_indicators: usize) -> Option<usize> {
    match share {
        None => ((uniform * (n_indicators + 1) as f64) as usize).min(n_indicators).checked_sub(1),
        Some(share) if uniform >= share => None,
        Some(share) => Some(((uniform / share * n_indicators as f64) as usize).min(n_indicators - 1)),
    }
}

/// What a weight is multiplied by. Independent exponential numbers, brought to a sum of 1, are any weights alike (the flat
/// Dirichlet distribution).
fn multiplier(draw: WeightDraw, uniform: f64) -> f64 {
    match draw {
        WeightDraw::Off => 1.0,
        WeightDraw::Uniform { spread } => 1.0 + spread * (2.0 * uniform - 1.0),
        WeightDraw::Dirichlet => -libm::log(1.0 - uniform),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_and_each_indicator_are_left_out_equally_often() {
        let of = |uniform| left_out(uniform, None, 3);
        assert_eq!([0.0, 0.24, 0.25, 0.49, 0.5, 0.75, 0.999].map(of), [None, None, Some(0), Some(0), Some(1), Some(2), Some(2)]);
        let half = |uniform| left_out(uniform, Some(0.5), 2);
        assert_eq!([0.0, 0.24, 0.25, 0.49, 0.5, 0.99].map(half), [Some(0), Some(0), Some(1), Some(1), None, None]);
    }

    #[test]
    fn weights_are_drawn_around_their_own() {
        let around = |uniform| multiplier(WeightDraw::Uniform { spread: 0.25 }, uniform);
        assert_eq!([0.0, 0.5, 1.0].map(around), [0.75, 1.0, 1.25]);
        assert_eq!(multiplier(WeightDraw::Dirichlet, 0.0), 0.0);
        assert!((multiplier(WeightDraw::Dirichlet, 0.5) - std::f64::consts::LN_2).abs() < 1e-15);
    }
}
