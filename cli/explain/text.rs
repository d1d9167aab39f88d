//! Remarks for people, with the crate that draws the diagnostics of `cargo`.

use super::run::{Breaker, Site};
use super::{Counts, Report};
use crate::input::lines;
use crate::remarks::{NO_FACTS, fast_path};
use crate::terminal::Look;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use pyopt_compiler::code::dis::fact_name;
use pyopt_compiler::syntax::ast::Span;
use pyopt_passes::{Id, Remark, RemarkKind};
use std::fmt::Write;
use std::ops::Range;

/// Texts up to this length stand in the label, longer ones below.
const LABEL_MAX: usize = 48;
/// Lines of a text that are shown.
const LINES_MAX: usize = 10;
/// Places that are named one by one.
const PLACES_MAX: usize = 4;

/// One diagnostic; it sorts by its place, then by its kind.
enum Item<'r> {
    /// A rewrite that was made or refused, how often.
    Remark(&'r Remark, usize),
    /// A guard site that broke.
    Broken(&'r Site),
    /// Rewrites of graphs at one line.
    Graphs(Vec<(Id, usize)>),
}

/// The diagnostics in source order, and the summary.
pub fn render(report: &Report, look: Look) -> String {
    let renderer = if look.is_colored() { Renderer::styled() } else { Renderer::plain() };
    let renderer = look.width().map_or(renderer.clone(), |width| renderer.term_width(width));
    let excerpts = Excerpts::new(&report.source);
    let mut out = String::new();
    for (line, item) in items(report) {
        let group = match item {
            Item::Remark(remark, times) => remark_group(report, &excerpts, remark, times),
            Item::Broken(site) => broken_group(report, &excerpts, site),
            Item::Graphs(rewrites) => graphs_group(report, &excerpts, line, &rewrites),
        };
        let _ = writeln!(out, "{}\n", renderer.render(&[group]));
    }
    out + &summary(report)
}

fn items(report: &Report) -> Vec<(u32, Item<'_>)> {
    let mut items: Vec<(u32, Item<'_>)> = Vec::new();
    for remark in &report.remarks {
        // The same rewrite at the same place, in each copy of an unrolled body.
        let same = items.iter_mut().rev().take_while(|(line, _)| *line == remark.span.line);
        let same = same.into_iter().find_map(|(_, item)| match item {
            Item::Remark(known, times) if *known == remark => Some(times),
            _ => None,
        });
        match same {
            Some(times) => *times += 1,
            None => items.push((remark.span.line, Item::Remark(remark, 1))),
        }
    }
    let sites = report.run.iter().flat_map(|run| &run.sites).filter(|site| site.state.breaks > 0);
    items.extend(sites.map(|site| (site.state.line.unwrap_or(0), Item::Broken(site))));
    let mut lines: Vec<(u32, Vec<(Id, usize)>)> = Vec::new();
    for (&(line, _, id), &count) in &report.fired {
        match lines.last_mut() {
            Some((last, rewrites)) if *last == line => {
                match rewrites.iter_mut().find(|known| known.0 == id) {
                    Some(known) => known.1 += count,
                    None => rewrites.push((id, count)),
                }
            }
            _ => lines.push((line, vec![(id, count)])),
        }
    }
    // What belongs to no line is in the summary.
    items
        .extend(lines.into_iter().filter(|(line, _)| *line > 0).map(|(line, all)| (line, Item::Graphs(all))));
    let rank = |item: &Item<'_>| match item {
        Item::Remark(..) => 0,
        Item::Broken(_) => 1,
        Item::Graphs(_) => 2,
    };
    items.sort_by_key(|(line, item)| (*line, rank(item)));
    items
}

fn remark_group<'r>(
    report: &'r Report,
    excerpts: &Excerpts<'r>,
    remark: &'r Remark,
    times: usize,
) -> Group<'r> {
    let often = if times > 1 { format!(", {times} times") } else { String::new() };
    let title = format!("{}{often}", remark.id.name());
    let (level, mut label, mut notes, cause) = match &remark.kind {
        RemarkKind::Applied { before, after, guards } => {
            let short = |text: &str| text.chars().count() <= LABEL_MAX && !text.contains('\n');
            let guarded = fast_path(before, after);
            let is_guarded = guarded.is_some() || !guards.is_empty();
            let fast = guarded.unwrap_or_else(|| after.clone());
            let mut notes = Vec::new();
            let label = match (short(before), short(&fast)) {
                _ if fast.is_empty() => "went".to_owned(),
                (_, true) if fast == *before => "became one constant".to_owned(),
                (true, true) => format!("`{before}` became `{fast}`"),
                (false, true) => format!("became `{fast}`"),
                _ => {
                    notes.push(format!("became\n{}", cut(&fast)));
                    String::new()
                }
            };
            if is_guarded {
                let facts: Vec<String> = guards.iter().map(fact_name).collect();
                let state = report.run.as_ref().map_or(String::new(), |run| {
                    let here = |site: &&Site| {
                        site.state.line == Some(remark.span.line)
                            && facts.iter().all(|fact| site.state.guards.contains(fact))
                    };
                    run.sites.iter().find(here).map_or(String::new(), |site| format!("; {}", stands(site)))
                });
                let facts = if facts.is_empty() { NO_FACTS.to_owned() } else { facts.join(", ") };
                notes.push(format!("guarded by {facts}{state}"));
            }
            (Level::NOTE.with_name("applied"), label, notes, None)
        }
        RemarkKind::Missed { reason, cause } => {
            // What stands on the same line needs no telling where.
            let cause = cause.filter(|cause| cause.line != remark.span.line);
            let place = cause.map_or(String::new(), |cause| format!(", in line {}", cause.line));
            (Level::WARNING.with_name("missed"), format!("{reason}{place}"), Vec::new(), cause)
        }
    };
    let mut snippet = excerpts.snippet(report, remark.span, cause);
    if let Some(range) = excerpts.within(remark.span, snippet.1) {
        let mut annotation = AnnotationKind::Primary.span(range);
        if !label.is_empty() {
            annotation = annotation.label(std::mem::take(&mut label));
        }
        snippet.0 = snippet.0.annotation(annotation);
    } else {
        notes.insert(0, std::mem::take(&mut label));
    }
    if let Some(cause) = cause
        && let Some(range) = excerpts.within(cause, snippet.1)
    {
        snippet.0 = snippet.0.annotation(AnnotationKind::Context.span(range).label("this stands in the way"));
    }
    notes.retain(|note| !note.is_empty());
    let group = level.primary_title(title).id(remark.id.as_str()).element(snippet.0);
    group.elements(notes.into_iter().map(|note| Level::NOTE.no_name().message(note)))
}

