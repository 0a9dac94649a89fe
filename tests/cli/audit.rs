//! `evp audit`: the page and its tables, what cannot be asked, and that nothing in a name becomes markup.

use std::collections::{BTreeMap, BTreeSet};

use insta::assert_snapshot;

use crate::explain::multilingual;
use crate::statistics::Statistics;
use crate::workdir::Workdir;

/// Few replicates: an unoptimised program is slow, and the numbers of few are as much the same in every run.
const AUDIT: &[&str] = &["audit", "index.toml", "--replicates", "40", "--points", "16"];
const PAGE: &str = "out/tiny-audit/audit.html";

/// Runs it and expects that it works and that the page is sound; what was printed.
fn audited(workdir: &Workdir, arguments: &[&str]) -> String {
    let finished = workdir.run(arguments);
    assert_eq!(finished.code, Some(0), "{finished}");
    workdir.assert_tidy();
    let content = workdir.content();
    let (name, _) = content.iter().find(|(name, _)| name.ends_with("/audit.html")).expect("a page");
    let folder = name.strip_suffix("audit.html").expect("a page in a folder");
    let beside: BTreeSet<&str> =
        content.keys().filter_map(|name| name.strip_prefix(folder)).filter(|name| !name.is_empty()).collect();
    for name in beside.iter().filter(|name| name.ends_with(".html")) {
        let page = &content[&format!("{folder}{name}")];
        sound(std::str::from_utf8(page).expect("UTF-8"), name, &beside);
    }
    for (name, bytes) in content.iter().filter(|(name, _)| name.starts_with(folder) && name.ends_with(".csv")) {
        let text = std::str::from_utf8(bytes).expect("text");
        let mut cells = text.split(['\n', ',']);
        assert!(!cells.any(|cell| matches!(cell, "NaN" | "inf" | "-inf")), "{name}:\n{text}");
    }
    finished.to_string()
}

/// Elements that have no end tag.
const VOID: [&str; 1] = ["meta"];

/// A page that needs nothing from outside, whose elements are closed in order, whose tables have captions and scopes, and whose
/// links lead to something: a place on the page, or a file beside it.
fn sound(page: &str, own_name: &str, beside: &BTreeSet<&str>) {
    for forbidden in ["http", "<script", "src=", "url(", "@import", "<iframe", "<object", "NaN", "inf%"] {
        assert!(!page.contains(forbidden), "`{forbidden}` in the page");
    }
    assert!(page.starts_with("<!DOCTYPE html>"), "{}", &page[..40]);
    let body = page.split_once("<html").map(|(_, body)| format!("<html{body}")).expect("an element");
    let (mut open, mut ids, mut links): (Vec<String>, Vec<String>, Vec<String>) = Default::default();
    let mut captions = BTreeMap::new();
    let (before, after) = body.split_once("<style>").expect("a style sheet");
    let (_, after) = after.split_once("</style>").expect("the end of the style sheet");
    for part in [before, after].concat().split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap_or_else(|| panic!("an open tag: <{part}"));
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "an end without a beginning");
            continue;
        }
        let name = tag.split_whitespace().next().expect("a name");
        let attribute = |name: &str| {
            let (_, after) = tag.split_once(&format!(" {name}=\""))?;
            after.split_once('"').map(|(value, _)| value.to_owned())
        };
        ids.extend(attribute("id"));
        links.extend(attribute("href"));
        links.extend(attribute("aria-labelledby").map(|id| format!("#{id}")));
        match name {
            "th" => assert!(attribute("scope").is_some(), "<{tag}> without a scope"),
            "table" => _ = captions.insert(attribute("id"), false),
            "caption" => captions.iter_mut().for_each(|(_, has)| *has = true),
            _ => {}
        }
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    assert!(captions.values().all(|has| *has), "{captions:?}");
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(page.contains("class=\"skip\" href=\"#main\""));
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    for link in &links {
        match link.strip_prefix('#') {
            Some(id) => assert!(ids.iter().any(|known| known == id), "{link} leads nowhere"),
            None => assert!(beside.contains(link.as_str()), "{link} is not beside the page"),
        }
    }
    for name in beside.iter().filter(|name| **name != own_name) {
        assert!(links.iter().any(|link| link == name), "{name} is not named on the page");
    }
}

