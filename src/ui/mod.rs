//! How does it look?
