//! When may one ask again?

use super::limits::LONGEST_REST;
use jiff::fmt::rfc2822::DateTimeParser;
use std::time::Duration;

/// After the first failure.
const FIRST: Duration = Duration::from_secs(15 * 60);
/// However often it failed.
const LAST: Duration = Duration::from_secs(24 * 3600);

/// How long to leave a feed alone that has failed so many times in a row: a quarter of an hour, then twice as long each
/// time, up to a day.
pub fn back_off(failures: u32) -> Duration {
    match failures {
        0 => Duration::ZERO,
        n => FIRST.saturating_mul(1_u32.checked_shl(n - 1).unwrap_or(u32::MAX)).min(LAST),
    }
}

/// What `Retry-After` says: seconds, or a date, to which it is some time from `now` (seconds since 1970).
pub(super) fn retry_after(header: &str, now: i64) -> Option<Duration> {
    let header = header.trim();
    let seconds = match header.parse::<u64>() {
        Ok(seconds) => seconds,
        Err(_) if header.bytes().all(|byte| byte.is_ascii_digit()) && !header.is_empty() => u64::MAX,
        Err(_) => {
            let date = DateTimeParser::new().parse_timestamp(header).ok()?;
            u64::try_from(date.as_second().saturating_sub(now)).unwrap_or(0)
        }
    };
    Some(Duration::from_secs(seconds).min(LONGEST_REST))
}

/// Seconds since 1970, now.
pub(super) fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_when_in_seconds_or_as_a_date() {
        let now = 784_111_777;
        let said = |header| retry_after(header, now).map(|wait| wait.as_secs());
        assert_eq!(said(" 120 "), Some(120));
        assert_eq!(said("Sun, 06 Nov 1994 08:49:40 GMT"), Some(3));
        assert_eq!(said("Sun, 06 Nov 1994 08:00:00 GMT"), Some(0));
        assert_eq!(said("99999999999999999999999999"), Some(LONGEST_REST.as_secs()));
        for odd in ["", "soon", "-5", "1.5", "Sun, 99 Nov 1994"] {
            assert_eq!(said(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_pause_after_failures_grows_to_a_day() {
        let minutes = |failures| back_off(failures).as_secs() / 60;
        assert_eq!([0, 1, 2, 3].map(minutes), [0, 15, 30, 60]);
        assert_eq!([8, 40, u32::MAX].map(minutes), [24 * 60; 3]);
    }
}
