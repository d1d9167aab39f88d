//! What became of a program's guard sites when it ran.

use crate::input::Failure;
use crate::json;
use crate::opt::Passes;
use pyopt::Program;
use pyopt::vm::guards::{GuardBreak, GuardStats};
use pyopt::vm::listing::SiteState;
use std::ffi::OsString;

/// A run, seen from its guards.
pub struct AtRunTime {
    /// The exit status.
    pub status: u8,
    /// The totals, modules that the program imported included.
    pub stats: GuardStats,
    /// The program's own sites.
    pub sites: Vec<Site>,
}

/// One site.
pub struct Site {
    /// How it stands at the end.
    pub state: SiteState,
    /// What broke it, how often, in the order in which it was first seen. The first hundred breaks of a run are known.
    pub breakers: Vec<Breaker>,
}

/// What broke a site.
#[derive(PartialEq, Eq)]
pub struct Breaker {
    /// The name whose value changed.
    pub name: String,
    /// File and line of the statement that did it.
    pub by: Option<(String, u32)>,
    /// How often.
    pub times: usize,
}

impl AtRunTime {
    /// Runs the program.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn of(passes: &Passes, program: (Program, String), args: &[OsString]) -> Result<AtRunTime, Failure> {
        let shown =
            if matches!(program.0, Program::File(_)) { program.1.clone() } else { "<string>".to_owned() };
        let (status, seen) = crate::run::and_look(passes, program, args, |vm, code| {
            let file = code.object().filename.to_string();
            (vm.guard_sites(code), vm.guard_stats.clone(), file)
        })?;
        let (states, mut stats, file) = seen.unwrap_or_default();
        // The program's own file is called as the user calls it.
        for own in stats.breaks.iter_mut().filter_map(|found| found.by.as_mut()).filter(|by| by.0 == file) {
            own.0.clone_from(&shown);
        }
        let site = |state: SiteState| Site { breakers: breakers(&state, &file, &stats.breaks), state };
        let sites = states.into_iter().map(site).collect();
        Ok(AtRunTime { status, stats, sites })
    }

    /// As one JSON object.
    pub fn json(&self) -> String {
        let sites = self.sites.iter().map(|Site { state, breakers }| {
            let by = breakers.iter().map(|Breaker { name, by, times }| {
                let place = by.as_ref().map_or("\"file\": null, \"line\": null".to_owned(), |(file, line)| {
                    format!("\"file\": {}, \"line\": {line}", json::string(file))
                });
                format!("{{\"changed\": {}, {place}, \"times\": {times}}}", json::string(name))
            });
            format!(
                "{{\"function\": {}, \"line\": {}, \"guards\": {}, \"armed\": {}, \"resting\": {}, \"breaks\": {}, \"by\": {}}}",
                json::string(&state.function),
                state.line.map_or("null".to_owned(), |line| line.to_string()),
                json::array(state.guards.iter().map(|guard| json::string(guard))),
                state.armed,
                state.resting,
                state.breaks,
                json::array(by)
            )
        });
        let GuardStats { armed, patched, rearmed, .. } = self.stats;
        format!(
            "{{\"status\": {}, \"armed\": {armed}, \"patched\": {patched}, \"rearmed\": {rearmed}, \"sites\": {}}}",
            self.status,
            json::array(sites)
        )
    }
}

fn breakers(state: &SiteState, file: &str, breaks: &[GuardBreak]) -> Vec<Breaker> {
    let mut all: Vec<Breaker> = Vec::new();
    if state.breaks == 0 {
        return all;
    }
    // A key that is no str may stand for any name.
    let depends = |name: &str| {
        name.starts_with("a key of ")
            || state.guards.iter().any(|g| g.rsplit([':', '.']).next() == Some(name))
    };
    let here = |found: &&GuardBreak| {
        let place = (&found.site.0, Some(found.site.1));
        found.file == file && place == (&state.function, state.line) && depends(&found.name)
    };
    for GuardBreak { name, by, .. } in breaks.iter().filter(here) {
        match all.iter_mut().find(|known| known.name == *name && known.by == *by) {
            Some(known) => known.times += 1,
            None => all.push(Breaker { name: name.clone(), by: by.clone(), times: 1 }),
        }
    }
    all
}
