//! Sentences of the notes: what a build is, and what was done to its data. Gaps are `{}`.

use super::Label;
use super::sentence::Noun;

/// Between the last two of a list.
pub const AND: Label = Label::new("ja", "och", "and");
/// After a list that is cut.
pub const AND_MORE: Label = Label::new("ja {}", "och {}", "and {}");

/// Regions.
pub const REGIONS: Noun = Noun::new(Label::new("alue", "område", "region"), Label::new("aluetta", "områden", "regions"));
/// Ranked regions.
pub const RANKED_REGIONS: Noun = Noun::new(
    Label::new("sijoituksen saanut alue", "område med placering", "ranked region"),
    Label::new("sijoituksen saanutta aluetta", "områden med placering", "ranked regions"),
);
/// Others that are not listed.
pub const MORE: Noun = Noun::new(Label::new("muu", "till", "more"), Label::new("muuta", "till", "more"));
/// Ranks.
pub const RANKS: Noun = Noun::new(Label::new("sijoitus", "placering", "rank"), Label::new("sijoitusta", "placeringar", "ranks"));
/// Rows.
pub const ROWS: Noun = Noun::new(Label::new("rivi", "rad", "row"), Label::new("riviä", "rader", "rows"));
/// Values.
pub const VALUES: Noun = Noun::new(Label::new("arvo", "värde", "value"), Label::new("arvoa", "värden", "values"));
/// Values of indicators.
pub const INDICATOR_VALUES: Noun = Noun::new(
    Label::new("indikaattoriarvo", "indikatorvärde", "indicator value"),
    Label::new("indikaattoriarvoa", "indikatorvärden", "indicator values"),
);
/// Scores.
pub const SCORES: Noun =
    Noun::new(Label::new("pistemäärä", "poängtal", "score"), Label::new("pistemäärää", "poängtal", "scores"));
/// Answers.
pub const ANSWERS: Noun = Noun::new(Label::new("vastaus", "svar", "answer"), Label::new("vastausta", "svar", "answers"));
/// Codes.
pub const CODES: Noun = Noun::new(Label::new("koodi", "kod", "code"), Label::new("koodia", "koder", "codes"));
/// Columns.
pub const COLUMNS: Noun = Noun::new(Label::new("sarake", "kolumn", "column"), Label::new("saraketta", "kolumner", "columns"));
/// Variables.
pub const VARIABLES: Noun =
    Noun::new(Label::new("muuttuja", "variabel", "variable"), Label::new("muuttujaa", "variabler", "variables"));
/// Places of a ranking.
pub const PLACES: Noun = Noun::new(Label::new("sija", "placering", "place"), Label::new("sijaa", "placeringar", "places"));
/// Groups.
pub const GROUPS: Noun = Noun::new(Label::new("ryhmä", "grupp", "group"), Label::new("ryhmää", "grupper", "groups"));
/// Periods.
pub const PERIODS: Noun = Noun::new(Label::new("jakso", "period", "period"), Label::new("jaksoa", "perioder", "periods"));

/// Heading: about the build.
pub const ABOUT: Label = Label::new("Tiedot", "Uppgifter", "About");
/// Heading: corrected.
pub const CORRECTED_TITLE: Label =
    Label::new("Julkaisun jälkeen korjattua", "Korrigerat efter publiceringen", "Corrected after publication");
