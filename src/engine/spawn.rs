//! Starting other programs.
//!
//! ```text
//! fork ─► the child: descriptors, directory, signals, groups, users ─► exec of the first program that is there
//!                    what fails is written to `report`, as `subprocess` reads it: OSError:ERRNO:noexec…
//! ```
//!
//! INVARIANT: between fork and exec only functions run that may run in a signal handler, and nothing is allocated; what
//! they need is made before.

use std::ffi::{CStr, CString};
use std::io;
use std::ptr;

/// A program to start, and what its process does before.
#[derive(Clone, Copy, Debug)]
pub struct Spawn<'a> {
    /// Paths, of which the first that can be run is.
    pub programs: &'a [CString],
    /// Its arguments, its own name first.
    pub arguments: &'a [CString],
    /// `NAME=VALUE` each; this process's environment if there is none.
    pub environment: Option<&'a [CString]>,
    /// Where it runs.
    pub directory: Option<&'a CStr>,
    /// What becomes its descriptors 0, 1 and 2; negative: what they are here.
    pub streams: [i32; 3],
    /// Further descriptors that it has, in order.
    pub kept: &'a [i32],
    /// Whether all others are closed, also those that are inheritable.
    pub closes: bool,
    /// Whether signals that this process ignores are not ignored there.
    pub restores_signals: bool,
    /// Whether it leads a session of its own.
    pub new_session: bool,
    /// The process group that it joins: 0 for one of its own.
    pub process_group: Option<i32>,
    /// Its group.
    pub group: Option<u32>,
    /// Its further groups.
    pub groups: Option<&'a [u32]>,
    /// Its user.
    pub user: Option<u32>,
    /// Its file mode mask.
    pub mask: Option<u32>,
    /// The descriptor that tells what failed before the program ran; it is closed when the program runs.
    pub report: i32,
}

impl<'a> Spawn<'a> {
    /// A program whose process is as this one is.
    pub const fn new(programs: &'a [CString], arguments: &'a [CString]) -> Spawn<'a> {
        Spawn {
            programs,
            arguments,
            environment: None,
            directory: None,
            streams: [-1; 3],
            kept: &[],
            closes: false,
            restores_signals: false,
            new_session: false,
            process_group: None,
            group: None,
            groups: None,
            user: None,
            mask: None,
            report: -1,
        }
    }
}

/// Starts a program in a process of its own: the process's number.
pub(super) fn spawn(spawn: &Spawn<'_>) -> io::Result<i32> {
    let pointers = |texts: &[CString]| -> Vec<*const libc::c_char> {
        texts.iter().map(|text| text.as_ptr()).chain([ptr::null()]).collect()
    };
    let (arguments, environment) = (pointers(spawn.arguments), spawn.environment.map(pointers));
    // SAFETY: the child calls functions that a signal handler may call, with memory that is made above, and never returns.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => {
            // SAFETY: both end with a null pointer, and their texts live in `spawn`.
            let error = unsafe { run(spawn, &arguments, environment.as_deref()) };
            tell(spawn.report, &error);
            // SAFETY: ends the child.
            unsafe { libc::_exit(255) }
        }
        child => Ok(child),
    }
}

/// What went wrong, and where.
struct Failed {
    errno: i32,
    place: &'static [u8],
}

fn failed(place: &'static [u8]) -> Failed {
    Failed { errno: io::Error::last_os_error().raw_os_error().unwrap_or(0), place }
}

/// The child: returns if the program cannot be run.
///
/// # Safety
/// To be called between fork and exec; the lists end with a null pointer.
unsafe fn run(
    spawn: &Spawn<'_>,
    arguments: &[*const libc::c_char],
    environment: Option<&[*const libc::c_char]>,
) -> Failed {
    // SAFETY: as above; numbers and terminated strings.
    unsafe {
        if prepare(spawn) < 0 {
            return failed(b"noexec");
        }
        if let Some(directory) = spawn.directory
            && libc::chdir(directory.as_ptr()) < 0
        {
            return failed(b"noexec:chdir");
        }
        if become_other(spawn) < 0 {
            return failed(b"noexec");
        }
        if spawn.closes {
            close_others(spawn.kept);
        }
        // The first error that says more than that a path leads nowhere, else the last.
        let (mut first, mut last) = (0, failed(b""));
        for program in spawn.programs {
            match environment {
                Some(environment) => {
                    libc::execve(program.as_ptr(), arguments.as_ptr(), environment.as_ptr());
                }
                None => {
                    libc::execv(program.as_ptr(), arguments.as_ptr());
                }
            }
            last = failed(b"");
            if first == 0 && last.errno != libc::ENOENT && last.errno != libc::ENOTDIR {
                first = last.errno;
            }
        }
        if first != 0 {
            last.errno = first;
        }
        last
    }
}

