//! Statistics of another frequency than the editions': months in a quarterly, a tertial and a yearly index, years in a
//! quarterly one.

use insta::assert_snapshot;

use crate::statistics::{self, by_period};
use crate::workdir::Workdir;

const REGIONS: &str = "code,name\nA,Alpha\nB,Beta\nC,Gamma\n";

const HEAD: &str = r#"format = 1

[index]
id = "pulse"
title = "Pulse"

[regions]
table = "regions.csv"

[[source]]
files = ["statistics.parquet"]
"#;

/// Permits, unemployment by month, population by year.
///
/// Month number m counts from January 2023 (0). Permits of a month: A has m, B always 10, C 30 − m / 2. Unemployment: A 5 and in
/// every third month 8, B 7, C 9 less an eighth a month. Population: A 1 000 and 100 more a year, B 2 000, C 3 000 and 100 fewer a year.
fn monthly(last: (i32, i32)) -> Vec<(&'static str, String, &'static str, f64)> {
    let mut rows = Vec::new();
    for year in 2023..=last.0 {
        for month in 1..=if year == last.0 { last.1 } else { 12 } {
            let (m, period) = (f64::from((year - 2023) * 12 + month - 1), format!("{year}M{month:02}"));
            let unemployment = [if month % 3 == 0 { 8.0 } else { 5.0 }, 7.0, 9.0 - 0.125 * m];
            for ((code, permits), unemployed) in [("A", m), ("B", 10.0), ("C", 30.0 - m / 2.0)].into_iter().zip(unemployment) {
                rows.push((code, period.clone(), "permits", permits));
                rows.push((code, period.clone(), "unemployment", unemployed));
            }
        }
    }
    for year in 2023..last.0 {
        let n = f64::from(year - 2023);
        for (code, population) in [("A", 1000.0 + 100.0 * n), ("B", 2000.0), ("C", 3000.0 - 100.0 * n)] {
            rows.push((code, year.to_string(), "population", population));
        }
    }
    rows
}

fn workdir(sections: &str, rows: &[(&str, String, &str, f64)]) -> Workdir {
    let workdir = Workdir::new();
    workdir.write("regions.csv", REGIONS);
    workdir.write("index.toml", format!("{HEAD}{sections}"));
    statistics::write(&workdir.path("statistics.parquet"), &by_period(rows));
    workdir
}

/// Raw values of the indicators, with the period that was used.
fn raw(workdir: &Workdir) -> String {
    let bytes = std::fs::read(workdir.path("out/scores.parquet")).expect("scores");
    let columns = ["kind", "edition", "node", "statistic_period", "code", "raw", "status"];
    let lines = statistics::lines(bytes, &columns);
    let mut indicators: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("indicator ")).collect();
    indicators.sort_unstable();
    indicators.join("\n")
}

const QUARTERLY: &str = r#"
[[variable]]
id = "permits"

[[variable]]
id = "unemployment"

[[variable]]
id = "population"

[[variable]]
id = "permits_of_a_year"
derive = { sum = { of = "permits", over = 12, frequency = "month" } }

[[indicator]]
id = "unemployed"
direction = "lower-is-better"
derive = { mean = { of = "unemployment", over = 3, frequency = "month" } }

[[indicator]]
id = "latest"
direction = "lower-is-better"
variable = "unemployment"
frequency = "month"
lag = 1

[[indicator]]
id = "building"
direction = "higher-is-better"
variable = "permits_of_a_year"

[[indicator]]
id = "growth"
direction = "higher-is-better"
derive = { change = { of = "permits_of_a_year", over = 12, frequency = "month", as = "percent" } }

[[indicator]]
id = "people"
direction = "higher-is-better"
variable = "population"
frequency = "year"
lag = 1

[[variable]]
id = "population_a_year_ago"
derive = { mean = { of = "population", over = 1, frequency = "year", lag = 1 } }

[[indicator]]
id = "per_inhabitant"
direction = "higher-is-better"
derive = { ratio = { numerator = "permits_of_a_year", denominator = "population_a_year_ago", scale = 1000 } }

[[edition]]
id = "2025Q2"

[[edition]]
id = "2025Q3"
"#;