fn cut(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().take(LINES_MAX).collect();
    if text.lines().count() > LINES_MAX {
        lines.push("…");
    }
    lines.join("\n")
}

/// How a site stands at the end of the run.
fn stands(site: &Site) -> &'static str {
    match (site.state.armed, site.state.resting, site.state.breaks) {
        (0, 0, _) => "never reached when it was run",
        (0, _, 0) => "not passed often enough to be armed",
        (0, ..) => "on its slow path at the end of the run",
        _ => "armed at the end of the run",
    }
}

fn broken_group<'r>(report: &'r Report, excerpts: &Excerpts<'r>, site: &'r Site) -> Group<'r> {
    let times = |n: usize| if n == 1 { "once".to_owned() } else { format!("{n} times") };
    let mut places: Vec<String> = site
        .breakers
        .iter()
        .take(PLACES_MAX)
        .map(|Breaker { name, by, times: n }| {
            let place = by.as_ref().map_or(String::new(), |(file, line)| format!(" in {file}:{line}"));
            let often = if site.breakers.len() > 1 { format!(" {}", times(*n)) } else { String::new() };
            match name.starts_with("a key of ") {
                true => format!("{name} stored{place}{often}"),
                false => format!("`{name}` rebound{place}{often}"),
            }
        })
        .collect();
    if site.breakers.len() > PLACES_MAX {
        places.push("…".to_owned());
    }
    let mut title = format!("guard broken at run time {}", times(site.state.breaks as usize));
    if !places.is_empty() {
        let _ = write!(title, ": {}", places.join(", "));
    }
    let line = site.state.line.unwrap_or(0);
    let (mut snippet, first) = excerpts.snippet(report, whole(line), None);
    if let Some(range) = excerpts.within(whole(line), first) {
        snippet = snippet.annotation(AnnotationKind::Primary.span(range).label(stands(site)));
    }
    let level = Level::ERROR.with_name("broken");
    level.primary_title(title).id(site.state.guards.join(", ")).element(snippet)
}

