//! What a press officer would say, in Finnish, Swedish and English, from the numbers only.
//!
//! Careful words: a score is a position relative to others, so a region "rose relative to other municipalities"; nothing is said
//! of causes in the world. Other languages get the English text.

use super::{Explained, arrow_words};
use crate::analysis::attribution::IndicatorPart;
use crate::analysis::explanation::Place;
use crate::publish::labels::Label;
use crate::publish::people::Dialect;
use crate::tree::Tree;

/// Indicators that are named on either side.
const MOST_NAMED: usize = 2;

const OTHER_MUNICIPALITIES: Label = Label::new("muihin kuntiin", "andra kommuner", "other municipalities");
const OTHER_REGIONS: Label = Label::new("muihin alueisiin", "andra områden", "other regions");

/// The sentences in a language, one paragraph.
pub fn text(explained: &Explained<'_>, language: &str) -> String {
    let question = &explained.question;
    let name = explained.region(question.region_idx, language);
    let edition = explained.edition(question.edition_idx);
    let root = &explained.explanation.nodes[Tree::ROOT];
    if root.score.is_nan() {
        let coverage = Dialect::of(language).number(100.0 * root.coverage, 0);
        return match language {
            "fi" => format!(
                "{name} ei saanut sijoitusta julkaisussa {edition}, koska tietoja puuttuu liikaa (kattavuus {coverage} %)."
            ),
            "sv" => format!(
                "{name} fick ingen placering i utgåvan {edition}, eftersom för mycket uppgifter saknas (täckning {coverage} %)."
            ),
            _ => format!("{name} is not ranked in edition {edition}, because too much is missing (coverage {coverage} %)."),
        };
    }
    let others = if question.regions.level == "municipality" { OTHER_MUNICIPALITIES } else { OTHER_REGIONS };
    let others = others.in_language(language);
    let mut sentences = vec![standing(explained, &name, edition, language)];
    if let Some(before) = question.against {
        let before = explained.edition(before);
        let climbed = root.climbed_in_type.or(root.climbed);
        sentences.extend(climbed.map(|climbed| arrow_words(climbed, others, before, root.climbed_in_type.is_some(), language)));
        sentences.extend(points(explained, language));
    } else {
        sentences.push(
            match language {
                "fi" => "Aiempaa julkaisua, johon verrata, ei ole.",
                "sv" => "Det finns ingen tidigare utgåva att jämföra med.",
                _ => "There is no earlier edition to compare with.",
            }
            .to_owned(),
        );
    }
    sentences.extend(best_and_weakest(explained, language));
    sentences.join(" ")
}

fn standing(explained: &Explained<'_>, name: &str, edition: &str, language: &str) -> String {
    let root = &explained.explanation.nodes[Tree::ROOT];
    let rank = |place: Place| match (language, place.is_shared) {
        ("fi", true) => format!("jaetulla {}. sijalla", place.rank),
        ("fi", false) => format!("sijalla {}", place.rank),
        ("sv", true) => format!("på delad plats {}", place.rank),
        ("sv", false) => format!("på plats {}", place.rank),
        (_, true) => format!("shares rank {}", place.rank),
        (_, false) => format!("has rank {}", place.rank),
    };
    let (all, n_all) = (rank(root.place), root.place.n_regions);
    match (explained.type_name(language), language) {
        (Some(type_name), "fi") => format!(
            "{name} on julkaisussa {edition} {} tyypissään ({type_name}, yhteensä {}) ja {all} kaikkien joukossa (yhteensä {n_all}).",
            rank(root.type_place),
            root.type_place.n_regions
        ),
        (Some(type_name), "sv") => format!(
            "{name} ligger i utgåvan {edition} {} inom sin typ ({type_name}, totalt {}) och {all} bland alla (totalt {n_all}).",
            rank(root.type_place),
            root.type_place.n_regions
        ),
        (Some(type_name), _) => format!(
            "In edition {edition}, {name} {} in its type ({type_name}, {} in all) and {all} among all {n_all}.",
            rank(root.type_place),
            root.type_place.n_regions
        ),
        (None, "fi") => format!("{name} on julkaisussa {edition} {all} (yhteensä {n_all})."),
        (None, "sv") => format!("{name} ligger i utgåvan {edition} {all} (totalt {n_all})."),
        (None, _) => format!("In edition {edition}, {name} {all} among all {n_all}."),
    }
}

