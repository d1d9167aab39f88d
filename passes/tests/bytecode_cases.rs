//! Every case of `tests/cases/bytecode`: the source, its code without the rewrite, and with it.
//!
//! A case is called after its rewrite; one with `keeps` in its name shows code that the rewrite leaves alone, any other
//! must change. All other rewrites of the graph are on in both, those of the tree are off. Each graph on the way is
//! also printed, read and printed again.

use pyopt_compiler::code::{dis, verify};
use pyopt_compiler::ir::text;
use pyopt_compiler::syntax::ParseMode;
use pyopt_passes::compile::{compile, graphs};
use pyopt_passes::{Id, OptLevel, Options};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The files `*.py` of a folder of `tests`, and of its folders.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder of cases") {
            let path = entry.expect("a case").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests").join(folder), &mut paths);
    paths.sort();
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    paths.iter().filter_map(|path| Some((name(path), std::fs::read_to_string(path).ok()?))).collect()
}

/// The rewrites of the graph, but for one.
fn all_but(left_out: Option<Id>) -> Options {
    let of_graphs = |id: &Id| id.as_str().starts_with('C') && Some(*id) != left_out;
    Options {
        level: OptLevel::Safe,
        only: Some(Id::ALL.iter().copied().filter(of_graphs).collect()),
        ..Options::default()
    }
}

fn listing(source: &str, name: &str, options: &Options) -> String {
    let code = compile(source, "case.py", ParseMode::Exec, options).expect("a case compiles").code;
    assert_eq!(verify::verify_code(&code), Ok(()), "{name}");
    // The module's own code only makes the function.
    dis::dis(&code).split_once("Disassembly of").map_or_else(String::new, |(_, text)| text.to_owned())
}

#[test]
fn snapshots() {
    let (mut fired, mut refused, mut problems) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (name, source) in sources("cases/bytecode") {
        let id: Id = name[..3].parse().expect("a case is called after its rewrite");
        let (before, after) =
            (listing(&source, &name, &all_but(Some(id))), listing(&source, &name, &all_but(None)));
        let mut shown =
            format!("{}\n\n──── without {id}, {}\n{}\n", source.trim_end(), id.name(), before.trim_end());
        if name.contains("_keeps_") {
            if before != after {
                problems.push(format!("{name}: {id} changes what it should keep:\n{before}\n{after}"));
            }
            shown.push_str("\n──── with it: the same\n");
            refused.insert(id);
        } else {
            if before == after {
                problems.push(format!("{name}: {id} changes nothing:\n{before}"));
            }
            shown.push_str(&format!("\n──── with it\n{}\n", after.trim_end()));
            fired.insert(id);
        }
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true,
            snapshot_path => "../../snapshots/bytecode" }, {
            insta::assert_snapshot!(name, shown);
        });
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let missing = |seen: &BTreeSet<Id>| {
        Id::ALL.iter().filter(|id| id.as_str().starts_with('C') && !seen.contains(id)).collect::<Vec<_>>()
    };
    assert!(missing(&fired).is_empty(), "no case makes these rewrites fire: {:?}", missing(&fired));
    assert!(missing(&refused).is_empty(), "no case shows what these leave alone: {:?}", missing(&refused));
}

#[test]
fn graphs_read_back() {
    let mut count = 0;
    for (name, source) in sources("cases").into_iter().chain(sources("conformance")) {
        for level in [OptLevel::None, OptLevel::Guarded] {
            // Some programs show an error of the compiler.
            let Ok(graphs) = graphs(&source, &name, &Options { check: true, ..Options::level(level) }) else {
                continue;
            };
            for graph in graphs {
                let printed = text::print(&graph);
                let read = text::parse(&printed, &text::nested(&graph))
                    .unwrap_or_else(|error| panic!("{name}, {}: {error}\n{printed}", graph.qualname));
                assert_eq!(text::print(&read), printed, "{name}, {}", graph.qualname);
                assert_eq!(read.order, graph.order, "{name}, {}", graph.qualname);
                for (ours, theirs) in read.blocks.iter().zip(&graph.blocks) {
                    assert_eq!(ours.instrs, theirs.instrs, "{name}, {}", graph.qualname);
                }
                count += 1;
            }
        }
    }
    assert!(count > 1000, "only {count} graphs");
}

#[test]
fn bad_texts_name_their_line() {
    let head = "cfg \"f\" qualname \"f\" file \"t\" line 1 flags 0x3 args 0 0 0 blocks 1\n";
    let error = |rest: &str| text::parse(&format!("{head}{rest}"), &[]).expect_err("a bad text").to_string();
    assert_eq!(error("const 1 None"), "line 2: 1 instead of 0");
    assert_eq!(error("const 0 code 0"), "line 2: code 0 is not given");
    assert_eq!(error("const 0 marshal zz"), "line 2: no marshal data");
    assert_eq!(error("names \"a"), "line 2: an unterminated text");
    assert_eq!(error("    NOP @-"), "line 2: an instruction outside of a block");
    assert_eq!(error("block0:\n    WHAT @-"), "line 3: no opcode: WHAT");
    assert_eq!(error("block0:\n    JUMP -> block1 @-"), "line 3: no block: block1");
    assert_eq!(error("block0:\n    NOP @1:2"), "line 3: no location: 1:2");
    assert_eq!(error("guard 0 nothing:x"), "line 2: no fact: nothing:x");
}
