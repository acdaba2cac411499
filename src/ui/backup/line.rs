//! One entry of a backup, with what can be done with it.

use leptos::prelude::*;

use crate::browser::clock;
use crate::i18n::backup::BackupMessages;
use crate::i18n::{Messages, fill, use_language};
use crate::session::{BackupLine, Choice, Standing};

/// An entry: its title, how it stands to what is here, and a choice where there is one.
#[component]
pub(super) fn EntryLine(
    /// Its place among the entries.
    place: usize,
    /// The entry.
    line: BackupLine,
    /// What is to become of each entry.
    choices: RwSignal<Vec<Choice>>,
) -> impl IntoView {
    let language = use_language();
    let words = move || &Messages::of(language.get()).backup;
    let (offered, is_version, (all, new)) = (line.choices(), line.is_version(), line.versions());
    let (title, saved_ms, standing) = (line.title(), line.saved_ms(), line.standing);
    let shown_title = move || match title.trim() {
        "" => words().unnamed.to_owned(),
        title if is_version => fill(words().version, &[("name", title)]),
        title => title.to_owned(),
    };
    let along = (all > 0).then(|| {
        let told = move || fill(words().along, &[("count", &all.to_string()), ("new", &new.to_string())]);
        view! { <p class="restore__stands">{told}</p> }
    });
    let is_wrong = matches!(standing, Standing::Flawed { .. });
    let stands = move || {
        let time = clock::date_time_text(saved_ms, language.get());
        let sentence = match &standing {
            Standing::New => words().is_new,
            Standing::Equal if new > 0 => words().is_equal_alone,
            Standing::Equal => words().is_equal,
            Standing::Stray => words().is_stray,
            Standing::Differs { saved_ms: here_ms } => {
                let here = clock::date_time_text(*here_ms, language.get());
                let sentence = if saved_ms > *here_ms { words().is_later } else { words().is_earlier };
                return fill(sentence, &[("time", &time), ("here", &here)]);
            }
            Standing::Taken => words().is_taken,
            Standing::Aside => words().is_aside,
            Standing::Flawed { reason, .. } => return reason.get(language.get()).to_owned(),
        };
        fill(sentence, &[("time", &time)])
    };
    let named = shown_title.clone();
    let label = move || fill(words().choose, &[("title", &named())]);
    let choose = move |event| {
        let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|place| offered.get(place).copied());
        choices.update(|choices| {
            if let (Some(choice), Some(chosen)) = (choices.get_mut(place), chosen) {
                *choice = chosen;
            }
        });
    };
    let options = move || {
        let option = |(number, choice): (usize, &Choice)| {
            let choice = *choice;
            let is_chosen = choices.with_untracked(|choices| choices.get(place) == Some(&choice));
            view! {
                <option value=number.to_string() selected=is_chosen>{move || choice_words(choice, words())}</option>
            }
        };
        offered.iter().enumerate().map(option).collect_view()
    };
    view! {
        <li class="restore__line">
            <div class="restore__words">
                <p class="restore__title">{shown_title}</p>
                <p class="restore__stands" class:restore__stands--wrong=is_wrong>{stands}</p>
                {along}
            </div>
            {(offered.len() > 1)
                .then(|| {
                    view! {
                        <select class="input restore__choice" aria-label=label on:change=choose>
                            {options()}
                        </select>
                    }
                })}
        </li>
    }
}

const fn choice_words(choice: Choice, words: &'static BackupMessages) -> &'static str {
    match choice {
        Choice::Add => words.add,
        Choice::Copy => words.copy,
        Choice::Replace => words.replace,
        Choice::Versions => words.add_versions,
        Choice::Leave => words.leave,
        Choice::KeepAside => words.keep_aside,
    }
}
