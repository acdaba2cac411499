//! Laws of edits and files over random sequences of edits: undoing everything gives back the beginning, doing it again
//! gives the end, a refused edit changes nothing, and a file read is the workbook that was written.

mod overlay;

pub mod steps;

use proptest::prelude::*;
use steps::{edit, step};
use tandem_core::cell::CellAddress;
use tandem_core::edit::History;
use tandem_core::file;
use tandem_core::text::Language;
use tandem_core::workbook::{Page, Workbook};

/// The file's text, and what every cell shows.
fn state(workbook: &Workbook) -> String {
    let mut state = file::write(workbook);
    for sheet in workbook.pages().iter().filter_map(Page::sheet) {
        for (row, column) in (0..16).flat_map(|row| (0..10).map(move |column| (row, column))) {
            let at = CellAddress::new(sheet.id, row, column);
            let shown = workbook.display_text(at, Language::English);
            if !shown.is_empty() {
                state.push_str(&format!("{}={shown}\n", workbook.reference(at)));
            }
        }
    }
    state
}

/// As many cases as the environment asks for, or else some.
fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { default } else { ProptestConfig { cases, ..default } }
}

/// What the workbook shows equals what a workbook shows that is computed from its contents alone.
fn check_from_scratch(workbook: &Workbook) -> Result<(), TestCaseError> {
    let fresh = file::read(&file::write(workbook)).unwrap();
    prop_assert_eq!(state(&fresh), state(workbook));
    Ok(())
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn undo_gives_back_and_redo_does_again(steps in proptest::collection::vec(step(), 1..24)) {
        let (mut workbook, mut history) = (Workbook::new("law"), History::new());
        let mut states = vec![state(&workbook)];
        for step in &steps {
            let edit = edit(&workbook, step);
            match history.apply(&mut workbook, edit, None) {
                Ok(_) => states.push(state(&workbook)),
                Err(_) => prop_assert_eq!(&state(&workbook), states.last().unwrap(), "refused: {:?}", step),
            }
        }
        prop_assert_eq!(history.steps() + 1, states.len());
        for before in states.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut workbook).unwrap().is_some());
            prop_assert_eq!(&state(&workbook), before);
        }
        for after in states.iter().skip(1) {
            prop_assert!(history.redo(&mut workbook).unwrap().is_some());
            prop_assert_eq!(&state(&workbook), after);
        }
    }

    #[test]
    fn any_edits_and_undos_equal_computing_from_scratch(
        steps in proptest::collection::vec((step(), 0u8..6), 1..24),
    ) {
        let (mut workbook, mut history) = (Workbook::new("law"), History::new());
        for (step, turn) in &steps {
            match turn {
                0 => { history.undo(&mut workbook).unwrap(); }
                1 => { history.redo(&mut workbook).unwrap(); }
                _ => {
                    let edit = edit(&workbook, step);
                    // A refused edit leaves the workbook as it was, which must be right as well.
                    let _ = history.apply(&mut workbook, edit, None);
                }
            }
            check_from_scratch(&workbook)?;
        }
    }

    #[test]
    fn a_file_read_is_the_workbook_that_was_written(steps in proptest::collection::vec(step(), 1..24)) {
        let mut workbook = Workbook::new("law");
        for step in &steps {
            // A refused edit leaves the workbook as it was, which is as good a case as any.
            let _ = edit(&workbook, step).apply(&mut workbook);
        }
        let text = file::write(&workbook);
        let again = file::read(&text).unwrap();
        prop_assert_eq!(state(&again), state(&workbook));
    }

    #[test]
    fn a_garbled_file_is_refused_or_read_but_never_a_panic(at in 0usize..4000, byte in any::<u8>(), cut in any::<bool>()) {
        let sample = include_str!("data/v1-sample.tandem.json");
        let mut bytes = sample.as_bytes().to_vec();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let text = String::from_utf8_lossy(&bytes);
        if let Err(error) = file::read(&text) {
            prop_assert!(!error.text(Language::English).is_empty());
            prop_assert!(!error.text(Language::Japanese).is_empty());
        }
    }
}
