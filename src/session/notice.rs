//! Short messages at the edge of the page: what happened, and what can be done about it.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::{Update, set_timeout};
use tandem_core::text::Localized;

use super::{Command, MergeWish, Session};
use crate::i18n::Text;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something was done; it goes away by itself.
    Done,
    /// Something needs a person's attention; it stays until it is closed.
    Attention,
}

/// What a notice offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Put a deleted workbook back.
    PutBack(String),
    /// Put back the versions of a workbook that was put back without them.
    PutVersionsBack(String),
    /// Put back what restored workbooks replaced.
    PutBackReplaced(Vec<String>),
    /// Show what merging a copy into the workbook that was here before would do.
    Merge(MergeWish),
    /// Delete a copy that was merged.
    DeleteCopy(String),
    /// Save the open workbook as a file.
    Download,
    /// Reload the page with the new version of the program.
    TakeNewVersion,
}

impl Offer {
    /// The words of the button.
    #[must_use]
    pub const fn label(&self) -> Text {
        match self {
            Self::PutBack(_) => Text::new("Put back", "削除を取り消す"),
            Self::PutVersionsBack(_) => Text::new("Put its versions back", "バージョンを元に戻す"),
            Self::PutBackReplaced(_) => Text::new("Put back what stood before", "置き換えを取り消す"),
            Self::Merge(_) => Text::new("Merge the two…", "2 つを統合…"),
            Self::DeleteCopy(_) => Text::new("Delete the copy", "コピーを削除"),
            Self::Download => Text::new("Download a copy", "コピーをダウンロード"),
            Self::TakeNewVersion => Text::new("Save and reload", "保存して再読み込み"),
        }
    }

    /// What the button asks for.
    #[must_use]
    pub fn command(&self) -> Command {
        match self {
            Self::PutBack(id) => Command::Restore(id.clone()),
            Self::PutVersionsBack(id) => Command::PutVersionsBack(id.clone()),
            Self::PutBackReplaced(ids) => Command::PutBackReplaced(ids.clone()),
            Self::Merge(wish) => Command::ShowMerge(wish.clone()),
            Self::DeleteCopy(id) => Command::Delete(id.clone()),
            Self::Download => Command::DownloadWhole,
            Self::TakeNewVersion => Command::TakeNewVersion,
        }
    }
}

/// A short message with, at most, one thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: u32,
    /// How much it matters.
    pub weight: Weight,
    /// What it says.
    pub text: Localized,
    /// What can be done.
    pub offer: Option<Offer>,
}

impl Session {
    /// Says something at the edge of the page.
    pub fn say(self, weight: Weight, text: Localized, offer: Option<Offer>) {
        const SHOWN: std::time::Duration = std::time::Duration::from_secs(8);
        const MOST: usize = 4;
        /// Counts on, because a view that still shows a notice takes another one of its number for the same.
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let id = NUMBER.fetch_add(1, Ordering::Relaxed);
        self.notices.update(|notices| {
            notices.retain(|notice| notice.text != text);
            notices.push(Notice { id, weight, text, offer });
            let surplus = notices.len().saturating_sub(MOST);
            notices.drain(..surplus);
        });
        if weight == Weight::Done {
            set_timeout(
                move || {
                    self.notices.try_update(|notices| notices.retain(|notice| notice.id != id));
                },
                SHOWN,
            );
        }
    }

    /// Takes back what was said.
    pub fn unsay(self, text: &Localized) {
        self.notices.update(|notices| notices.retain(|notice| notice.text != *text));
    }
}
