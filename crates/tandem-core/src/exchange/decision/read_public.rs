//! Reading records of other programs: every word is kept as it stands, and what has a place in a record goes there.

use super::items::{Item, items};
use super::metadata::{self, Key};
use super::outline::{Outline, Section};
use super::public_words::{Known, known, link_text, plain};
use super::read::{add, room, verbatim, within_limit};
use super::text::joined;
use super::{ImportedRecord, MadrError};
use crate::cell::{CellAddress, SheetId};
use crate::limits::{MAX_COLUMNS, MAX_TEXT_CHARS};
use crate::number::edit_text_of_text;
use crate::text::Localized;
use crate::workbook::{DecisionOption, Figure, RecordColumn, RecordStatus, TriggerMeaning};

/// Reads a text with at least one heading.
pub(super) fn read(outline: &Outline<'_>) -> Result<ImportedRecord, MadrError> {
    let mut public = Public::default();
    let at = outline.sections.iter().position(|section| section.level == 1).unwrap_or(0);
    for (key, value) in &outline.front {
        let words = if key.is_empty() { value.clone() } else { format!("{key}: {value}") };
        public.metadata(Key::of(key), value, &words, 1)?;
    }
    public.extra(&joined(outline.preamble.iter().copied()), 1)?;
    for (position, section) in outline.sections.iter().enumerate() {
        if position == at {
            public.title(section)?;
        } else {
            public.section(section)?;
        }
    }
    public.finish()
}

/// Where the words under a heading go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// To the end of the context, in order.
    #[default]
    Extra,
    Known(Known),
    /// To the text of an option.
    Option(usize),
}

/// An option and what is said of it.
#[derive(Debug, Default)]
struct Choice {
    title: String,
    text: String,
}

/// A record while its sections are read.
#[derive(Debug, Default)]
struct Public {
    imported: ImportedRecord,
    place: Place,
    /// The level of the heading that the place has.
    level: usize,
    /// The level of the heading under which headings are options.
    options_level: Option<usize>,
    context: String,
    /// What has no place of its own, for the end of the context.
    extra: String,
    drivers: Vec<String>,
    options: Vec<Choice>,
    /// What is decided, before the sentence about the chosen option is looked for.
    outcome: String,
    outcome_line: usize,
    rationale: String,
    next: String,
    risks: Vec<String>,
}

impl Public {
    fn extra(&mut self, text: &str, line: usize) -> Result<(), MadrError> {
        add(&mut self.extra, text, line)
    }

    fn warn(&mut self, en: String, ja: String) {
        self.imported.warnings.push(Localized { en, ja });
    }

    fn title(&mut self, section: &Section<'_>) -> Result<(), MadrError> {
        let (number, title) = metadata::numbered(section.heading);
        within_limit(title, section.line)?;
        number.clone_into(&mut self.imported.record.number);
        self.imported.title = Localized::same(title);
        (self.place, self.level) = (Place::Extra, section.level);
        let mut rest = Vec::new();
        for (at, line) in section.body.iter().enumerate() {
            match metadata::entry(line) {
                Some((key, value)) => self.metadata(key, &value, line.trim(), section.first + at)?,
                None => rest.push(*line),
            }
        }
        self.extra(&joined(rest), section.line)
    }

    /// Takes an entry of metadata. What is said beyond it stays in words.
    fn metadata(&mut self, key: Key, value: &str, words: &str, line: usize) -> Result<(), MadrError> {
        let value = value.trim();
        let is_whole = match key {
            Key::Status => self.status(value, line),
            Key::Date => match metadata::day(value) {
                Some(day) => self.imported.record.text.updated.replace(day).is_none(),
                None => false,
            },
            Key::Deciders => {
                let decider = &mut self.imported.record.text.decider;
                let is_first = decider.en.is_empty();
                if is_first {
                    *decider = Localized::same(value);
                }
                within_limit(value, line)?;
                is_first
            }
            Key::Other => false,
        };
        if is_whole || value.is_empty() { Ok(()) } else { self.extra(words, line) }
    }

    /// Takes a status; whether its words say nothing else.
    fn status(&mut self, value: &str, line: usize) -> bool {
        let Some((status, is_whole)) = metadata::status(value) else {
            if !value.is_empty() {
                self.warn(
                    format!("Line {line}: the status “{value}” is unknown. The record is a draft."),
                    format!("{line}行目: 状態「{value}」は不明です。記録は草案とします。"),
                );
            }
            return false;
        };
        self.imported.record.status = status;
        if status == RecordStatus::Superseded {
            self.imported.superseded_by = metadata::successor(value);
        }
        is_whole
    }

    fn section(&mut self, section: &Section<'_>) -> Result<(), MadrError> {
        self.options_level = self.options_level.filter(|level| section.level > *level);
        if let (Place::Option(at), true) = (self.place, section.level > self.level)
            && let Some(option) = self.options.get_mut(at)
        {
            return add(&mut option.text, &verbatim(section), section.line);
        }
        if self.options_level.is_some() {
            return self.option(section);
        }
        match known(section.heading) {
            Some(known) => {
                (self.place, self.level) = (Place::Known(known), section.level);
                self.known(known, section)
            }
            None => {
                if section.level <= self.level {
                    (self.place, self.level) = (Place::Extra, section.level);
                }
                let words = verbatim(section);
                add(self.target(), &words, section.line)
            }
        }
    }

