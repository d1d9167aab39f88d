//! Compiles many files at every level in one process, and verifies every code object.
//!
//! Paths come one a line on standard input; for each, one line goes out: the path, a tab, and `ok`, or the error and
//! its message. What only some levels accept, panics and invalid code are told apart in the verdict. Counts and
//! speed end up on standard error; the exit code is 1 if a verdict is neither acceptance nor an error of the source.

use pyopt_compiler::code::verify::verify_code;
use pyopt_compiler::syntax::{ParseMode, decode_source};
use pyopt_passes::{OptLevel, Options, compile};
use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

const LEVELS: [OptLevel; 3] = [OptLevel::None, OptLevel::Safe, OptLevel::Guarded];

/// Acceptance, or what is wrong with the source; the outer error is our own.
fn verdict(source: &str, path: &str, level: OptLevel) -> Result<String, String> {
    let options = Options { level, ..Options::default() };
    match catch_unwind(AssertUnwindSafe(|| compile(source, path, ParseMode::Exec, &options))) {
        Ok(Ok(compiled)) => match verify_code(&compiled.code) {
            Ok(()) => Ok("ok".into()),
            Err(error) => Err(format!("invalid code at {level:?}: {error}")),
        },
        Ok(Err(error)) => Ok(format!("{:?}: {}", error.kind, error.msg)),
        Err(_) => Err(format!("panic at {level:?}")),
    }
}

fn main() -> ExitCode {
    let (mut files, mut rejected, mut wrong) = (0_u32, 0_u32, 0_u32);
    let mut times = [Duration::ZERO; LEVELS.len()];
    let mut out = std::io::stdout().lock();
    for path in std::io::stdin().lock().lines().map_while(Result::ok) {
        files += 1;
        let decoded = std::fs::read(&path).map_err(|error| error.to_string()).and_then(|bytes| {
            decode_source(&bytes).map_err(|error| format!("{:?}: {}", error.kind, error.msg))
        });
        let result = match decoded {
            Err(message) => Ok(message),
            Ok(source) => {
                let verdicts = LEVELS.iter().zip(&mut times).map(|(&level, time)| {
                    let start = Instant::now();
                    let result = verdict(&source, &path, level);
                    *time += start.elapsed();
                    result
                });
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
    eprintln!("{files} files: {rejected} rejected, {wrong} wrong");
    for (level, time) in LEVELS.iter().zip(times) {
        let speed = f64::from(files) / time.as_secs_f64();
        eprintln!("{level:?}: {:.2} s, {speed:.0} files per second", time.as_secs_f64());
    }
    ExitCode::from(u8::from(wrong > 0))
}
