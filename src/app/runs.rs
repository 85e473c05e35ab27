//! Commands that were sent text and run on their own.

use super::keys::action::Action;
use super::settings::ExternalCommand;
use super::state::{Effect, Effects, State};
use crate::text::sanitize;

/// A command that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Which start of a command this is.
    pub id: u64,
    /// The command's name, clean.
    pub name: String,
    /// Whether it was asked to end.
    stopping: bool,
}

impl State {
    /// Notes that `command` is started, and says so; gives the number of the run. One that gets the terminal has ended
    /// before anything else happens.
    pub(super) fn start_run(&mut self, command: &ExternalCommand) -> u64 {
        let id = self.next_generation();
        let name = sanitize::line(&command.name).into_owned();
        let others = self.runs.iter().filter(|run| run.name == name).count();
        self.notice = Some(match others {
            0 => format!("sent to {name}"),
            others => format!("sent to {name} again: {} of it run now", others + 1),
        });
        if !command.terminal {
            self.runs.push(Run { id, name, stopping: false });
        }
        id
    }

    /// A command has ended, and `notice` says how.
    pub(super) fn end_run(&mut self, id: u64, notice: &str) {
        let ended = self.runs.iter().position(|run| run.id == id).map(|at| self.runs.remove(at));
        self.notice = Some(match ended {
            Some(run) if run.stopping => format!("{} was stopped", run.name),
            _ => sanitize::line(notice).into_owned(),
        });
    }

    /// Asks the commands that run to end; those that were asked before are ended. Tells whether any runs.
    pub(super) fn stop_runs(&mut self, effects: &mut Effects) -> bool {
        for run in &mut self.runs {
            let kill = std::mem::replace(&mut run.stopping, true);
            effects.push(Effect::StopRun { run: run.id, kill });
        }
        if !self.runs.is_empty() {
            self.notice = Some(format!("stopping {}", self.names_of_runs()));
        }
        !self.runs.is_empty()
    }

    /// What runs and which key stops it; nothing where nothing runs.
    pub fn runs_in_words(&self) -> Option<String> {
        let them = if self.runs.len() == 1 { "it" } else { "them" };
        let key = self.key_name(Action::Stop);
        (!self.runs.is_empty()).then(|| format!("running: {} ({key} stops {them})", self.names_of_runs()))
    }

    fn names_of_runs(&self) -> String {
        match self.runs.as_slice() {
            [] => String::new(),
            [one] => one.name.clone(),
            [one, others @ ..] => format!("{} and {} more", one.name, others.len()),
        }
    }
}
