//! `crossread backup`, `restore` and `doctor`: looking after the library.

use super::out::{Out, complain, count};
use super::progress::ProgressLine;
use super::{Outcome, interrupt, kept};
use crate::collection::{Corrections, Edit};
use crate::library::{CorrectionsFile, Health, Library, Repaired, Salvaged, Step, backups_beside};
use crate::text::sanitize;
use anyhow::Context;
use std::io;
use std::path::{Path, PathBuf};

/// Lost articles that are named; all of them stand in the file that is written.
const NAMED: usize = 10;

pub(super) fn backup(library: Option<&Path>, file: &Path) -> anyhow::Result<Outcome> {
    let library = kept::open(Some(&existing(library)?))?;
    library.backup(file)?;
    let articles = count(library.counts()?.articles, "article");
    say(&format!("{articles} copied to {}, and the copy checked", file.display()))
}

pub(super) fn restore(library: Option<&Path>, file: &Path) -> anyhow::Result<Outcome> {
    let path = kept::path(library)?;
    let done = Library::restore(file, &path)?;
    let corrected = restore_corrections(&path);
    let aside = done.aside.map(|aside| format!("; what was there before is {}", aside.display())).unwrap_or_default();
    let also = corrected.as_deref().unwrap_or_default();
    let outcome = say(&format!("{} articles are back in {}{aside}{also}", done.articles, path.display()))?;
    let Err(error) = corrected else { return Ok(outcome) };
    complain(format!("what the backup has corrected is not back: {error:#}"));
    Ok(Outcome::Incomplete)
}

/// Brings what is corrected in a library that was just restored back into the user's file, and what that has beyond it into
/// the library; says so. Of two that say something about the same, that of the file is the newer one.
fn restore_corrections(path: &Path) -> anyhow::Result<String> {
    let Some(file) = CorrectionsFile::of_the_user() else { return Ok(String::new()) };
    let mut library = Library::open(path)?;
    let restored = library.corrections()?;
    let shown = || file.path().display().to_string();
    let (there, _) = file.load().with_context(shown)?;
    let ours = there.over(&restored, &Corrections::default());
    let number = |edit: &Edit| edit.add.iter().filter(|kept| kept.correction.is_some()).count();
    let back = number(&ours.since(&there));
    let merged = match back {
        0 => there,
        _ => file.keep(&ours, &there).with_context(shown)?,
    };
    library.follow_corrections(&merged)?;
    let mut said = match back {
        0 => String::new(),
        1 => format!("; 1 correction is back in {}", file.path().display()),
        many => format!("; {many} corrections are back in {}", file.path().display()),
    };
    match number(&merged.since(&restored)) {
        0 => {}
        1 => said.push_str("; 1 that was corrected since stays so"),
        more => said.push_str(&format!("; {more} that were corrected since stay so")),
    }
    Ok(said)
}

