//! Links that hold a workbook: what one holds, shown before anything of it is computed, and the making of one.
//!
//! Both belong to the part of the program that knows workbooks. Nothing here may open or store what a link holds before a person
//! asks for it: whoever made the link may be an enemy. Start reading at [`SharedView`]; `making.rs` is the other direction.

mod making;

use leptos::prelude::*;
use tandem_core::exchange::from_link;
use tandem_core::file::{Summary, summary};
use tandem_core::number::date;
use tandem_core::text::{Language, Localized};

use crate::i18n::{fill, t, use_language};
use crate::route::Route;
use crate::session::{Command, use_session};

pub use making::ShareDialog;

/// Bytes of a kilobyte as people count them.
const KILOBYTE: usize = 1_000;

/// A link that was read: the text of the file and what it holds, or why not.
type Read = Result<(String, Summary), Localized>;

/// What the link in the address holds, with a button that opens a copy.
#[component]
pub fn SharedView() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    // A link is read once, whatever the language becomes later.
    let link = Memo::new(move |_| match session.route().get() {
        Route::Share { payload, made } => Some((payload, made)),
        _ => None,
    });
    move || {
        let (payload, made) = link.get()?;
        Some(match read(&payload) {
            Ok((text, summary)) => view! { <Held text summary made /> }.into_any(),
            Err(reason) => view! {
                <main id="content" class="failure" tabindex="-1">
                    <div role="alert">
                        <h1>{t(|m| m.share.unreadable)}</h1>
                        <p>{move || reason.get(language.get()).to_owned()}</p>
                        <p>{t(|m| m.share.stays)}</p>
                    </div>
                    <p class="failure__actions">
                        <a class="button button--primary" href="#/">{t(|m| m.shell.to_home)}</a>
                    </p>
                </main>
            }
            .into_any(),
        })
    }
}

fn read(payload: &str) -> Read {
    let text = from_link(payload).map_err(|error| Localized::of(|language| error.text(language).to_owned()))?;
    let summary = summary(&text).map_err(|error| Localized::of(|language| error.text(language)))?;
    Ok((text, summary))
}

/// The day that a link tells; a text that is no day is none.
fn day(made: Option<&str>) -> Option<String> {
    let made = made?;
    let mut parts = made.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    date::serial_from_ymd(i32::try_from(year).ok()?, month, day).filter(|_| parts.next().is_none())?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// What a link holds.
#[component]
fn Held(
    /// The text of the file.
    text: String,
    /// What it holds.
    summary: Summary,
    /// When the link was made, as it says itself.
    made: Option<String>,
) -> impl IntoView {
    /// Pages that are named; a longer list would push the button out of sight.
    const NAMED: usize = 30;
    let session = use_session();
    let language = use_language();
    let Summary { title, pages, inputs, records, bytes } = summary;
    let made = day(made.as_deref());
    let named = title.clone();
    let title = move || match named.get(language.get()).trim() {
        "" => t(|m| m.share.untitled)().to_owned(),
        title => title.to_owned(),
    };
    let page_count = pages.len().to_string();
    let page_names = move || {
        let names = |language: Language| {
            let shown = pages.iter().take(NAMED).map(|title| title.get(language).to_owned());
            let more = (pages.len() > NAMED).then(|| "…".to_owned());
            shown.chain(more).map(|name| view! { <li>{name}</li> }).collect_view()
        };
        names(language.get())
    };
    let size = bytes.div_ceil(KILOBYTE).to_string();
    let name = title.clone();
    let open = move |_| session.dispatch(Command::Import { name: name(), text: text.clone() });
    view! {
        <main id="content" class="failure shared" tabindex="-1">
            <div>
                <h1>{t(|m| m.share.heading)}</h1>
                <p>{t(|m| m.share.intro)}</p>
            </div>
            <dl class="shared__facts">
                <dt>{t(|m| m.share.title)}</dt>
                <dd class="shared__title">{title}</dd>
                <dt>{move || fill(t(|m| m.share.pages)(), &[("count", &page_count)])}</dt>
                <dd>
                    <ul>{page_names}</ul>
                </dd>
                <dt>{t(|m| m.share.inputs)}</dt>
                <dd>{inputs.to_string()}</dd>
                <dt>{t(|m| m.share.records)}</dt>
                <dd>{records.to_string()}</dd>
                <dt>{t(|m| m.share.size)}</dt>
                <dd>{move || fill(t(|m| m.share.kilobytes)(), &[("size", &size)])}</dd>
                <dt>{t(|m| m.share.made)}</dt>
                <dd>{move || made.clone().unwrap_or_else(|| t(|m| m.share.unknown_day)().to_owned())}</dd>
            </dl>
            <p class="failure__actions">
                <button type="button" class="button button--primary" on:click=open>
                    {t(|m| m.share.open_copy)}
                </button>
                <a class="button" href="#/">{t(|m| m.shell.to_home)}</a>
            </p>
        </main>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_day_is_shown_as_one() {
        for (made, expect) in [
            (None, None),
            (Some("2026-03-31"), Some("2026-03-31")),
            (Some("2026-3-1"), Some("2026-03-01")),
            (Some("2026-02-30"), None),
            (Some("2026-03-31-1"), None),
            (Some("yesterday"), None),
            (Some("<b>"), None),
            (Some("99999999999-1-1"), None),
        ] {
            assert_eq!(day(made).as_deref(), expect, "{made:?}");
        }
    }

    #[test]
    fn a_file_that_is_no_workbook_or_of_a_later_version_is_told() {
        for (text, part) in [("{}", "workbook"), (r#"{"format":"tandem-workbook","version":9}"#, "newer")] {
            let link = tandem_core::exchange::to_link(text).unwrap();
            let reason = read(&link).unwrap_err();
            assert!(reason.en.contains(part), "{}", reason.en);
            assert!(!reason.ja.is_ascii());
        }
    }
}
