//! From a formula as a file holds it to one as Tandem reads it.

use std::collections::HashSet;

use tandem_core::cell::CellAddress;
use tandem_core::formula::{self, Library, Scan, Symbols, TokenKind};

use super::dynamic::single_places;
use super::symbols::Mentioned;

/// Why a formula can't be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Functions that Tandem does not have.
    Unknown(Vec<String>),
    /// It reads another workbook.
    External,
    /// It names a table's columns.
    Table,
    /// It is written in a way that Tandem does not read.
    Other,
}

/// Turns formulas of files into Tandem's; it keeps what it learned from one to the next.
#[derive(Debug, Default)]
pub struct Inward {
    symbols: Mentioned,
    scan: Scan,
    /// Names that are defined, in lower case: calls of them are no unknown functions.
    defined: HashSet<String>,
}

/// A formula that others share, as it reads at its own cell.
#[derive(Debug)]
pub struct Shared {
    library: Library,
}

impl Inward {
    /// What is told of a file's names.
    #[must_use]
    pub fn new(defined: impl Iterator<Item = String>) -> Self {
        Self { defined: defined.map(|name| name.to_lowercase()).collect(), ..Self::default() }
    }

    /// A formula without its `=`, as it stands in a file, as Tandem writes it, with its `=`. In one that is no array, a range in place
    /// of one value means the cell in the formula's own row or column, which gets an `@`.
    ///
    /// # Errors
    /// Why it can't be taken over.
    pub fn import(&mut self, text: &str, host: CellAddress, is_single: bool) -> Result<(String, Shared), Unread> {
        let plain = format!("={}", plain(text));
        let failed = || unread(text);
        formula::scan(&plain, host, &mut self.symbols, &mut self.scan).map_err(|_| failed())?;
        let (mut library, places) = Library::of_one(&plain, &self.scan).map_err(|_| failed())?;
        // A number in brackets before a sheet's name is another workbook, within quotation marks too.
        let sheets = self.scan.references.iter().filter_map(|reference| reference.sheet.get());
        if sheets.filter_map(|sheet| self.symbols.sheet_text(sheet)).any(|name| name.contains('[')) {
            return Err(Unread::External);
        }
        let unknown = self.unknown(&plain);
        if !unknown.is_empty() {
            return Err(Unread::Unknown(unknown));
        }
        let marked = if is_single { library.get(0).map(|formula| single_places(formula, &places)) } else { None };
        let mut text = plain;
        if let Some(places) = marked.filter(|places| !places.is_empty()) {
            for place in places {
                text.insert(place, '@');
            }
            formula::scan(&text, host, &mut self.symbols, &mut self.scan).map_err(|_| Unread::Other)?;
            (library, _) = Library::of_one(&text, &self.scan).map_err(|_| Unread::Other)?;
        }
        Ok((text, Shared { library }))
    }

    /// A shared formula as it reads at another cell.
    #[must_use]
    pub fn shared_at(&self, shared: &Shared, host: CellAddress) -> Option<String> {
        shared.library.get(0).map(|formula| formula::print(formula, host, &self.symbols))
    }

    /// Names that are called like functions and are none that Tandem knows, nor bound in the formula.
    fn unknown(&self, text: &str) -> Vec<String> {
        let tokens = &self.scan.tokens;
        let is_bound = |name: &str| {
            tokens.windows(2).any(|pair| {
                matches!(pair, [a, b] if matches!(a.kind, TokenKind::Name(_))
                    && matches!(b.kind, TokenKind::Comma | TokenKind::CloseBracket)
                    && text.get(a.start()..a.end()).is_some_and(|source| source.eq_ignore_ascii_case(name)))
            })
        };
        let mut unknown = Vec::new();
        for pair in tokens.windows(2) {
            let [name, open] = pair else { continue };
            if !matches!(name.kind, TokenKind::Name(_)) || open.kind != TokenKind::Open {
                continue;
            }
            let source = text.get(name.start()..name.end()).unwrap_or_default();
            if !self.defined.contains(&source.to_lowercase())
                && !is_bound(source)
                && !unknown.iter().any(|known: &String| known == source)
            {
                unknown.push(source.to_owned());
            }
        }
        unknown
    }
}

