//! The mark that stands on everything made for people until a release is final: what the figures are and whether they may go out.
//!
//! One line: `ESITTELYAINEISTO – luvut ovat keksittyjä, ei julkaistavaksi`, `Luonnos`, `Embargo 3.3.2026 saakka`, `Korjattu versio
//! 2025.1`. Demonstration data say so before anything else. A final release of real data has no mark; the tables for machines hold
//! the bare word in `data_status`.

use super::Build;
use super::labels::{self, day_in_words, release as text};
use crate::plan::{Plan, Status};

/// What must be said of a build that is not a final release of real data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What the data say of themselves, where that is not the status of the build: `demo`, or a word of the analyst's own.
    data: Option<String>,
    status: Status,
    version: Option<String>,
    embargo_until: Option<String>,
}

impl Mark {
    /// The mark of a build; none where the status is final and the data are real.
    pub fn of(build: &Build<'_>) -> Option<Mark> {
        Mark::of_plan(build.plan, build.data_status)
    }

    /// The same where there is no build: `data_status` is the word in the tables.
    pub fn of_plan(plan: &Plan, data_status: &str) -> Option<Mark> {
        // A status in the data is that of the build they were archived by: what is not final in either is not final.
        let in_data = Status::ALL.into_iter().find(|status| status.word() == data_status);
        let data = in_data.is_none().then(|| data_status.to_owned());
        let status = in_data.filter(|_| plan.status == Status::Final).unwrap_or(plan.status);
        (data.is_some() || status != Status::Final).then(|| Mark {
            data,
            status,
            version: plan.release.version.clone(),
            embargo_until: plan.release.embargo_until.clone(),
        })
    }

    /// The mark as one line, beginning with a capital letter.
    pub fn in_language(&self, language: &str) -> String {
        let line = self.words(language);
        let mut characters = line.chars();
        characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
    }

    /// The same as it stands within a row or a sentence.
    pub fn words(&self, language: &str) -> String {
        let status = match (self.status, &self.embargo_until, &self.version) {
            (Status::Embargo, Some(day), _) => {
                Some(labels::filled(text::EMBARGO_UNTIL_DAY.in_language(language), &[&day_in_words(day, language)]))
            }
            (Status::Embargo, None, _) => Some(labels::EMBARGO.in_language(language).to_owned()),
            (Status::Corrected, _, Some(version)) => {
                Some(labels::filled(text::CORRECTED_VERSION.in_language(language), &[version]))
            }
            (Status::Corrected, _, None) => Some(labels::CORRECTED.in_language(language).to_owned()),
            // Beside what the data say of themselves, that it is a draft says nothing more.
            (Status::Draft, ..) if self.data.is_none() => Some(labels::DRAFT.in_language(language).to_owned()),
            (Status::Draft | Status::Final, ..) => None,
        };
        let data = self.data.as_ref().map(|data| labels::data_status(data, language));
        data.into_iter().chain(status).collect::<Vec<String>>().join(" · ")
    }
}

/// What stands in the column of the data's status in tables for people: the mark, else that the release is final.
pub fn status_in_words(build: &Build<'_>, language: &str) -> String {
    status_of(build.plan, build.data_status, language)
}

/// The same where there is no build.
pub fn status_of(plan: &Plan, data_status: &str, language: &str) -> String {
    Mark::of_plan(plan, data_status).map_or_else(|| labels::FINAL.in_language(language).to_owned(), |mark| mark.words(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(data: Option<&str>, status: Status) -> Mark {
        Mark {
            data: data.map(str::to_owned),
            status,
            version: Some("2025.1".to_owned()),
            embargo_until: Some("2026-03-03".to_owned()),
        }
    }

    #[test]
    fn a_draft_says_no_more_than_that() {
        assert_eq!(mark(None, Status::Draft).in_language("fi"), "Luonnos");
        assert_eq!(mark(None, Status::Draft).words("sv"), "utkast");
    }

    #[test]
    fn an_embargo_names_its_day() {
        assert_eq!(mark(None, Status::Embargo).in_language("fi"), "Embargo 3.3.2026 saakka");
        assert_eq!(mark(None, Status::Embargo).in_language("sv"), "Embargo till den 3 mars 2026");
        assert_eq!(mark(None, Status::Embargo).in_language("en"), "Under embargo until 3 March 2026");
    }

    #[test]
    fn a_correction_names_its_version() {
        assert_eq!(mark(None, Status::Corrected).in_language("fi"), "Korjattu versio 2025.1");
        assert_eq!(mark(None, Status::Corrected).in_language("en"), "Corrected version 2025.1");
    }

    #[test]
    fn demonstration_data_say_so_first_and_whatever_the_status() {
        let demo = labels::DEMO.in_language("fi");
        assert_eq!(mark(Some("demo"), Status::Draft).in_language("fi"), demo);
        assert_eq!(mark(Some("demo"), Status::Final).in_language("fi"), demo);
        let embargo = format!("{demo} · Embargo 3.3.2026 saakka");
        assert_eq!(mark(Some("demo"), Status::Embargo).in_language("fi"), embargo);
    }
}
