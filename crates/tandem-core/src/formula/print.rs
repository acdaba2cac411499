//! A formula to its text.

use std::borrow::Cow;

use super::entry::Formula;
use super::reference::{Coordinate, Reference, ReferenceKind};
use super::scan::Symbols;
use super::width::narrow;
use crate::cell::{CellAddress, column_name};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// The text of a formula as its host shows it, with its `=`.
#[must_use]
pub fn print(formula: Formula<'_>, host: CellAddress, symbols: &impl Symbols) -> String {
    print_with(formula, formula.references(), host, symbols)
}

/// The text of a formula with other references in its holes, as [`print()`].
#[must_use]
pub fn print_with(formula: Formula<'_>, references: &[Reference], host: CellAddress, symbols: &impl Symbols) -> String {
    let mut text = String::with_capacity(formula.template().len() + 8 * references.len() + 1);
    text.push('=');
    let mut references = references.iter();
    let mut names = formula.names().iter();
    for piece in formula.template().split_inclusive([Formula::REFERENCE, Formula::NAME]) {
        if let Some(before) = piece.strip_suffix(Formula::REFERENCE) {
            text.push_str(before);
            if let Some(reference) = references.next() {
                print_reference(&mut text, reference, host, symbols);
            }
        } else if let Some(before) = piece.strip_suffix(Formula::NAME) {
            text.push_str(before);
            if let Some(name) = names.next() {
                text.push_str(symbols.name_text(*name));
            }
        } else {
            text.push_str(piece);
        }
    }
    text
}

fn print_reference(text: &mut String, reference: &Reference, host: CellAddress, symbols: &impl Symbols) {
    if reference.area(host).is_none() {
        text.push_str("#REF!");
        return;
    }
    if let Some(sheet) = reference.sheet.get() {
        let Some(name) = symbols.sheet_text(sheet) else {
            text.push_str("#REF!");
            return;
        };
        text.push_str(&quote_sheet(name));
        text.push('!');
    }
    let has_rows = reference.kind != ReferenceKind::Columns;
    let has_columns = reference.kind != ReferenceKind::Rows;
    let sides = if reference.kind == ReferenceKind::Cell { 1 } else { 2 };
    for (side, (row, column)) in reference.rows.iter().zip(&reference.columns).take(sides).enumerate() {
        if side > 0 {
            text.push(':');
        }
        if has_columns {
            print_coordinate(text, *column, host.column, MAX_COLUMNS, column_name);
        }
        if has_rows {
            print_coordinate(text, *row, host.row, MAX_ROWS, |row| (row + 1).to_string());
        }
    }
}

fn print_coordinate(text: &mut String, coordinate: Coordinate, host: u32, limit: u32, show: impl Fn(u32) -> String) {
    if coordinate.is_absolute() {
        text.push('$');
    }
    if let Some(place) = coordinate.place(host, limit) {
        text.push_str(&show(place));
    }
}

/// A sheet's name as formulas write it: in quotation marks where its characters need them.
#[must_use]
pub fn quote_sheet(name: &str) -> String {
    // Wide letters outside quotation marks are read as narrow ones, which would be another sheet's name.
    let is_narrow = matches!(narrow(name), Cow::Borrowed(_));
    let is_word = is_narrow && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    let starts_well = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    // A name such as `A1`, `R1C1` or `TRUE` would read as something else.
    let reads_as_other = name.len() <= 11 && name.is_ascii() && name.ends_with(|c: char| c.is_ascii_digit())
        || name.len() <= 3 && name.is_ascii();
    if is_word && starts_well && (!reads_as_other || !looks_like_reference(name)) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "''"))
    }
}

fn looks_like_reference(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let is_cell = crate::cell::parse_cell(&upper).is_some() || crate::cell::parse_column(&upper).is_some();
    let is_r1c1 = upper.starts_with(['R', 'C']) && upper.chars().skip(1).all(|c| c.is_ascii_digit() || c == 'C');
    is_cell || is_r1c1
}