    /// Where words go that stand under an unknown heading below a known one.
    const fn target(&mut self) -> &mut String {
        match self.place {
            Place::Known(Known::Context | Known::Drivers) => &mut self.context,
            Place::Known(Known::Outcome) => &mut self.outcome,
            Place::Known(Known::Rationale | Known::Consequences | Known::Positive | Known::Negative) => {
                &mut self.rationale
            }
            Place::Known(Known::Confirmation) => &mut self.next,
            _ => &mut self.extra,
        }
    }

    fn known(&mut self, known: Known, section: &Section<'_>) -> Result<(), MadrError> {
        let line = section.line;
        let body = joined(section.body.iter().copied());
        match known {
            Known::Context => add(&mut self.context, &body, line),
            Known::Rationale => add(&mut self.rationale, &body, line),
            Known::Confirmation => add(&mut self.next, &body, line),
            Known::Outcome => {
                self.outcome_line = line;
                add(&mut self.outcome, &body, line)
            }
            Known::Drivers => {
                let (drivers, others) = items(&section.body);
                for driver in drivers {
                    room(self.drivers.len(), line)?;
                    let name = driver.whole();
                    within_limit(&name, line)?;
                    self.drivers.push(name);
                }
                self.beside(section, &others)
            }
            Known::Options => {
                self.options_level = Some(section.level);
                let (options, others) = items(&section.body);
                for Item { text, more, .. } in options {
                    let at = self.choice(&text, line)?;
                    if let Some(option) = self.options.get_mut(at) {
                        add(&mut option.text, &more, line)?;
                    }
                }
                self.beside(section, &others)
            }
            Known::ProsAndCons => {
                self.options_level = Some(section.level);
                self.beside(section, &section.body)
            }
            Known::Consequences | Known::Positive | Known::Negative => self.consequences(known, section),
            Known::Status | Known::Date | Known::Deciders => self.metadata_section(known, section),
        }
    }

    /// Words beside a list, with the heading that says what they are about.
    fn beside(&mut self, section: &Section<'_>, others: &[&str]) -> Result<(), MadrError> {
        let body = joined(others.iter().copied());
        if body.is_empty() {
            return Ok(());
        }
        self.extra(&format!("{}\n\n{body}", section.heading), section.line)
    }

    /// A section whose first line is a status, a day or people; further lines are kept.
    fn metadata_section(&mut self, known: Known, section: &Section<'_>) -> Result<(), MadrError> {
        let key = match known {
            Known::Status => Key::Status,
            Known::Date => Key::Date,
            _ => Key::Deciders,
        };
        let mut lines = section.body.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let Some(first) = lines.next() else { return Ok(()) };
        let value = super::items::marker(first).unwrap_or(first);
        let heading = section.heading;
        self.metadata(key, value, &format!("{heading}: {value}"), section.first)?;
        let rest: Vec<&str> = lines.collect();
        if known == Known::Status {
            let named = |line: &&str| metadata::predecessor(super::items::marker(line).unwrap_or(line));
            let all = std::iter::once(&value).chain(&rest);
            self.imported.supersedes.extend(all.filter_map(named));
        }
        if rest.is_empty() { Ok(()) } else { self.extra(&format!("{heading}\n\n{}", rest.join("\n")), section.line) }
    }

    /// The place of the option of a title, which is added when there is none.
    fn choice(&mut self, title: &str, line: usize) -> Result<usize, MadrError> {
        let wanted = plain(link_text(title));
        if let Some(at) = self.options.iter().position(|option| plain(link_text(&option.title)) == wanted) {
            return Ok(at);
        }
        let begun = self.options.iter().position(|option| {
            let known = plain(link_text(&option.title));
            is_same_but_for_a_remark(&known, &wanted)
        });
        if let Some(at) = begun {
            return Ok(at);
        }
        room(self.options.len(), line)?;
        within_limit(title, line)?;
        self.options.push(Choice { title: title.to_owned(), text: String::new() });
        Ok(self.options.len() - 1)
    }

    fn option(&mut self, section: &Section<'_>) -> Result<(), MadrError> {
        let at = self.choice(section.heading, section.line)?;
        (self.place, self.level) = (Place::Option(at), section.level);
        let Some(option) = self.options.get_mut(at) else { return Ok(()) };
        // The heading may say more than the list did.
        if !option.title.contains(section.heading) {
            add(&mut option.text, section.heading, section.line)?;
        }
        add(&mut option.text, &joined(section.body.iter().copied()), section.line)
    }

