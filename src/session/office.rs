//! Files of Excel: the third part of the program, which a visit loads when a person first opens or saves one.
//!
//! As in `open_workbook.rs`, only the function marked with `wasm_split` and what it reaches may name the crate that reads and
//! writes such files. What happens with a file stands in that part as well; the session only asks for it.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use tandem_core::text::{Language, Localized, Text};
use tandem_core::workbook::Workbook;

use super::opening::unreadable;
use super::{Documents, Effect, LoadFailure, Session, Weight, file_name_with};
use crate::browser::random;
use crate::i18n::sentence;
use crate::route::Route;

/// What can be done with files of Excel: the front of the third part.
#[derive(Clone, Copy, Debug)]
pub struct Office {
    /// Opens the file of a name as a workbook of its own.
    open: fn(Session, Documents, String, &[u8]),
    /// Saves the open workbook; unless the person has agreed, it first shows what such a file can't keep.
    save: fn(Session, bool),
}

const OFFICE: Office = Office { open, save };

/// What can be done with files of Excel. In a build that is split into parts, this loads the part that can.
///
/// # Errors
/// When the part can't be loaded; a later call tries again.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(xlsx, fallible)]
pub fn office() -> Result<Office, LoadFailure> {
    Ok(OFFICE)
}

/// What can be done with files of Excel, which this build holds from its start.
///
/// # Errors
/// None: a build that is split into parts can fail to load them.
#[cfg(not(feature = "split"))]
pub async fn office() -> Result<Office, LoadFailure> {
    Ok(OFFICE)
}

/// What a file does not keep, shown before it is written or after it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The file's name.
    pub file: String,
    /// Whether the file is still to be written, when the person has agreed.
    pub is_before: bool,
    /// At least one loss.
    pub losses: Vec<FileLoss>,
}

/// One kind of thing that a file does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLoss {
    /// The sentence.
    pub text: Localized,
    /// The first cells that it concerns, as references.
    pub places: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

