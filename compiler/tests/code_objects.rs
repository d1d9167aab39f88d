//! Code objects that CPython 3.14 made: read, written, listed and verified; and broken ones refused without a panic.
//!
//! `data/` holds a recorded sample, `NAME.pyc` with the `NAME.dis` of `python -m dis` (addresses removed). A folder named by
//! `PYOPT_PYC_CORPUS` is read as well.

use pyopt_compiler::code::{Const, dis, marshal, pyc, verify};
use std::fs;
use std::path::{Path, PathBuf};

fn files() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")];
    folders.extend(std::env::var_os("PYOPT_PYC_CORPUS").map(PathBuf::from));
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("folder of .pyc files"));
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "pyc"));
    files.sort();
    assert!(files.len() >= 5, "the recorded sample is missing");
    files
}

#[test]
fn round_trips_and_verifies() {
    for path in files() {
        let bytes = fs::read(&path).expect("readable");
        let (source, code) = pyc::read_pyc(&bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        verify::verify_code(&code).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let written = pyc::write_pyc(source, &code);
        let (_, again) = pyc::read_pyc(&written).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(*code == *again, "{} changed", path.display());
        if let Some(out) = std::env::var_os("PYOPT_PYC_OUT") {
            fs::write(Path::new(&out).join(path.file_name().expect("name")), written).expect("written");
        }
    }
}

#[test]
fn lists_as_cpython_does() {
    let mut compared = 0;
    for path in files() {
        let Ok(expected) = fs::read_to_string(path.with_extension("dis")) else { continue };
        let (_, code) = pyc::read_pyc(&fs::read(&path).expect("readable")).expect("pyc");
        let ours = dis::dis(&code);
        // The order of a frozenset hangs on hashes.
        let same = |a: &str, b: &str| a == b || (a.contains("frozenset({") && b.contains("frozenset({"));
        if let Some((n, (a, b))) =
            ours.lines().zip(expected.lines()).enumerate().find(|(_, (a, b))| !same(a, b))
        {
            panic!("{} line {}:\n ours {a:?}\n want {b:?}", path.display(), n + 1);
        }
        assert_eq!(ours.lines().count(), expected.lines().count(), "{}", path.display());
        let json = dis::dis_json(&code);
        assert!(json.starts_with("[{\"qualname\":\"<module>\"") && json.ends_with("]}]"));
        compared += 1;
    }
    assert!(compared >= 5, "the recorded listings are missing");
}

/// xorshift64*: the same bytes on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }
}

#[test]
fn broken_files_never_panic() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut refused, mut accepted) = (0, 0);
    for path in files().into_iter().take(10) {
        let bytes = fs::read(&path).expect("readable");
        for _ in 0..300 {
            let mut broken = bytes.clone();
            for _ in 0..1 + random.below(4) {
                let at = 16 + random.below(broken.len() - 16);
                broken[at] ^= 1 << random.below(8);
            }
            if random.below(8) == 0 {
                broken.truncate(16 + random.below(broken.len() - 16));
            }
            match pyc::read_pyc(&broken) {
                Err(_) => refused += 1,
                Ok((_, code)) => {
                    let _ = dis::dis(&code);
                    match verify::verify_code(&code) {
                        Ok(()) => accepted += 1,
                        Err(_) => refused += 1,
                    }
                }
            }
        }
    }
    assert!(refused > 100 && accepted > 0, "{refused} refused, {accepted} accepted");
}

#[test]
fn marshal_says_what_is_wrong() {
    let error = |bytes: &[u8]| marshal::read(bytes).map(|_| ()).expect_err("bad data").to_string();
    assert_eq!(error(b""), "EOF read where object expected");
    assert_eq!(error(b"i\x01"), "marshal data too short");
    assert_eq!(error(b"*"), "bad marshal data (unknown type code)");
    assert_eq!(error(b"r\x00\x00\x00\x00"), "bad marshal data (invalid reference)");
    assert_eq!(error(b"\xa9\x01r\x00\x00\x00\x00"), "bad marshal data (invalid reference)");
    assert_eq!(error(b"l\x01\x00\x00\x00\x00\x80"), "bad marshal data (digit out of range in long)");
    assert_eq!(error(b"l\x01\x00\x00\x00\x00\x00"), "bad marshal data (unnormalized long data)");
    // A size that lies must not be believed.
    assert_eq!(error(b"(\xff\xff\xff\x7f"), "EOF read where object expected");
    assert_eq!(error(&b")\x01".repeat(5000)), "bad marshal data (nested too deeply)");
    // (x, x) of (x, x) of …: small to read, endless to walk.
    let mut bomb = b"\xa9\x02NN".to_vec();
    for n in 0u32..60 {
        let mut outer = b"\xa9\x02".to_vec();
        outer.extend_from_slice(&bomb);
        outer.push(b'r');
        outer.extend((60 - n).to_le_bytes());
        bomb = outer;
    }
    assert!(marshal::read(&bomb).is_err());
}

#[test]
fn constants_round_trip() {
    let big = "-123456789012345678901234567890".parse().expect("number");
    let items = [
        Const::None,
        Const::Bool(true),
        Const::Ellipsis,
        Const::Int(i64::MIN),
        Const::Int(-1),
        Const::Int(1 << 40),
        Const::BigInt(Box::new(big)),
        Const::Float(-0.0),
        Const::Complex { real: 1.5, imag: f64::INFINITY },
        marshal::text_const("é\n"),
        marshal::text_const(&"a".repeat(300)),
        Const::Bytes(b"\0\xff".as_slice().into()),
        Const::FrozenSet(vec![Const::Int(1)].into()),
        Const::Slice(std::sync::Arc::new([Const::Int(1), Const::None, Const::None])),
    ];
    let tuple = Const::Tuple(items.to_vec().into());
    assert!(marshal::read(&marshal::write(&tuple)).expect("own data") == tuple);
}
