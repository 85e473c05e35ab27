//! What has come in since? Feeds and pages over HTTP, politely and within limits. Nothing is fetched unless asked.
//!
//! | file | answers |
//! |---|---|
//! | `client` | what is at this address? One request, along its redirects |
//! | `tls`, `resolve`, `address` | who may be talked to? |
//! | `gate`, `retry`, `robots` | when may one ask, and what? |
//! | `body`, `media` | what came, decompressed, within limits? |
//! | `page`, `items` | which articles are in it? |
//! | `update` | what is new in many feeds? |
//! | `named` | what did the reader name? |
//! | `keep`, `add`, `shelf`, `rests` | what becomes of it in the library? |
//!
//! [`update_library`] and [`add_url`] are what a program calls, from whatever thread: they block until all is done or the
//! [`Stop`] that they were given is asked for.

mod add;
mod address;
mod body;
mod client;
mod error;
mod gate;
mod hostile_tests;
mod items;
mod keep;
mod limits;
mod media;
mod named;
mod page;
mod resolve;
mod rests;
mod retry;
mod robots;
mod shelf;
mod stop;
mod tls;
mod update;

pub use add::{AddError, AddedUrl, Subscribed, add_url, subscribe_all};
pub use address::is_local;
pub use client::{Answer, Client, Document, Validators, address};
pub use error::FetchError;
pub use items::{Known, Taken};
pub use keep::{Became, Report, Step, update_library};
pub use limits::Options;
pub use media::Kind;
pub use named::{is_address, is_list, read_list};
pub use retry::back_off;
pub use stop::Stop;
pub use update::{Event, Outcome, Wanted, update};
