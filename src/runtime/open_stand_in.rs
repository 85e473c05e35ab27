//! STAND-IN, to be dropped: opening the screen.

use crate::article::ReadOptions;
use std::path::PathBuf;

/// Opens the reader.
pub fn open(_paths: Vec<PathBuf>, _options: ReadOptions) -> anyhow::Result<()> {
    anyhow::bail!("the screen is not built yet")
}
