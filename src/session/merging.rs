//! Bringing another version of the open workbook into it: that of another tab, which stored it meanwhile, or a copy that came
//! with a file or a link.
//!
//! The session hands out the files, and takes the merge as the one edit that it is. What a merge is and what it asks is the
//! business of core and of `ui/merge/`. Until that edit is done nothing is changed, so that a question can be left at any time.

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::text::Localized;

use super::{Command, Document, Offer, Opened, SaveState, Session, Weight};
use crate::i18n::sentence;
use crate::route::Route;
use crate::storage::{Entry, StoreError};

/// What a person wants to merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeWish {
    /// The identity of the workbook that takes the other version in.
    pub into: String,
    /// The identity of the workbook that is the other version; nothing for what another tab stored.
    pub from: Option<String>,
}

/// The files of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    /// The other version.
    pub theirs: Entry,
    /// What both began with, where that is known.
    pub base: Option<Entry>,
}

fn absent() -> Localized {
    sentence(|m| m.merge.absent, &[])
}

impl Session {
    /// What a person wants to merge, until it is done or left.
    #[must_use]
    pub const fn merge_wish(self) -> RwSignal<Option<MergeWish>> {
        self.merge_wish
    }

    /// What is to be merged into the workbook that is open; nothing while another one is.
    #[must_use]
    pub fn merge_here(self) -> Option<MergeWish> {
        let opened = self.opened.get();
        self.merge_wish.get().filter(|wish| opened == Opened::Workbook(wish.into.clone()))
    }

    /// Asks what a merge would do, where the workbook is that takes the other version in.
    pub(super) fn show_merge(self, wish: MergeWish) -> Option<super::Effect> {
        let is_open = self.open_id().as_ref() == Some(&wish.into);
        let route = Route::Workbook { id: wish.into.clone(), page: None, view: crate::route::View::Workbook };
        self.merge_wish.set(Some(wish));
        (!is_open).then_some(super::Effect::Go(route))
    }

    /// Forgets a merge whose workbook is left.
    pub(super) fn drop_merge_elsewhere(self, route: &Route) {
        let stays = |wish: &MergeWish| matches!(route, Route::Workbook { id, .. } if *id == wish.into);
        if self.merge_wish.with_untracked(|wish| wish.as_ref().is_some_and(|wish| !stays(wish))) {
            self.merge_wish.set(None);
        }
    }

    /// The files of a merge into the open workbook.
    ///
    /// # Errors
    /// Why they can't be had, as a sentence.
    pub async fn copies(self, wish: &MergeWish) -> Result<Copies, Localized> {
        let refused = |error: StoreError| Localized::from(error.text());
        if let Some(from) = &wish.from {
            let theirs = self.newest_of(from).await.map_err(refused)?.ok_or_else(absent)?;
            return Ok(Copies { theirs, base: None });
        }
        let Some(SaveState::Conflict { theirs }) = self.save_state.get_untracked() else { return Err(absent()) };
        let found = match self.deep_store() {
            Some(deep) if self.is_other_deep(&wish.into, &theirs) => deep.load(&wish.into).await,
            _ => self.load_anywhere(&wish.into).await,
        };
        let theirs = found.map_err(refused)?.ok_or_else(absent)?;
        let base = self.open.with_value(|open| open.as_ref()?.autosave.common_with(&theirs.stamp).cloned());
        Ok(Copies { theirs, base })
    }

    /// Merges: the edit that brings the other version in, which may be none, and saves both as the next write.
    ///
    /// # Errors
    /// Why the edit is refused, as a sentence; nothing is changed then.
    pub fn merge(self, wish: &MergeWish, theirs: &Entry, edit: Option<Edit>) -> Result<(), Localized> {
        if self.open_id().as_ref() != Some(&wish.into) {
            return Err(absent());
        }
        if let Some(edit) = edit {
            self.try_dispatch(Command::Edit(edit))?;
        }
        if wish.from.is_none() {
            self.open.update_value(|open| {
                if let Some(open) = open {
                    open.autosave.joined(theirs);
                }
            });
        }
        self.save_now();
        self.merge_wish.set(None);
        match &wish.from {
            None => self.say(Weight::Done, sentence(|m| m.merge.merged, &[]), None),
            Some(from) => {
                let title = theirs.stamp.title.clone();
                let text = sentence(|m| m.merge.merged_copy, &[("title", &title)]);
                self.notices
                    .update(|notices| notices.retain(|notice| notice.offer != Some(Offer::Merge(wish.clone()))));
                self.say(Weight::Attention, text, Some(Offer::DeleteCopy(from.clone())));
            }
        }
        Ok(())
    }

    /// A workbook of this browser that has the identity of one that comes from outside, and the latter's file.
    pub(super) fn twin_of(self, document: &dyn Document) -> Option<(String, String)> {
        let id = document.workbook().id();
        let is_stored =
            || self.with_deeper(self.store.with_value(|store| store.list())).iter().any(|line| line.id == id);
        (self.holds(id) || is_stored()).then(|| (id.to_owned(), document.file()))
    }

    /// Offers to merge a copy that was just opened into the workbook that was here before, where they differ.
    pub(super) fn offer_merge(self, (into, file): (String, String), copy: String) {
        leptos::task::spawn_local(async move {
            let Ok(Some(here)) = self.newest_of(&into).await else { return };
            // Local storage keeps no blank behind a file, the database does.
            if here.file.trim_end() != file.trim_end() {
                let text = sentence(|m| m.merge.already_here, &[("title", &here.stamp.title)]);
                let wish = MergeWish { into, from: Some(copy) };
                self.say(Weight::Attention, text, Some(Offer::Merge(wish)));
            }
        });
    }
}
