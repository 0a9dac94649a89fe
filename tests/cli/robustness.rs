//! `evp robustness` and `[robustness]`: what is printed and written, what is refused, and replicates that fail.

use insta::assert_snapshot;

use crate::workdir::{BUILD, Workdir};

const ROBUSTNESS: &[&str] = &["robustness", "index.toml", "--replicates", "40", "--points", "16"];

/// The tiny index with a section.
fn with(section: &str) -> Workdir {
    let workdir = Workdir::new();
    workdir.append("index.toml", &format!("\n[robustness]\n{section}"));
    workdir
}

/// What was wrong with a section.
fn refused(section: &str) -> String {
    with(section).refused_by(ROBUSTNESS)
}

/// Runs it and expects that it works.
fn analysed(workdir: &Workdir, arguments: &[&str]) -> String {
    let finished = workdir.run(arguments);
    assert_eq!(finished.code, Some(0), "{finished}");
    workdir.assert_tidy();
    finished.to_string()
}

/// Writes a file of replicates, of which something is wrong; what is said of it.
fn replay_refused(workdir: &Workdir, replicates: &str) -> String {
    workdir.write("replicates.csv", replicates);
    workdir.refused_by(&["robustness", "index.toml", "--replay", "replicates.csv"])
}

// ------------------------------------------------------------------------------------------------------------ what is printed

