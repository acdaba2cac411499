//! When to write, and when to stop: one workbook's way into the store.
//!
//! It holds no timer: the session asks how long to wait and calls back, so that tests turn the clock by hand. It never
//! writes over what another tab wrote: it stops and waits for a person to choose.

use super::deep::Kept;
use super::pace::Pace;
use super::seen::Seen;
use super::{Entry, Pressing, Stamp, Store, StoreError, Write};

/// Quiet after the last change before it is written: short enough that a killed tab loses nothing that was typed a
/// second ago, long enough that a slider's drag is one write.
pub const QUIET_MS: u64 = 400;
/// The longest that a change waits while others follow it: a tab that is killed in the middle of work loses a second.
pub const LONGEST_WAIT_MS: u64 = 1_000;
/// How often a write that was refused is tried again without being asked: room may come from where nothing tells of it.
pub const RETRY_MS: u64 = 10_000;

/// A file of more bytes has no room even in a storage that holds nothing else: browsers give a page about five million
/// characters.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;

/// How the open workbook stands with the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is stored, since this moment (milliseconds since 1970).
    Saved {
        /// When it was stored.
        at_ms: u64,
    },
    /// A change waits to be written.
    Pending,
    /// The store refused; work goes on in memory and the next change tries again.
    Failed(StoreError),
    /// Everything is in the memory of the tab only, because the browser gives the page no storage.
    TabOnly,
    /// Another tab wrote the same workbook; nothing is written until a person has chosen.
    Conflict {
        /// What the other tab stored.
        theirs: Stamp,
    },
}

/// What is stored of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// What its stamp says of it.
    pub about: About,
    /// The workbook as a file.
    pub file: String,
}

/// What the stamp of a workbook says of what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: String,
    /// The template it was made from.
    pub template: Option<String>,
    /// What of its decisions presses.
    pub pressing: Option<Pressing>,
}

impl About {
    /// Has a stamp say it.
    pub fn tell(self, stamp: &mut Stamp) {
        (stamp.title, stamp.template, stamp.pressing) = (self.title, self.template, self.pressing);
    }
}

/// One workbook's way into the store.
#[derive(Clone, Debug)]
pub struct Autosave {
    id: String,
    writer: String,
    /// The write that this tab last read or made; with count 0 before the first one.
    known: Stamp,
    /// The files of the latest writes that what is open builds upon.
    seen: Seen,
    /// Since when a change waits, on the steady clock.
    waiting_since_ms: Option<u64>,
    /// The write that is on its way to the larger storage, as the only place that takes it.
    on_its_way: Option<Stamp>,
    /// Whether something changed since that write was made.
    changed_since: bool,
    /// How long writing a large workbook takes.
    pace: Pace,
    state: SaveState,
}

impl Autosave {
    /// For a workbook that was just made and is not stored yet.
    #[must_use]
    pub fn for_new(id: impl Into<String>, writer: impl Into<String>) -> Self {
        Self::at(id.into(), writer.into(), Stamp::default(), SaveState::Pending)
    }

    /// For a workbook that was read from the store.
    #[must_use]
    pub fn for_stored(id: impl Into<String>, writer: impl Into<String>, entry: &Entry, store: &dyn Store) -> Self {
        let mut autosave = Self::for_stored_long(id, writer, entry.stamp.clone(), store);
        autosave.seen.note(entry);
        autosave
    }

    /// As [`Self::for_stored`] for a workbook whose file is too long to be held.
    #[must_use]
    pub fn for_stored_long(id: impl Into<String>, writer: impl Into<String>, stamp: Stamp, store: &dyn Store) -> Self {
        let rest = Self::rest(stamp.saved_ms, store);
        Self::at(id.into(), writer.into(), stamp, rest)
    }

    fn at(id: String, writer: String, known: Stamp, state: SaveState) -> Self {
        Self {
            id,
            writer,
            known,
            seen: Seen::default(),
            waiting_since_ms: None,
            on_its_way: None,
            changed_since: false,
            pace: Pace::of(0, 0),
            state,
        }
    }

    fn rest(at_ms: u64, store: &dyn Store) -> SaveState {
        if store.outlives_tab() { SaveState::Saved { at_ms } } else { SaveState::TabOnly }
    }

    /// The workbook's identity.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// How the workbook stands with the store.
    #[must_use]
    pub const fn state(&self) -> &SaveState {
        &self.state
    }

    /// Whether something would be lost if the tab went away now.
    #[must_use]
    pub const fn is_unsaved(&self) -> bool {
        matches!(self.state, SaveState::Pending | SaveState::Failed(_) | SaveState::Conflict { .. })
    }

    /// Notes a change and says how many milliseconds to wait before [`Self::write`]. `now_ms` is of a clock that never
    /// jumps back. Nothing when there is no point in writing before a person has chosen between two versions.
    pub fn changed(&mut self, now_ms: u64) -> Option<u64> {
        if matches!(self.state, SaveState::Conflict { .. }) {
            return None;
        }
        if !matches!(self.state, SaveState::Failed(_)) {
            self.state = SaveState::Pending;
        }
        self.changed_since = true;
        let since_ms = *self.waiting_since_ms.get_or_insert(now_ms);
        let waited_ms = now_ms.saturating_sub(since_ms);
        Some(self.pace.wait_ms(now_ms, QUIET_MS.min(LONGEST_WAIT_MS.saturating_sub(waited_ms))))
    }

