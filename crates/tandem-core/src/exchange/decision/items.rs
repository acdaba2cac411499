//! Lists of Markdown.

/// An item of a list.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// Its words, on one line.
    pub(super) text: String,
    /// What stands below them: lists within it, further paragraphs, code.
    pub(super) more: String,
    /// How far the first line below them is indented; further ones keep what they are indented beyond that.
    indent: Option<usize>,
}

impl Item {
    /// All of it.
    pub(super) fn whole(&self) -> String {
        if self.more.is_empty() { self.text.clone() } else { format!("{}\n{}", self.text, self.more) }
    }

    /// Adds a line below the words, without the indent that all of them have.
    fn push_below(&mut self, line: &str) {
        let own = indent(line);
        let base = *self.indent.get_or_insert(own);
        push(&mut self.more, line.get(base.min(own)..).unwrap_or(line).trim_end(), "\n");
    }
}

/// How many blanks a line begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The sign and length of the fence that a line begins a block of code with. Backticks that are closed on the same line are
/// code within words, and no fence.
pub(super) fn fence(line: &str) -> Option<(char, usize)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    let length = line.len() - rest.len();
    (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, length))
}

/// Whether a line ends the block of code that so many of these characters began.
pub(super) fn ends_code(line: &str, (mark, length): (char, usize)) -> bool {
    let line = line.trim();
    line.len() >= length && line.chars().all(|c| c == mark)
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
    let mut items: Vec<Item> = Vec::new();
    let mut others = Vec::new();
    let mut base = None;
    let mut is_after_blank = false;
    // A block of code, and whether it belongs to the item above it.
    let mut code: Option<(char, usize, bool)> = None;
    for line in lines {
        if let Some((mark, length, is_inner)) = code {
            match items.last_mut().filter(|_| is_inner) {
                Some(item) => item.push_below(line),
                None => others.push(*line),
            }
            code = code.filter(|_| !ends_code(line, (mark, length)));
            continue;
        }
        if let Some((mark, length)) = fence(line) {
            let is_inner = base.is_some_and(|base| indent(line) > base + 1);
            code = Some((mark, length, is_inner));
            match items.last_mut().filter(|_| is_inner) {
                Some(item) => item.push_below(line),
                None => {
                    base = None;
                    others.push(*line);
                }
            }
            is_after_blank = false;
            continue;
        }
        if line.trim().is_empty() {
            is_after_blank = true;
            others.push(*line);
            continue;
        }
        let marked = marker(line);
        let is_inner = base.is_some_and(|base| indent(line) > base + 1);
        match (marked, base, items.last_mut()) {
            (_, Some(_), Some(item)) if is_inner && (marked.is_some() || is_after_blank || !item.more.is_empty()) => {
                item.push_below(line);
            }
            (Some(text), ..) => {
                base = Some(indent(line));
                items.push(Item { text: text.to_owned(), ..Item::default() });
            }
            (None, Some(_), Some(item)) if !is_after_blank => match item.more.is_empty() {
                true => push(&mut item.text, line.trim(), " "),
                false => item.push_below(line),
            },
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
