//! Taking a payout back, wherever a person asks for it.

use tandem_core::cell::CellAddress;
use tandem_core::template::tools::{Reversal, ToolError, reversals};
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use crate::i18n::sentence;
use crate::session::{Command, Session, Weight};

/// Takes back the payout of an identity.
pub(super) fn reverse(session: Session, id: &str) {
    let made = session.with(|workbook| {
        let table = reversals(workbook).into_iter().next().ok_or(ToolError::Gone)?;
        let row = table.row_of(workbook, id).ok_or(ToolError::NoPayout)?;
        prepared(workbook, table, row)
    });
    finish(session, made);
}

/// Takes back the payout in the row of a cell. Gives the row of its reversal.
pub fn reverse_at(session: Session, at: CellAddress) -> Option<CellAddress> {
    let made = session.with(|workbook| {
        let table =
            reversals(workbook).into_iter().find(|table| table.sheet() == at.sheet).ok_or(ToolError::NoPayout)?;
        prepared(workbook, table, at.row)
    });
    finish(session, made).map(|row| CellAddress { row, ..at })
}

/// The edit, the row that it fills, and the payout's identity.
type Prepared = (tandem_core::edit::Edit, u32, String);

fn prepared(workbook: &Workbook, table: Reversal, row: u32) -> Result<Prepared, ToolError> {
    let (edit, at) = table.reverse(workbook, row)?;
    Ok((edit, at, table.id_at(workbook, row)))
}

fn finish(session: Session, made: Option<Result<Prepared, ToolError>>) -> Option<u32> {
    match made? {
        Ok((edit, row, id)) => {
            session.dispatch(Command::Edit(edit));
            let reversal = session.with(|workbook| {
                let table = reversals(workbook).into_iter().next()?;
                Some(table.id_at(workbook, row))
            });
            let reversal = reversal.flatten().unwrap_or_default();
            let words = sentence(|m| m.tools.reversed, &[("id", &id), ("reversal", &reversal)]);
            session.say(Weight::Done, words, None);
            Some(row)
        }
        Err(error) => {
            session.say(Weight::Attention, Localized::of(|language| error.text(language)), None);
            None
        }
    }
}
