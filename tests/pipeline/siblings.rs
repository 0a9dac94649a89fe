//! The shipped siblings of the EVP index, computed again from the demonstration files by other means: places by counting who is
//! worse, windows by adding up months, areas and mergers by adding up codes. Nothing of the program's own steps is used.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::program::{build, project};
use crate::tables::Table;

/// The demonstration statistics and today's map.
struct Statistics {
    /// Values by series and period, then by code as it stands in the data.
    values: BTreeMap<(String, String), BTreeMap<String, f64>>,
    /// Today's municipality that carries on a code.
    owner: BTreeMap<String, String>,
    /// Today's municipalities: the row of the region table.
    regions: BTreeMap<String, BTreeMap<String, String>>,
}

fn statistics() -> &'static Statistics {
    static STATISTICS: OnceLock<Statistics> = OnceLock::new();
    STATISTICS.get_or_init(|| {
        let rows = |name: &str| -> Vec<BTreeMap<String, String>> {
            let mut reader = csv::Reader::from_path(project().join("data").join(name)).expect(name);
            reader.deserialize().map(|row| row.expect("a row")).collect()
        };
        let regions: BTreeMap<String, BTreeMap<String, String>> = rows("regions.csv")
            .into_iter()
            .filter(|row| row["level"] == "municipality" && row["valid_to"].is_empty())
            .map(|row| (row["code"].clone(), row))
            .collect();
        let mut owner: BTreeMap<String, String> = regions.keys().map(|code| (code.clone(), code.clone())).collect();
        // The newest merger first, so that the successor's owner is known already.
        for merger in rows("mergers.csv").iter().rev() {
            let successor = owner[&merger["successor"]].clone();
            owner.insert(merger["code"].clone(), successor);
        }
        let mut values: BTreeMap<(String, String), BTreeMap<String, f64>> = BTreeMap::new();
        for (name, period) in [("demo.parquet", "year"), ("demo-months.parquet", "period")] {
            let table = Table::parquet(&std::fs::read(project().join("data").join(name)).expect(name));
            let periods: Vec<String> = match table.is_number(period) {
                true => table.numbers(period).into_iter().map(|year| format!("{}", year.expect("a year"))).collect(),
                false => table.texts(period).into_iter().map(str::to_owned).collect(),
            };
            let symbols: Vec<Option<String>> = match table.names().contains(&"value_symbol") {
                true => table.optional_texts("value_symbol").to_vec(),
                false => vec![None; periods.len()],
            };
            let keys = table.texts("indicator").into_iter().zip(periods).zip(table.texts("region_code"));
            for (((series, period), code), (value, symbol)) in keys.zip(table.numbers("value").into_iter().zip(symbols)) {
                let value = if symbol.as_deref() == Some("-") { Some(0.0) } else { value };
                if let Some(value) = value {
                    let known = values.entry((series.to_owned(), period)).or_default().insert(code.to_owned(), value);
                    assert_eq!(known, None, "{series} {code} twice");
                }
            }
        }
        Statistics { values, owner, regions }
    })
}

impl Statistics {
    /// Today's municipalities of the mainland.
    fn mainland(&self) -> Vec<&str> {
        self.regions.iter().filter(|(_, row)| row["mainland"] == "yes").map(|(code, _)| code.as_str()).collect()
    }

    /// The codes of a period that are today's `code`, with their values.
    fn parts(&self, series: &str, period: &str, code: &str) -> Vec<(&str, f64)> {
        let values = &self.values[&(series.to_owned(), period.to_owned())];
        let is_part = |part: &str| self.owner.get(part).is_some_and(|owner| owner == code);
        values.iter().filter(|(part, _)| is_part(part)).map(|(part, value)| (part.as_str(), *value)).collect()
    }

