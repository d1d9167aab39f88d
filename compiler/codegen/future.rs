//! What stands at the head of a body: `from __future__` imports and docstrings.

use super::CompileError;
use crate::syntax::ast::*;
use std::borrow::Cow;
use std::sync::Arc;

/// The future features a module asks for.
#[derive(Clone, Copy, Default, Debug)]
pub struct Features {
    /// `from __future__ import annotations`.
    pub annotations: bool,
    /// Where the last future statement stands.
    pub last: Option<Span>,
}

const KNOWN: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// Reads the future statements of a module.
///
/// # Errors
/// An unknown feature.
pub fn features(module: &Mod) -> Result<Features, CompileError> {
    let mut features = Features::default();
    let (Mod::Module(body) | Mod::Interactive(body)) = module else { return Ok(features) };
    let skip = usize::from(docstring(body).is_some());
    for stmt in &body[skip..] {
        match &stmt.kind {
            StmtKind::ImportFrom { module: Some(m), names, level: 0 } if &**m == "__future__" => {
                for alias in names {
                    let msg = match &*alias.name {
                        "annotations" => {
                            features.annotations = true;
                            continue;
                        }
                        name if KNOWN.contains(&name) => continue,
                        "braces" => "not a chance".to_owned(),
                        name => format!("future feature {name} is not defined"),
                    };
                    return Err(CompileError { msg, span: alias.span });
                }
                features.last = Some(stmt.span);
            }
            _ => break,
        }
    }
    Ok(features)
}

/// The docstring of a body, as written.
pub fn docstring(body: &[Stmt]) -> Option<&Arc<Wtf8>> {
    match &body.first()?.kind {
        StmtKind::Expr(e) => match &e.kind {
            ExprKind::Constant(Constant::Str(s)) => Some(s),
            _ => None,
        },
        _ => None,
    }
}

/// A docstring without its common indentation: `inspect.cleandoc`, but blank lines at both ends stay.
pub fn clean_doc(doc: &Wtf8) -> Arc<Wtf8> {
    let doc = expand_tabs(doc.as_bytes());
    let first_end = doc.iter().position(|&b| b == b'\n').map_or(doc.len(), |i| i + 1);
    let margin = doc[first_end..]
        .split(|&b| b == b'\n')
        .filter_map(|line| line.iter().position(|&b| b != b' '))
        .min()
        .unwrap_or(0);
    let lead = doc.iter().take_while(|&&b| b == b' ').count();
    let mut out = Vec::with_capacity(doc.len());
    if lead < first_end {
        out.extend_from_slice(&doc[lead..first_end]);
    } else {
        out.extend_from_slice(&doc[lead.min(doc.len())..first_end.max(lead.min(doc.len()))]);
    }
    for line in doc[first_end..].split_inclusive(|&b| b == b'\n') {
        let spaces = line.iter().take(margin).take_while(|&&b| b == b' ').count();
        out.extend_from_slice(&line[spaces..]);
    }
    wtf8(out)
}

fn wtf8(bytes: Vec<u8>) -> Arc<Wtf8> {
    // Only ASCII bytes were added or removed, so this is still WTF-8.
    let buf = Wtf8Buf::from_bytes(bytes).unwrap_or_default();
    Arc::from(buf.into_box())
}

/// `str.expandtabs()`: to multiples of 8 characters.
fn expand_tabs(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\t', bytes).is_none() {
        return bytes.into();
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut column = 0usize;
    for &b in bytes {
        match b {
            b'\t' => {
                let n = 8 - column % 8;
                out.extend(std::iter::repeat_n(b' ', n));
                column += n;
            }
            b'\n' | b'\r' => {
                column = 0;
                out.push(b);
            }
            _ => {
                column += usize::from(b & 0xC0 != 0x80);
                out.push(b);
            }
        }
    }
    out.into()
}
