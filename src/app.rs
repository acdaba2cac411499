//! The root of the app: which view stands at which address.

use leptos::prelude::*;

use crate::browser::address;
use crate::route::Route;
use crate::ui::home::Home;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let (route, set_route) = signal(Route::parse(&address::fragment()));
    address::on_change(move |fragment| set_route.set(Route::parse(&fragment)));
    move || match route.get() {
        Route::Home => view! { <Home /> }.into_any(),
        other => other.to_string().into_any(),
    }
}
