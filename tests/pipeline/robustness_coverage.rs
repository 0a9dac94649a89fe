//! Do intervals of noise hold the true rank? On made-up regions whose true values are known, and whose observed values are those with
//! a known error, the share of regions whose true rank lies in the 90 % interval.
//!
//! It is not 90 %, and cannot be. A replicate adds an error to an observed value, which has one already: with true values that spread
//! by τ and errors of σ, replicates spread by √(τ² + 2σ²). So a region that is truly z·τ from the middle is drawn towards it: its ranks
//! lie around those of z·τ in a field that is wider by the factor √(1 + 2r²), r = σ/τ. In units of σ this bias is z·c with
//! c = (√(1 + 2r²) − 1) / r, and where z is normal, the interval ± 1.645 σ around the observed value holds the true place with
//! probability
//!
//! ```text
//! 2 Φ(1.645 / √(1 + c²)) − 1:  89.9 % at r = 0.1, 89.0 % at 0.25, 86.7 % at 0.5, 81.6 % at 1.
//! ```
//!
//! That is for very many regions. Among few, ranks are whole numbers and both ends count: an interval that should be a fraction of a
//! place wide is at least one place, so that there is more than that, and with small errors more than 90 %.
//!
//! Here, with 60 regions, 20 panels and 1,000 replicates of each, the program's intervals hold 94.8 % ± 0.8 of the true ranks at r = 0.1,
//! 89.4 % ± 1.0 at 0.5 and 85.0 % ± 0.9 at 1 (with standard errors).
//!
//! The test holds the program against a simulation of its own, with other random numbers and none of the program's code, of many more
//! panels: the difference must lie within four standard errors (panels are independent, regions of a panel are not, so errors are
//! those of the panels' means). The simulation is held against the formula as well, for a field so large that places do not count.

use std::fmt::Write as _;

use evp::analysis::robustness::{EditionRobustness, analyse};
use evp::{DataOverride, Detail, session};

const INTERVAL_ENDS: [f64; 2] = [0.05, 0.95];
const N_REGIONS: usize = 60;
const N_INDICATORS: usize = 2;
/// Standard deviation of the true values, whose mean is 50.
const TRUE_SPREAD: f64 = 10.0;

/// Random numbers of this test's own (Steele, Lea & Flood 2014, SplitMix64).
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Standard normal (Marsaglia and Bray 1964, the polar method).
    fn normal(&mut self) -> f64 {
        loop {
            let (u, v) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = u * u + v * v;
            if square > 0.0 && square < 1.0 {
                return u * (-2.0 * libm::log(square) / square).sqrt();
            }
        }
    }
}

/// Values by indicator, then region.
type Values = Vec<Vec<f64>>;

struct Panel {
    truth: Values,
    observed: Values,
}

fn panel(random: &mut Random, n_regions: usize, error: f64) -> Panel {
    let normals = |random: &mut Random| -> Values {
        (0..N_INDICATORS).map(|_| (0..n_regions).map(|_| random.normal()).collect()).collect()
    };
    let truth: Values =
        normals(random).into_iter().map(|column| column.into_iter().map(|z| 50.0 + TRUE_SPREAD * z).collect()).collect();
    let observed = with_errors(&truth, random, error);
    Panel { truth, observed }
}

fn with_errors(values: &Values, random: &mut Random, error: f64) -> Values {
    values.iter().map(|column| column.iter().map(|value| value + error * random.normal()).collect()).collect()
}

/// Ranks of the means of the indicators, each scaled from its lowest to its highest value; the highest is 1.
fn ranks(values: &Values) -> Vec<usize> {
    let n_regions = values[0].len();
    let mut scores = vec![0.0; n_regions];
    for column in values {
        let lowest = column.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        scores.iter_mut().zip(column).for_each(|(score, value)| *score += (value - lowest) / (highest - lowest));
    }
    let mut order: Vec<usize> = (0..n_regions).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let mut ranks = vec![0; n_regions];
    order.into_iter().enumerate().for_each(|(place, region_idx)| ranks[region_idx] = place + 1);
    ranks
}

/// The share of regions whose true rank lies between the two ends.
fn covered(truth: &[usize], ends: &[(f64, f64)]) -> f64 {
    let inside = truth.iter().zip(ends).filter(|(rank, (lowest, highest))| (*lowest..=*highest).contains(&(**rank as f64)));
    inside.count() as f64 / truth.len() as f64
}

