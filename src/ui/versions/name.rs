//! The form in which a version gets its name.

use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Messages, t};

/// Characters of a name, as many as its field takes.
const NAME_CHARS: &str = "100";

/// A field for a name and the button that takes it.
#[component]
pub fn NameForm(
    /// The identity of the field on the page.
    id: &'static str,
    /// What the field is called.
    label: fn(&'static Messages) -> &'static str,
    /// What the button says.
    press: fn(&'static Messages) -> &'static str,
    /// The name until another is typed.
    #[prop(optional)]
    given: String,
    /// The field, once it is on the page.
    field: NodeRef<html::Input>,
    /// Takes what was typed, without blanks around it.
    take: impl Fn(String) + 'static,
) -> impl IntoView {
    let submit = move || {
        let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        take(typed.trim().to_owned());
    };
    view! {
        <form
            class="versions__keep"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <label class="form__line versions__name">
                <span>{t(label)}</span>
                <input
                    id=id
                    class="form__field"
                    type="text"
                    maxlength=NAME_CHARS
                    autocomplete="off"
                    value=given
                    node_ref=field
                />
            </label>
            <button type="submit" class="button button--primary">
                {t(press)}
            </button>
        </form>
    }
}
