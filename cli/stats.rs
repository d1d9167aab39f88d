//! `--stats`: what happened to guard sites and to memory, on standard error when the program is done.

use crate::json::string as quote;
use pyopt::heap::HeapStats;
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
pub fn print(stats: &GuardStats, heap: &HeapStats, format: StatsFormat) {
    match format {
        StatsFormat::Text => eprint!("{}", text(stats, heap)),
        StatsFormat::Json => eprintln!("{}", json(stats, heap)),
    }
}

fn text(stats: &GuardStats, heap: &HeapStats) -> String {
    let GuardStats { armed, patched, rearmed, breaks } = stats;
    let mut out = format!("guard sites: {armed} armed, {patched} patched, {rearmed} armed again\n");
    for GuardBreak { name, site: (function, line), by, .. } in breaks {
        let _ = write!(out, "  {function}, line {line}: {name} changed");
        if let Some((file, line)) = by {
            let _ = write!(out, " at {file}, line {line}");
        }
        out.push('\n');
    }
    let HeapStats { allocated_bytes, young_collections, full_collections, live_bytes } = heap;
    let _ = writeln!(
        out,
        "collections: {young_collections} young, {full_collections} full; {allocated_bytes} bytes allocated before the \
         last, {live_bytes} of them alive behind it"
    );
    out
}

fn json(stats: &GuardStats, heap: &HeapStats) -> String {
    let breaks = stats.breaks.iter().map(|b| {
        let by = b.by.as_ref().map_or("null".to_owned(), |(file, line)| {
            format!("{{\"file\":{},\"line\":{line}}}", quote(file))
        });
        let (function, line) = (quote(&b.site.0), b.site.1);
        format!("{{\"changed\":{},\"function\":{function},\"line\":{line},\"by\":{by}}}", quote(&b.name))
    });
    format!(
        "{{\"guards\":{{\"armed\":{},\"patched\":{},\"rearmed\":{},\"breaks\":[{}]}},\
         \"memory\":{{\"young_collections\":{},\"full_collections\":{},\"allocated_bytes\":{},\"live_bytes\":{}}}}}",
        stats.armed,
        stats.patched,
        stats.rearmed,
        breaks.collect::<Vec<_>>().join(","),
        heap.young_collections,
        heap.full_collections,
        heap.allocated_bytes,
        heap.live_bytes
    )
}
