//! Notes to single results.

use crate::config::located::{Localised, Located};

/// A note, and what it is about: whatever is not named is about all.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// The note by language.
    pub text: Localised,
    /// The edition, by position.
    pub edition_idx: Option<usize>,
    /// The region, by code or name.
    pub region: Option<Located<String>>,
    /// The region type, by id.
    pub region_type: Option<Located<String>>,
    /// The indicator or factor.
    pub of: Option<FootnoteOf>,
}

/// What of a region's results a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FootnoteOf {
    /// An indicator, by position in the configuration.
    Indicator(usize),
    /// A factor, by position in the tree.
    Node(usize),
}
