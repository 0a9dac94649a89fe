//! Sentences of the rules by which the tables were made. Gaps are `{}`.

use super::Label;

/// A summary for larger areas.
pub const SUMMARY: Label = Label::new(
    "Yhteenveto `{}`{}: sijoituksen saaneet alueet ryhmiteltynä (`{}`), keskiarvot painotettu muuttujalla `{}`; heikoimmat {}\u{a0}% kaikista ({}) on {}, tasatulokset yhdessä",
    "Sammandrag `{}`{}: områden med placering efter `{}`, medeltal vägda med `{}`; de svagaste {}\u{a0}% av alla ({}) är {}, lika placeringar tillsammans",
    "Summary `{}`{}: ranked regions by `{}`, means weighted by `{}`; the worst {} % of all {} are {}, ties together",
);
/// Normalisation.
pub const NORMALISATION: Label = Label::new(
    "Normalisointi{}: {}; vertailujoukko: {}",
    "Normalisering{}: {}; jämförelsegrupp: {}",
    "Normalisation{}: {}; pool: {}",
);
/// For some indicators.
pub const FOR: Label = Label::new(" ({})", " för {}", " for {}");
/// Rounding.
pub const ROUNDING: Label = Label::new(
    "Pyöristys: indikaattoripisteet {}; osa-alueet {}; indeksi {}",
    "Avrundning: indikatorpoäng {}; delområden {}; index {}",
    "Rounding: indicator scores {}, factors {}, index {}",
);
/// Lowest first.
pub const LOWEST: Label = Label::new("pienin", "lägsta", "lowest");
/// Highest first.
pub const HIGHEST: Label = Label::new("suurin", "högsta", "highest");
/// Which score is ranked.
pub const BEFORE_ROUNDING: Label = Label::new(
    " (sellaisena kuin se oli ennen oman vaiheensa pyöristystä)",
    " (som det var före avrundningen i sitt steg)",
    " (as it was before the rounding of its stage)",
);
/// Ranking.
pub const RANKING: Label = Label::new(
    "Sijoitukset: kukin pistemäärä{} pyöristetään kerran {} desimaaliin ja järjestetään sen jälkeen, {} ensin; samat pisteet jakavat sijoituksen ({})",
    "Placering: varje poängtal{} avrundas en gång (antal decimaler: {}) och rangordnas sedan, {} först; lika poäng delar placering ({})",
    "Ranking: each score{} is rounded once to {} decimals, then ranked, {} first; equal scores share a rank ({})",
);
/// Percentile of a result.
pub const PERCENTILE: Label = Label::new(
    "Tuloksen persentiili: sen osuus sijoista, 0–1: {}, {}, {}",
    "Resultatets percentil: dess andel av platserna, 0–1: {}, {}, {}",
    "Percentile of a result: its share of the places, 0 to 1: {}, {}, {}",
);
/// Classes of a result.
pub const CLASSES: Label = Label::new("Tulosluokat: {}", "Resultatets klasser: {}", "Classes of a result: {}");
/// A further group.
pub const GROUP: Label = Label::new("Ryhmä `{}`{}: {}", "Grupp `{}`{}: {}", "Group `{}`{}: {}");
/// Missing: the build stops.
pub const BUILD_STOPS: Label = Label::new("laskenta keskeytyy", "beräkningen avbryts", "the build stops");
/// Missing: left out.
pub const LEFT_OUT: Label = super::notes::LEFT_OUT;
/// Missing: the middle.
pub const MIDDLE: Label = Label::new("asteikon keskikohta", "mitten av skalan", "the middle of the range");
/// Missing: no score above.
pub const NO_SCORE_EITHER: Label = Label::new(
    "ylemmilläkään tasoilla ei ole pisteitä",
    "nivåerna ovanför får inte heller något poängtal",
    "the nodes above have no score either",
);
/// A policy for some indicators.
pub const POLICY_FOR: Label = Label::new("{}: {}", "{}: {}", "{} for {}");
/// Missing values.
pub const MISSING: Label = Label::new(
    "Puuttuvat arvot: {}; pisteet edellyttävät, että vähintään {}\u{a0}% painosta perustuu tietoihin",
    "Saknade värden: {}; ett poängtal kräver att minst {}\u{a0}% av vikten bygger på uppgifter",
    "Missing values: {}; a score needs {} % of its weight to rest on data",
);
/// Surveys.
pub const SURVEYS: Label = Label::new(
    "Kyselyt: muuttujan `{}` arvo otetaan huomioon, kun sen takana on vähintään {} (`{}`), yhdistyneiden ja laajempien alueiden vastaukset yhdessä",
    "Enkäter: ett värde på `{}` räknas när det bygger på minst {} (`{}`), sammanslagna områdens och större områdens svar tillsammans",
    "Surveys: a value of `{}` counts where it rests on at least {} (`{}`), those of merged regions and of areas together",
);
/// The division.
pub const DIVISION: Label = Label::new(
    "Aluejako: alueet 1.1.{} kaikissa julkaisuissa; vanhemmat sarjat muunnetaan sille kunkin muuttujan säännöllä",
    "Indelning: områdena den 1 januari {} i alla utgåvor; äldre serier förs till den enligt varje variabels regel",
    "Division: regions as on 1 January {}, for all editions; older series are brought to it by the rule of each variable",
);
/// Region types.
pub const TYPES: Label = Label::new(
    "Aluetyypit: taulukon {1} sarake `{0}`{2}",
    "Områdestyper: kolumnen `{}` i {}{}",
    "Region types: column `{}` of {}{}",
);
/// An edition and the one before.
pub const AGAINST: Label = Label::new("{} verrattuna julkaisuun {}", "{} jämfört med {}", "{} against {}");
/// Rank change.
pub const RANK_CHANGE: Label = Label::new(
    "Sijoituksen muutos: edellisen julkaisun sijoitus miinus tämän julkaisun sijoitus, + tarkoittaa nousua: {}",
    "Förändring i placering: placeringen i föregående utgåva minus placeringen i denna, + betyder uppgång: {}",
    "Rank change: rank in the previous edition minus this one, + is a climb: {}",
);
/// What scores mean: places.
pub const SCORES_ARE_PLACES: Label = Label::new(
    "Pisteet ovat keskimääräisiä sijoja muiden alueiden joukossa: pienempi on parempi",
    "Poängen är genomsnittliga platser bland de andra områdena: mindre är bättre",
    "Scores are mean places among the other regions: less is better",
);
/// What scores mean.
pub const SCORES_ARE_POSITIONS: Label = Label::new(
    "Pisteet kertovat aseman suhteessa muihin alueisiin; ne eivät ole prosentteja mistään",
    "Poängen anger läget i förhållande till de andra områdena; de är inte procent av något",
    "Scores are positions relative to the other regions, not percentages of anything",
);
/// The pool of an edition.
pub const POOL_OF_EDITION: Label =
    Label::new("{}, jotka saavat julkaisussa sijoituksen", "{} som rangordnas i utgåvan", "the {} ranked in the edition");
