//! `pyopt build`: sources to `.pyc` files that CPython 3.14 loads.
//!
//! ```text
//! pkg/mod.py   →  pkg/__pycache__/mod.cpython-314.pyc     where the importer looks
//!              →  DIR/pkg/mod.pyc                         with `-o DIR`
//! ```
//!
//! One bad source does not keep the others from being built: what failed is told at the end, in the order of the sources,
//! whichever thread met it. A `.pyc` appears whole or not at all, since an importer may be reading beside us. What is
//! built already, from the same source in the same way, is left as it is (see [`mark`]).

mod mark;

use crate::input::{Failure, Input};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use pyopt_compiler::code::pyc::{Source, write_pyc};
use pyopt_compiler::syntax::ParseMode;
use pyopt_passes::{OptLevel, Options};
use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

/// Compile files, and all `.py` files of folders, to `.pyc` files.
#[derive(clap::Args, Debug)]
pub struct Build {
    /// How much to rewrite; guards need the interpreter's help, which a `.pyc` cannot ask for.
    #[arg(long, default_value = "safe", value_name = "LEVEL", value_parser = PossibleValuesParser::new(["none", "safe"])
        .try_map(|level| level.parse::<OptLevel>()))]
    opt: OptLevel,
    /// Write `DIR/PATH.pyc` instead of `__pycache__` beside the source.
    #[arg(short = 'o', value_name = "DIR")]
    out: Option<PathBuf>,
    /// How many sources to compile at a time; as many as there are cores if not said.
    #[arg(short = 'j', long = "jobs", value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Build what is unchanged too.
    #[arg(short = 'f', long)]
    force: bool,
    /// Say nothing but what failed.
    #[arg(short = 'q', long)]
    quiet: bool,
    /// Sources, and folders of sources.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// What became of one source.
enum Outcome {
    /// Its `.pyc` was written; the compiler had this to say.
    Built(Vec<String>),
    /// Its `.pyc` is what it would be.
    Unchanged,
    Failed(Failure),
}

impl Build {
    /// Runs the command.
    ///
    /// # Errors
    /// All that failed, after everything else is built.
    pub fn run(&self) -> Result<(), Failure> {
        let (mut sources, mut failures) = (Vec::new(), Vec::new());
        for path in &self.paths {
            collect(path, path.is_dir(), &mut sources, &mut failures);
        }
        let jobs = self.targets(&sources, &mut failures);
        let (mut built, mut unchanged, before) = (0, 0, failures.len());
        for outcome in self.compile_all(&jobs) {
            match outcome {
                Outcome::Built(warnings) => {
                    built += 1;
                    warnings.iter().for_each(|warning| eprintln!("{warning}"));
                }
                Outcome::Unchanged => unchanged += 1,
                Outcome::Failed(failure) => failures.push(failure),
            }
        }
        if !self.quiet {
            let files = |n: usize| if n == 1 { "1 file".to_owned() } else { format!("{n} files") };
            let refused = if before > 0 { format!(", {before} not tried") } else { String::new() };
            let failed = failures.len() - before;
            eprintln!("pyopt: {} built, {unchanged} unchanged, {failed} failed{refused}", files(built));
        }
        if failures.is_empty() { Ok(()) } else { Err(Failure::Several(failures)) }
    }

