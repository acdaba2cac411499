//! Messages between a calculator in a frame and the page around it, as plain data: `{source, v, type, id, payload}`.
//!
//! Whatever comes is read as if an enemy had written it; what is not addressed to a calculator is left alone without a word.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// What the messages of this project name as their source.
const SOURCE: &str = "tandem";
/// The version of the messages.
const VERSION: u64 = 1;
/// Inputs of one message: more than any calculator has.
const MOST_INPUTS: usize = 500;
/// Characters of an identity that is sent back.
const MOST_ID_CHARS: usize = 100;

/// What the page around a calculator may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Enter these inputs, all or none.
    Set(Vec<(String, String)>),
    /// Tell inputs and outcomes.
    Get,
    /// Look like this: names of the look and their values; an empty value takes one back.
    Theme(Vec<(String, String)>),
    /// Print.
    Print,
    /// Begin again as the address says.
    Reset,
}

/// Something that was asked for, with the identity under which the answer is expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The identity, as it came: a number, a text, or nothing.
    pub id: Value,
    /// What is asked for; otherwise what is wrong with the message, in plain English for whoever wrote it.
    pub request: Result<Request, String>,
}

/// Reads a message. Nothing for one that is not meant for a calculator.
#[must_use]
pub fn read(text: &str) -> Option<Asked> {
    let Ok(Value::Object(message)) = serde_json::from_str::<Value>(text) else { return None };
    if message.get("source").and_then(Value::as_str) != Some(SOURCE) {
        return None;
    }
    let id = message.get("id").filter(|id| is_plain_id(id)).cloned().unwrap_or(Value::Null);
    Some(Asked { id, request: request(&message) })
}

fn is_plain_id(id: &Value) -> bool {
    match id {
        Value::Number(_) => true,
        Value::String(text) => text.chars().count() <= MOST_ID_CHARS,
        _ => false,
    }
}

fn request(message: &Map<String, Value>) -> Result<Request, String> {
    if message.get("v").and_then(Value::as_u64) != Some(VERSION) {
        return Err(format!("v must be {VERSION}"));
    }
    let payload = message.get("payload").unwrap_or(&Value::Null);
    match message.get("type").and_then(Value::as_str) {
        Some("set") => texts(payload).map(Request::Set),
        Some("get") => Ok(Request::Get),
        Some("theme") => texts(payload).map(Request::Theme),
        Some("print") => Ok(Request::Print),
        Some("reset") => Ok(Request::Reset),
        _ => Err("type must be set, get, theme, print or reset".to_owned()),
    }
}

/// The fields of an object of texts, numbers and truth values, each as a person would type it.
fn texts(payload: &Value) -> Result<Vec<(String, String)>, String> {
    let Value::Object(fields) = payload else { return Err("payload must be an object".to_owned()) };
    if fields.len() > MOST_INPUTS {
        return Err(format!("payload has more than {MOST_INPUTS} fields"));
    }
    let text = |(name, value): (&String, &Value)| {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(true) => "TRUE".to_owned(),
            Value::Bool(false) => "FALSE".to_owned(),
            _ => return Err(format!("{name} must be a text, a number or a truth value")),
        };
        Ok((name.clone(), text))
    };
    fields.iter().map(text).collect()
}

/// Writes a message to the page around a calculator.
#[must_use]
pub fn write(kind: &str, id: &Value, payload: &impl Serialize) -> String {
    json!({ "source": SOURCE, "v": VERSION, "type": kind, "id": id, "payload": payload }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(text: &str) -> Option<Result<Request, String>> {
        read(text).map(|asked| asked.request)
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn requests_are_read() {
        let envelope = |rest: &str| format!(r#"{{"source":"tandem","v":1,"id":7,{rest}}}"#);
        for (rest, expect) in [
            (r#""type":"get""#, Request::Get),
            (r#""type":"print","payload":null"#, Request::Print),
            (r#""type":"reset""#, Request::Reset),
            (
                r#""type":"set","payload":{"rate":"8%","count":0.1,"large":1200,"on":true,"off":false}"#,
                Request::Set(pairs(&[
                    ("rate", "8%"),
                    ("count", "0.1"),
                    ("large", "1200"),
                    ("on", "TRUE"),
                    ("off", "FALSE"),
                ])),
            ),
            (r##""type":"theme","payload":{"accent":"#123456"}"##, Request::Theme(pairs(&[("accent", "#123456")]))),
        ] {
            assert_eq!(wish(&envelope(rest)), Some(Ok(expect)), "{rest}");
        }
        assert_eq!(read(&envelope(r#""type":"get""#)).map(|asked| asked.id), Some(json!(7)));
    }

    #[test]
    fn what_is_not_meant_for_it_is_left_alone() {
        for text in
            ["", "null", "7", "\"tandem\"", "[]", "{}", r#"{"source":"other","v":1,"type":"get"}"#, "{\"source\":"]
        {
            assert_eq!(wish(text), None, "{text}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(wish(&deep), None, "a message that nests without end");
    }

    #[test]
    fn a_mistake_is_named() {
        for (rest, part) in [
            (r#""v":2,"type":"get""#, "v must be 1"),
            (r#""type":"get""#, "v must be 1"),
            (r#""v":1"#, "type must be"),
            (r#""v":1,"type":"open""#, "type must be"),
            (r#""v":1,"type":"set""#, "payload must be an object"),
            (r#""v":1,"type":"set","payload":[1]"#, "payload must be an object"),
            (r#""v":1,"type":"set","payload":{"a":{"b":1}}"#, "a must be a text"),
            (r#""v":1,"type":"set","payload":{"a":null}"#, "a must be a text"),
        ] {
            let said = wish(&format!(r#"{{"source":"tandem",{rest}}}"#));
            assert!(matches!(&said, Some(Err(reason)) if reason.contains(part)), "{rest}: {said:?}");
        }
        let many = (0..=MOST_INPUTS).map(|number| format!(r#""i{number}":1"#)).collect::<Vec<_>>().join(",");
        let said = wish(&format!(r#"{{"source":"tandem","v":1,"type":"set","payload":{{{many}}}}}"#));
        assert!(matches!(said, Some(Err(_))));
    }

    #[test]
    fn only_a_plain_identity_is_sent_back() {
        for (id, expect) in [
            ("7", json!(7)),
            ("\"a\"", json!("a")),
            ("null", Value::Null),
            ("{\"a\":1}", Value::Null),
            ("[1]", Value::Null),
            ("true", Value::Null),
        ] {
            let asked = read(&format!(r#"{{"source":"tandem","v":1,"type":"get","id":{id}}}"#));
            assert_eq!(asked.map(|asked| asked.id), Some(expect), "{id}");
        }
    }

    #[test]
    fn answers_carry_the_envelope() {
        let written = write("resize", &json!(3), &json!({ "height": 12 }));
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read, json!({ "source": "tandem", "v": 1, "type": "resize", "id": 3, "payload": { "height": 12 } }));
    }
}
