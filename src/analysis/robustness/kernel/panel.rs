//! The scores of the indicators, laid out so that weighted sums of many regions are taken at a time.

use super::super::irregular::Irregular;
use super::Collapse;
use super::sorter::LARGEST;
use crate::pipeline::ScoreColumn;

/// Regions whose sums are taken together: what fits the registers.
pub const TILE: usize = 8;

/// Scores of an edition, laid out for many weighted sums.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Tile by tile, then indicator by indicator: the values of the tile's regions.
    values: Vec<f64>,
    n_regions: usize,
    /// Indicators that the edition has.
    indicators: Vec<usize>,
    /// Ten to the power of the ranking decimals.
    pub power: f64,
    /// Regions whose sums are taken otherwise, or put right.
    pub irregular: Irregular,
}

impl Panel {
    /// Lays out the scores of the regions in `regions`; `None` where one is not above zero under a geometric mean, or so large
    /// that a rounded sum with weights of `total_weight` would not fit. What `irregular` regions lack counts as nothing, and so
    /// does what they have unless their sums are put right.
    pub fn new(
        columns: &[ScoreColumn],
        regions: &[u32],
        kind: Collapse,
        (decimals, total_weight): (u32, f64),
        irregular: Irregular,
    ) -> Option<Self> {
        let indicators: Vec<usize> =
            (0..columns.len()).filter(|&indicator_idx| !columns[indicator_idx].scores.is_empty()).collect();
        let power = libm::pow(10.0, f64::from(decimals));
        let n_tiles = regions.len().div_ceil(TILE);
        let mut values = vec![0.0; n_tiles * indicators.len() * TILE];
        for (position, &indicator_idx) in indicators.iter().enumerate() {
            let column = &columns[indicator_idx];
            let mut next_irregular = irregular.places.iter().peekable();
            for (place, &region_idx) in regions.iter().enumerate() {
                let is_irregular = next_irregular.next_if_eq(&&(place as u32)).is_some();
                let score = column.scores[region_idx as usize];
                if is_irregular && (score.is_nan() || !irregular.is_put_right()) {
                    continue;
                }
                if kind == Collapse::Geometric && score <= 0.0 {
                    return None;
                }
                let value = kind.in_sums(score);
                if value.is_nan() || value.abs() * total_weight * power >= LARGEST {
                    return None;
                }
                values[(place / TILE * indicators.len() + position) * TILE + place % TILE] = value;
            }
        }
        Some(Panel { values, n_regions: regions.len(), indicators, power, irregular })
    }

    /// The weighted sums of the regions, by place, with nothing for what counts as nothing. `effective` is by indicator of the index.
    pub fn sums(&self, effective: &[f64], weights: &mut Vec<f64>, sums: &mut Vec<f64>) {
        let n_indicators = self.indicators.len();
        weights.clear();
        weights.extend(self.indicators.iter().map(|&indicator_idx| effective[indicator_idx]));
        sums.clear();
        if n_indicators > 0 {
            sums.extend(self.values.chunks_exact(n_indicators * TILE).flat_map(|tile| weighted(tile, weights)));
        }
        sums.resize(self.n_regions, 0.0);
    }
}

/// The weighted sums of a tile.
fn weighted(tile: &[f64], weights: &[f64]) -> [f64; TILE] {
    let mut sums = [0.0; TILE];
    for (column, weight) in tile.chunks_exact(TILE).zip(weights) {
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum += weight * value;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(scores: &[f64]) -> ScoreColumn {
        ScoreColumn { scores: scores.to_vec(), coverage: Vec::new() }
    }

    fn panel(columns: &[ScoreColumn], n_regions: u32, kind: Collapse) -> Option<Panel> {
        let none = Irregular::none(kind);
        Panel::new(columns, &(0..n_regions).collect::<Vec<u32>>(), kind, (9, 1.0), none)
    }

    #[test]
    fn zeros_under_a_geometric_mean_and_huge_scores_take_the_general_way() {
        let of = |scores: &[f64], kind| panel(&[column(scores)], 1, kind);
        assert!(of(&[1.0], Collapse::Geometric).is_some());
        assert!(of(&[0.0], Collapse::Geometric).is_none());
        assert!(of(&[f64::NAN], Collapse::Arithmetic).is_none());
        assert!(of(&[1e8], Collapse::Arithmetic).is_none());
    }

    #[test]
    fn sums_are_weighted_by_indicator() {
        // Half and half; the indicator that the edition lacks counts for nothing.
        let columns = [column(&[10.0, 30.0, 50.0]), column(&[]), column(&[30.0, 40.0, 20.0])];
        let mut sums = Vec::new();
        let panel = panel(&columns, 3, Collapse::Arithmetic).expect("scores that fit");
        panel.sums(&[0.5, 9.0, 0.5], &mut Vec::new(), &mut sums);
        assert_eq!(sums, [20.0, 35.0, 35.0]);
    }
}
