//! Imputation and the treatment of outliers in words.

use super::{number, periods};
use crate::method::{Chain, Ends, ImputationMethod, Keep, LogarithmShift, OutlierLimits, Reflection, Treatment, TreatmentStep};
use crate::publish::labels::{Label, filled, notes};
use crate::round::per_cent;
use crate::treat::Verdict;

/// What fills a gap.
pub fn imputation(method: &ImputationMethod, language: &str) -> String {
    let say = |label: Label, words: &[&str]| filled(label.in_language(language), words);
    match method {
        ImputationMethod::None => say(Label::new("ei mitään", "ingenting", "nothing"), &[]),
        ImputationMethod::Mean => say(Label::new("keskiarvo", "medeltalet", "the mean"), &[]),
        ImputationMethod::Median => say(Label::new("mediaani", "medianen", "the median"), &[]),
        ImputationMethod::Constant(value) => {
            say(Label::new("arvo {}", "värdet {}", "the value {}"), &[&number(*value, language)])
        }
        ImputationMethod::CarriedForward { at_most } => say(
            Label::new(
                "alueen viimeisin aiempi arvo, takautuvasti enintään {}",
                "områdets senaste tidigare värde, högst {} tillbaka",
                "the region's latest earlier value, at most {} back",
            ),
            &[&periods(*at_most, language)],
        ),
        ImputationMethod::Linear { at_most, ends } => {
            let line = say(
                Label::new(
                    "arvo alueen lähimpien arvojen väliseltä suoralta, etäisyys enintään {}",
                    "ett värde på linjen mellan områdets närmaste värden, högst {} bort",
                    "a value on the line between the region's nearest ones, at most {} away",
                ),
                &[&periods(*at_most, language)],
            );
            match ends {
                Ends::Missing => line,
                Ends::Constant => {
                    let nearest = Label::new(
                        "; lähin arvo, jos toisella puolella ei ole arvoa",
                        "; det närmaste värdet, om det inte finns något på ena sidan",
                        "; the nearest value, where it has none on one side",
                    );
                    format!("{line}{}", nearest.in_language(language))
                }
            }
        }
        ImputationMethod::RowMean => say(
            Label::new(
                "alueen osa-alueen muiden pisteiden keskiarvo",
                "medeltalet av områdets poäng inom delområdet",
                "the mean of the region's scores within the factor",
            ),
            &[],
        ),
        ImputationMethod::ParentArea { level, .. } => {
            say(Label::new("ylemmän alueen ({}) arvo", "värdet för {}", "the value of the {}"), &[level])
        }
    }
}

/// A share that was configured, as a percentage without its sign.
pub fn percentage(share: f64, language: &str) -> String {
    number(per_cent(share), language)
}

/// A step against outliers.
pub fn treatment_step(step: TreatmentStep, language: &str) -> String {
    let say = |label: Label, words: &[&str]| filled(label.in_language(language), words);
    match step {
        TreatmentStep::Winsorise { at_most } => say(
            Label::new("winsorointi, enintään {}", "winsorisering av högst {}", "winsorising of at most {}"),
            &[&notes::VALUES.counted(at_most as usize, language)],
        ),
        TreatmentStep::Percentiles { lower, upper } => say(
            Label::new(
                "rajat persentiileissä {} ja {}",
                "gränser vid percentilerna {} och {}",
                "limits at the percentiles {} and {}",
            ),
            &[&percentage(lower, language), &percentage(upper, language)],
        ),
        TreatmentStep::Logarithm { shift, reflection } => {
            let formula = match shift {
                LogarithmShift::Range => Label::new(
                    "ln(x − min + 0,01 · (max − min))",
                    "ln(x − min + 0,01 · (max − min))",
                    "ln(x − min + 0.01 · (max − min))",
                )
                .in_language(language)
                .to_owned(),
                other => other.to_string(),
            };
            let turned = match reflection {
                Reflection::Never => Label::new("", "", ""),
                Reflection::NegativeSkew => Label::new(
                    ", käännetty, kun vinous on negatiivinen",
                    ", omvänd där skevheten är negativ",
                    ", turned round where the skew is negative",
                ),
            };
            say(Label::new("logaritmi {}{}", "logaritm {}{}", "logarithm {}{}"), &[&formula, turned.in_language(language)])
        }
        TreatmentStep::BoxCox { exponent } => say(
            Label::new("Box–Cox-muunnos, λ = {}", "Box–Cox-transformation med λ = {}", "Box-Cox transformation with λ = {}"),
            &[&number(exponent, language)],
        ),
    }
}

