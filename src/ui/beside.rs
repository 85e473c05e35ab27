//! What stands beside a row of text that was compared with others: the number of a passage before it, a sign behind it.

use super::paint::Line;
use super::theme::Theme;
use crate::app::{Area, RowSigns, Sign, State};
use ratatui::buffer::Buffer;

/// Numbers in circles, one column wide each.
const CIRCLED: [&str; 20] =
    ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "⑪", "⑫", "⑬", "⑭", "⑮", "⑯", "⑰", "⑱", "⑲", "⑳"];

/// Draws what stands beside the row `text`.
pub(super) fn draw(state: &State, theme: &Theme, signs: RowSigns, text: Area, buffer: &mut Buffer) {
    if let Some(mark) = signs.mark {
        let number = number(mark, state.settings.ascii);
        // The last two digits tell it from its neighbours.
        let number = number.get(number.len().saturating_sub(2)..).filter(|_| number.is_ascii()).unwrap_or(&number);
        let columns = crate::text::width::columns(number) as u16;
        let before = Area { x: text.x.saturating_sub(columns + 1), width: columns, ..text };
        let style = theme.passage(mark);
        Line::of(buffer, before, 0).put(number, if signs.current { style.patch(theme.here) } else { style });
    }
    let sign = match signs.sign {
        Some(Sign::Conflict) => ("≠", theme.conflict),
        Some(Sign::Compatible) => ("≈", theme.quiet),
        Some(Sign::Only | Sign::New) => ("+", theme.only),
        None => return,
    };
    let behind = Area { x: text.x + text.width + 1, width: 1, ..text };
    let style = if signs.sign_current { sign.1.patch(theme.here) } else { sign.1 };
    Line::of(buffer, behind, 0).put(sign.0, style);
}

/// The number of a passage as it stands beside the text.
fn number(mark: usize, ascii: bool) -> String {
    let circled = CIRCLED.get(mark).filter(|_| !ascii);
    circled.map_or_else(|| (mark + 1).to_string(), |circled| (*circled).to_owned())
}

/// What stands beside a row, in words; none where it only goes on.
pub(super) fn words(signs: RowSigns) -> Option<String> {
    let passage = signs.mark.filter(|_| signs.begins).map(|mark| format!("passage {}", mark + 1));
    let sign = signs.sign.filter(|_| signs.sign_begins).map(|sign| match sign {
        Sign::Conflict => "conflict",
        Sign::Compatible => "may agree",
        Sign::Only => "only here",
        Sign::New => "new",
    });
    let words: Vec<String> = passage.into_iter().chain(sign.map(str::to_owned)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
