//! What may not be published is nowhere: values and scores with digits that nothing else has are planted in an index, and looked
//! for in every file and every answer.

use std::collections::BTreeMap;

use calamine::Reader;
use insta::assert_snapshot;

use crate::statistics::{Statistics, lines};
use crate::workdir::{BUILD, Finished, Workdir};

/// Ranked regions, with their values of 2023 and 2024: of the series whose scores may be shown, and of that of which nothing may.
const PLANTED: [(&str, [f64; 2], [f64; 2]); 7] = [
    ("049", [3_147_310.25, 3_151_872.75], [7_214_388.5, 7_219_941.75]),
    ("091", [2_983_417.5, 2_991_264.25], [7_873_120.25, 7_864_207.5]),
    ("092", [3_512_906.75, 3_498_113.5], [6_541_973.5, 6_557_281.25]),
    ("214", [2_398_771.75, 2_404_586.5], [5_918_442.75, 5_925_317.5]),
    ("235", [3_861_204.25, 3_853_917.75], [8_430_671.5, 8_447_138.25]),
    ("541", [2_714_655.5, 2_726_839.25], [6_087_513.25, 6_079_824.75]),
    ("790", [3_076_149.5, 3_069_342.25], [6_903_256.75, 6_912_488.5]),
];

/// An index with a variable whose values may not be shown and an indicator of which nothing may.
fn index() -> Workdir {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    for (code, licensed, secret) in PLANTED {
        for (year, position) in [(2023, 0), (2024, 1)] {
            statistics.add("licensed", year, code, licensed[position]);
            statistics.add("secret", year, code, secret[position]);
        }
    }
    workdir.statistics(&statistics);
    workdir.append(
        "index.toml",
        r#"
[[variable]]
id = "licensed"
merge = "sum"
publish = "score"

[[variable]]
id = "secret"
merge = "sum"

[[indicator]]
id = "licence"
factor = "people"
direction = "higher-is-better"
variable = "licensed"
lag = 1
normalisation = { method = "min-max" }

[[indicator]]
id = "confidential"
factor = "people"
direction = "higher-is-better"
variable = "secret"
lag = 1
publish = "none"
normalisation = { method = "min-max" }

[publish]
decimals = 3

[release]
corrections = "corrections.toml"
"#,
    );
    workdir.write(
        "corrections.toml",
        r#"[[override]]
edition = "2025"
region = "541"
indicator = "licence"
value = 4123987.25
reason = "a misprint"
author = "Analyst"
"#,
    );
    workdir
}

/// Numbers that may occur nowhere: values, their changes and statistics; of the indicator of which nothing is shown its scores and
/// contributions too.
fn forbidden() -> Vec<f64> {
    let mut numbers = vec![4_123_987.25];
    for pick in [|row: &(&str, [f64; 2], [f64; 2])| row.1, |row: &(&str, [f64; 2], [f64; 2])| row.2] {
        for (year, values) in [0, 1].map(|year| (year, PLANTED.iter().map(|row| pick(row)[year]).collect::<Vec<f64>>())) {
            numbers.extend(&values);
            numbers.push(values.iter().sum::<f64>());
            numbers.push(values.iter().sum::<f64>() / values.len() as f64);
            if year == 1 {
                numbers.extend(PLANTED.iter().map(|row| pick(row)[1] - pick(row)[0]));
            }
        }
    }
    for year in [0, 1] {
        let values: Vec<f64> = PLANTED.iter().map(|row| row.2[year]).collect();
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for value in values.into_iter().filter(|value| *value != lowest && *value != highest) {
            let score = 100.0 * (value - lowest) / (highest - lowest);
            // As it is, and its points of an index of five indicators.
            numbers.extend([score, score / 5.0]);
        }
    }
    numbers
}

