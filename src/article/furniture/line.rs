//! What one line looks like by itself: its shape as numbers, its words as hashes.

/// Numbers that describe a line's shape.
pub const OWN: usize = 25;

/// Bits of a word's hash: the size of the word table.
pub const HASH_BITS: u32 = 14;

/// Bytes of a line that are looked at: enough to know it by, so that a hostile line costs no more than a long one.
const LOOKED_AT: usize = 4096;

/// Words of a line that are hashed.
const HASHED_WORDS: usize = 48;

/// Words whose spelling is looked at, each cut to so many letters.
const SPELT_WORDS: usize = 8;
const SPELT_LETTERS: usize = 20;

/// What a line says, as buckets of word tables.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Words, pairs of words, and a short line as a whole.
    pub words: Vec<u32>,
    /// Runs of letters, of a line of few words.
    pub spelling: Vec<u32>,
}

/// One line, measured.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its shape.
    pub own: [f32; OWN],
    /// About how many columns it takes; a CJK character counts for two and a half letters.
    pub width: f32,
    /// Reads like running text.
    pub prose: bool,
    /// Ends as a sentence does.
    pub closed: bool,
    /// Has at most six words.
    pub few: bool,
    /// Names its text, case, digits and punctuation aside.
    pub key: u64,
}

/// The part of a line that is looked at.
pub fn head(line: &str) -> &str {
    let line = line.trim();
    let mut end = line.len().min(LOOKED_AT);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or(line)
}

fn is_cjk(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9D | 0x20000..=0x3FFFF)
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '「' | '」' | '『' | '』' | '‹' | '›')
}

/// Words that hold sentences together, in a few languages: menus have few of them.
fn holds_together(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "of"
            | "to"
            | "in"
            | "and"
            | "is"
            | "was"
            | "are"
            | "were"
            | "be"
            | "been"
            | "it"
            | "that"
            | "for"
            | "on"
            | "as"
            | "with"
            | "at"
            | "by"
            | "but"
            | "he"
            | "she"
            | "they"
            | "has"
            | "had"
            | "have"
            | "his"
            | "her"
            | "its"
            | "their"
            | "not"
            | "from"
            | "who"
            | "which"
            | "said"
            | "would"
            | "will"
            | "than"
            | "le"
            | "la"
            | "les"
            | "des"
            | "du"
            | "de"
            | "et"
            | "en"
            | "un"
            | "une"
            | "que"
            | "qui"
            | "dans"
            | "est"
            | "der"
            | "die"
            | "das"
            | "und"
            | "den"
            | "dem"
            | "von"
            | "zu"
            | "mit"
            | "ein"
            | "eine"
            | "nicht"
            | "auf"
            | "el"
            | "los"
            | "las"
            | "del"
            | "por"
            | "con"
            | "para"
            | "no"
            | "se"
            | "su"
            | "o"
            | "os"
            | "da"
            | "do"
            | "il"
            | "di"
            | "che"
            | "per"
            | "e"
            | "y"
            | "i"
            | "het"
            | "een"
            | "van"
            | "и"
            | "в"
            | "на"
            | "не"
            | "что"
            | "с"
            | "по"
            | "из"
            | "في"
            | "من"
            | "على"
            | "أن"
            | "إلى"
    )
}

fn fnv(seed: u64, c: char) -> u64 {
    (seed ^ u64::from(c as u32)).wrapping_mul(0x0000_0100_0000_01b3)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn bucket(hash: u64) -> u32 {
    // The multiplicative hash leaves its best bits at the top.
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - HASH_BITS)) as u32
}

