//! Where in the text? Spans, code points, sanitising, sentences and tokens, widths and row wrapping.

mod abbreviation;
mod address;
mod code_points;
mod html;
mod machine;
mod markdown;
mod one_line;
mod places;
pub mod sanitize;
mod sentence;
mod span;
mod token;
pub mod width;
mod wrap;

pub use code_points::CodePoints;
pub use html::escape_html;
pub use machine::{cell_of_csv, csv_row, write_json};
pub use markdown::escape_markdown;
pub use one_line::one_line;
pub use places::{count_place, sparkline};
pub use sentence::{sentences, sentences_of};
pub use span::Span;
pub use token::{Token, TokenKind, tokens};
pub use wrap::{Row, wrap};
