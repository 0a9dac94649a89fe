//! `improvers.csv` and `improvers.<language>.csv`: who climbed most since the previous edition and since a base edition, in each
//! region type and overall, and the indicators that did it.
//!
//! The ten regions that gained the most places, and those that gained as many as the tenth; nobody who gained none. Equal gains
//! are in order of the gain in score. A region that changed type has no place to compare in it; the others are ranked again among
//! the members common to both editions ([`crate::rank::group_changes`]).
//!
//! Where intervals of ranks are published, each climb in the tables for people says whether it stands out: whether the rank before lies outside the interval of
//! the rank now, which choices of method alone could make of it.
//!
//! The indicators that did it are the three with the largest gain. Where the index is a weighted sum, that is
//! `share now · score now − share before · score before`, in points of the index, and the gains of all indicators add up to the
//! gain of the index. Elsewhere it is the difference of the indicator's own scores. A gain is a gain relative to others: beside it
//! stand the change of the value itself and, for comparison, the median change over the ranked regions; where the values of an
//! indicator may not be shown they are left out, and one of which nothing may be shown is never named.

use super::labels::{self, Label};
use super::mark;
use super::people::{Dialect, harmless, type_label};
use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_csv, robustness};
use crate::analysis::robustness::distribution::RankDistribution;
use crate::analysis::shares;
use crate::method::RankOrder;
use crate::pipeline::rank_order;
use crate::rank::{self, GroupRanking, UNRANKED};
use crate::tree::Tree;
use crate::{round, statistics};

/// Regions per list, those that tie with the last not counted.
const MOST_IMPROVERS: usize = 10;

/// Indicators named per region.
const MOST_INDICATORS: usize = 3;

/// A region in a list.
struct Improver {
    edition_idx: usize,
    since: usize,
    /// The region type; `None` = overall.
    type_idx: Option<usize>,
    region_idx: usize,
    rank_before: u32,
    rank: u32,
    climbed: i32,
    score_before: f64,
    score: f64,
    indicators: Vec<Gain>,
}

/// What an indicator did.
struct Gain {
    indicator_idx: usize,
    points: f64,
    value_before: f64,
    value: f64,
    median_change: f64,
}

/// Every list of the editions that are published, in order.
fn improvers(build: &Build<'_>) -> Vec<Improver> {
    let mut all = Vec::new();
    for &edition_idx in build.editions {
        let previous = edition_idx.checked_sub(1);
        let base = Some(build.plan.publish.improvers_since).filter(|base| *base < edition_idx && Some(*base) != previous);
        for since in previous.into_iter().chain(base) {
            let n_types = build.regions.types.as_ref().map_or(0, |types| types.ids.len());
            for type_idx in (0..n_types).map(Some).chain([None]) {
                all.extend(list(build, edition_idx, since, type_idx));
            }
        }
    }
    all
}

