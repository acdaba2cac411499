//! Tables of Markdown: rows of cells that are Markdown already.

/// A table with a heading for each column; nothing without rows.
pub(super) fn table(headings: &[String], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    push_row(&mut text, headings);
    push_row(&mut text, &vec!["---".to_owned(); headings.len()]);
    for row in rows {
        push_row(&mut text, row);
    }
    text
}

fn push_row(text: &mut String, cells: &[String]) {
    text.push('|');
    for cell in cells {
        text.push(' ');
        text.push_str(cell);
        text.push_str(" |");
    }
    text.push('\n');
}

/// The rows of a table under its headings, each with how many lines stand before it.
pub(super) fn rows<'a>(lines: &[&'a str]) -> Vec<(usize, Vec<&'a str>)> {
    let rows = lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with('|'));
    rows.skip(2).map(|(at, line)| (at, cells(line))).collect()
}

/// The cells of a row. A bar after a backslash parts none.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        if character == '|' && before != '\\' {
            cells.push(line.get(from..at).unwrap_or_default().trim_matches([' ', '\t']));
            from = at + 1;
        }
        before = character;
    }
    let rest = line.get(from..).unwrap_or_default().trim_matches([' ', '\t']);
    if !rest.is_empty() {
        cells.push(rest);
    }
    cells
}
