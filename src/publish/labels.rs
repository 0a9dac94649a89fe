//! Words of the tables in Finnish, Swedish and English, in one place; other languages get the English ones.

pub mod audit;
mod dates;
pub mod desk;
pub mod footnotes;
pub mod method;
pub mod missing;
pub mod notes;
pub mod package;
pub mod profile;
pub mod quality;
pub mod reading;
pub mod release;
pub mod report;
pub mod robustness;
pub mod rules;
pub mod sentence;
pub mod workbook;

pub use dates::day_in_words;

use crate::ingest::DEMO_STATUS;

/// A word or phrase in the three languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    fi: &'static str,
    sv: &'static str,
    en: &'static str,
}

impl Label {
    /// A label of its Finnish, Swedish and English words.
    pub const fn new(fi: &'static str, sv: &'static str, en: &'static str) -> Self {
        Label { fi, sv, en }
    }

    /// The label in a language.
    pub fn in_language(self, language: &str) -> &'static str {
        match language {
            "fi" => self.fi,
            "sv" => self.sv,
            _ => self.en,
        }
    }
}

/// Header: edition.
pub const EDITION: Label = Label { fi: "Julkaisu", sv: "Utgåva", en: "Edition" };
/// Header: region code.
pub const CODE: Label = Label { fi: "Koodi", sv: "Kod", en: "Code" };
/// Header: name of the region.
pub const REGION: Label = Label { fi: "Alue", sv: "Område", en: "Region" };
/// Header: name of a municipality.
pub const MUNICIPALITY: Label = Label { fi: "Kunta", sv: "Kommun", en: "Municipality" };
/// Header: score of the index.
pub const INDEX: Label = Label { fi: "Indeksi", sv: "Index", en: "Index" };
/// Header: region type.
pub const REGION_TYPE: Label = Label { fi: "Aluetyyppi", sv: "Områdestyp", en: "Region type" };
/// Header: seutukunta.
pub const SEUTUKUNTA: Label = Label { fi: "Seutukunta", sv: "Ekonomisk region", en: "Sub-region" };
/// Header: maakunta.
pub const MAAKUNTA: Label = Label { fi: "Maakunta", sv: "Landskap", en: "Region (maakunta)" };
/// Header: rank within the type.
pub const TYPE_RANK: Label = Label { fi: "Sijoitus tyypissä", sv: "Placering inom typen", en: "Rank in type" };
/// Header: rank among all.
pub const RANK: Label = Label { fi: "Sijoitus", sv: "Placering", en: "Rank" };
/// Header: change of rank within the type.
pub const TYPE_RANK_CHANGE: Label =
    Label { fi: "Muutos tyypissä (sijaa)", sv: "Förändring inom typen (placeringar)", en: "Change in type (places)" };
/// Header: change of rank.
pub const RANK_CHANGE: Label = Label { fi: "Muutos (sijaa)", sv: "Förändring (placeringar)", en: "Change (places)" };
/// Header: rank within a further group.
pub const GROUP_RANK: Label = Label { fi: "Sijoitus ryhmässä", sv: "Placering i gruppen", en: "Rank in group" };
/// Header: change of rank within a further group.
pub const GROUP_RANK_CHANGE: Label =
    Label { fi: "Muutos ryhmässä (sijaa)", sv: "Förändring i gruppen (placeringar)", en: "Change in group (places)" };
/// Header: class of a result.
pub const CLASS: Label = Label { fi: "Luokka", sv: "Klass", en: "Class" };
/// Header: percentile rank of a result, 0 to 1.
pub const PERCENTILE: Label = Label { fi: "Persentiili (0–1)", sv: "Percentil (0–1)", en: "Percentile (0–1)" };
/// Header: share of the weight that rests on data.
pub const COVERAGE: Label = Label { fi: "Kattavuus (%)", sv: "Täckning (%)", en: "Coverage (%)" };
/// Header: what the data are.
pub const DATA_STATUS: Label = Label { fi: "Aineiston tila", sv: "Materialets status", en: "Data status" };
/// A shared rank: "jaettu 2."
pub const SHARED: Label = Label { fi: "jaettu", sv: "delad", en: "shared" };
/// Demonstration data.
pub const DEMO: Label = Label {
    fi: "ESITTELYAINEISTO – luvut ovat keksittyjä, ei julkaistavaksi",
    sv: "DEMONSTRATIONSDATA – siffrorna är påhittade, får inte publiceras",
    en: "DEMONSTRATION DATA – the figures are invented, not for publication",
};
/// Draft.
pub const DRAFT: Label = Label { fi: "luonnos", sv: "utkast", en: "draft" };
/// Final.
pub const FINAL: Label = Label { fi: "lopullinen", sv: "slutlig", en: "final" };
/// Under embargo.
pub const EMBARGO: Label = Label { fi: "julkaisukiellossa", sv: "under embargo", en: "under embargo" };
/// Corrected after publication.
pub const CORRECTED: Label = Label { fi: "korjattu", sv: "korrigerad", en: "corrected" };

