//! What changed since a version, in counts and cell by cell.

use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::compare::{CellChange, Counts, Difference, Kind, PartChange, Side};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::Workbook;

use crate::i18n::{Messages, fill, t, use_language};
use crate::route::{Route, View};
use crate::session::{Command, Session};

/// Cells and parts that are listed, each: more are counted.
const LISTED: usize = 200;

/// The sentences of what changed, without those that say that nothing did.
fn counted(counts: &Counts, language: Language) -> Vec<String> {
    let m = &Messages::of(language).versions;
    let lines = [
        (m.cells_changed, counts.changed),
        (m.cells_added, counts.added),
        (m.cells_removed, counts.removed),
        (m.cells_restyled, counts.restyled),
        (m.recomputed, counts.recomputed),
    ];
    let told = lines.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(sentence, count)| fill(sentence, &[("count", &count.to_string())])).collect()
}

/// What a part of a workbook is called: its kind and its name.
#[must_use]
pub fn named(kind: Kind, name: &Localized, language: Language) -> String {
    let kind = kind.text().get(language);
    match (name.get(language), language) {
        ("", _) => kind.to_owned(),
        (name, Language::English) => format!("{kind} “{name}”"),
        (name, Language::Japanese) => format!("{kind}「{name}」"),
    }
}

fn part_text(part: &PartChange, language: Language) -> String {
    let m = &Messages::of(language).versions;
    let what = named(part.kind, &part.name, language);
    let change = match (&part.before, &part.after) {
        (None, _) => m.added.to_owned(),
        (Some(before), None) if part.kind == Kind::Rows && !before.get(language).is_empty() => {
            fill(m.removed_rows, &[("cells", before.get(language))])
        }
        (_, None) => m.removed.to_owned(),
        (Some(before), Some(after)) => match (before.get(language), after.get(language)) {
            (before, after) if before == after => m.changed.to_owned(),
            (before, after) => fill(m.from_to, &[("before", before), ("after", after)]),
        },
    };
    match language {
        Language::English => format!("{what}: {change}"),
        Language::Japanese => format!("{what}：{change}"),
    }
}

/// What differs between two versions.
#[component]
pub fn Changes(
    /// The session.
    session: Session,
    /// What differs. Its cells stand where they do in the open workbook.
    found: Difference,
    /// How the earlier and the later version are called.
    heads: [fn(&'static Messages) -> &'static str; 2],
    /// Closes the dialog, because a person goes to a cell. Without it, cells are named only.
    #[prop(optional, into)]
    leave: Option<Callback<()>>,
) -> impl IntoView {
    let language = use_language();
    let [was, is] = heads.map(t);
    let Difference { cells, parts, counts } = found;
    let is_same = cells.is_empty() && parts.is_empty() && counts == Counts::default();
    let all = counts.added.saturating_add(counts.removed).saturating_add(counts.changed);
    let listed = u64::try_from(cells.len().min(LISTED)).unwrap_or(u64::MAX);
    let more = all.saturating_sub(listed);
    let has_parts = !parts.is_empty();
    let part_lines = move || {
        let lines = parts.iter().take(LISTED).map(|part| view! { <li>{part_text(part, language.get())}</li> });
        lines.collect_view()
    };
    let has_cells = !cells.is_empty();
    let rows =
        cells.into_iter().take(LISTED).map(|cell| view! { <CellRow session cell leave /> }.into_any()).collect_view();
    view! {
        <div class="versions__changes">
            {is_same.then(|| view! { <p>{t(|m| m.versions.same)}</p> })}
            <ul class="versions__counts">
                {move || counted(&counts, language.get()).into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ul>
            {has_parts
                .then(|| {
                    view! {
                        <h3>{t(|m| m.versions.parts)}</h3>
                        <ul class="versions__parts">{part_lines}</ul>
                    }
                })}
            {has_cells
                .then(|| {
                    view! {
                        <table class="versions__cells">
                            <caption>{t(|m| m.versions.cells)}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{t(|m| m.versions.cell)}</th>
                                    <th scope="col">{was}</th>
                                    <th scope="col">{is}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    }
                })}
            {(more > 0)
                .then(|| {
                    view! {
                        <p>{move || fill(t(|m| m.versions.more)(), &[("count", &more.to_string())])}</p>
                    }
                })}
        </div>
    }
}

#[component]
fn CellRow(
    /// The session.
    session: Session,
    /// The cell.
    cell: CellChange,
    /// Closes the dialog.
    leave: Option<Callback<()>>,
) -> impl IntoView {
    let CellChange { at, before, after, .. } = cell;
    let place = StoredValue::new(session.with(|workbook| workbook.reference(at)).unwrap_or_default());
    let go = move |leave: Callback<()>| {
        let page = |workbook: &Workbook| {
            let page = workbook.page_of(at.sheet)?;
            let view = if page.record().is_some() { View::Figures } else { View::Workbook };
            Some(Route::page(workbook.id(), Some(page.id.as_str()), view))
        };
        if let Some(route) = session.with(page).flatten() {
            leave.run(());
            session.versions().visited.set(Some(Area::of(at)));
            session.dispatch(Command::Go(route));
        }
    };
    let name = match leave {
        None => place.get_value().into_any(),
        Some(leave) => view! {
            <button
                type="button"
                class="versions__go"
                aria-label=move || fill(t(|m| m.versions.go)(), &[("cell", &place.get_value())])
                on:click=move |_| go(leave)
            >
                {place.get_value()}
            </button>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{held(before)}</td>
            <td>{held(after)}</td>
        </tr>
    }
}

/// What a cell holds: what was typed, and below a formula what it gives.
fn held(side: Side) -> AnyView {
    let Side { input, value } = side;
    if input.is_empty() {
        return view! { <span class="versions__empty">{t(|m| m.versions.empty)}</span> }.into_any();
    }
    let value = input.starts_with('=').then(|| view! { <span class="versions__value">{value}</span> });
    view! {
        <span class="versions__input">{input}</span>
        {value}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use tandem_core::compare::Kind;
    use tandem_core::text::Localized;

    use super::*;

    #[test]
    fn a_part_keeps_the_marks_of_its_own_name() {
        let same = |text: &str| Localized::same(text);
        let part = PartChange { kind: Kind::Page, name: same("The “plan”"), before: None, after: Some(same("")) };
        assert!(part_text(&part, Language::English).contains(" “The “plan””: "));
        assert!(part_text(&part, Language::Japanese).contains("「The “plan”」："));
    }

    #[test]
    fn rows_that_are_gone_are_told_with_what_stood_in_them() {
        let told = |before: &str| {
            let before = Some(Localized::same(before));
            PartChange { kind: Kind::Rows, name: Localized::same("Costs 5:6"), before, after: None }
        };
        assert_eq!(
            part_text(&told("Training, 1200"), Language::English),
            "Rows “Costs 5:6”: removed, with Training, 1200"
        );
        assert_eq!(part_text(&told("Training"), Language::Japanese), "行「Costs 5:6」：削除（内容：Training）");
        assert_eq!(part_text(&told(""), Language::English), "Rows “Costs 5:6”: removed");
    }
}