/// The forbidden numbers that a text shows, with three decimals or more, or from a thousand on.
fn shown(text: &str, forbidden: &[f64]) -> Vec<String> {
    let mut found = Vec::new();
    let text = text.replace('\u{a0}', "");
    // As written, with decimal commas, and with thousands apart as in English.
    for text in [text.clone(), text.replace(',', "."), without_grouping(&text)] {
        for token in text.split(|character: char| !character.is_ascii_digit() && character != '.') {
            let token = token.trim_matches('.');
            let decimals = token.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let Ok(number) = token.parse::<f64>() else { continue };
            if decimals < 3 && number < 1_000.0 {
                continue;
            }
            let unit = 10f64.powi(-(decimals.min(9) as i32));
            if forbidden.iter().any(|forbidden| (forbidden.abs() - number).abs() < 0.51 * unit) {
                found.push(token.to_owned());
            }
        }
    }
    found
}

/// Text without the commas between a digit and three more.
fn without_grouping(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |position: usize| characters.get(position).is_some_and(char::is_ascii_digit);
    let groups = |at: usize| 0 < at && is_digit(at - 1) && (1..=3).all(|next| is_digit(at + next)) && !is_digit(at + 4);
    characters.iter().enumerate().filter(|(at, character)| **character != ',' || !groups(*at)).map(|(_, one)| *one).collect()
}

/// Every file of a folder as text.
fn texts(content: BTreeMap<String, Vec<u8>>, folder: &str) -> BTreeMap<String, String> {
    let files = content.into_iter().filter(|(name, _)| name.starts_with(folder) && !name.ends_with('/'));
    files.map(|(name, bytes)| (name.clone(), text(&name, bytes))).collect()
}

fn text(name: &str, bytes: Vec<u8>) -> String {
    if name.ends_with(".parquet") {
        let columns = crate::statistics::columns(bytes.clone());
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        return lines(bytes, &columns).join("\n");
    }
    if name.ends_with(".xlsx") {
        let mut workbook = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
        let sheets = workbook.worksheets();
        let cells = sheets.iter().flat_map(|(_, sheet)| sheet.cells().map(|(_, _, cell)| cell.to_string()));
        return cells.collect::<Vec<String>>().join("\n");
    }
    String::from_utf8(bytes).expect("text")
}

fn worked(workdir: &Workdir, arguments: &[&str]) -> Finished {
    let finished = workdir.run(arguments);
    assert_eq!(finished.code, Some(0), "{arguments:?}\n{finished}");
    finished
}

#[test]
fn the_planted_numbers_are_found_where_everything_is_shown() {
    let workdir = index();
    workdir.edit("index.toml", "publish = \"score\"\n", "");
    workdir.edit("index.toml", "publish = \"none\"\n", "");
    workdir.builds();
    let forbidden = forbidden();
    let files = texts(workdir.content(), "out/");
    let leaking: Vec<&str> =
        files.iter().filter(|(_, text)| !shown(text, &forbidden).is_empty()).map(|(name, _)| name.as_str()).collect();
    // What the other tests look for can be found, in every kind of file.
    assert_eq!(
        leaking,
        [
            "out/corrections.csv",
            "out/improvers.csv",
            "out/improvers.en.csv",
            "out/inputs/cells.parquet",
            "out/inputs/corrections.toml",
            "out/notes.md",
            "out/parameters.csv",
            "out/parameters.parquet",
            "out/profiles/049.html",
            "out/profiles/091.html",
            "out/profiles/092.html",
            "out/profiles/214.html",
            "out/profiles/235.html",
            "out/profiles/541.html",
            "out/profiles/790.html",
            "out/rankings.xlsx",
            "out/report.html",
            "out/scores.parquet",
            "out/tidy.parquet",
        ]
    );
}

