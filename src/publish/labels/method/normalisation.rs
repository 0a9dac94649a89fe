//! Normalisation in words.

use super::{number, numbers};
use crate::method::*;
use crate::publish::labels::{Label, filled};

/// What equal values get.
pub fn ties(ties: Ties, language: &str) -> String {
    match ties {
        Ties::Average => Label::new(
            "samat arvot saavat sijojensa keskiarvon",
            "lika värden får medeltalet av sina platser",
            "equal values share the mean of their places",
        ),
        Ties::Minimum => Label::new(
            "samat arvot saavat sijoistaan alimman",
            "lika värden får den lägsta av sina platser",
            "equal values get the lowest of their places",
        ),
        Ties::Maximum => Label::new(
            "samat arvot saavat sijoistaan ylimmän",
            "lika värden får den högsta av sina platser",
            "equal values get the highest of their places",
        ),
        Ties::Dense => Label::new("sijat laskevat eri arvoja", "platserna räknar olika värden", "places count distinct values"),
    }
    .in_language(language)
    .to_owned()
}

/// What a place is divided by: a formula.
pub fn denominator(denominator: Denominator, language: &str) -> String {
    match denominator {
        Denominator::ObservedRange => Label::new(
            "(m − pienin m) / (suurin m − pienin m)",
            "(m − lägsta m) / (högsta m − lägsta m)",
            "(m − lowest m) / (highest m − lowest m)",
        )
        .in_language(language)
        .to_owned(),
        other => other.to_string(),
    }
}

fn cap(cap: Cap, language: &str) -> &'static str {
    match cap {
        Cap::Capped => Label::new(
            "rajan ylittävä lasketaan rajana",
            "det som ligger utanför räknas som gränsen",
            "what is beyond counts as the limit",
        ),
        Cap::Open => Label::new(
            "rajan ylittävä saa pisteitä asteikon ulkopuolelta",
            "det som ligger utanför får poäng utanför skalan",
            "what is beyond scores beyond the range",
        ),
    }
    .in_language(language)
}

/// Turned where less is better.
const TURNED: Label =
    Label::new("käännetty, kun pienempi on parempi", "vänd där mindre är bättre", "turned where less is better");

