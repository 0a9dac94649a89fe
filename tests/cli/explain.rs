//! `evp explain`: one region on one screen, in words, as JSON and as CSV; and what it says where something is missing.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::{CONFIGURATION, REGIONS, Workdir};

/// Runs it at a width of 80 characters and expects that it works; no line of the tables is wider.
#[track_caller]
fn explained(workdir: &Workdir, arguments: &[&str]) -> String {
    at_width(workdir, arguments, 80)
}

#[track_caller]
fn at_width(workdir: &Workdir, arguments: &[&str], width: usize) -> String {
    let mut command = workdir.command(&[&["explain", "index.toml"], arguments].concat());
    command.env("COLUMNS", width.to_string());
    let finished = crate::workdir::finish(command);
    assert_eq!((finished.code, finished.stderr.as_str()), (Some(0), ""), "{finished}");
    workdir.assert_tidy();
    assert!(!finished.stdout.contains("NaN"), "{finished}");
    let widest = finished.stdout.lines().map(|line| line.chars().count()).max();
    assert!(arguments.contains(&"--json") || widest <= Some(width), "{widest:?}\n{finished}");
    finished.stdout
}

/// The tiny index in three languages.
pub fn multilingual() -> Workdir {
    let workdir = Workdir::new();
    workdir.write("index.toml", CONFIGURATION.replace(r#"languages = ["en"]"#, r#"languages = ["fi", "sv", "en"]"#));
    let regions = REGIONS.replace("name_en,", "name_en,name_fi,name_sv,");
    let swedish = |name: &str| match name {
        "Espoo" => "Esbo".to_owned(),
        "Helsinki" => "Helsingfors".to_owned(),
        "Vantaa" => "Vanda".to_owned(),
        other => other.to_owned(),
    };
    let with_names = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let names = [cells[4].to_owned(), cells[4].to_owned(), swedish(cells[4])].join(",");
        format!("{},{names},{}\n", cells[..4].join(","), cells[5..].join(","))
    };
    let lines: Vec<String> = regions.lines().skip(1).map(with_names).collect();
    workdir.write("regions.csv", format!("{}\n{}", regions.lines().next().expect("a header"), lines.concat()));
    workdir
}

#[test]
fn the_screen() {
    assert_snapshot!(explained(&Workdir::new(), &["Espoo"]), @r#"
    Espoo (049) – Tiny index
    *** draft ***

    Edition 2025, against edition 2024
    cities: 1 / 3 = · all regions: 1 / 7 = · 83.3 points (0.0)

              Score  Change  All     In type
    TINY       83.3     0.0    1  =        1  =
      work     75.0     0.0    2  =        2  =
      people  100.0     0.0    1  =        1  =

    Indicator   In type  Score  Change  Own  Others
    workplaces        3   66.7     0.0  0.0     0.0
    employment        1   83.3     0.0  0.0     0.0
    growth            1  100.0     0.0  0.0     0.0
    Index                 83.3     0.0  0.0     0.0

    Indicator        Before  Value  Change  Median change
    2024 workplaces   44.06  43.28   −0.78          −0.25
    2024 employment   75.20  74.60   −0.60          −0.60
    2025 growth        2.87   2.20   −0.67          −0.17
    The median change is the median of the changes of all regions that have a value
      in both editions.

    Next above: nobody
    Next below: Helsinki, −5.6 points
    Strengths: employment (1 / 3); growth (1 / 3)
    Weaknesses: workplaces (3 / 3)
    Peers: Vantaa (61.1)

    Scores are positions relative to other regions, not percentages. Changes are
      points of the index: own = the region's own figure moved, others = the other
      regions' figures moved. Parts are rounded so that they add up. Strengths and
      weaknesses: up to three best and weakest places in the type. Peers: of the
      same type, from half to twice the size, the most alike in their indicators'
      scores.

    [en] In edition 2025, Espoo has rank 1 in its region type (cities, 3 in all) and
      has rank 1 among all 7 municipalities. The rank in the region type is the same
      as in edition 2024. The score changed by 0.0 (83.3 → 83.3): 0.0 is due to its
      own figures and 0.0 to those of other municipalities. Best places in the
      region type: employment (1/3), growth (1/3). Weakest place in the region type:
      workplaces (3/3).
    "#);
}

#[test]
fn a_wide_screen_shows_more() {
    assert_snapshot!(at_width(&Workdir::new(), &["049"], 120), @r#"
    Espoo (049) – Tiny index
    *** draft ***

    Edition 2025, against edition 2024
    cities: 1 / 3 = · all regions: 1 / 7 = · 83.3 points (0.0)

              Score  Change  All     In type
    TINY       83.3     0.0    1  =        1  =
      work     75.0     0.0    2  =        2  =
      people  100.0     0.0    1  =        1  =

    Indicator   All  In type  Score  Weight  Adds  Change  Own  Others
    workplaces    3        3   66.7    33.3  22.2     0.0  0.0     0.0
    employment    2        1   83.3    33.3  27.8     0.0  0.0     0.0
    growth        1        1  100.0    33.3  33.3     0.0  0.0     0.0
    Index                      83.3                   0.0  0.0     0.0

    Indicator   Period  Before  Value  Change  Median change
    workplaces    2024   44.06  43.28   −0.78          −0.25
    employment    2024   75.20  74.60   −0.60          −0.60
    growth        2025    2.87   2.20   −0.67          −0.17
    The median change is the median of the changes of all regions that have a value in both editions.

    Next above: nobody
    Next below: Helsinki, −5.6 points
    Strengths: employment (1 / 3); growth (1 / 3)
    Weaknesses: workplaces (3 / 3)
    Peers: Vantaa (61.1)

    Scores are positions relative to other regions, not percentages. Changes are points of the index: own = the region's own
      figure moved, others = the other regions' figures moved. Parts are rounded so that they add up. Strengths and
      weaknesses: up to three best and weakest places in the type. Peers: of the same type, from half to twice the size, the
      most alike in their indicators' scores.

    [en] In edition 2025, Espoo has rank 1 in its region type (cities, 3 in all) and has rank 1 among all 7 municipalities.
      The rank in the region type is the same as in edition 2024. The score changed by 0.0 (83.3 → 83.3): 0.0 is due to its
      own figures and 0.0 to those of other municipalities. Best places in the region type: employment (1/3), growth (1/3).
      Weakest place in the region type: workplaces (3/3).
    "#);
}

#[test]
fn names_in_finnish_and_swedish_and_words_in_three_languages() {
    let workdir = multilingual();
    let finnish = explained(&workdir, &["Helsinki"]);
    assert_eq!(finnish, explained(&workdir, &["helsingfors"]));
    assert_snapshot!(finnish, @r#"
    Helsinki (091) – Tiny index
    *** luonnos ***

    Julkaisu 2025, verrattuna julkaisuun 2024
    cities: 2. / 3 = · kaikki alueet: 2. / 7 = · 77,8 pistettä (+5,6)

              Pisteet  Muutos  Kaikki      Tyypissä
    TINY         77,8    +5,6      2.   =        2.  =
      work       83,3     0,0      1.   =        1.  =
      people     66,7   +16,7      3.  ▲1        3.  =

    Indikaattori  Tyypissä  Pisteet  Muutos   Oma   Muut
    workplaces          1.    100,0     0,0   0,0    0,0
    employment          2.     66,7     0,0  −2,8   +2,8
    growth              3.     66,7    +5,6  −2,7   +8,3
    Indeksi                    77,8    +5,6  −5,5  +11,1

    Indikaattori     Ennen   Arvo  Muutos  Mediaanimuutos
    2024 workplaces  69,42  68,97   −0,46           −0,25
    2024 employment  74,10  73,50   −0,60           −0,60
    2025 growth       1,58   1,41   −0,17           −0,17
    Mediaanimuutos on kaikkien niiden alueiden lukujen muutosten mediaani, joilla on
      luku molemmissa julkaisuissa.

    Seuraava ylempänä: Espoo, +5,6 pistettä
    Seuraava alempana: Vantaa, −16,7 pistettä
    Vahvuudet: workplaces (1. / 3)
    Heikkoudet: growth (3. / 3)

    Pisteet kertovat aseman suhteessa muihin alueisiin; ne eivät ole prosentteja.
      Muutos on indeksin pisteitä: oma = alueen oma luku muuttui, muut = muiden
      alueiden luvut muuttuivat. Osat on pyöristetty niin, että niiden summa täsmää.
      Vahvuudet ja heikkoudet: enintään kolme parasta ja kolme heikointa sijoitusta
      aluetyypin sisällä. Verrokit: samaa aluetyyppiä, kooltaan puolesta
      kaksinkertaiseen, indikaattoripisteiltään samanlaisimmat.

    [fi] Helsinki on julkaisussa 2025 aluetyypissään 2. sijalla (cities, yhteensä 3)
      ja 2. sijalla kaikkien kuntien joukossa (yhteensä 7). Sijoitus aluetyypissä on
      sama kuin julkaisussa 2024. Pistemäärän muutos on +5,6 (72,2 → 77,8). Siitä
      omien lukujen muutosten osuus on −5,5 ja muiden kuntien lukujen muutosten
      +11,1. Eniten nosti: growth (+5,6; 1,58 → 1,41; mediaanimuutos −0,17). Paras
      sijoitus aluetyypissä: workplaces (1/3). Heikoin sijoitus aluetyypissä: growth
      (3/3).

    [sv] Helsingfors ligger i utgåvan 2025 på plats 2 inom sin områdestyp (cities,
      totalt 3) och på plats 2 bland alla kommuner (totalt 7). Placeringen inom
      områdestypen är densamma som i utgåvan 2024. Poängtalets förändring är +5,6
      (72,2 → 77,8). Av den beror −5,5 på förändringar i egna värden och +11,1 på
      förändringar i andra kommuners värden. Mest höjdes poängtalet av: growth
      (+5,6; 1,58 → 1,41; medianförändring −0,17). Den bästa placeringen inom
      områdestypen: workplaces (1/3). Den svagaste placeringen inom områdestypen:
      growth (3/3).

    [en] In edition 2025, Helsinki has rank 2 in its region type (cities, 3 in all)
      and has rank 2 among all 7 municipalities. The rank in the region type is the
      same as in edition 2024. The score changed by +5.6 (72.2 → 77.8): −5.5 is due
      to its own figures and +11.1 to those of other municipalities. What raised it
      most: growth (+5.6; 1.58 → 1.41; median change −0.17). Best place in the
      region type: workplaces (1/3). Weakest place in the region type: growth (3/3).
    "#);
    assert!(explained(&workdir, &["Esbo", "--language", "sv"]).starts_with("Esbo (049)"));
}

#[test]
fn a_typo_is_answered_with_what_is_near() {
    assert_snapshot!(Workdir::new().refused_by(&["explain", "index.toml", "Espo"]), @r#"
    exit code: 2
    ----- stderr -----
    error: no ranked region is called `Espo`, or has that code
      help: did you mean `Espoo`?
    "#);
    assert_snapshot!(Workdir::new().refused_by(&["explain", "index.toml", "Espoo", "--edition", "2026"]), @r#"
    exit code: 2
    ----- stderr -----
    error: there is no edition `2026`
      help: did you mean `2024`?
    "#);
    assert_snapshot!(Workdir::new().refused_by(&["explain", "index.toml", "Espoo", "--edition", "2024", "--against", "2025"]), @r#"
    exit code: 2
    ----- stderr -----
    error: edition 2024 cannot be held against 2025: that is not before it
      help: give an older edition with `--against`
    "#);
}

#[test]
fn the_first_edition_has_nothing_before() {
    assert_snapshot!(explained(&Workdir::new(), &["Espoo", "--edition", "2024"]), @r#"
    Espoo (049) – Tiny index
    *** draft ***

    Edition 2024 (the first edition: there are no changes)
    cities: 1 / 3 · all regions: 1 / 7 · 83.3 points

              Score  Change  All    In type
    TINY       83.3            1          1
      work     75.0            2          2
      people  100.0            1          1

    Indicator        Value  In type  Score
    2023 workplaces  44.06        3   66.7
    2023 employment  75.20        1   83.3
    2024 growth       2.87        1  100.0

    Next above: nobody
    Next below: Helsinki, −11.1 points
    Strengths: employment (1 / 3); growth (1 / 3)
    Weaknesses: workplaces (3 / 3)
    Peers: Vantaa (66.7)

    Scores are positions relative to other regions, not percentages. Changes are
      points of the index: own = the region's own figure moved, others = the other
      regions' figures moved. Parts are rounded so that they add up. Strengths and
      weaknesses: up to three best and weakest places in the type. Peers: of the
      same type, from half to twice the size, the most alike in their indicators'
      scores.

    [en] In edition 2024, Espoo has rank 1 in its region type (cities, 3 in all) and
      has rank 1 among all 7 municipalities. There is no earlier edition to compare
      with. Best places in the region type: employment (1/3), growth (1/3). Weakest
      place in the region type: workplaces (3/3).
    "#);
}

#[test]
fn a_missing_value_and_a_region_that_is_not_ranked() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "[method.missing]\npolicy = \"renormalise\"\nminimum_coverage = 0.6\nlargest_share = 0.5\n");
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.code == "541" && row.year == 2024 && row.series == "employment_rate");
    workdir.statistics(&statistics);
    assert_snapshot!(explained(&workdir, &["Nurmes"]), @r#"
    Nurmes (541) – Tiny index
    *** draft ***

    Edition 2025, against edition 2024
    rural municipalities: 1 / 1 = · all regions: 7 / 7 = · 8.3 points (+2.8)

              Score  Change  All     In type
    TINY        8.3    +2.8    7  =        1  =
      work                     –           –
      people    0.0     0.0    7  =        1  =

    Indicator   In type  Score  Change  Own  Others  Weight etc.
    workplaces        1   16.7    +1.6  0.0     0.0         +1.6
    employment        –           +2.3  0.0     0.0         +2.3
    growth            1    0.0    −1.1  0.0     0.0         −1.1
    Index                  8.3    +2.8  0.0     0.0         +2.8

    Indicator        Before    Value  Change  Median change
    2024 workplaces   32.50    32.56   +0.06          −0.25
    2024 employment   66.30  missing                  −0.60
    2025 growth       −1.52    −1.55   −0.02          −0.17
    The median change is the median of the changes of all regions that have a value
      in both editions.

    Next above: nobody
    Next below: nobody

    Scores are positions relative to other regions, not percentages. Changes are
      points of the index: own = the region's own figure moved, others = the other
      regions' figures moved. Parts are rounded so that they add up. Strengths and
      weaknesses: up to three best and weakest places in the type. Peers: of the
      same type, from half to twice the size, the most alike in their indicators'
      scores.

    [en] In edition 2025, Nurmes has rank 1 in its region type (rural
      municipalities, 1 in all) and has rank 7 among all 7 municipalities. The rank
      in the region type is the same as in edition 2024. The score changed by +2.8
      (5.6 → 8.3): 0.0 is due to its own figures, 0.0 to those of other
      municipalities and +2.8 to other causes (weights, coverage, choice of
      indicators). What raised it most: employment (+2.3), workplaces (+1.6; 32.50 →
      32.56; median change −0.25). What lowered it most: growth (−1.1; −1.52 →
      −1.55; median change −0.17).
    "#);
    statistics.remove(|row| row.code == "541" && row.year == 2024 && row.series == "jobs");
    workdir.statistics(&statistics);
    assert_snapshot!(explained(&workdir, &["Nurmes"]), @r#"
    Nurmes (541) – Tiny index
    *** draft ***

    Edition 2025, against edition 2024
    not ranked: too much is missing (coverage of the data 33%)

              Score  Change  All     In type
    TINY                       –           –
      work                     –           –
      people    0.0     0.0    7  =        1  =

    Indicator   In type  Score
    workplaces        –
    employment        –
    growth            1    0.0

    Indicator        Before    Value  Change  Median change
    2024 workplaces   32.50  missing                  −0.35
    2024 employment   66.30  missing                  −0.60
    2025 growth       −1.52    −1.55   −0.02          −0.17
    The median change is the median of the changes of all regions that have a value
      in both editions.

    Scores are positions relative to other regions, not percentages. Changes are
      points of the index: own = the region's own figure moved, others = the other
      regions' figures moved. Parts are rounded so that they add up. Strengths and
      weaknesses: up to three best and weakest places in the type. Peers: of the
      same type, from half to twice the size, the most alike in their indicators'
      scores.

    [en] Nurmes is not ranked in edition 2025, because too much is missing (coverage
      33%).
    "#);
}

#[test]
fn who_passed_it_and_an_indicator_that_is_new() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    statistics.row("population", 2025, "049").value = Some(312_000.0);
    workdir.statistics(&statistics);
    workdir.edit("index.toml", "id = \"employment\"\n", "id = \"employment\"\nfirst_edition = \"2025\"\n");
    assert_snapshot!(at_width(&workdir, &["Espoo"], 120), @r#"
    Espoo (049) – Tiny index
    *** draft ***

    Edition 2025, against edition 2024
    cities: shared 2 / 3 ▼1 · all regions: shared 2 / 7 ▼1 · 66.7 points (−16.7)

              Score  Change       All       In type
    TINY       66.7   −16.7  shared 2  ▼1  shared 2  ▼1
      work     75.0    +8.3         2  ▲1         2  ▲1
      people   50.0   −50.0         4  ▼3         3  ▼2

    Indicator   All  In type  Score  Weight  Adds  Change    Own  Others  Weight etc.
    workplaces    3        3   66.7    33.3  22.2    +1.4    0.0     0.0         +1.4
    employment    2        1   83.3    33.3  27.8    +2.8    0.0     0.0         +2.8
    growth        4        3   50.0    33.3  16.7   −20.9  −20.9     0.0          0.0
    Index                      66.7                 −16.7  −20.9     0.0         +4.2

    Indicator   Period        Before  Value  Change  Median change
    workplaces    2024         44.06  43.28   −0.78          −0.25
    employment    2024  not included  74.60
    growth        2025          2.87  −0.64   −3.51          −0.17
    The median change is the median of the changes of all regions that have a value in both editions.

    Next above: Helsinki, +16.7 points
    Next below: nobody
    Strengths: employment (1 / 3)
    Weaknesses: workplaces (3 / 3); growth (3 / 3)
    Peers: Vantaa (66.7)

    Passed it or caught up (1): Helsinki (growth −36.8)
    Places by indicator: growth −1.6; workplaces +0.3; employment +0.3

    Scores are positions relative to other regions, not percentages. Changes are points of the index: own = the region's own
      figure moved, others = the other regions' figures moved. Parts are rounded so that they add up. Strengths and
      weaknesses: up to three best and weakest places in the type. Peers: of the same type, from half to twice the size, the
      most alike in their indicators' scores.

    [en] In edition 2025, Espoo shares rank 2 in its region type (cities, 3 in all) and shares rank 2 among all 7
      municipalities. Compared with edition 2024, it fell one place in its region type relative to other municipalities. The
      score changed by −16.7 (83.3 → 66.7): −20.9 is due to its own figures, 0.0 to those of other municipalities and +4.2
      to other causes (weights, coverage, choice of indicators). What raised it most: employment (+2.8), workplaces (+1.4;
      44.06 → 43.28; median change −0.25). What lowered it most: growth (−20.9; 2.87 → −0.64; median change −0.17). Best
      place in the region type: employment (1/3). Weakest places in the region type: workplaces (3/3), growth (3/3).
    "#);
}

/// The sentences in three languages.
fn sentences(workdir: &Workdir, region: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(&explained(workdir, &[region, "--json"])).expect("JSON");
    ["fi", "sv", "en"].map(|language| json["summary"][language].as_str().expect("a text").to_owned()).join("\n\n")
}

#[test]
fn sentences_of_a_shared_rank_and_other_causes() {
    let workdir = multilingual();
    let mut statistics = Statistics::tiny();
    statistics.row("population", 2025, "049").value = Some(312_000.0);
    workdir.statistics(&statistics);
    workdir.edit("index.toml", "id = \"employment\"\n", "id = \"employment\"\nfirst_edition = \"2025\"\n");
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nunit = \"%\"\n");
    assert_snapshot!(sentences(&workdir, "Espoo"), @r"
    Espoo on julkaisussa 2025 aluetyypissään jaetulla 2. sijalla (cities, yhteensä 3) ja jaetulla 2. sijalla kaikkien kuntien joukossa (yhteensä 7). Julkaisuun 2024 verrattuna se laski suhteessa muihin kuntiin yhden sijan aluetyypissään. Pistemäärän muutos on −16,7 (83,3 → 66,7). Siitä omien lukujen muutosten osuus on −20,9, muiden kuntien lukujen muutosten 0,0 ja muiden syiden (painot, kattavuus, indikaattorivalikoima) +4,2. Eniten nostivat: employment (+2,8), workplaces (+1,4; 44,06 → 43,28; mediaanimuutos −0,25). Eniten laski: growth (−20,9; 2,87 → −0,64 %; mediaanimuutos −0,17). Paras sijoitus aluetyypissä: employment (1/3). Heikoimmat sijoitukset aluetyypissä: workplaces (3/3), growth (3/3).

    Esbo ligger i utgåvan 2025 på delad plats 2 inom sin områdestyp (cities, totalt 3) och på delad plats 2 bland alla kommuner (totalt 7). Jämfört med utgåvan 2024 sjönk kommunen en placering inom sin områdestyp i förhållande till andra kommuner. Poängtalets förändring är −16,7 (83,3 → 66,7). Av den beror −20,9 på förändringar i egna värden, 0,0 på förändringar i andra kommuners värden och +4,2 på andra orsaker (vikter, täckning, urval av indikatorer). Mest höjdes poängtalet av: employment (+2,8), workplaces (+1,4; 44,06 → 43,28; medianförändring −0,25). Mest sänktes poängtalet av: growth (−20,9; 2,87 → −0,64 %; medianförändring −0,17). Den bästa placeringen inom områdestypen: employment (1/3). De svagaste placeringarna inom områdestypen: workplaces (3/3), growth (3/3).

    In edition 2025, Espoo shares rank 2 in its region type (cities, 3 in all) and shares rank 2 among all 7 municipalities. Compared with edition 2024, it fell one place in its region type relative to other municipalities. The score changed by −16.7 (83.3 → 66.7): −20.9 is due to its own figures, 0.0 to those of other municipalities and +4.2 to other causes (weights, coverage, choice of indicators). What raised it most: employment (+2.8), workplaces (+1.4; 44.06 → 43.28; median change −0.25). What lowered it most: growth (−20.9; 2.87 → −0.64%; median change −0.17). Best place in the region type: employment (1/3). Weakest places in the region type: workplaces (3/3), growth (3/3).
    ");
    assert_snapshot!(sentences(&workdir, "Helsinki"), @r"
    Helsinki on julkaisussa 2025 aluetyypissään 1. sijalla (cities, yhteensä 3) ja 1. sijalla kaikkien kuntien joukossa (yhteensä 7). Julkaisuun 2024 verrattuna se nousi suhteessa muihin kuntiin 2 sijaa aluetyypissään. Pistemäärän muutos on +8,3 (75,0 → 83,3). Siitä omien lukujen muutosten osuus on −3,5, muiden kuntien lukujen muutosten +17,4 ja muiden syiden (painot, kattavuus, indikaattorivalikoima) −5,6. Eniten nosti: growth (+16,0; 1,58 → 1,41 %; mediaanimuutos −0,17). Eniten laskivat: employment (−4,2), workplaces (−3,5; 69,42 → 68,97; mediaanimuutos −0,25). Paras sijoitus aluetyypissä: workplaces (1/3).

    Helsingfors ligger i utgåvan 2025 på plats 1 inom sin områdestyp (cities, totalt 3) och på plats 1 bland alla kommuner (totalt 7). Jämfört med utgåvan 2024 steg kommunen 2 placeringar inom sin områdestyp i förhållande till andra kommuner. Poängtalets förändring är +8,3 (75,0 → 83,3). Av den beror −3,5 på förändringar i egna värden, +17,4 på förändringar i andra kommuners värden och −5,6 på andra orsaker (vikter, täckning, urval av indikatorer). Mest höjdes poängtalet av: growth (+16,0; 1,58 → 1,41 %; medianförändring −0,17). Mest sänktes poängtalet av: employment (−4,2), workplaces (−3,5; 69,42 → 68,97; medianförändring −0,25). Den bästa placeringen inom områdestypen: workplaces (1/3).

    In edition 2025, Helsinki has rank 1 in its region type (cities, 3 in all) and has rank 1 among all 7 municipalities. Compared with edition 2024, it rose 2 places in its region type relative to other municipalities. The score changed by +8.3 (75.0 → 83.3): −3.5 is due to its own figures, +17.4 to those of other municipalities and −5.6 to other causes (weights, coverage, choice of indicators). What raised it most: growth (+16.0; 1.58 → 1.41%; median change −0.17). What lowered it most: employment (−4.2), workplaces (−3.5; 69.42 → 68.97; median change −0.25). Best place in the region type: workplaces (1/3).
    ");
}

#[test]
fn sentences_of_a_region_that_is_not_ranked_and_of_one_that_was_not() {
    let workdir = multilingual();
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.code == "541" && row.year == 2024 && row.series != "population");
    statistics.remove(|row| row.code == "235" && row.year == 2023 && row.series != "population");
    workdir.statistics(&statistics);
    workdir.append("index.toml", "[method.missing]\npolicy = \"renormalise\"\nminimum_coverage = 0.6\nlargest_share = 0.5\n");
    assert_snapshot!(sentences(&workdir, "Nurmes"), @r"
    Nurmes ei saanut sijoitusta julkaisussa 2025, koska tietoja puuttuu liikaa (kattavuus 33 %).

    Nurmes fick ingen placering i utgåvan 2025, eftersom för många uppgifter saknas (täckning 33 %).

    Nurmes is not ranked in edition 2025, because too much is missing (coverage 33%).
    ");
    assert_snapshot!(sentences(&workdir, "Kauniainen"), @r"
    Kauniainen on julkaisussa 2025 aluetyypissään 1. sijalla (towns, yhteensä 3) ja 4. sijalla kaikkien kuntien joukossa (yhteensä 6). Julkaisussa 2024 sillä ei ollut sijoitusta, joten muutosta ei voi laskea. Parhaat sijoitukset aluetyypissä: employment (1/3), growth (1/3). Heikoin sijoitus aluetyypissä: workplaces (3/3).

    Kauniainen ligger i utgåvan 2025 på plats 1 inom sin områdestyp (towns, totalt 3) och på plats 4 bland alla kommuner (totalt 6). I utgåvan 2024 hade kommunen ingen placering, så någon förändring kan inte beräknas. De bästa placeringarna inom områdestypen: employment (1/3), growth (1/3). Den svagaste placeringen inom områdestypen: workplaces (3/3).

    In edition 2025, Kauniainen has rank 1 in its region type (towns, 3 in all) and has rank 4 among all 6 municipalities. It was not ranked in edition 2024, so there is no change. Best places in the region type: employment (1/3), growth (1/3). Weakest place in the region type: workplaces (3/3).
    ");
}

#[test]
fn the_change_of_a_value_stands_beside_the_median_change() {
    let workdir = Workdir::new();
    let screen = explained(&workdir, &["Espoo"]);
    // Espoo's 44.06 became 43.28; of the seven changes the fourth is the median.
    let line = screen.lines().filter(|line| line.contains("workplaces")).nth(1).expect("the values of workplaces");
    let json: serde_json::Value = serde_json::from_str(&explained(&workdir, &["Espoo", "--json"])).expect("JSON");
    let number = |json: &serde_json::Value, name: &str| {
        let rows = json["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["node"] == "workplaces").expect("workplaces");
        row[name].as_f64().expect("a number")
    };
    let own = number(&json, "raw") - number(&json, "raw_before");
    assert!((own - number(&json, "raw_change")).abs() < 1e-9, "{own}");
    let mut changes: Vec<f64> = ["Espoo", "Helsinki", "Vantaa", "Kankaanpää", "Kauniainen", "Nurmes", "Sastamala"]
        .map(|region| {
            let json: serde_json::Value = serde_json::from_str(&explained(&workdir, &[region, "--json"])).expect("JSON");
            number(&json, "raw_change")
        })
        .to_vec();
    changes.sort_by(f64::total_cmp);
    assert_eq!(number(&json, "median_change"), changes[3]);
    let shown = |value: f64| format!("{value:+.2}").replace('-', "−");
    assert!(line.ends_with(&format!("{}          {}", shown(own), shown(changes[3]))), "{line}");
}

#[test]
fn every_number_as_csv_and_as_json() {
    let workdir = Workdir::new();
    let json: serde_json::Value =
        serde_json::from_str(&explained(&workdir, &["Vantaa", "--json", "--peers", "Espoo", "--out", "vantaa.csv"]))
            .expect("JSON");
    assert_eq!(json["peers"][0]["name"], "Espoo");
    let rows = json["rows"].as_array().expect("rows");
    let number = |row: &serde_json::Value, name: &str| row[name].as_f64().unwrap_or(0.0);
    let index = rows.iter().find(|row| row["kind"] == "index").expect("the index");
    let parts: f64 =
        rows.iter().filter(|row| row["kind"] == "indicator" || row["kind"] == "rest").map(|row| number(row, "change")).sum();
    assert!((parts - number(index, "change")).abs() < 1e-9, "{json:#}");
    let places: f64 = rows.iter().map(|row| number(row, "places")).sum();
    assert!((places - number(index, "type_rank_change")).abs() < 1e-9, "{json:#}");
    assert_snapshot!(workdir.read("vantaa.csv"), @r#"
    edition,against,code,node,kind,statistic_period,source,unit,raw,treated,score,weight,contribution,raw_median,rank,type_rank,rank_change,type_rank_change,statistic_period_before,raw_before,score_before,raw_median_before,raw_change,median_change,change,own,others,weight_change,coverage_change,indicator_set,change_standard_error,places,places_standard_error,status,footnotes,data_status
    2025,2024,092,tiny,index,,,,,,61.111111111,,,,3,3,0,0,,,66.666666667,,,,-5.555555556000002,,,,,,,,,computed,,draft
    2025,2024,092,work,factor,,,,,,50,,,,3,3,0,0,,,58.333333333,,,,-8.333333332999999,,,,,,,,,computed,,draft
    2025,2024,092,people,factor,,,,,,83.333333333,,,,2,2,0,0,,,83.333333333,,,,0,,,,,,,,,computed,,draft
    2025,2024,092,workplaces,indicator,2024,,,52.133218559425806,52.133218559425806,83.33333333333333,0.3333333333333333,27.777777777777775,39.661210196270055,2,2,,,2023,52.83771039333825,83.33333333333333,39.596774193548384,-0.7044918339,-0.2525714897,0,0,0,0,0,0,0,0,0,observed,,draft
    2025,2024,092,employment,indicator,2024,,,70.9,70.9,16.666666666666668,0.3333333333333333,5.555555555555555,73.2,6,3,,,2023,72,33.333333333333336,73.8,-1.1,-0.6,-5.555555555555555,-5.555555555555555,0,0,0,0,0,0,0,observed,,draft
    2025,2024,092,growth,indicator,2025,,,1.5462146837857607,1.5462146837857607,83.33333333333333,0.3333333333333333,27.777777777777775,1.1258278145695364,2,2,,,2024,1.9042990869742482,83.33333333333333,1.5770419319667244,-0.35808440319,-0.1659225843,0,-5.5555555555555545,5.5555555555555545,0,0,0,0,0,0,observed,,draft
    2025,2024,092,weights,rest,,,,,,,,,,,,,,,,,,,,0,,,,,,,,,,,draft
    2025,2024,092,rounding,rest,,,,,,,,,,,,,,,,,,,,-0.00000000044444625757478207,,,,,,,0,,,,draft
    "#);
}

#[test]
fn the_place_of_an_indicator_in_the_type_follows_the_rule_for_shared_ranks() {
    // Two of the three cities have the same rate, behind the third.
    let place = |ties: &str| {
        let workdir = Workdir::new();
        let mut statistics = Statistics::tiny();
        statistics.row("employment_rate", 2024, "049").value = Some(70.9);
        workdir.statistics(&statistics);
        workdir.append("index.toml", &format!("[method.ranking]\nties = \"{ties}\"\n"));
        let json: serde_json::Value = serde_json::from_str(&explained(&workdir, &["Vantaa", "--json"])).expect("JSON");
        let rows = json["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["node"] == "employment").expect("the indicator")["type_rank"].clone()
    };
    assert_eq!(["minimum", "maximum", "dense"].map(place), [2, 3, 2]);
}

#[test]
fn what_is_weakest_of_all_is_no_strength_where_few_ranks_are_left() {
    // All others share the first of two ranks.
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    for code in ["049", "091", "092", "214", "235", "790"] {
        statistics.row("employment_rate", 2024, code).value = Some(80.0);
    }
    workdir.statistics(&statistics);
    let text = workdir.read("index.toml");
    let (before, rest) = text.split_once("[regions.types]").expect("the types");
    let (_, after) = rest.split_once("[[source]]").expect("the next section");
    workdir.write("index.toml", format!("{before}[[source]]{after}[method.ranking]\nties = \"dense\"\n"));
    let said = explained(&workdir, &["Nurmes"]);
    let named = |what: &str| said.lines().any(|line| line.starts_with(what) && line.contains("employment"));
    assert!(named("Weaknesses:") && !named("Strengths:"), "{said}");
}

#[test]
fn the_folder_of_a_build_explains_itself() {
    let workdir = Workdir::built();
    let finished = workdir.run(&["explain", "out", "Espoo", "--quiet"]);
    assert_eq!((finished.code, finished.stdout.as_str()), (Some(0), ""), "{finished}");
    let of = |config: &str| workdir.run(&["explain", config, "Espoo"]).stdout;
    assert_eq!(of("out"), of("index.toml"));
}
