//! A decision record as a readable page with live figures, and its editor.
//!
//! Words are those of the record, figures the cells of its sheet; what nobody types (tripped triggers, due reviews, gaps,
//! scores) comes from `tandem_core::record`. This folder must not know how any of it is computed. Start reading at
//! [`RecordPage`]; `desk.rs` is what its parts share.

mod actions;
mod adding;
mod cell_field;
mod desk;
mod figures;
mod gaps;
mod head;
mod history;
mod links;
mod options;
mod review;
mod reviews;
mod then;
mod trade_off;
mod watching;
mod words;

use leptos::prelude::*;
use tandem_core::cell::CellAddress;
use tandem_core::workbook::{PageId, Prose};

pub use self::adding::{RECORD_FILE, RecordFile, add_blank};
use self::desk::Desk;
use self::figures::{Conditions, Figures};
use self::head::Head;
pub use self::head::{in_force_words, meaning_word};
use self::history::Revisions;
use self::links::Links;
use self::options::Options;
use self::reviews::Reviews;
use self::then::ThenAndNow;
use self::words::{Facts, Risks, Section};
use crate::i18n::t;
use crate::session::Session;

/// The decision record on a page.
#[component]
pub fn RecordPage(
    /// The session.
    session: Session,
    /// The page.
    page: PageId,
    /// Shows a cell among the others that it is reached from.
    go_to: Callback<CellAddress>,
) -> impl IntoView {
    let desk = Desk::new(session, page, go_to);
    view! {
        <article class="record" class:record--edited=move || desk.is_edited() aria-label=t(|m| m.record.region)>
            <Head desk />
            <div class="record__columns">
                <div class="record__main">
                    <Section desk part=Prose::Context />
                    <Figures desk is_driver=false />
                    <Figures desk is_driver=true />
                    <Options desk />
                    <Section desk part=Prose::Decision is_lead=true />
                    <Section desk part=Prose::Rationale />
                    <Risks desk />
                    <Conditions desk />
                    <ThenAndNow desk />
                    <Section desk part=Prose::Next />
                </div>
                <div class="record__side">
                    <Facts desk />
                    <Reviews desk />
                    <Links desk />
                    <Revisions desk />
                </div>
            </div>
        </article>
    }
}
