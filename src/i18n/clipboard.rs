//! Sentences of the clipboard and of files with separated values.

use super::messages;

messages! {
    /// Sentences of the clipboard and of files with separated values.
    ClipboardMessages {
        special: "Paste special", "形式を選択して貼り付け";
        part: "What is pasted", "貼り付ける内容";
        part_all: "Everything", "すべて";
        part_values: "Values", "値";
        part_formulas: "Formulas", "数式";
        part_formats: "Formats", "書式";
        transposes: "Turn rows into columns", "行と列を入れ替える";
        skips_blanks: "Leave what stands where the copy is blank", "空白セルを無視する";
        paste: "Paste", "貼り付け";
        or_press: "The browser keeps the clipboard of other programs closed until you press {keys}: do so here.",
            "ほかのプログラムのクリップボードは {keys} を押すまで読み取れません。ここで押してください。";
        no_permission: "The browser did not let the clipboard be read. Press {keys} instead. Nothing was changed.",
            "クリップボードの読み取りがブラウザーに許可されていません。{keys} を押してください。変更は行われていません。";
        reading: "Reading the clipboard…", "クリップボードを読み取っています…";
        left: "The page was left before the clipboard was read. Nothing was pasted.",
            "読み取りが終わる前にページを離れたため、貼り付けは行われていません。";
        nothing: "There is nothing on the clipboard that cells can hold.",
            "クリップボードにセルへ貼り付けられる内容がありません。";
        formulas_lost: "{count} {count|formula can't be used here; its value was|formulas can't be used here; their values were} pasted.",
            "{count} 個の数式はここでは使えないため、値を貼り付けました。";
        texts_cut: "{count} {count|text was|texts were} longer than a cell can hold and {count|was|were} cut.",
            "{count} 個の文字列がセルの上限を超えていたため、途中までを貼り付けました。";
        only_text: "What was copied is too large with its formats; its values were pasted.",
            "書式を含めると大きすぎるため、値だけを貼り付けました。";
        open_table: "Open {file}", "{file} を開く";
        encoding: "Encoding", "文字コード";
        separator: "Separated by", "区切り文字";
        comma: "Comma", "カンマ";
        semicolon: "Semicolon", "セミコロン";
        tab: "Tab", "タブ";
        preview: "The first rows", "先頭の行";
        new_workbook: "As a new workbook", "新しいワークブックとして開く";
        into_selection: "Into the selection", "選択範囲に入れる";
        undecodable: "This is not the encoding of the file: some characters can't be read.",
            "ファイルの文字コードと一致しないため、読み取れない文字があります。";
        csv: "Files", "ファイル";
        csv_label: "Files: CSV and Excel in and out", "ファイル：CSV・Excelの取り込みと書き出し";
        take_in: "Open a CSV or Excel file", "CSV・Excelファイルを開く";
        give_out: "Download this sheet as CSV", "このシートをCSVでダウンロード";
        with_bom: "For Excel (with a byte order mark)", "Excel用（BOM付きUTF-8）";
        guards: "Guard texts that other programs would run as formulas", "数式として実行されうる文字列を保護する";
        cancel: "Cancel", "キャンセル";
    }
}
