//! Words of the report and the profiles. Where a sentence has a gap, it stands as `{}` and is filled by [`super::filled`].
//!
//! Sentences take names of regions as they are and never inflect them.

use super::Label;

macro_rules! labels {
    ($($(#[$meta:meta])* $name:ident = $fi:literal, $sv:literal, $en:literal;)*) => {
        $($(#[$meta])* pub const $name: Label = Label::new($fi, $sv, $en);)*
    };
}

labels! {
    /// First link of the page.
    SKIP = "Siirry sisältöön", "Gå till innehållet", "Skip to the content";
    /// Choice of the language.
    LANGUAGE = "Kieli", "Språk", "Language";
    /// Links to the sections.
    SECTIONS = "Sivun osat", "Sidans avsnitt", "Sections of the page";
    /// Edition.
    EDITION = "Julkaisu", "Utgåva", "Edition";
    /// Day of publication.
    PUBLISHED = "Julkaistu", "Publicerad", "Published";
    /// Version.
    VERSION = "Versio", "Version", "Version";
    /// All municipalities.
    ALL_MUNICIPALITIES = "Kaikki kunnat", "Alla kommuner", "All municipalities";
    /// All regions.
    ALL_REGIONS = "Kaikki alueet", "Alla områden", "All regions";
    /// The index, where it has no name.
    INDEX = "Indeksi", "Index", "Index";
    /// Number of regions.
    N_REGIONS = "{} aluetta", "{} områden", "{} regions";
    /// Choice of the region type.
    SHOW_TYPE = "Aluetyyppi", "Områdestyp", "Region type";
    /// Choice of every type.
    EVERY_TYPE = "Kaikki tyypit", "Alla typer", "All types";
    /// Field in which a region is looked for.
    FIND = "Etsi alue", "Sök område", "Find a region";
    /// Field in which a municipality is looked for.
    FIND_MUNICIPALITY = "Etsi kunta", "Sök kommun", "Find a municipality";
    /// Regions that were found.
    N_FOUND = "Löytyi {}", "{} hittades", "{} found";
    /// Nothing was found.
    NONE_FOUND = "Ei osumia", "Inga träffar", "Nothing found";
    /// A table was sorted.
    SORTED = "Järjestetty: {}", "Sorterad: {}", "Sorted: {}";
    /// Ascending.
    ASCENDING = "nouseva", "stigande", "ascending";
    /// Descending.
    DESCENDING = "laskeva", "fallande", "descending";
    /// Controls of the page.
    CONTROLS = "Rajaus", "Urval", "Filter";
    /// Show every row of a table.
    SHOW_ALL = "Näytä kaikki {}", "Visa alla {}", "Show all {}";
    /// Show the first rows only.
    SHOW_FEWER = "Näytä vähemmän", "Visa färre", "Show fewer";
    /// Open the table behind a chart.
    TABLE_BEHIND = "Näytä luvut taulukkona", "Visa siffrorna som tabell", "Show the numbers as a table";

    /// Section: findings.
    FINDINGS = "Tärkeimmät havainnot", "De viktigaste iakttagelserna", "Main findings";
    /// Score of the first, second, its score.
    LEADS = "Kärjessä {} pisteellä, toisena {} ({}).", "I topp med {} poäng, därefter {} ({}).", "Leads with {} points, followed by {} ({}).";
    /// Who leads where nobody else is ranked.
    LEADS_ALONE = "{} pistettä.", "{} poäng.", "{} points.";
    /// Several lead.
    LEAD_IS_SHARED = "Jaettu kärkisija, {} pistettä.", "Delad topplacering, {} poäng.", "The lead is shared, {} points.";
    /// The lead does not depend on method.
    LEAD_HOLDS = "Kärki erottuu muista myös silloin, kun menetelmävalintoja vaihdellaan.",
        "Toppen skiljer sig från de övriga också när metodvalen varieras.",
        "The lead holds when the choices of method are varied.";
    /// The lead depends on method.
    LEAD_IS_OPEN = "Ero kärkeen mahtuu menetelmävalintojen vaihteluväliin: {}.",
        "Skillnaden till toppen ryms inom det intervall som metodvalen ger: {}.",
        "Within the method interval of the lead: {}.";
    /// Largest climb: who, places.
    LARGEST_CLIMB = "Suurin nousu: {}, {}.", "Största uppgången: {}, {}.", "Largest climb: {}, {}.";
    /// Largest fall: who, places.
    LARGEST_FALL = "Suurin lasku: {}, {}.", "Största nedgången: {}, {}.", "Largest fall: {}, {}.";
    /// A change is more than a matter of method.
    MOVE_IS_APART = "Muutos on suurempi kuin menetelmävalinnoista johtuva vaihtelu.", "Förändringen är större än den variation som metodvalen ger.", "The change exceeds the variation by method.";
    /// A change may be a matter of method.
    MOVE_IS_NOT_APART = "Muutos ei erotu menetelmävalinnoista johtuvasta vaihtelusta.", "Förändringen går inte att skilja från den variation som metodvalen ger.", "The change cannot be told apart from the variation by method.";
    /// Regions that share ranks.
    SHARED_RANKS = "Jaetulla sijalla on {} aluetta.", "{} områden delar placering.", "{} regions share a rank.";
    /// A list that goes on.
    AND_MORE = "{} ja {}", "{} och {}", "{} and {}";

    /// Section: ranked tables.
    RANKINGS = "Sijoitukset aluetyypeittäin", "Placeringar per områdestyp", "Rankings by region type";
    /// Section: ranked table without types.
    RANKING = "Sijoitukset", "Placeringar", "Ranking";
    /// What changes are: the previous edition.
    CHANGES_ARE = "Muutos on laskettu sijoina julkaisusta {}; + tarkoittaa nousua suhteessa muihin.",
        "Förändringen anges i placeringar sedan utgåvan {}; + betyder uppgång i förhållande till andra.",
        "Changes are places since edition {}; + is a climb relative to others.";
    /// Caption of a table: among whom, edition.
    CAPTION = "{}, julkaisu {}", "{}, utgåva {}", "{}, edition {}";
    /// Header: rank.
    RANK = "Sijoitus", "Placering", "Rank";
    /// Header: region.
    REGION = "Alue", "Område", "Region";
    /// Header: municipality.
    MUNICIPALITY = "Kunta", "Kommun", "Municipality";
    /// Header: score of the index.
    SCORE = "Indeksi", "Index", "Index";
    /// Header: change.
    CHANGE = "Muutos", "Förändring", "Change";
    /// Header: interval.
    INTERVAL = "Vaihteluväli", "Intervall", "Interval";
    /// What the interval is.
    INTERVAL_IS = "Vaihteluväli: menetelmäherkkyys, ei virhemarginaali.", "Intervall: känslighet för metodval, inte felmarginal.", "Interval: sensitivity to method, not a margin of error.";
    /// Header: rank among all.
    OVERALL = "Sijoitus, kaikki", "Placering, alla", "Rank, all";
    /// Header: rank within the type.
    TYPE_RANK = "Sijoitus tyypissä", "Placering inom typen", "Rank in type";
    /// Header: region type.
    TYPE = "Aluetyyppi", "Områdestyp", "Region type";
    /// Shared rank.
    SHARED = "jaettu", "delad", "shared";
    /// Bars.
    BARS = "Palkki kuvaa indeksin pistemäärää.", "Stapeln visar indexets poängtal.", "The bar is the score of the index.";

    /// The lowest score is rank 1.
    LESS_IS_BETTER = "Pienin pistemäärä on paras.", "Det lägsta poängtalet är bäst.", "The lowest score is the best.";

    /// Section: map.
    MAP = "Kartta", "Karta", "Map";
    /// What the map shows.
    MAP_SHOWS = "Kartalla näkyy", "Kartan visar", "The map shows";
    /// Change of rank.
    CHANGE_OF_RANK = "Sijoituksen muutos", "Förändring i placering", "Change of rank";
    /// Map of tiles.
    MAP_OF_TILES = "Ruutukartta: jokainen alue on yhtä suuri ruutu suunnilleen omalla paikallaan.",
        "Rutkarta: varje område är en lika stor ruta ungefär på sin plats.",
        "Tile map: every region is a tile of the same size near its own place.";
    /// How to use the map with the keyboard.
    CHART_KEYS = "Nuolinäppäimillä voi liikkua alueesta toiseen, ja Enter-näppäin valitsee alueen.",
        "Med piltangenterna går du från område till område, och Enter väljer området.",
        "Arrow keys move from region to region, Enter selects one.";
    /// Legend: no value.
    NO_VALUE = "ei tietoa", "ingen uppgift", "no value";
    /// Legend: each class.
    CLASSES = "Luokissa on suunnilleen yhtä monta aluetta.", "Klasserna har ungefär lika många områden.", "Classes hold about equally many regions.";
    /// Caption of the table behind the map.
    MAP_TABLE = "Indeksi, osa-alueet ja sijoituksen muutos, julkaisu {}", "Index, delområden och förändring i placering, utgåva {}", "Index, factors and change of rank, edition {}";

    /// Section: slope chart.
    SLOPES = "Sijoitukset julkaisusta toiseen", "Placeringar från utgåva till utgåva", "Ranks from edition to edition";
    /// What the slope chart shows.
    SLOPES_SHOW = "Viiva näyttää alueen sijoituksen omassa tyypissään; ylimpänä on ensimmäinen sija. Kaikki julkaisut on laskettu samoista aineistoista samalla menetelmällä ja aluejaolla.",
        "Linjen visar områdets placering inom sin typ; överst är den första. Alla utgåvor är beräknade ur samma material med samma metod och områdesindelning.",
        "A line is a region's rank in its type; the first is at the top. All editions are computed from the same data by the same method and division.";
    /// Choice of the type shown.
    SLOPE_TABLE = "{}: sijoitus julkaisuittain", "{}: placering per utgåva", "{}: rank by edition";

    /// Section: four fields.
    FIELDS = "Nelikenttä", "Fyrfältsdiagram", "Four fields";
    /// What the four fields show: the two factors.
    FIELDS_SHOW = "Vaaka-akseli: {}. Pystyakseli: {}.", "Vågrät axel: {}. Lodrät axel: {}.", "Across {}, upwards {}.";
    /// Field.
    BOTH_ABOVE = "Molemmat yli mediaanin", "Båda över medianen", "Both above the median";
    /// Field.
    BOTH_BELOW = "Kumpikaan ei yli mediaanin", "Ingendera över medianen", "Neither above the median";
    /// Field: which one.
    ABOVE_MEDIAN = "Yli mediaanin vain: {}", "Över medianen bara: {}", "Above the median only: {}";
    /// Where fields divide.
    FIELDS_DIVIDE = "Kentät jakautuvat kaikkien alueiden mediaanien kohdalta: {} ja {}.", "Fälten delas vid medianerna för alla områden: {} och {}.", "The fields divide at the medians of all regions: {} and {}.";
    /// Header: field.
    FIELD = "Kenttä", "Fält", "Field";

    /// Section: distribution.
    DISTRIBUTION = "Pisteiden jakauma", "Poängens fördelning", "Distribution of the scores";
    /// What the distribution shows.
    DISTRIBUTION_SHOWS = "Jokainen piste on yksi alue. Palkki kattaa alueiden keskimmäisen puoliskon, pystyviiva on mediaani.",
        "Varje prick är ett område. Stapeln täcker den mellersta hälften av områdena, det lodräta strecket är medianen.",
        "Every dot is a region. The bar spans the middle half, the upright line is the median.";
    /// Header: least.
    LEAST = "Pienin", "Lägsta", "Least";
    /// Header: lower quartile.
    LOWER_QUARTILE = "Alakvartiili", "Undre kvartil", "Lower quartile";
    /// Header: median.
    MEDIAN = "Mediaani", "Median", "Median";
    /// Header: upper quartile.
    UPPER_QUARTILE = "Yläkvartiili", "Övre kvartil", "Upper quartile";
    /// Header: greatest.
    GREATEST = "Suurin", "Högsta", "Greatest";
    /// Header: number of regions.
    NUMBER = "Alueita", "Områden", "Regions";

    /// Section: weights.
    WEIGHTS = "Kokeile painoja", "Pröva vikter", "Try other weights";
    /// What the weights panel is.
    WEIGHTS_ARE = "Muuta osa-alueiden ja indikaattorien painoja ja katso, miten sijoitukset muuttuvat. Kerroin 1 vastaa indeksin omaa painoa. Valinnat tallentuvat sivun osoitteeseen.",
        "Ändra delområdenas och indikatorernas vikter och se hur placeringarna ändras. Koefficienten 1 motsvarar indexets egen vikt. Valen sparas i sidans adress.",
        "Move the weights of factors and indicators and see how the ranks change. Factor 1 is the index's own weight. What you choose is kept in the page's address.";
    /// Banner over moved weights.
    NOT_THE_INDEX = "Tämä ei ole julkaistu indeksi: sijoitukset on laskettu omilla painoillasi.", "Detta är inte det publicerade indexet: placeringarna är beräknade med dina egna vikter.", "Not the published index: these ranks are computed with your own weights.";
    /// Nothing is moved.
    AS_PUBLISHED = "Painot ovat indeksin omat, joten sijoitukset ovat samat kuin julkaistut.", "Vikterna är indexets egna, så placeringarna är desamma som de publicerade.", "The weights are the index's own: the ranks are the published ones.";
    /// Back to nominal weights.
    RESET = "Palauta indeksin painot", "Återställ indexets vikter", "Reset to the index's weights";
    /// Indicators within a factor.
    WITHIN = "Indikaattorit: {}", "Indikatorer: {}", "Indicators: {}";
    /// Column: rank as published.
    PUBLISHED_RANK = "Julkaistu sijoitus", "Publicerad placering", "Published rank";
    /// Column: rank with own weights.
    OWN_RANK = "Sijoitus omilla painoilla", "Placering med egna vikter", "Rank with your weights";
    /// Column: difference.
    DIFFERENCE = "Ero", "Skillnad", "Difference";
    /// Column: score with own weights.
    OWN_SCORE = "Pisteet omilla painoilla", "Poäng med egna vikter", "Score with your weights";
    /// Column: best and worst rank with any weights of the factors.
    REACH = "Sijoitus millä tahansa painoilla", "Placering med vilka vikter som helst", "Rank with any weights";
    /// What that is.
    REACH_IS = "Viimeisessä sarakkeessa ovat paras ja heikoin sijoitus, kun osa-alueiden painot käyvät läpi kaikki yhdistelmät kymmenen prosenttiyksikön välein.",
        "Den sista kolumnen visar den bästa och den svagaste placeringen när delområdenas vikter går igenom alla kombinationer med tio procentenheters mellanrum.",
        "The last column is the best and the worst rank as the weights of the factors go through all combinations in steps of ten percentage points.";
    /// Share of the index.
    SHARE = "{} indeksistä", "{} av indexet", "{} of the index";
    /// Caption of the ranks with own weights.
    OWN_TABLE = "Sijoitukset omilla painoilla: {}", "Placeringar med egna vikter: {}", "Ranks with your weights: {}";
    /// All weights are zero.
    NO_WEIGHT = "Kaikki painot ovat nollia: sijoituksia ei voi laskea.", "Alla vikter är noll: placeringar kan inte beräknas.", "All weights are zero: there is nothing to rank by.";
    /// How many ranks moved.
    N_MOVED = "{} alueen sijoitus muuttui", "Antal områden som bytte placering: {}", "{} regions changed rank";
    /// No panel: not linear.
    NOT_A_WEIGHTED_SUM = "Painoja ei voi kokeilla tällä sivulla: indeksi ei ole painotettu keskiarvo, ja sen menetelmä vaatii koko laskennan.",
        "Vikter kan inte prövas på den här sidan: indexet är inget vägt medeltal, och metoden kräver hela beräkningen.",
        "Weights cannot be tried on this page: the index is no weighted mean, and its method takes the whole computation.";
    /// Only factors can be moved.
    FACTORS_ONLY = "Kaikkien indikaattorien pisteitä ei julkaista, joten vain osa-alueiden painoja voi muuttaa.",
        "Alla indikatorers poäng publiceras inte, så bara delområdenas vikter kan ändras.",
        "The scores of some indicators are not published, so only the factors can be weighted.";
    /// No panel: not published.
    NOT_ALL_PUBLISHED = "Painoja ei voi kokeilla tällä sivulla: kaikkien indikaattorien pisteitä ei julkaista.",
        "Vikter kan inte prövas på den här sidan: alla indikatorers poäng publiceras inte.",
        "Weights cannot be tried on this page: the scores of some indicators are not published.";
    /// No panel: not recomputed.
    NOT_RECOMPUTED = "Painoja ei voi kokeilla tällä sivulla: julkaistuja sijoituksia ei voi laskea pelkistä indikaattorien pisteistä.",
        "Vikter kan inte prövas på den här sidan: de publicerade placeringarna kan inte beräknas ur enbart indikatorernas poäng.",
        "Weights cannot be tried on this page: the published ranks do not follow from the indicators' scores alone.";
    /// No panel: no script.
    NEEDS_SCRIPT = "Painojen kokeilu vaatii JavaScriptin.", "För att pröva vikter behövs JavaScript.", "Trying weights needs JavaScript.";

    /// Section: method.
    METHOD = "Menetelmä", "Metod", "Method";
    /// Method: number of indicators and regions.
    METHOD_BASIS = "Indeksi on koottu {} indikaattorista, ja siinä vertaillaan {} aluetta.", "Indexet består av {} indikatorer och jämför {} områden.", "The index is made of {} indicators and compares {} regions.";
    /// Method: percentile ranks.
    METHOD_PERCENTILE = "Jokainen indikaattori muunnetaan pisteiksi 0–100 sen mukaan, monesko alue on kaikkien vertailtavien joukossa: paras saa 100 ja heikoin 0 pistettä.",
        "Varje indikator omvandlas till poäng 0–100 enligt områdets placering bland alla som jämförs: det bästa får 100 och det svagaste 0 poäng.",
        "Every indicator is turned into a score from 0 to 100 by the region's place among all that are compared: the best has 100, the weakest 0.";
    /// Method: other normalisation.
    METHOD_OTHER = "Jokainen indikaattori muunnetaan vertailukelpoisiksi pisteiksi; tarkat säännöt ovat alla.",
        "Varje indikator omvandlas till jämförbara poäng; de exakta reglerna finns nedan.",
        "Every indicator is turned into comparable scores; the exact rules stand below.";
    /// Method: mean of all indicators with equal weights.
    METHOD_PLAIN_MEAN = "Indeksi on indikaattorien pisteiden keskiarvo, ja jokaisella indikaattorilla on sama paino.",
        "Indexet är medeltalet av indikatorernas poäng, och varje indikator har samma vikt.",
        "The index is the mean of the indicators' scores, each with the same weight.";
    /// Method: weighted mean.
    METHOD_WEIGHTED = "Indeksi on pisteiden painotettu keskiarvo tai summa; painot ovat indikaattoritaulukossa.",
        "Indexet är ett vägt medeltal eller en vägd summa av poängen; vikterna finns i indikatortabellen.",
        "The index is a weighted mean or sum of the scores; the weights stand in the table of indicators.";
    /// Method: other aggregation.
    METHOD_AGGREGATION = "Pisteistä lasketaan indeksi alla kerrotulla säännöllä.", "Indexet beräknas ur poängen med regeln nedan.", "The index is computed from the scores by the rule given below.";
    /// Method: ranks.
    METHOD_POSITIONS = "Pisteet kertovat aseman suhteessa muihin; ne eivät ole prosentteja. Sijoituksen nousu on nousua suhteessa muihin: alueen omat luvut ovat samalla voineet heikentyä, ja päinvastoin.",
        "Poängen anger läget i förhållande till andra; de är inga procenttal. En uppgång är en uppgång i förhållande till andra: områdets egna siffror kan samtidigt ha försämrats, och tvärtom.",
        "Scores are positions relative to others, not percentages. A climb is a climb relative to others: the region's own figures may have become worse meanwhile, and the other way round.";
    /// Method: changes.
    METHOD_CHANGES = "Muutokset on laskettu julkaisusta {}, joka on laskettu uudelleen samoista aineistoista samalla menetelmällä ja aluejaolla; luvut voivat siksi poiketa aikanaan julkaistuista.",
        "Förändringarna är räknade från utgåvan {}, som har beräknats på nytt ur samma material med samma metod och områdesindelning; siffrorna kan därför avvika från dem som en gång publicerades.",
        "Changes are counted from edition {}, recomputed from the same data by the same method and division; it may therefore differ from what was published then.";
    /// Method: intervals: replicates and share.
    METHOD_INTERVALS = "Vaihteluväli on saatu laskemalla sijoitukset {} kertaa niin, että menetelmävalintoja vaihdellaan; {} lasketuista sijoituksista on vaihteluvälillä. Se kertoo menetelmäherkkyydestä eikä ole virhemarginaali.",
        "Intervallet har tagits fram genom att placeringarna har beräknats {} gånger med varierande metodval; {} av placeringarna ligger i intervallet. Det visar känslighet för metodval och är ingen felmarginal.",
        "The interval comes from computing the ranks {} times with the choices of method varied; {} of them lie within it. It shows sensitivity to method and is no margin of error.";
    /// Rules.
    RULES = "Laskennan säännöt täsmällisesti", "Beräkningens exakta regler", "The exact rules of the computation";
    /// What was done to the data.
    DONE = "Mitä aineistolle tehtiin", "Vad som gjordes med materialet", "What was done to the data";
    /// Section: indicators.
    INDICATORS = "Indikaattorit ja lähteet", "Indikatorer och källor", "Indicators and sources";
    /// Caption of the indicators.
    INDICATORS_IN = "Indikaattorit julkaisussa {}", "Indikatorer i utgåvan {}", "Indicators in edition {}";
    /// Header: indicator.
    INDICATOR = "Indikaattori", "Indikator", "Indicator";
    /// Header: factor.
    FACTOR = "Osa-alue", "Delområde", "Factor";
    /// Header: unit.
    UNIT = "Yksikkö", "Enhet", "Unit";
    /// Header: direction.
    DIRECTION = "Suunta", "Riktning", "Direction";
    /// More is better.
    HIGHER = "suurempi parempi", "större är bättre", "higher is better";
    /// Less is better.
    LOWER = "pienempi parempi", "mindre är bättre", "lower is better";
    /// Header: weight.
    WEIGHT = "Paino", "Vikt", "Weight";
    /// Header: source.
    SOURCE = "Lähde", "Källa", "Source";
    /// Header: statistic period.
    PERIOD = "Tilasto", "Statistik", "Statistic";
    /// Remark: not published.
    NOT_PUBLISHED = "ei julkaista", "publiceras inte", "not published";
    /// Section: notes.
    NOTES = "Huomautukset", "Anmärkningar", "Notes";
    /// Notes: equal scores.
    NOTE_SHARED = "jaettu: alueilla on sama pistemäärä ja sama sijoitus.", "delad: områdena har samma poängtal och samma placering.", "shared: the regions have the same score and the same rank.";
    /// Notes: nothing.
    NOTE_NOTHING = "–: tietoa ei ole, tai vertailukohta puuttuu.", "–: uppgift saknas, eller det finns inget att jämföra med.", "–: there is no value, or nothing to compare with.";
    /// Footer: the program.
    PROGRAM = "Laskettu ohjelmalla evp {}.", "Beräknat med programmet evp {}.", "Computed with evp {}.";
    /// Row: selected region.
    SELECTED = "Valittu alue: {}", "Valt område: {}", "Selected region: {}";
    /// Tooltip: rank in the type.
    TIP_RANK = "sijoitus {}", "placering {}", "rank {}";
}