/// A group by name.
pub const NAMED_REGIONS: Label =
    Label::new("{}, nimetty asetuksissa", "{} som nämns i konfigurationen", "{} named in the configuration");
/// A group by a column.
pub const SAME_COLUMN: Label = Label::new("ne, joilla on sama `{}`", "de som har samma `{}`", "those with the same `{}`");
/// A group of the largest.
pub const LARGEST: Label = Label::new("{} suurinta muuttujan {} mukaan", "de {} med störst {}", "the {} with the largest {}");
/// A group by size.
pub const SIZE_CLASSES: Label =
    Label::new("muuttujan {} luokat, rajat {}", "klasser av {} med gränserna {}", "classes of {} with the limits {}");
/// Screening of indicators.
pub const SCREENED_INDICATORS: Label = Label::new(
    "Karsinta: indikaattorit, joista alle {} prosentilla alueista on arvo, jätetään pois julkaisusta",
    "Gallring: indikatorer som har värden för mindre än {}\u{a0}% av områdena utelämnas ur en utgåva",
    "Screening: indicators that have values for less than {} % of the regions are left out of an edition",
);
/// Screening of regions.
pub const SCREENED_REGIONS: Label = Label::new(
    "Karsinta: alueet, joilla on arvo alle {} prosentista indikaattoreita, jätetään pois julkaisusta",
    "Gallring: områden som har värden för mindre än {}\u{a0}% av indikatorerna utelämnas ur en utgåva",
    "Screening: regions that have values for less than {} % of the indicators are left out of an edition",
);
/// Imputation.
pub const IMPUTATION: Label = Label::new("Täydentäminen: {}", "Imputering: {}", "Imputation: {}");
/// Imputation from a pool.
pub const IMPUTATION_OF: Label =
    Label::new("Täydentäminen: {}, vertailujoukko: {}", "Imputering: {} för {}", "Imputation: {} of {}");
/// Outliers.
pub const OUTLIERS: Label =
    Label::new("Poikkeavat arvot: {}; vertailujoukko: {}", "Avvikande värden: {}; jämförelsegrupp: {}", "Outliers: {}; pool: {}");
/// Aggregation over factors.
pub const OF_FACTORS: Label =
    Label::new("välittömistä osa-alueista", "av delområdena direkt under", "of the factors directly below");
/// That it is a mean of means.
pub const MEAN_OF_MEANS: Label = Label::new(" (keskiarvojen keskiarvo)", " (ett medeltal av medeltal)", " (a mean of means)");
/// Aggregation over indicators.
pub const OF_INDICATORS: Label =
    Label::new("kaikista alemmista indikaattoreista", "av alla indikatorer under en nod", "of all indicators below a node");
/// Weights: fitted in each edition.
pub const FITTED_EACH: Label = Label::new("sovitettu kussakin julkaisussa", "anpassade i varje utgåva", "fitted in each edition");
/// Weights: fitted on all.
pub const FITTED_ALL: Label = Label::new(
    "sovitettu kaikkiin julkaisuihin yhdessä",
    "anpassade till alla utgåvor tillsammans",
    "fitted on all editions together",
);
/// Weights: fitted on one.
pub const FITTED_ON: Label = Label::new("sovitettu julkaisuun {}", "anpassade till utgåvan {}", "fitted on edition {}");
/// The order of addition.
pub const IN_ORDER: Label = Label::new(
    ", laskettu yhteen asetusten järjestyksessä",
    ", adderat i konfigurationens ordning",
    ", added in configuration order",
);
/// Aggregation.
pub const AGGREGATION: Label = Label::new("Yhdistäminen: {}", "Sammanvägning: {}", "Aggregation: {}");
/// Aggregation of some nodes.
pub const AGGREGATION_OF: Label = Label::new("Yhdistäminen, {}: {}", "Sammanvägning av {}: {}", "Aggregation of {}: {}");
/// A factor that is normalised again.
pub const RESCALED: Label = Label::new(
    "Osa-alueen `{}` pisteet normalisoidaan uudelleen ennen käyttöä: {}; vertailujoukko: {}",
    "Poängen för `{}` normaliseras på nytt innan de används: {}; jämförelsegrupp: {}",
    "The score of `{}` is normalised again before it is used: {}; pool: {}",
);
