//! From what was written to what it means: names become indices, defaults are filled in, and everything that can be wrong
//! without looking at any other file is reported at once.

mod aggregation;
mod column_pattern;
mod csv;
mod data;
mod footnotes;
mod groups;
mod map;
mod method;
mod normalisation;
mod package;
mod publication;
mod release;
mod robustness;
mod soundness;
mod summaries;
mod tree;
mod variables;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::ConfigText;
use super::located::Located;
use super::raw::*;
use crate::corrections::Corrections;
use crate::error::{Problem, Problems, Result, did_you_mean, relative_to};
use crate::method::{Pool, PoolEditions, Within};
use crate::period::Period;
use crate::plan::*;

/// The version of the configuration format that this program reads.
pub const FORMAT: u32 = 1;
pub use release::is_version;
pub(crate) use soundness::{order_of, order_of_node};

/// Decimals of scores in the tables for people, where the configuration gives none.
const DEFAULT_PUBLISHED_DECIMALS: u32 = 1;

/// Regions of each type on the terminal, where the configuration gives no number.
const DEFAULT_TOP: usize = 5;

/// Most decimals in the tables for people.
const MOST_PUBLISHED_DECIMALS: u32 = 9;

/// Reads, parses and resolves a configuration file.
///
/// # Errors
/// Every problem of the file, in reading order.
pub fn load(path: &std::path::Path) -> Result<Plan> {
    load_with(path, None)
}

/// The same with the corrections of another file than the one that the configuration names.
///
/// # Errors
/// Every problem of the configuration; else every problem of the corrections.
pub fn load_with(path: &std::path::Path, corrections: Option<&std::path::Path>) -> Result<Plan> {
    let mut plan = load_without_corrections(path)?;
    if let Some(named) = &plan.raw.release.corrections {
        let file = corrections.map_or_else(|| relative_to(plan.text.folder(), named), std::path::Path::to_path_buf);
        plan.corrections = super::corrections::load(&plan, &file)?;
    }
    Ok(plan)
}

/// The same as if the configuration named no corrections.
///
/// # Errors
/// Every problem of the configuration.
pub fn load_without_corrections(path: &std::path::Path) -> Result<Plan> {
    let text = ConfigText::read(path)?;
    let parsed = super::parse(&text)?;
    resolve(text, parsed)
}

/// Collects problems while names are looked up.
pub(super) struct Resolver<'a> {
    text: &'a ConfigText,
    problems: Vec<Problem>,
    /// Sections of which something could not be read.
    incomplete: BTreeSet<String>,
    variable_ids: BTreeMap<String, usize>,
    edition_ids: BTreeMap<String, usize>,
    has_types: bool,
    /// The pool where a step does not say otherwise.
    default_pool: Pool,
    /// Columns of the region table that pools name.
    pool_columns: Vec<Located<String>>,
}