/// The improvers of one type, or of all, between two editions.
fn list(build: &Build<'_>, edition_idx: usize, since: usize, type_idx: Option<usize>) -> Vec<Improver> {
    let [old, new] = [since, edition_idx].map(|edition_idx| &build.outcome.editions[edition_idx].nodes[Tree::ROOT]);
    let order = rank_order(build.plan, Tree::ROOT);
    let (changes, ranks_before, ranks) = match (&build.regions.types, type_idx) {
        (Some(types), Some(_)) => {
            let changes = rank::group_changes(
                GroupRanking { scores: old.ranked_by(), group_of: &types.of_edition[since], ranks: &old.type_ranks, order },
                GroupRanking { scores: new.ranked_by(), group_of: &types.of_edition[edition_idx], ranks: &new.type_ranks, order },
                types.ids.len(),
                build.plan.method.ranking.ties,
            );
            (changes, &old.type_ranks, &new.type_ranks)
        }
        _ => (rank::changes(&old.ranks, &new.ranks), &old.ranks, &new.ranks),
    };
    let turned = if order == RankOrder::HighestFirst { 1.0 } else { -1.0 };
    let gained = |region_idx: usize| turned * (new.scores[region_idx] - old.scores[region_idx]);
    let mut climbers: Vec<(i32, usize)> = (0..new.ranks.len())
        .filter(|&region_idx| new.ranks[region_idx] != UNRANKED)
        .filter(|&region_idx| type_idx.is_none() || build.regions.type_of(edition_idx, region_idx) == type_idx)
        .filter_map(|region_idx| Some((changes[region_idx].filter(|climbed| *climbed > 0)?, region_idx)))
        .collect();
    climbers.sort_by(|a, b| b.0.cmp(&a.0).then(gained(b.1).total_cmp(&gained(a.1))).then(a.1.cmp(&b.1)));
    let least = climbers.get(MOST_IMPROVERS - 1).map_or(1, |last| last.0);
    climbers
        .into_iter()
        .take_while(|(climbed, _)| *climbed >= least)
        .map(|(climbed, region_idx)| Improver {
            edition_idx,
            since,
            type_idx,
            region_idx,
            rank_before: ranks_before[region_idx],
            rank: ranks[region_idx],
            climbed,
            score_before: old.scores[region_idx],
            score: new.scores[region_idx],
            indicators: gains(build, edition_idx, since, region_idx, turned),
        })
        .collect()
}

/// The indicators that lifted a region most.
fn gains(build: &Build<'_>, edition_idx: usize, since: usize, region_idx: usize, turned: f64) -> Vec<Gain> {
    let [old, new] = [since, edition_idx].map(|edition_idx| &build.outcome.editions[edition_idx]);
    let shares = [old, new].map(|edition| match shares::is_weighted_sum(build.plan) {
        true => shares::shares(build.plan, edition, region_idx),
        false => vec![1.0; edition.indicators.len()],
    });
    let mut gains: Vec<Gain> = old
        .indicators
        .iter()
        .zip(&new.indicators)
        .enumerate()
        .filter(|(indicator_idx, _)| build.plan.indicators[*indicator_idx].publication.shows_scores())
        .filter_map(|(indicator_idx, (old, new))| {
            let value =
                |value: f64| if build.plan.indicators[indicator_idx].publication.shows_values() { value } else { f64::NAN };
            let of = |scores: &[f64], share: f64| if share == 0.0 { 0.0 } else { share * scores[region_idx] };
            let points = turned * (of(&new.normalised, shares[1][indicator_idx]) - of(&old.normalised, shares[0][indicator_idx]));
            let points = round::to_decimals(points, build.plan.method.ranking.decimals);
            (points > 0.0).then(|| Gain {
                indicator_idx,
                points,
                value_before: value(old.raw[region_idx]),
                value: value(new.raw[region_idx]),
                median_change: value(statistics::median_change(&old.raw, &new.raw).unwrap_or(f64::NAN)),
            })
        })
        .collect();
    gains.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.indicator_idx.cmp(&b.indicator_idx)));
    gains.truncate(MOST_INDICATORS);
    gains
}

/// Whether a climb is more than the choices of method alone could make of it: the rank before lies outside the interval of the rank now.
/// `None` where there are no intervals.
fn stands_out(build: &Build<'_>, of: &Improver) -> Option<bool> {
    let node = robustness::of_node(build, of.edition_idx, Tree::ROOT).filter(|_| build.plan.robustness.publish)?;
    let distributions = if of.type_idx.is_some() { &node.within_type } else { &node.overall };
    let (lowest, highest) = distributions.get(of.region_idx).and_then(RankDistribution::whole_ends)?;
    Some(!(lowest..=highest).contains(&of.rank_before))
}

/// The lists at full precision, for machines.
pub fn table(build: &Build<'_>) -> Table {
    table_of(build, &improvers(build))
}

