//! Compiles many files at every level in one process, verifies every code object, and measures the stages.
//!
//! ```text
//! find Lib -name '*.py' | cargo run --release -p pyopt-passes --example compile_library -- [--repeat N] > verdicts
//! ```
//!
//! Paths come one a line on standard input; for each, one line goes out: the path, a tab, and `ok`, or the error and
//! its message. What only some levels accept, panics and invalid code are told apart in the verdict. Speeds end up on
//! standard error: what `compile` takes (its result is dropped in that time, as a caller would), and each of its stages,
//! in milliseconds a megabyte of source; verification stands apart, since it is done by who runs code. With
//! `--repeat N`, the fastest of N runs counts for each file. The exit code is 1 if a verdict is neither acceptance nor an
//! error of the source.

use pyopt_compiler::code::verify::verify_code;
use pyopt_compiler::syntax::{ParseMode, decode_source};
use pyopt_passes::compile::Stages;
use pyopt_passes::{OptLevel, Options, compile};
use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

const LEVELS: [OptLevel; 3] = [OptLevel::None, OptLevel::Safe, OptLevel::Guarded];

/// What one level took.
#[derive(Clone, Copy, Default)]
struct Times {
    whole: Duration,
    verify: Duration,
    stages: Stages,
}

impl Times {
    fn add(&mut self, other: &Times) {
        self.whole += other.whole;
        self.verify += other.verify;
        self.stages.add(&other.stages);
    }
}

/// Acceptance, or what is wrong with the source; the outer error is our own.
fn verdict(source: &str, path: &str, level: OptLevel, times: &mut Times) -> Result<String, String> {
    let options = Options { level, time: true, ..Options::default() };
    let start = Instant::now();
    let compiled = catch_unwind(AssertUnwindSafe(|| compile(source, path, ParseMode::Exec, &options)));
    times.whole = start.elapsed();
    match compiled {
        Ok(Ok(compiled)) => {
            times.stages = compiled.stages;
            let start = Instant::now();
            let valid = verify_code(&compiled.code);
            times.verify = start.elapsed();
            let start = Instant::now();
            drop(compiled);
            times.whole += start.elapsed();
            valid.map(|()| "ok".into()).map_err(|error| format!("invalid code at {level:?}: {error}"))
        }
        Ok(Err(error)) => Ok(format!("{:?}: {}", error.kind, error.msg)),
        Err(_) => Err(format!("panic at {level:?}")),
    }
}

/// [`verdict`], with the times of the fastest of several runs.
fn fastest(
    repeat: u32,
    source: &str,
    path: &str,
    level: OptLevel,
    total: &mut Times,
) -> Result<String, String> {
    let mut best = Times::default();
    let mut result = verdict(source, path, level, &mut best)?;
    for _ in 1..repeat {
        let mut times = Times::default();
        result = verdict(source, path, level, &mut times)?;
        if times.whole < best.whole {
            best = times;
        }
    }
    total.add(&best);
    Ok(result)
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let repeat = match (args.next().as_deref(), args.next().and_then(|count| count.parse().ok())) {
        (None, _) => 1,
        (Some("--repeat"), Some(count)) => count,
        _ => {
            eprintln!("usage: compile_library [--repeat N] < paths");
            return ExitCode::from(2);
        }
    };
    let (mut files, mut bytes, mut rejected, mut wrong) = (0_u32, 0, 0_u32, 0_u32);
    let mut totals = [Times::default(); LEVELS.len()];
    let mut out = std::io::stdout().lock();
    for path in std::io::stdin().lock().lines().map_while(Result::ok) {
        files += 1;
        let decoded = std::fs::read(&path).map_err(|error| error.to_string()).and_then(|bytes| {
            decode_source(&bytes).map_err(|error| format!("{:?}: {}", error.kind, error.msg))
        });
        let result = match decoded {
            Err(message) => Ok(message),
            Ok(source) => {
                bytes += source.len();
                let verdicts = LEVELS
                    .iter()
                    .zip(&mut totals)
                    .map(|(&level, total)| fastest(repeat, &source, &path, level, total));
                verdicts.collect::<Result<Vec<_>, _>>().and_then(|mut all| {
                    all.dedup();
                    if all.len() > 1 {
                        Err(format!("the levels disagree: {all:?}"))
                    } else {
                        Ok(all.remove(0))
                    }
                })
            }
        };
        rejected += u32::from(result.as_ref().is_ok_and(|text| text != "ok"));
        wrong += u32::from(result.is_err());
        let text = result.unwrap_or_else(|text| format!("WRONG {text}"));
        if writeln!(out, "{path}\t{}", text.replace('\n', " ")).is_err() {
            break;
        }
    }
    let megabytes = bytes as f64 / 1e6;
    eprintln!("{files} files, {megabytes:.1} MB: {rejected} rejected, {wrong} wrong");
    for (level, times) in LEVELS.iter().zip(totals) {
        let seconds = times.whole.as_secs_f64();
        let (speed, rate) = (megabytes / seconds, f64::from(files) / seconds);
        eprintln!("{level:?}: {seconds:.2} s, {speed:.2} MB/s, {rate:.0} files per second");
        let share = |time: Duration| time.as_secs_f64() * 1e3 / megabytes;
        let mut rest = times.whole;
        let mut line = String::new();
        for (name, time) in times.stages.list() {
            rest = rest.saturating_sub(time);
            line += &format!("{name} {:.1}, ", share(time));
        }
        eprintln!("    ms/MB: {line}drop {:.1}; verify {:.1}", share(rest), share(times.verify));
    }
    ExitCode::from(u8::from(wrong > 0))
}
