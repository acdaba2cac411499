//! The view of one party: what it hides, and that a copy for a party does not hold it at all.

use tandem_core::edit::{Edit, EditError};
use tandem_core::engine::Content;
use tandem_core::file;
use tandem_core::template::tools::{
    change_of, copy_as_seen, copy_for, party_view, seen_by, view_of, would_show_hidden,
};
use tandem_core::workbook::{ControlKind, Evidence, Note};

use super::*;

/// The rows of the sheets Streams and Costs that are marked as hidden from a party, by their names.
fn hidden_from(workbook: &Workbook, party: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (sheet, columns) in [("Streams", 'I'..='N'), ("Costs", 'E'..='J')] {
        let column =
            columns.into_iter().find(|column| shown(workbook, &format!("{sheet}!{column}4")) == party).unwrap();
        let rows = (5..=16).filter(|row| !shown(workbook, &format!("{sheet}!{column}{row}")).is_empty());
        names.extend(rows.map(|row| shown(workbook, &format!("{sheet}!A{row}"))));
    }
    names
}

#[test]
fn a_party_looks_and_everybody_looks_again() {
    let mut book = workbook("value-capture");
    assert_eq!(seen_by(&book), None);
    for party in book.parties().to_vec() {
        view_of(&book, Some(&party.id)).unwrap().apply(&mut book).unwrap();
        assert_eq!(seen_by(&book).and_then(|viewer| viewer.party), Some(party.id));
    }
    assert!(view_of(&book, Some("nobody")).is_none());
    view_of(&book, None).unwrap().apply(&mut book).unwrap();
    assert_eq!(seen_by(&book), None);
    assert!(party_view(&workbook("revenue-split")).is_none());
}

#[test]
fn whatever_hides_rows_is_somebody_who_looks() {
    let book = workbook("value-capture");
    let control = book.control("view").unwrap();
    let ControlKind::Choice { options } = &control.kind else { panic!("the view is a choice") };
    let words = options.iter().map(|option| option.value.as_str()).chain(["CUSTOMER", "party 7", "nonsense", ""]);
    let mut found = 0;
    for word in words.filter(|word| *word != "all") {
        let mut book = book.clone();
        Edit::SetCells(vec![CellEdit::typed(control.cell, word)]).apply(&mut book).unwrap();
        let viewer = seen_by(&book).unwrap_or_else(|| panic!("nobody looks at “{word}”"));
        assert_eq!(viewer.party.is_some(), !word.is_empty() && !word.contains(' ') && word != "nonsense", "{word}");
        let text = file::write(&copy_as_seen(book).unwrap().workbook);
        assert!(!text.contains("Streams!"), "{word}");
        // What is confidential to anybody is hidden from whoever is none of the parties.
        assert!(viewer.party.is_some() || !text.contains("Product team"), "{word}");
        found += 1;
    }
    assert_eq!(found, 10);
    let mut shouted = book.clone();
    Edit::SetCells(vec![CellEdit::typed(control.cell, "ALL")]).apply(&mut shouted).unwrap();
    assert_eq!(seen_by(&shouted), None);
}

