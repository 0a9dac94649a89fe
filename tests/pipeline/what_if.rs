//! What-if answers, checked by computing the whole index again with the value, and by trying everything that is nearer.

use std::path::Path;
use std::process::Command;

use evp::analysis::what_if::climb::{self, Goal};
use evp::analysis::what_if::combined::{self, Claim};
use evp::analysis::what_if::history::{self, Measure};
use evp::analysis::what_if::steps::Grid;
use evp::analysis::what_if::{Among, Baseline};
use evp::harmonise::Harmonised;
use evp::pipeline::{self, Substituted};
use evp::session::{self, Computed};
use evp::{DataOverride, Detail, Plan, Regions, Tree};

use crate::program::project;
use crate::shared_data::shared;

/// A computed configuration with everything that questions need.
fn with_computed(configuration: &Path, data: Vec<String>, check: impl FnOnce(&Plan, &Regions, &Computed, &Harmonised<'_>)) {
    let plan = evp::load_plan(configuration).unwrap_or_else(|problems| panic!("{problems:?}"));
    let (regions, files) =
        session::prepare(&plan, &DataOverride { arguments: data }).unwrap_or_else(|problems| panic!("{problems:?}"));
    let inputs = files.with_regions(&plan, &regions);
    let computed = session::compute(&plan, &regions, &inputs, Detail::Full, &|_| ());
    let computed = computed.unwrap_or_else(|problems| panic!("{problems:?}"));
    let harmonised = session::harmonised(&plan, &regions, &computed).unwrap_or_else(|problems| panic!("{problems:?}"));
    check(&plan, &regions, &computed, &harmonised);
}

fn baseline<'a>(
    plan: &'a Plan,
    regions: &'a Regions,
    computed: &'a Computed,
    harmonised: &'a Harmonised<'a>,
    region_idx: usize,
) -> Baseline<'a> {
    Baseline {
        plan,
        regions,
        ingested: &computed.ingested,
        harmonised,
        schedule: &computed.schedule,
        outcome: &computed.outcome,
        edition_idx: plan.editions.len() - 1,
        region_idx,
    }
}

/// The type rank of the region, and how many share it, with other values: every edition computed again.
fn type_rank(of: &Baseline<'_>, values: &[(usize, f64)]) -> (u32, usize) {
    let mut substituted = Substituted::default();
    for &(indicator_idx, value) in values {
        let mut column = of.outcome.editions[of.edition_idx].indicators[indicator_idx].raw.clone();
        column[of.region_idx] = value;
        substituted.replace(of.edition_idx, indicator_idx, column);
    }
    let edition =
        pipeline::edition_with(of.plan, of.regions, of.harmonised, of.schedule, &substituted, of.edition_idx, Detail::Rankings);
    let edition = edition.unwrap_or_else(|problems| panic!("{problems:?}"));
    let ranks = &edition.nodes[Tree::ROOT].type_ranks;
    let own_type = of.regions.type_of(of.edition_idx, of.region_idx);
    let same = |other: &usize| {
        *other != of.region_idx && of.regions.type_of(of.edition_idx, *other) == own_type && ranks[*other] == ranks[of.region_idx]
    };
    (ranks[of.region_idx], (0..ranks.len()).filter(same).count())
}

#[test]
fn on_real_statistics_the_answer_reaches_the_rank_and_a_hair_less_does_not() {
    let Some(data) = shared("data/finland/municipal_statistics.parquet") else { return };
    let configuration = project().join("config/kuntien-avainluvut.toml");
    with_computed(&configuration, vec![data.display().to_string()], |plan, regions, computed, harmonised| {
        let (mut n_reached, mut n_beyond, mut n_together) = (0, 0, 0);
        // Every 47th municipality: of every type, from the top to the bottom; one of them merged.
        for region_idx in (11..regions.n_ranked()).step_by(47) {
            let of = baseline(plan, regions, computed, harmonised, region_idx);
            for places in [1, 3, 10] {
                let Ok(goal) = Goal::climb(&of, Among::Type, places) else { continue };
                let singles = climb::singles(&of, goal);
                assert_eq!(singles.len(), plan.indicators.len());
                for single in singles.iter().copied() {
                    let context = format!("{} {}: {single:?}", regions.code(region_idx), goal.rank);
                    let rank_at = |value: f64| type_rank(&of, &[(single.indicator_idx, value)]);
                    let better = if single.limit < single.old { -1.0 } else { 1.0 };
                    // One step of the source's precision less, as it would be written.
                    let decimals = single.grid.decimals.max(0) as u32;
                    let less = |value: f64| evp::round::to_decimals(value - better * single.grid.step(), decimals);
                    let is_a_move = |value: f64| better * value > better * single.old;
                    match single.reaching {
                        Some(reached) => {
                            assert!(rank_at(reached.value).0 <= goal.rank, "{context}");
                            assert!(goal.rank < rank_at(reached.before).0, "{context}");
                            assert!(!is_a_move(less(reached.value)) || goal.rank < rank_at(less(reached.value)).0, "{context}");
                            n_reached += 1;
                        }
                        None => {
                            assert!(goal.rank < rank_at(single.limit).0, "{context}");
                            n_beyond += 1;
                        }
                    }
                    if let Some(alone) = single.overtaking {
                        let (rank, n_beside) = rank_at(alone.value);
                        assert!(rank + n_beside as u32 <= goal.rank, "{context}");
                        let reached = single.reaching.expect("what is overtaken is reached");
                        assert!((reached.value - single.old).abs() <= (alone.value - single.old).abs(), "{context}");
                    }
                }
                let together =
                    combined::combined(&of, goal, Measure::Deviations, &singles).expect("several indicators together always do");
                let context = format!("{} {}: {together:?}", regions.code(region_idx), goal.rank);
                assert!(type_rank(&of, &together.moves).0 <= goal.rank, "{context}");
                assert!(matches!(together.claim, Claim::Smallest | Claim::AtLeast(_)), "{context}");
                n_together += 1;
            }
        }
        assert!(n_reached > 50 && n_beyond > 50 && n_together > 10, "{n_reached} reached, {n_beyond} not, {n_together} together");
    });
}