impl Resolver<'_> {
    fn problem(&mut self, span: &Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(self.text.problem(span, message).help(help));
    }

    /// Index of a name among known ones, or a problem.
    fn lookup(&mut self, what: &str, name: &Located<String>, known: &BTreeMap<String, usize>) -> Option<usize> {
        let found = known.get(&name.value).copied();
        if found.is_none() && !self.incomplete.contains(what) {
            let help = did_you_mean(name, known.keys().map(String::as_str));
            self.problem(&name.span, format!("there is no {what} `{}`", name.value), help);
        }
        found
    }

    fn period(&mut self, text: &Located<String>) -> Option<Period> {
        let period = text.parse().ok();
        if period.is_none() {
            self.problem(&text.span, format!("`{}` is not a period", text.value), "write 2025, 2025Q3, 2025M09 or 2025T2");
        }
        period
    }

    /// Indices by id; reports ids that are written twice or cannot name a column or file.
    fn ids<'b>(&mut self, what: &str, ids: impl Iterator<Item = &'b Located<String>>) -> BTreeMap<String, usize> {
        let mut known = BTreeMap::new();
        for (position, id) in ids.enumerate() {
            let fits = !id.is_empty()
                && id.len() <= 80
                && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
                && !id.starts_with(['.', '-']);
            if !fits {
                self.problem(
                    &id.span,
                    format!("`{}` cannot be an id", id.value),
                    "use letters a–z, digits, `_` and `-` (at most 80); names in any language go into `name`",
                );
            }
            if known.insert(id.value.clone(), position).is_some() {
                let plural = what.strip_suffix('y').map_or(format!("{what}s"), |stem| format!("{stem}ies"));
                self.problem(&id.span, format!("two of the {plural} are called `{}`", id.value), "give each its own id");
            }
        }
        known
    }

    /// Index of a variable, named inside another value.
    fn variable(&mut self, name: &str, span: &Range<usize>) -> Option<usize> {
        let known = std::mem::take(&mut self.variable_ids);
        let found = self.lookup("variable", &Located { value: name.to_owned(), span: span.clone() }, &known);
        self.variable_ids = known;
        found
    }

    fn finite(&mut self, value: &Located<f64>, what: &str) -> f64 {
        if !value.value.is_finite() {
            self.problem(&value.span, format!("{what} cannot be {}", value.value), "give a number");
        }
        value.value
    }

    fn above_zero(&mut self, value: &Located<f64>, what: &str) -> f64 {
        if !value.value.is_finite() || value.value <= 0.0 {
            self.problem(&value.span, format!("{what} cannot be {}", value.value), "give a number above 0");
        }
        value.value
    }

    /// The editions of a pool: `each`, `all`, or one edition.
    fn pool_editions(&mut self, editions: &Located<String>) -> PoolEditions {
        match editions.as_str() {
            "each" => PoolEditions::Each,
            "all" => PoolEditions::All,
            base => match self.edition_ids.get(base) {
                Some(&edition_idx) => PoolEditions::Base(edition_idx),
                None => {
                    let known = ["each", "all"].into_iter().chain(self.edition_ids.keys().map(String::as_str));
                    let help = format!("write `each`, `all` or the id of an edition; {}", did_you_mean(base, known));
                    self.problem(&editions.span, format!("there is no edition `{base}` to take parameters from"), help);
                    PoolEditions::Each
                }
            },
        }
    }

    /// A pool: what is written, else what `[method] pool` says.
    fn pool(&mut self, raw: Option<&RawPool>) -> Pool {
        let Some(raw) = raw else { return self.default_pool.clone() };
        let editions = raw.editions.as_ref().map(|editions| self.pool_editions(editions));
        let within = raw.within.as_ref().map(|within| match within.as_str() {
            "all" => Within::Everyone,
            "region-type" if self.has_types => Within::RegionType,
            "region-type" => {
                let help = "add [regions.types], or name a column of the region table";
                self.problem(&within.span, "the index has no region types to take parameters within", help);
                Within::Everyone
            }
            column => {
                self.pool_columns.push(within.clone());
                Within::Column(column.to_owned())
            }
        });
        Pool {
            editions: editions.unwrap_or(self.default_pool.editions),
            within: within.unwrap_or_else(|| self.default_pool.within.clone()),
        }
    }

    fn within(&mut self, value: &Located<f64>, lowest: f64, highest: f64, what: &str) -> f64 {
        if !(lowest..=highest).contains(&value.value) {
            self.problem(
                &value.span,
                format!("{what} cannot be {}", value.value),
                format!("give a number from {lowest} to {highest}"),
            );
        }
        value.value
    }
}

