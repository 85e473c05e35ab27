//! The declaration of the command line, from which parsing, help, man pages and completions derive.

pub(super) use super::formats::{ExportFormat, JsonFormat, PlainFormat, RowFormat, ShowFormat, Sort};
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use std::path::PathBuf;

/// A terminal reader for coverage: many accounts of the same events, read beside one another.
#[derive(Debug, Parser)]
#[command(name = "crossread", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
#[command(after_help = "\
Without a command, the reader opens. The printing commands write results to standard output and everything else \
to standard error. They exit with 0 when all went well, 1 when an input could not be read, 2 on a wrong call.")]
pub(super) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// What to read.
    #[command(flatten)]
    pub(super) input: Input,
    /// The library: another file than `crossread/library.db` in your data folder
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) library: Option<PathBuf>,
}

/// The inputs of a command.
#[derive(Args, Clone, Debug)]
pub(super) struct Input {
    /// Files or folders to read; folders are walked, hidden files skipped. Without any: the library, or while that is
    /// empty the sample collection
    #[arg(value_name = "PATH", num_args = 0..)]
    pub(super) paths: Vec<PathBuf>,
    /// The library that was named, if one was.
    #[arg(skip)]
    pub(super) library: Option<PathBuf>,
    /// Keep each text as it is: page furniture stays in
    #[arg(long)]
    pub(super) raw: bool,
}

/// How a command fetches.
#[derive(Args, Clone, Debug)]
pub(super) struct Net {
    /// Fetch the pages of items that a feed cuts short, for their full text
    #[arg(long)]
    pub(super) full_text: bool,
    /// Fetch from addresses of the local network too
    #[arg(long)]
    pub(super) allow_local: bool,
    /// Milliseconds between two requests to one host
    #[arg(long, value_name = "MS", hide = true)]
    pub(super) pause: Option<u64>,
}