/// The method and its parameters, without the range.
fn scaling(scaling: &Scaling, language: &str) -> String {
    let say = |label: Label, words: &[&str]| filled(label.in_language(language), words);
    let turned = TURNED.in_language(language);
    let shown = |value: f64| number(value, language);
    match scaling {
        Scaling::PercentileRank { ties: rule, denominator: by, reversal } => {
            let reversal = match reversal {
                Reversal::BeforeRanking => Label::new(
                    "käännetty ennen järjestämistä, kun pienempi on parempi",
                    "vänd före rangordningen där mindre är bättre",
                    "turned before ranking where less is better",
                ),
                Reversal::AfterRanking => Label::new(
                    "käännetty järjestämisen jälkeen, kun pienempi on parempi",
                    "vänd efter rangordningen där mindre är bättre",
                    "turned after ranking where less is better",
                ),
            };
            format!("{}, {}, {}", denominator(*by, language), ties(*rule, language), reversal.in_language(language))
        }
        Scaling::Rank { ties: rule, from } => {
            let label = match from {
                CountedFrom::Weakest => Label::new(
                    "sija laskettuna heikoimmasta (1), {}",
                    "plats räknad från den svagaste (1), {}",
                    "rank counted from the weakest as 1, {}",
                ),
                CountedFrom::Best => Label::new(
                    "sija laskettuna parhaasta (1), {}",
                    "plats räknad från den bästa (1), {}",
                    "rank counted from the best as 1, {}",
                ),
            };
            say(label, &[&ties(*rule, language)])
        }
        Scaling::Borda { ties: rule } => say(
            Label::new(
                "Borda: sija heikoimmasta laskettuna miinus yksi, {}",
                "Borda: plats räknad från den svagaste, minus ett, {}",
                "Borda: rank counted from the weakest, minus one, {}",
            ),
            &[&ties(*rule, language)],
        ),
        Scaling::MinMax => "(x − min) / (max − min)".to_owned(),
        Scaling::ZScore { spread, mean, deviation } => {
            let divisor = match spread {
                Spread::Sample => "n − 1",
                Spread::Population => "n",
            };
            say(
                Label::new(
                    "z-pisteet: {} + {} · (x − keskiarvo) / keskihajonta (jakajana {}), käännetty, kun pienempi on parempi",
                    "z-poäng: {} + {} · (x − medeltal) / standardavvikelse (delat med {}), vänd där mindre är bättre",
                    "z-score: {} + {} · (x − mean) / standard deviation (by {}), turned where less is better",
                ),
                &[&shown(*mean), &shown(*deviation), divisor],
            )
        }
        Scaling::Goalposts { lower, upper, cap: beyond } => say(
            Label::new(
                "(x − alaraja) / (yläraja − alaraja), rajat {} ja {}, {}",
                "(x − undre gräns) / (övre gräns − undre gräns) med gränserna {} och {}, {}",
                "(x − lower) / (upper − lower) with posts at {} and {}, {}",
            ),
            &[&shown(*lower), &shown(*upper), cap(*beyond, language)],
        ),
        Scaling::DistanceTo { reference, cap: beyond } => {
            let reference = match reference {
                DistanceReference::Maximum => say(Label::new("paras arvo", "det bästa värdet", "the best value"), &[]),
                DistanceReference::Region(code) => {
                    say(Label::new("alueen {} arvo", "värdet för området {}", "the value of region {}"), &[code])
                }
                DistanceReference::Target(target) => {
                    say(Label::new("tavoite {}", "målet {}", "the target {}"), &[&shown(*target)])
                }
                DistanceReference::TargetVariable(_) => {
                    say(Label::new("kunkin alueen oma tavoite", "varje områdes eget mål", "each region's own target"), &[])
                }
            };
            say(
                Label::new(
                    "(x − min) / (vertailuarvo − min), vertailuarvona {}, {}",
                    "(x − min) / (referens − min) med {} som referens, {}",
                    "(x − min) / (reference − min) with {} as reference, {}",
                ),
                &[&reference, cap(*beyond, language)],
            )
        }
        Scaling::FractionOfMaximum => say(
            Label::new(
                "x / max, tai min / x, kun pienempi on parempi",
                "x / max, eller min / x där mindre är bättre",
                "x / max, or min / x where less is better",
            ),
            &[],
        ),
        Scaling::RelativeTo { reference, relation } => {
            let reference = match reference {
                ReferenceMean::Mean => say(Label::new("keskiarvo", "medeltalet", "the mean"), &[]),
                ReferenceMean::WeightedMean(_) => {
                    say(Label::new("painotettu keskiarvo", "det vägda medeltalet", "the weighted mean"), &[])
                }
                ReferenceMean::Stated(value) => shown(*value),
            };
            match relation {
                Relation::Difference => say(
                    Label::new("ero vertailuarvoon ({}), {}", "skillnad mot {}, {}", "difference from {}, {}"),
                    &[&reference, turned],
                ),
                Relation::PercentDifference => say(
                    Label::new(
                        "ero vertailuarvoon ({}) prosentteina, {}",
                        "skillnad mot {} i procent, {}",
                        "difference from {} in per cent, {}",
                    ),
                    &[&reference, turned],
                ),
                Relation::Ratio { base } => say(
                    Label::new(
                        "suhde vertailuarvoon ({0}), joka on {1}; peilattu kohdassa {1}, kun pienempi on parempi",
                        "förhållande till {0}, som är {1}, speglat vid {1} där mindre är bättre",
                        "ratio to {0}, which is {1}, mirrored at {1} where less is better",
                    ),
                    &[&reference, &shown(*base)],
                ),
            }
        }
        Scaling::QuantileClasses { points } => say(
            Label::new(
                "pisteet kvantiililuokittain, {} luokkaa heikoimmasta parhaaseen: {}",
                "poäng efter kvantilklass, från den svagaste av {} klasser till den bästa: {}",
                "points by quantile class, from the weakest of {} classes to the best: {}",
            ),
            &[&points.len().to_string(), &numbers(points, language)],
        ),
        Scaling::CutPoints { cuts, points } => say(
            Label::new(
                "pisteet väleittäin, rajat {}, pienimmistä arvoista suurimpiin: {}",
                "poäng efter intervall med gränserna {}, från de lägsta värdena till de högsta: {}",
                "points by interval, cut at {}, from the lowest values to the highest: {}",
            ),
            &[&numbers(cuts, language), &numbers(points, language)],
        ),
        Scaling::Exponential { ties: rule, denominator: by, constant } => say(
            Label::new(
                "eksponentiaalinen −{0} · ln(1 − R · (1 − exp(−100 / {0}))) persentiilisijasta R = {1}, {2}",
                "exponentiell −{0} · ln(1 − R · (1 − exp(−100 / {0}))) av percentilplatsen R = {1}, {2}",
                "exponential −{0} · ln(1 − R · (1 − exp(−100 / {0}))) of the percentile rank R = {1}, {2}",
            ),
            &[&shown(*constant), &denominator(*by, language), &ties(*rule, language)],
        ),
        Scaling::AsIs => say(Label::new("arvot sellaisinaan, {}", "värdena som de är, {}", "values as they are, {}"), &[turned]),
    }
}

