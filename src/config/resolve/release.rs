//! `[release]`: what a build is, its version, the day of publication, and until when it may not be published.

use super::Resolver;
use crate::config::raw::{RawRelease, RawStatus};
use crate::plan::{Release, Status};
use crate::region::Day;

/// Status, version and embargo.
pub(super) fn release(resolver: &mut Resolver<'_>, raw: &RawRelease) -> (Status, Release) {
    let status = match raw.status {
        RawStatus::Draft => Status::Draft,
        RawStatus::Embargo => Status::Embargo,
        RawStatus::Final => Status::Final,
        RawStatus::Corrected => Status::Corrected,
    };
    if let Some(version) = &raw.version
        && !is_version(version)
    {
        let help = "use letters a–z, digits, `.`, `_` and `-`, such as 2025 or 2025.1";
        resolver.problem(&version.span, format!("`{}` cannot be a version", version.value), help);
    }
    for day in [&raw.date, &raw.embargo_until].into_iter().flatten() {
        if Day::parse(day).is_none() || day.len() < 10 {
            resolver.problem(&day.span, format!("`{}` is not a day", day.value), "write \"2026-03-03\"");
        }
    }
    if raw.embargo_until.is_none() && status == Status::Embargo {
        let help = "add `embargo_until = \"2026-03-03\"` under [release]";
        resolver.problem(&(0..0), "a build under embargo does not say until when", help);
    }
    let value = |text: &Option<crate::config::located::Located<String>>| text.as_ref().map(|text| text.value.clone());
    if let Some(approver) = raw.approver.as_ref().filter(|approver| approver.trim().is_empty()) {
        resolver.problem(&approver.span, "`approver` is empty", "name who approved the release, or leave it out");
    }
    let release = Release {
        version: value(&raw.version),
        date: value(&raw.date),
        embargo_until: value(&raw.embargo_until),
        approver: value(&raw.approver),
    };
    (status, release)
}

/// Whether a text can name a version, and so a folder.
pub fn is_version(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
        && !text.starts_with(['.', '-'])
}
