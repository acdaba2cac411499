//! `Trace` of the contract: what core says about a cell, in the contract's words.

use serde::Serialize;
use tandem_core::analysis;
use tandem_core::cell::CellAddress;
use tandem_core::engine::{Explanation, PartResult};
use tandem_core::text::Localized;
use tandem_core::workbook::{Confidence, Workbook};

use crate::value::{CellValue, cell_value};

/// Ranges of a formula that are larger than this are told cell by cell only where they hold something.
const WHOLE_RANGE_CELLS: u64 = 256;
/// Cells that a trace tells at most in each list: a person reads no more.
const MAX_TRACED_CELLS: usize = 1_000;

/// `Trace` of the contract.
#[derive(Debug, Serialize)]
pub(crate) struct Trace {
    formula: Option<String>,
    value: CellValue,
    precedents: Vec<Neighbour>,
    dependents: Vec<Neighbour>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<Step>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Fault>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
}

#[derive(Debug, Serialize)]
struct Neighbour {
    #[serde(rename = "ref")]
    reference: String,
    value: CellValue,
}

#[derive(Debug, Serialize)]
struct Step {
    text: String,
    depth: u32,
    result: Option<String>,
}

#[derive(Debug, Serialize)]
struct Fault {
    message: Localized,
    way: Vec<String>,
}

/// What there is to say about one cell.
pub(crate) fn of(workbook: &Workbook, at: CellAddress) -> Trace {
    let trace = analysis::trace(workbook, at);
    let control = trace.control;
    Trace {
        formula: workbook.engine().formula_text(at),
        value: cell_value(workbook, at),
        precedents: neighbours(workbook, precedents(workbook, at)),
        dependents: neighbours(workbook, workbook.engine().dependents(at)),
        steps: trace.explanation.map(|explanation| steps(workbook, &explanation)),
        error: trace.fault.map(|fault| Fault {
            message: fault.reason,
            way: fault.way.iter().map(|cell| workbook.reference(*cell)).collect(),
        }),
        source: control.map(|control| control.source.en.clone()).filter(|source| !source.is_empty()),
        date: control.and_then(|control| control.date.clone()),
        confidence: control.and_then(|control| control.confidence).map(|confidence| match confidence {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        }),
        definition: trace.meaning.map(|meaning| meaning.definition.en.clone()),
    }
}

fn steps(workbook: &Workbook, explanation: &Explanation) -> Vec<Step> {
    let result = |result: &PartResult| match result {
        PartResult::Value(value) => Some(value.plain()),
        PartResult::Cells(area) => Some(workbook.area_reference(*area)),
        PartResult::NotEvaluated => None,
    };
    let parts = explanation.parts.iter().map(|part| Step {
        text: explanation.text_at(&part.place).to_owned(),
        depth: part.depth,
        result: result(&part.result),
    });
    parts.collect()
}

fn neighbours(workbook: &Workbook, cells: Vec<CellAddress>) -> Vec<Neighbour> {
    let told = cells.into_iter().take(MAX_TRACED_CELLS);
    told.map(|cell| Neighbour { reference: workbook.reference(cell), value: cell_value(workbook, cell) }).collect()
}

fn precedents(workbook: &Workbook, at: CellAddress) -> Vec<CellAddress> {
    let mut cells = Vec::new();
    for area in workbook.engine().precedents(at) {
        if area.cells() <= WHOLE_RANGE_CELLS {
            let rows = area.top..=area.bottom;
            cells.extend(
                rows.flat_map(|row| {
                    (area.left..=area.right).map(move |column| CellAddress::new(area.sheet, row, column))
                }),
            );
        } else {
            // The visit is ended by a refusal once there are enough.
            let _ = workbook.engine().store().for_each_in::<()>(area, |row, column, _| {
                cells.push(CellAddress::new(area.sheet, row, column));
                if cells.len() > MAX_TRACED_CELLS { Err(()) } else { Ok(()) }
            });
        }
    }
    cells
}
