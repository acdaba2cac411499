//! Reading source text as far as the rules need it.

/// The module of core that a path belongs to.
pub fn core_module(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("crates/tandem-core/src/")?;
    let module = inside.split('/').next()?.trim_end_matches(".rs");
    (module != "lib").then_some(module)
}

pub fn is_app_source(path: &str) -> bool {
    path.starts_with("src/") && path.ends_with(".rs")
}

/// Lines of code without whole-line comments.
pub fn code_lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect()
}

/// The same without the tests at the end of the file, which may look wherever they need.
pub fn shipped_lines(text: &str) -> Vec<&str> {
    code_lines(text).into_iter().take_while(|line| line.trim() != "#[cfg(test)]").collect()
}

/// Every module that `crate::name` or `crate::{name, name}` names.
pub fn imported_modules<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for line in lines {
        let mut rest = *line;
        if depth == 0 {
            while let Some((_, after)) = rest.split_once("crate::") {
                rest = after;
                if after.starts_with('{') {
                    break;
                }
                found.push(leading_name(after));
            }
            if !rest.starts_with('{') {
                continue;
            }
        }
        depth = group_names(rest, depth, &mut found);
    }
    found
}

/// Reads names at the first level of a `{...}` group and returns the depth at the end of the line.
fn group_names<'a>(text: &'a str, mut depth: usize, found: &mut Vec<&'a str>) -> usize {
    let mut fresh = depth == 1;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        let is_name = letter.is_alphabetic() || letter == '_';
        if depth == 1 && fresh && is_name {
            found.push(leading_name(text.get(at..).unwrap_or_default()));
        }
        let begins = depth == 1 && matches!(letter, '{' | ',');
        fresh = begins || (fresh && letter.is_whitespace());
    }
    depth
}

pub fn leading_name(text: &str) -> &str {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default()
}

/// The string literal at the start of a text, and what follows it.
pub fn leading_literal(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim_start().strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.char_indices().find(|(_, letter)| {
        let ends = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        ends
    })?;
    Some((inside.get(..end.0)?, inside.get(end.0 + 1..)?))
}

pub fn mentions(lines: &[&str], words: &[&str]) -> Vec<String> {
    let found = words.iter().filter(|word| lines.iter().any(|line| line.contains(**word)));
    found.map(|word| format!("mentions `{word}`")).collect()
}
