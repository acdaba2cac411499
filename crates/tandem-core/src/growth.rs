//! How lists grow that hold something for every cell.
//!
//! A list that doubles when it is full leaves room as large as itself unused, and behind it a hole as large as all that was
//! there before. The memory of wasm never shrinks, so a long list grows by a half.

/// Entries below which a list doubles: then the few copies it saves count more than the room.
const LONG: usize = 1 << 14;

/// Makes room in a list for some entries more.
#[inline]
pub(crate) fn make_room<T>(list: &mut Vec<T>, more: usize) {
    if list.capacity() - list.len() < more {
        grow(list, more);
    }
}

/// Adds an entry to a list.
#[inline]
pub(crate) fn push<T>(list: &mut Vec<T>, entry: T) {
    make_room(list, 1);
    list.push(entry);
}

#[cold]
fn grow<T>(list: &mut Vec<T>, more: usize) {
    if list.len() < LONG {
        list.reserve(more);
    } else {
        list.reserve_exact(more.max(list.len() / 2));
    }
}

/// Makes room in a text for some bytes more.
#[inline]
pub(crate) fn make_room_in_text(text: &mut String, more: usize) {
    if text.capacity() - text.len() < more {
        if text.len() < LONG {
            text.reserve(more);
        } else {
            text.reserve_exact(more.max(text.len() / 2));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_has_little_room_to_spare_and_seldom_moves() {
        let (mut list, mut text) = (Vec::new(), String::new());
        let mut moves = 0;
        for entry in 0..1_000_000u32 {
            let before = list.capacity();
            push(&mut list, entry);
            make_room_in_text(&mut text, 1);
            text.push('x');
            moves += u32::from(list.capacity() != before);
            if list.len() > LONG {
                assert!(list.capacity() <= list.len() + list.len() / 2, "{} in {}", list.len(), list.capacity());
                assert!(text.capacity() <= text.len() + text.len() / 2, "{} in {}", text.len(), text.capacity());
            }
        }
        assert!(moves < 40, "{moves} moves");
        make_room(&mut list, 5_000_000);
        assert!(list.capacity() >= 6_000_000);
    }
}
