//! The text form of a graph, which reads back to the same graph.
//!
//! ```text
//! cfg "f" qualname "f" file "t.py" line 1 flags 0x3 args 1 0 0 blocks 3
//! varnames "x"
//! names "print"
//! const 0 None
//! const 1 code 0                                   ; f.<locals>.g
//! const 2 marshal 2902e901000000e902000000         ; (1, 2)
//! guard 0 builtin:len
//!
//! block0:
//!     RESUME               0                                 @1:0-1:0
//!     LOAD_FAST            0                                 @2:7-2:8      ; x
//!     JUMP_FORWARD           -> block2 guard 0               @2:4-2:9
//! block1: lasti
//!     LOAD_CONST           0           except block2         @-            ; None
//! ```
//!
//! `unrolled 0 0` and, at an instruction, `body 1` or `header 1` tell of unrolled loops (see [`Cfg::unrolled_around`]).
//! Blocks stand in layout order; those that are not laid out follow the line `dead:`. What follows ` ; ` is for people. A location is
//! `@-` for none, and a column is `*` where there is a line but no column. Nested code objects are not part of the
//! text: `code N` is the N-th of those that [`parse`] is given.

use super::cfg::{Block, BlockId, Cfg, Instr, NO_COLUMN};
use crate::code::dis::fact_name;
use crate::code::object::{CodeObject, Const};
use crate::code::opcode::{ArgKind, Opcode};
use crate::code::{CodeFlags, marshal, repr::repr};
use crate::syntax::ast::{Constant, GuardFact, Ident, Span};
use std::fmt::Write;
use std::sync::Arc;

/// Why a text is no graph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

/// The code objects among a graph's constants, in order: what `code N` stands for.
pub fn nested(cfg: &Cfg) -> Vec<Arc<CodeObject>> {
    cfg.consts.iter().filter_map(|value| value.as_code().cloned()).collect()
}

/// A graph as text.
pub fn print(cfg: &Cfg) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "cfg {:?} qualname {:?} file {:?} line {} flags {:#x} args {} {} {} blocks {}{}",
        cfg.name,
        cfg.qualname,
        cfg.filename,
        cfg.firstlineno,
        cfg.flags.0,
        cfg.argcount,
        cfg.posonlyargcount,
        cfg.kwonlyargcount,
        cfg.blocks.len(),
        if cfg.labelled { " labelled" } else { "" },
    );
    for (title, names) in tables(cfg) {
        if !names.is_empty() {
            let _ = write!(out, "{title}");
            for name in names {
                let _ = write!(out, " {name:?}");
            }
            out.push('\n');
        }
    }
    let mut codes = 0;
    for (n, value) in cfg.consts.iter().enumerate() {
        let _ = write!(out, "const {n} ");
        print_const(value, &mut codes, &mut out);
    }
    for (n, facts) in cfg.guards.iter().enumerate() {
        let facts: Vec<String> = facts.iter().map(print_fact).collect();
        let _ = writeln!(out, "guard {n} {}", facts.join(" "));
    }
    for (n, around) in cfg.unrolled_around.iter().enumerate() {
        let _ = writeln!(out, "unrolled {n} {around}");
    }
    out.push('\n');
    for &id in &cfg.order {
        print_block(cfg, id, &mut out);
    }
    let dead = |id: &BlockId| !cfg.order.contains(id);
    let dead: Vec<BlockId> = (0..cfg.blocks.len() as u32).map(BlockId).filter(dead).collect();
    if !dead.is_empty() {
        out.push_str("dead:\n");
        dead.into_iter().for_each(|id| print_block(cfg, id, &mut out));
    }
    out
}

