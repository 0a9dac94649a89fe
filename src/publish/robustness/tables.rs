//! The tables of `evp robustness` and `evp audit` beside those of a build: what moves ranks most, and one choice at a time.

use super::words::input_id;
use crate::analysis::robustness::doubt::Doubt;
use crate::analysis::robustness::scenarios::{Change, Choice, Scenario};
use crate::analysis::sensitivity::estimators::NoIndices;
use crate::plan::Plan;
use crate::publish::Build;
use crate::publish::table::{Cells, Table};

/// Why an output has no indices, in the words of the tables.
fn reason(why: &NoIndices) -> String {
    match why {
        NoIndices::Constant => "never moves".to_owned(),
        other => other.to_string(),
    }
}

/// `sensitivity.csv`: one row per node and choice; the output is the mean absolute shift of ranks.
pub fn sensitivity(build: &Build<'_>, doubts: &[Doubt]) -> Table {
    let plan = build.plan;
    let (mut editions, mut nodes, mut inputs, mut reasons) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut numbers: [Vec<f64>; 6] = Default::default();
    for doubt in doubts {
        for (position, &input) in doubt.inputs.iter().enumerate() {
            editions.push(plan.editions[doubt.edition_idx].id.clone());
            nodes.push(plan.tree.nodes[doubt.node_idx].id.clone());
            inputs.push(input_id(input));
            let (found, why) = match &doubt.mean_shift {
                Ok(intervals) => {
                    let group = &intervals.groups[position];
                    let of = |index: f64, interval: &crate::analysis::sensitivity::bootstrap::Interval| {
                        [index, interval.lower, interval.upper]
                    };
                    let first = of(group.indices.first_order, &group.first_order);
                    let total = of(group.indices.total_order, &group.total_order);
                    ([first, total].concat(), String::new())
                }
                Err(why) => (vec![f64::NAN; 6], reason(why)),
            };
            numbers.iter_mut().zip(found).for_each(|(column, number)| column.push(number));
            reasons.push(why);
        }
    }
    let n_rows = inputs.len();
    let mut columns = vec![
        ("edition".to_owned(), Cells::texts(&editions)),
        ("node".to_owned(), Cells::texts(&nodes)),
        ("input".to_owned(), Cells::texts(&inputs)),
    ];
    let names =
        ["first_order", "first_order_lowest", "first_order_highest", "total_order", "total_order_lowest", "total_order_highest"];
    columns.extend(names.into_iter().zip(numbers).map(|(name, numbers)| (name.to_owned(), Cells::Real(numbers))));
    columns.push(("reason".to_owned(), Cells::texts(&reasons)));
    columns.push(("data_status".to_owned(), Cells::same(build.data_status, n_rows)));
    Table::new(columns)
}

/// `sensitivity_regions.csv`: one row per node, region and choice; the output is the region's rank.
pub fn sensitivity_of_regions(build: &Build<'_>, doubts: &[Doubt]) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let language = plan.main_language();
    let (mut editions, mut nodes, mut codes, mut names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut inputs, mut first, mut total, mut reasons) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for doubt in doubts {
        for (region_idx, of_region) in doubt.regions.iter().enumerate() {
            for (position, &input) in doubt.inputs.iter().enumerate() {
                editions.push(plan.editions[doubt.edition_idx].id.clone());
                nodes.push(plan.tree.nodes[doubt.node_idx].id.clone());
                codes.push(regions.code(region_idx).to_owned());
                names.push(regions.name(region_idx, language).to_owned());
                inputs.push(input_id(input));
                let indices = of_region.as_ref().map(|sensitivity| sensitivity.groups[position]);
                first.push(indices.as_ref().map_or(f64::NAN, |indices| indices.first_order));
                total.push(indices.as_ref().map_or(f64::NAN, |indices| indices.total_order));
                reasons.push(indices.err().map_or(String::new(), reason));
            }
        }
    }
    let n_rows = inputs.len();
    Table::new(vec![
        ("edition".into(), Cells::texts(&editions)),
        ("node".into(), Cells::texts(&nodes)),
        ("code".into(), Cells::texts(&codes)),
        (format!("name_{language}"), Cells::texts(&names)),
        ("input".into(), Cells::texts(&inputs)),
        ("first_order".into(), Cells::Real(first)),
        ("total_order".into(), Cells::Real(total)),
        ("reason".into(), Cells::texts(&reasons)),
        ("data_status".into(), Cells::same(build.data_status, n_rows)),
    ])
}

/// What is otherwise, as tables call it: the kind of change, and what is changed.
pub fn change(plan: &Plan, change: &Change) -> (&'static str, String) {
    match change {
        Change::WithoutIndicator(indicator_idx) => ("without-indicator", plan.indicators[*indicator_idx].id.clone()),
        Change::WithoutFactor(node_idx) => ("without-factor", plan.tree.nodes[*node_idx].id.clone()),
        Change::EqualWeights => ("weights", "equal".to_owned()),
        Change::Option(choice, label) => (choice_id(*choice), label.clone()),
    }
}

