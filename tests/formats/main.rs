//! Formats that hold several articles: sound, broken and hostile files of each.
#![allow(clippy::unwrap_used, clippy::string_slice)]

mod exports;
mod feeds;
mod hostile;

use crossread::article::{Article, ReadError, ReadOptions, Source, units, walk};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What a file holds.
fn read(path: &Path) -> Vec<Result<Article, ReadError>> {
    units(Source::new(path)).map(|unit| unit.read(ReadOptions::default())).collect()
}

/// What files in a folder hold, each article in one line, errors without the folder's name.
fn shown(dir: &TempDir) -> Vec<String> {
    let root = dir.path().to_owned();
    let files = walk(&[root]).flat_map(|source| match source {
        Ok(source) => units(source).map(|unit| unit.read(ReadOptions::default())).collect(),
        Err(error) => vec![Err(error)],
    });
    files.map(|read| line(read, dir.path())).collect()
}

fn line(read: Result<Article, ReadError>, dir: &Path) -> String {
    match read {
        Ok(article) => {
            let text: Vec<&str> = article.blocks.iter().map(|block| block.span.of(&article.text)).collect();
            let field = |field: &Option<String>| field.clone().unwrap_or_default();
            let Article { meta, .. } = &article;
            format!("{}|{}|{}|{}", field(&meta.title), field(&meta.date), field(&meta.url), text.join("/"))
        }
        Err(error) => error.to_string().replace(&format!("{}/", dir.display()), ""),
    }
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path: PathBuf = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    dir
}
