//! Sentences of merging two versions of a workbook.

use super::messages;

messages! {
    /// Sentences of merging two versions of a workbook.
    MergeMessages {
        offer: "Merge…", "統合…";
        offer_detail: "Brings both together: shows what each side changed, and asks where both changed the same.",
            "両方の変更を一つにまとめます。同じ箇所が両方で変更されている場合は、どちらを使うか選択できます。";
        heading_tab: "Merge with the other tab’s version", "別のタブの内容と統合";
        heading_copy: "Merge “{title}” into this workbook", "「{title}」をこのワークブックに統合";
        comparing: "Comparing both versions…", "内容を比較しています…";
        base: "Compared with what both began with, saved {time}.", "{time} に保存された共通の内容を基準に比較しています。";
        no_base: "It is not known what both began with. Every difference is therefore asked about, and stays as it is here unless you choose the other one.",
            "共通の元の内容が分からないため、すべての違いを選択の対象としています。選択しない限り、こちらの内容が残ります。";
        joins: "{count} {count|change joins|changes join} without a question", "そのまままとまる変更：{count}";
        of_tab: "Changed in this tab", "このタブでの変更";
        of_other_tab: "Changed in the other tab", "別のタブでの変更";
        of_here: "Stays from this workbook", "このワークブックに残る内容";
        of_copy: "Comes from the copy", "コピーから加わる内容";
        before: "Before", "変更前";
        after: "After", "変更後";
        to_decide: "{count} {count|difference|differences} to decide", "選択が必要な違い：{count}";
        nothing_to_decide: "Nothing has to be decided: no place was changed on both sides.", "両方で変更された箇所はないため、選択は不要です。";
        same: "Both versions are the same.", "どちらも同じ内容です。";
        all_mine: "All from here", "すべてこちら";
        all_theirs: "All from there", "すべて相手側";
        tab: "This tab", "このタブ";
        other_tab: "The other tab", "別のタブ";
        here: "This workbook", "このワークブック";
        copy: "The copy", "コピー";
        cell: "{page}, cell {cell}", "{page}のセル {cell}";
        absent_part: "not there", "なし";
        more: "Show {count} more", "さらに {count} 件を表示";
        chosen: "{count} of {all} from there", "{all} 件中 {count} 件は相手側を使用";
        refused: "What can’t be taken over", "取り込めない内容";
        merge: "Merge", "統合する";
        merged: "Both versions are one now. Undo gives back this tab’s version.", "両方の内容を統合しました。「元に戻す」でこのタブの内容に戻せます。";
        merged_copy: "“{title}” was merged into this workbook. Undo takes that back; the copy is still there.",
            "「{title}」をこのワークブックに統合しました。「元に戻す」で取り消せます。コピーも残っています。";
        already_here: "“{title}” was here already and differs. What you opened is a copy beside it.",
            "「{title}」はすでに保存されており、内容が異なります。開いた内容は別のコピーとして追加しました。";
        party: "One party looks at the moment. A merge shows everything, so that it is possible again when everything is shown.",
            "現在は一つの当事者の表示になっています。統合ではすべての内容が表示されるため、全体の表示に戻してから行ってください。";
        absent: "The other version is not there any more.", "相手側の内容はもうありません。";
        changed: "Something changed meanwhile. Please look once more.", "その間に内容が変更されました。もう一度ご確認ください。";
    }
}
