//! What moves it?