/// The descriptors, negative if something fails.
///
/// # Safety
/// As [`run`].
unsafe fn prepare(spawn: &Spawn<'_>) -> i32 {
    // SAFETY: numbers.
    unsafe {
        for &fd in spawn.kept {
            if fd != spawn.report && libc::fcntl(fd, libc::F_SETFD, 0) < 0 {
                return -1;
            }
        }
        // One that stands where another is put goes elsewhere first.
        let mut streams = spawn.streams;
        for (at, fd) in streams.iter_mut().enumerate() {
            if *fd >= 0 && (*fd as usize) < at {
                *fd = libc::fcntl(*fd, libc::F_DUPFD_CLOEXEC, 3);
                if *fd < 0 {
                    return -1;
                }
            }
        }
        for (at, fd) in (0..).zip(streams) {
            let done = match fd {
                ..0 => 0,
                fd if fd == at => libc::fcntl(fd, libc::F_SETFD, 0),
                fd => libc::dup2(fd, at),
            };
            if done < 0 {
                return -1;
            }
        }
        0
    }
}

/// Mask, signals, session, groups and user, negative if something fails.
///
/// # Safety
/// As [`run`].
unsafe fn become_other(spawn: &Spawn<'_>) -> i32 {
    // SAFETY: numbers, and a list with its length.
    unsafe {
        if let Some(mask) = spawn.mask {
            libc::umask(mask as libc::mode_t);
        }
        if spawn.restores_signals {
            for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
                libc::signal(signal, libc::SIG_DFL);
            }
        }
        if spawn.new_session && libc::setsid() < 0 {
            return -1;
        }
        if let Some(group) = spawn.process_group
            && libc::setpgid(0, group) < 0
        {
            return -1;
        }
        if let Some(groups) = spawn.groups
            && libc::setgroups(groups.len() as _, groups.as_ptr()) < 0
        {
            return -1;
        }
        if let Some(group) = spawn.group
            && libc::setregid(group, group) < 0
        {
            return -1;
        }
        if let Some(user) = spawn.user
            && libc::setreuid(user, user) < 0
        {
            return -1;
        }
        0
    }
}

/// Closes all descriptors from 3 on that are not kept.
///
/// # Safety
/// As [`run`].
unsafe fn close_others(kept: &[i32]) {
    let mut first = 3;
    for &fd in kept.iter().filter(|&&fd| fd >= 3) {
        // SAFETY: numbers.
        unsafe { close_range(first, fd - 1) };
        first = first.max(fd + 1);
    }
    // SAFETY: numbers.
    unsafe { close_range(first, i32::MAX) };
}

/// Closes a range of descriptors, both ends included.
///
/// # Safety
/// As [`run`].
unsafe fn close_range(first: i32, last: i32) {
    if first > last {
        return;
    }
    // SAFETY: numbers.
    unsafe {
        #[cfg(target_os = "linux")]
        if libc::syscall(libc::SYS_close_range, first as libc::c_uint, last as libc::c_uint, 0) == 0 {
            return;
        }
        let most = i32::try_from(libc::sysconf(libc::_SC_OPEN_MAX)).unwrap_or(i32::MAX);
        for fd in first..=last.min(most.max(256)) {
            libc::close(fd);
        }
    }
}

/// Writes what failed: `OSError:1F:noexec`.
fn tell(fd: i32, failed: &Failed) {
    let mut text = [0u8; 40];
    let mut length = 0;
    let mut put = |bytes: &[u8]| {
        text[length..length + bytes.len()].copy_from_slice(bytes);
        length += bytes.len();
    };
    put(b"OSError:");
    let errno = failed.errno as u32;
    for shift in [8, 4, 0].into_iter().filter(|&shift| shift == 0 || errno >> shift != 0) {
        put(&b"0123456789ABCDEF"[(errno >> shift & 15) as usize..][..1]);
    }
    put(b":");
    put(failed.place);
    // SAFETY: a buffer with its length. Where nobody reads it, nothing can be told.
    unsafe { libc::write(fd, text.as_ptr().cast(), length) };
}
