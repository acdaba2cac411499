//! The signature of a function with the argument that is being typed.

use crate::function::{self, Function, Kind, Parameter, Presence};
use crate::text::Text;

/// One parameter in a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name, in brackets where it may be left out; parameters that repeat stand in brackets together.
    pub text: String,
    /// Whether the caret is in its argument.
    pub is_current: bool,
}

/// A function's signature as help shows it at a call.
#[derive(Clone, Debug)]
pub struct Help {
    /// The function.
    pub function: &'static Function,
    /// Its parameters in order.
    pub parts: Vec<Part>,
    /// The parameter of the argument that is being typed; nothing where there is one argument too many.
    pub current: Option<&'static Parameter>,
}

impl Help {
    /// Help on a function of the catalogue, for the argument of an index; nothing where no function has the name.
    #[must_use]
    pub fn of(name: &str, argument: usize) -> Option<Self> {
        let function = function::get(function::find_in_any_case(name)?)?;
        let repeating = function.parameters.iter().filter(|p| p.presence == Presence::Repeating).count();
        let fixed = function.parameters.len() - repeating;
        let place = match argument.checked_sub(fixed) {
            Some(beyond) if repeating > 0 => fixed + beyond % repeating,
            _ => argument,
        };
        let part = |(index, parameter): (usize, &Parameter)| {
            let name = parameter.name;
            let is_last = index + 1 == function.parameters.len();
            let text = match parameter.presence {
                Presence::Required => name.to_owned(),
                Presence::Optional => format!("[{name}]"),
                Presence::Repeating => {
                    let open = if index == fixed { "[" } else { "" };
                    let close = if is_last { ", ...]" } else { "" };
                    format!("{open}{name}{close}")
                }
            };
            Part { text, is_current: index == place }
        };
        let parts = function.parameters.iter().enumerate().map(part).collect();
        Some(Self { function, parts, current: function.parameters.get(place) })
    }
}

/// What an argument may be, in a few words.
#[must_use]
pub const fn kind_text(kind: Kind) -> Text {
    match kind {
        Kind::Number => Text::new("a number", "数値"),
        Kind::Text => Text::new("a text", "文字列"),
        Kind::Bool => Text::new("TRUE or FALSE", "TRUE または FALSE（論理値）"),
        Kind::Any => Text::new("any value", "任意の値"),
        Kind::Range => Text::new("a range or an array", "範囲または配列"),
        Kind::Beside => Text::new("a range in the shape of the first one", "最初の範囲と同じ形の範囲"),
        Kind::Reference => Text::new("a reference to cells", "セル参照"),
    }
}
