//! The compiled formulas of a workbook in common storage: one entry for all cells whose formulas read the same relative to
//! them, as far as they come close to each other, and no allocation for each.
//!
//! Texts, trees, constants and references of all formulas stand in one list each, and an entry says where its own begin.
//! What a formula that is gone leaves behind is swept once it is half of everything.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use super::entry::{Entry, Formula, Span};
use super::error::{ParseError, Reason};
use super::parse::{self, Tree};
use super::recent::Recent;
use super::reference::Reference;
use super::scan::Scan;
use super::syntax::{NameId, Node, NodeId};
use crate::cell::Value;
use crate::growth::{make_room, make_room_in_text, push};
use crate::limits::MAX_FORMULA_CHARS;

/// Nodes of formulas that are gone before sweeping them is considered.
const LEAST_GARBAGE: usize = 4096;

/// Compiled formulas in common storage.
#[derive(Clone, Debug, Default)]
pub struct Library {
    pub(super) templates: String,
    pub(super) nodes: Vec<Node>,
    pub(super) arguments: Vec<NodeId>,
    pub(super) constants: Vec<Value>,
    pub(super) references: Vec<Reference>,
    pub(super) names: Vec<NameId>,
    entries: Vec<Entry>,
    free: Vec<u32>,
    /// The entries that were met lately.
    recent: Recent,
    /// Nodes of formulas that are gone.
    garbage: usize,
    /// How much there was of everything at a moment.
    mark: ([usize; 6], usize),
    /// Arguments of the calls that are being parsed.
    pub(super) pending: Vec<(NodeId, usize)>,
}

impl Library {
    /// No formula.
    pub const NONE: u32 = u32::MAX;

