//! Generated programs, which tell all that happens in them, do the same at `none`, `safe` and `guarded`, and under another
//! Python. What differs is made smaller and shown.
//!
//! ```text
//! cargo test --release -p pyopt-cli --test generated                                       as in the suite
//! cargo test --release -p pyopt-cli --test generated -- --seed 7 --count 200000 --jobs 2   for as long as one likes
//!     --from N                    begin with program N          --keep-going         do not stop at the first difference
//!     --print                     show the programs alone
//!     --progress                  tell how many are done, now and then; what takes long is always named
//!     --python CMD --sample K     every K-th program also under another Python, which must be 3.14: what is told, and the
//!                                 error that ends it or keeps it from being compiled
//! ```

#[path = "generated/make.rs"]
mod make;
#[path = "generated/program.rs"]
mod program;

use make::{DRIVER, PRELUDE, Random};
use program::{Node, print, shrink};
use pyopt::Engine;
use pyopt_compiler::syntax::ParseMode;
use pyopt_passes::OptLevel;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

struct Options {
    seed: u64,
    count: u64,
    from: u64,
    jobs: usize,
    keep_going: bool,
    print: bool,
    progress: bool,
    python: Option<String>,
    sample: u64,
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        seed: 1,
        count: 400,
        from: 0,
        jobs: std::thread::available_parallelism().map_or(1, usize::from),
        keep_going: false,
        print: false,
        progress: false,
        python: None,
        sample: 100,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || {
            let value = words.next().and_then(|value| value.parse::<u64>().ok());
            value.ok_or_else(|| format!("{word} takes a number"))
        };
        match &*word {
            "--seed" => options.seed = number()?,
            "--count" => options.count = number()?,
            "--from" => options.from = number()?,
            "--jobs" => options.jobs = number()?.max(1) as usize,
            "--sample" => options.sample = number()?.max(1),
            "--keep-going" => options.keep_going = true,
            "--print" => options.print = true,
            "--progress" => options.progress = true,
            "--python" => options.python = Some(words.next().ok_or("--python takes a command")?),
            // What cargo gives to every test.
            _ => {}
        }
    }
    Ok(options)
}

fn source(nodes: &[Node]) -> String {
    format!("{PRELUDE}{}{DRIVER}", print(nodes))
}

/// What stands between the parts of what is told.
const ENDED: &str = "\nended by: ";
const TRACEBACK: &str = "\nfrom: ";

/// Most of what is told is text; the rest is shown as the prelude shows it, without addresses.
const TEXTS: &str = "texts = [o if keep_type(o) is keep_str else shown(o) for o in [*out]]";

/// What a program tells at a level, or the error that ended it.
fn told(source: &str, level: OptLevel) -> String {
    let ran = catch_unwind(AssertUnwindSafe(|| {
        let mut engine = Engine::builder().optimize(level).hash_seed(0).memory(256 << 20).build();
        engine.allow_steps(STEPS);
        let ended = match engine.exec(source) {
            Ok(()) => String::new(),
            // Where a program is stopped differs from level to level.
            Err(error) if error.class == "KeyboardInterrupt" => return "stopped".to_owned(),
            Err(error) => format!("{}: {}{TRACEBACK}{}", error.class, error.message, error.traceback),
        };
        engine.allow_steps(STEPS);
        let texts = engine.exec(TEXTS);
        let out = texts
            .and_then(|()| engine.get::<Vec<String>>("texts"))
            .map_or_else(|error| error.to_string(), |out| out.join("\n"));
        format!("{out}{ENDED}{ended}")
    }));
    ran.unwrap_or_else(|_| "panic".into())
}

/// More than any program here needs that comes to an end.
const STEPS: u64 = 300_000;

/// A program that takes longer is named while it runs: it may never come to its end.
const LONG: Duration = Duration::from_secs(20);
/// So often it is told how many are done.
const PROGRESS: Duration = Duration::from_secs(60);

/// Names programs that take long, and tells how many are done, until they all are.
fn watch(options: &Options, next: &AtomicU64, running: &[Mutex<Option<(u64, Instant)>>], done: &AtomicBool) {
    let (mut named, mut told) = (HashSet::new(), Instant::now());
    while !done.load(Relaxed) {
        std::thread::park_timeout(Duration::from_secs(1));
        for (number, since) in running.iter().filter_map(|slot| *slot.lock().expect("no panic")) {
            if since.elapsed() > LONG && named.insert(number) {
                println!("program {number} of seed {} takes long", options.seed);
            }
        }
        if options.progress && told.elapsed() > PROGRESS {
            told = Instant::now();
            println!("{} of {} begun", next.load(Relaxed) - options.from, options.count);
        }
    }
}

/// The levels that differ from `none`.
fn difference(source: &str) -> Option<(OptLevel, String, String)> {
    let none = told(source, OptLevel::None);
    [OptLevel::Safe, OptLevel::Guarded].into_iter().find_map(|level| {
        let other = told(source, level);
        let stopped = none == "stopped" || other == "stopped";
        (other != none && !stopped || other == "panic").then(|| (level, none.clone(), other))
    })
}

/// Whether it is a program at all; what is none must at least be none everywhere.
fn compiles(source: &str) -> bool {
    pyopt_passes::compile(source, "<generated>", ParseMode::Exec, &pyopt_passes::Options::default()).is_ok()
}

/// Runs the program in a file and prints what it told, and the error that ended it or kept it from being compiled.
const RUNNER: &str = "\
import sys
sys.setrecursionlimit(sys.getrecursionlimit() + 1)
names, kept = {'__name__': '__main__'}, (open, compile, exec, type, str, print)
ended = ''
try:
    with kept[0](sys.argv[1]) as file:
        text = file.read()
    kept[2](kept[1](text, '<string>', 'exec'), names)
