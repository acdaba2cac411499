//! What can be done with the cells of a sheet, and the sheets of a workbook.

use super::Chord;
use super::data::{DATA_ACTIONS, DataCommand};
use super::look::{LOOK_ACTIONS, Look};
use crate::i18n::Text;

/// Something to do with what is selected, or with the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetCommand {
    /// Something with the data of a sheet.
    Data(DataCommand),
    /// The look is changed.
    Format(Look),
    /// The dialog for number formats is opened.
    FormatCells,
    /// The content is edited.
    Edit,
    /// The selected cells are emptied.
    Clear,
    /// The selected cells are taken to be pasted elsewhere.
    Cut,
    /// The selected cells are copied.
    Copy,
    /// What was copied is put in.
    Paste,
    /// Only its values are put in.
    PasteValues,
    /// A part of it, or the other way round, is put in.
    PasteSpecial,
    /// The first row of the selection is copied down.
    FillDown,
    /// The first column of the selection is copied to the right.
    FillRight,
    /// The day is typed.
    InsertToday,
    /// The time of day is typed.
    InsertTime,
    /// The numbers above or to the left are added up.
    AutoSum,
    /// The data around the active cell is selected, then everything.
    SelectAll,
    /// The data around the active cell is selected.
    SelectRegion,
    /// The selection's rows are selected wholly.
    SelectRows,
    /// The selection's columns are selected wholly.
    SelectColumns,
    /// A cell or name is typed to go there.
    GoTo,
    /// The cells that the formula reads are selected.
    GoToPrecedents,
    /// The cells that read this cell are selected.
    GoToDependents,
    /// Blank rows come in above the selection.
    InsertRows,
    /// Blank columns come in before the selection.
    InsertColumns,
    /// The selected cells and what is below make room.
    InsertCellsDown,
    /// The selected cells and what is to the right make room.
    InsertCellsRight,
    /// Whole rows or columns come in where such are selected, and cells otherwise.
    Insert,
    /// The selection's rows go.
    DeleteRows,
    /// The selection's columns go.
    DeleteColumns,
    /// The selected cells go and what is below comes up.
    DeleteCellsUp,
    /// The selected cells go and what is to the right comes nearer.
    DeleteCellsLeft,
    /// Whole rows or columns go where such are selected, and cells otherwise.
    Delete,
    /// The selection's rows pass the row above them.
    MoveRowsUp,
    /// The selection's rows pass the row below them.
    MoveRowsDown,
    /// The selection's columns pass the column before them.
    MoveColumnsLeft,
    /// The selection's columns pass the column after them.
    MoveColumnsRight,
    /// The selected columns are as wide as their texts.
    FitColumns,
    /// The selected rows are as high as their texts.
    FitRows,
    /// Rows above and columns before the active cell stay in sight.
    Freeze,
    /// The first row stays in sight.
    FreezeRow,
    /// Everything scrolls again.
    Unfreeze,
    /// The inspector comes or goes.
    ShowInspector,
    /// A sheet comes after this one.
    AddSheet,
    /// A page with a decision record comes after this one.
    AddRecord,
    /// Decision records of a Markdown file come after this page.
    ImportRecord,
    /// The sheet gets another name.
    RenameSheet,
    /// The sheet goes one place to the left.
    MoveSheetLeft,
    /// The sheet goes one place to the right.
    MoveSheetRight,
    /// The sheet goes.
    DeleteSheet,
    /// The next page is shown.
    NextSheet,
    /// The page before is shown.
    PreviousSheet,
    /// Commands are searched by their words.
    Palette,
    /// The commands for what is selected are shown.
    Menu,
}

/// What stands together in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Contents.
    Edit,
    /// How cells look.
    Format,
    /// What is selected.
    Select,
    /// Rows, columns and cells that come and go.
    Insert,
    /// Filters, names and rules.
    Data,
    /// How the sheet is shown.
    View,
    /// The sheets of the workbook.
    Sheets,
}

