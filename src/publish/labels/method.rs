//! The choices of the method in words, in each language.
//!
//! The English words are those of the types themselves ([`crate::method`]), which messages and the terminal use too; here stand
//! the Finnish and Swedish ones, choice by choice, so that the three can be held against each other.

mod aggregation;
mod data;
mod normalisation;
mod results;

pub use aggregation::{aggregation, weighting};
pub use data::{imputation, percentage, treatment, treatment_step, verdict};
pub use normalisation::{denominator, normalisation, ties};
pub use results::{class_rule, rounding};

use super::{Label, filled, notes, sentence};
use crate::method::{Pool, PoolEditions, Within};

/// A number in running text: with a decimal comma where the language has one.
pub fn number(value: f64, language: &str) -> String {
    let text = value.to_string();
    if matches!(language, "fi" | "sv") { text.replace('.', ",").replace('-', "−") } else { text }
}

/// A pool in a few words. `base_edition` is the name of the edition that is kept fixed; it is not used where none is.
pub fn pool(pool: &Pool, base_edition: &str, language: &str) -> String {
    let say = |label: Label, words: &[&str]| filled(label.in_language(language), words);
    let editions = match pool.editions {
        PoolEditions::Each => say(Label::new("tämä julkaisu", "denna utgåva", "this edition"), &[]),
        PoolEditions::All => {
            say(Label::new("kaikki julkaisut yhdessä", "alla utgåvor tillsammans", "all editions together"), &[])
        }
        PoolEditions::Base(_) => {
            say(Label::new("julkaisu {} kiinteänä", "utgåvan {} hålls fast", "edition {} kept fixed"), &[base_edition])
        }
    };
    let within = match &pool.within {
        Within::Everyone => String::new(),
        Within::RegionType => {
            say(Label::new(", oman aluetyypin sisällä", ", inom den egna områdestypen", ", within the own region type"), &[])
        }
        Within::Column(column) => {
            say(Label::new(", oman alueen (`{}`) sisällä", ", inom det egna området (`{}`)", ", within the own `{}`"), &[column])
        }
    };
    format!("{editions}{within}")
}

/// Numbers as a list with "and" before the last.
fn numbers(values: &[f64], language: &str) -> String {
    let texts: Vec<String> = values.iter().map(|value| number(*value, language)).collect();
    sentence::listed_with_and(&texts, language)
}

/// A number of periods.
fn periods(number: u32, language: &str) -> String {
    notes::PERIODS.counted(number as usize, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pools_are_the_same_in_english_as_in_messages() {
        let all = Pool { editions: PoolEditions::All, within: Within::Column("maakunta".to_owned()) };
        let base = Pool { editions: PoolEditions::Base(0), within: Within::RegionType };
        for of in [Pool::default(), all, base.clone()] {
            assert_eq!(pool(&of, "2020", "en"), of.in_words("2020"));
        }
        assert_eq!(pool(&base, "2020", "fi"), "julkaisu 2020 kiinteänä, oman aluetyypin sisällä");
    }

    #[test]
    fn numbers_have_the_decimal_sign_of_the_language() {
        assert_eq!(number(-0.5, "fi"), "−0,5");
        assert_eq!(number(0.5, "en"), "0.5");
        assert_eq!(numbers(&[1.0, 2.5], "sv"), "1 och 2,5");
    }
}
