//! Making a link: all of the workbook, what one party may keep, or the anonymised copy.

use leptos::html;
use leptos::prelude::*;
use tandem_core::exchange::{Anonymity, proposed_names, to_link};
use tandem_core::file;
use tandem_core::text::Localized;

use crate::browser::{address, clipboard, clock, page};
use crate::i18n::{Messages, fill, sentence, t, use_language, words};
use crate::route::Route;
use crate::session::{Session, use_session};
use crate::ui::anonymous::anonymous_copy;
use crate::ui::dialog::follow;
use crate::ui::shell::{IconButton, Shape};

/// Significant digits that amounts keep in an anonymised link: enough to see what matters, too few to recognise.
const DIGITS: u32 = 2;

/// The address of a copy of the open workbook.
fn link(session: Session, is_anonymised: bool) -> Result<String, Localized> {
    let text = if is_anonymised { anonymous(session)? } else { plain(session)? };
    let payload = to_link(&text).map_err(|error| Localized::of(|language| error.text(language).to_owned()))?;
    let route = Route::Share { payload, made: Some(clock::today_text()) };
    Ok(address::of_fragment(&route.to_string()))
}

/// The workbook as it is, or what the party may keep that looks.
fn plain(session: Session) -> Result<String, Localized> {
    let party = session.party_file().transpose()?;
    let text = party.map(|party| party.text).or_else(|| session.with(file::write));
    Ok(text.unwrap_or_default())
}

/// The anonymised copy. Where no name would be replaced, there is none: it would not be what it is called.
fn anonymous(session: Session) -> Result<String, Localized> {
    let names = replaced(session)?;
    if names.is_empty() {
        return Err(sentence(|m| m.share.no_names, &[]));
    }
    let made = anonymous_copy(session, &Anonymity { names, digits: Some(DIGITS) })?;
    Ok(made.map(|(copy, _)| file::write(&copy)).unwrap_or_default())
}

/// The names that the anonymised copy replaces, each with what stands in its place: while a party looks, none that it does not get.
fn replaced(session: Session) -> Result<Vec<(String, String)>, Localized> {
    let party = session.party_file().transpose()?;
    let names = party.map(|party| proposed_names(&party.workbook)).or_else(|| session.with(proposed_names));
    Ok(names.unwrap_or_default())
}

/// Shows a link to copy.
#[component]
pub fn ShareDialog() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let shown = session.shares();
    let (dialog, field) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Textarea>::new());
    let is_anonymised = RwSignal::new(false);
    let made = RwSignal::new(None::<Result<String, Localized>>);
    let said = RwSignal::new(None::<bool>);
    let make = move || {
        said.set(None);
        made.set(Some(link(session, is_anonymised.get_untracked())));
    };
    let prepare = move || {
        is_anonymised.set(false);
        make();
    };
    follow(dialog, move || shown.get(), prepare);
    let text = move || made.with(|made| made.as_ref().and_then(|made| made.as_ref().ok().cloned()).unwrap_or_default());
    let problem = move || {
        made.with(|made| match made {
            Some(Err(reason)) => reason.get(language.get()).to_owned(),
            _ => String::new(),
        })
    };
    let is_there = Memo::new(move |_| made.with(|made| matches!(made, Some(Ok(_)))));
    let length = move || {
        let count = made.with(|made| made.as_ref().and_then(|made| made.as_ref().ok()).map_or(0, String::len));
        fill(Messages::of(language.get()).share.length, &[("count", &count.to_string())])
    };
    let names = move || {
        let names: Vec<String> = if is_anonymised.get() && is_there.get() {
            replaced(session).unwrap_or_default().into_iter().map(|(name, other)| format!("{name} → {other}")).collect()
        } else {
            Vec::new()
        };
        let m = Messages::of(language.get());
        (!names.is_empty()).then(|| fill(m.share.replaced, &[("names", &names.join(m.share.between_names))]))
    };
    let copy = move |_| {
        if let Some(field) = field.get_untracked() {
            said.set(Some(clipboard::copy_field(&field)));
        }
    };
    let told = move || match said.get() {
        Some(true) => t(|m| m.share.copied)(),
        Some(false) => t(|m| m.share.not_copied)(),
        None => "",
    };
    let is_party = move || shown.get() && session.viewer().is_some();
    let close = move || shown.set(false);
    view! {
        <dialog
            id="share-dialog"
            class="dialog"
            aria-labelledby="share-heading"
            node_ref=dialog
            on:close=move |_| {
                close();
                made.set(None);
                page::keep_focus("content");
            }
            // Keys of a dialog are not those of the workbook below.
            on:keydown=|event| event.stop_propagation()
        >
            <div class="dialog__head">
                <h2 id="share-heading">{t(|m| m.share.copy_heading)}</h2>
                <IconButton label=words(|m| m.shell.close) shape=Shape::Close press=close />
            </div>
            <p>{t(|m| m.share.copy_hint)}</p>
            <p hidden=move || !is_party()>{t(|m| m.share.party_hint)}</p>
            <label class="shared__choice">
                <input
                    type="checkbox"
                    prop:checked=is_anonymised
                    on:change=move |event| {
                        is_anonymised.set(event_target_checked(&event));
                        make();
                    }
                />
                <span>{t(|m| m.share.anonymise)}</span>
            </label>
            <p class="shared__note" role="status">{names}</p>
            <p class="shared__problem" role="alert">{problem}</p>
            <div class="shared__link" hidden=move || !is_there.get()>
                <label for="share-link">{t(|m| m.share.link)}</label>
                <textarea id="share-link" class="input shared__field" rows="4" readonly=true node_ref=field prop:value=text></textarea>
                <p class="shared__note">{length}</p>
            </div>
            <p class="shared__note" role="status">{told}</p>
            <div class="dialog__foot">
                <button type="button" class="button button--primary" disabled=move || !is_there.get() on:click=copy>
                    {t(|m| m.share.copy)}
                </button>
            </div>
        </dialog>
    }
}
