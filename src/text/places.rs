//! Where in a text something stands, in eighths of it.

/// Counts a place at byte `at` of a text of `end` bytes.
pub fn count_place(places: &mut [u16; 8], at: usize, end: usize) {
    if let Some(eighth) = places.get_mut((at.saturating_mul(8) / end.max(1)).min(7)) {
        *eighth = eighth.saturating_add(1);
    }
}

/// The counts as a line of eight bars, the highest for the most. One alone is no peak: bars reach their full height from
/// four on.
pub fn sparkline(places: &[u16; 8]) -> String {
    const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let most = places.iter().copied().max().unwrap_or(1).max(4) as usize;
    places.iter().filter_map(|n| BARS.get((*n as usize * (BARS.len() - 1)).div_ceil(most))).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sparkline_shows_where_and_how_much() {
        assert_eq!(sparkline(&[0, 1, 2, 0, 0, 0, 0, 4]), "▁▃▅▁▁▁▁█");
        assert_eq!(sparkline(&[0; 8]), "▁▁▁▁▁▁▁▁");
    }

    #[test]
    fn places_are_eighths() {
        let mut places = [0; 8];
        [0, 7, 8, 63, 64, usize::MAX].into_iter().for_each(|at| count_place(&mut places, at, 64));
        assert_eq!(places, [2, 1, 0, 0, 0, 0, 0, 3]);
        count_place(&mut places, 0, 0);
    }
}