/// Resolves a parsed configuration.
///
/// # Errors
/// Every problem of the file, in reading order.
pub fn resolve(text: ConfigText, parsed: super::Parsed) -> Result<Plan> {
    let super::Parsed { raw, problems, incomplete } = parsed;
    let mut resolver = Resolver {
        text: &text,
        problems,
        incomplete,
        variable_ids: BTreeMap::new(),
        edition_ids: BTreeMap::new(),
        has_types: raw.regions.as_ref().is_some_and(|regions| regions.types.is_some()),
        default_pool: Pool::default(),
        pool_columns: Vec::new(),
    };
    let resolver = &mut resolver;
    format(resolver, &raw);
    sections(resolver, &raw);
    // A section that is missing or could not be read is reported already: its keys are not missed one by one.
    let raw_index = raw.index.clone().unwrap_or_else(|| RawIndex {
        id: Located::unwritten("index".to_owned()),
        languages: vec![Located::unwritten("en".to_owned())],
        ..RawIndex::default()
    });
    let raw_regions = raw.regions.clone().unwrap_or_default();

    let index = index_identity(resolver, &raw_index);
    let regions = region_plan(resolver, &raw_regions);
    let editions = editions(resolver, &raw.editions);
    let edition_ids: BTreeMap<String, usize> =
        editions.iter().enumerate().map(|(position, edition)| (edition.id.clone(), position)).collect();

    resolver.edition_ids = edition_ids.clone();
    resolver.default_pool = resolver.pool(raw.method.pool.as_ref());
    let variable_ids = resolver.ids("variable", raw.variables.iter().map(|variable| &variable.id));
    resolver.variable_ids = variable_ids.clone();
    let mut variables = variables::variables(resolver, &raw.variables, &variable_ids, &raw_regions);
    let indicator_ids = resolver.ids("indicator", raw.indicators.iter().map(|indicator| &indicator.id));
    let mut tree = tree::tree(resolver, &raw, &raw_index, &indicator_ids, editions.len());
    columns(resolver, &raw, &raw_index);
    let mut indicators = variables::indicators(resolver, &raw, &variables, &variable_ids, &editions, &edition_ids);
    effective(&mut variables, &mut indicators);
    if let Some(tree) = tree.as_mut().filter(|_| indicators.len() == raw.indicators.len()) {
        for indicator in &mut indicators {
            indicator.order = soundness::order_of(&indicator.normalisation);
        }
        for node_idx in 0..tree.nodes.len() {
            tree.nodes[node_idx].order = soundness::order_of_node(tree, &indicators, node_idx);
        }
        soundness::check(resolver, &raw, &raw_index.id, tree, &indicators);
    }
    let robustness = robustness::robustness(resolver, &raw, &raw_index.id.value, tree.as_ref(), &indicators);
    let groups = groups::groups(resolver, &raw.groups, &editions);
    let targets = groups::targets(resolver, &raw, &raw_index.id.value, &indicator_ids);
    if let Some(tree) = tree.as_ref().filter(|_| indicators.len() == raw.indicators.len()) {
        publication::check(resolver, &raw, tree, (&variables, &indicators), &groups, &targets);
    }
    let differences = differences(resolver, &raw, &edition_ids);
    let footnotes = footnotes::footnotes(resolver, &raw, &edition_ids, &indicator_ids);
    let summaries = summaries::summaries(resolver, &raw.summaries, &variable_ids, &editions);
    let method = method::method(resolver, &raw.method);
    if let Some(decimals) = raw.publish.decimals.as_ref().filter(|decimals| MOST_PUBLISHED_DECIMALS < decimals.value) {
        resolver.problem(
            &decimals.span,
            format!("tables for people cannot have {} decimals", decimals.value),
            format!("give 0 to {MOST_PUBLISHED_DECIMALS}; the machine-readable tables hold every digit"),
        );
    }
    let sources = sources(resolver, &raw.sources, &variable_ids);
    let acknowledgements = acknowledgements(resolver, &raw, &indicator_ids, &edition_ids);
    let (status, release) = release::release(resolver, &raw.release);
    let improvers_since = raw.publish.improvers_since.as_ref();
    let improvers_since = improvers_since.and_then(|edition| resolver.lookup("edition", edition, &edition_ids)).unwrap_or(0);

    let licence = raw.publish.licence.as_ref().map(|licence| package::licence(resolver, licence));
    let attributions = package::attributions(resolver, &raw, &index.languages);
    let map = raw.publish.map.as_ref().map(|map| map::map(resolver, map));

    let pool_columns = std::mem::take(&mut resolver.pool_columns);
    let mut problems = std::mem::take(&mut resolver.problems);
    missing_names(&text, &raw, &index.languages, &mut problems);
    let publish = PublishPlan {
        decimals: raw.publish.decimals.as_ref().map_or(DEFAULT_PUBLISHED_DECIMALS, |decimals| decimals.value),
        top: raw.publish.top.as_ref().map_or(DEFAULT_TOP, |top| top.value as usize),
        region_columns: raw.publish.region_columns.clone(),
        improvers_since,
        workbook: match raw.publish.workbook.as_ref().map(|workbook| workbook.value) {
            None | Some(RawWorkbook::Release) => WorkbookProfile::Release,
            Some(RawWorkbook::Working) => WorkbookProfile::Working,
        },
        map,
        licence,
        attributions,
    };
    Problems::check(problems, ()).map_err(Problems::in_reading_order)?;
    let tree = tree.unwrap_or_else(|| crate::tree::Tree { nodes: Vec::new(), order: Vec::new() });
    Ok(Plan {
        index,
        regions,
        sources,
        variables,
        indicators,
        tree,
        editions,
        summaries,
        differences,
        method,
        robustness,
        groups,
        targets,
        pool_columns,
        publish,
        status,
        release,
        corrections: Corrections::default(),
        acknowledgements,
        footnotes,
        limits: limits(&raw),
        raw,
        text,
    })
}

