//! Texts of a record as Markdown that means nothing but the text, and back.

/// Stands for a text that is empty where Markdown would otherwise show no item.
const NOTHING: &str = "&nbsp;";

/// A text on one line: its signs have no meaning, and its line ends are `<br>`.
pub(super) fn inline(text: &str) -> String {
    let mut lines = text.split('\n');
    let mut escaped = lines.next().map(line).unwrap_or_default();
    for rest in lines {
        escaped.push_str("<br>");
        escaped.push_str(&line(rest));
    }
    escaped
}

/// As [`inline`], where nothing at all would be no item.
pub(super) fn item(text: &str) -> String {
    if text.is_empty() { NOTHING.to_owned() } else { inline(text) }
}

/// A text within quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", inline(text).replace('"', "\\\""))
}

/// A text as paragraphs. One line end is a hard break, two make a paragraph; others are `<br>`, so that none is lost.
pub(super) fn block(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut lines = text.split('\n').peekable();
    while let Some(present) = lines.next() {
        escaped.push_str(&line(present));
        let Some(next) = lines.peek() else { break };
        let is_break = !present.is_empty() && !next.is_empty();
        if is_break {
            escaped.push_str("\\\n");
        } else if !present.is_empty() {
            // A blank line follows: it parts paragraphs when text stands right after it.
            let mut ahead = lines.clone();
            ahead.next();
            if ahead.next().is_some_and(|after| !after.is_empty()) {
                lines.next();
                escaped.push_str("\n\n");
            } else {
                escaped.push_str("<br>");
            }
        } else {
            escaped.push_str("<br>");
        }
    }
    escaped
}

/// One line: every sign that Markdown or HTML could read is escaped, and spaces at its ends and control characters are
/// written by their numbers.
fn line(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let begins = text.len() - text.trim_start().len();
    let ends = text.trim_end().len();
    let digits = text.get(begins..).unwrap_or_default();
    // A number with a dot or a parenthesis and a space begins a list.
    let behind = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_marked = behind.len() < digits.len() && behind.chars().nth(1).is_none_or(char::is_whitespace);
    let marked = is_marked.then_some(begins + digits.len() - behind.len());
    for (at, character) in text.char_indices() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' => {
                push_escaped(&mut escaped, character)
            }
            '-' | '+' | '=' | ':' if at == begins => push_escaped(&mut escaped, character),
            '.' | ')' if marked == Some(at) => push_escaped(&mut escaped, character),
            _ if character.is_control() || (character.is_whitespace() && (at < begins || at >= ends)) => {
                push_number(&mut escaped, character);
            }
            // Readers of lines take these for line ends.
            '\u{2028}' | '\u{2029}' => push_number(&mut escaped, character),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn push_escaped(escaped: &mut String, character: char) {
    escaped.push('\\');
    escaped.push(character);
}

fn push_number(escaped: &mut String, character: char) {
    escaped.push_str(&format!("&#{};", u32::from(character)));
}

/// What was escaped. A line end within the text stays one.
pub(super) fn unescaped(text: &str) -> String {
    if text == NOTHING {
        return String::new();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let (taken, skip) = match character {
            '\\' => match rest.chars().nth(1) {
                Some(next) if next.is_ascii_punctuation() || next == '\n' => (Some(next), 1 + next.len_utf8()),
                _ => (Some('\\'), 1),
            },
            '&' => reference(rest).map_or((Some('&'), 1), |(meant, length)| (Some(meant), length)),
            '<' if rest.starts_with("<br>") => (Some('\n'), 4),
            other => (Some(other), other.len_utf8()),
        };
        plain.extend(taken);
        rest = rest.get(skip..).unwrap_or_default();
    }
    plain
}

/// The character that `&#32;` stands for, and the length of that.
fn reference(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("&#")?;
    let end = digits.find(';').filter(|end| (1..=7).contains(end))?;
    let number: u32 = digits.get(..end)?.parse().ok()?;
    Some((char::from_u32(number)?, end + 3))
}

/// Paragraphs as one text.
pub(super) fn unescaped_block<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    unescaped(&joined(lines))
}

/// Lines as one text: blank ones at its ends go, and several between others are one.
pub(super) fn joined<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut blank = false;
    for line in lines {
        if line.trim().is_empty() {
            blank = !text.is_empty();
            continue;
        }
        if !text.is_empty() {
            text.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        text.push_str(line.trim_end_matches([' ', '\t']));
    }
    text
}

/// What was typed in a cell, as it stands in a table: a formula as a code span.
pub(super) fn typed(input: &str) -> String {
    if !input.starts_with('=') || input.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return inline(input);
    }
    let longest = input.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if input.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", input.replace('|', "\\|"))
}

/// What parts a text from what is shown for it. Within a text the asterisk is escaped, so that none holds this.
const SHOWN: &str = " → *";

/// A text that was typed, escaped already, and what is shown for it.
pub(super) fn translated(typed: &str, shown: &str) -> String {
    format!("{typed}{SHOWN}{}*", inline(shown))
}

/// What was typed, from a cell of a table, and behind an arrow the figure that the formula gave, or what was shown for the
/// text.
pub(super) fn untyped(cell: &str) -> (String, Option<String>) {
    let fence = cell.len() - cell.trim_start_matches('`').len();
    let Some((marks, rest)) = cell.split_at_checked(fence).filter(|_| fence > 0) else {
        return match cell.strip_suffix('*').and_then(|cell| cell.split_once(SHOWN)) {
            Some((typed, shown)) => (unescaped(typed), Some(unescaped(shown))),
            None => (unescaped(cell), None),
        };
    };
    let Some(span) = code_span(marks, rest) else { return (unescaped(cell), None) };
    let is_padded = span.starts_with(' ') && span.ends_with(' ') && !span.trim().is_empty();
    let inner = if is_padded { span.get(1..span.len() - 1).unwrap_or(span) } else { span };
    let behind = rest.get(span.len() + fence..).unwrap_or_default().trim_start();
    let shown = behind.strip_prefix('→').map(|shown| unescaped(shown.trim_matches([' ', '\t'])));
    (inner.replace("\\|", "|"), shown)
}

/// What stands before the next run of exactly as many backticks.
fn code_span<'a>(marks: &str, text: &'a str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find('`') {
        let start = from + at;
        let run = text.get(start..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        if length == marks.len() {
            return text.get(..start);
        }
        from = start + length;
    }
    None
}

/// The text of a value of front matter, in double quotation marks.
pub(super) fn yaml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => push_escaped(&mut quoted, character),
            '\n' => quoted.push_str("\\n"),
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// A value of front matter without its quotation marks.
pub(super) fn unyaml(value: &str) -> String {
    let value = value.trim();
    if let Some(inner) = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return inner.replace("''", "'");
    }
    let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return value.to_owned() };
    let mut plain = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('u') => {
                let digits: String = characters.by_ref().take(4).collect();
                let meant = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                plain.push(meant.unwrap_or('\u{fffd}'));
            }
            Some(other) => plain.push(other),
            None => plain.push('\\'),
        }
    }
    plain
}
