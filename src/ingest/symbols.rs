//! What stands beside or instead of a number: symbols and flags.
//!
//! PxWeb writes a missing value as NaN with a symbol in a column of its own: `-` is exactly nil, one to six dots are kinds of
//! missing. What a source means by a symbol can be declared; nothing is guessed beyond that default.

use std::collections::BTreeMap;

use crate::panel::Missing;
use crate::plan::SymbolMeaning;

/// What becomes of a value with a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It is exactly zero.
    Zero,
    /// It is missing.
    Missing(Missing),
    /// The source should not have it.
    Refused,
}

/// Reads the symbol of a cell that holds no number.
pub fn read(symbol: &str, declared: &BTreeMap<String, SymbolMeaning>) -> Reading {
    let symbol = symbol.trim();
    let dots = (1..=6).find(|&dots| symbol.len() == dots && symbol.bytes().all(|byte| byte == b'.'));
    match (declared.get(symbol), dots) {
        (Some(SymbolMeaning::Zero), _) => Reading::Zero,
        (Some(SymbolMeaning::Refuse), _) => Reading::Refused,
        (_, Some(dots)) => Reading::Missing(Missing::Dots(dots as u8)),
        (Some(SymbolMeaning::Missing), None) => Reading::Missing(Missing::Symbol),
        (None, None) if matches!(symbol, "-" | "–" | "−") => Reading::Zero,
        (None, None) if symbol.is_empty() => Reading::Missing(Missing::NotANumber),
        (None, None) => Reading::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_nil_and_dots_are_missing() {
        let none = BTreeMap::new();
        assert_eq!(read("-", &none), Reading::Zero);
        assert_eq!(read("..", &none), Reading::Missing(Missing::Dots(2)));
        assert_eq!(read("", &none), Reading::Missing(Missing::NotANumber));
        assert_eq!(read("x", &none), Reading::Refused);
    }

    #[test]
    fn what_is_declared_wins() {
        let declared = BTreeMap::from([
            ("-".to_owned(), SymbolMeaning::Missing),
            (".".to_owned(), SymbolMeaning::Zero),
            ("..".to_owned(), SymbolMeaning::Refuse),
        ]);
        assert_eq!(read("-", &declared), Reading::Missing(Missing::Symbol));
        assert_eq!(read(".", &declared), Reading::Zero);
        assert_eq!(read("..", &declared), Reading::Refused);
    }
}
