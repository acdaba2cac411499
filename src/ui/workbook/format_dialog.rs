//! The dialog for number formats: common ones with the active cell's value, and a code of one's own.

use leptos::html;
use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::cell::Value;
use tandem_core::number::NumberFormat;

use crate::browser::keys::press;
use crate::i18n::{Localized, t, use_language};
use crate::ui::dialog::follow;
use crate::ui::grid::GridState;

/// The formats that are offered; the first is General.
const OFFERED: &[&str] = &[
    "",
    "0",
    "#,##0",
    "#,##0.00",
    "#,##0;[Red]-#,##0",
    "$#,##0.00",
    "¥#,##0",
    "€#,##0.00",
    "0%",
    "0.0%",
    "0.00E+00",
    "# ?/?",
    "yyyy-mm-dd",
    "d mmm yyyy",
    "yyyy\"年\"m\"月\"d\"日\"",
    "h:mm",
    "[h]:mm:ss",
    "0.0,,\"M\"",
    "@",
];

/// The dialog.
#[component]
pub fn FormatDialog(
    /// The grid.
    grid: GridState,
    /// Whether it is open.
    shown: RwSignal<bool>,
) -> impl IntoView {
    let (dialog, field) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Input>::new());
    let language = use_language();
    let code = RwSignal::new(String::new());
    let sample = RwSignal::new_local(Value::Blank);
    let prepare = move || {
        let active = grid.active();
        code.set(grid.sheet.style(active).format.unwrap_or_default());
        sample.set(match grid.sheet.value(active) {
            Value::Blank => Value::Number(Decimal::new(12_345_678, 4)),
            value => value,
        });
        if let Some(field) = field.get_untracked() {
            field.set_value(&code.get_untracked());
            field.select();
        }
    };
    follow(dialog, move || shown.get(), prepare);
    let refused = Memo::new(move |_| {
        code.with(|code| {
            let error = (!code.is_empty()).then(|| NumberFormat::parse(code).err()).flatten()?;
            Some(Localized::of(|language| error.text(language)))
        })
    });
    let preview = move |code: &str| {
        let format = (!code.is_empty()).then_some(code);
        let language = language.get();
        let text = |workbook: &tandem_core::workbook::Workbook| {
            sample.with(|sample| workbook.value_text(sample, format, language).into_owned())
        };
        grid.sheet.session().with(text).unwrap_or_default()
    };
    let commit = move || {
        if refused.with_untracked(Option::is_none) {
            let chosen = code.get_untracked();
            grid.set_number_format((!chosen.is_empty()).then_some(chosen));
            shown.set(false);
            grid.focus();
        }
    };
    let general = t(|m| m.workbook.general);
    let offered = OFFERED.iter().map(|offered| {
        view! {
            <label class="formats__line">
                <input
                    type="radio"
                    name="number-format"
                    prop:checked=move || code.with(|code| code == offered)
                    on:change=move |_| code.set((*offered).to_owned())
                />
                <code class="formats__code">{move || if offered.is_empty() { general() } else { *offered }}</code>
                <span class="formats__sample figures">{move || preview(offered)}</span>
            </label>
        }
    });
    let key = move |event: leptos::ev::KeyboardEvent| {
        event.stop_propagation();
        if press(&event).is_some_and(|press| press.key == "Enter") {
            event.prevent_default();
            commit();
        }
    };
    view! {
        <dialog
            class="dialog"
            aria-labelledby="format-heading"
            node_ref=dialog
            on:close=move |_| shown.set(false)
            on:keydown=key
        >
            <div class="dialog__head">
                <h2 id="format-heading">{t(|m| m.workbook.shown_as)}</h2>
            </div>
            <div class="formats" role="radiogroup" aria-labelledby="format-heading">
                {offered.collect_view()}
            </div>
            <label class="form__line">
                <span>{t(|m| m.workbook.format_code)}</span>
                <input
                    class="form__field formats__code"
                    type="text"
                    maxlength="250"
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=field
                    prop:value=code
                    aria-invalid=move || refused.get().map(|_| "true")
                    aria-describedby="format-refused"
                    on:input=move |_| code.set(field.get_untracked().map(|field| field.value()).unwrap_or_default())
                />
            </label>
            <p id="format-refused" class="form__refused" role="alert">
                {move || refused.get().map(|reason| reason.get(language.get()).to_owned())}
            </p>
            <p class="formats__result figures">{move || code.with(|code| preview(code))}</p>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| shown.set(false)>
                    {t(|m| m.workbook.drop)}
                </button>
                <button
                    type="button"
                    class="button button--primary"
                    disabled=move || refused.with(Option::is_some)
                    on:click=move |_| commit()
                >
                    {t(|m| m.workbook.use_format)}
                </button>
            </div>
        </dialog>
    }
}
