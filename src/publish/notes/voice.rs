//! In which language lines are said, and in which the names in them are given.

use super::MOST_LISTED;
use crate::plan::Plan;
use crate::publish::labels::sentence::{Noun, Sentence};
use crate::publish::labels::{Label, filled, notes as text};
use crate::publish::report::numbers;

/// The language of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice<'a> {
    /// Of the sentences.
    pub language: &'a str,
    /// Of the names of regions.
    pub names: &'a str,
}

impl<'a> Voice<'a> {
    /// Of a file in a language.
    pub fn of(language: &'a str) -> Self {
        Voice { language, names: language }
    }

    /// Of what analysts read while they work, which is English, with names in the main language of the index.
    pub fn of_terminal(plan: &'a Plan) -> Self {
        Voice { language: "en", names: plan.main_language() }
    }

    /// A label's words.
    pub fn word(self, label: Label) -> &'static str {
        label.in_language(self.language)
    }

    /// A label with its gaps filled.
    pub fn say(self, label: Label, words: &[&str]) -> String {
        filled(self.word(label), words)
    }

    /// A number with its noun.
    pub fn count(self, number: usize, noun: Noun) -> String {
        noun.counted(number, self.language)
    }

    /// A sentence that was made before.
    pub fn told(self, sentence: &'a Sentence) -> &'a str {
        sentence.in_language(self.language)
    }

    /// The first entries as a list, and how many more there are.
    pub fn listed(self, entries: impl IntoIterator<Item = String>) -> String {
        let all: Vec<String> = entries.into_iter().collect();
        let mut list = all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", ");
        if all.len() > MOST_LISTED {
            list.push_str(&format!(" {}", self.and_more(all.len() - MOST_LISTED)));
        }
        list
    }

    /// A number with so many decimals, as it is written in the language.
    pub fn number(self, value: f64, decimals: u32) -> String {
        numbers::decimal(value, decimals, self.language)
    }

    /// A share as a percentage.
    pub fn percent(self, share: f64, decimals: u32) -> String {
        format!("{}{}", self.number(100.0 * share, decimals), self.percent_sign())
    }

    /// The sign of per cent with the space before it, at which Finnish and Swedish lines do not break.
    pub fn percent_sign(self) -> &'static str {
        if matches!(self.language, "fi" | "sv") { "\u{a0}%" } else { " %" }
    }

    /// An indicator in a sentence. Finnish and Swedish readers get its name with its id after it, where it has one; English lines,
    /// which the terminal prints too, have the id alone.
    pub fn indicator(self, plan: &Plan, indicator_idx: usize) -> String {
        let indicator = &plan.indicators[indicator_idx];
        match (self.language, indicator.name.get(self.language)) {
            ("fi" | "sv", Some(name)) => format!("”{name}” (`{}`)", indicator.id),
            ("fi" | "sv", None) => format!("`{}`", indicator.id),
            _ => indicator.id.clone(),
        }
    }

    /// The same in a list, where the id stands in backticks in every language.
    pub fn listed_indicator(self, plan: &Plan, indicator_idx: usize) -> String {
        match self.language {
            "fi" | "sv" => self.indicator(plan, indicator_idx),
            _ => format!("`{}`", plan.indicators[indicator_idx].id),
        }
    }

    /// A number that is written already, with the decimal sign of the language.
    pub fn decimal(self, number: String) -> String {
        if matches!(self.language, "fi" | "sv") { number.replace('.', ",") } else { number }
    }

    /// "and 3 more"
    pub fn and_more(self, number: usize) -> String {
        self.say(text::AND_MORE, &[&self.count(number, text::MORE)])
    }
}