    /// Notes from when to when a large workbook was written, during which the page had less time for everything else.
    pub fn note_making(&mut self, begun_ms: u64, ended_ms: u64) {
        self.pace = Pace::of(begun_ms, ended_ms);
    }

    /// How long to wait before what came during a write is written.
    #[must_use]
    pub fn pause_ms(&self, now_ms: u64) -> u64 {
        self.pace.wait_ms(now_ms, QUIET_MS)
    }

    /// Writes what waits, and gives what the store was asked to take. `clock_ms` is the calendar's time, for the stamp; `make`
    /// gives what is stored.
    pub fn write(&mut self, store: &dyn Store, clock_ms: u64, make: impl FnOnce() -> Made) -> Option<Entry> {
        self.may_write(store).then(|| self.put(store, clock_ms, make()))
    }

    /// Begins the write of what waits into the larger storage without asking the store to take it: for what is longer than any takes.
    /// Its file is made from now on, and anew where [`Self::begins_anew`] says so; its end is told to [`Self::arrived`].
    pub fn send(&mut self, store: &dyn Store, clock_ms: u64, about: impl FnOnce() -> About) -> Option<Stamp> {
        self.may_write(store).then(|| {
            let stamp = self.stamp(clock_ms, about());
            // So long a file is not held a second time, for a merge that may never be.
            self.sent(&stamp);
            stamp
        })
    }

    /// Whether a write is the one that is on its way.
    #[must_use]
    pub fn is_sending(&self, stamp: &Stamp) -> bool {
        self.on_its_way.as_ref().is_some_and(|coming| coming.is_same_write(stamp))
    }

    /// Whether something changed since the file of the write that is on its way was begun, so that it is to be begun anew.
    pub fn begins_anew(&mut self) -> bool {
        std::mem::take(&mut self.changed_since)
    }

    /// Notes that what the store refused is on its way to the larger storage.
    pub fn sent(&mut self, stamp: &Stamp) {
        self.state = SaveState::Pending;
        self.changed_since = false;
        self.on_its_way = Some(stamp.clone());
    }

    /// Whether a write is on its way to the larger storage. What changes meanwhile is written after it.
    #[must_use]
    pub const fn is_on_its_way(&self) -> bool {
        self.on_its_way.is_some()
    }

    /// Notes how the write that was on its way ended.
    pub fn arrived(&mut self, end: Result<Kept, StoreError>) {
        let Some(stamp) = self.on_its_way.take() else { return };
        let at_ms = stamp.saved_ms;
        let state = match end {
            Ok(Kept::Stored | Kept::Later) => {
                self.known = stamp;
                if self.changed_since { SaveState::Pending } else { SaveState::Saved { at_ms } }
            }
            Ok(Kept::Other(theirs)) => SaveState::Conflict { theirs },
            Err(error) => SaveState::Failed(error),
        };
        // Another tab may have written meanwhile, which a person has to hear of all the same.
        if !matches!(self.state, SaveState::Conflict { .. }) {
            self.state = state;
        }
    }

    /// Notes how a second copy of what is stored came into the larger storage.
    pub fn copied(&mut self, kept: Kept) {
        if let Kept::Other(theirs) = kept
            && !self.knows(&theirs)
        {
            self.state = SaveState::Conflict { theirs };
        }
    }

    /// Whether a write is the one that this tab last saw, or part of it.
    fn knows(&self, stamp: &Stamp) -> bool {
        stamp.is_same_write(&self.known) || self.known.builds_upon(stamp)
    }

    /// Whether something waits that may be written. It may not where another tab wrote, or where bytes that can't be read
    /// stand in its place and can't be kept elsewhere.
    fn may_write(&mut self, store: &dyn Store) -> bool {
        let waits = matches!(self.state, SaveState::Pending | SaveState::Failed(_));
        if !waits || self.is_on_its_way() {
            return false;
        }
        self.waiting_since_ms = None;
        let found = match store.load(&self.id) {
            Ok(entry) => entry.map(|entry| entry.stamp),
            Err(StoreError::Elsewhere(stamp)) => Some(stamp),
            Err(error) if Self::kept_aside(store, &self.id, &error) => None,
            Err(error) => {
                self.state = SaveState::Failed(error);
                return false;
            }
        };
        match found {
            Some(theirs) if !self.knows(&theirs) => {
                self.state = SaveState::Conflict { theirs };
                false
            }
            // Deleted in another tab while this one goes on: what is here is the only copy, so it is written.
            _ => true,
        }
    }

    /// Notes that the workbook is too large for any store, so that nothing was tried.
    pub fn note_too_large(&mut self) {
        if matches!(self.state, SaveState::Pending | SaveState::Failed(_)) && !self.is_on_its_way() {
            self.waiting_since_ms = None;
            self.state = SaveState::Failed(StoreError::TooLarge);
        }
    }

