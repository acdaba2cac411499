//! Making the anonymised copy, for a link and for a look through it.

use tandem_core::exchange::{Anonymity, TakenOut, anonymised, anonymous_title};
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use crate::session::Session;

/// The copy of the open workbook without what is not to be known, and what was taken out; nothing where none is open. While one
/// party looks, it is made of what that party may keep.
///
/// # Errors
/// Why there is no copy, as a sentence.
pub fn anonymous_copy(session: Session, anonymity: &Anonymity) -> Result<Option<(Workbook, TakenOut)>, Localized> {
    let party = session.party_file().transpose()?;
    let title = Localized::of(|language| anonymous_title(language).to_owned());
    let made = session.with(|workbook| {
        let workbook = party.as_ref().map_or(workbook, |party| &party.workbook);
        anonymised(workbook, anonymity, workbook.id(), title)
    });
    made.transpose().map_err(|error| Localized::of(|language| error.text(language)))
}
