//! Sentences of the header, of notices, of storage and of failures.

use super::messages;

messages! {
    /// Sentences of everything around the views.
    ShellMessages {
        product: "Tandem", "Tandem";
        home: "Home", "ホーム";
        home_link: "Tandem: Home", "Tandem: ホーム";
        skip_to_content: "Skip to content", "本文へ移動";
        view_switch: "View", "表示";
        view_workbook: "Workbook", "ワークブック";
        view_present: "Present", "プレゼン";
        undo: "Undo", "元に戻す";
        redo: "Redo", "やり直す";
        download: "Download a copy", "コピーをダウンロード";
        report_before: "What “{file}” won’t keep", "「{file}」に保存されない内容";
        report_before_detail: "Nothing is saved yet. Everything but this goes into the file: formulas with their values, formats, names and layout. The workbook here stays as it is.",
            "まだ保存していません。次の内容を除き、数式と値、書式、名前、レイアウトはファイルに書き出されます。開いているワークブックは変わりません。";
        report_after: "What was left behind of “{file}”", "「{file}」から取り込まれなかった内容";
        report_after_detail: "Everything but this was taken over. The file itself is unchanged.",
            "次の内容を除き、すべて取り込みました。元のファイルは変更していません。";
        report_agree: "Download", "ダウンロード";
        report_cancel: "Cancel", "キャンセル";
        report_cells: "Cells", "セル";
        report_more: "and {count} more", "ほか{count}件";
        language: "Language", "言語";
        theme: "Theme", "テーマ";
        theme_system: "As the system", "システムに合わせる";
        theme_light: "Light", "ライト";
        theme_dark: "Dark", "ダーク";
        keys: "Keyboard shortcuts", "キーボードショートカット";
        close: "Close", "閉じる";
        title_of_workbook: "Title of the workbook", "ワークブックのタイトル";
        untitled: "Untitled workbook", "無題のワークブック";
        unknown_address: "There is nothing at this address", "このアドレスには何もありません";
        unknown_address_detail: "“{address}” names no page of Tandem. Nothing was changed.",
            "「{address}」に該当するページはありません。データは変更されていません。";
        unknown_workbook: "This workbook isn’t in this browser", "このワークブックはこのブラウザーにありません";
        unknown_workbook_detail: "Workbooks stay in the browser they were made in. Open a downloaded copy, or choose another from Home.",
            "ワークブックは作成したブラウザーに保存されます。ダウンロードしたコピーを開くか、ホームから選んでください。";
        unknown_template: "There is no template of this name", "この名前のテンプレートはありません";
        unknown_template_detail: "“{template}” is none of the templates of this version. Home shows them all.",
            "「{template}」はこのバージョンのテンプレートにありません。ホームで一覧をご覧ください。";
        loading: "Opening the workbook", "ワークブックを開いています";
        part_missing: "The rest of Tandem could not be loaded", "Tandem の残りの部分を読み込めませんでした";
        part_missing_detail: "Workbooks need a second part of the program, and the network did not deliver it. Nothing is lost: check the connection and try again.",
            "ワークブックの表示に必要なプログラムをネットワークから取得できませんでした。データは失われていません。接続を確認してもう一度お試しください。";
        try_again: "Try again", "もう一度試す";
        to_home: "Go to Home", "ホームへ";
        saved: "Saved {time}", "{time} に保存済み";
        saving: "Saving", "保存中";
        conflict: "Not saved: changed in another tab", "未保存: 別のタブで変更されています";
        conflict_heading: "Another tab changed this workbook", "別のタブでこのワークブックが変更されました";
        conflict_detail: "The other tab stored its version at {time}. Nothing is saved from this tab until you choose.",
            "別のタブの内容は {time} に保存されました。選択するまで、このタブの変更は保存されません。";
        choose: "Choose a version", "残す内容を選択";
        keep_both: "Keep both", "両方を残す";
        keep_both_detail: "This tab’s version becomes a workbook of its own.", "このタブの内容を別のワークブックとして保存します。";
        keep_mine: "Keep this tab’s version", "このタブの内容を残す";
        keep_mine_detail: "Replaces what the other tab stored.", "別のタブで保存された内容を置き換えます。";
        keep_theirs: "Take the other tab’s version", "別のタブの内容を使う";
        keep_theirs_detail: "Drops the changes made here since then.", "このタブでの未保存の変更は破棄されます。";
        taken_over: "Updated with the changes from another tab", "別のタブでの変更を反映しました";
        two_versions: "“{title}” was found in two versions after an interruption. Both are kept, each as a workbook of its own.",
            "中断のあと、「{title}」の内容が 2 通り見つかりました。両方を別々のワークブックとして残しています。";
        parked: "“{title}” could not be saved. It stays open in this tab: go back to it and download a copy.",
            "「{title}」を保存できませんでした。このタブには残っています。開き直してコピーをダウンロードしてください。";
        garbled: "The stored bytes are damaged.", "保存されたデータが破損しています。";
        unreadable: "This workbook can’t be read", "このワークブックは読み取れません";
        damaged_detail: "The stored bytes stay as they are, and a copy was put aside. Download them to repair them or to have them looked at.",
            "保存データはそのまま残し、控えも作成しました。ダウンロードして修復や調査にお使いください。";
        newer_detail: "The stored workbook stays as it is. Download it to open it elsewhere.",
            "保存されたワークブックは変更していません。ダウンロードして別の環境で開けます。";
        download_bytes: "Download the stored bytes", "保存データをダウンロード";
        refused: "The stored workbooks can’t be reached", "保存されたワークブックにアクセスできません";
        bad_inputs: "The address asks for a value that can’t be entered", "アドレスで指定された値は入力できません";
        unreadable_file: "“{file}” was not opened: {reason}", "「{file}」を開けませんでした：{reason}";
        deleted: "Deleted “{title}”", "「{title}」を削除しました";
        deleted_kept_aside: "Deleted. Its unreadable bytes are kept aside; put it back to have its versions again.", "削除しました。読み取れなかったデータは控えとして残しています。元に戻すと、バージョンも戻ります。";
        new_version: "A new version of Tandem is ready. This page goes on with the old one until you reload it.",
            "Tandem の新しいバージョンを利用できます。再読み込みするまで、このページでは現在のバージョンを使い続けます。";
        notices: "Notices", "お知らせ";
        settings: "Settings", "設定";
        log: "No decision records yet", "意思決定記録はまだありません";
        log_detail: "The log lists the decision records of all saved workbooks. None of them holds one.",
            "保存されたワークブックの意思決定記録をここに一覧表示します。現在、記録はありません。";
        keys_app: "Everywhere", "全体";
        keys_present: "Present", "プレゼン表示";
        keys_grid: "In the grid", "グリッド内";
    }
}
