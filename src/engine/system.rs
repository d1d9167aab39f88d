//! The host that grants what the operating system does.

use super::host::{Clock, DirEntry, FileStat, Host, PathChange, PollFd, SignalAction, TerminalRequest};
use super::signals;
use super::spawn::Spawn;
use std::ffi::{CStr, CString};
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::time::Duration;

/// The operating system itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemHost;

/// The answer of a system call: negative is an error.
fn check<T: TryInto<i64> + Copy>(answer: T) -> io::Result<T> {
    match answer.try_into() {
        Ok(n) if n < 0 => Err(io::Error::last_os_error()),
        _ => Ok(answer),
    }
}

#[allow(clippy::unnecessary_cast, reason = "the fields have other types on other systems")]
fn file_stat(of: impl FnOnce(*mut libc::stat) -> i32) -> io::Result<FileStat> {
    let mut s = std::mem::MaybeUninit::<libc::stat>::uninit();
    check(of(s.as_mut_ptr()))?;
    // SAFETY: the call succeeded, so it filled the struct.
    let s = unsafe { s.assume_init() };
    let time = |seconds: i64, nanos: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
    Ok(FileStat {
        mode: s.st_mode,
        ino: s.st_ino,
        dev: s.st_dev as u64,
        nlink: s.st_nlink as u64,
        uid: s.st_uid,
        gid: s.st_gid,
        size: s.st_size,
        blksize: s.st_blksize as i64,
        blocks: s.st_blocks,
        rdev: s.st_rdev as u64,
        atime: time(s.st_atime, s.st_atime_nsec),
        mtime: time(s.st_mtime, s.st_mtime_nsec),
        ctime: time(s.st_ctime, s.st_ctime_nsec),
    })
}

fn path(bytes: &CStr) -> &std::path::Path {
    std::path::Path::new(std::ffi::OsStr::from_bytes(bytes.to_bytes()))
}

fn owned(path: impl Into<std::ffi::OsString>) -> io::Result<CString> {
    CString::new(path.into().into_vec()).map_err(|_| io::Error::from_raw_os_error(libc::EINVAL))
}

fn spec(time: i128) -> libc::timespec {
    let (seconds, nanos) = (time.div_euclid(1_000_000_000), time.rem_euclid(1_000_000_000));
    libc::timespec { tv_sec: seconds as libc::time_t, tv_nsec: nanos as _ }
}