    /// Whether the store refused, and may have room another time though the workbook stays as it is.
    #[must_use]
    pub const fn may_be_retried(&self) -> bool {
        matches!(&self.state, SaveState::Failed(error) if !matches!(error, StoreError::TooLarge))
    }

    /// Whether changes wait that nothing is under way for, as those that came while a write was.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        matches!(self.state, SaveState::Pending) && !self.is_on_its_way()
    }

    /// Writes this tab's version over the other's: a person chose "mine". Gives what the store was asked to take.
    pub fn write_over(&mut self, store: &dyn Store, clock_ms: u64, made: Made) -> Option<Entry> {
        let SaveState::Conflict { theirs } = &self.state else { return None };
        let (mine, theirs) = (self.lineage(), theirs.clone());
        self.known = theirs;
        // What this tab wrote before may stand in the other storage, and must not come back from there as somebody else's.
        self.known.build_upon(mine);
        self.on_its_way = None;
        Some(self.put(store, clock_ms, made))
    }

    /// What this tab has seen or written of the workbook, in whichever storage it stands.
    #[must_use]
    pub fn lineage(&self) -> Vec<Write> {
        let Some(coming) = &self.on_its_way else { return self.known.lineage() };
        let mut seen = coming.clone();
        seen.build_upon(self.known.lineage());
        seen.lineage()
    }

    /// Notes that what is written next takes the place of other writes, too.
    pub fn build_upon(&mut self, writes: Vec<Write>) {
        self.known.build_upon(writes);
    }

    /// The latest write that both this tab's version and another tab's began with, with its file; nothing where that is not
    /// known here.
    #[must_use]
    pub fn common_with(&self, theirs: &Stamp) -> Option<&Entry> {
        self.seen.common_with(theirs)
    }

    /// Notes that another tab's version was brought into this one: the next write builds upon both.
    pub fn joined(&mut self, theirs: &Entry) {
        let mine = self.lineage();
        self.known = theirs.stamp.clone();
        self.known.build_upon(mine);
        self.seen.note(theirs);
        self.on_its_way = None;
        self.state = SaveState::Pending;
    }

    fn entry(&mut self, clock_ms: u64, Made { about, file }: Made) -> Entry {
        let entry = Entry { stamp: self.stamp(clock_ms, about), file };
        self.seen.note(&entry);
        entry
    }

    /// The stamp of the next write.
    fn stamp(&self, clock_ms: u64, about: About) -> Stamp {
        let builds_on = self.known.lineage();
        // No two writes of a tab may have the same number, also where another tab counts fewer.
        let revision = builds_on.iter().map(|write| write.revision).max().unwrap_or_default().saturating_add(1);
        let mut stamp =
            Stamp { revision, writer: self.writer.clone(), saved_ms: clock_ms, builds_on, ..Stamp::default() };
        about.tell(&mut stamp);
        stamp
    }

    fn put(&mut self, store: &dyn Store, clock_ms: u64, made: Made) -> Entry {
        let entry = self.entry(clock_ms, made);
        self.state = match store.save(&self.id, &entry) {
            Ok(()) => {
                self.known = entry.stamp.clone();
                Self::rest(clock_ms, store)
            }
            Err(StoreError::Full) if entry.file.len() > MOST_BYTES => SaveState::Failed(StoreError::TooLarge),
            Err(error) => SaveState::Failed(error),
        };
        entry
    }

    /// Whether bytes that can't be read are safely kept elsewhere, so that their place may be written.
    fn kept_aside(store: &dyn Store, id: &str, error: &StoreError) -> bool {
        match error {
            StoreError::Unreadable(text) => store.set_aside(id, text).is_ok(),
            _ => false,
        }
    }

    /// Looks whether another tab wrote the workbook. With nothing unsaved here, gives the newer entry to show;
    /// otherwise the state becomes a conflict. It is one too when both tabs wrote at the same moment, each without
    /// having seen the other: then what this tab saved is no longer what is stored.
    pub fn look(&mut self, store: &dyn Store) -> Option<Entry> {
        let entry = store.load(&self.id).ok().flatten()?;
        if self.knows(&entry.stamp) {
            return None;
        }
        if self.is_unsaved() || !entry.stamp.builds_upon(&self.known) {
            self.state = SaveState::Conflict { theirs: entry.stamp };
            return None;
        }
        Some(entry)
    }
    /// Looks whether another tab wrote the workbook into the larger storage, as [`Self::look`] does for the store. With
    /// nothing unsaved here, the newer entry is to be fetched from there.
    pub fn is_newer_elsewhere(&mut self, store: &dyn Store) -> bool {
        match store.load(&self.id) {
            Err(StoreError::Elsewhere(stamp)) if !self.knows(&stamp) => {
                let takes_over = !self.is_unsaved() && stamp.builds_upon(&self.known);
                if !takes_over {
                    self.state = SaveState::Conflict { theirs: stamp };
                }
                takes_over
            }
            _ => false,
        }
    }
}