impl Group {
    /// Every group, in the order of lists.
    pub const ALL: [Self; 7] =
        [Self::Edit, Self::Format, Self::Select, Self::Insert, Self::Data, Self::View, Self::Sheets];

    /// Its heading.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Edit => Text::new("Contents", "内容"),
            Self::Format => Text::new("Format", "書式"),
            Self::Select => Text::new("Selecting", "選択"),
            Self::Insert => Text::new("Insert and delete", "挿入と削除"),
            Self::Data => Text::new("Data", "データ"),
            Self::View => Text::new("View", "表示"),
            Self::Sheets => Text::new("Sheets", "シート"),
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub struct SheetAction {
    /// What is done.
    pub command: SheetCommand,
    /// The same in words.
    pub label: Text,
    /// The keys that do it while a sheet has the keyboard and no cell is being edited.
    pub keys: &'static [Chord],
    /// Where it stands in lists.
    pub group: Group,
}

impl SheetAction {
    pub(super) const fn new(command: SheetCommand, group: Group, label: Text, keys: &'static [Chord]) -> Self {
        Self { command, label, keys, group }
    }
}

impl SheetCommand {
    /// Its line of the table.
    #[must_use]
    pub fn action(self) -> Option<&'static SheetAction> {
        sheet_actions().find(|action| action.command == self)
    }
}

/// Every command of a sheet.
pub fn sheet_actions() -> impl Iterator<Item = &'static SheetAction> {
    SHEET_ACTIONS.iter().chain(LOOK_ACTIONS).chain(DATA_ACTIONS)
}