/// Why a text that can't be read is none of ours.
fn unread(text: &str) -> Unread {
    match text.split_once('[') {
        Some((before, after))
            if before.ends_with(['\'', '(', ',', '+', '-', '*', '/', '=', '&', ' ']) || before.is_empty() =>
        {
            // `[1]Sheet1!A1` is another workbook, `[@Amount]` a column of the table around it.
            if after.starts_with(|c: char| c.is_ascii_digit()) { Unread::External } else { Unread::Table }
        }
        Some(_) => Unread::Table,
        None => Unread::Other,
    }
}

/// A formula without the prefixes that files have, and with `A1#` and `@` for their functions.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    // What closes each parenthesis that is open: itself, or the sign of a spilled array, or nothing.
    let mut closing: Vec<&str> = Vec::new();
    // How many are open around each `@(`, and where what it stands before begins.
    let mut singles: Vec<(usize, usize)> = Vec::new();
    let mut optional: Vec<String> = Vec::new();
    while let Some(character) = rest.chars().next() {
        if character == '"' || character == '\'' {
            let length = quoted_length(rest, character);
            plain.push_str(rest.get(..length).unwrap_or(rest));
            rest = rest.get(length..).unwrap_or_default();
        } else if character.is_alphanumeric() || character == '_' {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            rest = after;
            match spelled(word, after, &mut optional) {
                Spelled::Word(word) => plain.push_str(&word),
                Spelled::Anchor => {
                    rest = after.strip_prefix('(').unwrap_or(after);
                    closing.push("#");
                }
                Spelled::Single => {
                    rest = after.strip_prefix('(').unwrap_or(after);
                    plain.push_str("@(");
                    singles.push((closing.len(), plain.len()));
                    closing.push(")");
                }
            }
        } else {
            match character {
                '(' => {
                    plain.push('(');
                    closing.push(")");
                }
                ')' => {
                    let sign = closing.pop().unwrap_or(")");
                    let single = singles.pop_if(|(depth, _)| *depth == closing.len()).map(|(_, start)| start);
                    match single.filter(|start| plain.get(*start..).is_some_and(is_operand)) {
                        // `@` before one operand needs no parentheses.
                        Some(start) => drop(plain.remove(start.saturating_sub(1))),
                        None => plain.push_str(sign),
                    }
                }
                other => plain.push(other),
            }
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    plain
}

/// Whether a text is one operand: a reference, a name or a call, and no operation.
fn is_operand(text: &str) -> bool {
    let (mut depth, mut quote) = (0usize, None);
    text.chars().all(|character| {
        match (quote, character) {
            (Some(end), character) if character == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        quote.is_some() || depth > 0 || !"+-*/^&=<>,% ".contains(character)
    })
}

/// The bytes of a text or a sheet's name in quotation marks that stands at the beginning.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == quote {
            if characters.peek().is_some_and(|(_, next)| *next == quote) {
                characters.next();
            } else {
                return at + quote.len_utf8();
            }
        }
    }
    text.len()
}

enum Spelled {
    Word(String),
    Anchor,
    Single,
}

/// A word of a file as Tandem writes it.
fn spelled(word: &str, after: &str, optional: &mut Vec<String>) -> Spelled {
    let mut rest = word;
    // Prefixes come in any number: files of other programs double them.
    while let Some(shorter) = ["_xlfn.", "_xlws.", "_xlpm.", "_xleta.", "_xludf."]
        .iter()
        .find_map(|prefix| strip_prefix_in_any_case(rest, prefix))
    {
        rest = shorter;
    }
    if let Some(name) = strip_prefix_in_any_case(rest, "_xlop.") {
        // It stands where the parameter is bound; later ones are uses.
        if after.trim_start().starts_with(',') && !optional.iter().any(|known| known == name) {
            optional.push(name.to_owned());
            return Spelled::Word(format!("[{name}]"));
        }
        return Spelled::Word(name.to_owned());
    }
    let is_call = after.starts_with('(');
    if is_call && rest.len() < word.len() && rest.eq_ignore_ascii_case("ANCHORARRAY") {
        return Spelled::Anchor;
    }
    if is_call && rest.len() < word.len() && rest.eq_ignore_ascii_case("SINGLE") {
        return Spelled::Single;
    }
    Spelled::Word(rest.to_owned())
}

