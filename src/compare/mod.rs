//! How do these accounts relate?
