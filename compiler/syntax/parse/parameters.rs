//! Parameters of functions and lambdas, and type parameters.

use super::*;
use crate::map::Set;

/// Up to so many parameters are compared each with each.
const FEW: usize = 8;

/// What annotations a parameter may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Annotated {
    /// None: it is a lambda's.
    No,
    Yes,
    /// `*args: *Ts` as well.
    Starred,
}

impl<'a> Parser<'a> {
    /// The parameters of a lambda, up to its colon.
    #[inline(never)]
    pub(super) fn lambda_parameters(&mut self) -> Res<Arguments> {
        let mut out = Arguments::default();
        self.parameter_list(&mut out, T::Colon, Annotated::No)?;
        Ok(out)
    }

    /// The parameters of a function with their parentheses.
    pub(super) fn parameters(&mut self) -> Res<Arguments> {
        self.expect(T::Lpar)?;
        let mut out = Arguments::default();
        self.parameter_list(&mut out, T::Rpar, Annotated::Yes)?;
        self.expect(T::Rpar)?;
        Ok(out)
    }

    fn parameter_list(&mut self, out: &mut Arguments, close: T, annotated: Annotated) -> Res<()> {
        let mut slash = false;
        while self.next != close {
            let mut last = None;
            match self.next {
                T::Star => {
                    self.starred_parameters(out, close, annotated)?;
                    break;
                }
                T::DoubleStar => {
                    self.double_starred_parameter(out, annotated)?;
                    break;
                }
                T::Slash if !slash && !out.args.is_empty() => {
                    slash = true;
                    self.advance();
                    out.posonlyargs = std::mem::take(&mut out.args);
                }
                _ => {
                    let start = self.at;
                    last = Some(start);
                    let arg = self.parameter(annotated)?;
                    out.args.push(arg);
                    if self.eat(T::Equal) {
                        out.defaults.push(self.expression()?);
                    } else if !out.defaults.is_empty() {
                        self.rewind(start);
                        return Err(self.unexpected());
                    }
                }
            }
            if !self.end_of_parameter(last, annotated) {
                break;
            }
        }
        self.check_duplicates(out);
        Ok(())
    }

    /// Takes the comma behind a parameter and the type comment behind that; returns whether the comma was there. `of` is where
    /// the parameter started.
    #[inline]
    fn end_of_parameter(&mut self, of: Option<usize>, annotated: Annotated) -> bool {
        let comma = self.eat(T::Comma);
        if self.next == T::TypeComment
            && annotated != Annotated::No
            && let Some(of) = of
        {
            self.take_type_comment(of);
        }
        comma
    }

    /// `*args` or a bare `*`, and the parameters that can be given by name only.
    fn starred_parameters(&mut self, out: &mut Arguments, close: T, annotated: Annotated) -> Res<()> {
        let star = self.tokens[self.at];
        self.advance();
        let mut last = None;
        if self.next == T::Name {
            last = Some(self.at);
            let annotated = if annotated == Annotated::Yes { Annotated::Starred } else { annotated };
            out.vararg = Some(Box::new(self.parameter(annotated)?));
        }
        while self.end_of_parameter(last, annotated) && self.next != close {
            if self.next == T::DoubleStar {
                self.double_starred_parameter(out, annotated)?;
                break;
            }
            last = Some(self.at);
            let arg = self.parameter(annotated)?;
            out.kwonlyargs.push(arg);
            let default = if self.eat(T::Equal) { Some(self.expression()?) } else { None };
            out.kw_defaults.push(default);
        }
        if out.vararg.is_none() && out.kwonlyargs.is_empty() {
            let msg = "named arguments must follow bare *";
            return Err(RawError::syntax(msg, star.start as usize, star.end as usize));
        }
        Ok(())
    }

    /// `**kwargs`, behind which nothing but a comma may stand.
    fn double_starred_parameter(&mut self, out: &mut Arguments, annotated: Annotated) -> Res<()> {
        self.advance();
        let start = self.at;
        out.kwarg = Some(Box::new(self.parameter(annotated)?));
        self.end_of_parameter(Some(start), annotated);
        Ok(())
    }

    fn parameter(&mut self, annotated: Annotated) -> Res<Arg> {
        let start = self.at;
        let name = self.identifier()?;
        let mut annotation = None;
        if annotated != Annotated::No && self.eat(T::Colon) {
            let starred = annotated == Annotated::Starred && self.next == T::Star;
            annotation = Some(if starred { Box::new(self.starred()?) } else { self.boxed_expression()? });
        }
        Ok(Arg { name, annotation, span: self.span(start) })
    }

    /// CPython finds a name that repeats when it looks for scopes.
    fn check_duplicates(&mut self, args: &Arguments) {
        let count = args.posonlyargs.len() + args.args.len() + args.kwonlyargs.len();
        if count + usize::from(args.vararg.is_some()) + usize::from(args.kwarg.is_some()) < 2 {
            return;
        }
        let positional = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        let all = || positional.clone().chain(args.vararg.as_deref()).chain(args.kwarg.as_deref());
        let repeated = if count <= FEW {
            all().enumerate().find(|(i, arg)| all().take(*i).any(|other| other.name == arg.name))
        } else {
            let mut seen: Set<&str> = Set::default();
            all().enumerate().find(|(_, arg)| !seen.insert(&arg.name))
        };
        if let Some((_, arg)) = repeated {
            let msg = format!("duplicate argument '{}' in function definition", arg.name);
            self.fail_later(Stage::Scopes, self.error_at(arg.span, msg));
        }
    }

    /// Type parameters in brackets, if there are any.
    pub(super) fn type_params(&mut self) -> Res<Vec<TypeParam>> {
        let mut out = Vec::new();
        if !self.eat(T::Lsqb) {
            return Ok(out);
        }
        loop {
            out.push(self.type_param()?);
            if !self.eat(T::Comma) || self.next == T::Rsqb {
                break;
            }
        }
        self.expect(T::Rsqb)?;
        Ok(out)
    }

    fn type_param(&mut self) -> Res<TypeParam> {
        let start = self.at;
        let (kind, name) = match self.next {
            T::Star => {
                self.advance();
                (TypeParamKind::TypeVarTuple, self.identifier()?)
            }
            T::DoubleStar => {
                self.advance();
                (TypeParamKind::ParamSpec, self.identifier()?)
            }
            _ => {
                let name = self.identifier()?;
                let bound = if self.eat(T::Colon) { Some(self.boxed_expression()?) } else { None };
                (TypeParamKind::TypeVar { bound }, name)
            }
        };
        let mut default = None;
        if self.eat(T::Equal) {
            let starred = kind == TypeParamKind::TypeVarTuple && self.next == T::Star;
            default = Some(if starred { Box::new(self.starred()?) } else { self.boxed_expression()? });
        }
        Ok(TypeParam { kind, name, default, span: self.span(start) })
    }
}
