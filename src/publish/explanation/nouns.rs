//! What the regions of a level are called, in the forms that the sentences need.

/// The forms of one noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nouns {
    /// "muihin kuntiin".
    pub finnish_others: &'static str,
    /// "kuntien".
    pub finnish_genitive: &'static str,
    /// "kommuner", after "alla" and "andra".
    pub swedish_plural: &'static str,
    /// "kommuners".
    pub swedish_genitive: &'static str,
    /// "kommunen".
    pub swedish_definite: &'static str,
    /// "municipalities".
    pub english_plural: &'static str,
}

const MUNICIPALITY: Nouns = Nouns {
    finnish_others: "muihin kuntiin",
    finnish_genitive: "kuntien",
    swedish_plural: "kommuner",
    swedish_genitive: "kommuners",
    swedish_definite: "kommunen",
    english_plural: "municipalities",
};

const SEUTUKUNTA: Nouns = Nouns {
    finnish_others: "muihin seutukuntiin",
    finnish_genitive: "seutukuntien",
    swedish_plural: "ekonomiska regioner",
    swedish_genitive: "ekonomiska regioners",
    swedish_definite: "den ekonomiska regionen",
    english_plural: "sub-regions",
};

const MAAKUNTA: Nouns = Nouns {
    finnish_others: "muihin maakuntiin",
    finnish_genitive: "maakuntien",
    swedish_plural: "landskap",
    swedish_genitive: "landskaps",
    swedish_definite: "landskapet",
    english_plural: "regions",
};

const REGION: Nouns = Nouns {
    finnish_others: "muihin alueisiin",
    finnish_genitive: "alueiden",
    swedish_plural: "områden",
    swedish_genitive: "områdens",
    swedish_definite: "området",
    english_plural: "regions",
};

impl Nouns {
    /// Those of a level of the region table.
    pub(super) fn of_level(level: &str) -> &'static Nouns {
        match level {
            "municipality" => &MUNICIPALITY,
            "seutukunta" => &SEUTUKUNTA,
            "maakunta" => &MAAKUNTA,
            _ => &REGION,
        }
    }
}
