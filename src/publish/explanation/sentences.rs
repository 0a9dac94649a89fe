//! What a press officer would say, in Finnish, Swedish and English, from the numbers only.
//!
//! Careful words: a score is a position relative to others, so a region "rose relative to other municipalities", and beside what an
//! indicator did to the score stand its own change and the median change of all regions; nothing is said of causes in the world. A
//! name is only ever a subject, so that no name need be inflected. Other languages get the English text.

use super::nouns::Nouns;
use super::{Explained, percent, value_decimals};
use crate::analysis::attribution::IndicatorPart;
use crate::analysis::explanation::Place;
use crate::tree::Tree;

/// Indicators that are named on either side.
const MOST_NAMED: usize = 2;

/// The sentences in a language, one paragraph.
pub fn text(explained: &Explained<'_>, language: &str) -> String {
    let question = &explained.question;
    let name = explained.region(question.region_idx, language);
    let edition = explained.edition(question.edition_idx);
    let root = &explained.explanation.nodes[Tree::ROOT];
    if root.score.is_nan() {
        let coverage = percent(root.coverage, language);
        return match language {
            "fi" => {
                format!("{name} ei saanut sijoitusta julkaisussa {edition}, koska tietoja puuttuu liikaa (kattavuus {coverage}).")
            }
            "sv" => {
                format!(
                    "{name} fick ingen placering i utgåvan {edition}, eftersom för många uppgifter saknas (täckning {coverage})."
                )
            }
            _ => format!("{name} is not ranked in edition {edition}, because too much is missing (coverage {coverage})."),
        };
    }
    let nouns = Nouns::of_level(&question.regions.level);
    let mut sentences = vec![standing(explained, nouns, &name, edition, language)];
    match question.against {
        Some(before) => {
            let before = explained.edition(before);
            sentences.extend(climbed(explained, nouns, before, language));
            sentences.extend(points(explained, nouns, before, language));
        }
        None => sentences.push(
            match language {
                "fi" => "Aiempaa julkaisua ei ole, joten muutosta ei voi laskea.",
                "sv" => "Det finns ingen tidigare utgåva att jämföra med.",
                _ => "There is no earlier edition to compare with.",
            }
            .to_owned(),
        ),
    }
    sentences.extend(best_and_weakest(explained, language));
    sentences.join(" ")
}

fn standing(explained: &Explained<'_>, nouns: &Nouns, name: &str, edition: &str, language: &str) -> String {
    let root = &explained.explanation.nodes[Tree::ROOT];
    let rank = |place: Place| match (language, place.is_shared) {
        ("fi", true) => format!("jaetulla {}. sijalla", place.rank),
        ("fi", false) => format!("{}. sijalla", place.rank),
        ("sv", true) => format!("på delad plats {}", place.rank),
        ("sv", false) => format!("på plats {}", place.rank),
        (_, true) => format!("shares rank {}", place.rank),
        (_, false) => format!("has rank {}", place.rank),
    };
    let (all, n_all) = (rank(root.place), root.place.n_regions);
    let everyone = match language {
        "fi" => format!("kaikkien {} joukossa (yhteensä {n_all})", nouns.finnish_genitive),
        "sv" => format!("bland alla {} (totalt {n_all})", nouns.swedish_plural),
        _ => format!("among all {n_all} {}", nouns.english_plural),
    };
    match (explained.type_name(language), language) {
        (Some(type_name), "fi") => format!(
            "{name} on julkaisussa {edition} aluetyypissään {} ({type_name}, yhteensä {}) ja {all} {everyone}.",
            rank(root.type_place),
            root.type_place.n_regions
        ),
        (Some(type_name), "sv") => format!(
            "{name} ligger i utgåvan {edition} {} inom sin områdestyp ({type_name}, totalt {}) och {all} {everyone}.",
            rank(root.type_place),
            root.type_place.n_regions
        ),
        (Some(type_name), _) => format!(
            "In edition {edition}, {name} {} in its region type ({type_name}, {} in all) and {all} {everyone}.",
            rank(root.type_place),
            root.type_place.n_regions
        ),
        (None, "fi") => format!("{name} on julkaisussa {edition} {all} {everyone}."),
        (None, "sv") => format!("{name} ligger i utgåvan {edition} {all} {everyone}."),
        (None, _) => format!("In edition {edition}, {name} {all} {everyone}."),
    }
}

