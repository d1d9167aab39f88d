//! `pwd`: the users that `/etc/passwd` names.

use super::structseq::{self, make_of, structseq};
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::{List, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use rustpython_wtf8::Wtf8;

structseq! { STRUCT_PASSWD: "pwd" "struct_passwd" [
    "pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell",
] }

natives! { FUNCTIONS:
    "getpwnam" "(name, /)" |vm, args| {
        let name = vm.expect::<Str>(args[0], "str")?.as_wtf8().to_string();
        match users(vm)?.into_iter().find(|user| user[0] == name) {
            Some(user) => entry(vm, &user),
            None => Err(missing(vm, &format!("getpwnam(): name not found: '{name}'"))),
        }
    };
    "getpwuid" "(uid, /)" |vm, args| {
        let id = vm.index(args[0])?;
        match users(vm)?.into_iter().find(|user| user[2] == id.to_string()) {
            Some(user) => entry(vm, &user),
            None => Err(missing(vm, &format!("getpwuid(): uid not found: {id}"))),
        }
    };
    "getpwall" "()" |vm, _| {
        let list = vm.new_list(&[])?;
        for user in users(vm)? {
            let entry = entry(vm, &user)?;
            let pushed = List::push(list, &mut vm.heap, entry);
            vm.check(pushed)?;
        }
        Ok(list.value())
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "pwd",
    doc: "This module provides access to the Unix password database.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let class = structseq::class(vm, &STRUCT_PASSWD)?;
        add(vm, module, "struct_passwd", class.value())
    },
};

fn users(vm: &mut Vm) -> PyResult<Vec<Vec<String>>> {
    let bytes = vm.read_whole(Wtf8::new("/etc/passwd"))?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().map(|line| line.split(':').map(str::to_owned).collect::<Vec<_>>());
    Ok(lines.filter(|fields| fields.len() == 7).collect())
}

fn entry(vm: &mut Vm, user: &[String]) -> PyResult {
    let mut fields = [Value::NONE; 7];
    for (i, (field, text)) in fields.iter_mut().zip(user).enumerate() {
        *field = match i {
            2 | 3 => vm.new_int(text.parse().unwrap_or(-1)),
            _ => vm.new_str(text.as_str())?,
        };
    }
    make_of(vm, &STRUCT_PASSWD, &fields)
}

fn missing(vm: &mut Vm, message: &str) -> crate::value::Raised {
    match vm.new_str(message) {
        Ok(message) => vm.raise_with(vm.types.key_error, message),
        Err(raised) => raised,
    }
}
