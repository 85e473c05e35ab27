//! Messages and mailboxes of our own making.

use super::super::{Article, Format, ReadOptions, Unit, units};
use crate::article::source::Source;
use proptest::prelude::*;
use std::io::Write;
use std::path::Path;

pub(in crate::article) fn read_bytes(name: &str, bytes: &[u8]) -> Vec<Result<Article, String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let read = |unit: Unit| unit.read(ReadOptions::default()).map_err(|error| error.to_string());
    units(Source::new(path)).map(read).collect()
}

fn shown(article: &Article) -> Vec<&str> {
    article.genuine().map(|block| block.span.of(&article.text)).collect()
}

const NEWSLETTER: &str = "From: =?UTF-8?Q?Ana_Ru=C3=ADz?= <ana@harbour.example>\r\n\
    To: reader@example.org\r\n\
    Subject: =?UTF-8?B?VGhlIGhhcmJvdXIgb3BlbnMg4oCTIGFnYWlu?=\r\n\
    Date: Fri, 4 Feb 2022 23:15:00 -0800\r\n\
    Message-ID: <1@harbour.example>\r\n\
    List-Id: \"Harbour Notes\" <notes.harbour.example>\r\n\
    List-Post: <https://harbour.example/p/opens>\r\n\
    MIME-Version: 1.0\r\n\
    Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe plain part.\r\n\
    --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    <html><body><div style=3D\"display:none\">Hidden words for the list</div><span style=3D\"mso-hide:all\">And more of them</span><img src=3D\"https://t.example/open?id=3D7\" =\r\n\
    width=3D1 height=3D1><h1>The harbour opens =E2=80=93 again</h1>\r\n\
    <p>Ferries came in on Tuesday after three days of storm, the harbour master said.</p>\r\n\
    <p>The council meets on Friday to talk about the wall, which had broken in two places.</p>\r\n\
    </body></html>\r\n--b--\r\n";

#[test]
fn a_newsletter_is_an_article() {
    let read = read_bytes("a.eml", NEWSLETTER.as_bytes());
    let [Ok(article)] = &read[..] else { panic!("{read:?}") };
    let meta = &article.meta;
    assert_eq!(meta.title.as_deref(), Some("The harbour opens – again"));
    assert_eq!((meta.author.as_deref(), meta.source.as_deref()), (Some("Ana Ruíz"), Some("Harbour Notes")));
    assert_eq!(
        (meta.date.as_deref(), meta.url.as_deref()),
        (Some("2022-02-04"), Some("https://harbour.example/p/opens"))
    );
    let shown = shown(article);
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert!(shown[0].starts_with("Ferries came in"));
}

#[test]
fn plain_text_old_charsets_and_base64() {
    for (charset, encoding, body) in [
        (
            "windows-1252",
            "8bit",
            &b"Caf\xe9 owners in the harbour said that they would open on Tuesday.\n-- \nAna\n"[..],
        ),
        (
            "utf-8",
            "base64",
            b"Q2Fmw6kgb3duZXJzIGluIHRoZSBoYXJib3VyIHNhaWQgdGhhdCB0aGV5IHdvdWxkIG9wZW4gb24gVHVlc2RheS4=\n",
        ),
        ("utf-8", "quoted-printable", b"Caf=C3=A9 owners in the harbour said that they would open on =\nTuesday.\n"),
    ] {
        let head = format!(
            "From: ana@harbour.example\nSubject: Open\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
        );
        let read = read_bytes("a.eml", &[head.as_bytes(), body].concat());
        let [Ok(article)] = &read[..] else { panic!("{read:?}") };
        assert_eq!(shown(article), ["Café owners in the harbour said that they would open on Tuesday."]);
        assert_eq!(
            (article.meta.source.as_deref(), article.meta.author.as_deref()),
            (Some("harbour.example"), Some("ana@harbour.example"))
        );
    }
    let sjis = encoding_rs::SHIFT_JIS.encode("港は火曜日に再開した。待っていた船が次々と入港した。").0.into_owned();
    let head = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=Shift_JIS\n\n";
    let read = read_bytes("a.eml", &[&head[..], &sjis].concat());
    assert!(read[0].as_ref().unwrap().text.starts_with("港は火曜日に再開した。"));
}

