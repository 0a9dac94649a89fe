//! Rounding and classes in words.

use super::number;
use crate::method::{ClassMethod, ClassRule, FirstClass, Rounding};
use crate::publish::labels::{Label, filled};

/// How a number is rounded.
pub fn rounding(rounding: Rounding, language: &str) -> String {
    let (label, decimals) = match rounding {
        Rounding::None => (Label::new("pyöristämättä", "inte avrundade", "not rounded"), 0),
        Rounding::HalfUp(decimals) => (
            Label::new(
                "pyöristetty {} desimaaliin, puolikas ylöspäin",
                "avrundade, antal decimaler {}, hälften uppåt",
                "rounded half up to {} decimals",
            ),
            decimals,
        ),
        Rounding::HalfEven(decimals) => (
            Label::new(
                "pyöristetty {} desimaaliin, puolikas parilliseen",
                "avrundade, antal decimaler {}, hälften till jämn siffra",
                "rounded half to even to {} decimals",
            ),
            decimals,
        ),
        Rounding::Truncate(decimals) => (
            Label::new("katkaistu {} desimaalin jälkeen", "trunkerade, antal decimaler {}", "cut off after {} decimals"),
            decimals,
        ),
    };
    filled(label.in_language(language), &[&decimals.to_string()])
}

/// How results are classed.
pub fn class_rule(rule: &ClassRule, language: &str) -> String {
    let first = match rule.first {
        FirstClass::Best => Label::new("paras", "den bästa", "the best"),
        FirstClass::Weakest => Label::new("heikoin", "den svagaste", "the weakest"),
    }
    .in_language(language);
    match &rule.method {
        ClassMethod::Quantiles { number } => filled(
            Label::new(
                "{} yhtä suurta sijoituksen mukaan, numero 1 on {}; saman sijoituksen alueet ovat samassa luokassa",
                "{} lika stora efter placering, nummer 1 är {}; områden med delad placering ligger i samma klass",
                "{} of equal size by rank, number 1 being {}; regions that tie are in one class",
            )
            .in_language(language),
            &[&number.to_string(), first],
        ),
        ClassMethod::CutPoints(cuts) => {
            let separator = if matches!(language, "fi" | "sv") { "; " } else { ", " };
            let cuts: Vec<String> = cuts.iter().map(|cut| number(*cut, language)).collect();
            filled(
                Label::new(
                    "rajojen {} mukaan, numero 1 on {}; rajalla olevat pisteet kuuluvat ylempään luokkaan",
                    "enligt gränserna {}, nummer 1 är {}; ett poängtal på gränsen hör till klassen ovanför",
                    "by the limits {}, number 1 being {}; a score at a limit is in the class above",
                )
                .in_language(language),
                &[&cuts.join(separator), first],
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_are_those_of_messages() {
        for of in [Rounding::None, Rounding::HalfUp(1), Rounding::HalfEven(2), Rounding::Truncate(0)] {
            assert_eq!(rounding(of, "en"), of.to_string());
        }
        for first in [FirstClass::Best, FirstClass::Weakest] {
            for method in [ClassMethod::Quantiles { number: 5 }, ClassMethod::CutPoints(vec![20.0, 62.5])] {
                let rule = ClassRule { method, first };
                assert_eq!(class_rule(&rule, "en"), rule.to_string());
            }
        }
    }
}
