//! The alphabetical order of names, as readers of Finnish, Swedish and English look for them.
//!
//! In Finnish and Swedish `å ä ö` are letters of their own after `z`; `ü` counts as `y`, `æ` as `ä`, `ø` and `õ` as `ö`. Elsewhere they count
//! as `a`, `o` and `u`. Other accents, and `š` and `ž`, count only where names are the same without them, and so does case. `v` and `w` are two letters:
//! SFS 4600 takes them for one in Finnish texts and apart where names of several languages stand together, as they do here; the
//! Unicode CLDR's standard order for Finnish and Swedish has them apart too. Space comes before hyphen and other signs, those before
//! digits, digits before letters; other scripts come last, in the order of Unicode.
//!
//! A small table of our own, so that the order is the same in every version of every library.

use std::cmp::Ordering;

/// What a name is sorted by; keys of one language can be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    letters: Vec<u32>,
    /// Where letters are the same: the name itself, so that the order is total.
    name: String,
}

/// The key of a name in a language.
pub fn sort_key(name: &str, language: &str) -> SortKey {
    let is_nordic = matches!(language, "fi" | "sv");
    let letters = name.chars().flat_map(char::to_lowercase).flat_map(|letter| weights(letter, is_nordic)).flatten().collect();
    SortKey { letters, name: name.to_owned() }
}

/// The order of two names in a language.
pub fn compare(a: &str, b: &str, language: &str) -> Ordering {
    sort_key(a, language).cmp(&sort_key(b, language))
}

/// Weight of a Latin letter without accents; those after `z` follow.
fn latin(letter: char) -> u32 {
    1_000 + letter as u32 - 'a' as u32
}

/// After `z`.
const A_RING: u32 = 1_100;
const A_UMLAUT: u32 = 1_101;
const O_UMLAUT: u32 = 1_102;

/// One weight, or two of a ligature.
fn weights(letter: char, is_nordic: bool) -> [Option<u32>; 2] {
    let nordic = match letter {
        'å' => Some(A_RING),
        'ä' | 'æ' => Some(A_UMLAUT),
        'ö' | 'ø' | 'õ' | 'ő' => Some(O_UMLAUT),
        'ü' | 'ű' => Some(latin('y')),
        _ => None,
    };
    if let Some(weight) = nordic.filter(|_| is_nordic) {
        return [Some(weight), None];
    }
    let plain = match letter {
        'a'..='z' => letter,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ģ' | 'ğ' | 'ǥ' | 'ǧ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' | 'ǩ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' | 'ŧ' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' | 'ʒ' | 'ǯ' => 'z',
        'æ' => return [Some(latin('a')), Some(latin('e'))],
        'œ' => return [Some(latin('o')), Some(latin('e'))],
        'ß' => return [Some(latin('s')), Some(latin('s'))],
        'þ' => return [Some(latin('t')), Some(latin('h'))],
        // An accent of its own adds nothing.
        '\u{300}'..='\u{36f}' => return [None, None],
        ' ' | '\u{a0}' => return [Some(0), None],
        '0'..='9' => return [Some(500 + letter as u32), None],
        other if other.is_ascii() => return [Some(1 + other as u32), None],
        other => return [Some(10_000 + other as u32), None],
    };
    [Some(latin(plain)), None]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(language: &str, expected: &[&str]) {
        let mut sorted = expected.to_vec();
        sorted.reverse();
        sorted.sort_by(|a, b| compare(a, b, language));
        assert_eq!(sorted, expected, "{language}");
    }

    #[test]
    fn finnish_and_swedish_letters_come_last() {
        for language in ["fi", "sv"] {
            check(language, &["Akaa", "Kajaani", "Oulu", "Vaasa", "Ypäjä", "Zürich", "Åbo", "Ähtäri", "Äänekoski", "Övermark"]);
            check(language, &["Kaarina", "Kokkola", "Kyyjärvi", "Kärkölä", "Kärsämäki"]);
        }
    }

    #[test]
    fn elsewhere_they_are_their_base_letters() {
        check("en", &["Äänekoski", "Ähtäri", "Akaa", "Ålandia", "Oulu", "Övermark", "Vaasa"]);
        assert_eq!(compare("Ähtäri", "Akaa", "en"), Ordering::Less);
        assert_eq!(compare("Ähtäri", "Akaa", "fi"), Ordering::Greater);
    }

    #[test]
    fn w_is_a_letter_of_its_own() {
        check("fi", &["Vaasa", "Vörå", "Wasa", "Weikkola", "Xanadu"]);
        check("sv", &["Vörå", "Wasa"]);
    }

    #[test]
    fn foreign_letters_have_their_places() {
        check("fi", &["Muonio", "Myrskylä", "Mäntsälä", "Möhkö"]);
        assert_eq!(compare("Müller", "Mynämäki", "fi"), Ordering::Less);
        assert_eq!(compare("Tórshavn", "Torsby", "fi"), Ordering::Greater);
        assert_eq!(compare("Øre", "Zoo", "sv"), Ordering::Greater);
        assert_eq!(compare("Žilina", "Ähtäri", "fi"), Ordering::Less);
    }

    #[test]
    fn shorter_names_and_spaces_come_first() {
        check("fi", &["Pyhä", "Pyhä Jaakko", "Pyhä-Luosto", "Pyhäjoki", "Pyhäntä"]);
        check("fi", &["Alue 1", "Alue 2", "Alue a"]);
        // Case and accents decide between what is the same otherwise.
        assert_ne!(compare("helsinki", "Helsinki", "fi"), Ordering::Equal);
    }

    proptest! {
        /// Any names can be put in one order.
        #[test]
        fn the_order_is_total(a in ".{0,8}", b in ".{0,8}", c in ".{0,8}") {
            for language in ["fi", "en"] {
                prop_assert_eq!(compare(&a, &b, language), compare(&b, &a, language).reverse());
                prop_assert_eq!(compare(&a, &b, language) == Ordering::Equal, a == b);
                if compare(&a, &b, language).is_le() && compare(&b, &c, language).is_le() {
                    prop_assert!(compare(&a, &c, language).is_le());
                }
            }
        }
    }
}
