//! Section 5: what the ranks depend on.

use crate::publish::labels::Label;
use crate::publish::labels::sentence::Noun;

/// Points of the design.
pub const POINTS: Noun = Noun::new(Label::new("piste", "punkt", "point"), Label::new("pistettä", "punkter", "points"));

labels! {
    /// What is looked at.
    IS_ABOUT = "Kuinka kauas sijoitukset siirtyvät keskimäärin nimellisistä ja mitkä arvottavista valinnoista saavat tämän luvun vaihtelemaan. Valinnan kokonaisindeksi on se osuus varianssista, jossa valinta on mukana; ensimmäisen kertaluvun Sobol-indeksi on osuus, jonka valinta selittää yksin. Jos ne eroavat, valinnat vaikuttavat yhdessä.",
        "Hur långt placeringarna i genomsnitt flyttas från de nominella, och vilka av de val som dras som får det talet att variera. Ett vals totalindex är den andel av variansen där valet har en del; Sobolindex av första ordningen är den andel som valet ensamt förklarar. Där de skiljer sig åt verkar valen tillsammans.",
        "How far ranks move from the nominal ones on the average, and which of the choices that are drawn make that number vary. The total order of a choice is the share of the variance in which it has a part; the first order is the share that it explains alone. Where the two differ, choices act together.";
    /// Nothing was computed.
    NOT_COMPUTED = "Ei laskettu: pisteitä ei pyydetty tai mitään ei arvota", "Inte beräknat: inga punkter begärdes, eller ingenting dras", "Not computed: no points were asked for, or nothing is drawn";
    /// From what: number of points.
    FROM_SOBOL = "Laskettu {} sekoitetusta Sobol-pisteestä; jokaisessa pisteessä sijoitukset lasketaan uudelleen", "Beräknat ur {} randomiserade Sobolpunkter, där varje körning beräknar placeringarna på nytt", "Computed from {} scrambled Sobol' points, all of whose runs recompute the ranks";
    /// The same of random points.
    FROM_RANDOM = "Laskettu {} satunnaispisteestä; jokaisessa pisteessä sijoitukset lasketaan uudelleen", "Beräknat ur {} slumpmässiga punkter, där varje körning beräknar placeringarna på nytt", "Computed from {} random points, all of whose runs recompute the ranks";
    /// Points left out: with noun, of how many.
    LEFT_OUT = "{} jätettiin pois (kaikkiaan {}), koska laskenta ei onnistunut", "{} av {} utelämnades, eftersom en körning inte kunde beräknas", "{} of {} left out, because a run could not be computed";
    /// Nothing moves.
    NOTHING_MOVES = "Mikään arvottavista valinnoista ei muuta yhtään sijoitusta", "Inget av det som dras flyttar någon placering", "Nothing that is drawn moves any rank";
    /// No indices: why.
    NO_INDICES = "Indeksejä ei ole: {}", "Det finns inga index: {}", "There are no indices: {}";
    /// Regions that stay: with a noun.
    NEVER_MOVES = "Sijoitus ei muutu koskaan: {}", "Placeringen ändras aldrig: {}", "The rank of {} never moves";
    /// From so much to so much.
    FROM_TO = "{}…{}", "{} till {}", "{} to {}";
    /// Caption.
    INDICES = "Sijoitusten keskisiirtymän herkkyys: osuus sen varianssista, jonka valinta selittää yksin (ensimmäisen kertaluvun Sobol-indeksi, lyhyt palkki) ja jossa se on mukana (kokonaisindeksi, pitkä palkki ja sen 95\u{a0}%:n luottamusväli)",
        "Känslighet hos placeringarnas genomsnittliga förskjutning: den andel av dess varians som ett val ensamt förklarar (Sobolindex av första ordningen, kort stapel) och där det har en del (totalindex, lång stapel med sitt 95-procentsintervall)",
        "Sensitivity of the mean absolute shift of ranks: share of its variance that a choice explains alone (first order, short bar) and has a part in (total order, long bar with its 95 % interval)";
    /// Column.
    CHOICE = "Valinta", "Val", "Choice";
    /// Column.
    FIRST_ORDER = "Ensimmäinen kertaluku", "Första ordningen", "First order";
    /// Column.
    TOTAL_ORDER = "Kokonaisindeksi", "Totalindex", "Total order";
    /// Column.
    INTERVAL_95 = "95\u{a0}%:n väli", "95\u{a0}%", "95 %";
    /// Column.
    CHART_OF_BOTH = "Kuvio molemmista", "Diagram över båda", "Chart of both";
    /// Caption.
    REGIONS = "Alueet, joiden oma sijoitus riippuu yhdestä valinnasta enemmän kuin mistään muusta (suurin kokonaisindeksi)",
        "Områden vars egen placering beror på ett val mer än på något annat (störst totalindex)",
        "Regions whose own rank depends on a choice more than on any other (largest total order)";
    /// Column.
    N_REGIONS = "Alueita", "Områden", "Regions";
    /// Column.
    CHART_OF_REGIONS = "Kuvio alueista", "Diagram över områden", "Chart of regions";
}
