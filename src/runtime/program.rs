//! The program while it runs: takes what comes in, does what the state asks for, and draws.

use super::config::{Config, ThemeLibrary, config_path};
use super::corrections::{Writer, load_corrections};
use super::input::{self, Input};
use super::library::Librarian;
use super::session::Keeper;
use super::terminal::Screen;
use super::{Opened, clipboard, export, external, jobs};
use crate::app::{self, Ask, Effect, Effects, Progress, Report, Session, State};
use crate::article::ReadOptions;
use crate::ui::{self, Theme};
use anyhow::Context as _;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::collections::VecDeque;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// While articles stream in, the screen is drawn at most this often: often enough to look alive, seldom enough not to
/// cost the reading of them.
const CALM: Duration = Duration::from_millis(33);
/// How long commands that run are waited for on leaving.
const LAST_MOMENT: Duration = Duration::from_secs(2);
/// Longest stretch of taking results in before keys get their turn and the screen is drawn.
const SLICE: Duration = Duration::from_millis(4);

/// Everything that runs.
pub(super) struct Program {
    screen: Screen,
    state: State,
    theme: Theme,
    /// The command that opens links.
    browser: Vec<String>,
    /// What comes in and is urgent.
    inbox: Receiver<Input>,
    /// What the library says: many articles may come at once, and keys go before them.
    answers: Receiver<Input>,
    /// For what reports to it.
    sender: Sender<Input>,
    worker: jobs::Worker,
    commands: external::Commands,
    exports: export::Exports,
    /// Results of reading in, which wait while the screen is busy.
    results: Receiver<Report>,
    /// Whether reading in is to stop.
    stop: Arc<AtomicBool>,
    keeper: Keeper,
    corrections: Writer,
    librarian: Librarian,
    /// What was strange about the corrections that were read: said on the screen, and no fault of an input.
    strange: Vec<String>,
    /// What was wrong with the configuration when it was read anew: it stands among the problems until it can be read.
    complaints: Vec<String>,
    /// When the last frame was drawn, and whether anything has changed since.
    drawn: Instant,
    stale: bool,
}

impl Program {
    /// Takes the terminal over, draws the first frame before anything is read, and begins to read. The effects are to be
    /// done first thing.
    pub(super) fn start(
        opened: Opened,
        library: Option<PathBuf>,
        options: ReadOptions,
        config: Config,
    ) -> anyhow::Result<(Self, Effects)> {
        let (sender, inbox) = unbounded();
        let mut screen = Screen::enter().context("cannot set the terminal up")?;
        // At once: a signal that nobody hears ends the process, and the terminal would stay as it is.
        input::listen(sender.clone()).context("cannot listen for keys and signals")?;
        let mut state = State::new(opened.name(), screen.size()?, config.settings);
        let (kept, strange) = load_corrections(library.as_deref());
        let corrections = Writer::start(kept.clone().unwrap_or_default(), sender.clone());
        state.take_corrections(kept, &strange);
        let (keeper, effects) = Keeper::start(&opened, &mut state, sender.clone());
        screen.draw(|buffer| ui::draw_on(&state, &config.theme, buffer))?;
        screen.listen_to_mouse(state.settings.mouse)?;
        let is_library = matches!(opened, Opened::Library);
        state.shelf.samples = matches!(opened, Opened::Articles(..));
        let (answering, answers) = unbounded();
        let librarian = Librarian::start(library, corrections.written(), is_library, answering);
        let stop = Arc::new(AtomicBool::new(false));
        let results =
            if is_library { crossbeam_channel::never() } else { jobs::load(opened, options, Arc::clone(&stop)) };
        let worker = jobs::Worker::start(sender.clone()).context("cannot start a thread")?;
        let (theme, browser, drawn) = (config.theme, config.open, Instant::now());
        let commands = external::Commands::new(sender.clone());
        let exports = export::Exports::new(sender.clone());
        let program = Self {
            commands,
            exports,
            screen,
            state,
            theme,
            browser,
            inbox,
            answers,
            sender,
            worker,
            results,
            stop,
            keeper,
            corrections,
            librarian,
            strange,
            complaints: Vec::new(),
            drawn,
            stale: true,
        };
        Ok((program, effects))
    }

    /// Gives the terminal back and keeps the place; gives a line for each input that could not be read.
    pub(super) fn end(mut self) -> Vec<String> {
        self.withdraw();
        let (place, kept) = self.keeper.finish(&self.state);
        keep_in_library(&self.librarian, &self.state, place.as_ref());
        // The terminal is given back first: a slow disk must not hold it.
        drop(self.screen);
        kept();
        self.corrections.finish();
        self.librarian.finish();
        self.exports.finish();
        await_commands(&mut self.state, &self.inbox);
        self.state.problems.retain(|line| !self.strange.contains(line));
        self.state.problems
    }

