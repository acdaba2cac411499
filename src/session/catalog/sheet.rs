//! What can be done with the cells of a sheet, and the sheets of a workbook.

use super::Chord;
use super::data::{DATA_ACTIONS, DataCommand};
use super::look::{LOOK_ACTIONS, Look};
use super::sheet_actions::SHEET_ACTIONS;
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
    /// What was done last is done again.
    Repeat,
    /// What stands above is typed once more: the formula as it is.
    FormulaAbove,
    /// The value that stands above is typed.
    ValueAbove,
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
    /// The lower handle for fingers fills, once.
    FillByFinger,
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
    /// The active cell goes to the next corner of what is selected.
    NextCorner,
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
    /// Cells show formulas, or what these compute.
    ShowFormulas,
    /// Random numbers are drawn anew, and formulas are told the time.
    Calculate,
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
