//! Sentences of the intervals of ranks. Gaps are `{}`.

use super::Label;
use super::sentence::Noun;

/// That there are no intervals.
pub const TOO_MANY_REGIONS: Label = Label::new(
    "Ei sijoitusten vaihteluvälejä: alueita on {}, enemmän kuin {} (`most_regions` kohdassa [robustness]); `evp robustness` laskee ne",
    "Inga intervall för placeringarna: {} områden är fler än {} (`most_regions` under [robustness]); `evp robustness` beräknar dem",
    "No intervals of ranks: {} regions are more than {} (`most_regions` under [robustness]); `evp robustness` makes them",
);
/// What intervals are.
pub const INTERVALS: Label = Label::new(
    "Sijoitusten vaihteluvälit: {} simulaatiota ({}), joista {}\u{a0}% on vaihteluvälillä; vaihteluvälit kuvaavat herkkyyttä menetelmävalinnoille{} eivätkä ole virhemarginaaleja",
    "Intervall för placeringarna: {} simuleringar ({}), varav {}\u{a0}% ligger i intervallet; intervallen visar känslighet för metodval{} och är inga felmarginaler",
    "Intervals of ranks: {} replicates ({}), {} % of them in the interval; they show sensitivity to choices of method{}, and are no margin of error",
);
/// Replicates from a file.
pub const GIVEN_IN_FILE: Label = Label::new("annettu tiedostossa", "givna i en fil", "given in a file");
/// The seed.
pub const SEED: Label = Label::new("siemenluku {}", "slumptalsfrö {}", "seed {}");
/// With errors of values.
pub const AND_ERRORS: Label =
    Label::new(" ja arvojen ilmoitetuille virheille", " och värdenas angivna fel", " and stated errors of values");
/// What is drawn.
pub const DRAWN: Label =
    Label::new("Kussakin simulaatiossa arvotaan: {}", "I varje simulering dras slumpmässigt: {}", "Drawn in each replicate: {}");
/// That nothing is drawn.
pub const NOTHING_DRAWN: Label = Label::new(
    "Mitään ei arvota: kaikki simulaatiot ovat samat kuin itse laskenta",
    "Ingenting dras slumpmässigt: alla simuleringar är identiska med själva beräkningen",
    "Nothing is drawn: all replicates are the build itself",
);
/// Ranks in an edition.
pub const RANKS: Label =
    Label::new("Sijoitukset{} julkaisussa {}: {}", "Placeringar{} i utgåvan {}: {}", "Ranks{} in edition {}: {}");
/// Of a node.
pub const OF_NODE: Label = Label::new(" (`{}`)", " för `{}`", " of `{}`");
/// Replicates that failed.
pub const FAILED: Label = Label::new(
    "{0}/{1} simulaatiota kohteesta `{2}` julkaisussa {3} ei voitu laskea, eikä niitä oteta huomioon: {4}",
    "{} av {} simuleringar av `{}` i utgåvan {} kunde inte beräknas och räknas inte: {}",
    "{} of {} replicates of `{}` in edition {} could not be computed and do not count: {}",
);
/// Why replicates failed of which nobody has a score.
pub const NOBODY: Label = Label::new("yksikään alue ei saa pisteitä", "inget område får poäng", "no region has a score");
/// The most frequent of several reasons, and how many others there are.
pub const FAILED_MOSTLY: Label =
    Label::new("{} kertaa siksi, että {}; lisäksi {}", "{} gånger eftersom {}; därtill {}", "{} because {}, the rest for {}");
/// Reasons beside the most frequent.
pub const OTHER_REASONS: Noun =
    Noun::new(Label::new("muu syy", "annat skäl", "other reason"), Label::new("muuta syytä", "andra skäl", "other reasons"));
/// Nobody outside.
pub const NONE_OUTSIDE: Label = Label::new(
    "yksikään alue ei ole oman vaihteluvälinsä ulkopuolella",
    "inget område ligger utanför sitt eget intervall",
    "no region ranks outside its own interval",
);
/// Who is outside.
pub const OUTSIDE: Label =
    Label::new("oman vaihteluvälinsä ulkopuolella: {}", "utanför sitt eget intervall: {}", "outside their own interval: {}");
/// Narrow intervals.
pub const HALF_SINGLE: Label = Label::new(
    "vähintään puolet vaihteluväleistä kattaa vain yhden sijan",
    "minst hälften av intervallen omfattar bara en placering",
    "half of the intervals or more are a single rank",
);
/// The width of half of them.
pub const HALF_AT_MOST: Label = Label::new(
    "puolet vaihteluväleistä on leveydeltään enintään {}",
    "hälften av intervallen är högst {} breda",
    "half of the intervals are at most {} from end to end",
);
/// The summary.
pub const SUMMARY: Label =
    Label::new("{}; toisistaan erottuu {}; {}", "{}; {} kan skiljas åt; {}", "{}; {} can be told apart; {}");

