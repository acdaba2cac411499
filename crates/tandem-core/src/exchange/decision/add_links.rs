//! Status and links of records that come in: the last steps, when every page is there.

use super::add::Trial;
use super::{ImportedRecord, NamedRecord};
use crate::edit::{Edit, EditError, RecordFault};
use crate::text::Localized;
use crate::workbook::{Page, PageId, Record, RecordStatus, Snapshot};

impl Trial {
    /// Gives a record its status, its past and its links to what it took the place of.
    pub(super) fn settle(&mut self, page: &PageId, imported: &ImportedRecord) -> Result<(), EditError> {
        let Some(draft) = self.record(page) else { return Ok(()) };
        let told = &imported.record;
        // Without the figures of the acceptance its day is kept alone.
        let day = || told.text.updated.clone().map(|date| Snapshot { date, figures: Vec::new() });
        let snapshot = if told.status.was_accepted() { told.snapshot.clone().or_else(day) } else { None };
        let supersedes = self.resolve(page, imported, &imported.supersedes);
        let linked = self.resolve(page, imported, &imported.linked);
        let settled = Record {
            status: told.status,
            revision: told.revision,
            earlier: told.earlier.clone(),
            snapshot,
            supersedes,
            linked,
            ..draft.clone()
        };
        if settled == draft {
            return Ok(());
        }
        let adopt = |record: Record| Edit::AdoptRecord { page: page.clone(), record: Box::new(record) };
        match self.apply(adopt(settled.clone())) {
            // Without the links that would go round, the rest of the record stands.
            Err(EditError::Record { fault: RecordFault::Cycle, .. }) => {
                for named in &imported.supersedes {
                    self.warn_unlinked(imported, named);
                }
                self.apply(adopt(Record { supersedes: Vec::new(), ..settled }))
            }
            other => other,
        }
    }

    /// Lets the record that took the place of this one say so, and this one, too.
    pub(super) fn supersede(&mut self, page: &PageId, imported: &ImportedRecord) {
        let Some(named) = &imported.superseded_by else { return };
        let old = self.record(page).filter(|record| record.status == RecordStatus::Superseded);
        let Some(mut old) = old else { return };
        let found = self.find(page, named).and_then(|id| Some((self.record(&id)?, id)));
        let Some((mut successor, id)) = found else { return self.warn_unlinked(imported, named) };
        if !successor.supersedes.contains(page) {
            successor.supersedes.push(page.clone());
        }
        old.superseded_by = Some(id.clone());
        let both = vec![
            Edit::SetRecord { page: id, record: Box::new(successor) },
            Edit::SetRecord { page: page.clone(), record: Box::new(old) },
        ];
        match self.apply(Edit::Batch(both)) {
            Ok(()) => {}
            Err(EditError::Record { fault: RecordFault::Cycle, .. }) => self.warn_unlinked(imported, named),
            Err(reason) => self.warn_refused(imported, named, &reason),
        }
    }

    fn warn_refused(&mut self, imported: &ImportedRecord, named: &NamedRecord, reason: &EditError) {
        let name = [named.number.as_str(), named.title.as_str()].join(" ");
        let (title, name) = (&imported.title, name.trim());
        let reason = Localized::of(|language| reason.text(language));
        self.warn(
            format!("“{}” is not linked to “{name}”: {}", title.en, reason.en),
            format!("「{}」から「{name}」へのリンクは設定していません。{}", title.ja, reason.ja),
        );
    }

    fn warn_unlinked(&mut self, imported: &ImportedRecord, named: &NamedRecord) {
        let name = [named.number.as_str(), named.title.as_str()].join(" ");
        let (title, name) = (&imported.title, name.trim());
        self.warn(
            format!("“{}” is not linked to “{name}”: there is no such page, or the link would go round.", title.en),
            format!(
                "「{}」から「{name}」へのリンクは、該当するページがないか循環するため、設定していません。",
                title.ja
            ),
        );
    }

    fn resolve(&mut self, own: &PageId, imported: &ImportedRecord, names: &[NamedRecord]) -> Vec<PageId> {
        let mut found = Vec::new();
        for named in names {
            match self.find(own, named) {
                Some(id) if found.contains(&id) => {}
                Some(id) => found.push(id),
                None => self.warn_unlinked(imported, named),
            }
        }
        found
    }

    /// The page of a number and a title, those that come in now before those that are there, the newest one first: the same
    /// text may have come in before. Where there is none,
    /// the page of the title alone if no number is told, and among the records that come in together that of the number
    /// alone, because texts name each other by their files.
    fn find(&self, own: &PageId, named: &NamedRecord) -> Option<PageId> {
        let number = |page: &Page| page.record().map(|record| record.number.clone());
        let is_title =
            |page: &Page| !named.title.is_empty() && (page.title.en == named.title || page.title.ja == named.title);
        let is_number = |page: &Page| {
            !named.number.is_empty() && number(page).is_some_and(|own| digits(&own) == digits(&named.number))
        };
        let has_none = |page: &Page| named.number.is_empty() && number(page).is_none_or(|own| own.is_empty());
        let is_in = |page: &Page| self.pages.contains(&page.id);
        let ways: [&dyn Fn(&Page) -> bool; 4] = [
            &|page| is_title(page) && (is_number(page) || has_none(page)),
            &|page| is_title(page) && named.number.is_empty(),
            &|page| is_number(page) && named.title.is_empty(),
            &|page| is_number(page) && is_in(page),
        ];
        let all = || self.copy.pages().iter().rev().filter(|page| page.id != *own);
        let others = || all().filter(|page| is_in(page)).chain(all().filter(|page| !is_in(page)));
        ways.iter().find_map(|is_it| others().find(|page| is_it(page)).map(|page| page.id.clone()))
    }
}

/// A number without what differs between spellings such as `5`, `0005` and `ADR-0005`.
fn digits(number: &str) -> &str {
    let bare = number.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '-');
    let is_count = ["ADR", "adr", ""]
        .iter()
        .any(|prefix| number.strip_prefix(prefix).is_some_and(|rest| rest.trim_start_matches('-') == bare));
    match bare.trim_start_matches('0') {
        _ if !is_count || bare.is_empty() => number,
        "" => "0",
        count => count,
    }
}
