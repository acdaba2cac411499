//! The drawings of the interface: the product's mark and one stroke family of icons.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Save as a file.
    Download,
    /// Save as a file of a spreadsheet program.
    Table,
    /// Choose a file.
    Open,
    /// Language and theme.
    Settings,
    /// Find.
    Search,
    /// Remove.
    Delete,
    /// Close.
    Close,
    /// Stored.
    Check,
    /// On its way.
    Clock,
    /// Needs attention.
    Warning,
    /// Leads on.
    Arrow,
    /// Up a place.
    Up,
    /// Down a place.
    Down,
    /// Keys.
    Keyboard,
    /// An address to hand on.
    Link,
}

impl Shape {
    /// The strokes, on a square of 24.
    const fn path(self) -> &'static str {
        match self {
            Self::Undo => "M9 7 4.5 11.5 9 16M5 11.5h9.5a5 5 0 0 1 0 10H12",
            Self::Redo => "m15 7 4.5 4.5L15 16M19 11.5H9.5a5 5 0 0 0 0 10H12",
            Self::Download => {
                "M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M4.5 16v2.5a1.5 1.5 0 0 0 1.5 1.5h12a1.5 1.5 0 0 0 1.5-1.5V16"
            }
            Self::Table => {
                "M5 4.5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1zM4 9.5h16M4 14.5h16M10 9.5v10"
            }
            Self::Open => {
                "M3.5 18.5v-12A1.5 1.5 0 0 1 5 5h4l2 2.5h6.5A1.5 1.5 0 0 1 19 9v1.5M3.5 18.5l2.8-7a1.5 1.5 0 0 1 1.4-1h12.6l-3 8z"
            }
            Self::Settings => {
                "M4 7h9m4 0h3M4 17h3m4 0h9M15 4.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM9 14.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z"
            }
            Self::Search => "M10.5 4.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15 15l4.8 4.8",
            Self::Delete => "M5 7h14M10 7V5h4v2M7 7l.8 12h8.4L17 7M10.5 10.5v5.5m3-5.5v5.5",
            Self::Close => "m6.5 6.5 11 11m0-11-11 11",
            Self::Check => "m5.5 12.5 4.2 4.2 8.8-9.4",
            Self::Clock => "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4.5l3 1.8",
            Self::Warning => "M12 4.5 3.5 19h17zM12 10v4.2m0 2.3v.1",
            Self::Up => "M12 19V6m0 0-5 5m5-5 5 5",
            Self::Down => "M12 5v13m0 0-5-5m5 5 5-5",
            Self::Link => {
                "m10 14 4-4M8.5 11 6 13.5a3.2 3.2 0 0 0 4.5 4.5l2.5-2.5M11 8.5 13.5 6a3.2 3.2 0 0 1 4.5 4.5L15.5 13"
            }
            Self::Arrow => "M5 12h13m0 0-5-5m5 5-5 5",
            Self::Keyboard => {
                "M4.5 6.5h15a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM7 10h.1m3.2 0h.1m3.2 0h.1m3.2 0h.1M8 14h8"
            }
        }
    }
}

/// An icon. It says nothing to those who listen: the words stand beside it or in the button's name.
#[component]
pub fn Icon(
    /// What it shows.
    shape: Shape,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=shape.path()></path>
        </svg>
    }
}

/// The product's mark: two leaves of equal weight around one spine.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path class="mark__first" d="M3 9a6 6 0 0 1 6-6h6v14a12 12 0 0 1-12 12z"></path>
            <path class="mark__second" d="M29 23a6 6 0 0 1-6 6h-6V15A12 12 0 0 1 29 3z"></path>
        </svg>
    }
}