fn tables(cfg: &Cfg) -> [(&'static str, &Vec<Ident>); 5] {
    [
        ("varnames", &cfg.varnames),
        ("names", &cfg.names),
        ("cellvars", &cfg.cellvars),
        ("freevars", &cfg.freevars),
        ("hidden", &cfg.hidden),
    ]
}

fn print_const(value: &Const, codes: &mut usize, out: &mut String) {
    let _ = match value {
        Const::None | Const::Bool(_) | Const::Int(_) => writeln!(out, "{}", repr(value)),
        Const::Code(code) => {
            *codes += 1;
            writeln!(out, "code {} ; {}", *codes - 1, one_line(&code.qualname))
        }
        Const::Str(text) if text.as_str().is_ok() => {
            writeln!(out, "str {:?}", text.as_str().unwrap_or_default())
        }
        other => {
            out.push_str("marshal ");
            for byte in marshal::write(other) {
                let _ = write!(out, "{byte:02x}");
            }
            writeln!(out, " ; {}", one_line(&repr(other)))
        }
    };
}

fn print_block(cfg: &Cfg, id: BlockId, out: &mut String) {
    let block = &cfg.blocks[id.0 as usize];
    let _ = writeln!(out, "{id}:{}", if block.preserve_lasti { " lasti" } else { "" });
    for instr in &block.instrs {
        let arg = if instr.op.has_arg() || instr.arg != 0 { instr.arg.to_string() } else { String::new() };
        let mut line = format!("    {:<24} {arg:<6}", instr.op.name());
        if let Some(target) = instr.target {
            let _ = write!(line, " -> {target}");
        }
        if let Some(guard) = instr.guard {
            let _ = write!(line, " guard {guard}");
        }
        if let Some(handler) = instr.handler {
            let _ = write!(line, " except {handler}");
        }
        if instr.unrolled != 0 {
            let part = if instr.unrolled & Instr::UNROLLED_HEADER != 0 { "header" } else { "body" };
            let _ = write!(line, " {part} {}", instr.unrolled & !Instr::UNROLLED_HEADER);
        }
        let _ = write!(line, "{:<1$} @", "", 58_usize.saturating_sub(line.len()));
        let Span { line: first, col, end_line, end_col } = instr.span;
        let column = |n: u32| if n == NO_COLUMN { "*".to_owned() } else { n.to_string() };
        let _ = if instr.span == Span::NONE {
            write!(line, "-")
        } else {
            write!(line, "{first}:{}-{end_line}:{}", column(col), column(end_col))
        };
        if let Some(comment) = comment(cfg, instr) {
            let _ = write!(line, "{:<1$} ; {comment}", "", 72_usize.saturating_sub(line.len()));
        }
        let _ = writeln!(out, "{line}");
    }
}

/// What an argument means, for people.
pub fn comment(cfg: &Cfg, instr: &Instr) -> Option<String> {
    let index = match instr.op {
        Opcode::LoadGlobal | Opcode::LoadAttr => instr.arg >> 1,
        Opcode::LoadSuperAttr => instr.arg >> 2,
        _ => instr.arg,
    } as usize;
    let text = match instr.op.arg_kind() {
        ArgKind::Const => match cfg.consts.get(index)? {
            Const::Code(code) => format!("<code {}>", code.qualname),
            value => repr(value),
        },
        ArgKind::Name => cfg.names.get(index)?.to_string(),
        ArgKind::Local => cfg.varnames.get(index)?.to_string(),
        ArgKind::Free => cfg.cellvars.iter().chain(&cfg.freevars).nth(index)?.to_string(),
        _ => return None,
    };
    Some(one_line(&text))
}

/// A comment must end with its line.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Reads a graph; `codes` are the code objects that `code N` names.
///
/// # Errors
/// The first line that is not as [`print`] writes it.
pub fn parse(text: &str, codes: &[Arc<CodeObject>]) -> Result<Cfg, ParseError> {
    let mut cfg = Cfg::default();
    let (mut current, mut dead) = (None, false);
    let mut lines = text.lines().enumerate();
    for (n, line) in lines.by_ref() {
        let mut words = Words { rest: line, line: n + 1 };
        let Some(word) = words.word() else { continue };
        match word {
            "cfg" => head(&mut words, &mut cfg)?,
            "varnames" => cfg.varnames = words.quoted_all()?,
            "names" => cfg.names = words.quoted_all()?,
            "cellvars" => cfg.cellvars = words.quoted_all()?,
            "freevars" => cfg.freevars = words.quoted_all()?,
            "hidden" => cfg.hidden = words.quoted_all()?,
            "const" => {
                words.expect_number(cfg.consts.len())?;
                cfg.consts.push(read_const(&mut words, codes)?);
            }
            "unrolled" => {
                words.expect_number(cfg.unrolled_around.len())?;
                cfg.unrolled_around.push(words.number()?);
            }
            "guard" => {
                words.expect_number(cfg.guards.len())?;
                let mut facts = Vec::new();
                while let Some(word) = words.word() {
                    facts.push(read_fact(word).ok_or_else(|| words.error(format!("no fact: {word}")))?);
                }
                cfg.guards.push(facts);
            }
            "dead:" => dead = true,
            _ => match word.strip_suffix(':') {
                Some(name) => {
                    let id = words.block(name, cfg.blocks.len())?;
                    cfg.blocks[id.0 as usize].preserve_lasti = words.word() == Some("lasti");
                    if !dead {
                        cfg.order.push(id);
                    }
                    current = Some(id);
                }
                None => {
                    let Some(id) = current else {
                        return Err(words.error("an instruction outside of a block".to_owned()));
                    };
                    let instr = read_instr(word, &mut words, cfg.blocks.len())?;
                    cfg.blocks[id.0 as usize].instrs.push(instr);
                }
            },
        }
    }
    Ok(cfg)
}

/// The words of one line.
struct Words<'t> {
    rest: &'t str,
    line: usize,
}

