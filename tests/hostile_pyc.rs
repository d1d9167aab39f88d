//! Runs damaged `.pyc` files with `pyopt`: each is refused or runs, with whatever Python exception, and nothing else.
//!
//! The files are those of `tests/conformance`, damaged in their bytes, instructions, tables and constants; which ones and how
//! follows from a seed, so that every run of the test is the same. What the verifier accepts is run by the real
//! binary in a folder of its own; a panic, a signal or an exit by abort fails the test. A program that is still running after
//! the limit is stopped and counted: damage makes endless loops as well as errors.
//!
//! Environment: `HOSTILE_CASES=N` is how many files are made, `HOSTILE_SEED=N` begins elsewhere, `HOSTILE_ONE=N` runs the case
//! of that number alone and shows its output.

use pyopt_compiler::code::object::KindFlags;
use pyopt_compiler::code::{CodeObject, Const, Opcode, pyc, verify};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const CASES: usize = 1500;
const LIMIT: Duration = Duration::from_secs(3);

/// Programs that touch files or modules beside them stay out: damaged, they would touch others.
const LEFT_OUT: [&str; 6] = ["io_files", "imports", "stdlib", "unittest", "big_loops", "finalization"];

/// xorshift64*: the same damage on every run.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        // The first numbers of neighbouring seeds are alike.
        (0..8).for_each(|_| {
            random.below(2);
        });
        random
    }

    /// A number below `n`; 0 if there is none.
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n.max(1)
    }
}

/// Damages one of the code objects in `code`, itself included.
fn damage(code: &CodeObject, random: &mut Random) -> CodeObject {
    let mut code = code.clone();
    let nested: Vec<usize> =
        (0..code.consts.len()).filter(|&n| matches!(code.consts[n], Const::Code(_))).collect();
    if !nested.is_empty() && random.below(4) > 0 {
        let at = nested[random.below(nested.len())];
        if let Const::Code(inner) = &code.consts[at] {
            code.consts[at] = Const::Code(Arc::new(damage(inner, random)));
        }
        return code;
    }
    for _ in 0..1 + random.below(2) {
        damage_one(&mut code, random);
    }
    code
}

fn damage_one(code: &mut CodeObject, random: &mut Random) {
    let starts: Vec<(usize, Opcode)> =
        code.instructions().filter_map(Result::ok).map(|i| (i.offset as usize, i.op)).collect();
    let (at, op) = starts.get(random.below(starts.len())).copied().unwrap_or((0, Opcode::Nop));
    let consts = code.consts.len();
    match random.below(14) {
        // An argument: a neighbour's more often than any.
        0..3 => code.code[at + 1] = code.code[at + 1].wrapping_add(random.below(5) as u8).wrapping_sub(2),
        3 => code.code[at + 1] = random.below(256) as u8,
        // An opcode that takes the same room.
        4..8 => {
            let like: Vec<Opcode> = Opcode::ALL
                .iter()
                .copied()
                .filter(|o| (*o as u16) < 256 && o.caches() == op.caches())
                .collect();
            code.code[at] = like[random.below(like.len())] as u16 as u8;
        }
        // Two instructions change places.
        8 => {
            let (other, other_op) = starts.get(random.below(starts.len())).copied().unwrap_or((at, op));
            if other_op.caches() == op.caches() {
                code.code.swap(at, other);
                code.code.swap(at + 1, other + 1);
            }
        }
        9 if consts > 0 => code.consts.swap(random.below(consts), random.below(consts)),
        10 if consts > 0 => {
            code.consts[random.below(consts)] = [Const::None, Const::Int(-1), Const::Tuple([].into())]
                .into_iter()
                .nth(random.below(3))
                .unwrap_or(Const::Ellipsis);
        }
        11 if !code.exceptiontable.is_empty() => {
            let n = random.below(code.exceptiontable.len());
            code.exceptiontable[n] ^= 1 << random.below(7);
        }
        12 if !code.localsplus.is_empty() => {
            let n = random.below(code.localsplus.len());
            let bits = [KindFlags::LOCAL, KindFlags::CELL, KindFlags::FREE, KindFlags::HIDDEN];
            code.localsplus[n].kind.0 ^= bits[random.below(4)];
        }
        _ => match random.below(6) {
            0 => code.argcount = code.argcount.wrapping_add(random.below(3) as u32).wrapping_sub(1),
            1 => code.kwonlyargcount = random.below(3) as u32,
            2 => code.stacksize = code.stacksize.saturating_sub(1),
            3 => code.flags.0 ^= 1 << random.below(12),
            4 if !code.names.is_empty() => {
                let n = random.below(code.names.len());
                code.names.swap(0, n);
            }
            _ if !code.linetable.is_empty() => {
                let n = random.below(code.linetable.len());
                code.linetable[n] ^= 1 << random.below(8);
            }
            _ => {}
        },
    }
}

/// What became of a case.
enum End {
    Refused,
    Ran,
    Stopped,
    Broken(String),
}

