//! Section 4: how sure the ranks are.

use crate::publish::labels::Label;

labels! {
    /// What was done.
    IS_ABOUT = "Indeksi on laskettu yhä uudelleen toisin menetelmävalinnoin ja sijoitukset kirjattu. Vaihteluvälin leveys riippuu siitä, mitä arvotaan, joten asetelma esitetään ensin.",
        "Indexet har beräknats om och om igen med andra metodval, och placeringarna har registrerats. Hur brett ett intervall blir beror på vad som dras, därför står upplägget först.",
        "The index was computed again and again with other choices of method, and the ranks were counted. The width of an interval depends on what is drawn, so the design stands here first.";
    /// Heading.
    DESIGN = "Asetelma ja tulos", "Upplägg och resultat", "Design and result";
    /// Heading.
    ALL_REGIONS = "Kaikki alueet", "Alla områden", "All regions";
    /// Caption of the picture: ranked regions with a noun, which of them, interval in per cent, width, regions without a noun.
    PICTURE = "Kaikki sijoituksen saaneet alueet ({4}){1}, paras vasemmalla: nimellinen sijoitus (piste) ja {2}\u{a0}%:n vaihteluväli (viiva), paras sija ylimpänä. Puolet vaihteluväleistä on enintään {3} leveitä.",
        "Alla {0}{1}, med det bästa till vänster: nominell placering (prick) och {2}-procentsintervall (linje), med den bästa placeringen överst. Hälften av intervallen är högst {3} breda.",
        "All {0}{1}, from the best on the left: nominal rank (dot) and {2} % interval (line), the best rank on top. Half of the intervals are at most {3} wide.";
    /// Only every so manieth is drawn.
    EVERY = ", yksi {} alueesta", ", ett av {}", ", one in {}";
    /// Heading.
    INTERVALS = "Vaihteluvälit", "Intervall", "Intervals";
    /// What a hollow dot is.
    HOLLOW = "Ontto piste merkitsee aluetta, jonka nimellinen sijoitus on sen oman vaihteluvälin ulkopuolella: asetusten mukainen valinta on silloin tälle alueelle poikkeuksellinen.",
        "En ihålig prick markerar ett område vars nominella placering ligger utanför dess eget intervall: det som är konfigurerat är då ett ovanligt val för området.",
        "A hollow dot marks a region whose nominal rank lies outside its own interval: what is configured is then an unusual choice for this region.";
    /// The first of many: how many, of how many.
    THE_FIRST = "{} ensimmäistä aluetta ({} alueesta)", "de {} första av {}", "the first {} of {}";
    /// All of them.
    ALL = "kaikki alueet ({})", "alla {}", "all {}";
    /// Caption: interval in per cent, which regions.
    INTERVALS_ARE = "Nimellinen sijoitus (piste) sekä simulaatioiden {}\u{a0}%:n vaihteluväli (viiva) ja mediaani (poikkiviiva), {}: menetelmäherkkyys, ei virhemarginaali",
        "Nominell placering (prick) samt simuleringarnas {}-procentsintervall (linje) och median (tvärstreck), {}: känslighet för metodval, inte felmarginal",
        "Nominal rank (dot), {} % interval (line) and median (tick) of the replicates, {}: sensitivity to choices of method, not a margin of error";
    /// Column.
    RANK = "Sijoitus", "Placering", "Rank";
    /// Column.
    REGION = "Alue", "Område", "Region";
    /// Column.
    INTERVAL = "Vaihteluväli", "Intervall", "Interval";
    /// Column.
    MEDIAN = "Mediaani", "Median", "Median";
    /// Column.
    CHART_OF_RANKS = "Kuvio sijoituksista", "Diagram över placeringar", "Chart of ranks";
    /// Flag.
    OUTSIDE = "ulkopuolella", "utanför", "outside";
    /// Row.
    FIRST_THIRD = "Sijoitusten ensimmäinen kolmannes", "Rangordningens första tredjedel", "The first third of the ranking";
    /// Row.
    MIDDLE_THIRD = "Keskimmäinen kolmannes", "Den mellersta tredjedelen", "The middle third";
    /// Row.
    LAST_THIRD = "Viimeinen kolmannes", "Den sista tredjedelen", "The last third";
    /// Caption: interval in per cent.
    WIDTHS = "{}\u{a0}%:n vaihteluvälien leveydet, sijaa", "{}-procentsintervallens bredd, i placeringar", "Widths of the {} % intervals, in places";
    /// Column.
    REGIONS = "Alueet", "Områden", "Regions";
    /// Column.
    NUMBER = "Lukumäärä", "Antal", "Number";
    /// Column.
    NARROWEST = "Kapein", "Smalast", "Narrowest";
    /// Column.
    WIDEST = "Levein", "Bredast", "Widest";
    /// Column.
    REGION_TYPE = "Aluetyyppi", "Områdestyp", "Region type";
    /// Column.
    N_OUTSIDE = "Ulkopuolella", "Utanför", "Outside";
    /// Caption: interval in per cent.
    TYPES = "Sijoitukset aluetyypeittäin: {}\u{a0}%:n vaihteluvälien leveydet, sijaa, ja alueet, jotka ovat oman vaihteluvälinsä ulkopuolella",
        "Placeringar inom områdestyperna: {}-procentsintervallens bredd, i placeringar, och områden som ligger utanför sitt eget intervall",
        "Ranks within region types: widths of the {} % intervals, in places, and regions that rank outside their own";
    /// Heading.
    PROBABILITIES = "Todennäköisyydet", "Sannolikheter", "Probabilities";
    /// What they are not.
    SHARES_ARE = "Osuudet ovat osuuksia simulaatioista, eivät todennäköisyyksiä, että alue on parempi.",
        "Andelarna är andelar av simuleringarna, inte sannolikheter för att området är bättre.",
        "Shares are shares of the replicates, not probabilities that the region is better.";
    /// Column.
    FIRST = "Ensimmäinen", "Första", "First";
    /// Column: among the first so many.
    FIRST_K = "{} parasta", "{} främsta", "First {}";
    /// Column.
    AHEAD = "Seuraavan edellä", "Före nästa", "Ahead of next";
    /// Column.
    IMPROVED = "Noussut", "Bättre", "Improved";
    /// Column.
    LIKELIEST = "Todennäköisin sijoitus", "Sannolikaste placering", "Likeliest rank";
    /// Caption: how many regions.
    PROBABILITIES_ARE = "Kuinka usein {} ensimmäistä aluetta on kullakin sijalla, osuuksina simulaatioista: ensimmäisten joukossa, seuraavaksi tulevan alueen edellä, paremmalla sijalla kuin edellisessä julkaisussa ja todennäköisimmällä sijallaan",
        "Hur ofta de {} första områdena har en viss placering, som andelar av simuleringarna: bland de första, före det område som kommer näst, bättre än i föregående utgåva och på sin sannolikaste placering",
        "How often the first {} regions are where, as shares of the replicates: among the first, ahead of the region that comes next, better than in the edition before, and at their likeliest rank";
    /// Heading.
    NOT_APART = "Alueet, joita ei voi erottaa toisistaan", "Områden som inte kan skiljas åt", "Regions that cannot be told apart";
    /// What a group is.
    GROUP_IS = "Ryhmään kuuluvat sen ensimmäinen alue ja sitä seuraavat alueet, kunnes tulee alue, jonka edellä ensimmäinen on lähes kaikissa simulaatioissa. Saman ryhmän alueet voivat silti erota toisistaan.",
        "En grupp är sitt första område och de som följer, fram till det område som det första ligger före i nästan alla simuleringar. Områden i samma grupp kan ändå skilja sig från varandra.",
        "A group is its first region and those after it, up to the first over which that one is ahead in all but a few of the replicates. Regions of one group may well differ from each other.";
    /// Caption.
    GROUPS = "Ryhmät, joiden ensimmäistä aluetta ei voi erottaa muista", "Grupper av områden vars första inte kan skiljas från de andra", "Groups of regions whose first cannot be told apart from the others";
    /// The same, where not all are shown.
    GROUPS_SHOWN = "Ryhmät, joiden ensimmäistä aluetta ei voi erottaa muista: {} ensimmäistä (kaikkiaan {})",
        "Grupper av områden vars första inte kan skiljas från de andra: de {} första av {}",
        "Groups of regions whose first cannot be told apart from the others: the first {} of {}";
    /// Column.
    GROUP = "Ryhmä", "Grupp", "Group";
    /// Column.
    RANKS = "Sijoitukset", "Placeringar", "Ranks";
    /// Column.
    N_REGIONS = "Alueita", "Områden", "Regions";
    /// Column.
    FROM_THE_BEST = "Parhaasta alkaen", "Från det bästa", "From the best on";
    /// Names and how many more.
    AND_MORE = "{} ja {}", "{} och {}", "{} and {}";
}