/// The text of a page between two marks, without its tags and with single blanks.
fn words(page: &str, from: &str, to: &str) -> String {
    let (_, after) = page.split_once(from).unwrap_or_else(|| panic!("`{from}` in the page"));
    let (part, _) = after.split_once(to).unwrap_or_else(|| panic!("`{to}` in the page"));
    let mut text = String::new();
    for piece in part.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn the_summary() {
    assert_snapshot!(audited(&Workdir::new(), AUDIT), @r"
    exit code: 0
    ----- stdout -----
    Tiny index: audit of edition 2025
    *** draft ***

      - Coherence: 2 findings (1 on weights, 1 on factors)
      - Uncertainty: half of the 90 % intervals of ranks are at most 2 places wide; 1 of 7 (14 %) are narrower than 1
        place, a twentieth of the ranking; 3 groups of regions can be told apart
      - No region ranks outside its own interval
      - Sensitivity: the largest source of doubt is the indicator that is left out: 100 % of the variance of the mean
        shift of ranks depends on it, 27 % on it alone
      - Without one indicator, ranks move by 0.6 to 1.1 places on the average, most without `employment`: Vantaa moves
        farthest, 2 places up
      - Without one factor, ranks move by 0.3 to 0.6 places on the average, most without `people`: Espoo moves farthest, 1
        place down
      - With one choice otherwise, ranks move by 0 to 0.6 places on the average, most with normalisation by z-score,
        outliers treated: Espoo moves farthest, 1 place down

    Findings are reasons to look, not errors. Intervals and shifts show sensitivity to choices of method; they are no
    margin of error

    Wrote 22 files to out/tiny-audit; read audit.html
    ");
}

#[test]
fn the_files() {
    let workdir = Workdir::new();
    audited(&workdir, AUDIT);
    let names: Vec<String> = workdir.content().into_keys().filter(|name| name.starts_with("out/tiny-audit/")).collect();
    assert_snapshot!(names.join("\n"), @r"
    out/tiny-audit/
    out/tiny-audit/audit.html
    out/tiny-audit/availability.csv
    out/tiny-audit/availability_regions.csv
    out/tiny-audit/components.csv
    out/tiny-audit/correlations.csv
    out/tiny-audit/distribution.csv
    out/tiny-audit/findings.csv
    out/tiny-audit/loadings.csv
    out/tiny-audit/manifest.json
    out/tiny-audit/not_asked.csv
    out/tiny-audit/outliers.csv
    out/tiny-audit/parameters.csv
    out/tiny-audit/rank_probabilities.csv
    out/tiny-audit/reliability.csv
    out/tiny-audit/reliability_indicators.csv
    out/tiny-audit/robustness.csv
    out/tiny-audit/scenario_ranks.csv
    out/tiny-audit/scenarios.csv
    out/tiny-audit/sensitivity.csv
    out/tiny-audit/sensitivity_regions.csv
    out/tiny-audit/ties.csv
    out/tiny-audit/weights.csv
    ");
    assert_snapshot!(workdir.read("out/tiny-audit/not_asked.csv"), @r"
    edition,node,scenario,of,reason,data_status
    2025,tiny,weights,equal,all weights are equal already,draft
    2025,tiny,normalisation,percentile-rank,it is what is configured,draft
    2025,tiny,ties,average,it is what is configured,draft
    2025,tiny,aggregation,arithmetic-mean,it is what is configured,draft
    2025,tiny,treatment,none,no outliers are treated as it is,draft
    2025,tiny,imputation,none,no values are filled in as it is,draft
    ");
    assert_snapshot!(workdir.read("out/tiny-audit/scenarios.csv"), @r"
    edition,node,scenario,of,mean_absolute_rank_shift,mean_absolute_score_shift,share_moved,moved_from_places,share_unchanged,rank_correlation,largest_shift_code,largest_shift,reason,data_status
    2025,tiny,without-indicator,workplaces,0.5714285714285714,10.31746031757143,0.42857142857142855,1,0.5714285714285714,0.8928571428571429,235,2,,draft
    2025,tiny,without-indicator,employment,1.1428571428571428,8.73015873,0.7142857142857143,1,0.2857142857142857,0.8420413371357597,092,2,,draft
    2025,tiny,without-indicator,growth,0.5714285714285714,5.555555555428571,0.5714285714285714,1,0.42857142857142855,0.9456108576893003,049,-1,,draft
    2025,tiny,without-factor,work,0.2857142857142857,11.111111111142858,0.2857142857142857,1,0.7142857142857143,0.9642857142857143,091,-1,,draft
    2025,tiny,without-factor,people,0.5714285714285714,5.555555555428571,0.5714285714285714,1,0.42857142857142855,0.9456108576893003,049,-1,,draft
    2025,tiny,normalisation,min-max,0.2857142857142857,5.385152270571429,0.2857142857142857,1,0.7142857142857143,0.9642857142857143,049,-1,,draft
    2025,tiny,normalisation,z-score,0.5714285714285714,15.031382329714287,0.5714285714285714,1,0.42857142857142855,0.9285714285714286,049,-1,,draft
    2025,tiny,ties,minimum,0,0,0,1,1,1,049,0,,draft
    2025,tiny,ties,maximum,0,0,0,1,1,1,049,0,,draft
    2025,tiny,aggregation,geometric-mean,0.5714285714285714,7.39998890842857,0.42857142857142855,1,0.5714285714285714,0.8928571428571429,235,-2,,draft
    ");
}

#[test]
fn the_page_in_words() {
    let workdir = Workdir::new();
    audited(&workdir, AUDIT);
    let page = workdir.read(PAGE);
    assert_snapshot!(words(&page, "id=\"weights\"", "</table>"), @r"
    The index, its factors and indicators: nominal weight (dot) and effective weight (bar), in per cent. Effective weights share out what is weighed at one depth by how much of the index&#39;s variance goes with each alone (correlation ratio) ( weights.csv ) Index, factor, indicator Nominal Chart of both, per cent 0 20 40 60 70 Tiny index tiny work 66.7 % workplaces 33.3 % employment 33.3 % people 33.3 % growth 33.3 %
    ");
    assert_snapshot!(words(&page, "id=\"correlations\"", "</table>"), @r"
    Correlations of the indicators&#39; scores (Pearson&#39;s r), factor by factor ( correlations.csv ) With workplaces employment growth workplaces −0.07 w +0.61 employment −0.07 w +0.50 growth +0.61 +0.50
    ");
    assert_snapshot!(words(&page, "id=\"intervals\"", "</table>"), @r"
    Nominal rank (dot), 90 % interval (line) and median (tick) of the replicates, all 7: sensitivity to choices of method, not a margin of error ( robustness.csv ) Rank Region Interval Median Chart of ranks 1 2 4 6 7 1 Espoo 1–3 2 2 Helsinki 1–3 1 3 Vantaa 2–4 3 4 Kauniainen 1–6 4 5 Sastamala 4–6 5 6 Kankaanpää 5–6 6 7 Nurmes 7 7
    ");
    assert_snapshot!(words(&page, "id=\"one-choice\"", "</section>"), @r"
With one choice otherwise, all else as configured: how far ranks move, in places, the largest mean shift first ( scenarios.csv ) Choice Mean shift Chart of mean shifts 0.0 0.5 1.0 1.5 2.0 Moved ≥ 1 Unmoved Correlation Largest shift Normalisation by z-score, outliers treated 0.6 57 % 43 % 0.929 Espoo −1 Geometric mean at all nodes, scores from 1 up 0.6 43 % 57 % 0.893 Kauniainen −2 Normalisation by minimum and maximum, outliers treated 0.3 29 % 71 % 0.964 Espoo −1 Equal values get the lowest of their places 0.0 0 % 100 % 1.000 Equal values get the highest of their places 0.0 0 % 100 % 1.000 What was not computed, and why Equal weights all weights are equal already Normalisation by percentile rank it is what is configured Equal values share the mean of their places it is what is configured Arithmetic mean at all nodes it is what is configured No treatment of outliers no outliers are treated as it is No imputation no values are filled in as it is
    ");
}

/// The pages of the tiny index in its main language, Finnish, and in the two others.
fn pages(change: impl Fn(&Workdir)) -> [(&'static str, String); 3] {
    let workdir = multilingual();
    change(&workdir);
    audited(&workdir, AUDIT);
    [("fi", "audit.html"), ("sv", "audit.sv.html"), ("en", "audit.en.html")]
        .map(|(language, name)| (language, workdir.read(&format!("out/tiny-audit/{name}"))))
}

/// The tags of a page in order, without what they say.
fn skeleton(page: &str) -> Vec<&str> {
    let tags = page.split('<').skip(1).filter_map(|part| part.split([' ', '>', '\n']).next());
    // A short name stands in a sentence where the language wants it.
    tags.filter(|tag| !matches!(*tag, "code" | "/code" | "html")).collect()
}

/// The texts between tags, without hashes and those that have no letters.
fn texts(page: &str) -> BTreeSet<String> {
    let (_, body) = page.split_once("<body").expect("a body");
    let texts = body.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim()));
    texts.filter(|text| text.len() != 64 && text.chars().any(char::is_alphabetic)).map(str::to_owned).collect()
}

/// The numbers in the cells of the tables, as English writes them.
fn numbers(page: &str, language: &str) -> Vec<String> {
    let cells = page.split("<td class=\"number\">").skip(1).filter_map(|part| Some(part.split_once("</td>")?.0.trim()));
    let cells = cells.map(|cell| if language == "en" { cell.replace(',', "") } else { cell.replace(',', ".") });
    let token = |cell: String| {
        // Before the sign of per cent stands a space of one kind or the other.
        let cell = cell.replace('\u{a0}', "").replace('%', " %");
        let kept = cell.chars().map(|one| if one.is_ascii_digit() || matches!(one, '.' | '−' | '%') { one } else { ' ' });
        // Between two numbers Finnish has an ellipsis, which is no part of either.
        kept.collect::<String>().split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    cells.map(token).collect()
}

#[test]
fn every_language_has_its_page_with_the_same_numbers() {
    let treated = "\n[method.treatment]\nsteps = [{ winsorise = { at_most = 1 } }]\nskewness = 0.5\nkurtosis = 0.5\n";
    for change in ["", treated, "\n[method.aggregation]\nmethod = \"mean-of-ranks\"\n"] {
        let [finnish, swedish, english] = pages(|workdir| workdir.append("index.toml", change));
        for (language, page) in [&finnish, &swedish, &english] {
            assert!(page.contains(&format!("<html lang=\"{language}\">")), "{language}");
            assert_eq!(skeleton(page), skeleton(&english.1), "{language}");
            assert_eq!(numbers(page, language), numbers(&english.1, "en"), "{language}");
        }
        assert!(numbers(&english.1, "en").len() > 100);
    }
}

#[test]
fn no_sentence_is_left_in_english() {
    let [finnish, swedish, english] = pages(|workdir| {
        workdir.append(
            "index.toml",
            "\n[method.treatment]\nsteps = [{ winsorise = { at_most = 1 } }]\nskewness = 0.5\nkurtosis = 0.5\n",
        );
    });
    let [finnish, swedish, english] = [finnish, swedish, english].map(|(_, page)| texts(&page));
    let same = |page: &BTreeSet<String>| page.intersection(&english).cloned().collect::<Vec<String>>().join(" | ");
    assert_snapshot!(same(&finnish), @r"
    Espoo | Espoo, Helsinki, Vantaa, Kauniainen | Espoo −1 | Helsinki | Helsinki −1 | Kankaanpää | Kauniainen | Kauniainen +2 | Kauniainen −2 | Nurmes | SHA-256 | Sastamala | Sastamala, Kankaanpää | Svenska | Tiny index | Vantaa | Vantaa +2 | availability.csv | availability_regions.csv | cities | city | components.csv | correlations.csv | distribution.csv | employment | findings.csv | growth | loadings.csv | manifest.json | not_asked.csv | outliers.csv | parameters.csv | people | rank_probabilities.csv | raw | region_type | reliability.csv | reliability_indicators.csv | robustness.csv | rural | rural municipalities | s | scenario_ranks.csv | scenarios.csv | sensitivity.csv | sensitivity_regions.csv | statistics.parquet | ties.csv | tiny | town | towns | treated | weights.csv | work | workplaces
    ");
    assert_snapshot!(same(&swedish), @r"
    Kankaanpää | Kauniainen | Kauniainen +2 | Kauniainen −2 | Kurtosis | Median | Nurmes | SHA-256 | Sastamala | Sastamala, Kankaanpää | Suomi | Tiny index | availability.csv | availability_regions.csv | cities | city | components.csv | correlations.csv | distribution.csv | employment | findings.csv | growth | loadings.csv | manifest.json | not_asked.csv | outliers.csv | parameters.csv | people | rank_probabilities.csv | raw | region_type | reliability.csv | reliability_indicators.csv | robustness.csv | rural | rural municipalities | s | scenario_ranks.csv | scenarios.csv | sensitivity.csv | sensitivity_regions.csv | statistics.parquet | ties.csv | tiny | town | towns | treated | weights.csv | work | workplaces
    ");
}

#[test]
fn the_pages_in_words() {
    let pages = pages(|_| ());
    let [finnish, swedish, english] = &pages;
    let summary = |page: &str| words(page, "<h2 id=\"summary\">", "</section>");
    assert_snapshot!(summary(&finnish.1), @r"
    1 Yhteenveto sijoituksen saaneita alueita 7 indikaattoreita 3 havaintoja 2 sijaa: 90 %:n vaihteluvälien mediaanileveys 2 vaihteluväleistä on alle 1 sijan levyisiä 14 % alueita oman vaihteluvälinsä ulkopuolella 0 Johdonmukaisuus: 2 havaintoa (painot 1, osa-alueet 1). Epävarmuus: puolet sijoitusten 90 %:n vaihteluväleistä on enintään 2 sijaa leveitä; alle 1 sijan levyisiä, siis kapeampia kuin kahdeskymmenesosa kaikista sijoista, on 1/7 (14 %); toisistaan erottuu 3 ryhmää alueita. Yksikään alue ei sijoitu oman vaihteluvälinsä ulkopuolelle. Herkkyys: suurin epävarmuuden lähde on pois jätettävä indikaattori: sijoitusten keskisiirtymän varianssista 100 % riippuu siitä, 27 % yksin siitä. Ilman yhtä indikaattoria sijoitukset siirtyvät keskimäärin 0,6–1,1 sijaa, eniten ilman indikaattoria employment : kauimmas siirtyy Vantaa, 2 sijaa ylöspäin. Ilman yhtä osa-aluetta sijoitukset siirtyvät keskimäärin 0,3–0,6 sijaa, eniten ilman osa-aluetta people : kauimmas siirtyy Espoo, 1 sija alaspäin. Kun yksi valinta tehdään toisin, sijoitukset siirtyvät keskimäärin 0–0,6 sijaa, eniten valinnalla ”normalisointi z-pisteillä, poikkeavat arvot käsitelty”: kauimmas siirtyy Espoo, 1 sija alaspäin. Ensimmäiseksi tarkasteltavat havainnot Ei laskettu: efektiivinen paino, workplaces , employment , growth : arvot ovat saatavilla 7 alueelta, niitä tarvitaan vähintään 30. work : sen indikaattorien (2) sisäinen yhdenmukaisuus on hyvin heikko (alfa −0,15, alle 0,7); vain yhden komponentin ominaisarvo ylittää yhden, ja se selittää 54 % vaihtelusta.
    ");
    assert_snapshot!(summary(&swedish.1), @r"
1 Sammanfattning områden med placering 7 indikatorer 3 iakttagelser 2 placeringar: medianbredd för 90-procentsintervallen 2 av intervallen är smalare än 1 placering 14 % områden utanför sitt eget intervall 0 Samstämmighet: 2 iakttagelser (1 om vikter, 1 om delområden). Osäkerhet: hälften av placeringarnas 90-procentsintervall är högst 2 placeringar breda; 1 av 7 (14 %) är smalare än 1 placering, en tjugondel av rangordningen; 3 grupper av områden kan skiljas åt. Inget område ligger utanför sitt eget intervall. Känslighet: den största osäkerhetskällan är den utelämnade indikatorn; den har del i 100 % av variansen i placeringarnas genomsnittliga förskjutning och förklarar ensam 27 %. Utan en indikator flyttas placeringarna i genomsnitt 0,6–1,1 placeringar, mest utan indikatorn employment : längst flyttas Vanda, 2 placeringar uppåt. Utan ett delområde flyttas placeringarna i genomsnitt 0,3–0,6 placeringar, mest utan delområdet people : längst flyttas Esbo, 1 placering nedåt. Med ett annat val flyttas placeringarna i genomsnitt 0–0,6 placeringar, mest med valet ”normalisering med z-poäng, avvikande värden behandlade”: längst flyttas Esbo, 1 placering nedåt. Iakttagelser att granska först Inte beräknat: effektiv vikt för workplaces , employment , growth : 7 områden har värdena, det krävs 30. work : dess 2 indikatorer hänger knappt ihop (alfa −0,15, under 0,7); bara en komponent har ett egenvärde över 1, och den förklarar 54 %.
    ");
    assert_snapshot!(words(&finnish.1, "id=\"intervals\"", "</table>"), @r"
    Nimellinen sijoitus (piste) sekä simulaatioiden 90 %:n vaihteluväli (viiva) ja mediaani (poikkiviiva), kaikki alueet (7): menetelmäherkkyys, ei virhemarginaali ( robustness.csv ) Sijoitus Alue Vaihteluväli Mediaani Kuvio sijoituksista 1 2 4 6 7 1 Espoo 1–3 2 2 Helsinki 1–3 1 3 Vantaa 2–4 3 4 Kauniainen 1–6 4 5 Sastamala 4–6 5 6 Kankaanpää 5–6 6 7 Nurmes 7 7
    ");
    assert_snapshot!(words(&finnish.1, "id=\"one-choice\"", "</section>"), @r"
    Yksi valinta toisin, muu asetusten mukaan: kuinka kauas sijoitukset siirtyvät, sijaa, suurin keskisiirtymä ensin ( scenarios.csv ) Valinta Keskisiirtymä Kuvio keskisiirtymistä 0,0 0,5 1,0 1,5 2,0 Siirtynyt ≥ 1 Ennallaan Korrelaatio Suurin siirtymä Normalisointi z-pisteillä, poikkeavat arvot käsitelty 0,6 57 % 43 % 0,929 Espoo −1 Geometrinen keskiarvo kaikilla tasoilla, pisteet vähintään 1 0,6 43 % 57 % 0,893 Kauniainen −2 Normalisointi minimin ja maksimin välille, poikkeavat arvot käsitelty 0,3 29 % 71 % 0,964 Espoo −1 Samat arvot saavat sijoistaan alimman 0,0 0 % 100 % 1,000 Samat arvot saavat sijoistaan ylimmän 0,0 0 % 100 % 1,000 Mitä ei laskettu ja miksi Yhtä suuret painot kaikki painot ovat jo yhtä suuret Normalisointi persentiilisijoilla se on asetusten mukainen Samat arvot saavat sijojensa keskiarvon se on asetusten mukainen Aritmeettinen keskiarvo kaikilla tasoilla se on asetusten mukainen Poikkeavia arvoja ei käsitellä poikkeavia arvoja ei käsitellä nytkään Puuttuvia arvoja ei täydennetä (imputoida) puuttuvia arvoja ei täydennetä nytkään
    ");
    assert_snapshot!(words(&swedish.1, "id=\"one-choice\"", "</section>"), @r"
    Ett annat val, allt annat enligt konfigurationen: hur långt placeringarna flyttas, den största medelförskjutningen först ( scenarios.csv ) Val Medelförskjutning Diagram över medelförskjutningar 0,0 0,5 1,0 1,5 2,0 Flyttade ≥ 1 Oförändrade Korrelation Största förskjutning Normalisering med z-poäng, avvikande värden behandlade 0,6 57 % 43 % 0,929 Esbo −1 Geometriskt medeltal på alla nivåer, poäng minst 1 0,6 43 % 57 % 0,893 Kauniainen −2 Normalisering mellan minimum och maximum, avvikande värden behandlade 0,3 29 % 71 % 0,964 Esbo −1 Lika värden får den lägsta av sina platser 0,0 0 % 100 % 1,000 Lika värden får den högsta av sina platser 0,0 0 % 100 % 1,000 Vad som inte beräknades, och varför Lika vikter alla vikter är redan lika Normalisering med percentilplatser det är redan konfigurerat så Lika värden får medeltalet av sina platser det är redan konfigurerat så Aritmetiskt medeltal på alla nivåer det är redan konfigurerat så Ingen behandling av avvikande värden avvikande värden behandlas inte heller nu Ingen imputering saknade värden fylls inte heller i nu
    ");
    // Each leads to the others, and has the mark of the release in its own words.
    for (page, others) in [(finnish, ["audit.sv.html", "audit.en.html"]), (english, ["audit.html", "audit.sv.html"])] {
        assert!(others.iter().all(|other| page.1.contains(&format!("<a href=\"{other}\""))), "{others:?}");
    }
    for (page, mark) in
        pages.iter().zip(["LUONNOS – ei julkaistavaksi", "UTKAST – får inte publiceras", "DRAFT – not for publication"])
    {
        assert!(page.1.contains(&format!("<div class=\"banner\" role=\"note\">{mark}</div>")), "{mark}");
    }
}

#[test]
fn the_message_of_a_scenario_that_failed_is_marked_as_english() {
    let pages = pages(|workdir| {
        let mut statistics = Statistics::tiny();
        statistics.row("employment_rate", 2024, "049").value = None;
        workdir.statistics(&statistics);
        workdir.append(
            "index.toml",
            "\n[method.imputation]\nmethod = \"mean\"\n\n[method.missing]\npolicy = \"fail\"\nlargest_share = 0.5\n",
        );
    });
    for (language, page) in &pages {
        let is_marked = page.contains("<dd lang=\"en\">the indicator ");
        assert_eq!(is_marked, *language != "en", "{language}");
    }
}

#[test]
fn a_language_without_sentences_of_its_own() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "title = \"Tiny index\"", "title = { de = \"Kleiner Index\", sv = \"Litet index\" }");
    workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"de\", \"sv\"]");
    audited(&workdir, AUDIT);
    let page = workdir.read(PAGE);
    assert!(page.contains("<html lang=\"en\">"), "sentences are English");
    assert!(page.contains("<h1><span lang=\"de\">Kleiner Index</span>: statistical audit"), "the title is not");
    assert!(workdir.read("out/tiny-audit/audit.sv.html").contains("<h1>Litet index: statistisk granskning"));
}

#[test]
fn a_scenario_is_the_build_with_that_choice() {
    let workdir = Workdir::new();
    audited(&workdir, AUDIT);
    let scenarios = workdir.read("out/tiny-audit/scenario_ranks.csv");
    let of = |scenario: &str, what: &str| -> Vec<String> {
        let rows = scenarios.lines().map(|line| line.split(',').collect::<Vec<&str>>());
        let chosen = rows.filter(|row| row[2] == scenario && row[3] == what);
        chosen.map(|row| format!("{} {}", row[4], row[7])).collect()
    };
    let built = |change: &dyn Fn(&Workdir)| -> Vec<String> {
        let other = Workdir::new();
        change(&other);
        let rankings = other.rankings();
        let rows = rankings.lines().map(|line| line.split(',').collect::<Vec<&str>>());
        let rank = rankings.lines().next().and_then(|header| header.split(',').position(|title| title == "tiny_rank"));
        rows.filter(|row| row[0] == "2025").map(|row| format!("{} {}", row[1], row[rank.expect("ranks")])).collect()
    };
    let geometric = "\n[method.aggregation]\nmethod = \"geometric-mean\"\n[method.normalisation]\nrange = [1, 100]\n";
    let expected = built(&|workdir| workdir.append("index.toml", geometric));
    assert_eq!(expected.len(), 7);
    assert_eq!(of("aggregation", "geometric-mean"), expected);
    let expected = built(&|workdir| {
        let text = workdir.read("index.toml");
        let start = text.find("[[indicator]]\nid = \"employment\"").expect("the indicator");
        let end = text.find("[[indicator]]\nid = \"growth\"").expect("the next one");
        workdir.write("index.toml", format!("{}{}", &text[..start], &text[end..]));
    });
    assert_eq!(of("without-indicator", "employment"), expected);
}

#[test]
fn names_stay_text() {
    let workdir = Workdir::new();
    let hostile = "<script>alert('1')</script>\\\"&`<b>";
    workdir.edit("index.toml", "title = \"Tiny index\"", &format!("title = \"{hostile}\"\nlabel = \"</style><img src=x>\""));
    workdir.edit("index.toml", "id = \"growth\"\n", &format!("id = \"growth\"\nname = \"{hostile}\"\n"));
    workdir.edit("index.toml", "name = \"cities\"", "name = \"</table><i>\"");
    workdir.edit("regions.csv", "Espoo", "\"<img src=x onerror=alert(1)>\u{202e}\"\"`x\"");
    workdir.edit("regions.csv", "Helsinki", "--></main>{{ 7 * 7 }}");
    let finished = workdir.run(AUDIT);
    assert_eq!(finished.code, Some(0), "{finished}");
    let page = workdir.read(PAGE);
    for markup in ["<script", "<img", "<b>", "<i>", "\u{202e}"] {
        assert!(!page.contains(markup), "`{markup}` in the page");
    }
    assert!(page.contains("{{ 7 * 7 }}") && page.contains("&#60;script&#62;"));
    // What names say is text: the page is as sound as without them.
    let content = workdir.content();
    let beside = content.keys().filter_map(|name| name.strip_prefix("out/tiny-audit/")).filter(|name| !name.is_empty());
    sound(&page.replace("src=x", "src x"), "audit.html", &beside.collect());
}

#[test]
fn demonstration_data_are_marked() {
    let workdir = Workdir::new();
    let demo = workdir.run(&["demo", "--regions", "40", "--indicators", "6", "--years", "4", "--out", "load", "--quiet"]);
    assert_eq!(demo.code, Some(0), "{demo}");
    let arguments = ["audit", "load/index.toml", "--out", "load-audit", "--replicates", "20", "--points", "8"];
    assert!(audited(&workdir, &arguments).contains("DEMONSTRATION DATA"));
    let page = workdir.read("load-audit/audit.html");
    let mark = "DEMONSTRATION DATA – the figures are invented, not for publication";
    assert!(page.contains(&format!("<div class=\"banner\" role=\"note\">{mark}</div>")));
    assert!(page.contains("<body data-status=\"demo\">"));
    for (name, bytes) in
        workdir.content().into_iter().filter(|(name, _)| name.starts_with("load-audit/") && name.ends_with(".csv"))
    {
        let text = String::from_utf8(bytes).expect("text");
        let mut lines = text.lines();
        assert!(lines.next().is_some_and(|header| header.ends_with(",data_status")), "{name}");
        assert!(lines.all(|line| line.ends_with(",demo")), "{name}");
    }
}

#[test]
fn a_final_index_has_no_banner() {
    let workdir = Workdir::new();
    audited(&workdir, AUDIT);
    assert!(workdir.read(PAGE).contains("<div class=\"banner\" role=\"note\">DRAFT – not for publication</div>"));
    workdir.append("index.toml", "\n[release]\nstatus = \"final\"\n");
    audited(&workdir, AUDIT);
    assert!(!workdir.read(PAGE).contains("role=\"note\""));
}

#[test]
fn the_same_bytes_again() {
    let workdir = Workdir::new();
    audited(&workdir, AUDIT);
    let first = workdir.content();
    for threads in ["1", "4"] {
        audited(&workdir, &[AUDIT, &["--threads", threads]].concat());
        assert!(first == workdir.content(), "{threads} threads");
    }
    audited(&workdir, &[AUDIT, &["--seed", "2"]].concat());
    assert!(first != workdir.content(), "another seed draws the same");
}

#[test]
fn an_index_without_types_and_without_factors() {
    let workdir = Workdir::new();
    let text = workdir.read("index.toml");
    let (start, end) = (text.find("[regions.types]").expect("types"), text.find("[[source]]").expect("sources"));
    let text = format!("{}{}", &text[..start], &text[end..]);
    let text = text.replace("[[factor]]\nid = \"work\"\n", "").replace("[[factor]]\nid = \"people\"\n", "");
    workdir.write("index.toml", text.replace("factor = \"work\"\n", "").replace("factor = \"people\"\n", ""));
    workdir.edit("regions.csv", "name_en,region_type,mainland", "name_en,kind,mainland");
    audited(&workdir, AUDIT);
    let page = workdir.read(PAGE);
    assert!(!page.contains("id=\"types\"") && !page.contains("id=\"correlations-factors\""));
    assert!(!page.contains("id=\"without-factor\"") && page.contains("id=\"without-indicator\""));
}

#[test]
fn too_few_regions_to_say_anything() {
    for universe in ["name_en = [\"Espoo\"]", "name_en = [\"Espoo\", \"Vantaa\"]"] {
        let workdir = Workdir::new();
        workdir.edit("index.toml", "universe = { mainland = \"yes\" }", &format!("universe = {{ {universe} }}"));
        audited(&workdir, AUDIT);
    }
    let workdir = Workdir::new();
    workdir.edit("index.toml", "universe = { mainland = \"yes\" }", "universe = { name_en = [\"Espoo\"] }");
    assert_snapshot!(audited(&workdir, AUDIT), @r"
    exit code: 0
    ----- stdout -----
    Tiny index: audit of edition 2025
    *** draft ***

      - Coherence: 6 findings (3 on availability, 1 on correlations, 1 on weights, 1 on factors)
      - Uncertainty: half of the 90 % intervals of ranks are at most 0 places wide; 1 of 1 (100 %) are narrower than 1
        place, a twentieth of the ranking; 1 group of regions can be told apart
      - No region ranks outside its own interval
      - Sensitivity: nothing that is drawn moves any rank
      - Without one indicator, ranks move by 0 to 0 places on the average, most without `workplaces`: no region moves
      - Without one factor, ranks move by 0 to 0 places on the average, most without `work`: no region moves
      - With one choice otherwise, ranks move by 0 to 0 places on the average, most with normalisation by minimum and
        maximum, outliers treated: no region moves

    Findings are reasons to look, not errors. Intervals and shifts show sensitivity to choices of method; they are no
    margin of error

    Wrote 22 files to out/tiny-audit; read audit.html
    ");
}

#[test]
fn what_cannot_be_computed_is_named() {
    let workdir = Workdir::new();
    // A gap that is filled: without imputation the build would stop.
    let mut statistics = Statistics::tiny();
    statistics.row("employment_rate", 2024, "049").value = None;
    workdir.statistics(&statistics);
    workdir.append(
        "index.toml",
        "\n[method.imputation]\nmethod = \"mean\"\n\n[method.missing]\npolicy = \"fail\"\nlargest_share = 0.5\n",
    );
    audited(&workdir, AUDIT);
    let page = workdir.read(PAGE);
    assert_snapshot!(words(&page, "<h3>What was not computed, and why</h3>", "</dl>"), @r"
    No imputation the indicator employment is missing for 1 of 7 regions in edition 2025 (statistic period 2024) Equal weights all weights are equal already Normalisation by percentile rank it is what is configured Equal values share the mean of their places it is what is configured Arithmetic mean at all nodes it is what is configured No treatment of outliers no outliers are treated as it is
    ");
}

#[test]
fn less_is_better() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[method.aggregation]\nmethod = \"mean-of-ranks\"\n");
    audited(&workdir, AUDIT);
    let page = workdir.read(PAGE);
    assert_snapshot!(words(&page, "<h3>What was not computed, and why</h3>", "</dl>"), @r"
    Equal weights all weights are equal already Normalisation by percentile rank it is what is configured Equal values share the mean of their places it is what is configured Arithmetic mean at all nodes less is better in a factor or in the index, and a mean of scores would turn its order Geometric mean at all nodes, scores from 1 up less is better in a factor or in the index, and a mean of scores would turn its order No treatment of outliers no outliers are treated as it is No imputation no values are filled in as it is
    ");
}

#[test]
fn a_region_outside_its_own_interval() {
    let workdir = Workdir::new();
    // Every replicate is the same, and none is as configured.
    workdir.append(
        "index.toml",
        "\n[robustness]\nindicator_weights = \"off\"\nfactor_weights = \"off\"\nleft_out = \"off\"\n\
         normalisation = { among = [\"z-score\"] }\nties = { among = [\"configured\"] }\n",
    );
    let said = audited(&workdir, AUDIT);
    let named = "4 regions rank outside their own interval: Espoo (rank 1, interval 2), Helsinki (rank 2, interval 1)";
    assert!(said.contains(named), "{said}");
    assert!(workdir.read(PAGE).contains("<circle class=\"outside\""));
    assert!(workdir.read(PAGE).contains("<span class=\"flag\">outside</span>"));
}

#[test]
fn nothing_that_is_drawn() {
    let workdir = Workdir::new();
    workdir.append(
        "index.toml",
        "\n[robustness]\nindicator_weights = \"off\"\nfactor_weights = \"off\"\nleft_out = \"off\"\n\
         normalisation = { among = [\"configured\"] }\nties = { among = [\"configured\"] }\n",
    );
    let said = audited(&workdir, AUDIT);
    assert!(said.contains("Sensitivity: not computed"), "{said}");
    assert!(!workdir.content().contains_key("out/tiny-audit/sensitivity.csv"));
    let workdir = Workdir::new();
    audited(&workdir, &["audit", "index.toml", "--replicates", "40", "--points", "0"]);
    assert!(!workdir.content().contains_key("out/tiny-audit/sensitivity.csv"));
}

#[test]
fn another_node_and_another_edition() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[robustness]\nnodes = [\"work\"]\n");
    audited(&workdir, &[AUDIT, &["--edition", "2024", "--out", "audit"]].concat());
    let editions: BTreeSet<String> = workdir
        .read("audit/robustness.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').take(2).collect::<Vec<&str>>().join(" "))
        .collect();
    assert_eq!(editions, ["2024 tiny", "2024 work"].map(str::to_owned).into());
    assert!(workdir.read("audit/audit.html").contains("statistical audit of edition 2024"));
}

#[test]
fn json() {
    let workdir = Workdir::new();
    let finished = workdir.run(&[AUDIT, &["--json"]].concat());
    assert_eq!((finished.code, finished.stderr.as_str()), (Some(0), ""), "{finished}");
    let value: serde_json::Value = serde_json::from_str(&finished.stdout).expect("JSON");
    let keys: Vec<&String> = value.as_object().expect("an object").keys().collect();
    assert_snapshot!(keys.into_iter().cloned().collect::<Vec<String>>().join(" "), @r"
    data_status drawn edition files index interval median_width n_narrower n_outside narrower_than note out regions_ranked replicates seed summary tables
    ");
    assert_eq!(value["regions_ranked"], 7);
    assert_eq!(value["data_status"], "draft");
    assert_eq!(value["tables"]["robustness"].as_array().map(Vec::len), Some(7));
    assert!(value["tables"]["scenarios"].as_array().is_some_and(|rows| rows.iter().any(|row| row["of"] == "geometric-mean")));
    assert_eq!(workdir.run(&[AUDIT, &["--quiet"]].concat()).to_string(), "exit code: 0\n");
}

#[test]
fn faults() {
    let workdir = Workdir::built();
    assert_snapshot!(workdir.refused_by(&[AUDIT, &["--edition", "2023"]].concat()), @r"
    exit code: 2
    ----- stderr -----
    error: there is no edition `2023`
      help: did you mean `2024`?
    ");
    assert_snapshot!(workdir.refused_by(&[AUDIT, &["--out", "out"]].concat()), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds a build, not an audit
      help: choose another folder with `--out`
    ");
    assert_snapshot!(workdir.refused_by(&["audit", "index.toml", "--replicates", "0"]), @r"
    exit code: 2
    ----- stderr -----
    error: invalid value '0' for '--replicates <N>': 0 is not in 1..=1000000

    For more information, try '--help'.
    ");
    workdir.append("index.toml", "\n[robustness]\nreplicates = 0\n");
    assert_snapshot!(workdir.refused_by(&["audit", "index.toml"]), @r"
    exit code: 2
    ----- stderr -----
    error: the configuration switches replicates off (`replicates = 0` under [robustness])
      help: give their number: `--replicates 10000`
    ");
    audited(&workdir, &["audit", "index.toml", "--replicates", "20", "--points", "8", "--out", "other"]);
    workdir.write("other/notes of mine.txt", "kept");
    assert_snapshot!(workdir.refused_by(&[AUDIT, &["--out", "other"]].concat()), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `other` holds files that evp did not write
          `notes of mine.txt`
      help: move them elsewhere, or choose another folder with `--out`
    ");
}
