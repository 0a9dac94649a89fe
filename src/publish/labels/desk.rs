//! Words of the desk tables.

use super::Label;

/// Header: among whom.
pub const AMONG: Label = Label::new("Vertailujoukko", "Jämförelsegrupp", "Compared among");
/// Header: what kind of group.
pub const KIND: Label = Label::new("Ryhmittely", "Indelning", "Grouping");
/// All regions.
pub const ALL: Label = Label::new("Kaikki", "Alla", "All");
/// Header: how many are ranked there.
pub const N_RANKED: Label = Label::new("Joukossa", "I gruppen", "Regions in it");
/// Header: which end.
pub const END: Label = Label::new("Osa", "Del", "Part");
/// The best.
pub const TOP: Label = Label::new("kärki", "toppen", "top");
/// The weakest.
pub const BOTTOM: Label = Label::new("loppupää", "slutet", "bottom");
/// All of a short list.
pub const WHOLE: Label = Label::new("koko joukko", "hela gruppen", "whole group");
/// Header: rank within it.
pub const RANK_IN_IT: Label = Label::new("Sijoitus joukossa", "Placering i gruppen", "Rank in it");
/// Header: whether a climb can be told from the method's own play.
pub const DISTINCT: Label = Label::new(
    "Erottuuko nousu (menetelmäherkkyys)",
    "Kan uppgången särskiljas (känslighet för metodval)",
    "Whether the climb stands out (sensitivity to method)",
);
/// It does.
pub const STANDS_OUT: Label = Label::new("erottuu", "kan särskiljas", "stands out");
/// It does not.
pub const DOES_NOT_STAND_OUT: Label = Label::new("ei erotu", "kan inte särskiljas", "does not stand out");
