//! `passes/CATALOGUE.md`: every row of the catalogue, where it is made, what shows it, and whether the suite makes it fire.
//!
//! The document is made here; `CATALOGUE_UPDATE=1` (or `INSTA_UPDATE=always`) writes it. The test fails when it is out of
//! date, when a row has no case that shows it or none that shows what it leaves alone, and when the suite makes a rewrite
//! fire nowhere.

use pyopt_compiler::syntax::ParseMode;
use pyopt_passes::compile::compile;
use pyopt_passes::elsewhere::{Fate, ROWS};
use pyopt_passes::{Id, Level, OptLevel, Options, RemarkKind};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The rows of the catalogue: layer and last number, and the numbers that are not given.
const LAYERS: [(&str, u32, &[u32]); 3] =
    [("A", 46, &[32, 34, 36, 37, 39, 40, 42, 43, 44, 45]), ("G", 20, &[10, 15]), ("C", 40, &[])];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of a folder and of its folders with an extension, sorted.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|other| other == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

/// Of each rewrite, the files that make it, from the workspace's folder.
fn pass_files() -> BTreeMap<Id, Vec<String>> {
    let mut found: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    let folders = ["passes/ast", "passes/bytecode", "compiler/code/assemble"];
    for path in folders.into_iter().flat_map(|folder| files(folder, "rs")) {
        let text = std::fs::read_to_string(&path).expect("a source");
        let shown = path.strip_prefix(root()).expect("a file of ours").display().to_string();
        // The assembler does not know the catalogue: its files say in words what they do.
        let header = text.lines().next().unwrap_or_default();
        let ids = Id::ALL.iter().filter(|id| {
            !shown.ends_with("mod.rs")
                && if shown.starts_with("passes") {
                    let word = format!("Id::{id}");
                    text.match_indices(&word).any(|(at, _)| {
                        !text[at + word.len()..].starts_with(|next: char| next.is_ascii_alphanumeric())
                    })
                } else {
                    header.contains(&format!("{id}:"))
                }
        });
        for id in ids {
            found.entry(*id).or_default().push(shown.clone());
        }
    }
    found
}

/// What a program makes fire.
fn fires(source: &str, name: &str, only: Option<Id>) -> BTreeSet<Id> {
    // `# -O` or `# -OO` as the first line
    let flags = source
        .strip_prefix("# -")
        .map_or(0, |flag| flag.bytes().take_while(|letter| *letter == b'O').count() as u8);
    let only = only.map(|id| vec![id]);
    let options = Options { optimize: flags, remarks: true, only, ..Options::level(OptLevel::Guarded) };
    // Some programs show an error of the compiler.
    let Ok(compiled) = compile(source, name, ParseMode::Exec, &options) else { return BTreeSet::new() };
    let made = compiled.remarks.iter().filter(|remark| matches!(remark.kind, RemarkKind::Applied { .. }));
    made.map(|remark| remark.id).chain(compiled.fired.iter().map(|fired| fired.id)).collect()
}

/// What shows a rewrite.
#[derive(Default)]
struct Shown {
    positive: Vec<String>,
    negative: Vec<String>,
    in_cases: bool,
    in_programs: bool,
}

