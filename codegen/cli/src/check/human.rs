//! What was found → text for people: each problem with the line it stands in.

use console::{Style, StyledObject};
use maitred_build::Diagnostic;

use super::Found;
use super::source::{Spot, Texts, visible};

/// The errors, then the warnings, then the sum.
pub(super) fn report(found: &Found, texts: &Texts, colours: bool) -> String {
    let paint = Paint { colours };
    let error = (Style::new().red().bold(), "error");
    let warning = (Style::new().yellow().bold(), "warning");
    let mut text = String::new();
    for (kind, all) in [(&error, &found.errors), (&warning, &found.warnings)] {
        for one in all {
            text += &paint.problem(kind, one, texts.spot(one).as_ref());
        }
    }
    text + &paint.bold(&found.sum()).to_string() + "\n"
}

struct Paint {
    colours: bool,
}

impl Paint {
    fn paint<'a>(&self, style: &Style, text: &'a str) -> StyledObject<&'a str> {
        style.apply_to(text).force_styling(self.colours)
    }

    fn bold<'a>(&self, text: &'a str) -> StyledObject<&'a str> {
        self.paint(&Style::new().bold(), text)
    }

    fn frame<'a>(&self, text: &'a str) -> StyledObject<&'a str> {
        self.paint(&Style::new().blue().bold(), text)
    }

    fn problem(&self, kind: &(Style, &str), one: &Diagnostic, spot: Option<&Spot>) -> String {
        let (style, word) = kind;
        let lint = one.lint.map(|lint| format!("[{lint}]")).unwrap_or_default();
        let head = self.paint(style, &format!("{word}{lint}")).to_string();
        let message = visible(&one.message);
        let mut text = format!("{head}{}\n", self.bold(&format!(": {message}")));
        let number = spot.map_or(String::new(), |spot| spot.line.to_string());
        let margin = " ".repeat(number.len().max(2));
        let place = spot.map(|spot| format!(":{}:{}", spot.line, spot.column)).unwrap_or_default();
        text += &format!("{margin}{} {}{place}\n", self.frame("-->"), visible(&one.file));
        if let Some(spot) = spot {
            text += &self.source(style, spot, &margin);
        } else if let Some(excerpt) = &one.expression {
            let carets =
                " ".repeat(excerpt.text.get(..excerpt.offset).unwrap_or("").chars().count());
            let (bar, caret) = (self.frame("|"), self.paint(style, "^"));
            text += &format!("{margin} {bar} {}\n", visible(&excerpt.text));
            text += &format!("{margin} {bar} {carets}{caret}\n");
        }
        text += &self.notes(one, &margin);
        text + "\n"
    }

    fn source(&self, style: &Style, spot: &Spot, margin: &str) -> String {
        let (bar, number) = (self.frame("|"), spot.line.to_string());
        let number = format!("{number:>width$}", width = margin.len());
        let carets = "^".repeat(spot.width);
        format!(
            "{margin} {bar}\n{} {bar} {}\n{margin} {bar} {}{}\n",
            self.frame(&number),
            spot.shown,
            " ".repeat(spot.before),
            self.paint(style, &carets),
        )
    }

    fn notes(&self, one: &Diagnostic, margin: &str) -> String {
        let mut text = String::new();
        let equals = self.frame("=");
        if !one.pointer.is_empty() {
            text += &format!("{margin} {equals} at {}\n", visible(&one.pointer));
        }
        if let Some(help) = &one.help {
            text += &format!("{margin} {equals} {}: {}\n", self.bold("help"), visible(help));
        }
        text
    }
}
