//! The twelve theme colours as numbers, for formats that know no others.

use corpus::COLOURS;

/// What the theme colours look like: red, green and blue of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette([[u8; 3]; COLOURS as usize]);

impl Palette {
    /// The colours in their order.
    pub fn new(colours: [[u8; 3]; COLOURS as usize]) -> Self {
        Self(colours)
    }

    /// The palette of a style sheet that defines `--th-a` to `--th-l`, on light paper where there are
    /// two of each; `None` where one is missing.
    pub fn of_css(tokens: &str) -> Option<Self> {
        let mut colours = [[0; 3]; COLOURS as usize];
        for (place, colour) in (0..).zip(&mut colours) {
            let name = format!("--th-{}:", corpus::colour_letter(place));
            let (_, value) = tokens.split_once(&name)?;
            let value = &value[value.find('#')?..];
            let end = value[1..].find(|scalar: char| !scalar.is_ascii_hexdigit());
            *colour = parse(&value[..end.map_or(value.len(), |end| end + 1)])?;
        }
        Some(Self(colours))
    }

    /// A theme's colour as `#rrggbb`.
    pub(crate) fn hex(&self, colour: u8) -> String {
        let [red, green, blue] = self.0[usize::from(colour % COLOURS)];
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// The theme colour that is nearest to one: of equals the first.
    #[cfg(feature = "import")]
    pub(crate) fn nearest(&self, colour: [u8; 3]) -> u8 {
        let distance = |other: &[u8; 3]| {
            let parts = other.iter().zip(colour);
            parts
                .map(|(one, other)| u32::from(one.abs_diff(other)).pow(2))
                .sum::<u32>()
        };
        let nearest = (0..).zip(&self.0).min_by_key(|(_, other)| distance(other));
        nearest.map_or(0, |(place, _)| place)
    }
}

/// A colour as programs write it: `#rgb`, `#rrggbb`, or `rgb(r, g, b)` with or without the name.
pub(crate) fn parse(colour: &str) -> Option<[u8; 3]> {
    let colour = colour.trim();
    if let Some(digits) = colour.strip_prefix('#') {
        let digit = |at: usize| {
            let digit = char::from(*digits.as_bytes().get(at)?).to_digit(16)?;
            u8::try_from(digit).ok()
        };
        return match digits.len() {
            3 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
            6 => Some([
                digit(0)? * 16 + digit(1)?,
                digit(2)? * 16 + digit(3)?,
                digit(4)? * 16 + digit(5)?,
            ]),
            _ => None,
        };
    }
    let inner = colour.strip_prefix("rgb").unwrap_or(colour).trim();
    let inner = inner.trim_start_matches('(').trim_end_matches(')');
    let mut parts = inner.split(',').map(|part| part.trim().parse().ok());
    let colour = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(colour)
}