/// Choices that are drawn.
pub const NORMALISATION: Label = Label::new("normalisointi", "normalisering", "normalisation");
/// Rule for equal values.
pub const TIES: Label = Label::new("samojen arvojen sääntö", "regeln för lika värden", "rule for equal values");
/// Aggregation.
pub const AGGREGATION: Label = Label::new("yhdistäminen", "sammanvägning", "aggregation");
/// Treatment.
pub const TREATMENT: Label =
    Label::new("poikkeavien arvojen käsittely", "behandling av avvikande värden", "treatment of outliers");
/// Imputation.
pub const IMPUTATION: Label = Label::new("täydentäminen", "imputering", "imputation");
/// Indicator weights.
pub const INDICATOR_WEIGHTS: Label = Label::new("indikaattorien painot", "indikatorvikter", "indicator weights");
/// Factor weights.
pub const FACTOR_WEIGHTS: Label = Label::new("osa-alueiden painot", "delområdesvikter", "factor weights");
/// Factor weights of a deeper level.
pub const FACTOR_WEIGHTS_OF_LEVEL: Label =
    Label::new("tason {} osa-alueiden painot", "delområdesvikter på nivå {}", "factor weights of level {}");
/// One left out.
pub const ONE_LEFT_OUT: Label = Label::new(
    "yksi indikaattori jätetty pois {} prosentissa simulaatioista",
    "en indikator utelämnad i {}\u{a0}% av simuleringarna",
    "one indicator left out in {} % of the replicates",
);
/// Any one left out.
pub const ANY_LEFT_OUT: Label = Label::new(
    "pois jätetty indikaattori (mikä tahansa tai ei mikään, kaikki yhtä todennäköisiä)",
    "utelämnad indikator (vilken som helst eller ingen, alla lika sannolika)",
    "no indicator or any one of them left out, all equally likely",
);
/// Values with errors.
pub const VALUES: Label =
    Label::new("arvot ilmoitettuine virheineen", "värden med sina angivna fel", "values with their stated errors");
/// Weights as configured.
pub const AS_CONFIGURED: Label = Label::new("{} asetusten mukaan", "{} enligt konfigurationen", "{} as configured");
/// Any weights.
pub const ANY: Label = Label::new("{}: mitkä tahansa (Dirichlet)", "vilka {} som helst (Dirichlet)", "any {} (Dirichlet)");
/// Words of the options that a configuration can ask for, by the word that it has for them.
const OPTIONS: [(&str, Label); 12] = [
    ("configured", Label::new("asetusten mukainen", "enligt konfigurationen", "configured")),
    ("stated", Label::new("erikseen annettu", "särskilt angiven", "stated")),
    ("none", Label::new("ei käsittelyä", "ingen behandling", "none")),
    ("percentile-rank", Label::new("persentiilisija", "percentilplats", "percentile-rank")),
    ("min-max", Label::new("min–max", "min–max", "min-max")),
    ("z-score", Label::new("z-pisteet", "z-poäng", "z-score")),
    ("minimum", Label::new("alin sija", "lägsta plats", "minimum")),
    ("maximum", Label::new("ylin sija", "högsta plats", "maximum")),
    ("average", Label::new("sijojen keskiarvo", "platsernas medeltal", "average")),
    ("dense", Label::new("tiheät sijat", "täta platser", "dense")),
    ("arithmetic-mean", Label::new("aritmeettinen keskiarvo", "aritmetiskt medeltal", "arithmetic-mean")),
    ("geometric-mean", Label::new("geometrinen keskiarvo", "geometriskt medeltal", "geometric-mean")),
];

/// An option that is drawn, in words. Of several of one name the later ones have a number (`stated-2`).
pub fn option(label: &str, language: &str) -> String {
    let words = |name: &str| OPTIONS.iter().find(|(other, _)| *other == name).map(|(_, label)| label.in_language(language));
    match (words(label), label.rsplit_once('-')) {
        (Some(words), _) => words.to_owned(),
        (None, Some((name, number))) if matches!(language, "fi" | "sv") && number.parse::<u32>().is_ok() => {
            words(name).map_or_else(|| label.to_owned(), |words| format!("{words} {number}"))
        }
        _ => label.to_owned(),
    }
}

/// Always an option.
pub const ALWAYS: Label = Label::new("{} aina: {}", "{} alltid {}", "{} always {}");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_have_words_and_english_ones_are_those_of_the_configuration() {
        for (name, label) in OPTIONS {
            assert_eq!(label.in_language("en"), name);
            assert!(label.in_language("fi") != name && label.in_language("sv") != name, "{name}");
        }
        assert_eq!(
            ["fi", "sv", "en"].map(|language| option("stated-2", language)),
            ["erikseen annettu 2", "särskilt angiven 2", "stated-2"]
        );
        assert_eq!(option("z-score-3", "sv"), "z-poäng 3");
    }
}
