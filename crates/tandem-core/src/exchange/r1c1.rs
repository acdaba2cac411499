//! Formulas whose references say how far away a cell is: `=R[-1]C[0]*2` for "the cell above, doubled".
//!
//! Such a text means the same wherever it stands, which is why spreadsheets put it on the clipboard. Both ways go from
//! text to text: what stands in quotation marks, names of sheets, functions and names pass through as they are.

use crate::cell::{column_name, parse_column};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// What stands where a reference leads beyond the sheet.
const LOST: &str = "#REF!";

/// One coordinate of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Track {
    /// A row or column, from 0, that stays the same.
    Fixed(i64),
    /// As many rows or columns away.
    Away(i64),
}

impl Track {
    fn from_a1(is_fixed: bool, index: u32, host: u32) -> Self {
        if is_fixed { Self::Fixed(i64::from(index)) } else { Self::Away(i64::from(index) - i64::from(host)) }
    }

    /// The row or column that is meant from a host, as long as the sheet has it, and whether it is fixed.
    fn seen_from(self, host: u32, count: u32) -> Option<(u32, bool)> {
        let (index, is_fixed) = match self {
            Self::Fixed(index) => (index, true),
            Self::Away(distance) => (i64::from(host) + distance, false),
        };
        u32::try_from(index).ok().filter(|index| *index < count).map(|index| (index, is_fixed))
    }

    fn push(self, letter: char, text: &mut String) {
        text.push(letter);
        match self {
            Self::Fixed(index) => text.push_str(&(index + 1).to_string()),
            Self::Away(distance) => {
                text.push('[');
                text.push_str(&distance.to_string());
                text.push(']');
            }
        }
    }
}

/// A formula in A1 form, as it stands in a cell, with references that say how far away they are.
pub(super) fn to_r1c1(formula: &str, row: u32, column: u32) -> String {
    rewritten(formula, |rest| {
        let word = leading_word(rest);
        let next = rest.get(word.len()..)?;
        let mut text = String::new();
        if let Some((rows, columns)) = a1_cell(word) {
            Track::from_a1(rows.0, rows.1, row).push('R', &mut text);
            Track::from_a1(columns.0, columns.1, column).push('C', &mut text);
            return Some((text, word.len()));
        }
        let second = leading_word(next.strip_prefix(':')?);
        let (letter, host, first, last) = match (a1_column(word), a1_column(second), a1_row(word), a1_row(second)) {
            (Some(first), Some(last), _, _) => ('C', column, first, last),
            (_, _, Some(first), Some(last)) => ('R', row, first, last),
            _ => return None,
        };
        Track::from_a1(first.0, first.1, host).push(letter, &mut text);
        text.push(':');
        Track::from_a1(last.0, last.1, host).push(letter, &mut text);
        Some((text, word.len() + 1 + second.len()))
    })
}

/// A formula with references that say how far away they are, as it stands in a cell in A1 form.
pub(super) fn to_a1(formula: &str, row: u32, column: u32) -> String {
    let of_row = |track: Track| {
        let (index, is_fixed) = track.seen_from(row, MAX_ROWS)?;
        Some(format!("{}{}", sign(is_fixed), u64::from(index) + 1))
    };
    let of_column = |track: Track| {
        let (index, is_fixed) = track.seen_from(column, MAX_COLUMNS)?;
        Some(format!("{}{}", sign(is_fixed), column_name(index)))
    };
    rewritten(formula, |rest| {
        let (rows, columns, length) = r1c1(rest)?;
        if let (Some(rows), Some(columns)) = (rows, columns) {
            let text = of_column(columns).zip(of_row(rows)).map(|(column, row)| column + &row);
            return Some((text.unwrap_or_else(|| LOST.to_owned()), length));
        }
        // Whole rows or columns: `C[1]` is `B:B`, and `C[1]:C[2]` is `B:C`.
        let second = rest.get(length..).and_then(|next| r1c1(next.strip_prefix(':')?));
        let alike =
            second.filter(|other| (other.0.is_some(), other.1.is_some()) == (rows.is_some(), columns.is_some()));
        let (last_rows, last_columns, more) =
            alike.map_or((rows, columns, 0), |(rows, columns, more)| (rows, columns, more + 1));
        let ends = match (rows.zip(last_rows), columns.zip(last_columns)) {
            (Some((first, last)), _) => of_row(first).zip(of_row(last)),
            (None, Some((first, last))) => of_column(first).zip(of_column(last)),
            (None, None) => None,
        };
        Some((ends.map_or_else(|| LOST.to_owned(), |(first, last)| format!("{first}:{last}")), length + more))
    })
}

