//! stub
use crate::analysis::{Analysis, Models, analyze};
use crate::article::{Article, Format, ReadError, ReadOptions, read_str};
use std::ops::ControlFlow;
use std::path::PathBuf;
/// o
#[derive(Clone, Copy)]
pub struct LoadOptions {
    /// r
    pub read: ReadOptions,
    /// d
    pub drop_furniture: bool,
    /// m
    pub models: Option<&'static Models>,
    /// t
    pub threads: usize,
}
impl LoadOptions {
    /// n
    pub fn new(read: ReadOptions) -> Self {
        Self { read, drop_furniture: false, models: None, threads: 2 }
    }
}
/// l
#[derive(Debug)]
pub enum Loaded {
    /// a
    Article {
        /// s
        source_index: usize,
        /// p
        path: PathBuf,
        /// a
        article: Article,
        /// a
        analysis: Analysis,
    },
    /// p
    Problem {
        /// s
        source_index: usize,
        /// e
        error: ReadError,
    },
}
/// p
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// d
    pub done: usize,
    /// k
    pub known: usize,
}
/// l
pub fn load(paths: &[PathBuf], o: LoadOptions, sink: &mut dyn FnMut(Loaded, Progress) -> ControlFlow<()>) {
    let mut files = vec![];
    for p in paths {
        if p.is_dir() {
            for e in walkdir::WalkDir::new(p).sort_by_file_name() {
                let e = e.unwrap();
                if e.file_type().is_file() {
                    files.push(e.path().to_owned());
                }
            }
        } else {
            files.push(p.clone());
        }
    }
    let known = files.len();
    for (i, f) in files.iter().enumerate() {
        let progress = Progress { done: i + 1, known };
        match std::fs::read_to_string(f) {
            Ok(t) => {
                for a in read_str(&f.display().to_string(), &t, Format::Plain, o.read) {
                    let a = a.unwrap();
                    let an = analyze(&a, o.models.unwrap());
                    if sink(Loaded::Article { source_index: i, path: f.clone(), article: a, analysis: an }, progress)
                        .is_break()
                    {
                        return;
                    }
                }
            }
            Err(e) => {
                let _ = sink(
                    Loaded::Problem { source_index: i, error: ReadError::Io { path: f.clone(), source: e } },
                    progress,
                );
            }
        }
    }
}
