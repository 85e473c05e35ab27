//! What the reader may set, in the configuration file or by key.

use super::geometry::Geometry;
use super::keys::keymap::Keymap;
use super::state::{Effect, Effects, Focus, State};

/// Widths of text that can be read, in columns.
pub const MEASURES: std::ops::RangeInclusive<u16> = 20..=200;

/// What the screen obeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Widest line of text, in columns; one of [`MEASURES`].
    pub measure: u16,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// One pane at a time in plain lines, for screen readers.
    pub linear: bool,
    /// Draw with ASCII signs only.
    pub ascii: bool,
    /// The name of the theme that is drawn with.
    pub theme: String,
    /// The names of all themes there are.
    pub themes: Vec<String>,
    /// The form in which text is copied.
    pub yank: YankForm,
    /// Whether to remember where one was.
    pub session: bool,
    /// Commands that text can be sent to.
    pub commands: Vec<ExternalCommand>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: 72,
            keymap: Keymap::default(),
            mouse: true,
            linear: false,
            ascii: false,
            theme: "auto".to_owned(),
            themes: Vec::new(),
            yank: YankForm::default(),
            session: true,
            commands: Vec::new(),
        }
    }
}

/// How copied text names its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YankForm {
    /// The text, then title, source and date in a line of their own.
    #[default]
    Plain,
    /// A Markdown quotation with a linked title.
    Markdown,
    /// As plain text, with the article's address.
    Link,
    /// Between quotation marks, the source behind it in brackets, all on one line.
    Quote,
    /// The source alone: author, date, title, outlet and address on one line.
    Citation,
    /// The source alone, as BibTeX.
    Bibtex,
    /// A quotation in HTML with a linked title.
    Html,
}

impl YankForm {
    /// All of them with what they are called and what they give, in the order in which they are offered.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Plain, "plain", "The text, then title, source and date"),
        (Self::Markdown, "markdown", "A Markdown quotation with a linked title"),
        (Self::Link, "link", "The text, title, source and date, and the article's address"),
        (Self::Quote, "quote", "“The text” (title, source, date) on one line"),
        (Self::Citation, "citation", "Author (date), “title”, source, address, without the text"),
        (Self::Bibtex, "bibtex", "A BibTeX entry of the article, without the text"),
        (Self::Html, "html", "A quotation in HTML with a linked title"),
    ];
}

/// A command of the user's that gets text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalCommand {
    /// What it is called on the screen.
    pub name: String,
    /// The program and its arguments, each apart; no shell ever sees them.
    pub run: Vec<String>,
    /// What it gets on its standard input.
    pub input: CommandInput,
    /// Whether it gets the terminal until it ends.
    pub terminal: bool,
}

/// What a command gets on its standard input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommandInput {
    /// What is selected, else the whole article.
    #[default]
    Selection,
    /// The whole article.
    Article,
    /// Nothing.
    Nothing,
}

impl State {
    /// Takes a configuration that was read anew. What has been set by key since then goes.
    pub(super) fn take_settings(&mut self, settings: Settings, effects: &mut Effects) {
        effects.push(Effect::Mouse(settings.mouse));
        self.settings = settings;
        self.configure();
        // It names keys, themes or commands that may be others now.
        self.refresh_menu();
        self.notice = Some("the configuration was read anew".to_owned());
    }

    pub(super) fn change_measure(&mut self, by: i32) {
        let measure =
            (i32::from(self.settings.measure) + by).clamp((*MEASURES.start()).into(), (*MEASURES.end()).into());
        self.settings.measure = measure as u16;
        self.notice = Some(format!("lines of {measure} columns where there is room"));
    }

    pub(super) fn toggle_zen(&mut self) {
        if self.zen {
            self.zen = false;
        } else if self.open_article().is_some() {
            self.zen = true;
            self.focus_text();
        }
    }

    pub(super) fn toggle_mouse(&mut self, effects: &mut Effects) {
        self.settings.mouse = !self.settings.mouse;
        effects.push(Effect::Mouse(self.settings.mouse));
        let whose = if self.settings.mouse { "the mouse is listened to" } else { "the mouse is the terminal's own" };
        self.notice = Some(whose.to_owned());
    }

    pub(super) fn toggle_linear(&mut self) {
        self.settings.linear = !self.settings.linear;
        let how = if self.settings.linear { "one pane at a time, in plain lines" } else { "panes side by side" };
        self.notice = Some(how.to_owned());
    }

    /// Makes the list or the panel wider, whichever has the focus; from the text, the list.
    pub(super) fn change_side_width(&mut self, by: i32) {
        // A pane that has the screen to itself is as wide as that, and would keep that width beside the text.
        let geometry = Geometry::of(self).filter(|geometry| !geometry.dividers.is_empty()).unwrap_or_default();
        let (list, panel) = (geometry.list.map(|area| area.width), geometry.panel.map(|area| area.width));
        let change = |width: u16| Some((i32::from(width) + by).clamp(0, i32::from(u16::MAX)) as u16);
        match (self.focus, list, panel) {
            (Focus::Panel, _, Some(width)) | (_, None, Some(width)) => self.side_widths.1 = change(width),
            (_, Some(width), _) => self.side_widths.0 = change(width),
            _ => self.notice = Some("there is no pane beside the text".to_owned()),
        }
    }
}