/// A formula with references that say how far away they are, on its side: what lay below lies to the right. Places that are
/// fixed stay.
pub(super) fn turned(formula: &str) -> String {
    rewritten(formula, |rest| {
        let (rows, columns, length) = r1c1(rest)?;
        let mut text = String::new();
        let (as_row, as_column) = match (rows, columns) {
            (Some(rows), Some(columns)) => match (rows, columns) {
                (Track::Away(_), Track::Away(_)) => (Some(columns), Some(rows)),
                _ => (Some(rows), Some(columns)),
            },
            (Some(Track::Away(distance)), None) => (None, Some(Track::Away(distance))),
            (None, Some(Track::Away(distance))) => (Some(Track::Away(distance)), None),
            fixed => fixed,
        };
        if let Some(track) = as_row {
            track.push('R', &mut text);
        }
        if let Some(track) = as_column {
            track.push('C', &mut text);
        }
        Some((text, length))
    })
}

/// The names of the sheets that a formula names.
pub(super) fn sheets_of(formula: &str) -> Vec<String> {
    let mut sheets = Vec::new();
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let (word, after) = rest.split_at_checked(piece(rest, first)).unwrap_or((rest, ""));
        if after.starts_with('!') && (is_letter(first) || first == '\'') {
            let quoted = word.strip_prefix('\'').and_then(|word| word.strip_suffix('\''));
            sheets.push(quoted.map_or_else(|| word.to_owned(), |word| word.replace("''", "'")));
        }
        rest = after;
    }
    sheets
}

/// A formula with its references rewritten. The closure gets what begins with a word, and gives what stands for the
/// reference there and how many bytes that is.
fn rewritten(formula: &str, reference: impl Fn(&str) -> Option<(String, usize)>) -> String {
    let mut text = String::with_capacity(formula.len() + 16);
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        if is_letter(first)
            && let Some((new, length)) = reference(rest)
            && let Some(after) = rest.get(length..)
            && !after.starts_with(|c: char| is_letter(c) || matches!(c, '(' | '!'))
        {
            text.push_str(&new);
            rest = after;
            continue;
        }
        let (own, after) = rest.split_at_checked(piece(rest, first)).unwrap_or((rest, ""));
        text.push_str(own);
        rest = after;
    }
    text
}

/// How many bytes belong together at the beginning of a text: a quoted text, a word, or one sign.
fn piece(text: &str, first: char) -> usize {
    match first {
        '"' | '\'' => quoted_length(text, first),
        first if is_letter(first) => leading_word(text).len(),
        other => other.len_utf8(),
    }
}

/// A quoted text up to its closing mark; two marks are one that belongs to it.
fn quoted_length(text: &str, mark: char) -> usize {
    let mut at = mark.len_utf8();
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(mark)) {
        at += found + mark.len_utf8();
        if !text.get(at..).is_some_and(|rest| rest.starts_with(mark)) {
            return at;
        }
        at += mark.len_utf8();
    }
    text.len()
}

fn leading_word(text: &str) -> &str {
    let end = text.find(|c: char| !is_letter(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '$' | '_' | '.' | '\\' | '?')
}

const fn sign(is_fixed: bool) -> &'static str {
    if is_fixed { "$" } else { "" }
}

/// A coordinate in A1 form: whether it is fixed, and which one it is.
type Coordinate = (bool, u32);

fn a1_column(word: &str) -> Option<Coordinate> {
    let letters = word.strip_prefix('$');
    Some((letters.is_some(), parse_column(letters.unwrap_or(word))?))
}

fn a1_row(word: &str) -> Option<Coordinate> {
    let digits = word.strip_prefix('$');
    let number: u32 = digits.unwrap_or(word).parse().ok()?;
    (1..=MAX_ROWS).contains(&number).then(|| (digits.is_some(), number - 1))
}

fn a1_cell(word: &str) -> Option<(Coordinate, Coordinate)> {
    let letters = word.strip_prefix('$').unwrap_or(word);
    let length = letters.find(|c: char| !c.is_ascii_alphabetic())? + word.len() - letters.len();
    let (column, row) = word.split_at_checked(length)?;
    Some((a1_row(row)?, a1_column(column)?))
}

/// A reference such as `R[-1]C2` at the beginning of a text: its row, its column, and its length. One of both may be
/// absent; then the other one has a number, because `R` and `C` alone are names.
fn r1c1(text: &str) -> Option<(Option<Track>, Option<Track>, usize)> {
    let rows = r1c1_track(text, 'R');
    let row_length = rows.map_or(0, |(_, length)| length);
    let columns = r1c1_track(text.get(row_length..)?, 'C');
    let length = row_length + columns.map_or(0, |(_, length)| length);
    let is_named = length == 1;
    let track = |found: Option<(Track, usize)>| found.map(|(track, _)| track);
    (length > 0 && !is_named).then_some((track(rows), track(columns), length))
}

