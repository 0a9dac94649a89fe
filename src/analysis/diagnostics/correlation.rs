//! Correlations of scores: Pearson, Spearman and Kendall, over the regions that have both.
//!
//! - Pearson's r measures how close the scores lie to a line; its p-value, for the hypothesis of no correlation, is that of
//!   Fisher's z: `z = artanh(r) · √(n − 3)` against the normal distribution. Regions are not a sample of anything, so it only
//!   says which correlations are too small to tell from chance.
//! - Spearman's ρ is Pearson's r of the average ranks.
//! - Kendall's τ-b is `(C − D) / √((P − Tₐ)(P − T_b))` with C and D the concordant and discordant pairs of regions, P all pairs
//!   and T the pairs tied in one of them (Kendall 1945), counted in O(n log n) by sorting (Knight 1966).
//!
//! An indicator is a part of its factor and of the index: their correlation is not zero even for an indicator made of noise.

use super::{FEWEST_REGIONS, NotComputed, Subject, finite, is_constant};
use crate::statistics;

/// Absolute Pearson correlation above which two things say the same.
pub const SAME_PEARSON: f64 = 0.92;
/// Absolute Spearman correlation above which two things say the same.
pub const SAME_SPEARMAN: f64 = 0.95;
/// Absolute Pearson correlation below which two things have little in common.
pub const WEAK: f64 = 0.3;
/// Pearson correlation below which, where it is not chance either ([`SIGNIFICANT`]), two things contradict each other. Among many
/// regions smaller ones are certain too, but of no consequence (Cohen 1988 calls 0.1 small).
pub const OPPOSED: f64 = -0.1;
/// p-value below which a negative correlation is not taken for chance.
pub const SIGNIFICANT: f64 = 0.05;

/// Fewest regions from which a p-value is computed.
pub const FEWEST_FOR_P_VALUE: usize = 4;

/// How two things that are correlated stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Two indicators of one factor.
    WithinFactor,
    /// Two indicators of different factors.
    AcrossFactors,
    /// An indicator and a factor above it.
    WithFactor,
    /// An indicator and the index.
    WithIndex,
    /// A factor and the index.
    FactorWithIndex,
    /// A factor and a factor above it.
    FactorWithFactorAbove,
    /// Two factors, neither part of the other.
    BetweenFactors,
}

impl Relation {
    /// In words, for tables.
    pub fn words(self) -> &'static str {
        match self {
            Relation::WithinFactor => "indicators of one factor",
            Relation::AcrossFactors => "indicators of different factors",
            Relation::WithFactor => "indicator and its factor",
            Relation::WithIndex => "indicator and index",
            Relation::FactorWithIndex => "factor and index",
            Relation::FactorWithFactorAbove => "factor and factor above",
            Relation::BetweenFactors => "factors",
        }
    }
}

/// What an auditor would say of a correlation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// They say the same.
    Same,
    /// They contradict each other where they should agree.
    Opposed,
    /// They have little in common where they should agree.
    Weak,
}

impl Flag {
    /// In one word, for tables.
    pub fn word(self) -> &'static str {
        match self {
            Flag::Same => "same",
            Flag::Opposed => "opposed",
            Flag::Weak => "weak",
        }
    }
}

/// The correlation of two things.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// One of them; what is part of the other stands first.
    pub a: Subject,
    /// The other.
    pub b: Subject,
    /// How they stand to each other.
    pub relation: Relation,
    /// Regions that have both.
    pub n_regions: usize,
    /// The three coefficients.
    pub coefficients: Result<Coefficients, NotComputed>,
}

/// Three coefficients of correlation, each from −1 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficients {
    /// Pearson's r.
    pub pearson: f64,
    /// p-value of r; `None` for fewer than four regions.
    pub p_value: Option<f64>,
    /// Spearman's ρ.
    pub spearman: f64,
    /// Kendall's τ-b.
    pub kendall: f64,
}

impl Correlation {
    /// Correlates scores by region; NaN = missing.
    pub fn of(a: Subject, b: Subject, relation: Relation, scores_a: &[f64], scores_b: &[f64]) -> Self {
        let (paired_a, paired_b) = complete_pairs(scores_a, scores_b);
        Correlation { a, b, relation, n_regions: paired_a.len(), coefficients: coefficients(&paired_a, &paired_b) }
    }

    /// What an auditor would say of it. Indicators of different factors are free to contradict each other; factors may have
    /// little in common, but where they contradict each other their mean hides both.
    pub fn flag(&self) -> Option<Flag> {
        let of = self.coefficients.ok()?;
        let parts = matches!(self.relation, Relation::WithinFactor | Relation::AcrossFactors | Relation::BetweenFactors);
        let may_differ = matches!(self.relation, Relation::AcrossFactors | Relation::BetweenFactors);
        let is_negative = of.pearson < OPPOSED && of.p_value.is_some_and(|p_value| p_value < SIGNIFICANT);
        if parts && (SAME_PEARSON < of.pearson.abs() || SAME_SPEARMAN < of.spearman.abs()) {
            Some(Flag::Same)
        } else if self.relation != Relation::AcrossFactors && is_negative {
            Some(Flag::Opposed)
        } else if !may_differ && of.pearson.abs() < WEAK {
            Some(Flag::Weak)
        } else {
            None
        }
    }
}

