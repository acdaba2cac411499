//! Who presents: names, roles, colours and logos of the parties, and whether their brands weigh the same.

use std::collections::HashMap;

use leptos::ev::Event;
use leptos::html::Dialog;
use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::text::{Localized, Text};
use tandem_core::workbook::{Color, Party, PartyRole, imbalances};

use crate::browser::element::image_size_px;
use crate::browser::files;
use crate::i18n::{Language, use_language};
use crate::session::{Command, Session, use_session};
use crate::ui::dialog::follow;

/// The sizes of logos in pixels, by party.
type LogoSizes = RwSignal<HashMap<String, (u32, u32)>>;

const ROLES: [(PartyRole, Text); 4] = [
    (PartyRole::Vendor, Text::new("Vendor", "ベンダー")),
    (PartyRole::Partner, Text::new("Partner", "パートナー")),
    (PartyRole::Customer, Text::new("Customer", "顧客")),
    (PartyRole::Other, Text::new("Other", "その他")),
];

/// The dialog of the parties. Every change is one step of undo and shows at once.
#[component]
pub(super) fn Brands(
    /// Whether it is open.
    shown: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let dialog = NodeRef::<Dialog>::new();
    let refused = RwSignal::new(None::<Localized>);
    let sizes: LogoSizes = RwSignal::new(HashMap::new());
    follow(dialog, move || shown.get(), || {});
    let ids = Memo::new(move |_| {
        let read = |workbook: &tandem_core::workbook::Workbook| {
            workbook.parties().iter().map(|party| party.id.clone()).collect::<Vec<_>>()
        };
        session.read(read).unwrap_or_default()
    });
    let say = move |text: Text| move || text.get(language.get());
    let add = move |_| refused.set(session.try_dispatch(Command::Edit(new_party(&ids.get_untracked()))).err());
    view! {
        <dialog
            class="dialog dialog--wide brands"
            aria-labelledby="brands-heading"
            node_ref=dialog
            on:close=move |_| shown.set(false)
        >
            <Show when=move || shown.get()>
                <h2 id="brands-heading">{say(HEADING)}</h2>
                <p class="dialog__hint">{say(HINT)}</p>
                <For each=move || ids.get() key=Clone::clone children=move |id| view! { <PartyForm id=id sizes=sizes refused=refused /> } />
                <button type="button" class="button" on:click=add>
                    {say(ADD)}
                </button>
                <p class="form__refused" role="alert">
                    {move || refused.get().map(|reason| reason.get(language.get()).to_owned())}
                </p>
                <Weights sizes=sizes />
                <div class="dialog__foot">
                    <button type="button" class="button button--primary" on:click=move |_| shown.set(false)>
                        {say(DONE)}
                    </button>
                </div>
            </Show>
        </dialog>
    }
}

/// Whether the brands weigh the same, and what would mend it.
#[component]
fn Weights(
    /// How large the logos are.
    sizes: LogoSizes,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let found = move || {
        let sizes = sizes.get();
        let read = |workbook: &tandem_core::workbook::Workbook| {
            let parties = workbook.parties().iter();
            imbalances(&parties.map(|party| (party, sizes.get(&party.id).copied())).collect::<Vec<_>>())
        };
        session.read(read).unwrap_or_default()
    };
    view! {
        <div class="brands__weights" role="status">
            {move || {
                let (found, language) = (found(), language.get());
                if found.is_empty() {
                    return view! { <p class="brands__even">"✓ " {EVEN.get(language)}</p> }.into_any();
                }
                let line = |one: tandem_core::workbook::Imbalance| view! { <li>"⚠ " {one.text(language)}</li> };
                view! { <ul class="brands__uneven">{found.into_iter().map(line).collect_view()}</ul> }.into_any()
            }}
        </div>
    }
}

