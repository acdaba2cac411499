//! Opening a file of the reader's machine. It comes in parts, each of which is read while the browser fetches the next.

use tandem_core::text::Localized;

use super::opening::unreadable;
use super::{Document, Documents, Effect, Session, Weight};
use crate::browser::files::{Blob, Chosen, in_parts};
use crate::i18n::sentence;
use crate::route::Route;

impl Session {
    /// Makes a workbook from a file and goes there, when the part that reads workbooks is loaded.
    pub(super) fn import_file(self, file: Chosen) {
        /// Files of more bytes are read so long that it is said meanwhile.
        const LONG_FILE_BYTES: u64 = 4_000_000;
        let name = file.name();
        let opening = sentence(|m| m.home.opening, &[("file", &name)]);
        self.with_documents(move |session, documents| {
            if file.bytes() > LONG_FILE_BYTES {
                session.say(Weight::Done, opening.clone(), None);
            }
            leptos::task::spawn_local(async move {
                let made = session.made_of(documents, &name, file).await;
                session.unsay(&opening);
                match made {
                    Ok(made) => {
                        // Going to an address cannot fail.
                        let _ = Effect::Go(made).run();
                    }
                    Err(reason) => session.say(Weight::Attention, reason, None),
                }
            });
        });
    }

    async fn made_of(self, documents: Documents, name: &str, file: Chosen) -> Result<Route, Localized> {
        let read = from_parts(documents, file.as_file()).await;
        if let Some(document) = read.map_err(|reason| unreadable(name, &Localized::same(reason)))? {
            return Ok(self.adopt_new(document));
        }
        let text = file.text().await.map_err(|reason| unreadable(name, &Localized::same(reason)))?;
        self.open_file(documents, name, &text)
    }
}

/// The document of a file, read part by part; nothing where it is to be read as a whole, which tells why.
///
/// # Errors
/// Where the browser can't read the file, its own words.
pub(super) async fn from_parts(documents: Documents, file: &Blob) -> Result<Option<Box<dyn Document>>, String> {
    let mut parts = (documents.parts)();
    let feed = |count: usize, write: &dyn Fn(&mut [u8])| {
        write(parts.room(count).get_mut(..count).unwrap_or_default());
        parts.take(count)
    };
    let is_readable = in_parts(file, feed).await?;
    Ok(is_readable.then(|| parts.finish()).flatten())
}
