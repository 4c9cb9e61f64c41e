//! Starting tokens by hostile hands: D8.
