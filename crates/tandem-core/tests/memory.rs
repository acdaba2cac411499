//! What cells cost in memory, counted by the allocator: everything that a workbook holds for them, the step of undo included.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "what fails in a test fails the test"
)]

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tandem_core::cell::{CellAddress, SheetId};
use tandem_core::edit::{CellEdit, Edit, History, TypedCells};
use tandem_core::workbook::Workbook;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const ROWS: u32 = 20_000;

/// Bytes that stay allocated for each cell of a sheet, once it is loaded, computed and edited: the first
/// edit makes what tells which cells read which.
fn bytes_per_cell(text: impl Fn(u32, u32) -> String, columns: u32) -> usize {
    let mut cells = TypedCells::default();
    for row in 0..ROWS {
        for column in 0..columns {
            cells.push(CellAddress::new(SheetId(0), row, column), &text(row, column));
        }
    }
    let count = cells.len();
    let (mut workbook, mut history) = (Workbook::new("memory"), History::new());
    let region = Region::new(ALLOCATOR);
    // What is typed is copied here and gone at the end, so that it counts neither way.
    drop(history.apply(&mut workbook, Edit::TypeCells(cells.clone()), None).unwrap());
    let beside = CellEdit::typed(CellAddress::new(SheetId(0), 0, columns + 1), "1");
    drop(history.apply(&mut workbook, Edit::SetCells(vec![beside]), None).unwrap());
    let change = region.change();
    let held = change.bytes_allocated - change.bytes_deallocated;
    drop((workbook, history, cells));
    held / count
}

// One test, because the counts are those of the whole process.
#[test]
fn cells_stay_small() {
    let number = bytes_per_cell(|row, column| (row * 7 + column).to_string(), 10);
    let copied = bytes_per_cell(
        |row, column| match column {
            0 => row.to_string(),
            _ => format!("={}{}*2+$A$1", tandem_core::cell::column_name(column - 1), row + 1),
        },
        10,
    );
    let distinct = bytes_per_cell(
        |row, column| match column {
            0 => row.to_string(),
            _ => format!("={}{}*{}.5+1", tandem_core::cell::column_name(column - 1), row + 1, row * 10 + column),
        },
        10,
    );
    println!("bytes a cell: number {number}, copied formula {copied}, formula of its own {distinct}");
    assert!(number <= 40, "a number takes {number} bytes");
    assert!(copied <= 100, "a copied formula takes {copied} bytes");
    assert!(distinct <= 200, "a formula of its own takes {distinct} bytes");
}