/// The version of the file's format.
fn format(resolver: &mut Resolver<'_>, raw: &RawConfig) {
    let nowhere = 0..0;
    match &raw.format {
        None if resolver.incomplete.contains("format") => {}
        None => resolver.problem(&nowhere, "the key `format` is missing", format!("begin the file with `format = {FORMAT}`")),
        Some(format) if format.value > FORMAT => resolver.problem(
            &format.span,
            format!("this configuration is of format {}, this program reads {FORMAT}", format.value),
            "use a newer version of evp",
        ),
        Some(format) if format.value < 1 => {
            resolver.problem(&format.span, "there is no format 0", format!("write `format = {FORMAT}`"));
        }
        Some(_) => {}
    }
}

/// The sections that no configuration can do without.
fn sections(resolver: &mut Resolver<'_>, raw: &RawConfig) {
    let sections = [
        ("[index]", raw.index.is_some()),
        ("[regions]", raw.regions.is_some()),
        ("[[source]]", !raw.sources.is_empty()),
        ("[[variable]]", !raw.variables.is_empty()),
        ("[[indicator]]", !raw.indicators.is_empty()),
        ("[[edition]]", !raw.editions.is_empty()),
    ];
    let missing: Vec<&str> = sections
        .iter()
        .filter(|(section, there)| !there && !resolver.incomplete.contains(section.trim_matches(['[', ']'])))
        .map(|(section, _)| *section)
        .collect();
    if !missing.is_empty() {
        let what = if missing.len() == 1 { "the section" } else { "the sections" };
        let are = if missing.len() == 1 { "is" } else { "are" };
        let help = match missing[..] {
            ["[regions]"] => "write `[regions]`: it may be empty, and then the codes in the data are the regions",
            _ => "`evp schema` describes every section; config/evp.toml is an example",
        };
        resolver.problem(&(0..0), format!("{what} {} {are} missing", missing.join(", ")), help);
    }
}

/// Differences between published editions that are accepted.
fn differences(resolver: &mut Resolver<'_>, raw: &RawConfig, edition_ids: &BTreeMap<String, usize>) -> Vec<AcceptedDifference> {
    raw.differences
        .iter()
        .filter_map(|difference| {
            Some(AcceptedDifference {
                region: difference.region.clone(),
                reason: difference.reason.value.clone(),
                last_edition: resolver.lookup("edition", &difference.expires, edition_ids)?,
            })
        })
        .collect()
}

/// Findings that somebody knows of and accepts.
fn acknowledgements(
    resolver: &mut Resolver<'_>,
    raw: &RawConfig,
    indicator_ids: &BTreeMap<String, usize>,
    edition_ids: &BTreeMap<String, usize>,
) -> Vec<Acknowledgement> {
    raw.acknowledgements
        .iter()
        .filter_map(|acknowledgement| {
            let indicator_idx = resolver.lookup("indicator", &acknowledgement.indicator, indicator_ids);
            let edition_idx = resolver.lookup("edition", &acknowledgement.edition, edition_ids);
            Some(Acknowledgement {
                finding: match acknowledgement.finding.value {
                    RawFinding::CarriedOver => Finding::CarriedOver,
                    RawFinding::Preliminary => Finding::Preliminary,
                },
                indicator_idx: indicator_idx?,
                edition_idx: edition_idx?,
                reason: acknowledgement.reason.value.clone(),
            })
        })
        .collect()
}

