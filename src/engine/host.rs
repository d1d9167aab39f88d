//! What a program reaches outside of itself: files, standard streams, clocks, the environment.
//!
//! Everything is denied unless a host grants it: the trait's own methods all answer "Operation not permitted". The
//! command line gives [`SystemHost`](super::SystemHost), which grants what the operating system does; an embedder
//! overrides what its programs may do.

use super::Spawn;
use std::ffi::{CStr, CString};
use std::io;
use std::time::Duration;

/// What `stat` knows of a file.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "the names are those of `struct stat`")]
pub struct FileStat {
    pub mode: u32,
    pub ino: u64,
    pub dev: u64,
    pub nlink: u64,
    pub uid: u32,
    pub gid: u32,
    pub size: i64,
    pub blksize: i64,
    pub blocks: i64,
    pub rdev: u64,
    /// Nanoseconds since the epoch.
    pub atime: i128,
    pub mtime: i128,
    pub ctime: i128,
}

impl FileStat {
    /// Whether it is a directory.
    pub fn is_dir(&self) -> bool {
        self.mode & 0o170_000 == 0o040_000
    }

    /// Whether it is a regular file.
    pub fn is_file(&self) -> bool {
        self.mode & 0o170_000 == 0o100_000
    }
}

/// One entry of a directory.
#[derive(Clone, Debug)]
pub struct DirEntry {
    /// The name, without the directory.
    pub name: CString,
    /// Its inode.
    pub ino: u64,
    /// The type as `d_type` has it; 0: unknown.
    pub kind: u8,
}

/// A clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    /// Nanoseconds since the epoch.
    Real,
    /// Nanoseconds since some moment; never goes back.
    Monotonic,
    /// Processor time of the process.
    Process,
    /// Processor time of the thread.
    Thread,
}