/// Heading: set by hand.
pub const BY_HAND_TITLE: Label = Label::new("Käsin asetettuja arvoja", "Värden som satts för hand", "Values set by hand");
/// Heading: rules.
pub const RULES: Label = Label::new("Säännöt", "Regler", "Rules");
/// Heading: files that are not there.
pub const FILES: Label = Label::new("Tiedostot", "Filer", "Files");
/// There is no map.
pub const NO_MAP: Label = Label::new(
    "Ei karttaa: alueiden rajoja ei tunneta ([publish.map] `file` nimeää tiedoston, jossa ne ovat)",
    "Ingen karta: områdenas gränser är inte kända ([publish.map] `file` anger en fil som har dem)",
    "No map: the areas of the regions are not known (`file` under [publish.map] names a file that has them)",
);
/// The map is a grid of tiles.
pub const MAP_OF_TILES: Label = Label::new(
    "Kartta: ruutukartta, jossa jokainen alue on yhtä suuri ruutu; alueiden todellisia rajoja se ei esitä",
    "Karta: en rutkarta där varje område är en lika stor ruta; områdenas verkliga gränser visas inte",
    "Map: a grid of equal tiles, one per region, not their true areas",
);
/// The map is of a file, with its hash.
pub const MAP_OF_FILE: Label = Label::new(
    "Kartta: {}, yksinkertaistettu piirtämistä varten (SHA-256 {})",
    "Karta: {}, förenklad för att ritas (SHA-256 {})",
    "Map: {}, simplified for drawing (SHA-256 {})",
);
/// Regions that are not on the map: how many, and which.
pub const NOT_ON_MAP: Label = Label::new("Kartalta puuttuu: {} ({})", "Saknas på kartan: {} ({})", "Not on the map: {} ({})");
/// A section without lines.
pub const NOTHING: Label = Label::new("Ei mitään.", "Ingenting.", "Nothing.");

/// Symbol: a change of rank.
pub const SYMBOL_CHANGE: Label = Label::new(
    "3, -2 (muutos, sijaa): nousi kolme sijaa, laski kaksi sijaa edellisestä julkaisusta",
    "3, -2 (förändring, placeringar): steg tre placeringar, sjönk två placeringar jämfört med föregående utgåva",
    "3, -2 (change, places): climbed three places, fell two places since the previous edition",
);
/// Symbol: an interval of ranks.
pub const SYMBOL_INTERVAL: Label = Label::new(
    "1–5 (vaihteluväli): sijoitus menetelmävalintojen vaihdellessa; ei virhemarginaali",
    "1–5 (intervall): placeringen när metodvalen varierar; ingen felmarginal",
    "1–5 (interval): the rank as choices of method vary; no margin of error",
);
/// Symbol: an empty cell.
pub const SYMBOL_EMPTY: Label = Label::new(
    "tyhjä solu: tieto puuttuu, alueella ei ole sijoitusta, vertailukohtaa ei ole tai tietoa ei julkaista",
    "tom cell: uppgift saknas, området har ingen placering, det finns inget att jämföra med, eller uppgiften publiceras inte",
    "empty cell: not available, not ranked, nothing to compare with, or not published",
);
/// Symbol: a shared rank.
pub const SYMBOL_SHARED: Label = Label::new(
    "sama sijoitus usealla alueella: jaettu sijoitus",
    "samma placering för flera områden: delad placering",
    "one rank of several regions: a shared rank",
);

/// What the data are.
pub const DATA_STATUS: Label = Label::new("Aineiston tila: {}", "Materialets status: {}", "Data status: {}");
/// That the build is a draft.
pub const BUILD_IS_DRAFT: Label = Label::new("Laskennan tila: luonnos", "Beräkningens status: utkast", "Build status: draft");
/// The version.
pub const VERSION: Label = Label::new("Versio: {}", "Version: {}", "Version: {}");
/// The approver.
pub const APPROVED_BY: Label = Label::new("Hyväksynyt: {}", "Godkänd av: {}", "Approved by: {}");
/// The embargo.
pub const NOT_BEFORE: Label =
    Label::new("Ei saa julkaista ennen: {}", "Får inte publiceras före: {}", "Not to be published before {}");
/// An input file.
pub const INPUT: Label = Label::new(
    "Lähtöaineisto: {} ({} riviä, SHA-256 {})",
    "Källmaterial: {} ({} rader, SHA-256 {})",
    "Input: {} ({} rows, SHA-256 {})",
);
/// That there is no folder of files.
pub const NO_FOLDER: Label = Label::new(
    "Ei kansiota {}: alueita on {}, enemmän kuin {}",
    "Ingen mapp {}: {} områden är fler än {}",
    "No {}: {} regions are more than {}",
);
/// That there is no file.
pub const NO_FILE: Label = Label::new(
    "Ei tiedostoa {}: alueita on {}, enemmän kuin {}",
    "Ingen {}: {} områden är fler än {}",
    "No {}: {} regions are more than {}",
);

