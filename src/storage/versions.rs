//! Named versions: what a workbook was when a person kept it, beside the workbook in the browser's database.
//!
//! Each stands under the workbook's identity and one of its own. What is told of it and its file change together or not at all.

use std::collections::BTreeSet;

use leptos::wasm_bindgen::JsValue;
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::deep::{DeepStore, refusal};
use crate::browser::database::{self, Transaction};
use crate::browser::random;

/// Key of a version to what is told of it.
pub(super) const HEADS: &str = "version-heads";
/// Key of a version to the bytes of its file.
pub(super) const VERSIONS: &str = "versions";

/// What is told of a version without reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What the person called it.
    pub name: String,
    /// When it was kept, in milliseconds since 1970 (UTC).
    pub kept_ms: u64,
}

/// A version that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its identity among the versions of its workbook.
    pub id: String,
    /// What is told of it.
    pub head: Head,
}

fn key(workbook: &str, id: &str) -> String {
    format!("{workbook}/{id}")
}

fn head_of(value: &JsValue) -> Head {
    value.as_string().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn written(head: &Head) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(head).map_err(|error| database::text(&error.to_string()))?;
    Ok(database::text(&text))
}

async fn holds(
    transaction: &Transaction,
    workbook: &str,
    Version { id, head }: &Version,
    file: &[u8],
) -> Result<bool, JsValue> {
    let own = key(workbook, id);
    for key in transaction.keys_under(HEADS, &key(workbook, "")).await? {
        let is_meant = key == own || head_of(&transaction.get(HEADS, &key).await?) == *head;
        if is_meant && database::bytes_of(&transaction.get(VERSIONS, &key).await?).as_deref() == Some(file) {
            return Ok(true);
        }
    }
    Ok(false)
}