fn choice_id(choice: Choice) -> &'static str {
    match choice {
        Choice::Normalisation => "normalisation",
        Choice::Ties => "ties",
        Choice::Aggregation => "aggregation",
        Choice::Treatment => "treatment",
        Choice::Imputation => "imputation",
    }
}

/// `scenarios.csv`: one row per scenario and node.
pub fn scenarios(build: &Build<'_>, edition_idx: usize, scenarios: &[Scenario]) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let (mut kinds, mut what, mut nodes, mut codes, mut reasons) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut rank_shift, mut score_shift, mut unchanged, mut correlation) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut climb = Vec::new();
    for scenario in scenarios {
        let (kind, changed) = change(plan, &scenario.change);
        kinds.push(kind);
        what.push(changed);
        nodes.push(plan.tree.nodes[scenario.node_idx].id.clone());
        let shift = scenario.result.as_ref().ok().map(|standings| standings.shift);
        rank_shift.push(shift.map_or(f64::NAN, |shift| shift.mean_absolute_rank_shift));
        score_shift.push(shift.map_or(f64::NAN, |shift| shift.mean_absolute_score_shift));
        unchanged.push(shift.map_or(f64::NAN, |shift| shift.share_unchanged));
        correlation.push(shift.and_then(|shift| shift.rank_correlation).unwrap_or(f64::NAN));
        codes.push(shift.map_or(String::new(), |shift| regions.code(shift.largest.region_idx).to_owned()));
        climb.push(shift.map(|shift| shift.largest.climb as i32));
        reasons.push(scenario.result.as_ref().err().cloned().unwrap_or_default());
    }
    let n_rows = kinds.len();
    Table::new(vec![
        ("edition".into(), Cells::same(&plan.editions[edition_idx].id, n_rows)),
        ("node".into(), Cells::texts(&nodes)),
        ("scenario".into(), Cells::texts(&kinds)),
        ("of".into(), Cells::texts(&what)),
        ("mean_absolute_rank_shift".into(), Cells::Real(rank_shift)),
        ("mean_absolute_score_shift".into(), Cells::Real(score_shift)),
        ("share_unchanged".into(), Cells::Real(unchanged)),
        ("rank_correlation".into(), Cells::Real(correlation)),
        ("largest_shift_code".into(), Cells::texts(&codes)),
        ("largest_shift".into(), Cells::Integer(climb)),
        ("reason".into(), Cells::texts(&reasons)),
        ("data_status".into(), Cells::same(build.data_status, n_rows)),
    ])
}

/// `scenario_ranks.csv`: one row per scenario, node and region.
pub fn scenario_ranks(build: &Build<'_>, edition_idx: usize, scenarios: &[Scenario]) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let language = plan.main_language();
    let (mut kinds, mut what, mut nodes, mut codes, mut names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut scores, mut ranks, mut type_ranks, mut shifts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for scenario in scenarios {
        let Ok(standings) = &scenario.result else { continue };
        let (kind, changed) = change(plan, &scenario.change);
        // What an index loses without an indicator is what the indicator gave it.
        let gives_away =
            matches!(scenario.change, Change::WithoutIndicator(idx) if !plan.indicators[idx].publication.shows_scores());
        let nominal = &build.outcome.editions[edition_idx].nodes[scenario.node_idx].ranks;
        for (region_idx, (&rank, &nominal)) in standings.ranks.iter().zip(nominal).enumerate() {
            kinds.push(kind);
            what.push(changed.clone());
            nodes.push(plan.tree.nodes[scenario.node_idx].id.clone());
            codes.push(regions.code(region_idx).to_owned());
            names.push(regions.name(region_idx, language).to_owned());
            scores.push(if gives_away { f64::NAN } else { standings.scores[region_idx] });
            ranks.push((rank != 0).then_some(rank as i32));
            let type_rank = standings.type_ranks.get(region_idx).copied().filter(|rank| *rank != 0);
            type_ranks.push(type_rank.map(|rank| rank as i32));
            shifts.push((rank != 0 && nominal != 0).then_some(nominal as i32 - rank as i32));
        }
    }
    let n_rows = kinds.len();
    let mut columns = vec![
        ("edition".to_owned(), Cells::same(&plan.editions[edition_idx].id, n_rows)),
        ("node".to_owned(), Cells::texts(&nodes)),
        ("scenario".to_owned(), Cells::texts(&kinds)),
        ("of".to_owned(), Cells::texts(&what)),
        ("code".to_owned(), Cells::texts(&codes)),
        (format!("name_{language}"), Cells::texts(&names)),
        ("score".to_owned(), Cells::Real(scores)),
        ("rank".to_owned(), Cells::Integer(ranks)),
    ];
    if regions.types.is_some() {
        columns.push(("type_rank".to_owned(), Cells::Integer(type_ranks)));
    }
    columns.push(("rank_shift".to_owned(), Cells::Integer(shifts)));
    columns.push(("data_status".to_owned(), Cells::same(build.data_status, n_rows)));
    Table::new(columns)
}
