//! `profiles/<code>.html` and `profiles/index.html`: one page per region, for the municipality's own people and the local paper.
//!
//! A page tells the region's place in its type and among all, its ranks over the editions, its factors, what sets it apart from the
//! median of its type, why its score moved since the edition before, every indicator against the type over the editions, and its
//! neighbours on the map. What is compared with the whole (medians, extents, who comes next) is found once for all pages
//! (`context`); pages are then written side by side.
//!
//! Left out: values of indicators that must not be shown ([`crate::plan::Publication`]), what-if questions, and causes between builds.

mod context;
mod index;
mod moved;
mod page;
mod peers;
mod small_charts;

use rayon::prelude::*;

use super::types::file_stem;
use super::{Build, FILES_AT_A_TIME, Family, OutputFile, limits};
use context::Context;

/// Their folder.
pub const FOLDER: &str = "profiles/";

/// The list of them.
pub const LIST: &str = "profiles/index.html";

/// Names of the profiles' files, without folder: from the code, and the position where two codes give the same.
pub(super) fn names(build: &Build<'_>) -> Vec<String> {
    let mut taken = std::collections::BTreeSet::from(["index".to_owned()]);
    (0..build.regions.n_ranked())
        .map(|region_idx| {
            let stem = file_stem(build.regions.code(region_idx));
            let name = if taken.contains(&stem) { format!("{stem}-{region_idx}") } else { stem };
            taken.insert(name.clone());
            format!("{name}.html")
        })
        .collect()
}

/// The pages; `has_report` says whether the report is made too, so that pages can lead to it.
///
/// # Errors
/// A template's own error in words.
pub fn files(build: &Build<'_>, has_report: bool) -> Result<Vec<OutputFile>, String> {
    let Some(&newest) = build.editions.last().filter(|_| !limits::leaves_out(build, Family::Profiles)) else {
        return Ok(Vec::new());
    };
    let context = Context::new(build, newest, names(build), has_report);
    let index = index::page(&context).map(|html| file("index.html", html));
    let pages = (0..build.regions.n_ranked()).into_par_iter().with_max_len(FILES_AT_A_TIME);
    let pages = pages.map(|region_idx| Ok(file(&context.names[region_idx], page::page(&context, region_idx)?)));
    let mut files: Vec<OutputFile> = pages.collect::<Result<_, String>>()?;
    files.insert(0, index?);
    Ok(files)
}

fn file(name: &str, html: String) -> OutputFile {
    OutputFile { name: format!("profiles/{name}"), bytes: html.into_bytes(), content_sha256: None }
}
