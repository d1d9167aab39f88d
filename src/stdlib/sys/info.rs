//! The constants of `sys`.

use super::new_namespace;
use crate::engine::flags::{VERSION, version_text};
use crate::heap::Gc;
use crate::objects::Module;
use crate::stdlib::add;
use crate::stdlib::structseq::{make_of, structseq};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use crate::vm::secret::HashSeed;

const HEX_VERSION: i64 = 0x030e_00f0;

structseq! { VERSION_INFO: "sys" "version_info" ["major", "minor", "micro", "releaselevel", "serial"] }

structseq! { FLAGS: "sys" "flags" ["debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits", "gil", "thread_inherit_context", "context_aware_warnings"] }

structseq! { FLOAT_INFO: "sys" "float_info" ["max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"] }

structseq! { INT_INFO: "sys" "int_info" ["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"] }

structseq! { HASH_INFO: "sys" "hash_info" ["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"] }

structseq! { THREAD_INFO: "sys" "thread_info" ["name", "lock", "version"] }

/// Adds the one value of a structure class.
fn add_structure(vm: &mut Vm, module: Gc<Module>, spec: &'static TypeSpec, items: &[Value]) -> PyResult<()> {
    let value = make_of(vm, spec, items)?;
    add(vm, module, spec.name, value)
}

fn int(n: i64) -> Value {
    Value::small_int_unchecked(n)
}

pub(super) fn add_facts(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    let executable = vm.executable.clone();
    let executable = vm.new_str(&executable)?;
    let mut prefix = vm.library.clone();
    prefix.truncate(prefix.len() - "/lib/python3.14".len());
    let prefix = vm.new_str(&prefix)?;
    let library = vm.library.clone();
    let library = vm.new_str(&library)?;
    let mut texts = vec![
        ("version", version_text()),
        ("platform", platform().to_owned()),
        ("byteorder", if cfg!(target_endian = "little") { "little" } else { "big" }.to_owned()),
        ("float_repr_style", "short".to_owned()),
        ("platlibdir", "lib".to_owned()),
        ("abiflags", String::new()),
    ];
    texts.push((
        "copyright",
        "Copyright (c) 2001 Python Software Foundation (the language and its library).".to_owned(),
    ));
    for (name, text) in texts {
        let text = vm.new_str(text.as_str())?;
        add(vm, module, name, text)?;
    }
    for (name, value) in [
        ("executable", executable),
        ("_base_executable", executable),
        ("prefix", prefix),
        ("base_prefix", prefix),
        ("exec_prefix", prefix),
        ("base_exec_prefix", prefix),
        ("_stdlib_dir", library),
        ("pycache_prefix", Value::NONE),
        ("hexversion", int(HEX_VERSION)),
        ("api_version", int(1013)),
        ("maxunicode", int(0x10_ffff)),
    ] {
        add(vm, module, name, value)?;
    }
    let largest = vm.new_int(i64::MAX);
    add(vm, module, "maxsize", largest)?;
    let git = ["pyopt", "", ""].map(|t| vm.intern(t).value());
    let git = vm.new_tuple(&git)?;
    add(vm, module, "_git", git)?;
    let last = vm.intern("final").value();
    let [major, minor, micro] = VERSION.map(int);
    let version = [major, minor, micro, last, int(0)];
    add_structure(vm, module, &VERSION_INFO, &version)?;
    let key = vm.intern("version_info");
    let version = vm.namespace_get(module.dict(), key)?.unwrap_or(Value::NONE);
    let (name, tag) = (vm.intern("pyopt").value(), vm.intern("pyopt-314").value());
    let multiarch = vm.new_str(format!("{}-linux-gnu", std::env::consts::ARCH).as_str())?;
    let implementation = new_namespace(
        vm,
        &[
            ("name", name),
            ("cache_tag", tag),
            ("version", version),
            ("hexversion", int(HEX_VERSION)),
            ("_multiarch", multiarch),
            ("supports_isolated_interpreters", Value::FALSE),
        ],
    )?;
    add(vm, module, "implementation", implementation)?;
    add_flags(vm, module)?;
    add_numbers(vm, module)
}

fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    }
}

fn add_flags(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    let flags = &vm.flags;
    let number = |flag: u8| int(i64::from(flag));
    let switch = |flag: bool| int(i64::from(flag));
    let fields = [
        number(flags.debug),
        int(0),
        int(0),
        number(flags.optimize),
        switch(flags.dont_write_bytecode),
        switch(flags.no_user_site),
        switch(flags.no_site),
        switch(flags.ignore_environment),
        number(flags.verbose),
        number(flags.bytes_warning),
        number(flags.quiet),
        switch(flags.hash_seed != HashSeed::Fixed(0)),
        switch(flags.isolated),
        Value::from_bool(flags.dev_mode),
        switch(flags.utf8_mode),
        switch(flags.warn_default_encoding),
        Value::from_bool(flags.safe_path),
        int(flags.int_max_str_digits as i64),
        int(1),
        int(0),
        int(0),
    ];
    add_structure(vm, module, &FLAGS, &fields)
}

fn add_numbers(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    let [max, min, epsilon] = [f64::MAX, f64::MIN_POSITIVE, f64::EPSILON].map(|f| vm.new_float(f));
    let float =
        [max, int(1024), int(308), min, int(-1021), int(-307), int(15), int(53), epsilon, int(2), int(1)];
    add_structure(vm, module, &FLOAT_INFO, &float)?;
    let whole = [int(30), int(4), int(4300), int(640)];
    add_structure(vm, module, &INT_INFO, &whole)?;
    let modulus = vm.new_int((1 << 61) - 1);
    let algorithm = vm.intern("siphash13").value();
    let hash = [int(64), modulus, int(314_159), int(0), int(1_000_003), algorithm, int(64), int(128), int(0)];
    add_structure(vm, module, &HASH_INFO, &hash)?;
    let [name, lock] = ["pthread", "pymutex"].map(|t| vm.intern(t).value());
    add_structure(vm, module, &THREAD_INFO, &[name, lock, Value::NONE])
}
