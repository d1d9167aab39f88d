//! `pyopt explain`: what the passes did to a program and what they left alone, said on its source like a compiler's
//! diagnostics.
//!
//! ```text
//! applied[A02]: binary folding
//!  --> program.py:3:5
//!   |
//! 3 | x = 2 + 3
//!   |     ^^^^^ `2 + 3` became `5`
//! ```
//!
//! Remarks stand in the order of the source. `--run` runs the program first and tells what became of its guard sites,
//! `--bytecode` tells of the rewrites of the graphs too. [`text`] is for people, this file is for programs.

mod run;
mod text;

use crate::input::{Failure, Input};
use crate::json;
use crate::opt::Passes;
use crate::remarks::Remarks;
use crate::terminal::{Look, print, print_line};
use pyopt_compiler::syntax::ParseMode;
use pyopt_passes::compile::Fired;
use pyopt_passes::{Id, Options, Remark, RemarkKind, compile};
use run::AtRunTime;
use std::collections::BTreeMap;
use std::ffi::OsString;

/// Say what was rewritten, what was not and why, and under which guards.
#[derive(clap::Args, Debug)]
pub struct Explain {
    #[command(flatten)]
    passes: Passes,
    /// Remarks as one JSON object: {file, guards, rewrites, missed, summary}, as `opt --json` has them.
    #[arg(long)]
    json: bool,
    /// Tell of the rewrites of the bytecode too.
    #[arg(long)]
    bytecode: bool,
    /// Run the program first, and tell what became of its guards; remarks follow what it writes.
    #[arg(long)]
    run: bool,
    #[command(flatten)]
    look: Look,
    #[command(flatten)]
    input: Input,
    /// Arguments of the program: --run.
    #[arg(value_name = "ARGS", trailing_var_arg = true, requires = "run")]
    args: Vec<OsString>,
}

/// All that is known about a program.
struct Report {
    source: String,
    filename: String,
    /// In source order.
    remarks: Vec<Remark>,
    /// By line, function and rewrite: how often.
    fired: BTreeMap<(u32, String, Id), usize>,
    run: Option<AtRunTime>,
}

/// How often each rewrite was made or refused.
type Counts = BTreeMap<Id, usize>;

impl Explain {
    /// Runs the command.
    ///
    /// # Errors
    /// When the program cannot be read or is not Python.
    pub fn run(&self) -> Result<(), Failure> {
        let (source, filename) = self.input.read()?;
        let options = Options { remarks: true, ..self.passes.options() };
        let compiled = compile(&source, &filename, ParseMode::Exec, &options)?;
        let mut remarks = compiled.remarks;
        // In one place they stay as they were made.
        remarks.sort_by_key(|remark| (remark.span.line, remark.span.col));
        let fired = if self.bytecode { count(compiled.fired) } else { BTreeMap::new() };
        let run = match self.run {
            true => Some(AtRunTime::of(&self.passes, self.input.program(), &self.args)?),
            false => None,
        };
        let report = Report { source, filename, remarks, fired, run };
        match self.json {
            true => print_line(&self.json(&report)),
            false => print(&text::render(&report, self.look)),
        }
    }

    fn json(&self, report: &Report) -> String {
        let (applied, missed) = report.counts();
        let counts = |counts: &Counts| {
            let members = counts.iter().map(|(id, count)| format!("\"{id}\": {count}"));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        };
        let mut members = vec![
            format!("\"file\": {}", json::string(&report.filename)),
            Remarks::of(&report.remarks).members(),
            format!("\"summary\": {{\"applied\": {}, \"missed\": {}}}", counts(&applied), counts(&missed)),
        ];
        if self.bytecode {
            let rows = report.fired.iter().map(|((line, function, id), count)| {
                format!(
                    "{{\"id\": \"{id}\", \"line\": {}, \"function\": {}, \"count\": {count}}}",
                    if *line == 0 { "null".to_owned() } else { line.to_string() },
                    json::string(function)
                )
            });
            members.push(format!("\"bytecode\": {}", json::array(rows)));
        }
        members.extend(report.run.as_ref().map(|run| format!("\"run\": {}", run.json())));
        format!("{{{}}}", members.join(", "))
    }
}

/// Rewrites of graphs, counted; line 0 is none.
fn count(fired: Vec<Fired>) -> BTreeMap<(u32, String, Id), usize> {
    let mut counted = BTreeMap::new();
    for Fired { id, qualname, line } in fired {
        *counted.entry((line.unwrap_or(0), qualname.to_string(), id)).or_default() += 1;
    }
    counted
}

impl Report {
    /// Applied and missed rewrites.
    fn counts(&self) -> (Counts, Counts) {
        let (mut applied, mut missed) = (Counts::new(), Counts::new());
        for remark in &self.remarks {
            let counts = match remark.kind {
                RemarkKind::Applied { .. } => &mut applied,
                RemarkKind::Missed { .. } => &mut missed,
            };
            *counts.entry(remark.id).or_default() += 1;
        }
        (applied, missed)
    }
}