#[test]
fn messages_in_a_message_and_no_attachments() {
    let inner = "From: Ben <ben@x.example>\nSubject: Inner\nDate: Sat, 5 Feb 2022 10:00:00 +0000\n\nWhat was forwarded is worth reading as well.\n";
    let outer = format!(
        "From: Ana <ana@x.example>\nSubject: Outer\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nLook at this, it came this morning.\n--b\nContent-Type: message/rfc822\n\n{inner}\n\
         --b\nContent-Type: text/plain; name=notes.txt\nContent-Disposition: attachment; filename=notes.txt\n\nSecret notes.\n--b--\n"
    );
    let read = read_bytes("a.eml", outer.as_bytes());
    let titles: Vec<_> = read.iter().map(|read| read.as_ref().unwrap().meta.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["Outer", "Inner"]);
    assert!(read.iter().all(|read| !read.as_ref().unwrap().text.contains("Secret")));
}

#[test]
fn a_mailbox_is_cut_where_messages_begin() {
    let mut mailbox = Vec::new();
    for n in 1..=3 {
        writeln!(mailbox, "From ana@x.example Fri Feb  4 10:15:00 2022").unwrap();
        writeln!(mailbox, "From: Ana <ana@x.example>\nSubject: Number {n}\nMessage-ID: <{n}@x>\n").unwrap();
        writeln!(mailbox, "The ferry came in at noon, and the council was told of it.\n\n>From there it went on to the islands.\nFrom now on it sails daily.\n").unwrap();
    }
    for name in ["all.mbox", "Inbox"] {
        let read = read_bytes(name, &mailbox);
        assert_eq!(read.len(), 3, "{read:?}");
        let last = read[2].as_ref().unwrap();
        assert_eq!((last.meta.title.as_deref(), last.meta.id.rsplit(':').next()), (Some("Number 3"), Some("3")));
        assert!(last.text.contains("\n\nFrom there") && last.text.contains("From now on"), "{}", last.text);
    }
    assert!(read_bytes("a.mbox", b"no mail here\n")[0].as_ref().unwrap_err().contains("is empty"));
}

#[test]
fn mail_is_known_by_what_it_begins_with() {
    for (head, format) in [
        (NEWSLETTER, Format::Mail),
        ("Received: from a by b\nFrom: x@y.example\n\ntext", Format::Mail),
        ("From: the editor\nDate: today\n\nText", Format::Plain),
        ("From the harbour the ferry sails at 10:15 every day of the week.", Format::Plain),
        ("From ana@x.example Fri Feb  4 10:15:00 2022\nSubject: x\n", Format::Mbox),
    ] {
        assert_eq!(Format::of_head(head.as_bytes()), format, "{head}");
    }
    assert_eq!(Format::of_path(Path::new("x.EML")), Some(Format::Mail));
}

#[test]
fn hostile_messages_are_bounded() {
    let nested = "Content-Type: message/rfc822\n\n".repeat(20_000);
    let parts = format!(
        "Content-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\nContent-Type: multipart/mixed; boundary=b\n\n".repeat(20_000)
    );
    let header = format!("Subject: {}\n\ntext", "=?UTF-8?B?".repeat(100_000));
    for hostile in [nested, parts, header, "From: ".repeat(100_000), "\n".repeat(1_000_000)] {
        let read = read_bytes("a.eml", hostile.as_bytes());
        assert!(!read.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn cut_and_changed_bytes_never_panic(end in 0usize..1400, at in 0usize..1400, byte: u8) {
        let mut bytes = NEWSLETTER.as_bytes()[..end.min(NEWSLETTER.len())].to_vec();
        if let Some(changed) = bytes.get_mut(at) {
            *changed = byte;
        }
        prop_assert!(!read_bytes("a.eml", &bytes).is_empty());
        prop_assert!(!read_bytes("a.mbox", &bytes).is_empty());
        prop_assert!(!read_bytes("a.mhtml", &bytes).is_empty());
    }
}