    /// A count.
    fn count(&self, series: &str, period: impl ToString, code: &str) -> f64 {
        let parts = self.parts(series, &period.to_string(), code);
        assert!(!parts.is_empty(), "{series} {} {code}", period.to_string());
        parts.into_iter().map(|(_, value)| value).sum()
    }

    /// A rate: of one code itself, of several the weighted mean; none where any is suppressed.
    fn rate(&self, series: &str, weight: &str, year: i32, code: &str) -> Option<f64> {
        let parts = self.parts(series, &year.to_string(), code);
        let weights = self.parts(weight, &year.to_string(), code);
        match parts.as_slice() {
            [(_, value)] => Some(*value),
            [] => None,
            several => {
                assert_eq!(several.len(), weights.len(), "{series} {code}");
                let whole: f64 = weights.iter().map(|(_, weight)| weight).sum();
                Some(several.iter().zip(&weights).map(|((_, value), (_, weight))| value * weight).sum::<f64>() / whole)
            }
        }
    }

    /// `scale · above / below` of two counts of a year.
    fn ratio(&self, above: &str, below: &str, scale: f64, year: i32, code: &str) -> f64 {
        scale * self.count(above, year, code) / self.count(below, year, code)
    }

    /// Sum over the `n` months up to month `last` (1 to 12) of a year.
    fn months(&self, series: &str, n: i32, year: i32, last: i32, code: &str) -> f64 {
        let month = |back: i32| {
            let ordinal = year * 12 + last - 1 - back;
            format!("{}M{:02}", ordinal.div_euclid(12), ordinal.rem_euclid(12) + 1)
        };
        (0..n).map(|back| self.count(series, month(back), code)).sum()
    }

    /// Sum over the four quarters up to quarter `last` of a year.
    fn four_quarters(&self, series: &str, year: i32, last: i32, code: &str) -> f64 {
        let quarter = |back: i32| {
            let ordinal = year * 4 + last - 1 - back;
            format!("{}Q{}", ordinal.div_euclid(4), ordinal.rem_euclid(4) + 1)
        };
        (0..4).map(|back| self.count(series, quarter(back), code)).sum()
    }

    /// People without work per 100 employed.
    fn dependency_ratio(&self, year: i32, code: &str) -> f64 {
        let employed = self.count("employed", year, code);
        100.0 * (self.count("population", year, code) - employed) / employed
    }

    /// Gross domestic product per inhabitant of the municipality's seutukunta.
    fn gdp_per_capita(&self, year: i32, code: &str) -> f64 {
        let area = &self.regions[code]["seutukunta"];
        let members = self.regions.iter().filter(|(_, row)| row["seutukunta"] == *area);
        let people: f64 = members.map(|(member, _)| self.count("population", year, member)).sum();
        1000.0 * self.values[&("gdp".to_owned(), year.to_string())][&format!("SK{area}")] / people
    }

    fn mean_population(&self, year: i32, code: &str) -> f64 {
        (self.count("population", year - 1, code) + self.count("population", year, code)) / 2.0
    }
}

fn percent(old: f64, new: f64) -> f64 {
    100.0 * (new - old) / old.abs()
}

/// Place of each value among all, the worst being 0 and equal values sharing the mean of their places.
fn places(values: &[f64], higher_is_better: bool) -> Vec<f64> {
    let is_worse = |a: f64, b: f64| if higher_is_better { a < b } else { a > b };
    let place = |value: &f64| {
        let worse = values.iter().filter(|other| is_worse(**other, *value)).count();
        let equal = values.iter().filter(|other| *other == value).count();
        worse as f64 + (equal as f64 - 1.0) / 2.0
    };
    values.iter().map(place).collect()
}

/// 0 to `points` by place: the worst 0, the best all points.
fn points(values: &[f64], higher_is_better: bool, points: f64) -> Vec<f64> {
    let places = places(values, higher_is_better);
    let lowest = places.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = places.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    places.iter().map(|place| points * (place - lowest) / (highest - lowest)).collect()
}

