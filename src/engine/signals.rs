//! Signals of the operating system: a handler notes the signal and has the engine stop at its next poll, which runs what
//! the program set for it; a program that dies of the interrupt key dies as that signal has it.
//!
//! ```text
//! first thread: leave_to_others ──► starts the program's thread, waits
//! the program's thread: Signals::hear ──► a signal: noted, `stop_at` falls, blocking calls answer EINTR ──► its handler
//! ```
//!
//! Only the thread that runs the program takes signals, so that a call it waits in is interrupted. What comes before it
//! listens stays pending. A process that was started with SIGINT ignored goes on ignoring it.

use super::embed::StopHandle;
use super::host::{Clock, PollFd, SignalAction};
use crate::value::PyResult;
use crate::vm::Vm;
use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};

/// Whom signals stop: the first engine that listens, as long as the process lasts.
static HEARD_BY: OnceLock<StopHandle> = OnceLock::new();
/// A bit for each signal that came and was not taken yet; signal 1 is the lowest bit.
static NOTED: AtomicU64 = AtomicU64::new(0);
/// Where a byte goes for each signal; -1: nowhere.
static DESCRIPTOR: AtomicI32 = AtomicI32::new(-1);

/// What one thread may do about signals.
#[derive(Clone, Copy)]
pub struct Signals {
    /// The signals that were blocked when the process started.
    blocked: libc::sigset_t,
}

extern "C" fn heard(number: libc::c_int) {
    // Atomic operations, and `write`: all of them are safe in a handler.
    NOTED.fetch_or(bit(number), Ordering::Relaxed);
    let fd = DESCRIPTOR.load(Ordering::Relaxed);
    if fd >= 0 {
        let byte = number as u8;
        // SAFETY: one byte of this frame; what the call says of errors is put back, since the program may be about to ask.
        unsafe {
            let before = *error_number();
            libc::write(fd, (&raw const byte).cast(), 1);
            *error_number() = before;
        }
    }
    if let Some(handle) = HEARD_BY.get() {
        handle.signal();
    }
}

/// Where this thread's `errno` lies.
fn error_number() -> *mut libc::c_int {
    // SAFETY: the call has no conditions.
    #[cfg(target_os = "macos")]
    return unsafe { libc::__error() };
    // SAFETY: as above.
    #[cfg(not(target_os = "macos"))]
    return unsafe { libc::__errno_location() };
}

/// The bit that stands for a signal, 1 to 64.
pub(crate) fn bit(number: i32) -> u64 {
    1 << ((number - 1) & 63)
}

/// The set of signals that bits stand for.
fn set_of(bits: u64) -> libc::sigset_t {
    // SAFETY: a set of plain numbers, which the calls fill.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        (1..=64).filter(|&n| bits & bit(n) != 0).for_each(|n| {
            libc::sigaddset(&raw mut set, n);
        });
        set
    }
}

fn bits_of(set: &libc::sigset_t) -> u64 {
    // SAFETY: a set that was filled.
    (1..=64).filter(|&n| unsafe { libc::sigismember(set, n) } == 1).fold(0, |bits, n| bits | bit(n))
}

/// All signals but those that say what the thread itself did wrong.
fn from_outside() -> libc::sigset_t {
    let own = [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL, libc::SIGTRAP, libc::SIGABRT];
    set_of(own.into_iter().fold(u64::MAX, |bits, n| bits & !bit(n)))
}

impl Signals {
    /// Keeps signals from this thread and from those that it starts, until they listen.
    pub fn leave_to_others() -> Signals {
        let set = from_outside();
        // SAFETY: sets of plain numbers; the second is filled with what was blocked before.
        let blocked = unsafe {
            let mut before = std::mem::zeroed();
            libc::pthread_sigmask(libc::SIG_BLOCK, &raw const set, &raw mut before);
            before
        };
        Signals { blocked }
    }

    /// Has signals stop an engine that this thread runs: SIGINT at once, others when they are given a handler.
    pub fn hear(self, handle: StopHandle) {
        let _ = HEARD_BY.set(handle);
        if action(libc::SIGINT).is_ok_and(|action| action == SignalAction::Default) {
            let _ = set_action(libc::SIGINT, SignalAction::Told);
        }
        self.let_through();
    }

    fn let_through(self) {
        // SAFETY: a set that was filled.
        unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &raw const self.blocked, std::ptr::null_mut()) };
    }

    /// Ends the process by the interrupt signal itself, so that who started it (a shell's loop) sees an interrupt and not
    /// an exit. Comes back where the signal cannot end it.
    pub fn die(self) {
        let _ = set_action(libc::SIGINT, SignalAction::Default);
        self.let_through();
        // SAFETY: numbers.
        unsafe { libc::kill(libc::getpid(), libc::SIGINT) };
    }
}

impl std::fmt::Debug for Signals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signals {{ blocked: {:#x} }}", bits_of(&self.blocked))
    }
}

fn check(answer: libc::c_int) -> io::Result<()> {
    if answer < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// What happens when a signal comes.
pub(super) fn action(number: i32) -> io::Result<SignalAction> {
    // SAFETY: a struct of plain numbers, which the call fills.
    let action = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(number, std::ptr::null(), &raw mut action))?;
        action.sa_sigaction
    };
    Ok(match action {
        libc::SIG_DFL => SignalAction::Default,
        libc::SIG_IGN => SignalAction::Ignore,
        to if to == heard as extern "C" fn(libc::c_int) as libc::sighandler_t => SignalAction::Told,
        _ => SignalAction::Other,
    })
}