impl Host for SystemHost {
    fn open(&mut self, path: &CStr, flags: i32, mode: u32) -> io::Result<i32> {
        // SAFETY: a terminated string.
        check(unsafe { libc::open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) })
    }
    fn close(&mut self, fd: i32) -> io::Result<()> {
        // SAFETY: a number; a wrong one is an error of the call's.
        check(unsafe { libc::close(fd) }).map(|_| ())
    }
    fn read(&mut self, fd: i32, buffer: &mut [u8]) -> io::Result<usize> {
        // SAFETY: the buffer is as long as it says.
        check(unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len()) }).map(|n| n as usize)
    }
    fn write(&mut self, fd: i32, bytes: &[u8]) -> io::Result<usize> {
        // SAFETY: the buffer is as long as it says.
        check(unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) }).map(|n| n as usize)
    }
    fn seek(&mut self, fd: i32, offset: i64, whence: i32) -> io::Result<i64> {
        // SAFETY: numbers only.
        check(unsafe { libc::lseek(fd, offset, whence) })
    }
    fn truncate(&mut self, fd: i32, length: i64) -> io::Result<()> {
        // SAFETY: numbers only.
        check(unsafe { libc::ftruncate(fd, length) }).map(|_| ())
    }
    fn sync(&mut self, fd: i32) -> io::Result<()> {
        // SAFETY: a number.
        check(unsafe { libc::fsync(fd) }).map(|_| ())
    }
    fn is_tty(&mut self, fd: i32) -> bool {
        // SAFETY: a number.
        unsafe { libc::isatty(fd) == 1 }
    }
    fn terminal_size(&mut self, fd: i32) -> io::Result<(u16, u16)> {
        // SAFETY: a struct of plain numbers.
        let mut size: libc::winsize = unsafe { std::mem::zeroed() };
        // SAFETY: the request fills such a struct.
        check(unsafe { libc::ioctl(fd, libc::TIOCGWINSZ, &raw mut size) })?;
        Ok((size.ws_col, size.ws_row))
    }
    fn terminal(&mut self, fd: i32, request: TerminalRequest<'_>) -> io::Result<()> {
        use TerminalRequest as T;
        // SAFETY: numbers, and structs of plain numbers that live as long as each call.
        check(unsafe {
            match request {
                T::Attributes(to) => {
                    let mut from: libc::termios = std::mem::zeroed();
                    check(libc::tcgetattr(fd, &raw mut from))?;
                    to.modes = [from.c_iflag, from.c_oflag, from.c_cflag, from.c_lflag];
                    to.speeds = [libc::cfgetispeed(&raw const from), libc::cfgetospeed(&raw const from)];
                    to.characters = from.c_cc;
                    0
                }
                T::SetAttributes(when, from) => {
                    // What has no field here stays.
                    let mut to: libc::termios = std::mem::zeroed();
                    check(libc::tcgetattr(fd, &raw mut to))?;
                    [to.c_iflag, to.c_oflag, to.c_cflag, to.c_lflag] = from.modes;
                    to.c_cc = from.characters;
                    check(libc::cfsetispeed(&raw mut to, from.speeds[0]))?;
                    check(libc::cfsetospeed(&raw mut to, from.speeds[1]))?;
                    libc::tcsetattr(fd, when, &raw const to)
                }
                T::Drain => libc::tcdrain(fd),
                T::Flush(queue) => libc::tcflush(fd, queue),
                T::Flow(action) => libc::tcflow(fd, action),
                T::Break(duration) => libc::tcsendbreak(fd, duration),
                T::SetSize([rows, columns]) => {
                    let mut size: libc::winsize = std::mem::zeroed();
                    check(libc::ioctl(fd, libc::TIOCGWINSZ, &raw mut size))?;
                    (size.ws_row, size.ws_col) = (rows, columns);
                    libc::ioctl(fd, libc::TIOCSWINSZ, &raw const size)
                }
            }
        })
        .map(|_| ())
    }
    fn dup(&mut self, fd: i32, to: Option<i32>) -> io::Result<i32> {
        // SAFETY: numbers only.
        check(unsafe {
            match to {
                Some(to) => libc::dup2(fd, to),
                None => libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0),
            }
        })
    }
    fn pipe(&mut self) -> io::Result<(i32, i32)> {
        let mut ends = [0; 2];
        // SAFETY: room for two numbers.
        check(unsafe { libc::pipe(ends.as_mut_ptr()) })?;
        for end in ends {
            // SAFETY: numbers only.
            check(unsafe { libc::fcntl(end, libc::F_SETFD, libc::FD_CLOEXEC) })?;
        }
        Ok((ends[0], ends[1]))
    }
    fn socket_pair(&mut self, family: i32, kind: i32, protocol: i32) -> io::Result<(i32, i32)> {
        let mut ends = [0; 2];
        // SAFETY: room for two numbers.
        check(unsafe { libc::socketpair(family, kind, protocol, ends.as_mut_ptr()) })?;
        for end in ends {
            // SAFETY: numbers only.
            check(unsafe { libc::fcntl(end, libc::F_SETFD, libc::FD_CLOEXEC) })?;
        }
        Ok((ends[0], ends[1]))
    }
    fn is_blocking(&mut self, fd: i32) -> io::Result<bool> {
        // SAFETY: numbers only.
        Ok(check(unsafe { libc::fcntl(fd, libc::F_GETFL) })? & libc::O_NONBLOCK == 0)
    }
    fn set_blocking(&mut self, fd: i32, blocking: bool) -> io::Result<()> {
        // SAFETY: numbers only.
        let flags = check(unsafe { libc::fcntl(fd, libc::F_GETFL) })?;
        let flags = if blocking { flags & !libc::O_NONBLOCK } else { flags | libc::O_NONBLOCK };
        // SAFETY: numbers only.
        check(unsafe { libc::fcntl(fd, libc::F_SETFL, flags) }).map(|_| ())
    }
    fn poll(&mut self, fds: &mut [PollFd], timeout: i32) -> io::Result<usize> {
        let mut list: Vec<libc::pollfd> =
            fds.iter().map(|f| libc::pollfd { fd: f.fd, events: f.events, revents: 0 }).collect();
        // SAFETY: the list is as long as it says.
        let count = check(unsafe { libc::poll(list.as_mut_ptr(), list.len() as libc::nfds_t, timeout) })?;
        fds.iter_mut().zip(&list).for_each(|(to, from)| to.ready = from.revents);
        Ok(count as usize)
    }
    fn fstat(&mut self, fd: i32) -> io::Result<FileStat> {
        // SAFETY: room for the struct.
        file_stat(|to| unsafe { libc::fstat(fd, to) })
    }
    fn stat(&mut self, path: &CStr, follow: bool) -> io::Result<FileStat> {
        // SAFETY: a terminated string, and room for the struct.
        file_stat(|to| unsafe {
            if follow { libc::stat(path.as_ptr(), to) } else { libc::lstat(path.as_ptr(), to) }
        })
    }
    fn access(&mut self, path: &CStr, mode: i32) -> bool {
        // SAFETY: a terminated string.
        unsafe { libc::access(path.as_ptr(), mode) == 0 }
    }
    fn read_dir(&mut self, dir: &CStr) -> io::Result<Vec<DirEntry>> {
        use std::os::unix::fs::{DirEntryExt, FileTypeExt};
        std::fs::read_dir(path(dir))?
            .map(|entry| {
                let entry = entry?;
                let kind = match entry.file_type() {
                    Ok(t) if t.is_dir() => libc::DT_DIR,
                    Ok(t) if t.is_file() => libc::DT_REG,
                    Ok(t) if t.is_symlink() => libc::DT_LNK,
                    Ok(t) if t.is_fifo() => libc::DT_FIFO,
                    _ => libc::DT_UNKNOWN,
                };
                Ok(DirEntry { name: owned(entry.file_name())?, ino: entry.ino(), kind })
            })
            .collect()
    }
    fn read_link(&mut self, link: &CStr) -> io::Result<CString> {
        owned(std::fs::read_link(path(link))?)
    }
    fn change(&mut self, change: PathChange<'_>) -> io::Result<()> {
        use PathChange as C;
        // SAFETY: terminated strings; the times are an array of two.
        let answer = unsafe {
            match change {
                C::MakeDir(p, mode) => libc::mkdir(p.as_ptr(), mode as libc::mode_t),
                C::RemoveDir(p) => libc::rmdir(p.as_ptr()),
                C::Unlink(p) => libc::unlink(p.as_ptr()),
                C::Rename(from, to) => libc::rename(from.as_ptr(), to.as_ptr()),
                C::Symlink(target, name) => libc::symlink(target.as_ptr(), name.as_ptr()),
                C::Link(target, name) => libc::link(target.as_ptr(), name.as_ptr()),
                C::Chmod(p, mode) => libc::chmod(p.as_ptr(), mode as libc::mode_t),
                C::Truncate(p, length) => libc::truncate(p.as_ptr(), length),
                C::Times(p, access, modified) => {
                    let times = [spec(access), spec(modified)];
                    libc::utimensat(libc::AT_FDCWD, p.as_ptr(), times.as_ptr(), 0)
                }
            }
        };
        check(answer).map(|_| ())
    }
    fn current_dir(&mut self) -> io::Result<CString> {
        owned(std::env::current_dir()?)
    }
    fn change_dir(&mut self, path: &CStr) -> io::Result<()> {
        // SAFETY: a terminated string.
        check(unsafe { libc::chdir(path.as_ptr()) }).map(|_| ())
    }
    fn environment(&mut self) -> Vec<(CString, CString)> {
        std::env::vars_os().filter_map(|(k, v)| Some((owned(k).ok()?, owned(v).ok()?))).collect()
    }
    fn set_environment(&mut self, name: &CStr, value: Option<&CStr>) -> io::Result<()> {
        // SAFETY: terminated strings. Only this thread reads the environment: the engine took its own copy.
        check(unsafe {
            match value {
                Some(value) => libc::setenv(name.as_ptr(), value.as_ptr(), 1),
                None => libc::unsetenv(name.as_ptr()),
            }
        })
        .map(|_| ())
    }
    fn clock(&mut self, clock: Clock) -> io::Result<i128> {
        let id = match clock {
            Clock::Real => libc::CLOCK_REALTIME,
            Clock::Monotonic => libc::CLOCK_MONOTONIC,
            Clock::Process => libc::CLOCK_PROCESS_CPUTIME_ID,
            Clock::Thread => libc::CLOCK_THREAD_CPUTIME_ID,
        };
        let mut time = spec(0);
        // SAFETY: room for the struct.
        check(unsafe { libc::clock_gettime(id, &raw mut time) })?;
        Ok(i128::from(time.tv_sec) * 1_000_000_000 + i128::from(time.tv_nsec))
    }
    fn sleep(&mut self, time: Duration) -> io::Result<()> {
        let seconds = libc::time_t::try_from(time.as_secs()).unwrap_or(libc::time_t::MAX);
        let time = libc::timespec { tv_sec: seconds, tv_nsec: time.subsec_nanos() as _ };
        // SAFETY: a struct of plain numbers; how much is left is not asked for.
        check(unsafe { libc::nanosleep(&raw const time, std::ptr::null_mut()) }).map(|_| ())
    }
    fn random(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        use std::io::Read;
        std::fs::File::open("/dev/urandom")?.read_exact(buffer)
    }
    fn process_ids(&mut self) -> io::Result<(u32, u32)> {
        Ok((std::process::id(), std::os::unix::process::parent_id()))
    }
    fn signal_action(&mut self, number: i32) -> io::Result<SignalAction> {
        signals::action(number)
    }
    fn set_signal_action(&mut self, number: i32, action: SignalAction) -> io::Result<()> {
        signals::set_action(number, action)
    }
    fn take_signals(&mut self) -> u64 {
        signals::take()
    }
    fn set_signal_descriptor(&mut self, fd: i32) -> io::Result<i32> {
        Ok(signals::set_descriptor(fd))
    }
    fn raise_signal(&mut self, number: i32) -> io::Result<()> {
        signals::raise(number)
    }
    fn signal_mask(&mut self, how: i32, set: u64) -> io::Result<u64> {
        signals::mask(how, set)
    }
    fn pending_signals(&mut self) -> io::Result<u64> {
        signals::pending()
    }
    fn wait_for_signal(&mut self, set: u64) -> io::Result<i32> {
        signals::wait(set)
    }
    fn pause(&mut self) -> io::Result<()> {
        signals::pause();
        Ok(())
    }
    fn timer(&mut self, which: i32, set: Option<[f64; 2]>) -> io::Result<[f64; 2]> {
        signals::timer(which, set)
    }
    fn set_umask(&mut self, mask: u32) -> io::Result<u32> {
        // SAFETY: a number.
        Ok(unsafe { libc::umask(mask as libc::mode_t) } as u32)
    }
    fn session(&mut self, process: i32) -> io::Result<i32> {
        // SAFETY: a number.
        check(unsafe { libc::getsid(process) })
    }
    fn user_ids(&mut self) -> io::Result<[u32; 4]> {
        // SAFETY: no arguments.
        Ok(unsafe { [libc::getuid(), libc::geteuid(), libc::getgid(), libc::getegid()] })
    }
    fn spawn(&mut self, spawn: &Spawn<'_>) -> io::Result<i32> {
        super::spawn::spawn(spawn)
    }
    fn wait(&mut self, process: i32, options: i32) -> io::Result<(i32, i32)> {
        let mut status = 0;
        // SAFETY: room for the status.
        let child = check(unsafe { libc::waitpid(process, &raw mut status, options) })?;
        Ok((child, status))
    }
    fn kill(&mut self, process: i32, signal: i32) -> io::Result<()> {
        // SAFETY: numbers.
        check(unsafe { libc::kill(process, signal) }).map(|_| ())
    }
    fn inheritable(&mut self, fd: i32, set: Option<bool>) -> io::Result<bool> {
        // SAFETY: numbers.
        let flags = check(unsafe { libc::fcntl(fd, libc::F_GETFD) })?;
        let Some(set) = set else { return Ok(flags & libc::FD_CLOEXEC == 0) };
        let flags = if set { flags & !libc::FD_CLOEXEC } else { flags | libc::FD_CLOEXEC };
        // SAFETY: numbers.
        check(unsafe { libc::fcntl(fd, libc::F_SETFD, flags) }).map(|_| set)
    }
    fn exit(&mut self, status: i32) -> io::Result<()> {
        // SAFETY: never returns; nothing of the process is used any more.
        unsafe { libc::_exit(status) }
    }
    fn processors(&mut self) -> Option<usize> {
        std::thread::available_parallelism().ok().map(usize::from)
    }
}
