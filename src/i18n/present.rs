//! Sentences of Present.

use super::messages;

messages! {
    /// Sentences of Present.
    PresentMessages {
        region: "Presentation", "プレゼンテーション";
        inputs: "Inputs", "入力";
        outcomes: "Outcomes", "結果";
        more_outcomes: "More outcomes", "その他の結果";
        charts: "Charts", "グラフ";
        more_charts: "More charts", "その他のグラフ";
        together: "{parties} together", "{parties} の共同作成";
        parties: "Parties…", "当事者…";
        scenarios: "Scenario", "シナリオ";
        scenario_changed: "changed", "変更あり";
        keep: "Keep as a scenario…", "シナリオとして保存…";
        keep_heading: "Keep the present inputs", "現在の入力を保存";
        keep_name: "Name of the new scenario", "新しいシナリオの名前";
        keep_done: "Keep", "保存";
        kept_name: "Name of the chosen scenario", "選択中のシナリオの名前";
        kept_rename: "Rename", "名前を変更";
        kept_update: "Put the present inputs in", "現在の入力で更新";
        kept_delete: "Delete", "削除";
        kept_none: "No scenario is chosen.", "シナリオは選択されていません。";
        kept_nameless: "Type a name first.", "先に名前を入力してください。";
        kept_twice: "“{name}” exists already. Type another name.", "「{name}」は既にあります。別の名前を入力してください。";
        kept: "The present inputs are kept as “{name}”.", "現在の入力を「{name}」として保存しました。";
        kept_updated: "“{name}” holds the present inputs.", "「{name}」を現在の入力で更新しました。";
        kept_deleted: "“{name}” is deleted. The inputs stay as they are; undo brings it back.", "「{name}」を削除しました。入力はそのままです。「元に戻す」で復元できます。";
        compare: "Side by side", "並べて比較";
        compare_close: "Close the comparison", "比較を閉じる";
        comparison: "Scenarios side by side", "シナリオの比較";
        comparison_hint: "Beneath a figure stands by how much it differs from now.", "各値の下は、現在との差です。";
        show_exact: "Rounded to {digits} significant digits, as sure as the inputs are. Show {exact}", "入力の確度に合わせて有効数字{digits}桁で表示しています。{exact} を表示";
        show_rounded: "Show as many digits as the inputs allow", "確度に応じた桁数で表示";
        outcome: "Outcome", "結果";
        now: "Now", "現在";
        comparison_failed: "A scenario can't be applied: {reason}", "シナリオを適用できません：{reason}";
        moves_most: "Moves most with {input} ({low} – {high}): {at_low} – {at_high}", "最も影響する入力：{input}（{low}～{high}）で {at_low}～{at_high}";
        definition_choice: "Definition of {outcome}", "{outcome}の定義";
        nothing: "This workbook has no controls or outcomes to present yet.", "このワークブックには、プレゼンテーションに表示する入力や結果がまだありません。";
        back: "Open the sheets", "シートを開く";
        progress: "{agreed} of {total} inputs agreed", "入力 {total} 件中 {agreed} 件が合意済み";
        speaker: "Speaking", "発言者";
        speaker_hint: "Who agrees or doubts", "合意・異議を述べる人";
        moved: "Changes so far ({count})", "これまでの変更（{count}件）";
        moved_none: "No input has moved yet.", "入力の変更はまだありません。";
        moved_by: "by {name}", "発言者：{name}";
        agenda: "Agenda", "進行";
        step_agree: "Agree on inputs", "入力を合意";
        step_outcome: "See the outcome", "結果を確認";
        step_charts: "Look over time", "推移を確認";
        step_explore: "Ask what if", "条件を変えて検討";
        full_screen: "Full screen", "全画面";
        print: "Print", "印刷";
        charts_on_paper: "Charts on paper: {count} of {total}", "印刷するグラフ：{total}件中{count}件";
        all_charts: "All charts", "すべてのグラフ";
        printed: "Printed on {date} with Tandem", "{date} Tandemで印刷";
        printed_scenario: "Scenario: {name}", "シナリオ：{name}";
        assumptions: "Assumptions", "前提条件";
        value: "Value", "値";
        evidence: "Source, date, confidence", "出典・日付・確度";
        agreement: "Agreement", "合意状況";
        definitions: "Definitions", "用語の定義";
        for_party: "for {party}", "{party}にとって";
    }
}
