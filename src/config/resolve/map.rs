//! `[publish.map]`: which file holds the areas of the regions.

use super::Resolver;
use crate::config::located::Located;
use crate::config::raw::{RawMap, RawMapFile};
use crate::error::relative_to;
use crate::plan::MapPlan;

/// The property that holds a region's code, where none is named.
const CODE: &str = "code";

/// Files by division, oldest first, and the property that holds the codes.
pub(super) fn map(resolver: &mut Resolver<'_>, raw: &RawMap) -> MapPlan {
    let folder = resolver.text.folder().to_path_buf();
    let mut files = Vec::new();
    match raw.file.as_ref().map(|file| (&file.value, &file.span)) {
        None => {
            if let Some(code) = &raw.code {
                let help = "add `file = \"…\"`: the tiles of the program have no properties";
                resolver.problem(&code.span, "`code` under [publish.map] is a property of a file, and there is none", help);
            }
        }
        Some((RawMapFile::Same(file), span)) => {
            files.push((None, Located { value: relative_to(&folder, file), span: span.clone() }));
        }
        Some((RawMapFile::ByDivision(by_division), span)) => {
            if by_division.is_empty() {
                resolver.problem(span, "`file` under [publish.map] names no file", "write `file = \"…\"`");
            }
            for (year, file) in by_division {
                match year.parse().ok().filter(|_| year.len() == 4) {
                    Some(from) => {
                        let value = relative_to(&folder, file);
                        files.push((Some(from), Located { value, span: file.span.clone() }));
                    }
                    None => {
                        let help = "write the year of the division from which on the map holds: { \"2025\" = \"…\" }";
                        resolver.problem(&year.span, format!("`{}` is not a year", year.value), help);
                    }
                }
            }
        }
    }
    files.sort_by_key(|(from, _): &(Option<i32>, _)| *from);
    MapPlan { files, code: raw.code.as_ref().map_or_else(|| CODE.to_owned(), |code| code.value.clone()) }
}
