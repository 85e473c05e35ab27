//! What is kept, and how is it found again? The articles of the reader, on disk, with what was noted of them.
