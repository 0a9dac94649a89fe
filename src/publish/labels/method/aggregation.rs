//! Weights and aggregation in words.

use super::{number, ties};
use crate::method::{Aggregation, Penalty, WeightingMethod, ZeroRule};
use crate::publish::labels::{Label, filled};

/// Where weights come from.
pub fn weighting(method: WeightingMethod, language: &str) -> &'static str {
    match method {
        WeightingMethod::Given => Label::new("annetut painot", "givna vikter", "weights as given"),
        WeightingMethod::Equal => Label::new("yhtä suuret painot", "lika vikter", "equal weights"),
        WeightingMethod::PrincipalComponent => Label::new(
            "painoina lataukset ensimmäisellä pääkomponentilla",
            "laddningar på den första principalkomponenten som vikter",
            "loadings on the first principal component as weights",
        ),
        WeightingMethod::Entropy => {
            Label::new("painot Shannonin entropian mukaan", "vikter enligt Shannons entropi", "weights by Shannon entropy")
        }
        WeightingMethod::Critic => Label::new(
            "painot CRITIC-menetelmällä (keskihajonta kertaa ristiriita muiden kanssa)",
            "vikter enligt CRITIC (standardavvikelse gånger konflikt med de andra)",
            "weights by CRITIC (standard deviation times conflict with the others)",
        ),
        WeightingMethod::StandardDeviation => {
            Label::new("painot keskihajonnan mukaan", "vikter enligt standardavvikelsen", "weights by standard deviation")
        }
        WeightingMethod::EqualCorrelation => Label::new(
            "painot, joilla kaikki osat korreloivat kokonaisuuden kanssa yhtä paljon",
            "vikter med vilka alla delar korrelerar lika mycket med helheten",
            "weights such that all children correlate equally with the node",
        ),
    }
    .in_language(language)
}

fn zero(rule: ZeroRule, language: &str) -> &'static str {
    match rule {
        ZeroRule::Refuse => Label::new("nollapisteitä ei hyväksytä", "poängtalet noll godtas inte", "a score of zero is refused"),
        ZeroRule::GivesZero => {
            Label::new("nollapisteet tekevät siitä nollan", "poängtalet noll gör det till noll", "a score of zero makes it zero")
        }
    }
    .in_language(language)
}

/// How children become a node.
pub fn aggregation(aggregation: Aggregation, language: &str) -> String {
    let say = |label: Label, words: &[&str]| filled(label.in_language(language), words);
    match aggregation {
        Aggregation::ArithmeticMean => {
            say(Label::new("painotettu aritmeettinen keskiarvo", "vägt aritmetiskt medeltal", "weighted arithmetic mean"), &[])
        }
        Aggregation::Sum => say(Label::new("painotettu summa", "vägd summa", "weighted sum"), &[]),
        Aggregation::GeometricMean { zero: rule } => say(
            Label::new("painotettu geometrinen keskiarvo ({})", "vägt geometriskt medeltal ({})", "weighted geometric mean ({})"),
            &[zero(rule, language)],
        ),
        Aggregation::HarmonicMean { zero: rule } => say(
            Label::new("painotettu harmoninen keskiarvo ({})", "vägt harmoniskt medeltal ({})", "weighted harmonic mean ({})"),
            &[zero(rule, language)],
        ),
        Aggregation::PowerMean { exponent, zero: rule } => {
            let mean = say(
                Label::new(
                    "painotettu potenssikeskiarvo eksponentilla {}",
                    "vägt potensmedeltal med exponenten {}",
                    "weighted power mean with exponent {}",
                ),
                &[&number(exponent, language)],
            );
            if exponent < 0.0 { format!("{mean} ({})", zero(rule, language)) } else { mean }
        }
        Aggregation::Median => say(
            Label::new("osien mediaani ilman painoja", "delarnas median utan vikter", "median of the children, without weights"),
            &[],
        ),
        Aggregation::Minimum => {
            say(Label::new("osien pienin pistemäärä", "delarnas lägsta poängtal", "lowest of the children"), &[])
        }
        Aggregation::MazziottaPareto { penalty } => {
            let penalty = match penalty {
                Penalty::Lowers => {
                    Label::new("epätasapaino laskee pisteitä", "obalans sänker poängen", "imbalance lowers the score")
                }
                Penalty::Raises => {
                    Label::new("epätasapaino nostaa pisteitä", "obalans höjer poängen", "imbalance raises the score")
                }
            };
            say(
                Label::new(
                    "Mazziotta-Pareto ilman painoja ({})",
                    "Mazziotta-Pareto utan vikter ({})",
                    "Mazziotta-Pareto, without weights ({})",
                ),
                &[penalty.in_language(language)],
            )
        }
        Aggregation::Copeland => say(
            Label::new(
                "Copeland: parivertailujen voitot miinus tappiot",
                "Copeland: parvisa vinster minus förluster",
                "Copeland: pairwise wins minus losses",
            ),
            &[],
        ),
        Aggregation::BenefitOfTheDoubt => say(
            Label::new(
                "benefit of the doubt: kukin alue sille edullisimmilla painoilla",
                "benefit of the doubt: varje område med de vikter som passar det bäst",
                "benefit of the doubt: each region with the weights that suit it best",
            ),
            &[],
        ),
        Aggregation::MeanOfRanks { ties: rule } => say(
            Label::new(
                "sijojen painotettu keskiarvo, pienempi on parempi ({})",
                "vägt medeltal av platser, mindre är bättre ({})",
                "weighted mean of ranks, less is better ({})",
            ),
            &[&ties(rule, language)],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Ties;

    #[test]
    fn english_words_are_those_of_messages() {
        for rule in [ZeroRule::Refuse, ZeroRule::GivesZero] {
            for of in [
                Aggregation::ArithmeticMean,
                Aggregation::Sum,
                Aggregation::GeometricMean { zero: rule },
                Aggregation::HarmonicMean { zero: rule },
                Aggregation::PowerMean { exponent: -0.5, zero: rule },
                Aggregation::PowerMean { exponent: 2.0, zero: rule },
                Aggregation::Median,
                Aggregation::Minimum,
                Aggregation::MazziottaPareto { penalty: Penalty::Lowers },
                Aggregation::MazziottaPareto { penalty: Penalty::Raises },
                Aggregation::Copeland,
                Aggregation::BenefitOfTheDoubt,
                Aggregation::MeanOfRanks { ties: Ties::Dense },
            ] {
                assert_eq!(aggregation(of, "en"), of.to_string());
            }
        }
        for of in [
            WeightingMethod::Given,
            WeightingMethod::Equal,
            WeightingMethod::PrincipalComponent,
            WeightingMethod::Entropy,
            WeightingMethod::Critic,
            WeightingMethod::StandardDeviation,
            WeightingMethod::EqualCorrelation,
        ] {
            assert_eq!(weighting(of, "en"), of.to_string());
        }
    }
}