/// Shared ranks 1-2-2-4 of scores to nine decimals.
fn ranks(scores: &[f64], higher_is_better: bool) -> Vec<f64> {
    let rounded: Vec<f64> = scores.iter().map(|score| (score * 1e9).round()).collect();
    let is_better = |a: f64, b: f64| if higher_is_better { a > b } else { a < b };
    rounded.iter().map(|score| 1.0 + rounded.iter().filter(|other| is_better(**other, *score)).count() as f64).collect()
}

/// Adds up columns, region by region.
fn total(columns: &[Vec<f64>]) -> Vec<f64> {
    (0..columns[0].len()).map(|region| columns.iter().map(|column| column[region]).sum()).collect()
}

fn divided(column: Vec<f64>, by: f64) -> Vec<f64> {
    column.into_iter().map(|value| value / by).collect()
}

/// The rankings of a shipped configuration.
struct Rankings(Table);

impl Rankings {
    fn of(name: &str) -> Self {
        let configuration = format!("config/{name}.toml");
        let output = build(configuration.as_ref(), |command| {
            command.args(["--tables", "rankings"]);
        });
        Rankings(Table::csv(output.bytes("rankings.csv"), b','))
    }

    /// Rows of an edition, which are in the order of codes.
    fn rows(&self, edition: &str) -> Vec<usize> {
        let editions = self.0.texts("edition");
        (0..editions.len()).filter(|&row| editions[row] == edition).collect()
    }

    fn codes(&self, edition: &str) -> Vec<&str> {
        let codes = self.0.texts("code");
        self.rows(edition).into_iter().map(|row| codes[row]).collect()
    }

    fn numbers(&self, edition: &str, column: &str) -> Vec<f64> {
        let numbers = self.0.numbers(column);
        self.rows(edition).into_iter().map(|row| numbers[row].expect(column)).collect()
    }

    /// Compares a node's scores to the nine published decimals, and its ranks exactly.
    fn check(&self, edition: &str, node: &str, expected: &[f64], higher_is_better: bool) {
        let scores = self.numbers(edition, node);
        assert_eq!(scores.len(), expected.len(), "{node} {edition}");
        for ((score, expected), code) in scores.iter().zip(expected).zip(self.codes(edition)) {
            assert!((score - expected).abs() < 1.5e-9, "{node} {edition} {code}: {score}, by hand {expected}");
        }
        let found = self.numbers(edition, &format!("{node}_rank"));
        assert_eq!(found, ranks(expected, higher_is_better), "{node} {edition}");
    }
}

/// The lowest and highest of a column.
fn span(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)))
}

