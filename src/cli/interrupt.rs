//! Ctrl-C: once to end well, twice to end at once.

use crate::library::fetch::Stop;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag::{register, register_conditional_shutdown};

/// What an interrupted program exits with: as the shell says it, 128 and the signal's number.
const STATUS: i32 = 130;

/// A wish to end that Ctrl-C stands for from now on. Where the system does not let us know of it, it ends the program as ever.
pub(super) fn stop() -> Stop {
    let stop = Stop::default();
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first one finds the wish not yet made.
        let _ = register_conditional_shutdown(signal, STATUS, stop.flag());
        let _ = register(signal, stop.flag());
    }
    stop
}
