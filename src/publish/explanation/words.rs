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
    "ingen placering: för mycket uppgifter saknas",
    "not ranked: too much is missing",
);
pub(super) const CHANGED_TYPE: Label = Label::new(
    "aluetyyppi on muuttunut, joten muutosta tyypin sisällä ei ole",
    "områdestypen har ändrats, så det finns ingen förändring inom typen",
    "the region type has changed, so there is no change within the type",
);
pub(super) const COVERAGE: Label = Label::new("tietojen kattavuus", "uppgifternas täckning", "coverage of the data");
pub(super) const SCORE: Label = Label::new("Pisteet", "Poäng", "Score");
pub(super) const CHANGE: Label = Label::new("Muutos", "Förändr.", "Change");
pub(super) const IN_TYPE: Label = Label::new("Tyypissä", "Inom typ", "In type");
pub(super) const AMONG_ALL: Label = Label::new("Kaikki", "Alla", "All");
pub(super) const INDICATOR: Label = Label::new("Indikaattori", "Indikator", "Indicator");
pub(super) const PERIOD: Label = Label::new("Tilasto", "Statistik", "Period");
pub(super) const VALUE: Label = Label::new("Arvo", "Värde", "Value");
pub(super) const VALUE_BEFORE: Label = Label::new("Ennen", "Förut", "Before");
pub(super) const WEIGHT: Label = Label::new("Paino", "Vikt", "Weight");
pub(super) const CONTRIBUTION: Label = Label::new("Osuus", "Bidrag", "Adds");
pub(super) const OWN: Label = Label::new("Oma", "Egen", "Own");
pub(super) const OTHERS: Label = Label::new("Muut", "Andra", "Others");
pub(super) const REST: Label = Label::new("Paino ym.", "Vikt m.m.", "Weight etc.");
pub(super) const ROUNDING: Label = Label::new("Pyöristys", "Avrundning", "Rounding");
pub(super) const WEIGHTS: Label = Label::new("Painot yhteensä", "Vikterna totalt", "Weights as a whole");
pub(super) const TOTAL: Label = Label::new("Indeksi", "Index", "Index");
pub(super) const ABSENT: Label = Label::new("ei mukana", "ingår inte", "not included");
pub(super) const MISSING: Label = Label::new("puuttuu", "saknas", "missing");
pub(super) const NEXT_ABOVE: Label = Label::new("Seuraava ylempänä", "Närmast ovanför", "Next above");
pub(super) const NEXT_BELOW: Label = Label::new("Seuraava alempana", "Närmast nedanför", "Next below");
pub(super) const NOBODY: Label = Label::new("ei ketään", "ingen", "nobody");
pub(super) const STRENGTHS: Label = Label::new("Vahvuudet", "Styrkor", "Strengths");
pub(super) const WEAKNESSES: Label = Label::new("Heikkoudet", "Svagheter", "Weaknesses");
pub(super) const PEERS: Label = Label::new("Verrokit", "Jämförbara", "Peers");
pub(super) const PASSED: Label = Label::new("Ohitti tai saavutti", "Gick om eller ifatt", "Passed or caught up with");
pub(super) const PASSED_BY: Label =
    Label::new("Ohittivat tai saavuttivat", "Gick om eller ifatt området", "Passed it or caught up");
pub(super) const PLACES: Label = Label::new("Sijat indikaattoreittain", "Placeringar per indikator", "Places by indicator");
pub(super) const AND_MORE: Label = Label::new("ja muita", "och fler", "and more");

pub(super) const NOTES: Label = Label::new(
    "Pisteet kertovat aseman suhteessa muihin alueisiin; ne eivät ole prosentteja. Muutos on indeksin pisteitä: oma = alueen oma \
     luku muuttui, muut = muiden alueiden luvut muuttuivat. Osat on pyöristetty niin, että ne täsmäävät. Vahvuudet ja heikkoudet: \
     enintään kolme parasta ja heikointa sijaa tyypin sisällä. Verrokit: samaa tyyppiä, puolesta kaksinkertaiseen koko, \
     samanlaisimmat indikaattoripisteet.",
    "Poängen visar läget i förhållande till andra områden; de är inte procent. Förändringen är indexpoäng: egen = områdets eget \
     värde ändrades, andra = de andra områdenas värden ändrades. Delarna är avrundade så att de stämmer. Styrkor och svagheter: \
     högst tre bästa och svagaste placeringar inom typen. Jämförbara: samma typ, från halva till dubbla storleken, de mest lika \
     indikatorpoängen.",
    "Scores are positions relative to other regions, not percentages. Changes are points of the index: own = the region's own \
     figure moved, others = the other regions' figures moved. Parts are rounded so that they add up. Strengths and weaknesses: up \
     to three best and weakest places in the type. Peers: of the same type, from half to twice the size, the most alike in their \
     indicators' scores.",
);
pub(super) const ESTIMATED: Label = Label::new(
    "Indeksi ei ole painotettu keskiarvo: osat ovat keskiarvoja satunnaisista järjestyksistä.",
    "Indexet är inte ett vägt medeltal: delarna är medeltal över slumpmässiga ordningar.",
    "The index is not a weighted mean: parts are averages over random orders.",
);
