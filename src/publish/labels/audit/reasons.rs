//! Why a number or a scenario is not there.

use crate::analysis::audit::Unasked;
use crate::analysis::diagnostics::NotComputed;
use crate::analysis::sensitivity::estimators::NoIndices;
use crate::publish::labels::{Label, filled};

labels! {
    /// Too few regions: how many have the values, how many it takes.
    TOO_FEW_REGIONS = "arvot ovat saatavilla {} alueelta, niitä tarvitaan vähintään {}", "{} områden har värdena, det krävs {}", "{} regions have the values, it takes {}";
    /// Too few indicators.
    TOO_FEW_INDICATORS = "tarvitaan kaksi indikaattoria, jotka erottelevat alueita", "det krävs två indikatorer som skiljer områden åt", "it takes two indicators that tell regions apart";
    /// One value.
    CONSTANT = "kaikilla alueilla on sama arvo", "alla områden har samma värde", "all regions have the same value";
    /// A sum that is the same everywhere.
    CANCEL_OUT = "indikaattorit kumoavat toisensa", "indikatorerna tar ut varandra", "the indicators cancel each other out";
    /// Equal quartiles.
    NO_MIDDLE_SPREAD = "alueiden keskimmäisellä puolikkaalla on sama arvo", "den mellersta hälften av områdena har samma värde", "the middle half of the regions has one value";
    /// Not published.
    NOT_PUBLISHED = "arvoja ei saa julkaista", "värdena får inte publiceras", "the values may not be published";
    /// Too large.
    OVERFLOW = "luvut ovat liian suuria", "talen är för stora", "the numbers are too large";

    /// Nothing moves.
    NEVER_MOVES = "tulos ei muutu koskaan", "resultatet ändras aldrig", "the output never moves";
    /// Missing points.
    MISSING_POINTS = "tulos puuttuu {} pisteestä", "resultatet saknas i {} punkter", "the output is missing at {} points";
    /// Too few points.
    TOO_FEW_POINTS = "herkkyysindekseihin tarvitaan vähintään 2 pistettä, niitä on {}", "känslighetsindex kräver minst 2 punkter, det finns {}", "sensitivity indices take at least 2 points, there are {}";
    /// Squares that overflow.
    TOO_LARGE = "tulos on liian suuri neliöitäväksi", "resultatet är för stort för att kvadreras", "the output is too large to be squared";

    /// Equal weights already.
    EQUAL_ALREADY = "kaikki painot ovat jo yhtä suuret", "alla vikter är redan lika", "all weights are equal already";
    /// A scale of its own.
    OWN_SCALE = "jokin osa-alue vaatii oman normalisointinsa asteikon, tai pienempi on parempi", "ett delområde kräver sin egen normaliserings skala, eller mindre är bättre", "a factor asks for the scale of its own normalisation, or less is better";
    /// No places.
    NO_PLACES = "yhdenkään indikaattorin pisteet eivät perustu sijaan", "ingen indikator poängsätts efter sin plats", "no indicator is scored by its place";
    /// Less is better.
    LESS_IS_BETTER = "osa-alueella tai indeksissä pienempi on parempi, ja pisteiden keskiarvo kääntäisi järjestyksen", "mindre är bättre i ett delområde eller i indexet, och ett medeltal av poäng skulle vända ordningen", "less is better in a factor or in the index, and a mean of scores would turn its order";
    /// No treatment as it is.
    UNTREATED = "poikkeavia arvoja ei käsitellä nytkään", "avvikande värden behandlas inte heller nu", "no outliers are treated as it is";
    /// No imputation as it is.
    NOT_IMPUTED = "puuttuvia arvoja ei täydennetä nytkään", "saknade värden fylls inte heller i nu", "no values are filled in as it is";
    /// As configured.
    AS_CONFIGURED = "se on asetusten mukainen", "det är redan konfigurerat så", "it is what is configured";
}

/// Why a number of the diagnostics is not there.
pub fn not_computed(reason: NotComputed, language: &str) -> String {
    let (label, words) = match reason {
        NotComputed::TooFewRegions { found, needed } => (TOO_FEW_REGIONS, vec![found.to_string(), needed.to_string()]),
        NotComputed::TooFewIndicators => (TOO_FEW_INDICATORS, vec![]),
        NotComputed::Constant => (CONSTANT, vec![]),
        NotComputed::CancelOut => (CANCEL_OUT, vec![]),
        NotComputed::NoMiddleSpread => (NO_MIDDLE_SPREAD, vec![]),
        NotComputed::NotPublished => (NOT_PUBLISHED, vec![]),
        NotComputed::Overflow => (OVERFLOW, vec![]),
    };
    said(label, &words, language)
}

/// Why there are no sensitivity indices.
pub fn no_indices(reason: &NoIndices, language: &str) -> String {
    let (label, words) = match reason {
        NoIndices::Constant => (NEVER_MOVES, vec![]),
        NoIndices::Missing { n_points } => (MISSING_POINTS, vec![n_points.to_string()]),
        NoIndices::TooFewPoints { found } => (TOO_FEW_POINTS, vec![found.to_string()]),
        NoIndices::TooLarge => (TOO_LARGE, vec![]),
    };
    said(label, &words, language)
}

/// Why a scenario was not asked.
pub fn unasked(reason: Unasked, language: &str) -> &'static str {
    match reason {
        Unasked::EqualAlready => EQUAL_ALREADY,
        Unasked::OwnScale => OWN_SCALE,
        Unasked::NoPlaces => NO_PLACES,
        Unasked::LessIsBetter => LESS_IS_BETTER,
        Unasked::Untreated => UNTREATED,
        Unasked::NotImputed => NOT_IMPUTED,
        Unasked::AsConfigured => AS_CONFIGURED,
    }
    .in_language(language)
}

fn said(label: Label, words: &[String], language: &str) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    filled(label.in_language(language), &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_that_of_messages_and_tables() {
        for reason in [
            NotComputed::TooFewRegions { found: 2, needed: 3 },
            NotComputed::TooFewIndicators,
            NotComputed::Constant,
            NotComputed::CancelOut,
            NotComputed::NoMiddleSpread,
            NotComputed::NotPublished,
            NotComputed::Overflow,
        ] {
            assert_eq!(not_computed(reason, "en"), reason.to_string());
        }
        for reason in
            [NoIndices::Constant, NoIndices::Missing { n_points: 4 }, NoIndices::TooFewPoints { found: 1 }, NoIndices::TooLarge]
        {
            assert_eq!(no_indices(&reason, "en"), reason.to_string());
        }
        for reason in Unasked::ALL {
            assert_eq!(unasked(reason, "en"), reason.to_string());
        }
    }
}
