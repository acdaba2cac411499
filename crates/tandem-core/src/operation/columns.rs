//! Splitting the texts of a column into several columns.

use super::OperationError;
use crate::cell::{Area, CellAddress};
use crate::edit::{Edit, TypedCells};
use crate::engine::Content;
use crate::limits::{MAX_COLUMNS, MAX_RESTYLED_CELLS};
use crate::workbook::Workbook;

/// Where texts are split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Split {
    /// At separators.
    Separators {
        /// The characters that separate.
        separators: Vec<char>,
        /// Whether several in a row count as one.
        merged: bool,
        /// The sign around texts in which separators do not separate; two of them inside stand for one.
        quote: Option<char>,
    },
    /// After so many characters each, counted from the text's beginning, in rising order.
    Widths(Vec<usize>),
}

/// What splitting texts does.
#[derive(Clone, Debug)]
pub struct SplitText {
    /// The edit that does it.
    pub edit: Edit,
    /// How many cells are split.
    pub cells: u32,
    /// How many columns the longest one takes, its own included.
    pub columns: u32,
    /// How many cells to the right that hold something are overwritten.
    pub overwritten: u32,
}

/// Splits the texts of a column; the parts are typed in the cells from the first one on to the right, so that `12%` and
/// `2026-03-31` become what they mean. A part that begins as a formula stays a text.
///
/// # Errors
/// When the area has several columns, holds nothing, or the widths do not rise.
pub fn text_to_columns(workbook: &Workbook, area: Area, split: &Split) -> Result<SplitText, OperationError> {
    if area.columns() > 1 {
        return Err(OperationError::SeveralColumns);
    }
    if let Split::Widths(places) = split
        && (places.first() == Some(&0) || places.iter().zip(places.iter().skip(1)).any(|(a, b)| a >= b))
    {
        return Err(OperationError::BadCuts);
    }
    let mut typed = TypedCells::default();
    let (mut cells, mut columns, mut overwritten) = (0u32, 0u32, 0u32);
    let mut visit = |row: u32, column: u32| {
        let at = CellAddress::new(area.sheet, row, column);
        let text = workbook.value_input_text(at);
        let parts = match split {
            Split::Separators { separators, merged, quote } => separated(&text, separators, *merged, *quote),
            Split::Widths(places) => cut(&text, places),
        };
        cells += 1;
        for (part, column) in parts.iter().zip(area.left..MAX_COLUMNS) {
            columns = columns.max(column - area.left + 1);
            let to = CellAddress { column, ..at };
            if column > area.left && !matches!(workbook.content(to), Content::Blank) {
                overwritten += 1;
            }
            if typed.len() as u64 >= MAX_RESTYLED_CELLS {
                return Err(OperationError::TooManyCells);
            }
            let is_formula = part.trim_start().starts_with(['=', '＝', '+', '＋', '-', '－', '@'])
                && crate::number::parse_number(part).is_none();
            if is_formula {
                typed.push(to, &format!("'{part}"));
            } else {
                typed.push(to, part);
            }
        }
        Ok(())
    };
    workbook.engine().store().for_each_in(area, |row, column, _| visit(row, column))?;
    if cells == 0 {
        return Err(OperationError::NothingThere);
    }
    Ok(SplitText { edit: Edit::TypeCells(typed), cells, columns, overwritten })
}

fn separated(text: &str, separators: &[char], merged: bool, quote: Option<char>) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut characters = text.chars().peekable();
    let (mut is_quoted, mut is_after_separator) = (false, false);
    while let Some(character) = characters.next() {
        let part_is_empty = parts.last().is_none_or(String::is_empty);
        if is_quoted {
            let is_end = Some(character) == quote && characters.next_if(|next| Some(*next) == quote).is_none();
            if !is_end {
                push(&mut parts, character);
            } else {
                is_quoted = false;
            }
        } else if Some(character) == quote && part_is_empty {
            is_quoted = true;
            is_after_separator = false;
        } else if separators.contains(&character) {
            if !(merged && is_after_separator) {
                parts.push(String::new());
            }
            is_after_separator = true;
        } else {
            push(&mut parts, character);
            is_after_separator = false;
        }
    }
    parts
}

fn push(parts: &mut [String], character: char) {
    if let Some(part) = parts.last_mut() {
        part.push(character);
    }
}

fn cut(text: &str, places: &[usize]) -> Vec<String> {
    let mut parts = vec![String::new()];
    for (index, character) in text.chars().enumerate() {
        if places.contains(&index) {
            parts.push(String::new());
        }
        push(&mut parts, character);
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}