impl<'t> Words<'t> {
    fn error(&self, message: String) -> ParseError {
        ParseError { line: self.line, message }
    }

    /// The next word; a comment ends the line.
    fn word(&mut self) -> Option<&'t str> {
        let rest = self.rest.trim_start();
        if rest.is_empty() || rest.starts_with("; ") {
            return None;
        }
        let end = rest.find(' ').unwrap_or(rest.len());
        self.rest = &rest[end..];
        Some(&rest[..end])
    }

    fn need(&mut self, what: &str) -> Result<&'t str, ParseError> {
        self.word().ok_or_else(|| self.error(format!("{what} is missing")))
    }

    fn keyword(&mut self, keyword: &str) -> Result<(), ParseError> {
        match self.need(keyword)? {
            word if word == keyword => Ok(()),
            word => Err(self.error(format!("{word} instead of {keyword}"))),
        }
    }

    fn number(&mut self) -> Result<u32, ParseError> {
        let word = self.need("a number")?;
        let parsed = match word.strip_prefix("0x") {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => word.parse(),
        };
        parsed.map_err(|_| self.error(format!("no number: {word}")))
    }

    fn expect_number(&mut self, expected: usize) -> Result<(), ParseError> {
        match self.number()? {
            n if n as usize == expected => Ok(()),
            n => Err(self.error(format!("{n} instead of {expected}"))),
        }
    }

    /// `"text"` with the escapes of Rust.
    fn quoted(&mut self) -> Result<String, ParseError> {
        let rest = self.rest.trim_start();
        let mut chars = rest.char_indices();
        let unterminated = || self.error("an unterminated text".to_owned());
        if chars.next().map(|(_, c)| c) != Some('"') {
            return Err(self.error("a text in quotes is missing".to_owned()));
        }
        let mut text = String::new();
        loop {
            let (at, c) = chars.next().ok_or_else(unterminated)?;
            match c {
                '"' => {
                    self.rest = &rest[at + 1..];
                    return Ok(text);
                }
                '\\' => {
                    let (_, escape) = chars.next().ok_or_else(unterminated)?;
                    text.push(match escape {
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        '0' => '\0',
                        'u' => {
                            let digits: String = chars
                                .by_ref()
                                .map(|(_, c)| c)
                                .skip_while(|&c| c == '{')
                                .take_while(|&c| c != '}')
                                .collect();
                            let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                            code.ok_or_else(|| self.error(format!("no code point: {digits}")))?
                        }
                        other => other,
                    });
                }
                other => text.push(other),
            }
        }
    }

    fn quoted_all(&mut self) -> Result<Vec<Ident>, ParseError> {
        let mut all = Vec::new();
        while !self.rest.trim().is_empty() {
            all.push(self.quoted()?.into());
        }
        Ok(all)
    }

    fn block(&self, name: &str, count: usize) -> Result<BlockId, ParseError> {
        let id = name.strip_prefix("block").and_then(|n| n.parse().ok());
        id.filter(|&n| (n as usize) < count)
            .map(BlockId)
            .ok_or_else(|| self.error(format!("no block: {name}")))
    }
}

fn head(words: &mut Words<'_>, cfg: &mut Cfg) -> Result<(), ParseError> {
    cfg.name = words.quoted()?.into();
    words.keyword("qualname")?;
    cfg.qualname = words.quoted()?.into();
    words.keyword("file")?;
    cfg.filename = words.quoted()?.into();
    words.keyword("line")?;
    cfg.firstlineno = words.number()?;
    words.keyword("flags")?;
    cfg.flags = CodeFlags(words.number()?);
    words.keyword("args")?;
    cfg.argcount = words.number()?;
    cfg.posonlyargcount = words.number()?;
    cfg.kwonlyargcount = words.number()?;
    words.keyword("blocks")?;
    let blocks = words.number()? as usize;
    if blocks > 1 << 24 {
        return Err(words.error("too many blocks".to_owned()));
    }
    cfg.blocks = vec![Block::default(); blocks];
    cfg.labelled = words.word() == Some("labelled");
    Ok(())
}