/// How the rank moved: in the type, else among all; and that a change of type leaves nothing to compare within it.
fn climbed(explained: &Explained<'_>, nouns: &Nouns, before: &str, language: &str) -> Vec<String> {
    let explanation = explained.explanation;
    let root = &explanation.nodes[Tree::ROOT];
    let mut sentences = Vec::new();
    if explanation.changed_type {
        sentences.push(match language {
            "fi" => format!("Aluetyyppi on muuttunut julkaisusta {before}, joten sijoitusta aluetyypissä ei verrata."),
            "sv" => format!("Områdestypen har ändrats sedan utgåvan {before}, så placeringen inom områdestypen jämförs inte."),
            _ => format!("Its region type has changed since edition {before}, so its rank in the type is not compared."),
        });
    }
    let Some(climbed) = root.climbed_in_type.or(root.climbed) else { return sentences };
    let is_among_stayed = root.climbed_in_type.is_some() && explanation.type_has_other_members;
    let has_types = explained.question.regions.types.is_some();
    let among = match (language, root.climbed_in_type.is_some(), has_types) {
        (_, false, false) => String::new(),
        ("fi", true, _) => " aluetyypissään".to_owned(),
        ("fi", ..) => format!(" kaikkien {} joukossa", nouns.finnish_genitive),
        ("sv", true, _) => " inom sin områdestyp".to_owned(),
        ("sv", ..) => format!(" bland alla {}", nouns.swedish_plural),
        (_, true, _) => " in its region type".to_owned(),
        _ => format!(" among all {}", nouns.english_plural),
    };
    let n_places = climbed.unsigned_abs();
    sentences.push(match (language, climbed) {
        ("fi", 0) if is_among_stayed => format!(
            "Niiden {} joukossa, jotka kuuluvat aluetyyppiin molemmissa julkaisuissa, sijoitus on sama kuin julkaisussa {before}.",
            nouns.finnish_genitive
        ),
        ("sv", 0) if is_among_stayed => format!(
            "Bland de {} som hör till områdestypen i båda utgåvorna är placeringen densamma som i utgåvan {before}.",
            nouns.swedish_plural
        ),
        (_, 0) if is_among_stayed => format!(
            "Among the {} that belong to the type in both editions, the rank is the same as in edition {before}.",
            nouns.english_plural
        ),
        ("fi", 0) => format!("Sijoitus{} on sama kuin julkaisussa {before}.", among.replace("aluetyypissään", "aluetyypissä")),
        ("sv", 0) => {
            format!("Placeringen{} är densamma som i utgåvan {before}.", among.replace("sin områdestyp", "områdestypen"))
        }
        (_, 0) => format!("The rank{} is the same as in edition {before}.", among.replace("its", "the")),
        ("fi", _) => {
            let moved = if climbed > 0 { "nousi" } else { "laski" };
            let places = if n_places == 1 { "yhden sijan".to_owned() } else { format!("{n_places} sijaa") };
            format!("Julkaisuun {before} verrattuna se {moved} suhteessa {} {places}{among}.", nouns.finnish_others)
        }
        ("sv", _) => {
            let moved = if climbed > 0 { "steg" } else { "sjönk" };
            let places = if n_places == 1 { "en placering".to_owned() } else { format!("{n_places} placeringar") };
            format!(
                "Jämfört med utgåvan {before} {moved} {} {places}{among} i förhållande till andra {}.",
                nouns.swedish_definite, nouns.swedish_plural
            )
        }
        _ => {
            let moved = if climbed > 0 { "rose" } else { "fell" };
            let places = if n_places == 1 { "one place".to_owned() } else { format!("{n_places} places") };
            format!("Compared with edition {before}, it {moved} {places}{among} relative to other {}.", nouns.english_plural)
        }
    });
    if is_among_stayed && climbed != 0 {
        sentences.push(
            match language {
                "fi" => "Muutos on laskettu niiden kesken, jotka kuuluvat aluetyyppiin molemmissa julkaisuissa.",
                "sv" => "Förändringen är räknad bland dem som hör till områdestypen i båda utgåvorna.",
                _ => "The change is counted among those that belong to the type in both editions.",
            }
            .to_owned(),
        );
    }
    sentences
}

