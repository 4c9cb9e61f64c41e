//! Tells on the standard error stream what takes long; the report itself goes to standard output.
//!
//! A bar appears on a terminal only; the lines between the stages appear everywhere.

use indicatif::{ProgressBar, ProgressStyle};

/// Says which stage begins.
pub(crate) fn stage(text: &str) {
    eprintln!("{text}");
}

/// A bar over `count` services.
pub(crate) fn bar(count: usize) -> ProgressBar {
    let bar = ProgressBar::new(count as u64);
    match ProgressStyle::with_template("{wide_bar} {pos}/{len} {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
