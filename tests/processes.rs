//! Programs that start programs: `subprocess`, `os.system`, `os.waitpid`, and what comes to them: signals, a
//! terminal. What is expected was recorded from CPython.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn pyopt(words: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pyopt"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("pyopt runs");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("pyopt reads");
    child.wait_with_output().expect("pyopt ends")
}

#[track_caller]
fn prints(program: &str, expected: &str) {
    for level in ["none", "guarded"] {
        let output = pyopt(&["run", "--opt", level, "-c", program], "");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((&*String::from_utf8_lossy(&output.stdout), &*error), (expected, ""));
    }
}

#[test]
fn output_and_status_of_programs() {
    prints(
        "\
import os, subprocess
print(subprocess.run(['echo', 'hi'], capture_output=True).stdout)
print(subprocess.run('exit 3', shell=True).returncode)
print(subprocess.check_output(['cat'], input=b'x' * 200_000) == b'x' * 200_000)
child = subprocess.Popen(['sleep', '10'])
child.terminate()
print(child.wait(), child.poll())
with os.popen('echo popped') as pipe:
    print(os.waitstatus_to_exitcode(os.system('exit 2')), pipe.read())
print(subprocess.run(['env'], env={'ONLY': 'one'}, capture_output=True, text=True).stdout)
print(subprocess.run(['pwd'], cwd='/', capture_output=True, text=True).stdout)
try:
    subprocess.run(['sleep', '5'], timeout=0.1)
except subprocess.TimeoutExpired as e:
    print(e)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError as e:
    print(e)
",
        "b'hi\\n'\n3\nTrue\n-15 -15\n2 popped\n\nONLY=one\n\n/\n\n\
         Command '['sleep', '5']' timed out after 0.1 seconds\n[Errno 10] No child processes\n",
    );
}

#[test]
fn what_cannot_be_started_says_why() {
    prints(
        "\
import subprocess
for words, options in [(['/no/such/program'], {}), (['echo'], {'cwd': '/no/such/folder'}), (['/'], {}), ([], {})]:
    try:
        subprocess.run(words, **options)
    except (OSError, IndexError) as e:
        print(type(e).__name__, getattr(e, 'filename', None))
",
        "FileNotFoundError /no/such/program\nFileNotFoundError /no/such/folder\nPermissionError /\nIndexError None\n",
    );
}

#[test]
fn descriptors_are_kept_if_they_are_named() {
    prints(
        "\
import os, subprocess, sys
read, write = os.pipe()
print(os.get_inheritable(write))
program = f'import os; os.write({write}, b\"kept\")'
print(subprocess.run([sys.executable, '-c', program], pass_fds=[write]).returncode, os.read(read, 9))
quiet = subprocess.run([sys.executable, '-c', program], stderr=subprocess.DEVNULL)
print(quiet.returncode)
os.set_inheritable(write, True)
print(os.get_inheritable(write), subprocess.run([sys.executable, '-c', program], close_fds=False).returncode)
print(os.read(read, 9))
",
        "False\n0 b'kept'\n1\nTrue 0\nb'kept'\n",
    );
}

/// The binary takes what `sys.executable` is given.
#[test]
fn programs_start_more_of_their_kind() {
    prints(
        "\
import subprocess, sys
def run(*words, **options):
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, **options)
    print(done.returncode, done.stdout, end='')
run('-c', 'import sys; print(sys.argv, sys.stdin.read())', 'a', input='given')
run('-I', '-m', 'calendar', '2026', '1')
run(input='print(\"from standard input\")')
",
        "0 ['-c', 'a'] given\n0     January 2026\nMo Tu We Th Fr Sa Su\n          1  2  3  4\n 5  6  7  8  9 10 11\n\
         12 13 14 15 16 17 18\n19 20 21 22 23 24 25\n26 27 28 29 30 31\n0 from standard input\n",
    );
    let file = std::env::temp_dir().join(format!("pyopt-processes-{}.py", std::process::id()));
    std::fs::write(&file, "import sys; print(len(sys.argv), __name__)").expect("a file");
    let output = pyopt(&[&file.to_string_lossy(), "word"], "");
    let _ = std::fs::remove_file(&file);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2 __main__\n");
    let output = pyopt(&["no-such-command"], "");
    assert_eq!(output.status.code(), Some(2), "a word that is neither");
}