/// A change of the file system that takes one path, or two.
#[derive(Clone, Copy, Debug)]
pub enum PathChange<'a> {
    /// Makes a directory.
    MakeDir(&'a CStr, u32),
    /// Removes an empty directory.
    RemoveDir(&'a CStr),
    /// Removes a file.
    Unlink(&'a CStr),
    /// Moves a file over another name.
    Rename(&'a CStr, &'a CStr),
    /// Makes a symbolic link: target, name.
    Symlink(&'a CStr, &'a CStr),
    /// Makes a hard link: target, name.
    Link(&'a CStr, &'a CStr),
    /// Sets the permission bits.
    Chmod(&'a CStr, u32),
    /// Cuts or extends a file.
    Truncate(&'a CStr, i64),
    /// Sets access and modification time, in nanoseconds.
    Times(&'a CStr, i128, i128),
}

/// A descriptor that [`Host::poll`] waits for.
#[derive(Clone, Copy, Debug)]
pub struct PollFd {
    /// The descriptor.
    pub fd: i32,
    /// What it is waited for: `POLLIN | …`.
    pub events: i16,
    /// What it is ready for, or what is wrong with it.
    pub ready: i16,
}

/// What happens when a signal comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignalAction {
    /// What the operating system does by itself.
    Default,
    /// Nothing.
    Ignore,
    /// The engine is told at its next poll.
    Told,
    /// Something that is not the engine's.
    Other,
}

/// How a terminal treats what is typed and written: the fields of POSIX's `struct termios`.
#[derive(Clone, Copy, Default, Debug)]
pub struct TerminalAttributes {
    /// Input, output, control and local modes.
    pub modes: [u32; 4],
    /// Speed of input and output, as the constants `B…` name them.
    pub speeds: [u32; 2],
    /// Control characters.
    pub characters: [u8; 32],
}

/// What [`Host::terminal`] is asked for; numbers are those of POSIX's functions.
#[derive(Debug)]
pub enum TerminalRequest<'a> {
    /// `tcgetattr`.
    Attributes(&'a mut TerminalAttributes),
    /// `tcsetattr`, when.
    SetAttributes(i32, &'a TerminalAttributes),
    /// `tcdrain`.
    Drain,
    /// `tcflush`, which queue.
    Flush(i32),
    /// `tcflow`, which action.
    Flow(i32),
    /// `tcsendbreak`, how long.
    Break(i32),
    /// Rows and columns are these.
    SetSize([u16; 2]),
}

fn denied<T>() -> io::Result<T> {
    Err(io::Error::from_raw_os_error(libc::EPERM))
}

/// What the engine may do outside. Errors are the operating system's, with their number.
#[allow(clippy::missing_errors_doc, reason = "each method's error is the operating system's")]
pub trait Host: Send {
    /// Opens a file: a descriptor.
    fn open(&mut self, _path: &CStr, _flags: i32, _mode: u32) -> io::Result<i32> {
        denied()
    }
    /// Closes a descriptor.
    fn close(&mut self, _fd: i32) -> io::Result<()> {
        denied()
    }
    /// Reads up to a buffer's length.
    fn read(&mut self, _fd: i32, _buffer: &mut [u8]) -> io::Result<usize> {
        denied()
    }
    /// Writes; how many bytes were taken.
    fn write(&mut self, _fd: i32, _bytes: &[u8]) -> io::Result<usize> {
        denied()
    }
    /// Moves the position; the new one.
    fn seek(&mut self, _fd: i32, _offset: i64, _whence: i32) -> io::Result<i64> {
        denied()
    }
    /// Cuts or extends an open file.
    fn truncate(&mut self, _fd: i32, _length: i64) -> io::Result<()> {
        denied()
    }
    /// Brings an open file's contents to the disk.
    fn sync(&mut self, _fd: i32) -> io::Result<()> {
        denied()
    }
    /// Whether a descriptor is a terminal.
    fn is_tty(&mut self, _fd: i32) -> bool {
        false
    }
    /// Columns and lines of a terminal.
    fn terminal_size(&mut self, _fd: i32) -> io::Result<(u16, u16)> {
        denied()
    }
    /// Asks a terminal for something or tells it something.
    fn terminal(&mut self, _fd: i32, _request: TerminalRequest<'_>) -> io::Result<()> {
        denied()
    }
    /// Duplicates a descriptor; onto `to` if that is given.
    fn dup(&mut self, _fd: i32, _to: Option<i32>) -> io::Result<i32> {
        denied()
    }
    /// A pipe: the end to read and the end to write.
    fn pipe(&mut self) -> io::Result<(i32, i32)> {
        denied()
    }
    /// A pair of connected sockets.
    fn socket_pair(&mut self, _family: i32, _kind: i32, _protocol: i32) -> io::Result<(i32, i32)> {
        denied()
    }
    /// Whether reading from a descriptor waits for something to read.
    fn is_blocking(&mut self, _fd: i32) -> io::Result<bool> {
        denied()
    }
    /// Whether reading and writing wait.
    fn set_blocking(&mut self, _fd: i32, _blocking: bool) -> io::Result<()> {
        denied()
    }
    /// Waits until a descriptor is ready, or so many milliseconds (negative: without end); how many are.
    fn poll(&mut self, _fds: &mut [PollFd], _timeout: i32) -> io::Result<usize> {
        denied()
    }
    /// What is known of an open file.
    fn fstat(&mut self, _fd: i32) -> io::Result<FileStat> {
        denied()
    }
    /// What is known of a file; links are followed if `follow`.
    fn stat(&mut self, _path: &CStr, _follow: bool) -> io::Result<FileStat> {
        denied()
    }
    /// Whether the process may use a file in a way (`R_OK | …`).
    fn access(&mut self, _path: &CStr, _mode: i32) -> bool {
        false
    }
    /// The entries of a directory, without `.` and `..`.
    fn read_dir(&mut self, _path: &CStr) -> io::Result<Vec<DirEntry>> {
        denied()
    }
    /// Where a symbolic link leads.
    fn read_link(&mut self, _path: &CStr) -> io::Result<CString> {
        denied()
    }
    /// Changes the file system.
    fn change(&mut self, _change: PathChange<'_>) -> io::Result<()> {
        denied()
    }
    /// The current directory.
    fn current_dir(&mut self) -> io::Result<CString> {
        denied()
    }
    /// Changes the current directory.
    fn change_dir(&mut self, _path: &CStr) -> io::Result<()> {
        denied()
    }
    /// The environment as it is when the engine starts.
    fn environment(&mut self) -> Vec<(CString, CString)> {
        Vec::new()
    }
    /// Sets (or with `None` removes) a variable of the environment that child processes see.
    fn set_environment(&mut self, _name: &CStr, _value: Option<&CStr>) -> io::Result<()> {
        denied()
    }
    /// The time of a clock, in nanoseconds.
    fn clock(&mut self, _clock: Clock) -> io::Result<i128> {
        denied()
    }
    /// Waits.
    fn sleep(&mut self, _time: Duration) -> io::Result<()> {
        denied()
    }
    /// Fills a buffer with random bytes.
    fn random(&mut self, _buffer: &mut [u8]) -> io::Result<()> {
        denied()
    }
    /// The process's number and its parent's.
    fn process_ids(&mut self) -> io::Result<(u32, u32)> {
        denied()
    }
    /// What happens when a signal comes.
    fn signal_action(&mut self, _number: i32) -> io::Result<SignalAction> {
        denied()
    }
    /// Says what is to happen when a signal comes.
    fn set_signal_action(&mut self, _number: i32, _action: SignalAction) -> io::Result<()> {
        denied()
    }
    /// The signals that came and that the engine is to be told of, since it was asked last: signal 1 is the lowest bit.
    fn take_signals(&mut self) -> u64 {
        0
    }
    /// For each signal that the engine is to be told of a byte goes to this descriptor, -1: none; gives the former one.
    fn set_signal_descriptor(&mut self, _fd: i32) -> io::Result<i32> {
        denied()
    }
    /// Sends the thread that runs the program a signal.
    fn raise_signal(&mut self, _number: i32) -> io::Result<()> {
        denied()
    }
    /// Blocks or lets through signals, as `pthread_sigmask` does, by bits; gives those that were blocked.
    fn signal_mask(&mut self, _how: i32, _signals: u64) -> io::Result<u64> {
        denied()
    }
    /// The signals that came and are blocked, by bits.
    fn pending_signals(&mut self) -> io::Result<u64> {
        denied()
    }
    /// Waits for one of these signals, by bits, and takes it.
    fn wait_for_signal(&mut self, _signals: u64) -> io::Result<i32> {
        denied()
    }
    /// Waits for any signal.
    fn pause(&mut self) -> io::Result<()> {
        denied()
    }
    /// Sets an interval timer, if it is given seconds until it ends, and seconds from then on; gives what was left.
    fn timer(&mut self, _which: i32, _set: Option<[f64; 2]>) -> io::Result<[f64; 2]> {
        denied()
    }
    /// Sets the permissions that new files do not get; gives the former ones.
    fn set_umask(&mut self, _mask: u32) -> io::Result<u32> {
        denied()
    }
    /// The session of a process (0: this one).
    fn session(&mut self, _process: i32) -> io::Result<i32> {
        denied()
    }
    /// Real and effective user, real and effective group.
    fn user_ids(&mut self) -> io::Result<[u32; 4]> {
        denied()
    }
    /// Starts another program: its process's number.
    fn spawn(&mut self, _spawn: &Spawn<'_>) -> io::Result<i32> {
        denied()
    }
    /// Waits for a child, as `waitpid` does: its number, 0 if none has ended and `options` say not to wait, and its status.
    fn wait(&mut self, _process: i32, _options: i32) -> io::Result<(i32, i32)> {
        denied()
    }
    /// Sends a signal to a process, or to a group of processes.
    fn kill(&mut self, _process: i32, _signal: i32) -> io::Result<()> {
        denied()
    }
    /// Whether programs that are started have a descriptor; sets it first if it is told how.
    fn inheritable(&mut self, _fd: i32, _set: Option<bool>) -> io::Result<bool> {
        denied()
    }
    /// Ends the process at once.
    fn exit(&mut self, _status: i32) -> io::Result<()> {
        denied()
    }
    /// How many processors the program may use.
    fn processors(&mut self) -> Option<usize> {
        None
    }
}

/// Grants nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sealed;

impl Host for Sealed {}
