//! Faults of the configuration: each with line, column, caret and the fix, all of them in one run.

use insta::assert_snapshot;

use crate::workdir::{CONFIGURATION, Workdir};

/// What is said when one text of the configuration is replaced.
fn refused(from: &str, to: &str) -> String {
    let workdir = Workdir::built();
    workdir.edit("index.toml", from, to);
    workdir.refused()
}

/// What is said when lines are added at the end of the configuration.
fn refused_with(lines: &str) -> String {
    let workdir = Workdir::built();
    workdir.append("index.toml", lines);
    workdir.refused()
}

/// What is said when the configuration is something else.
fn refused_as(content: impl AsRef<[u8]>) -> String {
    let workdir = Workdir::built();
    workdir.write("index.toml", content);
    workdir.refused()
}

// --- The file ---

#[test]
fn a_file_that_is_not_there() {
    assert_snapshot!(Workdir::built().refused_by(&["build", "indeks.toml", "--out", "out"]), @r"
    exit code: 3
    ----- stderr -----
    error: cannot read the configuration `indeks.toml`: it does not exist
      help: give the path of a configuration file, for example `evp build config/evp.toml`
    ");
}

#[test]
fn the_default_file_is_not_there() {
    assert_snapshot!(Workdir::built().refused_by(&["build"]), @r"
    exit code: 3
    ----- stderr -----
    error: cannot read the configuration `config/evp.toml`: it does not exist
      help: give the path of a configuration file, for example `evp build config/evp.toml`
    ");
}

#[test]
fn a_folder() {
    assert_snapshot!(Workdir::built().refused_by(&["build", "out", "--out", "out"]), @r"
    exit code: 3
    ----- stderr -----
    error: the configuration `out` is not a file
      help: give the path of a configuration file, for example `evp build config/evp.toml`
    ");
}

#[test]
fn latin_1() {
    assert_snapshot!(refused_as(b"format = 1\n[index]\nid = \"kunta\"\ntitle = \"Seutukaupungit ja \xe4l\xe4\"\n"), @r"
    exit code: 3
    ----- stderr -----
    error: the configuration `index.toml` is not UTF-8 text: line 4 holds other bytes
      help: save the file as UTF-8
    ");
}

#[test]
fn an_empty_file() {
    assert_snapshot!(refused_as(""), @r"
    exit code: 3
    ----- stderr -----
    error: the key `format` is missing
      --> index.toml
      help: begin the file with `format = 1`

    error: the sections [index], [regions], [[source]], [[variable]], [[indicator]], [[edition]] are missing
      --> index.toml
      help: `evp schema` describes every section; config/evp.toml is an example
    ");
}

#[test]
fn nothing_about_regions() {
    let (before, rest) = CONFIGURATION.split_once("[regions]").expect("the section");
    let (_, after) = rest.split_once("[[source]]").expect("the next section");
    let said = refused_as(format!("{before}[[source]]{after}"));
    assert!(said.contains("the section [regions] is missing"), "{said}");
    assert!(said.contains("help: write `[regions]`: it may be empty, and then the codes in the data are the regions"), "{said}");
}

#[test]
fn a_lag_of_a_group_that_cannot_be_meant() {
    let group = "[[group]]\nid = \"big\"\nlargest = { variable = \"population\", number = 3, lag = 2024 }\n";
    let said = refused_with(group);
    assert!(said.contains("a lag of 2024 periods cannot be meant"), "{said}");
}

#[test]
fn a_zero_byte() {
    assert_snapshot!(refused_as(CONFIGURATION.replace("Tiny", "Ti\0ny")), @r#"
    exit code: 3
    ----- stderr -----
    error: a character that cannot stand in a text
     --> index.toml:5:12
      |
    5 | title = "Ti␀ny index"
      |            ^
      |
      = help: remove it, or write it as `\u0000`
    "#);
}

#[test]
fn a_file_too_large_to_be_meant() {
    assert_snapshot!(refused_as(vec![b'#'; (8 << 20) + 1]), @r"
    exit code: 3
    ----- stderr -----
    error: the configuration `index.toml` is larger than 8 MiB
      help: give a configuration; data are named in it under [[source]]
    ");
}

#[test]
fn ten_thousand_lists_in_one_another() {
    let lists = "[".repeat(10_000);
    let said = refused_as(format!("format = {lists}\n"));
    assert_snapshot!(said.replace(&lists[..9_000], ""), @r"
    exit code: 3
    ----- stderr -----
    error: lists or tables too deep in one another
     --> index.toml:1:90
      |
    1 | format = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...
      |                                                                                          ^
      |
      = help: write it flat

    error: unclosed array, expected `]`
     --> index.toml:1:10010
      |
    1 | ...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      |                                                                    ^
    ");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    workdir.write("index.toml", format!("\u{feff}{}", CONFIGURATION.replace('\n', "\r\n")));
    assert_eq!(workdir.rankings(), rankings);
}

// --- TOML ---

#[test]
fn two_syntax_errors_show_both() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "title = \"Tiny index\"", "title = \"Tiny index");
    workdir.edit("index.toml", "id = \"work\"", "id \"work\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: a text that does not end
     --> index.toml:5:20
      |
    5 | title = "Tiny index
      |                    ^
      |
      = help: close it with `"`

    error: key with no value, expected `=`
      --> index.toml:40:4
       |
    40 | id "work"
       |    ^
    "#);
}

#[test]
fn a_key_written_twice() {
    assert_snapshot!(refused("title = \"Tiny index\"", "title = \"Tiny index\"\ntitle = \"Another\""), @r#"
    exit code: 3
    ----- stderr -----
    error: `title` is written twice
     --> index.toml:6:1
      |
    6 | title = "Another"
      | ^^^^^
      |
      = help: keep one of them
    "#);
}

#[test]
fn a_section_written_twice() {
    assert_snapshot!(refused_with("[index]\nid = \"again\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: `index` is written twice
      --> index.toml:70:2
       |
    70 | [index]
       |  ^^^^^
       |
       = help: keep one of them

    error: `id` is written twice
      --> index.toml:71:1
       |
    71 | id = "again"
       | ^^
       |
       = help: keep one of them
    "#);
}

// --- Keys and values ---

#[test]
fn an_unknown_section() {
    assert_snapshot!(refused("[[factor]]\nid = \"people\"", "[[faktor]]\nid = \"people\""), @r"
    exit code: 3
    ----- stderr -----
    error: unknown section `faktor`
      --> index.toml:42:3
       |
    42 | [[faktor]]
       |   ^^^^^^
       |
       = help: did you mean `factor`?
    ");
}

#[test]
fn an_unknown_key() {
    assert_snapshot!(refused("variable = \"employment_rate\"\nlag", "variable = \"employment_rate\"\nwieght = 2\nlag"), @r"
    exit code: 3
    ----- stderr -----
    error: unknown key `wieght` in [[indicator]]
      --> index.toml:57:1
       |
    57 | wieght = 2
       | ^^^^^^
       |
       = help: did you mean `weight`?
    ");
}

#[test]
fn an_unknown_key_like_no_other() {
    assert_snapshot!(refused("title = \"Tiny index\"", "title = \"Tiny index\"\nzzz = 1"), @r"
    exit code: 3
    ----- stderr -----
    error: unknown key `zzz` in [index]
     --> index.toml:6:1
      |
    6 | zzz = 1
      | ^^^
      |
      = help: known: `aggregation`, `id`, `label`, `languages`, `missing`, `title`, `weights`
    ");
}

#[test]
fn an_unknown_choice() {
    assert_snapshot!(refused_with("[method.normalisation]\nties = \"averge\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown value `averge` in [method]
      --> index.toml:71:8
       |
    71 | ties = "averge"
       |        ^^^^^^^^
       |
       = help: did you mean `average`?
    "#);
}

#[test]
fn an_unknown_method() {
    assert_snapshot!(refused_with("[method.normalisation]\nmethod = \"z-scores\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown value `z-scores` in [method]
      --> index.toml:71:10
       |
    71 | method = "z-scores"
       |          ^^^^^^^^^^
       |
       = help: did you mean `z-score`?
    "#);
}

#[test]
fn a_text_where_a_number_belongs() {
    assert_snapshot!(refused("variable = \"employment_rate\"\nlag = 1", "variable = \"employment_rate\"\nlag = \"1\""), @r#"
    exit code: 3
    ----- stderr -----
    error: "1" where a whole number of 0 or more belongs in [[indicator]]
      --> index.toml:57:7
       |
    57 | lag = "1"
       |       ^^^
       |
       = help: write it without quotes
    "#);
}

#[test]
fn a_number_where_a_text_belongs() {
    assert_snapshot!(refused("id = \"2024\"", "id = 2024"), @r"
    exit code: 3
    ----- stderr -----
    error: 2024 where text belongs in [[edition]]
      --> index.toml:66:6
       |
    66 | id = 2024
       |      ^^^^
       |
       = help: put it in quotes
    ");
}

#[test]
fn a_number_below_zero_where_it_cannot_be() {
    assert_snapshot!(refused("variable = \"employment_rate\"\nlag = 1", "variable = \"employment_rate\"\nlag = -1"), @r"
    exit code: 3
    ----- stderr -----
    error: -1 where a whole number of 0 or more belongs in [[indicator]]
      --> index.toml:57:7
       |
    57 | lag = -1
       |       ^^
    ");
}

#[test]
fn a_decimal_where_a_whole_number_belongs() {
    assert_snapshot!(refused("division = 2025", "division = 2025.5"), @r"
    exit code: 3
    ----- stderr -----
    error: 2025.5 where a whole number belongs in [regions]
      --> index.toml:13:12
       |
    13 | division = 2025.5
       |            ^^^^^^
    ");
}

#[test]
fn a_table_where_a_list_belongs() {
    assert_snapshot!(refused("[[source]]", "[source]"), @r"
    exit code: 3
    ----- stderr -----
    error: `source` is a list: write `[[source]]`, not a table
      --> index.toml:23:1
       |
    23 | [source]
       | ^^^^^^^^
    ");
}

#[test]
fn a_list_where_a_table_belongs() {
    assert_snapshot!(refused("[regions]\n", "[[regions]]\n"), @r"
    exit code: 3
    ----- stderr -----
    error: [regions] is one section, not a list
     --> index.toml:8:1
      |
    8 | [[regions]]
      | ^^^^^^^^^^^
      |
      = help: write `[regions]`, once
    ");
}

#[test]
fn a_key_that_is_missing() {
    assert_snapshot!(refused("factor = \"people\"\ndirection = \"higher-is-better\"\n", "factor = \"people\"\n"), @r"
    exit code: 3
    ----- stderr -----
    error: the key `direction` is missing in [[indicator]]
      --> index.toml:59:1
       |
    59 | [[indicator]]
       | ^^^^^^^^^^^^^
       |
       = help: add `direction = …`
    ");
}

#[test]
fn a_derivation_that_does_not_exist() {
    assert_snapshot!(refused("derive = { change =", "derive = { chnge ="), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown value `chnge` in [[indicator]]
      --> index.toml:63:12
       |
    63 | derive = { chnge = { of = "population", as = "percent" } }
       |            ^^^^^
       |
       = help: did you mean `change`?
    "#);
}

#[test]
fn a_key_of_a_derivation_that_does_not_exist() {
    assert_snapshot!(refused("denominator = \"population\", scale", "divisor = \"population\", scale"), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown key `divisor` in [[indicator]]
      --> index.toml:49:42
       |
    49 | derive = { ratio = { numerator = "jobs", divisor = "population", scale = 100 } }
       |                                          ^^^^^^^
       |
       = help: known: `denominator`, `numerator`, `scale`
    "#);
}

#[test]
fn two_derivations_at_once() {
    assert_snapshot!(
        refused(
            "derive = { change = { of = \"population\", as = \"percent\" } }",
            "derive = { change = { of = \"population\", as = \"percent\" }, mean = { of = \"jobs\", over = 2 } }"
        ),
        @r#"
        exit code: 3
        ----- stderr -----
        error: several keys where one belongs in [[indicator]]
          --> index.toml:63:10
           |
        63 | derive = { change = { of = "population", as = "percent" }, mean = { of = "jobs", over = 2 } }
           |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: keep one of them
        "#
    );
}

#[test]
fn no_format() {
    assert_snapshot!(refused("format = 1\n", "\n"), @r"
    exit code: 3
    ----- stderr -----
    error: the key `format` is missing
      --> index.toml
      help: begin the file with `format = 1`
    ");
}

#[test]
fn a_format_of_the_future() {
    assert_snapshot!(refused("format = 1\n", "format = 2\n"), @r"
    exit code: 3
    ----- stderr -----
    error: this configuration is of format 2, this program reads 1
     --> index.toml:1:10
      |
    1 | format = 2
      |          ^
      |
      = help: use a newer version of evp
    ");
}

#[test]
fn format_0() {
    assert_snapshot!(refused("format = 1\n", "format = 0\n"), @r"
    exit code: 3
    ----- stderr -----
    error: there is no format 0
     --> index.toml:1:10
      |
    1 | format = 0
      |          ^
      |
      = help: write `format = 1`
    ");
}

#[test]
fn sections_that_are_missing() {
    assert_snapshot!(refused_as("format = 1\n"), @r"
    exit code: 3
    ----- stderr -----
    error: the sections [index], [regions], [[source]], [[variable]], [[indicator]], [[edition]] are missing
      --> index.toml
      help: `evp schema` describes every section; config/evp.toml is an example
    ");
}

#[test]
fn a_source_without_files() {
    assert_snapshot!(refused("files = [\"statistics.parquet\"]", "files = []"), @r#"
    exit code: 3
    ----- stderr -----
    error: a source lists no files
      --> index.toml:24:6
       |
    24 | id = "statistics"
       |      ^^^^^^^^^^^^
       |
       = help: add `files = ["…"]`
    "#);
}

// --- Names ---

#[test]
fn ids_that_cannot_name_a_column() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"tiny\"", "id = \"../tiny\"");
    workdir.edit("index.toml", "id = \"growth\"", "id = \"väestönkasvu\"");
    workdir.edit("index.toml", "id = \"jobs\"", "id = \"\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `../tiny` cannot be an id
     --> index.toml:4:6
      |
    4 | id = "../tiny"
      |      ^^^^^^^^^
      |
      = help: use letters a–z, digits, `_` and `-` (at most 80); names in any language go into `name`

    error: `` cannot be an id
      --> index.toml:32:6
       |
    32 | id = ""
       |      ^^
       |
       = help: use letters a–z, digits, `_` and `-` (at most 80); names in any language go into `name`

    error: there is no variable `jobs`
      --> index.toml:49:34
       |
    49 | derive = { ratio = { numerator = "jobs", denominator = "population", scale = 100 } }
       |                                  ^^^^^^
       |
       = help: known: ``, `employment_rate`, `population`

    error: `väestönkasvu` cannot be an id
      --> index.toml:60:6
       |
    60 | id = "väestönkasvu"
       |      ^^^^^^^^^^^^^^
       |
       = help: use letters a–z, digits, `_` and `-` (at most 80); names in any language go into `name`
    "#);
}

#[test]
fn ids_given_twice() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"jobs\"", "id = \"population\"");
    workdir.edit("index.toml", "id = \"employment\"\n", "id = \"workplaces\"\n");
    workdir.edit("index.toml", "id = \"people\"", "id = \"work\"");
    workdir.edit("index.toml", "id = \"2025\"", "id = \"2024\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: two of the variables are called `population`
      --> index.toml:32:6
       |
    32 | id = "population"
       |      ^^^^^^^^^^^^
       |
       = help: give each its own id

    error: two of the factors are called `work`
      --> index.toml:43:6
       |
    43 | id = "work"
       |      ^^^^^^
       |
       = help: give each its own id

    error: there is no variable `jobs`
      --> index.toml:49:34
       |
    49 | derive = { ratio = { numerator = "jobs", denominator = "population", scale = 100 } }
       |                                  ^^^^^^
       |
       = help: known: `employment_rate`, `population`

    error: two of the indicators are called `workplaces`
      --> index.toml:53:6
       |
    53 | id = "workplaces"
       |      ^^^^^^^^^^^^
       |
       = help: give each its own id

    error: there is no factor `people`
      --> index.toml:61:10
       |
    61 | factor = "people"
       |          ^^^^^^^^
       |
       = help: known: `tiny`, `work`

    error: two of the editions are called `2024`
      --> index.toml:69:6
       |
    69 | id = "2024"
       |      ^^^^^^
       |
       = help: give each its own id
    "#);
}

#[test]
fn an_indicator_called_like_a_factor() {
    assert_snapshot!(refused("id = \"growth\"", "id = \"people\""), @r#"
    exit code: 3
    ----- stderr -----
    error: `people` is both an indicator and a factor
      --> index.toml:43:6
       |
    43 | id = "people"
       |      ^^^^^^^^
       |
       = help: give one of them another id: both name columns of the tables
    "#);
}

#[test]
fn ids_that_would_give_two_columns_one_name() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"tiny\"", "id = \"coverage\"");
    workdir.edit("index.toml", "[[factor]]\nid = \"people\"", "[[factor]]\nid = \"work_rank\"");
    workdir.edit("index.toml", "factor = \"people\"", "factor = \"work_rank\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the rankings would have two columns called `coverage`
     --> index.toml:4:6
      |
    4 | id = "coverage"
      |      ^^^^^^^^^^
      |
      = help: give it another id, or leave it out: the rankings have a column of that name already

    error: the rankings would have two columns called `work_rank`
      --> index.toml:43:6
       |
    43 | id = "work_rank"
       |      ^^^^^^^^^^^
       |
       = help: give it another id, or leave it out: the rankings have a column of that name already
    "#);
}

#[test]
fn editions_that_would_give_two_folders_one_name() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"2024\"", "id = \"Final\"\nperiod = \"2024\"");
    workdir.edit("index.toml", "id = \"2025\"", "id = \"final\"\nperiod = \"2025\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the edition `final` would be written to the same folder as `Final`
      --> index.toml:70:6
       |
    70 | id = "final"
       |      ^^^^^^^
       |
       = help: give the editions ids that differ in more than case and punctuation
    "#);
}

#[test]
fn region_types_that_would_give_two_files_one_name() {
    assert_snapshot!(refused("id = \"rural\"", "id = \"City!\""), @r#"
    exit code: 3
    ----- stderr -----
    error: the region type `City!` would be written to the same file as another
      --> index.toml:20:10
       |
    20 |   { id = "City!", name = "rural municipalities" },
       |          ^^^^^^^
       |
       = help: give the types ids that differ in more than case and punctuation
    "#);
}

#[test]
fn names_that_do_not_exist() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "factor = \"people\"", "factor = \"peple\"");
    workdir.edit("index.toml", "weighted-mean = \"population\"", "weighted-mean = \"populaton\"");
    workdir.edit("index.toml", "numerator = \"jobs\"", "numerator = \"job\"");
    workdir.edit("index.toml", "variable = \"employment_rate\"", "variable = \"unemployment\"");
    workdir.append(
        "index.toml",
        "[[acknowledge]]\nfinding = \"preliminary\"\nindicator = \"grwth\"\nedition = \"2026\"\nreason = \"seen\"\n",
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no variable `populaton`
      --> index.toml:37:27
       |
    37 | merge = { weighted-mean = "populaton" }
       |                           ^^^^^^^^^^^
       |
       = help: did you mean `population`?

    error: there is no variable `job`
      --> index.toml:49:34
       |
    49 | derive = { ratio = { numerator = "job", denominator = "population", scale = 100 } }
       |                                  ^^^^^
       |
       = help: did you mean `jobs`?

    error: there is no variable `unemployment`
      --> index.toml:56:12
       |
    56 | variable = "unemployment"
       |            ^^^^^^^^^^^^^^
       |
       = help: known: `employment_rate`, `jobs`, `population`

    error: there is no factor `peple`
      --> index.toml:61:10
       |
    61 | factor = "peple"
       |          ^^^^^^^
       |
       = help: did you mean `people`?

    error: there is no indicator `grwth`
      --> index.toml:72:13
       |
    72 | indicator = "grwth"
       |             ^^^^^^^
       |
       = help: did you mean `growth`?

    error: there is no edition `2026`
      --> index.toml:73:11
       |
    73 | edition = "2026"
       |           ^^^^^^
       |
       = help: did you mean `2024`?
    "#);
}

#[test]
fn a_statistic_period_for_an_edition_that_does_not_exist() {
    assert_snapshot!(
        refused(
            "variable = \"employment_rate\"\nlag = 1",
            "variable = \"employment_rate\"\nperiods = { \"2026\" = \"2024\", \"2025\" = \"last\" }"
        ),
        @r#"
        exit code: 3
        ----- stderr -----
        error: there is no edition `2026`
          --> index.toml:57:13
           |
        57 | periods = { "2026" = "2024", "2025" = "last" }
           |             ^^^^^^
           |
           = help: did you mean `2024`?

        error: `last` is not a period
          --> index.toml:57:39
           |
        57 | periods = { "2026" = "2024", "2025" = "last" }
           |                                       ^^^^^^
           |
           = help: write 2025, 2025Q3, 2025M09 or 2025T2
        "#
    );
}

#[test]
fn a_parent_that_does_not_exist() {
    assert_snapshot!(refused("[[factor]]\nid = \"people\"", "[[factor]]\nid = \"people\"\nparent = \"wrok\""), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no factor `wrok`
      --> index.toml:44:10
       |
    44 | parent = "wrok"
       |          ^^^^^^
       |
       = help: did you mean `work`?
    "#);
}

#[test]
fn factors_in_a_circle() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "[[factor]]\nid = \"work\"", "[[factor]]\nid = \"work\"\nparent = \"people\"");
    workdir.edit("index.toml", "[[factor]]\nid = \"people\"", "[[factor]]\nid = \"people\"\nparent = \"work\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the factors form a circle: work → people → work
      --> index.toml:41:10
       |
    41 | parent = "people"
       |          ^^^^^^^^
       |
       = help: let one of them lie under the index
    "#);
}

#[test]
fn variables_in_a_circle() {
    assert_snapshot!(
        refused_with(
            "[[variable]]\nid = \"a\"\nderive = { difference = { of = \"b\", minus = \"jobs\" } }\n\
             [[variable]]\nid = \"b\"\nderive = { mean = { of = \"a\", over = 3 } }\n"
        ),
        @r#"
        exit code: 3
        ----- stderr -----
        error: the variables form a circle: a → b → a
          --> index.toml:72:10
           |
        72 | derive = { difference = { of = "b", minus = "jobs" } }
           |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: derive one of them from variables that are read
        "#
    );
}

#[test]
fn a_factor_without_indicators() {
    assert_snapshot!(refused_with("[[factor]]\nid = \"services\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the factor `services` has no indicators
      --> index.toml:71:6
       |
    71 | id = "services"
       |      ^^^^^^^^^^
       |
       = help: give it indicators (`factor = "…"`), or remove it
    "#);
}

#[test]
fn a_name_missing_in_one_language() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"en\", \"sv\"]");
    workdir.edit("index.toml", "title = \"Tiny index\"", "title = { en = \"Tiny index\" }");
    workdir.edit("index.toml", "id = \"work\"", "id = \"work\"\nname = { en = \"Work\", fi = \"Työ\" }");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the index `tiny` has no name in sv
     --> index.toml:4:6
      |
    4 | id = "tiny"
      |      ^^^^^^
      |
      = help: add the name, or leave the language out of `languages`

    error: the factor `work` has no name in sv
      --> index.toml:40:6
       |
    40 | id = "work"
       |      ^^^^^^
       |
       = help: add the name, or leave the language out of `languages`
    "#);
}

#[test]
fn languages_that_are_none() {
    assert_snapshot!(refused("languages = [\"en\"]", "languages = [\"en\", \"Suomi\", \"en\"]"), @r#"
    exit code: 3
    ----- stderr -----
    error: `Suomi` is not a language code, or is listed twice
     --> index.toml:6:20
      |
    6 | languages = ["en", "Suomi", "en"]
      |                    ^^^^^^^
      |
      = help: write codes such as fi, sv, en

    error: `en` is not a language code, or is listed twice
     --> index.toml:6:29
      |
    6 | languages = ["en", "Suomi", "en"]
      |                             ^^^^
      |
      = help: write codes such as fi, sv, en
    "#);
}

#[test]
fn no_languages() {
    assert_snapshot!(refused("languages = [\"en\"]", "languages = []"), @r#"
    exit code: 3
    ----- stderr -----
    error: `languages` is empty
     --> index.toml:4:6
      |
    4 | id = "tiny"
      |      ^^^^^^
      |
      = help: list at least one language, such as ["fi", "sv", "en"]
    "#);
}

#[test]
fn two_variables_of_one_series() {
    assert_snapshot!(refused("id = \"jobs\"\n", "id = \"jobs\"\nseries = \"population\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the variables `population` and `jobs` read the same series `population`
      --> index.toml:33:10
       |
    33 | series = "population"
       |          ^^^^^^^^^^^^
       |
       = help: keep one of them, or name another series with `series`
    "#);
}

// --- Weights and numbers ---

#[test]
fn weights_that_cannot_be() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"workplaces\"", "id = \"workplaces\"\nweight = -1");
    workdir.edit("index.toml", "id = \"employment\"\n", "id = \"employment\"\nweight = nan\n");
    workdir.edit("index.toml", "id = \"growth\"", "id = \"growth\"\nweight = inf");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the weight of `workplaces` cannot be -1
      --> index.toml:47:10
       |
    47 | weight = -1
       |          ^^
       |
       = help: give a number of 0 or more; to reverse an indicator, set `direction = "lower-is-better"`

    error: the weight of `employment` cannot be NaN
      --> index.toml:55:10
       |
    55 | weight = nan
       |          ^^^
       |
       = help: give a number of 0 or more; to reverse an indicator, set `direction = "lower-is-better"`

    error: the weight of `growth` cannot be inf
      --> index.toml:63:10
       |
    63 | weight = inf
       |          ^^^
       |
       = help: give a number of 0 or more; to reverse an indicator, set `direction = "lower-is-better"`
    "#);
}

#[test]
fn a_weight_too_large_to_be_a_number() {
    assert_snapshot!(refused("id = \"growth\"", "id = \"growth\"\nweight = 1e999"), @r"
    exit code: 3
    ----- stderr -----
    error: a number too large in [[indicator]]
      --> index.toml:61:10
       |
    61 | weight = 1e999
       |          ^^^^^
       |
       = help: give a number that can be meant
    ");
}

#[test]
fn a_weight_that_is_a_text() {
    assert_snapshot!(refused("id = \"growth\"", "id = \"growth\"\nweight = \"double\""), @r#"
    exit code: 3
    ----- stderr -----
    error: "double" where a number (or one for each edition, { "2023" = 2, "2024" = 3 }) belongs in [[indicator]]
      --> index.toml:61:10
       |
    61 | weight = "double"
       |          ^^^^^^^^
       |
       = help: write it without quotes
    "#);
}

#[test]
fn a_factor_whose_indicators_all_weigh_nothing() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"workplaces\"", "id = \"workplaces\"\nweight = 0");
    workdir.edit("index.toml", "id = \"employment\"\n", "id = \"employment\"\nweight = 0\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: everything under `work` has weight 0
      --> index.toml:40:6
       |
    40 | id = "work"
       |      ^^^^^^
       |
       = help: give at least one child a weight
    "#);
}

#[test]
fn a_weight_without_meaning() {
    assert_snapshot!(refused("[[factor]]\nid = \"people\"", "[[factor]]\nid = \"people\"\nweight = 2"), @r#"
    exit code: 3
    ----- stderr -----
    error: the weight of the factor `people` has no meaning: `tiny` is the mean of its indicators
      --> index.toml:44:10
       |
    44 | weight = 2
       |          ^
       |
       = help: remove the weight, or set `index_of = "factors"`
    "#);
}

#[test]
fn weights_need_not_sum_to_one() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    for (id, end) in [("workplaces", ""), ("employment", "\n"), ("growth", "")] {
        workdir.edit("index.toml", &format!("id = \"{id}\"{end}"), &format!("id = \"{id}\"\nweight = 7{end}"));
    }
    assert_eq!(workdir.rankings(), rankings);
}

#[test]
fn numbers_out_of_range() {
    let workdir = Workdir::built();
    workdir.edit(
        "index.toml",
        "merge = { weighted-mean = \"population\" }",
        "merge = { weighted-mean = \"population\" }\nplausible = [100, 0]",
    );
    workdir.edit("index.toml", "scale = 100", "scale = 0");
    workdir.edit("index.toml", "as = \"percent\"", "over = 0, as = \"percent\"");
    workdir.edit("index.toml", "variable = \"employment_rate\"\nlag = 1", "variable = \"employment_rate\"\nlag = 2023");
    workdir.append(
        "index.toml",
        "[method]\nnormalisation.range = [100, 0]\nmissing.minimum_coverage = 75\nmissing.largest_share = -0.1\n\
         rounding.index = { half-up = 40 }\nranking.decimals = 30\n[publish]\ndecimals = 20\n",
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the plausible range is empty
      --> index.toml:38:13
       |
    38 | plausible = [100, 0]
       |             ^^^^^^^^
       |
       = help: give two numbers, the lower first

    error: the scale cannot be 0
      --> index.toml:50:78
       |
    50 | derive = { ratio = { numerator = "jobs", denominator = "population", scale = 0 } }
       |                                                                              ^
       |
       = help: give a number such as 100 or 1000

    error: a lag of 2023 periods cannot be meant
      --> index.toml:58:7
       |
    58 | lag = 2023
       |       ^^^^
       |
       = help: give the number of periods between statistic and edition

    error: `over` cannot be 0
      --> index.toml:64:49
       |
    64 | derive = { change = { of = "population", over = 0, as = "percent" } }
       |                                                 ^
       |
       = help: give a number of periods from 1 to 1200

    error: [100, 0] is not a range
      --> index.toml:72:23
       |
    72 | normalisation.range = [100, 0]
       |                       ^^^^^^^^
       |
       = help: give two numbers, the lower first

    error: the least coverage cannot be 75
      --> index.toml:73:28
       |
    73 | missing.minimum_coverage = 75
       |                            ^^
       |
       = help: give a number from 0 to 1

    error: the largest share of missing values cannot be -0.1
      --> index.toml:74:25
       |
    74 | missing.largest_share = -0.1
       |                         ^^^^
       |
       = help: give a number from 0 to 1

    error: cannot round to 40 decimals
      --> index.toml:75:18
       |
    75 | rounding.index = { half-up = 40 }
       |                  ^^^^^^^^^^^^^^^^
       |
       = help: give 0 to 12

    error: scores cannot be ranked to 30 decimals
      --> index.toml:76:20
       |
    76 | ranking.decimals = 30
       |                    ^^
       |
       = help: give 0 to 12; a double holds about 15 digits, and equal sums must tie

    error: tables for people cannot have 20 decimals
      --> index.toml:78:12
       |
    78 | decimals = 20
       |            ^^
       |
       = help: give 0 to 9; the machine-readable tables hold every digit
    "#);
}

// --- Editions, variables, indicators ---

#[test]
fn editions_in_the_wrong_order() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"2025\"", "id = \"2023\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the edition `2023` of 2023 stands after `2024` of 2024
      --> index.toml:69:6
       |
    69 | id = "2023"
       |      ^^^^^^
       |
       = help: list editions oldest first: rank change is against the edition before
    "#);
}

#[test]
fn editions_of_different_frequencies() {
    assert_snapshot!(refused("id = \"2025\"", "id = \"2025Q1\""), @r#"
    exit code: 3
    ----- stderr -----
    error: the editions `2024` and `2025Q1` are of different frequencies
      --> index.toml:69:6
       |
    69 | id = "2025Q1"
       |      ^^^^^^^^
       |
       = help: let all editions be of years, of quarters, of tertials or of months; a statistic of another frequency has its own `frequency` under its indicator
    "#);
}

#[test]
fn an_edition_without_a_period() {
    assert_snapshot!(refused("id = \"2025\"", "id = \"autumn\""), @r#"
    exit code: 3
    ----- stderr -----
    error: `autumn` is not a period
      --> index.toml:69:6
       |
    69 | id = "autumn"
       |      ^^^^^^^^
       |
       = help: write 2025, 2025Q3, 2025M09 or 2025T2
    "#);
}

#[test]
fn an_indicator_with_both_a_variable_and_a_derivation() {
    assert_snapshot!(refused("id = \"growth\"", "id = \"growth\"\nvariable = \"jobs\""), @r#"
    exit code: 3
    ----- stderr -----
    error: the indicator `growth` has both `variable` and `derive`
      --> index.toml:61:12
       |
    61 | variable = "jobs"
       |            ^^^^^^
       |
       = help: keep one of them
    "#);
}

#[test]
fn an_indicator_with_neither_a_variable_nor_a_derivation() {
    assert_snapshot!(refused("variable = \"employment_rate\"\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: the indicator `employment` says neither `variable` nor `derive`
      --> index.toml:53:6
       |
    53 | id = "employment"
       |      ^^^^^^^^^^^^
       |
       = help: add `variable = "…"` or `derive = { … }`
    "#);
}

#[test]
fn a_derived_variable_that_says_how_it_is_merged() {
    let lines =
        "[[variable]]\nid = \"density\"\nmerge = \"sum\"\nderive = { difference = { of = \"jobs\", minus = \"population\" } }\n";
    assert_snapshot!(refused_with(lines), @r#"
    exit code: 3
    ----- stderr -----
    error: the variable `density` is derived and cannot have `merge`
      --> index.toml:71:6
       |
    71 | id = "density"
       |      ^^^^^^^^^
       |
       = help: remove it: a derived variable is computed after its parts were brought to the division
    "#);
}

#[test]
fn a_mean_weighted_by_a_derived_variable() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "weighted-mean = \"population\"", "weighted-mean = \"density\"");
    workdir.append(
        "index.toml",
        "[[variable]]\nid = \"density\"\nderive = { difference = { of = \"jobs\", minus = \"population\" } }\n",
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `employment_rate` is weighted by `density`, which is derived
      --> index.toml:37:9
       |
    37 | merge = { weighted-mean = "density" }
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: weigh by a variable that is read from the data
    "#);
}

#[test]
fn a_share_of_nothing() {
    assert_snapshot!(
        refused(
            "derive = { change = { of = \"population\", as = \"percent\" } }",
            "derive = { share = { of = [], total = \"population\" } }"
        ),
        @r#"
        exit code: 3
        ----- stderr -----
        error: a share needs at least one variable on each side
          --> index.toml:63:10
           |
        63 | derive = { share = { of = [], total = "population" } }
           |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: list variables
        "#
    );
}

#[test]
fn a_rule_of_the_whole_index_on_one_indicator() {
    assert_snapshot!(refused("id = \"growth\"", "id = \"growth\"\nmissing = { minimum_coverage = 0.5 }"), @r"
    exit code: 3
    ----- stderr -----
    error: `minimum_coverage` is a rule for a node, not for one indicator
      --> index.toml:61:32
       |
    61 | missing = { minimum_coverage = 0.5 }
       |                                ^^^
       |
       = help: state it under [method.missing], or at a factor
    ");
}

// --- All at once ---

#[test]
fn five_mistakes_in_five_sections_are_all_shown() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "title = \"Tiny index\"", "titel = \"Tiny index\"");
    workdir.edit("index.toml", "division = 2025", "division = \"2025\"");
    workdir.edit("index.toml", "files = [\"statistics.parquet\"]", "file = [\"statistics.parquet\"]");
    workdir.edit("index.toml", "merge = { weighted-mean = \"population\" }", "merge = \"mean\"");
    workdir.append("index.toml", "[release]\nstatus = \"finished\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown key `titel` in [index]
     --> index.toml:5:1
      |
    5 | titel = "Tiny index"
      | ^^^^^
      |
      = help: did you mean `title`?

    error: "2025" where a whole number belongs in [regions]
      --> index.toml:13:12
       |
    13 | division = "2025"
       |            ^^^^^^
       |
       = help: write it without quotes

    error: unknown key `file` in [[source]]
      --> index.toml:25:1
       |
    25 | file = ["statistics.parquet"]
       | ^^^^
       |
       = help: did you mean `files`?

    error: unknown value `mean` in [[variable]]
      --> index.toml:37:9
       |
    37 | merge = "mean"
       |         ^^^^^^
       |
       = help: known: `refuse`, `successor`, `sum`, `weighted-mean`

    error: unknown value `finished` in [release]
      --> index.toml:71:10
       |
    71 | status = "finished"
       |          ^^^^^^^^^^
       |
       = help: known: `corrected`, `draft`, `embargo`, `final`
    "#);
}

#[test]
fn mistakes_of_every_kind_are_shown_together() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "title = \"Tiny index\"", "titel = \"Tiny index\"");
    workdir.edit("index.toml", "weighted-mean = \"population\"", "weighted-mean = \"populaton\"");
    // Not judged while a factor cannot be read: it may be the one that is meant.
    workdir.edit("index.toml", "factor = \"people\"", "factor = \"peple\"");
    workdir.edit("index.toml", "id = \"2025\"", "id = \"2023\"");
    workdir.append("index.toml", "[[factor]]\nid = \"services\"\nwieght = 2\n[publish]\ndecimals = 20\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown key `titel` in [index]
     --> index.toml:5:1
      |
    5 | titel = "Tiny index"
      | ^^^^^
      |
      = help: did you mean `title`?

    error: there is no variable `populaton`
      --> index.toml:37:27
       |
    37 | merge = { weighted-mean = "populaton" }
       |                           ^^^^^^^^^^^
       |
       = help: did you mean `population`?

    error: the edition `2023` of 2023 stands after `2024` of 2024
      --> index.toml:69:6
       |
    69 | id = "2023"
       |      ^^^^^^
       |
       = help: list editions oldest first: rank change is against the edition before

    error: unknown key `wieght` in [[factor]]
      --> index.toml:72:1
       |
    72 | wieght = 2
       | ^^^^^^
       |
       = help: did you mean `weight`?

    error: tables for people cannot have 20 decimals
      --> index.toml:74:12
       |
    74 | decimals = 20
       |            ^^
       |
       = help: give 0 to 9; the machine-readable tables hold every digit
    "#);
}
