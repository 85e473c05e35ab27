//! Clean texts of many kinds stay whole; what every site says around them goes; nothing breaks.

use super::{SHIPPED, mark, model::Model};

const BODY: [&str; 4] = [
    "The ferry left the harbour an hour late on Tuesday evening, with some two hundred people on board, most of them on \
     their way home from the market.",
    "Rescuers reached it shortly after midnight, the coast guard said. Nobody was seriously hurt, but eleven passengers \
     were treated for the smoke.",
    "“We heard one bang and then everything was quiet,” said a lorry driver who had been asleep in his cab. “Then the \
     lights went out.”",
    "The operator has suspended all sailings until the cause is known, and the ministry of transport promised a report \
     before the end of the month.",
];

fn folded<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    lines.iter().zip(mark(lines)).filter(|(_, marked)| *marked).map(|(line, _)| *line).collect()
}

fn with_body<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<&'a str> {
    [before, &BODY, after].concat()
}

#[test]
fn the_shipped_model_loads() {
    assert!(SHIPPED.is_some(), "assets/furniture.bin is damaged or of another version: train it anew");
}

#[test]
fn a_damaged_model_is_refused() {
    let bytes = include_bytes!("../../../assets/furniture.bin");
    assert!(Model::from_bytes(&[]).is_none());
    assert!(Model::from_bytes(&bytes[..bytes.len() - 1]).is_none());
    for at in (0..bytes.len()).step_by(997) {
        let mut damaged = bytes.to_vec();
        damaged[at] ^= 0x10;
        assert!(Model::from_bytes(&damaged).is_none(), "a flipped bit at {at} went unseen");
    }
}

#[test]
fn what_every_site_says_is_folded() {
    let tail = ["Subscribe to our newsletter", "Related articles", "Page not found"];
    let lines = with_body(&["Skip to main content"], &tail);
    assert_eq!(folded(&lines), ["Skip to main content", tail[0], tail[1], tail[2]]);
    let between = [
        BODY[0],
        "Advertising",
        BODY[1],
        "Read More",
        BODY[2],
        "A long night",
        BODY[3],
        "The harbour was shut for two days, and the fishermen of the island lost their catch.",
        "Share :",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
    ];
    assert_eq!(folded(&between), [between[1], between[3], between[8], between[9], between[10]]);
}

#[test]
fn a_caption_given_again_with_its_credit_is_folded() {
    let caption = "Passengers wait on the quay in Port Ellen on Wednesday morning.";
    let again = format!("{caption} AP - Jon Hale");
    let lines = [BODY[0], BODY[1], caption, again.as_str(), BODY[2], BODY[3]];
    assert_eq!(folded(&lines), [again.as_str()]);
    assert_eq!(folded(&[BODY[0], BODY[1], caption, BODY[2], BODY[3]]), [""; 0]);
}

#[test]
fn words_of_sites_in_other_company_stay() {
    let headings = [
        "Advertising boom slows",
        "Share prices fall",
        "Read the room",
        "Cookies and cream",
        "Related by blood",
        "Next stop: Geneva",
    ];
    for heading in headings {
        assert_eq!(folded(&[BODY[0], BODY[1], heading, BODY[2], BODY[3]]), [""; 0], "of {heading:?}");
    }
}

#[test]
fn nothing_is_left_of_a_page_is_never_so() {
    assert_eq!(mark(&["Advertisement"]), [false]);
    assert_eq!(mark(&["Share", "Advertisement", "Subscribe"]), [false; 3]);
    assert!(mark(&[]).is_empty());
}

