//! The sentences of the summary.

use crate::publish::labels::Label;
use crate::publish::labels::sentence::Noun;

/// Findings.
pub const FINDINGS: Noun =
    Noun::new(Label::new("havainto", "iakttagelse", "finding"), Label::new("havaintoa", "iakttagelser", "findings"));
/// Scenarios.
pub const SCENARIOS: Noun =
    Noun::new(Label::new("skenaario", "scenario", "scenario"), Label::new("skenaariota", "scenarier", "scenarios"));
/// Regions that rank outside.
pub const RANK_OUTSIDE: Noun = Noun::new(
    Label::new(
        "alue sijoittuu oman vaihteluvälinsä ulkopuolelle",
        "område ligger utanför sitt eget intervall",
        "region ranks outside its own interval",
    ),
    Label::new(
        "aluetta sijoittuu oman vaihteluvälinsä ulkopuolelle",
        "områden ligger utanför sitt eget intervall",
        "regions rank outside their own interval",
    ),
);

labels! {
    /// A single place.
    ONE_PLACE = "1 sija", "1 placering", "1 place";
    /// Another number of places, whole or not.
    PLACES = "{} sijaa", "{} placeringar", "{} places";
    /// Nothing was found.
    COHERENT = "Johdonmukaisuus: ei huomautettavaa", "Samstämmighet: inget att anmärka på", "Coherence: nothing stands out";
    /// What was found: findings, by topic.
    COHERENCE = "Johdonmukaisuus: {} ({})", "Samstämmighet: {} ({})", "Coherence: {} ({})";
    /// Number of findings, topic.
    ON_TOPIC = "{1} {0}", "{} om {}", "{} on {}";
    /// No intervals.
    NO_INTERVALS = "Epävarmuus: yksikään alue ei saa sijoitusta missään simulaatiossa", "Osäkerhet: inget område får någon placering i någon simulering", "Uncertainty: no region is ranked in any replicate";
    /// Widths: interval in per cent, places, narrow ones, of how many, in per cent, places with noun, groups, places.
    WIDTHS = "Epävarmuus: puolet sijoitusten {0}\u{a0}%:n vaihteluväleistä on enintään {1} leveitä; alle {7} sijan levyisiä, siis kapeampia kuin kahdeskymmenesosa kaikista sijoista, on {2}/{3} ({4}); toisistaan erottuu {6} alueita",
        "Osäkerhet: hälften av placeringarnas {0}-procentsintervall är högst {1} breda; {2} av {3} ({4}) är smalare än {5}, en tjugondel av rangordningen; {6} av områden kan skiljas åt",
        "Uncertainty: half of the {0} % intervals of ranks are at most {1} wide; {2} of {3} ({4}) are narrower than {5}, a twentieth of the ranking; {6} of regions can be told apart";
    /// Nobody outside.
    NONE_OUTSIDE = "Yksikään alue ei sijoitu oman vaihteluvälinsä ulkopuolelle", "Inget område ligger utanför sitt eget intervall", "No region ranks outside its own interval";
    /// Somebody outside: name, rank, interval.
    OUTSIDE = "{} (sijoitus {}, vaihteluväli {})", "{} (placering {}, intervall {})", "{} (rank {}, interval {})";
    /// No sensitivity.
    NO_SENSITIVITY = "Herkkyys: ei laskettu", "Känslighet: inte beräknad", "Sensitivity: not computed";
    /// Nothing moves.
    NOTHING_MOVES = "Herkkyys: mikään arvottavista valinnoista ei muuta yhtään sijoitusta", "Känslighet: inget av det som dras flyttar någon placering", "Sensitivity: nothing that is drawn moves any rank";
    /// The largest source: which, total order, first order.
    SOURCE = "Herkkyys: suurin epävarmuuden lähde on {}: sijoitusten keskisiirtymän varianssista {} riippuu siitä, {} yksin siitä",
        "Känslighet: den största osäkerhetskällan är {}; den har del i {} av variansen i placeringarnas genomsnittliga förskjutning och förklarar ensam {}",
        "Sensitivity: the largest source of doubt is {}: {} of the variance of the mean shift of ranks depends on it, {} on it alone";
    /// Scenarios without an indicator: how far, which most, who.
    WITHOUT_INDICATOR = "Ilman yhtä indikaattoria sijoitukset siirtyvät {}, eniten {}: {}", "Utan en indikator flyttas placeringarna {}, mest {}: {}", "Without one indicator, ranks move {}, most {}: {}";
    /// The same without a factor.
    WITHOUT_FACTOR = "Ilman yhtä osa-aluetta sijoitukset siirtyvät {}, eniten {}: {}", "Utan ett delområde flyttas placeringarna {}, mest {}: {}", "Without one factor, ranks move {}, most {}: {}";
    /// The same with another choice.
    OTHER_CHOICE = "Kun yksi valinta tehdään toisin, sijoitukset siirtyvät {}, eniten {}: {}", "Med ett annat val flyttas placeringarna {}, mest {}: {}", "With one choice otherwise, ranks move {}, most {}: {}";
    /// How far.
    BY = "keskimäärin {}", "i genomsnitt {}", "by {} on the average";
    /// From how far to how far.
    BY_FROM_TO = "keskimäärin {}–{}", "i genomsnitt {}–{}", "by {} to {} on the average";
    /// Nobody moves.
    NO_REGION_MOVES = "yksikään alue ei siirry", "inget område flyttas", "no region moves";
    /// Who climbs farthest.
    UP = "kauimmas siirtyy {}, {} ylöspäin", "längst flyttas {}, {} uppåt", "{} moves farthest, {} up";
    /// Who falls farthest.
    DOWN = "kauimmas siirtyy {}, {} alaspäin", "längst flyttas {}, {} nedåt", "{} moves farthest, {} down";
    /// What could not be computed.
    FAILED = "{} jäi ilman tulosta, koska laskenta ei onnistunut", "{} kunde inte beräknas", "{} could not be computed";
}
