//! Commands that text is sent to: what is said of them while they run, stopping them, what leaves by them.

use crate::common::Desk;
use crossread::app::{CommandInput, Effect, ExternalCommand, Report};
use crossread::article::{Format, ReadOptions, read_str};

fn command(name: &str, terminal: bool) -> ExternalCommand {
    ExternalCommand { name: name.to_owned(), run: vec!["cat".to_owned()], input: CommandInput::Article, terminal }
}

/// The sample collection with one command.
fn desk(terminal: bool) -> Desk {
    let mut desk = Desk::with_samples(100, 30);
    desk.state.settings.commands = vec![command("keep", terminal)];
    desk
}

/// The numbers of the runs that were asked for.
fn runs(desk: &Desk) -> Vec<u64> {
    desk.asked
        .iter()
        .filter_map(|effect| if let Effect::Send { run, .. } = effect { Some(*run) } else { None })
        .collect()
}

fn end(desk: &mut Desk, run: u64, notice: &str) {
    desk.report(Report::Ended { run, notice: notice.to_owned(), failed: false });
}

/// What was asked to end, and whether it was left a choice.
fn stops(desk: &Desk) -> Vec<(u64, bool)> {
    let stop = |effect: &Effect| if let Effect::StopRun { run, kill } = effect { Some((*run, *kill)) } else { None };
    desk.asked.iter().filter_map(stop).collect()
}

#[test]
fn what_runs_is_shown_until_it_ends() {
    let mut desk = desk(false);
    desk.press("P").expect("sent to keep").press("j").expect("running: keep (. stops it)");
    desk.press("P").expect("sent to keep again: 2 of it run now");
    desk.press("j").expect("running: keep and 1 more (. stops them)");
    let ids = runs(&desk);
    assert!(ids.len() == 2 && ids[0] != ids[1], "{ids:?}");
    end(&mut desk, ids[0], "keep: done\u{1b}[31m");
    desk.expect("keep: done").press("j").expect("running: keep (. stops it)");
    end(&mut desk, ids[1], "keep: done");
    desk.press("j").expect_no("running");
    desk.press(".").expect("nothing runs in the background");
    assert!(stops(&desk).is_empty());
}

#[test]
fn what_runs_is_stopped_first_by_asking() {
    let mut desk = desk(false);
    desk.press("P P").press(".").expect("stopping keep and 1 more");
    let ids = runs(&desk);
    assert_eq!(stops(&desk), [(ids[0], false), (ids[1], false)]);
    end(&mut desk, ids[0], "keep failed: signal: 15 (SIGTERM)");
    desk.expect("keep was stopped");
    desk.press(".").expect("stopping keep");
    assert_eq!(stops(&desk)[2..], [(ids[1], true)]);
    end(&mut desk, ids[1], "keep failed: signal: 9 (SIGKILL)");
    desk.expect("keep was stopped").press("P").expect("sent to keep");
    assert_eq!(desk.state.runs.len(), 1);
}

/// It has ended before the screen comes back.
#[test]
fn a_command_with_the_terminal_does_not_go_on() {
    let mut desk = desk(true);
    desk.press("P j").expect_no("running");
    assert!(desk.state.runs.is_empty() && runs(&desk).len() == 1);
}

#[test]
fn the_host_is_said_and_no_marks_of_direction_leave() {
    let text = "---\ntitle: A \u{2067}אב\u{2069} title\nurl: https://good.com@evil.com/x\n---\n\nWords \u{2066}of\u{2069} it.\u{200f}\n";
    let article = read_str("a.md", text, Format::Markdown, ReadOptions::default()).remove(0).unwrap();
    assert!(article.text.contains('\u{2066}'), "on the screen it stays");
    let mut desk = Desk::with(vec![article], 100, 30);
    desk.press("o").expect("opening evil.com").expect_no("good.com");
    desk.state.settings.commands = vec![command("keep", false)];
    desk.press("enter V y P");
    let mut left = Vec::new();
    for effect in &desk.asked {
        match effect {
            Effect::Copy(text) => left.push(text.clone()),
            Effect::Send { input, about, .. } => {
                left.push(input.clone());
                left.extend(about.iter().map(|(_, value)| value.clone()));
            }
            _ => {}
        }
    }
    let left = left.join("\n");
    assert!(left.contains("Words of it.") && left.contains("A אב title"), "{left}");
    assert!(!left.contains(['\u{2066}', '\u{2067}', '\u{2069}', '\u{200f}']), "{left:?}");
}

#[test]
fn what_stands_for_something_of_the_article_is_one_argument() {
    let text = "---\ntitle: --output=/etc/passwd; $(x)\nurl: https://example.org/a\n---\n\nA text.\n";
    let article = read_str("a.md", text, Format::Markdown, ReadOptions::default()).remove(0).unwrap();
    let mut desk = Desk::with(vec![article], 100, 30);
    let run = ["keep", "--title", "{title}", "{author}", "{url}", "{path}", "a{url}"].map(str::to_owned).to_vec();
    desk.state.settings.commands = vec![ExternalCommand { run, ..command("keep", false) }];
    desk.press("P");
    let Some(Effect::Send { command, .. }) = desk.asked.last() else { panic!() };
    let expected = ["keep", "--title", " --output=/etc/passwd; $(x)", "", "https://example.org/a", "", "a{url}"];
    assert_eq!(command.run, expected);
}