#[test]
fn terminals() {
    prints(
        "\
import os, termios, tty
fd = os.open('/dev/ptmx', os.O_RDWR | os.O_NOCTTY)
old = termios.tcgetattr(fd)
print(len(old), len(old[6]), old[6][termios.VMIN], old[6][termios.VTIME], old[6][termios.VINTR])
tty.setraw(fd)
raw = termios.tcgetattr(fd)
print(raw[3] & (termios.ICANON | termios.ECHO), raw[6][termios.VMIN], raw[6][termios.VTIME])
termios.tcsetattr(fd, termios.TCSANOW, old)
print(termios.tcgetattr(fd) == old)
termios.tcsetwinsize(fd, (30, 100))
print(termios.tcgetwinsize(fd), os.get_terminal_size(fd))
termios.tcflush(fd, termios.TCIOFLUSH)
for wrong in ([], [0] * 7, old[:6] + [[b'x'] * 31], old[:6] + [[b'xx'] * 32]):
    try:
        termios.tcsetattr(fd, termios.TCSANOW, wrong)
    except TypeError as error:
        print(error)
try:
    termios.tcgetattr(os.pipe()[0])
except termios.error as error:
    print(error, termios.error.__mro__[1])
mask = os.umask(0o27)
print(os.umask(mask) == 0o27, os.getsid(0) == os.getsid(os.getpid()))
",
        "\
7 32 b'\\x01' b'\\x00' b'\\x03'
0 1 0
True
(30, 100) os.terminal_size(columns=100, lines=30)
tcsetattr, arg 3: must be 7 element list
tcsetattr: attributes[6] must be 32 element list
tcsetattr: attributes[6] must be 32 element list
tcsetattr: elements of attributes must be characters or integers
(25, 'Inappropriate ioctl for device') <class 'Exception'>
True True
",
    );
}

#[test]
fn names_are_checked_in_development_mode() {
    let program = "\
for use in (lambda: ''.encode(errors='bogus'), lambda: b''.decode('ascii', 'bogus'), lambda: bytes('', 'ascii', 'bogus')):
    try:
        print(use())
    except LookupError as error:
        print(error)
";
    let unknown = "unknown error handler name 'bogus'\n".repeat(3);
    for (words, expected) in
        [(&["-X", "dev", "-c", program][..], &*unknown), (&["-c", program], "b''\n\nb''\n")]
    {
        assert_eq!(&*String::from_utf8_lossy(&pyopt(words, "").stdout), expected);
    }
}

#[test]
fn signals_and_their_handlers() {
    prints(
        r#"
import signal, os, subprocess, time, sys
def h(n, f): print('got', signal.Signals(n).name, f.f_code.co_name)
# What the program was started with decides about this one, so it is asked of children.
for way in (signal.SIG_DFL, signal.SIG_IGN):
    signal.signal(signal.SIGINT, way)
    program = 'import signal; print(signal.getsignal(2) is signal.default_int_handler, signal.getsignal(2) == 1)'
    print(subprocess.run([sys.executable, '-c', program], capture_output=True, text=True).stdout, end='')
signal.signal(signal.SIGINT, signal.default_int_handler)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGTERM))
print(signal.signal(signal.SIGUSR1, h))
print(signal.signal(signal.SIGUSR1, h) is h)
def main():
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.raise_signal(signal.SIGUSR1)
main()
for bad in [(0, h), (65, h), (signal.SIGKILL, h), (signal.SIGTERM, 5), (signal.SIGTERM, 'x')]:
    try: print(signal.signal(*bad))
    except Exception as e: print(type(e).__name__, e)
signal.signal(signal.SIGALRM, h)
print(signal.setitimer(signal.ITIMER_REAL, 0.05))
t = time.monotonic()
time.sleep(0.15)
print(time.monotonic() - t > 0.14)
signal.setitimer(signal.ITIMER_REAL, 0.05)
t = time.monotonic()
def spin():
    while time.monotonic() - t < 0.1: pass
spin()
signal.setitimer(signal.ITIMER_REAL, 0.05); signal.pause()
print(signal.alarm(10), signal.alarm(0))
class E(Exception): pass
def bad(n, f): raise E(n)
signal.signal(signal.SIGALRM, bad)
signal.setitimer(signal.ITIMER_REAL, 0.03)
try:
    r, w = os.pipe(); os.read(r, 1)
