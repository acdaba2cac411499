//! The one table of commands that stand in menus and under keys: their words, keys and when they apply.
//!
//! The header, the list of keys and the key handler all read it, so that none can tell another story.

use super::Command;
use crate::browser::keys::Press;
use crate::i18n::Text;
use crate::route::{Route, View};

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
    const fn plain(key: &'static str) -> Self {
        Self { key, command: false, shift: false, alt: false }
    }

    const fn command(key: &'static str) -> Self {
        Self { command: true, ..Self::plain(key) }
    }

    const fn command_shift(key: &'static str) -> Self {
        Self { shift: true, ..Self::command(key) }
    }

    const fn alt(key: &'static str) -> Self {
        Self { alt: true, ..Self::plain(key) }
    }

    /// Whether it was pressed. For a sign such as `?`, Shift is part of how some keyboards write it.
    #[must_use]
    pub fn is(&self, press: &Press) -> bool {
        let sign = !self.command && self.key.len() == 1 && !self.key.chars().all(char::is_alphanumeric);
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
            letter if letter.chars().count() == 1 => letter.to_uppercase(),
            other => other.to_owned(),
        };
        held.iter().filter(|(is_held, _)| *is_held).map(|(_, name)| (*name).to_owned()).chain([key]).collect()
    }
}

/// Where an action applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    Anywhere,
    /// Where a workbook is open.
    InWorkbook,
}

/// One line of the table.
#[derive(Debug)]
pub struct Action {
    /// What it does, in words.
    pub label: Text,
    /// The keys that do it.
    pub keys: &'static [Chord],
    /// Where it applies.
    pub scope: Scope,
    /// Whether the keys work while a person types in a field; where they do not, the field's own meaning holds.
    pub while_typing: bool,
    /// What it asks for.
    pub command: fn() -> Command,
}

/// Every action.
pub const ACTIONS: &[Action] = &[
    Action {
        label: Text::new("Undo", "元に戻す"),
        keys: &[Chord::command("z")],
        scope: Scope::InWorkbook,
        while_typing: false,
        command: || Command::Undo,
    },
    Action {
        label: Text::new("Redo", "やり直す"),
        keys: &[Chord::command_shift("z"), Chord::command("y")],
        scope: Scope::InWorkbook,
        while_typing: false,
        command: || Command::Redo,
    },
    Action {
        label: Text::new("Download a copy", "コピーをダウンロード"),
        keys: &[Chord::command("s")],
        scope: Scope::InWorkbook,
        while_typing: true,
        command: || Command::Download,
    },
    Action {
        label: Text::new("Show as workbook", "ワークブック表示に切り替え"),
        keys: &[Chord::alt("1")],
        scope: Scope::InWorkbook,
        while_typing: true,
        command: || Command::Show(View::Workbook),
    },
    Action {
        label: Text::new("Present", "プレゼン表示に切り替え"),
        keys: &[Chord::alt("2")],
        scope: Scope::InWorkbook,
        while_typing: true,
        command: || Command::Show(View::Present),
    },
    Action {
        label: Text::new("Go to Home", "ホームへ"),
        keys: &[Chord { key: "h", command: false, shift: true, alt: true }],
        scope: Scope::Anywhere,
        while_typing: true,
        command: || Command::Go(Route::Home),
    },
    Action {
        label: Text::new("Show the keyboard shortcuts", "キーボードショートカットを表示"),
        keys: &[Chord::plain("?")],
        scope: Scope::Anywhere,
        while_typing: false,
        command: || Command::ShowKeys,
    },
];

/// The action of a key press, if the table has one.
#[must_use]
pub fn action_for(press: &Press, in_workbook: bool, typing: bool) -> Option<&'static Action> {
    ACTIONS
        .iter()
        .filter(|action| in_workbook || action.scope == Scope::Anywhere)
        .filter(|action| !typing || action.while_typing)
        .find(|action| action.keys.iter().any(|chord| chord.is(press)))
}

/// Keys of the grid, which the grid itself handles; they stand here for the list of keys.
pub const GRID_KEYS: &[(Text, &[Chord])] = &[
    (
        Text::new("Move", "移動"),
        &[Chord::plain("ArrowLeft"), Chord::plain("ArrowUp"), Chord::plain("ArrowDown"), Chord::plain("ArrowRight")],
    ),
    (
        Text::new("Jump to the edge of the data", "データの端へ移動"),
        &[Chord::command("ArrowDown"), Chord::command("ArrowRight")],
    ),
    (Text::new("Edit the cell", "セルを編集"), &[Chord::plain("F2")]),
    (Text::new("Enter and move on", "確定して次のセルへ"), &[Chord::plain("Enter"), Chord::plain("Tab")]),
    (Text::new("Leave the cell as it was", "編集を取り消す"), &[Chord::plain("Escape")]),
    (Text::new("Clear the selection", "選択範囲をクリア"), &[Chord::plain("Delete")]),
];
