//! `_locale`: the C locale, which is the only one.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::Str;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { FUNCTIONS:
    "setlocale" "(category, locale=None, /)" set_locale;
    "localeconv" "()" localeconv;
    "strcoll" "(os1, os2, /)" |vm, args| {
        let [a, b] = [vm.expect::<Str>(args[0], "str")?, vm.expect::<Str>(args[1], "str")?];
        Ok(Value::small_int_unchecked(a.as_wtf8().cmp(b.as_wtf8()) as i64))
    };
    "strxfrm" "(string, /)" |_, args| Ok(args[0]);
    "getencoding" "()" |vm, _| Ok(vm.intern("utf-8").value());
    "nl_langinfo" "(key, /)" |vm, args| {
        let text = if vm.index(args[0])? == i64::from(libc::CODESET) { "UTF-8" } else { "" };
        vm.new_str(text)
    };
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "_locale", doc: "Support for POSIX locales.", functions: FUNCTIONS, init };

fn init(vm: &mut Vm, module: crate::heap::Gc<crate::objects::Module>) -> PyResult<()> {
    for (name, number) in [
        ("LC_CTYPE", 0),
        ("LC_NUMERIC", 1),
        ("LC_TIME", 2),
        ("LC_COLLATE", 3),
        ("LC_MONETARY", 4),
        ("LC_MESSAGES", 5),
        ("LC_ALL", 6),
        ("CHAR_MAX", 127),
        ("CODESET", i64::from(libc::CODESET)),
    ] {
        add(vm, module, name, Value::small_int_unchecked(number))?;
    }
    let error = vm.types.value_error.value();
    add(vm, module, "Error", error)
}

fn set_locale(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[1].downcast::<Str>().and_then(|s| s.as_str().map(str::to_owned)).as_deref() {
        None | Some("" | "C" | "POSIX" | "C.UTF-8" | "C.utf8") => vm.new_str("C"),
        Some(_) => Err(vm.raise_value_error("unsupported locale setting")),
    }
}

fn localeconv(vm: &mut Vm, _: &[Value]) -> PyResult {
    let dict = vm.new_dict();
    for name in [
        "int_curr_symbol",
        "currency_symbol",
        "mon_decimal_point",
        "mon_thousands_sep",
        "positive_sign",
        "negative_sign",
        "thousands_sep",
        "decimal_point",
    ] {
        let (key, text) = (vm.intern(name), vm.intern(if name == "decimal_point" { "." } else { "" }));
        vm.dict_set(dict, key.value(), text.value())?;
    }
    for name in [
        "int_frac_digits",
        "frac_digits",
        "p_cs_precedes",
        "p_sep_by_space",
        "n_cs_precedes",
        "n_sep_by_space",
        "p_sign_posn",
        "n_sign_posn",
    ] {
        let key = vm.intern(name);
        vm.dict_set(dict, key.value(), Value::small_int_unchecked(127))?;
    }
    for name in ["grouping", "mon_grouping"] {
        let (key, list) = (vm.intern(name), vm.new_list(&[])?);
        vm.dict_set(dict, key.value(), list.value())?;
    }
    Ok(dict.value())
}
