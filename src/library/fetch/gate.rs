//! Whose turn is it? One request a host at a time, with a pause between two.

use super::limits::{LONGEST_REST, PATIENCE};
use super::{FetchError, Stop};
use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often a wish to end is looked for while waiting.
const LOOK: Duration = Duration::from_millis(50);

/// Where requests wait for their turn.
pub(super) struct Gate {
    pause: Duration,
    hosts: Mutex<HashMap<String, Slot>>,
    freed: Condvar,
}

struct Slot {
    busy: bool,
    not_before: Instant,
    /// The ports to which there was no connection, and why: there will be none soon, and one wait for it is enough.
    down: Vec<(u16, FetchError)>,
}

/// Leave to ask one host. It ends, and the pause begins, when this is dropped.
pub(super) struct Turn<'a> {
    gate: &'a Gate,
    host: String,
    port: u16,
    rest: Duration,
    down: Option<FetchError>,
}

impl Gate {
    pub(super) fn new(pause: Duration) -> Self {
        Self { pause, hosts: Mutex::default(), freed: Condvar::new() }
    }

    /// Waits until `host` may be asked. A host that wants to be left alone for longer than we wait is an error at once.
    pub(super) fn enter(&self, (host, port): (&str, u16), stop: &Stop) -> Result<Turn<'_>, FetchError> {
        let mut hosts = self.lock();
        loop {
            if stop.is_stopped() {
                return Err(FetchError::Interrupted);
            }
            let now = Instant::now();
            let new = || Slot { busy: false, not_before: now, down: Vec::new() };
            let slot = hosts.entry(host.to_owned()).or_insert_with(new);
            if let Some((_, error)) = slot.down.iter().find(|(at, _)| *at == port) {
                return Err(error.clone());
            }
            let wait = slot.not_before.saturating_duration_since(now);
            if wait > PATIENCE {
                return Err(FetchError::Later { host: host.to_owned(), wait });
            }
            if !slot.busy && wait.is_zero() {
                slot.busy = true;
                return Ok(Turn { gate: self, host: host.to_owned(), port, rest: self.pause, down: None });
            }
            let look = if slot.busy { LOOK } else { wait.min(LOOK) };
            hosts = self.freed.wait_timeout(hosts, look).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Slot>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn<'_> {
    /// The host wants to be left alone for so long.
    pub(super) fn rest(&mut self, wait: Duration) {
        self.rest = self.rest.max(wait.min(LONGEST_REST));
    }

    /// The host was asked in vain. Where there was not even a connection, it is not asked again.
    pub(super) fn failed(&mut self, error: &FetchError) {
        if error.is_without_connection() {
            self.down = Some(error.clone());
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(slot) = self.gate.lock().get_mut(&self.host) {
            slot.busy = false;
            slot.not_before = Instant::now() + self.rest;
            slot.down.extend(self.down.take().map(|error| (self.port, error)));
        }
        self.gate.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_host_is_asked_by_one_at_a_time() {
        let gate = Gate::new(Duration::ZERO);
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let turn = gate.enter(("example.org", 80), &Stop::default()).unwrap();
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(turn);
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
    }

    #[test]
    fn another_host_need_not_wait() {
        let gate = Gate::new(Duration::from_secs(3600));
        let one = gate.enter(("a.example", 80), &Stop::default()).unwrap();
        assert!(gate.enter(("b.example", 80), &Stop::default()).is_ok());
        drop(one);
        assert!(matches!(gate.enter(("a.example", 80), &Stop::default()), Err(FetchError::Later { .. })));
    }

    #[test]
    fn a_port_that_is_closed_is_not_tried_again_and_another_is() {
        let gate = Gate::new(Duration::ZERO);
        let error = FetchError::Connect("the server refuses it".to_owned());
        gate.enter(("a.example", 80), &Stop::default()).unwrap().failed(&error);
        assert_eq!(gate.enter(("a.example", 80), &Stop::default()).err(), Some(error));
        assert!(gate.enter(("a.example", 443), &Stop::default()).is_ok());
    }

    #[test]
    fn a_host_that_wants_to_rest_is_left_alone_and_nobody_waits_when_stopped() {
        let gate = Gate::new(Duration::ZERO);
        gate.enter(("a.example", 80), &Stop::default()).unwrap().rest(Duration::from_secs(120));
        let error = gate.enter(("a.example", 80), &Stop::default()).err();
        assert!(
            matches!(&error, Some(FetchError::Later { host, wait }) if host == "a.example" && wait.as_secs() > 100)
        );
        let stop = Stop::default();
        stop.stop();
        assert_eq!(gate.enter(("b.example", 80), &stop).err(), Some(FetchError::Interrupted));
    }
}
