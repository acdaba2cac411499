//! The known name that a mistyped one is nearest to.

/// The first of the candidates that differs least from a word, without regard to case, when it differs by no more than a
/// slip: one letter in four, and never more than three. Two letters in each other's place count as one difference.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_uppercase().chars().collect();
    let most = (word.len() / 4).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = candidate.to_uppercase().chars().collect();
        // Lengths alone decide most comparisons.
        if letters.len().abs_diff(word.len()) > most || letters.is_empty() {
            continue;
        }
        let difference = difference(&word, &letters);
        if difference <= most && best.is_none_or(|(least, _)| difference < least) {
            best = Some((difference, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters must be put in, left out, replaced or exchanged with the next one (Damerau's distance, by rows).
fn difference(a: &[char], b: &[char]) -> usize {
    let mut two_before: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = (0..=b.len()).collect();
    for (row, letter) in a.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in b.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&before, column) + usize::from(letter != other))
                .min(at(&before, column + 1) + 1)
                .min(at(&line, column) + 1);
            let is_exchange =
                column > 0 && row > 0 && b.get(column - 1) == Some(letter) && a.get(row - 1) == Some(other);
            if is_exchange {
                least = least.min(at(&two_before, column - 1) + 1);
            }
            line.push(least);
        }
        two_before = std::mem::replace(&mut before, line);
    }
    before.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_nothing_else() {
        let known = ["SUM", "SUMIF", "SUMIFS", "VLOOKUP", "XLOOKUP", "AVERAGE", "FORECAST.LINEAR", "IF", "売上合計"];
        for (word, expect) in [
            ("SUMM", Some("SUM")),
            ("smu", Some("SUM")),
            ("vlokup", Some("VLOOKUP")),
            ("VLOOKPU", Some("VLOOKUP")),
            ("averge", Some("AVERAGE")),
            ("SUMIFZ", Some("SUMIF")),
            ("SUMIIFS", Some("SUMIFS")),
            ("FORECASTLINEAR", Some("FORECAST.LINEAR")),
            ("売上計", Some("売上合計")),
            ("RATE", None),
            ("ABCDEFG", None),
        ] {
            assert_eq!(nearest(word, known), expect, "{word}");
        }
    }
}