/// The treatment in one line; the pool is told apart.
pub fn treatment(treatment: &Treatment, language: &str) -> String {
    let steps: Vec<String> = treatment.steps.iter().map(|step| treatment_step(*step, language)).collect();
    let chain = match treatment.chain {
        Chain::Original => {
            Label::new("kukin alkuperäisille arvoille", "var och en på de ursprungliga värdena", "each on the original values")
        }
        Chain::Previous => Label::new(
            "kukin edellisen tulokselle",
            "var och en på resultatet av den föregående",
            "each on the result of the one before",
        ),
    };
    let keep = match treatment.keep {
        Keep::IfItHelps => Label::new("käytössä, kun siitä on apua", "används där det hjälper", "kept where it helps"),
        Keep::Always => Label::new("käytössä aina", "används alltid", "kept whatever it does"),
    };
    let then = Label::new(", sitten ", ", sedan ", ", then ").in_language(language);
    let tried = match &steps[..] {
        [step] => step.clone(),
        several => format!("{}, {}", several.join(then), chain.in_language(language)),
    };
    let OutlierLimits { skewness, kurtosis } = treatment.limits;
    let sentence = Label::new(
        "kun vinous ylittää ±{} ja huipukkuus {}: {}; {}",
        "där skevheten överskrider ±{} och kurtosisen {}: {}; {}",
        "where skewness is beyond ±{} and kurtosis above {}: {}; {}",
    );
    let words = [&*number(skewness, language), &number(kurtosis, language), &tried, keep.in_language(language)];
    filled(sentence.in_language(language), &words)
}

/// What was thought of a step.
pub fn verdict(verdict: Verdict, language: &str) -> &'static str {
    match verdict {
        Verdict::WithinLimits => Label::new("rajoissa", "inom gränserna", "within the limits"),
        Verdict::Nearer => Label::new("lähempänä rajoja", "närmare gränserna", "nearer to the limits"),
        Verdict::NotNearer => Label::new("ei lähempänä rajoja", "inte närmare gränserna", "not nearer to the limits"),
        Verdict::AsStated => Label::new(
            "ei lähempänä rajoja, mutta menetelmä määrää niin",
            "inte närmare gränserna, men metoden säger så",
            "not nearer to the limits, but the method says so",
        ),
        Verdict::NothingToChange => Label::new("ei mitään muutettavaa", "inget att ändra", "nothing to change"),
        Verdict::AllEqual => {
            Label::new("kaikki arvot olisivat samat", "alla värden skulle bli lika", "all values would be equal")
        }
    }
    .in_language(language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Pool;

    #[test]
    fn english_words_are_those_of_messages() {
        for of in [
            ImputationMethod::None,
            ImputationMethod::Mean,
            ImputationMethod::Median,
            ImputationMethod::Constant(-1.5),
            ImputationMethod::CarriedForward { at_most: 1 },
            ImputationMethod::Linear { at_most: 3, ends: Ends::Constant },
            ImputationMethod::Linear { at_most: 1, ends: Ends::Missing },
            ImputationMethod::RowMean,
            ImputationMethod::ParentArea { of: 0, level: "maakunta".to_owned() },
        ] {
            assert_eq!(imputation(&of, "en"), of.to_string());
        }
        let steps = vec![
            TreatmentStep::Winsorise { at_most: 1 },
            TreatmentStep::Winsorise { at_most: 5 },
            TreatmentStep::Percentiles { lower: 0.07, upper: 0.975 },
            TreatmentStep::Logarithm { shift: LogarithmShift::Range, reflection: Reflection::NegativeSkew },
            TreatmentStep::Logarithm { shift: LogarithmShift::One, reflection: Reflection::Never },
            TreatmentStep::BoxCox { exponent: 0.5 },
        ];
        for step in &steps {
            assert_eq!(treatment_step(*step, "en"), step.to_string());
        }
        let limits = OutlierLimits { skewness: 2.0, kurtosis: 3.5 };
        for (steps, chain, keep) in
            [(steps.clone(), Chain::Original, Keep::IfItHelps), (steps[..1].to_vec(), Chain::Previous, Keep::Always)]
        {
            let of = Treatment { steps, limits, chain, keep, pool: Pool::default() };
            assert_eq!(treatment(&of, "en"), of.to_string());
        }
        for of in [
            Verdict::WithinLimits,
            Verdict::Nearer,
            Verdict::NotNearer,
            Verdict::AsStated,
            Verdict::NothingToChange,
            Verdict::AllEqual,
        ] {
            assert_eq!(verdict(of, "en"), of.to_string());
        }
    }
}
