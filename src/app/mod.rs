//! What does the reader see and do?