/// Whether a file's name is that of a workbook of Excel. The older and the encrypted ones are among them, so that whoever reads
/// them says why they can't be opened.
#[must_use]
pub fn is_xlsx(name: &str) -> bool {
    const ENDINGS: [&str; 6] = ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls"];
    name.rsplit_once('.').is_some_and(|(_, end)| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

impl Session {
    /// What a file of Excel does not keep, while it is shown.
    #[must_use]
    pub const fn file_report(self) -> RwSignal<Option<FileReport>> {
        self.report
    }

    /// Opens a file of Excel as a workbook of its own.
    pub(super) fn import_xlsx(self, name: String, bytes: Vec<u8>) {
        self.with_documents(move |session, documents| {
            session.with_office(move |session, office| (office.open)(session, documents, name, &bytes));
        });
    }

    /// Saves the open workbook as a file of Excel.
    pub(super) fn download_xlsx(self, is_agreed: bool) {
        self.file_report().set(None);
        self.with_office(move |session, office| (office.save)(session, is_agreed));
    }

    /// Does something with files of Excel: at once where their part is loaded, otherwise after that.
    fn with_office(self, then: impl FnOnce(Self, Office) + 'static) {
        const LOADING: Text = Text::new(
            "Loading the part of the program that files of Excel need…",
            "Excel ファイルに必要な部分を読み込んでいます…",
        );
        /// What is there sooner is not worth a word.
        const PATIENCE: std::time::Duration = std::time::Duration::from_millis(300);
        let is_over = Rc::new(Cell::new(false));
        let is_still_loading = Rc::clone(&is_over);
        set_timeout(
            move || {
                if !is_still_loading.get() {
                    self.say(Weight::Done, LOADING.into(), None);
                }
            },
            PATIENCE,
        );
        leptos::task::spawn_local(async move {
            let office = office().await;
            is_over.set(true);
            self.unsay(&LOADING.into());
            match office {
                Ok(loaded) => then(self, loaded),
                Err(LoadFailure) => self.say(Weight::Attention, sentence(|m| m.shell.part_missing, &[]), None),
            }
        });
    }
}

fn open(session: Session, documents: Documents, name: String, bytes: &[u8]) {
    match opened(session, documents, &name, bytes) {
        Ok((route, losses)) => {
            // Going to an address cannot fail.
            let _ = Effect::Go(route).run();
            let report = (!losses.is_empty()).then_some(FileReport { file: name, is_before: false, losses });
            session.file_report().set(report);
        }
        Err(reason) => session.say(Weight::Attention, unreadable(&name, &reason), None),
    }
}

fn opened(
    session: Session,
    documents: Documents,
    name: &str,
    bytes: &[u8],
) -> Result<(Route, Vec<FileLoss>), Localized> {
    let id = random::identity();
    let imported = tandem_xlsx::read(bytes, &id, (documents.clock)());
    let imported = imported.map_err(|error| Localized::of(|language| error.text(language)))?;
    let losses = losses(&imported.report);
    Ok((session.adopt(&id, (documents.from_workbook)(imported.workbook, name)?), losses))
}

fn save(session: Session, is_agreed: bool) {
    let language = session.language().get_untracked();
    let named = |title: &Localized| file_name_with(title.get(language), "xlsx");
    // While one party looks, its copy is what leaves the app.
    let (done, told) = match session.party_file() {
        Some(Ok(party)) => {
            let file = named(&party.title);
            (Some(written(&party.workbook, is_agreed).map(|written| (file, written))), Some(party.told))
        }
        Some(Err(reason)) => (Some(Err(reason)), None),
        None => {
            let whole = |workbook: &Workbook| Ok((named(workbook.title()), written(workbook, is_agreed)?));
            (session.with(whole), None)
        }
    };
    match done {
        Some(Ok((file, Written::Asks(losses)))) => {
            session.file_report().set(Some(FileReport { file, is_before: true, losses }));
        }
        Some(Ok((name, Written::File(bytes)))) => {
            let effect = Effect::SaveBytes { name, media_type: tandem_xlsx::MEDIA_TYPE, bytes };
            match (effect.run(), told) {
                (Err(reason), _) => session.say(Weight::Attention, Localized::same(reason), None),
                (Ok(()), Some(told)) => session.say(Weight::Attention, told, None),
                (Ok(()), None) => {}
            }
        }
        Some(Err(reason)) => session.say(Weight::Attention, reason, None),
        None => {}
    }
}

/// What saving a file comes to.
enum Written {
    /// The file.
    File(Vec<u8>),
    /// What it would not keep, of which the person does not know yet.
    Asks(Vec<FileLoss>),
}

fn written(workbook: &Workbook, is_agreed: bool) -> Result<Written, Localized> {
    let losses = if is_agreed { Vec::new() } else { losses(&tandem_xlsx::survey(workbook)) };
    if !losses.is_empty() {
        return Ok(Written::Asks(losses));
    }
    let written = tandem_xlsx::write(workbook).map_err(|error| Localized::of(|language| error.text(language)))?;
    Ok(Written::File(written.bytes))
}

fn losses(report: &tandem_xlsx::Report) -> Vec<FileLoss> {
    let loss = |loss: &tandem_xlsx::Loss| FileLoss {
        text: Localized { en: loss.sentence(Language::English), ja: loss.sentence(Language::Japanese) },
        places: loss.places.clone(),
        more: if loss.places.is_empty() { 0 } else { loss.count.saturating_sub(loss.places.len()) },
    };
    report.losses().iter().map(loss).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_excel_are_known_by_their_names() {
        for (name, expect) in [
            ("a.xlsx", true),
            ("A.XLSM", true),
            ("a.xls", true),
            ("a.tandem.json", false),
            ("xlsx", false),
            ("a.xlsx.csv", false),
        ] {
            assert_eq!(is_xlsx(name), expect, "{name}");
        }
    }
}
