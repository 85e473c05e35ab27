//! Files into the library: read and analysed by several threads, written in batches by one.