/// The commands that print.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the articles, one a line
    List {
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: RowFormat,
        /// Put articles that tell of the same event together, with what they share
        #[arg(long)]
        stories: bool,
        /// What to read.
        #[command(flatten)]
        input: Input,
    },
    /// Print articles, cleaned, as plain text
    Show {
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: ShowFormat,
        /// Only the article with this id, where a file holds several
        #[arg(long)]
        id: Option<String>,
        /// What to read.
        #[command(flatten)]
        input: Input,
    },
    /// Print what is in each article, one JSON object an article
    ///
    /// With `-` or no PATH it is a filter: JSON Lines in, JSON Lines out, one line for each, in order, each written as
    /// soon as it is there. An input line is an object with "id" and "text" or "html", and perhaps "title", "source",
    /// "date", "url", "author", "language"; other keys come out under "extra". A line that is not valid, which an empty
    /// one is not either, gives an object with "error" and "line" in its place, and exit status 1 at the end.
    Analyze {
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: JsonFormat,
        /// Files or folders to read; `-` or none reads JSON Lines from standard input
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Keep each text as it is: page furniture stays in
        #[arg(long)]
        raw: bool,
    },
    /// Print the entities across all articles, resolved
    Entities {
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: RowFormat,
        /// As you have corrected them on the screen: merged, split, renamed, without those you have hidden
        #[arg(long)]
        corrected: bool,
        /// What to read.
        #[command(flatten)]
        input: Input,
    },
    /// Print who says what, speaker by speaker
    ///
    /// What stands between quotation marks and what is reported in other words ("indirect"). Words between marks that
    /// quote nobody, such as titles, are left out.
    Quotes {
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: RowFormat,
        /// Only what those say, or have said for them, whose name has these words, or whose id this is
        #[arg(long, value_name = "NAME")]
        speaker: Option<String>,
        /// What to read.
        #[command(flatten)]
        input: Input,
    },
    /// Find articles in your library, or in files, by words, names, dates, figures and more
    ///
    /// A query is words and "phrases", fields such as person:putin, date:7d, figure:>5% or is:unread, put together by and, or,
    /// not and parentheses. All of the language stands at the end of this help, with more in docs/query.md. Exit status 2
    /// and a mark under the place tell of a query that makes no sense.
    #[command(after_long_help = super::search::help())]
    Search {
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: RowFormat,
        /// In what order (without it: by relevance where words are looked for, else the newest first)
        #[arg(long, value_enum, value_name = "ORDER")]
        sort: Option<Sort>,
        /// Print at most so many; 0 prints all
        #[arg(long, value_name = "COUNT", default_value_t = 50)]
        limit: usize,
        /// What to look for
        #[arg(value_name = "QUERY", allow_hyphen_values = true)]
        query: String,
        /// Files or folders to search instead of your library
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Print what two to four accounts share and where they differ
    Compare {
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: PlainFormat,
        /// How likely sentences must tell the same to be called a passage, from 0 to 1
        #[arg(long, value_name = "SCORE")]
        min_score: Option<f32>,
        /// Files or folders to read: two to four articles in all
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
        /// Keep each text as it is: page furniture stays in
        #[arg(long)]
        raw: bool,
    },
    /// Write a comparison, or articles each by itself, as one document
    ///
    /// Two to four files are accounts that are compared: what they share, where they differ, who says what. One file, or a
    /// folder, gives its articles with their entities and quotations; no file, the articles of your library with your tags,
    /// highlights and notes. HTML is one file that needs nothing else: the texts side by side, what they share linked.
    Export {
        /// How to write it.
        #[arg(long, value_enum, default_value_t)]
        format: ExportFormat,
        /// Only articles that answer this query: see docs/query.md
        #[arg(long, short, value_name = "QUERY", allow_hyphen_values = true)]
        query: Option<String>,
        /// Write to FILE instead of standard output
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace FILE where it is there already
        #[arg(long, requires = "output")]
        force: bool,
        /// What to read.
        #[command(flatten)]
        input: Input,
    },
    /// Add articles to the library: files, folders, pages; follow feeds
    ///
    /// An address that is a feed is followed, and so are all feeds of a list of them (OPML), at an address or in a file; any other
    /// page is kept as an article. Nothing else is fetched: `crossread update` does that.
    ///
    /// What is there already is not added again: a file whose size and time are the same is not even opened, so that an addition that
    /// was stopped goes on where it was when it is started again. What has changed at its place becomes a new revision.
    Add {
        /// Go on: add what appears or changes in these files and folders, until stopped
        #[arg(long)]
        watch: bool,
        /// Of a page, follow the first feed that it names
        #[arg(long)]
        feed: bool,
        /// How to fetch.
        #[command(flatten)]
        net: Net,
        /// Files, folders or addresses
        #[arg(value_name = "PATH|URL", required = true)]
        what: Vec<std::ffi::OsString>,
    },
    /// Fetch what is new in the feeds that you follow
    ///
    /// One line for each feed that was asked. A feed that failed is left alone for a while, longer each time, unless it is
    /// named. Can be stopped at any time: what has come is kept, the rest comes the next time. Exit status 1 where a feed failed.
    Update {
        /// Only these feeds: addresses, titles or folders; without any: all of them
        #[arg(value_name = "FEED")]
        feeds: Vec<String>,
        /// How to fetch.
        #[command(flatten)]
        net: Net,
    },
    /// Print the feeds that you follow
    Feeds {
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: RowFormat,
        /// Print them as OPML, which other readers take
        #[arg(long, conflicts_with = "format")]
        opml: bool,
        /// Do not follow the feed at URL any more; its articles stay
        #[arg(long, value_name = "URL", conflicts_with_all = ["format", "opml"])]
        remove: Vec<String>,
    },
    /// Copy the library to a file, as it is at one moment, and check the copy
    Backup {
        /// The file; it must not be there yet
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Put a copy of the library in its place; the library that is there is set aside, not lost
    Restore {
        /// The copy that `crossread backup` has made
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Look whether the library is whole, and say what can be read where it is not
    Doctor {
        /// Put what can be read of a damaged library into a new one, and keep the damaged one beside it
        #[arg(long)]
        repair: bool,
    },
    /// Print what you have changed in the library and what was brought in, the newest first
    History {
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: RowFormat,
        /// So many changes at most
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        most: usize,
    },
    /// Take back the last change of the library: one of yours, or all that was brought in at once
    ///
    /// What was brought in goes out of sight, with all that you noted of it; --again, or adding it anew, brings it back. What later
    /// changes were about stays as they left it.
    Undo {
        /// The change of this number, as `crossread history` prints it
        #[arg(value_name = "NUMBER")]
        number: Option<i64>,
        /// Do again what was taken back last
        #[arg(long)]
        again: bool,
    },
    /// Print the default configuration file, with what each key of it means; or check one
    Config {
        /// Say what is wrong with FILE (without it: with your own), and with the theme that it names
        #[arg(long, value_name = "FILE", num_args = 0..=1)]
        check: Option<Option<PathBuf>>,
        /// Print where your configuration file lies, whether or not there is one
        #[arg(long, conflicts_with = "check")]
        path: bool,
        /// Print the file of the theme NAME, to begin one of your own from (without it: the names of all themes)
        #[arg(long, value_name = "NAME", num_args = 0..=1, conflicts_with_all = ["check", "path"])]
        theme: Option<Option<String>>,
    },
    /// Print the manual page of crossread, or of one of its commands
    Man {
        /// The command.
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
    /// Print completions for a shell
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_declaration_holds_together() {
        Cli::command().debug_assert();
    }
}