pub(super) fn doctor(library: Option<&Path>, repair: bool) -> anyhow::Result<Outcome> {
    let path = existing(library)?;
    let stop = interrupt::stop();
    let mut line = ProgressLine::new();
    let mut tell = |step: Step| {
        line.show(&format!("{} of {} {}", step.done, step.of, step.what));
        !stop.is_stopped()
    };
    let mut health = Library::examine(&path, &mut tell)?;
    let mut out = Out::new();
    if repair && health.is_damaged() {
        let repaired = Library::repair(&path, &mut tell)?;
        line.clear();
        return mended(&mut out, &path, &repaired);
    }
    if repair && !health.findings.is_empty() {
        Library::open(&path)?.rebuild_index()?;
        health = Library::examine(&path, &mut |_| true)?;
    }
    line.clear();
    tell_health(&mut out, &health)?;
    if health.salvaged.is_some() {
        tell_backups(&mut out, &path)?;
    }
    out.flush()?;
    Ok(if health.findings.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

fn tell_health(out: &mut Out, health: &Health) -> io::Result<()> {
    let counts = health.counts;
    if let Some(salvaged) = &health.salvaged {
        for finding in &health.findings {
            out.line(&sanitize::line(&finding.what))?;
        }
        tell_damage(out, salvaged)?;
        out.line("Of the library can be read:")?;
    }
    out.line(&format!(
        "{} ({} unread), {}, {} removed; {}, {}; {:.1} MiB",
        count(counts.articles, "article"),
        counts.unread,
        count(counts.revisions, "earlier revision"),
        counts.removed,
        count(counts.highlights, "highlight"),
        count(counts.feeds, "feed"),
        health.bytes as f64 / f64::from(1 << 20)
    ))?;
    if health.outdated > 0 {
        let verb = if health.outdated == 1 { "is" } else { "are" };
        let articles = count(health.outdated, "article");
        out.line(&format!("{articles} {verb} to be analysed anew, which happens by itself"))?;
    }
    match &health.salvaged {
        Some(salvaged) => {
            tell_loss(out, salvaged)?;
            health.findings.first().map_or(Ok(()), |finding| out.line(finding.then))
        }
        None if health.findings.is_empty() => out.line("all is well"),
        None => health
            .findings
            .iter()
            .try_for_each(|finding| out.line(&sanitize::line(&format!("{}: {}", finding.what, finding.then)))),
    }
}

/// What a repair did.
fn mended(out: &mut Out, path: &Path, repaired: &Repaired) -> anyhow::Result<Outcome> {
    let Repaired { salvaged, aside, list, unlisted } = repaired;
    tell_damage(out, salvaged)?;
    out.line(&sanitize::line(&format!(
        "{}, {}, {}, {} and {} are in a new library, {}",
        count(salvaged.articles, "article"),
        count(salvaged.highlights, "highlight"),
        count(salvaged.tags, "tag"),
        count(salvaged.queries, "saved query"),
        count(salvaged.feeds, "feed"),
        path.display()
    )))?;
    tell_loss(out, salvaged)?;
    if let Some(list) = list {
        out.line(&sanitize::line(&format!("what was lost stands in {}, with the notes to it", list.display())))?;
        out.line("`crossread add` and `crossread update` bring in again what files and feeds still have")?;
    }
    if let Some(why) = unlisted {
        out.line(&sanitize::line(&format!("the list of what was lost could not be written: {why}")))?;
    }
    out.line(&sanitize::line(&format!("the damaged library is kept as {}", aside.display())))?;
    if salvaged.articles == 0 {
        out.line("nothing could be read of it; `crossread restore FILE` brings a backup back")?;
        tell_backups(out, path)?;
    }
    out.flush()?;
    Ok(if salvaged.is_less() { Outcome::Incomplete } else { Outcome::Done })
}

fn tell_damage(out: &mut Out, salvaged: &Salvaged) -> io::Result<()> {
    match salvaged.damage() {
        parts if parts.is_empty() => Ok(()),
        parts => out.line(&format!("damaged, by pages or rows: {}", parts.join(", "))),
    }
}

fn tell_loss(out: &mut Out, salvaged: &Salvaged) -> io::Result<()> {
    match (salvaged.is_less(), salvaged.articles) {
        (false, 0) => return out.line("no article can be read"),
        (false, _) => return out.line("nothing is lost"),
        (true, _) => {}
    }
    let lost = salvaged.lost.len() + salvaged.vanished;
    let parts = [(lost, "article"), (salvaged.untitled, "headline"), (salvaged.lost_highlights, "highlight")];
    let parts = parts.iter().filter(|(number, _)| *number > 0).map(|(number, what)| count(*number, what));
    let parts: Vec<String> = parts.collect();
    out.line(&format!("lost: {}", parts.join(", ")))?;
    for lost in salvaged.lost.iter().take(NAMED) {
        let place = lost.url.as_ref().or(lost.source.as_ref()).map(|place| format!(" ({place})")).unwrap_or_default();
        out.line(&sanitize::line(&format!("  {}{place}", lost.headline)))?;
    }
    if salvaged.lost.len() > NAMED {
        out.line(&format!("  … and {} more", salvaged.lost.len() - NAMED))?;
    }
    Ok(())
}

fn tell_backups(out: &mut Out, path: &Path) -> io::Result<()> {
    match backups_beside(path).first() {
        Some(newest) => out.line(&sanitize::line(&format!("the newest backup beside it is {}", newest.display()))),
        None => Ok(()),
    }
}

/// Where the library is, which must be there.
fn existing(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    let path = kept::path(named)?;
    anyhow::ensure!(path.exists(), "{}: there is no library yet; `crossread add` makes one", path.display());
    Ok(path)
}

fn say(what: &str) -> anyhow::Result<Outcome> {
    let mut out = Out::new();
    out.line(&sanitize::line(what))?;
    out.flush()?;
    Ok(Outcome::Done)
}