/// Columns by a pattern.
pub const COLUMNS_BY_PATTERN: Label =
    Label::new("Tiedoston {} sarakkeet mallilla {}", "Kolumnerna i {} enligt mönstret {}", "Columns of {} by the pattern {}");
/// The universe.
pub const UNIVERSE: Label = Label::new(
    "Tarkastelujoukko: mukana {0}; aluejaosta rajattu säännöllä pois {2}",
    "Population: {0} ingår; {2} i indelningen utesluts enligt regel",
    "Universe: {} ranked; {} of the division left out by rule",
);
/// Rows that are dropped.
pub const DROPPED: Label = Label::new("Pois jätetty: {}, {} ({})", "Utelämnat: {}, {} ({})", "Dropped: {} of {} ({})");
/// What was dropped: totals.
pub const TOTALS: Label = Label::new("yhteensä-luvut", "totalsummor", "totals");
/// What was dropped: other levels.
pub const OTHER_LEVELS: Label = Label::new("muut aluetasot", "andra områdesnivåer", "other levels");
/// What was dropped: unknown codes.
pub const UNKNOWN_CODES: Label = Label::new("tuntemattomat koodit", "okända koder", "unknown codes");
/// Symbols.
pub const SYMBOLS: Label = Label::new(
    "Merkkejä arvojen paikalla: {}; niistä {} tulkittiin nollaksi, muut puuttuviksi",
    "Tecken i stället för värden: {}; {} av dem lästes som noll, de övriga som saknade värden",
    "Symbols in place of values: {}; {} of them read as exactly zero, the others as missing",
);
/// Preliminary values.
pub const PRELIMINARY: Label = Label::new("Ennakkotietoja: {}: {}", "Preliminära uppgifter: {}: {}", "Preliminary: {} of {}");
/// An acknowledgement.
pub const ACKNOWLEDGED: Label = Label::new(
    "Hyväksytty: {} {} julkaisussa {}: {}",
    "Godkänt: {} {} i utgåvan {}: {}",
    "Acknowledged: `{}` {} in edition {}: {}",
);
/// What was acknowledged: carried over.
pub const CARRIED_OVER_WORD: Label = Label::new("edellisen jakson arvolla", "med föregående periods värde", "carried over");
/// What was acknowledged: preliminary.
pub const PRELIMINARY_WORD: Label = Label::new("ennakkotietona", "preliminärt", "preliminary");
/// CSV files.
pub const READ_AS_CSV: Label = Label::new("Luettu CSV:nä: {} ({})", "Läst som CSV: {} ({})", "Read as CSV: {} ({})");
/// Set by hand, in short.
pub const SET_BY_HAND: Label = Label::new(
    "Käsin asetettu: {}, luettelo tiedostossa corrections.csv",
    "Satt för hand: {}, förtecknade i corrections.csv",
    "Set by hand: {}, listed in corrections.csv",
);
/// Corrected, in short.
pub const CORRECTED: Label = Label::new(
    "Julkaisun jälkeen korjattu: {}, luettelo tiedostossa corrections.csv",
    "Korrigerat efter publiceringen: {}, förtecknade i corrections.csv",
    "Corrected after publication: {}, listed in corrections.csv",
);
/// Merged regions.
pub const MERGED: Label = Label::new(
    "Yhdistetty: {} koottu vanhemmista aluejaoista ({}), niistä likimääräisinä painotettuina keskiarvoina {}: {}",
    "Sammanslaget: {} som sattes samman från äldre indelningar ({}), varav {} är ungefärliga (vägda medeltal): {}",
    "Merged: {} of {} put together from older divisions, {} of them approximately by weighted mean: {}",
);
/// With what a region merged.
pub const MERGED_WITH: Label = Label::new("{} (yhdistyneet: {})", "{} (med {})", "{} (with {})");
/// A period on an inferred division.
pub const ON_DIVISION: Label = Label::new("{} vuoden {} aluejaolla", "{} enligt indelningen {}", "{} on the division of {}");
/// Inferred divisions.
pub const INFERRED: Label = Label::new(
    "Päätelty aluejako: `{}`: {} (ilmoita se, jos rivi voi puuttua muustakin syystä)",
    "Härledd indelning: `{}`: {} (ange den, om en rad kan saknas av annan orsak)",
    "Inferred division: `{}`: {} (declare it, if a row may be missing for another reason)",
);
/// Carried over.
pub const CARRIED_OVER: Label = Label::new(
    "Edellisen jakson arvo: {} käyttää julkaisussa {} jaksoa {}, koska jaksoa {} ei ole vielä saatu",
    "Föregående periods värde: {} använder i utgåvan {} perioden {}, eftersom {} inte har kommit",
    "Carried over: `{}` of edition {} uses {}, because {} has not arrived",
);
/// Missing: the middle.
pub const GIVEN_MIDDLE: Label =
    Label::new("saavat asteikon keskikohdan", "får mitten av skalan", "given the middle of the range");