except E as e: print('raised', e)
signal.setitimer(signal.ITIMER_REAL, 0.03)
import re
try: re.match('(a*)*b', 'a'*28)
except E as e: print('raised', e)
def ok(n, f): print('ok')
signal.signal(signal.SIGALRM, ok)
signal.setitimer(signal.ITIMER_REAL, 0.02)
print(sum(i for i in range(3000000)))
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]))
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigpending())
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1]))
print(signal.strsignal(2), signal.strsignal(15), len(signal.valid_signals()))
signal.signal(signal.SIGUSR1, signal.SIG_IGN); os.kill(os.getpid(), signal.SIGUSR1); print(signal.getsignal(signal.SIGUSR1))
print(signal.signal(signal.SIGUSR1, signal.SIG_DFL))
try: signal.setitimer(99, 1)
except signal.ItimerError as e: print(type(e), e)
try: signal.setitimer(0, -1)
except signal.ItimerError as e: print(type(e), e)
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    ev = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR2, lambda: (print('loop got it'), ev.set()))
    loop.call_later(0.02, os.kill, os.getpid(), signal.SIGUSR2)
    await ev.wait()
    print(loop.remove_signal_handler(signal.SIGUSR2))
asyncio.run(main())
async def m2():
    asyncio.get_running_loop().call_later(0.02, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError: print('cancelled'); raise
try: asyncio.run(m2())
except KeyboardInterrupt: print('KI')
try:
    import _thread; _thread.interrupt_main(); time.sleep(0.01)
except KeyboardInterrupt: print('KI')
signal.signal(signal.SIGINT, h); os.kill(os.getpid(), signal.SIGINT); print('on')
"#,
        r#"True False
False True
True 0
0
True
got SIGUSR1 main
got SIGUSR1 main
ValueError signal number out of range
ValueError signal number out of range
OSError [Errno 22] Invalid argument
TypeError signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
TypeError signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
(0.0, 0.0)
got SIGALRM <module>
True
got SIGALRM spin
got SIGALRM <module>
0 10
raised 14
raised 14
ok
4499998500000
set()
{<Signals.SIGUSR1: 10>}
got SIGUSR1 pthread_sigmask
{<Signals.SIGUSR1: 10>}
Interrupt Terminated 62
1
1
<class 'signal.itimer_error'> [Errno 22] Invalid argument
<class 'signal.itimer_error'> [Errno 22] Invalid argument
loop got it
True
cancelled
KI
KI
got SIGINT <module>
on
"#,
    );
}

#[test]
fn waits_end_in_time_whatever_signals_come() {
    prints(
        "\
import os, select, signal, socket, threading, time
calls = []
signal.signal(signal.SIGALRM, lambda number, frame: calls.append(number))
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
reader, writer = os.pipe()
print(select.select([reader], [], [], 0.1))
poll = select.poll()
poll.register(reader, select.POLLIN)
print(poll.poll(100))
a, b = socket.socketpair()
a.settimeout(0.1)
try:
    a.recv(1)
except TimeoutError as error:
    print(error)
lock = threading.Lock()
print(lock.acquire(), lock.acquire(timeout=0.1))
start = time.monotonic()
time.sleep(0.1)
print(time.monotonic() - start > 0.099, len(calls) > 5)
signal.setitimer(signal.ITIMER_REAL, 0)
for timeout in 1e300, 10**30, float('nan'), -2.0:
    try:
        lock.acquire(timeout=timeout)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
",
        "\
([], [], [])
[]
timed out
True False
True True
OverflowError timestamp out of range for platform time_t
OverflowError timestamp too large to convert to C PyTime_t
ValueError Invalid value NaN (not a number)
ValueError timeout value must be a non-negative number
",
    );
}

#[test]
fn a_program_dies_of_a_signal_by_default() {
    use std::os::unix::process::ExitStatusExt;
    let program = "import os, signal\nsignal.signal(signal.SIGTERM, print)\nsignal.signal(signal.SIGTERM, signal.SIG_DFL)\nos.kill(os.getpid(), signal.SIGTERM)\nprint('never')\n";
    let output = pyopt(&["-c", program], "");
    assert_eq!((output.status.signal(), output.stdout), (Some(15), vec![]));
}
