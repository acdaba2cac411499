//! Sentences of backups and of the room that a browser gives.

use super::messages;

messages! {
    /// Sentences of backups and of the room that a browser gives.
    BackupMessages {
        make: "Back up everything", "すべてバックアップ";
        restore: "Restore a backup…", "バックアップから復元…";
        hint: "One file with every workbook of this browser as it is now, with its kept versions. Keep it somewhere else.", "このブラウザーのワークブックを、保存したバージョンも含めて、すべて 1 つのファイルにまとめます。別の場所に保管してください。";
        nothing: "There is nothing to back up yet.", "バックアップする内容はまだありません。";
        made: "Backup made: {count} workbook{count||s} in one file.", "バックアップを作成しました（ワークブック {count} 件）。";
        made_with: "Backup made: {count} workbook{count||s} and {versions} kept version{versions||s} in one file.", "バックアップを作成しました（ワークブック {count} 件、バージョン {versions} 件）。";
        made_without: "The backup was made without: {reasons} Download these one by one.",
            "次のものを除いてバックアップを作成しました：{reasons}これらは個別にダウンロードしてください。";
        not_read: "The browser does not hand it out.", "ブラウザーから読み出せません。";
        aside_not_read: "The browser’s database does not hand out what was put aside.", "ブラウザーのデータベースから、控えのデータを読み出せません。";
        versions_not_read: "The browser’s database does not hand out the kept versions.", "ブラウザーのデータベースから、保存したバージョンを読み出せません。";
        reading: "Reading “{file}”…", "「{file}」を読み込んでいます…";
        heading: "Restore from “{file}”", "「{file}」から復元";
        made_at: "Backup of {time}. ", "{time} のバックアップです。";
        holds: "It holds {count} workbook{count||s}: {new} not here, {equal} the same as here, {differs} other than here.",
            "ワークブック {count} 件：ここにないもの {new} 件、同じもの {equal} 件、内容が異なるもの {differs} 件。";
        cut_off: "The file ends too early: something that was in the backup is missing. What is listed here can be restored.",
            "ファイルが途中で終わっており、一部が欠けています。下の一覧にあるものは復元できます。";
        is_new: "Not in this browser. Stored {time}.", "このブラウザーにはありません。保存日時：{time}";
        is_equal: "The same as here: nothing to do.", "ここにあるものと同じです。復元の必要はありません。";
        is_equal_alone: "The same as here, but for its versions.", "内容はここにあるものと同じで、バージョンだけが異なります。";
        is_later: "Other than here, and later: stored {time}, the one here {here}.", "ここにあるものと異なり、こちらが新しい内容です。バックアップ：{time}、ここ：{here}";
        is_earlier: "Other than here, and earlier: stored {time}, the one here {here}.", "ここにあるものと異なり、ここにあるほうが新しい内容です。バックアップ：{time}、ここ：{here}";
        is_taken: "What stands here in its place can’t be compared. Stored {time}.", "ここにあるものと比較できません。保存日時：{time}";
        is_aside: "Could not be read when the backup was made.", "バックアップの作成時に読み取れなかったデータです。";
        is_stray: "A version kept {time}, whose workbook this backup can’t give.", "{time} に保存したバージョンです。元のワークブックはこのバックアップから復元できません。";
        version: "Version “{name}”", "バージョン「{name}」";
        along: "Kept versions: {count}, of which {new} {new|is|are} not here.", "保存したバージョン：{count} 件（ここにないもの {new} 件）。";
        unnamed: "Damaged entry", "破損した項目";
        choose: "What to do with “{title}”", "「{title}」の扱い";
        add: "Add", "追加する";
        copy: "Add as a copy", "コピーとして追加";
        replace: "Replace the one here", "ここにあるものを置き換える";
        add_versions: "Add its versions", "バージョンを追加する";
        leave: "Leave out", "復元しない";
        keep_aside: "Keep its bytes aside", "データを控えとして残す";
        settings: "Also take its language and theme", "言語とテーマもバックアップに合わせる";
        run: "Restore", "復元する";
        running: "Restoring…", "復元しています…";
        cancel: "Cancel", "キャンセル";
        close: "Close", "閉じる";
        stays: "Nothing was changed.", "何も変更していません。";
        restored: "Restored: {added} added, {copied} as a copy, {aside} kept aside.", "復元しました：追加 {added} 件、コピー {copied} 件、控え {aside} 件。";
        restored_with: "Restored: {added} added, {copied} as a copy, {aside} kept aside, {versions} version{versions||s}.", "復元しました：追加 {added} 件、コピー {copied} 件、控え {aside} 件、バージョン {versions} 件。";
        replaced: "{count} workbook{count||s} of this browser {count|was|were} replaced.", "このブラウザーのワークブック {count} 件を置き換えました。";
        not_restored: "Not restored: {reasons}", "復元できなかったもの：{reasons}";
        changed_meanwhile: "The file was changed since it was read.", "読み込んだあとにファイルが変更されています。";
        taken_meanwhile: "Another tab has just stored it otherwise.", "別のタブで別の内容が保存されました。";
        no_room: "There is no room left for it in this browser.", "このブラウザーに空きがありません。";
        put_back: "“{title}” is as it was before.", "「{title}」を元に戻しました。";
        put_back_beside: "“{title}” was changed since it was replaced. What stood before is a workbook of its own.",
            "「{title}」は置き換え後に変更されています。以前の内容は別のワークブックとして戻しました。";
        copy_title: "{title} (backup of {time})", "{title}（{time} のバックアップ）";
        version_title: "{title} (version “{name}”)", "{title}（バージョン「{name}」）";
        short: "Storage is {percent} full", "保存領域の {percent} を使用しています";
        short_detail: "This browser gives Tandem {all}, of which {used} are used. Before nothing more can be saved, make a backup, and delete what you no longer need.",
            "このブラウザーの保存領域 {all} のうち {used} を使用しています。保存できなくなる前に、バックアップを作成し、不要なものを削除してください。";
        short_local: "Local storage is {percent} full: {used} of {all}. New work goes to the browser’s database, which has room.",
            "ローカルストレージの {percent}（{all} 中 {used}）を使用しています。新しい内容は、空きのあるブラウザーのデータベースに保存されます。";
        by_size: "Workbooks by size", "ワークブック（サイズ順）";
    }
}
