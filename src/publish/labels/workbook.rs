//! Words of the workbook. Where a sentence has a gap, it stands as `{}` and is filled by [`filled`].

use super::Label;
use crate::period::Frequency;

pub use super::filled;

/// Sheet: cover.
pub const COVER: Label = Label::new("Kansi", "Omslag", "Cover");
/// Sheet: contents.
pub const CONTENTS: Label = Label::new("Sisällys", "Innehåll", "Contents");
/// Sheet: all municipalities.
pub const ALL_MUNICIPALITIES: Label = Label::new("Kaikki kunnat", "Alla kommuner", "All municipalities");
/// Sheet: all regions of another level.
pub const ALL_REGIONS: Label = Label::new("Kaikki alueet", "Alla områden", "All regions");
/// Sheet: changes.
pub const CHANGES: Label = Label::new("Muutokset", "Förändringar", "Changes");
/// Sheet: indicators.
pub const INDICATORS: Label = Label::new("Indikaattorit", "Indikatorer", "Indicators");
/// Sheet: method.
pub const METHOD: Label = Label::new("Menetelmä", "Metod", "Method");
/// Sheet: notes.
pub const NOTES: Label = Label::new("Huomautukset", "Anmärkningar", "Notes");
/// Sheet: everything at full precision.
pub const DATA: Label = Label::new("Aineisto", "Data", "Data");

/// Cover: day of publication.
pub const DATE: Label = Label::new("Julkaisupäivä", "Publiceringsdag", "Date of publication");
/// Cover: version.
pub const VERSION: Label = Label::new("Versio", "Version", "Version");
/// Cover: embargo.
pub const EMBARGO_UNTIL: Label = Label::new("Ei saa julkaista ennen", "Får inte publiceras före", "Not to be published before");
/// Cover: what must be said of the index.
pub const ABOUT: Label = Label::new("Tietoa indeksistä", "Om indexet", "About the index");
/// Cover: how many regions.
pub const N_REGIONS: Label = Label::new("Alueita", "Antal områden", "Regions");
/// Cover: how many indicators.
pub const N_INDICATORS: Label = Label::new("Indikaattoreita", "Antal indikatorer", "Indicators");
/// Cover: day of the division.
pub const DIVISION: Label = Label::new("Aluejako", "Områdesindelning", "Division");
/// Cover: where the region types come from.
pub const TYPES: Label = Label::new("Aluetyypit", "Områdestyper", "Region types");
/// Cover: the edition before.
pub const COMPARED_WITH: Label =
    Label::new("Muutokset verrattuna julkaisuun", "Förändringar jämfört med utgåvan", "Changes since edition");
/// Cover: the program.
pub const PROGRAM: Label = Label::new("Laskentaohjelma", "Beräkningsprogram", "Program");
/// Cover: go to the contents.
pub const GO_TO: Label = Label::new("Siirry taulukkoon", "Gå till bladet", "Go to sheet");

/// Contents: header of the sheets.
pub const SHEET: Label = Label::new("Taulukko", "Blad", "Sheet");
/// Contents: header of what is in them.
pub const WHAT_IT_HOLDS: Label = Label::new("Mitä taulukossa on", "Vad bladet innehåller", "What it holds");
/// Contents: header of their length.
pub const N_ROWS: Label = Label::new("Rivejä", "Rader", "Rows");
/// Contents: the cover.
pub const ABOUT_COVER: Label = Label::new(
    "Indeksin nimi, julkaisu, päivä ja aineiston tila",
    "Indexets namn, utgåva, dag och materialets status",
    "Title, edition, date and status of the data",
);
/// Contents: this sheet.
pub const ABOUT_CONTENTS: Label = Label::new("Taulukot ja linkit niihin", "Bladen med länkar", "The sheets, with links");
/// Contents: all regions.
pub const ABOUT_ALL: Label = Label::new(
    "Kaikkien sijoitukset julkaisussa {}, paras ensin",
    "Allas placeringar i utgåvan {}, den bästa först",
    "Ranks among all in edition {}, best first",
);
/// Contents: a region type.
pub const ABOUT_TYPE: Label = Label::new(
    "Sijoitukset tyypin sisällä julkaisussa {}, paras ensin: {}",
    "Placeringar inom typen i utgåvan {}, den bästa först: {}",
    "Ranks within the type in edition {}, best first: {}",
);
/// Contents: changes.
pub const ABOUT_CHANGES: Label = Label::new(
    "Muutokset julkaisusta {} julkaisuun {}, suurin nousu ensin; molemmat laskettu samoista aineistoista samalla tavalla",
    "Förändringar från utgåvan {} till {}, den största uppgången först; båda beräknade ur samma material på samma sätt",
    "Changes from edition {} to {}, the largest climb first; both computed from the same data in the same way",
);
/// Contents: indicators.
pub const ABOUT_INDICATORS: Label = Label::new(
    "Indikaattorit, laskenta, painot, lähteet ja tilastoajankohdat",
    "Indikatorer, beräkning, vikter, källor och statistikperioder",
    "Indicators with their calculation, weights, sources and statistic periods",
);
/// Contents: method.
pub const ABOUT_METHOD: Label =
    Label::new("Laskennan säännöt ja kaavat", "Beräkningens regler och formler", "Rules and formulas of the calculation");
