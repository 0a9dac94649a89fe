//! Section 4: intervals of ranks, how wide they are, how often each region is among the first, and who cannot be told apart.

use super::numbers::{by_rank, places, width_of_share};
use super::view::{Axis, Cell, Chart, DataTable, Heading, Prose, Tick, Words, at, region};
use super::{Audit, Numbers};
use crate::analysis::robustness::distribution::RankDistribution;
use crate::publish::labels::Label;
use crate::publish::labels::audit::{structure, uncertainty as text};
use crate::publish::labels::notes::{MORE, RANKED_REGIONS};
use crate::publish::notes::Voice;
use crate::publish::robustness::words;

/// Regions whose interval is shown one by one.
const MOST_REGIONS: usize = 60;
/// Regions whose probabilities are shown.
const MOST_PROBABILITIES: usize = 20;
/// Regions in the picture of all; of more, it takes every second, third …
const MOST_IN_PICTURE: usize = 800;
/// Groups that are shown, and regions that are named of each.
const MOST_GROUPS: usize = 30;
const MOST_NAMED: usize = 4;

/// The tables of the section.
#[derive(Debug, Clone)]
pub struct Uncertainty {
    /// How replicates were made, line by line.
    pub design: Vec<Prose>,
    /// All regions at a glance.
    pub picture: Picture,
    /// Intervals one by one.
    pub intervals: DataTable,
    /// How wide they are.
    pub widths: DataTable,
    /// The same within region types; none where there are none.
    pub types: Option<DataTable>,
    /// Probabilities.
    pub probabilities: DataTable,
    /// Who cannot be told apart.
    pub groups: DataTable,
}

/// Every region's interval in the order of ranks.
#[derive(Debug, Clone)]
pub struct Picture {
    /// What it shows.
    pub caption: String,
    /// One per region.
    pub items: Vec<PictureItem>,
    /// Ranks, downwards.
    pub ticks: Vec<Tick>,
    /// Order of regions, to the right.
    pub order_ticks: Vec<Tick>,
}

/// One region of the picture.
#[derive(Debug, Clone)]
pub struct PictureItem {
    /// How far to the right.
    pub x: String,
    /// Best end of the interval.
    pub top: String,
    /// Weakest end.
    pub bottom: String,
    /// The nominal rank.
    pub nominal: String,
    /// Whether that lies outside.
    pub is_outside: bool,
}

impl Uncertainty {
    /// The section of an audit.
    pub fn of(audit: &Audit<'_>, numbers: &Numbers) -> Self {
        Uncertainty {
            design: words::lines(&audit.build, audit.voice, &audit.found.robustness).iter().map(|line| Prose::of(line)).collect(),
            picture: picture(audit, numbers),
            intervals: intervals(audit, numbers).without_empty_columns(),
            widths: widths(audit, numbers),
            types: types(audit),
            probabilities: probabilities(audit).without_empty_columns(),
            groups: groups(audit),
        }
    }
}

/// The share of the replicates that intervals hold, in per cent.
pub fn share_of_interval(audit: &Audit<'_>) -> String {
    audit.voice.decimal(crate::round::per_cent(audit.build.plan.robustness.interval).to_string())
}

fn picture(audit: &Audit<'_>, numbers: &Numbers) -> Picture {
    let ranks = audit.index();
    let order = by_rank(ranks);
    let every = order.len().div_ceil(MOST_IN_PICTURE).max(1);
    let axis = Axis::new(1.0, order.len().max(1) as f64);
    let items =
        order.iter().enumerate().step_by(every).filter(|(_, idx)| ranks.overall[**idx].n_ranked > 0).map(|(place, &idx)| {
            let of = &ranks.overall[idx];
            PictureItem {
                x: at(axis.share(place as f64 + 1.0)),
                top: at(axis.share(of.lowest)),
                bottom: at(axis.share(of.highest)),
                nominal: at(axis.share(f64::from(of.nominal))),
                is_outside: of.is_outside(),
            }
        });
    let voice = audit.voice;
    let chosen = if every == 1 { String::new() } else { voice.say(text::EVERY, &[&every.to_string()]) };
    let width = numbers.median_width().map_or("–".to_owned(), |width| places(width.round(), voice));
    let (regions, n_regions) = (voice.count(order.len(), RANKED_REGIONS), order.len().to_string());
    let words = [&*regions, &chosen, &share_of_interval(audit), &width, &n_regions];
    Picture {
        caption: voice.say(text::PICTURE, &words).replace(" %", "\u{a0}%"),
        items: items.collect(),
        ticks: axis.ticks(voice),
        order_ticks: axis.ticks(voice),
    }
}

fn ends(of: &RankDistribution) -> String {
    of.whole_ends().map_or(String::new(), |(lowest, highest)| words::interval(lowest, highest))
}

fn name(audit: &Audit<'_>, region_idx: usize) -> Cell {
    Cell::Name(Words::plain(region(&audit.build, region_idx, audit.voice)), String::new(), 0)
}

