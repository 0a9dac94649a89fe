//! Section 6: one choice at a time.

use crate::publish::labels::Label;

labels! {
    /// What is looked at: the number of places with a noun, and without one; before a link.
    IS_ABOUT = "Kukin skenaario muuttaa yhtä asiaa ja jättää muun asetusten mukaiseksi. Keskisiirtymä on sijoitusten erotusten itseisarvojen keskiarvo; suuri siirtymä on vähintään {0} sijan siirtymä, sijoitusten kahdeskymmenesosa. + tarkoittaa nousua skenaariossa. Kunkin alueen sijoitus kussakin skenaariossa:",
        "Varje scenario ändrar en sak och lämnar allt annat enligt konfigurationen. Medelförskjutningen är medeltalet av placeringarnas absoluta skillnader; en stor förskjutning är på minst {1}, en tjugondel av rangordningen. + betyder uppgång i scenariot. Varje områdes placering i varje scenario:",
        "Every scenario changes one thing and leaves all else as configured. The mean shift is the mean of the absolute differences of ranks; a large shift is one of {1} or more, a twentieth of the ranking. + is a climb in the scenario. Every region's rank in every scenario:";
    /// Caption.
    WITHOUT_INDICATOR = "Ilman yhtä indikaattoria: kuinka kauas sijoitukset siirtyvät, sijaa, suurin keskisiirtymä ensin", "Utan en indikator: hur långt placeringarna flyttas, den största medelförskjutningen först", "Without one indicator: how far ranks move, in places, the largest mean shift first";
    /// Caption.
    WITHOUT_FACTOR = "Ilman yhtä osa-aluetta ja kaikkea sen alla olevaa: kuinka kauas sijoitukset siirtyvät, sijaa, suurin keskisiirtymä ensin", "Utan ett delområde och allt under det: hur långt placeringarna flyttas, den största medelförskjutningen först", "Without one factor and all that is below it: how far ranks move, in places, the largest mean shift first";
    /// Caption.
    OTHER_CHOICE = "Yksi valinta toisin, muu asetusten mukaan: kuinka kauas sijoitukset siirtyvät, sijaa, suurin keskisiirtymä ensin", "Ett annat val, allt annat enligt konfigurationen: hur långt placeringarna flyttas, den största medelförskjutningen först", "With one choice otherwise, all else as configured: how far ranks move, in places, the largest mean shift first";
    /// Column.
    INDICATOR = "Pois jätetty indikaattori", "Utelämnad indikator", "Indicator left out";
    /// Column.
    FACTOR = "Pois jätetty osa-alue", "Utelämnat delområde", "Factor left out";
    /// Column.
    CHOICE = "Valinta", "Val", "Choice";
    /// Column.
    MEAN_SHIFT = "Keskisiirtymä", "Medelförskjutning", "Mean shift";
    /// Column.
    CHART_OF_SHIFTS = "Kuvio keskisiirtymistä", "Diagram över medelförskjutningar", "Chart of mean shifts";
    /// Column: places.
    MOVED = "Siirtynyt ≥ {}", "Flyttade ≥ {}", "Moved ≥ {}";
    /// Column.
    UNMOVED = "Ennallaan", "Oförändrade", "Unmoved";
    /// Column.
    CORRELATION = "Korrelaatio", "Korrelation", "Correlation";
    /// Column.
    LARGEST = "Suurin siirtymä", "Största förskjutning", "Largest shift";
    /// Heading.
    NOT_COMPUTED = "Mitä ei laskettu ja miksi", "Vad som inte beräknades, och varför", "What was not computed, and why";
}
