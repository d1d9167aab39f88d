//! `_socket`: connected pairs, which is what event loops wake themselves up with. Sockets that reach other machines
//! cannot be made yet; what would make one says so.
//!
//! Everything goes through the host, which may deny it.

use super::slots::publish;
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::engine::PollFd;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Module};
use crate::stdlib::class::{state_getters, state_methods};
use crate::stdlib::posix::kernel_text;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::Cell;
use std::rc::Rc;

/// A socket: its descriptor, or -1 once it is closed.
struct Socket {
    fd: Cell<i32>,
    family: Cell<i32>,
    kind: Cell<i32>,
    proto: Cell<i32>,
    /// Seconds; negative: waits without end; zero: does not wait.
    timeout: Cell<f64>,
}

static SOCKET: TypeSpec = TypeSpec {
    doc: "A socket object is one endpoint of a network connection.",
    flags: type_flags::BASE,
    methods: METHODS,
    static_methods: NEW,
    getset: FIELDS,
    ..TypeSpec::new("_socket", "socket", Kind::State)
};

natives! { NEW: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.state_class(&SOCKET, args[0])?;
    let [fd, family, kind, proto] = [-1, -1, -1, 0].map(Cell::new);
    let socket = Socket { fd, family, kind, proto, timeout: Cell::new(-1.0) };
    Ok(vm.new_state_of(class, &SOCKET, Some(Rc::new(socket)), &[]))
}; }

state_methods! { METHODS: SOCKET;
    "__init__" "(self, family=-1, type=-1, proto=-1, fileno=None)" init;
    "fileno" "(self, /)" |vm, s, _| Ok(vm.new_int(i64::from(of(s).fd.get())));
    "close" "(self, /)" |vm, s, _| match of(s).fd.replace(-1) {
        -1 => Ok(Value::NONE),
        fd => { let done = vm.host.close(fd); done.map(|()| Value::NONE).map_err(|e| vm.raise_os_error(&e, None)) }
    };
    "detach" "(self, /)" |vm, s, _| { let fd = of(s).fd.replace(-1); Ok(vm.new_int(i64::from(fd))) };
    "setblocking" "(self, flag, /)" |vm, s, args| {
        let timeout = if vm.truth(args[1])? { -1.0 } else { 0.0 };
        set_timeout(vm, s, timeout)
    };
    "getblocking" "(self, /)" |_, s, _| Ok(Value::from_bool(of(s).timeout.get() != 0.0));
    "settimeout" "(self, timeout, /)" |vm, s, args| {
        let timeout = if args[1].is_none() { -1.0 } else { super::arguments::real(vm, args[1])? };
        if timeout < 0.0 && !args[1].is_none() {
            return Err(vm.raise_value_error("Timeout value out of range"));
        }
        set_timeout(vm, s, timeout)
    };
    "gettimeout" "(self, /)" |vm, s, _| Ok(timeout_of(vm, s));
    "recv" "(self, bufsize, flags=0, /)" |vm, s, args| {
        no_flags(vm, args[2])?;
        let Ok(size) = usize::try_from(vm.index(args[1])?) else {
            return Err(vm.raise_value_error("negative buffersize in recv"));
        };
        wait(vm, s, libc::POLLIN)?;
        // A peer sends no more at once than the system's buffers hold.
        let mut bytes = vec![0; size.min(1 << 20)];
        let count = vm.waiting(|vm| vm.host.read(of(s).fd.get(), &mut bytes))?;
        vm.new_bytes(&bytes[..count])
    };
    "send" "(self, data, flags=0, /)" |vm, s, args| {
        no_flags(vm, args[2])?;
        let data = vm.need_bytes(args[1])?;
        let count = send(vm, s, data.as_slice())?;
        Ok(vm.new_int(count as i64))
    };
    "sendall" "(self, data, flags=0, /)" |vm, s, args| {
        no_flags(vm, args[2])?;
        let data = vm.need_bytes(args[1])?;
        let mut sent = 0;
        while sent < data.as_slice().len() {
            sent += send(vm, s, &data.as_slice()[sent..])?;
            vm.poll(1)?;
        }
        Ok(Value::NONE)
    };
    "__repr__" "(self, /)" |vm, s, _| {
        let s = of(s);
        let [fd, family, kind, proto] = [&s.fd, &s.family, &s.kind, &s.proto].map(Cell::get);
        vm.new_str(format!("<socket object, fd={fd}, family={family}, type={kind}, proto={proto}>").as_str())
    };
}

