//! Frame states agree with the verifier about the depth of the operand stack, in all code that the conformance programs
//! compile to, and know the iterators that unrolled loops left out.

use pyopt_compiler::code::dis::walk;
use pyopt_compiler::code::frame_state::{Entry, FrameStates};
use pyopt_compiler::code::{CodeObject, verify};
use pyopt_compiler::syntax::ParseMode;
use pyopt_passes::{OptLevel, Options, compile};
use std::path::{Path, PathBuf};

fn programs(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            programs(&path, into);
        } else if path.extension().is_some_and(|e| e == "py") {
            into.push(path);
        }
    }
}

fn compiled(source: &str, level: OptLevel) -> Option<CodeObject> {
    let options = Options { level, ..Options::default() };
    Some(compile(source, "t.py", ParseMode::Exec, &options).ok()?.code)
}

#[test]
fn depths_are_the_verifiers() {
    let mut all = Vec::new();
    programs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests"), &mut all);
    let (mut checked, mut unrolled) = (0, 0);
    for path in all {
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        for level in [OptLevel::None, OptLevel::Guarded] {
            let Some(code) = compiled(&source, level) else { continue };
            for code in walk(&code) {
                let depths = verify::depths(code).expect("valid code");
                let states = FrameStates::of(code);
                for (index, instruction) in code.executed().enumerate() {
                    let Some(state) = states.at(index as u32) else { continue };
                    let at = format!("{} {} {}", path.display(), code.qualname, instruction.offset);
                    assert_eq!(state.depth(), state.stack().len(), "{at}");
                    assert_eq!(Some(state.depth() as u32), depths[&instruction.offset], "{at}");
                    assert_eq!(state.frames().count(), 0, "{at}");
                    let iterators =
                        |stack: Vec<Entry>| stack.iter().filter(|e| **e == Entry::Iterator).count();
                    if state.written() != state.stack() {
                        assert!(iterators(state.written()) > iterators(state.stack()), "{at}");
                        unrolled += 1;
                    }
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 100_000 && unrolled > 100, "{checked} {unrolled}");
}
