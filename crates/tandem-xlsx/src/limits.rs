//! What a file may ask for. Files come from anywhere: a few kilobytes of an archive can claim to be terabytes.

/// Bytes of a file.
pub const MAX_FILE_BYTES: usize = tandem_core::limits::MAX_FILE_BYTES;
/// Parts of a file: a workbook of 1,000 sheets with notes and drawings has some thousands.
pub const MAX_PARTS: usize = 20_000;
/// Bytes of all parts that are read, unpacked: a workbook of two million cells has about 150 MB, and a browser's tab holds it.
pub const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// Nesting of elements: those of spreadsheets nest less than 20 deep.
pub const MAX_XML_DEPTH: usize = 64;
/// Cells with a content or a format, in all sheets together.
pub const MAX_CELLS: usize = 2_000_000;
/// Texts that cells share, and formats, each.
pub const MAX_SHARED: usize = 2_000_000;
/// Places that a line of a report names.
pub const MAX_EXAMPLES: usize = 5;
