//! Freezes the standard library: every module of `rustpython-pylib` is compiled once, here, and lies in the binary.
//!
//! ```text
//! OUT_DIR/frozen.rs    the index: one row a module, by name
//! OUT_DIR/code.bin     frozen code (`code::frozen`), as it is read
//! OUT_DIR/source.bin   sources, deflated, for tracebacks and `inspect`
//! OUT_DIR/docs.bin     docstrings of what is built in, and docs.rs where to find them (see `builtins::docs`)
//! ```

use pyopt_compiler::code::frozen;
use pyopt_compiler::syntax::{ParseMode, decode_source};
use pyopt_passes::{OptLevel, Options};
use std::collections::HashSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, thread};

/// Packages that need a library or a screen that pyopt does not have, or that only make environments.
const LEFT_OUT: [&str; 5] = ["tkinter", "ensurepip", "venv", "pydoc_data", "_pyrepl"];

/// The cfg `threaded`: a handler of the loop goes on with the next one by a call in tail position, which an optimizing
/// build makes a jump where all arguments fit into registers (see `vm::handlers`). `PYOPT_THREADED=0` turns it off.
fn thread_handlers() {
    println!("cargo:rustc-check-cfg=cfg(threaded)");
    println!("cargo:rerun-if-env-changed=PYOPT_THREADED");
    let set = |name: &str| env::var(name).unwrap_or_default();
    let optimizes = matches!(set("OPT_LEVEL").as_str(), "2" | "3");
    let registers = matches!(set("CARGO_CFG_TARGET_ARCH").as_str(), "x86_64" | "aarch64")
        && set("CARGO_CFG_TARGET_OS") != "windows";
    if optimizes && registers && set("PYOPT_THREADED") != "0" {
        println!("cargo:rustc-cfg=threaded");
    }
}

/// The docstrings of `rustpython-doc`, in the order of their names.
fn write_docs() {
    let docs = rustpython_doc::DB.entries().map(|(name, doc)| (name.trim_start_matches("builtins."), *doc));
    let docs: Vec<(&str, &str)> = docs.filter(|(name, _)| !name.contains('\0')).collect();
    let owners: HashSet<&str> =
        docs.iter().filter_map(|(name, _)| name.rsplit_once('.')).map(|(owner, _)| owner).collect();
    let (mut texts, mut index) = (String::new(), Vec::new());
    // A start asks for those of classes and of nearly nothing else.
    for asked in [true, false] {
        for (name, doc) in docs.iter().filter(|(name, _)| owners.contains(name) == asked) {
            index.push((crc32fast::hash(name.as_bytes()), texts.len(), name.len() + 1 + doc.len()));
            write!(texts, "{name}\0{doc}").expect("writing to a string");
        }
    }
    index.sort_unstable();
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).expect("cargo says where it goes");
    fs::write(folder.join("docs.bin"), texts).expect("the folder can be written");
    fs::write(folder.join("docs.rs"), format!("&{index:?}")).expect("the folder can be written");
}

struct Module {
    name: String,
    is_package: bool,
    path: PathBuf,
}

struct Frozen {
    code: Vec<u8>,
    source: Vec<u8>,
}

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    thread_handlers();
    write_docs();
    let mut modules = Vec::new();
    collect(Path::new(rustpython_pylib::LIB_PATH), "", &mut modules);
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    let (mut code, mut source, mut index) = (Vec::new(), Vec::new(), String::from("&[\n"));
    for (module, frozen) in modules.iter().zip(freeze_all(&modules)) {
        let (at, from) = (code.len(), source.len());
        code.extend_from_slice(&frozen.code);
        source.extend_from_slice(&frozen.source);
        writeln!(
            index,
            "    Frozen {{ name: {:?}, is_package: {}, code: ({at}, {}), source: ({from}, {}) }},",
            module.name,
            module.is_package,
            frozen.code.len(),
            frozen.source.len()
        )
        .expect("writing to a string");
    }
    index.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    for (name, bytes) in [("frozen.rs", index.as_bytes()), ("code.bin", &code), ("source.bin", &source)] {
        fs::write(out.join(name), bytes).expect("OUT_DIR can be written");
    }
}

/// The modules of a folder, by their full names.
fn collect(folder: &Path, prefix: &str, modules: &mut Vec<Module>) {
    for entry in fs::read_dir(folder).expect("the library's folder can be read") {
        let path = entry.expect("the library's folder can be read").path();
        let Some(stem) = path.file_stem().and_then(|s| s.to_str()) else { continue };
        let name = format!("{prefix}{stem}");
        if path.is_dir() {
            if path.join("__init__.py").is_file() && !LEFT_OUT.contains(&name.as_str()) {
                let init = path.join("__init__.py");
                modules.push(Module { name: name.clone(), is_package: true, path: init });
                collect(&path, &format!("{name}."), modules);
            }
        } else if path.extension().is_some_and(|e| e == "py") && stem != "__init__" {
            modules.push(Module { name, is_package: false, path });
        }
    }
}

/// Freezes on all processors, in the order of `modules`.
fn freeze_all(modules: &[Module]) -> Vec<Frozen> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = modules.len().div_ceil(workers);
    thread::scope(|scope| {
        let parts: Vec<_> = modules
            .chunks(share)
            .map(|part| {
                // Deep expressions recurse as far as the compiler's own limits allow.
                let worker = thread::Builder::new().stack_size(64 << 20);
                worker.spawn_scoped(scope, || part.iter().map(freeze).collect::<Vec<_>>())
            })
            .collect();
        parts.into_iter().flat_map(|p| p.expect("a thread").join().expect("the library compiles")).collect()
    })
}

fn freeze(module: &Module) -> Frozen {
    let bytes = fs::read(&module.path).expect("a library file can be read");
    let shown = module.path.display();
    let text = decode_source(&bytes).unwrap_or_else(|e| panic!("{shown}: {e}"));
    let options = Options::level(OptLevel::Safe);
    let filename = format!("<frozen {}>", module.name);
    let compiled = pyopt_passes::compile(&text, &filename, ParseMode::Exec, &options)
        .unwrap_or_else(|e| panic!("{shown}: {e}"));
    let source = miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6);
    Frozen { code: frozen::write(&compiled.code), source }
}