/// How large an input file may be.
fn limits(raw: &RawConfig) -> Limits {
    let defaults = Limits::default();
    Limits {
        rows: raw.limits.rows.as_ref().map_or(defaults.rows, |limit| limit.value),
        uncompressed_bytes: raw.limits.uncompressed_bytes.as_ref().map_or(defaults.uncompressed_bytes, |limit| limit.value),
        ratio: raw.limits.ratio.as_ref().map_or(defaults.ratio, |limit| limit.value),
    }
}

/// Ids that would give two columns of the rankings one name.
fn columns(resolver: &mut Resolver<'_>, raw: &RawConfig, index: &RawIndex) {
    let mut taken: BTreeSet<String> =
        ["edition", "code", "region_type", "region_type_label", "coverage", "data_status"].map(str::to_owned).into();
    taken.extend(index.languages.iter().map(|language| format!("name_{}", language.value)));
    let mut clash = |span: &Range<usize>, column: String| {
        resolver.problem(
            span,
            format!("the rankings would have two columns called `{column}`"),
            "give it another id, or leave it out: the rankings have a column of that name already",
        );
    };
    for group in &raw.groups {
        let column = format!("group_{}", group.id.value);
        if !taken.insert(column.clone()) {
            clash(&group.id.span, column);
        }
    }
    for column in &raw.publish.region_columns {
        if !taken.insert(column.value.clone()) {
            clash(&column.span, column.value.clone());
        }
    }
    let mut known = BTreeSet::new();
    for id in std::iter::once(&index.id).chain(raw.factors.iter().map(|factor| &factor.id)) {
        // An id that is written twice is reported as such.
        if !known.insert(&id.value) {
            continue;
        }
        let suffixes = [
            "",
            "_rank",
            "_type_rank",
            "_rank_change",
            "_type_rank_change",
            "_rank_lowest",
            "_rank_highest",
            "_type_rank_lowest",
            "_type_rank_highest",
            "_percentile",
            "_class",
        ];
        let own: Vec<String> = suffixes.iter().map(|suffix| format!("{}{suffix}", id.value)).collect();
        // All of them are taken, whether the first one clashes or not.
        let clashing: Vec<String> = own.into_iter().filter(|column| !taken.insert(column.clone())).collect();
        if let Some(column) = clashing.into_iter().next() {
            clash(&id.span, column);
        }
    }
    // A group called `type` would have the columns of the region types.
    let ids: Vec<&String> = known.into_iter().collect();
    for group in &raw.groups {
        let of_group = ids.iter().flat_map(|id| ["rank", "rank_change"].map(|what| format!("{id}_{}_{what}", group.id.value)));
        let clashing: Vec<String> = of_group.filter(|column| !taken.insert(column.clone())).collect();
        if let Some(column) = clashing.into_iter().next() {
            clash(&group.id.span, column);
        }
    }
}

fn index_identity(resolver: &mut Resolver<'_>, raw: &RawIndex) -> IndexIdentity {
    if raw.languages.is_empty() {
        resolver.problem(&raw.id.span, "`languages` is empty", "list at least one language, such as [\"fi\", \"sv\", \"en\"]");
    }
    let mut seen = BTreeSet::new();
    for language in &raw.languages {
        let fits = (2..=8).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
        if !fits || !seen.insert(language.value.clone()) {
            resolver.problem(
                &language.span,
                format!("`{}` is not a language code, or is listed twice", language.value),
                "write codes such as fi, sv, en",
            );
        }
    }
    let languages: Vec<String> = raw.languages.iter().map(|language| language.value.clone()).collect();
    IndexIdentity { id: raw.id.value.clone(), title: raw.title.clone(), label: raw.label.clone(), languages }
}