/// The normalisation in one line; the pool is told apart ([`super::pool`]).
pub fn normalisation(normalisation: &Normalisation, language: &str) -> String {
    let (lowest, highest) = normalisation.range;
    let (lowest, highest) = (number(lowest, language), number(highest, language));
    let say = |label: Label, words: &[&str]| filled(label.in_language(language), words);
    let mut text = String::new();
    if normalisation.before == BeforeScaling::Logarithm {
        text.push_str(&say(
            Label::new("luonnollinen logaritmi, sitten ", "naturlig logaritm, sedan ", "natural logarithm, then "),
            &[],
        ));
    }
    if normalisation.scaling.has_range() {
        let name = match normalisation.scaling {
            Scaling::PercentileRank { .. } => Label::new("persentiilisija", "percentilplats", "percentile rank"),
            Scaling::MinMax => Label::new("min–max", "min–max", "min–max"),
            Scaling::Goalposts { .. } => Label::new("kiinteät rajat", "fasta gränser", "goalposts"),
            Scaling::DistanceTo { .. } => {
                Label::new("etäisyys vertailuarvoon", "avstånd till en referens", "distance to a reference")
            }
            Scaling::FractionOfMaximum => Label::new("osuus enimmäisarvosta", "andel av maximum", "fraction of the maximum"),
            _ => Label::new("", "", ""),
        };
        text.push_str(&format!("{} {lowest}–{highest}: ", name.in_language(language)));
    }
    text.push_str(&scaling(&normalisation.scaling, language));
    let equal = match normalisation.all_equal {
        _ if !normalisation.scaling.depends_on_spread() => None,
        WhenAllEqual::Middle => None,
        WhenAllEqual::Formula => Some(Label::new(
            ", kun kaikki arvot ovat samat, mitä kaava antaa",
            ", det som formeln ger där alla värden är lika",
            ", what the formula gives where all values are equal",
        )),
        WhenAllEqual::Missing => Some(Label::new(
            ", ei pisteitä, kun kaikki arvot ovat samat",
            ", inga poäng där alla värden är lika",
            ", no scores where all values are equal",
        )),
        WhenAllEqual::Fail => Some(Label::new(
            ", laskenta keskeytyy, kun kaikki arvot ovat samat",
            ", där alla värden är lika avbryts beräkningen",
            ", where all values are equal the build stops",
        )),
    };
    text.push_str(equal.map_or("", |label| label.in_language(language)));
    text.push_str(&outside(normalisation, &lowest, &highest, language));
    text
}

