//! Keys as the interface understands them.

use web_sys::{Event, InputEvent, KeyboardEvent};

use super::page;

/// A key with what is held down beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The key's name as the browser gives it: `z`, `Enter`, `ArrowDown`. Letters are in lower case.
    pub key: String,
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
}

/// What was pressed; nothing while an input method composes a word, whose keys belong to it alone.
///
/// Safari ends a composition before it sends the Enter that ended it, with the key code 229, so both signs are read. Every
/// key handler of the app starts here, so that no other place has to know.
#[must_use]
pub fn press(event: &KeyboardEvent) -> Option<Press> {
    const COMPOSING: u32 = 229;
    if event.is_composing() || event.key_code() == COMPOSING {
        return None;
    }
    let key = written(event);
    let key = if key.chars().count() == 1 { key.to_lowercase() } else { key };
    Some(Press { key, command: event.ctrl_key() || event.meta_key(), shift: event.shift_key(), alt: event.alt_key() })
}

/// The sign that a key writes. On Apple keyboards Option writes other signs with it; what counts is then the key itself,
/// so that Option+1 is the same there as Alt+1 elsewhere. Ctrl+Shift with a digit means the digit, whatever sign a keyboard
/// has above it.
fn written(event: &KeyboardEvent) -> String {
    let code = event.code();
    let own = code.strip_prefix("Digit").or_else(|| code.strip_prefix("Key"));
    match own {
        Some(own) if event.alt_key() && page::is_apple() => own.to_owned(),
        Some(digit)
            if event.shift_key()
                && (event.ctrl_key() || event.meta_key())
                && digit.starts_with(|sign: char| sign.is_ascii_digit()) =>
        {
            digit.to_owned()
        }
        _ => event.key(),
    }
}

/// Whether a field changed because a letter was put in at the caret: not by deleting, pasting, undoing or an input method.
#[must_use]
pub fn is_typed_on(event: &Event) -> bool {
    use wasm_bindgen::JsCast as _;
    event.dyn_ref::<InputEvent>().is_some_and(|event| !event.is_composing() && event.input_type() == "insertText")
}

/// Whether the event comes from a field in which a person types, which has its own undo and its own keys.
#[must_use]
pub fn is_typing(event: &KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast as _;
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    if element.is_content_editable() {
        return true;
    }
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => {
            let kind = element.get_attribute("type").unwrap_or_default();
            !matches!(kind.as_str(), "range" | "checkbox" | "radio" | "button")
        }
        _ => false,
    }
}