fn intervals(audit: &Audit<'_>, numbers: &Numbers) -> DataTable {
    let voice = audit.voice;
    let ranks = audit.index();
    let order = by_rank(ranks);
    let shown = &order[..order.len().min(MOST_REGIONS)];
    // The axis ends where the last of those shown does, not where the ranking does.
    let last = shown.iter().map(|&idx| ranks.overall[idx].highest.max(f64::from(ranks.overall[idx].nominal))).fold(1.0, f64::max);
    let axis = Axis::new(1.0, last);
    let rows = shown.iter().map(|&region_idx| {
        let of = &ranks.overall[region_idx];
        let mut chart = Chart::default();
        if of.n_ranked > 0 {
            chart.lines.push(axis.mark(of.lowest, of.highest, "range"));
            chart.strokes.push(axis.mark(of.median, of.median, "median"));
        }
        let class = if of.is_outside() { "outside" } else { "dot" };
        chart.dots.push(axis.mark(f64::from(of.nominal), f64::from(of.nominal), class));
        vec![
            Cell::Number(of.nominal.to_string()),
            name(audit, region_idx),
            Cell::Number(ends(of)),
            Cell::number((!of.median.is_nan()).then(|| voice.number(of.median, 0))),
            Cell::Chart(chart),
            if of.is_outside() { Cell::flag(voice.word(text::OUTSIDE)) } else { Cell::text("") },
        ]
    });
    let which = match order.len() > MOST_REGIONS {
        true => voice.say(text::THE_FIRST, &[&MOST_REGIONS.to_string(), &numbers.n_ranked.to_string()]),
        false => voice.say(text::ALL, &[&numbers.n_ranked.to_string()]),
    };
    DataTable {
        id: "intervals",
        caption: Prose::of(&voice.say(text::INTERVALS_ARE, &[&share_of_interval(audit), &which])),
        header: vec![
            Heading::number(voice.word(text::RANK)),
            Heading::text(voice.word(text::REGION)),
            Heading::number(voice.word(text::INTERVAL)),
            Heading::number(voice.word(text::MEDIAN)),
            Heading::chart(voice.word(text::CHART_OF_RANKS), &axis, voice),
            Heading::text(voice.word(structure::FLAG)),
        ],
        head_column: 1,
        rows: rows.collect(),
        file: "robustness.csv",
    }
}

fn widths(audit: &Audit<'_>, numbers: &Numbers) -> DataTable {
    let voice = audit.voice;
    let ranks = audit.index();
    let order = by_rank(ranks);
    let thirds = order.len().div_ceil(3).max(1);
    let mut rows = vec![widths_row(voice.word(text::ALL_REGIONS), &numbers.widths, voice)];
    if order.len() >= 9 {
        for (title, part) in [text::FIRST_THIRD, text::MIDDLE_THIRD, text::LAST_THIRD].into_iter().zip(order.chunks(thirds)) {
            rows.push(widths_row(voice.word(title), &of_regions(part.iter().map(|&idx| &ranks.overall[idx])), voice));
        }
    }
    DataTable {
        id: "widths",
        caption: Prose::of(&voice.say(text::WIDTHS, &[&share_of_interval(audit)])),
        header: widths_header(text::REGIONS, voice),
        head_column: 0,
        rows,
        file: "robustness.csv",
    }
}

fn widths_header(title: Label, voice: Voice<'_>) -> Vec<Heading> {
    let [narrowest, median, widest] = [text::NARROWEST, text::MEDIAN, text::WIDEST].map(|label| voice.word(label));
    let mut header = vec![Heading::text(voice.word(title)), Heading::number(voice.word(text::NUMBER))];
    header.extend([narrowest, "10 %", "25 %", median, "75 %", "90 %", widest].map(Heading::number));
    header
}

fn of_regions<'a>(distributions: impl Iterator<Item = &'a RankDistribution>) -> Vec<f64> {
    let known = distributions.filter(|of| of.nominal != 0 && of.n_ranked > 0);
    let mut widths: Vec<f64> = known.map(|of| of.highest - of.lowest).collect();
    widths.sort_by(f64::total_cmp);
    widths
}

fn widths_row(title: &str, widths: &[f64], voice: Voice<'_>) -> Vec<Cell> {
    let mut row = vec![Cell::Name(Words::plain(title), String::new(), 0), Cell::Number(widths.len().to_string())];
    let quantiles = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0].map(|share| width_of_share(widths, share));
    row.extend(quantiles.map(|width| Cell::number(width.map(|width| voice.number(width, 0)))));
    row
}