#[test]
fn no_file_of_a_build_shows_them() {
    let workdir = index();
    let built = workdir.run(&["build", "index.toml", "--out", "out", "--replicates", "50"]);
    assert_eq!(built.code, Some(0), "{built}");
    let forbidden = forbidden();
    for (name, text) in texts(workdir.content(), "out/") {
        assert_eq!(shown(&text, &forbidden), Vec::<String>::new(), "{name}");
    }
    assert_eq!(shown(&built.to_string(), &forbidden), Vec::<String>::new());
    let scores = std::fs::read(workdir.path("out/scores.parquet")).expect("scores");
    let columns = ["edition", "code", "node", "raw", "normalised", "contribution", "rank", "status"];
    let of_region = lines(scores, &columns).into_iter().filter(|line| line.starts_with("2025 091")).collect::<Vec<_>>();
    assert_snapshot!(of_region.join("\n"), @r"
    2025 091 tiny – 68.867784286 68.867784285853 2 computed
    2025 091 work – 83.333333333 33.333333333333336 1 computed
    2025 091 people – 59.224084921 35.53445095251968 3 computed
    2025 091 workplaces 68.9696071163825 100.0 20.0 1 observed
    2025 091 employment 73.5 66.66666666666667 13.333333333333336 3 observed
    2025 091 growth 1.411119347664937 66.66666666666667 13.333333333333336 3 observed
    2025 091 licence – 34.12105932837356 6.824211865674712 6 observed+value not published
    2025 091 confidential – – – – not published
    ");
    let notes = workdir.read("out/notes.md");
    let said = ["ublished", "Take care", "Cells left out"];
    let said: Vec<&str> = notes.lines().filter(|line| said.iter().any(|words| line.contains(words))).collect();
    assert_snapshot!(said.join("\n"), @r"
    - Values not published, scores only: `licence`
    - Not published, but part of the index: `confidential`
    - Take care: whoever has the scores of the other indicators of `tiny` can compute that of `confidential` from them; leave a second one out where that must not be
    - Take care: whoever has the scores of the other indicators of `people` can compute that of `confidential` from them; leave a second one out where that must not be
    - Cells left out of the folder, so that it cannot be computed again from itself: `licensed`, `secret`
    - Edition 2025, 541 Nurmes, `licence`: value not published: a misprint (Analyst)
    - empty cell: not available, not ranked, nothing to compare with, or not published
    ");
    assert!(workdir.read("out/manifest.json").contains("\"withheld\": [\n    \"licensed\",\n    \"secret\"\n  ]"));
}

#[test]
fn no_answer_shows_them() {
    let workdir = index();
    let forbidden = forbidden();
    workdir.write("answers/.keep", "");
    let explain = ["explain", "index.toml", "541"];
    let what_if = ["what-if", "index.toml", "214"];
    let mut answers = Vec::new();
    for further in [&[][..], &["--json"], &["--out", "answers/explained.csv"], &["--language", "fi"]] {
        answers.push(worked(&workdir, &[&explain[..], further].concat()).to_string());
    }
    for further in [&[][..], &["--json"], &["--out", "answers/what-if.csv"]] {
        let set = ["--set", "licensed=+5%", "--set", "confidential=-3%", "--set", "employment=70"];
        answers.push(worked(&workdir, &[&what_if[..], &set[..], further].concat()).to_string());
        answers.push(worked(&workdir, &[&what_if[..], &["--climb", "1"], further].concat()).to_string());
    }
    for further in [&[][..], &["--json"]] {
        answers
            .push(worked(&workdir, &[&["diagnose", "index.toml", "--out", "answers/diagnostics"], further].concat()).to_string());
        answers.push(worked(&workdir, &[&["check", "index.toml"], further].concat()).to_string());
        answers.push(worked(&workdir, &[&["check", "index.toml", "--readiness"], further].concat()).to_string());
    }
    let small = ["--replicates", "50", "--points", "32"];
    for further in [&[][..], &["--json"]] {
        answers.push(
            worked(&workdir, &[&["audit", "index.toml", "--out", "answers/audit"], &small[..], further].concat()).to_string(),
        );
    }
    let robustness = ["robustness", "index.toml", "--out", "answers/robustness", "--write-replicates", "answers/replicates.csv"];
    answers.push(worked(&workdir, &[&robustness[..], &["--replicates", "50"]].concat()).to_string());
    worked(&workdir, BUILD);
    answers.push(worked(&workdir, &["compare", "out", "--out", "answers/comparison"]).to_string());
    answers.push(worked(&workdir, &["compare", "out", "--json"]).to_string());
    worked(&workdir, &["lock", "index.toml"]);
    answers.push(workdir.read("index.lock"));
    for answer in answers {
        assert_eq!(shown(&answer, &forbidden), Vec::<String>::new(), "{answer}");
    }
    for (name, text) in texts(workdir.content(), "answers/") {
        assert_eq!(shown(&text, &forbidden), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn no_language_of_the_audit_shows_them() {
    let workdir = index();
    workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"fi\", \"sv\", \"en\"]");
    worked(&workdir, &["audit", "index.toml", "--out", "audit", "--replicates", "50", "--points", "32"]);
    let files = texts(workdir.content(), "audit/");
    for page in ["audit/audit.html", "audit/audit.sv.html", "audit/audit.en.html"] {
        assert_eq!(shown(&files[page], &forbidden()), Vec::<String>::new(), "{page}");
        // It is there, without its values.
        assert!(files[page].contains("<code>licence</code>"), "{page}");
    }
    // The search itself finds what is written as each language writes it.
    for written in ["4,123,987.25", "4\u{a0}123\u{a0}987,25", "4123987.25"] {
        assert!(!shown(written, &forbidden()).is_empty(), "{written}");
    }
}

#[test]
fn a_region_explained_without_what_is_not_published() {
    let workdir = index();
    assert_snapshot!(worked(&workdir, &["explain", "index.toml", "091"]), @r"
    exit code: 0
    ----- stdout -----
    Helsinki (091) – Tiny index
    *** draft ***

    Edition 2025, against edition 2024
    cities: 2 / 3 = · all regions: 2 / 7 ▲1 · 68.868 points (+1.978)

               Score  Change  All      In type
    TINY      68.868  +1.978    2  ▲1        2   =
      work    83.333   0.000    1   =        1   =
      people  59.224  +3.296    3  ▲1        2  ▲1

    Indicator                In type          Score  Change     Own  Others
    workplaces                     1        100.000   0.000   0.000   0.000
    employment                     2         66.667   0.000  −1.667  +1.667
    growth                         3         66.667  +3.333  −1.667  +5.000
    licence                        3         34.121  −1.171  +0.100  −1.271
    confidential                   –  not published
    Not published, together                          −0.184  −0.071  −0.113
    Index                                    68.868  +1.978  −3.305  +5.283

    Indicator                 Before          Value  Change  Median change
    2024 workplaces            69.42          68.97   −0.46          −0.25
    2024 employment            74.10          73.50   −0.60          −0.60
    2025 growth                 1.58           1.41   −0.17          −0.17
    2024 licence       not published  not published
    2024 confidential  not published  not published
    The median change is the median of the changes of all regions that have a value in both editions.

    Next above: Espoo, +0.092 points
    Next below: Vantaa, −14.469 points
    Strengths: workplaces (1 / 3)
    Weaknesses: growth (3 / 3); licence (3 / 3)

    Places by indicator: growth +0.2; licence +0.1

    Scores are positions relative to other regions, not percentages. Changes are points of the index:
      own = the region's own figure moved, others = the other regions' figures moved. Parts are rounded
      so that they add up. Strengths and weaknesses: up to three best and weakest places in the type.
      Peers: of the same type, from half to twice the size, the most alike in their indicators' scores.

    [en] In edition 2025, Helsinki has rank 2 in its region type (cities, 3 in all) and has rank 2 among
      all 7 municipalities. The rank in the region type is the same as in edition 2024. The score
      changed by +1.978 (66.890 → 68.868): −3.305 is due to its own figures and +5.283 to those of other
      municipalities. What raised it most: growth (+3.333; 1.58 → 1.41; median change −0.17). What
      lowered it most: licence (−1.171). Best place in the region type: workplaces (1/3). Weakest places
      in the region type: growth (3/3), licence (3/3).
    ");
    assert_snapshot!(worked(&workdir, &["what-if", "index.toml", "541", "--set", "licensed=+5%", "--set", "secret=7000000"]), @r"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    541 Nurmes, edition 2025: rank 1 of 1 in rural municipalities, rank 6 of 7
      overall

    Set
      licensed  variable  2024  not published  →  not published
      secret    variable  2024  not published  →        7000000

    Indicators that move
                            value     score     change  rank
      confidential  not published

    Factors and index
               score             change  rank       in type
      tiny    24.559  → 31.856   +7.298     6  → 6        1  → 1
      work     8.333   → 8.333    0.000     7  → 7        1  → 1
      people  35.376  → 47.538  +12.163     6  → 5        1  → 1

    Would be rank 1 of 1 in rural municipalities
    Would be rank 6 of 7 overall

    Arithmetic on the figures of this edition, not a forecast: the other regions'
      values stay as they are.
    ");
}

#[test]
fn labels_that_are_missing_are_a_finding_of_check() {
    let workdir = Workdir::new();
    workdir.edit(
        "index.toml",
        "title = \"Tiny index\"\nlanguages = [\"en\"]",
        "title = { en = \"Tiny index\", fi = \"Pikkuindeksi\" }\nlanguages = [\"en\", \"fi\"]",
    );
    workdir.edit(
        "index.toml",
        "id = \"growth\"\n",
        "id = \"growth\"\nname = { en = \"Growth\", fi = \"Kasvu\" }\nunit = \"%\"\nnote = { fi = \"Huom.\" }\n",
    );
    workdir.edit("index.toml", "{ id = \"city\", name = \"cities\" }", "{ id = \"city\", name = {} }");
    workdir.edit("index.toml", "name = \"towns\" ", "name = { en = \"towns\", fi = \"kaupungit\" } ");
    workdir.edit(
        "index.toml",
        "name = \"rural municipalities\" ",
        "name = { en = \"rural municipalities\", fi = \"maaseutukunnat\" } ",
    );
    let regions = workdir.read("regions.csv").replacen("name_en", "name_en,name_fi", 1);
    let regions: Vec<String> = regions
        .lines()
        .enumerate()
        .map(|(position, line)| match position {
            0 => line.to_owned(),
            _ => line
                .splitn(6, ',')
                .enumerate()
                .map(|(at, cell)| if at == 4 { format!("{cell},{cell}") } else { cell.to_owned() })
                .collect::<Vec<_>>()
                .join(","),
        })
        .collect();
    workdir.write("regions.csv", regions.join("\n") + "\n");
    workdir.builds();
    assert_snapshot!(workdir.read("out/notes.fi.md"), @r"
    # Pikkuindeksi

    ## Tiedot

    - Aineiston tila: luonnos
    - Lähtöaineisto: statistics.parquet (56 riviä, SHA-256 e0078cc8e35429809b88eca8673a9b49f0ffef751cc3042d1a914be0e50c5900)

    ## Mitä aineistolle tehtiin

    - Tarkastelujoukko: mukana 7 aluetta; aluejaosta rajattu säännöllä pois 1 alue

    ## Säännöt

    - Normalisointi: persentiilisija 0–100: (m − pienin m) / (suurin m − pienin m), samat arvot saavat sijojensa keskiarvon, käännetty ennen järjestämistä, kun pienempi on parempi; vertailujoukko: 7 aluetta, jotka saavat julkaisussa sijoituksen
    - Yhdistäminen: painotettu aritmeettinen keskiarvo kaikista alemmista indikaattoreista, laskettu yhteen asetusten järjestyksessä
    - Sijoitukset: kukin pistemäärä pyöristetään kerran 9 desimaaliin ja järjestetään sen jälkeen, suurin ensin; samat pisteet jakavat sijoituksen (1-2-2-4)
    - Puuttuvat arvot: laskenta keskeytyy; pisteet edellyttävät, että vähintään 75 % painosta perustuu tietoihin
    - Aluejako: alueet 1.1.2025 kaikissa julkaisuissa; vanhemmat sarjat muunnetaan sille kunkin muuttujan säännöllä
    - Aluetyypit: taulukon regions.csv sarake `region_type`
    - Sijoituksen muutos: edellisen julkaisun sijoitus miinus tämän julkaisun sijoitus, + tarkoittaa nousua: 2025 verrattuna julkaisuun 2024
    - Pisteet kertovat aseman suhteessa muihin alueisiin; ne eivät ole prosentteja mistään

    ## Merkit

    - 3, -2 (muutos, sijaa): nousi kolme sijaa, laski kaksi sijaa edellisestä julkaisusta
    - sama sijoitus usealla alueella: jaettu sijoitus
    - tyhjä solu: tieto puuttuu, alueella ei ole sijoitusta, vertailukohtaa ei ole tai tietoa ei julkaista

    ## Tiedostot

    - Kartta: ruutukartta, jossa jokainen alue on yhtä suuri ruutu; alueiden todellisia rajoja se ei esitä
    ");
    assert_snapshot!(worked(&workdir, &["check", "index.toml"]), @r"
    exit code: 0
    ----- stdout -----
    index.toml: 3 indicators from 3 variables, 2 editions, 7 regions, 56 values read
      Universe: 7 regions ranked; 1 of the division left out by rule
      Label missing in en, fi: name of a factor `work`, `people`
      Label missing in en, fi: name of an indicator `workplaces`, `employment`
      Label missing in en: note `growth`
      Label missing in en, fi: name of a region type `city`
    No problems: `evp build` will run
    ");
}

#[test]
fn a_folder_without_its_values_is_not_computed_again() {
    let workdir = index();
    worked(&workdir, BUILD);
    assert_snapshot!(workdir.refused_by(&["explain", "out", "091"]), @r"
    exit code: 4
    ----- stderr -----
    error: `out` cannot be computed again from itself: the values of licensed, secret may not be published and are not in it
      help: give the configuration with its data instead of the folder
    ");
    assert_snapshot!(worked(&workdir, &["compare", "out"]), @r"
    exit code: 0
    ----- stdout -----
    tiny: out, edition 2025 against out, edition 2024
    *** draft ***

                  in both  same rank  mean shift  largest climb  largest fall   Spearman
     all regions        7          2         0.9  Espoo +1       Kauniainen -2    0.8571
     city               3          3         0.0                                  1.0000
     town               3          3         0.0                                  1.0000
     rural              1          1         0.0

    7 scores and 5 ranks differ

    Why is not told: the values of licensed, secret may not be published and are not in the folder

    Every region: `--out DIR` writes the tables
    ");
    assert_snapshot!(worked(&workdir, &["freeze", "out", "--config", "index.toml", "--archive", "archive"]), @r"
    exit code: 0
    ----- stdout -----
    Froze tiny 2025 (draft): 46 files of `out` and 5 originals in archive/tiny/2025
    Keep it in the house: `originals` has values of licensed, secret that may not be published
    ");
    assert!(workdir.read("archive/tiny/2025/archive.json").contains("\"not_for_publication\": [\n    \"originals/"));
}

#[test]
fn what_would_give_it_away_is_refused() {
    let workdir = index();
    workdir.append(
        "index.toml",
        r#"
[[factor]]
id = "alone"

[[indicator]]
id = "only"
factor = "alone"
direction = "higher-is-better"
variable = "jobs"
lag = 1
publish = "none"

[[target]]
of = "licence"
value = 1

[[variable]]
id = "quiet"
publish = "none"

[[group]]
id = "largest"
largest = { variable = "quiet", number = 3 }
"#,
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: nothing of the indicator `only` may be shown, and the factor `alone` consists of it alone
       --> index.toml:112:11
        |
    112 | publish = "none"
        |           ^^^^^^
        |
        = help: give the factor a second indicator, hang the indicator elsewhere, or let its score be shown (`publish = "score"`)

    error: the distance of `licence` to a target would show its values, which may not be shown
       --> index.toml:115:6
        |
    115 | of = "licence"
        |      ^^^^^^^^^
        |
        = help: set the target for the score of a factor, or leave it out

    error: the group `largest` is made by `quiet`, of which nothing may be shown
       --> index.toml:123:6
        |
    123 | id = "largest"
        |      ^^^^^^^^^
        |
        = help: group by another variable, or list the regions
    "#);
}

#[test]
fn an_indicator_is_no_more_public_than_what_it_is_derived_from() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "id = \"jobs\"\nmerge = \"sum\"\n", "id = \"jobs\"\nmerge = \"sum\"\npublish = \"none\"\n");
    workdir.append(
        "index.toml",
        r#"
[[variable]]
id = "without_jobs"
derive = { difference = { of = "population", minus = "jobs" } }

[[indicator]]
id = "idle"
factor = "people"
direction = "lower-is-better"
variable = "without_jobs"
lag = 1
publish = "score"
"#,
    );
    worked(&workdir, BUILD);
    let scores = std::fs::read(workdir.path("out/scores.parquet")).expect("scores");
    let of_region = lines(scores, &["edition", "code", "node", "raw", "normalised", "status"]);
    let of_region: Vec<String> = of_region.into_iter().filter(|line| line.starts_with("2025 091")).collect();
    assert_snapshot!(of_region.join("\n"), @r"
    2025 091 tiny – 58.333333333 computed
    2025 091 work – 83.333333333 computed
    2025 091 people – 33.333333333 computed
    2025 091 workplaces – – not published
    2025 091 employment 73.5 66.66666666666667 observed
    2025 091 growth 1.411119347664937 66.66666666666667 observed
    2025 091 idle – – not published
    ");
    // The population behind it could be taken from what is published of growth; it is left out of the archive all the same.
    let cells = lines(std::fs::read(workdir.path("out/inputs/cells.parquet")).expect("cells"), &["variable"]);
    assert!(!cells.is_empty() && cells.iter().all(|variable| variable == "employment_rate"), "{cells:?}");
}

#[test]
fn the_mark_stands_on_everything_for_people() {
    for (release, mark) in [
        ("status = \"embargo\"\nembargo_until = \"2026-03-03\"\n", "under embargo until 3 March 2026"),
        ("status = \"corrected\"\nversion = \"2025.1\"\n", "corrected version 2025.1"),
    ] {
        let workdir = Workdir::new();
        workdir.append("index.toml", &format!("\n[release]\napprover = \"A. Nalyst\"\n{release}"));
        let built = workdir.builds();
        assert!(built.stdout.contains(&format!("*** {mark} ***")), "{built}");
        for file in ["rankings.en.csv", "types/2025/city.csv", "improvers.en.csv", "desk/top_and_bottom.en.csv"] {
            let text = workdir.read(&format!("out/{file}"));
            let rows = text.lines().skip(1).filter(|line| !line.is_empty());
            assert!(rows.clone().all(|row| row.ends_with(mark)), "{file}: {text}");
        }
        let notes = workdir.read("out/notes.md");
        assert!(notes.contains(&format!("- Data status: {mark}\n- ")) && notes.contains("- Approved by: A. Nalyst\n"), "{notes}");
        let cells = crate::workbook::cells(&workdir);
        let sheets: std::collections::BTreeSet<&String> = cells.iter().map(|(sheet, _)| sheet).collect();
        for sheet in sheets.into_iter().filter(|sheet| *sheet != "Data") {
            let is_marked = |(other, cell): &&(String, String)| other == sheet && cell.to_lowercase() == mark.to_lowercase();
            assert!(cells.iter().any(|cell| is_marked(&cell)), "{sheet} has no mark");
        }
    }
}
