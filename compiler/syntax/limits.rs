//! How deep a program may nest: the numbers that keep every recursive walk of a tree off the end of the stack.
//!
//! The lexer counts while tokens pass by (see [`Depth`]), so a hostile source is refused before a tree exists.
//! The depth of a tree is at most [`MAX_DEPTH`] for an expression, plus [`MAX_INDENT`] blocks, plus [`MAX_ELIF`]
//! chained `elif`s; a visitor may spend up to 2 KiB of stack a level within 8 MiB.

/// Open brackets, as in CPython.
pub const MAX_BRACKETS: usize = 200;
/// Open blocks, as in CPython.
pub const MAX_INDENT: usize = 100;
/// Open f-strings and t-strings, as in CPython.
pub const MAX_FSTRINGS: usize = 150;
/// Replacement fields within format specs within replacement fields, as in CPython.
pub const MAX_SPEC_NESTING: usize = 2;
/// Depth of an expression: brackets, operators, calls and prefixes on the way to its deepest leaf.
/// CPython's own limit depends on its stack and lies between 2500 and 100000.
pub const MAX_DEPTH: u32 = 2000;
/// `elif`s along the enclosing chains. CPython overflows near 4000.
pub const MAX_ELIF: u32 = 1500;
/// Digits of a decimal int literal, as in CPython, unless a program asks for other ones.
pub const MAX_INT_DIGITS: usize = 4300;

/// How many digits a decimal int literal may have, as `sys.set_int_max_str_digits` says it: 0 for any number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IntDigits(pub usize);

impl Default for IntDigits {
    fn default() -> Self {
        IntDigits(MAX_INT_DIGITS)
    }
}

impl IntDigits {
    /// Whether a literal has too many.
    pub(super) fn forbid(self, digits: usize) -> bool {
        self.0 != 0 && digits > self.0
    }
}

/// An upper bound of the depth of the expression that is passing by.
///
/// One frame for each open bracket. `ops` counts the tokens of the current element that put a node above
/// others, `child` is the depth of its deepest bracket. A comma starts a new element.
#[derive(Default)]
pub(super) struct Depth {
    frames: Vec<Frame>,
    top: Frame,
    /// Sum of `ops` over `frames`.
    base: u32,
}

#[derive(Default, Clone, Copy)]
struct Frame {
    ops: u32,
    child: u32,
    max: u32,
    /// `lambda`s whose colon is yet to come: their commas separate parameters.
    lambdas: u32,
}

impl Frame {
    fn depth(&self) -> u32 {
        self.max.max(self.ops + self.child)
    }
}

impl Depth {
    /// Starts within an expression that is `depth` deep already.
    pub(super) fn starting_at(depth: u32) -> Depth {
        Depth { base: depth, ..Depth::default() }
    }

    /// How deep the next token stands.
    pub(super) fn here(&self) -> u32 {
        self.base + self.top.ops
    }

    /// An operator, a prefix or a trailer passes. True when the limit is passed.
    #[inline]
    pub(super) fn op(&mut self) -> bool {
        self.top.ops += 1;
        self.base + self.top.ops + self.top.child > MAX_DEPTH
    }

    /// Something of `depth` levels (a replacement field) stands in this element.
    pub(super) fn leaf(&mut self, depth: u32) -> bool {
        self.top.child = self.top.child.max(depth);
        self.base + self.top.ops + self.top.child > MAX_DEPTH
    }

    pub(super) fn open(&mut self) {
        self.base += self.top.ops;
        self.frames.push(self.top);
        self.top = Frame::default();
    }

    pub(super) fn close(&mut self) -> bool {
        let depth = self.top.depth() + 1;
        if let Some(frame) = self.frames.pop() {
            self.top = frame;
            self.base -= frame.ops;
        }
        self.top.child = self.top.child.max(depth);
        self.op()
    }

    pub(super) fn lambda(&mut self) -> bool {
        self.top.lambdas += 1;
        self.op()
    }

    #[inline]
    pub(super) fn colon(&mut self) {
        self.top.lambdas = self.top.lambdas.saturating_sub(1);
    }

    #[inline]
    pub(super) fn comma(&mut self) {
        if self.top.lambdas == 0 {
            self.top = Frame { max: self.top.depth(), ..Frame::default() };
        }
    }

    /// A statement ends.
    #[inline]
    pub(super) fn reset(&mut self) {
        self.top = Frame::default();
    }

    /// The depth of all that passed since the last `reset`.
    pub(super) fn total(&self) -> u32 {
        self.top.depth()
    }
}
