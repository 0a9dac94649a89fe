//! `improvers.csv`: who climbed, and what did it.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::{BUILD, Workdir};

#[test]
fn who_climbed() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2024, "790").value = Some(12_000.0);
    statistics.row("population", 2025, "214").value = Some(13_000.0);
    workdir.statistics(&statistics);
    workdir.builds();
    assert_snapshot!(workdir.read("out/improvers.csv"), @r#"
    edition,since,among,code,name_en,rank_before,rank,rank_change,score_before,score,score_change,indicator_1,indicator_1_points,indicator_1_change,indicator_1_median_change,indicator_2,indicator_2_points,indicator_2_change,indicator_2_median_change,indicator_3,indicator_3_points,indicator_3_change,indicator_3_median_change,points_of,data_status
    2025,2024,city,091,Helsinki,2,1,1,72.222222222,72.222222222,0,,,,,,,,,,,,,index,draft
    2025,2024,town,214,Kankaanpää,3,1,2,27.777777778,55.555555556,27.777777778,growth,27.777777778,6.84762011722,-0.1659225843,employment,5.555555556,-0.4,-0.6,,,,,index,draft
    2025,2024,all,214,Kankaanpää,6,3,3,27.777777778,55.555555556,27.777777778,growth,27.777777778,6.84762011722,-0.1659225843,employment,5.555555556,-0.4,-0.6,,,,,index,draft
    2025,2024,all,091,Helsinki,2,1,1,72.222222222,72.222222222,0,,,,,,,,,,,,,index,draft
    "#);
    assert_snapshot!(workdir.read("out/improvers.en.csv"), @r#"
    Edition,Compared with edition,Compared among,Code,Improvers,Climbed (places),Rank before,Rank,Change relative to others (points),Lifted it most 1,Lifted it most 2,Lifted it most 3,Data status
    2025,2024,cities,091,Helsinki,1,2,1,0.0,,,,draft
    2025,2024,towns,214,Kankaanpää,2,3,1,27.8,growth +27.8 points (−0.98 → 5.87; median change −0.17),employment +5.6 points (71.50 → 71.10; median change −0.60),,draft
    2025,2024,all,214,Kankaanpää,3,6,3,27.8,growth +27.8 points (−0.98 → 5.87; median change −0.17),employment +5.6 points (71.50 → 71.10; median change −0.60),,draft
    2025,2024,all,091,Helsinki,1,2,1,0.0,,,,draft
    "#);
}

#[test]
fn since_a_base_edition() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[publish]\nimprovers_since = \"2030\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no edition `2030`
      --> index.toml:72:19
       |
    72 | improvers_since = "2030"
       |                   ^^^^^^
       |
       = help: did you mean `2024`?
    "#);
}

#[test]
fn one_edition_has_no_improvers() {
    let workdir = Workdir::new();
    let finished = workdir.run(&[BUILD, &["--edition", "2024"]].concat());
    assert_eq!(finished.code, Some(0), "{finished}");
    assert!(!workdir.content().contains_key("out/improvers.csv"));
}
