//! What the tables for machines and their columns are, for `datapackage.json`: a title and a sentence of each, in three languages.
//!
//! Ids stand in backticks and names of columns are those of the files, whatever the language.

pub mod columns;
pub mod nodes;

use super::Label;

/// What is said of a table or a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// A few words, as over a column.
    pub title: Label,
    /// A sentence or two.
    pub description: Label,
}

impl Words {
    /// Words of the title and the description in Finnish, Swedish and English.
    pub const fn new(title: [&'static str; 3], description: [&'static str; 3]) -> Self {
        let [fi, sv, en] = title;
        let title = Label::new(fi, sv, en);
        let [fi, sv, en] = description;
        Words { title, description: Label::new(fi, sv, en) }
    }
}

/// `rankings`
pub const RANKINGS: Words = Words::new(
    ["Sijoitukset", "Placeringar", "Rankings"],
    [
        "Yksi rivi kutakin julkaisua ja aluetta kohti: indeksin ja jokaisen osa-alueen pisteet, sijoitukset ja muutokset. Taulukkolaskentaan ja ohjelmiin, joissa kukin alue on omalla rivillään.",
        "En rad per utgåva och område: poäng, placeringar och förändringar för indexet och varje delområde. För kalkylblad och program där varje område har sin rad.",
        "One row per edition and region: score, ranks and changes of the index and of each factor. For spreadsheets and programs that want a row per region.",
    ],
);
/// `map`
pub const MAP: Words = Words::new(
    ["Sijoitukset karttaa varten", "Placeringar för kartan", "Rankings for a map"],
    [
        "Sijoitustaulukon uusimman julkaisun rivit, jotka liitetään karttaan koodin avulla.",
        "Den nyaste utgåvans rader ur tabellen över placeringar; de kopplas till en karta med koden.",
        "The rows of the newest edition of rankings, to be joined to a map by code.",
    ],
);
/// `map.geojson`
pub const GEOJSON: Words = Words::new(
    ["Kartta tuloksineen", "Karta med resultat", "Map with the results"],
    [
        "Sijoitustaulukon uusimman julkaisun rivit liitettyinä alueiden rajoihin, koordaatit WGS 84 -järjestelmässä.",
        "Den nyaste utgåvans rader ur tabellen över placeringar, kopplade till områdenas gränser, i WGS 84.",
        "The rows of the newest edition of rankings joined to the shapes of the regions, in WGS 84.",
    ],
);
/// `scores`
pub const SCORES: Words = Words::new(
    ["Laskenta vaiheittain", "Beräkningen steg för steg", "The calculation step by step"],
    [
        "Yksi rivi kutakin julkaisua, aluetta ja kohdetta kohti: kaikki luvut tilastoista indeksiin. Niille, jotka tarkistavat tai selittävät indeksiä.",
        "En rad per utgåva, område och nod: alla tal mellan statistiken och indexet. För dem som granskar eller förklarar indexet.",
        "One row per edition, region and node: every number between the statistics and the index. For those who check or explain the index.",
    ],
);
/// `tidy`
pub const TIDY: Words = Words::new(
    ["Tulokset, yksi luku rivillä", "Resultat, ett tal per rad", "Results, one number a row"],
    [
        "Yksi luku rivillä; sarakkeet ovat samat indeksistä ja vuodesta riippumatta. Power BI:lle, R:lle ja Pythonille.",
        "Ett tal per rad; kolumnerna är desamma oavsett index och år. För Power BI, R och Python.",
        "One number a row, with the same columns whatever the index and the year. For Power BI, R and Python.",
    ],
);
/// `parameters`
pub const PARAMETERS: Words = Words::new(
    ["Sovitetut parametrit", "Anpassade parametrar", "Fitted parameters"],
    [
        "Kaikki aineistoon sovitetut luvut: normalisointi, poikkeavien arvojen käsittely, täydentäminen ja painot.",
        "Alla tal som anpassats till materialet: normalisering, behandling av avvikande värden, imputering och vikter.",
        "Every number that was fitted on the data: normalisation, treatment of outliers, imputation, weights.",
    ],
);
/// `targets`
pub const TARGETS: Words = Words::new(
    ["Tavoitteet", "Mål", "Targets"],
    [
        "Yksi rivi kutakin julkaisua, tavoitetta ja aluetta kohti: kuinka kaukana alue on tavoitteestaan.",
        "En rad per utgåva, mål och område: hur långt området är från målet.",
        "One row per edition, target and region: how far the region is from it.",
    ],
);
/// `summaries`
pub const SUMMARIES: Words = Words::new(
    ["Yhteenvedot laajemmista alueista", "Sammandrag för större områden", "Summaries for larger areas"],
    [
        "Yksi rivi kutakin julkaisua, laajempaa aluetta ja kohdetta kohti: yhteenveto niistä alueista, joilla on sijoitus.",
        "En rad per utgåva, större område och nod: ett sammandrag av de områden i det som har en placering.",
        "One row per edition, larger area and node: the ranked regions of the area summed up.",
    ],
);
/// `quality`
pub const QUALITY: Words = Words::new(
    ["Laatuloki", "Kvalitetslogg", "Quality log"],
    [
        "Yksi rivi kutakin laskennassa tehtyä tarkistusta kohti: kuinka monta yksikköä tarkistettiin ja kuinka monesta on huomautettavaa.",
        "En rad per kontroll som gjordes i beräkningen: hur många enheter som kontrollerades och hur många det finns något att säga om.",
        "One row per check that ran in the build: on how many units, and how many of them it found.",
    ],
);
/// `corrections`
pub const CORRECTIONS: Words = Words::new(
    ["Korjaukset", "Korrigeringar", "Corrections"],
    [
        "Julkaisemisen jälkeen korjatut tulokset ja käsin asetetut arvot sekä niiden syy ja tekijä.",
        "Vad som korrigerats efter publiceringen och värden som satts för hand, med skäl och upphovsperson.",
        "What was corrected after publication, and values set by hand, with reason and author.",
    ],
);
/// `improvers`
pub const IMPROVERS: Words = Words::new(
    ["Nousijat", "Klättrare", "Improvers"],
    [
        "Sijoitustaan parantaneet alueet aluetyypeittäin ja niitä eniten nostaneet indikaattorit.",
        "Områden som förbättrat sin placering, per områdestyp, och de indikatorer som höjde dem mest.",
        "Regions that climbed, by region type, and the indicators that lifted them most.",
    ],
);
/// `robustness`
pub const ROBUSTNESS: Words = Words::new(
    ["Sijoitusten menetelmäherkkyys", "Placeringarnas känslighet för metodval", "Sensitivity of the ranks to method"],
    [
        "Yksi rivi kutakin tarkasteltua julkaisua, kohdetta ja aluetta kohti: mille sijoille muut menetelmävalinnat olisivat alueen vieneet. Menetelmäherkkyys, ei virhemarginaali.",
        "En rad per analyserad utgåva, nod och område: vilka placeringar andra metodval hade gett området. Känslighet för metodval, inte felmarginal.",
        "One row per analysed edition, node and region: in which ranks other choices of method would have put it. Sensitivity to method, not a margin of error.",
    ],
);
/// `rank_probabilities`
pub const RANK_PROBABILITIES: Words = Words::new(
    ["Sijoitusten osuudet simulaatioissa", "Placeringarnas andelar i simuleringarna", "Shares of the ranks among the replicates"],
    [
        "Kuinka usein alue oli kullakin sijalla menetelmäherkkyyden simulaatioissa.",
        "Hur ofta ett område hade en viss placering i simuleringarna av känsligheten för metodval.",
        "How often a region had a rank among the replicates of the sensitivity analysis.",
    ],
);
