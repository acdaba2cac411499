//! Lines of Markdown as sections: front matter, headings and what stands under each. Code and comments hold no headings.

use super::items::{ends_code, fence};
use super::text::unyaml;

/// A Markdown text by its headings.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    /// The entries of the front matter: keys in lower case, values without quotation marks.
    pub(super) front: Vec<(String, String)>,
    /// What stands before the first heading.
    pub(super) preamble: Vec<&'a str>,
    /// The headings in order, each with what stands under it up to the next one.
    pub(super) sections: Vec<Section<'a>>,
}

/// A heading and what stands under it.
#[derive(Clone, Debug)]
pub(super) struct Section<'a> {
    /// How many `#` it has.
    pub(super) level: usize,
    /// Its words, as they stand.
    pub(super) heading: &'a str,
    /// The line of the heading, from 1.
    pub(super) line: usize,
    /// The line of the first line under it, from 1.
    pub(super) first: usize,
    /// The lines under it.
    pub(super) body: Vec<&'a str>,
}

/// What lines stand in, where a heading is none.
enum Within {
    Text,
    /// A block of code that ends with so many of these characters.
    Code(char, usize),
    Comment,
}

impl<'a> Outline<'a> {
    /// Reads a text line by line.
    pub(super) fn of(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
        let (front, skip) = front_matter(&lines);
        let mut outline = Self { front, ..Self::default() };
        let mut within = Within::Text;
        for (at, line) in lines.iter().enumerate().skip(skip) {
            let is_text = matches!(within, Within::Text);
            within = after(within, line);
            if !(is_text && matches!(within, Within::Text) && outline.heading(at + 1, line)) {
                outline.body().push(line);
            }
        }
        outline
    }

    /// The value of an entry of the front matter.
    pub(super) fn front(&self, key: &str) -> Option<&str> {
        self.front.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    fn body(&mut self) -> &mut Vec<&'a str> {
        match self.sections.last_mut() {
            Some(section) => &mut section.body,
            None => &mut self.preamble,
        }
    }

    /// Takes a line as a heading, or underlines the line before it; whether it did.
    fn heading(&mut self, line: usize, text: &'a str) -> bool {
        if let Some((level, heading)) = marked_heading(text) {
            self.sections.push(Section { level, heading, line, first: line + 1, body: Vec::new() });
            return true;
        }
        let Some(level) = underline(text) else { return false };
        let body = self.body();
        let is_paragraph = match body.as_slice() {
            [.., before, last] => before.trim().is_empty() && is_plain(last),
            [last] => is_plain(last),
            [] => false,
        };
        let Some(heading) = (if is_paragraph { body.pop() } else { None }) else { return false };
        let (line, first) = (line.saturating_sub(1), line + 1);
        self.sections.push(Section { level, heading: heading.trim(), line, first, body: Vec::new() });
        true
    }
}

/// What the lines after this one stand in.
fn after(within: Within, line: &str) -> Within {
    match within {
        Within::Text => match fence(line) {
            Some((mark, length)) => Within::Code(mark, length),
            None if line.trim_start().starts_with("<!--") && !line.contains("-->") => Within::Comment,
            None => Within::Text,
        },
        Within::Code(mark, length) if ends_code(line, (mark, length)) => Within::Text,
        Within::Code(..) => within,
        Within::Comment if line.contains("-->") => Within::Text,
        Within::Comment => within,
    }
}

/// A heading that begins with `#`: its level and its words.
fn marked_heading(line: &str) -> Option<(usize, &str)> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let line = line.trim();
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_heading = indent <= 3 && (1..=6).contains(&level) && (words.is_empty() || words.starts_with([' ', '\t']));
    let words = words.trim();
    let closed = words.trim_end_matches('#');
    let words = if closed.is_empty() || closed.ends_with([' ', '\t']) { closed.trim_end() } else { words };
    is_heading.then_some((level, words))
}

/// The level of the heading that a line of signs makes of the line before it.
fn underline(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let all = |mark: char| line.len() >= 3 && line.chars().all(|c| c == mark);
    if all('=') { Some(1) } else { all('-').then_some(2) }
}

