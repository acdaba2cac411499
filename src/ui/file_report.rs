//! What a file of Excel does not keep: before it is written, and after it was read.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::browser::page;
use crate::i18n::{Messages, fill, t, use_language, words};
use crate::session::{Command, FileLoss, use_session};
use crate::ui::dialog::follow;
use crate::ui::shell::{IconButton, Shape};

/// The list of what is not kept. Before a file is written it asks whether to go on; after one was read it only tells.
#[component]
pub fn FileReportDialog() -> impl IntoView {
    let session = use_session();
    let (report, language) = (session.file_report(), use_language());
    let dialog = NodeRef::<Dialog>::new();
    follow(dialog, move || report.with(Option::is_some), || {});
    // What is shown stays while the dialog closes.
    let shown = Memo::new(move |before: Option<&Option<_>>| report.get().or_else(|| before.cloned().flatten()));
    let is_before = move || shown.with(|report| report.as_ref().is_some_and(|report| report.is_before));
    let heading = move || {
        let shell = &Messages::of(language.get()).shell;
        let file = shown.with(|report| report.as_ref().map(|report| report.file.clone())).unwrap_or_default();
        fill(if is_before() { shell.report_before } else { shell.report_after }, &[("file", &file)])
    };
    let detail = move || {
        let shell = &Messages::of(language.get()).shell;
        if is_before() { shell.report_before_detail } else { shell.report_after_detail }
    };
    let losses = move || {
        let losses = shown.with(|report| report.as_ref().map(|report| report.losses.clone())).unwrap_or_default();
        losses.into_iter().map(|loss| view! { <Line loss /> }).collect_view()
    };
    let close = move || report.set(None);
    view! {
        <dialog
            id="file-report"
            class="dialog"
            aria-labelledby="file-report-heading"
            node_ref=dialog
            on:close=move |_| {
                close();
                page::keep_focus("content");
            }
        >
            <div class="dialog__head">
                <h2 id="file-report-heading">{heading}</h2>
                <IconButton label=words(|m| m.shell.close) shape=Shape::Close press=close />
            </div>
            <p>{detail}</p>
            <ul class="losses">{losses}</ul>
            <div class="dialog__foot">
                <Show
                    when=is_before
                    fallback=move || {
                        view! {
                            <button type="button" class="button button--primary" on:click=move |_| close()>
                                {t(|m| m.shell.close)}
                            </button>
                        }
                    }
                >
                    <button type="button" class="button" on:click=move |_| close()>
                        {t(|m| m.shell.report_cancel)}
                    </button>
                    <button
                        type="button"
                        class="button button--primary"
                        on:click=move |_| session.dispatch(Command::DownloadXlsx { agreed: true })
                    >
                        {t(|m| m.shell.report_agree)}
                    </button>
                </Show>
            </div>
        </dialog>
    }
}

/// One kind of loss, with the first cells that it concerns.
#[component]
fn Line(
    /// The loss.
    loss: FileLoss,
) -> impl IntoView {
    let language = use_language();
    let FileLoss { text, places, more } = loss;
    let rest = move || fill(Messages::of(language.get()).shell.report_more, &[("count", &more.to_string())]);
    let cells = (!places.is_empty()).then(|| {
        let chips = places.into_iter().map(|place| view! { <li class="losses__cell">{place}</li> }).collect_view();
        view! {
            <ul class="losses__cells" aria-label=t(|m| m.shell.report_cells)>
                {chips}
                {(more > 0).then(|| view! { <li>{rest}</li> })}
            </ul>
        }
    });
    view! {
        <li>
            {move || text.get(language.get()).to_owned()}
            {cells}
        </li>
    }
}
