//! From bytes to text.
//!
//! UTF-8 unless the configuration says otherwise, with or without a byte order mark. A file that is not what it is said to be
//! is refused: a letter that was read wrongly would stand in published names.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Fault;

/// How characters are stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// Western European Windows; ISO 8859-1 is a part of it.
    Windows1252,
    /// UTF-16; its byte order mark says which byte comes first, without one the lower.
    Utf16,
}

impl Encoding {
    /// The name by which the configuration calls it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Utf16 => "utf-16",
        }
    }
}

/// Byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";
/// Most characters of a line that are shown.
const MOST_SHOWN: usize = 60;

/// The text of a file, without its byte order mark.
///
/// # Errors
/// The bytes are not text in this encoding.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Result<Cow<'_, str>, Fault> {
    let is_utf_16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if is_utf_16 && encoding != Encoding::Utf16 {
        return Err(wrong("begins as UTF-16 text does", Encoding::Utf16));
    }
    let text = match encoding {
        Encoding::Utf8 => Cow::Borrowed(utf_8(bytes)?),
        Encoding::Windows1252 if bytes.starts_with(MARK) => return Err(wrong("begins as UTF-8 text does", Encoding::Utf8)),
        Encoding::Windows1252 => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        Encoding::Utf16 => {
            let (order, rest) = match bytes {
                [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
                [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
                _ => (UTF_16LE, bytes),
            };
            order.decode_without_bom_handling_and_without_replacement(rest).ok_or_else(|| {
                Fault::new("is not UTF-16 text", "leave `encoding` out, or name the encoding in which the file is")
            })?
        }
    };
    match text.contains('\0') {
        false => Ok(text),
        true if encoding == Encoding::Utf8 => Err(wrong("holds zero bytes, as UTF-16 text does", Encoding::Utf16)),
        true => Err(Fault::new("holds zero bytes", "write the file again as text")),
    }
}

fn wrong(message: &str, encoding: Encoding) -> Fault {
    Fault::new(message, format!("say so: `csv = {{ encoding = \"{}\" }}`", encoding.name()))
}

fn utf_8(bytes: &[u8]) -> Result<&str, Fault> {
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let (before, from_here) = bytes.split_at(error.valid_up_to());
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |position| position + 1);
        let end = from_here.iter().position(|byte| b"\r\n".contains(byte)).unwrap_or(from_here.len());
        let (as_windows, _) = WINDOWS_1252.decode_without_bom_handling(&bytes[start..before.len() + end]);
        let shown: String = as_windows.chars().filter(|character| !character.is_control()).take(MOST_SHOWN).collect();
        Fault {
            message: format!("is not UTF-8 text: line {line} holds other bytes"),
            details: vec![format!("in windows-1252 the line is `{shown}`")],
            help: "if that reads well, say so: `csv = { encoding = \"windows-1252\" }`; else save the file as UTF-8".to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_not_text() {
        assert_eq!(decode(b"\xef\xbb\xbfa;b", Encoding::Utf8).as_deref(), Ok("a;b"));
        assert_eq!(decode(b"a;b", Encoding::Utf8).as_deref(), Ok("a;b"));
        assert_eq!(decode(b"\xff\xfea\0\xe4\0", Encoding::Utf16).as_deref(), Ok("aä"));
        assert_eq!(decode(b"\xfe\xff\0a\0\xe4", Encoding::Utf16).as_deref(), Ok("aä"));
        assert_eq!(decode(b"a\0\xe4\0", Encoding::Utf16).as_deref(), Ok("aä"));
    }

    #[test]
    fn western_letters_and_the_euro_sign() {
        assert_eq!(decode(b"\xc5land \x80", Encoding::Windows1252).as_deref(), Ok("Åland €"));
    }

    #[test]
    fn what_is_something_else_is_refused() {
        let help = |bytes: &[u8], encoding| decode(bytes, encoding).map(|_| ()).map_err(|fault| fault.help);
        assert!(help(b"a\nBr\xe4nd\xf6\r\n", Encoding::Utf8).is_err_and(|help| help.contains("windows-1252")));
        assert!(help(b"\xff\xfea\0", Encoding::Utf8).is_err_and(|help| help.contains("utf-16")));
        assert!(help(b"a\0;\0", Encoding::Utf8).is_err_and(|help| help.contains("utf-16")));
        assert!(help(b"\xef\xbb\xbfa", Encoding::Windows1252).is_err_and(|help| help.contains("utf-8")));
        assert!(help(b"abc", Encoding::Utf16).is_err());
        let fault = decode(b"a\nBr\xe4nd\xf6\r\n", Encoding::Utf8).expect_err("not UTF-8");
        assert_eq!(fault.message, "is not UTF-8 text: line 2 holds other bytes");
        assert_eq!(fault.details, ["in windows-1252 the line is `Brändö`"]);
    }
}