fn table_of(build: &Build<'_>, improvers: &[Improver]) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let texts = |text: &dyn Fn(&Improver) -> String| Cells::texts(improvers.iter().map(text));
    let reals = |real: &dyn Fn(&Improver) -> f64| Cells::Real(improvers.iter().map(real).collect());
    let ranks = |rank: &dyn Fn(&Improver) -> i32| Cells::Integer(improvers.iter().map(|of| Some(rank(of))).collect());
    let type_id = |of: &Improver| match (&regions.types, of.type_idx) {
        (Some(types), Some(type_idx)) => types.ids[type_idx].clone(),
        _ => "all".to_owned(),
    };
    let mut columns = vec![
        ("edition".to_owned(), texts(&|of| plan.editions[of.edition_idx].id.clone())),
        ("since".to_owned(), texts(&|of| plan.editions[of.since].id.clone())),
        ("among".to_owned(), texts(&type_id)),
        ("code".to_owned(), texts(&|of| regions.code(of.region_idx).to_owned())),
    ];
    for language in &plan.index.languages {
        columns.push((format!("name_{language}"), texts(&|of| regions.name(of.region_idx, language).to_owned())));
    }
    columns.extend([
        ("rank_before".to_owned(), ranks(&|of| of.rank_before as i32)),
        ("rank".to_owned(), ranks(&|of| of.rank as i32)),
        ("rank_change".to_owned(), ranks(&|of| of.climbed)),
        ("score_before".to_owned(), reals(&|of| of.score_before)),
        ("score".to_owned(), reals(&|of| of.score)),
        ("score_change".to_owned(), reals(&|of| round::to_decimals(of.score - of.score_before, plan.method.ranking.decimals))),
    ]);
    for position in 0..MOST_INDICATORS {
        let gain = |of: &Improver, number: fn(&Gain) -> f64| of.indicators.get(position).map_or(f64::NAN, number);
        let prefix = format!("indicator_{}", position + 1);
        let id = |of: &Improver| {
            of.indicators.get(position).map_or(String::new(), |gain| plan.indicators[gain.indicator_idx].id.clone())
        };
        columns.push((prefix.clone(), texts(&id)));
        columns.push((format!("{prefix}_points"), reals(&|of| gain(of, |gain| gain.points))));
        columns.push((format!("{prefix}_change"), reals(&|of| gain(of, |gain| round::sum(gain.value, -gain.value_before)))));
        columns.push((format!("{prefix}_median_change"), reals(&|of| gain(of, |gain| gain.median_change))));
    }
    let points_of = |_: &Improver| if shares::is_weighted_sum(plan) { "index" } else { "indicator" }.to_owned();
    columns.push(("points_of".to_owned(), texts(&points_of)));
    if let Some(types) = &plan.regions.types
        && let Some(label) = types.label.get(plan.main_language())
    {
        columns.push(("region_type_label".to_owned(), Cells::same(label, improvers.len())));
    }
    columns.push(("data_status".to_owned(), Cells::same(build.data_status, improvers.len())));
    Table::new(columns)
}

/// Decimals of raw values for people.
const VALUE_DECIMALS: u32 = 2;

