//! Pages that say what is wrong with an address or a stored workbook. Nothing is changed by showing them.

use leptos::prelude::*;

use crate::i18n::{fill, t, words};
use crate::session::{Command, Trouble, use_session};

/// A page of words with a way out.
#[component]
fn Words(
    #[prop(into)] heading: Signal<String>,
    #[prop(into)] detail: Signal<String>,
    /// What can be done beside going home.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    // A frame in somebody's page shows one calculator; the app itself is no way out of it.
    let is_framed = use_session().is_framed();
    let to_home = move || {
        (!is_framed).then(|| view! { <a class="button button--primary" href="#/">{t(|m| m.shell.to_home)}</a> })
    };
    let words = view! {
        <div>
            <h1>{heading}</h1>
            <p>{detail}</p>
        </div>
        <p class="failure__actions">{to_home} {children.map(|children| children())}</p>
    };
    if is_framed {
        view! { <div class="failure" role="alert">{words}</div> }.into_any()
    } else {
        view! { <main id="content" class="failure" tabindex="-1">{words}</main> }.into_any()
    }
}

/// For an address that names nothing.
#[component]
pub fn UnknownAddress(address: String) -> impl IntoView {
    let session = use_session();
    let detail = Signal::derive(move || fill(session.texts().shell.unknown_address_detail, &[("address", &address)]));
    view! { <Words heading=words(|m| m.shell.unknown_address) detail /> }
}

/// While the part of the program that shows workbooks is on its way.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <p>{t(|m| m.shell.loading)}</p>
            <div class="boot__track" aria-hidden="true"><div class="boot__bar"></div></div>
        </div>
    }
}

/// For a workbook that can't be shown.
#[component]
pub fn TroublePage(trouble: Trouble) -> impl IntoView {
    let session = use_session();
    let language = session.language();
    match trouble {
        Trouble::PartMissing => view! {
            <Words heading=words(|m| m.shell.part_missing) detail=words(|m| m.shell.part_missing_detail)>
                <button type="button" class="button" on:click=move |_| session.dispatch(Command::Retry)>
                    {t(|m| m.shell.try_again)}
                </button>
            </Words>
        }
        .into_any(),
        Trouble::UnknownWorkbook => view! {
            <Words
                heading=words(|m| m.shell.unknown_workbook)
                detail=words(|m| m.shell.unknown_workbook_detail)
            />
        }
        .into_any(),
        Trouble::UnknownTemplate(template) => {
            let detail =
                Signal::derive(move || fill(session.texts().shell.unknown_template_detail, &[("template", &template)]));
            view! { <Words heading=words(|m| m.shell.unknown_template) detail /> }.into_any()
        }
        Trouble::BadInputs(reason) => {
            let detail = Signal::derive(move || reason.get(language.get()).to_owned());
            view! { <Words heading=words(|m| m.shell.bad_inputs) detail /> }.into_any()
        }
        Trouble::Unreadable { id, reason, damaged } => {
            let detail = Signal::derive(move || {
                let m = &session.texts().shell;
                let detail = if damaged { m.damaged_detail } else { m.newer_detail };
                format!("{} {detail}", reason.get(language.get()))
            });
            view! {
                <Words heading=words(|m| m.shell.unreadable) detail>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| session.dispatch(Command::DownloadStored(id.clone()))
                    >
                        {t(|m| m.shell.download_bytes)}
                    </button>
                </Words>
            }
            .into_any()
        }
        Trouble::Refused(text) => {
            let detail = Signal::derive(move || text.get(language.get()).to_owned());
            view! { <Words heading=words(|m| m.shell.refused) detail /> }.into_any()
        }
    }
}
