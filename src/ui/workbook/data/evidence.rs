//! Where the content of a cell comes from: the form for one cell, and the list of every cell of which somebody has said it.

use leptos::prelude::*;
use tandem_core::cell::{Area, CellAddress};
use tandem_core::edit::Edit;
use tandem_core::text::{Localized, Text};
use tandem_core::workbook::{Confidence, Evidence, Workbook};

use super::Bench;
use super::form::{Choice, Form, Line, say};
use crate::i18n::{Language, use_language};
use crate::session::Command;
use crate::ui::dialog::focus_once_made;

/// How sure somebody is, in the order of the list; the first says nothing.
const CONFIDENCES: [(Option<Confidence>, Text); 4] = [
    (None, Text::new("not said", "指定なし")),
    (Some(Confidence::Low), Text::new("low: guessed", "低（推測）")),
    (Some(Confidence::Medium), Text::new("medium: estimated from comparable cases", "中（類似事例からの見積もり）")),
    (Some(Confidence::High), Text::new("high: measured or contracted", "高（実測または契約）")),
];

/// What is known of a cell. A cell that a control is bound to has what is said of the control.
#[must_use]
pub fn evidence_of(workbook: &Workbook, at: CellAddress, language: Language) -> Option<Evidence> {
    let evidence = match workbook.control_at(at) {
        Some(control) => Evidence {
            source: control.source.get(language).to_owned(),
            date: control.date.clone(),
            confidence: control.confidence,
        },
        None => workbook.sheet(at.sheet)?.evidence_at(at.row, at.column)?.clone(),
    };
    (evidence != Evidence::default()).then_some(evidence)
}

/// Every cell of which it is said where its content comes from, sheet by sheet.
fn all(workbook: &Workbook, language: Language) -> Vec<(CellAddress, Evidence)> {
    let sheets = workbook.pages().iter().filter_map(tandem_core::workbook::Page::sheet);
    let of_sheet = |sheet: &tandem_core::workbook::Sheet| {
        let own = sheet.overlay.evidence.keys().map(|(row, column)| CellAddress::new(sheet.id, *row, *column));
        let controls = workbook.controls().iter().map(|control| control.cell).filter(|cell| cell.sheet == sheet.id);
        let mut cells: Vec<CellAddress> = own.chain(controls).collect();
        cells.sort_unstable_by_key(|cell| (cell.row, cell.column));
        cells.dedup();
        cells
    };
    let cells = sheets.flat_map(of_sheet);
    cells.filter_map(|cell| Some((cell, evidence_of(workbook, cell, language)?))).collect()
}

/// The edit that says it of a cell, or of the control that is bound to it.
fn edit(workbook: &Workbook, at: CellAddress, evidence: Evidence, language: Language) -> Edit {
    let Some(control) = workbook.control_at(at) else {
        let evidence = (evidence != Evidence::default()).then_some(evidence);
        return Edit::SetEvidence { at, evidence };
    };
    // A source that nobody touched keeps its words in the other language.
    let is_same = control.source.get(language) == evidence.source;
    let source = if is_same { control.source.clone() } else { Localized::same(evidence.source) };
    Edit::SetControlEvidence {
        name: control.name.clone(),
        source,
        date: evidence.date,
        confidence: evidence.confidence,
    }
}

/// The form for the active cell. With everything empty, nothing is said of it any more.
#[component]
pub fn EvidenceForm(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let sheet = bench.grid.sheet;
    let session = sheet.session();
    let at = sheet.at(bench.grid.active());
    let language = session.language().get_untracked();
    let before = session.with(|workbook| evidence_of(workbook, at, language)).flatten().unwrap_or_default();
    let source = RwSignal::new(before.source.clone());
    let date = RwSignal::new(before.date.clone().unwrap_or_default());
    let known = CONFIDENCES.iter().position(|(confidence, _)| *confidence == before.confidence);
    let confidence = RwSignal::new(known.unwrap_or(0));
    let save = move |()| {
        let date = date.get_untracked().trim().to_owned();
        let chosen = CONFIDENCES.get(confidence.get_untracked()).and_then(|(confidence, _)| *confidence);
        let evidence = Evidence {
            source: source.get_untracked().trim().to_owned(),
            date: (!date.is_empty()).then_some(date),
            confidence: chosen,
        };
        if evidence == before {
            return Ok(());
        }
        let edit = session.with(|workbook| edit(workbook, at, evidence, language));
        edit.map_or(Ok(()), |edit| session.try_dispatch(Command::Edit(edit)))
    };
    let options = Signal::stored(CONFIDENCES.map(|(_, text)| Localized::from(text)).to_vec());
    focus_once_made("evidence-source".to_owned());
    view! {
        <Form bench=bench heading=HEADING done=Some(DONE) on_done=save>
            <p class="form__hint figures">{at.a1()}</p>
            <Line words=SOURCE>
                <input
                    class="form__field"
                    id="evidence-source"
                    type="text"
                    autocomplete="off"
                    maxlength="2000"
                    bind:value=source
                />
            </Line>
            <Line words=DATE>
                <input class="form__field" type="date" min="1900-01-01" max="9999-12-31" bind:value=date />
            </Line>
            <Choice words=CONFIDENCE options=options chosen=confidence />
        </Form>
    }
}

