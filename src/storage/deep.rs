//! The second slot of every workbook: the browser's database, IndexedDB.
//!
//! It is there for two reasons. A browser that is killed loses what `localStorage` took in its last seconds, even minutes
//! where there were many writes, because it hands that to the system when it likes; what the database took, the system has a
//! moment later, and of what stands nowhere else, the disk. And the database takes workbooks that are larger than `localStorage` as a whole.
//!
//! Stamp and file of a workbook change together or not at all. A write looks at what stands there in the same transaction,
//! for which other tabs wait, so that no tab writes over what it has not seen.

use wasm_bindgen::JsValue;

use super::versions::{HEADS, VERSIONS};
use super::{Entry, Listed, Stamp, StoreError};
use crate::browser::database::{self, Database, Transaction};
use crate::browser::files::{Blob, Bundle};
use crate::browser::thrown;

/// Identity to what is known of the workbook.
const STAMPS: &str = "stamps";
/// Identity to the bytes of the workbook's file.
const FILES: &str = "files";
/// What could not be read: bytes under keys of their own, which are never written again.
const ASIDE: &str = "aside";

/// The tables that a write of a workbook concerns.
const TABLES: &[&str] = &[STAMPS, FILES, ASIDE];

/// The database of this browser for this origin.
#[derive(Clone, Debug)]
pub struct DeepStore(pub(super) Database);

/// How a write ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is stored.
    Stored,
    /// A later write stands there already, which builds upon this one.
    Later,
    /// Another write stands there, of which this one knows nothing. It stays.
    Other(Stamp),
}

impl DeepStore {
    /// The name of the app's database.
    pub const NAME: &'static str = "tandem";

