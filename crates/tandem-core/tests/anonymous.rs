//! What an anonymous copy must not tell, and what it must go on computing.

use tandem_core::cell::{CellAddress, Value};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::exchange::{Anonymity, TakenOut, anonymised, proposed_names};
use tandem_core::file;
use tandem_core::number::Decimal;
use tandem_core::template::{instantiate, templates};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{
    Agreement, Choice, Control, ControlKind, Note, Party, PartyRole, Said, Scenario, StyleChange, Workbook,
};

const LANGUAGES: [Language; 2] = [Language::English, Language::Japanese];

fn anonymous(workbook: &Workbook, digits: Option<u32>) -> (Workbook, TakenOut) {
    let anonymity = Anonymity { names: proposed_names(workbook), digits };
    anonymised(workbook, &anonymity, "copy", Localized::same("Copy")).unwrap()
}

fn changed(workbook: &mut Workbook, edits: Vec<Edit>) {
    Edit::Batch(edits).apply(workbook).unwrap();
}

fn party(id: &str, name: &str, role: PartyRole) -> Edit {
    Edit::SetParty(Party { id: id.into(), name: Localized::same(name), role, color: None, logo: None })
}

/// A small deal whose parties are told in cells, a formula's text, a rule, a sheet's name, a cell's name and by a person.
fn deal() -> Workbook {
    let mut workbook = Workbook::new("deal");
    let page = workbook.pages()[0].id.clone();
    changed(
        &mut workbook,
        vec![
            party("a", "Norrland Pumps", PartyRole::Vendor),
            party("b", "Ace", PartyRole::Customer),
            Edit::RenameSheet { page, name: "Ace plan".into() },
            Edit::AddSheet { name: "Sum".into(), position: None },
        ],
    );
    let typed = [
        ("Ace plan!A1", "Norrland Pumps"),
        ("Ace plan!B1", "123456.78"),
        ("Ace plan!A2", "ACE's share"),
        ("Ace plan!B2", "2026"),
        ("Ace plan!B3", "12.5%"),
        ("Ace plan!B4", "=IF(A1=\"Norrland Pumps\",B1*B3,\"not Ace\")"),
        ("Ace plan!C1", "place"),
        ("Sum!A1", "='Ace plan'!B1+ace_share"),
    ];
    let edits = typed.iter().map(|(at, text)| CellEdit::typed(workbook.cell(at).unwrap(), *text)).collect();
    let at = workbook.cell("Ace plan!B1").unwrap();
    let area = workbook.area("Ace plan!B1:B1").unwrap();
    let amount = StyleChange { format: Some(Some("#,##0.00".into())), ..StyleChange::default() };
    changed(
        &mut workbook,
        vec![
            Edit::SetCells(edits),
            Edit::DefineName { name: "ace_share".into(), target: "='Ace plan'!$B$4".into() },
            Edit::SetStyle { area, change: amount },
            Edit::SetNote { at, note: Some(Note { text: "told by Ms Ito".into(), author: None }) },
        ],
    );
    workbook
}

fn value(workbook: &Workbook, at: &str) -> String {
    workbook.value(workbook.cell(at).unwrap()).plain()
}

#[test]
fn names_amounts_and_notes_are_gone_and_formulas_go_on() {
    let workbook = deal();
    let (copy, taken_out) = anonymous(&workbook, Some(2));
    assert_eq!(taken_out, TakenOut { cells: 3, amounts: 1, notes: 1, sources: 0 });
    let text = file::write(&copy).to_lowercase();
    for gone in ["norrland", "ace'", "ace ", "ace_", "\"ace\"", "ito", "123456"] {
        assert!(!text.contains(gone), "{gone} is still told");
    }
    assert!(text.contains("place"), "words that only hold the letters of a name stay");
    let sheet = copy.pages()[0].sheet().unwrap().id;
    assert_eq!(copy.sheet_name(sheet), "Customer B plan");
    assert_eq!(value(&copy, "'Customer B plan'!B1"), "120000");
    assert_eq!(value(&copy, "'Customer B plan'!B2"), "2026");
    assert_eq!(value(&copy, "'Customer B plan'!B4"), "15000");
    assert_eq!(value(&copy, "Sum!A1"), "135000");
    assert_eq!((copy.id(), copy.title().en.as_str()), ("copy", "Copy"));
    assert_eq!(file::write(&workbook), file::write(&deal()), "the workbook itself stays");
}

#[test]
fn amounts_stay_to_the_cent_where_that_is_asked_for() {
    let (copy, taken_out) = anonymous(&deal(), None);
    assert_eq!(taken_out.amounts, 0);
    assert_eq!(value(&copy, "'Customer B plan'!B1"), value(&deal(), "'Ace plan'!B1"));
}

#[test]
fn sources_and_speakers_are_left_out_and_how_sure_they_were_stays() {
    let mut workbook = instantiate("joint-value", Language::English).unwrap();
    let control = workbook.controls()[0].clone();
    let said = Said { by: "Ms Ito".into(), date: "2026-03-31".into() };
    changed(
        &mut workbook,
        vec![Edit::SetControlStatus { name: control.name, status: Agreement::Agreed, said: Some(said) }],
    );
    let (copy, taken_out) = anonymous(&workbook, Some(2));
    assert!(taken_out.sources > 0);
    for (before, after) in workbook.controls().iter().zip(copy.controls()) {
        assert_eq!((&after.source, &after.said), (&Localized::default(), &None));
        assert_eq!((before.confidence, before.status), (after.confidence, after.status));
    }
    assert!(!file::write(&copy).contains("Ms Ito"));
}