    /// Runs until the reader leaves.
    pub(super) fn run(&mut self, effects: Effects) -> anyhow::Result<()> {
        if self.perform(effects)?.is_break() {
            return Ok(());
        }
        while self.turn()?.is_continue() {}
        Ok(())
    }

    /// Waits for something to come in, takes it and what waits behind it, and draws.
    fn turn(&mut self) -> anyhow::Result<ControlFlow<()>> {
        let calm = if self.stale { CALM.saturating_sub(self.drawn.elapsed()) } else { Duration::MAX };
        let mut urgent = false;
        crossbeam_channel::select_biased! {
            recv(self.inbox) -> input => {
                let Ok(input) = input else { return Ok(ControlFlow::Break(())) };
                let more = drain(&self.inbox, Instant::now() + SLICE);
                for input in std::iter::once(input).chain(more) {
                    let Some(effects) = self.take(input) else { continue };
                    urgent = true;
                    if self.perform(effects)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                if urgent {
                    self.keeper.touch();
                }
            }
            recv(self.answers) -> answer => {
                urgent = true;
                if self.take_answers(answer.ok())?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                self.keeper.touch();
            }
            recv(self.results) -> report => {
                let effects = self.take_result(report.ok());
                self.stale = true;
                if self.perform(effects)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            default(calm.min(self.keeper.wait())) => {}
        }
        keep_in_library(&self.librarian, &self.state, self.keeper.keep(&self.state));
        self.stale |= urgent;
        let all_read = self.state.progress.finished && self.results.is_empty();
        if self.stale && (urgent || all_read || self.drawn.elapsed() >= CALM) {
            let (state, theme) = (&self.state, &self.theme);
            self.screen.draw(|buffer| ui::draw_on(state, theme, buffer))?;
            self.keeper.drawn(|| ui::shows_first_steps(state));
            (self.drawn, self.stale) = (Instant::now(), false);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Takes what the library says until a key comes, or for a slice of time. `None` when it will say nothing more.
    fn take_answers(&mut self, first: Option<Input>) -> anyhow::Result<ControlFlow<()>> {
        let deadline = Instant::now() + SLICE;
        let Some(mut answer) = first else {
            // A closed channel is always ready.
            self.answers = crossbeam_channel::never();
            return Ok(ControlFlow::Continue(()));
        };
        loop {
            let effects = self.take(answer).unwrap_or_default();
            if self.perform(effects)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            if !self.inbox.is_empty() || Instant::now() >= deadline {
                return Ok(ControlFlow::Continue(()));
            }
            let Ok(next) = self.answers.try_recv() else { return Ok(ControlFlow::Continue(())) };
            answer = next;
        }
    }

    /// What follows from an input; `None` where nothing can have changed.
    fn take(&mut self, input: Input) -> Option<Effects> {
        Some(match input {
            Input::Key(key) => app::press(&mut self.state, key),
            Input::Report(Report::Mouse(mouse)) if !self.state.heeds(mouse) => return None,
            Input::Report(report) => app::receive(&mut self.state, [report]),
            Input::Stop => vec![Effect::Suspend],
            Input::Quit => vec![Effect::Quit],
            Input::Resumed => vec![Effect::Redraw],
        })
    }

    /// Takes a result of reading in and those that wait behind it. `None` when there will be no more.
    fn take_result(&mut self, report: Option<Report>) -> Effects {
        let Some(report) = report else {
            // A closed channel is always ready; once reading in is over it must not be waited on.
            self.results = crossbeam_channel::never();
            if self.state.progress.finished {
                return Effects::new();
            }
            let broken = "reading in broke off; what is listed can be read".to_owned();
            let progress = Progress { finished: true, ..self.state.progress };
            return app::receive(&mut self.state, [Report::Problem(broken), Report::Progress(progress)]);
        };
        let more = drain(&self.results, Instant::now() + SLICE);
        app::receive(&mut self.state, std::iter::once(report).chain(more))
    }

    /// Does what the state asks for; a break means to leave.
    fn perform(&mut self, effects: Effects) -> anyhow::Result<ControlFlow<()>> {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Quit => return Ok(ControlFlow::Break(())),
                // Whoever had the terminal meanwhile may have left it in another mode and another size.
                Effect::Suspend => {
                    self.screen.suspend()?;
                    effects.extend(self.measure()?);
                }
                Effect::Redraw => {
                    self.screen.take_over()?;
                    effects.extend(self.measure()?);
                }
                Effect::Run(job) => self.worker.run(job),
                Effect::StopLoading => {
                    self.stop.store(true, Ordering::Relaxed);
                    effects.extend(self.say("reading in stops …".to_owned()));
                }
                Effect::Mouse(listen) => self.screen.listen_to_mouse(listen)?,
                Effect::Theme(name) => effects.extend(self.draw_with(&name)),
                Effect::Keep(corrections) => self.corrections.keep(*corrections),
                Effect::Reload => effects.extend(self.reload()),
                Effect::Export { path, document, replace } => self.exports.write(path, document, replace),
                Effect::Library(ask) => self.librarian.ask(*ask),
                Effect::Copy(text) => clipboard::copy(&text)?,
                Effect::OpenLink(url) => external::open_link(&self.browser, url, self.sender.clone()),
                Effect::Send { command, input, about, .. } if command.terminal => {
                    let run = || external::send_with_terminal(&command, input, &about);
                    // The keys first: what is typed as soon as the other program is seen is meant for that.
                    let notice = input::leave_keys_to(|| self.screen.lend(run))?;
                    effects.extend(self.measure()?);
                    effects.extend(notice.into_iter().flat_map(|notice| self.say(notice)));
                }
                Effect::Send { run, command, input, about } => self.commands.send(run, &command, input, &about),
                Effect::StopRun { run, kill } => self.commands.stop(run, kill),
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Tells the state how large the screen is now.
    fn measure(&mut self) -> anyhow::Result<Effects> {
        let (width, height) = self.screen.size()?;
        Ok(app::receive(&mut self.state, [Report::Resized(width, height)]))
    }

    fn say(&mut self, notice: String) -> Effects {
        app::receive(&mut self.state, [Report::Notice(notice)])
    }

    /// Draws with another theme from now on, unless that has faults.
    fn draw_with(&mut self, name: &str) -> Effects {
        let path = config_path();
        match ThemeLibrary::of(path.as_deref().and_then(Path::parent)).resolve(name) {
            Ok(theme) => {
                self.theme = theme;
                Effects::new()
            }
            Err(error) => self.complain(&error),
        }
    }

    /// Says what is wrong with the configuration, in short, and whole among the problems.
    fn complain(&mut self, error: &super::ConfigError) -> Effects {
        let new: Vec<String> = error.lines().iter().filter(|line| !self.complaints.contains(line)).cloned().collect();
        self.complaints.extend_from_slice(&new);
        let more = error.lines().len().saturating_sub(1);
        let first = error.lines().first().cloned().unwrap_or_default();
        let shows = self.state.key_name(app::Action::Problems);
        let whole = if more > 0 { format!("this and {more} more") } else { "all of it".to_owned() };
        // The line may be cut at its end.
        let notice = format!("{shows} shows {whole}: {first}");
        let lines = new.into_iter().map(Report::Problem);
        app::receive(&mut self.state, lines.chain([Report::Notice(notice)]))
    }

    /// Takes back what was wrong with the configuration.
    fn withdraw(&mut self) {
        let old = std::mem::take(&mut self.complaints);
        self.state.problems.retain(|line| !old.contains(line));
    }

    /// Reads the configuration anew; one with faults changes nothing.
    fn reload(&mut self) -> Effects {
        match Config::load() {
            Ok(config) => {
                self.withdraw();
                (self.theme, self.browser) = (config.theme, config.open);
                app::receive(&mut self.state, [Report::Settings(Box::new(config.settings))])
            }
            Err(error) => {
                self.withdraw();
                self.complain(&error)
            }
        }
    }
}

/// Has the library keep the place that one is at in it.
fn keep_in_library(librarian: &Librarian, state: &State, place: Option<&Session>) {
    if let Some(Ok(place)) = place.filter(|_| state.shelf.open && !state.shelf.place_of_later).map(Session::to_json) {
        librarian.ask(Ask::Place(place));
    }
}

/// Gives the commands that still run a moment, that what was sent to them just now arrives; names those that go on, which
/// is theirs to do, and those that fail, on standard error.
fn await_commands(state: &mut State, inbox: &Receiver<Input>) {
    let deadline = Instant::now() + LAST_MOMENT;
    while !state.runs.is_empty() {
        match inbox.recv_deadline(deadline) {
            Ok(Input::Report(report @ Report::Ended { failed, .. })) => {
                app::receive(state, [report]);
                state.notice.take_if(|_| failed).iter().for_each(|notice| complain(notice));
            }
            Ok(Input::Quit) | Err(_) => break,
            Ok(_) => {}
        }
    }
    state.runs.iter().for_each(|run| complain(&format!("{} still runs", run.name)));
}

fn complain(what: &str) {
    // With standard error gone there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "crossread: {what}");
}

/// What waits in `inbox`, one by one, until the deadline. What is not taken stays there.
fn drain<T>(inbox: &Receiver<T>, deadline: Instant) -> impl Iterator<Item = T> + use<T> {
    let inbox = inbox.clone();
    std::iter::from_fn(move || if Instant::now() < deadline { inbox.try_recv().ok() } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_deadline_leaves_is_not_lost() {
        let (sender, inbox) = unbounded();
        (0..10).for_each(|n| sender.send(n).unwrap());
        assert_eq!(drain(&inbox, Instant::now()).count(), 0);
        assert_eq!(
            drain(&inbox, Instant::now() + Duration::from_secs(60)).collect::<Vec<_>>(),
            (0..10).collect::<Vec<_>>()
        );
    }
}
