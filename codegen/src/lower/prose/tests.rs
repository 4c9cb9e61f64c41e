//! What HTML comes to, element by element, and that nothing hostile comes of any.

use super::{MOST, markdown};

fn shown(html: &str) -> String {
    markdown(html).join("\n")
}

#[test]
fn paragraphs_stand_apart() {
    assert_eq!(shown("<p>One\n  two.</p> <p>Three.</p>"), "One two.\n\nThree.");
    assert_eq!(shown("No markup, a < b && c."), "No markup, a \\< b \\&\\& c.");
    assert_eq!(shown("One.<br/>Two."), "One.\n\nTwo.");
    assert_eq!(shown(" <p> </p> "), "");
}

#[test]
fn code_emphasis_and_links() {
    let html = "<p>Use <code>a_b</code>, <b>never </b><i>x</i>: <a href=\"https://a.b/c?d&amp;e\">see <code>f</code></a>.</p>";
    let expected = "Use `a_b`, **never** *x*: [see `f`](https://a.b/c?d&amp;e).";
    assert_eq!(shown(html), expected);
}

#[test]
fn only_links_to_the_web_are_links() {
    for href in ["javascript:alert(1)", "/x", "mailto:a@b.c", "#x", "Thing", "crate::Thing"] {
        assert_eq!(shown(&format!("<a href=\"{href}\">x</a>")), "x");
    }
    assert_eq!(shown("<a>Thing</a> <a href='http://a.b'>x"), "Thing [x](http://a.b)");
    assert_eq!(shown("<a href=\"https://a.b\"></a>y"), "y");
}

#[test]
fn lists_nest() {
    let html = "<p>Of:</p><ul> <li> <p>One</p> <p>more</p> </li><li>Two<ol><li>a</li><li>b</li></ol></li> </ul><p>End</p>";
    let expected = "Of:\n\n- One\n\n  more\n- Two\n  1. a\n  2. b\n\nEnd";
    assert_eq!(shown(html), expected);
}

#[test]
fn terms_are_items() {
    let html = "<dl> <dt>Limits</dt> <dd> <p>Ten.</p> <ul><li>a</li></ul> </dd> <dt>Other</dt><dd>b</dd></dl>";
    let expected = "- **Limits**\n\n  Ten.\n  - a\n- **Other**\n\n  b";
    assert_eq!(shown(html), expected);
}

#[test]
fn notes_are_quotes() {
    let html = "<note> <p>One.</p> <p>Two.</p> </note><ul><li>a<important>b</important></li></ul>";
    let expected = "> **Note:** One.\n>\n> Two.\n\n- a\n\n  > **Important:** b";
    assert_eq!(shown(html), expected);
}

#[test]
fn headings_are_strong_paragraphs() {
    assert_eq!(shown("<h2>Behaviour</h2><p>x</p>"), "**Behaviour**\n\nx");
    assert_eq!(shown("<fullname>Service</fullname><p>x</p>"), "Service\n\nx");
}

#[test]
fn preformatted_text_is_a_block_of_text_and_no_doctest() {
    let html = "<ul><li>x<pre><code>\nlet a = `b`;\n\n  ````\n</code></pre></li></ul><p>y";
    let expected = "- x\n\n  `````text\n  let a = `b`;\n\n    ````\n  `````\n\ny";
    assert_eq!(shown(html), expected);
    assert_eq!(shown("<pre> </pre>x"), "x");
}

#[test]
fn nothing_that_markdown_or_rustdoc_reads_comes_from_text() {
    let lines = ["```rust", "# heading", "[Thing]: x", "<script>x", "[^1]: note", "- - -"];
    for line in lines {
        let found = shown(&format!("<p>{line}</p>"));
        assert!(found.starts_with('\\'), "{line} → {found}");
    }
    assert_eq!(shown("<p>```rust\npanic!()\n```"), "\\`\\`\\`rust panic!() \\`\\`\\`");
    assert_eq!(shown("&lt;b&gt; &#x2028;&#x202e;x"), "\\<b\\> x");
}

#[test]
fn malformed_markup_keeps_its_text() {
    assert_eq!(shown("<ul><li>a<li>b</p></ul></ul></li>c"), "- a\n- b\n\nc");
    assert_eq!(shown("<li>a</li><li>b"), "- a\n- b");
    assert_eq!(shown("</b></code></a></note>x<b"), "x\\<b");
    assert_eq!(shown("<b><i>x</b></i> <code>y"), "**x** `y`");
    assert_eq!(shown("arn:<region>:x"), "arn:\\<region\\>:x");
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = format!("{}x{}y", "<ul><li>".repeat(5_000), "</li></ul>".repeat(5_000));
    let lines = markdown(&deep);
    assert!(lines.iter().all(|line| line.len() < 100), "{lines:?}");
    assert_eq!(lines.last().unwrap(), "y");
    let long = markdown(&"é ".repeat(MOST));
    assert!(long.len() == 1 && long[0].len() <= MOST + 8 && long[0].ends_with('…'));
}

#[test]
fn any_mixture_of_pieces_ends_and_stays_prose() {
    let pieces = [
        "<p>",
        "</p>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<b>",
        "</b>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<note>",
        "</note>",
        "<a href=\"http://a.b/`\">",
        "</a>",
        "`",
        "```",
        "    x",
        "\n",
        "# ",
        "[x]",
        "(y)",
        "&lt;",
        "<",
        ">",
        "*",
        "_",
        "\\",
        "1. ",
        "- ",
        "é",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
    ];
    let mut state = 1_u64;
    for _ in 0..2_000 {
        let mut html = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            html.push_str(pieces[usize::try_from(state >> 33).unwrap() % pieces.len()]);
        }
        let lines = markdown(&html);
        assert_eq!(open_fence(&lines), None, "{html}\n{lines:#?}");
    }
}

/// The fence that is open at the end. Each must say that it holds text.
fn open_fence(lines: &[String]) -> Option<String> {
    let mut open: Option<String> = None;
    for line in lines {
        let line = line.trim_start_matches([' ', '>', '-']);
        match &open {
            Some(fence) if line == fence => open = None,
            // What has more of them behind it is code in a line.
            None if line.starts_with("```") && !line.trim_start_matches('`').contains('`') => {
                open = Some(line.strip_suffix("text").expect("marked as text").to_owned());
            }
            _ => {}
        }
    }
    open
}
