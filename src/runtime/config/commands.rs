//! The tables `[[command]]` of the configuration, and programs with their arguments.

use super::settings::set;
use crate::app::{CommandInput, ExternalCommand, PLACEHOLDERS};
use crate::text::sanitize;
use crate::ui::{Faults, Value, unknown};
use std::borrow::Cow;

const INPUTS: &[(&str, CommandInput)] =
    &[("selection", CommandInput::Selection), ("article", CommandInput::Article), ("none", CommandInput::Nothing)];
const COMMAND_KEYS: [&str; 4] = ["name", "run", "input", "terminal"];

/// Programs that run the argument after `-c` or `-e`.
const RUNS_CODE: [&str; 11] =
    ["sh", "bash", "dash", "zsh", "ksh", "fish", "perl", "python", "ruby", "node", "osascript"];

/// Reads the tables `[[command]]`: the commands that text can be sent to.
pub(super) fn commands(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Vec<ExternalCommand>> {
    let Some(blocks) = value.get_ref().as_array() else {
        faults.expected("a list of commands, each under its own [[command]],", value);
        return None;
    };
    let mut commands: Vec<ExternalCommand> = Vec::new();
    for block in blocks {
        let Some(command) = command(block, faults) else { continue };
        if commands.iter().any(|other| other.name == command.name) {
            faults.at(block.span(), format!("there are two commands of the name `{}`", command.name));
        }
        commands.push(command);
    }
    Some(commands)
}

fn command(block: &Value<'_>, faults: &mut Faults<'_>) -> Option<ExternalCommand> {
    let Some(table) = block.get_ref().as_table() else {
        faults.expected("a table, [[command]],", block);
        return None;
    };
    let mut command =
        ExternalCommand { name: String::new(), run: Vec::new(), input: CommandInput::default(), terminal: false };
    for (key, value) in table {
        match &**key.get_ref() {
            "name" => match faults.string(value).map(sanitize::line) {
                Some(name) if name.is_empty() => faults.at(value.span(), "a command needs a name"),
                name => set(&mut command.name, name.map(Cow::into_owned)),
            },
            "run" => {
                let run = program(value, false, faults);
                if let Some(why) = run.as_deref().and_then(misplaced) {
                    faults.at(value.span(), why);
                }
                set(&mut command.run, run);
            }
            "input" => set(&mut command.input, faults.one_of(value, "input of a command", INPUTS)),
            "terminal" => set(&mut command.terminal, faults.boolean(value)),
            other => faults.at(key.span(), unknown("key of a command", other, COMMAND_KEYS)),
        }
    }
    for needed in ["name", "run"] {
        if table.get(needed).is_none() {
            faults.at(block.span(), format!("a command needs `{needed}`"));
        }
    }
    (!command.name.is_empty() && !command.run.is_empty()).then_some(command)
}

/// Why a placeholder stands where what an article says would be run.
fn misplaced(run: &[String]) -> Option<String> {
    let stands_for = |word: &&String| PLACEHOLDERS.contains(&word.as_str());
    let first = run.first()?;
    if stands_for(&first) {
        return Some(format!("{first} cannot be the program"));
    }
    let program =
        first.rsplit('/').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_code = |pair: &[String]| match pair {
        [option, argument] => option.starts_with('-') && option.ends_with(['c', 'e']) && stands_for(&argument),
        _ => false,
    };
    if !RUNS_CODE.contains(&program) {
        return None;
    }
    let pair = run.windows(2).find(|pair| is_code(pair))?;
    let (option, argument) = (pair.first()?, pair.last()?);
    Some(format!("{argument} after {option} would be run: let a script take it as \"$1\" instead"))
}

/// Reads a program and its arguments, or none where that is allowed too.
pub(super) fn program(value: &Value<'_>, may_be_none: bool, faults: &mut Faults<'_>) -> Option<Vec<String>> {
    let words: Vec<String> = faults.strings(value)?.into_iter().map(|(word, _)| word.to_owned()).collect();
    let named = words.first().map_or(may_be_none, |program| !program.is_empty());
    if !named {
        faults.at(value.span(), "a program and its arguments are expected here, as in [\"wc\", \"-w\"]");
    }
    named.then_some(words)
}

#[cfg(test)]
mod tests {
    use super::super::{ThemeLibrary, settings::parse};
    use std::path::Path;

    fn read(text: &str) -> Vec<String> {
        let read = parse(text, Path::new("c"), &ThemeLibrary::of(None));
        read.map_or_else(|error| error.lines().to_vec(), |_| Vec::new())
    }

    #[test]
    fn no_two_commands_of_one_name() {
        let said = read("[[command]]\nname = \"a\"\nrun = [\"a\"]\n[[command]]\nname = \"a\"\nrun = [\"b\"]\n");
        assert!(said[0].starts_with("c: line 4, column 1: there are two commands"), "{said:?}");
    }

    #[test]
    fn what_an_article_says_is_never_run() {
        let run = |words: &str| read(&format!("[[command]]\nname = \"a\"\nrun = [{words}]\n"));
        for wrong in ["\"{title}\"", "\"sh\", \"-c\", \"{title}\"", "\"perl\", \"-ne\", \"{url}\""] {
            assert_eq!(run(wrong).len(), 1, "{wrong}");
        }
        for right in ["\"sh\", \"-c\", \"echo \\\"$1\\\"\", \"sh\", \"{title}\"", "\"curl\", \"-e\", \"{url}\""] {
            assert!(run(right).is_empty(), "{right}: {:?}", run(right));
        }
    }
}
