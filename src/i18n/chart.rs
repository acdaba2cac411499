//! Sentences of charts.

use super::messages;

messages! {
    /// Sentences of charts.
    ChartMessages {
        figures: "Figures", "数値を表示";
        empty: "There is nothing to draw yet: the cells behind this chart hold no numbers.", "このグラフの元になるセルに数値がないため、まだ描画できません。";
        svg: "SVG", "SVG";
        png: "PNG", "PNG";
        svg_label: "Download “{title}” as SVG", "「{title}」をSVGでダウンロード";
        png_label: "Download “{title}” as PNG", "「{title}」をPNGでダウンロード";
        no_picture: "The picture could not be made: {reason}", "画像を作成できませんでした：{reason}";
        summary: "{series}: from {first} to {last}", "{series}：{first} から {last} まで";
    }
}
