//! A theme's colour and pattern, and the letter that stands for it in a table.

use yew::prelude::*;

/// The CSS class of a theme colour (0 to 11): `th-a` to `th-l`.
pub fn class(colour: u8) -> String {
    format!("th-{}", (b'a' + colour % 12) as char)
}

/// The letter of the theme at this place of the codebook: a, b, … z, aa, ab, …
pub fn letter(place: usize) -> String {
    let last = char::from(b'a' + u8::try_from(place % 26).unwrap_or_default());
    match place / 26 {
        0 => last.to_string(),
        more => letter(more - 1) + &last.to_string(),
    }
}

/// A small bar in a theme's colour (0 to 11) and pattern. The theme's name always stands beside
/// it, so it says nothing to those who do not see it.
pub fn swatch(colour: u8) -> Html {
    html! { <i class={classes!("swatch", "bar", class(colour))} aria-hidden="true"></i> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<_> = [0, 25, 26, 51, 52, 701, 702].map(letter).to_vec();
        assert_eq!(letters, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }

    #[test]
    fn colours_go_round() {
        assert_eq!([0, 11, 12].map(class), ["th-a", "th-l", "th-a"]);
    }
}