#[test]
fn aluekehitys_is_the_sum_of_seventeen_places_over_seventeen() {
    let (stat, rankings) = (statistics(), Rankings::of("aluekehitys"));
    let codes = stat.mainland();
    for year in [2024, 2025, 2026] {
        let edition = year.to_string();
        assert_eq!(rankings.codes(&edition), codes);
        let each = |higher: bool, value: &dyn Fn(&str) -> f64| -> Vec<f64> {
            points(&codes.iter().map(|code| value(code)).collect::<Vec<f64>>(), higher, 100.0)
        };
        let morbidity = |code: &str| {
            let latest = (2..=5).find_map(|lag| stat.rate("morbidity_index", "population", year - lag, code));
            latest.expect("a value within three years")
        };
        let factors = [
            (
                "tyollisyys",
                vec![
                    each(true, &|code| stat.ratio("employed_18_64", "population_18_64", 100.0, year - 2, code)),
                    each(false, &|code| {
                        let unemployed = stat.months("unemployed", 12, year - 1, 12, code) / 12.0;
                        100.0 * unemployed / stat.count("labour_force", year - 1, code)
                    }),
                    each(false, &|code| stat.dependency_ratio(year - 2, code)),
                ],
            ),
            (
                "yritys",
                vec![
                    each(true, &|code| {
                        1000.0 * stat.four_quarters("new_enterprises", year - 1, 4, code) / stat.mean_population(year - 1, code)
                    }),
                    each(true, &|code| percent(stat.count("turnover", year - 3, code), stat.count("turnover", year - 2, code))),
                    each(true, &|code| stat.ratio("private_jobs", "jobs", 100.0, year - 2, code)),
                ],
            ),
            (
                "vetovoima",
                vec![
                    each(true, &|code| {
                        percent(stat.count("population", year - 2, code), stat.count("population", year - 1, code))
                    }),
                    each(true, &|code| stat.ratio("population_under_55", "population", 100.0, year - 1, code)),
                    each(true, &|code| {
                        let dwellings = stat.months("completed_dwellings", 12, year - 1, 12, code);
                        10_000.0 * dwellings / stat.count("population", year - 1, code)
                    }),
                ],
            ),
            (
                "tulo",
                vec![
                    each(true, &|code| stat.ratio("municipal_tax", "population", 1000.0, year - 2, code)),
                    each(true, &|code| stat.gdp_per_capita(year - 3, code)),
                    each(false, &|code| stat.rate("income_tax_rate", "income_recipients", year - 2, code).expect("a rate")),
                ],
            ),
            (
                "koulutus-ja-hyvinvointi",
                vec![
                    each(true, &|code| stat.ratio("tertiary_educated", "population_15_and_over", 100.0, year - 1, code)),
                    each(false, &|code| stat.ratio("basic_education_only", "population_15_and_over", 100.0, year - 1, code)),
                    each(false, &morbidity),
                ],
            ),
            (
                "muu-elinvoima",
                vec![
                    each(true, &|code| stat.ratio("jobs", "employed", 100.0, year - 2, code)),
                    each(true, &|code| stat.ratio("accumulated_surplus", "population", 1000.0, year - 1, code)),
                ],
            ),
        ];
        for (factor, columns) in &factors {
            let expected = total(columns);
            rankings.check(&edition, factor, &expected, true);
            // A dynamic is a sum of points: 0–300, of the last one 0–200.
            let (low, high) = span(&expected);
            assert!(low >= 0.0 && high <= 100.0 * columns.len() as f64 && high > 100.0, "{factor}: {low}, {high}");
        }
        let all: Vec<Vec<f64>> = factors.iter().flat_map(|(_, columns)| columns.clone()).collect();
        assert_eq!(all.len(), 17);
        rankings.check(&edition, "aluekehitys", &divided(total(&all), 17.0), true);

        // Size classes by the population of the year before; ranks within them.
        let index = rankings.numbers(&edition, "aluekehitys");
        let class = |code: &str| {
            let population = stat.count("population", year - 1, code);
            [4_000.0, 10_000.0, 25_000.0, 50_000.0, 100_000.0].iter().filter(|limit| population >= **limit).count()
        };
        let found = rankings.numbers(&edition, "aluekehitys_kokoluokka_rank");
        let mut sizes = [0; 6];
        for (position, code) in codes.iter().enumerate() {
            let better = |other: &usize| index[*other] > index[position] && class(codes[*other]) == class(code);
            assert_eq!(found[position], 1.0 + (0..codes.len()).filter(better).count() as f64, "{code}");
            sizes[class(code)] += 1;
        }
        assert!(sizes.iter().all(|size| *size > 0), "{sizes:?}");
    }
}