/// The damaged file of a case: bytes flipped in the file, or a code object damaged and written again.
fn make(number: u64, seeds: &[PathBuf]) -> Vec<u8> {
    let mut random = Random::new(number);
    let path = &seeds[random.below(seeds.len())];
    let mut bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    if random.below(5) == 0 {
        for _ in 0..1 + random.below(3) {
            let at = 16 + random.below(bytes.len() - 16);
            bytes[at] ^= 1 << random.below(8);
        }
        return bytes;
    }
    let (source, code) = pyc::read_pyc(&bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    pyc::write_pyc(source, &damage(&code, &mut random))
}

fn run(number: u64, bytes: &[u8], folder: &Path, show: bool) -> End {
    let accepted = pyc::read_pyc(bytes).ok().filter(|(_, code)| verify::verify_code(code).is_ok());
    if accepted.is_none() && !number.is_multiple_of(16) && !show {
        // The binary would refuse it too; a sixteenth of these shows that it does.
        return End::Refused;
    }
    let path = folder.join(format!("case_{number}.pyc"));
    std::fs::write(&path, bytes).expect("writing the damaged file");
    let errors = std::fs::File::create(path.with_extension("err")).expect("a file for stderr");
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyopt"));
    command.arg("run").arg(&path).current_dir(folder).stdin(Stdio::null());
    if !show {
        command.stdout(Stdio::null()).stderr(errors);
    }
    let mut child = command.spawn().expect("starting pyopt");
    let start = Instant::now();
    let status = loop {
        match child.try_wait().expect("waiting for pyopt") {
            Some(status) => break status,
            None if start.elapsed() > LIMIT => {
                child.kill().and_then(|()| child.wait().map(drop)).expect("stopping pyopt");
                return End::Stopped;
            }
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    let stderr = std::fs::read(path.with_extension("err")).unwrap_or_default();
    let stderr = String::from_utf8_lossy(&stderr);
    match status.code() {
        Some(code) if code != 101 && !stderr.contains("panicked at") => {
            let refused = accepted.is_none();
            if refused && code == 0 {
                return End::Broken("an invalid file ran".to_owned());
            }
            if refused { End::Refused } else { End::Ran }
        }
        _ => {
            let line = stderr.lines().find(|l| !l.trim().is_empty()).unwrap_or("").to_owned();
            let next = stderr.lines().skip_while(|l| !l.contains("panicked at")).nth(1).unwrap_or("");
            End::Broken(format!("{status}: {line} {next}"))
        }
    }
}

fn main() -> ExitCode {
    let number = |name: &str| {
        std::env::var(name).ok().map(|v| v.parse::<u64>().unwrap_or_else(|_| panic!("{name}: {v}")))
    };
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance");
    let mut seeds: Vec<PathBuf> = std::fs::read_dir(&programs)
        .expect("the folder tests/conformance")
        .filter_map(|area| std::fs::read_dir(area.ok()?.path()).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "pyc"))
        .filter(|p| !LEFT_OUT.iter().any(|word| p.to_string_lossy().contains(word)))
        .collect();
    seeds.sort();
    let folder = std::env::temp_dir().join(format!("pyopt-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the damaged files");
    if let Some(one) = number("HOSTILE_ONE") {
        if let End::Broken(why) = run(one, &make(one, &seeds), &folder, true) {
            println!("case {one}: {why}");
        }
        println!("the file is {}", folder.join(format!("case_{one}.pyc")).display());
        return ExitCode::SUCCESS;
    }
    let (first, count) =
        (number("HOSTILE_SEED").unwrap_or(0), number("HOSTILE_CASES").map_or(CASES, |n| n as usize));
    let (next, ends) = (AtomicUsize::new(0), Mutex::new([0_usize; 3]));
    let broken = Mutex::new(Vec::new());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let case = next.fetch_add(1, Ordering::Relaxed);
                    if case >= count {
                        return;
                    }
                    let number = first + case as u64;
                    let end = match run(number, &make(number, &seeds), &folder, false) {
                        End::Refused => 0,
                        End::Ran => 1,
                        End::Stopped => 2,
                        End::Broken(why) => {
                            broken.lock().expect("no thread panics holding it").push((number, why));
                            continue;
                        }
                    };
                    ends.lock().expect("no thread panics holding it")[end] += 1;
                }
            });
        }
    });
    let [refused, ran, stopped] = ends.into_inner().expect("no thread panicked");
    let mut broken = broken.into_inner().expect("no thread panicked");
    broken.sort();
    for (number, why) in &broken {
        println!("case {number}: {why}");
    }
    println!("{count} files: {refused} refused, {ran} ran, {stopped} stopped, {} broken", broken.len());
    // Files of the operating system: what cannot be removed does no harm.
    let _ = std::fs::remove_dir_all(&folder);
    if !broken.is_empty() {
        println!("To look at one: HOSTILE_ONE=N cargo test -p pyopt-cli --test hostile_pyc");
        return ExitCode::FAILURE;
    }
    assert!(
        refused > count / 20 && ran > count / 20,
        "the damage is too heavy or too light to test anything"
    );
    assert!(stopped <= count / 50, "too many programs do not end");
    ExitCode::SUCCESS
}
