//! Runs every program of `tests/conformance` with `pyopt` and compares with what CPython 3.14 answered.
//!
//! ```text
//! area/name.py                  the program; its first comment says why it matters
//! area/name.out .err .exit      CPython's stdout, stderr (absent: empty) and exit code (absent: 0)
//! area/name.cpython-314.pyc     the program as CPython compiled it
//! known_failures.txt            what does not pass yet: `area/name [mode]: cause`
//! ```
//!
//! Each program runs in all [`MODES`]. A mode that fails and is not listed as known fails the test; so does a listed
//! one that passes, so the list only shrinks. Programs are recorded by `tests/record_conformance.py`.
//!
//! Environment: `CONFORMANCE_ONLY=text[,text]` runs the programs whose name contains one of the texts,
//! `CONFORMANCE_MODES=none,safe` only these modes, `CONFORMANCE_TIMEOUT` is the limit of one run in seconds,
//! `CONFORMANCE_SHRINK=1` takes what passes off the list, `CONFORMANCE_REPORT=FILE` writes every failure (name, mode, first differing line) as a table.
//!
//! INVARIANT: a program without a recorded `.out` fails; so does a recorded file without its program, and a line of
//! the list that names no program. Nothing passes by being absent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The ways in which each program is run.
const MODES: [&str; 6] = ["none", "safe", "guarded", "gc-stress", "own-pyc", "cpython-pyc"];

/// Every how many safepoints the `gc-stress` mode collects: odd and not tiny, so that loops of
/// any length are hit at all their places while a run stays within the time limit.
const GC_STRESS: &str = "251";

/// How a program is expected to behave, or did behave.
#[derive(PartialEq)]
struct Answer {
    stdout: String,
    stderr: String,
    exit: String,
}

/// The binary under test, past what the caller's environment says.
fn pyopt() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyopt"));
    command.env_remove("PYTHONPATH");
    command
}

/// The folder, the binary under test and the settings from the environment.
struct Suite {
    folder: PathBuf,
    scratch: PathBuf,
    modes: Vec<&'static str>,
    timeout: Duration,
}

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance").canonicalize();
    let folder = folder.expect("the folder tests/conformance");
    let text = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let list = |name: &str| text(name).map(|v| v.split(',').map(str::to_owned).collect::<Vec<_>>());
    let modes = list("CONFORMANCE_MODES");
    let seconds =
        text("CONFORMANCE_TIMEOUT").map_or(60, |v| v.parse().expect("CONFORMANCE_TIMEOUT in seconds"));
    let suite = Suite {
        scratch: std::env::temp_dir().join(format!("pyopt-conformance-{}", std::process::id())),
        modes: MODES
            .into_iter()
            .filter(|m| modes.as_ref().is_none_or(|l| l.iter().any(|x| x == m)))
            .collect(),
        timeout: Duration::from_secs(seconds),
        folder,
    };
    assert!(!suite.modes.is_empty(), "CONFORMANCE_MODES names none of {MODES:?}");
    let only = list("CONFORMANCE_ONLY");
    let (programs, mut problems) = suite.programs();
    let known = suite.known_failures(&programs, &mut problems);
    let chosen: Vec<&String> = programs
        .iter()
        .filter(|p| only.as_ref().is_none_or(|l| l.iter().any(|x| p.contains(x.as_str()))))
        .collect();
    assert!(!chosen.is_empty(), "no program to run in {}", suite.folder.display());

    let failures = suite.run_all(&chosen);
    if let Some(report) = text("CONFORMANCE_REPORT") {
        std::fs::write(&report, table(&failures)).expect("writing CONFORMANCE_REPORT");
    }
    let shrink = text("CONFORMANCE_SHRINK").is_some();
    if shrink {
        suite.shrink_known_failures(&chosen, &failures);
    }
    let mut counts = BTreeMap::<&str, usize>::new();
    for program in &chosen {
        for mode in &suite.modes {
            let key = (program.to_string(), *mode);
            match (failures.get(&key), known.contains(&key)) {
                (None, false) => *counts.entry("passed").or_default() += 1,
                (Some(_), true) => *counts.entry("known failures").or_default() += 1,
                (Some(why), false) => {
                    *counts.entry("FAILED").or_default() += 1;
                    problems.push(format!("{program} [{mode}] fails:\n{why}"));
                }
                (None, true) if shrink => *counts.entry("newly passed").or_default() += 1,
                (None, true) => problems.push(format!(
                    "{program} [{mode}] passes: remove it from tests/conformance/known_failures.txt"
                )),
            }
        }
    }
    for problem in &problems {
        println!("{problem}\n");
    }
    println!(
        "{} programs, {} modes: {counts:?}, {} problems",
        chosen.len(),
        suite.modes.len(),
        problems.len()
    );
    if problems.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!(
        "To look at one: CONFORMANCE_ONLY=area/name CONFORMANCE_MODES=none cargo test -p pyopt-cli --test conformance\n\
         To accept CPython's answer anew: python3 tests/record_conformance.py --python \"CMD --batch\" area/name"
    );
    ExitCode::FAILURE
}

