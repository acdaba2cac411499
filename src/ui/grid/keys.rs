//! What each key means in the grid: at rest, and while a cell is being edited.
//!
//! Keys that belong to an input method never arrive here: the editor drops them first.

use tandem_core::grid::{Advance, Direction, Move};

use crate::browser::keys::Press;
use crate::session::{SheetCommand, sheet_actions};

/// What a key does while no cell is being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The active cell goes elsewhere.
    Move(Move),
    /// The selection grows or shrinks.
    Extend(Move),
    /// The active cell goes on, within the selection where several cells are selected.
    Advance(Advance),
    /// The active cell is emptied and edited.
    Replace,
    /// Only the active cell stays selected.
    Collapse,
    /// A command of the table.
    Command(SheetCommand),
    /// The active cell is scrolled into sight.
    Reveal,
}

/// How a cell is being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Begun by typing: arrows take the text over and go on.
    Enter,
    /// Begun by F2, a double click or in the formula bar: arrows move the caret.
    Edit,
}

/// What a key does while a cell is being edited. Everything else is typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditAction {
    /// The text is taken over and the active cell goes on.
    Commit(Advance),
    /// The text is taken over and the active cell goes to another one.
    CommitAndMove(Move),
    /// The text is taken over into every selected cell.
    CommitEverywhere,
    /// The text is dropped.
    Cancel,
    /// A line break is put in at the caret.
    LineBreak,
    /// Arrows change between taking the text over and moving the caret.
    SwitchMode,
}

/// What a key does at rest; nothing where it is typing or belongs to someone else.
#[must_use]
pub fn at_rest(press: &Press) -> Option<Action> {
    if let Some(step) = movement(press) {
        return Some(if press.shift { Action::Extend(step) } else { Action::Move(step) });
    }
    let action = match (press.key.as_str(), press.command, press.shift, press.alt) {
        ("Tab", false, false, false) => Action::Advance(Advance::Right),
        ("Tab", false, true, false) => Action::Advance(Advance::Left),
        ("Enter", false, false, false) => Action::Advance(Advance::Down),
        ("Enter", false, true, false) => Action::Advance(Advance::Up),
        ("Backspace", true, false, false) => Action::Reveal,
        ("Backspace", false, _, false) => Action::Replace,
        ("Escape", false, false, false) => Action::Collapse,
        _ => Action::Command(command(press)?),
    };
    Some(action)
}

/// The command of the table that a key stands for. Copying and pasting come as events of their own, which alone may touch the
/// clipboard, so those keys are left to the browser.
fn command(press: &Press) -> Option<SheetCommand> {
    let action = sheet_actions().find(|action| action.keys.iter().any(|chord| chord.is(press)))?;
    let is_clipboard = matches!(
        action.command,
        SheetCommand::Cut | SheetCommand::Copy | SheetCommand::Paste | SheetCommand::PasteValues
    );
    (!is_clipboard).then_some(action.command)
}

/// What a key does while editing; nothing where it is typing or moves the caret.
#[must_use]
pub fn while_editing(press: &Press, mode: Mode) -> Option<EditAction> {
    let action = match (press.key.as_str(), press.command, press.shift) {
        ("Enter", _, _) if press.alt => EditAction::LineBreak,
        ("Enter", true, _) => EditAction::CommitEverywhere,
        ("Enter", false, false) => EditAction::Commit(Advance::Down),
        ("Enter", false, true) => EditAction::Commit(Advance::Up),
        ("Tab", false, false) => EditAction::Commit(Advance::Right),
        ("Tab", false, true) => EditAction::Commit(Advance::Left),
        ("Escape", false, _) => EditAction::Cancel,
        ("F2", false, false) => EditAction::SwitchMode,
        _ => {
            let step = movement(press).filter(|_| mode == Mode::Enter && !press.shift)?;
            return Some(EditAction::CommitAndMove(step));
        }
    };
    Some(action)
}

