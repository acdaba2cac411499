//! Writing, reading, adding and writing again.

use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::exchange::{add_imported, from_madr, to_madr};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{Confidence, Held, Line, PageId, Review, Verdict, Workbook};

use super::alone;
use crate::record::fixture::{accepted, apply, change, filled, page, record};

/// A workbook whose record and cells hold these texts wherever a record holds any.
pub fn with_texts(texts: &[(String, String)], cells: &[(u32, u32, String)], is_accepted: bool) -> Workbook {
    let mut workbook = filled();
    let sheet = workbook.sheet_id("Decision").unwrap();
    for (row, column, text) in cells {
        let at = CellAddress::new(sheet, *row, *column);
        // A formula that can't be read is refused by the workbook itself.
        let _ = Edit::SetCells(vec![CellEdit::typed(at, text)]).apply(&mut workbook);
    }
    let at = |index: usize| Localized { en: texts[index].0.clone(), ja: texts[index].1.clone() };
    let edit = change(&workbook, |record| {
        record.number = texts[0].0.clone();
        record.variants.english = texts[0].1.clone();
        record.variants.katakana = texts[1].0.clone();
        record.variants.kanji = texts[1].1.clone();
        let text = &mut record.text;
        (text.decider, text.quality, text.source, text.interests) = (at(2), at(3), at(4), at(5));
        (text.context, text.decision, text.rationale, text.next) = (at(6), at(7), at(8), at(9));
        (text.trade_off.gain, text.trade_off.cost) = (at(10), at(11));
        text.trade_off.line = Some(Line { row: 9 });
        text.risks = vec![at(12), at(13), Localized::default()];
        text.options[0].text = at(14);
        text.options[1].text = at(6);
        text.options[0].id = format!("{}x", texts[15].0);
        text.chosen = Some(texts[15].1.clone());
        text.confidence = Some(Confidence::Medium);
        text.updated = Some("2026-01-31".into());
        let held = Held {
            date: "2026-02-01".into(),
            by: texts[3].1.clone(),
            verdict: Verdict::Mixed,
            lesson: at(15),
            revision: Some(7),
        };
        // A text numbers them by their places.
        record.reviews = vec![
            Review { number: 1, due: "2026-02-02".into(), held: Some(held) },
            Review { number: 2, due: "2026-06-30".into(), held: None },
        ];
        record.linked = vec![PageId::from("p1")];
    });
    apply(&mut workbook, edit);
    // A page without any title takes the name of its sheet.
    let is_untitled = texts[15].1.is_empty() && texts[0].0.is_empty();
    let title =
        if is_untitled { Localized::same("t") } else { Localized { en: texts[15].1.clone(), ja: texts[0].0.clone() } };
    apply(&mut workbook, Edit::SetPageTitle { page: page(), title });
    if is_accepted {
        let edit = tandem_core::record::accept(&workbook, &page(), "2026-03-31").unwrap();
        apply(&mut workbook, edit);
    }
    workbook
}

/// The record comes back with its cells, and is written as before.
pub fn check(workbook: &Workbook, language: Language) {
    let text = to_madr(workbook, &page(), language).unwrap();
    let imported = from_madr(&text).unwrap_or_else(|error| panic!("{}\n{text}", error.text(Language::English)));
    let expected = record(workbook);
    assert_eq!(imported.record, alone(&expected), "{text}");
    let written = workbook.page(&page()).unwrap();
    assert_eq!(imported.title, written.title, "{text}");
    assert_eq!(imported.cells, workbook.typed_cells(written.sheet().unwrap().id), "{text}");
    assert_eq!(imported.warnings, []);

    // A workbook with the other sheet, so that formulas read the same figures.
    let mut other = accepted();
    let removed = Edit::RemovePage(page());
    apply(&mut other, removed);
    if workbook.pages().len() > 2 {
        let later = workbook.pages()[2].record().unwrap().clone();
        let later = tandem_core::workbook::Record { supersedes: Vec::new(), ..later };
        apply(&mut other, Edit::AddRecord { name: "Later".into(), position: None, record: Box::new(later) });
    }
    let added = add_imported(&other, &[imported], None).unwrap();
    assert_eq!(added.warnings, [], "{text}");
    apply(&mut other, added.edit);
    assert_eq!(to_madr(&other, &added.pages[0], language).unwrap(), text);
}
