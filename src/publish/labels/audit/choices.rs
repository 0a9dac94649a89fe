//! The choices of a method as something that is drawn, and as something that is done otherwise.

use crate::publish::labels::Label;

labels! {
    /// Drawn: normalisation.
    NORMALISATION = "normalisointi", "normaliseringen", "the normalisation";
    /// Drawn: rule for equal values.
    TIES = "samojen arvojen sääntö", "regeln för lika värden", "the rule for equal values";
    /// Drawn: aggregation.
    AGGREGATION = "yhdistäminen (aggregointi)", "sammanvägningen (aggregeringen)", "the aggregation";
    /// Drawn: treatment.
    TREATMENT = "poikkeavien arvojen käsittely", "behandlingen av avvikande värden", "the treatment of outliers";
    /// Drawn: imputation.
    IMPUTATION = "täydentäminen (imputointi)", "imputeringen", "the imputation";
    /// Drawn: one left out.
    LEFT_OUT = "pois jätettävä indikaattori", "den utelämnade indikatorn", "the indicator that is left out";
    /// Drawn: indicator weights.
    INDICATOR_WEIGHTS = "indikaattorien painotus", "indikatorernas viktning", "the weights of the indicators";
    /// Drawn: factor weights.
    FACTOR_WEIGHTS = "osa-alueiden painotus", "delområdenas viktning", "the weights of the factors";
    /// Drawn: factor weights below.
    FACTOR_WEIGHTS_BELOW = "osa-alueiden painotus {} tasoa indeksin alapuolella", "delområdenas viktning {} nivåer under indexet", "the weights of the factors {} levels below the index";
    /// Drawn: errors of values.
    NOISE = "arvojen virheet", "felen i värdena", "the errors of the values";

    /// Otherwise: equal weights.
    EQUAL_WEIGHTS = "Yhtä suuret painot", "Lika vikter", "Equal weights";
    /// Otherwise.
    PERCENTILE_RANK = "Normalisointi persentiilisijoilla", "Normalisering med percentilplatser", "Normalisation by percentile rank";
    /// Otherwise.
    MIN_MAX = "Normalisointi minimin ja maksimin välille, poikkeavat arvot käsitelty", "Normalisering mellan minimum och maximum, avvikande värden behandlade", "Normalisation by minimum and maximum, outliers treated";
    /// Otherwise.
    Z_SCORE = "Normalisointi z-pisteillä, poikkeavat arvot käsitelty", "Normalisering med z-poäng, avvikande värden behandlade", "Normalisation by z-score, outliers treated";
    /// Otherwise, by the name of the configuration.
    NORMALISATION_AS = "Normalisointi asetusten kohdan [robustness] mukaan: {}", "Normalisering enligt [robustness]: {}", "Normalisation as drawn under [robustness]: {}";
    /// Otherwise.
    TIES_AVERAGE = "Samat arvot saavat sijojensa keskiarvon", "Lika värden får medeltalet av sina platser", "Equal values share the mean of their places";
    /// Otherwise.
    TIES_MINIMUM = "Samat arvot saavat sijoistaan alimman", "Lika värden får den lägsta av sina platser", "Equal values get the lowest of their places";
    /// Otherwise.
    TIES_MAXIMUM = "Samat arvot saavat sijoistaan ylimmän", "Lika värden får den högsta av sina platser", "Equal values get the highest of their places";
    /// Otherwise, by the name of the configuration.
    TIES_AS = "Samojen arvojen sääntö: {}", "Lika värden enligt regeln {}", "Equal values by the rule {}";
    /// Otherwise.
    ARITHMETIC_MEAN = "Aritmeettinen keskiarvo kaikilla tasoilla", "Aritmetiskt medeltal på alla nivåer", "Arithmetic mean at all nodes";
    /// Otherwise.
    GEOMETRIC_MEAN = "Geometrinen keskiarvo kaikilla tasoilla, pisteet vähintään 1", "Geometriskt medeltal på alla nivåer, poäng minst 1", "Geometric mean at all nodes, scores from 1 up";
    /// Otherwise, by the name of the configuration.
    AGGREGATION_AS = "Yhdistäminen (aggregointi) asetusten kohdan [robustness] mukaan: {}", "Sammanvägning (aggregering) enligt [robustness]: {}", "Aggregation as drawn under [robustness]: {}";
    /// Otherwise.
    NO_TREATMENT = "Poikkeavia arvoja ei käsitellä", "Ingen behandling av avvikande värden", "No treatment of outliers";
    /// Otherwise, by the name of the configuration.
    TREATMENT_AS = "Poikkeavien arvojen käsittely asetusten kohdan [robustness] mukaan: {}", "Behandling av avvikande värden enligt [robustness]: {}", "Treatment of outliers as drawn under [robustness]: {}";
    /// Otherwise.
    NO_IMPUTATION = "Puuttuvia arvoja ei täydennetä (imputoida)", "Ingen imputering", "No imputation";
    /// Otherwise, by the name of the configuration.
    IMPUTATION_AS = "Täydentäminen (imputointi) asetusten kohdan [robustness] mukaan: {}", "Imputering enligt [robustness]: {}", "Imputation as drawn under [robustness]: {}";

    /// In a sentence: without an indicator.
    WITHOUT_INDICATOR = "ilman indikaattoria `{}`", "utan indikatorn `{}`", "without `{}`";
    /// In a sentence: without a factor.
    WITHOUT_FACTOR = "ilman osa-aluetta `{}`", "utan delområdet `{}`", "without `{}`";
    /// In a sentence: with another choice, in lower case.
    WITH_CHOICE = "valinnalla ”{}”", "med valet ”{}”", "with {}";
}
