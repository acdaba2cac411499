//! Why a backup can't be read or made.

use crate::limits::{MAX_BACKUP_BYTES, MAX_BACKUP_ENTRIES};
use crate::text::Language;

/// Why a backup can't be read or made. Nothing is changed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupError {
    /// It has more bytes or more entries than are read.
    TooLarge,
    /// The file is no backup.
    NotABackup,
    /// The first line does not say which version the backup has.
    NoVersion,
    /// The backup was made by a newer Tandem.
    NewerVersion(u64),
    /// The first line is damaged.
    FirstLine,
}

impl BackupError {
    /// A sentence that says what is wrong and where.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        let megabytes = MAX_BACKUP_BYTES / 1024 / 1024;
        match (self, language) {
            (Self::TooLarge, Language::English) => {
                format!("A backup has at most {megabytes} MB and {MAX_BACKUP_ENTRIES} entries.")
            }
            (Self::TooLarge, Language::Japanese) => {
                format!("バックアップの上限は{megabytes} MB、{MAX_BACKUP_ENTRIES}件です。")
            }
            (Self::NotABackup, Language::English) => "The file is no Tandem backup.".to_owned(),
            (Self::NotABackup, Language::Japanese) => "このファイルはTandemのバックアップではありません。".to_owned(),
            (Self::NoVersion, Language::English) => {
                "Line 1 does not say which version of the backup format the file has.".to_owned()
            }
            (Self::NoVersion, Language::Japanese) => "1行目にバックアップ形式のバージョンがありません。".to_owned(),
            (Self::NewerVersion(version), Language::English) => format!(
                "The file has version {version} of the backup format, and this Tandem reads versions up to {}. Open it with a newer Tandem; it was left untouched.",
                super::VERSION
            ),
            (Self::NewerVersion(version), Language::Japanese) => format!(
                "このファイルはバックアップ形式のバージョン{version}です。このTandemが読めるのはバージョン{}までです。新しいTandemで開いてください。ファイルは変更していません。",
                super::VERSION
            ),
            (Self::FirstLine, Language::English) => {
                "The file is damaged, or another program has laid out its lines anew: line 1 can’t be read.".to_owned()
            }
            (Self::FirstLine, Language::Japanese) => {
                "ファイルが破損しているか、別のプログラムで行が組み直されています。1行目を読み取れません。".to_owned()
            }
        }
    }
}

impl std::fmt::Display for BackupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for BackupError {}
