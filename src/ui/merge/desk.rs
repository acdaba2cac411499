//! What the dialog of a merge knows while it is open, and what it does.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use tandem_core::compare::{Conflict, Difference, Joining, joining, merge_choosing};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::Workbook;

use crate::browser::task::next_frame;
use crate::i18n::{Messages, fill, sentence};
use crate::session::{Copies, MergeWish, Session, Stamp};
use crate::ui::versions::as_open;

/// Questions that are listed at first, and how many more each time.
pub(super) const LISTED: usize = 100;

/// What would come of a merge.
#[derive(Clone)]
pub(super) struct Told {
    /// What is asked.
    pub(super) questions: Arc<Vec<Conflict>>,
    /// What joins by itself, from either side.
    pub(super) from_mine: Difference,
    pub(super) from_theirs: Difference,
    /// When that was saved which both began with; nothing where it is not known.
    pub(super) base_ms: Option<u64>,
    /// What can't be taken over and why.
    pub(super) refused: Vec<Localized>,
    pub(super) is_same: bool,
}

/// How far the dialog is.
#[derive(Clone)]
pub(super) enum Stage {
    Comparing,
    Failed(Localized),
    Told(Told),
}

impl Stage {
    pub(super) const fn can_merge(&self) -> bool {
        matches!(self, Self::Told(_))
    }
}

/// The versions that are compared, as workbooks.
struct Versions {
    wish: MergeWish,
    copies: Copies,
    theirs: Workbook,
    base: Option<Workbook>,
}

/// What the dialog holds.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) session: Session,
    pub(super) stage: RwSignal<Stage>,
    /// The questions that are answered with the other version.
    pub(super) chosen: RwSignal<BTreeSet<usize>>,
    /// How many questions are listed.
    pub(super) listed: RwSignal<usize>,
    /// Why the merge was not done.
    pub(super) refused: RwSignal<Option<Localized>>,
    pub(super) is_busy: RwSignal<bool>,
    /// Whether the other version is a workbook of its own.
    pub(super) from_copy: RwSignal<bool>,
    /// What that one is called.
    pub(super) title: RwSignal<String>,
    versions: StoredValue<Option<Versions>, LocalStorage>,
}

impl Desk {
    pub(super) fn new(session: Session) -> Self {
        Self {
            session,
            stage: RwSignal::new(Stage::Comparing),
            chosen: RwSignal::new(BTreeSet::new()),
            listed: RwSignal::new(LISTED),
            refused: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            from_copy: RwSignal::new(false),
            title: RwSignal::new(String::new()),
            versions: StoredValue::new_local(None),
        }
    }

    /// Forgets what an earlier merge left, and compares.
    pub(super) fn begin(self) {
        self.stage.set(Stage::Comparing);
        self.chosen.set(BTreeSet::new());
        self.listed.set(LISTED);
        self.refused.set(None);
        self.is_busy.set(false);
        self.from_copy.set(self.session.merge_here().is_some_and(|wish| wish.from.is_some()));
        self.title.set(String::new());
        self.look(Vec::new());
    }

    /// Compares anew, because something changed meanwhile. What was chosen stays where the question is the same.
    pub(super) fn look_again(self) {
        let chosen = self.chosen.get_untracked();
        let kept = self.stage.with_untracked(|stage| match stage {
            Stage::Told(told) => chosen.iter().filter_map(|place| told.questions.get(*place).cloned()).collect(),
            _ => Vec::new(),
        });
        self.stage.set(Stage::Comparing);
        self.refused.set(Some(sentence(|m| m.merge.changed, &[])));
        self.look(kept);
    }

    /// Compares, and answers questions as those were answered that are kept.
    fn look(self, kept: Vec<Conflict>) {
        let Some(wish) = self.session.merge_here() else { return };
        leptos::task::spawn_local(async move {
            // First the dialog is drawn.
            next_frame().await;
            let stage = match self.compared(&wish).await {
                Ok(told) => {
                    let is_kept = |question: &Conflict| kept.iter().any(|kept| is_same_question(kept, question));
                    let places = told.questions.iter().enumerate().filter(|(_, question)| is_kept(question));
                    self.chosen.set(places.map(|(place, _)| place).collect());
                    Stage::Told(told)
                }
                Err(reason) => Stage::Failed(reason),
            };
            // The wish may be another one by then, which compares for itself.
            if self.session.merge_wish().get_untracked().as_ref() == Some(&wish) {
                self.stage.set(stage);
            }
        });
    }

