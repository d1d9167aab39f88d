//! Compiles files without passes: one file is shown as `dis` shows it, several only as far as they fail;
//! `-o OUT.pyc FILE` writes what CPython 3.14 can run.

use pyopt_compiler::analysis::scopes;
use pyopt_compiler::code::assemble::{AssembleOptions, assemble};
use pyopt_compiler::code::{CodeObject, dis, pyc};
use pyopt_compiler::codegen::{CompileError, CompileOptions, compile_module};
use pyopt_compiler::syntax::{ParseMode, ast::Span, parse};

fn compile(path: &str) -> Result<CodeObject, String> {
    let source = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let parsed = parse(&source, path, ParseMode::Exec).map_err(|e| format!("parse: {}", e.msg))?;
    let opts = CompileOptions::new(path);
    let mut table = scopes::build(&parsed.module, &opts).map_err(|e| format!("scopes: {}", e.msg))?;
    compile_module(&parsed.module, &mut table, &opts, &mut |cfg| {
        assemble(cfg, &AssembleOptions::default())
            .map_err(|e| CompileError { msg: format!("assemble: {e}"), span: Span::NONE })
    })
    .map(|module| module.code)
    .map_err(|e| format!("{}: {}", e.span.line, e.msg))
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match &args[..] {
        [flag, out, file] if flag == "-o" => match compile(file) {
            Ok(code) => {
                let source = pyc::Source::Stat { mtime: 0, size: 0 };
                std::fs::write(out, pyc::write_pyc(source, &code)).expect("the output is writable");
            }
            Err(e) => eprintln!("{file}: {e}"),
        },
        [file] => match compile(file) {
            Ok(code) => print!("{}", dis::dis(&code)),
            Err(e) => eprintln!("{file}: {e}"),
        },
        files => {
            let failed = files.iter().filter_map(|f| compile(f).err().map(|e| format!("{f}: {e}")));
            let failed: Vec<String> = failed.collect();
            failed.iter().for_each(|f| println!("{f}"));
            println!("{} files, {} failed", files.len(), failed.len());
        }
    }
}