fn mix(a: u64, b: u64) -> u64 {
    (a ^ b.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (b >> 7)
}

/// Running counts over one line.
#[derive(Default)]
struct Count {
    chars: f32,
    cjk: f32,
    foreign: f32,
    letters: f32,
    upper: f32,
    digits: f32,
    punctuation: f32,
    symbols: f32,
    commas: f32,
    marks: f32,
    stops: f32,
    words: f32,
    lower_words: f32,
    upper_words: f32,
    stop_words: f32,
}

impl Line {
    /// Measures a line and puts the buckets of its words into `tokens`.
    pub fn read(text: &str, tokens: &mut Tokens) -> Line {
        tokens.words.clear();
        tokens.spelling.clear();
        let head = head(text);
        let mut n = Count::default();
        let mut hashes: Vec<u64> = Vec::new();
        let mut word = String::new();
        let mut key = SEED;
        let mut chars = head.chars().peekable();
        while let Some(c) = chars.next() {
            n.chars += 1.0;
            if c.is_alphanumeric() {
                n.see(c);
                if is_cjk(c) {
                    flush(&mut word, &mut n, &mut hashes);
                    if hashes.len() < HASHED_WORDS {
                        hashes.push(fnv(SEED, c));
                    }
                    n.words += 0.5;
                } else {
                    word.push(c);
                }
                if !c.is_ascii_digit() {
                    for lower in c.to_lowercase() {
                        key = fnv(key, lower);
                    }
                }
                continue;
            }
            let inside = matches!(c, '\'' | '’') && chars.peek().is_some_and(|next| next.is_alphabetic());
            if !inside || word.is_empty() {
                flush(&mut word, &mut n, &mut hashes);
            }
            n.mark(c, chars.peek().copied());
        }
        flush(&mut word, &mut n, &mut hashes);
        bucket_words(&hashes, &mut tokens.words);
        spell(head, &mut tokens.spelling);
        let closing = head.trim_end_matches(|c: char| is_quote(c) || matches!(c, ')' | ']' | ' ' | '*'));
        let (first, last) = (head.chars().next().unwrap_or(' '), closing.chars().next_back().unwrap_or(' '));
        n.finish(text, head, first, last, key)
    }
}

impl Count {
    fn see(&mut self, c: char) {
        if c.is_alphabetic() {
            self.letters += 1.0;
            self.upper += f32::from(u8::from(c.is_uppercase()));
            self.foreign += f32::from(u8::from(c as u32 > 0x24F));
            self.cjk += f32::from(u8::from(is_cjk(c)));
        } else {
            self.digits += 1.0;
        }
    }

    fn mark(&mut self, c: char, next: Option<char>) {
        match c {
            ',' | '，' | '、' | ';' | '؛' | '،' => self.commas += 1.0,
            '@' | '#' => self.marks += 1.0,
            '/' if next == Some('/') => self.marks += 1.0,
            '|' | '©' | '·' | '›' | '→' | '»' | '•' | '\t' | '►' | '▶' | '+' | '=' | '>' | '*' | '_' => {
                self.symbols += 1.0
            }
            c if ends_sentence(c) && next.is_none_or(|next| !next.is_alphanumeric() || is_cjk(next)) => {
                self.stops += 1.0
            }
            _ => {}
        }
        self.punctuation += f32::from(u8::from(!c.is_whitespace()));
    }

    fn finish(&self, text: &str, head: &str, first: char, last: char, key: u64) -> Line {
        let flag = |on: bool| f32::from(u8::from(on));
        // Beyond what was looked at, bytes stand in for columns.
        let beyond = text.trim().len().saturating_sub(head.len());
        let width = self.chars + self.cjk * 1.5 + beyond as f32;
        let closed = ends_sentence(last);
        let words = self.words.max(1.0);
        let chars = self.chars.max(1.0);
        let letters = self.letters.max(1.0);
        let own = [
            width.ln_1p(),
            self.words.ln_1p(),
            self.letters / words,
            self.lower_words / words,
            self.upper_words / words,
            self.upper / letters,
            self.digits / chars,
            self.punctuation / chars,
            flag(closed),
            flag(matches!(last, ':' | '：')),
            flag(last == '…' || head.ends_with("...")),
            self.stops.ln_1p(),
            self.commas.ln_1p(),
            flag(is_quote(first)),
            flag(matches!(first, '-' | '–' | '—' | '•' | '*' | '|' | '·' | '>' | '+' | '►')),
            flag(first.is_lowercase()),
            self.marks.ln_1p(),
            self.symbols.ln_1p(),
            self.stop_words / words,
            flag(matches!(first, '(' | '[')),
            self.foreign / letters,
            flag(matches!(last, '?' | '？' | '؟')),
            flag(first.is_ascii_digit()),
            flag(head.ends_with([')', ']'])),
            self.letters / chars,
        ];
        let running = self.words >= 10.0 && (closed || self.stops >= 1.0);
        Line { own, width, prose: width >= 80.0 && running, closed, few: self.words <= 6.0, key }
    }
}

fn flush(word: &mut String, n: &mut Count, hashes: &mut Vec<u64>) {
    let Some(first) = word.chars().next() else { return };
    n.words += 1.0;
    if first.is_uppercase() {
        n.upper_words += 1.0;
    } else if first.is_lowercase() {
        n.lower_words += 1.0;
    }
    if hashes.len() < HASHED_WORDS {
        let lower = word.to_lowercase();
        n.stop_words += f32::from(u8::from(holds_together(&lower)));
        // All numbers of one length are one word: years, times and counts say "here stands a number".
        hashes.push(lower.chars().fold(SEED, |h, c| fnv(h, if c.is_numeric() { '0' } else { c })));
    } else if word.len() <= 4 {
        n.stop_words += f32::from(u8::from(holds_together(word)));
    }
    word.clear();
}

fn bucket_words(hashes: &[u64], tokens: &mut Vec<u32>) {
    let mut previous = SEED;
    for &hash in hashes {
        tokens.push(bucket(hash));
        tokens.push(bucket(mix(previous, hash)));
        previous = hash;
    }
    if let Some(last) = hashes.last() {
        tokens.push(bucket(mix(*last, SEED)));
    }
    // A short line is also known as a whole.
    if hashes.len() <= 6 {
        tokens.push(bucket(hashes.iter().fold(SEED.rotate_left(9), |all, &hash| mix(all, hash))));
    }
    tokens.push(bucket(mix(SEED, (hashes.len().min(HASHED_WORDS) as u64).ilog2_or_zero())));
}

/// Runs of three and five letters of each word, its ends among them, so that a form of a word not seen is still known.
fn spell(head: &str, spelling: &mut Vec<u32>) {
    let mut words = head.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let short: Vec<&str> = words.by_ref().take(SPELT_WORDS).collect();
    if words.next().is_some() {
        return;
    }
    for word in short {
        let mut letters = vec!['<'];
        letters.extend(word.chars().take(SPELT_LETTERS).flat_map(char::to_lowercase));
        letters.push('>');
        for length in [3, 5] {
            let runs = letters.windows(length);
            spelling.extend(runs.map(|run| bucket(run.iter().fold(SEED.rotate_left(17), |h, &c| fnv(h, c)))));
        }
    }
}

trait Log {
    fn ilog2_or_zero(self) -> u64;
}

impl Log for u64 {
    fn ilog2_or_zero(self) -> u64 {
        u64::from(self.checked_ilog2().unwrap_or(0))
    }
}