#[test]
fn the_report() {
    let workdir = Workdir::new();
    assert_snapshot!(analysed(&workdir, ROBUSTNESS), @r"
    exit code: 0
    ----- stdout -----
    Tiny index: how sure the ranks are
    *** draft ***

    Design
      Intervals of ranks: 40 replicates (seed 1), 90 % of them in the interval; they show sensitivity to choices of method, and are no margin of error
      Drawn in each replicate: normalisation (configured / min-max / z-score); rule for equal values (configured / minimum / maximum); no indicator or any one of them left out, all equally likely; indicator weights ±25 %; factor weights ±25 %
      Ranks in edition 2025: half of the intervals are at most 2 places from end to end; 3 groups can be told apart; no region ranks outside its own interval

    Ranks of the index in edition 2025
     rank  region      interval  median  first 10  ahead of next  improved  group
     1.    Espoo            1–3       2     100 %           28 %       3 %      1
     2.    Helsinki         1–3       1     100 %           93 %       5 %      1
     3.    Vantaa           2–4       3     100 %           65 %       5 %      1
     4.    Kauniainen       1–6       4     100 %           90 %      13 %      1
     5.    Sastamala        4–6       5     100 %           73 %      15 %      2
     6.    Kankaanpää       5–6       6     100 %          100 %      13 %      2
     7.    Nurmes             7       7     100 %                      0 %      3
      shares are of the replicates; ahead of next: ranked better than the region below; improved: ranked better than in the edition before; group: the regions over which the first of their group is not ahead in 95 % of the replicates

    What the ranks of the index depend on
      The largest source of doubt is the indicator that is left out: 100 % of the variance of the mean shift of ranks depends on it, 27 % on it alone
                                     first order             95 %  total order            95 %
     the normalisation                     0.058  −0.184 to 0.257        0.122  0.028 to 0.263
     the rule for equal values             0.000   0.000 to 0.000        0.000  0.000 to 0.000
     the indicator that is left out        0.272  −0.254 to 0.603        1.188  0.444 to 2.042
     the weights of the indicators         0.163  −0.228 to 0.477        0.244  0.042 to 0.568
     the weights of the factors            0.077  −0.221 to 0.374        0.183  0.000 to 0.551
      Sobol indices, with bootstrap intervals; first order: the share of the variance that a choice explains by itself; total order: with all that it does together with others
      the rank of 1 region never moves

    Without one indicator
                 mean shift  unchanged  correlation  largest shift
     employment         1.1       29 %        0.842      Vantaa +2
     workplaces         0.6       57 %        0.893  Kauniainen +2
     growth             0.6       43 %        0.946       Espoo −1

    Without one factor
             mean shift  unchanged  correlation  largest shift
     people         0.6       43 %        0.946       Espoo −1
     work           0.3       71 %        0.964    Helsinki −1

    One choice otherwise
                             mean shift  unchanged  correlation  largest shift
     normalisation: z-score         0.6       43 %        0.929       Espoo −1
     normalisation: min-max         0.3       71 %        0.964       Espoo −1
     ties: minimum                  0.0      100 %        1.000
     ties: maximum                  0.0      100 %        1.000
      mean shift: by how many places ranks move, on average; unchanged: regions that keep their rank; correlation: of both rankings (Spearman's); largest shift: + is a climb

    Wrote 10 files to out/tiny-robustness
    ");
    let names: Vec<String> = workdir.content().into_keys().filter(|name| name.starts_with("out/")).collect();
    assert_snapshot!(names.join("\n"), @r"
    out/
    out/tiny-robustness/
    out/tiny-robustness/manifest.json
    out/tiny-robustness/rank_probabilities.parquet
    out/tiny-robustness/robustness.csv
    out/tiny-robustness/robustness.en.csv
    out/tiny-robustness/robustness.md
    out/tiny-robustness/robustness.parquet
    out/tiny-robustness/scenario_ranks.csv
    out/tiny-robustness/scenarios.csv
    out/tiny-robustness/sensitivity.csv
    out/tiny-robustness/sensitivity_regions.csv
    ");
    assert_snapshot!(workdir.read("out/tiny-robustness/robustness.csv"), @r"
    edition,node,code,name_en,region_type,rank,rank_median,rank_lowest,rank_highest,rank_mean,rank_share_top_1,rank_share_top_3,rank_share_top_10,rank_share_ahead_of_next,rank_share_improved,rank_group,rank_outside,type_rank,type_rank_median,type_rank_lowest,type_rank_highest,type_rank_mean,type_rank_share_top_1,type_rank_share_top_3,type_rank_share_top_10,type_rank_share_ahead_of_next,type_rank_share_improved,type_rank_group,type_rank_outside,replicates,ranked_in,data_status
    2024,tiny,049,Espoo,city,1,2,1,3,2.1,0.125,1,1,0.3,,1,0,1,2,1,3,1.95,0.275,1,1,0.3,,1,0,40,40,draft
    2024,tiny,091,Helsinki,city,2,1,1,3,1.6,0.7,0.975,1,0.875,,1,0,2,1,1,3,1.425,0.7,1,1,0.875,,1,0,40,40,draft
    2024,tiny,092,Vantaa,city,3,3,2,4,2.875,0.025,0.775,1,0.75,,1,0,3,3,2,3,2.625,0.025,1,1,,,1,0,40,40,draft
    2024,tiny,214,Kankaanpää,town,6,6,5,6,5.7,0,0,1,1,,2,0,3,3,2,3,2.7,0.025,1,1,,,2,0,40,40,draft
    2024,tiny,235,Kauniainen,town,4,4,1,4,3.475,0.15,0.25,1,0.975,,1,0,1,1,1,1,1.05,0.975,1,1,0.975,,1,0,40,40,draft
    2024,tiny,541,Nurmes,rural,7,7,7,7,7,0,0,1,,,3,0,1,1,1,1,1,1,1,1,,,1,0,40,40,draft
    2024,tiny,790,Sastamala,town,5,5,5,6,5.25,0,0,1,0.725,,2,0,2,2,2,3,2.25,0,1,1,0.725,,2,0,40,40,draft
    2025,tiny,049,Espoo,city,1,2,1,3,2.175,0.125,1,1,0.275,0.025,1,0,1,2,1,3,2,0.275,1,1,0.275,0.025,1,0,40,40,draft
    2025,tiny,091,Helsinki,city,2,1,1,3,1.525,0.725,1,1,0.925,0.05,1,0,2,1,1,3,1.35,0.725,1,1,0.925,0.05,1,0,40,40,draft
    2025,tiny,092,Vantaa,city,3,3,2,4,3,0,0.65,1,0.65,0.05,1,0,3,3,2,3,2.65,0,1,1,,0.05,1,0,40,40,draft
    2025,tiny,214,Kankaanpää,town,6,6,5,6,5.65,0,0,1,1,0.125,2,0,3,3,2,3,2.65,0.025,1,1,,0.125,1,0,40,40,draft
    2025,tiny,235,Kauniainen,town,4,4,1,6,3.475,0.15,0.35,1,0.9,0.125,1,0,1,1,1,3,1.175,0.9,1,1,0.9,0,1,0,40,40,draft
    2025,tiny,541,Nurmes,rural,7,7,7,7,7,0,0,1,,0,3,0,1,1,1,1,1,1,1,1,,0,1,0,40,40,draft
    2025,tiny,790,Sastamala,town,5,5,4,6,5.175,0,0,1,0.725,0.15,2,0,2,2,1,3,2.175,0.075,1,1,0.725,0.15,1,0,40,40,draft
    ");
    assert_snapshot!(workdir.read("out/tiny-robustness/robustness.en.csv"), @r#"
    Edition,Code,Municipality,Rank,"Rank interval (sensitivity to method, not a margin of error)",Median rank of the simulations,"Among the first, share of simulations (%): 1","Among the first, share of simulations (%): 3","Among the first, share of simulations (%): 10","Ahead of the next, share of simulations (%)","Better than in the edition before, share of simulations (%)",Group whose first it cannot be told from,Region type,Rank in type,"Interval in type (sensitivity to method, not a margin of error)",Data status
    2025,049,Espoo,1,1–3,2.0,12.5,100.0,100.0,27.5,2.5,1,cities,1,1–3,draft
    2025,091,Helsinki,2,1–3,1.0,72.5,100.0,100.0,92.5,5.0,1,cities,2,1–3,draft
    2025,092,Vantaa,3,2–4,3.0,0.0,65.0,100.0,65.0,5.0,1,cities,3,2–3,draft
    2025,235,Kauniainen,4,1–6,4.0,15.0,35.0,100.0,90.0,12.5,1,towns,1,1–3,draft
    2025,790,Sastamala,5,4–6,5.0,0.0,0.0,100.0,72.5,15.0,2,towns,2,1–3,draft
    2025,214,Kankaanpää,6,5–6,6.0,0.0,0.0,100.0,100.0,12.5,2,towns,3,2–3,draft
    2025,541,Nurmes,7,7,7.0,0.0,0.0,100.0,,0.0,3,rural municipalities,1,1,draft
    "#);
    assert_snapshot!(workdir.read("out/tiny-robustness/scenarios.csv"), @r"
    edition,node,scenario,of,mean_absolute_rank_shift,mean_absolute_score_shift,share_unchanged,rank_correlation,largest_shift_code,largest_shift,reason,data_status
    2025,tiny,without-indicator,workplaces,0.5714285714285714,10.31746031757143,0.5714285714285714,0.8928571428571429,235,2,,draft
    2025,tiny,without-indicator,employment,1.1428571428571428,8.73015873,0.2857142857142857,0.8420413371357597,092,2,,draft
    2025,tiny,without-indicator,growth,0.5714285714285714,5.555555555428571,0.42857142857142855,0.9456108576893003,049,-1,,draft
    2025,tiny,without-factor,work,0.2857142857142857,11.111111111142858,0.7142857142857143,0.9642857142857143,091,-1,,draft
    2025,tiny,without-factor,people,0.5714285714285714,5.555555555428571,0.42857142857142855,0.9456108576893003,049,-1,,draft
    2025,tiny,normalisation,min-max,0.2857142857142857,5.385152270571429,0.7142857142857143,0.9642857142857143,049,-1,,draft
    2025,tiny,normalisation,z-score,0.5714285714285714,15.031382329714287,0.42857142857142855,0.9285714285714286,049,-1,,draft
    2025,tiny,ties,minimum,0,0,1,1,049,0,,draft
    2025,tiny,ties,maximum,0,0,1,1,049,0,,draft
    ");
    assert_snapshot!(workdir.read("out/tiny-robustness/sensitivity.csv"), @r"
    edition,node,input,first_order,first_order_lowest,first_order_highest,total_order,total_order_lowest,total_order_highest,reason,data_status
    2025,tiny,normalisation,0.05817675120775742,-0.18415210287074646,0.25711596496863726,0.1218242560795587,0.028346022869004346,0.26252396142414147,,draft
    2025,tiny,ties,0,0,0,0,0,0,,draft
    2025,tiny,left_out,0.27192655731888987,-0.2538082987387251,0.6033326818787491,1.1877864967756973,0.44443300384404194,2.0418147829834528,,draft
    2025,tiny,indicator_weights,0.16316670830187885,-0.22818171547286903,0.4771127372397256,0.2436485121591174,0.0415895408390983,0.5681867336429973,,draft
    2025,tiny,factor_weights,0.07717946732508185,-0.2208348247185515,0.37438675166811486,0.18273638411933804,0,0.5512848991277016,,draft
    ");
    assert_snapshot!(workdir.read("out/tiny-robustness/robustness.md"), @r"
    # Tiny index: how sure the ranks are

    *** draft ***

    ## Design

    - Intervals of ranks: 40 replicates (seed 1), 90 % of them in the interval; they show sensitivity to choices of method, and are no margin of error
    - Drawn in each replicate: normalisation (configured / min-max / z-score); rule for equal values (configured / minimum / maximum); no indicator or any one of them left out, all equally likely; indicator weights ±25 %; factor weights ±25 %
    - Ranks in edition 2025: half of the intervals are at most 2 places from end to end; 3 groups can be told apart; no region ranks outside its own interval

    ## Ranks of the index in edition 2025

    | rank | region     | interval | median | first 10 | ahead of next | improved | group |
    |------|------------|----------|--------|----------|---------------|----------|-------|
    | 1.   | Espoo      |      1–3 |      2 |    100 % |          28 % |      3 % |     1 |
    | 2.   | Helsinki   |      1–3 |      1 |    100 % |          93 % |      5 % |     1 |
    | 3.   | Vantaa     |      2–4 |      3 |    100 % |          65 % |      5 % |     1 |
    | 4.   | Kauniainen |      1–6 |      4 |    100 % |          90 % |     13 % |     1 |
    | 5.   | Sastamala  |      4–6 |      5 |    100 % |          73 % |     15 % |     2 |
    | 6.   | Kankaanpää |      5–6 |      6 |    100 % |         100 % |     13 % |     2 |
    | 7.   | Nurmes     |        7 |      7 |    100 % |               |      0 % |     3 |

    shares are of the replicates; ahead of next: ranked better than the region below; improved: ranked better than in the edition before; group: the regions over which the first of their group is not ahead in 95 % of the replicates

    ## What the ranks of the index depend on

    - The largest source of doubt is the indicator that is left out: 100 % of the variance of the mean shift of ranks depends on it, 27 % on it alone

    |                                | first order |            95 % | total order |           95 % |
    |--------------------------------|-------------|-----------------|-------------|----------------|
    | the normalisation              |       0.058 | −0.184 to 0.257 |       0.122 | 0.028 to 0.263 |
    | the rule for equal values      |       0.000 |  0.000 to 0.000 |       0.000 | 0.000 to 0.000 |
    | the indicator that is left out |       0.272 | −0.254 to 0.603 |       1.188 | 0.444 to 2.042 |
    | the weights of the indicators  |       0.163 | −0.228 to 0.477 |       0.244 | 0.042 to 0.568 |
    | the weights of the factors     |       0.077 | −0.221 to 0.374 |       0.183 | 0.000 to 0.551 |

    Sobol indices, with bootstrap intervals; first order: the share of the variance that a choice explains by itself; total order: with all that it does together with others

    - the rank of 1 region never moves

    ## Without one indicator

    |            | mean shift | unchanged | correlation | largest shift |
    |------------|------------|-----------|-------------|---------------|
    | employment |        1.1 |      29 % |       0.842 |     Vantaa +2 |
    | workplaces |        0.6 |      57 % |       0.893 | Kauniainen +2 |
    | growth     |        0.6 |      43 % |       0.946 |      Espoo −1 |

    ## Without one factor

    |        | mean shift | unchanged | correlation | largest shift |
    |--------|------------|-----------|-------------|---------------|
    | people |        0.6 |      43 % |       0.946 |      Espoo −1 |
    | work   |        0.3 |      71 % |       0.964 |   Helsinki −1 |

    ## One choice otherwise

    |                        | mean shift | unchanged | correlation | largest shift |
    |------------------------|------------|-----------|-------------|---------------|
    | normalisation: z-score |        0.6 |      43 % |       0.929 |      Espoo −1 |
    | normalisation: min-max |        0.3 |      71 % |       0.964 |      Espoo −1 |
    | ties: minimum          |        0.0 |     100 % |       1.000 |               |
    | ties: maximum          |        0.0 |     100 % |       1.000 |               |

    mean shift: by how many places ranks move, on average; unchanged: regions that keep their rank; correlation: of both rankings (Spearman's); largest shift: + is a climb
    ");
}

#[test]
fn as_json() {
    let workdir = Workdir::new();
    let finished = workdir.run(&["robustness", "index.toml", "--replicates", "40", "--points", "16", "--json"]);
    assert_eq!((finished.code, &finished.stderr[..]), (Some(0), ""), "{finished}");
    let all: serde_json::Value = serde_json::from_str(&finished.stdout).expect("JSON");
    let tables = all["tables"].as_object().expect("tables");
    let sizes: Vec<String> =
        tables.iter().map(|(name, rows)| format!("{name}: {}", rows.as_array().map_or(0, Vec::len))).collect();
    assert_snapshot!(sizes.join("\n"), @r"
    robustness: 14
    scenario_ranks: 63
    scenarios: 9
    sensitivity: 5
    sensitivity_regions: 35
    ");
    let mut rest = all.clone();
    rest["tables"] = tables["robustness"][0].clone();
    assert_snapshot!(serde_json::to_string_pretty(&rest).expect("JSON"), @r#"
    {
      "data_status": "draft",
      "drawn": "normalisation (configured / min-max / z-score); rule for equal values (configured / minimum / maximum); no indicator or any one of them left out, all equally likely; indicator weights ±25 %; factor weights ±25 %",
      "files": [
        "rank_probabilities.parquet",
        "robustness.csv",
        "robustness.en.csv",
        "robustness.md",
        "robustness.parquet",
        "scenario_ranks.csv",
        "scenarios.csv",
        "sensitivity.csv",
        "sensitivity_regions.csv",
        "manifest.json"
      ],
      "index": "tiny",
      "interval": 0.9,
      "note": "sensitivity to choices of method, no margin of error",
      "out": "out/tiny-robustness",
      "replicates": 40,
      "seed": 1,
      "tables": {
        "code": "049",
        "data_status": "draft",
        "edition": "2024",
        "name_en": "Espoo",
        "node": "tiny",
        "rank": 1,
        "rank_group": 1,
        "rank_highest": 3.0,
        "rank_lowest": 1.0,
        "rank_mean": 2.1,
        "rank_median": 2.0,
        "rank_outside": 0,
        "rank_share_ahead_of_next": 0.3,
        "rank_share_improved": null,
        "rank_share_top_1": 0.125,
        "rank_share_top_10": 1.0,
        "rank_share_top_3": 1.0,
        "ranked_in": 40,
        "region_type": "city",
        "replicates": 40,
        "type_rank": 1,
        "type_rank_group": 1,
        "type_rank_highest": 3.0,
        "type_rank_lowest": 1.0,
        "type_rank_mean": 1.95,
        "type_rank_median": 2.0,
        "type_rank_outside": 0,
        "type_rank_share_ahead_of_next": 0.3,
        "type_rank_share_improved": null,
        "type_rank_share_top_1": 0.275,
        "type_rank_share_top_10": 1.0,
        "type_rank_share_top_3": 1.0
      }
    }
    "#);
}

#[test]
fn a_factor_and_no_region_types() {
    let workdir = with("nodes = [\"people\"]\ntop = []\nleft_out = \"off\"\neditions = \"all\"\n");
    let index = workdir.read("index.toml");
    let (before, after) = index.split_once("[regions.types]").expect("types");
    workdir.write("index.toml", format!("{before}{}", &after[after.find("[[source]]").expect("a source")..]));
    workdir.edit("regions.csv", "name_en,region_type,mainland", "name_en,kind,mainland");
    workdir.edit("index.toml", "level = \"municipality\"", "columns = { }\nlevel = \"municipality\"");
    assert_snapshot!(analysed(&workdir, &["robustness", "index.toml", "--replicates", "20", "--points", "0"]), @r"
    exit code: 0
    ----- stdout -----
    Tiny index: how sure the ranks are
    *** draft ***

    Design
      Intervals of ranks: 20 replicates (seed 1), 90 % of them in the interval; they show sensitivity to choices of method, and are no margin of error
      Drawn in each replicate: normalisation (configured / min-max / z-score); rule for equal values (configured / minimum / maximum); indicator weights ±25 %; factor weights ±25 %
      Ranks of `people` in edition 2025: half of the intervals or more are a single rank; 7 groups can be told apart; no region ranks outside its own interval

    Ranks of `people` in edition 2025
     rank  region      interval  median  ahead of next  improved  group
     1.    Espoo              1       1          100 %       0 %      1
     2.    Vantaa             2       2          100 %       0 %      2
     3.    Helsinki           3       3          100 %     100 %      3
     4.    Kauniainen         4       4          100 %       0 %      4
     5.    Sastamala          5       5          100 %       0 %      5
     6.    Kankaanpää         6       6          100 %       0 %      6
     7.    Nurmes             7       7                      0 %      7
      shares are of the replicates; ahead of next: ranked better than the region below; improved: ranked better than in the edition before; group: the regions over which the first of their group is not ahead in 95 % of the replicates

    Without one indicator
                 mean shift  unchanged  correlation        largest shift
     growth                                          no region is ranked
     workplaces         0.0      100 %        1.000
     employment         0.0      100 %        1.000

    Without one factor
             mean shift  unchanged  correlation        largest shift
     people                                      no region is ranked
     work           0.0      100 %        1.000

    One choice otherwise
                             mean shift  unchanged  correlation  largest shift
     normalisation: min-max         0.0      100 %        1.000
     normalisation: z-score         0.0      100 %        1.000
     ties: minimum                  0.0      100 %        1.000
     ties: maximum                  0.0      100 %        1.000
      mean shift: by how many places ranks move, on average; unchanged: regions that keep their rank; correlation: of both rankings (Spearman's); largest shift: + is a climb

    Wrote 7 files to out/tiny-robustness
    ");
    assert_snapshot!(workdir.read("out/tiny-robustness/robustness.csv").lines().take(2).collect::<Vec<_>>().join("\n"), @r"
    edition,node,code,name_en,rank,rank_median,rank_lowest,rank_highest,rank_mean,rank_share_ahead_of_next,rank_share_improved,rank_group,rank_outside,replicates,ranked_in,data_status
    2024,people,049,Espoo,1,1,1,1,1,1,,1,0,20,20,draft
    ");
}

#[test]
fn nothing_is_drawn() {
    let section = "indicator_weights = \"off\"\nfactor_weights = \"off\"\nleft_out = \"off\"\n\
        normalisation = { among = [\"configured\"] }\nties = { among = [\"configured\"] }\n";
    assert_snapshot!(analysed(&with(section), &["robustness", "index.toml", "--replicates", "3"]), @r"
    exit code: 0
    ----- stdout -----
    Tiny index: how sure the ranks are
    *** draft ***

    Design
      Intervals of ranks: 3 replicates (seed 1), 90 % of them in the interval; they show sensitivity to choices of method, and are no margin of error
      Nothing is drawn: all replicates are the build itself
      Ranks in edition 2025: half of the intervals or more are a single rank; 7 groups can be told apart; no region ranks outside its own interval

    Ranks of the index in edition 2025
     rank  region      interval  median  first 10  ahead of next  improved  group
     1.    Espoo              1       1     100 %          100 %       0 %      1
     2.    Helsinki           2       2     100 %          100 %       0 %      2
     3.    Vantaa             3       3     100 %          100 %       0 %      3
     4.    Kauniainen         4       4     100 %          100 %       0 %      4
     5.    Sastamala          5       5     100 %          100 %       0 %      5
     6.    Kankaanpää         6       6     100 %          100 %       0 %      6
     7.    Nurmes             7       7     100 %                      0 %      7
      shares are of the replicates; ahead of next: ranked better than the region below; improved: ranked better than in the edition before; group: the regions over which the first of their group is not ahead in 95 % of the replicates

    Without one indicator
                 mean shift  unchanged  correlation  largest shift
     employment         1.1       29 %        0.842      Vantaa +2
     workplaces         0.6       57 %        0.893  Kauniainen +2
     growth             0.6       43 %        0.946       Espoo −1

    Without one factor
             mean shift  unchanged  correlation  largest shift
     people         0.6       43 %        0.946       Espoo −1
     work           0.3       71 %        0.964    Helsinki −1
      mean shift: by how many places ranks move, on average; unchanged: regions that keep their rank; correlation: of both rankings (Spearman's); largest shift: + is a climb

    Wrote 8 files to out/tiny-robustness
    ");
}

#[test]
fn one_option_that_is_not_the_configured_one() {
    let section = "indicator_weights = \"off\"\nfactor_weights = \"off\"\nleft_out = \"off\"\n\
        normalisation = { among = [\"min-max\"] }\nties = { among = [\"configured\"] }\n";
    let workdir = with(section);
    let finished = analysed(&workdir, &["robustness", "index.toml", "--replicates", "3"]);
    assert_snapshot!(finished.lines().find(|line| line.contains("Drawn in each")).expect("the design").trim(), @r"
    Drawn in each replicate: normalisation always min-max
    ");
    // Leaving an indicator out is compared as configured, not under the option.
    let of_indicators = |workdir: &Workdir| -> Vec<String> {
        let scenarios = workdir.read("out/tiny-robustness/scenarios.csv");
        scenarios.lines().filter(|line| line.contains("without-")).map(str::to_owned).collect()
    };
    let configured = Workdir::new();
    analysed(&configured, ROBUSTNESS);
    assert_eq!(of_indicators(&workdir), of_indicators(&configured));
}

// ----------------------------------------------------------------------------------------------------------------- in a build

#[test]
fn a_build_with_intervals() {
    let workdir = with("publish = true\nreplicates = 40\n");
    let finished = analysed(&workdir, &[BUILD, &["--replicates", "40"]].concat());
    let said = finished.split_once("How sure the ranks are").expect("it says so").1;
    assert_snapshot!(said, @r"
      Intervals of ranks: 40 replicates (seed 1), 90 % of them in the interval; they show sensitivity to choices of method, and are no margin of error
      Drawn in each replicate: normalisation (configured / min-max / z-score); rule for equal values (configured / minimum / maximum); no indicator or any one of them left out, all equally likely; indicator weights ±25 %; factor weights ±25 %
      Ranks in edition 2025: half of the intervals are at most 2 places from end to end; 3 groups can be told apart; no region ranks outside its own interval

    Wrote 49 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
    let of = |name: &str, n_lines: usize| workdir.read(name).lines().take(n_lines).collect::<Vec<_>>().join("\n");
    assert_snapshot!(of("out/rankings.csv", 2).replace(',', "\n"), @r"
    edition
    code
    name_en
    region_type
    tiny
    tiny_rank
    tiny_type_rank
    tiny_rank_change
    tiny_type_rank_change
    tiny_rank_lowest
    tiny_rank_highest
    tiny_type_rank_lowest
    tiny_type_rank_highest
    work
    work_rank
    work_type_rank
    work_rank_change
    work_type_rank_change
    people
    people_rank
    people_type_rank
    people_rank_change
    people_type_rank_change
    coverage
    data_status
    2024
    049
    Espoo
    city
    83.333333333
    1
    1


    1
    3
    1
    3
    75
    2
    2


    100
    1
    1


    1
    draft
    ");
    assert_snapshot!(of("out/rankings.en.csv", 3), @r#"
    Edition,Code,Municipality,Region type,Tiny index,Rank,"Rank interval (sensitivity to method, not a margin of error)",Rank in type,"Interval in type (sensitivity to method, not a margin of error)",Change (places),Change in type (places),work,work: rank,work: rank in type,work: change (places),work: change in type (places),people,people: rank,people: rank in type,people: change (places),people: change in type (places),Coverage (%),Data status
    2024,049,Espoo,cities,83.3,1,1–3,1,1–3,,,75.0,2,2,,,100.0,1,1,,,100,draft
    2024,091,Helsinki,cities,72.2,2,1–3,2,1–3,,,83.3,1,1,,,50.0,4,3,,,100,draft
    "#);
    assert_snapshot!(of("out/types/2025/city.csv", 3), @r#"
    Edition,Rank in type,Change in type (places),Code,Municipality,Tiny index,Rank,"Rank interval (sensitivity to method, not a margin of error)","Interval in type (sensitivity to method, not a margin of error)",Change (places),work,work: rank,work: rank in type,work: change (places),work: change in type (places),people,people: rank,people: rank in type,people: change (places),people: change in type (places),Coverage (%),Data status
    2025,1,0,049,Espoo,83.3,1,1–3,1–3,0,75.0,2,2,0,0,100.0,1,1,0,0,100,draft
    2025,2,0,091,Helsinki,77.8,2,1–3,1–3,0,83.3,1,1,0,0,66.7,3,3,1,0,100,draft
    "#);
    let notes = workdir.read("out/notes.md");
    let notes: Vec<&str> =
        notes.lines().filter(|line| line.contains("ntervals of ranks") || line.contains("Drawn in each")).collect();
    assert_snapshot!(notes.join("\n"), @r"
    - Intervals of ranks: 40 replicates (seed 1), 90 % of them in the interval; they show sensitivity to choices of method, and are no margin of error
    - Drawn in each replicate: normalisation (configured / min-max / z-score); rule for equal values (configured / minimum / maximum); no indicator or any one of them left out, all equally likely; indicator weights ±25 %; factor weights ±25 %
    ");
}

#[test]
fn intervals_are_not_in_the_rankings_where_nothing_says_so() {
    let workdir = Workdir::new();
    analysed(&workdir, &[BUILD, &["--replicates", "40"]].concat());
    let with_intervals = workdir.read("out/rankings.csv");
    assert!(workdir.path("out/robustness.csv").exists());
    analysed(&workdir, &[BUILD, &["--replicates", "0"]].concat());
    assert_eq!(with_intervals, workdir.read("out/rankings.csv"));
    assert!(!workdir.path("out/robustness.csv").exists(), "with 0 replicates there is no analysis");
}

#[test]
fn every_option_has_words_in_the_languages_of_the_index() {
    let sections = [
        "normalisation = { among = [\"configured\", \"percentile-rank\", \"min-max\", \"z-score\", \
         { stated = { method = \"min-max\", range = [10, 90] } }, { stated = { method = \"z-score\" } }], shares = [3, 1, 1, 1, 1, 1] }\n\
         ties = { among = [\"configured\", { stated = \"average\" }, { stated = \"minimum\" }, { stated = \"maximum\" }, { stated = \"dense\" }] }\n\
         aggregation = { among = [\"configured\", \"arithmetic-mean\", \"geometric-mean\", { stated = { method = \"median\" } }] }\n\
         treatment = { among = [\"configured\", \"none\", { stated = { skewness = 1.0 } }] }\n\
         imputation = { among = [\"configured\", { stated = { method = \"median\" } }] }\n",
        "indicator_weights = \"dirichlet\"\nfactor_weights = \"off\"\nleft_out = { share = 0.25 }\nnormalisation = { among = [\"z-score\"] }\n\
         ties = { among = [{ stated = \"dense\" }] }\naggregation = { among = [\"arithmetic-mean\"] }\n",
    ];
    let mut drawn = Vec::new();
    for section in sections {
        let workdir = with(section);
        workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"fi\", \"sv\", \"en\"]");
        analysed(&workdir, &[BUILD, &["--replicates", "10"]].concat());
        for (name, mark) in [
            ("notes.md", "arvotaan: "),
            ("notes.sv.md", "simulering dras slumpmässigt: "),
            ("notes.en.md", "Drawn in each replicate: "),
        ] {
            let notes = workdir.read(&format!("out/{name}"));
            drawn.push(notes.lines().find_map(|line| Some(line.split_once(mark)?.1.to_owned())).expect("the design"));
        }
    }
    assert_snapshot!(drawn.join("\n"), @r"
    normalisointi (asetusten mukainen (37,5 %) / persentiilisija (12,5 %) / min–max (12,5 %) / z-pisteet (12,5 %) / erikseen annettu (12,5 %) / erikseen annettu 2 (12,5 %)); samojen arvojen sääntö (asetusten mukainen / sijojen keskiarvo / alin sija / ylin sija / tiheät sijat); yhdistäminen (asetusten mukainen / aritmeettinen keskiarvo / geometrinen keskiarvo / erikseen annettu); poikkeavien arvojen käsittely (asetusten mukainen / ei käsittelyä / erikseen annettu); täydentäminen (asetusten mukainen / erikseen annettu); pois jätetty indikaattori (mikä tahansa tai ei mikään, kaikki yhtä todennäköisiä); indikaattorien painot ±25 %; osa-alueiden painot ±25 %
    normalisering (enligt konfigurationen (37,5 %) / percentilplats (12,5 %) / min–max (12,5 %) / z-poäng (12,5 %) / särskilt angiven (12,5 %) / särskilt angiven 2 (12,5 %)); regeln för lika värden (enligt konfigurationen / platsernas medeltal / lägsta plats / högsta plats / täta platser); sammanvägning (enligt konfigurationen / aritmetiskt medeltal / geometriskt medeltal / särskilt angiven); behandling av avvikande värden (enligt konfigurationen / ingen behandling / särskilt angiven); imputering (enligt konfigurationen / särskilt angiven); utelämnad indikator (vilken som helst eller ingen, alla lika sannolika); indikatorvikter ±25 %; delområdesvikter ±25 %
    normalisation (configured (37.5 %) / percentile-rank (12.5 %) / min-max (12.5 %) / z-score (12.5 %) / stated (12.5 %) / stated-2 (12.5 %)); rule for equal values (configured / average / minimum / maximum / dense); aggregation (configured / arithmetic-mean / geometric-mean / stated); treatment of outliers (configured / none / stated); imputation (configured / stated); no indicator or any one of them left out, all equally likely; indicator weights ±25 %; factor weights ±25 %
    yksi indikaattori jätetty pois 25 prosentissa simulaatioista; indikaattorien painot: mitkä tahansa (Dirichlet); normalisointi aina: z-pisteet; samojen arvojen sääntö aina: tiheät sijat; yhdistäminen aina: aritmeettinen keskiarvo
    en indikator utelämnad i 25 % av simuleringarna; vilka indikatorvikter som helst (Dirichlet); normalisering alltid z-poäng; regeln för lika värden alltid täta platser; sammanvägning alltid aritmetiskt medeltal
    one indicator left out in 25 % of the replicates; any indicator weights (Dirichlet); normalisation always z-score; rule for equal values always dense; aggregation always arithmetic-mean
    ");
}

#[test]
fn more_regions_than_a_build_analyses() {
    let workdir = with("most_regions = 6\npublish = true\n");
    let finished = analysed(&workdir, &[BUILD, &["--replicates", "40"]].concat());
    let said: Vec<&str> = finished.lines().filter(|line| line.contains("ntervals of ranks")).map(str::trim).collect();
    assert_snapshot!(said.join("\n"), @r"
    No intervals of ranks: 7 regions are more than 6 (`most_regions` under [robustness]); `evp robustness` makes them
    ");
    assert!(!workdir.path("out/robustness.csv").exists());
    // When asked, it is made for any number.
    analysed(&workdir, ROBUSTNESS);
}

#[test]
fn one_edition_of_a_build() {
    let workdir = Workdir::new();
    analysed(&workdir, &[BUILD, &["--replicates", "40", "--edition", "2024"]].concat());
    let editions: Vec<String> =
        workdir.read("out/robustness.csv").lines().map(|line| line.split(',').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(editions, [&["edition"][..], &["2024"; 7]].concat());
}

// -------------------------------------------------------------------------------------------------------- replicates that fail

#[test]
fn replicates_that_fail_are_counted_and_named() {
    let section = "normalisation = { among = [\"configured\", { stated = { method = \"z-score\" } }] }\n\
        aggregation = { among = [\"configured\", \"geometric-mean\"] }\nnodes = [\"tiny\", \"people\"]\n";
    let finished = analysed(&with(section), ROBUSTNESS);
    let said: Vec<&str> =
        finished.lines().filter(|line| line.contains("could not") || line.contains("left out, because")).collect();
    assert_snapshot!(said.join("\n"), @r"
    15 of 40 replicates of `tiny` in edition 2024 could not be computed and do not count: 6 because `work` cannot be computed for 5 of 7 regions in edition 2024 (and 1 more), the rest for 3 other reasons
    18 of 40 replicates of `people` in edition 2024 could not be computed and do not count: 6 because `work` cannot be computed for 5 of 7 regions in edition 2024 (and 1 more), the rest for 4 other reasons
    15 of 40 replicates of `tiny` in edition 2025 could not be computed and do not count: 6 because `work` cannot be computed for 5 of 7 regions in edition 2025 (and 1 more), the rest for 3 other reasons
    18 of 40 replicates of `people` in edition 2025 could not be computed and do not count: 6 because `work` cannot be computed for 5 of 7 regions in edition 2025 (and 1 more), the rest for 4 other reasons
    8 points of 16 left out, because a run could not be computed
    11 points of 16 left out, because a run could not be computed
    ");
    let scenarios = finished.split_once("One choice otherwise").expect("scenarios").1;
    assert_snapshot!(scenarios, @r"
                                  mean shift  unchanged  correlation  largest shift
     normalisation: stated               0.6       43 %        0.929       Espoo −1
     aggregation: geometric-mean         0.6       57 %        0.893  Kauniainen −2
     ties: minimum                       0.0      100 %        1.000
     ties: maximum                       0.0      100 %        1.000
      mean shift: by how many places ranks move, on average; unchanged: regions that keep their rank; correlation: of both rankings (Spearman's); largest shift: + is a climb

    Wrote 10 files to out/tiny-robustness
    ");
}

// -------------------------------------------------------------------------------------------------------------- the section

#[test]
fn the_section_is_refused() {
    assert_snapshot!(refused("replicates = 2000000\n"), @r"
    exit code: 3
    ----- stderr -----
    error: 2000000 replicates are too many
      --> index.toml:72:14
       |
    72 | replicates = 2000000
       |              ^^^^^^^
       |
       = help: give 0 to 1000000; 10000 settle a rank to about one place
    ");
    assert_snapshot!(refused("editions = { newest = 0 }\n"), @r"
    exit code: 3
    ----- stderr -----
    error: no edition is analysed
      --> index.toml:72:12
       |
    72 | editions = { newest = 0 }
       |            ^^^^^^^^^^^^^^
       |
       = help: give a number from 1, or write `replicates = 0`
    ");
    assert_snapshot!(refused("interval = 1.0\n"), @r"
    exit code: 3
    ----- stderr -----
    error: an interval cannot hold 1 of the replicates
      --> index.toml:72:12
       |
    72 | interval = 1.0
       |            ^^^
       |
       = help: give a share between 0 and 1, such as 0.9
    ");
    assert_snapshot!(refused("interval = nan\n"), @r"
    exit code: 3
    ----- stderr -----
    error: an interval cannot hold NaN of the replicates
      --> index.toml:72:12
       |
    72 | interval = nan
       |            ^^^
       |
       = help: give a share between 0 and 1, such as 0.9
    ");
    assert_snapshot!(refused("top = [10, 3]\n"), @r"
    exit code: 3
    ----- stderr -----
    error: `top` is not an ascending list of places
      --> index.toml:72:7
       |
    72 | top = [10, 3]
       |       ^^^^^^^
       |
       = help: give ascending numbers from 1, such as [1, 3, 10]
    ");
    assert_snapshot!(refused("top = [0, 3]\n"), @r"
    exit code: 3
    ----- stderr -----
    error: `top` is not an ascending list of places
      --> index.toml:72:7
       |
    72 | top = [0, 3]
       |       ^^^^^^
       |
       = help: give ascending numbers from 1, such as [1, 3, 10]
    ");
    assert_snapshot!(refused("nodes = [\"tiny\", \"peple\"]\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no factor `peple`
      --> index.toml:72:18
       |
    72 | nodes = ["tiny", "peple"]
       |                  ^^^^^^^
       |
       = help: did you mean `people`?
    "#);
    assert_snapshot!(refused("nodes = [\"growth\"]\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no factor `growth`
      --> index.toml:72:10
       |
    72 | nodes = ["growth"]
       |          ^^^^^^^^
       |
       = help: known: `people`, `tiny`, `work`
    "#);
    assert_snapshot!(refused("indicator_weights = { uniform = 1.5 }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: weights cannot be drawn 1.5 around their own
      --> index.toml:72:21
       |
    72 | indicator_weights = { uniform = 1.5 }
       |                     ^^^^^^^^^^^^^^^^^
       |
       = help: give a number above 0 and at most 1 (0.25 is from three quarters to five quarters), or write "off"
    "#);
    assert_snapshot!(refused("factor_weights = { uniform = 0.0 }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: weights cannot be drawn 0 around their own
      --> index.toml:72:18
       |
    72 | factor_weights = { uniform = 0.0 }
       |                  ^^^^^^^^^^^^^^^^^
       |
       = help: give a number above 0 and at most 1 (0.25 is from three quarters to five quarters), or write "off"
    "#);
    assert_snapshot!(refused("left_out = { share = 1.2 }\n"), @r"
    exit code: 3
    ----- stderr -----
    error: the share cannot be 1.2
      --> index.toml:72:12
       |
    72 | left_out = { share = 1.2 }
       |            ^^^^^^^^^^^^^^^
       |
       = help: give a number from 0 to 1
    ");
    assert_snapshot!(refused("normalisation = { among = [] }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: there is nothing to draw among in [robustness.normalisation]
      --> index.toml
      help: list at least one, such as `among = ["configured"]`, or leave the section out
    "#);
    assert_snapshot!(refused("normalisation = { among = [\"configured\", \"min-max\"], shares = [1] }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the shares do not go with the options
      --> index.toml:72:63
       |
    72 | normalisation = { among = ["configured", "min-max"], shares = [1] }
       |                                                               ^^^
       |
       = help: give one number for each option, none below 0 and not all 0
    "#);
    assert_snapshot!(refused("normalisation = { among = [\"configured\", \"min-max\"], shares = [0, 0] }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the shares do not go with the options
      --> index.toml:72:63
       |
    72 | normalisation = { among = ["configured", "min-max"], shares = [0, 0] }
       |                                                               ^^^^^^
       |
       = help: give one number for each option, none below 0 and not all 0
    "#);
    assert_snapshot!(refused("normalisation = { among = [\"configured\", \"min-max\"], shares = [1, -1] }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the shares do not go with the options
      --> index.toml:72:63
       |
    72 | normalisation = { among = ["configured", "min-max"], shares = [1, -1] }
       |                                                               ^^^^^^^
       |
       = help: give one number for each option, none below 0 and not all 0
    "#);
    assert_snapshot!(refused("normalisation = { among = [\"minmax\"] }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown value `minmax` in [robustness]
      --> index.toml:72:28
       |
    72 | normalisation = { among = ["minmax"] }
       |                            ^^^^^^^^
       |
       = help: did you mean `min-max`?
    "#);
    assert_snapshot!(refused("aggregation = { among = [{ stated = { method = \"power-mean\" } }] }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: a power mean needs an exponent
      --> index.toml:72:48
       |
    72 | aggregation = { among = [{ stated = { method = "power-mean" } }] }
       |                                                ^^^^^^^^^^^^
       |
       = help: add `exponent = …`, not 0: 1 is the arithmetic mean, -1 the harmonic; for 0 choose `geometric-mean`
    "#);
    assert_snapshot!(refused("seed = -1\n"), @r"
    exit code: 3
    ----- stderr -----
    error: -1 where a whole number of 0 or more belongs in [robustness]
      --> index.toml:72:8
       |
    72 | seed = -1
       |        ^^
    ");
    assert_snapshot!(refused("treatments = { among = [\"none\"] }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown key `treatments` in [robustness]
      --> index.toml:72:1
       |
    72 | treatments = { among = ["none"] }
       | ^^^^^^^^^^
       |
       = help: did you mean `treatment`?
    "#);
}

#[test]
fn all_problems_of_the_section_at_once() {
    assert_snapshot!(refused("interval = 90\ntop = [0]\nleft_out = { share = -1 }\nindicator_weights = { uniform = 25 }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: an interval cannot hold 90 of the replicates
      --> index.toml:72:12
       |
    72 | interval = 90
       |            ^^
       |
       = help: give a share between 0 and 1, such as 0.9

    error: `top` is not an ascending list of places
      --> index.toml:73:7
       |
    73 | top = [0]
       |       ^^^
       |
       = help: give ascending numbers from 1, such as [1, 3, 10]

    error: the share cannot be -1
      --> index.toml:74:12
       |
    74 | left_out = { share = -1 }
       |            ^^^^^^^^^^^^^^
       |
       = help: give a number from 0 to 1

    error: weights cannot be drawn 25 around their own
      --> index.toml:75:21
       |
    75 | indicator_weights = { uniform = 25 }
       |                     ^^^^^^^^^^^^^^^^
       |
       = help: give a number above 0 and at most 1 (0.25 is from three quarters to five quarters), or write "off"
    "#);
}

#[test]
fn errors_of_values_are_refused() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "id = \"jobs\"\n", "id = \"jobs\"\nerror = { standard = -2.0 }\n");
    assert_snapshot!(workdir.refused_by(ROBUSTNESS), @r"
    exit code: 3
    ----- stderr -----
    error: the error of values cannot be -2
      --> index.toml:33:9
       |
    33 | error = { standard = -2.0 }
       |         ^^^^^^^^^^^^^^^^^^^
       |
       = help: give one standard deviation of the error: a number from 0
    ");
}

#[test]
fn another_normalisation_does_not_suit_mazziotta_and_pareto() {
    let workdir = with("normalisation = { among = [\"configured\", \"min-max\"] }\n");
    workdir.append(
        "index.toml",
        "\n[method.normalisation]\nmethod = \"z-score\"\nspread = \"population\"\nmean = 100\ndeviation = 10\n\
         [method.aggregation]\nmethod = \"mazziotta-pareto\"\n",
    );
    assert_snapshot!(workdir.refused_by(ROBUSTNESS), @r#"
    exit code: 3
    ----- stderr -----
    error: another normalisation does not suit this index
      --> index.toml:72:42
       |
    72 | normalisation = { among = ["configured", "min-max"] }
       |                                          ^^^^^^^^^
       |
       = help: leave out [robustness.normalisation]: a factor asks for the scale of its own normalisation, or less is better
    "#);
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    assert_snapshot!(refused("aggregation = { among = [\"configured\", { stated = { method = \"mazziotta-pareto\" } }] }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the Mazziotta-Pareto index is defined on its own scale, and not all normalisations that are drawn are on it
      --> index.toml:72:40
       |
    72 | aggregation = { among = ["configured", { stated = { method = "mazziotta-pareto" } }] }
       |                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: leave it out, or state `method = "z-score", mean = 100, deviation = 10` as the only normalisation
    "#);
    let workdir = with("normalisation = { among = [\"configured\", { stated = { method = \"rank\" } }] }\n");
    workdir.append("index.toml", "\n[method.missing]\npolicy = \"neutral\"\n");
    assert_snapshot!(workdir.refused_by(ROBUSTNESS), @r#"
    exit code: 3
    ----- stderr -----
    error: these scores have no middle that a missing value could get
      --> index.toml:72:42
       |
    72 | normalisation = { among = ["configured", { stated = { method = "rank" } }] }
       |                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: choose another policy for missing values, or a normalisation with a range
    "#);
}

#[test]
fn mazziotta_and_pareto_by_default_keeps_its_normalisation() {
    let workdir = Workdir::new();
    workdir.append(
        "index.toml",
        "\n[method.normalisation]\nmethod = \"z-score\"\nspread = \"population\"\nmean = 100\ndeviation = 10\n\
         [method.aggregation]\nmethod = \"mazziotta-pareto\"\n",
    );
    let finished = analysed(&workdir, ROBUSTNESS);
    let said = finished.lines().find(|line| line.contains("Drawn in each replicate")).expect("the design").trim();
    assert_snapshot!(said, @r"
    Drawn in each replicate: no indicator or any one of them left out, all equally likely; indicator weights ±25 %; factor weights ±25 %
    ");
}

// ---------------------------------------------------------------------------------------------------------- replicates in a file

#[test]
fn replicates_are_written_and_replayed() {
    let workdir = Workdir::new();
    analysed(&workdir, &[ROBUSTNESS, &["--write-replicates", "drawn.csv", "--replicates", "3"][..2]].concat());
    assert_snapshot!(workdir.read("drawn.csv").lines().take(3).collect::<Vec<_>>().join("\n"), @r"
    replicate,normalisation,ties,aggregation,treatment,imputation,left_out,noise,multiplier:workplaces,multiplier:employment,multiplier:growth,multiplier:work,multiplier:people
    1,min-max,configured,configured,configured,configured,employment,,0.8596622902419,0.8918452956518688,1.1053051118405544,0.9805440866034578,0.8263263482030063
    2,z-score,configured,configured,configured,configured,employment,,0.8002678389379543,1.232110245019305,0.9222704379230982,1.1952316467290096,1.0912145361218017
    ");
    let before = workdir.read("out/tiny-robustness/robustness.csv");
    analysed(&workdir, &["robustness", "index.toml", "--replay", "drawn.csv"]);
    assert_eq!(before, workdir.read("out/tiny-robustness/robustness.csv"));
}

#[test]
fn files_of_replicates_are_refused() {
    let workdir = Workdir::new();
    assert_snapshot!(workdir.refused_by(&["robustness", "index.toml", "--replay", "none.csv"]), @r"
    exit code: 4
    ----- stderr -----
    error: cannot read the replicates `none.csv`: it does not exist
    ");
    assert_snapshot!(replay_refused(&workdir, ""), @r"
    exit code: 4
    ----- stderr -----
    error: cannot read the replicates `replicates.csv`: it has no rows
      help: give a file that `--write-replicates` wrote, or one like it
    ");
    assert_snapshot!(replay_refused(&workdir, "normalisation\n"), @r"
    exit code: 4
    ----- stderr -----
    error: cannot read the replicates `replicates.csv`: it has no rows
      help: give a file that `--write-replicates` wrote, or one like it
    ");
    assert_snapshot!(replay_refused(&workdir, "normalization,multiplier:grwth,left_out\nmin-max,1,\n"), @r"
    exit code: 5
    ----- stderr -----
    error: `replicates.csv` has a column `normalization` that means nothing here
      help: columns are replicate, normalisation, ties, aggregation, treatment, imputation, left_out, noise, and `multiplier:ID`

    error: `replicates.csv` has a column `multiplier:grwth` that means nothing here
      help: did you mean `growth`?
    ");
    assert_snapshot!(replay_refused(
        &workdir,
        "normalisation,ties,aggregation,treatment,imputation,left_out,noise,multiplier:growth\n\
         box-cox,random,sum,winsorise,knn,grwth,seven,heavy\nconfigured,configured,configured,configured,configured,,,-1\n"
    ), @r"
    exit code: 5
    ----- stderr -----
    error: `box-cox` is no normalisation of this configuration in row 2 of `replicates.csv`
      help: those under [robustness] are configured, min-max, z-score

    error: `random` is no rule for equal values of this configuration in row 2 of `replicates.csv`
      help: those under [robustness] are configured, minimum, maximum

    error: `sum` is no aggregation of this configuration in row 2 of `replicates.csv`
      help: those under [robustness] are configured

    error: `winsorise` is no treatment of this configuration in row 2 of `replicates.csv`
      help: those under [robustness] are configured

    error: `knn` is no imputation of this configuration in row 2 of `replicates.csv`
      help: those under [robustness] are configured

    error: there is no indicator `grwth` in row 2 of `replicates.csv`
      help: did you mean `growth`?

    error: `seven` is no seed in row 2 of `replicates.csv`
      help: give a whole number

    error: `heavy` cannot multiply a weight in row 2 of `replicates.csv`
      help: give a number from 0

    error: `-1` cannot multiply a weight in row 3 of `replicates.csv`
      help: give a number from 0
    ");
    assert_snapshot!(replay_refused(&workdir, "normalisation,left_out\nmin-max\n"), @r"
    exit code: 4
    ----- stderr -----
    error: cannot read the replicates `replicates.csv`: row 2 has 1 cell, its header 2
      help: separate cells by commas, and leave no cell out
    ");
    assert_snapshot!(workdir.refused_by(&["robustness", "index.toml", "--replay", "replicates.csv", "--seed", "2"]), @r"
    exit code: 2
    ----- stderr -----
    error: the argument '--replay <FILE>' cannot be used with '--seed <SEED>'

    Usage: evp robustness --replay <FILE> <CONFIG>

    For more information, try '--help'.
    ");
}

#[test]
fn a_file_of_replicates_from_excel() {
    let workdir = Workdir::new();
    workdir.write(
        "replicates.csv",
        "\u{feff}normalisation,left_out,multiplier:growth\r\nmin-max,employment,2\r\n\r\nconfigured,,0.5\r\n",
    );
    let finished = analysed(&workdir, &["robustness", "index.toml", "--replay", "replicates.csv"]);
    assert_snapshot!(finished.lines().find(|line| line.contains("Intervals of ranks")).expect("the design").trim(), @r"
    Intervals of ranks: 2 replicates (given in a file), 90 % of them in the interval; they show sensitivity to choices of method, and are no margin of error
    ");
}

// ------------------------------------------------------------------------------------------------------------------ arguments

#[test]
fn arguments_are_refused() {
    let workdir = Workdir::new();
    assert_snapshot!(workdir.refused_by(&["robustness", "index.toml", "--replicates", "0"]), @r"
    exit code: 2
    ----- stderr -----
    error: invalid value '0' for '--replicates <N>': 0 is not in 1..=1000000

    For more information, try '--help'.
    ");
    assert_snapshot!(workdir.refused_by(&["robustness", "index.toml", "--edition", "2030"]), @r"
    exit code: 2
    ----- stderr -----
    error: there is no edition `2030`
      help: did you mean `2024`?
    ");
    assert_snapshot!(with("replicates = 0\n").refused_by(&["robustness", "index.toml"]), @r"
    exit code: 2
    ----- stderr -----
    error: the configuration switches replicates off (`replicates = 0` under [robustness])
      help: give their number: `--replicates 10000`
    ");
    workdir.write("out/tiny-robustness/mine.txt", "an analyst's own file");
    assert_snapshot!(workdir.refused_by(ROBUSTNESS), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out/tiny-robustness` holds files, and no manifest.json says that evp wrote them
          `mine.txt`
      help: choose another folder with `--out`, or remove this one if nothing in it is needed
    ");
    let built = Workdir::built();
    assert_snapshot!(built.refused_by(&[ROBUSTNESS, &["--out", "out"]].concat()), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds a build, not an analysis of robustness
      help: choose another folder with `--out`
    ");
}

#[test]
fn a_single_point_gives_no_indices() {
    let finished = analysed(&Workdir::new(), &["robustness", "index.toml", "--replicates", "5", "--points", "1"]);
    let said = finished.split_once("depend on").expect("the part on sensitivity").1;
    assert_snapshot!(said.lines().take(3).collect::<Vec<_>>().join("\n"), @r"
    no indices: sensitivity indices take at least 2 points, there are 1
    ");
}

#[test]
fn an_interval_of_any_share_is_printed_as_it_is_written() {
    for (share, printed) in [("0.57", "57 % of them in the interval"), ("0.975", "97.5 % of them in the interval")] {
        let workdir = with(&format!("interval = {share}\nreplicates = 40\n"));
        let report = analysed(&workdir, &["robustness", "index.toml", "--out", "robust"]);
        assert!(report.contains(printed), "{report}");
    }
}