fn graphs_group<'r>(
    report: &'r Report,
    excerpts: &Excerpts<'r>,
    line: u32,
    rewrites: &[(Id, usize)],
) -> Group<'r> {
    let title: Vec<String> = rewrites
        .iter()
        .map(|(id, count)| match count {
            1 => format!("{id} {}", id.name()),
            _ => format!("{id} {} ×{count}", id.name()),
        })
        .collect();
    let (mut snippet, first) = excerpts.snippet(report, whole(line), None);
    if let Some(range) = excerpts.within(whole(line), first) {
        snippet = snippet.annotation(AnnotationKind::Primary.span(range));
    }
    Level::HELP.with_name("bytecode").primary_title(title.join(", ")).element(snippet)
}

/// A whole line.
fn whole(line: u32) -> Span {
    Span { line, col: 0, end_line: line, end_col: u32::MAX }
}

fn summary(report: &Report) -> String {
    let (applied, missed) = report.counts();
    let total = |counts: &Counts| counts.values().sum::<usize>();
    let rewrites = |n: usize| if n == 1 { "1 rewrite".to_owned() } else { format!("{n} rewrites") };
    let mut out =
        format!("{}: {} applied, {} missed\n", report.filename, rewrites(total(&applied)), total(&missed));
    let ids: std::collections::BTreeSet<Id> = applied.keys().chain(missed.keys()).copied().collect();
    for id in ids {
        let count = |counts: &Counts| counts.get(&id).copied().unwrap_or(0);
        let refused = match count(&missed) {
            0 => String::new(),
            n => format!(", {n} missed"),
        };
        let _ = writeln!(out, "  {id} {:<28} {:>4} applied{refused}", id.name(), count(&applied));
    }
    let mut graphs = Counts::new();
    for (&(_, _, id), count) in &report.fired {
        *graphs.entry(id).or_default() += count;
    }
    if !graphs.is_empty() {
        let _ = writeln!(out, "bytecode: {}", rewrites(total(&graphs)));
        for (id, count) in &graphs {
            let _ = writeln!(out, "  {id} {:<28} {count:>4} applied", id.name());
        }
    }
    if let Some(run) = &report.run {
        let stats = &run.stats;
        let _ = writeln!(
            out,
            "run: guard sites {} armed, {} patched, {} armed again, what it imports included; exit status {}",
            stats.armed, stats.patched, stats.rearmed, run.status
        );
    }
    out
}

/// The source, by lines.
struct Excerpts<'s> {
    lines: Vec<&'s str>,
}

impl<'s> Excerpts<'s> {
    fn new(source: &'s str) -> Excerpts<'s> {
        Excerpts { lines: lines(source) }
    }

    fn line(&self, number: u32) -> Option<&'s str> {
        self.lines.get((number as usize).checked_sub(1)?).copied()
    }

    /// The lines that hold the beginning of a span, and of another one; and the first one's number.
    fn snippet<'r>(
        &self,
        report: &'r Report,
        span: Span,
        other: Option<Span>,
    ) -> (Snippet<'r, annotate_snippets::Annotation<'r>>, u32) {
        let numbers = || std::iter::once(span.line).chain(other.map(|other| other.line));
        let (first, last) = (numbers().min().unwrap_or(0).max(1), numbers().max().unwrap_or(0).max(1));
        let text = (first..=last).map(|line| self.line(line).unwrap_or("")).collect::<Vec<_>>().join("\n");
        (Snippet::source(text).line_start(first as usize).path(report.filename.as_str()), first)
    }

    /// Where a span stands in an excerpt that begins at line `first`; of a span of several lines, its first one.
    fn within(&self, span: Span, first: u32) -> Option<Range<usize>> {
        let line = self.line(span.line)?;
        let skipped: usize =
            (first..span.line).map(|line| self.line(line).map_or(0, |line| line.len() + 1)).sum();
        let inside = |col: u32| {
            let mut at = (col as usize).min(line.len());
            while !line.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let end = if span.end_line > span.line { u32::MAX } else { span.end_col };
        let indent = line.len() - line.trim_start().len();
        let start = inside(span.col).max(if span.col == 0 { indent } else { 0 });
        let end = inside(end).min(line.trim_end().len()).max(start);
        Some(skipped + start..skipped + end)
    }
}
