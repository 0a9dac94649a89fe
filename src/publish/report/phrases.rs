//! Words of the page in every language of the index, each once.
//!
//! The page is written in the main language. What has words in another language carries a number, and the page's data hold the words
//! behind each number, so that the language can be switched without loading anything. The page looks words up and makes none.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::config::located::Localised;
use crate::ingest::is_unsafe;
use crate::publish::labels::Label;

/// A word or sentence in the languages of the index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase {
    /// Its number; none where it is the same in every language.
    key: Option<usize>,
    /// In the main language.
    text: String,
}

impl Phrase {
    /// In the main language.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its number; none where every language has the same.
    pub fn key(&self) -> Option<usize> {
        self.key
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The attribute by which an element's text is switched; empty where every language has the same.
    pub fn attribute(&self) -> String {
        self.key.map_or(String::new(), |key| format!(" data-t=\"{key}\""))
    }

    /// The same for the attribute `aria-label`, with the label.
    pub fn as_label(&self) -> String {
        let mut label = format!(" aria-label=\"{}\"", escaped(&self.text));
        if let Some(key) = self.key {
            let _ = write!(label, " data-l=\"{key}\"");
        }
        label
    }

    /// As a string of a style sheet, in the main language.
    pub fn css(&self) -> String {
        css_text(&self.text)
    }

    /// As an element of its own.
    pub fn span(&self) -> String {
        match self.key {
            Some(key) => format!("<span data-t=\"{key}\">{}</span>", escaped(&self.text)),
            None => escaped(&self.text),
        }
    }
}

/// Text that no browser takes for markup.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Text as a string of a style sheet: whatever is no letter or digit is written as an escape (CSS Syntax Level 3, section 4.3.7).
fn css_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 2);
    safe.push('"');
    for character in text.chars() {
        if character.is_alphanumeric() {
            safe.push(character);
        } else {
            let _ = write!(safe, "\\{:x} ", u32::from(character));
        }
    }
    safe.push('"');
    safe
}

/// Text without characters that control, hide or reorder what stands around them.
pub fn visible(text: &str) -> String {
    text.chars().map(|character| if is_unsafe(character) { '\u{fffd}' } else { character }).collect()
}

/// Every phrase of a page.
#[derive(Debug)]
pub struct Phrases {
    languages: Vec<String>,
    /// Words by number and language, and the number of each: filled while the page is written.
    found: RefCell<Found>,
}

#[derive(Debug, Default)]
struct Found {
    words: Vec<Vec<String>>,
    numbers: BTreeMap<Vec<String>, usize>,
}

impl Phrases {
    /// None yet, in these languages, the main one first.
    pub fn new(languages: &[String]) -> Self {
        let languages = if languages.is_empty() { vec!["en".to_owned()] } else { languages.to_vec() };
        Phrases { languages, found: RefCell::default() }
    }

    /// The languages, the main one first.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// What `say` says in each language.
    pub fn each(&self, say: impl Fn(&str) -> String) -> Phrase {
        let words: Vec<String> = self.languages.iter().map(|language| visible(&say(language))).collect();
        let text = words[0].clone();
        if words.iter().all(|other| *other == text) {
            return Phrase { key: None, text };
        }
        let mut found = self.found.borrow_mut();
        let next = found.words.len();
        let key = *found.numbers.entry(words.clone()).or_insert(next);
        if key == next {
            found.words.push(words);
        }
        Phrase { key: Some(key), text }
    }

    /// A word of the program.
    pub fn label(&self, label: Label) -> Phrase {
        self.each(|language| label.in_language(language).to_owned())
    }

    /// A text of the configuration; `otherwise` where it has none.
    pub fn localised(&self, text: &Localised, otherwise: &str) -> Phrase {
        self.each(|language| in_language(text, language, &self.languages, otherwise).to_owned())
    }

    /// The words by number, then by language.
    pub fn words(&self) -> Vec<Vec<String>> {
        self.found.borrow().words.clone()
    }
}

/// A text of the configuration in a language, else in the first that it has, else `otherwise`.
pub fn in_language<'a>(text: &'a Localised, language: &str, languages: &[String], otherwise: &'a str) -> &'a str {
    match text.get(language).unwrap_or(text.best(languages)) {
        "" => otherwise,
        text => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases {
        Phrases::new(&["fi".to_owned(), "sv".to_owned()])
    }

    #[test]
    fn a_phrase_has_one_number_however_often_it_is_said() {
        let phrases = phrases();
        let rank = Label::new("Sijoitus", "Placering", "Rank");
        assert_eq!(phrases.label(rank).span(), "<span data-t=\"0\">Sijoitus</span>");
        assert_eq!(phrases.label(rank), phrases.label(rank));
        assert_eq!(phrases.words(), [["Sijoitus", "Placering"]]);
    }

    #[test]
    fn what_is_the_same_everywhere_needs_no_number() {
        let phrases = phrases();
        assert_eq!(phrases.each(|_| "Espoo".to_owned()).span(), "Espoo");
        assert!(phrases.words().is_empty());
    }

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(escaped("<script>'\"&"), "&lt;script&gt;&#39;&quot;&amp;");
        assert_eq!(visible("a\u{202e}b\u{2028}c"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(css_text("Ä1\"</style>"), "\"Ä1\\22 \\3c \\2f style\\3e \"");
    }
}
