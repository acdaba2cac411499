//! What can be done with data: hiding, notes, finding, sorting, filters, names, rules for what is typed.

use super::Chord;
use super::sheet::{Group, SheetAction, SheetCommand};
use crate::i18n::Text;

/// Something to do with the data of a sheet, or with what lies over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataCommand {
    /// The selection's rows are hidden.
    HideRows,
    /// Hidden rows in the selection or beside it are shown.
    ShowRows,
    /// The selection's columns are hidden.
    HideColumns,
    /// Hidden columns in the selection or beside it are shown.
    ShowColumns,
    /// The sheet's tab is hidden.
    HideSheet,
    /// Hidden sheets are listed, to be shown again.
    ShowSheets,
    /// A copy of the sheet comes after it.
    DuplicateSheet,
    /// The note of the active cell is written.
    Note,
    /// The notes of the selected cells go.
    DeleteNotes,
    /// A text is looked for.
    Find,
    /// A text is looked for and replaced.
    Replace,
    /// Rows are sorted by several columns.
    Sort,
    /// Rows are sorted by the active column, the smallest first.
    SortAscending,
    /// Rows are sorted by the active column, the greatest first.
    SortDescending,
    /// The filter comes or goes.
    Filter,
    /// The filter of the active column, or the list of the active cell, is opened.
    Choose,
    /// The rows that pass the filter are looked for again.
    FilterAgain,
    /// Rows that stand there twice go.
    RemoveDuplicates,
    /// The texts of a column are split into several.
    TextToColumns,
    /// The names of the workbook are listed.
    Names,
    /// What may be typed in the selected cells is set.
    Validation,
    /// The sheet is downloaded as CSV.
    GiveOut,
    /// How cells look because of what they hold is set.
    ConditionalFormats,
    /// Where the content of the active cell comes from is said.
    Evidence,
    /// Every cell of which that is said is listed.
    Sources,
    /// A copy without names, notes and exact amounts is made.
    Anonymise,
    /// The payout in the active row is taken back.
    Reverse,
}

impl DataCommand {
    const fn line(self, group: Group, label: Text, keys: &'static [Chord]) -> SheetAction {
        SheetAction::new(SheetCommand::Data(self), group, label, keys)
    }
}

/// The commands that concern data.
pub const DATA_ACTIONS: &[SheetAction] = &[
    DataCommand::HideRows.line(Group::View, Text::new("Hide rows", "行を非表示"), &[Chord::command("9")]),
    DataCommand::ShowRows.line(Group::View, Text::new("Unhide rows", "行を再表示"), &[Chord::command_shift("9")]),
    DataCommand::HideColumns.line(Group::View, Text::new("Hide columns", "列を非表示"), &[Chord::command("0")]),
    DataCommand::ShowColumns.line(Group::View, Text::new("Unhide columns", "列を再表示"), &[Chord::command_shift("0")]),
    DataCommand::HideSheet.line(Group::Sheets, Text::new("Hide the sheet", "シートを非表示"), &[]),
    DataCommand::ShowSheets.line(Group::Sheets, Text::new("Unhide sheets", "シートを再表示"), &[]),
    DataCommand::DuplicateSheet.line(Group::Sheets, Text::new("Duplicate the sheet", "シートを複製"), &[]),
    DataCommand::Note.line(Group::Edit, Text::new("Write a note", "メモを編集"), &[Chord::shift("F2")]),
    DataCommand::DeleteNotes.line(Group::Edit, Text::new("Delete notes", "メモを削除"), &[]),
    DataCommand::Find.line(Group::Edit, Text::new("Find", "検索"), &[Chord::command("f")]),
    DataCommand::Replace.line(Group::Edit, Text::new("Find and replace", "置換"), &[Chord::command("h")]),
    DataCommand::Sort.line(Group::Data, Text::new("Sort by several columns", "並べ替え（キー指定）"), &[]),
    DataCommand::SortAscending.line(Group::Data, Text::new("Sort, smallest first", "昇順で並べ替え"), &[]),
    DataCommand::SortDescending.line(Group::Data, Text::new("Sort, greatest first", "降順で並べ替え"), &[]),
    DataCommand::RemoveDuplicates.line(Group::Data, Text::new("Remove duplicates", "重複の削除"), &[]),
    DataCommand::TextToColumns.line(Group::Data, Text::new("Text to columns", "区切り位置"), &[]),
    DataCommand::Filter.line(Group::Data, Text::new("Filter", "フィルター"), &[Chord::command_shift("l")]),
    DataCommand::FilterAgain.line(Group::Data, Text::new("Apply the filter again", "フィルターを再適用"), &[]),
    DataCommand::Choose.line(
        Group::Data,
        Text::new("Choose from the list of the cell", "セルのリストから選択"),
        &[Chord::alt("ArrowDown")],
    ),
    DataCommand::Validation.line(Group::Data, Text::new("Data validation", "データの入力規則"), &[]),
    DataCommand::GiveOut.line(
        Group::Data,
        Text::new("Download this sheet as CSV", "このシートをCSVでダウンロード"),
        &[],
    ),
    DataCommand::Evidence.line(Group::Edit, Text::new("Source and confidence", "出典と確度"), &[]),
    DataCommand::Sources.line(Group::Data, Text::new("Sources of this workbook", "出典の一覧"), &[]),
    DataCommand::Anonymise.line(Group::Data, Text::new("Make an anonymised copy", "匿名化したコピーを作成"), &[]),
    DataCommand::Reverse.line(Group::Data, Text::new("Reverse this payout", "この支払を戻入"), &[]),
    DataCommand::ConditionalFormats.line(Group::Format, Text::new("Conditional formats", "条件付き書式"), &[]),
    DataCommand::Names.line(Group::Data, Text::new("Names", "名前の管理"), &[Chord::command("F3")]),
];
