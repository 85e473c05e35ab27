//! For fonts and terminals that know little more than ASCII: the finished screen with each mark that is none in the
//! nearest that is, cell by cell. Letters, of whatever script, stay.

use ratatui::buffer::Buffer;

/// Replaces the marks in `buffer`, ours and those of texts, by one ASCII character each.
pub(super) fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() {
            continue;
        }
        let mut chars = symbol.chars();
        // A selector that asks for the look as text or as a picture means nothing here.
        let alone = |mut rest: std::str::Chars<'_>| rest.all(|c| matches!(c, '\u{fe0e}' | '\u{fe0f}'));
        if let Some(ascii) = chars.next().and_then(of).filter(|_| alone(chars)) {
            cell.set_char(ascii);
        }
    }
}

/// What stands for a mark; `None` for letters, and for signs that nothing resembles.
fn of(mark: char) -> Option<char> {
    Some(match mark {
        // Blanks of other widths, and those that do not break.
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        // Dashes, minus, rules.
        '\u{2010}'..='\u{2015}' | '−' | '─' | '━' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '═' | '╴' | '╶' => {
            '-'
        }
        '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '║' | '╵' | '╷' => '|',
        '╱' => '/',
        '╲' => '\\',
        '╳' | '×' | '✗' | '✘' | '✕' | '✖' => 'x',
        // Corners and crossings of rules.
        '\u{2500}'..='\u{257f}' => '+',
        // Bars of a sparkline, from low to high.
        '▁' => '_',
        '▂' => '.',
        '▃' => ':',
        '▄' => '-',
        '▅' => '=',
        '▆' => '+',
        '▇' => '*',
        '█' | '▓' | '■' | '◆' => '#',
        '▒' => '+',
        '░' => '.',
        // The bar beside what is selected, and thinner ones.
        '▌' | '▍' | '▋' | '▊' | '▉' => '>',
        '▏' | '▎' | '▐' | '▕' | '¦' | '‖' => '|',
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '‶' => '"',
        '‹' | '«' | '◂' | '◀' | '◄' | '◁' | '←' | '⟵' | '⇐' | '⟨' | '〈' | '↩' | '↵' | '⏎' | '≤' => {
            '<'
        }
        '›' | '»' | '▸' | '▶' | '►' | '▹' | '▷' | '→' | '⟶' | '⇒' | '⟩' | '〉' | '≥' => '>',
        '▾' | '▼' | '▿' | '▽' | '↓' | '⌄' | '✓' | '✔' => 'v',
        '▴' | '▲' | '▵' | '△' | '↑' | '⌃' => '^',
        '•' | '‣' | '●' | '★' | '⁕' | '∗' | '✱' => '*',
        '○' | '◦' | '◇' | '□' | '☆' | '◯' => 'o',
        '·' | '∙' | '⋅' | '‧' => '-',
        '…' | '⋯' | '≈' | '∼' | '〜' => '~',
        '⋮' => ':',
        '≠' => '!',
        '≡' => '=',
        '±' => '+',
        '÷' | '⁄' | '∕' => '/',
        '①'..='⑨' => digit(mark, '①', '1')?,
        '⑩'..='⑳' => digit(mark, '⑩', 'a')?,
        '⓪' => '0',
        '❶'..='❾' => digit(mark, '❶', '1')?,
        _ => return None,
    })
}

/// The character as far behind `first` as `mark` is behind `from`.
fn digit(mark: char, from: char, first: char) -> Option<char> {
    char::from_u32(u32::from(first) + u32::from(mark).checked_sub(u32::from(from))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    fn through(text: &str) -> String {
        let columns = crate::text::width::columns(text) as u16;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
        buffer.set_string(0, 0, text, Style::new().fg(Color::Red));
        let before = buffer.clone();
        to_ascii(&mut buffer);
        assert!(buffer.content.iter().zip(&before.content).all(|(a, b)| a.style() == b.style()));
        (0..columns).map(|x| buffer[(x, 0)].symbol().to_owned()).collect()
    }

    #[test]
    fn marks_become_ascii_cell_by_cell() {
        assert_eq!(through("─┬─┼─┴─│┌╯"), "-+-+-+-|++");
        assert_eq!(through("▌•◆ ▸▾›− …⏎·●▏‹»≠≈"), ">*# >v>- ~<-*|<>!~");
        assert_eq!(through("▁▂▃▄▅▆▇█"), "_.:-=+*#");
        assert_eq!(through("①②⑨⑩⑳"), "129ak");
        assert_eq!(through("“It’s late” – he said\u{a0}so"), "\"It's late\" - he said so");
    }

    #[test]
    fn letters_stay() {
        for text in ["Ågot Øst, Zürich", "Москва", "北京", "ไทย", "हिन्दी", "שלום", "e\u{301}", "5 € 30°", "👍🏽"]
        {
            assert_eq!(through(text).replace(' ', ""), text.replace(' ', ""), "{text}");
        }
    }

    #[test]
    fn no_bar_of_a_sparkline_looks_like_another() {
        let bars: std::collections::HashSet<char> = "▁▂▃▄▅▆▇█".chars().filter_map(of).collect();
        assert_eq!(bars.len(), 8);
    }
}
