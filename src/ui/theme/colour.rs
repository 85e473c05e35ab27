//! What colours look like: their red, green and blue, how bright they are, and whether one can be read on another.

use anstyle::{Ansi256Color, RgbColor};
use anstyle_lossy::palette::VGA;
use anstyle_lossy::xterm_to_rgb;
use ratatui::style::Color;

/// Red, green and blue of a colour; `None` for what the terminal decides. For the sixteen that every terminal has its own
/// idea of, those of the first that had them.
pub fn rgb(colour: Color) -> Option<[u8; 3]> {
    let index = match colour {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => return Some([r, g, b]),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    let RgbColor(r, g, b) = xterm_to_rgb(Ansi256Color(index), VGA);
    Some([r, g, b])
}

/// How much light comes from a colour, from 0 to 1: WCAG's relative luminance.
fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The light of one part of a colour, from 0 to 1.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// WCAG's contrast of two colours, from 1 to 21.
pub(super) fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// How far two colours are apart to the eye: in Oklab, <https://bottosson.github.io/posts/oklab>, where a difference of hue
/// counts more than one of lightness, so that blue stays blue among few colours.
pub(super) fn distance(a: [u8; 3], b: [u8; 3]) -> f64 {
    let [(l, l2), (a, a2), (b, b2)] = {
        let (one, other) = (oklab(a), oklab(b));
        [(one[0], other[0]), (one[1], other[1]), (one[2], other[2])]
    };
    (l - l2).powi(2) + 2.0 * ((a - a2).powi(2) + (b - b2).powi(2))
}

/// Lightness, green to red, blue to yellow.
fn oklab(rgb: [u8; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(linear);
    let l = (0.412_221_47 * r + 0.536_332_54 * g + 0.051_445_99 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_55 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_84 * g + 0.629_978_7 * b).cbrt();
    [
        0.210_454_26 * l + 0.793_617_79 * m - 0.004_072_05 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_04 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_wcags() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([10, 20, 30], [10, 20, 30]) - 1.0).abs() < 1e-9);
        // The grey that WCAG's own texts give as the lightest that passes on white.
        assert!(contrast([0x76; 3], [255; 3]) >= 4.5 && contrast([0x77; 3], [255; 3]) < 4.5);
    }

    #[test]
    fn lightness_is_oklabs_and_grey_has_no_hue() {
        let [l, a, b] = oklab([255; 3]);
        assert!((l - 1.0).abs() < 1e-4 && a.abs() < 1e-4 && b.abs() < 1e-4, "{l} {a} {b}");
        let [l, a, b] = oklab([255, 0, 0]);
        assert!((l - 0.628).abs() < 1e-3 && (a - 0.2249).abs() < 1e-3 && (b - 0.1258).abs() < 1e-3, "{l} {a} {b}");
    }

    #[test]
    fn numbers_are_xterms() {
        assert_eq!(rgb(Color::Indexed(16)), Some([0; 3]));
        assert_eq!(rgb(Color::Indexed(231)), Some([255; 3]));
        assert_eq!(rgb(Color::Indexed(244)), Some([128; 3]));
        assert_eq!(rgb(Color::Indexed(208)), Some([255, 135, 0]));
        assert_eq!(rgb(Color::White), rgb(Color::Indexed(15)));
        assert_eq!(rgb(Color::Reset), None);
    }
}