fn strip_prefix_in_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use tandem_core::cell::SheetId;

    use super::*;

    const HOST: CellAddress = CellAddress::new(SheetId(0), 4, 4);

    #[test]
    fn formulas_of_files_read_as_a_person_would_type_them() {
        let mut inward = Inward::new(["grow".to_owned()].into_iter());
        for (text, expect) in [
            ("SUM(A1:A3)", "=SUM(A1:A3)"),
            ("_xlfn._xlws.SORT(_xlfn.UNIQUE(A1:A9))", "=SORT(UNIQUE(A1:A9))"),
            ("_xlfn.LET(_xlpm.x,A1,_xlpm.x*2)", "=LET(x,A1,x*2)"),
            (
                "_xlfn.LAMBDA(_xlpm.a,_xlop.b,IF(_xlfn.ISOMITTED(_xlpm.b),1,2))(1)",
                "=LAMBDA(a,[b],IF(ISOMITTED(b),1,2))(1)",
            ),
            ("_xlfn.BYROW(A1:C3,_xleta.SUM)", "=BYROW(A1:C3,SUM)"),
            ("SUM(_xlfn.ANCHORARRAY(B2))", "=SUM(B2#)"),
            ("_xlfn.SINGLE(A1:A9)*2", "=@A1:A9*2"),
            ("_xlfn.SINGLE(A1:A9+_xlfn.SINGLE(INDEX(B1:B9,2)))", "=@(A1:A9+@INDEX(B1:B9,2))"),
            ("\"_xlfn.SINGLE(\"&A1", "=\"_xlfn.SINGLE(\"&A1"),
            ("'_xlfn.x'!A1+grow(2)", "='_xlfn.x'!A1+grow(2)"),
        ] {
            assert_eq!(inward.import(text, HOST, true).map(|(text, _)| text).as_deref(), Ok(expect), "{text}");
        }
    }

    // As Excel shows formulas of files that programs before dynamic arrays wrote.
    #[test]
    fn a_range_in_place_of_one_value_gets_its_sign() {
        let mut inward = Inward::default();
        for (text, expect) in [
            ("A1:A9*2", "=@A1:A9*2"),
            ("B1:B9", "=@B1:B9"),
            ("SUM(A1:A9)+ROUND(B1:B9,0)", "=SUM(A1:A9)+ROUND(@B1:B9,0)"),
            ("IF(A1:A9>1,B1:B9,0)", "=IF(@A1:A9>1,@B1:B9,0)"),
            ("SUM(IF(C1>1,A1:A9,B1:B9))", "=SUM(IF(C1>1,A1:A9,B1:B9))"),
            ("SUMPRODUCT(A1:A9*B1:B9)", "=SUMPRODUCT(A1:A9*B1:B9)"),
            ("INDEX(A1:A9,2)", "=INDEX(A1:A9,2)"),
        ] {
            assert_eq!(inward.import(text, HOST, true).map(|(text, _)| text).as_deref(), Ok(expect), "{text}");
            let as_array = inward.import(text, HOST, false).map(|(text, _)| text);
            assert_eq!(as_array.as_deref(), Ok(format!("={text}").as_str()));
        }
    }

    #[test]
    fn what_tandem_cannot_read_is_told_apart() {
        let mut inward = Inward::default();
        for (text, expect) in [
            ("CUBEVALUE(\"x\",1)+CUBEVALUE(\"y\",1)", Unread::Unknown(vec!["CUBEVALUE".to_owned()])),
            ("[1]Sheet1!A1*2", Unread::External),
            ("'[1]Q 1'!A1", Unread::External),
            ("SUM(Sales[Amount])", Unread::Table),
            ("SUM(Jan:Mar!A1)", Unread::Other),
            ("SUM((A1,B2", Unread::Other),
        ] {
            assert_eq!(inward.import(text, HOST, true).map(|(text, _)| text), Err(expect), "{text}");
        }
    }

    #[test]
    fn a_shared_formula_moves_with_its_cell() {
        let mut inward = Inward::default();
        let (_, shared) =
            inward.import("A1*$B$1+_xlfn.DAYS(C1,'My sheet'!D1)", CellAddress::new(SheetId(0), 0, 4), true).unwrap();
        let moved = inward.shared_at(&shared, CellAddress::new(SheetId(0), 2, 5));
        assert_eq!(moved.as_deref(), Some("=B3*$B$1+DAYS(D3,'My sheet'!E3)"));
    }
}
