//! What a revision changed.

use std::collections::BTreeSet;

use super::Open;
use super::matched::{Cells, Matched, Told, place};
use super::same_formula::{Placed, is_same};
use crate::cell::{CellAddress, parse_cell};
use crate::text::{Language, Localized, Text};
use crate::workbook::{Page, PageId, Prose, RecordColumn, RecordText, RevisionHead, Workbook};

/// One difference between a revision and the record as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs: a part of the record, or a cell such as `Partner NPS (D4)`, by the place where it stands now.
    pub what: Localized,
    /// What stood there; empty for nothing.
    pub before: Localized,
    /// What stands there; empty for nothing.
    pub after: Localized,
}

/// How the record on a page differs from an earlier revision of it; nothing when there is no such revision. Lines are
/// matched by their names and order, so that one that comes or goes is told once, and the cells of the others are compared
/// where they stand now.
#[must_use]
pub fn differences(workbook: &Workbook, page: &PageId, number: u32) -> Option<Vec<Difference>> {
    let open = Open::new(workbook, page)?;
    let own = workbook.page(page)?;
    let earlier = open.record.earlier.iter().find(|revision| revision.number == number)?;
    let mut found = Vec::new();
    let mut tell = |what: Text, before: Localized, after: Localized| {
        if before != after {
            found.push(Difference { what: what.into(), before, after });
        }
    };
    if let Some(head) = &earlier.head {
        let now = RevisionHead::of(open.record, &own.title);
        for ((what, before), (_, after)) in head_parts(head).into_iter().zip(head_parts(&now)) {
            tell(what, before, after);
        }
    }
    for ((what, before), (_, after)) in parts(&earlier.said).into_iter().zip(parts(&open.record.text)) {
        tell(what, before, after);
    }
    let now = own.sheet().map(|sheet| workbook.typed_cells(sheet.id)).unwrap_or_default();
    let matched = Matched::of((&earlier.said, &earlier.cells), (&open.record.text, &now));
    for line in &matched.gone {
        found.push(Difference {
            what: line.kind.label().into(),
            before: whole(line, &earlier.cells),
            after: Localized::default(),
        });
    }
    for line in &matched.new {
        found.push(Difference {
            what: line.kind.label().into(),
            before: Localized::default(),
            after: whole(line, &now),
        });
    }
    for (old, new) in &matched.pairs {
        if let (Some(before), Some(after)) = (old.meaning, new.meaning)
            && before != after
        {
            let name = name(new.row, &now);
            let what = Localized { en: format!("{name}: when it trips"), ja: format!("{name}：発動時の対応") };
            found.push(Difference { what, before: before.text().into(), after: after.text().into() });
        }
    }
    found.extend(cells(&earlier.cells, &now, &matched, open, own));
    Some(found)
}

/// The cells that differ, each at the place where its row stands now. Lines that only one revision has are told already.
fn cells(before: &Cells, now: &Cells, matched: &Matched, open: Open<'_>, page: &Page) -> Vec<Difference> {
    let sheet = page.sheet().map(|sheet| open.workbook.sheet_name(sheet.id)).unwrap_or_default();
    let (gone, new) = matched.unmatched();
    let at = |place: &String| parse_cell(place).map(|(row, column)| CellAddress::new(open.sheet, row, column));
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (old_place, text) in before {
        let Some(old) = at(old_place).filter(|old| !gone.contains(&old.row)) else { continue };
        let there = matched.moved(old.row).map(|row| CellAddress::new(open.sheet, row, old.column));
        let new_place = there.map(|there| place(there.row, there.column));
        let after = new_place.as_ref().and_then(|place| now.get(place)).map(String::as_str).unwrap_or_default();
        seen.extend(new_place.clone());
        let stands = there.unwrap_or(old);
        let old = Placed { text, at: old };
        if !is_same(old, Placed { text: after, at: stands }, sheet, |row| matched.moved(row)) {
            // A row that is gone, or has lost its name, is told by the one that it had.
            let own = name(stands.row, now);
            let own = if there.is_none() || own.is_empty() { name(old.at.row, before) } else { own };
            found.push((stands, difference(&own, new_place.as_ref().unwrap_or(old_place), [text, after])));
        }
    }
    for (place, text) in now {
        let Some(there) = at(place).filter(|there| !new.contains(&there.row) && !seen.contains(place)) else {
            continue;
        };
        found.push((there, difference(&name(there.row, now), place, ["", text])));
    }
    found.sort_by_key(|(at, _)| (at.row, at.column));
    found.into_iter().map(|(_, difference)| difference).collect()
}

fn difference(name: &str, place: &str, [before, after]: [&str; 2]) -> Difference {
    let what = if name.is_empty() { place.to_owned() } else { format!("{name} ({place})") };
    Difference { what: Localized::same(what), before: Localized::same(before), after: Localized::same(after) }
}

/// What was typed as the name of a row.
fn name(row: u32, cells: &Cells) -> String {
    cells.get(&place(row, RecordColumn::Name.index())).cloned().unwrap_or_default()
}

/// A line with everything that was typed in its row.
fn whole(line: &Told, cells: &Cells) -> Localized {
    let mut row: Vec<(u32, &str)> = cells
        .iter()
        .filter_map(|(place, text)| {
            let (row, column) = parse_cell(place)?;
            (row == line.row).then_some((column, text.as_str()))
        })
        .collect();
    row.sort_unstable();
    let typed = row.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" · ");
    match line.meaning {
        Some(meaning) => Localized::of(|language| format!("{typed} · {}", meaning.text().get(language))),
        None => Localized::same(typed),
    }
}

/// What a record is called and where it stands.
fn head_parts(head: &RevisionHead) -> [(Text, Localized); 6] {
    [
        (Text::new("Status", "状態"), head.status.text().into()),
        (Text::new("Number", "番号"), Localized::same(&head.number)),
        (Text::new("Title", "表題"), head.title.clone()),
        (Text::new("Name in English", "英語名"), Localized::same(&head.variants.english)),
        (Text::new("Name in katakana", "カタカナ名"), Localized::same(&head.variants.katakana)),
        (Text::new("Name in kanji", "漢字名"), Localized::same(&head.variants.kanji)),
    ]
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
