//! Lists of Markdown.

/// An item of a list.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// Its words, on one line.
    pub(super) text: String,
    /// What stands below them: lists within it, further paragraphs.
    pub(super) more: String,
}

impl Item {
    /// All of it.
    pub(super) fn whole(&self) -> String {
        if self.more.is_empty() { self.text.clone() } else { format!("{}\n{}", self.text, self.more) }
    }
}

/// What stands after the mark of an item, such as `* ` or `2. `.
pub(super) fn marker(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = match line.strip_prefix(['-', '*', '+']) {
        Some(rest) => rest,
        None => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = line.len() - rest.len();
            rest.strip_prefix(['.', ')']).filter(|_| (1..=9).contains(&digits))?
        }
    };
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| rest.trim())
}

/// The items of the lists in some lines, and the lines that stand in none.
pub(super) fn items<'a>(lines: &[&'a str]) -> (Vec<Item>, Vec<&'a str>) {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut items: Vec<Item> = Vec::new();
    let mut others = Vec::new();
    let mut base = None;
    let mut is_after_blank = false;
    for line in lines {
        if line.trim().is_empty() {
            is_after_blank = true;
            others.push(*line);
            continue;
        }
        let marked = marker(line);
        let is_inner = base.is_some_and(|base| indent(line) > base + 1);
        match (marked, base, items.last_mut()) {
            (_, Some(_), Some(item)) if is_inner && (marked.is_some() || is_after_blank || !item.more.is_empty()) => {
                push(&mut item.more, line.trim(), "\n");
            }
            (Some(text), ..) => {
                base = Some(indent(line));
                items.push(Item { text: text.to_owned(), more: String::new() });
            }
            (None, Some(_), Some(item)) if !is_after_blank => {
                let end = if item.more.is_empty() { (&mut item.text, " ") } else { (&mut item.more, "\n") };
                push(end.0, line.trim(), end.1);
            }
            _ => {
                base = None;
                others.push(*line);
            }
        }
        is_after_blank = false;
    }
    (items, others)
}

fn push(text: &mut String, line: &str, between: &str) {
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(line);
}