#[test]
fn nopea_tilannekuva_adds_up_points_of_places() {
    let (stat, rankings) = (statistics(), Rankings::of("nopea-tilannekuva"));
    let codes = stat.mainland();
    for (year, quarter) in [2024, 2025].into_iter().flat_map(|year| (1..=4).map(move |quarter| (year, quarter))) {
        let edition = format!("{year}Q{quarter}");
        let last = 3 * quarter;
        let people = |code: &str| stat.count("population", year - 1, code);
        let net = |plus: &str, minus: &str, code: &str| {
            stat.months(plus, 12, year, last, code) - stat.months(minus, 12, year, last, code)
        };
        let unemployment = |series: &str, of: &str, code: &str| {
            100.0 * (stat.months(series, 3, year, last, code) / 3.0) / stat.count(of, year - 1, code)
        };
        let each = |higher: bool, most: f64, value: &dyn Fn(&str) -> f64| -> Vec<f64> {
            points(&codes.iter().map(|code| value(code)).collect::<Vec<f64>>(), higher, most)
        };
        let population = total(&[
            each(true, 100.0, &|code| 1000.0 * net("births", "deaths", code) / people(code)),
            each(true, 100.0, &|code| 1000.0 * net("in_migration", "out_migration", code) / people(code)),
            each(true, 100.0, &|code| 1000.0 * net("immigration", "emigration", code) / people(code)),
        ]);
        let employment = total(&[
            each(false, 100.0, &|code| unemployment("unemployed", "labour_force", code)),
            each(false, 50.0, &|code| unemployment("unemployed_under_25", "labour_force_under_25", code)),
            each(false, 50.0, &|code| unemployment("long_term_unemployed", "labour_force", code)),
            each(true, 100.0, &|code| 10_000.0 * stat.four_quarters("new_enterprises", year, quarter, code) / people(code)),
        ]);
        for (node, expected, most) in [("vaesto", &population, 300.0), ("tyollisyys", &employment, 300.0)] {
            rankings.check(&edition, node, expected, true);
            let (low, high) = span(expected);
            assert!(low >= 0.0 && high <= most && high > 0.7 * most, "{node}: {low}, {high}");
        }
        let index = total(&[population, employment]);
        rankings.check(&edition, "nopea-tilannekuva", &index, true);
        assert!(span(&index).1 <= 600.0);
    }
}

/// Distances from the mean of the group in its standard deviations (divided by n).
fn within_groups(values: &[f64], groups: &[&str]) -> Vec<f64> {
    let of_group = |group: &str| -> Vec<f64> {
        values.iter().zip(groups).filter(|(_, other)| **other == group).map(|(value, _)| *value).collect()
    };
    let scaled = |(value, group): (&f64, &&str)| {
        let members = of_group(group);
        let n = members.len() as f64;
        let mean = members.iter().sum::<f64>() / n;
        let variance = members.iter().map(|member| (member - mean) * (member - mean)).sum::<f64>() / n;
        (value - mean) / variance.sqrt()
    };
    values.iter().zip(groups).map(scaled).collect()
}

/// Checks a variant of the indicator; `groups` are the reference groups of the municipalities.
fn check_vitality_indicator(name: &str, groups: &[&str]) -> Rankings {
    let (stat, rankings) = (statistics(), Rankings::of(name));
    let codes = stat.mainland();
    for year in [2025, 2026] {
        let each = |sign: f64, value: &dyn Fn(&str) -> f64| -> Vec<f64> {
            within_groups(&codes.iter().map(|code| sign * value(code)).collect::<Vec<f64>>(), groups)
        };
        let change = |series: &str, lag: i32, code: &str| {
            percent(stat.count(series, year - lag - 1, code), stat.count(series, year - lag, code))
        };
        let education = |year: i32, code: &str| stat.rate("education_index", "population", year, code).expect("an index");
        let columns = [
            each(1.0, &|code| change("population", 1, code)),
            each(1.0, &|code| change("jobs", 2, code)),
            each(1.0, &|code| change("tax_revenue", 1, code)),
            each(-1.0, &|code| stat.dependency_ratio(year - 2, code) - stat.dependency_ratio(year - 3, code)),
            each(1.0, &|code| education(year - 2, code) - education(year - 3, code)),
        ];
        rankings.check(&year.to_string(), name, &divided(total(&columns), 5.0), true);
        // The reference group has the mean 0, whoever is in it.
        let index = rankings.numbers(&year.to_string(), name);
        for group in groups.iter().collect::<BTreeSet<_>>() {
            let members = index.iter().zip(groups).filter(|(_, other)| other == &group).map(|(score, _)| *score);
            let sum: f64 = members.sum();
            assert!(sum.abs() < 1e-6, "{group}: {sum}");
        }
    }
    rankings
}

