//! Profiles in a lock: one entry for all of them, with their number and one hash.
//!
//! There is a page for every region, and none has numbers of its own. Listed one by one they were half of a lock, and where one table
//! changes, all of them do: what else changed then had no room in the answer.

use sha2::{Digest, Sha256};

use super::File;
use crate::ingest::input::hex;
use crate::publish::profiles;

/// Takes the pages out of the files and puts an entry for all of them at the place of the first.
pub(super) fn fold(files: Vec<File>) -> (Vec<File>, Vec<File>) {
    let is_page = |file: &File| file.name.starts_with(profiles::FOLDER);
    let at = files.iter().position(is_page);
    let (pages, mut others): (Vec<File>, Vec<File>) = files.into_iter().partition(is_page);
    if let Some(at) = at {
        let mut hasher = Sha256::new();
        for page in &pages {
            hasher.update(page.name.as_bytes());
            hasher.update([0]);
            hasher.update(page.sha256.as_deref().unwrap_or_default().as_bytes());
            hasher.update([0]);
        }
        let sha256 = hex(&hasher.finalize());
        let name = profiles::FOLDER.to_owned();
        others.insert(at, File { name, n_files: Some(pages.len()), content_sha256: None, sha256: Some(sha256) });
    }
    (others, pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, sha256: &str) -> File {
        File { name: name.to_owned(), n_files: None, content_sha256: None, sha256: Some(sha256.to_owned()) }
    }

    #[test]
    fn any_page_shows_in_the_hash_of_all() {
        let hash = |names: [&str; 2], hashes: [&str; 2]| {
            let files =
                vec![file("notes.md", "n"), file(names[0], hashes[0]), file(names[1], hashes[1]), file("quality.csv", "q")];
            let (files, pages) = fold(files);
            assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["notes.md", "profiles/", "quality.csv"]);
            assert_eq!((files[1].n_files, pages.len()), (Some(2), 2));
            files[1].sha256.clone()
        };
        let names = ["profiles/049.html", "profiles/091.html"];
        assert_eq!(hash(names, ["a", "b"]), hash(names, ["a", "b"]));
        assert_ne!(hash(names, ["a", "b"]), hash(names, ["a", "c"]));
        assert_ne!(hash(names, ["a", "b"]), hash(["profiles/049.html", "profiles/092.html"], ["a", "b"]));
    }

    #[test]
    fn without_pages_nothing_is_added() {
        let (files, pages) = fold(vec![file("notes.md", "n")]);
        assert_eq!((files.len(), pages.len()), (1, 0));
    }
}