/// Missing: no score above.
pub const NO_SCORE_ABOVE: Label =
    Label::new("ylemmillä tasoilla ei ole pisteitä", "nivåerna ovanför får inget poängtal", "the nodes above have no score");
/// Missing: left out.
pub const LEFT_OUT: Label = Label::new(
    "jätetty pois, pisteet laskettu muiden painoilla",
    "utelämnas, poängtalet beräknas med de övrigas vikter",
    "left out, the other weights carry the score",
);
/// Missing: filled.
pub const FILLED_WITH: Label = Label::new("täydennetty: {}", "imputerat: {}", "filled with {}");
/// Missing: some filled.
pub const SOME_FILLED: Label = Label::new("{} {}; muut {}", "{} {}; de övriga {}", "{} {}; the others {}");
/// Missing values.
pub const MISSING: Label = Label::new(
    "Puuttuvia: {} kaikissa julkaisuissa yhteensä, niistä täydennetty {}: {}",
    "Saknas: {} i alla utgåvor sammanlagt, varav {} imputerade: {}",
    "Missing: {} over all editions, {} of them imputed: {}",
);
/// Missing values by region.
pub const MISSING_OF: Label = Label::new("Puuttuu {}: {}", "Saknas {}: {}", "Missing `{}`: {}");
/// Too few answers in an edition.
pub const FEW_ANSWERS_IN: Label = Label::new("{} julkaisussa {}", "{} i {}", "{} in {}");
/// Too few answers.
pub const FEW_ANSWERS: Label = Label::new("Liian vähän vastauksia: {}: {}", "För få svar: {}: {}", "Too few answers: `{}`: {}");
/// Why not ranked: coverage.
pub const BELOW_COVERAGE: Label = Label::new("kattavuus alle {}\u{a0}%", "täckning under {}\u{a0}%", "below {} % coverage");
/// Why not ranked: something missing.
pub const SOMETHING_MISSING: Label =
    Label::new("joitakin tietoja puuttuu", "vissa uppgifter saknas", "of which something is missing");
