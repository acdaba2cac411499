//! The signs, names and values of JSON, byte by byte.

use serde::de::DeserializeOwned;

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The text ends before it is known what comes.
    CutOff,
    /// It is wrong, or written in a way that only serde knows.
    Wrong,
}

/// A text whose bytes are read one after the other.
pub(super) struct Bytes<'a> {
    text: &'a str,
    /// What has not been read, which ends where the text does.
    left: &'a [u8],
}

impl<'a> Bytes<'a> {
    /// All of a text.
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, left: text.as_bytes() }
    }

    /// How many bytes were read.
    pub(super) const fn at(&self) -> usize {
        self.text.len().saturating_sub(self.left.len())
    }

    /// What has not been read.
    pub(super) const fn left(&self) -> &'a [u8] {
        self.left
    }

    /// Goes on with what is left of [`Self::left`].
    pub(super) const fn go_on_with(&mut self, left: &'a [u8]) {
        self.left = left;
    }

    /// Reads something whole: where that fails, nothing is read.
    pub(super) fn whole<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        let before = self.left;
        let result = read(self);
        if result.is_err() {
            self.left = before;
        }
        result
    }

    fn skip_space(&mut self) {
        while let [b' ' | b'\n' | b'\r' | b'\t', left @ ..] = self.left {
            self.left = left;
        }
    }

    fn next(&mut self) -> Result<u8, Stop> {
        let (first, left) = self.left.split_first().ok_or(Stop::CutOff)?;
        self.left = left;
        Ok(*first)
    }

    /// Reads these bytes if they come next.
    #[inline]
    pub(super) fn takes(&mut self, expected: &[u8]) -> bool {
        let left = self.left.strip_prefix(expected);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// Reads a sign and the space around it.
    pub(super) fn sign(&mut self, expected: u8) -> Result<(), Stop> {
        self.skip_space();
        if self.next()? != expected {
            return Err(Stop::Wrong);
        }
        self.skip_space();
        Ok(())
    }

    /// Reads how a list or an object begins, and says whether it has already ended.
    pub(super) fn opens(&mut self, opening: u8, closing: u8) -> Result<bool, Stop> {
        self.sign(opening)?;
        if self.left.is_empty() {
            return Err(Stop::CutOff);
        }
        Ok(self.takes(&[closing]))
    }

    /// Reads what comes after an entry, and says whether another one follows.
    #[inline]
    pub(super) fn goes_on(&mut self, closing: u8) -> Result<bool, Stop> {
        self.skip_space();
        match self.next()? {
            b',' => {
                self.skip_space();
                Ok(true)
            }
            byte if byte == closing => Ok(false),
            _ => Err(Stop::Wrong),
        }
    }

    /// Passes over one value, of which only the end is looked for: serde reads it again.
    pub(super) fn pass_over(&mut self) -> Result<(), Stop> {
        let mut depth = 0usize;
        loop {
            let before = self.left;
            match self.next()? {
                b'"' => self.pass_over_text()?,
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth > 0 => depth -= 1,
                b',' | b'}' | b']' if depth == 0 => {
                    self.left = before;
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    /// Passes over the rest of a text, up to its closing sign.
    fn pass_over_text(&mut self) -> Result<(), Stop> {
        loop {
            match self.next()? {
                b'"' => return Ok(()),
                b'\\' => {
                    self.next()?;
                }
                _ => {}
            }
        }
    }

    /// A text of which each letter stands for itself, and the space before it.
    pub(super) fn plain_text(&mut self) -> Result<&'a str, Stop> {
        self.skip_space();
        if self.next()? == b'"' { self.plain() } else { Err(Stop::Wrong) }
    }

    /// The rest of such a text, after its opening sign.
    #[inline]
    pub(super) fn plain(&mut self) -> Result<&'a str, Stop> {
        let end = self.left.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')).ok_or(Stop::CutOff)?;
        let from = self.at();
        let text = self.text.get(from..from.saturating_add(end)).ok_or(Stop::Wrong)?;
        self.left = self.left.get(end..).and_then(|left| left.strip_prefix(b"\"")).ok_or(Stop::Wrong)?;
        Ok(text)
    }

    /// One value as serde reads it.
    pub(super) fn one<T: DeserializeOwned>(&mut self) -> Result<T, Stop> {
        let text = self.text.get(self.at()..).ok_or(Stop::Wrong)?;
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<T>();
        match values.next() {
            Some(Ok(value)) => {
                self.left = self.left.get(values.byte_offset()..).unwrap_or_default();
                Ok(value)
            }
            Some(Err(error)) if !error.is_eof() => Err(Stop::Wrong),
            _ => Err(Stop::CutOff),
        }
    }

    /// Passes over all that is left, if there is any.
    pub(super) fn pass_over_rest(&mut self) -> Result<(), Stop> {
        if self.left.is_empty() {
            return Err(Stop::CutOff);
        }
        self.left = &[];
        Ok(())
    }
}
