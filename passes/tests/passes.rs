//! Every case of `tests/cases/passes`: source, optimized source, guards and remarks in one snapshot.
//!
//! Each case also checks that a second run changes nothing and that what is printed parses back; the suite
//! checks that every rewrite of the catalogue fired. A case whose first line is `# -O` or `# -OO` is optimized as if the
//! program had been started so.

use pyopt_compiler::syntax::{ParseMode, parse, unparse};
use pyopt_passes::pipeline::optimize;
use pyopt_passes::{Id, OptLevel, Options, RemarkKind};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

fn cases() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/passes");
    let mut found: Vec<_> = std::fs::read_dir(&folder)
        .expect("the cases' folder")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a readable case"))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn snapshots() {
    let mut fired = BTreeSet::new();
    for (name, source) in cases() {
        let id: Id = name[..3].parse().expect("a case is called after its rewrite");
        let level = match id.level() {
            pyopt_passes::Level::Always | pyopt_passes::Level::Safe => OptLevel::Safe,
            pyopt_passes::Level::Guarded => OptLevel::Guarded,
        };
        let mut shown = format!("{}\n", source.trim_end());
        for (title, only) in [("only", Some(vec![id])), ("all", None)] {
            let mut module = parse(&source, "<case>", ParseMode::Exec).expect("a case parses").module;
            // `# -O` or `# -OO` as the first line
            let flags = source
                .strip_prefix("# -")
                .map_or(0, |flag| flag.bytes().take_while(|letter| *letter == b'O').count() as u8);
            let options = Options {
                level,
                only: only.clone(),
                optimize: flags,
                remarks: true,
                check: true,
                ..Options::default()
            };
            let report = optimize(&mut module, &options);
            let text = unparse(&module);
            let _ = writeln!(shown, "\n──── {title}\n{}", text.trim_end());
            let again = optimize(&mut module, &options);
            assert!(again.rounds <= 1, "{name}: a second run changes the program again");
            assert_eq!(unparse(&module), text, "{name}");
            for remark in &report.remarks {
                if let RemarkKind::Applied { .. } = remark.kind {
                    fired.insert(remark.id);
                }
                if only.is_none() {
                    continue;
                }
                let place = format!("{} {}:{}", remark.id, remark.span.line, remark.span.col);
                let _ = match &remark.kind {
                    RemarkKind::Applied { before, after, guards } => {
                        let flat = |text: &str| text.replace('\n', "⏎");
                        writeln!(shown, "# {place} {} → {} {guards:?}", flat(before), flat(after))
                    }
                    RemarkKind::Missed { reason, .. } => writeln!(shown, "# {place} missed: {reason}"),
                };
            }
            if level == OptLevel::Safe {
                let back = parse(&text, "<case>", ParseMode::Exec);
                assert!(back.is_ok(), "{name}: the optimized source does not parse:\n{text}\n{back:?}");
            }
        }
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true,
            snapshot_path => "../../snapshots/passes" }, {
            insta::assert_snapshot!(name, shown);
        });
    }
    let silent: Vec<_> =
        Id::ALL.iter().filter(|id| !id.as_str().starts_with('C') && !fired.contains(id)).collect();
    assert!(silent.is_empty(), "no case makes these rewrites fire: {silent:?}");
}
