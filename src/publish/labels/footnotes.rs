//! Words of footnotes.

use super::Label;

/// Header and section.
pub const FOOTNOTES: Label = Label::new("Alaviitteet", "Fotnoter", "Footnotes");
/// About an edition.
pub const EDITION: Label = Label::new("julkaisu {}", "utgåvan {}", "edition {}");
/// About everything.
pub const WHOLE_INDEX: Label = Label::new("koko indeksi", "hela indexet", "the whole index");
