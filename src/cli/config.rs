//! `crossread config`: the default configuration file, where one's own lies, and what is wrong with it.

use super::Outcome;
use std::path::PathBuf;

#[cfg(feature = "tui")]
pub(super) fn run(check: Option<Option<PathBuf>>, path: bool) -> anyhow::Result<Outcome> {
    use super::out::Out;
    use crate::runtime::{Config, config_path, default_file};
    use crate::text::sanitize;
    use anyhow::Context as _;

    let own = || config_path().context("there is no configuration folder: neither HOME nor XDG_CONFIG_HOME is set");
    let mut out = Out::new();
    let mut outcome = Outcome::Done;
    if let Some(given) = check {
        let (file, is_own) = given.map_or_else(|| Ok((own()?, true)), |file| anyhow::Ok((file, false)))?;
        let shown = sanitize::line(&file.display().to_string()).into_owned();
        if !file.exists() && !is_own {
            out.line(&format!("{shown}: there is no such file"))?;
            outcome = Outcome::Incomplete;
        } else if let Err(error) = Config::load_from(&file) {
            error.lines().iter().try_for_each(|line| out.line(line))?;
            outcome = Outcome::Incomplete;
        } else if file.exists() {
            out.line(&format!("{shown}: fine"))?;
        } else {
            out.line(&format!("{shown}: fine, as there is none and the defaults hold"))?;
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
pub(super) fn run(_: Option<Option<PathBuf>>, _: bool) -> anyhow::Result<Outcome> {
    Ok(super::wrong_call("this build has no reader (feature `tui`), and the printing commands need no configuration"))
}