#[test]
fn elinvoimaindikaattori_compares_changes_with_the_own_maakunta() {
    let stat = statistics();
    let maakunta: Vec<&str> = stat.mainland().iter().map(|code| stat.regions[*code]["maakunta"].as_str()).collect();
    assert_eq!(maakunta.iter().collect::<BTreeSet<_>>().len(), 18);
    let rankings = check_vitality_indicator("elinvoimaindikaattori", &maakunta);
    // Ranks are published among the municipalities of the maakunta.
    let index = rankings.numbers("2026", "elinvoimaindikaattori");
    let found = rankings.numbers("2026", "elinvoimaindikaattori_type_rank");
    for position in 0..index.len() {
        let better = |other: &usize| maakunta[*other] == maakunta[position] && index[*other] > index[position];
        assert_eq!(found[position], 1.0 + (0..index.len()).filter(better).count() as f64);
    }
}

#[test]
fn elinvoimaindikaattori_compares_changes_with_the_whole_country() {
    let everybody = vec!["mainland"; statistics().mainland().len()];
    check_vitality_indicator("elinvoimaindikaattori-koko-maa", &everybody);
}

/// What is compared, and over which years, is one thing in both variants.
#[test]
fn the_variants_of_elinvoimaindikaattori_have_the_same_data_and_indicators() {
    let middle = |name: &str| {
        let text = std::fs::read_to_string(project().join("config").join(name)).expect(name);
        let (_, after) = text.split_once("# --- Data ").expect("a section of data");
        after.split_once("# --- Method ").expect("a section of the method").0.to_owned()
    };
    assert_eq!(middle("elinvoimaindikaattori.toml"), middle("elinvoimaindikaattori-koko-maa.toml"));
}

/// The twenty variables of the comparison of cities in a statistic year `back` years before the one that is compared.
fn city_variables(stat: &Statistics, edition: i32, back: i32, code: &str) -> [f64; 20] {
    let (one, two, three) = (edition - 1 - back, edition - 2 - back, edition - 3 - back);
    let ratio = |above: &str, below: &str, scale: f64, year: i32| stat.ratio(above, below, scale, year, code);
    let rate = |series: &str, weight: &str| stat.rate(series, weight, two, code).expect("cities have no gaps");
    let net = |plus: &str, minus: &str| {
        1000.0 * (stat.count(plus, one, code) - stat.count(minus, one, code)) / stat.mean_population(one, code)
    };
    [
        ratio("tax_revenue", "population", 1000.0, one),
        ratio("accumulated_surplus", "population", 1000.0, one),
        rate("median_income", "income_recipients"),
        stat.gdp_per_capita(three, code),
        ratio("employed_18_64", "population_18_64", 100.0, two),
        ratio("unemployed", "labour_force", 100.0, two),
        ratio("jobs", "employed", 100.0, two),
        ratio("private_jobs", "jobs", 100.0, two),
        ratio("tertiary_educated", "population_15_and_over", 100.0, two),
        rate("education_index", "population"),
        ratio("turnover", "jobs", 1.0, two),
        1000.0 * stat.count("enterprises", two, code) / stat.mean_population(two, code),
        stat.count("population", one, code),
        net("in_migration", "out_migration"),
        net("immigration", "emigration"),
        ratio("population_under_55", "population", 100.0, one),
        ratio("unemployed_under_25", "labour_force_under_25", 100.0, two),
        ratio("long_term_unemployed", "labour_force", 100.0, two),
        rate("morbidity_index", "population"),
        ratio("basic_education_only", "population_15_and_over", 100.0, two),
    ]
}

