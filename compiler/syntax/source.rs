//! Bytes to text: the byte order mark, PEP 263's cookie, and the errors CPython raises for either.

use super::error::{ErrorKind, SourceError};

fn error(msg: String, line: u32) -> Box<SourceError> {
    Box::new(SourceError {
        kind: ErrorKind::SyntaxError,
        msg,
        filename: String::new(),
        line,
        col: 0,
        end_line: 0,
        end_col: 0,
        text: None,
        read: None,
    })
}

/// The encoding that a line's cookie names.
///
/// PEP 263: `^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)`.
fn cookie(line: &[u8]) -> Option<&[u8]> {
    let comment = line.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\x0c'))?;
    if line[comment] != b'#' {
        return None;
    }
    let mut at = comment;
    while let Some(found) = line[at..].windows(6).position(|w| w == b"coding") {
        let mut name = at + found + 6;
        at = name;
        if !matches!(line.get(name), Some(b':' | b'=')) {
            continue;
        }
        name += 1;
        while matches!(line.get(name), Some(b' ' | b'\t')) {
            name += 1;
        }
        let length = line[name..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
            .count();
        if length > 0 {
            return Some(&line[name..name + length]);
        }
    }
    None
}

/// Whether a first line allows a cookie on the second: it holds nothing but blanks or a comment.
fn is_blank(line: &[u8]) -> bool {
    line.iter().find(|b| !matches!(b, b' ' | b'\t' | b'\x0c' | b'\r')).is_none_or(|&b| b == b'#')
}

/// CPython's normal form of the names it treats specially.
fn normalize(name: &[u8]) -> String {
    let lower: String =
        name.iter().map(|b| if *b == b'_' { '-' } else { b.to_ascii_lowercase() as char }).collect();
    let head: String = lower.chars().take(12).collect();
    let is = |name: &str| head == name || lower.starts_with(&format!("{name}-"));
    if is("utf-8") {
        "utf-8".into()
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        "iso-8859-1".into()
    } else {
        lower
    }
}

/// Decodes the bytes of the file that a program is started from.
///
/// What CPython reads line by line it describes differently from source that is handed to `compile`: the errors of
/// [`decode_source`] get the file, the line and the words of the former.
///
/// # Errors
///
/// As [`decode_source`].
pub fn decode_program(bytes: &[u8], filename: &str) -> Result<String, Box<SourceError>> {
    decode_source(bytes).map_err(|mut error| {
        filename.clone_into(&mut error.filename);
        let line_of = |at: usize| 1 + bytes[..at].iter().filter(|&&b| b == b'\n').count() as u32;
        // A line up to its end, or to the byte that is wrong.
        let text_of = |line: u32| {
            let line = bytes.split_inclusive(|&b| b == b'\n').nth(line as usize - 1).unwrap_or_default();
            let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
            let end = line.iter().position(|&b| b == 0).unwrap_or(line.len());
            String::from_utf8_lossy(&line[..end]).into_owned()
        };
        if let Some(at) = bytes.iter().position(|&b| b == 0) {
            error.line = line_of(at);
            error.text = Some(text_of(error.line));
        } else if let Some(name) = error.msg.strip_prefix("unknown encoding: ") {
            error.msg = format!("encoding problem: {name}");
        } else if error.msg.starts_with("encoding problem: ") {
            error.line = 1;
            error.text = Some(text_of(1));
        } else if let Some((start, end)) = error.msg.split_once(" on line ") {
            error.msg = format!("{start} in file {filename} on line {end}");
            error.text = Some(text_of(error.line));
            let bad = std::str::from_utf8(bytes).map_or_else(|bad| bad.valid_up_to(), |_| 0);
            let before = bytes[..bad].rsplit(|&b| b == b'\n').next().unwrap_or_default();
            error.col = 1 + String::from_utf8_lossy(before).chars().count() as u32;
        }
        error
    })
}

/// Decodes the bytes of a source file.
///
/// # Errors
///
/// `SyntaxError` for an unknown or contradictory encoding, for bytes that are not in it, and for NUL bytes.
pub fn decode_source(bytes: &[u8]) -> Result<String, Box<SourceError>> {
    let (bytes, bom) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if bytes.contains(&0) {
        return Err(error("source code cannot contain null bytes".into(), 0));
    }
    let mut lines = bytes.splitn(3, |&b| b == b'\n');
    let first = lines.next().unwrap_or_default();
    let name = cookie(first).or_else(|| if is_blank(first) { lines.next().and_then(cookie) } else { None });
    let encoding = name.map_or("utf-8".to_string(), normalize);
    if bom && encoding != "utf-8" {
        return Err(error(format!("encoding problem: {encoding} with BOM"), 0));
    }
    match encoding.as_str() {
        "utf-8" | "utf8" | "u8" | "cp65001" => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_string()),
            Err(bad) => {
                let at = bad.valid_up_to();
                let line = 1 + bytes[..at].iter().filter(|&&b| b == b'\n').count() as u32;
                let byte = bytes[at];
                if encoding != "utf-8" {
                    // By another name it is a codec as any other.
                    let reason = match bad.error_len() {
                        None => "unexpected end of data",
                        Some(_) if matches!(byte, 0x80..=0xc1 | 0xf5..) => "invalid start byte",
                        Some(_) => "invalid continuation byte",
                    };
                    return Err(error(
                        format!(
                            "(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {reason}"
                        ),
                        0,
                    ));
                }
                let before = bytes[..at].rsplit(|&b| b == b'\n').next().unwrap_or_default();
                let rest = bytes[at..].split(|&b| b == b'\n').next().unwrap_or_default();
                let mut error = error(
                    format!(
                        "Non-UTF-8 code starting with '\\x{byte:02x}' on line {line}, but no encoding declared; \
                         see https://peps.python.org/pep-0263/ for details"
                    ),
                    line,
                );
                error.col = 1 + String::from_utf8_lossy(before).chars().count() as u32;
                (error.end_line, error.end_col) = (line, error.col as i32);
                error.text = Some(String::from_utf8_lossy(&[before, rest].concat()).into_owned());
                Err(error)
            }
        },
        "iso-8859-1" | "latin1" | "l1" | "8859" | "cp819" | "iso8859-1" => {
            Ok(bytes.iter().map(|&b| b as char).collect())
        }
        "ascii" | "us-ascii" | "646" => match bytes.iter().position(|b| !b.is_ascii()) {
            None => Ok(bytes.iter().map(|&b| b as char).collect()),
            Some(at) => Err(error(
                format!(
                    "(unicode error) 'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not in range(128)",
                    bytes[at]
                ),
                0,
            )),
        },
        other => {
            let label = match other.strip_prefix("cp") {
                Some(number) if number.starts_with("125") => format!("windows-{number}"),
                Some("932") => "shift_jis".into(),
                Some("936") => "gbk".into(),
                Some("949") => "euc-kr".into(),
                Some("950") => "big5".into(),
                Some("866") => "ibm866".into(),
                _ => {
                    other.strip_prefix("iso8859").map_or(other.to_string(), |rest| format!("iso-8859{rest}"))
                }
            };
            let found = encoding_rs::Encoding::for_label(label.as_bytes())
                .filter(|e| !e.name().starts_with("UTF-16") && *e != encoding_rs::REPLACEMENT);
            let Some(found) = found else {
                let spelled = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
                return Err(error(format!("unknown encoding: {spelled}"), 0));
            };
            match found.decode_without_bom_handling_and_without_replacement(bytes) {
                Some(text) => Ok(text.into_owned()),
                None => Err(error(format!("encoding problem: {other}"), 0)),
            }
        }
    }
}
