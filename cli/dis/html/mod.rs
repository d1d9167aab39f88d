//! `dis --html`: one page, which needs nothing else, with the whole way of a program.
//!
//! The page is `page.html` with style, script and data put in. The data is JSON inside a script element of a type that
//! browsers do not run; the script makes elements and texts of it, never markup. What could end the element, or a line
//! of an old browser's script, is written as an escape of JSON (see [`inert`]).

mod data;
mod graph;
mod layout;
mod route;

use pyopt_compiler::syntax::SourceError;
use pyopt_passes::Options;
use pyopt_passes::steps::steps;

/// The page of a program.
///
/// # Errors
/// When it is not Python.
pub fn page(source: &str, filename: &str, options: &Options) -> Result<String, Box<SourceError>> {
    let way = steps(source, filename, options)?;
    let data = inert(&data::json(&way, source, filename, options.level));
    let (mut out, mut rest) = (String::new(), include_str!("page.html"));
    // Each place once, in the order of the page: nothing that is put in is taken for another place.
    for (place, text) in [
        ("<!--title-->", escaped(filename).as_str()),
        ("/*style*/", include_str!("page.css")),
        ("/*data*/", &data),
        ("/*script*/", include_str!("page.js")),
    ] {
        let (before, behind) = rest.split_once(place).expect("the page has this place");
        out.extend([before, text]);
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

/// JSON that may stand in a page: the characters outside of strings are none of these.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}'..='\u{9f}' | '\u{feff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out
}

/// Text that may stand between tags.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
