//! Every action, declared once: its name, what it does, its default keys. The keymap, the help screen, the
//! configuration file and the README's table all read this declaration.

/// Where a key has its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Always.
    Anywhere,
    /// While reading and choosing.
    Browsing,
    /// While text is being selected; what has no meaning here has that of [`Context::Browsing`].
    Selecting,
    /// While text is typed.
    Typing,
}

impl Context {
    /// The contexts whose keys mean something in this one, the most particular first.
    pub fn chain(self) -> &'static [Context] {
        match self {
            Self::Anywhere => &[Self::Anywhere],
            Self::Browsing => &[Self::Browsing, Self::Anywhere],
            Self::Selecting => &[Self::Selecting, Self::Browsing, Self::Anywhere],
            Self::Typing => &[Self::Typing, Self::Anywhere],
        }
    }
}

/// What an action is declared to be.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// The action.
    pub action: Action,
    /// Its name in the configuration file.
    pub name: &'static str,
    /// What it does, in one line.
    pub doc: &'static str,
    /// One or two words for the status line.
    pub hint: &'static str,
    /// Default keys, by name.
    pub keys: &'static [&'static str],
    /// Where its keys have their meaning.
    pub context: Context,
    /// The heading it stands under in the help.
    pub group: &'static str,
}

macro_rules! actions {
    ($($group:literal { $($variant:ident, $name:literal, $hint:literal, $context:ident, [$($key:literal),*], $doc:literal;)* })*) => {
        /// What a reader can do. Declared in one table together with its name, keys and description.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $doc] $variant,)*)*
        }

        impl Action {
            /// All actions in the order of the help.
            pub const ALL: &'static [Declaration] = &[
                $($(Declaration {
                    action: Action::$variant, name: $name, doc: $doc, hint: $hint,
                    keys: &[$($key),*], context: Context::$context, group: $group,
                },)*)*
            ];
        }
    };
}

