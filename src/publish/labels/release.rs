//! Words of a release: its mark, its approver, what of it is not published.

use super::Label;

/// Under embargo until a day, which stands for `{}`.
pub const EMBARGO_UNTIL_DAY: Label = Label::new("Embargo {} saakka", "Embargo till {}", "under embargo until {}");
/// A corrected version, whose number stands for `{}`.
pub const CORRECTED_VERSION: Label = Label::new("korjattu versio {}", "korrigerad version {}", "corrected version {}");
/// Who approved it.
pub const APPROVED_BY: Label = Label::new("Hyväksynyt", "Godkänd av", "Approved by");
/// In place of a value, or of a score.
pub const NOT_PUBLISHED: Label = Label::new("ei julkaista", "publiceras inte", "not published");
/// Of an indicator of which only scores are shown.
pub const VALUES_NOT_PUBLISHED: Label = Label::new(
    "Arvoja ei julkaista, vain pisteet",
    "Värdena publiceras inte, endast poängen",
    "Values are not published, scores only",
);
/// Of an indicator of which nothing is shown.
pub const NOTHING_PUBLISHED: Label = Label::new(
    "Arvoja eikä pisteitä julkaista; mukana indeksissä",
    "Varken värden eller poäng publiceras; ingår i indexet",
    "Neither values nor scores are published; part of the index",
);
