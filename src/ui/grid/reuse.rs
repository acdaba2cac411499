//! Elements that go on standing for something else: a row that leaves the window at one end comes in at the other, because
//! making elements costs the browser far more than writing another text into those that are there.

/// How an element came to what it stands for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands for the same as before.
    Kept,
    /// It stands for something else, in the same place among the others.
    Changed,
    /// It stands for something else, or is new, and is to be put after the one before it.
    Moved,
}

/// Finds for each wanted number, in ascending order, the element that is to stand for it. Elements come in ascending order
/// too. Gives them in the order of what is wanted, and those that nobody needs.
///
/// Where most numbers stay, their elements stay as they are and the others go to where they are wanted. Where few do, every
/// element stays where it is and stands for another number, because moving an element costs more than writing in it.
pub fn reuse<T>(
    before: Vec<T>,
    number: impl Fn(&T) -> u32,
    wanted: &[u32],
    mut make: impl FnMut() -> T,
) -> (Vec<(u32, Fate, T)>, Vec<T>) {
    let stays = |element: &T| wanted.binary_search(&number(element)).is_ok();
    let staying = before.iter().filter(|element| stays(element)).count();
    if staying.saturating_mul(2) < wanted.len() {
        let mut rest = before.into_iter();
        let found = wanted.iter().map(|wanted| match rest.next() {
            Some(element) if number(&element) == *wanted => (*wanted, Fate::Kept, element),
            Some(element) => (*wanted, Fate::Changed, element),
            None => (*wanted, Fate::Moved, make()),
        });
        let found = found.collect();
        return (found, rest.collect());
    }
    let (kept, mut free): (Vec<T>, Vec<T>) = before.into_iter().partition(stays);
    let mut kept = kept.into_iter().peekable();
    let found = wanted.iter().map(|wanted| match kept.next_if(|element| number(element) == *wanted) {
        Some(element) => (*wanted, Fate::Kept, element),
        None => (*wanted, Fate::Moved, free.pop().unwrap_or_else(&mut make)),
    });
    let found = found.collect();
    (found, free)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers and letters of elements, each written as `3a`; new elements are called `+`.
    fn reused(before: &str, wanted: &[u32]) -> (String, String) {
        let elements = before.split_whitespace().map(|text| {
            let (number, name) = text.split_at(text.len() - 1);
            (number.parse::<u32>().unwrap(), name.to_owned())
        });
        let (found, gone) = reuse(elements.collect(), |(number, _)| *number, wanted, || (0, "+".to_owned()));
        let sign = |fate| match fate {
            Fate::Kept => '=',
            Fate::Changed => '~',
            Fate::Moved => '>',
        };
        let found: Vec<String> =
            found.iter().map(|(number, fate, (_, name))| format!("{number}{}{name}", sign(*fate))).collect();
        (found.join(" "), gone.into_iter().map(|(_, name)| name).collect())
    }

    #[test]
    fn elements_stand_for_what_is_wanted_and_few_of_them_move() {
        for (before, wanted, found, gone) in [
            ("", &[4, 5][..], "4>+ 5>+", ""),
            ("1a 2b 3c 4d", &[1, 2, 3, 4], "1=a 2=b 3=c 4=d", ""),
            // A small scroll takes what leaves at one end to the other.
            ("1a 2b 3c 4d", &[2, 3, 4, 5], "2=b 3=c 4=d 5>a", ""),
            ("2a 3b 4c 5d", &[1, 2, 3, 4], "1>d 2=a 3=b 4=c", ""),
            // A jump leaves every element in its place.
            ("1a 2b 3c", &[11, 12, 13], "11~a 12~b 13~c", ""),
            ("1a 2b 3c 4d", &[4, 5, 6, 7], "4~a 5~b 6~c 7~d", ""),
            // A window that grows or shrinks.
            ("1a 2b", &[1, 2, 3], "1=a 2=b 3>+", ""),
            ("1a 2b 3c", &[1, 2], "1=a 2=b", "c"),
            ("1a 2b 3c", &[9], "9~a", "bc"),
            // What was hidden between others comes back to its place.
            ("1a 2b 5c 6d", &[1, 2, 3, 4, 5, 6], "1=a 2=b 3>+ 4>+ 5=c 6=d", ""),
            ("1a 2b", &[], "", "ab"),
        ] {
            assert_eq!(reused(before, wanted), (found.to_owned(), gone.to_owned()), "{before} to {wanted:?}");
        }
    }
}
