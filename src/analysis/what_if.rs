//! What if: an edition rebuilt with other values of one region, and the smallest change of its values that lifts it.
//!
//! Two questions. [`set`]: what would the index be if this variable or indicator had that value? [`climb`]: what would the value
//! of one indicator have to be for the region to gain so many places, and which change of several indicators together is the
//! smallest? Every answer is found or confirmed by computing the edition again through the same steps as a build, with
//! everybody else's scores included: a region that passes others on an indicator pushes their scores down.
//!
//! It is arithmetic on the figures of one edition, not a forecast: the other regions' values stay as they are, and nothing is
//! said of how a value could be changed, or of which others would move with it. How often moves of the size have been seen
//! ([`history`]) is what the data of the build's editions tell.
//!
//! What it leaves out: several regions that move at once.

pub mod climb;
pub mod combined;
pub mod history;
mod linear;
pub mod set;
pub mod steps;

use crate::error::{Problem, ProblemKind, Result};
use crate::harmonise::Harmonised;
use crate::ingest::Ingested;
use crate::method::{RankOrder, RankTies};
use crate::outcome::{Detail, EditionOutcome, Outcome};
use crate::pipeline::{self, Substituted};
use crate::plan::Plan;
use crate::region::Regions;
use crate::schedule::Schedule;
use crate::tree::Tree;

/// A computed build, and the region and edition that are asked about.
#[derive(Debug, Clone, Copy)]
pub struct Baseline<'a> {
    /// What was asked for.
    pub plan: &'a Plan,
    /// Regions.
    pub regions: &'a Regions,
    /// What was read.
    pub ingested: &'a Ingested,
    /// The series on the ranked regions.
    pub harmonised: &'a Harmonised<'a>,
    /// Which periods were used.
    pub schedule: &'a Schedule,
    /// What was computed, in full detail.
    pub outcome: &'a Outcome,
    /// The edition.
    pub edition_idx: usize,
    /// The region, among the ranked ones.
    pub region_idx: usize,
}

/// Among whom a place is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// The regions of the same type in the edition.
    Type,
    /// All ranked regions.
    All,
}

/// Where a region stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its rank, by the method's rule for ties.
    pub rank: u32,
    /// Others that stand before it.
    pub n_ahead: usize,
    /// Others that share its place.
    pub n_level: usize,
}

impl Place {
    /// Whether the rank is reached, be it shared.
    pub fn reaches(self, rank: u32) -> bool {
        self.rank <= rank
    }

    /// Whether the rank is reached with nobody beside: all who have to be passed are passed, not only caught up with.
    pub fn overtakes(self, rank: u32) -> bool {
        self.rank <= rank && self.n_ahead + self.n_level < rank as usize
    }
}

impl<'a> Baseline<'a> {
    /// Checks that the question makes sense: the region has a rank in the edition.
    ///
    /// # Errors
    /// It has none.
    pub fn check(&self) -> Result<()> {
        if self.edition().nodes[Tree::ROOT].ranks[self.region_idx] != crate::rank::UNRANKED {
            return Ok(());
        }
        let shown = self.regions.shown(self.region_idx, self.plan.main_language());
        let edition = &self.plan.editions[self.edition_idx].id;
        Err(Problem::new(ProblemKind::Usage, format!("{shown} is not ranked in edition {edition}: it has no score there"))
            .help("choose an edition in which it is ranked, with `--edition`")
            .into())
    }

