//! Type comments as values, between the compiler's tree, which has no room for them, and objects.
//!
//! A tree that a program made may have any number of nodes at one place, so the comments of each place are a queue:
//! both ways go through a tree in the same order, so they meet the nodes of a place in the same order.

use crate::heap::Gc;
use crate::objects::{Kind, List};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::map::Map;
use pyopt_compiler::syntax::TypeComments;
use pyopt_compiler::syntax::ast::Span;
use std::collections::VecDeque;

/// The comments of a tree. It must lie on the native stack, where the collector finds its list.
#[derive(Default)]
pub(crate) struct Comments {
    /// All texts; None for a node that has none.
    texts: Option<Gc<List>>,
    /// Which of them belong to the nodes that start at a line and column.
    places: Map<(u32, u32), VecDeque<usize>>,
    /// What is ignored: the line, and which of the texts is the tag.
    ignores: Vec<(i32, usize)>,
}

impl Comments {
    /// Those of a source.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn of(vm: &mut Vm, found: &TypeComments) -> PyResult<Comments> {
        let mut comments = Comments::default();
        for comment in &found.comments {
            let text = vm.new_str(&*comment.text)?;
            comments.add(vm, Span { line: comment.line, col: comment.col, ..Span::NONE }, text)?;
        }
        for ignored in &found.ignores {
            let tag = vm.new_str(&*ignored.tag)?;
            comments.ignore(vm, i32::try_from(ignored.line).unwrap_or(i32::MAX), tag)?;
        }
        Ok(comments)
    }

    /// Adds the comment of a node that starts where `span` does; returns its place.
    pub(super) fn add(&mut self, vm: &mut Vm, span: Span, text: Value) -> PyResult<usize> {
        let place = self.push(vm, text)?;
        self.places.entry((span.line, span.col)).or_default().push_back(place);
        Ok(place)
    }

    /// Adds what is ignored in a line.
    pub(super) fn ignore(&mut self, vm: &mut Vm, line: i32, tag: Value) -> PyResult<()> {
        let place = self.push(vm, tag)?;
        self.ignores.push((line, place));
        Ok(())
    }

    /// Puts a text in a place that [`Comments::add`] gave.
    pub(super) fn set(&mut self, vm: &mut Vm, place: usize, text: Value) {
        if let Some(texts) = self.texts {
            texts.set(&mut vm.heap, place, text);
        }
    }

    fn push(&mut self, vm: &mut Vm, text: Value) -> PyResult<usize> {
        let texts = match self.texts {
            Some(texts) => texts,
            None => {
                let made = List::new(&mut vm.heap, Kind::List as u32, 0);
                *self.texts.insert(vm.check(made)?)
            }
        };
        let place = texts.len();
        let pushed = List::push(texts, &mut vm.heap, text);
        vm.check(pushed)?;
        Ok(place)
    }

    /// The comment of the next node that starts there; None if it has none.
    pub(super) fn take(&mut self, span: Span) -> Value {
        let next = self.places.get_mut(&(span.line, span.col)).and_then(VecDeque::pop_front);
        next.map_or(Value::NONE, |place| self.text(place))
    }

    /// Lines of what is ignored, and the places of the tags.
    pub(super) fn ignores(&self) -> Vec<(i32, usize)> {
        self.ignores.clone()
    }

    /// The text in a place.
    pub(super) fn text(&self, place: usize) -> Value {
        self.texts.and_then(|texts| texts.get(place)).unwrap_or(Value::NONE)
    }
}
