//! The interrupt key: SIGINT becomes a request to stop, and a program that dies of it dies as the signal has it.
//!
//! ```text
//! first thread: leave_to_others ──► starts the program's thread, waits
//! the program's thread: Interrupts::hear ──► SIGINT: `stop_at` is 0, blocking calls answer EINTR ──► KeyboardInterrupt
//! ```
//!
//! Only the thread that runs the program takes the signal, so that a call it waits in is interrupted. What comes before
//! it listens stays pending. A process that was started with the signal ignored goes on ignoring it.

use super::embed::StopHandle;
use crate::value::PyResult;
use crate::vm::Vm;
use std::io;
use std::sync::OnceLock;

/// Whom the signal stops: the first engine that listens, as long as the process lasts.
static HEARD_BY: OnceLock<StopHandle> = OnceLock::new();

/// What one thread may do about interrupts.
#[derive(Clone, Copy, Debug)]
pub struct Interrupts {
    /// Whether the signal was let through when the process started.
    open: bool,
}

extern "C" fn heard(_: libc::c_int) {
    // An atomic load and an atomic store: both are safe in a handler.
    if let Some(handle) = HEARD_BY.get() {
        handle.stop();
    }
}

fn only_interrupt() -> libc::sigset_t {
    // SAFETY: a set of plain numbers, which both calls fill.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        libc::sigaddset(&raw mut set, libc::SIGINT);
        set
    }
}

impl Interrupts {
    /// Keeps the signal from this thread and from those that it starts, until they listen.
    pub fn leave_to_others() -> Interrupts {
        let set = only_interrupt();
        // SAFETY: sets of plain numbers; the second is filled with what was blocked before.
        let was_blocked = unsafe {
            let mut before = std::mem::zeroed();
            libc::pthread_sigmask(libc::SIG_BLOCK, &raw const set, &raw mut before);
            libc::sigismember(&raw const before, libc::SIGINT) == 1
        };
        Interrupts { open: !was_blocked }
    }

    /// Has the signal stop an engine that this thread runs.
    pub fn hear(self, handle: StopHandle) {
        let _ = HEARD_BY.set(handle);
        let set = only_interrupt();
        // SAFETY: the structs are plain numbers, filled before they are read; the handler does atomic operations only.
        // Without SA_RESTART, so that a call that waits answers EINTR.
        unsafe {
            let mut before: libc::sigaction = std::mem::zeroed();
            libc::sigaction(libc::SIGINT, std::ptr::null(), &raw mut before);
            if before.sa_sigaction != libc::SIG_IGN {
                let mut action: libc::sigaction = std::mem::zeroed();
                action.sa_sigaction = heard as extern "C" fn(libc::c_int) as libc::sighandler_t;
                libc::sigemptyset(&raw mut action.sa_mask);
                libc::sigaction(libc::SIGINT, &raw const action, std::ptr::null_mut());
            }
            if self.open {
                libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const set, std::ptr::null_mut());
            }
        }
    }

    /// Ends the process by the signal itself, so that who started it (a shell's loop) sees an interrupt and not an exit.
    /// Comes back where the signal cannot end it.
    pub fn die(self) {
        let set = only_interrupt();
        // SAFETY: numbers, and a set of them.
        unsafe {
            libc::signal(libc::SIGINT, libc::SIG_DFL);
            if self.open {
                libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const set, std::ptr::null_mut());
            }
            libc::kill(libc::getpid(), libc::SIGINT);
        }
    }
}

impl Vm {
    /// Makes a call of the host's that may wait; once more when a signal interrupted it and nobody asked to stop.
    ///
    /// # Errors
    /// `KeyboardInterrupt`, or the `OSError` of the host's answer.
    pub(crate) fn waiting<T>(&mut self, mut call: impl FnMut(&mut Vm) -> io::Result<T>) -> PyResult<T> {
        loop {
            match call(self) {
                Ok(answer) => return Ok(answer),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => self.poll(1)?,
                Err(error) => return Err(self.raise_os_error(&error, None)),
            }
        }
    }
}