/// Contents: notes.
pub const ABOUT_NOTES: Label = Label::new(
    "Merkkien selitykset ja mitä aineistolle tehtiin",
    "Teckenförklaringar och vad som gjordes med materialet",
    "Symbols explained, and what was done to the data",
);
/// Contents: data.
pub const ABOUT_DATA: Label = Label::new(
    "Kaikki tulokset täydellä tarkkuudella jatkokäsittelyyn, samat sarakkeet kuin tiedostossa rankings.csv; julkaisut: {}",
    "Alla resultat med full precision för vidare bearbetning, samma kolumner som i filen rankings.csv; utgåvor: {}",
    "All results at full precision for further work, with the columns of rankings.csv; editions: {}",
);
/// Contents: editions that the data sheet has no room for.
pub const ONLY_IN_CSV: Label =
    Label::new(" (vain tiedostossa rankings.csv: {})", " (bara i filen rankings.csv: {})", " (only in rankings.csv: {})");

/// Changes: region type in an edition.
pub const TYPE_IN: Label = Label::new("Aluetyyppi {}", "Områdestyp {}", "Region type {}");

/// Indicators: the factor.
pub const FACTOR: Label = Label::new("Osa-alue", "Delområde", "Factor");
/// Indicators: the indicator.
pub const INDICATOR: Label = Label::new("Indikaattori", "Indikator", "Indicator");
/// Indicators: unit.
pub const UNIT: Label = Label::new("Yksikkö", "Enhet", "Unit");
/// Indicators: which end is better.
pub const DIRECTION: Label = Label::new("Suunta", "Riktning", "Direction");
/// More is better.
pub const HIGHER_IS_BETTER: Label = Label::new("suurempi on parempi", "större är bättre", "higher is better");
/// Less is better.
pub const LOWER_IS_BETTER: Label = Label::new("pienempi on parempi", "mindre är bättre", "lower is better");
/// Indicators: weight in the index.
pub const WEIGHT: Label = Label::new("Paino indeksissä", "Vikt i indexet", "Weight in the index");
/// Indicators: formula.
pub const CALCULATION: Label =
    Label::new("Laskenta (t = tilastoajankohta)", "Beräkning (t = statistikperiod)", "Calculation (t = statistic period)");
/// Indicators: source.
pub const SOURCE: Label = Label::new("Lähde", "Källa", "Source");
/// Indicators: statistic period of an edition.
pub const PERIOD: Label = Label::new("Tilasto julkaisussa {}", "Statistik i utgåvan {}", "Statistic in edition {}");
/// Indicators: the last one that there is stands in for the planned one.
pub const CARRIED_OVER: Label = Label::new(
    "{} (edellisen jakson arvo: {} puuttuu)",
    "{} (föregående periods värde: {} saknas)",
    "{} (carried over: {} has not arrived)",
);
/// Indicators: note.
pub const REMARK: Label = Label::new("Huomautus", "Anmärkning", "Note");
/// Indicators: id in the tables.
pub const ID: Label = Label::new("Tunnus", "Id", "Id");
/// Formula: mean over a window.
pub const MEAN: Label = Label::new("keskiarvo", "medeltal", "mean");
/// Formula: sum over a window.
pub const SUM: Label = Label::new("summa", "summa", "sum");
/// Formula: what `t` counts.
pub const fn frequency(frequency: Frequency) -> Label {
    match frequency {
        Frequency::Year => Label::new("vuosi", "år", "year"),
        Frequency::Tertial => Label::new("neljän kuukauden jakso", "fyramånadersperiod", "four months"),
        Frequency::Quarter => Label::new("neljännesvuosi", "kvartal", "quarter"),
        Frequency::Month => Label::new("kuukausi", "månad", "month"),
    }
}