/// How the score moved, by whose doing, and in which indicators.
fn points(explained: &Explained<'_>, nouns: &Nouns, before: &str, language: &str) -> Vec<String> {
    let root = &explained.explanation.nodes[Tree::ROOT];
    let Some(change) = &root.change else {
        return vec![match language {
            "fi" => format!("Julkaisussa {before} sillä ei ollut sijoitusta, joten muutosta ei voi laskea."),
            "sv" => format!(
                "I utgåvan {before} hade {} ingen placering, så någon förändring kan inte beräknas.",
                nouns.swedish_definite
            ),
            _ => format!("It was not ranked in edition {before}, so there is no change."),
        }];
    };
    let decimals = explained.question.plan.publish.decimals;
    let Some(printed) = explained.printed_parts() else { return Vec::new() };
    let causes = [0, 1, 2].map(|cause| printed.sum(cause));
    let shown = |value: f64| super::signed(value, decimals, language);
    let (before, now) = (explained.points(change.before, language), explained.points(change.now, language));
    let (own, others, rest, total) = (shown(causes[0]), shown(causes[1]), shown(causes[2]), shown(printed.total()));
    let has_rest = crate::round::to_decimals(causes[2], decimals) != 0.0;
    let mut sentences = vec![match (language, has_rest) {
        ("fi", false) => format!(
            "Pistemäärän muutos on {total} ({before} → {now}). Siitä omien lukujen muutosten osuus on {own} ja muiden {} lukujen \
             muutosten {others}.",
            nouns.finnish_genitive
        ),
        ("fi", true) => format!(
            "Pistemäärän muutos on {total} ({before} → {now}). Siitä omien lukujen muutosten osuus on {own}, muiden {} lukujen \
             muutosten {others} ja muiden syiden (painot, kattavuus, indikaattorivalikoima) {rest}.",
            nouns.finnish_genitive
        ),
        ("sv", false) => format!(
            "Poängtalets förändring är {total} ({before} → {now}). Av den beror {own} på förändringar i egna värden och {others} på \
             förändringar i andra {} värden.",
            nouns.swedish_genitive
        ),
        ("sv", true) => format!(
            "Poängtalets förändring är {total} ({before} → {now}). Av den beror {own} på förändringar i egna värden, {others} på \
             förändringar i andra {} värden och {rest} på andra orsaker (vikter, täckning, urval av indikatorer).",
            nouns.swedish_genitive
        ),
        (_, false) => format!(
            "The score changed by {total} ({before} → {now}): {own} is due to its own figures and {others} to those of other {}.",
            nouns.english_plural
        ),
        (_, true) => format!(
            "The score changed by {total} ({before} → {now}): {own} is due to its own figures, {others} to those of other {} and \
             {rest} to other causes (weights, coverage, choice of indicators).",
            nouns.english_plural
        ),
    }];
    let mut parts: Vec<&IndicatorPart> = change.parts.iter().collect();
    parts.sort_by(|a, b| b.total().total_cmp(&a.total()).then(a.indicator_idx.cmp(&b.indicator_idx)));
    let named = |part: &&&IndicatorPart| {
        let total = printed.of(part.indicator_idx).map_or(0.0, |causes| causes.iter().sum());
        let values = own_change(explained, part.indicator_idx, language).map_or(String::new(), |values| format!("; {values}"));
        format!("{} ({}{values})", explained.indicator(part.indicator_idx, language), shown(total))
    };
    let least = 0.5 * 10f64.powi(-(decimals as i32));
    let up: Vec<String> = parts.iter().filter(|part| least <= part.total()).take(MOST_NAMED).map(|part| named(&part)).collect();
    let down: Vec<String> =
        parts.iter().rev().filter(|part| part.total() <= -least).take(MOST_NAMED).map(|part| named(&part)).collect();
    // The Finnish verb agrees with the number of indicators.
    for (list, is_up) in [(up, true), (down, false)] {
        let words = match (language, is_up, list.len()) {
            (_, _, 0) => continue,
            ("fi", true, 1) => "Eniten nosti",
            ("fi", true, _) => "Eniten nostivat",
            ("fi", false, 1) => "Eniten laski",
            ("fi", false, _) => "Eniten laskivat",
            ("sv", true, _) => "Mest höjdes poängtalet av",
            ("sv", false, _) => "Mest sänktes poängtalet av",
            (_, true, _) => "What raised it most",
            (_, false, _) => "What lowered it most",
        };
        sentences.push(format!("{words}: {}.", list.join(", ")));
    }
    sentences
}