impl Suite {
    /// The names `area/name` of all programs, and what is wrong with the files.
    fn programs(&self) -> (Vec<String>, Vec<String>) {
        let (mut programs, mut recorded, mut problems) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for area in entries(&self.folder).iter().filter(|p| p.is_dir()) {
            for file in entries(area).iter().filter(|p| p.is_file()) {
                let name = file
                    .strip_prefix(&self.folder)
                    .expect("inside the folder")
                    .to_string_lossy()
                    .into_owned();
                if name.rsplit('/').next().is_some_and(|last| last.starts_with('_')) {
                    // What programs import or read.
                } else if let Some(stem) = name.strip_suffix(".py") {
                    programs.insert(stem.to_owned());
                } else if let Some(stem) =
                    [".out", ".err", ".exit", ".cpython-314.pyc"].iter().find_map(|s| name.strip_suffix(s))
                {
                    recorded.insert(stem.to_owned());
                } else {
                    problems.push(format!("{name}: a file of no known kind"));
                }
            }
        }
        problems.extend(
            recorded.difference(&programs).map(|n| format!("{n}: recorded, but there is no such program")),
        );
        (programs.into_iter().collect(), problems)
    }

    /// Reads `area/name [mode] [mode]: cause`; without a mode, all modes are meant.
    fn known_failures(
        &self,
        programs: &[String],
        problems: &mut Vec<String>,
    ) -> BTreeSet<(String, &'static str)> {
        let mut known = BTreeSet::new();
        for line in read(&self.folder.join("known_failures.txt")).unwrap_or_default().lines() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (head, cause) = line.split_once(':').unwrap_or((line, ""));
            let mut words = head.split_whitespace();
            let name = words.next().unwrap_or_default();
            if cause.trim().is_empty() || !programs.iter().any(|p| p == name) {
                problems.push(format!("known_failures.txt: `{line}` names no program or no cause"));
            }
            let named: Vec<&str> = words.map(|w| w.trim_matches(['[', ']'])).collect();
            if let Some(unknown) = named.iter().find(|n| !MODES.contains(n)) {
                problems.push(format!("known_failures.txt: `{unknown}` is not a mode"));
            }
            for mode in MODES.into_iter().filter(|m| named.is_empty() || named.contains(m)) {
                known.insert((name.to_owned(), mode));
            }
        }
        known
    }

    /// Rewrites the list without the runs that passed; it never gains a line or a mode.
    fn shrink_known_failures(&self, ran: &[&String], failures: &BTreeMap<(String, &'static str), String>) {
        let path = self.folder.join("known_failures.txt");
        let mut kept = String::new();
        for line in read(&path).unwrap_or_default().lines() {
            let (head, cause) = line.split_once(':').unwrap_or((line, ""));
            let mut words = head.split_whitespace();
            let name = words.next().unwrap_or_default().to_owned();
            if line.starts_with('#') || !ran.contains(&&name) {
                let _ = writeln!(kept, "{line}");
                continue;
            }
            let named: Vec<&str> = words.map(|w| w.trim_matches(['[', ']'])).collect();
            let listed: Vec<&str> =
                MODES.into_iter().filter(|m| named.is_empty() || named.contains(m)).collect();
            let fails = |mode: &&&str| {
                !self.modes.contains(*mode)
                    || failures.keys().any(|(program, m)| program == &name && m == *mode)
            };
            let left: Vec<&str> = listed.iter().filter(fails).copied().collect();
            if left.len() == MODES.len() {
                let _ = writeln!(kept, "{name}:{cause}");
            } else if !left.is_empty() {
                let _ = writeln!(kept, "{name} [{}]:{cause}", left.join("] ["));
            }
        }
        std::fs::write(&path, kept).expect("writing known_failures.txt");
    }

    /// Runs all programs on all cores; the result holds the failures only.
    fn run_all(&self, programs: &[&String]) -> BTreeMap<(String, &'static str), String> {
        let next = AtomicUsize::new(0);
        let failures = Mutex::new(BTreeMap::new());
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(|| {
                    while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                        for mode in &self.modes {
                            if let Err(why) = self.run(program, mode) {
                                let mut failures = failures.lock().expect("no thread panics holding it");
                                failures.insert((program.to_string(), *mode), why);
                            }
                        }
                    }
                });
            }
        });
        // A folder that is not there was not needed.
        let _ = std::fs::remove_dir_all(&self.scratch);
        failures.into_inner().expect("no thread panicked")
    }

    /// Runs one program in one mode.
    ///
    /// # Errors
    /// The difference from the recorded answer, as text for people.
    fn run(&self, program: &str, mode: &str) -> Result<(), String> {
        let at = |suffix: &str| self.folder.join(format!("{program}{suffix}"));
        let expected = Answer {
            stdout: read(&at(".out")).ok_or("no recorded answer: run tests/record_conformance.py")?,
            stderr: read(&at(".err")).unwrap_or_default(),
            exit: read(&at(".exit")).map_or("0".to_owned(), |t| t.trim().to_owned()),
        };
        let recorded_pyc = at(".cpython-314.pyc");
        let mut command = pyopt();
        command.arg("run");
        match mode {
            "none" | "safe" | "guarded" => command.args(["--opt", mode]).arg(format!("{program}.py")),
            "gc-stress" => command.env("PYOPT_GC_STRESS", GC_STRESS).arg(format!("{program}.py")),
            // A program that shows a SyntaxError of its own has no code to run from.
            _ if !recorded_pyc.exists() => return Ok(()),
            // It lies elsewhere; what the program imports stands beside the program.
            "own-pyc" => {
                let beside = self.folder.join(program).parent().map(Path::to_path_buf).unwrap_or_default();
                command.env("PYTHONPATH", beside).arg(self.build(program)?)
            }
            _ => command.arg(format!("{program}.cpython-314.pyc")),
        };
        let actual = self.execute(command)?;
        if actual == expected {
            return Ok(());
        }
        let mut text = String::new();
        if actual.exit != expected.exit {
            let _ = writeln!(text, "  exit code {} where CPython's is {}", actual.exit, expected.exit);
        }
        difference(&mut text, "stdout", &expected.stdout, &actual.stdout);
        difference(&mut text, "stderr", &expected.stderr, &actual.stderr);
        Err(text)
    }

    /// Compiles a program with `pyopt build` and returns its `.pyc`.
    fn build(&self, program: &str) -> Result<PathBuf, String> {
        let out = self.scratch.join(program);
        std::fs::create_dir_all(&out).map_err(|e| format!("  {}: {e}", out.display()))?;
        let mut command = pyopt();
        command.arg("build").arg(format!("{program}.py")).arg("-o").arg(&out);
        let answer = self.execute(command)?;
        let mut found = Vec::new();
        pycs(&out, &mut found);
        match found.pop() {
            Some(pyc) if answer.exit == "0" && found.is_empty() => Ok(pyc),
            _ => Err(format!(
                "  `pyopt build` left no single .pyc, exit code {}: {}",
                answer.exit,
                answer.stderr.trim()
            )),
        }
    }

    /// Runs a command in the folder, with a limit and an environment of its own.
    fn execute(&self, mut command: Command) -> Result<Answer, String> {
        command.current_dir(&self.folder).env("PYTHONDONTWRITEBYTECODE", "1");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|e| format!("  cannot start pyopt: {e}"))?;
        // Both pipes are drained while waiting: a full one would stop the program.
        let drain = |mut pipe: Box<dyn Read + Send>| {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                let result = pipe.read_to_end(&mut bytes);
                result.map(|_| bytes)
            })
        };
        let stdout = drain(Box::new(child.stdout.take().expect("piped")));
        let stderr = drain(Box::new(child.stderr.take().expect("piped")));
        let start = Instant::now();
        let status = loop {
            match child.try_wait().map_err(|e| format!("  {e}"))? {
                Some(status) => break Some(status),
                None if start.elapsed() > self.timeout => {
                    child.kill().and_then(|()| child.wait()).map_err(|e| format!("  {e}"))?;
                    break None;
                }
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        let text = |thread: std::thread::JoinHandle<std::io::Result<Vec<u8>>>| {
            let bytes = thread.join().expect("the reader does not panic").map_err(|e| format!("  {e}"))?;
            Ok::<_, String>(
                String::from_utf8_lossy(&bytes).replace(&format!("{}/", self.folder.display()), ""),
            )
        };
        let (stdout, stderr) = (text(stdout)?, text(stderr)?);
        let Some(status) = status else {
            let last = stdout.lines().last().unwrap_or("");
            return Err(format!("  still running after {} s; last line: {last}", self.timeout.as_secs()));
        };
        Ok(Answer {
            stdout,
            stderr,
            exit: status.code().map_or_else(|| status.to_string(), |c| c.to_string()),
        })
    }
}

