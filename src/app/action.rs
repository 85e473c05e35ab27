//! Every action, declared once: its name, what it does, its default keys. The keymap, the help screen, the
//! configuration file and the README's table all read this declaration.

/// Where a key has its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Always.
    Anywhere,
    /// While reading and choosing.
    Browsing,
    /// While text is typed.
    Typing,
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
        Top, "top", "top", Browsing, ["g", "home"], "To the beginning";
        Bottom, "bottom", "end", Browsing, ["G", "end"], "To the end";
        NextPane, "next-pane", "pane", Browsing, ["tab", "l", "right"], "To the next pane: list, reader, entities; or the other article";
        PreviousPane, "previous-pane", "pane back", Browsing, ["shift-tab", "h", "left"], "To the pane before";
    }
    "Articles" {
        Accept, "accept", "go", Anywhere, ["enter"], "Open the article, or go to the entity's mentions; while typing: done";
        NextArticle, "next-article", "next article", Browsing, ["J"], "Open the next article of the list";
        PreviousArticle, "previous-article", "previous article", Browsing, ["K"], "Open the article before";
        Sort, "sort", "sort", Browsing, ["o"], "Sort the list: as given, newest first, by source";
        Fold, "fold", "furniture", Browsing, ["z"], "Unfold or fold the page furniture of this article";
        Find, "find", "find", Browsing, ["/"], "Find words in this article; capitals count once you type one";
    }
    "Entities" {
        Next, "next", "next", Browsing, ["n"], "Next mention of the chosen entity, on into the next article; after a find, next hit";
        Previous, "previous", "previous", Browsing, ["N"], "Mention before, or hit before";
        Scope, "scope", "here or all", Browsing, ["e"], "Entities of this article, or of all that are shown";
        With, "with", "only with", Browsing, ["f"], "Show only articles with this entity; several add up; again takes it off";
        Without, "without", "without", Browsing, ["F"], "Show only articles without this entity; again takes it off";
        ClearFilter, "clear-filter", "clear", Browsing, ["x"], "Show all articles again";
        Undo, "undo", "undo", Browsing, ["u"], "Undo the last change of the filter";
    }
    "Side by side" {
        Mark, "mark", "mark", Browsing, ["m"], "Mark this article to be set beside another";
        Compare, "compare", "side by side", Browsing, ["c"], "Set the marked article (else the next one) beside this one; again closes";
        Link, "link", "link", Browsing, ["L"], "Scroll both articles together, or each on its own";
    }
    "Program" {
        Help, "help", "keys", Browsing, ["?"], "All keys";
        Problems, "problems", "problems", Browsing, ["!"], "What could not be read, and why";
        Back, "back", "back", Anywhere, ["esc"], "Close what is open: prompt, help, find, side by side, chosen entity";
        Close, "close", "close", Browsing, ["q"], "Close help or side by side; else quit";
        Quit, "quit", "quit", Anywhere, ["ctrl-c"], "Quit";
        Suspend, "suspend", "suspend", Anywhere, ["ctrl-z"], "Back to the shell; `fg` returns";
        Redraw, "redraw", "redraw", Anywhere, ["ctrl-l"], "Draw the screen anew";
    }
    "While typing" {
        Erase, "erase", "erase", Typing, ["backspace"], "Erase a character";
        EraseWord, "erase-word", "erase word", Typing, ["ctrl-w"], "Erase a word";
        EraseAll, "erase-all", "erase all", Typing, ["ctrl-u"], "Erase all";
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