#[test]
fn the_document_is_up_to_date() {
    let mut shown: BTreeMap<Id, Shown> = Id::ALL.iter().map(|id| (*id, Shown::default())).collect();
    let mut problems = Vec::new();
    for folder in ["tests/cases/passes", "tests/cases/bytecode"] {
        for path in files(folder, "py") {
            let (name, source) = (stem(&path), std::fs::read_to_string(&path).expect("a case"));
            let id: Id = name[..3].parse().expect("a case is called after its rewrite");
            let row = shown.get_mut(&id).expect("a row");
            let keeps = name.contains("_keeps_");
            // A case that keeps may rewrite what stands beside, to show the difference.
            // What others leave behind may be what it needs.
            let only = [Some(id), None];
            let fires_here = || only.iter().any(|only| fires(&source, &name, *only).contains(&id));
            if folder.ends_with("passes") && !keeps && !fires_here() {
                problems.push(format!("{name}: {id} changes nothing"));
            }
            let list = if keeps { &mut row.negative } else { &mut row.positive };
            list.push(name.clone());
            for id in fires(&source, &name, None) {
                shown.get_mut(&id).expect("a row").in_cases = true;
            }
        }
    }
    for path in files("tests/conformance", "py") {
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        for id in fires(&source, &stem(&path), None) {
            shown.get_mut(&id).expect("a row").in_programs = true;
        }
    }
    let passes = pass_files();
    for (id, row) in &shown {
        let missing = [
            (row.positive.is_empty(), "no case shows it"),
            (row.negative.is_empty(), "no case shows what it leaves alone"),
            (!row.in_cases && !row.in_programs, "it fires nowhere in the suite"),
            (!passes.contains_key(id), "no file makes it"),
        ];
        problems.extend(missing.iter().filter(|(is, _)| *is).map(|(_, what)| format!("{id}: {what}")));
    }
    for row in ROWS {
        if row.id.parse::<Id>().is_ok() {
            problems.push(format!("{}: both a rewrite and none", row.id));
        }
        if let Fate::Always(file) = row.fate
            && !root().join(file).is_file()
        {
            problems.push(format!("{}: there is no {file}", row.id));
        }
    }
    let text = document(&shown, &passes, &mut problems);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let path = root().join("passes/CATALOGUE.md");
    let update = std::env::var_os("CATALOGUE_UPDATE").is_some()
        || std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always");
    if update {
        std::fs::write(&path, &text).expect("a document");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = written.lines().zip(text.lines()).find(|(old, new)| old != new);
    assert!(
        written == text,
        "passes/CATALOGUE.md is out of date; CATALOGUE_UPDATE=1 cargo test -p pyopt-passes --test catalogue writes it\n\
         {differs:#?}"
    );
}

fn document(
    shown: &BTreeMap<Id, Shown>,
    passes: &BTreeMap<Id, Vec<String>>,
    problems: &mut Vec<String>,
) -> String {
    let mut text = String::from(
        "# The catalogue, row by row\n\n\
         Made by `passes/tests/catalogue.rs`, which fails when this is out of date\n\
         (`CATALOGUE_UPDATE=1 cargo test -p pyopt-passes --test catalogue` writes it).\n\n\
         Layer A rewrites trees, layer G trees behind guards, layer C graphs. *Level* says from which `--opt` on a row runs.\n\
         Cases lie in `tests/cases/passes` and `tests/cases/bytecode`; those that keep show what a row leaves alone. *Fires*\n\
         says where at `--opt guarded`: in those cases, in the programs of `tests/conformance`.\n",
    );
    for (layer, last, gaps) in LAYERS {
        let numbers = (1..=last).filter(|number| !gaps.contains(number)).map(|n| format!("{layer}{n:02}"));
        // What a layer has beyond the catalogue.
        let ours = Id::ALL.iter().map(|id| id.as_str()).filter(|id| id.starts_with(layer)).map(String::from);
        let all: BTreeSet<String> = numbers.chain(ours).collect();
        let _ = write!(
            text,
            "\n## Layer {layer}\n\n| row | name | level | made in | shows | keeps | fires |\n|---|---|---|---|---|---|---|\n"
        );
        for name in all {
            let absent = ROWS.iter().find(|row| row.id == name);
            match (name.parse::<Id>(), absent) {
                (Ok(id), _) => {
                    let row = &shown[&id];
                    let level = match id.level() {
                        Level::Always => "none",
                        Level::Safe => "safe",
                        Level::Guarded => "guarded",
                    };
                    let fires = match (row.in_cases, row.in_programs) {
                        (true, true) => "cases, programs",
                        (true, false) => "cases",
                        (false, true) => "programs",
                        (false, false) => "no",
                    };
                    let list = |items: &[String]| {
                        items.iter().map(|item| format!("`{item}`")).collect::<Vec<_>>().join(", ")
                    };
                    let made = passes.get(&id).map_or(String::new(), |files| list(files));
                    let (positive, negative) = (list(&row.positive), list(&row.negative));
                    let _ = writeln!(
                        text,
                        "| {id} | {} | {level} | {made} | {positive} | {negative} | {fires} |",
                        id.name()
                    );
                }
                (Err(_), Some(row)) => {
                    let _ = match row.fate {
                        Fate::Always(file) => {
                            writeln!(text, "| {name} | {} | none | `{file}` | | | in all code |", row.name)
                        }
                        Fate::None(_) => writeln!(text, "| {name} | {} | – | see below | | | |", row.name),
                    };
                }
                (Err(_), None) => problems.push(format!("{name}: neither a rewrite nor a reason why not")),
            }
        }
    }
    text.push_str("\n## Rows that are no rewrites\n\n");
    for row in ROWS {
        if let Fate::None(why) = row.fate {
            let _ = writeln!(text, "- **{}, {}.** {why}", row.id, row.name);
        }
    }
    text
}
