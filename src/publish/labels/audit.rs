//! Words of the audit's page, topic by topic. Where a sentence has a gap, it stands as `{}` and is filled by [`super::filled`].
//!
//! Sentences take names of regions and ids as they are and never inflect them. Finnish numbers of regions stand where the noun is
//! counted ("3 aluetta"), or as a fraction ("3/7 alueella"), so that no ending depends on how the number is read.

macro_rules! labels {
    ($($(#[$meta:meta])* $name:ident = $fi:literal, $sv:literal, $en:literal;)*) => {
        $($(#[$meta])* pub const $name: Label = Label::new($fi, $sv, $en);)*
        /// Every label of the topic by name, so that none is forgotten in a language.
        #[cfg(test)]
        pub(super) const EVERY_LABEL: &[(&str, Label)] = &[$((stringify!($name), $name)),*];
    };
}

pub mod choices;
pub mod coherence;
pub mod findings;
pub mod page;
pub mod reasons;
pub mod sensitivity;
pub mod shifts;
pub mod structure;
pub mod summary;
pub mod uncertainty;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::labels::Label;

    fn all() -> impl Iterator<Item = &'static (&'static str, Label)> {
        let topics = [
            choices::EVERY_LABEL,
            coherence::EVERY_LABEL,
            findings::EVERY_LABEL,
            page::EVERY_LABEL,
            reasons::EVERY_LABEL,
            sensitivity::EVERY_LABEL,
            shifts::EVERY_LABEL,
            structure::EVERY_LABEL,
            summary::EVERY_LABEL,
            uncertainty::EVERY_LABEL,
        ];
        topics.into_iter().flatten()
    }

    /// Words that are spelt alike in two of the languages.
    const ALIKE: [&str; 9] =
        ["MEDIAN", "LETTER_SAME", "SHA", "OF", "KURTOSIS", "ALPHA", "CORRELATION", "INTERVAL_95", "FLAG_OF_INDEX"];

    #[test]
    fn every_label_has_words_of_its_own_in_each_language() {
        for (name, label) in all() {
            let [fi, sv, en] = ["fi", "sv", "en"].map(|language| label.in_language(language));
            assert!(![fi, sv, en].contains(&""), "{name}");
            let differ = fi != sv && fi != en && sv != en;
            assert!(differ || ALIKE.contains(name), "{name}: {fi} / {sv} / {en}");
        }
    }

    #[test]
    fn no_gap_asks_for_more_than_english_has() {
        let highest = |sentence: &str| {
            let gaps = sentence.split('{').skip(1).filter_map(|after| Some(after.split_once('}')?.0)).enumerate();
            gaps.map(|(next, place)| place.parse().unwrap_or(next)).max()
        };
        for (name, label) in all() {
            let [fi, sv, en] = ["fi", "sv", "en"].map(|language| highest(label.in_language(language)));
            assert!(fi.is_some() == en.is_some() && sv.is_some() == en.is_some(), "{name}");
        }
    }
}
