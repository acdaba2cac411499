//! Sentences of Home.

use super::messages;

messages! {
    /// Sentences of the gallery and of recent workbooks.
    HomeMessages {
        heading: "What do you want to work out with your partner?", "パートナーと何を検討しますか？";
        lead: "Pick a model, put in the customer’s own numbers, and show both sides what they gain.",
            "モデルを選び、お客様の数字を入力すると、双方の成果がその場で示されます。";
    }
}
