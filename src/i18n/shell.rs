//! Sentences of the header, of notices, of storage and of failures.

use super::messages;

messages! {
    /// Sentences of everything around the views.
    ShellMessages {
        product: "Tandem", "Tandem";
        home: "Home", "ホーム";
        skip_to_content: "Skip to content", "本文へ移動";
        view_switch: "View", "表示";
        view_workbook: "Workbook", "ワークブック";
        view_present: "Present", "プレゼン";
        undo: "Undo", "元に戻す";
        redo: "Redo", "やり直す";
        download: "Download a copy", "コピーをダウンロード";
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
        to_home: "Go to Home", "ホームへ";
    }
}