    /// Opens the database of a name.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] where the browser gives the page none; otherwise as it refuses.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let database = Database::open(name, &[STAMPS, FILES, ASIDE, HEADS, VERSIONS]).await;
        database.map(Self).map_err(|_| StoreError::Blocked)
    }

    /// What is known of the workbooks that stand there; a stamp of revision 0 where it can't be read.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn list(&self) -> Result<Vec<Listed>, StoreError> {
        let all = async {
            let transaction = self.0.reading(&[STAMPS]).await?;
            let keys = transaction.keys(STAMPS).await?;
            Ok((keys, transaction.values(STAMPS).await?))
        };
        let (keys, values) = all.await.map_err(|error| refusal(&error))?;
        let listed = |(id, value): (String, JsValue)| Listed { id, stamp: stamp_of(&value).unwrap_or_default() };
        Ok(keys.into_iter().zip(values).map(listed).collect())
    }

    /// Reads a workbook; nothing when there is none of this identity.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] with the stored text where that is no entry; otherwise as the browser refuses.
    pub async fn load(&self, id: &str) -> Result<Option<Entry>, StoreError> {
        let both = async {
            let transaction = self.0.reading(&[STAMPS, FILES]).await?;
            let stamp = transaction.get(STAMPS, id).await?;
            Ok((stamp, transaction.get(FILES, id).await?))
        };
        let (stamp, file) = both.await.map_err(|error| refusal(&error))?;
        if stamp.is_undefined() && file.is_undefined() {
            return Ok(None);
        }
        let bytes = database::content_of(&file).await.map_err(|error| refusal(&error))?;
        match (stamp_of(&stamp), bytes.map(String::from_utf8)) {
            (Some(stamp), Some(Ok(file))) => Ok(Some(Entry { stamp, file })),
            (_, Some(Ok(file))) => Err(StoreError::Unreadable(file)),
            (_, Some(Err(error))) => {
                Err(StoreError::Unreadable(String::from_utf8_lossy(error.as_bytes()).into_owned()))
            }
            (_, None) => Err(StoreError::Unreadable(stamp.as_string().unwrap_or_default())),
        }
    }

    /// The stamp of a workbook whose file is kept as one of the browser, because it is long, with that; nothing for any other.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn long_file(&self, id: &str) -> Result<Option<(Stamp, Blob)>, StoreError> {
        let both = async {
            let transaction = self.0.reading(&[STAMPS, FILES]).await?;
            let stamp = transaction.get(STAMPS, id).await?;
            Ok((stamp, transaction.get(FILES, id).await?))
        };
        let (stamp, file) = both.await.map_err(|error: JsValue| refusal(&error))?;
        Ok(stamp_of(&stamp).zip(database::file_of(&file).cloned()))
    }

    /// Writes a workbook over one that it builds upon. What can't be read is put aside first, in the same step.
    ///
    /// # Errors
    /// [`StoreError::Full`] where there is no room; otherwise as the browser refuses. What was stored before is then still
    /// there.
    pub async fn save(&self, id: &str, entry: &Entry) -> Result<Kept, StoreError> {
        self.save_in(id, &entry.stamp, &stored(&entry.file)?, self.0.writing(TABLES).await).await
    }

    /// As [`Self::save`] for what no other storage takes: it is stored only when the disk has it.
    ///
    /// # Errors
    /// As [`Self::save`].
    pub async fn save_only_copy(&self, id: &str, entry: &Entry) -> Result<Kept, StoreError> {
        self.save_in(id, &entry.stamp, &stored(&entry.file)?, self.0.writing_through(TABLES).await).await
    }

    /// As [`Self::save_only_copy`] for a file whose texts the browser holds already.
    ///
    /// # Errors
    /// As [`Self::save`].
    pub async fn save_file(&self, id: &str, stamp: &Stamp, file: &Bundle) -> Result<Kept, StoreError> {
        let file = as_file(file)?;
        let end = self.save_in(id, stamp, &file, self.0.writing_through(TABLES).await).await;
        if !matches!(end, Err(StoreError::Refused(_))) {
            return end;
        }
        // A window that leaves no traces may take bytes and no files.
        let bytes = database::content_of(&file).await.map_err(|error| refusal(&error))?;
        let bytes = database::bytes(&bytes.unwrap_or_default());
        self.save_in(id, stamp, &bytes, self.0.writing_through(TABLES).await).await
    }

    async fn save_in(
        &self,
        id: &str,
        stamp: &Stamp,
        file: &JsValue,
        transaction: Result<Transaction, JsValue>,
    ) -> Result<Kept, StoreError> {
        let done = async {
            let transaction = transaction?;
            let before = transaction.get(STAMPS, id).await?;
            match stamp_of(&before) {
                Some(there) if stamp.is_same_write(&there) || stamp.builds_upon(&there) => {
                    // What this tab wrote itself was whole.
                    if there.writer != stamp.writer && !holds_text(&transaction, id).await? {
                        put_aside(&transaction, id).await?;
                    }
                }
                Some(there) if there.builds_upon(stamp) => return Ok(Kept::Later),
                Some(there) => return Ok(Kept::Other(there)),
                None if before.is_undefined() => {}
                None => put_aside(&transaction, id).await?,
            }
            let record = serde_json::to_string(stamp).map_err(|error| database::text(&error.to_string()))?;
            transaction.put(FILES, id, file)?;
            transaction.put(STAMPS, id, &database::text(&record))?;
            transaction.done().await?;
            Ok(Kept::Stored)
        };
        done.await.map_err(|error: JsValue| refusal(&error))
    }

    /// Removes a workbook; one that can't be read is put aside.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn remove(&self, id: &str) -> Result<(), StoreError> {
        let done = async {
            let transaction = self.0.writing(&[STAMPS, FILES, ASIDE]).await?;
            let stamp = transaction.get(STAMPS, id).await?;
            let is_damaged = stamp_of(&stamp).is_none() && !stamp.is_undefined();
            if is_damaged || !holds_text(&transaction, id).await? {
                put_aside(&transaction, id).await?;
            }
            transaction.remove(STAMPS, id)?;
            transaction.remove(FILES, id)?;
            transaction.done().await
        };
        done.await.map_err(|error: JsValue| refusal(&error))
    }

    /// The bytes of a workbook's file as they are, also where they are no text; nothing where there are none.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn file_bytes(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let file = async { self.0.reading(&[FILES]).await?.get(FILES, id).await };
        let file = file.await.map_err(|error: JsValue| refusal(&error))?;
        database::content_of(&file).await.map_err(|error| refusal(&error))
    }

    /// How many bytes a workbook's file has; none where there is no workbook.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn bytes_of(&self, id: &str) -> Result<u64, StoreError> {
        let file = async { self.0.reading(&[FILES]).await?.get(FILES, id).await };
        let file = file.await.map_err(|error: JsValue| refusal(&error))?;
        Ok(database::count_of(&file))
    }

    /// What was put aside: the name and the bytes of each.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn kept_aside(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let all = async {
            let transaction = self.0.reading(&[ASIDE]).await?;
            let keys = transaction.keys(ASIDE).await?;
            Ok((keys, transaction.values(ASIDE).await?))
        };
        let (keys, values) = all.await.map_err(|error: JsValue| refusal(&error))?;
        let mut kept = Vec::new();
        for (key, value) in keys.into_iter().zip(values) {
            let Some((stamp, file)) = database::both_of(&value) else { continue };
            let bytes = database::content_of(&file).await.map_err(|error| refusal(&error))?;
            let Some(bytes) = bytes.or_else(|| stamp.as_string().map(String::into_bytes)) else { continue };
            kept.push((key.rsplit_once('.').map_or(&*key, |(name, _)| name).to_owned(), bytes));
        }
        Ok(kept)
    }

    /// Keeps bytes aside under the first free key of a name, unless they are there already.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn set_aside(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        if self.kept_aside().await?.iter().any(|(known, kept)| known == name && kept == bytes) {
            return Ok(());
        }
        let done = async {
            let transaction = self.0.writing(&[ASIDE]).await?;
            let key = free_key(&transaction, name).await?;
            transaction.put(ASIDE, &key, &database::pair(&JsValue::UNDEFINED, &database::bytes(bytes)))?;
            transaction.done().await
        };
        done.await.map_err(|error: JsValue| refusal(&error))
    }

    /// Gives what stands under an identity one of its own, so that both it and another write can stay.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn rename(&self, id: &str, new_id: &str) -> Result<(), StoreError> {
        let done = async {
            let transaction = self.0.writing(&[STAMPS, FILES]).await?;
            for table in [STAMPS, FILES] {
                let value = transaction.get(table, id).await?;
                transaction.put(table, new_id, &value)?;
                transaction.remove(table, id)?;
            }
            transaction.done().await
        };
        done.await.map_err(|error: JsValue| refusal(&error))
    }
}