/// Not ranked.
pub const NOT_RANKED: Label = Label::new(
    "Ilman sijoitusta julkaisussa {}: {}, {}: {}",
    "Utan placering i utgåvan {}: {}, {}: {}",
    "Not ranked in edition {}: {} {}: {}",
);
/// A region and its types.
pub const TYPE_CHANGE: Label = Label::new("{} ({} → {})", "{} ({} → {})", "{} ({} → {})");
/// Regions that changed type.
pub const TYPES_CHANGED: Label = Label::new(
    "Aluetyyppi muuttunut julkaisusta {} julkaisuun {}: {}: {}; niillä ei ole muutosta tyypissä, ja muiden muutokset on laskettu tyyppinsä säilyttäneiden kesken",
    "Områdestypen har ändrats från utgåvan {} till {}: {}: {}; de har ingen förändring inom typen, och de andras förändringar är räknade bland dem som har kvar sin typ",
    "Region type changed from edition {} to {}: {}: {}; they have no change in type, and those of the others are counted among the regions that kept theirs",
);
/// No score for a factor.
pub const NO_SCORE: Label = Label::new(
    "Ei pisteitä osa-alueesta `{}` julkaisussa {}: {}, tietoja puuttuu: {}",
    "Inget poängtal för `{}` i utgåvan {}: {}, uppgifter saknas: {}",
    "No score for `{}` in edition {}: {} for want of data: {}",
);
/// Ties.
pub const TIES: Label = Label::new(
    "Jaettuja sijoituksia julkaisussa {}: {}, {}: {}",
    "Delade placeringar i utgåvan {}: {} delar på {}: {}",
    "Ties in edition {}: {} share {}: {}",
);
/// A summary's regions in no area.
pub const IN_NO_AREA: Label = Label::new(
    "Yhteenveto `{}`: {} ei kuulu mihinkään laajempaan alueeseen (`{}` on tyhjä): {}",
    "Sammandrag `{}`: {} i inget större område (`{}` är tom): {}",
    "Summary `{}`: {} in no area (`{}` is empty): {}",
);
/// Regions that are, with the verb where the language has it there.
pub const REGIONS_ARE: Noun =
    Noun::new(Label::new("alue", "område", "region is"), Label::new("aluetta", "områden", "regions are"));
/// Regions that have, likewise.
pub const REGIONS_HAVE: Noun =
    Noun::new(Label::new("alueella", "område", "region has"), Label::new("alueella", "områden", "regions have"));
/// A summary's regions without weight.
pub const WITHOUT_WEIGHT: Label = Label::new(
    "Yhteenveto `{}` julkaisussa {}: {} ei ole painoa (`{}`, jakso {}), ne jäävät pois painotetuista luvuista: {}",
    "Sammandrag `{}` i utgåvan {}: {} saknar vikt (`{}` för {}) och ingår inte i de vägda talen: {}",
    "Summary `{}` of edition {}: {} no weight (`{}` of {}), left out of what is weighted: {}",
);

/// An indicator that was left out.
pub const SCREENED_INDICATOR: Label =
    Label::new("{} julkaisussa {} (saatavilla {})", "{} i utgåvan {} (finns för {})", "`{}` of edition {} (there for {})");
/// Indicators that were left out.
pub const SCREENED_INDICATORS: Label = Label::new(
    "Pois jätettyjä indikaattoreita, koska liian harvalla alueella on tieto: {}",
    "Utelämnade indikatorer, eftersom för få områden har uppgiften: {}",
    "Indicators left out, because too few regions have them: {}",
);
/// A region that was left out.
pub const SCREENED_REGION: Label =
    Label::new("{} julkaisussa {} (tietoja {})", "{} i utgåvan {} (har {})", "{} of edition {} (has {})");
/// Regions that were left out.
pub const SCREENED_REGIONS: Label = Label::new(
    "Julkaisusta ja sen vertailujoukoista pois jätettyjä alueita, koska niillä on liian vähän indikaattoreita: {}",
    "Områden som utelämnats ur en utgåva och dess jämförelsegrupper, eftersom de har för få indikatorer: {}",
    "Regions left out of an edition and its pools, because they have too few indicators: {}",
);
/// All get the middle of the range.
pub const ALL_MIDDLE_OF_RANGE: Label =
    Label::new(" (kaikki saavat asteikon keskikohdan)", " (alla får mitten av skalan)", " (all get the middle of the range)");