/// Appends the first differing lines with what surrounds them.
fn difference(text: &mut String, stream: &str, expected: &str, actual: &str) {
    if expected == actual {
        return;
    }
    let (wanted, got): (Vec<&str>, Vec<&str>) =
        (expected.split('\n').collect(), actual.split('\n').collect());
    let first = wanted.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let _ = writeln!(text, "  {stream} differs at line {}", first + 1);
    for line in &wanted[first.saturating_sub(2)..first] {
        let _ = writeln!(text, "    {line}");
    }
    for (sign, lines) in [("-", &wanted), ("+", &got)] {
        for line in lines.iter().skip(first).take(6) {
            let _ = writeln!(text, "  {sign} {line}");
        }
    }
}

/// All failures as one line each: name, modes, first difference.
fn table(failures: &BTreeMap<(String, &'static str), String>) -> String {
    let mut rows = BTreeMap::<(&str, String), Vec<&str>>::new();
    for ((program, mode), why) in failures {
        let lines =
            why.lines().filter(|l| l.starts_with("  -") || l.starts_with("  +") || l.starts_with("  exit"));
        let mut seen = BTreeSet::new();
        let brief: Vec<&str> = lines.filter(|l| seen.insert(l.as_bytes()[2])).collect();
        let brief = if brief.is_empty() { why.trim().to_owned() } else { brief.join(" ¦") };
        rows.entry((program, brief)).or_default().push(mode);
    }
    rows.iter().fold(String::new(), |mut text, ((program, why), modes)| {
        let _ = writeln!(text, "{program}\t{}\t{}", modes.join(","), why.replace('\n', " "));
        text
    })
}

/// A folder's entries, sorted, without bytecode caches.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let list = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = list.map(|e| e.expect("a readable entry").path()).collect();
    paths.sort();
    paths
}

/// Every `.pyc` below a folder.
fn pycs(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            pycs(&path, found);
        } else if path.extension().is_some_and(|e| e == "pyc") {
            found.push(path);
        }
    }
}

fn read(path: &Path) -> Option<String> {
    std::fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}
