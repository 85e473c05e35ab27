//! What kind of character is it? The tables of the sanitiser.

use super::escape::ESC;
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// What the sanitiser has to decide about a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Stays.
    Visible,
    /// White space other than line breaks and tabs: stays, and nothing can rest on it.
    White,
    /// A tab.
    Tab,
    /// Any kind of line break.
    Break,
    /// May start an escape sequence.
    Escape,
    /// Never stays.
    Drop,
    /// Rests on a base: combining marks, and vowels that complete a Hangul syllable.
    Mark,
    /// `ZWJ` or `ZWNJ`.
    Joiner,
    /// `ZWSP`.
    WordBreak,
    /// `LRM`, `RLM` or `ALM`.
    Direction,
    /// Opens an isolate.
    Isolate,
    /// Closes an isolate.
    IsolateEnd,
    /// Chooses a variant of the character before it.
    Selector,
    /// A tag character.
    Tag,
}

pub(super) fn of(c: char) -> Class {
    match c {
        ' '..='~' if c != ' ' => Class::Visible,
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
        '\t' => Class::Tab,
        ESC | '\u{80}'..='\u{9f}' => Class::Escape,
        '\u{200c}' | '\u{200d}' => Class::Joiner,
        '\u{200b}' => Class::WordBreak,
        '\u{200e}' | '\u{200f}' | '\u{61c}' => Class::Direction,
        '\u{2066}'..='\u{2068}' => Class::Isolate,
        '\u{2069}' => Class::IsolateEnd,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}' => Class::Selector,
        '\u{e0020}'..='\u{e007f}' => Class::Tag,
        c if c.is_control() || is_unwanted(c) => Class::Drop,
        c if c.is_whitespace() => Class::White,
        c if is_plain(c) => Class::Visible,
        c if is_combining_mark(c) || (!is_number_sign(c) && c.width() == Some(0)) => Class::Mark,
        _ => Class::Visible,
    }
}

/// Invisible characters that no running text needs, and code points that are no characters.
fn is_unwanted(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' // soft hyphen, grapheme joiner, Khmer inherent vowels
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{202a}'..='\u{202e}' // embeddings and overrides
        | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' // word joiner, invisible operators, deprecated controls
        | '\u{feff}' | '\u{fff0}'..='\u{fffc}' // byte order mark, annotations, a place for an object
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // controls of shorthand and musical notation
        | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Signs that enclose the digits after them: no width of their own, but they rest on nothing.
fn is_number_sign(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{110bd}' | '\u{110cd}'
    )
}

/// Characters that always stay, wherever they stand: what nearly all news is written in. No mark, no white space but
/// `' '` and `\n`.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\n' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' // Latin
        | '\u{370}'..='\u{377}' | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{482}' | '\u{48a}'..='\u{52f}' // Greek, Cyrillic
        | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' // Hebrew, Arabic
        | '\u{904}'..='\u{939}' | '\u{e01}'..='\u{e30}' // Devanagari, Thai
        | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}'
        | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}' // kana
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}')
}

/// How many bytes at the start of `bytes` are printable ASCII, counting `\n` as such if `breaks`.
pub(super) fn plain_ascii(bytes: &[u8], breaks: bool) -> usize {
    let plain = |b: u8| matches!(b, b' '..=b'~') | (breaks & (b == b'\n'));
    // Without an early exit inside a chunk the check of a whole chunk is a few vector instructions.
    let chunks = bytes.chunks_exact(32).take_while(|chunk| chunk.iter().fold(true, |all, &b| all & plain(b))).count();
    let sure = chunks * 32;
    sure + bytes.iter().skip(sure).take_while(|b| plain(**b)).count()
}

/// Whether a joiner can mean something after `c`: letters and marks of scripts whose letters join or stack.
pub(super) fn joins(c: char) -> bool {
    let script = matches!(c,
        '\u{600}'..='\u{77f}' | '\u{7c0}'..='\u{7ff}' | '\u{840}'..='\u{dff}' // Arabic to Sinhala
        | '\u{f00}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1a20}'..='\u{1aaf}' // Tibetan, Myanmar, Khmer, Mongolian
        | '\u{1b00}'..='\u{1c4f}' | '\u{1cd0}'..='\u{1cff}' | '\u{a800}'..='\u{a8ff}' | '\u{a980}'..='\u{a9ff}'
        | '\u{aa60}'..='\u{aaff}' | '\u{abc0}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10a00}'..='\u{10a5f}' | '\u{10ac0}'..='\u{10aff}' | '\u{10d00}'..='\u{10d3f}' | '\u{11000}'..='\u{11fff}'
        | '\u{1e900}'..='\u{1e95f}');
    script && (c.is_alphabetic() || is_combining_mark(c))
}

/// Whether `c` belongs to a script that sets no spaces between words and marks their limits with `ZWSP`, if at all.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{1aaf}'
        | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}')
}

/// Whether `ZWJ` may tie `c` to an emoji: pictographs, and what may follow one inside a sequence.
pub(super) fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{e007f}')
}

/// Whether `selector` can choose a variant of `base`.
pub(super) fn has_variant(base: char, selector: char) -> bool {
    match selector {
        '\u{180b}'..='\u{180f}' => matches!(base, '\u{1800}'..='\u{18af}'),
        '\u{e0100}'..='\u{e01ef}' => {
            matches!(base, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        }
        '\u{fe0e}' | '\u{fe0f}' => {
            matches!(base, '0'..='9' | '#' | '*' | '©' | '®' | '\u{2010}'..='\u{3299}' | '\u{1f000}'..)
        }
        _ => base >= '\u{1000}' || matches!(base, '0'),
    }
}