/// Positions in [`city_variables`] of which less is better, and of those whose change is a difference.
const LESS_IS_BETTER: [usize; 5] = [5, 16, 17, 18, 19];
const DIFFERENCES: [usize; 3] = [1, 13, 14];

#[test]
fn kaupunkivertailu_is_the_mean_of_places_counted_from_the_best() {
    const CITIES: [&str; 26] = [
        "Helsinki",
        "Espoo",
        "Tampere",
        "Vantaa",
        "Oulu",
        "Turku",
        "Jyväskylä",
        "Kuopio",
        "Lahti",
        "Kouvola",
        "Pori",
        "Joensuu",
        "Lappeenranta",
        "Hämeenlinna",
        "Vaasa",
        "Rovaniemi",
        "Seinäjoki",
        "Kotka",
        "Mikkeli",
        "Salo",
        "Porvoo",
        "Lohja",
        "Kokkola",
        "Hyvinkää",
        "Rauma",
        "Kajaani",
    ];
    let (stat, rankings) = (statistics(), Rankings::of("kaupunkivertailu"));
    let codes: Vec<&str> =
        stat.regions.iter().filter(|(_, row)| CITIES.contains(&row["name_fi"].as_str())).map(|(code, _)| code.as_str()).collect();
    for year in [2025, 2026] {
        let edition = year.to_string();
        assert_eq!(rankings.codes(&edition), codes);
        let levels: Vec<[f64; 20]> = codes.iter().map(|code| city_variables(stat, year, 0, code)).collect();
        let before: Vec<[f64; 20]> = codes.iter().map(|code| city_variables(stat, year, 8, code)).collect();
        // The best of 26 has the place 25 from the worst, and 1 from the best.
        let from_best = |variable: usize, values: Vec<f64>| -> Vec<f64> {
            places(&values, !LESS_IS_BETTER.contains(&variable)).into_iter().map(|place| 26.0 - place).collect()
        };
        let of_level = |variable: usize| from_best(variable, levels.iter().map(|city| city[variable]).collect());
        let of_change = |variable: usize| {
            let change = |(new, old): (&[f64; 20], &[f64; 20])| match DIFFERENCES.contains(&variable) {
                true => new[variable] - old[variable],
                false => percent(old[variable], new[variable]),
            };
            from_best(variable, levels.iter().zip(&before).map(change).collect())
        };
        let level: Vec<Vec<f64>> = (0..20).map(of_level).collect();
        let change: Vec<Vec<f64>> = (0..20).map(of_change).collect();
        for (name, columns) in [("taso", &level), ("muutos", &change)] {
            rankings.check(&edition, name, &divided(total(columns), 20.0), false);
            for (theme, columns) in
                ["talous", "tyollisyys", "innovatiivisuus", "vetovoima", "tasa-arvo"].iter().zip(columns.chunks(4))
            {
                rankings.check(&edition, &format!("{name}-{theme}"), &divided(total(columns), 4.0), false);
            }
        }
        let index = divided(total(&[level, change].concat()), 40.0);
        rankings.check(&edition, "kaupunkivertailu", &index, false);
        // Places share what they tie for, so whatever the data the cities' mean rank is 13.5 on average.
        assert!((index.iter().sum::<f64>() / 26.0 - 13.5).abs() < 1e-9);

        let classes = rankings.numbers(&edition, "kaupunkivertailu_class");
        let sizes: Vec<usize> = (1..=5).map(|class| classes.iter().filter(|other| **other == f64::from(class)).count()).collect();
        assert_eq!(sizes, [6, 5, 5, 5, 5]);
        for (class, rank) in classes.iter().zip(rankings.numbers(&edition, "kaupunkivertailu_rank")) {
            assert_eq!(*class == 1.0, rank <= 6.0);
        }
    }
}
