//! The words of an explanation.

use crate::publish::labels::Label;

pub(super) const AGAINST: Label = Label::new("verrattuna julkaisuun", "jämfört med utgåvan", "against edition");
pub(super) const NOTHING_BEFORE: Label = Label::new(
    "ensimmäinen julkaisu: muutoksia ei ole",
    "första utgåvan: inga förändringar",
    "the first edition: there are no changes",
);
pub(super) const POINTS: Label = Label::new("pistettä", "poäng", "points");
pub(super) const ALL: Label = Label::new("kaikki alueet", "alla områden", "all regions");
pub(super) const NOT_RANKED: Label = Label::new(
    "ei sijoitusta: tietoja puuttuu liikaa",
    "ingen placering: för många uppgifter saknas",
    "not ranked: too much is missing",
);
pub(super) const CHANGED_TYPE: Label = Label::new(
    "aluetyyppi on muuttunut, joten muutosta aluetyypin sisällä ei ole",
    "områdestypen har ändrats, så det finns ingen förändring inom områdestypen",
    "the region type has changed, so there is no change within the type",
);
pub(super) const AMONG_STAYED: Label = Label::new(
    "muutos aluetyypissä on laskettu niiden kesken, jotka kuuluvat siihen molemmissa julkaisuissa",
    "förändringen inom områdestypen är räknad bland dem som hör till den i båda utgåvorna",
    "the change within the type is counted among those that belong to it in both editions",
);
pub(super) const COVERAGE: Label = Label::new("tietojen kattavuus", "uppgifternas täckning", "coverage of the data");
pub(super) const SCORE: Label = Label::new("Pisteet", "Poäng", "Score");
pub(super) const CHANGE: Label = Label::new("Muutos", "Förändring", "Change");
pub(super) const IN_TYPE: Label = Label::new("Tyypissä", "Inom typen", "In type");
pub(super) const AMONG_ALL: Label = Label::new("Kaikki", "Alla", "All");
pub(super) const INDICATOR: Label = Label::new("Indikaattori", "Indikator", "Indicator");
pub(super) const PERIOD: Label = Label::new("Jakso", "Period", "Period");
pub(super) const VALUE: Label = Label::new("Arvo", "Värde", "Value");
pub(super) const VALUE_BEFORE: Label = Label::new("Ennen", "Tidigare", "Before");
pub(super) const WEIGHT: Label = Label::new("Paino", "Vikt", "Weight");
pub(super) const CONTRIBUTION: Label = Label::new("Osuus", "Bidrag", "Adds");
pub(super) const OWN: Label = Label::new("Oma", "Egen", "Own");
pub(super) const OTHERS: Label = Label::new("Muut", "Andra", "Others");
pub(super) const REST: Label = Label::new("Paino ym.", "Vikt m.m.", "Weight etc.");
pub(super) const ROUNDING: Label = Label::new("Pyöristys", "Avrundning", "Rounding");
pub(super) const WEIGHTS: Label = Label::new("Painot yhteensä", "Vikterna totalt", "Weights as a whole");
pub(super) const WITHHELD: Label = Label::new("Ei julkaistavat yhteensä", "Ej publicerade totalt", "Not published, together");
pub(super) const TOTAL: Label = Label::new("Indeksi", "Index", "Index");
pub(super) const ABSENT: Label = Label::new("ei mukana", "ingår inte", "not included");
pub(super) const MISSING: Label = Label::new("puuttuu", "saknas", "missing");
pub(super) const NEXT_ABOVE: Label = Label::new("Seuraava ylempänä", "Närmast ovanför", "Next above");
pub(super) const NEXT_BELOW: Label = Label::new("Seuraava alempana", "Närmast nedanför", "Next below");
pub(super) const NOBODY: Label = Label::new("ei ketään", "ingen", "nobody");
pub(super) const STRENGTHS: Label = Label::new("Vahvuudet", "Styrkor", "Strengths");
pub(super) const WEAKNESSES: Label = Label::new("Heikkoudet", "Svagheter", "Weaknesses");
pub(super) const PEERS: Label = Label::new("Verrokit", "Jämförelseområden", "Peers");
pub(super) const PASSED: Label = Label::new("Ohitetut tai saavutetut", "Passerade eller upphunna", "Passed or caught up with");
pub(super) const PASSED_BY: Label =
    Label::new("Ohittaneet tai saavuttaneet", "Har gått om eller hunnit ifatt", "Passed it or caught up");
pub(super) const PLACES: Label =
    Label::new("Sijojen muutos indikaattoreittain", "Placeringsförändring per indikator", "Places by indicator");
pub(super) const CAME_AND_WENT: Label = Label::new(
    "vain toisessa julkaisussa sijoitetut",
    "de som har placering bara i den ena utgåvan",
    "those ranked in one edition only",
);
pub(super) const AND_MORE: Label = Label::new("ja muita", "och fler", "and more");

pub(super) const MEDIAN_CHANGE: Label = Label::new("Mediaanimuutos", "Medianförändring", "Median change");
pub(super) const MEDIAN_NOTE: Label = Label::new(
    "Mediaanimuutos on kaikkien niiden alueiden lukujen muutosten mediaani, joilla on luku molemmissa julkaisuissa.",
    "Medianförändringen är medianen av förändringarna i alla områden som har ett värde i båda utgåvorna.",
    "The median change is the median of the changes of all regions that have a value in both editions.",
);
pub(super) const NOTES: Label = Label::new(
    "Pisteet kertovat aseman suhteessa muihin alueisiin; ne eivät ole prosentteja. Muutos on indeksin pisteitä: oma = alueen oma \
     luku muuttui, muut = muiden alueiden luvut muuttuivat. Osat on pyöristetty niin, että niiden summa täsmää. Vahvuudet ja \
     heikkoudet: enintään kolme parasta ja kolme heikointa sijoitusta aluetyypin sisällä. Verrokit: samaa aluetyyppiä, kooltaan \
     puolesta kaksinkertaiseen, indikaattoripisteiltään samanlaisimmat.",
    "Poängen visar läget i förhållande till andra områden; de är inte procent. Förändringen är indexpoäng: egen = områdets eget \
     värde ändrades, andra = de andra områdenas värden ändrades. Delarna är avrundade så att summan stämmer. Styrkor och svagheter: \
     högst de tre bästa och de tre svagaste placeringarna inom områdestypen. Jämförelseområden: samma områdestyp, från halva till \
     dubbla storleken, mest lika i sina indikatorpoäng.",
    "Scores are positions relative to other regions, not percentages. Changes are points of the index: own = the region's own \
     figure moved, others = the other regions' figures moved. Parts are rounded so that they add up. Strengths and weaknesses: up \
     to three best and weakest places in the type. Peers: of the same type, from half to twice the size, the most alike in their \
     indicators' scores.",
);
pub(super) const ESTIMATED: Label = Label::new(
    "Indeksi ei ole painotettu keskiarvo: osat ovat satunnaisten järjestysten keskiarvoja.",
    "Indexet är inte ett vägt medeltal: delarna är medeltal över slumpmässiga ordningsföljder.",
    "The index is not a weighted mean: parts are averages over random orders.",
);