actions! {
    "Moving" {
        Down, "down", "down", Browsing, ["j", "down"], "One line or one entry down";
        Up, "up", "up", Browsing, ["k", "up"], "One line or one entry up";
        HalfPageDown, "half-page-down", "half page", Browsing, ["ctrl-d"], "Half a page down";
        HalfPageUp, "half-page-up", "half page up", Browsing, ["ctrl-u"], "Half a page up";
        PageDown, "page-down", "page", Browsing, ["space", "pagedown", "ctrl-f"], "One page down";
        PageUp, "page-up", "page up", Browsing, ["b", "pageup", "ctrl-b"], "One page up";
        NextParagraph, "next-paragraph", "paragraph", Browsing, ["}"], "Go to the next paragraph, or the next group of a list";
        PreviousParagraph, "previous-paragraph", "paragraph up", Browsing, ["{"], "Go to the paragraph before, or the group of a list before";
        Top, "top", "top", Browsing, ["g", "home"], "Go to the beginning; with a number, to that entry or per cent";
        Bottom, "bottom", "end", Browsing, ["G", "end"], "Go to the end; with a number, to that entry or per cent";
        NextPane, "next-pane", "pane", Browsing, ["tab", "l", "right"], "Go to the next pane (list, reader, entities) or the next column";
        PreviousPane, "previous-pane", "pane back", Browsing, ["shift-tab", "h", "left"], "Go to the pane or the column before";
    }
    "Articles" {
        Accept, "accept", "go", Anywhere, ["enter"], "Open the article, unfold the story, go to mentions, card; while typing: done";
        NextArticle, "next-article", "next article", Browsing, ["J"], "Open the next article of the list";
        PreviousArticle, "previous-article", "previous article", Browsing, ["K"], "Open the previous article of the list";
        NextUnread, "next-unread", "next unread", Browsing, ["U"], "Open the next unread article";
        ToggleRead, "toggle-read", "read or not", Browsing, ["r"], "Count this article as read, or as unread";
        ReadAll, "read-all", "all read", Browsing, ["A"], "Count all articles shown as read";
        HistoryBack, "history-back", "where I was", Browsing, ["<", "alt-left", "ctrl-o"], "Go back to where one was, in this article or another";
        HistoryForward, "history-forward", "forward again", Browsing, [">", "alt-right"], "Go forward again to where one came back from";
        PickArticle, "pick-article", "pick", Browsing, ["p"], "Open an article by a few letters of its title, source or date";
        Sort, "sort", "sort", Browsing, ["s"], "Sort the list: as given, by date, source, best match, story, length, novelty";
        Group, "group", "group", Browsing, ["S"], "Put headings into the list, or take them out; by story: unfold or fold all";
        Stories, "stories", "stories", Browsing, ["C"], "Show the list by story: the accounts of one event as one row; again as before";
        PartStory, "part-story", "out of story", Browsing, ["E o"], "Take the article out of its story";
        JoinStory, "join-story", "into story", Browsing, ["E i"], "Put the article into another story";
        OpenLink, "open-link", "open link", Browsing, ["o"], "Open the article's own page, if it has one, in the browser";
    }
    "Library" {
        Search, "search", "search", Browsing, ["Q"], "Search all that is kept, or open: words, names, dates, figures; `docs/query.md`";
        NextFolder, "next-folder", "folder", Browsing, ["B j", "alt-down"], "Open the next folder: a saved query";
        PreviousFolder, "previous-folder", "folder back", Browsing, ["B k", "alt-up"], "Open the folder before; the first is the whole library";
        SaveQuery, "save-query", "keep query", Browsing, ["B s"], "Keep the query that is shown as a folder";
        DropFolder, "drop-folder", "drop folder", Browsing, ["B d"], "Give the open folder up; its articles stay";
        AddToLibrary, "add-to-library", "add", Browsing, ["B a"], "Bring a file, a folder, a page or a feed into the library";
        UpdateFeeds, "update-feeds", "update", Browsing, ["B u"], "Ask all feeds for what is new";
        WholeLibrary, "whole-library", "library", Browsing, ["B l"], "Show the whole library again";
        EntityAcross, "entity-across", "all about", Browsing, ["B e"], "Show when the library names this entity, and together with whom";
        NamesAcross, "names-across", "who is named", Browsing, ["B n"], "Show who is named in all articles of this view, and when they are from";
        Alike, "alike", "more like this", Browsing, ["B i"], "Show the articles of the library that are most like this one";
        OtherAccounts, "other-accounts", "other accounts", Browsing, ["B o"], "Show other accounts of what this article tells";
        Revisions, "revisions", "what changed", Browsing, ["B v"], "Show what changed of this article since it was first kept";
        Bookmark, "bookmark", "bookmark", Browsing, ["B b"], "Bookmark this article, or take its bookmark off";
        Remove, "remove", "remove", Browsing, ["B x"], "Take this article, or all that are marked, out of the library";
        Tags, "tags", "tags", Browsing, ["B t"], "Give tags to this article, or to all that are marked, or take them off";
        Shelved, "shelved", "bookmarks, tags", Browsing, ["B m"], "List the articles with bookmarks and tags";
        Highlights, "highlights", "highlights", Browsing, ["B h"], "List all highlights and notes, to go to or to copy";
        History, "history", "history", Browsing, ["B y"], "List what you have done and what came in, to undo any of it, or to redo";
    }
    "Reading" {
        Find, "find", "find", Browsing, ["/"], "Find words in this article; in names or keys: show those only";
        FindAll, "find-all", "find in all", Browsing, ["\\"], "Find words in all articles shown";
        Fold, "fold", "fold", Browsing, ["z"], "Unfold or fold: in the list by story a story, else the page furniture";
        Zen, "zen", "zen", Browsing, ["Z"], "Show nothing but the text (zen); again brings the rest back";
        Narrower, "narrower", "narrower", Browsing, ["-"], "Set the text in narrower lines";
        Wider, "wider", "wider", Browsing, ["+", "="], "Set the text in wider lines";
        Select, "select", "select", Browsing, ["v"], "Select text from here on; again ends the selection";
        SelectParagraph, "select-paragraph", "paragraph", Browsing, ["V"], "Select the whole paragraph";
        Highlight, "highlight", "highlight", Browsing, ["H"], "Highlight the selection, else the paragraph; again takes that away";
        Note, "note", "note", Browsing, ["M"], "Write a note on the selection, the highlight or the paragraph";
        Colours, "colours", "colour", Browsing, ["B c"], "Choose the colour of the highlight, or of the next one";
        NextHighlight, "next-highlight", "next highlight", Browsing, ["*"], "Go to the next highlight, here or in a later article";
        PreviousHighlight, "previous-highlight", "highlight back", Browsing, ["&"], "Go to the highlight before, here or in an earlier article";
        Yank, "yank", "copy", Browsing, ["y"], "Copy the selection, else paragraph or article, to the clipboard with its source";
        YankMarkdown, "yank-markdown", "copy Markdown", Browsing, ["Y"], "Copy to the clipboard as Markdown, naming the source";
        YankLink, "yank-link", "copy link", Browsing, ["ctrl-y"], "Copy to the clipboard with the source and the article's link";
        YankAs, "yank-as", "copy as", Browsing, ["w y", "ctrl-w y"], "Copy in a form of your choice: quotation, citation, BibTeX, HTML, …";
        Send, "send", "send", Browsing, ["P"], "Send the article, or what is selected, to a command of the configuration";
    }
    "Entities" {
        Next, "next", "next", Browsing, ["n"], "Go to the next mention of the chosen entity, hit of a find, or unread article";
        Previous, "previous", "previous", Browsing, ["N"], "Go to the mention of the chosen entity before, or the hit before";
        Card, "card", "card", Browsing, ["i"], "Show all about the entity: names, what is said of it, articles, company";
        Scope, "scope", "here or all", Browsing, ["e"], "List the entities of this article, or of all shown; side by side: those shared";
        MergeEntity, "merge-entity", "merge", Browsing, ["E m"], "Merge the entity with another: both are one and the same";
        SplitName, "split-name", "split off", Browsing, ["E s"], "Split a name off the entity: it stands for somebody else";
        RenameEntity, "rename-entity", "rename", Browsing, ["E r"], "Rename the entity";
        ChangeKind, "change-kind", "kind", Browsing, ["E k"], "Change what the entity is: person, organisation, place, group or event";
        HideEntity, "hide-entity", "hide", Browsing, ["E h"], "Hide the entity: it is neither listed nor marked";
        ResetEntity, "reset-entity", "reset", Browsing, ["E x"], "Take back all that was corrected about the entity";
        Corrections, "corrections", "corrections", Browsing, ["E l"], "List what was corrected, hidden entities too, to take back one by one";
        Suggestions, "suggestions", "perhaps one", Browsing, ["E p"], "List names that may be one and the same, to merge or to keep apart";
        HidePeople, "hide-people", "people", Browsing, ["t 1"], "Show people, or hide them";
        HideOrganizations, "hide-organizations", "organisations", Browsing, ["t 2"], "Show organisations, or hide them";
        HidePlaces, "hide-places", "places", Browsing, ["t 3"], "Show places, or hide them";
        HideGroups, "hide-groups", "groups", Browsing, ["t 4"], "Show groups, or hide them";
        HideEvents, "hide-events", "events", Browsing, ["t 5"], "Show events, or hide them";
    }
    "What is said" {
        Quotations, "quotations", "quotations", Browsing, ["\""], "Show who says what: quotations by speaker, to go to or to copy";
        Figures, "figures", "figures", Browsing, ["#"], "Show the figures, account by account, conflicts first";
        Timeline, "timeline", "timeline", Browsing, ["@"], "Show what is dated, in the order of the dates";
    }
    "Filter" {
        With, "with", "only with", Browsing, ["f"], "Show only articles with this entity; several add up; again takes it off";
        Or, "or", "or with", Browsing, ["|"], "Widen the filter's last condition: articles with this entity pass it too";
        Without, "without", "without", Browsing, ["F"], "Show only articles without this entity; again takes it off";
        Filters, "filters", "filters", Browsing, ["X"], "Show what is filtered, to take off one by one";
        ClearFilter, "clear-filter", "clear", Browsing, ["x"], "Clear the filter: show all articles; again filters them as before";
        Undo, "undo", "undo", Browsing, ["u"], "Undo your last change: of the filter, of what is read or noted, of an entity";
        Redo, "redo", "redo", Browsing, ["ctrl-r"], "Redo what was undone last";
    }
    "Side by side" {
        Mark, "mark", "mark", Browsing, ["m"], "Mark this article, or all accounts of a folded story, to be set beside others";
        Compare, "compare", "side by side", Browsing, ["c"], "Set the marked articles (else the next one) beside this one; again closes";
        AddColumn, "add-column", "add", Browsing, ["w a", "ctrl-w a"], "Set one more article beside these, up to four";
        ReplaceColumn, "replace-column", "replace", Browsing, ["w p", "ctrl-w p"], "Put another article into this column";
        SwapColumn, "swap-column", "swap", Browsing, ["w x", "ctrl-w x"], "Swap this column with the next";
        CloseColumn, "close-column", "close column", Browsing, ["w c", "ctrl-w c"], "Close this column";
        Link, "link", "link", Browsing, ["L"], "Move the others to what tells the same; row by row; or not at all";
        NextShared, "next-shared", "shared", Browsing, ["]"], "Go to the next passage that another account tells too";
        PreviousShared, "previous-shared", "shared back", Browsing, ["["], "Go to the passage before that another account tells too";
        NextOnly, "next-only", "only here", Browsing, [")"], "Go to the next passage that stands here only, or that is new";
        PreviousOnly, "previous-only", "only here back", Browsing, ["("], "Go to the passage before that stands here only, or is new";
        NextConflict, "next-conflict", "conflict", Browsing, [";"], "Go to the next figure that contradicts another account's";
        PreviousConflict, "previous-conflict", "conflict back", Browsing, [","], "Go to the figure before that contradicts another account's";
        Across, "across", "across", Browsing, ["a"], "Go across to the passage of another column that tells the same";
        Why, "why", "why", Browsing, ["W"], "Show why a passage tells the same as another, or articles the same story";
        DimShared, "dim-shared", "dim shared", Browsing, ["d"], "Dim what other accounts tell too; again brings it back";
        DimOnly, "dim-only", "dim only here", Browsing, ["D"], "Dim what stands here only; again brings it back";
        DimRead, "dim-read", "dim read", Browsing, ["T"], "Dim what was read in another account; again brings it back";
        ReadOn, "read-on", "read on", Browsing, ["R"], "Read on in another account of the same, what was read being dimmed";
        Export, "export", "export", Browsing, ["w e", "ctrl-w e"], "Write this comparison, or this article, to a file: HTML, Markdown, BibTeX, …";
        NarrowPane, "narrow-pane", "narrower pane", Browsing, ["w -"], "Make the list or the entities narrower";
        WidenPane, "widen-pane", "wider pane", Browsing, ["w +"], "Make the list or the entities wider";
    }
    "Program" {
        Help, "help", "keys", Browsing, ["?"], "Show all keys";
        Palette, "palette", "do", Browsing, [":"], "Do anything by a few letters of its name";
        Problems, "problems", "problems", Browsing, ["!"], "Show what could not be read, and why";
        Stop, "stop", "stop", Browsing, ["."], "Stop what runs in the background: reading in, finding in all, commands";
        Themes, "themes", "theme", Browsing, ["t t"], "Choose a theme: how things look";
        ToggleMouse, "toggle-mouse", "mouse", Browsing, ["t m"], "Listen to the mouse, or leave it to the terminal";
        ToggleLinear, "toggle-linear", "linear", Browsing, ["t l"], "Draw one pane in plain lines, for screen readers; again brings the panes back";
        ToggleAscii, "toggle-ascii", "ASCII", Browsing, ["t a"], "Draw with ASCII signs only; again with all signs";
        Reload, "reload", "reload", Browsing, ["t r"], "Read the configuration file anew";
        Back, "back", "back", Anywhere, ["esc"], "Close what is open: prompt, window, find, selection, columns, chosen entity";
        Close, "close", "close", Browsing, ["q"], "Close a window, zen or side by side; else quit";
        Quit, "quit", "quit", Anywhere, ["ctrl-c"], "Quit crossread";
        Suspend, "suspend", "suspend", Anywhere, ["ctrl-z"], "Suspend: back to the shell, where `fg` returns";
        Redraw, "redraw", "redraw", Anywhere, ["ctrl-l"], "Draw the screen anew";
    }
    "While selecting" {
        CharLeft, "char-left", "left", Selecting, ["h", "left"], "Move the end of the selection one character back";
        CharRight, "char-right", "right", Selecting, ["l", "right"], "Move the end of the selection one character on";
        WordLeft, "word-left", "word back", Selecting, ["b"], "Move the end of the selection one word back";
        WordRight, "word-right", "word", Selecting, ["w"], "Move the end of the selection one word on";
        RowStart, "row-start", "row start", Selecting, ["0"], "Move the end of the selection to the beginning of the row";
        RowEnd, "row-end", "row end", Selecting, ["$"], "Move the end of the selection to the end of the row";
        SwapEnds, "swap-ends", "other end", Selecting, ["o"], "Move the other end of the selection from now on";
    }
    "While typing" {
        NextChoice, "next-choice", "next", Typing, ["down", "ctrl-n", "tab"], "Go to the next choice or the next hit while typing";
        PreviousChoice, "previous-choice", "previous", Typing, ["up", "ctrl-p", "shift-tab"], "Go to the choice or the hit before while typing";
        CursorLeft, "cursor-left", "left", Typing, ["left", "ctrl-b"], "Move the cursor one character back";
        CursorRight, "cursor-right", "right", Typing, ["right", "ctrl-f"], "Move the cursor one character on";
        CursorStart, "cursor-start", "start", Typing, ["home", "ctrl-a"], "Move the cursor to the beginning of what is typed";
        CursorEnd, "cursor-end", "end", Typing, ["end", "ctrl-e"], "Move the cursor to the end of what is typed";
        Erase, "erase", "erase", Typing, ["backspace"], "Erase the character before the cursor";
        EraseNext, "erase-next", "erase next", Typing, ["delete", "ctrl-d"], "Erase the character after the cursor";
        EraseWord, "erase-word", "erase word", Typing, ["ctrl-w", "alt-backspace"], "Erase the word before the cursor";
        EraseAll, "erase-all", "erase all", Typing, ["ctrl-u"], "Erase all that is typed";
        ToggleRegex, "toggle-regex", "regex", Typing, ["alt-r"], "Find by regular expression, or by words as they are";
    }
}

