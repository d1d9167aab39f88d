//! `--stats`: what happened to guard sites and to memory, on standard error when the program is done; how often
//! which instruction ran, in builds that count it.

use crate::json::string as quote;
use pyopt::heap::HeapStats;
use pyopt::vm::counts::{InstructionCount, InstructionCounts};
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

/// What is told of a run.
pub struct Stats {
    pub guards: GuardStats,
    pub heap: HeapStats,
    /// Only some builds count instructions.
    pub instructions: Option<InstructionCounts>,
}

/// So many instructions, and so many pairs of them, are told to people; JSON has all.
const MOST_FREQUENT: usize = 25;

impl Stats {
    /// Prints the statistics of a run.
    pub fn print(&self, format: StatsFormat) {
        match format {
            StatsFormat::Text => eprint!("{}", self.text()),
            StatsFormat::Json => eprintln!("{}", self.json()),
        }
    }

    fn text(&self) -> String {
        let GuardStats { armed, patched, rearmed, breaks } = &self.guards;
        let mut out = format!("guard sites: {armed} armed, {patched} patched, {rearmed} armed again\n");
        for GuardBreak { name, site: (function, line), by, .. } in breaks {
            let _ = write!(out, "  {function}, line {line}: {name} changed");
            if let Some((file, line)) = by {
                let _ = write!(out, " at {file}, line {line}");
            }
            out.push('\n');
        }
        let HeapStats {
            allocated_bytes,
            young_collections,
            full_collections,
            slices,
            longest_pause,
            markings_at_limit,
            live_bytes,
        } = self.heap;
        let _ = writeln!(
            out,
            "collections: {young_collections} young, {full_collections} full with {slices} slices, the longest pause \
             {:.1} ms; {allocated_bytes} bytes allocated before \
             the last, {live_bytes} of them alive behind it",
            longest_pause.as_secs_f64() * 1e3
        );
        if markings_at_limit > 0 {
            let _ = writeln!(
                out,
                "what lives was marked {markings_at_limit} times for requests beyond the limit"
            );
        }
        if let Some(counts) = &self.instructions {
            let (rows, pairs) = (counts.instructions(), counts.pairs());
            let total: u64 = rows.iter().map(|row| row.count).sum();
            let share = |count: u64| 100.0 * count as f64 / total as f64;
            let _ = writeln!(out, "instructions: {total}");
            for InstructionCount { name, count, .. } in rows.iter().take(MOST_FREQUENT) {
                let _ = writeln!(out, "  {count:12} {:5.1} %  {name}", share(*count));
            }
            out.push_str("pairs:\n");
            for (first, second, count) in pairs.iter().take(MOST_FREQUENT) {
                let _ = writeln!(out, "  {count:12} {:5.1} %  {first} {second}", share(*count));
            }
        }
        out
    }

    fn json(&self) -> String {
        let Stats { guards, heap, instructions } = self;
        let breaks = guards.breaks.iter().map(|b| {
            let by = b.by.as_ref().map_or("null".to_owned(), |(file, line)| {
                format!("{{\"file\":{},\"line\":{line}}}", quote(file))
            });
            let (function, line) = (quote(&b.site.0), b.site.1);
            format!("{{\"changed\":{},\"function\":{function},\"line\":{line},\"by\":{by}}}", quote(&b.name))
        });
        let mut out = format!(
            "{{\"guards\":{{\"armed\":{},\"patched\":{},\"rearmed\":{},\"breaks\":[{}]}},\
             \"memory\":{{\"young_collections\":{},\"full_collections\":{},\"slices\":{},\"longest_pause_us\":{},\"markings_at_limit\":{},\"allocated_bytes\":{},\"live_bytes\":{}}}",
            guards.armed,
            guards.patched,
            guards.rearmed,
            breaks.collect::<Vec<_>>().join(","),
            heap.young_collections,
            heap.full_collections,
            heap.slices,
            heap.longest_pause.as_micros(),
            heap.markings_at_limit,
            heap.allocated_bytes,
            heap.live_bytes
        );
        if let Some(counts) = instructions {
            let rows = counts.instructions();
            let rows = rows.iter().map(|InstructionCount { name, span, count }| {
                format!("{{\"name\":{},\"span\":{span},\"count\":{count}}}", quote(name))
            });
            let pairs = counts.pairs();
            let pairs =
                pairs.iter().map(|(first, second, n)| format!("[{},{},{n}]", quote(first), quote(second)));
            let (rows, pairs): (Vec<_>, Vec<_>) = (rows.collect(), pairs.collect());
            let _ = write!(out, ",\"instructions\":[{}],\"pairs\":[{}]", rows.join(","), pairs.join(","));
        }
        out.push('}');
        out
    }
}
