//! `crossread config`: the default configuration file, where one's own lies, what is wrong with it, and the themes.

use super::Outcome;
use std::path::PathBuf;

#[cfg(feature = "tui")]
pub(super) fn run(
    check: Option<Option<PathBuf>>,
    path: bool,
    theme: Option<Option<String>>,
) -> anyhow::Result<Outcome> {
    use super::out::{Out, complain};
    use crate::runtime::{Config, ThemeLibrary, config_path, default_file};
    use crate::text::sanitize;
    use anyhow::Context as _;
    use std::path::Path;

    let own = || config_path().context("there is no configuration folder: neither HOME nor XDG_CONFIG_HOME is set");
    let mut out = Out::new();
    let mut outcome = Outcome::Done;
    if let Some(given) = check {
        let (file, is_own) = given.map_or_else(|| Ok((own()?, true)), |file| anyhow::Ok((file, false)))?;
        let shown = sanitize::line(&file.display().to_string()).into_owned();
        if !file.exists() && !is_own {
            out.line(&format!("{shown}: there is no such file"))?;
            outcome = Outcome::Incomplete;
        } else {
            match Config::load_from(&file) {
                Err(error) => {
                    error.lines().iter().try_for_each(|line| out.line(line))?;
                    outcome = Outcome::Incomplete;
                }
                Ok(config) => {
                    let fine = if file.exists() { "fine" } else { "fine, as there is none and the defaults hold" };
                    let themes = ThemeLibrary::of(file.parent()).notes();
                    config.notes.iter().chain(&themes).try_for_each(|note| out.line(&format!("note: {note}")))?;
                    out.line(&format!("{shown}: {fine}"))?;
                }
            }
        }
    } else if let Some(name) = theme {
        let folder = config_path();
        let themes = ThemeLibrary::of(folder.as_deref().and_then(Path::parent));
        match name.map(|name| themes.file(&name)) {
            None => themes.names().iter().try_for_each(|name| out.line(name))?,
            Some(Ok(text)) => text.trim_end().lines().try_for_each(|line| out.line(line))?,
            Some(Err(error)) => {
                error.lines().iter().for_each(complain);
                outcome = Outcome::Incomplete;
            }
        }
    } else if path {
        out.line(&sanitize::line(&own()?.display().to_string()))?;
    } else {
        out.line(default_file().trim_end())?;
    }
    out.flush()?;
    Ok(outcome)
}

#[cfg(not(feature = "tui"))]
pub(super) fn run(_: Option<Option<PathBuf>>, _: bool, _: Option<Option<String>>) -> anyhow::Result<Outcome> {
    Ok(super::wrong_call("this build has no reader (feature `tui`), and the printing commands need no configuration"))
}
