//! Language, theme and the list of keys.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::i18n::{Language, Messages, t};
use crate::session::{Command, Theme, use_session};

/// The language switch, which always shows the other language by its own name, and the menu of settings.
#[component]
pub fn Settings() -> impl IntoView {
    let session = use_session();
    let other = move || match session.language().get() {
        Language::English => Language::Japanese,
        Language::Japanese => Language::English,
    };
    view! {
        <div class="header__settings">
            <button
                type="button"
                class="button button--quiet header__language"
                lang=move || other().tag()
                on:click=move |_| session.dispatch(Command::SetLanguage(other()))
            >
                {move || own_name(other())}
            </button>
            <button
                type="button"
                class="button button--quiet button--icon"
                popovertarget="settings"
                aria-label=t(|m| m.shell.settings)
                title=t(|m| m.shell.settings)
            >
                <Icon shape=Shape::Settings />
            </button>
            <div id="settings" class="menu" popover="auto">
                <fieldset class="menu__group">
                    <legend>{t(|m| m.shell.language)}</legend>
                    <LanguageChoice language=Language::English />
                    <LanguageChoice language=Language::Japanese />
                </fieldset>
                <fieldset class="menu__group">
                    <legend>{t(|m| m.shell.theme)}</legend>
                    <ThemeChoice theme=Theme::System label=|m| m.shell.theme_system />
                    <ThemeChoice theme=Theme::Light label=|m| m.shell.theme_light />
                    <ThemeChoice theme=Theme::Dark label=|m| m.shell.theme_dark />
                </fieldset>
                <button
                    type="button"
                    class="button button--quiet menu__item"
                    popovertarget="settings"
                    popovertargetaction="hide"
                    on:click=move |_| session.dispatch(Command::ShowKeys)
                >
                    <Icon shape=Shape::Keyboard />
                    {t(|m| m.shell.keys)}
                </button>
            </div>
        </div>
    }
}

/// The name of a language in itself.
const fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Japanese => "日本語",
    }
}

#[component]
fn LanguageChoice(language: Language) -> impl IntoView {
    let session = use_session();
    view! {
        <label class="choice">
            <input
                type="radio"
                name="language"
                prop:checked=move || session.language().get() == language
                on:change=move |_| session.dispatch(Command::SetLanguage(language))
            />
            <span lang=language.tag()>{own_name(language)}</span>
        </label>
    }
}

#[component]
fn ThemeChoice(theme: Theme, label: fn(&'static Messages) -> &'static str) -> impl IntoView {
    let session = use_session();
    view! {
        <label class="choice">
            <input
                type="radio"
                name="theme"
                prop:checked=move || session.theme().get() == theme
                on:change=move |_| session.dispatch(Command::SetTheme(theme))
            />
            <span>{t(label)}</span>
        </label>
    }
}