#[test]
fn a_party_types_nothing_that_shows_what_is_hidden_from_it() {
    let mut book = workbook("value-capture");
    let free = cell(&book, "Summary!K30");
    let typed = |text: &str| Edit::SetCells(vec![CellEdit::typed(free, text)]);
    let name = |target: &str| Edit::DefineName { name: "peek".into(), target: target.into() };
    assert!(!would_show_hidden(&book, &typed("=Streams!A7")).unwrap(), "everything is shown");
    name("=Streams!$A$7").apply(&mut book).unwrap();
    view_of(&book, Some("customer")).unwrap().apply(&mut book).unwrap();
    for formula in [
        "=Streams!A7",
        "=INDIRECT(\"Streams!A7\")",
        "=peek&\"\"",
        "=LET(x,Model!A1:B9,SUM(x))",
        "=OFFSET(Streams!A5,2,0)",
    ] {
        assert!(would_show_hidden(&book, &typed(formula)).unwrap(), "{formula}");
        assert!(would_show_hidden(&book, &Edit::Batch(vec![typed(formula)])).unwrap(), "{formula} in a batch");
    }
    for harmless in ["=Summary!G6*2", "12", "Streams!A7", "=SUM(A1:A3)"] {
        assert!(!would_show_hidden(&book, &typed(harmless)).unwrap(), "{harmless}");
    }
    assert!(would_show_hidden(&book, &name("=Model!$A$1")).unwrap());
    let everything = view_of(&book, None).unwrap();
    assert!(!would_show_hidden(&book, &everything).unwrap());
    // A formula that reads a shown row may read a hidden one where it is copied to.
    let copied = Edit::CopyCells { from: Area::of(cell(&book, "View!A5")), to: Area::of(free) };
    assert!(would_show_hidden(&book, &copied).unwrap());
    let of_its_own = Edit::CopyCells { from: Area::of(cell(&book, "Summary!A1")), to: Area::of(free) };
    assert!(!would_show_hidden(&book, &of_its_own).unwrap());
}

#[test]
fn what_a_formula_computes_to_read_shows_a_party_nothing_later_either() {
    let mut book = workbook("value-capture");
    let (free, beside) = (cell(&book, "Summary!K30"), cell(&book, "Summary!K31"));
    let typed = |at: CellAddress, text: &str| Edit::SetCells(vec![CellEdit::typed(at, text)]);
    let streams = book.page_of(book.sheet_id("Streams").unwrap()).unwrap().id.clone();
    Edit::DefineName { name: "peek".into(), target: "=Streams!$A$7".into() }.apply(&mut book).unwrap();
    view_of(&book, Some("customer")).unwrap().apply(&mut book).unwrap();
    for (formula, then) in [
        ("=INDIRECT(K31)", typed(beside, "Streams!A7")),
        ("=INDIRECT(K31)&\"\"", Edit::TypeCells([(beside, "Streams!A7")].into_iter().collect())),
        ("=IF(K31=1,INDIRECT(\"Streams!A7\"),0)", typed(beside, "1")),
        ("=INDIRECT(\"Soon!A7\")", Edit::RenameSheet { page: streams, name: "Soon".into() }),
        ("=INDIRECT(\"later\")", Edit::RenameName { name: "peek".into(), new_name: "later".into() }),
    ] {
        let mut book = book.clone();
        assert!(!would_show_hidden(&book, &typed(free, formula)).unwrap(), "{formula} reads nothing yet");
        typed(free, formula).apply(&mut book).unwrap();
        assert!(would_show_hidden(&book, &then).unwrap(), "{formula}");
        assert!(would_show_hidden(&book, &Edit::Batch(vec![then])).unwrap(), "{formula} in a batch");
        for harmless in ["Summary!G6", "12"] {
            assert!(!would_show_hidden(&book, &typed(beside, harmless)).unwrap(), "{formula} and {harmless}");
        }
    }
    // What such a formula showed before it shows on, and nothing else through it.
    let mut shown_before = book.clone();
    typed(free, "=INDIRECT(\"Streams!A7\")").apply(&mut shown_before).unwrap();
    assert!(!would_show_hidden(&shown_before, &typed(beside, "12")).unwrap());
    let other = Edit::SetCells(vec![CellEdit::typed(beside, "=INDIRECT(\"Streams!A7\")")]);
    assert!(would_show_hidden(&shown_before, &other).unwrap());
}

