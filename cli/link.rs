//! Hands the linker the order of the functions (`functions.txt`, written by `benches/order_functions.py`): those of a start lie
//! side by side, so that a start maps a fifth of the code. `PYOPT_FUNCTION_ORDER=0` leaves them as they come, for linkers
//! that do not read scripts with `INSERT`.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=link.rs");
    println!("cargo:rerun-if-changed=functions.txt");
    println!("cargo:rerun-if-env-changed=PYOPT_FUNCTION_ORDER");
    let set = |name: &str| env::var(name).unwrap_or_default();
    let optimizes = matches!(set("OPT_LEVEL").as_str(), "2" | "3");
    if set("CARGO_CFG_TARGET_OS") != "linux" || !optimizes || set("PYOPT_FUNCTION_ORDER") == "0" {
        return;
    }
    let mut script = String::from("SECTIONS { .text.order : {\n");
    for name in include_str!("functions.txt").lines() {
        // A function has a section of its own; those that LLVM calls hot or unlikely are named so.
        writeln!(script, r#"*(".text.{name}*" ".text.hot.{name}*" ".text.unlikely.{name}*")"#)
            .expect("writing to a string");
    }
    script.push_str("} } INSERT BEFORE .text;\n");
    let path = PathBuf::from(set("OUT_DIR")).join("functions.ld");
    fs::write(&path, script).expect("OUT_DIR can be written");
    println!("cargo:rustc-link-arg-bins=-Wl,-T,{}", path.display());
}
