//! Every sentence of the user interface, in both languages side by side.
//!
//! A view declares its sentences in a file of its own with [`messages!`]; a sentence without its Japanese does not
//! compile. This folder must not know views, the session or the browser. Start reading at `shell.rs`.
//!
//! In a view: `{t(|m| m.shell.undo)}` gives a text that follows the language; [`fill`] puts figures into its places.

mod assist;
pub mod backup;
mod chart;
mod clipboard;
mod embed;
mod explore;
mod field;
mod home;
mod import;
mod log;
mod merge;
mod present;
mod record;
mod share;
mod shell;
mod tools;
mod versions;
pub mod workbook;

use leptos::prelude::*;
pub use tandem_core::text::{Language, Localized, Text};

/// Declares a structure of sentences and its value in each language: `name: "English", "日本語";`
macro_rules! messages {
    ($(#[$about:meta])* $name:ident { $($field:ident: $en:literal, $ja:literal;)+ }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub struct $name {
            $(#[doc = $en] pub $field: &'static str,)+
        }

        impl $name {
            /// The sentences in English.
            pub const EN: Self = Self { $($field: $en,)+ };
            /// The sentences in Japanese.
            pub const JA: Self = Self { $($field: $ja,)+ };
        }
    };
}
pub(crate) use messages;

/// Every sentence of the interface in one language.
#[derive(Debug)]
pub struct Messages {
    /// The header, notices, storage states, failures.
    pub shell: shell::ShellMessages,
    /// The gallery and recent workbooks.
    pub home: home::HomeMessages,
    /// What is shown beside a formula while it is typed.
    pub assist: assist::AssistMessages,
    /// Backups, and the room that a browser gives.
    pub backup: backup::BackupMessages,
    /// Charts.
    pub chart: chart::ChartMessages,
    /// The clipboard and CSV.
    pub clipboard: clipboard::ClipboardMessages,
    /// Calculators in pages of others.
    pub embed: embed::EmbedMessages,
    /// Questions about an outcome.
    pub explore: explore::ExploreMessages,
    /// Input fields.
    pub field: field::FieldMessages,
    /// The import of figures.
    pub import: import::ImportMessages,
    /// The log of decision records.
    pub log: log::LogMessages,
    /// Merging two versions of a workbook.
    pub merge: merge::MergeMessages,
    /// Present.
    pub present: present::PresentMessages,
    /// Decision records.
    pub record: record::RecordMessages,
    /// Links that hold a workbook.
    pub share: share::ShareMessages,
    /// Lists with forms, statements, the view of one party.
    pub tools: tools::ToolMessages,
    /// Versions that were kept under a name.
    pub versions: versions::VersionMessages,
    /// Pages, formula bar, grid, inspector.
    pub workbook: workbook::WorkbookMessages,
}

/// English.
pub static EN: Messages = Messages {
    shell: shell::ShellMessages::EN,
    home: home::HomeMessages::EN,
    import: import::ImportMessages::EN,
    assist: assist::AssistMessages::EN,
    backup: backup::BackupMessages::EN,
    chart: chart::ChartMessages::EN,
    clipboard: clipboard::ClipboardMessages::EN,
    embed: embed::EmbedMessages::EN,
    explore: explore::ExploreMessages::EN,
    field: field::FieldMessages::EN,
    log: log::LogMessages::EN,
    merge: merge::MergeMessages::EN,
    present: present::PresentMessages::EN,
    record: record::RecordMessages::EN,
    share: share::ShareMessages::EN,
    tools: tools::ToolMessages::EN,
    versions: versions::VersionMessages::EN,
    workbook: workbook::WorkbookMessages::EN,
};
/// Japanese.
pub static JA: Messages = Messages {
    shell: shell::ShellMessages::JA,
    home: home::HomeMessages::JA,
    import: import::ImportMessages::JA,
    assist: assist::AssistMessages::JA,
    backup: backup::BackupMessages::JA,
    chart: chart::ChartMessages::JA,
    clipboard: clipboard::ClipboardMessages::JA,
    embed: embed::EmbedMessages::JA,
    explore: explore::ExploreMessages::JA,
    field: field::FieldMessages::JA,
    log: log::LogMessages::JA,
    merge: merge::MergeMessages::JA,
    present: present::PresentMessages::JA,
    record: record::RecordMessages::JA,
    share: share::ShareMessages::JA,
    tools: tools::ToolMessages::JA,
    versions: versions::VersionMessages::JA,
    workbook: workbook::WorkbookMessages::JA,
};

impl Messages {
    /// The sentences in a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &EN,
            Language::Japanese => &JA,
        }
    }
}

/// The language of the interface, as views find it in their context.
#[derive(Clone, Copy, Debug)]
pub struct CurrentLanguage(pub Signal<Language>);

/// The language of the interface; English where nothing has provided one.
#[must_use]
pub fn use_language() -> Signal<Language> {
    use_context::<CurrentLanguage>().map_or_else(|| Signal::stored(Language::English), |current| current.0)
}

/// A sentence that follows the language: `{t(|m| m.shell.undo)}`, or `aria-label=t(|m| m.shell.undo)`.
pub fn t(pick: fn(&'static Messages) -> &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let language = use_language();
    move || pick(Messages::of(language.get()))
}

/// The same as a signal, for a component that takes one.
#[must_use]
pub fn words(pick: fn(&'static Messages) -> &'static str) -> Signal<String> {
    let text = t(pick);
    Signal::derive(move || text().to_owned())
}

/// Puts texts into the places of a sentence: `fill("Saved {time}", &[("time", "12:03")])`. A place that is not given stays
/// as it is written, and a text put in is never read for places again. A place with two forms gives the first one where its
/// text is 1 and else the second: `{count} {count|figure is|figures are} missing`.
#[must_use]
pub fn fill(sentence: &str, places: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}');
        let found = named.and_then(|(named, tail)| {
            let (name, forms) =
                named.split_once('|').map_or((named, None), |(name, forms)| (name, forms.split_once('|')));
            let (_, text) = places.iter().find(|(place, _)| *place == name)?;
            let form = forms.map(|(one, other)| if *text == "1" { one } else { other });
            Some((form.unwrap_or(text), tail))
        });
        if let Some((text, tail)) = found {
            filled.push_str(text);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// A sentence in both languages with its places filled, for what outlives a change of language.
#[must_use]
pub fn sentence(pick: fn(&'static Messages) -> &'static str, places: &[(&str, &str)]) -> Localized {
    Localized { en: fill(pick(&EN), places), ja: fill(pick(&JA), places) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        for (sentence, places, expect) in [
            ("Saved {time}", vec![("time", "12:03")], "Saved 12:03"),
            ("{a} and {b}", vec![("a", "{b}"), ("b", "x")], "{b} and x"),
            ("{unknown} {", vec![("a", "x")], "{unknown} {"),
            ("plain", vec![], "plain"),
            ("{n} {n|thing is|things are} missing", vec![("n", "1")], "1 thing is missing"),
            ("{n} {n|thing is|things are} missing", vec![("n", "21")], "21 things are missing"),
            ("{n} {n|thing is|things are} missing", vec![("n", "0")], "0 things are missing"),
            ("{n} cell{n||s}", vec![("n", "2")], "2 cells"),
            ("{n|one|more}", vec![], "{n|one|more}"),
        ] {
            assert_eq!(fill(sentence, &places), expect);
        }
    }
}
