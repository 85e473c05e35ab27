//! What an article in another language learns from the others, what it does not, and that order does not matter.

use super::super::{Collection, Entry};
use crate::analysis::{Analysis, Entity, EntityKind, Mention, Quote, QuoteKind, slug};
use crate::article::{Article, Block, BlockKind, Meta};
use crate::text::Span;
use EntityKind::{Group, Organization, Person, Place};

fn article(language: &str, text: &str) -> Article {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, furniture: false };
    let meta = Meta { language: Some(language.to_owned()), ..Meta::default() };
    Article { meta, text: text.into(), blocks: vec![block] }
}

/// An article in English that consists of names.
fn english(names: &[(EntityKind, &str)]) -> Entry {
    let text = names.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
    let article = article("en", &text);
    let mut analysis = Analysis::default();
    for (entity, (kind, name)) in names.iter().enumerate() {
        let start = text.find(name).unwrap();
        let (id, name, kind) = (slug(name), (*name).to_owned(), *kind);
        analysis.mentions.push(Mention { span: Span::new(start, start + name.len()), kind, entity });
        analysis.entities.push(Entity { id, name, kind, aliases: Vec::new(), roles: Vec::new(), count: 1 });
    }
    Entry::new((0, 0), article, analysis)
}

fn foreign(language: &str, text: &str) -> Entry {
    Entry::new((0, 0), article(language, text), Analysis::default())
}

fn known() -> Entry {
    english(&[
        (Person, "Emmanuel Macron"),
        (Person, "Ursula von der Leyen"),
        (Place, "Ukraine"),
        (Place, "Paris"),
        (Organization, "NATO"),
        (Organization, "World Health Organization"),
        (Organization, "Orange"),
        (Group, "Liberal"),
        (Place, "New York"),
        (Organization, "New York Times"),
    ])
}

/// What is marked in the last of `entries`, with the id of the entity.
fn marked(entries: Vec<Entry>) -> Vec<(String, String)> {
    let mut collection = Collection::default();
    let last = entries.into_iter().map(|entry| collection.add(entry)).last().unwrap();
    while collection.settle(1) {}
    let entry = collection.entry(last).unwrap();
    let mentions = entry.analysis.mentions.iter();
    let of = |mention: &Mention| {
        let id = collection.named_by(last, mention).unwrap();
        (mention.span.of(&entry.article.text).to_owned(), collection.key(id).unwrap().1.to_owned())
    };
    mentions.map(of).collect()
}

