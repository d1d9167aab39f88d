//! Programs, blocks, and which statement a token starts.

use super::*;

impl<'a> Parser<'a> {
    /// All statements of a source. An interactive one may be followed by comments of any kind.
    pub(super) fn program(&mut self, interactive: bool) -> Res<Vec<Stmt>> {
        while self.next != T::EndOfFile {
            if self.next == T::Newline
                || (interactive && self.next == T::TypeComment && !self.stmts.is_empty())
            {
                self.advance();
            } else {
                self.statement()?;
            }
        }
        Ok(self.stmts.split_off(0))
    }

    /// `:` and what belongs to it: an indented block, or simple statements on the same line.
    pub(super) fn block(&mut self) -> Res<Vec<Stmt>> {
        self.expect(T::Colon)?;
        self.body()
    }

    /// A block before which a type comment may stand. It belongs to the statement that starts at the token `of`.
    pub(super) fn commented_block(&mut self, of: usize) -> Res<Vec<Stmt>> {
        self.expect(T::Colon)?;
        self.type_comment(of);
        self.body()
    }

    /// The block of a function, whose type comment may stand on a line of its own.
    pub(super) fn function_block(&mut self, of: usize) -> Res<Vec<Stmt>> {
        self.expect(T::Colon)?;
        if self.next == T::Newline && self.second() == T::TypeComment {
            self.advance();
        }
        self.type_comment(of);
        self.body()
    }

    fn body(&mut self) -> Res<Vec<Stmt>> {
        let base = self.stmts.len();
        if self.eat(T::Newline) {
            self.expect(T::Indent)?;
            while self.next != T::Dedent {
                self.statement()?;
            }
            self.advance();
        } else {
            self.simple_statements()?;
        }
        Ok(self.stmts.split_off(base))
    }

    /// A compound statement, or a line of simple ones.
    fn statement(&mut self) -> Res<()> {
        let compound = match self.next {
            T::If => self.if_statement(),
            T::Def => self.function(self.at, Vec::new()),
            T::Class => self.class(self.at, Vec::new()),
            T::For => self.for_statement(self.at),
            T::With => self.with_statement(self.at),
            T::Try => self.try_statement(),
            T::While => self.while_statement(),
            T::At => self.decorated(),
            T::Async => self.async_statement(),
            T::Name if self.is_match() => self.match_statement(),
            _ => return self.simple_statements(),
        };
        let compound = compound?;
        self.stmts.push(compound);
        Ok(())
    }

    /// Simple statements up to the end of their line.
    fn simple_statements(&mut self) -> Res<()> {
        loop {
            self.simple_statement()?;
            if !self.eat(T::Semi) || self.next == T::Newline {
                break;
            }
        }
        self.expect(T::Newline)
    }

    /// Whether the name that starts a line is the soft keyword of a `match` statement: only then does its logical line
    /// end in a colon followed by a block.
    fn is_match(&self) -> bool {
        if !self.is_word(self.at, "match") {
            return false;
        }
        let second = self.second();
        if !starts_expression(second) && second != T::Star {
            return false;
        }
        let line = &self.tokens[self.at + 1..];
        let end = line.iter().position(|t| matches!(t.kind, T::Newline | T::EndOfFile)).unwrap_or(0);
        end > 1
            && line[end - 1].kind == T::Colon
            && line[end].kind == T::Newline
            && line.get(end + 1).is_some_and(|t| t.kind == T::Indent)
    }
}