/// Worked by hand for A and 2025Q3, whose last month has m = 32: the twelve months are m = 21 … 32, which add up to
/// 12 · 26.5 = 318, and those a year before to 12 · 14.5 = 174, so that growth is 100 · 144 / 174 = 82.76 %. Unemployment of July
/// to September is 5, 5 and 8, with the mean 6; August alone 5. The year of the edition is 2025, with the lag 2024, so that
/// permits per 1 000 inhabitants are 1000 · 318 / 1100 = 289.09.
#[test]
fn a_quarterly_index_over_months_and_years() {
    let workdir = workdir(QUARTERLY, &monthly((2025, 9)));
    workdir.builds();
    assert_snapshot!(raw(&workdir), @r"
    2025Q2 building 2025Q2 A 282.0 observed
    2025Q2 building 2025Q2 B 120.0 observed
    2025Q2 building 2025Q2 C 219.0 observed
    2025Q2 growth 2025Q2 A 104.34782608695652 observed
    2025Q2 growth 2025Q2 B 0.0 observed
    2025Q2 growth 2025Q2 C -24.742268041237114 observed
    2025Q2 latest 2025M05 A 5.0 observed
    2025Q2 latest 2025M05 B 7.0 observed
    2025Q2 latest 2025M05 C 5.5 observed
    2025Q2 people 2024 A 1100.0 observed
    2025Q2 people 2024 B 2000.0 observed
    2025Q2 people 2024 C 2900.0 observed
    2025Q2 per_inhabitant 2025Q2 A 256.3636363636364 observed
    2025Q2 per_inhabitant 2025Q2 B 60.0 observed
    2025Q2 per_inhabitant 2025Q2 C 75.51724137931035 observed
    2025Q2 unemployed 2025Q2 A 6.0 observed
    2025Q2 unemployed 2025Q2 B 7.0 observed
    2025Q2 unemployed 2025Q2 C 5.5 observed
    2025Q3 building 2025Q3 A 318.0 observed
    2025Q3 building 2025Q3 B 120.0 observed
    2025Q3 building 2025Q3 C 201.0 observed
    2025Q3 growth 2025Q3 A 82.75862068965517 observed
    2025Q3 growth 2025Q3 B 0.0 observed
    2025Q3 growth 2025Q3 C -26.373626373626372 observed
    2025Q3 latest 2025M08 A 5.0 observed
    2025Q3 latest 2025M08 B 7.0 observed
    2025Q3 latest 2025M08 C 5.125 observed
    2025Q3 people 2024 A 1100.0 observed
    2025Q3 people 2024 B 2000.0 observed
    2025Q3 people 2024 C 2900.0 observed
    2025Q3 per_inhabitant 2025Q3 A 289.09090909090907 observed
    2025Q3 per_inhabitant 2025Q3 B 60.0 observed
    2025Q3 per_inhabitant 2025Q3 C 69.3103448275862 observed
    2025Q3 unemployed 2025Q3 A 6.0 observed
    2025Q3 unemployed 2025Q3 B 7.0 observed
    2025Q3 unemployed 2025Q3 C 5.125 observed
    ");
}

#[test]
fn readiness_names_the_periods_of_each_statistic() {
    let workdir = workdir(QUARTERLY, &monthly((2025, 9)));
    assert_snapshot!(workdir.run(&["check", "index.toml", "--readiness"]), @r"
    exit code: 0
    ----- stdout -----
     edition  indicator       needs    newest   regions  state
     2025Q3   unemployed      2025Q3   2025Q3       3/3  ready
     2025Q3   latest          2025M08  2025M09      3/3  ready
     2025Q3   building        2025Q3   2025Q3       3/3  ready
     2025Q3   growth          2025Q3   2025Q3       3/3  ready
     2025Q3   people          2024     2024         3/3  ready
     2025Q3   per_inhabitant  2025Q3   2025Q3       3/3  ready

    Ready in every indicator: 2025Q2
    ");
}

/// August is the last month there is: what is of months goes back month by month, what is of quarters by a whole quarter.
#[test]
fn what_has_not_arrived_is_carried_over_in_its_own_frequency() {
    let sections = QUARTERLY.replace("frequency = \"month\"\nlag = 1", "frequency = \"month\"");
    let workdir = workdir(&sections, &monthly((2025, 8)));
    let finished = workdir.run(&["check", "index.toml", "--readiness"]);
    assert_snapshot!(finished, @r#"
    exit code: 0
    ----- stdout -----
     edition  indicator       needs    newest   regions  state
     2025Q3   unemployed      2025Q3   2025Q2       3/3  carried over from 2025Q2
     2025Q3   latest          2025M09  2025M08      3/3  carried over from 2025M08
     2025Q3   building        2025Q3   2025Q2       3/3  carried over from 2025Q2
     2025Q3   growth          2025Q3   2025Q2       3/3  carried over from 2025Q2
     2025Q3   people          2024     2024         3/3  ready
     2025Q3   per_inhabitant  2025Q3   2025Q2       3/3  carried over from 2025Q2

    Ready in every indicator: 2025Q2

    5 statistics are carried over, preliminary or not there: a draft is built with the latest period, marked;
    a final build (release.status = "final") needs an [[acknowledge]] for each, with the reason
    "#);
    workdir.builds();
    let of_newest: Vec<String> =
        raw(&workdir).lines().filter(|line| line.starts_with("2025Q3") && line.contains(" A ")).map(str::to_owned).collect();
    assert_snapshot!(of_newest.join("\n"), @r"
    2025Q3 building 2025Q2 A 282.0 carried-over
    2025Q3 growth 2025Q2 A 104.34782608695652 carried-over
    2025Q3 latest 2025M08 A 5.0 carried-over
    2025Q3 people 2024 A 1100.0 observed
    2025Q3 per_inhabitant 2025Q2 A 256.3636363636364 carried-over
    2025Q3 unemployed 2025Q2 A 6.0 carried-over
    ");
}

#[test]
fn periods_of_an_edition_override_the_frequencys() {
    let sections = QUARTERLY
        .replace("frequency = \"month\"\nlag = 1", "frequency = \"month\"\nlag = 1\nperiods = { \"2025Q2\" = \"2025M01\" }");
    let workdir = workdir(&sections, &monthly((2025, 9)));
    workdir.builds();
    let of_latest: Vec<String> =
        raw(&workdir).lines().filter(|line| line.contains("latest") && line.contains(" A ")).map(str::to_owned).collect();
    assert_eq!(of_latest, ["2025Q2 latest 2025M01 A 5.0 observed", "2025Q3 latest 2025M08 A 5.0 observed"]);
}

#[test]
fn a_period_of_another_frequency_than_the_indicators() {
    let sections =
        QUARTERLY.replace("frequency = \"month\"\nlag = 1", "frequency = \"month\"\nperiods = { \"2025Q2\" = \"2025Q1\" }");
    assert_snapshot!(workdir(&sections, &monthly((2025, 9))).refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the indicator `latest` is of the frequency "month", and `2025Q1` is a quarter
      --> index.toml:36:24
       |
    36 | periods = { "2025Q2" = "2025Q1" }
       |                        ^^^^^^^^
       |
       = help: write a month, such as 2025M03, or leave out `frequency`
    "#);
}

#[test]
fn a_frequency_that_does_not_exist() {
    let sections = QUARTERLY.replace("frequency = \"month\"\nlag = 1", "frequency = \"monthly\"");
    assert_snapshot!(workdir(&sections, &monthly((2025, 9))).refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown value `monthly` in [[indicator]]
      --> index.toml:35:13
       |
    35 | frequency = "monthly"
       |             ^^^^^^^^^
       |
       = help: did you mean `month`?
    "#);
}

#[test]
fn a_frequency_that_was_not_said() {
    let sections = QUARTERLY.replace("frequency = \"month\"\nlag = 1", "lag = 1");
    assert_snapshot!(workdir(&sections, &monthly((2025, 9))).refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `latest` of edition 2025Q2 needs the statistic period 2025Q1, which the data do not have
          `unemployment` has no value for 2025Q1; the data have 2023M01 to 2025M09
      help: the data have `unemployment` by month: set `frequency = "month"` for the indicator (then 2025Q1 means 2025M03), or for the mean, sum or change that it is computed by

    error: the indicator `latest` of edition 2025Q3 needs the statistic period 2025Q2, which the data do not have
          `unemployment` has no value for 2025Q2; the data have 2023M01 to 2025M09
      help: the data have `unemployment` by month: set `frequency = "month"` for the indicator (then 2025Q2 means 2025M06), or for the mean, sum or change that it is computed by
    "#);
}

/// A year's mean of twelve months, and its last month: for A (4 · 8 + 8 · 5) / 12 = 6 and December's 8.
#[test]
fn a_yearly_index_with_a_mean_of_months() {
    let sections = r#"
[[variable]]
id = "unemployment"

[[indicator]]
id = "mean"
direction = "lower-is-better"
derive = { mean = { of = "unemployment", over = 12, frequency = "month" } }

[[indicator]]
id = "december"
direction = "lower-is-better"
variable = "unemployment"
frequency = "month"

[[edition]]
id = "2024"
"#;
    let workdir = workdir(sections, &monthly((2024, 12)));
    workdir.builds();
    assert_snapshot!(raw(&workdir), @r"
    2024 december 2024M12 A 8.0 observed
    2024 december 2024M12 B 7.0 observed
    2024 december 2024M12 C 6.125 observed
    2024 mean 2024 A 6.0 observed
    2024 mean 2024 B 7.0 observed
    2024 mean 2024 C 6.8125 observed
    ");
}

/// Quarters and tertials do not nest: 2025T1 ends with April, before which 2025Q1 was the last quarter to end.
#[test]
fn a_tertial_index_over_quarters() {
    let sections = r#"
[[variable]]
id = "vacancies"

[[indicator]]
id = "vacancies"
direction = "higher-is-better"
frequency = "quarter"

[[edition]]
id = "2025T1"

[[edition]]
id = "2025T2"

[[edition]]
id = "2025T3"
"#;
    let mut rows = Vec::new();
    for (position, code) in ["A", "B", "C"].into_iter().enumerate() {
        rows.extend(
            (1..=4).map(|quarter| (code, format!("2025Q{quarter}"), "vacancies", f64::from(quarter) + 10.0 * position as f64)),
        );
    }
    let workdir = workdir(sections, &rows);
    workdir.builds();
    assert_snapshot!(raw(&workdir), @r"
    2025T1 vacancies 2025Q1 A 1.0 observed
    2025T1 vacancies 2025Q1 B 11.0 observed
    2025T1 vacancies 2025Q1 C 21.0 observed
    2025T2 vacancies 2025Q2 A 2.0 observed
    2025T2 vacancies 2025Q2 B 12.0 observed
    2025T2 vacancies 2025Q2 C 22.0 observed
    2025T3 vacancies 2025Q4 A 4.0 observed
    2025T3 vacancies 2025Q4 B 14.0 observed
    2025T3 vacancies 2025Q4 C 24.0 observed
    ");
}