/// Header: regions that climbed.
pub const IMPROVERS: Label = Label { fi: "Nousijat", sv: "Klättrare", en: "Improvers" };
/// Header: the edition that is compared with.
pub const IMPROVERS_SINCE: Label = Label { fi: "Verrattu julkaisuun", sv: "Jämfört med utgåvan", en: "Compared with edition" };
/// Header: among whom.
pub const IMPROVERS_AMONG: Label = Label { fi: "Vertailujoukko", sv: "Jämförelsegrupp", en: "Compared among" };
/// All regions.
pub const ALL_REGIONS: Label = Label { fi: "kaikki", sv: "alla", en: "all" };
/// Header: places gained.
pub const CLIMBED: Label = Label { fi: "Nousi (sijaa)", sv: "Steg (placeringar)", en: "Climbed (places)" };
/// Header: rank before.
pub const RANK_BEFORE: Label = Label { fi: "Sijoitus ennen", sv: "Tidigare placering", en: "Rank before" };
/// Header: change of the score.
pub const RELATIVE_CHANGE: Label = Label {
    fi: "Muutos suhteessa muihin (pistettä)",
    sv: "Förändring i förhållande till andra (poäng)",
    en: "Change relative to others (points)",
};
/// Header: an indicator that did it.
pub const LIFTED_MOST: Label = Label { fi: "Nosti eniten", sv: "Höjde mest", en: "Lifted it most" };
/// Points of the index.
pub const POINTS: Label = Label { fi: "pistettä", sv: "poäng", en: "points" };
/// Points of an indicator's own score.
pub const OWN_POINTS: Label =
    Label { fi: "indikaattorin omaa pistettä", sv: "av indikatorns egna poäng", en: "points of the indicator's own" };
/// Median change.
pub const MEDIAN_CHANGE: Label = Label { fi: "mediaanimuutos", sv: "medianförändring", en: "median change" };

/// Header: interval of the rank.
pub const RANK_INTERVAL: Label = Label {
    fi: "Sijoituksen vaihteluväli (menetelmäherkkyys, ei virhemarginaali)",
    sv: "Placeringens intervall (känslighet för metodval, inte felmarginal)",
    en: "Rank interval (sensitivity to method, not a margin of error)",
};
/// Header: the same within the region type.
pub const TYPE_RANK_INTERVAL: Label = Label {
    fi: "Vaihteluväli tyypissä (menetelmäherkkyys, ei virhemarginaali)",
    sv: "Intervall inom typen (känslighet för metodval, inte felmarginal)",
    en: "Interval in type (sensitivity to method, not a margin of error)",
};
/// Header: median rank of the replicates.
pub const MEDIAN_RANK: Label =
    Label { fi: "Mediaanisijoitus simulaatioissa", sv: "Medianplacering i simuleringarna", en: "Median rank of the simulations" };
/// Header: among the first k.
pub const AMONG_FIRST: Label = Label {
    fi: "Ensimmäisten joukossa, osuus simulaatioista (%)",
    sv: "Bland de första, andel av simuleringarna (%)",
    en: "Among the first, share of simulations (%)",
};
/// Header: ahead of the next region.
pub const AHEAD_OF_NEXT: Label = Label {
    fi: "Seuraavan edellä, osuus simulaatioista (%)",
    sv: "Före nästa, andel av simuleringarna (%)",
    en: "Ahead of the next, share of simulations (%)",
};
/// Header: better rank than in the edition before.
pub const IMPROVED: Label = Label {
    fi: "Noussut edellisestä, osuus simulaatioista (%)",
    sv: "Bättre än i föregående utgåva, andel av simuleringarna (%)",
    en: "Better than in the edition before, share of simulations (%)",
};
/// Header: group of regions that cannot be told apart.
pub const GROUP_NOT_APART: Label = Label {
    fi: "Ryhmä, jonka kärjestä ei erotu",
    sv: "Grupp vars främsta den inte skiljer sig från",
    en: "Group whose first it cannot be told from",
};

/// Fills the gaps of a sentence: `{}` in their order, `{0}` by position. What is filled in is never taken for a gap.
pub fn filled(sentence: &str, words: &[&str]) -> String {
    let (mut text, mut rest, mut next) = (String::new(), sentence, 0);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((place, after)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        let position = place.parse().unwrap_or(next);
        next += usize::from(place.is_empty());
        text.push_str(words.get(position).copied().unwrap_or_default());
        rest = after;
    }
    text + rest
}

/// What the data are, in words.
pub fn data_status(status: &str, language: &str) -> String {
    match status {
        DEMO_STATUS => DEMO.in_language(language).to_owned(),
        "draft" => DRAFT.in_language(language).to_owned(),
        "embargo" => EMBARGO.in_language(language).to_owned(),
        "corrected" => CORRECTED.in_language(language).to_owned(),
        "final" => FINAL.in_language(language).to_owned(),
        other => other.to_owned(),
    }
}

/// Header of the region's name at a level.
pub fn level(level: &str, language: &str) -> &'static str {
    match level {
        "municipality" => MUNICIPALITY,
        "seutukunta" => SEUTUKUNTA,
        "maakunta" => MAAKUNTA,
        _ => REGION,
    }
    .in_language(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_order_or_by_position() {
        assert_eq!(filled("{} of {}", &["1", "2"]), "1 of 2");
        assert_eq!(filled("{1}: {0}", &["a", "b"]), "b: a");
        assert_eq!(filled("{} and {}", &["{}", "x"]), "{} and x");
        assert_eq!(filled("{} {", &[]), " {");
    }
}
