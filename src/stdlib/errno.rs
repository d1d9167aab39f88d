//! `errno`: the numbers of the operating system's errors.

use super::{ModuleSpec, add};
use crate::value::Value;

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name)),*] };
}

/// Names and numbers; of two names for one number the later one is the number's.
static NUMBERS: &[(&str, i32)] = numbers! {
    EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST
    EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM
    ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP ENOMSG EIDRM ENOSTR ENODATA ETIME ENOSR ENOLINK EPROTO
    EMULTIHOP EBADMSG EOVERFLOW EILSEQ EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT
    ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET
    ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN
    EHOSTUNREACH EALREADY EINPROGRESS ESTALE EDQUOT ECANCELED EOWNERDEAD ENOTRECOVERABLE
};

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "errno",
    doc: "This module makes available standard errno system symbols.",
    functions: &[],
    init: |vm, module| {
        let codes = vm.new_dict();
        for &(name, number) in
            NUMBERS.iter().chain(&[("EWOULDBLOCK", libc::EWOULDBLOCK), ("ENOTSUP", libc::ENOTSUP)])
        {
            let number = Value::small_int_unchecked(i64::from(number));
            add(vm, module, name, number)?;
            if vm.dict_get(codes, number)?.is_none() {
                let name = vm.intern(name);
                vm.dict_set(codes, number, name.value())?;
            }
        }
        add(vm, module, "errorcode", codes.value())
    },
};
