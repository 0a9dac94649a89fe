//! Values that are missing: the policies, and what is said of them.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::Workdir;

/// A workdir in which a few values are missing, each for another reason.
fn with_gaps(workdir: Workdir) -> Workdir {
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.series == "jobs" && row.year == 2024 && row.code == "214");
    statistics.row("jobs", 2024, "235").value = None;
    statistics.row("jobs", 2024, "541").value = Some(f64::NAN);
    let row = statistics.row("employment_rate", 2023, "790");
    (row.value, row.symbol) = (None, Some(".."));
    workdir.statistics(&statistics);
    workdir
}

#[test]
fn they_stop_the_build_by_default() {
    assert_snapshot!(with_gaps(Workdir::built()).refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `employment` is missing for 1 of 7 regions in edition 2024 (statistic period 2023)
          790 Sastamala: ..
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator

    error: the indicator `workplaces` is missing for 3 of 7 regions in edition 2025 (statistic period 2024)
          214 Kankaanpää: no row
          235 Kauniainen: empty
          541 Nurmes: not a number
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator
    "#);
}

#[test]
fn too_many_need_a_policy_of_the_indicator() {
    let workdir = with_gaps(Workdir::built());
    workdir.append("index.toml", "[method.missing]\npolicy = \"renormalise\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `employment` is missing for 1 of 7 regions in edition 2024 (statistic period 2023)
          790 Sastamala: ..
      help: more than 5 % of the regions are missing: state the policy for this indicator itself, `missing = { policy = "…" }`

    error: the indicator `workplaces` is missing for 3 of 7 regions in edition 2025 (statistic period 2024)
          214 Kankaanpää: no row
          235 Kauniainen: empty
          541 Nurmes: not a number
      help: more than 5 % of the regions are missing: state the policy for this indicator itself, `missing = { policy = "…" }`
    "#);
}

#[test]
fn too_many_that_were_filled_need_an_imputation_of_the_indicator() {
    let workdir = with_gaps(Workdir::built());
    workdir.append("index.toml", "[method.imputation]\nmethod = \"mean\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `employment` is missing for 1 of 7 regions in edition 2024 (statistic period 2023)
          790 Sastamala: ..
      help: all are filled, but more than 5 % of the regions are missing: state the imputation for this indicator itself, or allow more, `missing = { largest_share = … }`

    error: the indicator `workplaces` is missing for 3 of 7 regions in edition 2025 (statistic period 2024)
          214 Kankaanpää: no row
          235 Kauniainen: empty
          541 Nurmes: not a number
      help: all are filled, but more than 5 % of the regions are missing: state the imputation for this indicator itself, or allow more, `missing = { largest_share = … }`
    "#);
}

#[test]
fn they_are_left_out_and_a_region_with_too_few_is_not_ranked() {
    let workdir = with_gaps(Workdir::new());
    workdir.append("index.toml", "[method.missing]\npolicy = \"renormalise\"\nlargest_share = 0.5\n");
    assert_snapshot!(workdir.builds(), @r"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    Edition 2025, change against 2024

    cities (3)
                   TINY  work  people
     1.  Helsinki  77.8  83.3    66.7  ▲1
     2.  Espoo     72.2  58.3   100.0  ▼1
     3.  Vantaa    55.6  41.7    83.3   =
      climbed most: Helsinki +1 → 1.

    towns (3)
                    TINY  work  people
     1.  Sastamala  27.8  25.0    33.3

    rural municipalities (1)
           TINY  work  people

    What was done to the data
      Universe: 7 regions ranked; 1 of the division left out by rule
      Symbols in place of values: `..` 1; 0 of them read as exactly zero, the others as missing
      Missing: 4 indicator values over all editions, 0 of them imputed: `workplaces` 3 (left out, the other weights carry the score), `employment` 1 (left out, the other weights carry the score)
      Missing `workplaces`: Kankaanpää (2025), Kauniainen (2025), Nurmes (2025)
      Missing `employment`: Sastamala (2024)
      Not ranked in edition 2024: 1 region below 75 % coverage: 790 Sastamala
      Not ranked in edition 2025: 3 regions below 75 % coverage: 214 Kankaanpää, 235 Kauniainen, 541 Nurmes

    Wrote 45 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
}

#[test]
fn they_get_the_middle_of_the_range() {
    let workdir = with_gaps(Workdir::new());
    workdir.append("index.toml", "[method.missing]\npolicy = \"neutral\"\nlargest_share = 0.5\nminimum_coverage = 0.5\n");
    assert_snapshot!(workdir.builds(), @r"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    Edition 2025, change against 2024

    cities (3)
                   TINY  work  people
     1.  Helsinki  77.8  83.3    66.7  ▲1
     2.  Espoo     72.2  58.3   100.0  ▼1
     3.  Vantaa    55.6  41.7    83.3   =
      climbed most: Helsinki +1 → 1.

    towns (3)
                     TINY  work  people
     1.  Kauniainen  66.7  75.0    50.0   =
     2.  Kankaanpää  33.3  41.7    16.7  ▲1
     3.  Sastamala   27.8  25.0    33.3  ▼1
      climbed most: Kankaanpää +1 → 2.

    rural municipalities (1)
                 TINY  work  people
     1.  Nurmes  16.7  25.0     0.0  =

    What was done to the data
      Universe: 7 regions ranked; 1 of the division left out by rule
      Symbols in place of values: `..` 1; 0 of them read as exactly zero, the others as missing
      Missing: 4 indicator values over all editions, 4 of them imputed: `workplaces` 3 (given the middle of the range), `employment` 1 (given the middle of the range)
      Missing `workplaces`: Kankaanpää (2025), Kauniainen (2025), Nurmes (2025)
      Missing `employment`: Sastamala (2024)

    Wrote 45 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
}

#[test]
fn a_value_that_cannot_be_computed() {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    statistics.row("population", 2023, "091").value = Some(0.0);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `workplaces` is missing for 1 of 7 regions in edition 2024 (statistic period 2023)
          091 Helsinki: not computable (a weight is missing, it divides by 0, or the result is too large)
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator

    error: the indicator `growth` is missing for 1 of 7 regions in edition 2024 (statistic period 2024)
          091 Helsinki: not computable (a weight is missing, it divides by 0, or the result is too large)
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator
    "#);
}

#[test]
fn equal_values_everywhere_tell_no_regions_apart() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    statistics.rows.iter_mut().filter(|row| row.series == "employment_rate").for_each(|row| row.value = Some(70.0));
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.builds(), @r"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    Edition 2025, change against 2024

    cities (3)
                          TINY  work  people
     shared 1.  Espoo     72.2  58.3   100.0   =
     shared 1.  Helsinki  72.2  75.0    66.7  ▲2
     shared 1.  Vantaa    72.2  66.7    83.3   =
      climbed most: Helsinki +2 → 1.

    towns (3)
                            TINY  work  people
     shared 1.  Kankaanpää  38.9  50.0    16.7   =
     shared 1.  Sastamala   38.9  41.7    33.3   =
            3.  Kauniainen  33.3  25.0    50.0  ▼2

    rural municipalities (1)
                 TINY  work  people
     1.  Nurmes  22.2  33.3     0.0  =

    What was done to the data
      Universe: 7 regions ranked; 1 of the division left out by rule
      Edition 2024: `employment` has the same value everywhere and tells no regions apart (all get the middle of the range)
      Edition 2025: `employment` has the same value everywhere and tells no regions apart (all get the middle of the range)
      Ties in edition 2024: 5 regions share 2 ranks: 1. Espoo = Vantaa, 4. Kankaanpää = Kauniainen = Sastamala
      Ties in edition 2025: 5 regions share 2 ranks: 1. Espoo = Helsinki = Vantaa, 4. Kankaanpää = Sastamala

    Wrote 45 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
}

/// Score of the index and coverage by edition and code, as written in `rankings.csv`.
fn results(workdir: &Workdir) -> Vec<(String, String, String)> {
    let rankings = workdir.rankings();
    let mut lines = rankings.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let column = |name: &str| header.iter().position(|column| *column == name).expect(name);
    let [edition, code, index, coverage] = ["edition", "code", "tiny", "coverage"].map(column);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        (format!("{} {}", cells[edition], cells[code]), cells[index].to_owned(), cells[coverage].to_owned())
    };
    lines.map(row).collect()
}

/// The editions and codes without a score of the index.
fn without_score(workdir: &Workdir) -> Vec<String> {
    results(workdir).into_iter().filter(|(_, score, _)| score.is_empty()).map(|(place, ..)| place).collect()
}

#[test]
fn an_indicators_own_policy_goes_before_that_of_the_index() {
    let workdir = with_gaps(Workdir::new());
    workdir.append("index.toml", "[method.missing]\npolicy = \"propagate\"\nlargest_share = 0.5\n");
    assert_eq!(without_score(&workdir), ["2024 790", "2025 214", "2025 235", "2025 541"]);
    workdir.edit("index.toml", "id = \"workplaces\"\n", "id = \"workplaces\"\nmissing = { policy = \"renormalise\" }\n");
    // Two of three indicators are less than the three fourths that must rest on data where nothing else is said.
    assert_eq!(without_score(&workdir), ["2024 790", "2025 214", "2025 235", "2025 541"]);
    workdir.append("index.toml", "minimum_coverage = 0.6\n");
    assert_eq!(without_score(&workdir), ["2024 790"]);
}

#[test]
fn a_least_coverage_holds_whatever_the_policy() {
    let workdir = with_gaps(Workdir::new());
    workdir.append("index.toml", "[method.missing]\npolicy = \"propagate\"\nlargest_share = 0.5\nminimum_coverage = 0.7\n");
    // Two thirds of the weight are there, and more is asked for.
    workdir.edit("index.toml", "id = \"workplaces\"\n", "id = \"workplaces\"\nmissing = { policy = \"renormalise\" }\n");
    assert_eq!(without_score(&workdir), ["2024 790", "2025 214", "2025 235", "2025 541"]);
    let notes = workdir.read("out/notes.md");
    assert!(notes.contains("Not ranked in edition 2025: 3 regions below 70 % coverage"), "{notes}");
    // What was imputed is no data either.
    workdir.edit("index.toml", "missing = { policy = \"renormalise\" }\n", "imputation = { method = \"median\" }\n");
    assert_eq!(without_score(&workdir), ["2024 790", "2025 214", "2025 235", "2025 541"]);
}

#[test]
fn what_must_not_be_missing_leaves_all_nodes_above_without_a_score() {
    let workdir = with_gaps(Workdir::new());
    let method = "[method]\nindex_of = \"factors\"\n[method.missing]\npolicy = \"renormalise\"\nlargest_share = 0.5\nminimum_coverage = 0.4\n";
    workdir.append("index.toml", method);
    assert!(without_score(&workdir).is_empty());
    workdir.edit("index.toml", "id = \"workplaces\"\n", "id = \"workplaces\"\nmissing = { policy = \"propagate\" }\n");
    // The factor lacks it, and so does the index, though the other factor is there.
    assert_eq!(without_score(&workdir), ["2025 214", "2025 235", "2025 541"]);
    let notes = workdir.read("out/notes.md");
    assert!(notes.contains("Not ranked in edition 2025: 3 regions of which something is missing"), "{notes}");
}

#[test]
fn a_neutral_score_is_no_data_where_nothing_told_the_regions_apart() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    let of_2023 = statistics.rows.iter_mut().filter(|row| row.series == "employment_rate" && row.year == 2023);
    of_2023.for_each(|row| row.value = Some(70.0));
    workdir.statistics(&statistics);
    let keys = "missing = { policy = \"neutral\" }\nnormalisation = { all_equal = \"missing\" }\n";
    workdir.edit("index.toml", "id = \"employment\"\n", &format!("id = \"employment\"\n{keys}"));
    workdir.append("index.toml", "[method.missing]\nminimum_coverage = 0.5\n");
    let results = results(&workdir);
    assert!(
        results.iter().all(|(place, score, coverage)| {
            !score.is_empty() && (place.starts_with("2024") == coverage.starts_with("0.666"))
        }),
        "{results:?}"
    );
}

#[test]
fn regions_that_were_left_out_measure_nobody() {
    // Nurmes has one indicator of three and is left out; Kankaanpää's employment is put where it stands in workplaces.
    let with_rate = |rate: f64| {
        let workdir = Workdir::new();
        let mut statistics = Statistics::tiny();
        statistics.remove(|row| row.code == "541" && row.series == "population");
        statistics.remove(|row| row.code == "214" && row.series == "employment_rate" && row.year == 2023);
        statistics.row("employment_rate", 2023, "541").value = Some(rate);
        workdir.statistics(&statistics);
        let keys = "[method]\nscreening = { region = 0.6 }\nimputation = { method = \"row-mean\" }\nnormalisation = { method = \"min-max\" }\n";
        workdir.append("index.toml", &format!("{keys}[method.missing]\nlargest_share = 0.5\nminimum_coverage = 0.5\n"));
        results(&workdir)
    };
    let results = with_rate(66.3);
    assert_eq!(results, with_rate(99.0));
    assert!(results.iter().all(|(place, score, _)| place.ends_with("541") == score.is_empty()), "{results:?}");
}

#[test]
fn a_region_that_was_left_out_lacks_nothing_that_must_be_there() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.code == "541" && row.series == "population");
    workdir.statistics(&statistics);
    workdir.edit("index.toml", "id = \"tiny\"\n", "id = \"tiny\"\nmissing = { policy = \"fail\" }\n");
    workdir.append("index.toml", "[method]\nscreening = { region = 0.6 }\n");
    assert_eq!(without_score(&workdir), ["2024 541", "2025 541"]);
}

