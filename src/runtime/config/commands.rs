//! The tables `[[command]]` of the configuration, and programs with their arguments.

use super::settings::set;
use crate::app::{CommandInput, ExternalCommand};
use crate::text::sanitize;
use crate::ui::{Faults, Value, unknown};
use std::borrow::Cow;

const INPUTS: &[(&str, CommandInput)] =
    &[("selection", CommandInput::Selection), ("article", CommandInput::Article), ("none", CommandInput::Nothing)];
const COMMAND_KEYS: [&str; 4] = ["name", "run", "input", "terminal"];

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
            "run" => set(&mut command.run, program(value, false, faults)),
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
}