/// Whether a line is text of a paragraph.
fn is_plain(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with(['|', '>', '#', '<', '`', '~']) && super::items::marker(line).is_none()
}

/// The entries between two lines `---` at the very beginning, and how many lines they take.
fn front_matter(lines: &[&str]) -> (Vec<(String, String)>, usize) {
    let is_end = |line: &&str| matches!(line.trim_end(), "---" | "...");
    let inner = match lines {
        [first, rest @ ..] if first.trim_end() == "---" => rest.iter().position(is_end).and_then(|end| rest.get(..end)),
        _ => None,
    };
    let Some(inner) = inner else { return (Vec::new(), 0) };
    let mut entries: Vec<(String, String)> = Vec::new();
    let mut block: Option<Block> = None;
    for line in inner {
        if let (Some(present), Some((_, value))) = (&mut block, entries.last_mut())
            && (line.trim().is_empty() || line.starts_with([' ', '\t']))
        {
            present.push(value, line);
            continue;
        }
        end_block(&mut block, &mut entries);
        let is_remark = line.trim().is_empty() || line.trim_start().starts_with('#');
        let is_indented = line.starts_with([' ', '\t', '-']);
        match (is_remark, is_indented, line.split_once(':'), entries.last_mut()) {
            (true, ..) => {}
            (_, true, _, Some((_, value))) => push_value(value, line),
            (_, false, Some((key, value)), _) => {
                block = Block::of(value);
                let first = if block.is_some() { String::new() } else { first_value(value) };
                entries.push((key.trim().to_lowercase(), first));
            }
            (_, _, _, Some((_, value))) => push_value(value, line),
            (_, _, _, None) => entries.push((String::new(), line.trim().to_owned())),
        }
    }
    end_block(&mut block, &mut entries);
    (entries, inner.len() + 2)
}

/// A text over several lines below its key, in which `#` is a sign like any other.
struct Block {
    /// Whether line ends stay, as after `|`; after `>` they are spaces.
    is_literal: bool,
    /// The indent of its first line, which is no part of the text.
    indent: Option<usize>,
}

impl Block {
    /// The block that a value such as `|` or `>-` begins.
    fn of(value: &str) -> Option<Self> {
        let value = value.trim();
        let rest = value.strip_prefix(['|', '>'])?;
        let is_mark = rest.chars().all(|c| matches!(c, '+' | '-' | '0'..='9'));
        is_mark.then(|| Self { is_literal: value.starts_with('|'), indent: None })
    }

    /// Takes a line of the block in.
    fn push(&mut self, value: &mut String, line: &str) {
        let text = line.trim_start_matches([' ', '\t']);
        if text.is_empty() {
            if !value.is_empty() {
                value.push('\n');
            }
            return;
        }
        let own = line.len() - text.len();
        let indent = *self.indent.get_or_insert(own);
        let line = line.get(indent.min(own)..).unwrap_or(text).trim_end();
        if self.is_literal {
            value.push_str(line);
            value.push('\n');
        } else {
            if !value.is_empty() && !value.ends_with('\n') {
                value.push(' ');
            }
            value.push_str(line);
        }
    }
}

/// Ends the block that the last entry's value is, if it is one.
fn end_block(block: &mut Option<Block>, entries: &mut [(String, String)]) {
    if let (Some(_), Some((_, value))) = (block.take(), entries.last_mut()) {
        value.truncate(value.trim_end().len());
    }
}

/// The value behind a key: lists in brackets as words with commas, marks of texts over several lines left out.
fn first_value(value: &str) -> String {
    let value = value.trim();
    if matches!(value, "~" | "null" | "[]") {
        return String::new();
    }
    match value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(list) if !list.contains(['[', '(']) => list.split(',').map(unyaml).collect::<Vec<_>>().join(", "),
        _ => unyaml(value),
    }
}

/// A further line of a value: an item of a list, or more of a text.
fn push_value(value: &mut String, line: &str) {
    let line = line.trim();
    let item = line.strip_prefix("- ").map(unyaml);
    if !value.is_empty() {
        value.push_str(if item.is_some() { ", " } else { " " });
    }
    value.push_str(&item.unwrap_or_else(|| line.to_owned()));
}
