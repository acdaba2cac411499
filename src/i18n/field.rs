//! Sentences of input fields.

use super::messages;

messages! {
    /// Sentences of input fields.
    FieldMessages {
        not_a_number: "“{text}” is not a number. Type one such as 1,200 or 12%.", "「{text}」は数値ではありません。1,200 や 12% のように入力してください。";
        not_a_date: "“{text}” is not a date. Type one such as 2026-03-31.", "「{text}」は日付ではありません。2026-03-31 のように入力してください。";
        below: "The least value here is {bound}.", "ここに入力できる最小値は {bound} です。";
        above: "The greatest value here is {bound}.", "ここに入力できる最大値は {bound} です。";
        slider: "{label}, slider", "{label}（スライダー）";
        yes: "Yes", "はい";
        no: "No", "いいえ";
        agreement: "What the room thinks of “{label}”", "「{label}」についての参加者の見方";
        open: "Open", "未確認";
        agreed: "Agreed", "合意";
        challenged: "Challenged", "要検討";
        agreed_by: "Agreed by {name}, {date}", "合意：{name}（{date}）";
        agreed_on: "Agreed on {date}", "合意（{date}）";
        challenged_by: "Challenged by {name}, {date}", "要検討：{name}（{date}）";
        challenged_on: "Challenged on {date}", "要検討（{date}）";
        source: "Source: {source}", "出典：{source}";
        confidence_high: "High confidence", "確度：高";
        confidence_medium: "Medium confidence", "確度：中";
        confidence_low: "Low confidence", "確度：低";
        range: "Plausible: {low} to {high}", "想定範囲：{low} ～ {high}";
        range_none: "No plausible range yet", "想定範囲は未設定";
        range_low: "Low end of “{label}”", "「{label}」の下限";
        range_high: "High end of “{label}”", "「{label}」の上限";
        range_hint: "What moves the outcome, and how likely it is, is computed between these ends. Empty both to leave the input as it is.", "影響の大きい要因と確率は、この範囲で計算します。両方を空にすると、この入力は固定されます。";
        range_half: "A range has both ends: type the other one, too.", "下限と上限の両方を入力してください。";
        range_reversed: "The low end lies above the high end.", "下限が上限を上回っています。";
        range_misses: "The range has to hold the present value, {value}.", "範囲に現在値 {value} が含まれるようにしてください。";
        is_formula: "This input is a formula now: {formula}", "この入力は現在、数式になっています：{formula}";
    }
}
