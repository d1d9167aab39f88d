//! What the second parser keeps of the source: a range, what CPython's messages call it, and its parts where a message
//! asks for them.

use super::parser::Parser;

/// What a node is. The names are those that messages use, see [`Kind::name`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A token, or a construct that no message describes.
    Plain,
    Name,
    Attribute,
    Subscript,
    Starred,
    List,
    Tuple,
    Lambda,
    Call,
    Operator,
    Generator,
    Yield,
    Await,
    ListComp,
    SetComp,
    DictComp,
    Dict,
    Set,
    FString,
    TString,
    None,
    True,
    False,
    Ellipsis,
    Literal,
    /// A comparison whose first operator is not `in`.
    Compare,
    /// A comparison whose first operator is `in`; its part is the left operand.
    CompareIn,
    IfExp,
    Named,
    /// An argument `name=value`.
    Keyword,
    /// An argument `**value`.
    KeywordUnpack,
}

impl Kind {
    /// What CPython calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Plain | Kind::Keyword | Kind::KeywordUnpack => "expression",
            Kind::Name => "name",
            Kind::Attribute => "attribute",
            Kind::Subscript => "subscript",
            Kind::Starred => "starred",
            Kind::List => "list",
            Kind::Tuple => "tuple",
            Kind::Lambda => "lambda",
            Kind::Call => "function call",
            Kind::Operator => "expression",
            Kind::Generator => "generator expression",
            Kind::Yield => "yield expression",
            Kind::Await => "await expression",
            Kind::ListComp => "list comprehension",
            Kind::SetComp => "set comprehension",
            Kind::DictComp => "dict comprehension",
            Kind::Dict => "dict literal",
            Kind::Set => "set display",
            Kind::FString => "f-string expression",
            Kind::TString => "t-string expression",
            Kind::None => "None",
            Kind::True => "True",
            Kind::False => "False",
            Kind::Ellipsis => "ellipsis",
            Kind::Literal => "literal",
            Kind::Compare | Kind::CompareIn => "comparison",
            Kind::IfExp => "conditional expression",
            Kind::Named => "named expression",
        }
    }
}

/// A part of the source that a rule matched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
    /// A token of no width that stands for layout (indent, dedent, end): it has no column.
    pub layout: bool,
    /// Its parts, in the parser's arena.
    pub parts: (u32, u32),
}

/// What the target of a message about targets was for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Targets {
    Star,
    For,
    Delete,
}

impl Parser<'_> {
    pub(super) fn parts(&self, node: Node) -> &[Node] {
        &self.arena[node.parts.0 as usize..node.parts.1 as usize]
    }

    /// The first part of `node` that cannot be a target.
    pub(super) fn invalid_target(&self, node: Node, targets: Targets) -> Option<Node> {
        match node.kind {
            Kind::Name | Kind::Attribute | Kind::Subscript => None,
            Kind::List | Kind::Tuple => {
                self.parts(node).iter().find_map(|&part| self.invalid_target(part, targets))
            }
            Kind::Starred if targets != Targets::Delete => self.invalid_target(self.parts(node)[0], targets),
            Kind::CompareIn if targets == Targets::For => self.invalid_target(self.parts(node)[0], targets),
            Kind::Compare if targets == Targets::For => None,
            _ => Some(node),
        }
    }
}