/// Says what is to happen.
pub(super) fn set_action(number: i32, action: SignalAction) -> io::Result<()> {
    let to = match action {
        SignalAction::Default | SignalAction::Other => libc::SIG_DFL,
        SignalAction::Ignore => libc::SIG_IGN,
        SignalAction::Told if HEARD_BY.get().is_none() => return Err(io::ErrorKind::PermissionDenied.into()),
        SignalAction::Told => heard as extern "C" fn(libc::c_int) as libc::sighandler_t,
    };
    // SAFETY: the struct is plain numbers; the handler does what is safe in one. Without SA_RESTART, so that a call that
    // waits answers EINTR.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = to;
        libc::sigemptyset(&raw mut action.sa_mask);
        check(libc::sigaction(number, &raw const action, std::ptr::null_mut()))
    }
}

/// The signals that came since it was asked last.
pub(super) fn take() -> u64 {
    NOTED.swap(0, Ordering::Relaxed)
}

/// Where a byte goes for each signal from now on (-1: nowhere); gives where it went.
pub(super) fn set_descriptor(fd: i32) -> i32 {
    DESCRIPTOR.swap(fd, Ordering::Relaxed)
}

/// Sends this thread a signal.
pub(super) fn raise(number: i32) -> io::Result<()> {
    // SAFETY: a number.
    check(unsafe { libc::raise(number) })
}

/// Changes which signals are blocked, as `pthread_sigmask` does; gives those that were.
pub(super) fn mask(how: i32, bits: u64) -> io::Result<u64> {
    let set = set_of(bits);
    // SAFETY: sets of plain numbers; the second is filled.
    unsafe {
        let mut before = std::mem::zeroed();
        match libc::pthread_sigmask(how, &raw const set, &raw mut before) {
            0 => Ok(bits_of(&before)),
            error => Err(io::Error::from_raw_os_error(error)),
        }
    }
}

/// The signals that came and are blocked.
pub(super) fn pending() -> io::Result<u64> {
    // SAFETY: a set of plain numbers, which the call fills.
    unsafe {
        let mut set = std::mem::zeroed();
        check(libc::sigpending(&raw mut set))?;
        Ok(bits_of(&set))
    }
}

/// Waits for one of these signals and takes it.
pub(super) fn wait(bits: u64) -> io::Result<i32> {
    let (set, mut number) = (set_of(bits), 0);
    // SAFETY: a set that was filled, and room for a number.
    match unsafe { libc::sigwait(&raw const set, &raw mut number) } {
        0 => Ok(number),
        error => Err(io::Error::from_raw_os_error(error)),
    }
}

/// Sets an interval timer if `set` is given (seconds until it ends, and from then on), and gives what was left.
pub(super) fn timer(which: i32, set: Option<[f64; 2]>) -> io::Result<[f64; 2]> {
    // Rounded up: a time that is not nothing does not become it.
    let parts = |seconds: f64| {
        let microseconds = (seconds * 1e6).ceil();
        libc::timeval {
            tv_sec: (microseconds / 1e6).floor() as libc::time_t,
            tv_usec: microseconds.rem_euclid(1e6) as libc::suseconds_t,
        }
    };
    // SAFETY: structs of plain numbers; the second is filled.
    let left = unsafe {
        let mut left: libc::itimerval = std::mem::zeroed();
        check(match set {
            Some([first, then]) => {
                let new = libc::itimerval { it_value: parts(first), it_interval: parts(then) };
                libc::setitimer(which as _, &raw const new, &raw mut left)
            }
            None => libc::getitimer(which as _, &raw mut left),
        })?;
        left
    };
    Ok([left.it_value, left.it_interval].map(|t| t.tv_sec as f64 + t.tv_usec as f64 / 1e6))
}

/// Waits for any signal.
pub(super) fn pause() {
    // SAFETY: no arguments.
    unsafe { libc::pause() };
}

/// The system's words for a signal; `None` for a number that is none.
pub(crate) fn description(number: i32) -> Option<String> {
    if !(1..=64).contains(&number) {
        return None;
    }
    // SAFETY: the text lasts until the next call, and is copied at once.
    let text = unsafe {
        let text = libc::strsignal(number);
        (!text.is_null()).then(|| std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned())
    };
    text.filter(|text| !text.starts_with("Unknown signal"))
}

impl Vm {
    /// Waits until one of several descriptors is ready, or so many milliseconds (negative: without end); how many are.
    /// What a signal takes of that time is not given back.
    ///
    /// # Errors
    /// As [`Vm::waiting`].
    pub(crate) fn wait_for(&mut self, fds: &mut [PollFd], milliseconds: i32) -> PyResult<usize> {
        let now = |vm: &mut Vm| vm.host.clock(Clock::Monotonic).unwrap_or(0);
        let start = now(self);
        self.waiting(|vm| {
            if milliseconds < 0 {
                return vm.host.poll(fds, -1);
            }
            let passed = (now(vm) - start) / 1_000_000;
            vm.host.poll(fds, (i128::from(milliseconds) - passed).max(0) as i32)
        })
    }

    /// Makes a call of the host's that may wait; once more when a signal interrupted it and its handler raised nothing.
    ///
    /// # Errors
    /// What a handler raises, or the `OSError` of the host's answer.
    pub(crate) fn waiting<T>(&mut self, mut call: impl FnMut(&mut Vm) -> io::Result<T>) -> PyResult<T> {
        loop {
            // A signal that came before would not interrupt it.
            self.poll(1)?;
            match call(self) {
                Ok(answer) => return Ok(answer),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.raise_os_error(&error, None)),
            }
        }
    }
}
