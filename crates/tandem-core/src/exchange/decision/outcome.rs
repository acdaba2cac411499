//! The sentence of public forms that names the chosen option.

/// Marks that stand around the name of an option, as pairs.
const PAIRS: [(&str, &str); 7] =
    [("**\"", "\"**"), ("\"", "\""), ("“", "”"), ("**", "**"), ("`", "`"), ("'", "'"), ("「", "」")];

/// The option and the reason in `Chosen option: "X", because Y.`; the reason is empty when none stands there.
pub(super) fn sentence(paragraph: &str) -> Option<(&str, &str)> {
    let words = paragraph.trim_start_matches(['*', '_', '-', ' ']);
    let rest = without(words, "chosen option")?.trim_start_matches(['s', '*', '_', ' ']);
    let rest = rest.strip_prefix(':')?;
    // Emphasis that began before these words may end here.
    let is_emphasised = paragraph.trim_start().starts_with(['*', '_']);
    let rest = if is_emphasised { rest.trim_start_matches(['*', '_']) } else { rest }.trim_start();
    let quoted = PAIRS.iter().find_map(|(open, close)| {
        let (title, after) = rest.strip_prefix(open)?.split_once(close)?;
        (!title.contains('\n')).then_some((title, after))
    });
    let (title, after) = quoted.unwrap_or_else(|| match because(rest) {
        Some(at) => rest.split_at(at),
        None => rest.split_at(rest.find('\n').unwrap_or(rest.len())),
    });
    let after = after.trim_start_matches([',', '.', ';', ':', ' ', '\n', '*', '_']);
    let reason = without(after, "because").filter(|reason| !reason.starts_with(char::is_alphanumeric)).unwrap_or(after);
    let title = title.trim_matches([',', '.', ' ', '*', '_']);
    (!title.is_empty()).then(|| (title, reason.trim_matches([' ', '\n']).trim_start_matches(':').trim_start()))
}

/// Where `because` begins as a word.
fn because(text: &str) -> Option<usize> {
    let found = text.char_indices().find(|(at, _)| {
        text.get(*at..)
            .and_then(|rest| without(rest, " because"))
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    found.map(|(at, _)| at)
}

/// What stands after some words in any case.
fn without<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let head = text.get(..words.len())?;
    if head.eq_ignore_ascii_case(words) { text.get(words.len()..) } else { None }
}
