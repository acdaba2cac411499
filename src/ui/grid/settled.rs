//! A signal that keeps still while what it is read from moves without changing it.

use leptos::prelude::*;

/// A signal that follows what `read` gives, and tells its own followers only of changes.
///
/// A memo would do the same, but whenever something it reads moves, everything that follows the memo has to ask it whether
/// it changed. That costs more than the answer where one memo has thousands of followers, as the cells of a grid.
pub fn settled<T>(read: impl Fn() -> T + 'static) -> RwSignal<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let signal = RwSignal::new(untrack(&read));
    Effect::new(move |_| {
        let now = read();
        if signal.with_untracked(|before| *before != now) {
            signal.set(now);
        }
    });
    signal
}
