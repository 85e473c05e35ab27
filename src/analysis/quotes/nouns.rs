//! What a noun says of whom it is used of: a human being or a body, a woman or a man.

/// Points for a woman, against a man where negative.
pub(super) fn of_gender(lower: &str) -> i32 {
    match lower {
        "woman" | "mother" | "daughter" | "sister" | "wife" | "widow" | "aunt" | "niece" | "grandmother" | "girl"
        | "actress" | "queen" | "princess" | "lady" | "spokeswoman" | "chairwoman" | "businesswoman"
        | "congresswoman" | "she" | "her" | "policewoman" | "waitress" | "midwife" | "saleswoman" | "heroine" => 4,
        "man" | "father" | "son" | "brother" | "husband" | "widower" | "uncle" | "nephew" | "grandfather" | "boy"
        | "king" | "prince" | "spokesman" | "chairman" | "businessman" | "congressman" | "he" | "his" | "fisherman"
        | "policeman" | "salesman" | "boatman" | "skipper" => -4,
        _ => 0,
    }
}

/// Whether the word is used of a human being.
pub(super) fn is_human(lower: &str) -> bool {
    const ENDINGS: &[&str] = &["man", "woman", "person", "ist", "eer", "ician"];
    ENDINGS.iter().any(|ending| lower.ends_with(ending) && lower.len() > ending.len() + 1)
        || lower.len() > 4
            && (lower.ends_with("er") || lower.ends_with("or"))
            && !matches!(
                lower,
                "paper"
                    | "number"
                    | "letter"
                    | "order"
                    | "river"
                    | "water"
                    | "summer"
                    | "winter"
                    | "weather"
                    | "carrier"
                    | "tower"
                    | "harbor"
                    | "power"
                    | "newspaper"
                    | "former"
                    | "other"
                    | "maker"
                    | "operator"
                    | "developer"
            )
        || of_gender(lower) != 0
        || matches!(
            lower,
            "old"
                | "elder"
                | "younger"
                | "latter"
                | "graduate"
                | "veteran"
                | "native"
                | "boss"
                | "chief"
                | "professor"
                | "victor"
                | "loser"
                | "rival"
                | "parent"
                | "teenager"
                | "child"
                | "friend"
                | "cousin"
                | "sovereign"
                | "monarch"
                | "guest"
                | "host"
                | "head"
                | "executive"
                | "newcomer"
                | "patient"
        )
}

/// Whether the word is used of an organisation.
pub(super) fn is_body(lower: &str) -> bool {
    matches!(
        lower,
        "company"
            | "firm"
            | "bank"
            | "union"
            | "agency"
            | "airline"
            | "club"
            | "party"
            | "court"
            | "commission"
            | "group"
            | "association"
            | "authority"
            | "operator"
            | "developer"
            | "carrier"
            | "maker"
            | "manufacturer"
            | "council"
            | "university"
            | "paper"
            | "newspaper"
            | "federation"
            | "foundation"
            | "institute"
            | "regulator"
            | "broker"
            | "brokerage"
            | "chain"
            | "charity"
            | "chipmaker"
            | "carmaker"
            | "planemaker"
            | "producer"
            | "lender"
            | "insurer"
            | "retailer"
            | "organisation"
            | "organization"
            | "team"
            | "board"
            | "bureau"
            | "department"
            | "ministry"
            | "office"
            | "utility"
            | "watchdog"
            | "network"
            | "broadcaster"
            | "museum"
            | "school"
            | "hospital"
            | "committee"
            | "guild"
            | "league"
            | "cooperative"
            | "consortium"
            | "mission"
            | "bloc"
            | "fund"
            | "owner"
            | "builder"
            | "shipyard"
            | "yard"
            | "service"
            | "movement"
            | "society"
            | "chamber"
            | "conglomerate"
            | "supplier"
            | "exporter"
            | "importer"
            | "start-up"
            | "startup"
            | "studio"
            | "label"
            | "publisher"
            | "weekly"
            | "daily"
            | "magazine"
            | "secretariat"
            | "registry"
            | "tribunal"
    )
}

/// Whether who is so called speaks for a body whose name stands beside it.
pub(super) fn speaks_as_body(lower: &str) -> bool {
    matches!(lower, "representative" | "statement" | "bulletin" | "communiqué" | "report" | "release")
}

/// Whether who is so called speaks for somebody else.
pub(super) fn is_spokes(lower: &str) -> bool {
    lower.starts_with("spokes") || matches!(lower, "press" | "spox")
}
