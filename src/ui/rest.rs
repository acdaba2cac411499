//! What follows changes at once while somebody looks at it, and otherwise once they have come to rest: a dragged slider changes
//! everything many times a second, and what is out of sight need not be drawn for each.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;

/// Quiet after the last change before what is out of sight follows.
const QUIET: Duration = Duration::from_millis(160);

/// A value that follows another: at once while `is_live`, else after the last of its changes.
pub fn followed<T>(source: Signal<T>, is_live: impl Fn() -> bool + Copy + 'static) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let shown = RwSignal::new(source.get_untracked());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    let follow = move || {
        // The view may have gone meanwhile, and its signals with it.
        if let Some(value) = source.try_get_untracked()
            && shown.try_with_untracked(|shown| *shown != value) == Some(true)
        {
            shown.try_set(value);
        }
    };
    on_cleanup(stop);
    Effect::new(move |before: Option<()>| {
        source.track();
        let live = is_live();
        stop();
        if live {
            follow();
        } else if before.is_some() {
            waiting.set_value(set_timeout_with_handle(follow, QUIET).ok());
        }
    });
    shown.into()
}

/// Whether an element was in sight when it came to the page, or when the page was last scrolled or resized.
#[must_use]
pub fn in_sight(node: NodeRef<Div>) -> Signal<bool> {
    let is_seen = RwSignal::new(true);
    let look = move || {
        let Some(element) = node.try_get_untracked().flatten() else { return };
        let place = element.get_bounding_client_rect();
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
        let now = place.bottom() > 0.0 && place.top() < height;
        if is_seen.try_get_untracked().is_some_and(|seen| seen != now) {
            is_seen.try_set(now);
        }
    };
    Effect::new(move |_| {
        node.track();
        request_animation_frame(look);
    });
    let listeners = [
        window_event_listener_untyped("scroll", move |_| look()),
        window_event_listener_untyped("resize", move |_| look()),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    is_seen.into()
}
