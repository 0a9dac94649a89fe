//! What the columns of a published table hold: by what they are usually called in Finnish, Swedish and English, or as named.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Region code.
    Code,
    /// Region name.
    Name,
    /// Region type.
    Type,
    /// Score.
    Score,
    /// Rank among all.
    Rank,
    /// Rank in the type.
    TypeRank,
    /// Edition.
    Edition,
}

impl Role {
    /// All.
    pub const ALL: [Role; 7] = [Role::Code, Role::Name, Role::Type, Role::Score, Role::Rank, Role::TypeRank, Role::Edition];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Role::Code => "code",
            Role::Name => "name",
            Role::Type => "type",
            Role::Score => "score",
            Role::Rank => "rank",
            Role::TypeRank => "type_rank",
            Role::Edition => "edition",
        }
    }

    /// What its column is usually called, in lower case.
    fn usual(self) -> &'static [&'static str] {
        match self {
            Role::Code => &["code", "koodi", "kuntakoodi", "kuntanumero", "kod", "kommunkod", "region_code"],
            Role::Name => &[
                "name",
                "nimi",
                "kunta",
                "alue",
                "kaupunki",
                "region",
                "municipality",
                "kommun",
                "område",
                "name_fi",
                "name_sv",
                "name_en",
            ],
            Role::Type => {
                &["region_type", "region type", "type", "aluetyyppi", "kuntatyyppi", "tyyppi", "områdestyp", "kommuntyp"]
            }
            Role::Score => &["score", "index", "indeksi", "pisteet", "pistemäärä", "arvo", "poäng", "points"],
            Role::Rank => &["rank", "sijoitus", "sija", "sijaluku", "placering", "rang"],
            Role::TypeRank => &["type_rank", "rank in type", "sijoitus tyypissä", "placering inom typen"],
            Role::Edition => &["edition", "julkaisu", "utgåva", "vuosi", "year", "år"],
        }
    }
}

/// The column of each role that there is: as named, else as usually called.
pub(super) fn locate(columns: &[String], named: &[(Role, String)]) -> Vec<(Role, usize)> {
    let lower: Vec<String> = columns.iter().map(|column| column.trim().to_lowercase()).collect();
    let find = |name: &str| lower.iter().position(|column| *column == name.trim().to_lowercase());
    Role::ALL
        .into_iter()
        .filter_map(|role| {
            let column = match named.iter().find(|(other, _)| *other == role) {
                Some((_, name)) => find(name),
                None => role.usual().iter().find_map(|name| find(name)),
            };
            column.map(|column| (role, column))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_what_they_are_called() {
        let columns = ["Sijoitus", "Kunta", "Indeksi"].map(str::to_owned);
        assert_eq!(locate(&columns, &[]), [(Role::Name, 1), (Role::Score, 2), (Role::Rank, 0)]);
        let named = [(Role::Score, "sijoitus".to_owned())];
        assert_eq!(locate(&columns, &named), [(Role::Name, 1), (Role::Score, 0), (Role::Rank, 0)]);
    }
}