/// The fields of one party.
#[component]
fn PartyForm(
    /// The party.
    id: String,
    /// How large the logos are.
    sizes: LogoSizes,
    /// Why the last change was refused.
    refused: RwSignal<Option<Localized>>,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let say = move |text: Text| move || text.get(language.get());
    let key = StoredValue::new(id);
    let party = Memo::new(move |_| session.read(|workbook| of(workbook, &key.get_value())).flatten());
    let name = move || {
        party.with(|party| party.as_ref().map(|party| party.name.get(language.get()).to_owned()).unwrap_or_default())
    };
    let change = move |change: &dyn Fn(&mut Party)| {
        let Some(mut changed) = party.get_untracked() else { return };
        change(&mut changed);
        refused.set(session.try_dispatch(Command::Edit(Edit::SetParty(changed))).err());
    };
    let rename = move |event: Event| {
        let (typed, language) = (event_target_value(&event), language.get_untracked());
        change(&|party| rename(party, typed.trim(), language));
    };
    let role = move |event: Event| {
        let place: usize = event_target_value(&event).parse().unwrap_or(0);
        change(&|party| party.role = ROLES.get(place).map_or(PartyRole::Other, |(role, _)| *role));
    };
    let color = move |event: Event| {
        let typed = Color::parse(&event_target_value(&event));
        change(&|party| party.color = typed);
    };
    let shown_color = move || {
        party.with(|party| party.as_ref().and_then(|party| party.color)).map_or("#888888".to_owned(), Color::hex)
    };
    let has_color = move || party.with(|party| party.as_ref().is_some_and(|party| party.color.is_some()));
    let logo = move || party.with(|party| party.as_ref().and_then(|party| party.logo.clone()));
    let forget_logo = move |_| {
        change(&|party| party.logo = None);
        sizes.update(|sizes| {
            sizes.remove(&key.get_value());
        });
    };
    let remove = move |_| refused.set(session.try_dispatch(Command::Edit(Edit::RemoveParty(key.get_value()))).err());
    let measured = move |event: Event| {
        if let Some(size) = image_size_px(&event) {
            sizes.update(|sizes| {
                sizes.insert(key.get_value(), size);
            });
        }
    };
    let options = move || {
        let now = party.with(|party| party.as_ref().map(|party| party.role));
        let option = |(place, (role, words)): (usize, &(PartyRole, Text))| {
            view! {
                <option value=place.to_string() selected=now == Some(*role)>
                    {words.get(language.get())}
                </option>
            }
        };
        ROLES.iter().enumerate().map(option).collect_view()
    };
    view! {
        <fieldset class="brands__party">
            <legend>{name}</legend>
            <label class="form__line">
                <span>{say(NAME)}</span>
                <input class="form__field" type="text" maxlength="80" prop:value=name on:change=rename />
            </label>
            <label class="form__line">
                <span>{say(ROLE)}</span>
                <select class="form__field" on:change=role>
                    {options}
                </select>
            </label>
            <div class="form__line">
                <label for=format!("brand-color-{}", key.get_value())>{say(COLOR)}</label>
                <span class="brands__pair">
                    <input
                        id=format!("brand-color-{}", key.get_value())
                        class="brands__color"
                        type="color"
                        prop:value=shown_color
                        on:change=color
                    />
                    <Show when=has_color>
                        <button type="button" class="button button--quiet" on:click=move |_| change(&|party| party.color = None)>
                            {say(NO_COLOR)}
                        </button>
                    </Show>
                </span>
            </div>
            <div class="form__line brands__logo">
                <span>{say(LOGO)}</span>
                <span class="brands__pair">
                    {move || logo().map(|logo| view! { <img class="brand__logo" src=logo alt="" on:load=measured /> })}
                    <label class="button">
                        {move || if logo().is_some() { REPLACE.get(language.get()) } else { CHOOSE.get(language.get()) }}
                        <input
                            type="file"
                            class="visually-hidden"
                            accept="image/png,image/jpeg,image/svg+xml,image/webp,image/gif"
                            on:change=move |event| take_logo(session, party.get_untracked(), refused, &event)
                        />
                    </label>
                    <Show when=move || logo().is_some()>
                        <button type="button" class="button button--quiet" on:click=forget_logo>
                            {say(NO_LOGO)}
                        </button>
                    </Show>
                    <button type="button" class="button button--quiet brands__remove" on:click=remove>
                        {say(REMOVE)}
                    </button>
                </span>
            </div>
        </fieldset>
    }
}

/// Reads a chosen picture into the party, so that it goes along with the workbook.
fn take_logo(session: Session, party: Option<Party>, refused: RwSignal<Option<Localized>>, event: &Event) {
    let (Some(file), Some(mut party)) = (files::chosen(event).into_iter().next(), party) else { return };
    leptos::task::spawn_local(async move {
        let reason = match file.data_url().await {
            Ok(logo) => {
                party.logo = Some(logo);
                session.try_dispatch(Command::Edit(Edit::SetParty(party))).err()
            }
            Err(reason) => Some(Localized::same(reason)),
        };
        // The dialog may be closed by now; the party has its logo all the same.
        refused.try_set(reason);
    });
}

fn of(workbook: &tandem_core::workbook::Workbook, id: &str) -> Option<Party> {
    workbook.parties().iter().find(|party| party.id == id).cloned()
}

/// A name that was the same in both languages stays so.
fn rename(party: &mut Party, name: &str, language: Language) {
    if party.name.en == party.name.ja {
        party.name = Localized::same(name);
    } else {
        match language {
            Language::English => name.clone_into(&mut party.name.en),
            Language::Japanese => name.clone_into(&mut party.name.ja),
        }
    }
}

fn new_party(known: &[String]) -> Edit {
    let free = (1..).map(|number| format!("party-{number}")).find(|id| !known.contains(id));
    let name = Localized::of(|language| NEW.get(language).to_owned());
    Edit::SetParty(Party { id: free.unwrap_or_default(), name, role: PartyRole::Partner, color: None, logo: None })
}

const HEADING: Text = Text::new("Parties", "当事者");
const HINT: Text = Text::new(
    "They stand at the head of the presentation and of the printed page, in the same size and style.",
    "プレゼンテーションと印刷ページの冒頭に、同じ大きさと形で並びます。",
);
const NAME: Text = Text::new("Name", "名前");
const ROLE: Text = Text::new("Role", "役割");
const COLOR: Text = Text::new("Colour", "色");
const NO_COLOR: Text = Text::new("Colour of the theme", "テーマの色に戻す");
const LOGO: Text = Text::new("Logo", "ロゴ");
const CHOOSE: Text = Text::new("Choose a picture…", "画像を選択…");
const REPLACE: Text = Text::new("Another picture…", "別の画像…");
const NO_LOGO: Text = Text::new("Without a logo", "ロゴなし");
const REMOVE: Text = Text::new("Remove this party", "この当事者を削除");
const ADD: Text = Text::new("Add a party", "当事者を追加");
const NEW: Text = Text::new("New party", "新しい当事者");
const DONE: Text = Text::new("Close", "閉じる");
const EVEN: Text = Text::new("The brands weigh the same.", "各社のブランドは均等に表示されています。");