fn region_plan(resolver: &mut Resolver<'_>, raw: &RawRegions) -> RegionPlan {
    let table = raw.table.as_ref().map(|path| csv::table(resolver, path, raw.csv.as_ref(), &raw.columns));
    let mergers = raw.mergers.as_ref().map(|path| csv::table(resolver, path, raw.merger_csv.as_ref(), &raw.merger_columns));
    if table.is_none() {
        without_table(resolver, raw);
    }
    for (column, values) in &raw.universe {
        if values.is_empty() {
            resolver.problem(
                &column.span,
                format!("no value is allowed for `{}`", column.value),
                "give a value or a list of values",
            );
        }
    }
    let types = raw.types.as_ref().map(|types| {
        let mut files = BTreeSet::new();
        for name in &types.names {
            if !files.insert(crate::publish::types::file_stem(&name.id)) {
                resolver.problem(
                    &name.id.span,
                    format!("the region type `{}` would be written to the same file as another", name.id.value),
                    "give the types ids that differ in more than case and punctuation",
                );
            }
        }
        TypePlan {
            column: types.column.clone(),
            table: types.table.as_ref().map(|path| csv::table(resolver, path, types.csv.as_ref(), &types.columns)),
            as_of: match types.as_of {
                RawTypesAsOf::Division => TypesAsOf::Division,
                RawTypesAsOf::Edition => TypesAsOf::Edition,
            },
            label: types.label.clone(),
            names: types.names.iter().map(|name| (name.id.clone(), name.name.clone())).collect(),
        }
    });
    RegionPlan {
        table,
        mergers,
        level: raw.level.clone(),
        data_level: raw.data_level.clone().or(raw.level.clone()),
        code_scheme: match raw.code_scheme {
            RawCodeScheme::Verbatim => CodeScheme::Verbatim,
            RawCodeScheme::Finnish => CodeScheme::Finnish,
        },
        division: raw.division.clone(),
        universe: raw.universe.iter().map(|(column, values)| (column.clone(), values.to_vec())).collect(),
        unknown_codes: match raw.unknown_codes {
            RawUnknownCodes::Refuse => UnknownCodes::Refuse,
            RawUnknownCodes::Drop => UnknownCodes::Drop,
        },
        totals: raw.totals.clone(),
        types,
    }
}

/// What needs a region table and has none.
fn without_table(resolver: &mut Resolver<'_>, raw: &RawRegions) {
    let types = raw.types.as_ref().filter(|types| types.table.is_none());
    let needing = [
        ("mergers", raw.mergers.as_ref().map(|mergers| mergers.span.clone())),
        ("data_level", raw.data_level.as_ref().map(|level| level.span.clone())),
        ("columns", raw.columns.keys().next().map(|name| name.span.clone())),
        ("division", raw.division.as_ref().map(|division| division.span.clone())),
        ("universe", raw.universe.keys().next().map(|column| column.span.clone())),
        ("types", types.map(|types| types.column.span.clone())),
    ];
    if raw.code_scheme == RawCodeScheme::Finnish && raw.level.is_none() {
        let message = "without a region table nothing says of which level the codes in the data are";
        resolver.problem(
            &(0..0),
            message,
            "add `level = \"municipality\"` under [regions]: codes of each level are written in their own way",
        );
    }
    for (key, span) in needing {
        if let Some(span) = span {
            resolver.problem(
                &span,
                format!("`{key}` under [regions] needs a region table, and there is none"),
                "add `table = \"…\"` under [regions], or leave this out: then the codes in the data are the regions",
            );
        }
    }
}

fn editions(resolver: &mut Resolver<'_>, raw: &[RawEdition]) -> Vec<Edition> {
    resolver.ids("edition", raw.iter().map(|edition| &edition.id));
    let mut editions: Vec<Edition> = Vec::new();
    for edition in raw {
        let Some(period) = resolver.period(edition.period.as_ref().unwrap_or(&edition.id)) else { continue };
        let folder = crate::publish::types::file_stem(&edition.id);
        if let Some(other) =
            editions.iter().find(|other| other.id != edition.id.value && crate::publish::types::file_stem(&other.id) == folder)
        {
            resolver.problem(
                &edition.id.span,
                format!("the edition `{}` would be written to the same folder as `{}`", edition.id.value, other.id),
                "give the editions ids that differ in more than case and punctuation",
            );
        }
        if let Some(before) = editions.last()
            && before.period.frequency() != period.frequency()
        {
            resolver.problem(
                &edition.id.span,
                format!("the editions `{}` and `{}` are of different frequencies", before.id, edition.id.value),
                "let all editions be of years, of quarters, of tertials or of months; a statistic of another frequency has its own `frequency` under its indicator",
            );
        } else if let Some(before) = editions.last()
            && before.period > period
        {
            resolver.problem(
                &edition.id.span,
                format!("the edition `{}` of {period} stands after `{}` of {}", edition.id.value, before.id, before.period),
                "list editions oldest first: rank change is against the edition before",
            );
        }
        editions.push(Edition { id: edition.id.value.clone(), period });
    }
    editions
}

