//! What has come in since? Feeds and pages over HTTP, politely and within limits. Nothing is fetched unless asked.
//!
//! | file | answers |
//! |---|---|
//! | `client` | what is at this address? One request, along its redirects |
//! | `tls`, `resolve`, `address` | who may be talked to? |
//! | `gate`, `retry`, `robots` | when may one ask, and what? |
//! | `body`, `media` | what came, decompressed, within limits? |

mod address;
mod body;
mod client;
mod error;
mod gate;
mod limits;
mod media;
mod resolve;
mod retry;
mod robots;
mod stop;
mod tls;

pub use address::is_local;
pub use client::{Answer, Client, Document, Validators, address};
pub use error::FetchError;
pub use limits::Options;
pub use media::Kind;
pub use retry::back_off;
pub use stop::Stop;
