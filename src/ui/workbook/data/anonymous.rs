//! The copy that may be shown to anyone: which names are replaced and how far amounts are rounded.

use leptos::prelude::*;
use tandem_core::exchange::{Anonymity, TakenOut, proposed_names};
use tandem_core::file;
use tandem_core::text::{Localized, Text};

use super::Bench;
use super::form::{BareField, Choice, Form, say};
use crate::i18n::use_language;
use crate::session::{Command, Weight};
use crate::ui::anonymous::anonymous_copy;

/// A name with what stands in its place, as a person edits them.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pair {
    key: u32,
    name: RwSignal<String>,
    other: RwSignal<String>,
}

impl Pair {
    fn new(key: u32, (name, other): (String, String)) -> Self {
        Self { key, name: RwSignal::new(name), other: RwSignal::new(other) }
    }
}

/// Significant digits that amounts can be rounded to; none keeps them.
const DIGITS: [Option<u32>; 4] = [Some(2), Some(1), Some(3), None];

/// Asks what is taken out, and opens the copy so that its maker can look through it first.
#[component]
pub fn AnonymousForm(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let session = bench.desk.session;
    let proposed = session.with(proposed_names).unwrap_or_default();
    let pairs: Vec<Pair> = (0..).zip(proposed).map(|(key, pair)| Pair::new(key, pair)).collect();
    let pairs = RwSignal::new(pairs);
    let chosen = RwSignal::new(0_usize);
    let add = move |_| {
        pairs.update(|pairs| {
            let key = pairs.iter().map(|pair| pair.key).max().map_or(0, |most| most.saturating_add(1));
            pairs.push(Pair::new(key, (String::new(), String::new())));
        });
    };
    let make = move |()| {
        const NOTHING: Text = Text::new(
            "Say what stands in place of every name.",
            "すべての名前について、置き換える言葉を入力してください。",
        );
        let names = pairs.with_untracked(|pairs| {
            let texts = pairs.iter().map(|pair| (pair.name.get_untracked(), pair.other.get_untracked()));
            texts.filter(|(name, _)| !name.trim().is_empty()).collect::<Vec<_>>()
        });
        if names.iter().any(|(_, other)| other.trim().is_empty()) {
            return Err(NOTHING.into());
        }
        let anonymity = Anonymity { names, digits: DIGITS.get(chosen.get_untracked()).copied().flatten() };
        let Some((copy, taken_out)) = anonymous_copy(session, &anonymity)? else { return Ok(()) };
        let name = session.with(|workbook| workbook.title().get(session.language().get_untracked()).to_owned());
        session.try_dispatch(Command::Import { name: name.unwrap_or_default(), text: file::write(&copy) })?;
        session.say(Weight::Attention, told(taken_out), None);
        Ok(())
    };
    let language = use_language();
    let called = move |words: Text| Signal::derive(move || words.get(language.get()).to_owned());
    let line = move |pair: Pair| {
        view! {
            <li class="form__names">
                <BareField label=called(NAME) text=pair.name />
                <span aria-hidden="true">"→"</span>
                <BareField label=called(OTHER) text=pair.other />
                <button
                    type="button"
                    class="button button--quiet"
                    on:click=move |_| pairs.update(|pairs| pairs.retain(|known| known.key != pair.key))
                >
                    {say(KEEP)}
                </button>
            </li>
        }
    };
    let options = DIGITS.map(|digits| match digits {
        Some(digits) => Localized {
            en: format!("rounded to {digits} significant digit{}", if digits == 1 { "" } else { "s" }),
            ja: format!("有効数字{digits}桁に丸める"),
        },
        None => Text::new("as they are", "そのまま").into(),
    });
    view! {
        <Form bench=bench heading=HEADING done=Some(MAKE) on_done=make is_wide=true>
            <p class="form__hint">{move || HINT.get(language.get())}</p>
            <ul class="form__list form__list--close" aria-label=say(NAMES)>
                <For each=move || pairs.get() key=|pair| pair.key children=line />
            </ul>
            <button type="button" class="button" on:click=add>
                {say(ADD)}
            </button>
            <Choice words=AMOUNTS options=options.to_vec() chosen=chosen />
        </Form>
    }
}

fn told(taken_out: TakenOut) -> Localized {
    let TakenOut { cells, amounts, notes, sources } = taken_out;
    Localized {
        en: format!(
            "This is the anonymised copy. Cells with replaced names: {cells}. Rounded amounts: {amounts}. Left out: notes {notes}, sources {sources}. Look through it before you hand it on."
        ),
        ja: format!(
            "匿名化したコピーです。名前を置き換えたセル：{cells}、丸めた金額：{amounts}、除いたメモ：{notes}、除いた出典：{sources}。渡す前に内容をご確認ください。"
        ),
    }
}

const HEADING: Text = Text::new("Anonymised copy", "匿名化したコピー");
const HINT: Text = Text::new(
    "A copy opens in which these names are replaced wherever they stand, and in which notes, sources, logos and who agreed are left out. Formulas stay live; rates and dates stay as they are. This workbook does not change.",
    "次の名前をすべて置き換え、メモ・出典・ロゴ・同意者を除いたコピーを開きます。数式はそのまま計算され、率と日付は変わりません。元のワークブックは変更されません。",
);
const NAMES: Text = Text::new("Names that are replaced", "置き換える名前");
const NAME: Text = Text::new("Name", "名前");
const OTHER: Text = Text::new("What stands in its place", "置き換え後の言葉");
const KEEP: Text = Text::new("Keep it", "置き換えない");
const ADD: Text = Text::new("Another name", "名前を追加");
const AMOUNTS: Text = Text::new("Amounts of money and large counts", "金額と大きな数");
const MAKE: Text = Text::new("Make the copy", "コピーを作成");
