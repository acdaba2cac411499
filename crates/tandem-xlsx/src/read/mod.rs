//! The workbook of an xlsx file.
//!
//! A file is read part by part, each as a stream, into what it says (`book.rs`, `styles.rs`, `sheet.rs`); then `build.rs` makes a
//! workbook of it by the same edits that a person's hand makes. This folder must not write files. Start reading at [`read()`].

mod book;
mod build;
mod conditional;
mod filter;
mod formulas;
mod looks;
mod overlay;
mod package;
mod sheet;
mod styles;
mod xml;

use tandem_core::function::Clock;
use tandem_core::workbook::Workbook;

use book::{Relation, Relations};
use package::Package;

use crate::error::XlsxError;
use crate::limits::MAX_CELLS;
use crate::report::{LossKind, Report};

/// The workbook of a file, and what was left behind.
#[derive(Debug)]
pub struct Imported {
    /// The workbook, computed.
    pub workbook: Workbook,
    /// What was not kept.
    pub report: Report,
}

/// The workbook of a file's bytes, under an identity. The clock is for formulas that read it.
///
/// # Errors
/// When the bytes are no workbook, are damaged, or ask for more than `limits.rs` allows.
pub fn read(bytes: &[u8], id: &str, clock: Clock) -> Result<Imported, XlsxError> {
    let mut package = Package::open(bytes)?;
    let mut report = Report::default();
    let main = main_part(&mut package)?;
    let relations = book::relations(&mut package, &main)?;
    let book = book::book(&mut package, &main)?;
    let of_kind = |kind: &str| relations.values().find(|relation| relation.kind == kind).map(|r| r.target.clone());
    let texts = match of_kind("sharedStrings") {
        Some(part) => book::shared_texts(&mut package, &part)?,
        None => Vec::new(),
    };
    let formats = match of_kind("styles") {
        Some(part) => styles::styles(&mut package, &part)?,
        None => styles::Formats::default(),
    };
    note_parts(&package, &relations, &mut report);
    if book.is_protected {
        report.note(LossKind::Protection);
    }
    let mut sheets = Vec::new();
    let mut cells_left = MAX_CELLS;
    for (index, entry) in (0u32..).zip(&book.sheets) {
        match relations.get(&entry.relation) {
            Some(Relation { kind, target }) if kind == "worksheet" => {
                let sheet = sheet::sheet(&mut package, target, &mut cells_left)?;
                let own = book::relations(&mut package, target)?;
                let notes = match own.values().find(|relation| relation.kind == "comments") {
                    Some(relation) => book::notes(&mut package, &relation.target)?,
                    None => Vec::new(),
                };
                sheets.push(build::SheetPart { entry: entry.clone(), index, sheet, notes });
            }
            Some(Relation { kind, .. }) if kind == "chartsheet" || kind == "dialogsheet" => {
                report.named(LossKind::ChartSheets, &entry.name);
            }
            _ => report.named(LossKind::OtherParts, &entry.name),
        }
    }
    if sheets.is_empty() {
        return Err(XlsxError::NotXlsx);
    }
    let file = build::File { book, sheets, texts, formats };
    build::workbook(file, id, clock, report)
}

/// The part from which all others are reached.
fn main_part(package: &mut Package<'_>) -> Result<String, XlsxError> {
    let roots = book::relations(package, "")?;
    let found = roots.into_values().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target);
    found.filter(|part| part.ends_with(".xml")).ok_or(XlsxError::NotXlsx)
}

/// Notes parts that are left behind whole.
fn note_parts(package: &Package<'_>, relations: &Relations, report: &mut Report) {
    const KNOWN: [&str; 9] = [
        "worksheet",
        "chartsheet",
        "dialogsheet",
        "sharedStrings",
        "styles",
        "theme",
        "calcChain",
        "sheetMetadata",
        "metadata",
    ];
    let mut kinds: Vec<&str> = relations.values().map(|relation| relation.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        match kind {
            "vbaProject" | "vbaProjectSignature" => report.note(LossKind::Macros),
            "pivotCacheDefinition" => report.note(LossKind::Pivots),
            kind if KNOWN.contains(&kind) => {}
            kind => report.named(LossKind::OtherParts, kind),
        }
    }
    if package.names().any(|name| name.starts_with("xl/threadedComments/")) {
        report.named(LossKind::OtherParts, "threadedComments");
    }
}
