//! Measures the parser over many files: text to tree, and the tree's drop.
//!
//! ```text
//! find Lib -name '*.py' | cargo run --release -p pyopt-compiler --example parse_library -- [--repeat N]
//! ```
//!
//! Paths come one a line on standard input. All files are read and decoded first; then each round parses all of them.
//! The fastest round counts. The exit code is 0 whatever the files hold: this measures, tests judge.

use pyopt_compiler::syntax::{ParseMode, decode_source, parse};
use std::io::BufRead;
use std::process::ExitCode;
use std::time::{Duration, Instant};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let repeat: u32 = match (args.next().as_deref(), args.next().and_then(|count| count.parse().ok())) {
        (None, _) => 1,
        (Some("--repeat"), Some(count)) => count,
        _ => {
            eprintln!("usage: parse_library [--repeat N] < paths");
            return ExitCode::from(2);
        }
    };
    let paths: Vec<String> = std::io::stdin().lock().lines().map_while(Result::ok).collect();
    let sources: Vec<(&str, String)> = paths
        .iter()
        .filter_map(|path| {
            let bytes = std::fs::read(path).ok()?;
            Some((path.as_str(), decode_source(&bytes).ok()?))
        })
        .collect();
    let megabytes = sources.iter().map(|(_, text)| text.len()).sum::<usize>() as f64 / 1e6;
    let (mut best_parse, mut best_drop, mut rejected) = (Duration::MAX, Duration::MAX, 0);
    for _ in 0..repeat.max(1) {
        let (mut parsing, mut dropping) = (Duration::ZERO, Duration::ZERO);
        rejected = 0;
        for (path, source) in &sources {
            let start = Instant::now();
            let parsed = parse(source, path, ParseMode::Exec);
            let end = Instant::now();
            rejected += u32::from(parsed.is_err());
            drop(parsed);
            parsing += end - start;
            dropping += end.elapsed();
        }
        (best_parse, best_drop) = (best_parse.min(parsing), best_drop.min(dropping));
    }
    let speed = |time: Duration| megabytes / time.as_secs_f64();
    println!(
        "{} files, {megabytes:.1} MB, {rejected} rejected: parse {:.1} MB/s, drop {:.1} MB/s, both {:.1} MB/s",
        sources.len(),
        speed(best_parse),
        speed(best_drop),
        speed(best_parse + best_drop)
    );
    ExitCode::SUCCESS
}
