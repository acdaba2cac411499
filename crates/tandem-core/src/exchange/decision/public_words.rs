//! The headings of public forms of decision records, in the spellings that are met.

use super::words;

/// A heading that means something to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Context,
    Drivers,
    Options,
    Outcome,
    Rationale,
    Consequences,
    Positive,
    Negative,
    Confirmation,
    ProsAndCons,
    Status,
    Date,
    Deciders,
}

const SPELLINGS: [(Known, &[&str]); 13] = [
    (
        Known::Context,
        &["context and problem statement", "context", "problem statement", "context and problem", "problem", "背景"],
    ),
    (Known::Drivers, &["decision drivers", "drivers", "forces", "decision driver", "decision criteria"]),
    (
        Known::Options,
        &[
            "considered options",
            "options considered",
            "options",
            "considered alternatives",
            "alternatives considered",
            "alternatives",
            "選択肢",
        ],
    ),
    (Known::Outcome, &["decision outcome", "decision", "outcome"]),
    (Known::Rationale, &["rationale", "justification", "reasons", "理由"]),
    (Known::Consequences, &["consequences", "consequence", "結果"]),
    (Known::Positive, &["positive consequences", "positive", "good consequences"]),
    (Known::Negative, &["negative consequences", "negative", "bad consequences"]),
    (Known::Confirmation, &["confirmation", "validation"]),
    (
        Known::ProsAndCons,
        &["pros and cons of the options", "pros and cons", "pros and cons of options", "option details"],
    ),
    (Known::Status, &["status", "state", "ステータス", "状態"]),
    (Known::Date, &["date", "日付"]),
    (Known::Deciders, &["deciders", "decision makers", "decision-makers", "意思決定者"]),
];

/// What a heading means.
pub(super) fn known(heading: &str) -> Option<Known> {
    let plain = plain(heading);
    let ours = [
        (Known::Context, words::CONTEXT),
        (Known::Drivers, words::DRIVERS),
        (Known::Options, words::OPTIONS),
        (Known::Outcome, words::OUTCOME),
        (Known::Consequences, words::CONSEQUENCES),
        (Known::Confirmation, words::CONFIRMATION),
        (Known::ProsAndCons, words::PROS_AND_CONS),
    ];
    let spelled = SPELLINGS.iter().find(|(_, spellings)| spellings.contains(&plain.as_str()));
    spelled
        .map(|(known, _)| *known)
        .or_else(|| ours.iter().find(|(_, word)| words::is(&plain, *word)).map(|(known, _)| *known))
}

/// Words without marks, remarks, numbers before them and differences of case.
pub(super) fn plain(heading: &str) -> String {
    let words = heading.split("<!--").next().unwrap_or_default();
    let words: String = words.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '"' | '“' | '”' | '[' | ']')).collect();
    let words = words.trim().trim_end_matches([':', '：', '.']);
    let unnumbered = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = unnumbered.strip_prefix(['.', ')']).filter(|_| unnumbered.len() < words.len()).unwrap_or(words);
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of a link, and other text as it is.
pub(super) fn link_text(text: &str) -> &str {
    let inner = text.trim().strip_prefix('[').and_then(|rest| rest.split_once("]("));
    inner.map_or_else(|| text.trim(), |(words, _)| words)
}
