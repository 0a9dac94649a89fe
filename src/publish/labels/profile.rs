//! Words of the profiles. Where a sentence has a gap, it stands as `{}` and is filled by [`super::filled`].

use super::Label;

macro_rules! labels {
    ($($(#[$meta:meta])* $name:ident = $fi:literal, $sv:literal, $en:literal;)*) => {
        $($(#[$meta])* pub const $name: Label = Label::new($fi, $sv, $en);)*
    };
}

labels! {
    /// Title of the list of profiles.
    PROFILES = "Alueprofiilit", "Områdesprofiler", "Profiles";
    /// Title of the list of profiles of municipalities.
    MUNICIPAL_PROFILES = "Kuntaprofiilit", "Kommunprofiler", "Municipal profiles";
    /// Link to the list.
    ALL_PROFILES = "Kaikki profiilit", "Alla profiler", "All profiles";
    /// Link to the report.
    REPORT = "Raportti", "Rapport", "Report";
    /// Links.
    LINKS = "Linkit", "Länkar", "Links";
    /// Key figure: rank within the type, of how many.
    TYPE_RANK_OF = "sijoitus tyypissä, alueita {}", "placering inom typen, av {}", "rank in type, of {}";
    /// Key figure: rank among all, of how many.
    RANK_OF = "sijoitus kaikkien joukossa, alueita {}", "placering bland alla, av {}", "rank among all, of {}";
    /// Key figure: points.
    POINTS = "indeksipistettä", "indexpoäng", "index points";
    /// Key figure: change of the rank since an edition.
    CHANGE_SINCE = "muutos julkaisusta {}, sijaa", "förändring sedan utgåvan {}, placeringar", "places since edition {}";
    /// Key figure: interval.
    INTERVAL = "sijoituksen vaihteluväli (menetelmäherkkyys, ei virhemarginaali)", "placeringens intervall (känslighet för metodval, inte felmarginal)", "rank interval (sensitivity to method, not a margin of error)";
    /// The region is not ranked.
    NOT_RANKED = "Alueella ei ole sijoitusta tässä julkaisussa.", "Området har ingen placering i den här utgåvan.", "The region is not ranked in this edition.";
    /// The region type has changed.
    CHANGED_TYPE = "Aluetyyppi on muuttunut edellisestä julkaisusta, joten sijoituksia tyypissä ei verrata.", "Områdestypen har ändrats sedan föregående utgåva, så placeringarna inom typen jämförs inte.", "The region type has changed since the previous edition, so ranks in the type are not compared.";
    /// Others changed type.
    AMONG_STAYED = "Muutos aluetyypissä on laskettu niiden kesken, jotka kuuluvat siihen molemmissa julkaisuissa.", "Förändringen inom områdestypen är räknad bland dem som hör till den i båda utgåvorna.", "The change within the region type is counted among those that belong to it in both editions.";
    /// Section: ranks over the editions.
    OVER_TIME = "Sijoitus julkaisusta toiseen", "Placering från utgåva till utgåva", "Rank from edition to edition";
    /// Header: edition.
    EDITION = "Julkaisu", "Utgåva", "Edition";
    /// Section: factors.
    FACTORS = "Osa-alueet", "Delområden", "Factors";
    /// Header: score.
    SCORE = "Pisteet", "Poäng", "Score";
    /// Header: median of the type.
    TYPE_MEDIAN = "Tyypin mediaani", "Typens median", "Median of the type";
    /// Header: median of all regions.
    MEDIAN_OF_ALL = "Kaikkien mediaani", "Medianen för alla", "Median of all";
    /// Section: strengths and weaknesses.
    STRENGTHS_AND_WEAKNESSES = "Vahvuudet ja heikkoudet", "Styrkor och svagheter", "Strengths and weaknesses";
    /// What they are, in a type.
    AGAINST_TYPE = "Verrattuna tyypin mediaaniin, indeksin pisteinä.", "Jämfört med typens median, i indexpoäng.", "Against the median of the type, in points of the index.";
    /// What they are, without types.
    AGAINST_ALL = "Verrattuna kaikkien mediaaniin, indeksin pisteinä.", "Jämfört med medianen för alla, i indexpoäng.", "Against the median of all, in points of the index.";
    /// What they are where the index is no sum.
    OWN_POINTS = "Verrattuna mediaaniin, indikaattorin omina pisteinä.", "Jämfört med medianen, i indikatorns egna poäng.", "Against the median, in points of the indicator's own.";
    /// Strengths.
    STRENGTHS = "Nostaa eniten", "Höjer mest", "Lifts it most";
    /// Weaknesses.
    WEAKNESSES = "Laskee eniten", "Sänker mest", "Lowers it most";
    /// Nothing to name.
    NOTHING = "ei mikään", "ingenting", "nothing";
    /// Section: why it moved.
    WHY = "Miksi pistemäärä muuttui", "Varför poängen ändrades", "Why the score moved";
    /// The change: editions and scores.
    MOVED = "Indeksi muuttui julkaisusta {} julkaisuun {}: {} → {} ({}).", "Indexet ändrades från utgåvan {} till {}: {} → {} ({}).", "From edition {} to {} the index went {} → {} ({}).";
    /// How the parts are to be read.
    PARTS = "Oma muutos johtuu alueen omien lukujen muutoksista, muiden muutos siitä, että muiden alueiden luvut ovat muuttuneet.", "Den egna förändringen beror på områdets egna siffror, de andras på att andra områdens siffror har ändrats.", "Own is the effect of the region's own figures; others is what moved because other regions changed.";
    /// Header: own.
    OWN = "Oma muutos", "Egen förändring", "Own";
    /// Header: others.
    OTHERS = "Muiden muutos", "De andras", "Others";
    /// Header: weights and coverage.
    REST = "Painot ja kattavuus", "Vikter och täckning", "Weights and coverage";
    /// Header: sum.
    TOTAL = "Yhteensä", "Totalt", "Total";
    /// Row: rounding.
    ROUNDING = "Pyöristys", "Avrundning", "Rounding";
    /// Section: indicators.
    INDICATORS = "Indikaattorit", "Indikatorer", "Indicators";
    /// Header: value.
    VALUE = "Arvo", "Värde", "Value";
    /// Header: rank of the indicator among all.
    RANK = "Sijoitus, kaikki", "Placering, alla", "Rank, all";
    /// Header: over time.
    TREND = "Pisteet {}–{}", "Poäng {}–{}", "Scores {}–{}";
    /// What the small charts show.
    TRENDS_SHOW = "Pienessä kuviossa paksu viiva kuvaa alueen pisteitä ja ohut viiva vertailujoukon mediaania.", "I det lilla diagrammet visar den tjocka linjen områdets poäng och den tunna jämförelsegruppens median.", "In the small chart the thick line is the region's score, the thin line the median of those it is compared with.";
    /// Value that is not shown.
    NOT_SHOWN = "ei julkaista", "publiceras inte", "not published";
    /// Section: peers, with the name of the group.
    PEERS = "Vertailuryhmä: {}", "Jämförelsegrupp: {}", "Peers: {}";
    /// What stands in the table of peers.
    PEERS_SHOW = "Indeksin pisteet julkaisuittain, paras ensin.", "Indexets poäng per utgåva, bäst först.", "Score of the index by edition, best first.";
    /// Header: median of the group of peers.
    PEER_MEDIAN = "Ryhmän mediaani", "Gruppens median", "Median of the group";
    /// Section: neighbours.
    NEIGHBOURS = "Naapurit kartalla", "Grannar på kartan", "Neighbours on the map";
    /// Links to the next regions.
    NEXT_IN_RANK = "Sijoituksessa lähimmät", "Närmast i rangordningen", "Next in rank";
}