#[test]
fn a_party_takes_nothing_out_of_a_hidden_sheet() {
    let mut book = workbook("value-capture");
    let (free, hidden) = (cell(&book, "Summary!K30"), Area::of(cell(&book, "Streams!A7")));
    let ways = [Edit::MoveCells { from: hidden, to: free }, Edit::CopyCells { from: hidden, to: Area::of(free) }];
    for way in &ways {
        assert!(!would_show_hidden(&book, way).unwrap(), "everything is shown");
    }
    view_of(&book, Some("customer")).unwrap().apply(&mut book).unwrap();
    for way in ways {
        assert!(would_show_hidden(&book, &way).unwrap(), "{way:?}");
        assert!(would_show_hidden(&book, &Edit::Batch(vec![way])).unwrap());
    }
    let own = Edit::MoveCells { from: Area::of(cell(&book, "Summary!A1")), to: free };
    assert!(!would_show_hidden(&book, &own).unwrap());
}

#[test]
fn a_copy_for_a_party_holds_nothing_that_is_hidden_from_it() {
    let mut book = workbook("value-capture");
    let noted = cell(&book, "Drivers!B5");
    let note = Note { text: "Their floor is 210".to_owned(), author: None };
    let evidence = Evidence { source: "Internal memo".to_owned(), ..Evidence::default() };
    Edit::SetNote { at: noted, note: Some(note) }.apply(&mut book).unwrap();
    Edit::SetEvidence { at: noted, evidence: Some(evidence) }.apply(&mut book).unwrap();
    let before = file::write(&book);
    for party in ["vendor", "platform", "partner", "customer"] {
        let hidden = hidden_from(&book, party);
        assert!(!hidden.is_empty(), "the sample hides something from {party}");
        let copy = copy_for(&book, Some(party)).unwrap();
        let text = file::write(&copy.workbook);
        for secret in hidden.iter().map(String::as_str).chain(["Their floor is 210", "Internal memo", "Streams!"]) {
            assert!(before.contains(secret) && !text.contains(secret), "{party}: {secret}");
        }
        let titles: Vec<&str> = copy.removed.pages.iter().map(|title| title.en.as_str()).collect();
        assert_eq!(titles, ["Streams", "Costs", "Model", "Lists"]);
        assert_eq!(copy.removed.notes, 2);
        assert!(copy.removed.formulas > 100 && copy.removed.inputs > 10);
        // What the party may see is what it saw.
        let mut seen = book.clone();
        view_of(&seen, Some(party)).unwrap().apply(&mut seen).unwrap();
        for place in ["Summary!G6", "Summary!G9", "View!A5", "View!A8", "View!I6", "Earnings!B13"] {
            assert_eq!(shown(&copy.workbook, place), shown(&seen, place), "{party}: {place}");
            let is_formula = matches!(copy.workbook.content(cell(&copy.workbook, place)), Content::Formula(_));
            assert!(!is_formula, "{party}: {place}");
        }
    }
    assert_eq!(file::write(&book), before, "making a copy changes nothing");
}

#[test]
fn internal_rows_and_sheets_leave_any_copy() -> Result<(), EditError> {
    let mut book = workbook("revenue-split");
    let sheet = book.sheet_id("Shares").unwrap();
    Edit::SetInternalRows { sheet, rows: vec![4, 5, 17], internal: true }.apply(&mut book)?;
    let copy = copy_for(&book, None)?;
    assert_eq!(copy.removed.rows, 3);
    // Rows 5, 6 and 18 went, so that the residual moved up by two.
    assert_eq!(shown(&copy.workbook, "Shares!A5"), "Residual, allocated to nobody");
    assert_eq!(shown(&copy.workbook, "Shares!B5"), "42,000.00");
    assert_eq!(copy.workbook.sheet_id("Lists"), None);
    Ok(())
}

#[test]
fn the_change_of_an_outcome_is_that_of_its_first_definition() {
    let mut book = workbook("value-capture");
    let outcome = book.outcome("netVendor").unwrap().clone();
    assert_eq!(change_of(&book, &outcome).map(|change| change.name.as_str()), Some("changeVendor"));
    Edit::SetOutcomeVariant { name: "netVendor".into(), variant: Some("margin".into()) }.apply(&mut book).unwrap();
    let outcome = book.outcome("netVendor").unwrap().clone();
    assert_eq!(change_of(&book, &outcome), None);
}