/// Mean of independent numbers, and its standard error.
fn mean_and_error(numbers: &[f64]) -> (f64, f64) {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let variance = numbers.iter().map(|number| (number - mean) * (number - mean)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

/// The coverage of a panel by the simulation.
fn simulated(random: &mut Random, n_regions: usize, n_replicates: usize, error: f64) -> f64 {
    let panel = panel(random, n_regions, error);
    let mut of_region: Vec<Vec<usize>> = vec![Vec::with_capacity(n_replicates); n_regions];
    for _ in 0..n_replicates {
        let drawn = ranks(&with_errors(&panel.observed, random, error));
        of_region.iter_mut().zip(drawn).for_each(|(ranks, rank)| ranks.push(rank));
    }
    let end = |sorted: &[usize], share: f64| {
        let place = (sorted.len() - 1) as f64 * share;
        let (below, above) = (sorted[place.floor() as usize] as f64, sorted[place.ceil() as usize] as f64);
        below + (place - place.floor()) * (above - below)
    };
    let ends: Vec<(f64, f64)> = of_region
        .iter_mut()
        .map(|ranks| {
            ranks.sort_unstable();
            (end(ranks, INTERVAL_ENDS[0]), end(ranks, INTERVAL_ENDS[1]))
        })
        .collect();
    covered(&ranks(&panel.truth), &ends)
}

/// The coverage of a panel by the program.
fn by_the_program(random: &mut Random, n_replicates: usize, error: f64) -> f64 {
    let panel = panel(random, N_REGIONS, error);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut values = "region_code,year,indicator,value\n".to_owned();
    let mut text = format!(
        "format = 1\n[index]\nid = \"made\"\ntitle = \"Made up\"\n[regions]\n[[source]]\nfiles = [\"values.csv\"]\n\
         [[edition]]\nid = \"2024\"\n[method]\nnormalisation = {{ method = \"min-max\" }}\n\
         [robustness]\nreplicates = {n_replicates}\nseed = {}\nindicator_weights = \"off\"\nfactor_weights = \"off\"\n\
         left_out = \"off\"\nnormalisation = {{ among = [\"configured\"] }}\n",
        random.0 as u32
    );
    for (indicator, column) in panel.observed.iter().enumerate() {
        write!(
            text,
            "[[variable]]\nid = \"v{indicator}\"\nerror = {{ standard = {error} }}\n[[indicator]]\nid = \"i{indicator}\"\n\
             variable = \"v{indicator}\"\ndirection = \"higher-is-better\"\n"
        )
        .expect("a text takes all");
        for (region_idx, value) in column.iter().enumerate() {
            writeln!(values, "r{region_idx:03},2024,v{indicator},{value}").expect("a text takes all");
        }
    }
    std::fs::write(folder.path().join("index.toml"), text).expect("written");
    std::fs::write(folder.path().join("values.csv"), values).expect("written");
    let plan = evp::load_plan(&folder.path().join("index.toml")).expect("a sound configuration");
    let (regions, files) = session::prepare(&plan, &DataOverride { arguments: Vec::new() }).expect("files that can be read");
    let inputs = files.with_regions(&plan, &regions);
    let computed = session::compute_and(&plan, &regions, &inputs, Detail::Rankings, session::Cells::Kept, &|_| (), analyse);
    let (_, robustness) = computed.expect("it can be computed");
    let [EditionRobustness { nodes, .. }] = &robustness.editions[..] else { panic!("one edition") };
    let nominal: Vec<usize> = nodes[0].overall.iter().map(|of| of.nominal as usize).collect();
    assert_eq!(nominal, ranks(&panel.observed), "the simulation ranks as the program does");
    let ends: Vec<(f64, f64)> = nodes[0].overall.iter().map(|of| (of.lowest, of.highest)).collect();
    covered(&ranks(&panel.truth), &ends)
}

/// The coverage of normal values with normal errors among very many regions, as derived above.
fn derived(ratio: f64) -> f64 {
    let c = ((1.0 + 2.0 * ratio * ratio).sqrt() - 1.0) / ratio;
    // The normal distribution's 95th per cent, and its distribution function by the error function.
    let quantile = 1.644_853_626_951_472_2;
    libm::erf(quantile / (1.0 + c * c).sqrt() / std::f64::consts::SQRT_2)
}

#[test]
fn intervals_of_noise_hold_the_true_rank_as_often_as_theory_says() {
    const N_PANELS: usize = 20;
    let mut random = Random(2026);
    for ratio in [0.1, 0.5, 1.0] {
        let error = ratio * TRUE_SPREAD;
        let of_program: Vec<f64> = (0..N_PANELS).map(|_| by_the_program(&mut random, 1_000, error)).collect();
        let of_simulation: Vec<f64> = (0..4 * N_PANELS).map(|_| simulated(&mut random, N_REGIONS, 1_000, error)).collect();
        let ((ours, our_error), (theirs, their_error)) = (mean_and_error(&of_program), mean_and_error(&of_simulation));
        let said = format!("r = {ratio}: {ours:.4} ± {our_error:.4}, simulated {theirs:.4} ± {their_error:.4}");
        assert!((ours - theirs).abs() <= 4.0 * libm::hypot(our_error, their_error), "{said}");
    }
}

#[test]
fn among_many_regions_the_departure_from_90_per_cent_is_the_derived_one() {
    let mut random = Random(77);
    for ratio in [0.5, 1.0] {
        let of_panels: Vec<f64> = (0..12).map(|_| simulated(&mut random, 400, 400, ratio * TRUE_SPREAD)).collect();
        let (found, error) = mean_and_error(&of_panels);
        assert!((found - derived(ratio)).abs() <= 4.0 * error, "r = {ratio}: {found} ± {error}, derived {}", derived(ratio));
    }
}