/// Every cell with a source, to go there.
#[component]
pub fn Sources(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let session = bench.grid.sheet.session();
    let language = use_language();
    let lines = Memo::new(move |_| {
        let language = language.get();
        let read = session.read(|workbook| {
            let line = |(at, evidence): (CellAddress, Evidence)| {
                let confidence = CONFIDENCES.iter().find(|(known, _)| *known == evidence.confidence);
                let confidence = confidence.filter(|(known, _)| known.is_some());
                let mut about: Vec<String> = evidence.date.into_iter().collect();
                about.extend(confidence.map(|(_, text)| text.get(language).to_owned()));
                (at, workbook.reference(at), workbook.display_text(at, language), evidence.source, about.join(" · "))
            };
            all(workbook, language).into_iter().map(line).collect::<Vec<_>>()
        });
        read.unwrap_or_default()
    });
    let line = move |(at, place, value, source, about): (CellAddress, String, String, String, String)| {
        let go = move |_| {
            bench.close();
            bench.desk.go_to(bench.grid, Area::of(at));
        };
        view! {
            <li>
                <button type="button" class="button form__item sources__item" on:click=go>
                    <span class="figures sources__place">{place}</span>
                    <span class="figures">{value}</span>
                    <span class="sources__source">{source}</span>
                    <span class="sources__about">{about}</span>
                </button>
            </li>
        }
    };
    let is_empty = move || lines.with(Vec::is_empty);
    view! {
        <Form bench=bench heading=LIST done=None on_done=move |()| Ok(()) is_wide=true>
            <p class="form__hint">{move || if is_empty() { NONE } else { HINT }.get(language.get())}</p>
            <ul class="form__list" aria-label=say(LIST)>
                {move || lines.get().into_iter().map(line).collect_view()}
            </ul>
        </Form>
    }
}

const HEADING: Text = Text::new("Source and confidence", "出典と確度");
const DONE: Text = Text::new("Save", "保存");
const SOURCE: Text = Text::new("Source", "出典");
const DATE: Text = Text::new("As of", "時点");
const CONFIDENCE: Text = Text::new("Confidence", "確度");
const LIST: Text = Text::new("Sources of this workbook", "出典の一覧");
const HINT: Text = Text::new("Choose a cell to go there.", "セルを選ぶと移動します。");
const NONE: Text = Text::new(
    "No cell says yet where its content comes from. The inspector adds it.",
    "出典のあるセルはまだありません。インスペクターから追加できます。",
);

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_core::workbook::{Agreement, Control, ControlKind};

    #[test]
    fn a_cell_has_its_own_source_or_that_of_its_control_and_all_are_found() {
        let mut workbook = Workbook::new("sources");
        let (free, bound) = (workbook.cell("Sheet1!B2").unwrap(), workbook.cell("Sheet1!A1").unwrap());
        let text = |en: &str, ja: &str| Localized { en: en.to_owned(), ja: ja.to_owned() };
        let control = Control {
            name: "rate".to_owned(),
            label: Localized::same("Rate".to_owned()),
            cell: bound,
            unit: Localized::default(),
            kind: ControlKind::Switch,
            group: Localized::default(),
            low: None,
            high: None,
            source: text("Contract", "契約書"),
            date: None,
            confidence: None,
            status: Agreement::Open,
            said: None,
        };
        Edit::SetControls(vec![control]).apply(&mut workbook).unwrap();
        let said = |source: &str| Evidence {
            source: source.to_owned(),
            date: Some("2026-03-31".to_owned()),
            confidence: Some(Confidence::High),
        };
        edit(&workbook, free, said("Survey"), Language::English).apply(&mut workbook).unwrap();
        edit(&workbook, bound, said("Contract"), Language::English).apply(&mut workbook).unwrap();
        let found = all(&workbook, Language::Japanese);
        assert_eq!(found, [(bound, said("契約書")), (free, said("Survey"))]);
        edit(&workbook, free, Evidence::default(), Language::English).apply(&mut workbook).unwrap();
        assert_eq!(evidence_of(&workbook, free, Language::English), None);
    }
}