    /// What is bad are risks, the rest belongs to why it was decided so.
    fn consequences(&mut self, known: Known, section: &Section<'_>) -> Result<(), MadrError> {
        let line = section.line;
        let (consequences, others) = items(&section.body);
        let mut kept = Vec::new();
        for item in consequences {
            let whole = item.whole();
            let risk = bad(&whole).or((known == Known::Negative).then_some(whole.as_str()));
            match risk {
                Some(risk) => {
                    room(self.risks.len(), line)?;
                    within_limit(risk, line)?;
                    self.risks.push(risk.to_owned());
                }
                None => kept.push(format!("- {whole}")),
            }
        }
        let mut words = joined(others);
        add(&mut words, &kept.join("\n"), line)?;
        if words.is_empty() {
            return Ok(());
        }
        add(&mut self.rationale, section.heading, line)?;
        add(&mut self.rationale, &words, line)
    }

    fn finish(mut self) -> Result<ImportedRecord, MadrError> {
        let decision = std::mem::take(&mut self.outcome);
        let (decision, chosen) = self.outcome(decision)?;
        let extra = std::mem::take(&mut self.extra);
        add(&mut self.context, &extra, 1)?;
        let Self { mut imported, context, drivers, options, rationale, next, risks, .. } = self;
        let text = &mut imported.record.text;
        text.context = Localized::same(context);
        text.decision = Localized::same(decision);
        text.rationale = Localized::same(rationale);
        text.next = Localized::same(next);
        text.risks = risks.into_iter().map(Localized::same).collect();
        text.chosen = chosen.map(mark);
        // The first row is free for headings.
        let mut row = 0;
        let mut put = |name: &str| {
            row += 1;
            let place = CellAddress::new(SheetId(0), row, RecordColumn::Name.index()).a1();
            imported.cells.insert(place, typed(name));
            row
        };
        for driver in &drivers {
            text.drivers.push(Figure { row: put(driver), meaning: TriggerMeaning::Review });
        }
        for ((at, option), column) in
            options.into_iter().enumerate().zip(RecordColumn::FirstOption.index()..MAX_COLUMNS)
        {
            let row = put(&option.title);
            text.options.push(DecisionOption { id: mark(at), text: Localized::same(option.text), row, column });
        }
        Ok(imported)
    }

    /// What is decided and which option is chosen. The reason goes to the others.
    fn outcome(&mut self, outcome: String) -> Result<(String, Option<usize>), MadrError> {
        let line = self.outcome_line;
        let mut paragraphs = outcome.split("\n\n");
        let first = paragraphs.next().unwrap_or_default();
        let Some((title, reason)) = super::outcome::sentence(first) else { return Ok((outcome, None)) };
        let wanted = plain(link_text(title));
        let begins = |option: &Choice| is_same_but_for_a_remark(&plain(link_text(&option.title)), &wanted);
        let same = self.options.iter().position(|option| plain(link_text(&option.title)) == wanted);
        let Some(at) = same.or_else(|| self.options.iter().position(begins)) else {
            self.warn(
                format!("Line {line}: the chosen option is none of the options, so its words stand in the decision."),
                format!("{line}行目: 選ばれた選択肢が一覧にないため、その文は決定内容に置きました。"),
            );
            return Ok((outcome, None));
        };
        let rest = paragraphs.collect::<Vec<_>>().join("\n\n");
        let chosen = self.options.get(at).map(|option| option.title.clone()).unwrap_or_default();
        let mut decision = String::new();
        // The sentence may name the option in more words than the list.
        add(&mut decision, if chosen.contains(title) { "" } else { title }, line)?;
        let earlier = std::mem::take(&mut self.rationale);
        let rest = match reason.is_empty() {
            // The reasons follow, as in a list of their own.
            true => add(&mut self.rationale, &rest, line).map(|()| String::new())?,
            false => rest,
        };
        add(&mut self.rationale, reason, line)?;
        add(&mut self.rationale, &earlier, line)?;
        add(&mut decision, &rest, line)?;
        Ok((if decision.is_empty() { chosen } else { decision }, Some(at)))
    }
}

/// Whether one of two titles is the other one and a remark behind it, as in `Portal` and `Portal – a form`.
fn is_same_but_for_a_remark(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_prefix(short).map(str::trim_start);
    !short.is_empty() && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// What stands after `Bad, because` and its like.
fn bad(item: &str) -> Option<&str> {
    let words = item.trim_start_matches(['*', '_']);
    let head = words.get(..3).filter(|head| head.eq_ignore_ascii_case("bad"))?;
    let rest = words.get(head.len()..)?.trim_start_matches([',', ':', '*', '_', ' ']);
    let is_because = rest.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("because "));
    let is_marked = words.get(3..).is_some_and(|rest| rest.starts_with([',', ':', '*']));
    if is_because { rest.get(8..) } else { is_marked.then_some(rest) }
}

/// The mark of an option: A to Z, then numbers behind it.
fn mark(at: usize) -> String {
    let letter = u8::try_from(at % 26).map_or('A', |offset| char::from(b'A' + offset));
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26) }
}

/// A name as it is typed, so that it is a text and neither a formula nor a number.
fn typed(name: &str) -> String {
    let typed = edit_text_of_text(name, 0).into_owned();
    // The mark of a text may be the character that is one too many.
    typed.chars().take(MAX_TEXT_CHARS).collect()
}