state_getters! { FIELDS: SOCKET;
    "family" |vm, s| Ok(vm.new_int(i64::from(of(s).family.get())));
    "type" |vm, s| Ok(vm.new_int(i64::from(of(s).kind.get())));
    "proto" |vm, s| Ok(vm.new_int(i64::from(of(s).proto.get())));
    "timeout" |vm, s| Ok(timeout_of(vm, s));
}

natives! { FUNCTIONS:
    "socketpair" "(family=1, type=1, proto=0, /)" socket_pair;
    "close" "(fd, /)" |vm, args| {
        let fd = vm.index(args[0])? as i32;
        let done = vm.host.close(fd);
        done.map(|()| Value::NONE).map_err(|e| vm.raise_os_error(&e, None))
    };
    "dup" "(fd, /)" |vm, args| {
        let fd = vm.index(args[0])? as i32;
        let new = vm.host.dup(fd, None).map_err(|e| vm.raise_os_error(&e, None))?;
        Ok(vm.new_int(i64::from(new)))
    };
    "getdefaulttimeout" "()" |_, _| Ok(Value::NONE);
    "getaddrinfo" "(host, port, family=0, type=0, proto=0, flags=0)" |vm, _| Err(vm.not_yet("socket.getaddrinfo"));
    "gethostname" "()" |vm, _| kernel_text(vm, "hostname");
}

static NUMBERS: &[(&str, i32)] = &[
    ("AF_UNSPEC", libc::AF_UNSPEC),
    ("AF_UNIX", libc::AF_UNIX),
    ("AF_INET", libc::AF_INET),
    ("AF_INET6", libc::AF_INET6),
    ("SOCK_STREAM", libc::SOCK_STREAM),
    ("SOCK_DGRAM", libc::SOCK_DGRAM),
    ("SOCK_RAW", libc::SOCK_RAW),
    ("SOCK_SEQPACKET", libc::SOCK_SEQPACKET),
    ("MSG_PEEK", libc::MSG_PEEK),
    ("MSG_OOB", libc::MSG_OOB),
    ("MSG_WAITALL", libc::MSG_WAITALL),
    ("MSG_DONTWAIT", libc::MSG_DONTWAIT),
    ("AI_PASSIVE", libc::AI_PASSIVE),
    ("AI_CANONNAME", libc::AI_CANONNAME),
    ("AI_NUMERICHOST", libc::AI_NUMERICHOST),
    ("SOL_SOCKET", libc::SOL_SOCKET),
    ("SO_REUSEADDR", libc::SO_REUSEADDR),
    ("SO_KEEPALIVE", libc::SO_KEEPALIVE),
    ("SO_BROADCAST", libc::SO_BROADCAST),
    ("SO_ERROR", libc::SO_ERROR),
    ("SO_TYPE", libc::SO_TYPE),
    ("SOMAXCONN", libc::SOMAXCONN),
    ("IPPROTO_TCP", libc::IPPROTO_TCP),
    ("IPPROTO_UDP", libc::IPPROTO_UDP),
    ("IPPROTO_IP", libc::IPPROTO_IP),
    ("IPPROTO_IPV6", libc::IPPROTO_IPV6),
    ("IPV6_V6ONLY", libc::IPV6_V6ONLY),
    ("TCP_NODELAY", libc::TCP_NODELAY),
    ("SHUT_RD", libc::SHUT_RD),
    ("SHUT_WR", libc::SHUT_WR),
    ("SHUT_RDWR", libc::SHUT_RDWR),
    ("EAI_NONAME", libc::EAI_NONAME),
    ("EAI_FAMILY", libc::EAI_FAMILY),
];

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_socket",
    doc: "Implementation module for socket operations.\n\nSee the socket module for documentation.",
    functions: FUNCTIONS,
    init: fill,
};

fn fill(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    publish(vm, module, &SOCKET)?;
    let class = vm.native_type(&SOCKET);
    add(vm, module, "SocketType", class.value())?;
    for &(name, number) in NUMBERS {
        add(vm, module, name, Value::small_int_unchecked(i64::from(number)))?;
    }
    let error = vm.types.os_error.value();
    add(vm, module, "error", error)?;
    let timeout = vm.types.timeout_error.value();
    add(vm, module, "timeout", timeout)?;
    add(vm, module, "has_ipv6", Value::TRUE)?;
    // `class gaierror(OSError)`, as a program would write it.
    for name in ["gaierror", "herror"] {
        let (bases, dict) = (vm.new_tuple(&[error])?, vm.new_dict());
        let (key, home) = (vm.intern("__module__"), vm.intern("socket"));
        vm.dict_set(dict, key.value(), home.value())?;
        let (name_value, metaclass) = (vm.intern(name).value(), vm.types.typ.value());
        let class = vm.call(metaclass, &[name_value, bases, dict.value()])?;
        add(vm, module, name, class)?;
    }
    Ok(())
}

