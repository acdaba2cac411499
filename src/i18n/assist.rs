//! Sentences of what is shown beside a formula while it is typed.

use super::messages;

messages! {
    /// Sentences of what is shown beside a formula while it is typed.
    AssistMessages {
        names: "Functions and names", "関数と名前";
        defined_name: "Name for {cells}", "{cells} の名前";
        local_name: "Name within this formula", "この数式の中の名前";
        more_names: "{count} more; go on typing to narrow them down", "ほか {count} 件。続けて入力すると絞り込めます";
        optional: ", may be left out", "（省略可能）";
    }
}
