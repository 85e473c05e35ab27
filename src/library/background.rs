//! Work that nobody waits for.

/// So much lower this thread and those that it starts stand with the scheduler: as `nice` has it.
#[cfg(target_os = "linux")]
const LOWER: i32 = 10;

/// Lets the screen, whichever program has it, go before this thread and those that it starts from now on. Elsewhere than on
/// Linux this would hold for the whole program, and is left.
pub fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(LOWER) {
        log::debug!("as important as before: {error}");
    }
}