fn texts(language: &str, text: &str) -> Vec<String> {
    marked(vec![known(), foreign(language, text)]).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn full_names_and_their_ends() {
    let text = "Hier, Emmanuel Macron a parlé avec Ursula von der Leyen. Mais selon Macron, rien ne presse. Brigitte Macron aussi.";
    let pairs = marked(vec![known(), foreign("fr", text)]);
    let expected = [
        ("Emmanuel Macron", "emmanuel-macron"),
        ("Ursula von der Leyen", "ursula-von-der-leyen"),
        ("Macron", "emmanuel-macron"),
    ];
    assert_eq!(pairs, expected.map(|(text, id)| (text.to_owned(), id.to_owned())));
}

#[test]
fn elisions_hyphens_and_the_longest() {
    assert_eq!(texts("fr", "Le bureau d’Emmanuel Macron et l'Ukraine."), ["Emmanuel Macron", "Ukraine"]);
    assert_eq!(texts("de", "Das sagte die New York Times in New York."), ["New York Times", "New York"]);
    assert_eq!(texts("de", "Der Emmanuel Macron-Plan und der Ukraine-Krieg."), [""; 0]);
}

#[test]
fn single_words_only_where_they_can_hardly_be_another() {
    assert_eq!(texts("de", "Die Lage in Paris und bei der NATO."), ["Paris", "NATO"]);
    assert_eq!(texts("fr", "Orange est une orange, dit Orange. Un Liberal."), [""; 0]);
    assert_eq!(texts("fr", "Paris dort. La rue Paris Lyon."), [""; 0]);
    let text = english(&[(Person, "Paris")]);
    assert_eq!(marked(vec![known(), text, foreign("de", "Die Lage in Paris.")]), []);
}

#[test]
fn other_scripts_give_nothing() {
    for (language, text) in [
        ("zh", "埃马纽埃尔·马克龙在巴黎表示，Emmanuel Macron 不会去。"),
        ("ja", "マクロン大統領は東京で語った。"),
        ("ko", "마크롱 대통령은 서울에서 말했다."),
        ("ar", "قال الرئيس ماكرون في باريس"),
        ("he", "הנשיא מקרון אמר בפריז"),
        ("th", "ประธานาธิบดีมาครงกล่าวในกรุงปารีส"),
        ("hi", "राष्ट्रपति मैक्रों ने पेरिस में कहा"),
        ("ru", "Президент Макрон сказал в Париже"),
        ("el", "Ο πρόεδρος Μακρόν είπε στο Παρίσι"),
    ] {
        assert_eq!(texts(language, text), [""; 0], "{text}");
    }
}

#[test]
fn the_order_of_articles_does_not_matter() {
    let entries = || {
        [
            known(),
            english(&[(Person, "Maria Okello"), (Place, "Ukraine")]),
            foreign("fr", "Maria Okello a parlé avec Emmanuel Macron."),
            foreign("de", "Gestern sprach Maria Okello in Paris. Okello schwieg."),
        ]
    };
    let all = |order: [usize; 4]| {
        let mut kept: Vec<Option<Entry>> = entries().into_iter().map(Some).collect();
        let mut collection = Collection::default();
        let mut places: Vec<(usize, usize)> = Vec::new();
        for number in order {
            places.push((number, collection.add(kept[number].take().unwrap())));
        }
        while collection.settle(1) {}
        places.sort_unstable();
        let of = |(_, place): (usize, usize)| collection.entry(place).unwrap().analysis.clone();
        places.into_iter().map(of).collect::<Vec<_>>()
    };
    let first = all([0, 1, 2, 3]);
    assert_eq!(
        first[3].entities.iter().map(|e| (e.id.as_str(), e.count)).collect::<Vec<_>>(),
        [("maria-okello", 2), ("paris", 1)]
    );
    for order in [[3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
        assert_eq!(all(order), first, "{order:?}");
    }
}

#[test]
fn what_it_found_itself_stays_unless_a_longer_name_covers_it() {
    let text = "Die Lage in New York und Lima, sagt die New York Times.";
    let at = |name: &str, from: usize| from + text[from..].find(name).unwrap();
    let entity = |name: &str, count| Entity {
        id: slug(name),
        name: name.to_owned(),
        kind: Place,
        aliases: Vec::new(),
        roles: Vec::new(),
        count,
    };
    let mention =
        |start: usize, length, entity| Mention { span: Span::new(start, start + length), kind: Place, entity };
    let mentions = vec![mention(at("New", 0), 8, 0), mention(at("Lima", 0), 4, 1), mention(at("New", 20), 8, 0)];
    let own = Analysis { mentions, entities: vec![entity("New York", 2), entity("Lima", 1)], ..Analysis::default() };
    let pairs = marked(vec![known(), Entry::new((0, 0), article("de", text), own)]);
    let expected = [("New York", "new-york"), ("Lima", "lima"), ("New York Times", "new-york-times")];
    assert_eq!(pairs, expected.map(|(text, id)| (text.to_owned(), id.to_owned())));
}

/// Entities move when what the collection knows comes among them; what points at them follows.
#[test]
fn quotations_figures_and_dates_stay_with_their_entities() {
    let text = "„Wir kommen“, sagt Lima. Ursula von der Leyen und Ursula von der Leyen.";
    let mention =
        Mention { span: Span::new(text.find("Lima").unwrap(), text.find(". U").unwrap()), kind: Place, entity: 0 };
    let (id, name) = ("lima".to_owned(), "Lima".to_owned());
    let lima = Entity { id, name, kind: Place, aliases: Vec::new(), roles: Vec::new(), count: 1 };
    let quote = Quote {
        span: Span::new(3, 13),
        kind: QuoteKind::Direct,
        speaker: Some(0),
        organization: None,
        speaker_text: None,
        cue: None,
    };
    let own = Analysis { mentions: vec![mention], entities: vec![lima], quotes: vec![quote], ..Analysis::default() };
    let mut collection = Collection::default();
    collection.add(known());
    let last = collection.add(Entry::new((0, 0), article("de", text), own));
    while collection.settle(1) {}
    let marked = &collection.entry(last).unwrap().analysis;
    let [quote] = marked.quotes.as_slice() else { panic!("{:?}", marked.quotes) };
    let speaker = quote.speaker.and_then(|at| marked.entities.get(at)).map(|entity| entity.id.as_str());
    assert_eq!((speaker, marked.entities.len()), (Some("lima"), 2));
    assert_eq!(marked.entities[0].id, "ursula-von-der-leyen");
}