fn sources(resolver: &mut Resolver<'_>, raw: &[RawSource], variable_ids: &BTreeMap<String, usize>) -> Vec<SourcePlan> {
    let folder = resolver.text.folder().to_path_buf();
    let stated: Vec<&Located<String>> = raw.iter().filter_map(|source| source.id.as_ref()).collect();
    resolver.ids("source", stated.into_iter());
    raw.iter()
        .enumerate()
        .map(|(position, source)| {
            if source.files.is_empty() {
                let span = source.id.as_ref().map_or(0..0, |id| id.span.clone());
                resolver.problem(&span, "a source lists no files", "add `files = [\"…\"]`");
            }
            let name = |column: &Option<Located<String>>| column.as_ref().map(|column| column.value.clone());
            let dialect = csv::dialect(resolver, source.csv.as_ref());
            let symbols = csv::symbols(resolver, source);
            SourcePlan {
                id: name(&source.id).unwrap_or_else(|| (position + 1).to_string()),
                files: source
                    .files
                    .iter()
                    .map(|file| Located { value: relative_to(&folder, file), span: file.span.clone() })
                    .collect(),
                format: source.format.map(|format| match format {
                    RawFormat::Parquet => Format::Parquet,
                    RawFormat::Csv => Format::Csv,
                }),
                dialect,
                layout: source.layout.map(|layout| match layout {
                    RawLayout::Long => Layout::Long,
                    RawLayout::Wide => Layout::Wide,
                }),
                columns: ColumnNames {
                    region: name(&source.columns.region),
                    period: name(&source.columns.period),
                    indicator: name(&source.columns.indicator),
                    value: name(&source.columns.value),
                    symbol: name(&source.columns.symbol),
                    flag: name(&source.columns.flag),
                    pattern: column_pattern::resolve(resolver, source),
                },
                variable: source.variable.as_ref().and_then(|variable| resolver.lookup("variable", variable, variable_ids)),
                period: source.period.as_ref().and_then(|period| resolver.period(period)),
                rows: source.rows.iter().map(|(column, values)| (column.value.clone(), values.to_vec())).collect(),
                division: source.division.as_ref().map(|division| division.value),
                symbols,
                preliminary_flags: source.preliminary_flags.clone(),
            }
        })
        .collect()
}

/// Names that are given in some of the index's languages but not in all, and titles that are not given at all.
fn missing_names(text: &ConfigText, raw: &RawConfig, languages: &[String], problems: &mut Vec<Problem>) {
    let mut check = |what: &str, id: &Located<String>, name: &super::located::Localised| {
        let missing = name.missing(languages);
        if !name.is_empty() && !missing.is_empty() {
            let message = format!("{what} `{}` has no name in {}", id.value, missing.join(", "));
            problems.push(text.problem(&id.span, message).help("add the name, or leave the language out of `languages`"));
        }
    };
    if let Some(index) = &raw.index {
        check("the index", &index.id, &index.title);
    }
    for factor in &raw.factors {
        check("the factor", &factor.id, &factor.name);
    }
    for indicator in &raw.indicators {
        check("the indicator", &indicator.id, &indicator.name);
    }
    for summary in &raw.summaries {
        check("the summary", &summary.id, &summary.name);
    }
    for name in raw.regions.iter().flat_map(|regions| &regions.types).flat_map(|types| &types.names) {
        check("the region type", &name.id, &name.name);
    }
}
