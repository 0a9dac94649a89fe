//! Random orders of moves, drawn with a fixed seed, and the averages over them.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Seed of all orders: the same question always has the same answer.
const SEED: u64 = 2026;

/// Orders of `n_moves` moves; every second one is the one before it read backwards, which steadies the averages.
pub(super) struct Orders {
    generator: ChaCha8Rng,
    order: Vec<usize>,
    n_drawn: usize,
}

impl Orders {
    pub(super) fn new(n_moves: usize) -> Self {
        Orders { generator: ChaCha8Rng::seed_from_u64(SEED), order: (0..n_moves).collect(), n_drawn: 0 }
    }

    /// The next order.
    pub(super) fn draw(&mut self) -> &[usize] {
        if self.n_drawn.is_multiple_of(2) {
            // Fisher and Yates, from the end.
            for last in (1..self.order.len()).rev() {
                let bound = last as u64 + 1;
                let position = ((u64::from(self.generator.next_u32()) * bound) >> 32) as usize;
                self.order.swap(last, position);
            }
        } else {
            self.order.reverse();
        }
        self.n_drawn += 1;
        &self.order
    }
}

/// Averages of what each move adds. An order and its reverse are one observation, so that standard errors are honest.
pub(super) struct Averages {
    /// By move: of the pair that is under way, all pairs, and their squares.
    pair: Vec<f64>,
    sums: Vec<f64>,
    squares: Vec<f64>,
    n_orders: usize,
}

impl Averages {
    pub(super) fn new(n_moves: usize) -> Self {
        Averages { pair: vec![0.0; n_moves], sums: vec![0.0; n_moves], squares: vec![0.0; n_moves], n_orders: 0 }
    }

    /// What a move added in the order under way.
    pub(super) fn add(&mut self, of_move: usize, added: f64) {
        self.pair[of_move] += added;
    }

    /// The order is over.
    pub(super) fn end_order(&mut self) {
        self.n_orders += 1;
        if self.n_orders.is_multiple_of(2) {
            for (of_move, pair) in self.pair.iter_mut().enumerate() {
                let mean = *pair / 2.0;
                self.sums[of_move] += mean;
                self.squares[of_move] += mean * mean;
                *pair = 0.0;
            }
        }
    }

    fn n_pairs(&self) -> f64 {
        (self.n_orders / 2) as f64
    }

    pub(super) fn mean(&self, of_move: usize) -> f64 {
        self.sums[of_move] / self.n_pairs()
    }

    /// Standard error of the sum of some moves' means is at most the sum of theirs; of one move it is this.
    pub(super) fn standard_error(&self, of_move: usize) -> f64 {
        let n_pairs = self.n_pairs();
        if n_pairs < 2.0 {
            return 0.0;
        }
        let mean = self.mean(of_move);
        let variance = (self.squares[of_move] / n_pairs - mean * mean).max(0.0) * n_pairs / (n_pairs - 1.0);
        (variance / n_pairs).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_has_all_moves_and_every_second_one_is_a_mirror() {
        let mut orders = Orders::new(5);
        for _ in 0..10 {
            let first = orders.draw().to_vec();
            let mut sorted = first.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3, 4]);
            let mirrored: Vec<usize> = orders.draw().iter().rev().copied().collect();
            assert_eq!(first, mirrored);
        }
    }

    #[test]
    fn averages_are_over_pairs_of_orders() {
        let mut averages = Averages::new(1);
        for added in [1.0, 3.0, 4.0, 4.0] {
            averages.add(0, added);
            averages.end_order();
        }
        // Pairs: 2 and 4; their sample variance is 2, so the mean of two has the standard error 1.
        assert_eq!((averages.mean(0), averages.standard_error(0)), (3.0, 1.0));
    }
}
