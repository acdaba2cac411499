//! Sentences of lists with forms, of statements, and of the view of one party.

use super::messages;

messages! {
    /// Sentences of lists with forms, of statements, and of the view of one party.
    ToolMessages {
        none: "This workbook has no list of this kind.", "このワークブックには、該当する一覧がありません。";
        to_sheet: "Show in the sheet", "シートで表示";
        to_present: "Back to Present", "プレゼンテーションに戻る";
        add: "Add {item}", "{item}を追加";
        count: "{count} in use, {problems} with a problem", "登録 {count} 件、要確認 {problems} 件";
        hint: "Drag a row by its handle, or press Alt with the up or down arrow. Every step can be undone.", "ハンドルをドラッグするか、Alt＋↑↓キーで並べ替えます。すべての操作は元に戻せます。";
        grip: "Move “{title}”: Alt and arrow up or down", "「{title}」を移動：Alt＋↑↓";
        up: "Move “{title}” up", "「{title}」を上へ移動";
        down: "Move “{title}” down", "「{title}」を下へ移動";
        remove: "Remove “{title}”", "「{title}」を削除";
        switched: "“{title}” counts", "「{title}」を有効にする";
        untitled: "Untitled", "名称未設定";
        moved: "“{title}” is now number {place} of {count}.", "「{title}」を{count}件中{place}番目に移動しました。";
        stays: "“{title}” stays number {place} of {count}.", "「{title}」は{count}件中{place}番目のままです。";
        added: "Added at the end, switched off. Fill it in and switch it on.", "末尾に無効の状態で追加しました。内容を入力してから有効にしてください。";
        removed: "“{title}” was removed. Undo brings it back.", "「{title}」を削除しました。「元に戻す」で復元できます。";
        problem_at: "{title}: {problem}", "{title}：{problem}";
        open: "Edit", "編集";
        close: "Close", "閉じる";
        unchosen: "Choose…", "選択…";
        formula: "From the formula {formula}", "数式 {formula} の結果";
        picture: "What the list gives", "一覧の適用結果";
        last_good: "Last results before “{title}” was refused: {problem}", "「{title}」が不成立になる前の結果です：{problem}";
        last_good_any: "Last results before this was wrong: {problem}", "問題が生じる前の結果です：{problem}";
        row_of: "{sheet}, row {row}", "{sheet} {row}行目";
        before_because: "As of before the last change, because {reason}", "変更前の値です。理由：{reason}";
        before_change: "As of before the last change, because an entry can’t be read", "変更前の値です。理由：読み取れない入力があります";
        now_without: "Now: {value}", "現在：{value}";
        standing: "Results are shown as of before the last change, because an entry is wrong.", "入力に誤りがあるため、結果は変更前の値を表示しています。";
        standing_more: "and {count} more", "ほか{count}件";
        accept: "Show present results", "現在の結果を表示";
        show_now: "Show what the others give now", "ほかの行による現在の結果を表示";
        show_last: "Show the last results", "直前の結果を表示";
        edit_list: "Edit: {title}", "{title}を編集";
        open_statement: "Open the statement", "明細書を開く";
        make_room: "Room for {count} more {items}", "あと{count}{items}分の行を追加";
        room_made: "There is room for {count} {items} now. Undo takes it back.", "{count}{items}分の行になりました。「元に戻す」で取り消せます。";
        strays: "Rows beneath the table that are not counted: {count}", "表の下で集計に含まれていない行：{count}";
        count_strays: "Make room and count them", "行を追加して集計に含める";
        reverse: "Reverse this payout", "この支払を戻入";
        reverse_id: "Reverse {id}", "{id}を戻入";
        reversed: "{id} was reversed by {reversal}. Undo takes it back.", "{id}を{reversal}で戻入しました。「元に戻す」で取り消せます。";
        statement_for: "Statement for", "対象者";
        period: "{from} to {to}", "{from} ～ {to}";
        all_amounts: "All amounts in {currency}", "金額の単位：{currency}";
        lines: "Lines", "明細";
        no_lines: "There is no payout in this period.", "この期間の支払はありません。";
        totals: "By currency of the deals", "案件の通貨別";
        balance: "Balance", "残高";
        takes_back: "Go to the payout {id}", "元の支払 {id} へ移動";
        earlier: "The payout {id} stands before this period", "元の支払 {id} は期間外です";
        print: "Print", "印刷";
        csv: "Download as CSV", "CSVでダウンロード";
        actions: "What can be done", "操作";
        seen_by: "Seen by", "表示対象";
        everybody: "Everything", "すべて";
        seen_note: "Seen by {party}. Confidential rows and internal sheets are hidden.", "{party}向けの表示です。機密の行と内部用シートは表示されません。";
        show_everything: "Show everything", "すべて表示";
        party_copy: "Copy for {party}", "{party}向けのコピー";
        party_copied: "The copy for {party} holds values only. Not in it: {formulas} formulas, {inputs} inputs and scenarios, {notes} notes, {rows} internal rows, and the sheets {pages}.", "{party}向けのコピーには値だけが含まれます。除外したもの：数式{formulas}件、入力とシナリオ{inputs}件、メモ{notes}件、内部用の行{rows}行、シート（{pages}）。";
        hidden_from_party: "This could show what is hidden from the party that looks. Show everything first.", "表示対象の当事者に非公開の内容が見えるおそれがあります。先に「すべて表示」に切り替えてください。";
        download_everything: "Download everything, confidential rows included", "機密の行を含むすべてをダウンロード";
        confidential: "{title} – confidential", "{title}（社外秘）";
        gains: "gains +{amount}", "+{amount} 増加";
        loses: "loses −{amount}", "−{amount} 減少";
        unchanged: "unchanged", "増減なし";
        against_base: "against the base", "基準との比較";
    }
}