/// What becomes of values that are not in the pool.
fn outside(normalisation: &Normalisation, lowest: &str, highest: &str, language: &str) -> String {
    let say = |label: Label| filled(label.in_language(language), &[lowest, highest]);
    if normalisation.pool.editions == PoolEditions::Each {
        return String::new();
    }
    match normalisation.scaling {
        Scaling::PercentileRank { .. } => say(Label::new(
            ", arvo, joka ei ole vertailujoukossa, saa sijan naapuriensa väliltä tai viimeisen sijan, joten {} ja {} eivät esiinny välttämättä joka julkaisussa",
            ", ett värde utanför jämförelsegruppen får en plats mellan sina grannars eller den sistas, så {} och {} behöver inte förekomma i varje utgåva",
            ", a value that is not in the pool gets a place between its neighbours' or that of the last, so {} and {} need not occur in every edition",
        )),
        _ if normalisation.scaling.counts_places() => say(Label::new(
            ", arvo, joka ei ole vertailujoukossa, saa sijan naapuriensa väliltä tai viimeisen sijan",
            ", ett värde utanför jämförelsegruppen får en plats mellan sina grannars eller den sistas",
            ", a value that is not in the pool gets a place between its neighbours' or that of the last",
        )),
        Scaling::MinMax | Scaling::FractionOfMaximum | Scaling::DistanceTo { .. }
            if matches!(normalisation.pool.editions, PoolEditions::Base(_)) =>
        {
            say(Label::new(
                ", muissa kuin perusjulkaisussa voi esiintyä pisteitä välin {}–{} ulkopuolelta",
                ", i andra utgåvor än basutgåvan kan poäng utanför {}–{} förekomma",
                ", scores beyond {} and {} can occur in editions other than the base",
            ))
        }
        Scaling::MinMax => say(Label::new(
            ", {} ja {} eivät esiinny välttämättä joka julkaisussa",
            ", {} och {} behöver inte förekomma i varje utgåva",
            ", {} and {} need not occur in every edition",
        )),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_are_those_of_messages() {
        let (ties, denominator) = (Ties::Average, Denominator::ObservedRange);
        let scalings = [
            Scaling::PercentileRank { ties, denominator, reversal: Reversal::BeforeRanking },
            Scaling::PercentileRank { ties: Ties::Dense, denominator: Denominator::Count, reversal: Reversal::AfterRanking },
            Scaling::Rank { ties: Ties::Minimum, from: CountedFrom::Best },
            Scaling::Rank { ties: Ties::Maximum, from: CountedFrom::Weakest },
            Scaling::Borda { ties },
            Scaling::MinMax,
            Scaling::ZScore { spread: Spread::Sample, mean: 100.0, deviation: 10.0 },
            Scaling::Goalposts { lower: 0.5, upper: 85.0, cap: Cap::Capped },
            Scaling::DistanceTo { reference: DistanceReference::Maximum, cap: Cap::Open },
            Scaling::DistanceTo { reference: DistanceReference::Region("091".to_owned()), cap: Cap::Capped },
            Scaling::DistanceTo { reference: DistanceReference::Target(1.5), cap: Cap::Capped },
            Scaling::DistanceTo { reference: DistanceReference::TargetVariable(0), cap: Cap::Capped },
            Scaling::FractionOfMaximum,
            Scaling::RelativeTo { reference: ReferenceMean::Mean, relation: Relation::Difference },
            Scaling::RelativeTo { reference: ReferenceMean::WeightedMean(0), relation: Relation::PercentDifference },
            Scaling::RelativeTo { reference: ReferenceMean::Stated(2.5), relation: Relation::Ratio { base: 100.0 } },
            Scaling::QuantileClasses { points: vec![1.0, 2.0, 3.0] },
            Scaling::CutPoints { cuts: vec![10.0, 20.0], points: vec![1.0, 2.0, 3.0] },
            Scaling::Exponential { ties, denominator, constant: 23.0 },
            Scaling::AsIs,
        ];
        for scaling in scalings {
            for before in [BeforeScaling::Nothing, BeforeScaling::Logarithm] {
                for all_equal in [WhenAllEqual::Middle, WhenAllEqual::Formula, WhenAllEqual::Missing, WhenAllEqual::Fail] {
                    for editions in [PoolEditions::Each, PoolEditions::All, PoolEditions::Base(0)] {
                        let pool = Pool { editions, within: Within::Everyone };
                        let of = Normalisation { before, scaling: scaling.clone(), range: (0.0, 100.0), all_equal, pool };
                        assert_eq!(normalisation(&of, "en"), of.to_string());
                        // Nothing is left in English.
                        for language in ["fi", "sv"] {
                            assert_ne!(normalisation(&of, language), "");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_method_of_the_index_in_finnish_and_swedish() {
        let scaling = Scaling::PercentileRank {
            ties: Ties::Average,
            denominator: Denominator::ObservedRange,
            reversal: Reversal::BeforeRanking,
        };
        let of = Normalisation {
            before: BeforeScaling::Nothing,
            scaling,
            range: (0.0, 100.0),
            all_equal: WhenAllEqual::Middle,
            pool: Pool::default(),
        };
        assert_eq!(
            normalisation(&of, "fi"),
            "persentiilisija 0–100: (m − pienin m) / (suurin m − pienin m), samat arvot saavat sijojensa keskiarvon, käännetty ennen \
             järjestämistä, kun pienempi on parempi"
        );
        assert_eq!(
            normalisation(&of, "sv"),
            "percentilplats 0–100: (m − lägsta m) / (högsta m − lägsta m), lika värden får medeltalet av sina platser, vänd före \
             rangordningen där mindre är bättre"
        );
    }
}