fn r1c1_track(text: &str, letter: char) -> Option<(Track, usize)> {
    let rest = text.strip_prefix(letter).or_else(|| text.strip_prefix(letter.to_ascii_lowercase()))?;
    if let Some(inner) = rest.strip_prefix('[') {
        let (number, _) = inner.split_once(']')?;
        let distance: i32 = number.parse().ok()?;
        return Some((Track::Away(i64::from(distance)), number.len() + 3));
    }
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if digits == 0 {
        return Some((Track::Away(0), 1));
    }
    let number: u32 = rest.get(..digits)?.parse().ok()?;
    (number > 0).then(|| (Track::Fixed(i64::from(number) - 1), digits + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_say_how_far_away_they_are() {
        // The cell is C5: row 4 and column 2, from 0.
        for (a1, away) in [
            ("=A1", "=R[-4]C[-2]"),
            ("=C5+$C$5*C$1-$A5", "=R[0]C[0]+R5C3*R1C[0]-R[0]C1"),
            ("=SUM(B2:B9)", "=SUM(R[-3]C[-1]:R[4]C[-1])"),
            ("=SUM(B:D)+SUM($A:$A)", "=SUM(C[-1]:C[1])+SUM(C1:C1)"),
            ("=SUM(5:6,$1:$2)", "=SUM(R[0]:R[1],R1:R2)"),
            ("='A1 & B2'!C5&\"A1\"&Data!A1", "='A1 & B2'!R[0]C[0]&\"A1\"&Data!R[-4]C[-2]"),
            ("=LOG10(C4)+1E5+x.A1+_B2", "=LOG10(R[-1]C[0])+1E5+x.A1+_B2"),
            ("=LET(r,1,r+C4)", "=LET(r,1,r+R[-1]C[0])"),
            ("=C4#", "=R[-1]C[0]#"),
            ("=売上*C4", "=売上*R[-1]C[0]"),
        ] {
            assert_eq!(to_r1c1(a1, 4, 2), away, "{a1}");
            assert_eq!(to_a1(away, 4, 2), a1, "{away}");
        }
    }

    #[test]
    fn the_forms_of_other_programs_are_read() {
        for (away, a1) in [
            ("=R[0]C[-1]*r[-1]c+RC", "=B5*C4+C5"),
            ("=(R[0]C[-1]-R3C[-1])/R3C[-1]", "=(B5-B$3)/B$3"),
            ("=SUM(C[1])", "=SUM(D:D)"),
            ("=R[-9]C", "=#REF!"),
            ("=R1C99999+R9999999C1", "=#REF!+#REF!"),
            ("=RC(1)+ROUND(R[1]C,2)", "=RC(1)+ROUND(C6,2)"),
            ("=R[1", "=R[1"),
            ("=R[99999999999]C", "=R[99999999999]C"),
            ("=R*C", "=R*C"),
            ("=\"R1C1\"", "=\"R1C1\""),
        ] {
            assert_eq!(to_a1(away, 4, 2), a1, "{away}");
        }
    }

    #[test]
    fn a_formula_on_its_side_reads_what_lies_there_now() {
        for (upright, turned) in [
            ("=R[-2]C[0]*3", "=R[0]C[-2]*3"),
            ("=SUM(R[-3]C[1]:R[-1]C[2])", "=SUM(R[1]C[-3]:R[2]C[-1])"),
            ("=R5C3+R1C[2]-R[4]C1", "=R5C3+R1C[2]-R[4]C1"),
            ("=SUM(C[1]:C[2])+SUM(R[1]:R[1])+SUM(C1:C1)", "=SUM(R[1]:R[2])+SUM(C[1]:C[1])+SUM(C1:C1)"),
            ("=Data!R[1]C&\"R[1]C\"", "=Data!R[0]C[1]&\"R[1]C\""),
        ] {
            assert_eq!(super::turned(upright), turned, "{upright}");
        }
    }

    #[test]
    fn named_sheets_are_found() {
        assert_eq!(sheets_of("=Data!RC+'It''s 1'!RC&\"No!\"+売上!A1"), ["Data", "It's 1", "売上"]);
        assert!(sheets_of("=A1+B2").is_empty());
        assert!(sheets_of("='open").is_empty());
    }
}
