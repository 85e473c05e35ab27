//! STUB
#![allow(missing_docs)]
use super::*;
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    Added,
    Newest,
    Oldest,
    Source,
    Relevance,
    Novelty,
    Length,
}
pub struct Snippet {
    pub id: ArticleId,
    pub text: String,
}
pub struct Done {
    pub shown: String,
    pub about: String,
    pub text: String,
}
impl Library {
    pub fn find(&self, _: &Query, _: Order) -> Result<Vec<ArticleId>> {
        self.all()
    }
    pub fn snippets(&self, _: &Query, _: &[ArticleId]) -> Result<Vec<Snippet>> {
        Ok(Vec::new())
    }
    pub fn complete(&self, _: &str, _: usize) -> Result<Vec<Done>> {
        Ok(Vec::new())
    }
    pub fn count_unread(&self, _: &Query) -> Result<usize> {
        Ok(0)
    }
}