/// The regions that have both values.
pub fn complete_pairs(a: &[f64], b: &[f64]) -> (Vec<f64>, Vec<f64>) {
    a.iter().zip(b).filter(|(a, b)| !a.is_nan() && !b.is_nan()).unzip()
}

/// The three coefficients of values without missing ones.
///
/// # Errors
/// Fewer than three regions, or one of the two is the same everywhere.
pub fn coefficients(a: &[f64], b: &[f64]) -> Result<Coefficients, NotComputed> {
    if a.len() < FEWEST_REGIONS {
        return Err(NotComputed::TooFewRegions { found: a.len(), needed: FEWEST_REGIONS });
    }
    if is_constant(a) || is_constant(b) {
        return Err(NotComputed::Constant);
    }
    let pearson = pearson(a, b)?;
    Ok(Coefficients {
        pearson,
        p_value: p_value(pearson, a.len()),
        spearman: self::pearson(&average_ranks(a), &average_ranks(b))?,
        kendall: kendall(a, b)?,
    })
}

fn pearson(a: &[f64], b: &[f64]) -> Result<f64, NotComputed> {
    // The spread of numbers that differ only in their last digits, or overflow when squared, is zero or infinite.
    statistics::pearson(a, b).ok_or(NotComputed::Constant).and_then(finite)
}

/// p-value of no correlation by Fisher's z; `None` for fewer than four regions.
pub fn p_value(pearson: f64, n_regions: usize) -> Option<f64> {
    if n_regions < FEWEST_FOR_P_VALUE {
        return None;
    }
    let z = libm::atanh(pearson.abs().min(1.0)) * (n_regions as f64 - 3.0).sqrt();
    Some(libm::erfc(z / std::f64::consts::SQRT_2))
}

/// Ranks from 1, the smallest first; equal values share the mean of their ranks.
pub fn average_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    // Adding zero makes the two zeros one.
    order.sort_by(|&a, &b| (values[a] + 0.0).total_cmp(&(values[b] + 0.0)));
    let mut ranks = vec![0.0; values.len()];
    let mut n_before = 0;
    for equal in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let rank = n_before as f64 + (equal.len() as f64 + 1.0) / 2.0;
        equal.iter().for_each(|&region_idx| ranks[region_idx] = rank);
        n_before += equal.len();
    }
    ranks
}

/// Kendall's τ-b of values without missing ones.
///
/// # Errors
/// One of the two is the same everywhere.
pub fn kendall(a: &[f64], b: &[f64]) -> Result<f64, NotComputed> {
    let (ranks_a, ranks_b) = (average_ranks(a), average_ranks(b));
    let mut order: Vec<usize> = (0..a.len()).collect();
    order.sort_by(|&one, &other| ranks_a[one].total_cmp(&ranks_a[other]).then(ranks_b[one].total_cmp(&ranks_b[other])));
    let pairs = |n_equal: usize| (n_equal as i64) * (n_equal as i64 - 1) / 2;
    let tied_a: i64 = order.chunk_by(|&x, &y| ranks_a[x] == ranks_a[y]).map(|equal| pairs(equal.len())).sum();
    let tied_both: i64 =
        order.chunk_by(|&x, &y| ranks_a[x] == ranks_a[y] && ranks_b[x] == ranks_b[y]).map(|equal| pairs(equal.len())).sum();
    let mut in_order_of_a: Vec<f64> = order.iter().map(|&region_idx| ranks_b[region_idx]).collect();
    let discordant = exchanges(&mut in_order_of_a);
    let tied_b: i64 = in_order_of_a.chunk_by(|x, y| x == y).map(|equal| pairs(equal.len())).sum();
    let all = pairs(a.len());
    let (apart_a, apart_b) = (all - tied_a, all - tied_b);
    if apart_a == 0 || apart_b == 0 {
        return Err(NotComputed::Constant);
    }
    let difference = all - tied_a - tied_b + tied_both - 2 * discordant;
    Ok((difference as f64 / (apart_a as f64 * apart_b as f64).sqrt()).clamp(-1.0, 1.0))
}

