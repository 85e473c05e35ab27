//! Writes generated articles, as files into a folder or as JSON Lines into one file that ends in `.jsonl`:
//! `cargo run --release --example generate -- WHERE COUNT [TEXT]...`. They are put together from the sample collection and
//! from the articles in the files or folders TEXT.

mod corpus;

use corpus::{Corpus, Generated};
use crossread::article::ReadOptions;
use crossread::collection::{LoadOptions, Loaded, load, samples};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(to), Some(count)) = (arguments.next(), arguments.next().and_then(|n| n.parse::<usize>().ok())) else {
        return Err("usage: generate WHERE COUNT [TEXT]...".into());
    };
    let texts: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let mut articles = samples();
    load(&texts, LoadOptions::new(ReadOptions::default()), &mut |loaded, _| {
        match loaded {
            Loaded::Article { article, .. } => articles.push(*article),
            Loaded::Problem { error, .. } => eprintln!("{error}"),
        }
        ControlFlow::Continue(())
    });
    let corpus = Corpus::of(articles);
    if to.ends_with(".jsonl") {
        let mut file = BufWriter::new(File::create(&to)?);
        for number in 0..count {
            let Generated { title, source, date, paragraphs } = corpus.article(number);
            let text = paragraphs.join("\n\n");
            let id = format!("g{number:06}");
            let line = serde_json::json!({"id": id, "title": title, "source": source, "date": date, "text": text});
            writeln!(file, "{line}")?;
        }
        file.flush()?;
    } else {
        std::fs::create_dir_all(&to)?;
        for number in 0..count {
            std::fs::write(Path::new(&to).join(format!("{number:06}.md")), corpus.markdown(number))?;
        }
    }
    println!("{count} articles in {to}");
    Ok(())
}
