//! What a configuration says of the method and cannot mean: every message names the key and the way out, and nothing is read.

use insta::assert_snapshot;

use crate::workdir::Workdir;

/// What is said of the tiny index with further lines at its end.
fn refused_with(lines: &str) -> String {
    let workdir = Workdir::built();
    workdir.append("index.toml", lines);
    workdir.refused()
}

/// What is said of the tiny index with lines added to the indicator `growth`, and others at its end.
fn refused_of_growth(growth: &str, lines: &str) -> String {
    let workdir = Workdir::built();
    workdir.edit("index.toml", GROWTH, &format!("{GROWTH}{growth}"));
    workdir.append("index.toml", lines);
    workdir.refused()
}

const GROWTH: &str = "derive = { change = { of = \"population\", as = \"percent\" } }\n";

// ----------------------------------------------------------------------------------------------------------- normalisation

#[test]
fn keys_that_mean_nothing_for_the_normalisation() {
    assert_snapshot!(refused_of_growth(
        "normalisation = { method = \"z-score\", ties = \"average\", range = [0, 1] }\n",
        "[method.normalisation]\nmethod = \"min-max\"\ngoalposts = [0, 1]\nspread = \"population\"\n",
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: `ties` means nothing for the method `z-score`
      --> index.toml:64:46
       |
    64 | normalisation = { method = "z-score", ties = "average", range = [0, 1] }
       |                                              ^^^^^^^^^
       |
       = help: remove it, or choose `percentile-rank` or `rank` or `borda` or `exponential`

    error: the method `z-score` has a scale of its own and takes no `range`
      --> index.toml:64:65
       |
    64 | normalisation = { method = "z-score", ties = "average", range = [0, 1] }
       |                                                                 ^^^^^^
       |
       = help: remove it

    error: `goalposts` means nothing for the method `min-max`
      --> index.toml:73:13
       |
    73 | goalposts = [0, 1]
       |             ^^^^^^
       |
       = help: remove it, or choose `goalposts`

    error: `spread` means nothing for the method `min-max`
      --> index.toml:74:10
       |
    74 | spread = "population"
       |          ^^^^^^^^^^^^
       |
       = help: remove it, or choose `z-score`
    "#);
}

#[test]
fn goalposts_that_cannot_be() {
    assert_snapshot!(refused_of_growth("normalisation = { method = \"goalposts\" }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: the goalposts are not stated
      --> index.toml:64:28
       |
    64 | normalisation = { method = "goalposts" }
       |                            ^^^^^^^^^^^
       |
       = help: add `goalposts = [lower, upper]`, in the indicator's own unit
    "#);
    assert_snapshot!(refused_of_growth("normalisation = { method = \"goalposts\", goalposts = [20, -5] }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: [20, -5] cannot be goalposts
      --> index.toml:64:53
       |
    64 | normalisation = { method = "goalposts", goalposts = [20, -5] }
       |                                                     ^^^^^^^^
       |
       = help: give the lower post first, in the indicator's own unit; where less is better, `direction` turns the score
    "#);
    assert_snapshot!(refused_of_growth(
        "normalisation = { method = \"goalposts\", goalposts = [0, 75000], logarithm = true }\n", ""
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: a goalpost of 0 has no logarithm
      --> index.toml:64:53
       |
    64 | normalisation = { method = "goalposts", goalposts = [0, 75000], logarithm = true }
       |                                                     ^^^^^^^^^^
       |
       = help: give goalposts above 0, or remove `logarithm`
    "#);
}

#[test]
fn references_of_another_method() {
    assert_snapshot!(refused_of_growth("normalisation = { method = \"distance-to\", reference = \"mean\" }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: a distance is not taken to a mean
      --> index.toml:64:55
       |
    64 | normalisation = { method = "distance-to", reference = "mean" }
       |                                                       ^^^^^^
       |
       = help: write "maximum", { region = "…" }, { target = … } or { target-variable = "…" }; means belong to `relative-to`
    "#);
    assert_snapshot!(refused_of_growth("normalisation = { method = \"relative-to\", reference = \"maximum\" }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: values are set against a mean or a stated value here
      --> index.toml:64:55
       |
    64 | normalisation = { method = "relative-to", reference = "maximum" }
       |                                                       ^^^^^^^^^
       |
       = help: write "mean", { weighted-mean = "…" } or { value = … }; regions and targets belong to `distance-to`
    "#);
    assert_snapshot!(refused_of_growth(
        "normalisation = { method = \"relative-to\", reference = { weighted-mean = \"populaton\" } }\n", ""
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no variable `populaton`
      --> index.toml:64:55
       |
    64 | normalisation = { method = "relative-to", reference = { weighted-mean = "populaton" } }
       |                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `population`?
    "#);
    assert_snapshot!(refused_of_growth("normalisation = { method = \"distance-to\", reference = { region = \"990\" } }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: no ranked region has the code `990`
      --> index.toml:60:6
       |
    60 | id = "growth"
       |      ^^^^^^^^
       |
       = help: did you mean `790`?
    "#);
}

#[test]
fn points_and_cut_points_that_do_not_go_together() {
    assert_snapshot!(refused_of_growth("normalisation = { method = \"cut-points\", cuts = [1, 2] }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: `cut-points` needs `cuts` and `points`
      --> index.toml:64:28
       |
    64 | normalisation = { method = "cut-points", cuts = [1, 2] }
       |                            ^^^^^^^^^^^^
       |
       = help: add for example `cuts = [50, 60], points = [1, 2, 3]`
    "#);
    assert_snapshot!(refused_of_growth("normalisation = { method = \"cut-points\", cuts = [2, 1], points = [1, 2] }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: the cut-points do not ascend
      --> index.toml:64:49
       |
    64 | normalisation = { method = "cut-points", cuts = [2, 1], points = [1, 2] }
       |                                                 ^^^^^^
       |
       = help: list them from the lowest to the highest

    error: 2 cut-points make 3 intervals, but there are 2 points
      --> index.toml:64:66
       |
    64 | normalisation = { method = "cut-points", cuts = [2, 1], points = [1, 2] }
       |                                                                  ^^^^^^
       |
       = help: give one number of points for each interval
    "#);
    assert_snapshot!(refused_of_growth("normalisation = { method = \"quantile-classes\", points = [1] }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: one class is no classification
      --> index.toml:64:57
       |
    64 | normalisation = { method = "quantile-classes", points = [1] }
       |                                                         ^^^
       |
       = help: give points for at least two classes
    "#);
}

#[test]
fn numbers_of_a_scale_that_cannot_be() {
    assert_snapshot!(refused_with(
        "[method.normalisation]\nmethod = \"z-score\"\ndeviation = 0\nmean = inf\n"
    ), @r"
    exit code: 3
    ----- stderr -----
    error: the deviation cannot be 0
      --> index.toml:72:13
       |
    72 | deviation = 0
       |             ^
       |
       = help: give a number above 0

    error: the mean of the scores cannot be inf
      --> index.toml:73:8
       |
    73 | mean = inf
       |        ^^^
       |
       = help: give a number
    ");
    assert_snapshot!(refused_with("[method.normalisation]\nmethod = \"min-max\"\nrange = [100, 0]\n"), @r"
    exit code: 3
    ----- stderr -----
    error: [100, 0] is not a range
      --> index.toml:72:9
       |
    72 | range = [100, 0]
       |         ^^^^^^^^
       |
       = help: give two numbers, the lower first
    ");
    assert_snapshot!(refused_with("[method.normalisation]\nmethod = \"exponential\"\nconstant = -23\n"), @r"
    exit code: 3
    ----- stderr -----
    error: the constant cannot be -23
      --> index.toml:72:12
       |
    72 | constant = -23
       |            ^^^
       |
       = help: give a number above 0
    ");
}

// ------------------------------------------------------------------------------------------------------------------- pools

#[test]
fn pools_of_editions_and_regions_that_are_not_there() {
    assert_snapshot!(refused_with(
        "[method.pool]\neditions = \"2019\"\n[method.treatment]\nsteps = [{ winsorise = {} }]\npool = { editions = \"every\" }\n"
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no edition `2019` to take parameters from
      --> index.toml:71:12
       |
    71 | editions = "2019"
       |            ^^^^^^
       |
       = help: write `each`, `all` or the id of an edition; did you mean `2024`?

    error: there is no edition `every` to take parameters from
      --> index.toml:74:21
       |
    74 | pool = { editions = "every" }
       |                     ^^^^^^^
       |
       = help: write `each`, `all` or the id of an edition; known: `2024`, `2025`, `all`, `each`
    "#);
    assert_snapshot!(refused_with("[method.pool]\nwithin = \"maakunta\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the region table has no column `maakunta`
      --> index.toml:71:10
       |
    71 | within = "maakunta"
       |          ^^^^^^^^^^
       |
       = help: known: `code`, `level`, `mainland`, `name_en`, `region_type`, `valid_from`, `valid_to`
    "#);
}

#[test]
fn a_pool_within_region_types_where_there_are_none() {
    let workdir = Workdir::built();
    let text = workdir.read("index.toml");
    let (before, rest) = text.split_once("[regions.types]").expect("the types");
    let (_, after) = rest.split_once("[[source]]").expect("the source");
    workdir.write("index.toml", format!("{before}[[source]]{after}[method.pool]\nwithin = \"region-type\"\n"));
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the index has no region types to take parameters within
      --> index.toml:64:10
       |
    64 | within = "region-type"
       |          ^^^^^^^^^^^^^
       |
       = help: add [regions.types], or name a column of the region table
    "#);
}

// ------------------------------------------------------------------------------------- screening, imputation and treatment

#[test]
fn shares_that_are_none() {
    assert_snapshot!(refused_with("[method.screening]\nregion = 75\nindicator = -0.1\n"), @r"
    exit code: 3
    ----- stderr -----
    error: the least share cannot be 75
      --> index.toml:71:10
       |
    71 | region = 75
       |          ^^
       |
       = help: give a number from 0 to 1

    error: the least share cannot be -0.1
      --> index.toml:72:13
       |
    72 | indicator = -0.1
       |             ^^^^
       |
       = help: give a number from 0 to 1
    ");
}

#[test]
fn imputations_that_lack_what_they_need() {
    assert_snapshot!(refused_of_growth("imputation = { method = \"constant\" }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: the constant is not stated
      --> index.toml:64:25
       |
    64 | imputation = { method = "constant" }
       |                         ^^^^^^^^^^
       |
       = help: add `value = …`, in the indicator's unit
    "#);
    assert_snapshot!(refused_of_growth("imputation = { method = \"parent-area\", variable = \"population\" }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: `parent-area` needs a variable and a level
      --> index.toml:64:25
       |
    64 | imputation = { method = "parent-area", variable = "population" }
       |                         ^^^^^^^^^^^^^
       |
       = help: add `variable = "…"` (published for the areas) and `level = "…"`
    "#);
    assert_snapshot!(refused_of_growth("imputation = { method = \"linear\", at_most = 0 }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: `at_most` cannot be 0
      --> index.toml:64:45
       |
    64 | imputation = { method = "linear", at_most = 0 }
       |                                             ^
       |
       = help: give a number of statistic periods from 1 to 120
    "#);
    assert_snapshot!(refused_of_growth("imputation = { method = \"mean\", value = 0, ends = \"constant\" }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: `value` means nothing for this method of imputation
      --> index.toml:64:41
       |
    64 | imputation = { method = "mean", value = 0, ends = "constant" }
       |                                         ^
       |
       = help: remove it, or state the method it belongs to

    error: `ends` means nothing for this method of imputation
      --> index.toml:64:51
       |
    64 | imputation = { method = "mean", value = 0, ends = "constant" }
       |                                                   ^^^^^^^^^^
       |
       = help: remove it, or state the method it belongs to
    "#);
}

#[test]
fn treatments_that_cannot_be() {
    assert_snapshot!(refused_with(
        "[method.treatment]\nsteps = [{ percentiles = [0.95, 0.05] }, { box-cox = { exponent = 50 } }]\nskewness = -1\n"
    ), @r"
    exit code: 3
    ----- stderr -----
    error: [0.95, 0.05] are not two percentiles
      --> index.toml:71:10
       |
    71 | steps = [{ percentiles = [0.95, 0.05] }, { box-cox = { exponent = 50 } }]
       |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: give two shares from 0 to 1, the lower first, such as [0.05, 0.95]

    error: an exponent of 50 cannot be meant
      --> index.toml:71:42
       |
    71 | steps = [{ percentiles = [0.95, 0.05] }, { box-cox = { exponent = 50 } }]
       |                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: give λ between -5 and 5

    error: a limit cannot be -1
      --> index.toml:72:12
       |
    72 | skewness = -1
       |            ^^
       |
       = help: give a number from 0 to 1000000
    ");
}

#[test]
fn a_middle_for_scores_that_have_none() {
    assert_snapshot!(refused_of_growth(
        "missing = { policy = \"neutral\" }\nnormalisation = { method = \"rank\" }\n", ""
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: the scores of the indicator `growth` have no middle that a missing value could get
      --> index.toml:60:6
       |
    60 | id = "growth"
       |      ^^^^^^^^
       |
       = help: choose another policy for missing values, or a normalisation with a range
    "#);
}

// ------------------------------------------------------------------------------------------------- weights and aggregation

#[test]
fn weights_that_do_not_count() {
    for method in ["median", "minimum", "benefit-of-the-doubt"] {
        let said = refused_of_growth("weight = 2\n", &format!("[method.aggregation]\nmethod = \"{method}\"\n"));
        assert!(said.contains("the weight of `growth` does not count in the aggregation of `people`"), "{method}: {said}");
    }
    assert_snapshot!(refused_of_growth("weight = 2\n", "[method.aggregation]\nmethod = \"median\"\n"), @r"
    exit code: 3
    ----- stderr -----
    error: the weight of `growth` does not count in the aggregation of `tiny`
      --> index.toml:64:10
       |
    64 | weight = 2
       |          ^
       |
       = help: remove the weight, or choose a weighted mean of given weights

    error: the weight of `growth` does not count in the aggregation of `people`
      --> index.toml:64:10
       |
    64 | weight = 2
       |          ^
       |
       = help: remove the weight, or choose a weighted mean of given weights
    ");
}

#[test]
fn weights_of_an_edition_that_is_not_there() {
    assert_snapshot!(refused_of_growth("weight = { \"2024\" = 1, \"2026\" = 2 }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no edition `2026`
      --> index.toml:64:10
       |
    64 | weight = { "2024" = 1, "2026" = 2 }
       |          ^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `2024`?
    "#);
    assert_snapshot!(refused_of_growth("weight = { \"2024\" = -1 }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: the weight of `growth` cannot be -1
      --> index.toml:64:10
       |
    64 | weight = { "2024" = -1 }
       |          ^^^^^^^^^^^^^^^
       |
       = help: give a number of 0 or more; to reverse an indicator, set `direction = "lower-is-better"`
    "#);
    assert_snapshot!(refused_with("[method.weights]\nmethod = \"entropy\"\neditions = \"2026\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no edition `2026` to take parameters from
      --> index.toml:72:12
       |
    72 | editions = "2026"
       |            ^^^^^^
       |
       = help: write `each`, `all` or the id of an edition; did you mean `2024`?
    "#);
}

#[test]
fn an_edition_in_which_everything_weighs_nothing() {
    assert_snapshot!(refused_of_growth("weight = { \"2024\" = 0 }\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: everything under `people` has weight 0 in edition 2024
      --> index.toml:43:6
       |
    43 | id = "people"
       |      ^^^^^^^^
       |
       = help: give at least one child a weight
    "#);
}

#[test]
fn indicators_that_end_before_they_begin() {
    assert_snapshot!(refused_of_growth("first_edition = \"2025\"\nlast_edition = \"2024\"\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: the last edition of the indicator `growth` comes before its first
      --> index.toml:60:6
       |
    60 | id = "growth"
       |      ^^^^^^^^
       |
       = help: exchange `first_edition` and `last_edition`
    "#);
    assert_snapshot!(refused_of_growth("first_edition = \"2026\"\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no edition `2026`
      --> index.toml:64:17
       |
    64 | first_edition = "2026"
       |                 ^^^^^^
       |
       = help: did you mean `2024`?
    "#);
}

#[test]
fn means_of_scores_that_can_be_zero_or_less() {
    assert_snapshot!(refused_with("[method.aggregation]\nmethod = \"geometric-mean\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: `tiny` needs scores above 0, but `workplaces` can score 0
     --> index.toml:4:6
      |
    4 | id = "tiny"
      |      ^^^^^^
      |
      = help: normalise to a range above 0, such as `range = [1, 100]`, or accept that one 0 makes the whole 0: `zero = "gives-zero"`

    error: `work` needs scores above 0, but `workplaces` can score 0
      --> index.toml:40:6
       |
    40 | id = "work"
       |      ^^^^^^
       |
       = help: normalise to a range above 0, such as `range = [1, 100]`, or accept that one 0 makes the whole 0: `zero = "gives-zero"`

    error: `people` needs scores above 0, but `growth` can score 0
      --> index.toml:43:6
       |
    43 | id = "people"
       |      ^^^^^^^^
       |
       = help: normalise to a range above 0, such as `range = [1, 100]`, or accept that one 0 makes the whole 0: `zero = "gives-zero"`
    "#);
    assert_snapshot!(refused_with(
        "[method.aggregation]\nmethod = \"geometric-mean\"\nzero = \"gives-zero\"\n[method.normalisation]\nmethod = \"z-score\"\n"
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: `tiny` needs scores above 0, but `workplaces` can score less than 0
     --> index.toml:4:6
      |
    4 | id = "tiny"
      |      ^^^^^^
      |
      = help: choose a normalisation with a range, such as min-max with `range = [1, 100]`

    error: `work` needs scores above 0, but `workplaces` can score less than 0
      --> index.toml:40:6
       |
    40 | id = "work"
       |      ^^^^^^
       |
       = help: choose a normalisation with a range, such as min-max with `range = [1, 100]`

    error: `people` needs scores above 0, but `growth` can score less than 0
      --> index.toml:43:6
       |
    43 | id = "people"
       |      ^^^^^^^^
       |
       = help: choose a normalisation with a range, such as min-max with `range = [1, 100]`
    "#);
    assert_snapshot!(refused_with(
        "[method.aggregation]\nmethod = \"harmonic-mean\"\n[method.normalisation]\nmethod = \"min-max\"\nrange = [-1, 1]\n"
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: `tiny` needs scores above 0, but `workplaces` can score -1
     --> index.toml:4:6
      |
    4 | id = "tiny"
      |      ^^^^^^
      |
      = help: normalise to a range above 0, such as `range = [1, 100]`

    error: `work` needs scores above 0, but `workplaces` can score -1
      --> index.toml:40:6
       |
    40 | id = "work"
       |      ^^^^^^
       |
       = help: normalise to a range above 0, such as `range = [1, 100]`

    error: `people` needs scores above 0, but `growth` can score -1
      --> index.toml:43:6
       |
    43 | id = "people"
       |      ^^^^^^^^
       |
       = help: normalise to a range above 0, such as `range = [1, 100]`
    "#);
}

#[test]
fn mazziotta_pareto_on_another_scale() {
    assert_snapshot!(refused_with("[method.aggregation]\nmethod = \"mazziotta-pareto\"\n[method.normalisation]\nmethod = \"z-score\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the Mazziotta-Pareto index `tiny` is defined on its own scale, and `workplaces` is on another
     --> index.toml:4:6
      |
    4 | id = "tiny"
      |      ^^^^^^
      |
      = help: normalise with `method = "z-score", spread = "population", mean = 100, deviation = 10`, or, for the adjusted index, with min-max or goalposts and `range = [70, 130]`

    error: the Mazziotta-Pareto index `work` is defined on its own scale, and `workplaces` is on another
      --> index.toml:40:6
       |
    40 | id = "work"
       |      ^^^^^^
       |
       = help: normalise with `method = "z-score", spread = "population", mean = 100, deviation = 10`, or, for the adjusted index, with min-max or goalposts and `range = [70, 130]`

    error: the Mazziotta-Pareto index `people` is defined on its own scale, and `growth` is on another
      --> index.toml:43:6
       |
    43 | id = "people"
       |      ^^^^^^^^
       |
       = help: normalise with `method = "z-score", spread = "population", mean = 100, deviation = 10`, or, for the adjusted index, with min-max or goalposts and `range = [70, 130]`
    "#);
}

#[test]
fn ranks_counted_from_both_ends() {
    let workdir = Workdir::built();
    workdir.edit(
        "index.toml",
        "variable = \"employment_rate\"\n",
        "variable = \"employment_rate\"\nnormalisation = { method = \"rank\", count_from = \"best\" }\n",
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: of `employment` less is better (it is counted from the best), of others under `tiny` more
     --> index.toml:4:6
      |
    4 | id = "tiny"
      |      ^^^^^^
      |
      = help: count all ranks from the same end, or take `mean-of-ranks` for the whole node

    error: of `employment` less is better (it is counted from the best), of others under `work` more
      --> index.toml:40:6
       |
    40 | id = "work"
       |      ^^^^^^
       |
       = help: count all ranks from the same end, or take `mean-of-ranks` for the whole node
    "#);
}

#[test]
fn keys_that_mean_nothing_for_the_aggregation() {
    assert_snapshot!(refused_with("[method.aggregation]\nmethod = \"power-mean\"\nexponent = 0\n"), @r"
    exit code: 3
    ----- stderr -----
    error: a power mean needs an exponent
      --> index.toml:72:12
       |
    72 | exponent = 0
       |            ^
       |
       = help: add `exponent = …`, not 0: 1 is the arithmetic mean, -1 the harmonic; for 0 choose `geometric-mean`
    ");
    assert_snapshot!(refused_with("[method.aggregation]\nmethod = \"power-mean\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: a power mean needs an exponent
      --> index.toml:71:10
       |
    71 | method = "power-mean"
       |          ^^^^^^^^^^^^
       |
       = help: add `exponent = …`, not 0: 1 is the arithmetic mean, -1 the harmonic; for 0 choose `geometric-mean`
    "#);
    assert_snapshot!(refused_with("[method.aggregation]\nexponent = 2\npenalty = \"raises\"\nties = \"dense\"\nzero = \"refuse\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: `exponent` means nothing for this method of aggregation
      --> index.toml:71:12
       |
    71 | exponent = 2
       |            ^
       |
       = help: remove it, or state the method it belongs to

    error: `penalty` means nothing for this method of aggregation
      --> index.toml:72:11
       |
    72 | penalty = "raises"
       |           ^^^^^^^^
       |
       = help: remove it, or state the method it belongs to

    error: `ties` means nothing for this method of aggregation
      --> index.toml:73:8
       |
    73 | ties = "dense"
       |        ^^^^^^^
       |
       = help: remove it, or state the method it belongs to

    error: `zero` means nothing for this method of aggregation
      --> index.toml:74:8
       |
    74 | zero = "refuse"
       |        ^^^^^^^^
       |
       = help: remove it, or state the method it belongs to
    "#);
}

#[test]
fn keys_of_missing_values_in_the_wrong_place() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", GROWTH, &format!("{GROWTH}missing = {{ minimum_coverage = 0.5 }}\n"));
    workdir.edit("index.toml", "id = \"work\"\n", "id = \"work\"\nmissing = { largest_share = 0.5 }\n");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: `largest_share` is a rule for indicators, not for a node
      --> index.toml:41:29
       |
    41 | missing = { largest_share = 0.5 }
       |                             ^^^
       |
       = help: state it under [method.missing], or at an indicator

    error: `minimum_coverage` is a rule for a node, not for one indicator
      --> index.toml:65:32
       |
    65 | missing = { minimum_coverage = 0.5 }
       |                                ^^^
       |
       = help: state it under [method.missing], or at a factor
    ");
}

// ----------------------------------------------------------------------------------------------------- classes and rounding

#[test]
fn classes_that_cannot_be() {
    assert_snapshot!(refused_with("[method.classes]\nfirst = \"weakest\"\n"), @r"
    exit code: 3
    ----- stderr -----
    error: [method.classes] has neither `number` nor `cut_points`
      --> index.toml
      help: add `number = 5` for quintiles
    ");
    assert_snapshot!(refused_with("[method.classes]\nnumber = 1\n"), @r"
    exit code: 3
    ----- stderr -----
    error: 1 is no number of classes
      --> index.toml:71:10
       |
    71 | number = 1
       |          ^
       |
       = help: 5 makes quintiles, 10 deciles
    ");
    assert_snapshot!(refused_with("[method.classes]\nnumber = 5\ncut_points = [50]\n"), @r"
    exit code: 3
    ----- stderr -----
    error: [method.classes] has both `number` and `cut_points`
      --> index.toml:71:10
       |
    71 | number = 5
       |          ^
       |
       = help: keep one of them
    ");
    assert_snapshot!(refused_with("[method.classes]\ncut_points = [75, 50]\n"), @r"
    exit code: 3
    ----- stderr -----
    error: the cut-points do not ascend
      --> index.toml:71:14
       |
    71 | cut_points = [75, 50]
       |              ^^^^^^^^
       |
       = help: list them from the lowest to the highest
    ");
    assert_snapshot!(refused_with("[method.classes]\nnumber = 5\nnames = [\"good\", \"bad\"]\n"), @r"
    exit code: 3
    ----- stderr -----
    error: there are 5 classes, but 2 names
      --> index.toml:71:10
       |
    71 | number = 5
       |          ^
       |
       = help: name each class, number 1 first, or none
    ");
}

#[test]
fn roundings_that_cannot_be() {
    assert_snapshot!(refused_with("[method.rounding]\nindex = { half-up = 20 }\nfactors = { truncate = 3 }\n"), @r"
    exit code: 3
    ----- stderr -----
    error: cannot round to 20 decimals
      --> index.toml:71:9
       |
    71 | index = { half-up = 20 }
       |         ^^^^^^^^^^^^^^^^
       |
       = help: give 0 to 12
    ");
}

// ------------------------------------------------------------------------------------------------------ groups and targets

#[test]
fn groups_that_say_nothing_or_too_much() {
    assert_snapshot!(refused_with(
        "[[group]]\nid = \"none\"\n\n[[group]]\nid = \"two\"\ncolumn = \"mainland\"\nregions = [\"049\", \"091\"]\n"
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: the group `none` must say in one way who belongs to it
      --> index.toml:71:6
       |
    71 | id = "none"
       |      ^^^^^^
       |
       = help: state one of `regions`, `column`, `largest` and `size_classes`

    error: the group `two` must say in one way who belongs to it
      --> index.toml:74:6
       |
    74 | id = "two"
       |      ^^^^^
       |
       = help: state one of `regions`, `column`, `largest` and `size_classes`
    "#);
    assert_snapshot!(refused_with(
        "[[group]]\nid = \"one\"\nregions = [\"091\"]\n\n[[group]]\nid = \"largest\"\nlargest = { variable = \"people\", number = 1 }\n\n\
         [[group]]\nid = \"classes\"\nsize_classes = { variable = \"population\", limits = [10000, 5000] }\n"
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: a group needs at least two regions
      --> index.toml:72:11
       |
    72 | regions = ["091"]
       |           ^^^^^^^
       |
       = help: list their codes

    error: there is no variable `people`
      --> index.toml:76:24
       |
    76 | largest = { variable = "people", number = 1 }
       |                        ^^^^^^^^
       |
       = help: known: `employment_rate`, `jobs`, `population`

    error: a group needs at least two regions
      --> index.toml:76:43
       |
    76 | largest = { variable = "people", number = 1 }
       |                                           ^
       |
       = help: give a larger number

    error: the limits do not ascend
      --> index.toml:80:52
       |
    80 | size_classes = { variable = "population", limits = [10000, 5000] }
       |                                                    ^^^^^^^^^^^^^
       |
       = help: list them from the lowest to the highest
    "#);
}

#[test]
fn groups_and_targets_of_regions_that_are_not_ranked() {
    assert_snapshot!(refused_with(
        "[[group]]\nid = \"partners\"\nregions = [\"049\", \"91\", \"035\"]\n\n[[group]]\nid = \"areas\"\ncolumn = \"seutukunta\"\n\n\
         [[target]]\nof = \"tiny\"\nregions = { \"999\" = 50 }\n"
    ), @r#"
    exit code: 3
    ----- stderr -----
    error: the region table has no column `seutukunta`
      --> index.toml:76:10
       |
    76 | column = "seutukunta"
       |          ^^^^^^^^^^^^
       |
       = help: known: `code`, `level`, `mainland`, `name_en`, `region_type`, `valid_from`, `valid_to`

    error: no ranked region has the code `91`
      --> index.toml:72:11
       |
    72 | regions = ["049", "91", "035"]
       |           ^^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `091`?

    error: no ranked region has the code `035`
      --> index.toml:72:11
       |
    72 | regions = ["049", "91", "035"]
       |           ^^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `235`?

    error: no ranked region has the code `999`
      --> index.toml:80:13
       |
    80 | regions = { "999" = 50 }
       |             ^^^^^
       |
       = help: known: `049`, `091`, `092`, `214`, `235`, `541`, `790`
    "#);
}

#[test]
fn targets_of_nothing() {
    assert_snapshot!(refused_with("[[target]]\nof = \"employment\"\n\n[[target]]\nof = \"wrok\"\nvalue = 50\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the target has no value
      --> index.toml:71:6
       |
    71 | of = "employment"
       |      ^^^^^^^^^^^^
       |
       = help: add `value = …`, or `regions = { "091" = … }`

    error: there is no indicator, factor or index `wrok`
      --> index.toml:74:6
       |
    74 | of = "wrok"
       |      ^^^^^^
       |
       = help: did you mean `work`?
    "#);
}

#[test]
fn groups_whose_columns_would_be_those_of_others() {
    assert_snapshot!(refused_with("[[group]]\nid = \"type\"\nregions = [\"049\", \"091\"]\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the rankings would have two columns called `people_type_rank`
      --> index.toml:71:6
       |
    71 | id = "type"
       |      ^^^^^^
       |
       = help: give it another id, or leave it out: the rankings have a column of that name already
    "#);
}
