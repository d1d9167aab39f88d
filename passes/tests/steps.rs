//! Each step of a compilation is a program of its own, and the last one is what `compile` makes.

use pyopt_compiler::code::{dis::walk, verify::verify_code};
use pyopt_compiler::syntax::ParseMode;
use pyopt_passes::compile::compile;
use pyopt_passes::steps::{Name, steps};
use pyopt_passes::{Id, OptLevel, Options};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_step_verifies_and_the_last_is_the_program() {
    let (mut fired, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for folder in ["cases/passes", "cases/bytecode", "conformance/guards", "conformance/generics"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests").join(folder);
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("a case").path();
            if path.extension().is_none_or(|extension| extension != "py") {
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("a case is text");
            let options = Options::level(OptLevel::Guarded);
            let Ok(way) = steps(&source, "case.py", &options) else { continue };
            let name = path.display();
            let compiled = compile(&source, "case.py", ParseMode::Exec, &options).expect("it compiles");
            assert_eq!(way.code().map(|code| &**code), Some(&compiled.code), "{name}");
            assert!(compiled.fired.is_empty(), "{name}: nobody asked what fired");
            let last = way.steps.last().expect("there is a last step");
            let names =
                |code| walk(code).iter().map(|code| code.qualname.to_string()).collect::<BTreeSet<_>>();
            let units: BTreeSet<String> =
                last.units.iter().map(|unit| unit.cfg.qualname.to_string()).collect();
            assert!(names(&compiled.code).is_subset(&units), "{name}");
            for step in &way.steps {
                assert_eq!(&*step.units[0].cfg.qualname, "<module>", "{name}, {}", step.name);
                for unit in &step.units {
                    assert_eq!(verify_code(&unit.code), Ok(()), "{name}, {}, {:?}", step.name, unit.key());
                }
                seen.insert(step.name.to_string());
            }
            fired.extend(way.fired.iter().map(|fired| fired.id));
            // What the passes over the tree leave for those over graphs is not all that these can do.
            let graphs = Id::ALL.iter().copied().filter(|id| id.as_str().starts_with('C')).collect();
            let way =
                steps(&source, "case.py", &Options { only: Some(graphs), ..options }).expect("it compiles");
            fired.extend(way.fired.iter().map(|fired| fired.id));
        }
    }
    let silent: Vec<_> =
        Id::ALL.iter().filter(|id| id.as_str().starts_with('C') && !fired.contains(id)).collect();
    assert!(silent.is_empty(), "these rewrites of graphs never tell: {silent:?}");
    for name in ["written", "A02", "G01", "exits", "constant-loads", "peephole", "assembled"] {
        assert!(seen.contains(name), "no case shows {name}");
    }
    assert_eq!(Name::Written.rewrites(), []);
}
