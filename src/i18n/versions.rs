//! Sentences of versions that were kept under a name.

use super::messages;

messages! {
    /// Sentences of versions that were kept under a name.
    VersionMessages {
        heading: "Versions of this workbook", "このワークブックのバージョン";
        hint: "A version is this workbook as it is at one moment, kept in this browser under a name.", "バージョンは、ある時点のワークブックに名前を付けて、このブラウザーに保存したものです。";
        name: "Name of the version", "バージョンの名前";
        keep: "Keep this version", "このバージョンを保存";
        kept: "“{name}” was kept.", "「{name}」を保存しました。";
        none: "No version was kept yet.", "保存されたバージョンはまだありません。";
        list: "Kept versions, the latest first", "保存されたバージョン（新しい順）";
        no_database: "This browser gives the page no database, so that no versions can be kept. Download a copy instead.", "このブラウザーではデータベースを使えないため、バージョンを保存できません。代わりにコピーをダウンロードしてください。";
        party: "One party looks at the moment. Versions hold everything, so that they are shown again when everything is.", "現在は一つの当事者の表示になっています。バージョンにはすべての内容が含まれるため、全体の表示に戻すと利用できます。";
        absent: "This version is not there any more.", "このバージョンはもうありません。";
        unreadable: "This version can’t be read: {reason}", "このバージョンは読み取れません：{reason}";
        compare: "What changed since “{name}”", "「{name}」からの変更点";
        compare_short: "What changed", "変更点";
        restore: "Restore “{name}”", "「{name}」を復元";
        restore_short: "Restore", "復元";
        rename: "Rename “{name}”", "「{name}」の名前を変更";
        rename_short: "Rename", "名前を変更";
        new_name: "New name", "新しい名前";
        save_name: "Save the name", "名前を保存";
        download: "Download “{name}”", "「{name}」をダウンロード";
        download_short: "Download", "ダウンロード";
        delete: "Delete “{name}”", "「{name}」を削除";
        delete_short: "Delete", "削除";
        deleted: "“{name}” was deleted.", "「{name}」を削除しました。";
        put_back: "Put “{name}” back", "「{name}」の削除を取り消す";
        put_back_done: "“{name}” is back.", "「{name}」を元に戻しました。";
        not_put_back: "The workbook is back, but this browser refused to take its versions. They stay in this tab until they are put back.",
            "ワークブックは元に戻りましたが、バージョンはブラウザーに拒否されました。元に戻すまで、このタブに残ります。";
        other_workbook: "Another workbook is open by now, so that nothing was done.", "別のワークブックが開かれたため、何も行いませんでした。";
        before_restore: "Before “{name}” was restored", "「{name}」を復元する前";
        restored: "“{name}” is restored. Undo brings back what was there; it was kept as a version, too.", "「{name}」を復元しました。「元に戻す」で直前の状態に戻せます。直前の状態はバージョンとしても保存されています。";
        same: "Nothing was changed since.", "その後の変更はありません。";
        cells_changed: "{count} {count|cell was|cells were} changed", "変更されたセル：{count}";
        cells_added: "{count} {count|cell was|cells were} filled", "入力されたセル：{count}";
        cells_removed: "{count} {count|cell was|cells were} emptied", "空になったセル：{count}";
        cells_restyled: "{count} {count|cell looks|cells look} different", "書式が変わったセル：{count}";
        recomputed: "{count} {count|formula gives|formulas give} another value", "値が変わった数式：{count}";
        parts: "Other changes", "その他の変更";
        added: "added", "追加";
        removed: "removed", "削除";
        removed_rows: "removed, with {cells}", "削除（内容：{cells}）";
        changed: "changed", "変更";
        from_to: "{before} → {after}", "{before} → {after}";
        cells: "Cells that changed", "変更されたセル";
        cell: "Cell", "セル";
        then: "Then", "当時";
        now: "Now", "現在";
        empty: "empty", "空";
        go: "Go to {cell}", "{cell} に移動";
        more: "{count} more {count|cell is|cells are} not listed.", "ほかに {count} 個のセルは表示していません。";
    }
}
