//! Which nouns may be used of the same person: who was introduced as a bishop is "the prelate" later on.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One row a kind of person. Where a row has a bar, what stands before it is used of all of the row, and what stands after it
/// only of itself and of those before.
const KINDS: &[&str] = &[
    "prelate cleric clergyman churchman | bishop archbishop cardinal priest pastor vicar reverend dean abbot chaplain",
    "cleric preacher | imam mufti ayatollah sheikh rabbi mullah",
    "lawmaker legislator parliamentarian politician deputy | mp senator congressman congresswoman member representative",
    "politician | mayor governor minister president senator mp councillor premier chancellor candidate deputy lawmaker leader",
    "premier | chancellor taoiseach prime",
    "monarch sovereign ruler king | queen emperor sultan emir majesty highness",
    "leader boss chief head | president chairman chairwoman chair director executive ceo manager secretary",
    "coach manager trainer boss",
    "player footballer | striker forward attacker winger midfielder defender goalkeeper keeper captain playmaker",
    "striker forward attacker winger",
    "goalkeeper keeper",
    "athlete | runner sprinter swimmer jumper hurdler cyclist rower boxer skier gymnast",
    "boxer fighter",
    "rider cyclist",
    "winner champion victor titleholder",
    "officer policeman policewoman detective | inspector superintendent constable commissioner sergeant cop",
    "soldier officer commander | general colonel captain major lieutenant admiral sergeant",
    "doctor physician medic | surgeon cardiologist paediatrician pediatrician anaesthetist epidemiologist virologist",
    "lawyer attorney counsel | solicitor barrister advocate",
    "judge magistrate justice",
    "author writer | novelist poet playwright essayist biographer",
    "scientist researcher academic expert | professor seismologist hydrologist geologist biologist physicist chemist \
     climatologist volcanologist meteorologist glaciologist ecologist archaeologist historian economist lecturer",
    "economist analyst strategist",
    "teacher | headmaster headmistress headteacher principal",
    "captain skipper master",
    "fisherman boatman sailor seaman",
    "farmer grower planter",
    "singer musician performer artist | pianist violinist guitarist cellist drummer soprano tenor conductor rapper",
    "artist | painter sculptor photographer",
    "actor actress star",
    "filmmaker director",
    "reporter journalist correspondent | editor columnist broadcaster presenter",
    "presenter host broadcaster",
    "driver motorist trucker",
    "official | minister secretary commissioner director deputy adviser aide mayor governor",
    "diplomat envoy | ambassador consul emissary",
    "envoy mediator negotiator emissary",
    "entrepreneur businessman businesswoman founder owner tycoon",
    "boss owner | founder chairman proprietor",
    "activist campaigner organiser organizer | founder",
    "nurse midwife carer",
    "prosecutor | attorney",
    "aide adviser advisor",
    "critic opponent dissident",
];

/// For each word those that may be meant by it.
static MEANT: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut meant: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in KINDS {
        let (broad, narrow) = row.split_once('|').unwrap_or((row, ""));
        let all: Vec<&str> = broad.split_whitespace().chain(narrow.split_whitespace()).collect();
        for word in broad.split_whitespace() {
            meant.entry(word).or_default().extend(all.iter().filter(|other| **other != word));
        }
        for word in narrow.split_whitespace() {
            meant.entry(word).or_default().extend(broad.split_whitespace());
        }
    }
    meant
});

/// What whoever is called `lower` may have been introduced as.
pub(super) fn meant_by(lower: &str) -> &'static [&'static str] {
    MEANT.get(lower).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bishop_is_a_prelate_but_no_king() {
        assert!(meant_by("prelate").contains(&"bishop"));
        assert!(meant_by("forward").contains(&"striker"));
        assert!(!meant_by("bishop").contains(&"king"));
        assert!(!meant_by("mayor").contains(&"senator"));
        assert!(meant_by("umbrella").is_empty());
    }
}