/// The first key under which nothing of a name was put aside.
async fn free_key(transaction: &Transaction, id: &str) -> Result<String, JsValue> {
    let keys = transaction.keys(ASIDE).await?;
    let mut number = 1u32;
    loop {
        let key = format!("{id}.{number}");
        if !keys.contains(&key) {
            return Ok(key);
        }
        // The table holds a bounded number of keys, so that a free number is found.
        number = number.saturating_add(1);
    }
}

/// A text as it is stored: a long one as a file of the browser, because one value takes no more than about 130 million bytes.
fn stored(text: &str) -> Result<JsValue, StoreError> {
    const LONG_BYTES: usize = 16 * 1024 * 1024;
    if text.len() < LONG_BYTES {
        return Ok(database::bytes(text.as_bytes()));
    }
    let mut file = Bundle::default();
    file.add(&[text]).map_err(StoreError::Refused)?;
    as_file(&file)
}

/// Texts as they are stored where they are long.
fn as_file(texts: &Bundle) -> Result<JsValue, StoreError> {
    texts.file("application/json").map(JsValue::from).map_err(StoreError::Refused)
}

/// Whether the file of a workbook is a text, or not there. A file of the browser was made of texts; the steps of a transaction do not wait
/// for what is in it.
async fn holds_text(transaction: &Transaction, id: &str) -> Result<bool, JsValue> {
    let file = transaction.get(FILES, id).await?;
    Ok(database::file_of(&file).is_some()
        || database::bytes_of(&file).is_none_or(|bytes| str::from_utf8(&bytes).is_ok()))
}

/// Keeps the bytes of a workbook that can't be read under the first free key.
async fn put_aside(transaction: &Transaction, id: &str) -> Result<(), JsValue> {
    let key = free_key(transaction, id).await?;
    let (stamp, file) = (transaction.get(STAMPS, id).await?, transaction.get(FILES, id).await?);
    transaction.put(ASIDE, &key, &database::pair(&stamp, &file))
}

fn stamp_of(value: &JsValue) -> Option<Stamp> {
    serde_json::from_str(&value.as_string()?).ok()
}

/// Why the browser did not do it.
pub(super) fn refusal(error: &JsValue) -> StoreError {
    let name = thrown::name(error);
    if name == "QuotaExceededError" { StoreError::Full } else { StoreError::Refused(thrown::words(error)) }
}
