//! The type of a function: what `ast.parse` reads in the mode `func_type`.

use super::*;

impl<'a> Parser<'a> {
    /// `(int, *str, **Any) -> None`: types in parentheses without a comma at the end, then the type of the result.
    pub(in super::super) fn function_type(&mut self) -> Res<(Vec<Expr>, Expr)> {
        self.expect(T::Lpar)?;
        let (mut types, mut starred) = (Vec::new(), None);
        while self.next != T::Rpar {
            match (self.next, starred) {
                (T::Star, None) | (T::DoubleStar, None | Some(T::Star)) => {
                    starred = Some(self.next);
                    self.advance();
                }
                (_, None) => {}
                _ => return Err(self.unexpected()),
            }
            types.push(self.expression()?);
            if !self.eat(T::Comma) {
                break;
            }
            if self.next == T::Rpar {
                return Err(self.unexpected());
            }
        }
        self.expect(T::Rpar)?;
        self.expect(T::Rarrow)?;
        let returns = self.expression()?;
        while self.next == T::Newline {
            self.advance();
        }
        if self.next != T::EndOfFile {
            return Err(self.unexpected());
        }
        Ok((types, returns))
    }
}
