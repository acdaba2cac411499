//! Every limit of the project, each with its reason.

/// Rows that can be addressed, as in Excel, so that no reference of an imported file is out of range.
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns that can be addressed, as in Excel.
pub const MAX_COLUMNS: u32 = 16_384;
/// Characters of one cell's text, as in Excel.
pub const MAX_TEXT_CHARS: usize = 32_767;
/// Characters of one formula. Excel allows 8,192; ours leaves room for generated formulas and still bounds parsing time.
pub const MAX_FORMULA_CHARS: usize = 16_384;
/// Nesting of parentheses, calls and operators in one formula. Excel allows 64 levels of calls; evaluation recurses as
/// deep as this, and the browser's stack is one megabyte.
pub const MAX_FORMULA_DEPTH: usize = 128;
/// Levels of evaluation that the names and the calls of LAMBDAs under way may take together, each counted by how deep it
/// nests: evaluation recurses as deep as this. The browser's stack of one megabyte held 5,400 of them and more.
pub const MAX_CALL_LEVELS: u32 = 1_536;
/// Work of one formula's evaluation, in units of about ten nanoseconds (`function/work.rs` says what costs how many): five
/// seconds on a computer of today. More would be taken for a hang, and a recursion without end has to stop. Hundreds of
/// thousands of normal distributions and three million powers stay below.
pub const MAX_WORK: u64 = 500_000_000;
/// Arguments of one call, as in Excel.
pub const MAX_ARGUMENTS: usize = 255;
/// Cells of one array value: bounds the memory that one formula such as `SEQUENCE` can ask for.
pub const MAX_ARRAY_CELLS: usize = 4_000_000;
/// Bytes of all texts that one array value makes: a text may be long and an array large, but not both at once.
pub const MAX_ARRAY_TEXT_BYTES: usize = 256 * 1024 * 1024;
/// Sheets of a workbook: far more than a person keeps apart, few enough for small identifiers.
pub const MAX_SHEETS: usize = 1_000;
/// Characters of a sheet's name, as in Excel.
pub const MAX_SHEET_NAME_CHARS: usize = 31;
/// Characters of a defined name, as in Excel.
pub const MAX_NAME_CHARS: usize = 255;
/// Bytes of a workbook file that is opened: a filled sheet of 100,000 rows and 50 columns takes two thirds of it.
pub const MAX_FILE_BYTES: usize = 256 * 1024 * 1024;
/// Cells above and below a cell, each, whose texts complete what is typed in it: read with every letter, so a millisecond at worst.
pub const MAX_COLUMN_ENTRIES: usize = 5_000;
/// Steps of undo that are kept: hours of work, at a bounded cost in memory.
pub const MAX_HISTORY_STEPS: usize = 1_000;
/// Cells whose earlier contents the history keeps in all its steps together: about 100 MB at worst.
pub const MAX_HISTORY_CELLS: usize = 2_000_000;
/// Cells that one edit can restyle: two whole columns.
pub const MAX_RESTYLED_CELLS: u64 = 2 * MAX_ROWS as u64;
/// Cells of one paste, blank ones within it included: one step of undo of a few seconds at worst.
pub const MAX_PASTED_CELLS: u64 = 500_000;
/// Cells of a file of separated values that is opened as a workbook, blank ones within it included.
pub const MAX_OPENED_CELLS: u64 = 10_000_000;
/// Bytes of what another program put on the clipboard: beyond it, the cells would be more than can be pasted anyway.
pub const MAX_CLIPBOARD_BYTES: usize = 64 * 1024 * 1024;
/// Characters of a party's logo as a data URL: it stands in every saved copy and is read at every start.
pub const MAX_LOGO_CHARS: usize = 350_000;
/// Pages, names, controls, outcomes, charts, scenarios and parties of one workbook, each: keeps screens and searches usable.
pub const MAX_PARTS: usize = 10_000;
/// Cells that are kept beside one figure of a decision when it is accepted: what a person compares, and no whole register.
pub const MAX_SNAPSHOT_SOURCES: u64 = 64;
/// Cells that are told one by one beside a trigger that reads them: what fits beneath a line and is read at a glance.
pub const MAX_WATCHED_CELLS: usize = 6;
/// Revisions that a decision record keeps: each is a whole copy of what it said, and one a week for ten years has room.
pub const MAX_REVISIONS: usize = 520;
/// Cells of a two-way table at most: more than a person compares, and at a millisecond each ten seconds of work.
pub const MAX_TABLE_CELLS: usize = 10_000;
/// Runs of one simulation at most: the digit that percentiles gain by more is nobody's to know.
pub const MAX_SIMULATION_RUNS: u32 = 1_000_000;
/// Cells that are looked at for what a cell rests on: a sum over each row up to its own reads squared many.
pub const MAX_REACHED_CELLS: u64 = 4_000_000;
/// Bytes of a Markdown text that is read as decision records: a log of a thousand long ones.
pub const MAX_DECISION_BYTES: usize = 16 * 1024 * 1024;
/// Characters of a link that holds a workbook. Browsers take a million in an address, chat and mail cut earlier; such a workbook
/// is better handed on as a file.
pub const MAX_LINK_CHARS: usize = 500_000;
/// Bytes that a link may unpack to. A workbook packs to about a fiftieth at best; a link that unpacks to more was made to harm.
pub const MAX_LINK_BYTES: usize = 32 * 1024 * 1024;
/// Changed cells that a comparison of two workbooks lists: more than a person reads through. All are counted.
pub const MAX_TOLD_CHANGES: usize = 10_000;
/// Bytes of a backup of everything: browsers hand out a file of two gigabytes at most by its parts, and half of it holds the rooms
/// of most browsers.
pub const MAX_BACKUP_BYTES: u64 = 1024 * 1024 * 1024;
/// Entries of a backup: as many workbooks as a list stays usable with.
pub const MAX_BACKUP_ENTRIES: usize = 10_000;
/// Bytes of the line that begins a backup or one of its entries: a title and the settings take a thousandth.
pub const MAX_BACKUP_LINE_BYTES: usize = 64 * 1024;
