//! No input in any format makes a reader panic, and every article that comes of it holds together.
#![no_main]

use crossread::article::{Format, ReadOptions, read_str};
use crossread::text::sanitize;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, bool, bool, &str)| {
    let (format, raw, exact, text) = input;
    let format = match format % 7 {
        0 => Format::Plain,
        1 => Format::Markdown,
        2 => Format::Html,
        3 => Format::Feed,
        4 => Format::Opml,
        5 => Format::Table,
        _ => Format::JsonLines,
    };
    for article in read_str("fuzz", text, format, ReadOptions { raw, exact }).into_iter().flatten() {
        let mut end = 0;
        for block in &article.blocks {
            assert!(block.span.start >= end && article.text.get(block.span.start..block.span.end).is_some());
            end = block.span.end;
        }
        for field in [&article.meta.title, &article.meta.source, &article.meta.author].into_iter().flatten() {
            assert!(sanitize::is_clean(field) && !field.contains('\n'));
        }
        // Only text that is both raw and exact stays as it was.
        assert!(raw && exact || sanitize::is_clean(&article.text));
    }
});