/// A made-up index, small enough to try everything.
fn small(n_regions: &str, n_indicators: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = Command::new(env!("CARGO_BIN_EXE_evp"))
        .args(["demo", "--regions", n_regions, "--indicators", n_indicators, "--years", "4", "--quiet", "--out"])
        .arg(folder.path().join("small"))
        .output()
        .expect("evp starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    folder
}

/// Every value at which anything can change: level with each region, and a step of the source's precision to either side.
fn breakpoints(of: &Baseline<'_>, indicator_idx: usize, grid: Grid) -> Vec<f64> {
    let values = of.raw(indicator_idx).iter().copied().filter(|value| !value.is_nan());
    let written = |value: f64| evp::round::to_decimals(value, grid.decimals.max(0) as u32);
    let around = |value: f64| [written(value - grid.step()), value, written(value + grid.step())];
    let mut all: Vec<f64> = values.flat_map(around).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

#[test]
fn on_small_panels_nothing_nearer_does() {
    for (n_regions, n_indicators) in [("9", "3"), ("14", "2")] {
        let folder = small(n_regions, n_indicators);
        with_computed(&folder.path().join("small/index.toml"), Vec::new(), |plan, regions, computed, harmonised| {
            let mut n_checked = 0;
            for region_idx in 0..regions.n_ranked() {
                let of = baseline(plan, regions, computed, harmonised, region_idx);
                let now = type_rank(&of, &[]).0;
                for rank in 1..now {
                    let goal = Goal { among: Among::Type, rank };
                    for single in climb::singles(&of, goal) {
                        // Everything that does, in either direction.
                        let doing = breakpoints(&of, single.indicator_idx, single.grid)
                            .into_iter()
                            .filter(|value| type_rank(&of, &[(single.indicator_idx, *value)]).0 <= rank)
                            .map(|value| (value - single.old).abs())
                            .min_by(f64::total_cmp);
                        match (single.reaching, doing) {
                            (Some(reached), Some(nearest)) => {
                                assert!((reached.value - single.old).abs() <= nearest + 1e-12, "{single:?}: {nearest}");
                            }
                            (None, None) => {}
                            other => panic!("{single:?}: {other:?}"),
                        }
                        n_checked += 1;
                    }
                }
            }
            assert!(n_checked > 20, "{n_checked}");
        });
    }
}

#[test]
fn on_small_panels_no_choice_of_values_is_smaller() {
    let folder = small("8", "3");
    with_computed(&folder.path().join("small/index.toml"), Vec::new(), |plan, regions, computed, harmonised| {
        let mut n_checked = 0;
        for region_idx in 0..regions.n_ranked() {
            let of = baseline(plan, regions, computed, harmonised, region_idx);
            let now = type_rank(&of, &[]).0;
            if now == 1 || n_checked == 3 {
                continue;
            }
            let goal = Goal { among: Among::Type, rank: now - 1 };
            let found = combined::combined(&of, goal, Measure::Deviations, &climb::singles(&of, goal)).expect("an answer");
            assert_eq!(found.claim, Claim::Smallest);
            assert!(type_rank(&of, &found.moves).0 <= goal.rank);
            let mut choices: Vec<(f64, Vec<(usize, f64)>)> = vec![(0.0, Vec::new())];
            for single in climb::singles(&of, goal) {
                let unit = history::unit(&of, single.indicator_idx, Measure::Deviations).expect("values that differ");
                // Middles of gaps are farther than needed, by less than half the gap: take the near ends too.
                let values = breakpoints(&of, single.indicator_idx, single.grid);
                choices = choices
                    .iter()
                    .flat_map(|(size, moves)| {
                        values.iter().map(move |&value| {
                            let moves = [&moves[..], &[(single.indicator_idx, value)]].concat();
                            (size + (value - single.old).abs() / unit, moves)
                        })
                    })
                    .filter(|(size, _)| *size < found.size - 1e-9)
                    .collect();
            }
            let smaller = choices.iter().find(|(_, moves)| type_rank(&of, moves).0 <= goal.rank);
            assert_eq!(smaller, None, "{found:?}");
            n_checked += 1;
        }
        assert_eq!(n_checked, 3);
    });
}