impl DeepStore {
    /// The versions of a workbook, the latest first.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn versions(&self, workbook: &str) -> Result<Vec<Version>, StoreError> {
        let start = key(workbook, "");
        let all = async {
            let transaction = self.0.reading(&[HEADS]).await?;
            let mut found = Vec::new();
            for key in transaction.keys_under(HEADS, &start).await? {
                if let Some(id) = key.strip_prefix(&start) {
                    let head = head_of(&transaction.get(HEADS, &key).await?);
                    found.push(Version { id: id.to_owned(), head });
                }
            }
            Ok(found)
        };
        let mut found = all.await.map_err(|error: JsValue| refusal(&error))?;
        found.sort_by(|a, b| (b.head.kept_ms, &b.id).cmp(&(a.head.kept_ms, &a.id)));
        Ok(found)
    }

    /// The file of a version; nothing where there is none.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] where what stands there is no text; otherwise as the browser refuses.
    pub async fn version_file(&self, workbook: &str, id: &str) -> Result<Option<String>, StoreError> {
        let key = key(workbook, id);
        let found = async { self.0.reading(&[VERSIONS]).await?.get(VERSIONS, &key).await };
        let found = found.await.map_err(|error: JsValue| refusal(&error))?;
        let Some(bytes) = database::bytes_of(&found) else { return Ok(None) };
        let text = String::from_utf8(bytes);
        text.map(Some).map_err(|error| StoreError::Unreadable(String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// The bytes of a version's file as they are; nothing where there is none.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn version_bytes(&self, workbook: &str, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let key = key(workbook, id);
        let found = async { self.0.reading(&[VERSIONS]).await?.get(VERSIONS, &key).await };
        let found = found.await.map_err(|error: JsValue| refusal(&error))?;
        Ok(database::bytes_of(&found))
    }

    /// Whether a workbook has a version: of the same identity, or of another with the same name and moment, and in either case
    /// with the same bytes.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn has_version(&self, workbook: &str, version: &Version, file: &[u8]) -> Result<bool, StoreError> {
        let found = async { holds(&self.0.reading(&[HEADS, VERSIONS]).await?, workbook, version, file).await };
        found.await.map_err(|error: JsValue| refusal(&error))
    }

    /// Keeps a version unless the workbook has it, and gives whether it had not. Another one of its identity stays.
    ///
    /// # Errors
    /// As [`Self::keep_versions`].
    pub async fn add_version(&self, workbook: &str, version: &Version, file: &[u8]) -> Result<bool, StoreError> {
        let done = async {
            let transaction = self.0.writing_through(&[HEADS, VERSIONS]).await?;
            if holds(&transaction, workbook, version, file).await? {
                return Ok(false);
            }
            let own = key(workbook, &version.id);
            let is_free = transaction.get(HEADS, &own).await?.is_undefined()
                && transaction.get(VERSIONS, &own).await?.is_undefined();
            let key = if is_free { own } else { key(workbook, &random::identity()) };
            transaction.put(VERSIONS, &key, &database::bytes(file))?;
            transaction.put(HEADS, &key, &written(&version.head)?)?;
            transaction.done().await?;
            Ok(true)
        };
        done.await.map_err(|error: JsValue| refusal(&error))
    }

    /// Keeps versions, each with the bytes of its file.
    ///
    /// # Errors
    /// [`StoreError::Full`] where there is no room; otherwise as the browser refuses. Then none of them is kept.
    pub async fn keep_versions(&self, workbook: &str, versions: &[(Version, Vec<u8>)]) -> Result<(), StoreError> {
        let done = async {
            // They stand nowhere else.
            let transaction = self.0.writing_through(&[HEADS, VERSIONS]).await?;
            for (Version { id, head }, file) in versions {
                let key = key(workbook, id);
                transaction.put(VERSIONS, &key, &database::bytes(file))?;
                transaction.put(HEADS, &key, &written(head)?)?;
            }
            transaction.done().await
        };
        done.await.map_err(|error: JsValue| refusal(&error))
    }

    /// Gives a version another name.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn rename_version(&self, workbook: &str, Version { id, head }: &Version) -> Result<(), StoreError> {
        let key = key(workbook, id);
        let done = async {
            let transaction = self.0.writing(&[HEADS]).await?;
            // One that another tab deleted meanwhile does not come back as a name without a file.
            if !transaction.get(HEADS, &key).await?.is_undefined() {
                transaction.put(HEADS, &key, &written(head)?)?;
            }
            transaction.done().await
        };
        done.await.map_err(|error: JsValue| refusal(&error))
    }

    /// How many bytes the versions of a workbook take.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn bytes_of_versions(&self, workbook: &str) -> Result<u64, StoreError> {
        let counted = async {
            let transaction = self.0.reading(&[VERSIONS]).await?;
            let mut bytes = 0_u64;
            for key in transaction.keys_under(VERSIONS, &key(workbook, "")).await? {
                bytes = bytes.saturating_add(database::count_of(&transaction.get(VERSIONS, &key).await?));
            }
            Ok(bytes)
        };
        counted.await.map_err(|error: JsValue| refusal(&error))
    }

    /// The workbooks of which versions are kept.
    ///
    /// # Errors
    /// As the browser refuses.
    pub async fn workbooks_with_versions(&self) -> Result<BTreeSet<String>, StoreError> {
        let keys = async { self.0.reading(&[HEADS]).await?.keys(HEADS).await };
        let keys = keys.await.map_err(|error: JsValue| refusal(&error))?;
        Ok(keys.iter().filter_map(|key| key.rsplit_once('/')).map(|(workbook, _)| workbook.to_owned()).collect())
    }

    /// Removes all versions of a workbook for good, and gives how many there were.
    ///
    /// # Errors
    /// As the browser refuses. Then all are still there.
    pub async fn drop_versions(&self, workbook: &str) -> Result<usize, StoreError> {
        let start = key(workbook, "");
        let done = async {
            let transaction = self.0.writing(&[HEADS, VERSIONS]).await?;
            let heads = transaction.keys_under(HEADS, &start).await?;
            for (table, keys) in [(VERSIONS, transaction.keys_under(VERSIONS, &start).await?), (HEADS, heads.clone())] {
                for key in keys {
                    transaction.remove(table, &key)?;
                }
            }
            transaction.done().await?;
            Ok(heads.len())
        };
        done.await.map_err(|error: JsValue| refusal(&error))
    }

    /// Takes versions away: one, or all of a workbook. Gives them, so that they can be put back.
    ///
    /// # Errors
    /// As the browser refuses. Then all are still there.
    pub async fn take_versions(
        &self,
        workbook: &str,
        only: Option<&str>,
    ) -> Result<Vec<(Version, Vec<u8>)>, StoreError> {
        let start = key(workbook, "");
        let done = async {
            let transaction = self.0.writing(&[HEADS, VERSIONS]).await?;
            let mut taken = Vec::new();
            for key in transaction.keys_under(HEADS, &start).await? {
                let Some(id) = key.strip_prefix(&start).filter(|id| only.is_none_or(|only| only == *id)) else {
                    continue;
                };
                let head = head_of(&transaction.get(HEADS, &key).await?);
                let file = database::bytes_of(&transaction.get(VERSIONS, &key).await?).unwrap_or_default();
                taken.push((Version { id: id.to_owned(), head }, file));
                transaction.remove(HEADS, &key)?;
                transaction.remove(VERSIONS, &key)?;
            }
            transaction.done().await?;
            Ok(taken)
        };
        done.await.map_err(|error: JsValue| refusal(&error))
    }
}
