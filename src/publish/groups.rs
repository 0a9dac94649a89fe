//! `groups/<edition>/<group>.csv`: the publishable table of a further group, best first, in the index's main language. A group by
//! a column or by size has a file for each of its parts, `<group>-<part>.csv`.

use std::collections::BTreeSet;

use super::people::{Dialect, Part, rows};
use super::types::file_stem;
use super::{Build, OutputFile};
use crate::plan::{Group, GroupKind};

/// One file per edition and part of a group that has members; none where the configuration has no further groups.
///
/// # Errors
/// The CSV writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let language = build.plan.main_language();
    let mut files = Vec::new();
    for &edition_idx in build.editions {
        let mut taken = BTreeSet::new();
        for (group_idx, group) in build.plan.groups.iter().enumerate() {
            let membership = &build.outcome.editions[edition_idx].groups[group_idx];
            for (part, name) in membership.names.iter().enumerate() {
                let part = part as u32;
                // The name is taken whether the part has members or not, so that it stays the same in every edition.
                let stem = untaken(&stem(group, part, name), &mut taken);
                if !membership.of_region.contains(&Some(part)) {
                    continue;
                }
                let rows = rows(build, &[edition_idx], Part::Group { group: group_idx, part }, language);
                let name = format!("groups/{}/{stem}.csv", file_stem(&build.plan.editions[edition_idx].id));
                files.push(OutputFile { name, bytes: Dialect::of(language).bytes(&rows)?, content_sha256: None });
            }
        }
    }
    Ok(files)
}

/// The file name of a part of a group.
fn stem(group: &Group, part: u32, name: &str) -> String {
    let id = file_stem(&group.id.value);
    match &group.kind {
        GroupKind::Regions(_) | GroupKind::Largest { .. } => id,
        GroupKind::Column(_) => format!("{id}-{}", file_stem(name)),
        GroupKind::SizeClasses { limits, .. } => {
            let part = part as usize;
            let limit = |position: usize| file_stem(&limits[position].to_string());
            match (part.checked_sub(1), part < limits.len()) {
                (None, _) => format!("{id}-under-{}", limit(0)),
                (Some(lower), true) => format!("{id}-{}-to-{}", limit(lower), limit(part)),
                (Some(lower), false) => format!("{id}-from-{}", limit(lower)),
            }
        }
    }
}

/// A name that no other file has, the same for every spelling that differs only in case or punctuation.
fn untaken(stem: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let free = std::iter::once(stem.to_owned()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::located::Located;

    fn group(id: &str, kind: GroupKind) -> Group {
        Group { id: Located::unwritten(id.to_owned()), name: Default::default(), kind }
    }

    #[test]
    fn size_classes_are_named_by_their_limits() {
        let classes = GroupKind::SizeClasses { variable: 0, limits: vec![4_000.0, 25_000.5], periods: Vec::new() };
        let group = group("size", classes);
        let stems: Vec<String> = (0..3).map(|part| stem(&group, part, "")).collect();
        assert_eq!(stems, ["size-under-4000", "size-4000-to-25000-5", "size-from-25000-5"]);
    }

    #[test]
    fn no_two_parts_share_a_file() {
        let mut taken = BTreeSet::new();
        let group = group("area", GroupKind::Column(Located::unwritten("area".to_owned())));
        let names = ["Åland", "aland", "b/c"].map(|name| untaken(&stem(&group, 0, name), &mut taken));
        assert_eq!(names, ["area-aland", "area-aland-2", "area-b-c"]);
    }
}