/// Sorts by merging, and counts by how many places elements pass larger ones: the pairs that stood in the wrong order.
fn exchanges(values: &mut [f64]) -> i64 {
    let n_values = values.len();
    if n_values < 2 {
        return 0;
    }
    let middle = n_values / 2;
    let mut count = exchanges(&mut values[..middle]) + exchanges(&mut values[middle..]);
    let mut merged = Vec::with_capacity(n_values);
    let (mut left, mut right) = (0, middle);
    while left < middle && right < n_values {
        if values[right] < values[left] {
            count += (middle - left) as i64;
            merged.push(values[right]);
            right += 1;
        } else {
            merged.push(values[left]);
            left += 1;
        }
    }
    merged.extend_from_slice(&values[left..middle]);
    merged.extend_from_slice(&values[right..]);
    values.copy_from_slice(&merged);
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_share_the_mean_of_their_places() {
        assert_eq!(average_ranks(&[30.0, 10.0, 20.0, 10.0]), [4.0, 1.5, 3.0, 1.5]);
        assert_eq!(average_ranks(&[0.0, -0.0, -1.0]), [2.5, 2.5, 1.0]);
    }

    #[test]
    fn kendall_with_ties_by_hand() {
        // a = 1 2 2 3, b = 1 3 2 2: six pairs. One is tied in a (2nd, 3rd), one in b (3rd, 4th).
        // Concordant: 1-2, 1-3, 1-4. Discordant: 2-4. τ-b = (3 − 1) / √(5 · 5) = 0.4.
        assert_eq!(kendall(&[1.0, 2.0, 2.0, 3.0], &[1.0, 3.0, 2.0, 2.0]), Ok(0.4));
        assert_eq!(kendall(&[1.0, 2.0, 3.0], &[6.0, 5.0, 4.0]), Ok(-1.0));
        assert_eq!(kendall(&[1.0, 1.0, 1.0], &[6.0, 5.0, 4.0]), Err(NotComputed::Constant));
    }

    #[test]
    fn kendall_counts_what_comparing_all_pairs_counts() {
        let a: Vec<f64> = (0..60).map(|k| f64::from(k * 37 % 17)).collect();
        let b: Vec<f64> = (0..60).map(|k| f64::from(k * 53 % 23)).collect();
        let (mut difference, mut apart_a, mut apart_b) = (0.0, 0.0f64, 0.0f64);
        for i in 0..60 {
            for j in i + 1..60 {
                let sign = |x: f64| if x == 0.0 { 0.0 } else { x.signum() };
                let (of_a, of_b) = (sign(a[i] - a[j]), sign(b[i] - b[j]));
                difference += of_a * of_b;
                apart_a += of_a * of_a;
                apart_b += of_b * of_b;
            }
        }
        let expected = difference / (apart_a.sqrt() * apart_b.sqrt());
        assert!((kendall(&a, &b).expect("computed") - expected).abs() < 1e-15);
    }

    #[test]
    fn spearman_of_a_curve_is_one() {
        let a = [1.0, 2.0, 3.0, 4.0, 5.0];
        let of = coefficients(&a, &a.map(|x| x * x * x)).expect("computed");
        assert_eq!((of.spearman, of.kendall), (1.0, 1.0));
        // Means 3 and 45; products 88 + 37 + 0 + 19 + 160 = 304, squares 10 and 10 390.
        assert!((of.pearson - 304.0 / 103_900f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn a_hand_worked_p_value() {
        // artanh(0.5) = 0.549306; times √(28 − 3) = 2.746531; two-sided p = 0.006023.
        assert!((p_value(0.5, 28).expect("28 regions") - 0.006_023).abs() < 1e-6);
        assert_eq!(p_value(1.0, 10), Some(0.0));
        assert_eq!(p_value(0.0, 10), Some(1.0));
        assert_eq!(p_value(0.9, 3), None);
    }

    #[test]
    fn flags_ask_agreement_only_of_what_should_agree() {
        let flag = |relation: Relation, pearson: f64, p_value: f64| {
            let coefficients = Ok(Coefficients { pearson, p_value: Some(p_value), spearman: pearson, kendall: pearson });
            let (a, b) = (Subject::Indicator(0), Subject::Indicator(1));
            Correlation { a, b, relation, n_regions: 300, coefficients }.flag()
        };
        assert_eq!(flag(Relation::WithinFactor, -0.4, 0.001), Some(Flag::Opposed));
        assert_eq!(flag(Relation::WithinFactor, -0.05, 0.4), Some(Flag::Weak));
        assert_eq!(flag(Relation::WithinFactor, -0.09, 0.001), Some(Flag::Weak));
        assert_eq!(flag(Relation::WithinFactor, 0.5, 0.0), None);
        assert_eq!(flag(Relation::AcrossFactors, -0.4, 0.001), None);
        assert_eq!(flag(Relation::AcrossFactors, -0.93, 0.0), Some(Flag::Same));
        assert_eq!(flag(Relation::BetweenFactors, -0.4, 0.001), Some(Flag::Opposed));
        assert_eq!(flag(Relation::BetweenFactors, 0.1, 0.1), None);
        assert_eq!(flag(Relation::WithFactor, 0.99, 0.0), None);
        assert_eq!(flag(Relation::WithIndex, -0.2, 0.001), Some(Flag::Opposed));
    }

    #[test]
    fn what_cannot_be_computed_says_why() {
        let few = coefficients(&[1.0, 2.0], &[1.0, 2.0]);
        assert_eq!(few, Err(NotComputed::TooFewRegions { found: 2, needed: 3 }));
        assert_eq!(coefficients(&[1.0; 4], &[1.0, 2.0, 3.0, 4.0]), Err(NotComputed::Constant));
        let huge = coefficients(&[f64::MAX, -f64::MAX, 0.0], &[1.0, 2.0, 3.0]);
        assert!(huge.is_err(), "{huge:?}");
    }
}
