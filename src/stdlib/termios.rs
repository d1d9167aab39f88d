//! `termios`: how terminals treat what is typed and written.
//!
//! Attributes are a list `[iflag, oflag, cflag, lflag, ispeed, ospeed, cc]`; `cc` has an item for each control character:
//! bytes, or an int for `VMIN` and `VTIME` where the terminal does not wait for whole lines.

use super::select::descriptor;
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::engine::{TerminalAttributes, TerminalRequest};
use crate::objects::types::type_flags;
use crate::objects::{Bytes, Kind, List};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

static ERROR: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.exception),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("termios", "error", Kind::Exception)
};

macro_rules! numbers {
    ($($name:ident),* $(,)?) => {
        /// The constants of the system.
        #[allow(clippy::unnecessary_cast, reason = "their types differ from system to system")]
        const NUMBERS: &[(&str, i64)] = &[$((stringify!($name), libc::$name as i64)),*];
    };
}

numbers! {
    B0, B1000000, B110, B115200, B1152000, B1200, B134, B150, B1500000, B1800, B19200, B200, B2000000,
    B230400, B2400, B2500000, B300, B3000000, B3500000, B38400, B4000000, B460800, B4800, B50, B500000,
    B57600, B576000, B600, B75, B921600, B9600, BRKINT, BS0, BS1, BSDLY, CBAUD, CBAUDEX, CIBAUD, CLOCAL, CR0,
    CR1, CR2, CR3, CRDLY, CREAD, CRTSCTS, CS5, CS6, CS7, CS8, CSIZE, CSTOPB, ECHO, ECHOCTL, ECHOE, ECHOK,
    ECHOKE, ECHONL, ECHOPRT, EXTA, EXTB, FF0, FF1, FFDLY, FIOASYNC, FIOCLEX, FIONBIO, FIONCLEX, FIONREAD,
    FLUSHO, HUPCL, ICANON, ICRNL, IEXTEN, IGNBRK, IGNCR, IGNPAR, IMAXBEL, INLCR, INPCK, ISIG, ISTRIP, IUCLC,
    IXANY, IXOFF, IXON, NCCS, NL0, NL1, NLDLY, NOFLSH, OCRNL, OFDEL, OFILL, OLCUC, ONLCR, ONLRET, ONOCR,
    OPOST, PARENB, PARMRK, PARODD, PENDIN, TAB0, TAB1, TAB2, TAB3, TABDLY, TCFLSH, TCGETA, TCGETS, TCIFLUSH,
    TCIOFF, TCIOFLUSH, TCION, TCOFLUSH, TCOOFF, TCOON, TCSADRAIN, TCSAFLUSH, TCSANOW, TCSBRK, TCSBRKP, TCSETA,
    TCSETAF, TCSETAW, TCSETS, TCSETSF, TCSETSW, TCXONC, TIOCCONS, TIOCEXCL, TIOCGETD, TIOCGICOUNT,
    TIOCGLCKTRMIOS, TIOCGPGRP, TIOCGSERIAL, TIOCGSOFTCAR, TIOCGWINSZ, TIOCINQ, TIOCLINUX, TIOCMBIC, TIOCMBIS,
    TIOCMGET, TIOCMIWAIT, TIOCMSET, TIOCM_CAR, TIOCM_CD, TIOCM_CTS, TIOCM_DSR, TIOCM_DTR, TIOCM_LE, TIOCM_RI,
    TIOCM_RNG, TIOCM_RTS, TIOCM_SR, TIOCM_ST, TIOCNOTTY, TIOCNXCL, TIOCOUTQ, TIOCPKT, TIOCSCTTY,
    TIOCSERCONFIG, TIOCSERGETLSR, TIOCSERGETMULTI, TIOCSERGSTRUCT, TIOCSERGWILD, TIOCSERSETMULTI,
    TIOCSERSWILD, TIOCSETD, TIOCSLCKTRMIOS, TIOCSPGRP, TIOCSSERIAL, TIOCSSOFTCAR, TIOCSTI, TIOCSWINSZ, TOSTOP,
    VDISCARD, VEOF, VEOL, VEOL2, VERASE, VINTR, VKILL, VLNEXT, VMIN, VQUIT, VREPRINT, VSTART, VSTOP, VSUSP,
    VSWTC, VT0, VT1, VTDLY, VTIME, VWERASE, XCASE, XTABS,
}

