//! Columns that have one meaning per table, by name; what stands in every table comes first.

use super::Words;

macro_rules! columns {
    ($($(#[$meta:meta])* $table:ident { $($name:literal = $title:expr, $description:expr;)* })*) => {
        $($(#[$meta])* pub const $table: &[(&str, Words)] = &[$(($name, Words::new($title, $description))),*];)*
    };
}

/// The words of a column, where it is among them.
pub fn find(columns: &'static [(&'static str, Words)], name: &str) -> Option<Words> {
    columns.iter().find(|(other, _)| *other == name).map(|(_, words)| *words)
}

columns! {
    /// Columns that mean the same wherever they stand.
    EVERY_TABLE {
        "edition" = ["Julkaisu", "Utgåva", "Edition"],
            ["Indeksin julkaisu.", "Indexets utgåva.", "Issue of the index."];
        "code" = ["Koodi", "Kod", "Code"],
            ["Alueen koodi tekstinä: etunollat kuuluvat koodiin.", "Områdets kod som text: inledande nollor hör till koden.",
             "Code of the region, as text: leading zeros belong to it."];
        "region_type" = ["Aluetyyppi", "Områdestyp", "Region type"],
            ["Alueen tyyppi, jonka sisällä sijoitukset julkaistaan.", "Områdets typ, inom vilken placeringarna publiceras.",
             "Type of the region, within which ranks are published."];
        "region_type_label" = ["Aluetyyppien luokitus", "Indelningen i områdestyper", "Classification of region types"],
            ["Mitä aluetyypeistä on sanottava aina, kun niitä esitetään.", "Vad som måste sägas om områdestyperna varje gång de visas.",
             "What must be said of the region types wherever they are shown."];
        "node" = ["Kohde", "Nod", "Node"],
            ["Indeksin, osa-alueen tai indikaattorin tunnus.", "Id för indexet, ett delområde eller en indikator.",
             "Id of the index, of a factor or of an indicator."];
        "kind" = ["Kohteen laji", "Nodens slag", "Kind of node"],
            ["Mikä kohde on: indeksi (index), osa-alue (factor) vai indikaattori (indicator).",
             "Vad noden är: index (index), delområde (factor) eller indikator (indicator).",
             "What the node is: index, factor or indicator."];
        "coverage" = ["Kattavuus", "Täckning", "Coverage"],
            ["Kuinka suuri osuus indeksin painosta perustuu tietoihin, 0–1.", "Andel av indexets vikt som bygger på uppgifter, 0–1.",
             "Share of the index's weight that rests on data, 0 to 1."];
        "data_status" = ["Aineiston tila", "Materialets status", "Data status"],
            ["Mitä aineisto on: esittelyaineisto (demo), luonnos (draft), julkaisukiellossa (embargo), lopullinen (final) tai korjattu (corrected).",
             "Vad materialet är: demonstrationsdata (demo), utkast (draft), under embargo (embargo), slutligt (final) eller korrigerat (corrected).",
             "What the data are: demo, draft, embargo, final or corrected."];
    }

    /// Columns of `scores`.
    SCORES {
        "statistic_period" = ["Tilastoajankohta", "Statistikperiod", "Statistic period"],
            ["Tilastoajankohta, jolta indikaattori on; tyhjä indeksillä ja osa-alueilla.",
             "Den statistikperiod som indikatorn hämtats från; tom för index och delområden.",
             "Period of the statistic from which an indicator was taken; empty for index and factors."];
        "raw" = ["Arvo", "Värde", "Value"],
            ["Indikaattorin arvo tilastoista johdettuna, omassa yksikössään.", "Indikatorns värde härlett ur statistiken, i sin egen enhet.",
             "Value of the indicator as derived from the statistics, in its own unit."];
        "treated" = ["Käsitelty arvo", "Behandlat värde", "Treated value"],
            ["Arvo täydentämisen ja poikkeavien arvojen käsittelyn jälkeen: se, joka normalisoitiin.",
             "Värdet efter imputering och behandling av avvikande värden: det som normaliserades.",
             "The value after imputation and treatment of outliers: what was normalised."];
        "normalised" = ["Pisteet", "Poäng", "Score"],
            ["Kohteen pisteet.", "Nodens poäng.", "Score of the node."];
        "weight" = ["Paino", "Vikt", "Weight"],
            ["Kohteen osuus indeksistä tällä alueella; indikaattorien osuuksien summa on 1. Tyhjä, jos osuuksilla ei ole merkitystä.",
             "Nodens andel av indexet för detta område; indikatorernas andelar är tillsammans 1. Tom där andelar saknar mening.",
             "The node's share of the index for this region; over the indicators these add up to 1. Empty where shares have no meaning."];
        "contribution" = ["Osuus pisteistä", "Bidrag till poängen", "Contribution"],
            ["Kohteen osuus indeksin pisteistä; indikaattorien osuuksien summa on indeksi ennen pyöristystä.",
             "Nodens del av indexets poäng; indikatorernas delar är tillsammans indexet före avrundningen.",
             "The node's points of the index; over the indicators these add up to the index before it is rounded."];
        "rank" = ["Sijoitus", "Placering", "Rank"],
            ["Sijoitus kohteen pisteiden mukaan kaikkien sijoituksen saaneiden alueiden joukossa.",
             "Placering efter nodens poäng bland alla områden som har en placering.",
             "Rank by the score of the node among all ranked regions."];
        "status" = ["Arvon tila", "Värdets status", "Status of the value"],
            ["Mikä arvo on: havaittu, puuttuva syineen, täydennetty, yhdistetty, ennakollinen ja niin edelleen; useat tilat yhdistää +.",
             "Vad värdet är: observerat, saknat med skäl, imputerat, sammanslaget, preliminärt och så vidare, förenade med +.",
             "What the value is: observed, missing with the reason, imputed, merged, preliminary and so on, joined by +."];
        "answers" = ["Vastauksia", "Svar", "Answers"],
            ["Kyselyn arvon takana olevien vastausten määrä.", "Antal svar bakom ett värde ur en enkät.",
             "Number of answers behind a value of a survey."];
    }

    /// Columns of `tidy`.
    TIDY {
        "measure" = ["Suure", "Mått", "Measure"],
            ["Mikä luku on: indeksillä ja osa-alueilla pisteet (score), sijoitus (rank), sijoitus tyypissä (type_rank), sijoituksen muutos (rank_change, type_rank_change), kattavuus (coverage) ja muita; indikaattorilla arvo (value), käsitelty arvo (treated), pisteet (score), sijoitus (rank), paino (weight) ja osuus pisteistä (contribution).",
             "Vad talet är: för indexet och delområdena poäng (score), placering (rank), placering inom typen (type_rank), förändring i placering (rank_change, type_rank_change), täckning (coverage) med flera; för en indikator värde (value), behandlat värde (treated), poäng (score), placering (rank), vikt (weight) och bidrag till poängen (contribution).",
             "What the number is: score, rank, type_rank, rank_change, type_rank_change, coverage and others of the index and its factors; value, treated, score, rank, weight and contribution of an indicator."];
        "value" = ["Luku", "Tal", "Number"],
            ["Luku. Puuttuvalla tai julkaisemattomalla luvulla ei ole riviä.", "Talet. Det som saknas eller inte publiceras har ingen rad.",
             "The number. What is missing or not published has no row."];
        "unit" = ["Yksikkö", "Enhet", "Unit"],
            ["Indikaattorin arvon yksikkö; tyhjä muilla suureilla.", "Enheten för en indikators värde; tom för övriga mått.",
             "Unit of an indicator's value; empty for other measures."];
        "statistic_period" = ["Tilastoajankohta", "Statistikperiod", "Statistic period"],
            ["Tilastoajankohta, jolta indikaattori on; tyhjä indeksillä ja osa-alueilla.",
             "Den statistikperiod som indikatorn hämtats från; tom för index och delområden.",
             "Period of the statistic from which an indicator was taken; empty for index and factors."];
    }

    /// Columns of `parameters`.
    PARAMETERS {
        "step" = ["Vaihe", "Steg", "Step"],
            ["Laskennan vaihe, johon luku kuuluu.", "Det steg i beräkningen som talet hör till.", "The step that the number belongs to."];
        "group" = ["Vertailujoukon osa", "Del av jämförelsegruppen", "Part of the pool"],
            ["Vertailujoukon osa, johon luku on sovitettu; tyhjä, jos kaikki alueet.",
             "Den del av jämförelsegruppen som talet anpassats till; tom om alla områden.",
             "Part of the pool on which it was fitted; empty for all regions."];
        "parameter" = ["Parametri", "Parameter", "Parameter"],
            ["Mikä luku on.", "Vad talet är.", "What the number is."];
        "value" = ["Luku", "Tal", "Number"],
            ["Luku.", "Talet.", "The number."];
    }

    /// Columns of `targets`.
    TARGETS {
        "of" = ["Kohde", "Nod", "Target of"],
            ["Sen indikaattorin, osa-alueen tai indeksin tunnus, jolle tavoite on asetettu.",
             "Id för den indikator eller nod som målet gäller.", "Id of the indicator or node that has the target."];
        "value" = ["Arvo", "Värde", "Value"],
            ["Indikaattorin arvo omassa yksikössään tai kohteen pisteet.", "Indikatorns värde i sin egen enhet, eller nodens poäng.",
             "Value of the indicator in its own unit, or score of the node."];
        "target" = ["Tavoite", "Mål", "Target"],
            ["Tavoite.", "Målet.", "The target."];
        "distance" = ["Etäisyys tavoitteesta", "Avstånd till målet", "Distance"],
            ["Arvo miinus tavoite, etumerkki käännettynä, kun pienempi on parempi: 0 tai enemmän, kun tavoite on saavutettu.",
             "Värde minus mål, med omvänt tecken där mindre är bättre: 0 eller mer där målet är nått.",
             "Value minus target, turned where less is better: 0 or more where the target is reached."];
        "reached" = ["Saavutettu", "Nått", "Reached"],
            ["Onko tavoite saavutettu: kyllä (yes) tai ei (no).", "Om målet är nått: ja (yes) eller nej (no).",
             "Whether the target is reached: yes or no."];
        "note" = ["Huomautus", "Anmärkning", "Note"],
            ["Kuka tavoitteen asetti tai miksi.", "Vem som satte målet, eller varför.", "Who set the target, or why."];
    }

    /// Columns of `quality`.
    QUALITY {
        "check" = ["Tarkistuksen tunnus", "Kontrollens id", "Check"],
            ["Tarkistuksen tunnus.", "Kontrollens id.", "Id of the check."];
        "n_checked" = ["Tarkistettuja", "Kontrollerade", "Checked"],
            ["Tarkistettujen yksiköiden määrä.", "Antal enheter som kontrollerades.", "Number of units that were checked."];
        "n_findings" = ["Havaintoja", "Iakttagelser", "Findings"],
            ["Kuinka monesta niistä on huomautettavaa.", "Antal av dem som det finns något att säga om.",
             "Number of those of which something is to be said."];
        "status" = ["Tulos", "Utfall", "Result"],
            ["Mihin tarkistus päätyi: kunnossa (ok), kirjattu (noted), hyväksytty (acknowledged), tarkistettava (warning) tai ei tarkistettu (not-checked).",
             "Vad kontrollen ledde till: i ordning (ok), noterat (noted), godkänt (acknowledged), bör granskas (warning) eller inte granskat (not-checked).",
             "What it came to: ok, noted, acknowledged, warning or not-checked."];
    }

    /// Columns of `summaries`.
    SUMMARIES {
        "summary" = ["Yhteenveto", "Sammandrag", "Summary"],
            ["Yhteenvedon tunnus asetuksissa.", "Sammandragets id i konfigurationen.", "Id of the summary in the configuration."];
        "area" = ["Laajempi alue", "Större område", "Larger area"],
            ["Laajemman alueen koodi tekstinä.", "Det större områdets kod som text.", "Code of the larger area, as text."];
        "weight_period" = ["Painon ajankohta", "Viktens period", "Period of the weight"],
            ["Painomuuttujan ajankohta.", "Perioden för den variabel som områdena vägs med.",
             "Period of the variable by which regions are weighted."];
        "n_regions" = ["Alueita", "Antal områden", "Regions"],
            ["Laajemman alueen niiden alueiden määrä, joilla on sijoitus.", "Antal områden med placering i det större området.",
             "Number of ranked regions in the area."];
        "n_weighted" = ["Alueita, joilla on paino", "Områden med vikt", "Weighted regions"],
            ["Kuinka monella niistä on paino.", "Antal av dem som har en vikt.", "Number of those that have a weight."];
        "weight" = ["Painojen summa", "Viktsumma", "Sum of weights"],
            ["Alueiden painojen summa.", "Summan av deras vikter.", "Sum of their weights."];
        "mean_score" = ["Pisteiden keskiarvo", "Medelpoäng", "Mean score"],
            ["Alueiden pisteiden painotettu keskiarvo.", "Vägt medeltal av deras poäng.", "Weighted mean of their scores."];
        "mean_rank" = ["Sijoitusten keskiarvo", "Medelplacering", "Mean rank"],
            ["Alueiden sijoitusten painotettu keskiarvo.", "Vägt medeltal av deras placeringar.", "Weighted mean of their ranks."];
        "weight_in_worst" = ["Heikoimpien osuus painosta", "De svagastes andel av vikten", "Share of the weight in the worst"],
            ["Kuinka suuri osuus laajemman alueen painosta on heikoimmilla alueilla, 0–1.",
             "Andel av det större områdets vikt som ligger i de svagaste områdena, 0–1.",
             "Share of the area's weight that lies in the worst regions, 0 to 1."];
        "regions_in_worst" = ["Heikoimpien osuus alueista", "De svagastes andel av områdena", "Share of regions among the worst"],
            ["Kuinka suuri osuus laajemman alueen alueista on heikoimpien joukossa, 0–1.",
             "Andel av det större områdets områden som hör till de svagaste, 0–1.",
             "Share of the area's regions that are among the worst, 0 to 1."];
        "best_code" = ["Parhaan koodi", "Den bästas kod", "Best region"],
            ["Laajemman alueen parhaan alueen koodi.", "Koden för det bästa området i det större.", "Code of the best region of the area."];
        "best_rank" = ["Parhaan sijoitus", "Den bästas placering", "Rank of the best"],
            ["Parhaan alueen sijoitus kaikkien joukossa.", "Dess placering bland alla.", "Its rank among all."];
        "weakest_code" = ["Heikoimman koodi", "Den svagastes kod", "Weakest region"],
            ["Laajemman alueen heikoimman alueen koodi.", "Koden för det svagaste området i det större.",
             "Code of the weakest region of the area."];
        "weakest_rank" = ["Heikoimman sijoitus", "Den svagastes placering", "Rank of the weakest"],
            ["Heikoimman alueen sijoitus kaikkien joukossa.", "Dess placering bland alla.", "Its rank among all."];
    }

    /// Columns of `corrections`.
    CORRECTIONS {
        "kind" = ["Laji", "Slag", "Kind"],
            ["Korjaus julkaisemisen jälkeen tai käsin asetettu arvo.", "En korrigering efter publiceringen, eller ett värde som satts för hand.",
             "A correction after publication, or a value set by hand."];
        "old_score" = ["Julkaistut pisteet", "Publicerade poäng", "Score as published"],
            ["Pisteet sellaisina kuin ne julkaistiin.", "Poängen som de publicerades.", "Score as it was published."];
        "new_score" = ["Nykyiset pisteet", "Nuvarande poäng", "Score now"],
            ["Pisteet nyt.", "Poängen som de är nu.", "Score as it is now."];
        "old_rank" = ["Julkaistu sijoitus", "Publicerad placering", "Rank as published"],
            ["Sijoitus sellaisena kuin se julkaistiin.", "Placeringen som den publicerades.", "Rank as it was published."];
        "new_rank" = ["Nykyinen sijoitus", "Nuvarande placering", "Rank now"],
            ["Sijoitus nyt.", "Placeringen som den är nu.", "Rank as it is now."];
        "old_type_rank" = ["Julkaistu sijoitus tyypissä", "Publicerad placering inom typen", "Rank in type as published"],
            ["Sijoitus aluetyypissä sellaisena kuin se julkaistiin.", "Placeringen inom områdestypen som den publicerades.",
             "Rank within the region type as it was published."];
        "new_type_rank" = ["Nykyinen sijoitus tyypissä", "Nuvarande placering inom typen", "Rank in type now"],
            ["Sijoitus aluetyypissä nyt.", "Placeringen inom områdestypen som den är nu.", "Rank within the region type as it is now."];
        "old_value" = ["Aineiston arvo", "Materialets värde", "Value of the data"],
            ["Aineiston arvo; tyhjä, jos aineistossa ei ole arvoa.", "Materialets värde; tomt om det inte har något.",
             "Value of the data; empty where they have none."];
        "new_value" = ["Asetettu arvo", "Satt värde", "Value set"],
            ["Arvo, jota käytetään sen sijaan.", "Värdet som används i stället.", "Value that stands in for it."];
        "reason" = ["Syy", "Skäl", "Reason"],
            ["Miksi.", "Varför.", "Why."];
        "author" = ["Tekijä", "Upphovsperson", "Author"],
            ["Kuka sen teki.", "Vem som gjorde det.", "Who did it."];
        "date" = ["Päivä", "Dag", "Date"],
            ["Päivä sellaisena kuin se on ilmoitettu.", "Dagen så som den har angetts.", "When, as it is stated."];
    }

    /// Columns of `improvers`.
    IMPROVERS {
        "since" = ["Verrattu julkaisuun", "Jämfört med utgåvan", "Compared with edition"],
            ["Julkaisu, johon tätä verrataan.", "Den utgåva som denna jämförs med.", "Edition with which this one is compared."];
        "among" = ["Vertailujoukko", "Jämförelsegrupp", "Compared among"],
            ["Aluetyyppi, jonka sisällä sijoituksia verrataan, tai kaikki (all).",
             "Områdestypen inom vilken placeringar jämförs, eller alla (all).", "Region type within which ranks are compared, or all."];
        "rank_before" = ["Sijoitus ennen", "Tidigare placering", "Rank before"],
            ["Sijoitus verratussa julkaisussa.", "Placering i den utgåva som jämförs.", "Rank in the edition compared with."];
        "rank" = ["Sijoitus", "Placering", "Rank"],
            ["Sijoitus tässä julkaisussa.", "Placering i denna utgåva.", "Rank in this edition."];
        "rank_change" = ["Nousi (sijaa)", "Steg (placeringar)", "Climbed (places)"],
            ["Nousu sijoina.", "Placeringar upp.", "Places climbed."];
        "score_before" = ["Pisteet ennen", "Tidigare poäng", "Score before"],
            ["Indeksin pisteet verratussa julkaisussa.", "Indexets poäng i den utgåva som jämförs.",
             "Score of the index in the edition compared with."];
        "score" = ["Pisteet", "Poäng", "Score"],
            ["Indeksin pisteet tässä julkaisussa.", "Indexets poäng i denna utgåva.", "Score of the index in this edition."];
        "score_change" = ["Muutos suhteessa muihin", "Förändring i förhållande till andra", "Change relative to others"],
            ["Pisteiden muutos suhteessa muihin alueisiin.", "Poängens förändring i förhållande till de andra områdena.",
             "Change of the score, relative to the other regions."];
        "points_of" = ["Minkä pisteitä", "Poäng av vad", "Points of"],
            ["Ovatko indikaattorien pisteet indeksin vai indikaattorin omia pisteitä.",
             "Om indikatorernas poäng är indexets eller indikatorns egna.",
             "Whether the points of the indicators are of the index or of the indicator's own score."];
    }

    /// Columns of `improvers` that tell of an indicator, by what follows its place; `{}` is the place.
    IMPROVING_INDICATORS {
        "" = ["Nosti eniten, {}.", "Höjde mest, nr {}", "Lifted it most, {}"],
            ["Aluetta eniten nostaneen indikaattorin tunnus, järjestyksessä {}.", "Id för den indikator som höjde området mest, nummer {} av dem.",
             "Id of the indicator that lifted the region most, number {} of them."];
        "points" = ["Pisteet, {}. indikaattori", "Poäng, indikator {}", "Points, indicator {}"],
            ["Pisteet, jotka alue sai eniten nostaneesta indikaattorista, järjestyksessä {}.",
             "Poäng som området fick genom den indikator som höjde det mest, nummer {} av dem.",
             "Points that it gained by the indicator that lifted it most, number {} of them."];
        "change" = ["Arvon muutos, {}. indikaattori", "Värdets förändring, indikator {}", "Change of the value, indicator {}"],
            ["Eniten nostaneen indikaattorin arvon muutos, järjestyksessä {}.",
             "Förändringen i värdet för den indikator som höjde det mest, nummer {} av dem.",
             "Change of the value of the indicator that lifted it most, number {} of them."];
        "median_change" = ["Mediaanimuutos, {}. indikaattori", "Medianförändring, indikator {}", "Median change, indicator {}"],
            ["Eniten nostaneen indikaattorin arvon mediaanimuutos kaikilla alueilla, järjestyksessä {}.",
             "Medianförändringen, över områdena, för den indikator som höjde det mest, nummer {} av dem.",
             "Median change, over the regions, of the indicator that lifted it most, number {} of them."];
    }

    /// Columns of `robustness`.
    ROBUSTNESS {
        "replicates" = ["Simulaatioita", "Simuleringar", "Replicates"],
            ["Arvottujen simulaatioiden määrä.", "Antal simuleringar som drogs.", "Number of replicates that were drawn."];
        "ranked_in" = ["Simulaatioita, joissa sijoitus", "Simuleringar med placering", "Replicates with a rank"],
            ["Simulaatioiden määrä, joissa alue sai sijoituksen.", "Antal simuleringar i vilka området fick en placering.",
             "Number of replicates in which the region was ranked."];
    }

    /// Columns of `robustness` by what follows `rank` or `type_rank`; `{0}` says among whom (in titles in short), `{1}` is a number.
    ROBUST_RANKS {
        "" = ["Sijoitus ({0})", "Placering ({0})", "Rank ({0})"],
            ["Julkaistu sijoitus, {0}.", "Placeringen som den publicerats, {0}.", "Rank as published, {0}."];
        "_median" = ["Mediaanisijoitus simulaatioissa ({0})", "Medianplacering i simuleringarna ({0})", "Median rank ({0})"],
            ["Simulaatioiden mediaanisijoitus, {0}.", "Simuleringarnas medianplacering, {0}.", "Median rank of the replicates, {0}."];
        "_lowest" = ["Vaihteluvälin paras sijoitus ({0})", "Intervallets bästa placering ({0})", "Best end of the interval ({0})"],
            ["Sijoituksen vaihteluvälin paras pää, {0}.", "Den bästa änden av placeringens intervall, {0}.", "Best end of the interval of ranks, {0}."];
        "_highest" = ["Vaihteluvälin heikoin sijoitus ({0})", "Intervallets svagaste placering ({0})", "Weakest end of the interval ({0})"],
            ["Sijoituksen vaihteluvälin heikoin pää, {0}.", "Den svagaste änden av placeringens intervall, {0}.",
             "Weakest end of the interval of ranks, {0}."];
        "_mean" = ["Sijoitusten keskiarvo simulaatioissa ({0})", "Medelplacering i simuleringarna ({0})", "Mean rank ({0})"],
            ["Simulaatioiden sijoitusten keskiarvo, {0}.", "Medeltalet av simuleringarnas placeringar, {0}.", "Mean rank of the replicates, {0}."];
        "_share_ahead_of_next" = ["Seuraavan edellä, osuus simulaatioista ({0})", "Före nästa, andel av simuleringarna ({0})", "Ahead of the next, share ({0})"],
            ["Kuinka suuressa osassa simulaatioista alue on ennen seuraavaksi julkaistua aluetta, 0–1, {0}.",
             "Andel av simuleringarna i vilka området ligger före det som publicerats näst efter, 0–1, {0}.",
             "Share of replicates in which the region is ahead of the one published next, 0 to 1, {0}."];
        "_share_improved" = ["Noussut edellisestä, osuus simulaatioista ({0})", "Bättre än i föregående utgåva, andel av simuleringarna ({0})", "Better than before, share ({0})"],
            ["Kuinka suuressa osassa simulaatioista sijoitus on parempi kuin edellisessä julkaisussa, 0–1, {0}.",
             "Andel av simuleringarna i vilka placeringen är bättre än i föregående utgåva, 0–1, {0}.",
             "Share of replicates in which its rank is better than in the edition before, 0 to 1, {0}."];
        "_group" = ["Ryhmä, jonka kärjestä ei erotu ({0})", "Grupp vars främsta den inte skiljer sig från ({0})", "Group ({0})"],
            ["Sen alueryhmän numero, jonka ensimmäisestä alue ei erotu, {0}.",
             "Numret på den grupp av områden vars främsta området inte skiljer sig från, {0}.",
             "Number of the group of regions whose first it cannot be told from, {0}."];
        "_outside" = ["Vaihteluvälin ulkopuolella ({0})", "Utanför intervallet ({0})", "Outside the interval ({0})"],
            ["1, jos julkaistu sijoitus on vaihteluvälin ulkopuolella, muuten 0, {0}.",
             "1 där den publicerade placeringen ligger utanför intervallet, annars 0, {0}.",
             "1 where the published rank lies outside the interval, else 0, {0}."];
        "_share_top_" = ["Parhaiden joukossa ({1}), osuus simulaatioista ({0})", "Bland de främsta ({1}), andel av simuleringarna ({0})", "Among the first {1}, share ({0})"],
            ["Kuinka suuressa osassa simulaatioista alue on parhaiden joukossa ({1}), 0–1, {0}.",
             "Andel av simuleringarna i vilka området är bland de främsta ({1}), 0–1, {0}.",
             "Share of replicates in which the region is among the first {1}, 0 to 1, {0}."];
    }

    /// Columns of `rank_probabilities`.
    RANK_PROBABILITIES {
        "scope" = ["Vertailujoukko", "Jämförelsegrupp", "Compared among"],
            ["Onko sijoitus kaikkien alueiden joukossa (all) vai aluetyypissä (region-type).",
             "Om placeringen är bland alla områden (all) eller inom områdestypen (region-type).",
             "Whether the rank is among all regions (all) or within the region type (region-type)."];
        "rank" = ["Sijoitus", "Placering", "Rank"],
            ["Sijoitus.", "Placeringen.", "The rank."];
        "share" = ["Osuus simulaatioista", "Andel av simuleringarna", "Share of the replicates"],
            ["Kuinka suuressa osassa simulaatioista alue oli tällä sijalla, 0–1.", "Andel av simuleringarna i vilka området hade den, 0–1.",
             "Share of the replicates in which the region had it, 0 to 1."];
    }
}