#[test]
fn a_base_edition_without_the_indicator_is_refused() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nfirst_edition = \"2025\"\n");
    workdir.append("index.toml", "[method]\npool = { editions = \"2024\" }\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the normalisation of `growth` takes its parameters from edition 2024, which does not have the indicator
      --> index.toml:60:6
       |
    60 | id = "growth"
       |      ^^^^^^^^
       |
       = help: give the indicator a pool of its own: `normalisation = { pool = { editions = "all" } }`
    "#);
}

#[test]
fn a_factor_is_not_normalised_on_an_edition_that_does_not_have_it() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nfirst_edition = \"2025\"\n");
    let keys = "id = \"people\"\nnormalisation = { method = \"z-score\", pool = { editions = \"2024\" } }\n";
    workdir.edit("index.toml", "id = \"people\"\n", keys);
    workdir.append("index.toml", "[method]\nindex_of = \"factors\"\n");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: the score of `people` cannot be normalised in the editions together: no region has a value
      help: choose another normalisation for the factor, or a larger pool
    ");
}

#[test]
fn weights_from_a_base_edition_that_lacks_a_child_name_the_edition() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nfirst_edition = \"2025\"\n");
    workdir.append("index.toml", "[method]\nweights = { method = \"standard-deviation\", editions = \"2024\" }\n");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: no weights can be taken from the data for `tiny` from edition 2024, weights by standard deviation: 0 values are too few, the method needs 3
          edition 2024 does not have `growth`
      help: give weights, or take `equal` ones
    ");
}

#[test]
fn what_was_observed_of_a_region_that_was_left_out_is_shown() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.code == "541" && row.series == "population");
    workdir.statistics(&statistics);
    workdir.append("index.toml", "[method]\nscreening = { region = 0.6 }\n");
    workdir.builds();
    let bytes = std::fs::read(workdir.path("out/scores.parquet")).expect("the scores");
    let columns = ["edition", "code", "node", "raw", "normalised", "status"];
    let lines = crate::statistics::lines(bytes, &columns);
    let of_nurmes: Vec<String> = lines.into_iter().filter(|line| line.starts_with("2025 541 ")).collect();
    assert_snapshot!(of_nurmes.join("\n"), @r"
    2025 541 tiny – – not ranked
    2025 541 work – – not ranked
    2025 541 people – – not ranked
    2025 541 workplaces – – missing (too few indicators)
    2025 541 employment 66.9 – left out (too few indicators)
    2025 541 growth – – missing (too few indicators)
    ");
}
