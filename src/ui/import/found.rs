//! A plan as people read it: what is written, and what is not, with its row, why, and the names that may be meant.

use leptos::prelude::*;
use tandem_core::template::tools::{ImportPlan, ImportProblem, ImportReason, ImportedCell};

use super::Desk;
use crate::i18n::{Language, Messages, fill, t, use_language};

/// Lines of a table that are shown.
const SHOWN: usize = 100;

/// Both halves; nothing where the text says nothing.
#[component]
pub(super) fn Found(
    /// What was given.
    desk: Desk,
) -> impl IntoView {
    let language = use_language();
    let shown = move || desk.plan.get().map(|plan| (plan, language.get()));
    move || {
        let (plan, language) = shown()?;
        let listed = (!plan.cells.is_empty()).then(|| written(desk, &plan, language).into_any());
        let left = (!plan.problems.is_empty()).then(|| problems(desk, &plan, language).into_any());
        Some(view! {
            <div class="import__part">
                <h3 id="import-cells">{t(|m| m.import.to_write)}</h3>
                <p class="dialog__hint" role="status">{told(&plan, language)}</p>
                {listed}
            </div>
            {left}
        })
    }
}

/// What happens to the figures, as one sentence that is also read out.
fn told(plan: &ImportPlan, language: Language) -> String {
    let m = &Messages::of(language).import;
    let mut told = Vec::new();
    if plan.cells.is_empty() {
        told.push(m.nothing.to_owned());
    } else {
        told.push(fill(m.count_to_write, &[("count", &plan.cells.len().to_string())]));
    }
    if !plan.problems.is_empty() {
        told.push(fill(m.count_problems, &[("count", &plan.problems.len().to_string())]));
    }
    if plan.unchanged > 0 || plan.empty > 0 {
        let (unchanged, empty) = (plan.unchanged.to_string(), plan.empty.to_string());
        told.push(fill(m.kept, &[("unchanged", &unchanged), ("empty", &empty)]));
    }
    if plan.added > 0 {
        told.push(fill(m.added, &[("count", &plan.added.to_string())]));
    }
    told.join(if language == Language::English { " · " } else { "・" })
}

fn written(desk: Desk, plan: &ImportPlan, language: Language) -> impl IntoView {
    let own = |text: &str| {
        let shown = desk.session.with(|workbook| workbook.glossary().translate(text, language).to_owned());
        shown.unwrap_or_else(|| text.to_owned())
    };
    let line = |cell: &ImportedCell| {
        view! {
            <tr>
                <td>{own(&cell.partner)}</td>
                <td>{own(&cell.metric)}</td>
                <td>{cell.period.clone()}</td>
                <td class="import__figure">{cell.before.clone()}</td>
                <td class="import__figure import__figure--new">{cell.after.to_string()}</td>
            </tr>
        }
    };
    let lines = plan.cells.iter().take(SHOWN).map(line).collect_view();
    view! {
        <div class="separated__preview import__table" tabindex="0" role="region" aria-labelledby="import-cells">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(|m| m.import.partner)}</th>
                        <th scope="col">{t(|m| m.import.kpi)}</th>
                        <th scope="col">{t(|m| m.import.of_period)}</th>
                        <th scope="col" class="import__figure">{t(|m| m.import.before)}</th>
                        <th scope="col" class="import__figure">{t(|m| m.import.after)}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        {rest(plan.cells.len(), Messages::of(language).import.more)}
    }
}

fn problems(desk: Desk, plan: &ImportPlan, language: Language) -> impl IntoView {
    let lines = plan.problems.iter().take(SHOWN).map(|problem| problem_line(desk, problem, language)).collect_view();
    view! {
        <div class="import__part">
            <h3 id="import-problems" class="import__wrong">{t(|m| m.import.problems)}</h3>
            <div class="separated__preview import__table" tabindex="0" role="region" aria-labelledby="import-problems">
                <table>
                    <thead>
                        <tr>
                            <th scope="col" class="import__figure">{t(|m| m.import.row)}</th>
                            <th scope="col">{t(|m| m.import.reason)}</th>
                            <th scope="col">{t(|m| m.import.partner)}</th>
                            <th scope="col">{t(|m| m.import.kpi)}</th>
                            <th scope="col">{t(|m| m.import.of_period)}</th>
                            <th scope="col">{t(|m| m.import.value)}</th>
                            <th scope="col">{t(|m| m.import.alike)}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            {rest(plan.problems.len(), Messages::of(language).import.more_in_file)}
        </div>
    }
}

fn problem_line(desk: Desk, problem: &ImportProblem, language: Language) -> impl IntoView + use<> {
    let words = Messages::of(language).import.mean;
    let is_partner = matches!(problem.reason, ImportReason::UnknownPartner | ImportReason::SeveralPartners);
    let unknown = if is_partner { problem.partner.clone() } else { problem.metric.clone() };
    let proposal = |name: &String| {
        let own = desk.session.with(|workbook| workbook.glossary().translate(name, language).to_owned());
        let own = own.unwrap_or_else(|| name.clone());
        let (unknown, meant) = (unknown.clone(), name.clone());
        let take = move |_| {
            desk.choices.update(|choices| {
                let known = if is_partner { &mut choices.partners } else { &mut choices.metrics };
                known.insert(unknown.clone(), meant.clone());
            });
        };
        let label = fill(words, &[("name", &own)]);
        view! { <button type="button" class="button button--quiet import__meant" aria-label=label on:click=take>{own}</button> }
    };
    view! {
        <tr>
            <td class="import__figure">{problem.row}</td>
            <td class="import__wrong">{problem.reason.text(language)}</td>
            <td>{problem.partner.clone()}</td>
            <td>{problem.metric.clone()}</td>
            <td>{problem.period.clone()}</td>
            <td>{problem.value.clone()}</td>
            <td>{problem.alike.iter().map(proposal).collect_view()}</td>
        </tr>
    }
}

/// How many lines are not shown.
fn rest(count: usize, words: &str) -> Option<impl IntoView + use<>> {
    let more = count.checked_sub(SHOWN).filter(|more| *more > 0)?;
    let told = fill(words, &[("count", &more.to_string())]);
    Some(view! { <p class="dialog__hint">{told}</p> })
}
