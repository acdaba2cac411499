//! What may come a moment after a key: it is worked out once the person rests, so that the key itself is drawn at once.

use std::time::Duration;

use leptos::prelude::*;

/// Rest after which it is worked out: longer than keys that are held down leave each other, shorter than a glance aside.
const REST: Duration = Duration::from_millis(60);

/// A signal of what `read` gives: at first at once, and later when whatever `follow` tracks has rested.
pub fn rested<T>(follow: impl Fn() + 'static, read: impl Fn() -> T + Clone + 'static) -> RwSignal<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let signal = RwSignal::new(untrack(&read));
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(stop);
    Effect::new(move |before: Option<()>| {
        follow();
        stop();
        if before.is_none() {
            return;
        }
        let read = read.clone();
        let tell = move || {
            // The view may have gone meanwhile, and its signals with it.
            if signal.try_with_untracked(|_| ()).is_none() {
                return;
            }
            let now = untrack(&read);
            if signal.with_untracked(|before| *before != now) {
                signal.set(now);
            }
        };
        waiting.set_value(set_timeout_with_handle(tell, REST).ok());
    });
    signal
}
