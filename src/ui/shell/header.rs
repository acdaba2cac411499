//! The header over every view.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::save_state::SaveStateLine;
use super::settings::Settings;
use super::{IconButton, Mark, Shape};
use crate::browser::{keys, page};
use crate::i18n::{t, words};
use crate::route::{Route, View};
use crate::session::{COPY_LINK, Command, Opened, SAVE_AS_EXCEL, Session, VERSIONS, use_session};

/// The header: the mark, the open workbook with its state and its views, and the settings.
#[component]
pub fn Header() -> impl IntoView {
    let session = use_session();
    let (opened, route) = (session.opened(), session.route());
    let in_workbook = Memo::new(move |_| {
        matches!(route.get(), Route::Workbook { .. }) && matches!(opened.get(), Opened::Workbook(_))
    });
    view! {
        <button type="button" class="skip" on:click=move |_| page::focus("content")>
            {t(|m| m.shell.skip_to_content)}
        </button>
        <header class="header">
            <a class="header__home" href="#/" aria-label=t(|m| m.shell.home_link)>
                <Mark />
                <span class="header__product">"Tandem"</span>
            </a>
            <Show when=move || in_workbook.get()>
                <div class="header__workbook">
                    <TitleField />
                    <SaveStateLine />
                </div>
                <ViewSwitch />
                <Steps />
            </Show>
            <Settings />
        </header>
    }
}

/// The workbook's title, which can be typed over.
#[component]
fn TitleField() -> impl IntoView {
    let session = use_session();
    let title = session.title();
    let field = NodeRef::<html::Input>::new();
    let put_back = move || {
        if let Some(field) = field.get_untracked() {
            field.set_value(&title.get_untracked());
        }
    };
    let commit = move |_: FocusEvent| {
        let Some(typed) = field.get_untracked().map(|field| field.value()) else { return };
        let typed = typed.trim();
        if typed.is_empty() {
            put_back();
        } else if typed != title.get_untracked() {
            session.dispatch(Command::Rename(typed.to_owned()));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(press) = keys::press(&event) else { return };
        match press.key.as_str() {
            "Enter" => leave(field),
            "Escape" => {
                put_back();
                leave(field);
            }
            _ => {}
        }
    };
    view! {
        // The hidden copy of the text gives the field its width, so that the title is as wide as its words.
        <span class="title">
            <span class="title__size" aria-hidden="true">{title}</span>
            <input
                class="title__field"
                type="text"
                maxlength="200"
                autocomplete="off"
                spellcheck="false"
                aria-label=t(|m| m.shell.title_of_workbook)
                node_ref=field
                prop:value=title
                on:keydown=on_key
                on:blur=commit
            />
        </span>
    }
}

fn leave(field: NodeRef<html::Input>) {
    if let Some(field) = field.get_untracked() {
        // Leaving a field that has the focus cannot fail.
        let _ = field.blur();
    }
}

/// Workbook or Present.
#[component]
fn ViewSwitch() -> impl IntoView {
    view! {
        <nav class="switch" aria-label=t(|m| m.shell.view_switch)>
            <ViewLink view=View::Workbook label=t(|m| m.shell.view_workbook) />
            <ViewLink view=View::Present label=t(|m| m.shell.view_present) />
        </nav>
    }
}

#[component]
fn ViewLink(view: View, label: impl Fn() -> &'static str + Copy + Send + Sync + 'static) -> impl IntoView {
    let session = use_session();
    let route = session.route();
    let href = move || target(session, &route.get(), view).map(|route| route.to_string());
    let current = move || matches!(route.get(), Route::Workbook { view: shown, .. } if shown == view).then_some("page");
    view! { <a class="switch__option" href=href aria-current=current>{label}</a> }
}

fn target(session: Session, route: &Route, view: View) -> Option<Route> {
    let Route::Workbook { id, page, .. } = route else { return None };
    let page = page.clone().or_else(|| session.first_page());
    Some(Route::Workbook { id: id.clone(), page, view })
}

/// Undo, redo and copies to keep.
#[component]
fn Steps() -> impl IntoView {
    let session = use_session();
    let steps = session.steps();
    view! {
        <div class="header__steps">
            <IconButton
                label=words(|m| m.shell.undo)
                shape=Shape::Undo
                disabled=Signal::derive(move || !steps.get().undo)
                press=move || session.dispatch(Command::Undo)
            />
            <IconButton
                label=words(|m| m.shell.redo)
                shape=Shape::Redo
                disabled=Signal::derive(move || !steps.get().redo)
                press=move || session.dispatch(Command::Redo)
            />
            <IconButton
                label=words(|m| m.shell.download)
                shape=Shape::Download
                press=move || session.dispatch(Command::Download)
            />
            <IconButton
                label=Signal::derive(move || SAVE_AS_EXCEL.get(session.language().get()).to_owned())
                shape=Shape::Table
                press=move || session.dispatch(Command::DownloadXlsx { agreed: false })
            />
            <IconButton
                label=Signal::derive(move || COPY_LINK.get(session.language().get()).to_owned())
                shape=Shape::Link
                press=move || session.dispatch(Command::ShareLink)
            />
            // Where there is no room for it, the menu of files offers it.
            <span class="header__versions">
                <IconButton
                    label=Signal::derive(move || VERSIONS.get(session.language().get()).to_owned())
                    shape=Shape::Clock
                    press=move || session.dispatch(Command::ShowVersions { keep: false })
                />
            </span>
        </div>
    }
}
