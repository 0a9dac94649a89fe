//! `types/<edition>/<region type>.csv`: the publishable table of one region type, best first, in the index's main language.

use super::people::{Dialect, Part, rows};
use super::{Build, OutputFile};

/// The file name of a region type: safe on every file system, the same for every spelling that differs only in case.
pub fn file_stem(id: &str) -> String {
    let stem: String = id
        .chars()
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            'ä' | 'å' => 'a',
            'ö' => 'o',
            letter if letter.is_ascii_alphanumeric() || letter == '_' => letter,
            _ => '-',
        })
        .collect();
    let stem = stem.trim_matches('-').to_owned();
    // Names that Windows keeps for devices.
    let reserved = ["con", "prn", "aux", "nul", "com1", "lpt1"];
    if stem.is_empty() || reserved.contains(&stem.as_str()) { format!("type-{stem}") } else { stem }
}

/// One file per edition and type that has members.
///
/// # Errors
/// The CSV writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let Some(types) = &build.regions.types else { return Ok(Vec::new()) };
    let language = build.plan.main_language();
    let mut files = Vec::new();
    for &edition_idx in build.editions {
        for (type_idx, id) in types.ids.iter().enumerate() {
            if !types.of_edition[edition_idx].contains(&type_idx) {
                continue;
            }
            let bytes = Dialect::of(language).bytes(&rows(build, &[edition_idx], Part::Type(type_idx), language))?;
            let name = format!("types/{}/{}.csv", file_stem(&build.plan.editions[edition_idx].id), file_stem(id));
            files.push(OutputFile { name, bytes, content_sha256: None });
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe() {
        assert_eq!(file_stem("Seutukaupunki"), "seutukaupunki");
        assert_eq!(file_stem("../a/b"), "a-b");
        assert_eq!(file_stem("CON"), "type-con");
        assert_eq!(file_stem("kehyskunta ä"), "kehyskunta-a");
        assert_eq!(file_stem("::"), "type-");
    }
}