fn read_const(words: &mut Words<'_>, codes: &[Arc<CodeObject>]) -> Result<Const, ParseError> {
    let word = words.need("a constant")?;
    Ok(match word {
        "None" => Const::None,
        "True" => Const::Bool(true),
        "False" => Const::Bool(false),
        "str" => marshal::text_const(&words.quoted()?),
        "code" => {
            let n = words.number()? as usize;
            let code = codes.get(n).ok_or_else(|| words.error(format!("code {n} is not given")))?;
            Const::Code(code.clone())
        }
        "marshal" => {
            let digits = words.need("data")?;
            let value = read_hex(digits).and_then(|bytes| marshal::read(&bytes).ok());
            value.ok_or_else(|| words.error("no marshal data".to_owned()))?
        }
        number => match number.parse() {
            Ok(number) => Const::Int(number),
            Err(_) => return Err(words.error(format!("no constant: {number}"))),
        },
    })
}

/// A fact by its name, with the constant that it speaks of as marshal data behind it.
fn print_fact(fact: &GuardFact) -> String {
    let mut out = fact_name(fact);
    if let GuardFact::Function(_, line) = fact {
        let _ = write!(out, "@{line}");
    }
    if let GuardFact::Global(_, value) | GuardFact::Attribute(_, _, value) = fact {
        out.push('=');
        for byte in marshal::write(&crate::codegen::constant(value)) {
            let _ = write!(out, "{byte:02x}");
        }
    }
    out
}

fn read_fact(word: &str) -> Option<GuardFact> {
    let (word, value) = match word.split_once('=') {
        Some((word, digits)) => (word, Some(read_hex(digits)?)),
        None => (word, None),
    };
    let (kind, rest) = word.split_once(':')?;
    Some(match kind {
        "builtin" => GuardFact::Builtin(rest.into()),
        "global" => GuardFact::Global(rest.into(), read_constant(&value?)?),
        "func" => {
            let (name, line) = rest.split_once('@')?;
            GuardFact::Function(name.into(), line.parse().ok()?)
        }
        "attr" => {
            let (module, name) = rest.split_once('.')?;
            GuardFact::Attribute(module.into(), name.into(), read_constant(&value?)?)
        }
        "exact" => {
            let (name, kinds) = rest.split_once(':')?;
            GuardFact::Exact(name.into(), kinds.parse().ok()?)
        }
        "room" => GuardFact::Room(rest.parse().ok()?),
        _ => return None,
    })
}

fn read_hex(digits: &str) -> Option<Vec<u8>> {
    let byte = |at: usize| digits.get(at..at + 2).and_then(|d| u8::from_str_radix(d, 16).ok());
    (0..digits.len()).step_by(2).map(byte).collect()
}

fn read_constant(bytes: &[u8]) -> Option<Constant> {
    marshal::read(bytes).ok()?.to_constant()
}

fn read_instr(name: &str, words: &mut Words<'_>, blocks: usize) -> Result<Instr, ParseError> {
    let op = Opcode::ALL.iter().copied().find(|op| op.name() == name);
    let op = op.ok_or_else(|| words.error(format!("no opcode: {name}")))?;
    let mut instr =
        Instr { op, arg: 0, target: None, span: Span::NONE, guard: None, handler: None, unrolled: 0 };
    while let Some(word) = words.word() {
        match word {
            "->" => {
                let target = words.need("a target")?;
                instr.target = Some(words.block(target, blocks)?);
            }
            "guard" => instr.guard = Some(words.number()?),
            "body" => instr.unrolled = words.number()?,
            "header" => instr.unrolled = words.number()? | Instr::UNROLLED_HEADER,
            "except" => {
                let handler = words.need("a handler")?;
                instr.handler = Some(words.block(handler, blocks)?);
            }
            _ => match word.strip_prefix('@') {
                Some(place) => {
                    instr.span =
                        read_span(place).ok_or_else(|| words.error(format!("no location: {place}")))?;
                }
                None => {
                    instr.arg = word.parse().map_err(|_| words.error(format!("no argument: {word}")))?;
                }
            },
        }
    }
    Ok(instr)
}

fn read_span(text: &str) -> Option<Span> {
    if text == "-" {
        return Some(Span::NONE);
    }
    let point = |text: &str| {
        let (line, col) = text.split_once(':')?;
        let col = if col == "*" { NO_COLUMN } else { col.parse().ok()? };
        Some((line.parse().ok()?, col))
    };
    let (start, end) = text.split_once('-')?;
    let ((line, col), (end_line, end_col)) = (point(start)?, point(end)?);
    Some(Span { line, col, end_line, end_col })
}