    /// Each source with the file that it becomes, once.
    fn targets<'s>(&self, sources: &'s [PathBuf], failures: &mut Vec<Failure>) -> Vec<(&'s Path, PathBuf)> {
        let mut jobs: Vec<(&Path, PathBuf)> = Vec::new();
        let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
        for source in sources {
            let target = self.target(source);
            match taken.get(&target) {
                Some(first) if first == source => {}
                Some(first) => failures.push(Failure::Usage(format!(
                    "pyopt: '{}' and '{}' both become '{}'",
                    first.display(),
                    source.display(),
                    target.display()
                ))),
                None => {
                    taken.insert(target.clone(), source);
                    jobs.push((source, target));
                }
            }
        }
        jobs
    }

    /// Where the code of `source` goes. Under `-o`, the steps that would lead out of the folder are left out.
    fn target(&self, source: &Path) -> PathBuf {
        let Some(out) = &self.out else {
            let mut name = source.file_stem().unwrap_or_default().to_owned();
            name.push(".cpython-314.pyc");
            return source.with_file_name("__pycache__").join(name);
        };
        let inside = source.components().filter(|step| matches!(step, Component::Normal(_)));
        out.join(inside.collect::<PathBuf>()).with_extension("pyc")
    }

    /// What became of each job, in their order. Threads take the next job when they are done with one.
    fn compile_all(&self, jobs: &[(&Path, PathBuf)]) -> Vec<Outcome> {
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let threads = self.jobs.map_or_else(cores, NonZeroUsize::get).min(jobs.len());
        let progress = self.progress(jobs.len());
        let next = AtomicUsize::new(0);
        let outcomes: Vec<Mutex<Option<Outcome>>> = jobs.iter().map(|_| Mutex::new(None)).collect();
        let work = || {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some((source, target)) = jobs.get(at) else { break };
                progress.set_message(source.display().to_string());
                // A bug that one source finds must not take the others along; the panic has been printed.
                let outcome =
                    catch_unwind(AssertUnwindSafe(|| self.build(source, target))).unwrap_or_else(|_| {
                        let message =
                            format!("pyopt: a bug of pyopt: '{}' cannot be compiled", source.display());
                        Outcome::Failed(Failure::Message(message))
                    });
                *outcomes[at].lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
                progress.inc(1);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..threads {
                let thread = std::thread::Builder::new().stack_size(crate::run::STACK);
                if thread.spawn_scoped(scope, work).is_err() {
                    // Those that run do it all; if none does, the last resort is this one.
                    break;
                }
            }
        });
        work();
        progress.finish_and_clear();
        outcomes
            .into_iter()
            .filter_map(|outcome| outcome.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect()
    }

    /// A bar on standard error, where that is a terminal.
    fn progress(&self, length: usize) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{bar:30.cyan/blue} {pos}/{len} {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar
    }

    fn build(&self, source: &Path, target: &Path) -> Outcome {
        match self.try_build(source, target) {
            Ok(Some(warnings)) => Outcome::Built(warnings),
            Ok(None) => Outcome::Unchanged,
            Err(failure) => Outcome::Failed(failure),
        }
    }

    /// Writes a `.pyc`; the warnings of the compiler, or nothing where the file is what it would be.
    fn try_build(&self, source: &Path, target: &Path) -> Result<Option<Vec<String>>, Failure> {
        let Some(filename) = source.to_str() else {
            let shown = source.display();
            return Err(Failure::Usage(format!("pyopt: the name of file '{shown}' is not UTF-8")));
        };
        // The time is taken before the text: a change in between makes the file stale, not wrong.
        let stat = fs::metadata(source).map_err(|error| Failure::io("open", source, &error))?;
        let since = stat.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        // Both modulo 2³², as the format has it.
        let stamp =
            Source::Stat { mtime: since.unwrap_or_default().as_secs() as u32, size: stat.len() as u32 };
        let options = Options { level: self.opt, ..Options::default() };
        let mark = mark::mark(filename, &options);
        if !self.force && fs::read(target).is_ok_and(|bytes| mark::is_current(&bytes, stamp, &mark)) {
            return Ok(None);
        }
        let (text, _) = Input::from_file(filename).read()?;
        let compiled = pyopt_passes::compile(&text, filename, ParseMode::Exec, &options)?;
        let mut bytes = write_pyc(stamp, &compiled.code);
        bytes.extend(mark.as_bytes());
        write_whole(target, &bytes).map_err(|error| Failure::io("write", target, &error))?;
        let warnings = compiled.warnings.iter();
        let warnings = warnings.map(|w| format!("{filename}:{}: {:?}: {}", w.line, w.category, w.msg));
        Ok(Some(warnings.collect()))
    }
}

/// The sources of `path`, in the order of their names; links to folders are not followed, they may go round.
fn collect(path: &Path, is_folder: bool, sources: &mut Vec<PathBuf>, failures: &mut Vec<Failure>) {
    if !is_folder {
        sources.push(path.to_owned());
        return;
    }
    let entries = fs::read_dir(path).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return failures.push(Failure::io("open", path, &error)),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder || (path.extension().is_some_and(|ext| ext == "py") && path.is_file()) {
            collect(&path, is_folder, sources, failures);
        }
    }
}

/// Writes a file under another name and moves it to its place.
fn write_whole(target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let unfinished = target.with_extension(format!("pyc.{}", std::process::id()));
    let done = fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, target));
    if done.is_err() {
        // What is left of it is nobody's; the first error is the one to tell.
        let _ = fs::remove_file(&unfinished);
    }
    done
}