fn types(audit: &Audit<'_>) -> Option<DataTable> {
    let (ranks, voice) = (audit.index(), audit.voice);
    let build = &audit.build;
    let types = build.regions.types.as_ref().filter(|_| !ranks.within_type.is_empty())?;
    let of_edition = &types.of_edition[audit.edition_idx()];
    let rows = types.ids.iter().enumerate().filter_map(|(type_idx, type_id)| {
        let members = (0..of_edition.len()).filter(|&region_idx| of_edition[region_idx] == type_idx);
        let widths = of_regions(members.clone().map(|region_idx| &ranks.within_type[region_idx]));
        let n_outside = members.filter(|&region_idx| ranks.within_type[region_idx].is_outside()).count();
        if widths.is_empty() {
            return None;
        }
        let plan_type = build.plan.regions.types.as_ref();
        let named = plan_type.and_then(|of| of.names.iter().find(|(id, _)| id.value == *type_id));
        let words = named.map_or(Words::default(), |(_, name)| Words::of(name, build.plan, voice.language));
        let mut row = widths_row("", &widths, voice);
        row[0] = Cell::Name(words, type_id.clone(), 0);
        row.push(Cell::Number(n_outside.to_string()));
        Some(row)
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let mut header = widths_header(text::REGION_TYPE, voice);
    header.push(Heading::number(voice.word(text::N_OUTSIDE)));
    (!rows.is_empty()).then(|| DataTable {
        id: "types",
        caption: Prose::of(&voice.say(text::TYPES, &[&share_of_interval(audit)])),
        header,
        head_column: 0,
        rows,
        file: "robustness.csv",
    })
}

fn probabilities(audit: &Audit<'_>) -> DataTable {
    let voice = audit.voice;
    let ranks = audit.index();
    let top = &audit.build.plan.robustness.top;
    let share = |share: Option<f64>| Cell::number(share.filter(|share| !share.is_nan()).map(|share| voice.percent(share, 0)));
    let rows = by_rank(ranks).into_iter().take(MOST_PROBABILITIES).map(|region_idx| {
        let of = &ranks.overall[region_idx];
        let mut row = vec![Cell::Number(of.nominal.to_string()), name(audit, region_idx)];
        row.extend(of.top.iter().map(|&of_top| share(Some(of_top))));
        row.extend([share(of.ahead_of_next), share(of.improved)]);
        let likeliest = of.frequencies.iter().rev().max_by_key(|(_, count)| *count);
        let likeliest =
            likeliest.map(|(rank, count)| format!("{rank} ({})", voice.percent(f64::from(*count) / f64::from(of.n_ranked), 0)));
        row.push(Cell::number(likeliest));
        row
    });
    let mut header = vec![Heading::number(voice.word(text::RANK)), Heading::text(voice.word(text::REGION))];
    header.extend(top.iter().map(|k| match k {
        1 => Heading::number(voice.word(text::FIRST)),
        k => Heading::number(voice.say(text::FIRST_K, &[&k.to_string()])),
    }));
    header.extend([text::AHEAD, text::IMPROVED, text::LIKELIEST].map(|label| Heading::number(voice.word(label))));
    DataTable {
        id: "probabilities",
        caption: Prose::of(&voice.say(text::PROBABILITIES_ARE, &[&MOST_PROBABILITIES.to_string()])),
        header,
        head_column: 1,
        rows: rows.collect(),
        file: "rank_probabilities.csv",
    }
}

fn groups(audit: &Audit<'_>) -> DataTable {
    let voice = audit.voice;
    let ranks = audit.index();
    let order = by_rank(ranks);
    let grouped: Vec<usize> = order.into_iter().filter(|&region_idx| ranks.overall[region_idx].group != 0).collect();
    let mut of_groups: Vec<&[usize]> = grouped.chunk_by(|&a, &b| ranks.overall[a].group == ranks.overall[b].group).collect();
    let n_groups = of_groups.len();
    of_groups.truncate(MOST_GROUPS);
    let rows = of_groups.into_iter().map(|members| {
        let first = &ranks.overall[members[0]];
        let last = &ranks.overall[members[members.len() - 1]];
        let named: Vec<String> = members.iter().take(MOST_NAMED).map(|&idx| region(&audit.build, idx, voice)).collect();
        let more = members.len() - named.len();
        let named = match more {
            0 => named.join(", "),
            more => voice.say(text::AND_MORE, &[&named.join(", "), &voice.count(more, MORE)]),
        };
        vec![
            Cell::Name(Words::plain(first.group.to_string()), String::new(), 0),
            Cell::Number(words::interval(first.nominal, last.nominal)),
            Cell::Number(members.len().to_string()),
            Cell::Text(Prose::verbatim(named)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let caption = match rows.len() < n_groups {
        true => voice.say(text::GROUPS_SHOWN, &[&rows.len().to_string(), &n_groups.to_string()]),
        false => voice.word(text::GROUPS).to_owned(),
    };
    DataTable {
        id: "groups",
        caption: Prose::of(&caption),
        header: vec![
            Heading::text(voice.word(text::GROUP)),
            Heading::number(voice.word(text::RANKS)),
            Heading::number(voice.word(text::N_REGIONS)),
            Heading::text(voice.word(text::FROM_THE_BEST)),
        ],
        head_column: 0,
        rows,
        file: "robustness.csv",
    }
}
