//! What an auditor would point to.

use crate::publish::labels::Label;
use crate::publish::labels::sentence::Noun;

/// Indicators.
pub const INDICATORS: Noun =
    Noun::new(Label::new("indikaattori", "indikator", "indicator"), Label::new("indikaattoria", "indikatorer", "indicators"));
/// Pairs.
pub const PAIRS: Noun = Noun::new(Label::new("parissa", "par", "pair"), Label::new("parissa", "par", "pairs"));
/// Regions, with a verb.
pub const REGIONS_HAVE: Noun =
    Noun::new(Label::new("alueella on", "område har", "region has"), Label::new("alueella on", "områden har", "regions have"));
/// Indicators that weigh more than they should.
pub const DECIDE_MORE: Noun = Noun::new(
    Label::new(
        "indikaattori vaikuttaa indeksiin yli kaksi kertaa niin paljon kuin sen paino edellyttäisi",
        "indikator påverkar indexet mer än dubbelt så mycket som dess vikt anger",
        "indicator decides more than twice what its weight says",
    ),
    Label::new(
        "indikaattoria vaikuttaa indeksiin yli kaksi kertaa niin paljon kuin niiden paino edellyttäisi",
        "indikatorer påverkar indexet mer än dubbelt så mycket som deras vikt anger",
        "indicators decide more than twice what their weight says",
    ),
);
/// Indicators that weigh less than they should.
pub const DECIDE_LESS: Noun = Noun::new(
    Label::new(
        "indikaattori vaikuttaa indeksiin alle puolet siitä, mitä sen paino edellyttäisi",
        "indikator påverkar indexet mindre än hälften så mycket som dess vikt anger",
        "indicator decides less than half what its weight says",
    ),
    Label::new(
        "indikaattoria vaikuttaa indeksiin alle puolet siitä, mitä niiden paino edellyttäisi",
        "indikatorer påverkar indexet mindre än hälften så mycket som deras vikt anger",
        "indicators decide less than half what their weight says",
    ),
);
/// Indicators that outliers skew.
pub const ARE_SKEWED: Noun = Noun::new(
    Label::new(
        "indikaattori on vino poikkeavien arvojen vuoksi",
        "indikator är skev på grund av avvikande värden",
        "indicator is skewed by outliers",
    ),
    Label::new(
        "indikaattoria on vinoja poikkeavien arvojen vuoksi",
        "indikatorer är skeva på grund av avvikande värden",
        "indicators are skewed by outliers",
    ),
);