/// All get the middle.
pub const ALL_MIDDLE: Label = Label::new(" (kaikki saavat keskikohdan)", " (alla får mitten)", " (all get the middle)");
/// All get what the formula gives.
pub const ALL_FORMULA: Label = Label::new(
    " (kaikki saavat, mitä kaava antaa, tai eivät mitään, jos se jakaisi nollalla)",
    " (alla får det som formeln ger, eller inget där den delar med noll)",
    " (all get what the formula gives, or nothing where it divides by zero)",
);
/// All are missing.
pub const ALL_MISSING: Label = Label::new(" (kaikilta puuttuu)", " (saknas för alla)", " (all are missing)");
/// Everywhere.
pub const EVERYWHERE: Label = Label::new("kaikkialla", "överallt", "everywhere");
/// Everywhere within a group.
pub const EVERYWHERE_WITHIN: Label = Label::new("kaikkialla joukossa `{}`", "överallt inom `{}`", "everywhere within `{}`");
/// Same value everywhere.
pub const CONSTANT: Label = Label::new(
    "Julkaisu {}: indikaattorin {} arvo on {} sama eikä erottele alueita{}",
    "Utgåvan {}: {} har samma värde {} och skiljer inte områdena åt{}",
    "Edition {}: `{}` has the same value {} and tells no regions apart{}",
);
/// Outliers that were changed.
pub const OUTLIERS_TREATED: Label = Label::new(
    "Käsiteltyjä poikkeavia arvoja: muutettu {} kaikissa julkaisuissa, kukin tiedostossa scores.parquet (`raw`, `treated`), vinous ja huipukkuus tiedostossa parameters.csv: {}",
    "Behandlade avvikande värden: {} ändrade i alla utgåvor, vart och ett i scores.parquet (`raw`, `treated`), skevhet och kurtosis i parameters.csv: {}",
    "Outliers treated: {} changed over all editions, each in scores.parquet (`raw`, `treated`), skewness and kurtosis in parameters.csv: {}",
);
/// Within a part of the pool.
pub const WITHIN: Label = Label::new(" joukossa `{}`", " inom `{}`", " within `{}`");
/// A step that was kept.
pub const STEP_KEPT: Label = Label::new("{}{} otettu käyttöön julkaisuissa", "{}{} används i utgåvorna", "{}{} kept in");
/// A step that was not kept.
pub const STEP_NOT_KEPT: Label =
    Label::new("{}{} ei käytössä ({}) julkaisuissa", "{}{} används inte ({}) i utgåvorna", "{}{} not kept ({}) in");
/// What became of an indicator's treatment.
pub const OUTLIERS_OF: Label = Label::new("Poikkeavat arvot, `{}`: {}", "Avvikande värden, `{}`: {}", "Outliers of `{}`: {}");
/// Weights that are fitted anew.
pub const WEIGHTS_REFITTED: Label = Label::new(
    "Varoitus: painot ({}) lasketaan joka julkaisussa uudelleen ({}), joten pisteiden tai sijoituksen muutoksessa sekoittuvat aineiston ja painojen muutokset; sovita ne kaikkiin julkaisuihin yhdessä tai pidä yhden julkaisun painot",
    "Varning: vikterna för {} beräknas på nytt i varje utgåva ({}), så att en förändring av poäng eller placering blandar förändringar i materialet med förändringar i vikterna; anpassa dem till alla utgåvor, eller behåll en utgåvas vikter",
    "Warning: the weights of {} are fitted anew in every edition ({}), so that a change of score or rank mixes changes of the data with changes of the weights; fit them on all editions, or keep those of one",
);
/// A weight in an edition.
pub const WEIGHT_IN: Label = Label::new("{} julkaisussa {}", "{} i utgåvan {}", "{} in edition {}");
/// Negative weights.
pub const NEGATIVE_WEIGHT: Label = Label::new(
    "Varoitus: indikaattorilla tai osa-alueella `{}` on negatiivinen paino kohteessa `{}`, joten sen parempi tulos laskee kokonaisuutta: {}",
    "Varning: `{}` har en negativ vikt i `{}`, så att ett bättre resultat i den sänker helheten: {}",
    "Warning: `{}` has a negative weight in `{}`, so that a better score in it lowers that of the whole: {}",
);
/// Indicators that are new.
pub const NEW_INDICATORS: Label = Label::new(
    "Uusia indikaattoreita julkaisussa {}: {}; muutos edellisestä julkaisusta voi johtua siitä",
    "Nya indikatorer i utgåvan {}: {}; en förändring från föregående utgåva kan bero på det",
    "Indicators new in edition {}: {}; a change against the edition before may come from that",
);
/// Indicators that are gone.
pub const GONE_INDICATORS: Label = Label::new(
    "Poistuneita indikaattoreita julkaisussa {}: {}; muutos edellisestä julkaisusta voi johtua siitä",
    "Indikatorer som utgått i utgåvan {}: {}; en förändring från föregående utgåva kan bero på det",
    "Indicators gone in edition {}: {}; a change against the edition before may come from that",
);