#[test]
fn years_and_rates_stay_in_scenarios_and_ranges_and_amounts_are_rounded() {
    let mut workbook = instantiate("ecosystem-roi", Language::English).unwrap();
    let values = [("firstFiscalYear", "2023"), ("grossMargin", "0.705"), ("spendTotal", "1234567")];
    let values = values.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
    let name = Localized::same("Tried");
    changed(&mut workbook, vec![Edit::AddScenario(Scenario { id: "tried".into(), name, values })]);
    let (copy, _) = anonymous(&workbook, Some(2));
    let values: Vec<&str> = copy.scenarios().last().unwrap().values.values().map(String::as_str).collect();
    assert_eq!(values, ["2023", "0.705", "1200000"]);
    let ranges = |workbook: &Workbook| -> Vec<_> {
        let rates =
            workbook.controls().iter().filter(|control| control.name != "spendTotal" && control.name != "revenueTotal");
        rates.map(|control| (control.low, control.high)).collect()
    };
    assert_eq!(ranges(&copy), ranges(&workbook));
}

fn control(name: &str, cell: CellAddress, kind: ControlKind) -> Control {
    Control {
        name: name.into(),
        label: Localized::same(name),
        cell,
        unit: Localized::default(),
        kind,
        group: Localized::default(),
        low: None,
        high: None,
        source: Localized::default(),
        date: None,
        confidence: None,
        status: Agreement::Open,
        said: None,
    }
}

#[test]
fn bounds_are_rounded_outwards_in_their_own_digits() {
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    for ((min, max), (least, most)) in [
        (("0.0123", "0.123"), ("0.012", "0.13")),
        (("-0.123", "9.91"), ("-0.13", "10")),
        (("-1234", "-1.01"), ("-1300", "-1")),
        (("0", "120000"), ("0", "120000")),
    ] {
        let mut workbook = deal();
        let kind = ControlKind::Number { min: Some(decimal(min)), max: Some(decimal(max)), step: None };
        let amount = control("amount", workbook.cell("Ace plan!B1").unwrap(), kind);
        changed(&mut workbook, vec![Edit::SetControls(vec![amount])]);
        let (copy, _) = anonymous(&workbook, Some(2));
        let expected = ControlKind::Number { min: Some(decimal(least)), max: Some(decimal(most)), step: None };
        assert_eq!(copy.controls()[0].kind, expected, "{min} to {max}");
    }
}

#[test]
fn choices_bounds_and_formats_tell_no_name_and_no_exact_amount() {
    let mut workbook = deal();
    let cell = |place: &str| workbook.cell(place).unwrap();
    let slider = |min: i64, max: i64| ControlKind::Slider { min: min.into(), max: max.into(), step: 100.into() };
    let option = |value: &str| Choice { value: value.into(), label: Localized::same(value) };
    let choice = ControlKind::Choice { options: ["Ace", "Norrland Pumps", "Somebody"].map(option).into() };
    let control = |name: &str, at: &str, kind: ControlKind| control(name, cell(at), kind);
    let controls =
        vec![control("amount", "Ace plan!B1", slider(123_400, 987_654)), control("chosen", "Ace plan!D9", choice)];
    let chosen = CellEdit::typed(cell("Ace plan!D9"), "Ace");
    // A cell without content may say a name as soon as somebody types a number.
    let blank = workbook.area("Ace plan!F20:G21").unwrap();
    let quiet = StyleChange { format: Some(Some("0 \"to Norrland Pumps\"".into())), ..StyleChange::default() };
    let area = workbook.area("Ace plan!B1:B1").unwrap();
    let format = StyleChange { format: Some(Some("#,##0 \"for Norrland Pumps\"".into())), ..StyleChange::default() };
    let edits =
        vec![Edit::SetControls(controls), Edit::SetCells(vec![chosen]), Edit::SetStyle { area, change: format }];
    changed(&mut workbook, edits);
    changed(&mut workbook, vec![Edit::SetStyle { area: blank, change: quiet }]);
    let (copy, _) = anonymous(&workbook, Some(2));
    let text = file::write(&copy);
    for gone in ["\"Ace\"", "Norrland", "123400", "987654"] {
        assert!(!text.contains(gone), "{gone} is still told");
    }
    // Bounds are rounded outwards, so that the amount stays between them.
    assert_eq!(copy.controls()[0].kind, slider(120_000, 990_000));
    let ControlKind::Choice { options } = &copy.controls()[1].kind else { panic!("a choice stays one") };
    assert!(options.iter().any(|option| option.value == value(&copy, "'Customer B plan'!D9")));
}

#[test]
fn no_template_tells_its_parties_in_an_anonymous_copy() {
    for template in templates() {
        for language in LANGUAGES {
            let workbook = instantiate(&template.manifest.id, language).unwrap();
            let (copy, _) = anonymous(&workbook, Some(2));
            let text = file::write(&copy);
            for (name, _) in proposed_names(&workbook) {
                assert!(!is_told(&text, &name), "{}: {name} is still told", template.manifest.id);
            }
            for outcome in copy.outcomes() {
                let before = workbook.value(outcome.cell);
                let is_error = |value: &Value| matches!(value, Value::Error(_));
                assert_eq!(
                    is_error(copy.value(outcome.cell)),
                    is_error(before),
                    "{}: {}",
                    template.manifest.id,
                    outcome.name
                );
            }
            let reopened = file::read(&text).unwrap();
            for outcome in copy.outcomes() {
                assert_eq!(reopened.value(outcome.cell).plain(), copy.value(outcome.cell).plain(), "{}", outcome.name);
            }
        }
    }
}

/// Whether a text holds a name as a whole word, as people would find it.
fn is_told(text: &str, name: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let pieces: Vec<&str> = text.split(name).collect();
    pieces.windows(2).any(|sides| !is_word(sides[0].chars().next_back()) && !is_word(sides[1].chars().next()))
}
