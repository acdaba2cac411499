//! Keys as they are written in the tables.

use crate::browser::keys::Press;

/// A key with what is held down beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// The key's name as the browser gives it; letters in lower case.
    pub key: &'static str,
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

impl Chord {
    pub(super) const fn plain(key: &'static str) -> Self {
        Self { key, command: false, shift: false, alt: false }
    }

    pub(super) const fn command(key: &'static str) -> Self {
        Self { command: true, ..Self::plain(key) }
    }

    pub(super) const fn command_shift(key: &'static str) -> Self {
        Self { shift: true, ..Self::command(key) }
    }

    pub(super) const fn shift(key: &'static str) -> Self {
        Self { shift: true, ..Self::plain(key) }
    }

    pub(super) const fn command_alt(key: &'static str) -> Self {
        Self { alt: true, ..Self::command(key) }
    }

    pub(super) const fn alt(key: &'static str) -> Self {
        Self { alt: true, ..Self::plain(key) }
    }

    pub(super) const fn alt_shift(key: &'static str) -> Self {
        Self { shift: true, ..Self::alt(key) }
    }

    /// Whether it was pressed. For a sign such as `?` or `:`, Shift is part of how some keyboards write it.
    #[must_use]
    pub fn is(&self, press: &Press) -> bool {
        let sign = self.key.len() == 1 && self.key != " " && !self.key.chars().all(char::is_alphanumeric);
        press.key == self.key
            && press.command == self.command
            && press.alt == self.alt
            && (sign || press.shift == self.shift)
    }

    /// How the keys are written for a reader, such as `Ctrl+Shift+Z`.
    #[must_use]
    pub fn label(&self, apple: bool) -> Vec<String> {
        let held = [
            (self.command, if apple { "⌘" } else { "Ctrl" }),
            (self.alt, if apple { "⌥" } else { "Alt" }),
            (self.shift, if apple { "⇧" } else { "Shift" }),
        ];
        let key = match self.key {
            "ArrowUp" => "↑".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            "ArrowLeft" => "←".to_owned(),
            "ArrowRight" => "→".to_owned(),
            "Escape" => "Esc".to_owned(),
            " " => "Space".to_owned(),
            letter if letter.chars().count() == 1 => letter.to_uppercase(),
            other => other.to_owned(),
        };
        held.iter().filter(|(is_held, _)| *is_held).map(|(_, name)| (*name).to_owned()).chain([key]).collect()
    }
}
