//! What a revision changed.

use std::collections::BTreeSet;

use super::Open;
use crate::text::{Language, Localized, Text};
use crate::workbook::{Page, PageId, Prose, RecordText, Workbook};

/// One difference between a revision and the record as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs: a part of the record, or a cell such as `D4`.
    pub what: Localized,
    /// What stood there; empty for nothing.
    pub before: Localized,
    /// What stands there; empty for nothing.
    pub after: Localized,
}

/// How the record on a page differs from an earlier revision of it; nothing when there is no such revision.
#[must_use]
pub fn differences(workbook: &Workbook, page: &PageId, number: u32) -> Option<Vec<Difference>> {
    let open = Open::new(workbook, page)?;
    let earlier = open.record.earlier.iter().find(|revision| revision.number == number)?;
    let mut found = Vec::new();
    for ((what, before), (_, after)) in parts(&earlier.said).into_iter().zip(parts(&open.record.text)) {
        if before != after {
            found.push(Difference { what: what.into(), before, after });
        }
    }
    let now = workbook.page(page).and_then(Page::sheet).map(|sheet| workbook.typed_cells(sheet.id)).unwrap_or_default();
    let places: BTreeSet<&String> = earlier.cells.keys().chain(now.keys()).collect();
    for place in places {
        let text = |cells: &std::collections::BTreeMap<String, String>| cells.get(place).cloned().unwrap_or_default();
        let (before, after) = (text(&earlier.cells), text(&now));
        if before != after {
            let [what, before, after] = [place.clone(), before, after].map(Localized::same);
            found.push(Difference { what, before, after });
        }
    }
    Some(found)
}

/// The parts of a record's words, always the same ones in the same order.
fn parts(text: &RecordText) -> Vec<(Text, Localized)> {
    let prose = Prose::ALL.map(|part| (part.label(), part.of(text).clone()));
    let chosen = Localized::same(text.chosen.clone().unwrap_or_default());
    let confidence = text.confidence.map_or_else(Localized::default, |confidence| confidence.text().into());
    let more = [
        (Text::new("Confidence", "確信度"), confidence),
        (Text::new("Updated", "更新日"), Localized::same(text.updated.clone().unwrap_or_default())),
        (Text::new("Options", "選択肢"), lines(text.options.iter().map(|o| option_line(&o.id, &o.text)))),
        (Text::new("Chosen option", "選んだ選択肢"), chosen),
        (Text::new("Risks", "リスク"), lines(text.risks.iter().cloned())),
    ];
    prose.into_iter().chain(more).collect()
}

fn option_line(id: &str, text: &Localized) -> Localized {
    Localized::of(|language| format!("{id}: {}", text.get(language)))
}

fn lines(lines: impl IntoIterator<Item = Localized>) -> Localized {
    let lines: Vec<Localized> = lines.into_iter().collect();
    let joined = |language: Language| lines.iter().map(|line| line.get(language)).collect::<Vec<_>>().join("\n");
    Localized::of(joined)
}
