//! Sentences of charts.

use super::messages;

messages! {
    /// Sentences of charts.
    ChartMessages {
        figures: "Figures", "数値を表示";
        empty: "There is nothing to draw yet: the cells behind this chart hold no numbers.", "このグラフの元になるセルに数値がないため、まだ描画できません。";
        summary: "{series}: from {first} to {last}", "{series}：{first} から {last} まで";
    }
}
