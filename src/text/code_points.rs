//! From byte offsets to code-point offsets, which is what the JSON contract counts in.

/// Translates byte offsets of one text into code-point offsets. Built in one pass, answered in constant time.
pub struct CodePoints<'a> {
    bytes: &'a [u8],
    /// Code points before every 64th byte; `None` for plain ASCII, where the two offsets agree.
    marks: Option<Vec<usize>>,
}

const STRIDE: usize = 64;

impl<'a> CodePoints<'a> {
    /// Reads `text` once.
    pub fn of(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { bytes: text.as_bytes(), marks: None };
        }
        let mut count = 0;
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        for chunk in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += chunk.iter().filter(|b| starts_char(**b)).count();
        }
        marks.push(count);
        Self { bytes: text.as_bytes(), marks: Some(marks) }
    }

    /// How many code points begin before byte `at`.
    pub fn before(&self, at: usize) -> usize {
        let Some(marks) = &self.marks else { return at };
        let block = (at / STRIDE).min(marks.len() - 1);
        let rest = self.bytes.get(block * STRIDE..at).unwrap_or_default();
        marks.get(block).copied().unwrap_or(0) + rest.iter().filter(|b| starts_char(**b)).count()
    }
}

fn starts_char(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        for text in ["", "plain", "añb—東京🙂é".repeat(40).as_str()] {
            let points = CodePoints::of(text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(points.before(at), count);
            }
            assert_eq!(points.before(text.len()), text.chars().count());
        }
    }
}