/// Method and notes: what a line is about.
pub const TOPIC: Label = Label::new("Aihe", "Ämne", "Topic");
/// Method and notes: the topic of a line that names none.
pub const GENERAL: Label = Label::new("Yleistä", "Allmänt", "General");
/// Method: the rule.
pub const RULE: Label = Label::new("Sääntö", "Regel", "Rule");
/// Notes: section.
pub const SECTION: Label = Label::new("Osio", "Avsnitt", "Section");
/// Notes: the note.
pub const NOTE: Label = Label::new("Selitys", "Förklaring", "Explanation");

/// Section: symbols.
pub const SYMBOLS: Label = Label::new("Merkit", "Tecken", "Symbols");
/// Section: what was done to the data.
pub const DONE: Label = Label::new("Mitä aineistolle tehtiin", "Vad som gjordes med materialet", "What was done to the data");
/// Section: intervals of ranks.
pub const HOW_SURE: Label = Label::new("Kuinka varmoja sijoitukset ovat", "Hur säkra placeringarna är", "How sure the ranks are");
/// Section: input files.
pub const INPUTS: Label = Label::new("Lähtöaineistot", "Källmaterial", "Input files");
/// A file's rows and hash.
pub const INPUT: Label = Label::new("{} riviä, SHA-256 {}", "{} rader, SHA-256 {}", "{} rows, SHA-256 {}");
/// Nothing to say.
pub const NOTHING: Label = Label::new("ei mitään", "ingenting", "nothing");

/// Symbol: a climb.
pub const CLIMB: Label = Label::new(
    "nousi kolme sijaa edellisestä julkaisusta; solussa on luku 3",
    "steg tre placeringar jämfört med föregående utgåva; cellen innehåller talet 3",
    "climbed three places since the previous edition; the cell holds the number 3",
);
/// Symbol: a fall.
pub const FALL: Label = Label::new(
    "laski kaksi sijaa edellisestä julkaisusta; solussa on luku −2",
    "sjönk två placeringar jämfört med föregående utgåva; cellen innehåller talet −2",
    "fell two places since the previous edition; the cell holds the number −2",
);
/// Symbol: no change.
pub const SAME_PLACE: Label = Label::new(
    "sama sijoitus kuin edellisessä julkaisussa; solussa on luku 0",
    "samma placering som i föregående utgåva; cellen innehåller talet 0",
    "the same rank as in the previous edition; the cell holds the number 0",
);
/// Symbol: shared rank.
pub const SHARED_RANK: Label = Label::new(
    "sama pistemäärä ja sijoitus kuin toisella alueella; solussa on luku 2",
    "samma poäng och placering som ett annat område; cellen innehåller talet 2",
    "the same score and rank as another region; the cell holds the number 2",
);
/// Symbol: not available.
pub const NOT_AVAILABLE: Label = Label::new(
    "tieto puuttuu, tai alueella ei ole sijoitusta",
    "uppgift saknas, eller området har ingen placering",
    "not available, or the region is not ranked",
);
/// Symbol: not applicable.
pub const NOT_APPLICABLE: Label = Label::new(
    "ei sovellettavissa: vertailukohtaa ei ole, esimerkiksi koska aluetyyppi on muuttunut",
    "kan inte tillämpas: det finns inget att jämföra med, till exempel för att områdestypen har ändrats",
    "not applicable: there is nothing to compare with, for instance because the region type has changed",
);
/// Symbol: decimals that are shown.
pub const DECIMALS: Label = Label::new(
    "pisteet näkyvät {} desimaalin tarkkuudella, mutta soluissa on kaikki desimaalit, joiden mukaan sijoitukset on laskettu",
    "poängen visas avrundade (antal decimaler: {}), men cellerna innehåller alla decimaler som placeringarna bygger på",
    "scores are shown with {} decimals, but the cells hold every decimal on which the ranks rest",
);
/// Symbol: bars and shades.
pub const BARS: Label = Label::new(
    "palkit ja värisävyt toistavat solun luvun eivätkä tuo siihen lisätietoa",
    "staplar och färgtoner upprepar cellens tal och tillför ingen information",
    "bars and shades repeat the number in the cell and add nothing to it",
);
/// Symbols column: bars and shades.
pub const BARS_NAME: Label = Label::new("palkki, sävy", "stapel, färgton", "bar, shade");
/// Symbols column: empty cell in the data sheet.
pub const EMPTY: Label = Label::new("tyhjä solu", "tom cell", "empty cell");
/// Symbol: empty cell.
pub const EMPTY_MEANS: Label = Label::new(
    "esiintyy vain taulukossa {}: tieto puuttuu",
    "förekommer bara på bladet {}: uppgift saknas",
    "only in the sheet {}: there is no value",
);
/// Footer of a printed page.
pub const PAGE: Label = Label::new("Sivu", "Sida", "Page");
