//! `report.html`: the results of the newest edition as one page, for the screen, the telephone and paper.
//!
//! The page holds everything it needs: no network, no library. It is written in the main language and reads whole without JavaScript:
//! findings, ranked tables, map, slope charts, four fields, distribution, method, indicators, notes; behind every chart a table. What
//! JavaScript adds is interaction: another language, a region type or a single region picked out everywhere, sorting and searching,
//! the other variables of the map, and the weights panel. The script changes what stands in the page and computes nothing but the
//! ranks of that panel (`weights`).
//!
//! Left out: further groups, targets, summaries, which have tables of their own, and values of indicators, which belong to the profiles.

mod about;
pub(in crate::publish) mod axis;
pub(in crate::publish) mod data;
mod drawing;
mod findings;
mod map;
pub(in crate::publish) mod members;
pub(in crate::publish) mod numbers;
mod page;
pub mod phrases;
pub(in crate::publish) mod rankings;
mod scatter;
pub(in crate::publish) mod security;
mod slope;
mod strips;
mod weights;

pub(in crate::publish) use page::language_name;

use super::{Build, Family, OutputFile, limits};

/// Name of the file.
pub const NAME: &str = "report.html";

/// The report; none where there are too many regions for one. `has_profiles` says whether its regions have profiles to lead to.
///
/// # Errors
/// A template's own error in words.
pub fn files(build: &Build<'_>, has_profiles: bool) -> Result<Vec<OutputFile>, String> {
    let Some(&newest) = build.editions.last().filter(|_| !limits::leaves_out(build, Family::Report)) else {
        return Ok(Vec::new());
    };
    let profiles = if has_profiles { super::profiles::names(build) } else { Vec::new() };
    let bytes = page::page(build, newest, &profiles)?.into_bytes();
    Ok(vec![OutputFile { name: NAME.into(), bytes, content_sha256: None }])
}
