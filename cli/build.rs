//! `pyopt build`: sources to `.pyc` files that CPython 3.14 loads.
//!
//! ```text
//! pkg/mod.py   →  pkg/__pycache__/mod.cpython-314.pyc     where the importer looks
//!              →  DIR/pkg/mod.pyc                         with `-o DIR`
//! ```
//!
//! One bad source does not keep the others from being built: what failed is told at the end. A `.pyc` appears whole
//! or not at all, since an importer may be reading beside us.

use crate::input::{Failure, Input};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use pyopt_compiler::code::pyc::{Source, write_pyc};
use pyopt_compiler::syntax::ParseMode;
use pyopt_passes::{OptLevel, Options};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
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
    /// Sources, and folders of sources.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
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
        let mut written: BTreeMap<PathBuf, &Path> = BTreeMap::new();
        for source in &sources {
            let target = self.target(source);
            match written.get(&target) {
                Some(first) if *first == source => continue,
                Some(first) => failures.push(Failure::Usage(format!(
                    "pyopt: '{}' and '{}' both become '{}'",
                    first.display(),
                    source.display(),
                    target.display()
                ))),
                None => {
                    if let Err(failure) = self.build(source, &target) {
                        failures.push(failure);
                    }
                    written.insert(target, source);
                }
            }
        }
        if failures.is_empty() { Ok(()) } else { Err(Failure::Several(failures)) }
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

    fn build(&self, source: &Path, target: &Path) -> Result<(), Failure> {
        let Some(filename) = source.to_str() else {
            let shown = source.display();
            return Err(Failure::Usage(format!("pyopt: the name of file '{shown}' is not UTF-8")));
        };
        // The time is taken before the text: a change in between makes the file stale, not wrong.
        let stat = fs::metadata(source).map_err(|error| Failure::io("open", source, &error))?;
        let (text, _) = Input::from_file(filename).read()?;
        let options = Options { level: self.opt, ..Options::default() };
        let compiled = pyopt_passes::compile(&text, filename, ParseMode::Exec, &options)?;
        for warning in &compiled.warnings {
            eprintln!("{filename}:{}: {:?}: {}", warning.line, warning.category, warning.msg);
        }
        let since = stat.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        // Both modulo 2³², as the format has it.
        let stamp =
            Source::Stat { mtime: since.unwrap_or_default().as_secs() as u32, size: stat.len() as u32 };
        write_whole(target, &write_pyc(stamp, &compiled.code))
            .map_err(|error| Failure::io("write", target, &error))
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