    /// The formula at an index.
    #[inline]
    #[must_use]
    pub fn get(&self, index: u32) -> Option<Formula<'_>> {
        let entry = self.entries.get(index as usize)?;
        if entry.users == 0 { None } else { Some(Formula { library: self, entry }) }
    }

    /// Remembers how much there is, for [`Self::reserve_since_mark`].
    pub fn mark(&mut self) {
        self.mark = (self.lengths(), self.entries.len());
    }

    /// Makes room for so many times what came since the mark: growing list by list would copy everything over and over.
    pub fn reserve_since_mark(&mut self, times: usize) {
        let (before, entries) = self.mark;
        let now = self.lengths();
        let mut grown = now.iter().zip(before).map(|(now, before)| times * now.saturating_sub(before));
        let mut next = || grown.next().unwrap_or_default();
        // Texts grow longer as their rows are numbered higher.
        let bytes = next();
        make_room_in_text(&mut self.templates, bytes + bytes / 8);
        make_room(&mut self.nodes, next());
        make_room(&mut self.arguments, next());
        make_room(&mut self.constants, next());
        make_room(&mut self.references, next());
        make_room(&mut self.names, next());
        let more = times * self.entries.len().saturating_sub(entries);
        make_room(&mut self.entries, more);
    }

    /// The index of a scanned formula, which is parsed only when it is not there yet; counts one user.
    ///
    /// # Errors
    /// The first place where the text stops being a formula, with what was expected.
    pub fn intern(&mut self, text: &str, scan: &Scan) -> Result<u32, ParseError> {
        let hash = hash(&scan.template, &scan.references, &scan.names);
        if let Some(index) = self.find(hash, &scan.template, &scan.references, &scan.names) {
            return Ok(index);
        }
        let lengths = self.lengths();
        make_room(&mut self.references, scan.references.len());
        make_room_in_text(&mut self.templates, scan.template.len());
        let tree = parse::parse(text, scan, self, None).inspect_err(|_| self.cut(lengths))?;
        self.templates.push_str(&scan.template);
        self.references.extend_from_slice(&scan.references);
        self.names.extend_from_slice(&scan.names);
        self.add(lengths, hash, tree).ok_or(TOO_LONG)
    }

    /// A library of one formula, and where in the text each of its nodes stands, in bytes.
    ///
    /// # Errors
    /// As [`Self::intern`].
    pub fn of_one(text: &str, scan: &Scan) -> Result<(Self, Vec<Range<usize>>), ParseError> {
        let mut library = Self::default();
        let mut places = Vec::with_capacity(scan.tokens.len());
        let lengths = library.lengths();
        let tree = parse::parse(text, scan, &mut library, Some(&mut places))?;
        library.templates.push_str(&scan.template);
        library.references.extend_from_slice(&scan.references);
        library.names.extend_from_slice(&scan.names);
        library.add(lengths, 0, tree).ok_or(TOO_LONG)?;
        Ok((library, places))
    }

    /// The index of a formula that differs from another only in its references; counts one user.
    pub fn with_references(&mut self, index: u32, references: &[Reference]) -> Option<u32> {
        let formula = self.get(index)?;
        let (template, names) = (formula.template().to_owned(), formula.names().to_vec());
        let hash = hash(&template, references, &names);
        if let Some(known) = self.find(hash, &template, references, &names) {
            return Some(known);
        }
        let entry = self.entries.get(index as usize)?.clone();
        let lengths = self.lengths();
        self.nodes.extend_from_within(entry.nodes.range());
        self.arguments.extend_from_within(entry.arguments.range());
        self.constants.extend_from_within(entry.constants.range());
        self.templates.push_str(&template);
        self.references.extend_from_slice(references);
        self.names.extend_from_slice(&names);
        self.add(lengths, hash, entry.tree)
    }

    fn find(&mut self, hash: u32, template: &str, references: &[Reference], names: &[NameId]) -> Option<u32> {
        let Self { recent, entries, templates, references: all_references, names: all_names, .. } = self;
        let index = recent.find(hash, |index| {
            let held = entries.get(index as usize).filter(|entry| entry.hash == hash && entry.users > 0);
            held.is_some_and(|known| {
                templates.get(known.template.range()) == Some(template)
                    && known.references.of(all_references) == references
                    && known.names.of(all_names) == names
            })
        })?;
        self.hold(index);
        Some(index)
    }

    /// Counts one user more.
    pub fn hold(&mut self, index: u32) {
        if let Some(entry) = self.entries.get_mut(index as usize) {
            entry.users = entry.users.saturating_add(1);
        }
    }

    fn lengths(&self) -> [usize; 6] {
        [
            self.templates.len(),
            self.nodes.len(),
            self.arguments.len(),
            self.constants.len(),
            self.references.len(),
            self.names.len(),
        ]
    }

    /// Takes away what a formula left behind that turned out to be none.
    fn cut(&mut self, [templates, nodes, arguments, constants, references, names]: [usize; 6]) {
        self.templates.truncate(templates);
        self.nodes.truncate(nodes);
        self.arguments.truncate(arguments);
        self.constants.truncate(constants);
        self.references.truncate(references);
        self.names.truncate(names);
    }

    /// Where what was added to the lists since they had some lengths stands; nothing when it is more than an entry can tell.
    fn spans(&self, since: [usize; 6]) -> Option<[Span; 6]> {
        let mut spans = [Span::default(); 6];
        for (span, (first, end)) in spans.iter_mut().zip(since.into_iter().zip(self.lengths())) {
            *span = Span::between(first, end)?;
        }
        Some(spans)
    }

    /// Makes an entry of what was added to the lists since they had some lengths. Where that is too much for one, which takes a
    /// text beyond the limits, it is taken away again.
    fn add(&mut self, since: [usize; 6], hash: u32, tree: Tree) -> Option<u32> {
        let Some([template, nodes, arguments, constants, references, names]) = self.spans(since) else {
            self.cut(since);
            return None;
        };
        let entry = Entry { users: 1, hash, template, nodes, arguments, constants, references, names, tree };
        let index = match self.free.pop() {
            Some(index) => {
                if let Some(place) = self.entries.get_mut(index as usize) {
                    *place = entry;
                }
                index
            }
            None => {
                push(&mut self.entries, entry);
                u32::try_from(self.entries.len() - 1).unwrap_or(Self::NONE)
            }
        };
        self.recent.note(hash, index);
        Some(index)
    }

    /// Counts one user less, and forgets the formula with its last.
    pub fn release(&mut self, index: u32) {
        let Some(entry) = self.entries.get_mut(index as usize) else { return };
        if entry.users == 0 {
            return;
        }
        entry.users -= 1;
        if entry.users > 0 {
            return;
        }
        self.garbage += usize::from(entry.nodes.count);
        self.free.push(index);
        if self.garbage > LEAST_GARBAGE && self.garbage * 2 > self.nodes.len() {
            self.sweep();
        }
    }

    /// Builds the lists anew from the formulas that somebody holds; indexes stay.
    fn sweep(&mut self) {
        let old = std::mem::take(self);
        for entry in &old.entries {
            let mut kept = entry.clone();
            if entry.users > 0 {
                let lengths = self.lengths();
                self.templates.push_str(old.templates.get(entry.template.range()).unwrap_or(""));
                self.nodes.extend_from_slice(entry.nodes.of(&old.nodes));
                self.arguments.extend_from_slice(entry.arguments.of(&old.arguments));
                self.constants.extend_from_slice(entry.constants.of(&old.constants));
                self.references.extend_from_slice(entry.references.of(&old.references));
                self.names.extend_from_slice(entry.names.of(&old.names));
                // What fitted before fits again.
                let [template, nodes, arguments, constants, references, names] =
                    self.spans(lengths).unwrap_or_default();
                kept = Entry { template, nodes, arguments, constants, references, names, ..kept };
            }
            self.entries.push(kept);
        }
        self.free = old.free;
        self.recent = old.recent;
        // What came since the mark can't be told any more, so that nothing is foreseen from it.
        self.mark();
    }
}