labels! {
    /// Topic.
    AVAILABILITY = "Saatavuus", "Tillgänglighet", "Availability";
    /// Topic.
    CORRELATIONS = "Korrelaatiot", "Korrelationer", "Correlations";
    /// Topic.
    WEIGHTS = "Painot", "Vikter", "Weights";
    /// Topic.
    FACTORS = "Osa-alueet", "Delområden", "Factors";
    /// Topic.
    DISTRIBUTION = "Jakauma", "Fördelning", "Distribution";
    /// Topic.
    TIES = "Tasatulokset", "Lika värden", "Ties";
    /// A topic without findings.
    NOTHING = "Ei huomautettavaa.", "Inget att anmärka på.", "Nothing stands out.";

    /// An indicator without values.
    NO_VALUE = "`{}`: ei arvoa yhdelläkään alueella", "`{}` har inget värde för något område", "`{}` has no value in any region";
    /// An indicator with one value: the regions.
    ONE_VALUE = "`{}`: kaikilla alueilla on sama arvo ({}), joten indikaattori ei erottele niitä",
        "`{}` har samma värde för alla områden ({}): indikatorn skiljer dem inte åt",
        "`{}` has the same value in all {}: it tells none of them apart";
    /// An indicator with mostly one value: which, in how many, of how many, in per cent.
    MOSTLY = "`{0}`: {2}/{3} alueella ({4}) arvo on {1}, joten indikaattori ei erottele useimpia niistä",
        "`{}` är {} för {} av {} områden ({}): indikatorn skiljer inte de flesta av dem åt",
        "`{}` is {} in {} of {} regions ({}): it tells most of them nothing";
    /// The same of a value that is not told.
    MOSTLY_UNTOLD = "`{}`: {}/{} alueella ({}) on sama arvo, joten indikaattori ei erottele useimpia niistä",
        "`{}` har ett och samma värde för {} av {} områden ({}): indikatorn skiljer inte de flesta av dem åt",
        "`{}` has one value in {} of {} regions ({}): it tells most of them nothing";
    /// An indicator that many lack: how many have it, of how many with and without a noun, in per cent.
    FEW = "`{0}`: arvo on vain {1}/{3} alueella ({4})", "`{0}` finns bara för {1} av {2} ({4})", "`{0}` is there for {1} of {2} only ({4})";
    /// Regions that lack much: how many with a verb, less than how much, which.
    REGIONS_LACK = "{} alle {} indikaattoreista: {}", "{} mindre än {} av indikatorerna: {}", "{} less than {} of the indicators: {}";
    /// A region that lacks much.
    REGION_LACKS = "{} (puuttuu {}/{})", "{} ({} av {} saknas)", "{} ({} of {} missing)";

    /// Two that say the same: r, ρ, regions.
    SAY_THE_SAME = "`{}` ja `{}` kertovat samaa (r {}, ρ {}, alueita {}): niiden mittaama asia lasketaan kahdesti",
        "`{}` och `{}` säger samma sak (r {}, ρ {}, {} områden): det som de mäter räknas två gånger",
        "`{}` and `{}` say the same (r {}, ρ {}, {} regions): what they measure counts twice";
    /// Two that say the opposite.
    SAY_THE_OPPOSITE = "`{}` ja `{}` kertovat päinvastaista (r {}, ρ {}, alueita {}): indeksissä ne kumoavat toisensa",
        "`{}` och `{}` säger motsatsen till varandra (r {}, ρ {}, {} områden): i indexet tar de ut varandra",
        "`{}` and `{}` say the opposite (r {}, ρ {}, {} regions): in the index they cancel each other out";
    /// Something against what stands above it.
    RUNS_AGAINST = "`{}` on ristiriidassa ylemmän tason kanssa: {}. Alueet, jotka saavat siitä paljon pisteitä, saavat ylemmällä tasolla vähän",
        "`{}` samvarierar negativt med {}: områden med höga poäng här har låga poäng på helheten",
        "`{}` runs against {}: regions that score high on it score low on the whole";
    /// A factor with its r.
    FACTOR_R = "osa-alue `{}` (r {})", "delområdet `{}` (r {})", "`{}` (r {})";
    /// The index with its r.
    INDEX_R = "indeksi `{}` (r {})", "indexet `{}` (r {})", "the index `{}` (r {})";
    /// Factors that contradict each other.
    FACTORS_OPPOSED = "Osa-alueet `{}` ja `{}` ovat ristiriidassa keskenään (r {}): niiden keskiarvo peittää sen, mitä kumpikin kertoo",
        "Delområdena `{}` och `{}` motsäger varandra (r {}): medeltalet av dem döljer vad vart och ett visar",
        "The factors `{}` and `{}` contradict each other (r {}): their mean hides what each of them shows";
    /// Little in common.
    LITTLE_IN_COMMON = "Vähän yhteistä oman osa-alueen kanssa, vaikka indikaattori on osa sitä: {}",
        "Föga gemensamt med det egna delområdet, trots att indikatorn ingår i det: {}",
        "Little in common with their own factor, although they are part of it: {}";
    /// A pair: an indicator and its factor.
    WITH = "`{}` (osa-alue `{}`, r {})", "`{}` med `{}` (r {})", "`{}` with `{}` (r {})";
    /// Pairs that contradict each other: where, how many, of how many, the pairs.
    OPPOSED_WITHIN = "`{}`: indikaattorit ovat ristiriidassa keskenään {}/{}: {}",
        "I `{}` motsäger indikatorerna varandra i {} av {}: {}",
        "In `{}`, indicators contradict each other in {} of {}: {}";
    /// The same, where only the worst pairs are named.
    OPPOSED_WITHIN_ABOVE_ALL = "`{}`: indikaattorit ovat ristiriidassa keskenään {}/{}, selvimmin {}",
        "I `{}` motsäger indikatorerna varandra i {} av {}: framför allt {}",
        "In `{}`, indicators contradict each other in {} of {}: above all {}";

    /// Weight and effect of an indicator.
    WEIGHT_AND_EFFECT = "`{}` (paino {}, vaikutus {})", "`{}` (vikt {}, effekt {})", "`{}` (weight {}, effect {})";

    /// Low alpha: indicators with noun, alpha, least, number.
    HARDLY = "sen indikaattorien ({3}) sisäinen yhdenmukaisuus on hyvin heikko (alfa {1}, alle {2})",
        "dess {0} hänger knappt ihop (alfa {1}, under {2})",
        "its {0} hardly hang together (alpha {1}, below {2})";
    /// Lowish alpha.
    LOOSELY = "sen indikaattorien ({3}) sisäinen yhdenmukaisuus on heikko (alfa {1}, alle {2})",
        "dess {0} hänger löst ihop (alfa {1}, under {2})",
        "its {0} hang together loosely (alpha {1}, below {2})";
    /// No component above one.
    AS_MANY_THINGS = "siinä on yhtä monta ulottuvuutta kuin indikaattoreita (yhdenkään komponentin ominaisarvo ei ylitä yhtä)",
        "det har lika många dimensioner som indikatorer (ingen komponent har ett egenvärde över 1)",
        "it is as many things as indicators (no component above 1)";
    /// One component that explains little.
    ONE_COMPONENT = "vain yhden komponentin ominaisarvo ylittää yhden, ja se selittää {} vaihtelusta",
        "bara en komponent har ett egenvärde över 1, och den förklarar {}",
        "only one component is above 1, and it explains {}";
    /// Several components: how many, what they explain, the first.
    SEVERAL_THINGS = "siinä on {0} ulottuvuutta eikä yhtä ({0} komponenttia, joiden ominaisarvo on yli 1, selittää yhdessä {1}; ensimmäinen {2})",
        "det har {0} dimensioner i stället för en ({0} komponenter med egenvärde över 1 förklarar tillsammans {1}; den första {2})",
        "it is {0} things rather than one ({0} components above 1, together {1}; the first {2})";
    /// Several components that explain little.
    SEVERAL_THINGS_ONLY = "siinä on {0} ulottuvuutta eikä yhtä ({0} komponenttia, joiden ominaisarvo on yli 1, selittää yhdessä vain {1}; ensimmäinen {2})",
        "det har {0} dimensioner i stället för en ({0} komponenter med egenvärde över 1 förklarar tillsammans bara {1}; den första {2})",
        "it is {0} things rather than one ({0} components above 1, together only {1}; the first {2})";
    /// Singular correlations.
    SINGULAR = "Osa indikaattoreista voidaan laskea muista: korrelaatiomatriisi on singulaarinen",
        "Några indikatorer kan beräknas ur de andra: korrelationsmatrisen är singulär",
        "Some indicators can be computed from the others: the correlations are singular";

    /// What follows where scores follow values.
    STRETCHED = "pisteet seuraavat arvoja: muutama alue määrää kaikkien asteikon", "poängen följer värdena: några få områden bestämmer skalan för alla", "scores follow: a few regions set the scale for all";
    /// What follows where scores are places.
    HARMLESS = "pisteet ovat sijoja, joita poikkeavat arvot eivät venytä", "poängen är platser, som avvikande värden inte kan tänja ut", "scores are places, which outliers cannot stretch";
    /// Skewness of an indicator.
    SKEWNESS = "`{}` (vinous {})", "`{}` (skevhet {})", "`{}` (skewness {})";
    /// The same with the farthest region.
    SKEWNESS_FARTHEST = "`{}` (vinous {}, kauimpana {})", "`{}` (skevhet {}, längst bort {})", "`{}` (skewness {}, farthest {})";

    /// Shared ranks: regions, ranks, decimals.
    SHARED = "{} jakaa indeksissä {}: pisteet ovat samat {} desimaalin tarkkuudella", "{} delar {} i indexet: de har samma poäng med {} decimaler", "{} share {} in the index: regions that score the same to {} decimals";
    /// Shared values.
    MOSTLY_TIED = "Yli puolella alueista on sama arvo kuin jollakin toisella alueella: {}", "Mer än hälften av områdena delar sitt värde med något annat: {}", "More than half of the regions share their value with another: {}";
    /// An indicator with few values.
    FEW_VALUES = "`{}` ({} eri arvoa, {} aluetta)", "`{}` ({} värden för {} områden)", "`{}` ({} values for {} regions)";

    /// What was not computed: what, of which, why.
    NOT_COMPUTED = "Ei laskettu: {}, {}: {}", "Inte beräknat: {} för {}: {}", "Not computed: {} of {}: {}";
    /// What.
    CORRELATIONS_OF = "korrelaatiot", "korrelationer", "correlations";
    /// What.
    EFFECTIVE_WEIGHT_OF = "efektiivinen paino", "effektiv vikt", "effective weight";
    /// What.
    ALPHA_OF = "alfa ja komponentit", "alfa och komponenter", "alpha and components";
}