    /// The edition as it is.
    pub fn edition(&self) -> &'a EditionOutcome {
        &self.outcome.editions[self.edition_idx]
    }

    /// The values of an indicator as derived, by region.
    pub fn raw(&self, indicator_idx: usize) -> &'a [f64] {
        &self.edition().indicators[indicator_idx].raw
    }

    /// The indicators that can be moved: those of the edition of which the region has a value that may be shown, as what it would
    /// take is told from the value there is.
    pub fn movable(&self) -> Vec<usize> {
        let has_value = |indicator_idx: &usize| {
            let indicator = &self.edition().indicators[*indicator_idx];
            self.plan.indicators[*indicator_idx].publication.shows_values()
                && indicator.is_in
                && indicator.raw.get(self.region_idx).is_some_and(|value| !value.is_nan())
        };
        (0..self.plan.indicators.len()).filter(has_value).collect()
    }

    /// The edition with other values of some indicators for the region.
    ///
    /// # Errors
    /// A step that cannot be computed with the values.
    pub fn rebuilt(&self, values: &[(usize, f64)], detail: Detail) -> Result<EditionOutcome> {
        self.rebuilt_on(self.harmonised, values, detail)
    }

    fn rebuilt_on(&self, harmonised: &Harmonised<'_>, values: &[(usize, f64)], detail: Detail) -> Result<EditionOutcome> {
        let mut substituted = Substituted::default();
        for &(indicator_idx, value) in values {
            let mut column = self.raw(indicator_idx).to_vec();
            column[self.region_idx] = value;
            substituted.replace(self.edition_idx, indicator_idx, column);
        }
        pipeline::edition_with(self.plan, self.regions, harmonised, self.schedule, &substituted, self.edition_idx, detail)
    }

    /// Which end of the index is rank 1.
    pub fn order(&self) -> RankOrder {
        pipeline::rank_order(self.plan, Tree::ROOT)
    }

    /// The others among whom a place is counted: ranked ones, without the region itself.
    pub fn others(&self, among: Among) -> Vec<usize> {
        let ranks = &self.edition().nodes[Tree::ROOT].ranks;
        let own_type = self.regions.type_of(self.edition_idx, self.region_idx);
        let counts = |region_idx: &usize| {
            *region_idx != self.region_idx
                && ranks[*region_idx] != crate::rank::UNRANKED
                && (among == Among::All || self.regions.type_of(self.edition_idx, *region_idx) == own_type)
        };
        (0..ranks.len()).filter(counts).collect()
    }

    /// The place of the region in an edition's index.
    pub fn place(&self, edition: &EditionOutcome, among: Among) -> Place {
        let scores = edition.nodes[Tree::ROOT].ranked_by();
        let own = scores[self.region_idx];
        let others: Vec<f64> = self.others(among).into_iter().map(|region_idx| scores[region_idx]).collect();
        place(own, &others, self.order(), self.plan.method.ranking.ties)
    }
}

/// The place of a score among others; a missing one comes after all.
fn place(own: f64, others: &[f64], order: RankOrder, ties: RankTies) -> Place {
    let is_ahead = |other: &&f64| match order {
        RankOrder::HighestFirst => **other > own || (own.is_nan() && !other.is_nan()),
        RankOrder::LowestFirst => **other < own || (own.is_nan() && !other.is_nan()),
    };
    let n_ahead = others.iter().filter(is_ahead).count();
    let n_level = others.iter().filter(|other| **other == own).count();
    let rank = match ties {
        RankTies::Minimum => n_ahead + 1,
        RankTies::Maximum => n_ahead + n_level + 1,
        RankTies::Dense => {
            let mut ahead: Vec<f64> = others.iter().filter(is_ahead).copied().collect();
            ahead.sort_unstable_by(f64::total_cmp);
            ahead.dedup();
            ahead.len() + 1
        }
    };
    Place { rank: rank as u32, n_ahead, n_level }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_by_each_rule_for_ties() {
        let others = [9.0, 9.0, 5.0, 5.0, 1.0];
        let of = |own: f64, ties| place(own, &others, RankOrder::HighestFirst, ties);
        assert_eq!(of(5.0, RankTies::Minimum), Place { rank: 3, n_ahead: 2, n_level: 2 });
        assert_eq!(of(5.0, RankTies::Maximum).rank, 5);
        assert_eq!(of(5.0, RankTies::Dense).rank, 2);
        assert_eq!(place(5.0, &others, RankOrder::LowestFirst, RankTies::Minimum), Place { rank: 2, n_ahead: 1, n_level: 2 });
        let (level, alone) = (of(9.0, RankTies::Minimum), of(9.5, RankTies::Minimum));
        assert!(level.reaches(1) && !level.overtakes(1) && alone.overtakes(1));
        // Caught up with the second, with the first still ahead.
        let second = place(5.0, &[9.0, 5.0, 1.0], RankOrder::HighestFirst, RankTies::Minimum);
        assert!(second.reaches(2) && !second.overtakes(2) && second.overtakes(3));
    }
}
