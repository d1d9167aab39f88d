//! Remarks of the passes as JSON: `opt --json` and `explain --json` say them in the same words.

use crate::json;
use pyopt_compiler::code::dis::fact_name;
use pyopt_compiler::syntax::ast::Span;
use pyopt_passes::{Remark, RemarkKind};
use std::collections::BTreeSet;

/// Remarks, as far as they are JSON already.
#[derive(Default)]
pub struct Remarks {
    /// The facts that rewrites depend on.
    pub guards: BTreeSet<String>,
    /// `{id, line, col, before, after, guards}`
    pub rewrites: Vec<String>,
    /// `{id, line, col, reason}`, and `because: {line, col}` where one place stands in the way
    pub missed: Vec<String>,
}

impl Remarks {
    /// In the order of the remarks.
    pub fn of<'r>(remarks: impl IntoIterator<Item = &'r Remark>) -> Remarks {
        let mut all = Remarks::default();
        let at = |span: &Span| format!("\"line\": {}, \"col\": {}", span.line, span.col);
        for remark in remarks {
            let place = format!("\"id\": \"{}\", {}", remark.id, at(&remark.span));
            match &remark.kind {
                RemarkKind::Applied { before, after, guards: facts } => {
                    let facts: Vec<String> = facts.iter().map(fact_name).collect();
                    all.guards.extend(facts.iter().cloned());
                    all.rewrites.push(format!(
                        "{{{place}, \"before\": {}, \"after\": {}, \"guards\": {}}}",
                        json::string(before),
                        json::string(after),
                        json::array(facts.iter().map(|fact| json::string(fact)))
                    ));
                }
                RemarkKind::Missed { reason, cause } => {
                    let cause =
                        cause.map_or(String::new(), |span| format!(", \"because\": {{{}}}", at(&span)));
                    all.missed.push(format!("{{{place}, \"reason\": {}{cause}}}", json::string(reason)));
                }
            }
        }
        all
    }

    /// The members `guards`, `rewrites` and `missed` of an object.
    pub fn members(self) -> String {
        format!(
            "\"guards\": {}, \"rewrites\": {}, \"missed\": {}",
            json::array(self.guards.iter().map(|fact| json::string(fact))),
            json::array(self.rewrites),
            json::array(self.missed)
        )
    }
}

/// What a guard without facts says.
pub const NO_FACTS: &str = "nobody tracing";

/// What runs while the guards hold: of `fast if ⟦…⟧ else before`, or of the statements of `if ⟦…⟧: fast else: before`.
/// A guard may have no facts: then it says that nobody traces.
pub fn fast_path(before: &str, after: &str) -> Option<String> {
    let expression = || {
        let (fast, guard) = after.strip_suffix(before)?.strip_suffix(" else ")?.rsplit_once(" if ⟦")?;
        guard.ends_with('⟧').then(|| fast.to_owned())
    };
    let statements = || {
        let slow: String = before.lines().map(|line| format!("\n    {line}")).collect();
        let (_, fast) =
            after.strip_prefix("if ⟦")?.strip_suffix(&slow)?.strip_suffix("\nelse:")?.split_once('\n')?;
        Some(
            fast.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n"),
        )
    };
    expression().or_else(statements)
}