natives! { FUNCTIONS:
    "tcgetattr" "(fd, /)" get_attributes;
    "tcsetattr" "(fd, when, attributes, /)" set_attributes;
    "tcsendbreak" "(fd, duration, /)" |vm, args| {
        let duration = vm.c_int(args[1])?;
        tell(vm, args[0], TerminalRequest::Break(duration))
    };
    "tcdrain" "(fd, /)" |vm, args| tell(vm, args[0], TerminalRequest::Drain);
    "tcflush" "(fd, queue, /)" |vm, args| {
        let queue = vm.c_int(args[1])?;
        tell(vm, args[0], TerminalRequest::Flush(queue))
    };
    "tcflow" "(fd, action, /)" |vm, args| {
        let action = vm.c_int(args[1])?;
        tell(vm, args[0], TerminalRequest::Flow(action))
    };
    "tcgetwinsize" "(fd, /)" |vm, args| {
        let fd = descriptor(vm, args[0])?;
        let (columns, rows) = vm.host.terminal_size(fd).map_err(|error| failed(vm, &error))?;
        vm.new_tuple(&[rows, columns].map(|n| Value::small_int_unchecked(i64::from(n))))
    };
    "tcsetwinsize" "(fd, winsize, /)" |vm, args| {
        let wanted = "tcsetwinsize, arg 2: must be a two-item sequence";
        let size = match vm.len(args[1]) {
            Ok(2) => vm.list_of(args[1])?,
            Ok(_) => return Err(vm.raise_type_error(wanted)),
            Err(raised) => return Err(raised),
        };
        let fd = descriptor(vm, args[0])?;
        vm.host.terminal_size(fd).map_err(|error| failed(vm, &error))?;
        let mut cells = [0; 2];
        for (cell, item) in cells.iter_mut().zip(size.items()) {
            let number = vm.index(item.get())?;
            *cell = u16::try_from(number).map_err(|_| {
                vm.raise_str(vm.types.overflow_error, "winsize value(s) out of range.")
            })?;
        }
        tell(vm, args[0], TerminalRequest::SetSize(cells))
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "termios",
    doc: "This module provides an interface to the Posix calls for tty I/O control.\n\
          \n\
          For a complete description of these calls, see the Posix or Unix manual\n\
          pages. It is only available for those Unix versions that support Posix\n\
          termios style tty I/O control (and then only if configured at installation\n\
          time).\n\
          \n\
          All functions in this module take a file descriptor fd as their first\n\
          argument. This can be an integer file descriptor, such as returned by\n\
          sys.stdin.fileno(), or a file object, such as sys.stdin itself.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let error = vm.native_type(&ERROR).value();
        add(vm, module, "error", error)?;
        for &(name, number) in NUMBERS {
            let number = vm.new_int(number);
            add(vm, module, name, number)?;
        }
        Ok(())
    },
};

/// `termios.error` with the number and the text of an error of the system.
fn failed(vm: &mut Vm, error: &std::io::Error) -> Raised {
    let class = vm.native_type(&ERROR);
    vm.raise_os_error_as(class, error)
}

fn tell(vm: &mut Vm, fd: Value, request: TerminalRequest<'_>) -> PyResult {
    let fd = descriptor(vm, fd)?;
    match vm.host.terminal(fd, request) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, &error)),
    }
}

/// The control characters that are numbers where input does not come in lines.
const COUNTS: [usize; 2] = [libc::VMIN, libc::VTIME];
const LOCAL: usize = 3;

fn in_lines(modes: [u32; 4]) -> bool {
    modes[LOCAL] & libc::ICANON != 0
}

fn get_attributes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut found = TerminalAttributes::default();
    tell(vm, args[0], TerminalRequest::Attributes(&mut found))?;
    let characters = vm.new_list(&[])?;
    for (at, &character) in found.characters.iter().enumerate() {
        let shown = match COUNTS.contains(&at) && !in_lines(found.modes) {
            true => Value::small_int_unchecked(i64::from(character)),
            false => vm.new_bytes(&[character])?,
        };
        let pushed = List::push(characters, &mut vm.heap, shown);
        vm.check(pushed)?;
    }
    let numbers = found.modes.into_iter().chain(found.speeds);
    let mut items: Vec<Value> = numbers.map(|n| Value::small_int_unchecked(i64::from(n))).collect();
    items.push(characters.value());
    Ok(vm.new_list(&items)?.value())
}

fn set_attributes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let when = vm.c_int(args[1])?;
    let mut attributes = TerminalAttributes::default();
    let Some(given) = args[2].downcast::<List>().filter(|list| list.len() == 7) else {
        return Err(vm.raise_type_error("tcsetattr, arg 3: must be 7 element list"));
    };
    let given: Vec<Value> = given.items().iter().map(|item| item.get()).collect();
    tell(vm, args[0], TerminalRequest::Attributes(&mut attributes))?;
    for (to, &from) in attributes.modes.iter_mut().chain(&mut attributes.speeds).zip(&given) {
        // Flags may be given as they come out of `~`.
        *to = vm.index(from)? as u32;
    }
    let count = attributes.characters.len();
    let Some(characters) = given[6].downcast::<List>().filter(|list| list.len() == count) else {
        let message = format!("tcsetattr: attributes[6] must be {count} element list");
        return Err(vm.raise_type_error(message));
    };
    for (at, to) in attributes.characters.iter_mut().enumerate() {
        let item = characters.get(at).unwrap_or(Value::NULL);
        *to = match item.downcast::<Bytes>().map(|b| b.as_slice().to_vec()).as_deref() {
            Some(&[character]) => character,
            None if vm.as_int(&item).is_some() => vm.index(item)? as u8,
            _ => {
                let message = "tcsetattr: elements of attributes must be characters or integers";
                return Err(vm.raise_type_error(message));
            }
        };
    }
    tell(vm, args[0], TerminalRequest::SetAttributes(when, &attributes))
}
