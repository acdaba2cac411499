//! The named versions of a backup: they come with their workbook, and none comes twice.

use tandem_core::file::backup::{Content, Told};
use tandem_core::text::Localized;

use super::restore::refused;
use super::survey::{Along, held};
use super::{Line, Restored, Session};
use crate::browser::files::Chosen;
use crate::browser::random;
use crate::browser::task::next_frame;
use crate::i18n::sentence;
use crate::storage::versions::{Head, Version};

/// A version as it is stored. One whose identity is no good one gets another.
fn version_of(told: &Told) -> Version {
    /// Letters of a name; a longer one was made to harm.
    const NAME: usize = 200;
    let id = told.good_id().map_or_else(random::identity, str::to_owned);
    let name = told.title.chars().take(NAME).collect();
    Version { id, head: Head { name, kept_ms: told.saved_ms } }
}

impl Session {
    /// Whether a workbook here has a version of a backup.
    ///
    /// # Errors
    /// Why the backup can't be read, as a sentence.
    pub(super) async fn has_version(self, chosen: &Chosen, workbook: &str, along: &Along) -> Result<bool, Localized> {
        let Content::Version(_, told, file) = held(chosen, along.place).await? else { return Ok(false) };
        let Some(deep) = self.deep_store() else { return Ok(false) };
        // What can't be compared is not here; keeping it looks once more.
        Ok(deep.has_version(workbook, &version_of(&told), file.as_bytes()).await.unwrap_or_default())
    }

    /// Keeps the versions of an entry for a workbook. Those that can't be kept are noted by name, and the rest is kept.
    pub(super) async fn restore_versions(self, chosen: &Chosen, line: &Line, workbook: &str, restored: &mut Restored) {
        for along in &line.versions {
            match self.restore_version(chosen, along, workbook).await {
                Ok(is_new) => restored.versions = restored.versions.saturating_add(usize::from(is_new)),
                Err(reason) => restored.failed.push((along.told.title.clone(), reason)),
            }
            next_frame().await;
        }
    }

    /// Keeps a version, unless it is there; gives whether it was not.
    async fn restore_version(self, chosen: &Chosen, along: &Along, workbook: &str) -> Result<bool, Localized> {
        let deep = self.deep_store().ok_or_else(|| sentence(|m| m.versions.no_database, &[]))?;
        match held(chosen, along.place).await? {
            Content::Version(_, told, file) if told == along.told => {
                deep.add_version(workbook, &version_of(&told), file.as_bytes()).await.map_err(refused)
            }
            _ => Err(sentence(|m| m.backup.changed_meanwhile, &[])),
        }
    }
}
