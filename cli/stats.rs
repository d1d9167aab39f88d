//! `--stats`: what happened to guard sites, on standard error when the program is done.

use crate::json::string as quote;
use pyopt::vm::guards::{GuardBreak, GuardStats};
use std::fmt::Write;

/// How statistics are printed.
#[derive(clap::ValueEnum, Clone, Copy, Debug)]
pub enum StatsFormat {
    /// Lines for people.
    Text,
    /// One JSON object.
    Json,
}

/// Prints the statistics of a run.
pub fn print(stats: &GuardStats, format: StatsFormat) {
    match format {
        StatsFormat::Text => eprint!("{}", text(stats)),
        StatsFormat::Json => eprintln!("{}", json(stats)),
    }
}

fn text(stats: &GuardStats) -> String {
    let GuardStats { armed, patched, rearmed, breaks } = stats;
    let mut out = format!("guard sites: {armed} armed, {patched} patched, {rearmed} armed again\n");
    for GuardBreak { name, site: (function, line), by } in breaks {
        let _ = write!(out, "  {function}, line {line}: {name} changed");
        if let Some((file, line)) = by {
            let _ = write!(out, " at {file}, line {line}");
        }
        out.push('\n');
    }
    out
}

fn json(stats: &GuardStats) -> String {
    let breaks = stats.breaks.iter().map(|b| {
        let by = b.by.as_ref().map_or("null".to_owned(), |(file, line)| {
            format!("{{\"file\":{},\"line\":{line}}}", quote(file))
        });
        let (function, line) = (quote(&b.site.0), b.site.1);
        format!("{{\"changed\":{},\"function\":{function},\"line\":{line},\"by\":{by}}}", quote(&b.name))
    });
    format!(
        "{{\"guards\":{{\"armed\":{},\"patched\":{},\"rearmed\":{},\"breaks\":[{}]}}}}",
        stats.armed,
        stats.patched,
        stats.rearmed,
        breaks.collect::<Vec<_>>().join(",")
    )
}