/// What is wrong with a text that has more parts than an entry can tell.
const TOO_LONG: ParseError = ParseError { at: MAX_FORMULA_CHARS, reason: Reason::TooLong };

fn hash(template: &str, references: &[Reference], names: &[NameId]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(template.as_bytes());
    for reference in references {
        reference.hash(&mut hasher);
    }
    for name in names {
        name.hash(&mut hasher);
    }
    // On 32-bit machines the upper half is empty, so both are used.
    let hash = hasher.finish();
    u32::try_from((hash ^ (hash >> 32)) & u64::from(u32::MAX)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::{CellAddress, SheetId};
    use crate::formula::{self, Symbols};

    /// Names are numbered by their length, which is enough here.
    struct Names;

    impl Symbols for Names {
        fn sheet(&mut self, _: &str) -> SheetId {
            SheetId(0)
        }
        fn name(&mut self, name: &str) -> NameId {
            NameId(name.len() as u32)
        }
        fn sheet_text(&self, _: SheetId) -> Option<&str> {
            None
        }
        fn name_text(&self, id: NameId) -> &str {
            "nnnnnnnn".get(..id.0 as usize).unwrap_or("")
        }
    }

    const fn host(row: u32) -> CellAddress {
        CellAddress::new(SheetId(0), row, 0)
    }

    fn intern(library: &mut Library, row: u32, text: &str) -> u32 {
        let mut scan = Scan::default();
        formula::scan(text, host(row), &mut Names, &mut scan).unwrap();
        library.intern(text, &scan).unwrap()
    }

    fn print(library: &Library, index: u32, row: u32) -> String {
        formula::print(library.get(index).unwrap(), host(row), &Names)
    }

    #[test]
    fn copied_down_formulas_are_one() {
        let mut library = Library::default();
        let first = intern(&mut library, 4, "=A4+$B$1*nn");
        assert_eq!(intern(&mut library, 9, "=A9+$B$1*nn"), first);
        assert_ne!(intern(&mut library, 9, "=A9+$B$1*nnn"), first);
        assert_ne!(intern(&mut library, 9, "=A8+$B$1*nn"), first);
        assert_eq!(print(&library, first, 9), "=A9+$B$1*nn");
        library.release(first);
        assert_eq!(print(&library, first, 4), "=A4+$B$1*nn");
        library.release(first);
        assert!(library.get(first).is_none());
        library.release(first);
        assert_ne!(intern(&mut library, 4, "=A4+$B$1*nn"), Library::NONE);
    }

    #[test]
    fn other_references_make_another_formula_with_the_same_tree() {
        let mut library = Library::default();
        let first = intern(&mut library, 0, "=SUM(B1:B9,nn)*{1,2}");
        let other = intern(&mut library, 0, "=C1:C9");
        let references = library.get(other).unwrap().references().to_vec();
        let moved = library.with_references(first, &references).unwrap();
        assert_eq!(print(&library, moved, 0), "=SUM(C1:C9,nn)*{1,2}");
        assert_eq!(print(&library, first, 0), "=SUM(B1:B9,nn)*{1,2}");
        assert_eq!(library.with_references(first, &references), Some(moved));
        assert_eq!(intern(&mut library, 0, "=SUM(C1:C9,nn)*{1,2}"), moved);
    }

    #[test]
    fn a_copied_formula_is_known_by_its_text() {
        let formulas = [
            ("=A4+$B$1*2", "=A5+$B$1*2", true),
            ("=SUM(A4:$C9,\"A4\")", "=SUM(A5:$C10,\"A4\")", true),
            ("=SUM(A9:A10)", "=SUM(A10:A11)", true),
            ("=A4+1", "A5+1", true),
            ("=A4+1", "=A5+1 ", false),
            ("=A4+1", "=A5+12", false),
            ("=A4+1", "=A6+1", false),
            ("=A4+1", "=$A5+1", false),
            ("=A$4+1", "=A$5+1", false),
            ("=A4", "=A5:B6", false),
            ("=A4:B5", "=A5", false),
            ("=A4:B5", "=A5:B6:C7", false),
            ("=A4+1", "=A5(+1", false),
            ("=SUM(A4)", "=SUM(A5B)", false),
            ("=SUM(A4)", "=SUM(A5", false),
        ];
        for (above, text, expect) in formulas {
            let mut library = Library::default();
            let index = intern(&mut library, 3, above);
            assert_eq!(formula::reads_as(library.get(index).unwrap(), text, host(4)), expect, "{above} {text}");
            if expect {
                assert_eq!(intern(&mut library, 4, text), index, "{above} {text}");
            }
        }
    }

    #[test]
    fn what_is_gone_is_swept_and_the_rest_stays() {
        let mut library = Library::default();
        let kept = intern(&mut library, 3, "=IF(A1>\"x\",nnn,SUM(A1:B2,-3))");
        let mut most = 0;
        for turn in 0..20_000 {
            let index = intern(&mut library, 0, &format!("=A2*{turn}+LEN(\"text\")"));
            library.release(index);
            most = most.max(library.nodes.len());
        }
        assert!(most < 3 * LEAST_GARBAGE, "{most} nodes");
        assert_eq!(print(&library, kept, 3), "=IF(A1>\"x\",nnn,SUM(A1:B2,-3))");
        let formula = library.get(kept).unwrap();
        assert!(matches!(formula.node(formula.root()), Node::Call { count: 3, .. }));
    }

    #[test]
    fn what_is_no_formula_leaves_nothing() {
        let mut library = Library::default();
        let mut scan = Scan::default();
        for text in ["=1+", "=SUM(1,2", "=(((1)", "={1,2;3}", "=SUM(1,\"a\"))"] {
            formula::scan(text, host(0), &mut Names, &mut scan).unwrap();
            assert!(library.intern(text, &scan).is_err(), "{text}");
            assert_eq!(library.lengths(), [0; 6], "{text}");
        }
    }
}