impl Action {
    /// Its declaration.
    pub fn declaration(self) -> &'static Declaration {
        // The macro builds the table and the enum from one list, so that an action's number is its place in the table.
        Self::ALL.get(self as usize).unwrap_or(&Self::ALL[0])
    }

    /// The action of that name.
    pub fn named(name: &str) -> Option<Action> {
        Self::ALL.iter().find(|declaration| declaration.name == name).map(|declaration| declaration.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// A line of help is read by itself: found by a search, in the palette, in the configuration file.
    #[test]
    fn what_an_action_does_stands_by_itself() {
        let docs: HashSet<_> = Action::ALL.iter().map(|d| d.doc).collect();
        assert_eq!(docs.len(), Action::ALL.len(), "two actions are said to do the same");
        for declaration in Action::ALL {
            let doc = declaration.doc;
            assert!(doc.chars().count() <= 80 && !doc.ends_with('.'), "{doc}");
            assert!(!["The same", "Again", "Forward again"].iter().any(|start| doc.starts_with(start)), "{doc}");
        }
    }

    #[test]
    fn each_action_finds_its_own_declaration() {
        for declaration in Action::ALL {
            assert_eq!(declaration.action.declaration().name, declaration.name);
            assert_eq!(Action::named(declaration.name), Some(declaration.action));
            assert!(!declaration.keys.is_empty(), "{} has no key", declaration.name);
        }
        let names: HashSet<_> = Action::ALL.iter().map(|d| d.name).collect();
        assert_eq!(names.len(), Action::ALL.len());
    }
}