/// Every command of a sheet but those of looks and data.
const SHEET_ACTIONS: &[SheetAction] = &[
    SheetAction::new(SheetCommand::Edit, Group::Edit, Text::new("Edit the cell", "セルを編集"), &[Chord::plain("F2")]),
    SheetAction::new(
        SheetCommand::Clear,
        Group::Edit,
        Text::new("Clear contents", "数式と値をクリア"),
        &[Chord::plain("Delete")],
    ),
    SheetAction::new(SheetCommand::Cut, Group::Edit, Text::new("Cut", "切り取り"), &[Chord::command("x")]),
    SheetAction::new(SheetCommand::Copy, Group::Edit, Text::new("Copy", "コピー"), &[Chord::command("c")]),
    SheetAction::new(SheetCommand::Paste, Group::Edit, Text::new("Paste", "貼り付け"), &[Chord::command("v")]),
    SheetAction::new(
        SheetCommand::PasteValues,
        Group::Edit,
        Text::new("Paste values", "値の貼り付け"),
        &[Chord::command_shift("v")],
    ),
    SheetAction::new(
        SheetCommand::PasteSpecial,
        Group::Edit,
        Text::new("Paste special…", "形式を選択して貼り付け…"),
        &[Chord::command_alt("v")],
    ),
    SheetAction::new(
        SheetCommand::FillDown,
        Group::Edit,
        Text::new("Fill down", "下方向へコピー"),
        &[Chord::command("d")],
    ),
    SheetAction::new(
        SheetCommand::FillRight,
        Group::Edit,
        Text::new("Fill right", "右方向へコピー"),
        &[Chord::command("r")],
    ),
    SheetAction::new(
        SheetCommand::InsertToday,
        Group::Edit,
        Text::new("Insert today’s date", "今日の日付を入力"),
        &[Chord::command(";")],
    ),
    SheetAction::new(
        SheetCommand::InsertTime,
        Group::Edit,
        Text::new("Insert the time", "現在の時刻を入力"),
        &[Chord::command(":")],
    ),
    SheetAction::new(
        SheetCommand::AutoSum,
        Group::Edit,
        Text::new("Sum the numbers beside", "オート SUM"),
        &[Chord::alt("=")],
    ),
    SheetAction::new(
        SheetCommand::SelectAll,
        Group::Select,
        Text::new("Select all", "すべて選択"),
        &[Chord::command("a"), Chord::command_shift(" ")],
    ),
    SheetAction::new(
        SheetCommand::SelectRegion,
        Group::Select,
        Text::new("Select the data around the cell", "データ範囲を選択"),
        &[Chord::command_shift("8"), Chord::command("*")],
    ),
    SheetAction::new(
        SheetCommand::SelectRows,
        Group::Select,
        Text::new("Select whole rows", "行全体を選択"),
        &[Chord::shift(" ")],
    ),
    SheetAction::new(
        SheetCommand::SelectColumns,
        Group::Select,
        Text::new("Select whole columns", "列全体を選択"),
        &[Chord::command(" ")],
    ),
    SheetAction::new(
        SheetCommand::GoTo,
        Group::Select,
        Text::new("Go to a cell or a name", "セルまたは名前へ移動"),
        &[Chord::command("g"), Chord::plain("F5")],
    ),
    SheetAction::new(
        SheetCommand::GoToPrecedents,
        Group::Select,
        Text::new("Go to the cells this formula reads", "参照元へ移動"),
        &[Chord::command("[")],
    ),
    SheetAction::new(
        SheetCommand::GoToDependents,
        Group::Select,
        Text::new("Go to the cells that read this cell", "参照先へ移動"),
        &[Chord::command("]")],
    ),
    SheetAction::new(SheetCommand::InsertRows, Group::Insert, Text::new("Insert rows above", "上に行を挿入"), &[]),
    SheetAction::new(
        SheetCommand::InsertColumns,
        Group::Insert,
        Text::new("Insert columns to the left", "左に列を挿入"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::InsertCellsDown,
        Group::Insert,
        Text::new("Insert cells, shift down", "セルを挿入して下へシフト"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::InsertCellsRight,
        Group::Insert,
        Text::new("Insert cells, shift right", "セルを挿入して右へシフト"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Insert,
        Group::Insert,
        Text::new("Insert as selected", "選択に合わせて挿入"),
        &[Chord::command("+"), Chord::command_alt("=")],
    ),
    SheetAction::new(SheetCommand::DeleteRows, Group::Insert, Text::new("Delete rows", "行を削除"), &[]),
    SheetAction::new(SheetCommand::DeleteColumns, Group::Insert, Text::new("Delete columns", "列を削除"), &[]),
    SheetAction::new(
        SheetCommand::DeleteCellsUp,
        Group::Insert,
        Text::new("Delete cells, shift up", "セルを削除して上へシフト"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::DeleteCellsLeft,
        Group::Insert,
        Text::new("Delete cells, shift left", "セルを削除して左へシフト"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Delete,
        Group::Insert,
        Text::new("Delete as selected", "選択に合わせて削除"),
        &[Chord::command("-"), Chord::command_alt("-")],
    ),
    SheetAction::new(
        SheetCommand::MoveRowsUp,
        Group::Insert,
        Text::new("Move rows up", "行を上へ移動"),
        &[Chord::alt_shift("ArrowUp")],
    ),
    SheetAction::new(
        SheetCommand::MoveRowsDown,
        Group::Insert,
        Text::new("Move rows down", "行を下へ移動"),
        &[Chord::alt_shift("ArrowDown")],
    ),
    SheetAction::new(
        SheetCommand::MoveColumnsLeft,
        Group::Insert,
        Text::new("Move columns to the left", "列を左へ移動"),
        &[Chord::alt_shift("ArrowLeft")],
    ),
    SheetAction::new(
        SheetCommand::MoveColumnsRight,
        Group::Insert,
        Text::new("Move columns to the right", "列を右へ移動"),
        &[Chord::alt_shift("ArrowRight")],
    ),
    SheetAction::new(SheetCommand::FitColumns, Group::View, Text::new("Fit the column width", "列の幅を自動調整"), &[]),
    SheetAction::new(SheetCommand::FitRows, Group::View, Text::new("Fit the row height", "行の高さを自動調整"), &[]),
    SheetAction::new(
        SheetCommand::Freeze,
        Group::View,
        Text::new("Freeze above and left of the cell", "ウィンドウ枠の固定"),
        &[],
    ),
    SheetAction::new(SheetCommand::FreezeRow, Group::View, Text::new("Freeze the first row", "先頭行の固定"), &[]),
    SheetAction::new(SheetCommand::Unfreeze, Group::View, Text::new("Unfreeze", "ウィンドウ枠の固定を解除"), &[]),
    SheetAction::new(
        SheetCommand::ShowInspector,
        Group::View,
        Text::new("Show or hide the inspector", "インスペクターの表示を切り替え"),
        &[Chord::command_shift("i")],
    ),
    SheetAction::new(
        SheetCommand::AddSheet,
        Group::Sheets,
        Text::new("New sheet", "シートを追加"),
        &[Chord::shift("F11")],
    ),
    SheetAction::new(
        SheetCommand::AddRecord,
        Group::Sheets,
        Text::new("New decision record", "意思決定記録を追加"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::ImportRecord,
        Group::Sheets,
        Text::new("Import a record (.md)…", "意思決定記録（.md）を取り込む…"),
        &[],
    ),
    SheetAction::new(SheetCommand::RenameSheet, Group::Sheets, Text::new("Rename the sheet", "シート名を変更"), &[]),
    SheetAction::new(
        SheetCommand::MoveSheetLeft,
        Group::Sheets,
        Text::new("Move the sheet left", "シートを左へ移動"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::MoveSheetRight,
        Group::Sheets,
        Text::new("Move the sheet right", "シートを右へ移動"),
        &[],
    ),
    SheetAction::new(SheetCommand::DeleteSheet, Group::Sheets, Text::new("Delete the sheet", "シートを削除"), &[]),
    SheetAction::new(
        SheetCommand::NextSheet,
        Group::Sheets,
        Text::new("Next page", "次のページ"),
        &[Chord::command_shift("PageDown"), Chord::command("PageDown")],
    ),
    SheetAction::new(
        SheetCommand::PreviousSheet,
        Group::Sheets,
        Text::new("Previous page", "前のページ"),
        &[Chord::command_shift("PageUp"), Chord::command("PageUp")],
    ),
    SheetAction::new(
        SheetCommand::Palette,
        Group::View,
        Text::new("Search all commands", "コマンドを検索"),
        &[Chord::command("k")],
    ),
    SheetAction::new(
        SheetCommand::Menu,
        Group::View,
        Text::new("Menu of the selection", "選択範囲のメニュー"),
        &[Chord::shift("F10"), Chord::plain("ContextMenu")],
    ),
];

/// Keys that move over a sheet; they do no command, and stand here for the list of keys.
pub const GRID_KEYS: &[(Text, &[Chord])] = &[
    (
        Text::new("Move", "移動"),
        &[Chord::plain("ArrowLeft"), Chord::plain("ArrowUp"), Chord::plain("ArrowDown"), Chord::plain("ArrowRight")],
    ),
    (
        Text::new("Jump to the edge of the data", "データの端へ移動"),
        &[Chord::command("ArrowDown"), Chord::command("ArrowRight")],
    ),
    (Text::new("Enter and move on", "確定して次のセルへ"), &[Chord::plain("Enter"), Chord::plain("Tab")]),
    (Text::new("Line break in the cell", "セル内で改行"), &[Chord::alt("Enter")]),
    (Text::new("Enter in every selected cell", "選択したすべてのセルに入力"), &[Chord::command("Enter")]),
    (Text::new("Leave the cell as it was", "編集を取り消す"), &[Chord::plain("Escape")]),
];
