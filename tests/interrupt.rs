//! The interrupt key: SIGINT becomes `KeyboardInterrupt` wherever the program is, and a program that does not catch it
//! dies of the signal itself, as `python` does.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitStatus, Stdio};

/// Runs a program that prints a line when it is ready, interrupts it then, and waits for its end.
fn interrupted(program: &str) -> (ExitStatus, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyopt"));
    command.args(["run", "-c", program]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // Whoever runs the tests may ignore the signal, as jobs in the background do; children would inherit that.
    // SAFETY: between fork and exec, a call that is safe there.
    unsafe {
        command.pre_exec(|| match libc::signal(libc::SIGINT, libc::SIG_DFL) {
            libc::SIG_ERR => Err(std::io::Error::last_os_error()),
            _ => Ok(()),
        });
    }
    let mut child = command.spawn().expect("pyopt runs");
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    stdout.read_line(&mut line).expect("the program's first line");
    assert_eq!(line, "ready\n");
    // Into the call that waits.
    std::thread::sleep(std::time::Duration::from_millis(200));
    let id = libc::pid_t::try_from(child.id()).expect("a process number");
    // SAFETY: numbers only; the child is not waited for yet, so the number is its.
    assert_eq!(unsafe { libc::kill(id, libc::SIGINT) }, 0);
    let (mut out, mut err) = (String::new(), String::new());
    stdout.read_to_string(&mut out).expect("what the program printed");
    child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("its errors");
    (child.wait().expect("its end"), out, err)
}

#[track_caller]
fn dies_of_it(program: &str) {
    let (status, out, err) = interrupted(program);
    assert_eq!(status.signal(), Some(libc::SIGINT), "{status}, {err}");
    assert!(err.starts_with("Traceback (most recent call last):\n  File \"<string>\", line "), "{err}");
    assert!(err.ends_with("KeyboardInterrupt\n"), "{err}");
    assert_eq!(out, "");
}

#[test]
fn a_loop_is_interrupted() {
    dies_of_it("print('ready', flush=True)\nwhile True: pass");
}

#[test]
fn a_long_native_is_interrupted() {
    dies_of_it("import itertools\nprint('ready', flush=True)\nsum(itertools.count())");
}

#[test]
fn calls_that_wait_are_interrupted() {
    dies_of_it("import time\nprint('ready', flush=True)\ntime.sleep(100)");
    dies_of_it("import sys\nprint('ready', flush=True)\nsys.stdin.read()");
    dies_of_it("import os\nprint('ready', flush=True)\nos.read(0, 1)");
}

#[test]
fn a_program_can_catch_it() {
    let program = "print('ready', flush=True)\n\
                   try:\n    while True: pass\n\
                   except KeyboardInterrupt: print('caught')\n";
    let (status, out, err) = interrupted(program);
    assert!(status.success(), "{status}, {err}");
    assert_eq!((out.as_str(), err.as_str()), ("caught\n", ""));
}

#[test]
fn an_exit_of_that_number_is_an_exit() {
    let program = "import sys\nprint('ready', flush=True)\n\
                   try:\n    while True: pass\n\
                   except KeyboardInterrupt: sys.exit(130)\n";
    let (status, _, _) = interrupted(program);
    assert_eq!((status.code(), status.signal()), (Some(130), None));
}

#[test]
fn exit_functions_run_before_the_end() {
    let program =
        "import atexit\natexit.register(print, 'bye')\nprint('ready', flush=True)\nwhile True: pass";
    let (status, out, _) = interrupted(program);
    assert_eq!((status.signal(), out.as_str()), (Some(libc::SIGINT), "bye\n"));
}
