//! What moves it? The event loop: keys, signals and background results come in through one channel; after each drain of
//! it the screen is drawn once. Nothing happens, and nothing is drawn, while nothing comes in.

mod clipboard;
mod config;
mod external;
mod input;
mod jobs;
mod log_file;
mod terminal;

pub use config::{Config, ConfigError, ThemeLibrary, config_path, default_file};

use crate::app::{self, Effect, Effects, Report, State};
use crate::article::{Article, ReadOptions};
use crate::ui::{self, Theme};
use anyhow::Context as _;
use crossbeam_channel::{Receiver, Sender, unbounded};
use input::Input;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use terminal::Screen;

/// What the screen opens on.
pub enum Opened {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// Articles that the program holds.
    Articles(String, Vec<Article>),
}

/// While articles stream in, the screen is drawn at most this often: often enough to look alive, seldom enough not to
/// cost the reading of them.
const CALM: Duration = Duration::from_millis(33);
/// Longest stretch of taking results in before keys get their turn and the screen is drawn.
const SLICE: Duration = Duration::from_millis(4);

/// Opens the reader and returns when it is left, with a line for each input that could not be read. The terminal is as it
/// was before, whatever happens in between.
///
/// # Errors
/// A terminal that cannot be set up or written to.
pub fn open(opened: Opened, options: ReadOptions, config: Config) -> anyhow::Result<Vec<String>> {
    log_file::start();
    let (sender, inbox) = unbounded();
    let mut screen = Screen::enter().context("cannot set the terminal up")?;
    let mut state = State::new(opened.name(), screen.size()?, config.settings);
    let theme = config.theme;
    // The first frame stands before anything is read.
    screen.draw(|frame| ui::draw(&state, &theme, frame))?;
    screen.listen_to_mouse(state.settings.mouse)?;
    input::listen(sender.clone()).context("cannot listen for keys and signals")?;
    let results = jobs::load(opened, options);
    let worker = jobs::Worker::start(sender.clone()).context("cannot start a thread")?;
    let result = run(&mut screen, &mut state, &theme, &Inbox { inbox, sender, worker, results });
    log::info!("leaving: {result:?}");
    result.map(|()| state.problems)
}

impl Opened {
    fn name(&self) -> String {
        match self {
            Self::Articles(name, _) => name.clone(),
            Self::Paths(paths) => match paths.as_slice() {
                [one] => crate::text::sanitize::line(&one.display().to_string()).into_owned(),
                many => format!("{} paths", many.len()),
            },
        }
    }
}

/// What comes in: urgent things, and results of reading in, which wait while the screen is busy.
struct Inbox {
    inbox: Receiver<Input>,
    /// For what reports to it.
    sender: Sender<Input>,
    worker: jobs::Worker,
    results: Receiver<Report>,
}

fn run(screen: &mut Screen, state: &mut State, theme: &Theme, inbox: &Inbox) -> anyhow::Result<()> {
    let mut drawn = Instant::now();
    let mut stale = true;
    // A closed channel is always ready; once reading in is over it must not be waited on.
    let mut results = inbox.results.clone();
    loop {
        let wait = if stale { CALM.saturating_sub(drawn.elapsed()) } else { Duration::MAX };
        // `nothing`: what came in changes nothing, and nothing need be drawn for it.
        let (mut urgent, mut nothing) = (false, false);
        crossbeam_channel::select_biased! {
            recv(inbox.inbox) -> input => {
                let Ok(input) = input else { return Ok(()) };
                nothing = !stale;
                for input in std::iter::once(input).chain(drain(&inbox.inbox, Instant::now() + SLICE)) {
                    let Some(effects) = take(state, input) else { continue };
                    urgent = true;
                    if perform(screen, state, effects, inbox)?.is_break() {
                        return Ok(());
                    }
                }
            }
            recv(results) -> report => match report {
                Ok(report) => {
                    let more = drain(&results, Instant::now() + SLICE);
                    let effects = app::receive(state, std::iter::once(report).chain(more));
                    if perform(screen, state, effects, inbox)?.is_break() {
                        return Ok(());
                    }
                }
                Err(_) => {
                    results = crossbeam_channel::never();
                    if !state.progress.finished {
                        let broken = "reading in broke off; what is listed can be read".to_owned();
                        let progress = app::Progress { finished: true, ..state.progress };
                        let effects = app::receive(state, [Report::Problem(broken), Report::Progress(progress)]);
                        if perform(screen, state, effects, inbox)?.is_break() {
                            return Ok(());
                        }
                    }
                }
            },
            default(wait) => {}
        }
        if nothing && !urgent {
            continue;
        }
        stale = true;
        let all_read = state.progress.finished && results.is_empty();
        if urgent || all_read || drawn.elapsed() >= CALM {
            screen.draw(|frame| ui::draw(state, theme, frame))?;
            (drawn, stale) = (Instant::now(), false);
        }
    }
}

/// What waits in `inbox`, one by one, until the deadline. What is not taken stays there.
fn drain<T>(inbox: &Receiver<T>, deadline: Instant) -> impl Iterator<Item = T> {
    std::iter::from_fn(move || if Instant::now() < deadline { inbox.try_recv().ok() } else { None })
}

/// Hands an input to the state; nothing where that changes nothing.
fn take(state: &mut State, input: Input) -> Option<Effects> {
    Some(match input {
        Input::Report(Report::Mouse(mouse)) if !state.heeds(mouse) => return None,
        Input::Key(key) => app::press(state, key),
        Input::Report(report) => app::receive(state, [report]),
        Input::Stop => vec![Effect::Suspend],
        Input::Quit => vec![Effect::Quit],
        Input::Resumed => vec![Effect::Redraw],
    })
}

/// Does what the state asks for; a break means to leave.
fn perform(screen: &mut Screen, state: &mut State, effects: Effects, inbox: &Inbox) -> anyhow::Result<ControlFlow<()>> {
    let mut effects = VecDeque::from(effects);
    while let Some(effect) = effects.pop_front() {
        match effect {
            Effect::Quit => return Ok(ControlFlow::Break(())),
            // Whoever had the terminal meanwhile may have left it in another mode and another size.
            Effect::Suspend | Effect::Redraw => {
                if matches!(effect, Effect::Suspend) {
                    screen.suspend()?;
                } else {
                    screen.take_over()?;
                }
                let (width, height) = screen.size()?;
                effects.extend(app::receive(state, [Report::Resized(width, height)]));
            }
            Effect::Run(job) => inbox.worker.run(job),
            Effect::Mouse(listen) => screen.listen_to_mouse(listen)?,
            Effect::Copy(text) => clipboard::copy(&text)?,
            Effect::OpenLink(url) => external::open_link(&[], url, inbox.sender.clone()),
            Effect::Send { command, input, about } if command.terminal => {
                let run = || external::send_with_terminal(&command, input, &about);
                let notice = screen.lend(|| input::leave_keys_to(run))?;
                let (width, height) = screen.size()?;
                let said = notice.into_iter().map(Report::Notice);
                effects.extend(app::receive(state, std::iter::once(Report::Resized(width, height)).chain(said)));
            }
            Effect::Send { command, input, about } => external::send(&command, input, about, inbox.sender.clone()),
            Effect::StopLoading | Effect::Theme(_) | Effect::Reload => {}
        }
    }
    Ok(ControlFlow::Continue(()))
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
