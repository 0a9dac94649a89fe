//! Section 2: the index and its data.

use crate::publish::labels::Label;
use crate::publish::labels::sentence::Noun;

/// Values that were changed.
pub const VALUES_CHANGED: Noun = Noun::new(
    Label::new("muutettu arvo", "ändrat värde", "value changed"),
    Label::new("muutettua arvoa", "ändrade värden", "values changed"),
);

labels! {
    /// Heading: structure.
    STRUCTURE = "Rakenne ja painotus", "Struktur och viktning", "Structure and weights";
    /// What is flagged.
    FLAGGED = "Indikaattorin sanotaan vaikuttavan enemmän tai vähemmän kuin sen paino edellyttäisi, kun efektiivinen paino on yli kaksi kertaa nimellisen suuruinen tai alle puolet siitä.",
        "En indikator påverkar mer, eller mindre, än dess vikt anger när den effektiva vikten är mer än dubbelt så stor som, eller mindre än hälften av, den nominella.",
        "An indicator decides more, or less, than its weight says where the effective weight is more than twice, or less than half, the nominal one.";
    /// Caption of the weights.
    WEIGHTS_ARE = "Indeksi, sen osa-alueet ja indikaattorit: nimellinen paino (piste) ja efektiivinen paino (palkki) prosentteina. Efektiiviset painot jakautuvat samalla tasolla painotettavien kesken sen mukaan, kuinka suuri osa indeksin varianssista liittyy kuhunkin yksin (korrelaatiosuhde)",
        "Indexet, dess delområden och indikatorer: nominell vikt (prick) och effektiv vikt (stapel), i procent. De effektiva vikterna fördelar det som vägs på samma nivå efter hur stor del av indexets varians som följer med var och en ensam (korrelationskvot)",
        "The index, its factors and indicators: nominal weight (dot) and effective weight (bar), in per cent. Effective weights share out what is weighed at one depth by how much of the index's variance goes with each alone (correlation ratio)";
    /// Column: everything.
    INDEX_FACTOR_INDICATOR = "Indeksi, osa-alue, indikaattori", "Index, delområde, indikator", "Index, factor, indicator";
    /// Column: nominal weight.
    NOMINAL = "Nimellinen", "Nominell", "Nominal";
    /// Column: effective weight.
    EFFECTIVE = "Efektiivinen", "Effektiv", "Effective";
    /// Column: chart of both weights.
    CHART_OF_WEIGHTS = "Kuvio molemmista, prosenttia", "Diagram över båda, procent", "Chart of both, per cent";
    /// Column: something to look at.
    FLAG = "Huomio", "Anmärkning", "Flag";
    /// Flag.
    MORE = "vaikuttaa enemmän", "påverkar mer", "decides more";
    /// Flag.
    LESS = "vaikuttaa vähemmän", "påverkar mindre", "decides less";

    /// Heading: availability.
    AVAILABILITY = "Saatavuus", "Tillgänglighet", "Availability";
    /// Flag.
    ONE_VALUE = "yksi arvo", "ett enda värde", "one value";
    /// Flag.
    MOSTLY_ONE_VALUE = "enimmäkseen yksi arvo", "mest ett enda värde", "mostly one value";
    /// So many of so many.
    OF = "{}/{}", "{} av {}", "{} of {}";
    /// Caption of availability.
    AVAILABILITY_IS = "Indikaattorien saatavuus: alueet, joilla on arvo, ja näiden arvojen osuudet, jotka poikkeavat nollasta ja toisistaan",
        "Indikatorernas tillgänglighet: områden som har ett värde, och av dessa de andelar som inte är noll och som skiljer sig från varandra",
        "Availability of the indicators: regions that have a value, and of these the shares that are not zero and that differ from each other";
    /// Column: indicator.
    INDICATOR = "Indikaattori", "Indikator", "Indicator";
    /// Column: statistic period.
    PERIOD = "Tilastoajankohta", "Statistikperiod", "Period";
    /// Column: regions.
    REGIONS = "Alueita", "Områden", "Regions";
    /// Column: share available.
    AVAILABLE = "Saatavilla", "Tillgängligt", "Available";
    /// Column: share not zero.
    NOT_ZERO = "Muu kuin 0", "Inte noll", "Not zero";
    /// Column: share of different values.
    DIFFERENT = "Eri arvoja", "Olika", "Different";
    /// Nobody lacks anything.
    ALL_THERE = "Mikään indikaattori ei puutu yhdeltäkään alueelta ({}).", "Alla områden ({}) har alla indikatorer.", "Every one of the {} has every indicator.";
    /// Who lacks most: regions with a noun, of how many, names, regions without a noun.
    LACKING = "Jokin indikaattori puuttuu {3}/{1} alueelta; eniten puuttuu: {2}.", "{0} av {1} saknar någon indikator; flest saknas för {2}.", "{0} of {1} lack an indicator; the number missing is largest in {2}.";

    /// Heading: distribution.
    DISTRIBUTION = "Jakauma, poikkeavat arvot ja niiden käsittely", "Fördelning, avvikande värden och behandlingen av dem", "Spread, outliers and treatment";
    /// What is flagged there.
    SKEWED_IS = "Indikaattorin sanotaan olevan vino poikkeavien arvojen vuoksi, kun sekä vinous ylittää ±2 että huipukkuus (ylimäärä) 3,5. Kun pisteet ovat sijoja, poikkeavat arvot eivät venytä niitä.",
        "En indikator sägs vara skev på grund av avvikande värden när både skevheten ligger utanför ±2 och överskottskurtosis är över 3,5. Där poängen är platser kan avvikande värden inte tänja ut dem.",
        "An indicator is called skewed by outliers where skewness is beyond ±2 and excess kurtosis above 3.5, both. Where scores are places, outliers cannot stretch them.";
    /// Nothing is treated.
    NO_TREATMENT = "Menetelmä ei käsittele poikkeavia arvoja.", "Metoden behandlar inga avvikande värden.", "The method treats no outliers.";
    /// Some indicators are treated: how many, and the same with a noun.
    SOME_TREATMENT = "Menetelmä käsittelee poikkeavat arvot osasta indikaattoreita ({0}).", "Metoden behandlar avvikande värden i {1}.", "The method treats outliers of {1}.";
    /// No treatment was needed.
    NOT_NEEDED = "ei tarpeen", "behövdes inte", "not needed";
    /// Caption of the distribution.
    DISTRIBUTION_IS = "Alkuperäisten arvojen jakauma, poikkeavat arvot ja niiden käsittely. Poikkeava arvo on yli 1,5 kvartiiliväliä kvartiilin ulkopuolella; suluissa ne, jotka ovat yli 3 kvartiiliväliä sen ulkopuolella",
        "De ursprungliga värdenas fördelning, avvikande värden och vad som gjorts åt dem. Avvikande värden ligger mer än 1,5 kvartilavstånd utanför en kvartil, inom parentes de som ligger mer än 3 utanför",
        "Spread of the raw values, outliers and what was done about them. Outliers lie more than 1.5 interquartile ranges beyond a quartile, in brackets those beyond 3";
    /// Column: lowest.
    LOWEST = "Pienin", "Lägsta", "Lowest";
    /// Column: median.
    MEDIAN = "Mediaani", "Median", "Median";
    /// Column: highest.
    HIGHEST = "Suurin", "Högsta", "Highest";
    /// Column: skewness.
    SKEWNESS = "Vinous", "Skevhet", "Skewness";
    /// Column: kurtosis.
    KURTOSIS = "Huipukkuus", "Kurtosis", "Kurtosis";
    /// Flag.
    SKEWED = "vino poikkeavien arvojen vuoksi", "skev på grund av avvikande värden", "skewed by outliers";
    /// Column: outliers.
    OUTLIERS = "Poikkeavia", "Avvikande", "Outliers";
    /// Column: farthest.
    FARTHEST = "Kauimpana", "Längst bort", "Farthest";
    /// Column: treatment.
    TREATMENT = "Käsittely", "Behandling", "Treatment";
}
