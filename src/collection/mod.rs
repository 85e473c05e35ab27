//! Who and what, across all of them?