fn of(state: Gc<State>) -> Rc<Socket> {
    state.owned()
}

fn init_numbers(vm: &mut Vm, args: &[Value]) -> PyResult<[i32; 3]> {
    let mut numbers = [-1; 3];
    for (number, &value) in numbers.iter_mut().zip(args) {
        if !value.is_null() {
            *number = vm.index(value)? as i32;
        }
    }
    Ok(numbers)
}

fn init(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let [family, kind, proto] = init_numbers(vm, &args[1..4])?;
    if args[4].is_null() || args[4].is_none() {
        return Err(vm.not_yet("sockets other than those of socket.socketpair"));
    }
    if family < 0 || kind < 0 {
        return Err(vm.not_yet("sockets of a descriptor alone: name family and type"));
    }
    let fd = vm.index(args[4])?;
    let Some(fd) = i32::try_from(fd).ok().filter(|&fd| fd >= 0) else {
        return Err(vm.raise_value_error("negative file descriptor"));
    };
    let socket = of(state);
    socket.fd.set(fd);
    socket.family.set(family);
    socket.kind.set(kind);
    socket.proto.set(proto.max(0));
    Ok(Value::NONE)
}

fn socket_pair(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut numbers = [libc::AF_UNIX, libc::SOCK_STREAM, 0];
    for (number, &value) in numbers.iter_mut().zip(args) {
        if !value.is_null() && !value.is_none() {
            *number = vm.index(value)? as i32;
        }
    }
    let [family, kind, proto] = numbers;
    let ends = vm.host.socket_pair(family, kind, proto);
    let (one, other) = ends.map_err(|e| vm.raise_os_error(&e, None))?;
    let class = vm.native_type(&SOCKET);
    let [one, other] = [one, other].map(|fd| {
        let [fd, family, kind, proto] = [fd, family, kind, proto].map(Cell::new);
        let socket = Socket { fd, family, kind, proto, timeout: Cell::new(-1.0) };
        vm.new_state_of(class, &SOCKET, Some(Rc::new(socket)), &[])
    });
    vm.new_tuple(&[one, other])
}

fn set_timeout(vm: &mut Vm, state: Gc<State>, timeout: f64) -> PyResult {
    let socket = of(state);
    // With a timeout, too, the descriptor itself does not wait: `wait` does.
    let done = vm.host.set_blocking(socket.fd.get(), timeout < 0.0);
    done.map_err(|e| vm.raise_os_error(&e, None))?;
    socket.timeout.set(timeout);
    Ok(Value::NONE)
}

fn timeout_of(vm: &mut Vm, state: Gc<State>) -> Value {
    let timeout = of(state).timeout.get();
    if timeout < 0.0 { Value::NONE } else { vm.new_float(timeout) }
}

fn no_flags(vm: &mut Vm, flags: Value) -> PyResult<()> {
    if flags.is_null() || vm.index(flags)? == 0 { Ok(()) } else { Err(vm.not_yet("flags of send and recv")) }
}

/// Waits until a socket with a timeout is ready.
fn wait(vm: &mut Vm, state: Gc<State>, events: i16) -> PyResult<()> {
    let socket = of(state);
    let timeout = socket.timeout.get();
    if timeout <= 0.0 {
        return Ok(());
    }
    let mut fds = [PollFd { fd: socket.fd.get(), events, ready: 0 }];
    let milliseconds = (timeout * 1000.0).ceil().min(f64::from(i32::MAX)) as i32;
    match vm.wait_for(&mut fds, milliseconds)? {
        0 => Err(vm.raise_str(vm.types.timeout_error, "timed out")),
        _ => Ok(()),
    }
}

fn send(vm: &mut Vm, state: Gc<State>, data: &[u8]) -> PyResult<usize> {
    wait(vm, state, libc::POLLOUT)?;
    let fd = of(state).fd.get();
    vm.waiting(|vm| vm.host.write(fd, data))
}
