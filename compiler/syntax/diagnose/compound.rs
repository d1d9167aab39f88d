//! Compound statements, blocks and the start rules.

use super::super::error::ErrorKind;
use super::super::token::T;
use super::node::{Kind, Node, Targets};
use super::parser::{P, Parser, Rule};

impl Parser<'_> {
    /// A file.
    pub(super) fn file(&mut self) -> P {
        while self.alt(Self::statement).is_some() {
            self.forget();
        }
        self.t(T::EndOfFile)
    }

    /// One expression.
    pub(super) fn eval(&mut self) -> P {
        self.expressions()?;
        while self.t(T::Newline).is_some() {}
        self.t(T::EndOfFile)
    }

    /// One interactive statement.
    pub(super) fn interactive(&mut self) -> P {
        if let Some(found) = self.alt(|p| {
            let found = p.compound_stmt()?;
            p.t(T::Newline)?;
            Some(found)
        }) {
            return Some(found);
        }
        self.simple_stmts().or_else(|| self.t(T::Newline))
    }

    /// The type of a function, as a type comment says it.
    pub(super) fn function_type(&mut self) -> P {
        let found = self.t(T::Lpar)?;
        self.alt(Self::type_expressions);
        self.t(T::Rpar)?;
        self.t(T::Rarrow)?;
        self.expression()?;
        while self.t(T::Newline).is_some() {}
        self.t(T::EndOfFile)?;
        Some(found)
    }

    /// Types, the last of which may be those of `*args` and `**kwargs`.
    fn type_expressions(&mut self) -> P {
        let types = |p: &mut Self| p.gather(T::Comma, Self::expression).map(|found| found[0]);
        let starred = |p: &mut Self, star: T| {
            p.t(star)?;
            p.expression()
        };
        let stars: [&[T]; 3] = [&[T::Star, T::DoubleStar], &[T::Star], &[T::DoubleStar]];
        for stars in stars {
            if let Some(found) = self.alt(|p| {
                let mut found = types(p)?;
                for &star in stars {
                    p.t(T::Comma)?;
                    found = starred(p, star)?;
                }
                Some(found)
            }) {
                return Some(found);
            }
        }
        if let Some(found) = self.alt(|p| {
            starred(p, T::Star)?;
            p.t(T::Comma)?;
            starred(p, T::DoubleStar)
        }) {
            return Some(found);
        }
        self.alt(|p| starred(p, T::Star))
            .or_else(|| self.alt(|p| starred(p, T::DoubleStar)))
            .or_else(|| types(self))
    }

    fn statement(&mut self) -> P {
        let first = self.peek();
        let Some(found) = self.alt(Self::compound_stmt) else { return self.simple_stmts() };
        // A function leaves no place: where it may fail CPython matches it as an error, which has none. The place of a
        // decorated class is that of its first word.
        if let Some(first) = first
            && !self.src[found.start as usize..].starts_with("def")
        {
            let start = if first.kind == T::At { found.start } else { first.start };
            self.passed(start);
        }
        Some(found)
    }

    pub(super) fn block(&mut self) -> P {
        self.memo(Rule::Block, |p| {
            let found = p.alt(|p| {
                p.t(T::Newline)?;
                let indent = p.t(T::Indent)?;
                p.some(Self::statement)?;
                p.t(T::Dedent)?;
                Some(indent)
            });
            if found.is_some() {
                return found;
            }
            if let Some(found) = p.simple_stmts() {
                return Some(found);
            }
            p.bad(|p| {
                p.t(T::Newline)?;
                p.not(|p| p.t(T::Indent))?;
                p.raise_last(ErrorKind::IndentationError, "expected an indented block")
            });
            None
        })
    }

    fn compound_stmt(&mut self) -> P {
        let kind = self.peek_kind()?;
        match kind {
            T::Def => self.alt(Self::function),
            T::Class => self.alt(Self::class),
            T::At => {
                // Decorators belong to whichever follows.
                self.alt(|p| {
                    p.decorators()?;
                    p.function()
                })
                .or_else(|| {
                    self.alt(|p| {
                        p.decorators()?;
                        p.class()
                    })
                })
            }
            T::Async => {
                self.alt(Self::function).or_else(|| self.alt(Self::with)).or_else(|| self.alt(Self::for_stmt))
            }
            T::If => self.alt(|p| p.if_stmt(T::If)),
            T::With => self.alt(Self::with),
            T::For => self.alt(Self::for_stmt),
            T::Try => self.alt(Self::try_stmt),
            T::While => self.alt(Self::while_stmt),
            _ => self.alt(Self::match_stmt),
        }
    }

    fn decorators(&mut self) -> P {
        self.some(|p| {
            p.t(T::At)?;
            let found = p.named_expression()?;
            p.t(T::Newline)?;
            Some(found)
        })
        .map(|found| found[0])
    }

    fn class(&mut self) -> P {
        let head = |p: &mut Self| {
            let word = p.t(T::Class)?;
            p.name()?;
            p.alt(Self::type_params);
            p.alt(|p| {
                p.t(T::Lpar)?;
                p.alt(Self::arguments);
                p.t(T::Rpar)
            });
            Some(word)
        };
        self.bad(|p| {
            let word = head(p)?;
            p.alt(Self::missing_colon);
            p.t(T::Colon)?;
            p.missing_block(word, "class definition")
        });
        let word = head(self)?;
        self.t(T::Colon)?;
        self.block()?;
        Some(word)
    }

    fn signature(&mut self) -> P {
        self.t(T::Lpar)?;
        self.alt(|p| p.parameters_of(false));
        let close = self.t(T::Rpar)?;
        self.alt(Self::returns);
        Some(close)
    }

    /// The type comment of a function: behind its colon or on a line of its own before the block.
    fn function_comment(&mut self) -> P {
        if let Some(found) = self.alt(|p| {
            p.t(T::Newline)?;
            let found = p.t(T::TypeComment)?;
            let block = p.ahead(|p| {
                p.t(T::Newline)?;
                p.t(T::Indent)
            });
            block.then_some(found)
        }) {
            return Some(found);
        }
        self.bad(|p| {
            p.t(T::TypeComment)?;
            p.t(T::Newline)?;
            p.t(T::TypeComment)?;
            p.t(T::Newline)?;
            p.t(T::Indent)?;
            p.raise_last(ErrorKind::SyntaxError, "Cannot have two type comments on def")
        });
        self.t(T::TypeComment)
    }

    fn returns(&mut self) -> P {
        self.t(T::Rarrow)?;
        self.expression()
    }

    fn function(&mut self) -> P {
        self.bad(|p| {
            p.t(T::Async);
            let word = p.t(T::Def)?;
            p.name()?;
            p.alt(Self::type_params);
            p.signature()?;
            p.t(T::Colon)?;
            p.missing_block(word, "function definition")
        });
        self.bad(|p| {
            p.t(T::Async);
            p.t(T::Def)?;
            p.name()?;
            p.alt(Self::type_params);
            p.forced(T::Lpar, "(")?;
            p.alt(|p| p.parameters_of(false));
            p.t(T::Rpar)?;
            p.alt(Self::returns);
            p.forced(T::Colon, ":")?;
            p.alt(Self::function_comment);
            p.block()
        });
        let first = self.t(T::Async);
        let word = self.t(T::Def)?;
        self.name()?;
        self.alt(Self::type_params);
        self.signature()?;
        self.t(T::Colon)?;
        self.alt(Self::function_comment);
        self.block()?;
        if first.is_some() {
            self.since(5, "Async functions are")?;
        }
        Some(word)
    }

    /// `if` and `elif` alike.
    fn if_stmt(&mut self, keyword: T) -> P {
        let rule = move |p: &mut Self| {
            p.bad(|p| {
                let word = p.t(keyword)?;
                let test = p.named_expression()?;
                p.alt(Self::missing_colon);
                p.t(T::Colon)?;
                let (at, what) =
                    if keyword == T::If { (test, "'if' statement") } else { (word, "'elif' statement") };
                p.missing_block(at, what)
            });
            let word = p.t(keyword)?;
            p.named_expression()?;
            p.t(T::Colon)?;
            p.block()?;
            if p.alt(|p| p.if_stmt(T::Elif)).is_none() {
                p.alt(Self::else_block);
            }
            Some(word)
        };
        if keyword == T::Elif { self.memo(Rule::Elif, rule) } else { rule(self) }
    }

    fn else_block(&mut self) -> P {
        self.bad(|p| {
            let word = p.t(T::Else)?;
            p.t(T::Colon)?;
            p.alt(|p| p.missing_block(word, "'else' statement"));
            p.block()?;
            p.t(T::Elif)?;
            p.raise_last(ErrorKind::SyntaxError, "'elif' block follows an 'else' block")
        });
        self.t(T::Else)?;
        self.forced(T::Colon, ":")?;
        self.block()
    }

    fn while_stmt(&mut self) -> P {
        self.bad(|p| {
            let word = p.t(T::While)?;
            p.named_expression()?;
            p.alt(Self::missing_colon);
            p.t(T::Colon)?;
            p.missing_block(word, "'while' statement")
        });
        let word = self.t(T::While)?;
        self.named_expression()?;
        self.t(T::Colon)?;
        self.block()?;
        self.alt(Self::else_block);
        Some(word)
    }

    fn for_stmt(&mut self) -> P {
        self.bad(|p| {
            p.t(T::Async);
            let word = p.t(T::For)?;
            p.star_targets()?;
            p.t(T::In)?;
            p.star_expressions()?;
            p.alt(Self::missing_colon);
            p.t(T::Colon)?;
            p.missing_block(word, "'for' statement")
        });
        let mut committed = false;
        let found = self.alt(|p| {
            let first = p.t(T::Async);
            let word = p.t(T::For)?;
            p.star_targets()?;
            p.t(T::In)?;
            committed = true;
            p.star_expressions()?;
            p.t(T::Colon)?;
            p.t(T::TypeComment);
            p.block()?;
            p.alt(Self::else_block);
            if first.is_some() {
                p.since(5, "Async for loops are")?;
            }
            Some(word)
        });
        if found.is_none() && !committed {
            self.bad(Self::invalid_for_target);
        }
        found
    }

    fn with_items(&mut self, bracketed: bool) -> P {
        let item = |p: &mut Self| {
            let found = if bracketed { p.expressions()? } else { p.expression()? };
            p.alt(|p| {
                p.t(T::As)?;
                p.star_target()
            });
            Some(found)
        };
        self.gather(T::Comma, item).map(|items| items[0])
    }

    fn with(&mut self) -> P {
        let in_brackets = |p: &mut Self| {
            p.t(T::Lpar)?;
            p.with_items(true)?;
            p.t(T::Comma);
            p.t(T::Rpar)
        };
        for bracketed in [false, true] {
            self.bad(|p| {
                p.t(T::Async);
                let word = p.t(T::With)?;
                if bracketed {
                    in_brackets(p)?
                } else {
                    p.with_items(false)?
                };
                p.t(T::Colon)?;
                p.missing_block(word, "'with' statement")
            });
        }
        let found = self.alt(|p| {
            let first = p.t(T::Async);
            let word = p.t(T::With)?;
            p.t(T::Lpar)?;
            p.gather(T::Comma, Self::with_item)?;
            p.t(T::Comma);
            p.t(T::Rpar)?;
            p.with_block(first)?;
            Some(word)
        });
        let found = found.or_else(|| {
            self.alt(|p| {
                let first = p.t(T::Async);
                let word = p.t(T::With)?;
                p.gather(T::Comma, Self::with_item)?;
                p.with_block(first)?;
                Some(word)
            })
        });
        if found.is_none() {
            for bracketed in [false, true] {
                self.bad(|p| {
                    p.t(T::Async);
                    p.t(T::With)?;
                    if bracketed {
                        in_brackets(p)?
                    } else {
                        p.with_items(false)?
                    };
                    p.missing_colon()
                });
            }
        }
        found
    }

    /// The colon of a `with` and its block; `first` is the `async` before it.
    fn with_block(&mut self, first: P) -> Option<()> {
        self.t(T::Colon)?;
        self.t(T::TypeComment);
        self.block()?;
        if first.is_some() { self.since(5, "Async with statements are") } else { Some(()) }
    }

    fn with_item(&mut self) -> P {
        const END: [T; 3] = [T::Comma, T::Rpar, T::Colon];
        if let Some(found) = self.alt(|p| {
            let found = p.expression()?;
            p.t(T::As)?;
            p.star_target()?;
            p.next_is(&END).then_some(found)
        }) {
            return Some(found);
        }
        self.bad(|p| {
            p.expression()?;
            p.t(T::As)?;
            let a = p.expression()?;
            if !p.next_is(&END) {
                return None;
            }
            p.raise_target(a, Targets::Star)
        });
        self.expression()
    }

    fn try_stmt(&mut self) -> P {
        self.bad(Self::invalid_try);
        let head = |p: &mut Self| {
            let word = p.t(T::Try)?;
            p.forced(T::Colon, ":")?;
            p.block()?;
            Some(word)
        };
        if let Some(found) = self.alt(|p| {
            let word = head(p)?;
            p.finally()?;
            Some(word)
        }) {
            return Some(found);
        }
        for star in [false, true] {
            if let Some(found) = self.alt(|p| {
                let word = head(p)?;
                p.some(|p| p.except(star))?;
                p.alt(Self::else_block);
                p.alt(Self::finally);
                if star {
                    p.since(11, "Exception groups are")?;
                }
                Some(word)
            }) {
                return Some(found);
            }
        }
        None
    }

    fn invalid_try(&mut self) -> P {
        let word = self.t(T::Try)?;
        self.t(T::Colon)?;
        self.alt(|p| p.missing_block(word, "'try' statement"));
        self.alt(|p| {
            p.block()?;
            p.not(|p| p.any(&[T::Except, T::Finally]))?;
            p.raise_last(ErrorKind::SyntaxError, "expected 'except' or 'finally' block")
        });
        let both = "cannot have both 'except' and 'except*' on the same 'try'";
        self.alt(|p| {
            p.many(Self::block);
            p.some(|p| p.except(false))?;
            let a = p.t(T::Except)?;
            let b = p.t(T::Star)?;
            p.expression()?;
            p.alt(Self::as_target);
            p.t(T::Colon)?;
            p.raise_range(a, b, both)
        });
        self.alt(|p| {
            p.many(Self::block);
            p.some(|p| p.except(true))?;
            let a = p.t(T::Except)?;
            p.alt(|p| {
                p.expression()?;
                p.alt(Self::as_target);
                Some(())
            });
            p.t(T::Colon)?;
            p.raise_at(a, both)
        })
    }

    fn as_target(&mut self) -> P {
        self.t(T::As)?;
        self.name()
    }

    fn except_words(&mut self, star: bool) -> P {
        let word = self.t(T::Except)?;
        if star {
            self.t(T::Star)?;
        }
        Some(word)
    }

    fn except(&mut self, star: bool) -> P {
        let what = if star { "'except*' statement" } else { "'except' statement" };
        self.bad(|p| {
            let word = p.except_words(star)?;
            let typed = p.alt(|p| {
                p.expression()?;
                p.alt(Self::as_target);
                p.t(T::Colon)
            });
            if typed.is_none() {
                if star {
                    return None;
                }
                p.t(T::Colon)?;
            }
            p.missing_block(word, what)
        });
        let found = self.alt(|p| {
            let word = p.except_words(star)?;
            p.expression()?;
            if p.alt(|p| {
                p.t(T::Colon)?;
                p.block()
            })
            .is_some()
            {
                return Some(word);
            }
            p.as_target()?;
            p.t(T::Colon)?;
            p.block()?;
            Some(word)
        });
        let found = found.or_else(|| {
            self.alt(|p| {
                let word = p.except_words(star)?;
                p.expressions()?;
                p.t(T::Colon)?;
                p.block()?;
                p.since(14, "except expressions without parentheses are")?;
                Some(word)
            })
        });
        let found = found.or_else(|| {
            self.alt(|p| {
                if star {
                    return None;
                }
                let word = p.except_words(star)?;
                p.t(T::Colon)?;
                p.block()?;
                Some(word)
            })
        });
        if found.is_none() {
            self.bad(|p| p.invalid_except(star));
        }
        found
    }

    fn invalid_except(&mut self, star: bool) -> P {
        self.alt(|p| {
            p.except_words(star)?;
            let a = p.expression()?;
            p.t(T::Comma)?;
            p.expressions()?;
            p.as_target()?;
            p.t(T::Colon)?;
            p.raise_from(a, "multiple exception types must be parenthesized when using 'as'")
        });
        self.alt(|p| {
            p.except_words(star)?;
            p.expression()?;
            p.alt(Self::as_target);
            p.missing_colon()
        });
        self.alt(|p| {
            p.except_words(star)?;
            if !star {
                return p.missing_colon();
            }
            p.any(&[T::Newline, T::Colon])?;
            p.raise_last(ErrorKind::SyntaxError, "expected one or more exception types")
        });
        self.alt(|p| {
            p.except_words(star)?;
            p.expression()?;
            p.t(T::As)?;
            let a: Node = p.expression()?;
            p.t(T::Colon)?;
            p.block()?;
            let which = if star { "except*" } else { "except" };
            p.raise_at(a, format!("cannot use {which} statement with {}", a.kind.name()))
        })
    }

    fn finally(&mut self) -> P {
        self.bad(|p| {
            let word = p.t(T::Finally)?;
            p.t(T::Colon)?;
            p.missing_block(word, "'finally' statement")
        });
        self.t(T::Finally)?;
        self.forced(T::Colon, ":")?;
        self.block()
    }

    fn match_stmt(&mut self) -> P {
        let found = self.alt(|p| {
            let word = p.soft("match")?;
            p.subject()?;
            p.t(T::Colon)?;
            p.t(T::Newline)?;
            p.t(T::Indent)?;
            p.some(Self::case)?;
            p.t(T::Dedent)?;
            p.since(10, "Pattern matching is")?;
            Some(word)
        });
        if found.is_none() {
            self.bad(|p| {
                let word = p.soft("match")?;
                p.subject()?;
                p.alt(Self::missing_colon);
                p.t(T::Colon)?;
                p.missing_block(word, "'match' statement")
            });
        }
        found
    }

    fn subject(&mut self) -> P {
        let from = self.mark;
        self.alt(|p| {
            p.star_named_expression()?;
            p.t(T::Comma)?;
            p.alt(Self::star_named_expressions);
            Some(p.node(from, Kind::Tuple))
        })
        .or_else(|| self.named_expression())
    }

    fn guard(&mut self) -> P {
        self.t(T::If)?;
        self.named_expression()
    }

    fn case(&mut self) -> P {
        self.bad(|p| {
            let word = p.soft("case")?;
            p.patterns()?;
            p.alt(Self::guard);
            p.alt(Self::missing_colon);
            p.t(T::Colon)?;
            p.missing_block(word, "'case' statement")
        });
        let word = self.soft("case")?;
        self.patterns()?;
        self.alt(Self::guard);
        self.t(T::Colon)?;
        self.block()?;
        Some(word)
    }
}