/// "0.00 → 5.26 per 1 000; median change −0.12": how the region's own figure moved, and that of the region in the middle.
fn own_change(explained: &Explained<'_>, indicator_idx: usize, language: &str) -> Option<String> {
    let indicator = &explained.explanation.indicators[indicator_idx];
    let before = indicator.before.filter(|_| !indicator.raw_change.is_nan())?.raw;
    let decimals = value_decimals(before, indicator.raw);
    let number = |value: f64| super::minus(&crate::publish::people::Dialect::of(language).number(value, decimals));
    let unit = match explained.text(&explained.question.plan.indicators[indicator_idx].unit, language) {
        Some("%") => super::percent_sign(language).to_owned(),
        // "5.26 1 000 inhabitants" would read as one number.
        Some(unit) if !unit.starts_with(|first: char| first.is_ascii_digit()) => format!(" {unit}"),
        _ => String::new(),
    };
    let median = super::signed(indicator.median_change, decimals, language);
    let words = crate::publish::labels::MEDIAN_CHANGE.in_language(language);
    Some(format!("{} → {}{unit}; {words} {median}", number(before), number(indicator.raw)))
}

fn best_and_weakest(explained: &Explained<'_>, language: &str) -> Vec<String> {
    let explanation = explained.explanation;
    let named = |list: &[usize]| -> Vec<String> {
        let named = |&indicator_idx: &usize| {
            let indicator = &explanation.indicators[indicator_idx];
            let standing = if indicator.type_place.rank > 0 { indicator.type_place } else { indicator.place };
            format!("{} ({}/{})", explained.indicator(indicator_idx, language), standing.rank, standing.n_regions)
        };
        list.iter().take(MOST_NAMED).map(named).collect()
    };
    let in_type = match (language, explained.question.regions.types.is_some()) {
        (_, false) => "",
        ("fi", true) => " aluetyypissä",
        ("sv", true) => " inom områdestypen",
        (_, true) => " in the region type",
    };
    let lists = [(true, named(&explanation.strengths)), (false, named(&explanation.weaknesses))];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty()).map(|(are_best, list)| {
        let words = match (language, are_best, list.len()) {
            ("fi", true, 1) => "Paras sijoitus",
            ("fi", true, _) => "Parhaat sijoitukset",
            ("fi", false, 1) => "Heikoin sijoitus",
            ("fi", false, _) => "Heikoimmat sijoitukset",
            ("sv", true, 1) => "Den bästa placeringen",
            ("sv", true, _) => "De bästa placeringarna",
            ("sv", false, 1) => "Den svagaste placeringen",
            ("sv", false, _) => "De svagaste placeringarna",
            (_, true, 1) => "Best place",
            (_, true, _) => "Best places",
            (_, false, 1) => "Weakest place",
            (_, false, _) => "Weakest places",
        };
        format!("{words}{in_type}: {}.", list.join(", "))
    });
    lists.collect()
}
