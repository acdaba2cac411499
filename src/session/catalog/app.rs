//! What can be done anywhere in the app.

use super::Chord;
use crate::browser::keys::Press;
use crate::i18n::Text;
use crate::route::{Route, View};
use crate::session::{BackupWish, Command};

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

/// The words for a file of Excel, which menus say as well.
pub const SAVE_AS_EXCEL: Text = Text::new("Download as Excel (.xlsx)", "Excel 形式（.xlsx）でダウンロード");

/// The words for a link that holds a copy, which the header says as well.
pub const COPY_LINK: Text = Text::new("Copy link…", "リンクをコピー…");

/// The words for the versions that were kept, which the header says as well.
pub const VERSIONS: Text = Text::new("Versions…", "バージョン…");

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
        label: SAVE_AS_EXCEL,
        keys: &[Chord::command_shift("s")],
        scope: Scope::InWorkbook,
        while_typing: true,
        command: || Command::DownloadXlsx { agreed: false },
    },
    Action {
        label: COPY_LINK,
        keys: &[],
        scope: Scope::InWorkbook,
        while_typing: false,
        command: || Command::ShareLink,
    },
    Action {
        label: Text::new("Keep this version…", "このバージョンを保存…"),
        keys: &[],
        scope: Scope::InWorkbook,
        while_typing: false,
        command: || Command::ShowVersions { keep: true },
    },
    Action {
        label: VERSIONS,
        keys: &[],
        scope: Scope::InWorkbook,
        while_typing: false,
        command: || Command::ShowVersions { keep: false },
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
        label: Text::new("Back up everything", "すべてバックアップ"),
        keys: &[],
        scope: Scope::Anywhere,
        while_typing: false,
        command: || Command::Backup(BackupWish::Make),
    },
    Action {
        label: Text::new("Restore a backup…", "バックアップから復元…"),
        keys: &[],
        scope: Scope::Anywhere,
        while_typing: false,
        command: || Command::AskForBackup,
    },
    Action {
        label: Text::new("Show the keyboard shortcuts", "キーボードショートカットを表示"),
        keys: &[Chord::plain("?")],
        scope: Scope::Anywhere,
        while_typing: false,
        command: || Command::ShowKeys,
    },
];

/// Keys of Present, as the list of keys shows them. They work while no field has the keyboard.
pub const PRESENT_KEYS: &[(Text, &[Chord])] = &[
    (Text::new("Full screen, and back", "全画面表示の切り替え"), &[Chord::plain("f")]),
    (
        Text::new("Scenario by its place", "番号でシナリオを選択"),
        &[Chord::plain("1"), Chord::plain("2"), Chord::plain("3")],
    ),
    (Text::new("Scenarios side by side", "シナリオを並べて比較"), &[Chord::plain("c")]),
    (Text::new("Next part", "次の部分へ"), &[Chord::plain("n")]),
    (Text::new("Part before", "前の部分へ"), &[Chord::plain("p")]),
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
