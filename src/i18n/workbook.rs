//! Sentences of the Workbook view: pages, formula bar, grid, inspector, status line.

use super::messages;

messages! {
    /// Sentences of the Workbook view.
    WorkbookMessages {
        pages: "Pages", "ページ";
        paper_left_out: "The first {count} rows are printed; {left} more are in the workbook.", "先頭の {count} 行を印刷しています。残りの {left} 行はワークブックにあります。";
        grid_of: "Sheet {page}", "シート {page}";
        row_numbers: "Row", "行";
        cell_editor: "Cell", "セル";
        formula_bar: "Formula bar", "数式バー";
        name_box: "Go to a cell or a name", "セルまたは名前へ移動";
        name_unknown: "“{text}” is neither a cell nor a name of this workbook.",
            "「{text}」はセルでもこのワークブックの名前でもありません。";
        take_over: "Enter", "確定";
        drop: "Cancel", "取り消し";
        not_taken_over: "Not entered yet", "未確定";
        blank: "blank", "空白";
        selected_cells: "{reference}, {count} cell{count||s} selected", "{reference}、{count} セルを選択中";
        palette: "Search all commands", "コマンドを検索";
        palette_hint: "What do you want to do?", "実行したい操作を入力";
        palette_found: "{count} found", "{count} 件";
        palette_page: "Page", "ページ";
        palette_name: "Name", "名前";
        palette_app: "Tandem", "Tandem";
        menu: "Commands", "コマンド";
        format_bar: "Format", "書式";
        format_code: "Format code", "表示形式コード";
        use_format: "Use", "適用";
        add_sheet: "New sheet", "シートを追加";
        rename_sheet: "Rename the sheet", "シート名を変更";
        sheet_name: "Name", "名前";
        rename: "Rename", "変更";
        close: "Close", "閉じる";
        hidden_rows: "Hidden rows: {which}", "非表示の行：{which}";
        hidden_columns: "Hidden columns: {which}", "非表示の列：{which}";
        note: "Note", "メモ";
        sum: "Sum", "合計";
        average: "Average", "平均";
        count: "Count", "個数";
        numbers: "Numbers", "数値の個数";
        too_large: "too large", "桁あふれ";
        status: "Selection", "選択範囲";
        inspector: "Inspector", "インスペクター";
        show_inspector: "Show the inspector", "インスペクターを表示";
        hide_inspector: "Hide the inspector", "インスペクターを隠す";
        formula: "Formula", "数式";
        typed: "Typed", "入力値";
        value: "Value", "値";
        exact: "Exact value", "正確な値";
        shown_as: "Number format", "表示形式";
        general: "General", "標準";
        nothing_here: "This cell is empty. Type to fill it; begin with = for a formula.",
            "このセルは空です。入力するか、= から数式を始めてください。";
        reads: "Reads from", "参照元";
        read_by: "Read by", "参照先";
        more: "and {count} more", "ほか {count} 件";
        error_from: "The error comes from", "エラーの発生元";
        graph_reads: "{cell} reads {others}.", "{cell} は {others} を参照しています。";
        graph_read_by: "{others} read {cell}.", "{cell} は {others} から参照されています。";
        steps: "Step by step", "計算の過程";
        not_evaluated: "not needed", "評価不要";
        steps_times: "{count} time{count||s}, first:", "{count} 回（初回）：";
        steps_most: "The first {count} {count|step is|steps are} shown.", "最初の {count} ステップを表示しています。";
        control: "Control", "コントロール";
        source: "Source", "出典";
        add_source: "Say where this comes from…", "出典を追加…";
        change_source: "Change the source…", "出典を変更…";
        as_of: "As of", "時点";
        confidence: "Confidence", "確度";
        confidence_low: "low", "低";
        confidence_medium: "medium", "中";
        confidence_high: "high", "高";
        spilled_from: "Part of the array in {reference}", "{reference} の配列の一部です";
        cells_of: "{count} cell{count||s}", "{count} セル";
    }
}