except BaseException as error:
    ended = f'{kept[3](error).__name__}: {kept[4](error)}'
try:
    kept[2]('texts = [o if keep_type(o) is keep_str else shown(o) for o in [*out]]', names)
except BaseException:
    names['texts'] = ()
kept[5](*names['texts'], ended, sep='\\n')
";

/// What another Python tells.
fn told_by(python: &str, source: &str, number: u64) -> Result<String, String> {
    let file = std::env::temp_dir().join(format!("generated-{}-{number}.py", std::process::id()));
    std::fs::write(&file, source).map_err(|e| e.to_string())?;
    let mut words = python.split_whitespace();
    let output = Command::new(words.next().unwrap_or_default())
        .args(words)
        .args(["-c", RUNNER])
        .arg(&file)
        .env("PYTHONHASHSEED", "0")
        .output();
    let _ = std::fs::remove_file(&file);
    let output = output.map_err(|e| e.to_string())?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// The part of [`told`] that another Python can tell as well: all but the last traceback.
fn comparable(told: &str, source: &str) -> String {
    let (out, ended) = told.rsplit_once(ENDED).unwrap_or((told, ""));
    let out = if compiles(source) { format!("{out}\n") } else { String::new() };
    format!("{out}{}", ended.split(TRACEBACK).next().unwrap_or_default())
}

/// Whether another Python tells the same. Where both met the end of the stack, only what came before it counts: a
/// property's getter takes no depth once CPython specialized its call, so that its recursions end elsewhere.
fn same(theirs: &str, ours: &str) -> bool {
    let end = |told: &str| told.lines().position(|line| line.contains("RecursionError"));
    match (end(theirs), end(ours)) {
        (Some(a), Some(b)) => theirs.lines().take(a.min(b)).eq(ours.lines().take(a.min(b))),
        _ => theirs.trim_end() == ours.trim_end(),
    }
}

fn show(seed: u64, number: u64, nodes: Vec<Node>, level: OptLevel) {
    let small = shrink(nodes, &mut |nodes| difference(&source(nodes)).is_some());
    let text = source(&small);
    let (_, none, other) = difference(&text).unwrap_or((level, String::new(), String::new()));
    let differs = none.lines().zip(other.lines()).position(|(a, b)| a != b).unwrap_or(0);
    println!("program {number} of seed {seed} differs at {level:?}:\n{}", print(&small));
    for (name, told) in [("none", &none), ("there", &other)] {
        let near: Vec<_> = told.lines().skip(differs.saturating_sub(2)).take(5).collect();
        println!("--- {name}\n{}", near.join("\n"));
    }
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    std::panic::set_hook(Box::new(|_| ()));
    let next = AtomicU64::new(options.from);
    let counts = [const { AtomicU64::new(0) }; 4];
    let stop = AtomicBool::new(false);
    let end = options.from + options.count;
    let running: Vec<_> = (0..options.jobs).map(|_| Mutex::new(None)).collect();
    let done = AtomicBool::new(false);
    let (options, next, stop) = (&options, &next, &stop);
    let (wrong, pokes, compiled, compared) = (&counts[0], &counts[1], &counts[2], &counts[3]);
    std::thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(options, next, &running, &done));
        let mut workers = Vec::new();
        for slot in &running {
            let worker = std::thread::Builder::new().stack_size(256 << 20);
            let work = move || {
                while !stop.load(Relaxed) {
                    let number = next.fetch_add(1, Relaxed);
                    if number >= end {
                        *slot.lock().expect("no panic") = None;
                        return;
                    }
                    *slot.lock().expect("no panic") = Some((number, Instant::now()));
                    let nodes = make::program(&mut Random::new(options.seed, number));
                    let text = source(&nodes);
                    if options.print {
                        println!("# program {number}\n{}", print(&nodes));
                        continue;
                    }
                    pokes.fetch_add(u64::from(text.matches("poke(").count() > 2), Relaxed);
                    compiled.fetch_add(u64::from(compiles(&text)), Relaxed);
                    let found = difference(&text);
                    if let Some((level, ..)) = &found {
                        show(options.seed, number, nodes, *level);
                    } else if let Some(python) =
                        options.python.as_ref().filter(|_| number.is_multiple_of(options.sample))
                    {
                        let ours = told(&text, OptLevel::None);
                        match told_by(python, &text, number) {
                            _ if ours == "stopped" => continue,
                            Ok(theirs) if same(&theirs, &comparable(&ours, &text)) => {
                                compared.fetch_add(1, Relaxed);
                                continue;
                            }
                            Ok(theirs) => {
                                let ours = comparable(&ours, &text);
                                let differs = theirs.lines().zip(ours.lines()).find(|(a, b)| a != b);
                                println!(
                                    "program {number} of seed {} differs from {python}: {differs:?}",
                                    options.seed
                                );
                            }
                            Err(error) => println!("{python}: {error}"),
                        }
                    } else {
                        continue;
                    }
                    wrong.fetch_add(1, Relaxed);
                    stop.store(!options.keep_going, Relaxed);
                }
            };
            workers.push(worker.spawn_scoped(scope, work).expect("a thread"));
        }
        workers.into_iter().for_each(|worker| worker.join().expect("no panic"));
        done.store(true, Relaxed);
        watcher.thread().unpark();
    });
    let begun = next.load(Relaxed).min(end) - options.from;
    let [wrong, pokes, compiled, compared] = counts.map(AtomicU64::into_inner);
    println!(
        "{begun} programs of seed {}, {pokes} with rebinding, {compiled} that compile: {wrong} differ",
        options.seed
    );
    if options.python.is_some() {
        println!("{compared} do the same under the other Python");
    }
    ExitCode::from(u8::from(wrong > 0))
}
