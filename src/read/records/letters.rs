//! Which letters the bytes of a cell are. Codes are ASCII in every encoding; of names, only those that are needed are decoded.

use crate::names::Names;
use crate::read::encoding::likeliest;
use encoding_rs::Encoding;
use std::borrow::Cow;

/// The encoding of one file, as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Letters {
    is_utf8: bool,
    other: Option<&'static Encoding>,
}

impl Letters {
    /// What a file's first bytes show.
    pub fn of_head(head: &[u8], names: &Names) -> Letters {
        // A head may end within a letter: its last line is not looked at, unless it is the only one.
        let whole = head.iter().rposition(|byte| *byte == b'\n').map_or(head, |end| &head[..end]);
        match std::str::from_utf8(whole) {
            Ok(text) => Letters { is_utf8: !text.is_ascii(), other: None },
            Err(_) => Letters { is_utf8: false, other: Some(likeliest(whole, names)) },
        }
    }

    /// A cell's text without space around it; `None` where it cannot be text.
    pub fn text<'a>(&mut self, cell: &'a [u8], names: &Names) -> Option<Cow<'a, str>> {
        let text = match std::str::from_utf8(cell) {
            Ok(text) if self.other.is_none() || text.is_ascii() => {
                self.is_utf8 |= !text.is_ascii();
                Cow::Borrowed(text.trim())
            }
            _ if self.is_utf8 => return None,
            _ => {
                let encoding = *self.other.get_or_insert_with(|| likeliest(cell, names));
                Cow::Owned(encoding.decode_without_bom_handling(cell).0.trim().to_string())
            }
        };
        (!text.contains('\0')).then_some(text)
    }

    /// What a person should know of it.
    pub fn notice(&self, file: &str) -> Option<String> {
        let name = self.other?.name();
        Some(format!("{file} is not in UTF-8; its names were read as {name} (save it as UTF-8 if they look wrong)"))
    }
}