    async fn compared(self, wish: &MergeWish) -> Result<Told, Localized> {
        if self.session.viewer().is_some() {
            return Err(sentence(|m| m.merge.party, &[]));
        }
        let copies = self.session.copies(wish).await?;
        self.title.set(copies.theirs.stamp.title.clone());
        let theirs = as_open(self.session, &copies.theirs.file)?;
        // What can't be read any more is as good as unknown.
        let base = copies.base.as_ref().and_then(|base| as_open(self.session, &base.file).ok());
        let base_ms = base.as_ref().and(copies.base.as_ref()).map(|base| base.stamp.saved_ms);
        let found = self.session.with(|mine| joining(base.as_ref(), mine, &theirs));
        let found = found.ok_or_else(|| sentence(|m| m.merge.absent, &[]))?;
        self.versions.set_value(Some(Versions { wish: wish.clone(), copies, theirs, base }));
        let is_same = found.is_same();
        let Joining { merge, from_mine, from_theirs } = found;
        let questions = Arc::new(merge.conflicts);
        Ok(Told { questions, from_mine, from_theirs, base_ms, refused: merge.refused, is_same })
    }

    /// Whether another version than this one is shown as that of the other tab.
    pub(super) fn shows_other_than(self, theirs: &Stamp) -> bool {
        let is_other =
            |versions: &Versions| versions.wish.from.is_none() && !versions.copies.theirs.stamp.is_same_write(theirs);
        self.session.merge_here().is_some()
            && self.stage.with_untracked(Stage::can_merge)
            && self.versions.with_value(|versions| versions.as_ref().is_some_and(is_other))
    }

    /// Answers all questions with the one or the other version.
    pub(super) fn choose_all(self, takes_theirs: bool) {
        let count = self.stage.with_untracked(|stage| match stage {
            Stage::Told(told) => told.questions.len(),
            _ => 0,
        });
        self.chosen.set(if takes_theirs { (0..count).collect() } else { BTreeSet::new() });
    }

    /// How many questions are answered with the other version, in words.
    pub(super) fn chosen_words(self, language: Language) -> Option<String> {
        let all = self.stage.with(|stage| match stage {
            Stage::Told(told) => told.questions.len(),
            _ => 0,
        });
        let count = self.chosen.with(BTreeSet::len);
        let places = [("count", &*count.to_string()), ("all", &*all.to_string())];
        (all > 0).then(|| fill(Messages::of(language).merge.chosen, &places))
    }

    /// Merges as it was chosen.
    pub(super) fn merge(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.refused.set(None);
        leptos::task::spawn_local(async move {
            next_frame().await;
            match self.merged() {
                Ok(true) => self.versions.set_value(None),
                Ok(false) => self.look_again(),
                Err(reason) => self.refused.set(Some(reason)),
            }
            self.is_busy.set(false);
        });
    }

    /// Merges; gives whether what was asked is still what there is to ask.
    fn merged(self) -> Result<bool, Localized> {
        let Stage::Told(Told { questions, .. }) = self.stage.get_untracked() else { return Ok(true) };
        let chosen = self.chosen.get_untracked();
        let found = self.versions.with_value(|versions| {
            let Versions { wish, copies, theirs, base } = versions.as_ref()?;
            let merge = self.session.with(|mine| merge_choosing(base.as_ref(), mine, theirs, &chosen))?;
            Some((merge, wish.clone(), copies.theirs.clone()))
        });
        let (merge, wish, theirs) = found.ok_or_else(|| sentence(|m| m.merge.absent, &[]))?;
        let is_as_asked = merge.conflicts.len() == questions.len()
            && merge.conflicts.iter().zip(&*questions).all(|(now, then)| is_same_place(now, then));
        if is_as_asked {
            let edit = (!merge.edits.is_empty()).then(|| merge.edit());
            self.session.merge(&wish, &theirs, edit)?;
        }
        Ok(is_as_asked)
    }

    pub(super) fn close(self) {
        self.session.merge_wish().set(None);
        self.versions.set_value(None);
    }
}

fn is_same_place(one: &Conflict, other: &Conflict) -> bool {
    (one.kind, one.at) == (other.kind, other.at)
}

/// Whether both ask for the same choice: then it need not be made twice.
fn is_same_question(one: &Conflict, other: &Conflict) -> bool {
    is_same_place(one, other) && (&one.name, &one.mine, &one.theirs) == (&other.name, &other.mine, &other.theirs)
}
