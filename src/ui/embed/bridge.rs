//! Speaking with the page around: what it asks is done, what changes is told after a moment of quiet.

use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use serde_json::{Value, json};
use tandem_core::text::Localized;

use super::inputs::{Fault, state};
use super::look::look;
use super::message::{self, Request};
use super::{Calculator, Opened};
use crate::browser::element::{Element, on_resize, outer_height};
use crate::browser::host::{Heard, Host};
use crate::browser::page;
use crate::i18n::sentence;
use crate::session::Theme;

/// Quiet after the last change before the page around hears of it: a slider's drag is one message.
const QUIET: Duration = Duration::from_millis(120);

/// The way to the page around, and what it was told last.
#[derive(Clone, Copy)]
struct Bridge {
    calculator: Calculator,
    host: StoredValue<Host, LocalStorage>,
    told: StoredValue<Value>,
    height: StoredValue<f64>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
}

/// Serves the page around for as long as the view is there. Where there is none, nothing happens.
pub(super) fn attend(calculator: Calculator, main: NodeRef<html::Main>) {
    let told = calculator.framed.with_untracked(|framed| framed.host.clone());
    let Some(host) = Host::find(told) else { return };
    let bridge = Bridge {
        calculator,
        host: StoredValue::new_local(host.clone()),
        told: StoredValue::new(Value::Null),
        height: StoredValue::new(0.0),
        timer: StoredValue::new_local(None),
    };
    host.listen(move |heard| match heard {
        Heard::Port => {
            page::note_room();
            bridge.greet();
        }
        Heard::Text(text) => bridge.answer(&text),
    });
    Effect::new(move |before: Option<()>| {
        calculator.session.revision().track();
        calculator.session.language().track();
        if before.is_some() {
            bridge.tell_soon();
        } else {
            host.knock(&message::write("ready", &Value::Null, &Value::Null));
            bridge.greet();
        }
    });
    Effect::new(move |_| {
        let Some(element) = main.get() else { return };
        let element: Element = element.into();
        bridge.measure(&element);
        let measured = element.clone();
        on_resize(&element, move || bridge.measure(&measured));
    });
}

impl Bridge {
    fn send(self, kind: &str, id: &Value, payload: &Value) {
        self.host.try_with_value(|host| host.send(&message::write(kind, id, payload)));
    }

    fn state(self) -> Value {
        let language = self.calculator.session.language().get_untracked();
        self.calculator.session.with(|workbook| state(workbook, language)).unwrap_or(Value::Null)
    }

    /// Says what stands here, and what could not be entered; or why nothing does.
    fn greet(self) {
        if let Opened::Trouble(trouble) = self.calculator.session.opened().get_untracked() {
            return self.refuse(&Value::Null, "", &trouble.sentence());
        }
        let state = self.state();
        let mut ready = state.clone();
        if let Value::Object(ready) = &mut ready {
            ready.insert("title".to_owned(), json!(self.calculator.session.title().get_untracked()));
        }
        self.told.set_value(state);
        self.send("ready", &Value::Null, &ready);
        for Fault { name, reason } in self.calculator.faults.get_untracked() {
            self.refuse(&Value::Null, &name, &reason);
        }
        self.tell_height();
    }

    fn refuse(self, id: &Value, name: &str, reason: &Localized) {
        let language = self.calculator.session.language().get_untracked();
        let mut payload = json!({ "message": reason.get(language) });
        if let (Value::Object(payload), false) = (&mut payload, name.is_empty()) {
            payload.insert("input".to_owned(), json!(name));
        }
        self.send("error", id, &payload);
    }

    /// Tells of changes once they rest.
    fn tell_soon(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        let tell = move || {
            let Some(told) = self.told.try_get_value() else { return };
            let state = self.state();
            if state != told {
                self.told.set_value(state.clone());
                self.send("change", &Value::Null, &state);
            }
        };
        // Without a timer the page hears of it with the next change.
        self.timer.set_value(set_timeout_with_handle(tell, QUIET).ok());
    }

    fn measure(self, element: &Element) {
        let height = outer_height(element);
        if self.height.try_get_value().is_some_and(|known| known.total_cmp(&height).is_ne()) {
            self.height.set_value(height);
            self.tell_height();
        }
    }

    fn tell_height(self) {
        let height = self.height.get_value();
        if height > 0.0 {
            self.send("resize", &Value::Null, &json!({ "height": height }));
        }
    }

    /// Does what the page around asks, and answers under the identity of the question.
    fn answer(self, text: &str) {
        let Some(asked) = message::read(text) else { return };
        let id = &asked.id;
        let done = match asked.request {
            Err(reason) => {
                Err(Fault { name: String::new(), reason: sentence(|m| m.embed.no_message, &[("reason", &reason)]) })
            }
            Ok(Request::Get) => Ok(()),
            Ok(Request::Set(inputs)) => self.calculator.enter(&inputs),
            Ok(Request::Theme(looks)) => self.dress(&looks),
            Ok(Request::Reset) => {
                self.calculator.reset();
                Ok(())
            }
            Ok(Request::Print) => {
                let reason = || sentence(|m| m.embed.no_print, &[]);
                page::try_print().then_some(()).ok_or_else(|| Fault { name: String::new(), reason: reason() })
            }
        };
        match done {
            Ok(()) => self.send("change", id, &self.state()),
            Err(Fault { name, reason }) => self.refuse(id, &name, &reason),
        }
    }

    /// Puts a look on. One value that can't be used does not keep the others away.
    fn dress(self, looks: &[(String, String)]) -> Result<(), Fault> {
        let mut fault = Ok(());
        for (name, value) in looks {
            let theme = match value.as_str() {
                "light" => Some(Theme::Light),
                "dark" => Some(Theme::Dark),
                "" => Some(Theme::System),
                _ => None,
            };
            match (name.as_str(), theme, look(name, value)) {
                ("theme", Some(theme), _) => self.calculator.session.dress(theme),
                (_, _, Some(properties)) => {
                    let value = Some(value.trim()).filter(|value| !value.is_empty());
                    properties.iter().for_each(|property| page::set_look(property, value));
                }
                _ => {
                    let reason = sentence(|m| m.embed.no_look, &[("name", name), ("value", value)]);
                    fault = Err(Fault { name: name.clone(), reason });
                }
            }
        }
        fault
    }
}