/// The lists for people: header and rows.
fn rows(build: &Build<'_>, improvers: &[Improver], language: &str) -> Vec<Vec<String>> {
    let (plan, regions) = (build.plan, build.regions);
    let dialect = Dialect::of(language);
    let label = |label: Label| label.in_language(language).to_owned();
    let decimals = plan.publish.decimals;
    let mut header = vec![
        label(labels::EDITION),
        label(labels::IMPROVERS_SINCE),
        label(labels::IMPROVERS_AMONG),
        label(labels::CODE),
        label(labels::IMPROVERS),
        label(labels::CLIMBED),
        label(labels::RANK_BEFORE),
        label(labels::RANK),
        label(labels::RELATIVE_CHANGE),
    ];
    header.extend((1..=MOST_INDICATORS).map(|position| format!("{} {position}", label(labels::LIFTED_MOST))));
    let has_intervals = improvers.iter().any(|of| stands_out(build, of).is_some());
    if has_intervals {
        header.push(label(labels::desk::DISTINCT));
    }
    header.push(label(labels::DATA_STATUS));
    let mut rows = vec![header];
    for of in improvers {
        let group = match (&regions.types, of.type_idx) {
            (Some(types), Some(type_idx)) => type_label(build, &types.ids[type_idx], language),
            _ => label(labels::ALL_REGIONS),
        };
        let mut row = vec![
            harmless(&plan.editions[of.edition_idx].id),
            harmless(&plan.editions[of.since].id),
            harmless(&group),
            harmless(regions.code(of.region_idx)),
            harmless(regions.name(of.region_idx, language)),
            of.climbed.to_string(),
            of.rank_before.to_string(),
            of.rank.to_string(),
            dialect.number(round::to_decimals(of.score - of.score_before, decimals), decimals),
        ];
        let unit = label(if shares::is_weighted_sum(plan) { labels::POINTS } else { labels::OWN_POINTS });
        for position in 0..MOST_INDICATORS {
            let gain = of.indicators.get(position);
            row.push(gain.map_or(String::new(), |gain| harmless(&in_words(build, gain, &unit, language))));
        }
        if has_intervals {
            let word = |stands_out| if stands_out { labels::desk::STANDS_OUT } else { labels::desk::DOES_NOT_STAND_OUT };
            row.push(stands_out(build, of).map_or(String::new(), |stands_out| label(word(stands_out))));
        }
        row.push(mark::status_in_words(build, language));
        rows.push(row);
    }
    rows
}

/// "Unemployment rate +3.4 points (7.12 → 6.80 %; median change −0.10)".
fn in_words(build: &Build<'_>, gain: &Gain, unit: &str, language: &str) -> String {
    let plan = build.plan;
    let dialect = Dialect::of(language);
    let indicator = &plan.indicators[gain.indicator_idx];
    let name = indicator.name.get(language).unwrap_or(indicator.name.best(&plan.index.languages));
    let name = if name.is_empty() { &indicator.id } else { name };
    let value = |value: f64| {
        let text = dialect.number(value, VALUE_DECIMALS).replace('-', "−");
        if text.is_empty() { "–".to_owned() } else { text }
    };
    let points = dialect.number(gain.points, plan.publish.decimals.max(1));
    if !indicator.publication.shows_values() {
        return format!("{name} +{points} {unit}");
    }
    let of_value = match indicator.unit.get(language) {
        None => String::new(),
        Some("%") if matches!(language, "fi" | "sv") => "\u{a0}%".to_owned(),
        // "3,02 1 000 inhabitants" would read as one number.
        Some(unit) if unit.starts_with(|first: char| first.is_ascii_digit()) => format!("; {unit}"),
        Some(unit) => format!(" {unit}"),
    };
    let sign = if gain.median_change > 0.0 { "+" } else { "" };
    format!(
        "{name} +{points} {unit} ({} → {}{of_value}; {} {sign}{})",
        value(gain.value_before),
        value(gain.value),
        labels::MEDIAN_CHANGE.in_language(language),
        value(gain.median_change),
    )
}

/// The files; none where the build has one edition only.
///
/// # Errors
/// A writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    if build.plan.editions.len() < 2 || build.editions == [0] {
        return Ok(Vec::new());
    }
    let improvers = improvers(build);
    let table = table_of(build, &improvers);
    let content_sha256 = Some(table.content_sha256());
    let mut files = vec![OutputFile { name: "improvers.csv".into(), bytes: bytes_csv::bytes(&table)?, content_sha256 }];
    for language in &build.plan.index.languages {
        let bytes = Dialect::of(language).bytes(&rows(build, &improvers, language))?;
        files.push(OutputFile { name: format!("improvers.{language}.csv"), bytes, content_sha256: None });
    }
    Ok(files)
}