/// Where a key leads, whatever Shift says.
pub fn movement(press: &Press) -> Option<Move> {
    let arrow = match press.key.as_str() {
        "ArrowUp" => Some(Direction::Up),
        "ArrowDown" => Some(Direction::Down),
        "ArrowLeft" => Some(Direction::Left),
        "ArrowRight" => Some(Direction::Right),
        _ => None,
    };
    match (arrow, press.key.as_str(), press.command, press.alt) {
        (Some(direction), _, false, false) => Some(Move::Step(direction)),
        (Some(direction), _, true, false) => Some(Move::Edge(direction)),
        (_, "Home", false, false) => Some(Move::RowStart),
        (_, "Home", true, false) => Some(Move::SheetStart),
        (_, "End", false, false) => Some(Move::RowEnd),
        (_, "End", true, false) => Some(Move::SheetEnd),
        (_, "PageUp", false, false) => Some(Move::Page(Direction::Up)),
        (_, "PageDown", false, false) => Some(Move::Page(Direction::Down)),
        (_, "PageUp", false, true) => Some(Move::Page(Direction::Left)),
        (_, "PageDown", false, true) => Some(Move::Page(Direction::Right)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::DataCommand;

    #[test]
    fn no_key_stands_for_two_commands() {
        let mut seen = Vec::new();
        for action in sheet_actions() {
            for chord in action.keys {
                assert!(!seen.contains(chord), "{chord:?} of {:?}", action.command);
                seen.push(*chord);
            }
        }
        assert!(seen.len() > 20, "{}", seen.len());
    }

    /// A key written as `C-S-A-key` with the modifiers that are held.
    fn press(text: &str) -> Press {
        let mut press = Press { key: String::new(), command: false, shift: false, alt: false };
        let mut rest = text;
        while let Some((modifier @ ("C" | "S" | "A"), key)) = rest.split_once('-') {
            press.command |= modifier == "C";
            press.shift |= modifier == "S";
            press.alt |= modifier == "A";
            rest = key;
        }
        press.key = rest.to_owned();
        press
    }

    #[test]
    fn keys_at_rest() {
        for (text, expect) in [
            ("ArrowDown", Some(Action::Move(Move::Step(Direction::Down)))),
            ("S-ArrowDown", Some(Action::Extend(Move::Step(Direction::Down)))),
            ("C-ArrowLeft", Some(Action::Move(Move::Edge(Direction::Left)))),
            ("C-S-ArrowLeft", Some(Action::Extend(Move::Edge(Direction::Left)))),
            ("A-ArrowLeft", None),
            ("Home", Some(Action::Move(Move::RowStart))),
            ("C-S-End", Some(Action::Extend(Move::SheetEnd))),
            ("PageDown", Some(Action::Move(Move::Page(Direction::Down)))),
            ("C-PageDown", Some(Action::Command(SheetCommand::NextSheet))),
            ("C-;", Some(Action::Command(SheetCommand::InsertToday))),
            ("C-S-:", Some(Action::Command(SheetCommand::InsertTime))),
            ("C-S-+", Some(Action::Command(SheetCommand::Insert))),
            ("C--", Some(Action::Command(SheetCommand::Delete))),
            ("A-=", Some(Action::Command(SheetCommand::AutoSum))),
            ("C-S-8", Some(Action::Command(SheetCommand::SelectRegion))),
            ("S-F10", Some(Action::Command(SheetCommand::Menu))),
            ("C-S- ", Some(Action::Command(SheetCommand::SelectAll))),
            ("C-v", None),
            ("C-x", None),
            ("A-PageUp", Some(Action::Move(Move::Page(Direction::Left)))),
            ("Tab", Some(Action::Advance(Advance::Right))),
            ("S-Enter", Some(Action::Advance(Advance::Up))),
            ("F2", Some(Action::Command(SheetCommand::Edit))),
            ("S-F2", Some(Action::Command(SheetCommand::Data(DataCommand::Note)))),
            ("C-9", Some(Action::Command(SheetCommand::Data(DataCommand::HideRows)))),
            ("C-S-0", Some(Action::Command(SheetCommand::Data(DataCommand::ShowColumns)))),
            ("Delete", Some(Action::Command(SheetCommand::Clear))),
            ("Backspace", Some(Action::Replace)),
            ("C-Backspace", Some(Action::Reveal)),
            ("C-a", Some(Action::Command(SheetCommand::SelectAll))),
            ("C- ", Some(Action::Command(SheetCommand::SelectColumns))),
            ("S- ", Some(Action::Command(SheetCommand::SelectRows))),
            (" ", None),
            ("C-d", Some(Action::Command(SheetCommand::FillDown))),
            ("C-r", Some(Action::Command(SheetCommand::FillRight))),
            ("a", None),
            ("=", None),
            ("C-c", None),
            ("C-z", None),
        ] {
            assert_eq!(at_rest(&press(text)), expect, "{text}");
        }
    }

    #[test]
    fn keys_while_editing() {
        let down = Move::Step(Direction::Down);
        for (text, entering, editing) in [
            ("Enter", Some(EditAction::Commit(Advance::Down)), Some(EditAction::Commit(Advance::Down))),
            ("S-Tab", Some(EditAction::Commit(Advance::Left)), Some(EditAction::Commit(Advance::Left))),
            ("A-Enter", Some(EditAction::LineBreak), Some(EditAction::LineBreak)),
            ("C-Enter", Some(EditAction::CommitEverywhere), Some(EditAction::CommitEverywhere)),
            ("Escape", Some(EditAction::Cancel), Some(EditAction::Cancel)),
            ("F2", Some(EditAction::SwitchMode), Some(EditAction::SwitchMode)),
            ("ArrowDown", Some(EditAction::CommitAndMove(down)), None),
            ("S-ArrowDown", None, None),
            ("Home", Some(EditAction::CommitAndMove(Move::RowStart)), None),
            ("Delete", None, None),
            ("x", None, None),
            ("C-a", None, None),
        ] {
            assert_eq!(while_editing(&press(text), Mode::Enter), entering, "{text} after typing");
            assert_eq!(while_editing(&press(text), Mode::Edit), editing, "{text} after F2");
        }
    }
}