/// How the score moved, by whose doing, and in which indicators.
fn points(explained: &Explained<'_>, language: &str) -> Vec<String> {
    let root = &explained.explanation.nodes[Tree::ROOT];
    let Some(change) = &root.change else {
        return vec![
            match language {
                "fi" => "Edellisessä julkaisussa sillä ei ollut sijoitusta, joten muutosta ei ole.",
                "sv" => "I den förra utgåvan hade det ingen placering, så det finns ingen förändring.",
                _ => "It was not ranked in the earlier edition, so there is no change.",
            }
            .to_owned(),
        ];
    };
    let decimals = explained.question.plan.publish.decimals;
    let Some(printed) = explained.printed_parts() else { return Vec::new() };
    let causes = [0, 1, 2].map(|cause| printed.sum(cause));
    let shown = |value: f64| super::signed(value, decimals, language);
    let (before, now) = (explained.points(change.before, language), explained.points(change.now, language));
    let (own, others, total) = (shown(causes[0]), shown(causes[1]), shown(printed.total()));
    let further = if crate::round::to_decimals(causes[2], decimals) == 0.0 {
        String::new()
    } else {
        let rest = shown(causes[2]);
        match language {
            "fi" => format!(", muiden syiden (painot, kattavuus, indikaattorit) osuus {rest}"),
            "sv" => format!(", av andra orsaker (vikter, täckning, indikatorer) {rest}"),
            _ => format!(", to other causes (weights, coverage, indicators) {rest}"),
        }
    };
    let mut sentences = vec![match language {
        "fi" => format!(
            "Pistemäärä muuttui {total} ({before} → {now}): omien lukujen muutosten osuus on {own}, muiden alueiden muutosten {others}{further}."
        ),
        "sv" => format!(
            "Poängtalet ändrades {total} ({before} → {now}): av egna värdens förändringar beror {own}, av andra områdens {others}{further}."
        ),
        _ => format!(
            "The score changed by {total} ({before} → {now}): {own} is due to its own figures, {others} to those of other regions{further}."
        ),
    }];
    let mut parts: Vec<&IndicatorPart> = change.parts.iter().collect();
    parts.sort_by(|a, b| b.total().total_cmp(&a.total()).then(a.indicator_idx.cmp(&b.indicator_idx)));
    let named = |parts: Vec<&&IndicatorPart>| -> String {
        let named = |part: &&&IndicatorPart| {
            let total = printed.of(part.indicator_idx).map_or(0.0, |causes| causes.iter().sum());
            format!("{} ({})", explained.indicator(part.indicator_idx, language), shown(total))
        };
        parts.iter().take(MOST_NAMED).map(named).collect::<Vec<String>>().join(", ")
    };
    let least = 0.5 * 10f64.powi(-(decimals as i32));
    let up = named(parts.iter().filter(|part| least <= part.total()).collect());
    let down = named(parts.iter().rev().filter(|part| part.total() <= -least).collect());
    let (up_words, down_words) = match language {
        "fi" => ("Eniten nosti", "Eniten laski"),
        "sv" => ("Mest höjde", "Mest sänkte"),
        _ => ("What raised it most", "What lowered it most"),
    };
    for (words, list) in [(up_words, up), (down_words, down)] {
        if !list.is_empty() {
            sentences.push(format!("{words}: {list}."));
        }
    }
    sentences
}

fn best_and_weakest(explained: &Explained<'_>, language: &str) -> Vec<String> {
    let explanation = explained.explanation;
    let named = |list: &[usize]| -> String {
        let named = |&indicator_idx: &usize| {
            let indicator = &explanation.indicators[indicator_idx];
            let standing = if indicator.type_place.rank > 0 { indicator.type_place } else { indicator.place };
            format!("{} ({}/{})", explained.indicator(indicator_idx, language), standing.rank, standing.n_regions)
        };
        list.iter().take(MOST_NAMED).map(named).collect::<Vec<String>>().join(", ")
    };
    let (best, weakest) = match language {
        "fi" => ("Parhaat sijat", "Heikoimmat sijat"),
        "sv" => ("Bästa placeringar", "Svagaste placeringar"),
        _ => ("Best places", "Weakest places"),
    };
    [(best, &explanation.strengths), (weakest, &explanation.weaknesses)]
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(words, list)| format!("{words}: {}.", named(list)))
        .collect()
}