/// Scores only.
pub const SCORES_ONLY: Label = Label::new(
    "Arvoja ei julkaista, vain pisteet: {}",
    "Värdena publiceras inte, endast poängen: {}",
    "Values not published, scores only: {}",
);
/// Nothing.
pub const NOT_PUBLISHED: Label = Label::new(
    "Ei julkaista, mutta mukana indeksissä: {}",
    "Publiceras inte, men ingår i indexet: {}",
    "Not published, but part of the index: {}",
);
/// The only one of a node.
pub const GIVEN_AWAY: Label = Label::new(
    "Huomaa: kuka tahansa, jolla ovat osa-alueen tai indeksin `{}` muiden indikaattorien pisteet, voi laskea niistä indikaattorin `{}` pisteet; jätä toinenkin julkaisematta, jos niin ei saa käydä",
    "Obs: den som har poängen för de andra indikatorerna i `{}` kan räkna ut poängen för `{}`; utelämna en till om det inte får ske",
    "Take care: whoever has the scores of the other indicators of `{}` can compute that of `{}` from them; leave a second one out where that must not be",
);
/// Cells that are left out.
pub const CELLS_LEFT_OUT: Label = Label::new(
    "Kansiosta pois jätettyjä lähtöarvoja, joten sitä ei voi laskea uudelleen omasta sisällöstään: {}",
    "Källvärden som utelämnats ur mappen, så att den inte kan beräknas på nytt ur sig själv: {}",
    "Cells left out of the folder, so that it cannot be computed again from itself: {}",
);
/// A value that is missing.
pub const MISSING_WORD: Label = Label::new("puuttuu", "saknas", "missing");
/// In place of the values set by hand.
pub const VALUE_NOT_PUBLISHED: Label = Label::new("arvoa ei julkaista", "värdet publiceras inte", "value not published");
/// A correction.
pub const CORRECTION: Label = Label::new(
    "Julkaisu {}, {}, `{}`: pisteet {} → {}, sijoitus {} → {}{}: {} ({}, {})",
    "Utgåva {}, {}, `{}`: poäng {} → {}, placering {} → {}{}: {} ({}, {})",
    "Edition {}, {}, `{}`: score {} → {}, rank {} → {}{}: {} ({}, {})",
);
/// The same within the type.
pub const WITHIN_TYPE: Label = Label::new(" (tyypissä {} → {})", " (inom typen {} → {})", " (within the type {} → {})");
/// A value set by hand.
pub const OVERRIDE: Label = Label::new(
    "Julkaisu {}, {}, `{}`: {}: {} ({}{})",
    "Utgåva {}, {}, `{}`: {}: {} ({}{})",
    "Edition {}, {}, `{}`: {}: {} ({}{})",
);

/// No region table.
pub const NO_REGION_TABLE: Label = Label::new(
    "Alueet: aluetaulukkoa ei ole; aineiston {} ovat alueet",
    "Områden: det finns ingen områdestabell; {} i materialet är områdena",
    "Regions: there is no region table; the {} in the data are the regions",
);
/// Rows that repeat a region.
pub const REGION_ROWS: Label = Label::new(
    "Aluetaulukko: tiedostossa {1} on {0} ja niissä {2}; saman alueen rivit ovat samat",
    "Områdestabell: {0} i {1} beskriver {2}; rader som upprepar ett område är lika",
    "Region table: the {0} of {1} describe {2}; rows that repeat a region agree",
);
/// Totals in the region table.
pub const REGION_TOTALS: Label = Label::new(
    "Aluetaulukko: {} ei ole alueita, pois jätetty (`{}`{})",
    "Områdestabell: {} är inget område och utelämnas (`{}`{})",
    "Region table: {} no region and left out (`{}`{})",
);
/// Totals, with the verb where the language has it there.
pub const TOTALS_ARE: Noun =
    Noun::new(Label::new("yhteensä-rivi", "totalrad", "total is"), Label::new("yhteensä-riviä", "totalrader", "totals are"));
