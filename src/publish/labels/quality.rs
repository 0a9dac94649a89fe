//! Words of the quality log.

use super::Label;

/// The contract of the data.
pub const CONTRACT: Label = Label::new(
    "Arvot ovat lukuja, kukin kerran, tunnetulta alueelta ja jaksolta (sarjoja ja jaksoja)",
    "Värdena är tal, vart och ett en gång, för kända områden och perioder (serier och perioder)",
    "Values are numbers, each once, of known regions and periods (series and periods)",
);
/// Plausible values.
pub const PLAUSIBLE: Label = Label::new(
    "Arvot ovat ilmoitetuissa rajoissa (muuttujia, joilla on rajat)",
    "Värdena ligger inom angivna gränser (variabler med gränser)",
    "Values lie within the stated limits (variables with limits)",
);
/// Unknown codes.
pub const UNKNOWN_CODES: Label = Label::new(
    "Aineiston aluekoodit tunnetaan (koodeja)",
    "Materialets områdeskoder är kända (koder)",
    "Region codes of the data are known (codes)",
);
/// Divisions.
pub const DIVISIONS: Label = Label::new(
    "Sarjojen aluejako on ilmoitettu (sarjoja ja jaksoja)",
    "Seriernas indelning är angiven (serier och perioder)",
    "The division of the series is declared (series and periods)",
);
/// Mergers.
pub const MERGERS: Label = Label::new(
    "Yhdistyneiden alueiden arvot on koottu tarkasti (arvoja)",
    "Sammanslagna områdens värden är exakt sammansatta (värden)",
    "Values of merged regions are put together exactly (values)",
);
/// Carried over.
pub const CARRIED_OVER: Label = Label::new(
    "Tilastot ovat suunnitellulta jaksolta (indikaattoreita ja julkaisuja)",
    "Statistiken är från den planerade perioden (indikatorer och utgåvor)",
    "Statistics are of the planned period (indicators and editions)",
);
/// Preliminary.
pub const PRELIMINARY: Label = Label::new(
    "Tilastot ovat lopullisia (indikaattoriarvoja)",
    "Statistikuppgifterna är slutliga (indikatorvärden)",
    "Statistics are final (indicator values)",
);
/// Missing.
pub const MISSING: Label = Label::new(
    "Yksikään arvo ei puutu (indikaattoriarvoja)",
    "Inga värden saknas (indikatorvärden)",
    "Values are there (indicator values)",
);
/// Constant.
pub const CONSTANT: Label = Label::new(
    "Indikaattorit erottelevat alueita (indikaattoreita ja julkaisuja)",
    "Indikatorerna skiljer områden åt (indikatorer och utgåvor)",
    "Indicators tell regions apart (indicators and editions)",
);
/// Treatment.
pub const TREATED: Label = Label::new(
    "Poikkeavia arvoja ei ollut tarpeen käsitellä (indikaattoriarvoja)",
    "Avvikande värden behövde inte behandlas (indikatorvärden)",
    "No outliers had to be treated (indicator values)",
);
/// By hand.
pub const BY_HAND: Label = Label::new(
    "Mitään arvoa ei ole asetettu käsin (indikaattoriarvoja)",
    "Inget värde har satts för hand (indikatorvärden)",
    "No value was set by hand (indicator values)",
);
/// Corrected.
pub const CORRECTED: Label = Label::new(
    "Julkaistuja tuloksia ei ole korjattu (alueita ja julkaisuja)",
    "Publicerade resultat har inte korrigerats (områden och utgåvor)",
    "Published results were not corrected (regions and editions)",
);
/// Ranked.
pub const RANKED: Label = Label::new(
    "Kaikki alueet saavat sijoituksen (alueita ja julkaisuja)",
    "Alla områden får en placering (områden och utgåvor)",
    "All regions are ranked (regions and editions)",
);
/// Ties.
pub const TIES: Label = Label::new(
    "Jaettuja sijoituksia ei ole (alueita ja julkaisuja)",
    "Inga placeringar delas (områden och utgåvor)",
    "No ranks are shared (regions and editions)",
);
/// Weights.
pub const WEIGHTS: Label = Label::new(
    "Painot eivät ole negatiivisia (painoja)",
    "Vikterna är inte negativa (vikter)",
    "Weights are not negative (weights)",
);
/// Intervals.
pub const INTERVALS: Label = Label::new(
    "Sijoitus on omalla vaihteluvälillään (alueita ja julkaisuja)",
    "Placeringen ligger i sitt eget intervall (områden och utgåvor)",
    "Ranks lie within their own interval (regions and editions)",
);
/// Publication.
pub const PUBLICATION: Label = Label::new(
    "Kaikki indikaattorit julkaistaan arvoineen (indikaattoreita)",
    "Alla indikatorer publiceras med sina värden (indikatorer)",
    "All indicators are published with their values (indicators)",
);
/// Labels.
pub const LABELS: Label = Label::new(
    "Nimet ja tekstit on annettu kaikilla kielillä (kieliä)",
    "Namn och texter finns på alla språk (språk)",
    "Names and texts are given in every language (languages)",
);

/// Nothing was found.
pub const OK: Label = Label::new("kunnossa", "i ordning", "in order");
/// Something that the method expects and the notes tell.
pub const NOTED: Label = Label::new("kirjattu", "noterat", "noted");
/// Something that was looked at and accepted.
pub const ACKNOWLEDGED: Label = Label::new("hyväksytty", "godkänt", "acknowledged");
/// Something to look at.
pub const WARNING: Label = Label::new("tarkistettava", "bör granskas", "to be looked at");
/// It was not checked.
pub const NOT_CHECKED: Label = Label::new("ei tarkistettu", "inte granskat", "not checked");
