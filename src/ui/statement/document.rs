//! The statement itself, as it is read and printed.

use leptos::prelude::*;
use tandem_core::template::tools::{StatementLine, reversals};

use super::Desk;
use super::reverse::reverse;
use crate::browser::page;
use crate::i18n::{fill, t, use_language};

/// The identity of the element of a line.
fn line_id(id: &str) -> String {
    format!("statement-line-{id}")
}

/// The statement itself.
#[component]
pub(super) fn Document(desk: Desk) -> impl IntoView {
    let language = use_language();
    let (period, unit) = (t(|m| m.tools.period), t(|m| m.tools.all_amounts));
    let shown = move |pick: fn(&tandem_core::template::tools::StatementEntry) -> &String| {
        let read = desk.read(|workbook, statement| {
            let at = workbook.control(pick(statement.entry()))?.cell;
            Some(workbook.display_text(at, language.get()))
        });
        read.flatten().unwrap_or_default()
    };
    let title =
        move || desk.read(|_, statement| statement.entry().title.get(language.get()).to_owned()).unwrap_or_default();
    let workbook = move || desk.read(|workbook, _| workbook.title().get(language.get()).to_owned()).unwrap_or_default();
    let currency = move || desk.read(|workbook, statement| statement.currency(workbook)).unwrap_or_default();
    let problem = move || desk.read(|workbook, statement| statement.problem(workbook, language.get())).flatten();
    view! {
        <article class="statement__page">
            <header class="statement__head">
                <div>
                    <p class="statement__origin">{workbook}</p>
                    <h1 id="statement-title" class="statement__title">{title}</h1>
                </div>
                <div class="statement__whom">
                    <p class="statement__party">{move || shown(|entry| &entry.party)}</p>
                    <p>
                        {move || {
                            fill(period(), &[("from", &shown(|entry| &entry.from)), ("to", &shown(|entry| &entry.to))])
                        }}
                    </p>
                    <p class="statement__unit">{move || fill(unit(), &[("currency", &currency())])}</p>
                </div>
            </header>
            <p class="statement__problem" role="status">{problem}</p>
            <Lines desk />
            <div class="statement__sums">
                <Totals desk />
                <Balance desk />
            </div>
        </article>
    }
}

#[component]
fn Lines(desk: Desk) -> impl IntoView {
    let language = use_language();
    let lines = Memo::new(move |_| {
        desk.read(|workbook, statement| statement.lines(workbook, language.get())).unwrap_or_default()
    });
    let heads = move || {
        let heads = desk.read(|workbook, statement| statement.heads(workbook, language.get())).unwrap_or_default();
        let head = |(text, is_amount): (String, bool)| {
            view! { <th scope="col" class:statement__amount=is_amount>{text}</th> }
        };
        heads.into_iter().map(head).collect_view()
    };
    let amounts = Memo::new(move |_| {
        let heads = desk.read(|workbook, statement| statement.heads(workbook, language.get())).unwrap_or_default();
        heads.into_iter().map(|(_, is_amount)| is_amount).collect::<Vec<_>>()
    });
    let can_reverse =
        Memo::new(move |_| desk.session.read(|workbook| !reversals(workbook).is_empty()).unwrap_or(false));
    let row = move |line: StatementLine| {
        let (id, reverses) = (line.id.clone(), line.reverses.clone());
        let cell = |(place, text): (usize, String)| {
            let is_amount = amounts.with_untracked(|amounts| amounts.get(place).copied().unwrap_or(false));
            if text == reverses && !reverses.is_empty() {
                view! { <td><Source lines id=text /></td> }.into_any()
            } else {
                view! { <td class:statement__amount=is_amount class:figures=is_amount>{text}</td> }.into_any()
            }
        };
        let cells = line.fields.clone().into_iter().enumerate().map(cell).collect_view();
        let button = can_reverse.get_untracked() && reverses.is_empty();
        view! {
            <tr id=line_id(&id) tabindex="-1" class:statement__reversal=!reverses.is_empty()>
                {cells}
                <td class="statement__do">{button.then(|| view! { <Reverse desk id=id.clone() /> })}</td>
            </tr>
        }
    };
    view! {
        <div>
            <h2 id="statement-lines">{t(|m| m.tools.lines)}</h2>
            <div class="figures-scroll" tabindex="0" role="region" aria-labelledby="statement-lines">
                <table class="figures-table statement__table">
                    <thead>
                        <tr>
                            {heads}
                            <td class="statement__do"></td>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || lines.get() key=|line| line.clone() let:line>{row(line)}</For>
                    </tbody>
                </table>
            </div>
            <p class="statement__none" hidden=move || !lines.with(Vec::is_empty)>{t(|m| m.tools.no_lines)}</p>
        </div>
    }
}

/// Where the payout stands that a line takes back.
#[component]
fn Source(lines: Memo<Vec<StatementLine>>, id: String) -> impl IntoView {
    let (here, before) = (t(|m| m.tools.takes_back), t(|m| m.tools.earlier));
    let is_here = lines.with_untracked(|lines| lines.iter().any(|line| line.id == id));
    if is_here {
        let (target, words) = (line_id(&id), id.clone());
        view! {
            <button
                type="button"
                class="statement__link"
                aria-label=move || fill(here(), &[("id", &words)])
                on:click=move |_| page::go_to_part(&target)
            >
                {id}
            </button>
        }
        .into_any()
    } else {
        let words = id.clone();
        view! { <span title=move || fill(before(), &[("id", &words)])>{id}</span> }.into_any()
    }
}

#[component]
fn Reverse(desk: Desk, id: String) -> impl IntoView {
    let sentence = t(|m| m.tools.reverse_id);
    let words = id.clone();
    view! {
        <button type="button" class="button button--quiet" on:click=move |_| reverse(desk.session, &id)>
            {move || fill(sentence(), &[("id", &words)])}
        </button>
    }
}

#[component]
fn Totals(desk: Desk) -> impl IntoView {
    let language = use_language();
    let rows = move || desk.read(|workbook, statement| statement.totals(workbook, language.get())).unwrap_or_default();
    move || {
        let mut rows = rows().into_iter();
        let heads = rows.next()?.into_iter().map(|text| view! { <th scope="col">{text}</th> }).collect_view();
        let line = |row: Vec<String>| {
            let cells = row.into_iter().map(|text| view! { <td class="figures">{text}</td> }).collect_view();
            view! { <tr>{cells}</tr> }
        };
        let body = rows.map(line).collect_view();
        Some(view! {
            <section aria-labelledby="statement-totals">
                <h2 id="statement-totals">{t(|m| m.tools.totals)}</h2>
                <table class="figures-table statement__table statement__table--sums">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </section>
        })
    }
}

#[component]
fn Balance(desk: Desk) -> impl IntoView {
    let language = use_language();
    let rows = move || desk.read(|workbook, statement| statement.balance(workbook, language.get())).unwrap_or_default();
    let line = |(words, amount): (String, String)| {
        view! { <div><dt>{words}</dt><dd class="figures">{amount}</dd></div> }
    };
    view! {
        <section aria-labelledby="statement-balance">
            <h2 id="statement-balance">{t(|m| m.tools.balance)}</h2>
            <dl class="statement__balance">{move || rows().into_iter().map(line).collect_view()}</dl>
        </section>
    }
}