#[test]
fn clean_texts_stay_whole() {
    let texts: [&[&str]; 6] = [
        &BODY[..3],
        &[BODY[0], "A long night", BODY[1], "“Nobody told us anything.”", BODY[2], "What happens next", BODY[3]],
        &[
            "The inspector who led the search spoke to us by telephone from the port on Wednesday morning.",
            "Q: When did you know that the ship was on fire?",
            "A: When I saw it. The radio had been dead for ten minutes, and nobody answered the telephone on the bridge.",
            "Q: Were you afraid?",
            "A: No. There was no time for that.",
            "Q: What will you do now?",
            "A: Sleep.",
        ],
        &[
            "The last round of the season was played in heavy rain on Saturday, and the leaders lost for the third time.",
            "Arden 2, Millbrook 1",
            "Castle Rovers 0, Port Ellen 3",
            "Westhaven 4, Brookfield 4",
            "Harrow 1, St Mary's 0",
            "Port Ellen need a point from their game in hand to be certain of the title, their first in thirty-one years.",
        ],
        &[
            "I kept the letter in the drawer,",
            "the one beneath the window sill,",
            "and when the snow lay on the moor",
            "I read it and I read it still.",
            "You wrote of ships, you wrote of tin,",
            "of how the harbour lamps were lit,",
            "and of the tide that brought you in",
            "and never of the end of it.",
        ],
        &[
            BODY[0],
            "“Did you see the smoke?” she asked.",
            "“I did.”",
            "“And you said nothing?”",
            "“Nobody asked me.”",
            BODY[3],
        ],
    ];
    for text in texts {
        assert_eq!(folded(text), [""; 0], "of {text:?}");
    }
}

#[test]
fn prose_in_other_languages_stays() {
    let texts: [&[&str]; 6] = [
        &[
            "Le préfet a confirmé jeudi que la circulation des trains resterait interrompue jusqu'à la fin de la semaine.",
            "Selon la compagnie, près de quatre mille voyageurs ont dû passer la nuit en gare, faute de chambres libres.",
            "Une nuit sans fin",
            "« Nous n'avons reçu aucune information », regrette une mère de famille venue de Lyon.",
        ],
        &[
            "Die Fähre war am Dienstagabend mit einer Stunde Verspätung ausgelaufen, an Bord waren rund zweihundert Menschen.",
            "Kurz nach Mitternacht trafen die Retter ein. Verletzt wurde nach Angaben der Küstenwache niemand.",
            "Warten auf Antworten",
            "„Wir haben nur einen Knall gehört“, sagte ein Fahrer, der in seiner Kabine geschlafen hatte.",
        ],
        &[
            "渡轮于周二晚间晚点一小时离港，船上约有两百人，其中大多数是从集市返家的居民。",
            "海岸警卫队表示，救援人员在午夜过后不久抵达现场，没有人受重伤。",
            "“我们只听到一声巨响，然后一切都安静了。”一名司机说。",
            "运输部承诺在月底前公布调查报告。",
        ],
        &[
            "غادرت العبارة الميناء مساء الثلاثاء متأخرة ساعة كاملة، وكان على متنها نحو مئتي شخص عائدين من السوق.",
            "وقال خفر السواحل إن فرق الإنقاذ وصلت بعد منتصف الليل بقليل، وإن أحدا لم يصب بجروح خطيرة.",
            "ووعدت وزارة النقل بنشر تقرير عن أسباب الحادث قبل نهاية الشهر.",
        ],
        &[
            "Паром вышел из порта во вторник вечером с опозданием на час, на борту находилось около двухсот человек.",
            "Спасатели прибыли вскоре после полуночи, сообщили в береговой охране. Серьёзно никто не пострадал.",
            "Министерство транспорта обещало опубликовать отчёт о причинах аварии до конца месяца.",
        ],
        &[
            "El ferri zarpó el martes por la noche con una hora de retraso y unas doscientas personas a bordo.",
            "Los equipos de rescate llegaron poco después de medianoche, según la guardia costera.",
            "Una noche larga",
            "«Oímos un golpe y luego nada», contó un camionero que dormía en su cabina.",
        ],
    ];
    for text in texts {
        assert_eq!(folded(text), [""; 0], "of {text:?}");
    }
}

#[test]
fn hostile_lines_are_borne() {
    let long = "word ".repeat(400_000);
    let letters = "é".repeat(1_000_000);
    assert_eq!(mark(&[&long, "", "\u{0}\u{202e}", &letters, "   ", &long]).len(), 6);
    let many = vec!["x"; 100_000];
    assert_eq!(mark(&many).len(), many.len());
    assert_eq!(mark(&[""; 50]).len(), 50);
}

/// Takes hours where anything is quadratic.
#[test]
fn very_many_short_lines_are_judged() {
    let texts: Vec<String> =
        (0..200_000u32).map(|i| format!("{} a{i}", if i % 3 == 0 { "Share" } else { "x" })).collect();
    let lines: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(mark(&lines).len(), lines.len());
}
