//! The archive that a file is: its parts, each read as a stream that ends where the limits do.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::{self, BufReader, Cursor, ErrorKind, Read};
use std::rc::Rc;

use zip::ZipArchive;

use super::xml::Xml;
use crate::error::XlsxError;
use crate::limits::{MAX_FILE_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES};

/// How a compound file begins, in which both protected workbooks and those of before 2007 are kept.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The parts of a file.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: BTreeSet<String>,
    /// Bytes that may still be unpacked.
    left: Rc<Cell<u64>>,
}

impl<'a> Package<'a> {
    /// The parts of a file's bytes.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, XlsxError> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(XlsxError::TooLarge);
        }
        if bytes.starts_with(&COMPOUND) {
            return Err(compound(bytes));
        }
        if !bytes.starts_with(b"PK") {
            return Err(XlsxError::NotXlsx);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| XlsxError::damaged("zip"))?;
        if archive.len() > MAX_PARTS {
            return Err(XlsxError::UnpacksTooLarge);
        }
        let names = (0..archive.len())
            .filter_map(|index| archive.name_for_index(index)?.ok().map(|name| name.into_owned()))
            .collect();
        Ok(Self { archive, names, left: Rc::new(Cell::new(MAX_UNPACKED_BYTES)) })
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether there is a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// A part as XML. Some programs differ in the case of names from what other parts call them.
    pub(super) fn xml(&mut self, name: &str) -> Result<Xml<impl io::BufRead>, XlsxError> {
        let known = match self.names.get(name) {
            Some(known) => known.clone(),
            None => {
                let found = self.names.iter().find(|candidate| candidate.eq_ignore_ascii_case(name));
                found.cloned().ok_or_else(|| XlsxError::damaged(name))?
            }
        };
        let left = Rc::clone(&self.left);
        let part = self.archive.by_name(&known).map_err(|_| XlsxError::damaged(&known))?;
        Ok(Xml::new(BufReader::with_capacity(64 * 1024, Bounded { inner: part, left }), known))
    }
}

/// What a compound file is: its directory says so with the names of its streams, in UTF-16.
fn compound(bytes: &[u8]) -> XlsxError {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        XlsxError::Protected
    } else if has("Workbook") {
        XlsxError::OldFormat
    } else {
        XlsxError::ProtectedOrOld
    }
}

/// A stream that ends in an error when more is read than all parts may have.
struct Bounded<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => {
                self.left.set(left);
                Ok(read)
            }
            None => Err(ErrorKind::FileTooLarge.into()),
        }
    }
}
