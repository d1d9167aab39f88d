//! `open()` and `input()`.

use super::{buffered, file, int, method, text};
use crate::objects::Str;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

/// What a mode string asks for.
#[derive(Default)]
struct Mode {
    reading: bool,
    writing: bool,
    appending: bool,
    creating: bool,
    updating: bool,
    text: bool,
    binary: bool,
}

fn parse_mode(vm: &mut Vm, mode: &str) -> PyResult<Mode> {
    let mut m = Mode::default();
    for (i, letter) in mode.char_indices() {
        let flag = match letter {
            'r' => &mut m.reading,
            'w' => &mut m.writing,
            'a' => &mut m.appending,
            'x' => &mut m.creating,
            '+' => &mut m.updating,
            't' => &mut m.text,
            'b' => &mut m.binary,
            _ => return Err(vm.raise_value_error(format!("invalid mode: '{mode}'"))),
        };
        *flag = true;
        if mode[i + letter.len_utf8()..].contains(letter) {
            return Err(vm.raise_value_error(format!("invalid mode: '{mode}'")));
        }
    }
    if m.text && m.binary {
        return Err(vm.raise_value_error("can't have text and binary mode at once"));
    }
    let kinds = [m.reading, m.writing, m.appending, m.creating].into_iter().filter(|&k| k).count();
    if kinds != 1 {
        let message = "must have exactly one of create/read/write/append mode";
        return Err(vm.raise_value_error(message));
    }
    Ok(m)
}

/// `open(file, mode, buffering, encoding, errors, newline, closefd, opener)`.
pub(crate) fn open(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = |v: Value| !v.is_null() && !v.is_none();
    let mode = match args[1] {
        Value::NULL => "r".to_owned(),
        mode => match mode.downcast::<Str>() {
            Some(mode) => mode.as_wtf8().to_string(),
            None => {
                let class = vm.type_name(mode);
                return Err(vm.raise_type_error(format!("open() argument 'mode' must be str, not {class}")));
            }
        },
    };
    let m = parse_mode(vm, &mode)?;
    for (value, what) in [(args[3], "an encoding"), (args[4], "an errors"), (args[5], "a newline")] {
        if m.binary && given(value) {
            return Err(vm.raise_value_error(format!("binary mode doesn't take {what} argument")));
        }
    }
    let buffering = if args[2].is_null() { -1 } else { vm.index(args[2])? };
    if buffering == 1 && m.binary {
        let message = "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used";
        vm.warn(vm.types.runtime_warning, message)?;
    }
    let mut raw_mode: String = ['x', 'r', 'w', 'a']
        .into_iter()
        .zip([m.creating, m.reading, m.writing, m.appending])
        .filter_map(|(letter, on)| on.then_some(letter))
        .collect();
    if m.updating {
        raw_mode.push('+');
    }
    let closefd = args[6].non_null().unwrap_or(Value::TRUE);
    let opener = args[7].non_null().unwrap_or(Value::NONE);
    let path = if vm.is_index(args[0]) { args[0] } else { vm.fs_path(args[0])? };
    let raw = file::new_file(vm, path, &raw_mode, closefd, opener)?;
    let built = build(vm, raw, &m, buffering, args);
    if built.is_err() {
        // The file that nobody gets is closed; the error is the first one.
        let exception = vm.take_raised();
        let _ = method(vm, raw, "close", &[]);
        vm.raised = exception;
        return Err(Raised);
    }
    let stream = built?;
    if !m.binary {
        let (name, mode) = (vm.intern("mode"), vm.new_str(mode.as_str())?);
        vm.set_attr(stream, name, mode)?;
    }
    Ok(stream)
}

fn build(vm: &mut Vm, raw: Value, m: &Mode, buffering: i64, args: &[Value]) -> PyResult {
    let is_tty = buffering < 0 && super::asks(vm, raw, "isatty")?;
    let line_buffering = buffering == 1 && !m.binary || is_tty;
    if buffering == 0 {
        if !m.binary {
            return Err(vm.raise_value_error("can't have unbuffered text I/O"));
        }
        return Ok(raw);
    }
    let size = if buffering > 1 { buffering as usize } else { buffered::SIZE };
    let class: &'static TypeSpec = if m.updating {
        &buffered::RANDOM
    } else if m.reading {
        &buffered::READER
    } else {
        &buffered::WRITER
    };
    let class = vm.native_type(class);
    let buffer = vm.call(class.value(), &[raw, int(size)])?;
    if m.binary {
        return Ok(buffer);
    }
    let or_none = |v: Value| v.non_null().unwrap_or(Value::NONE);
    let class = vm.native_type(&text::TEXT_WRAPPER);
    let line = Value::from_bool(line_buffering);
    vm.call(class.value(), &[buffer, or_none(args[3]), or_none(args[4]), or_none(args[5]), line])
}

/// `input(prompt)`.
pub(crate) fn input(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut streams = [Value::NONE; 3];
    for (stream, name) in streams.iter_mut().zip(["stdin", "stdout", "stderr"]) {
        *stream = super::streams::sys_attribute(vm, name)?.unwrap_or(Value::NONE);
        if stream.is_none() {
            return Err(vm.raise_str(vm.types.runtime_error, &format!("input(): lost sys.{name}")));
        }
    }
    let [stdin, stdout, stderr] = streams;
    if method(vm, stderr, "flush", &[]).is_err() {
        vm.take_raised();
    }
    if !args[0].is_null() {
        let prompt = vm.str_of(args[0])?;
        method(vm, stdout, "write", &[prompt])?;
    }
    if method(vm, stdout, "flush", &[]).is_err() {
        vm.take_raised();
    }
    let line = method(vm, stdin, "readline", &[])?;
    let Some(text) = line.downcast::<Str>() else {
        return Err(vm.raise_type_error("object.readline() returned non-string"));
    };
    if text.is_empty() {
        return Err(vm.raise_str(vm.types.eof_error, "EOF when reading a line"));
    }
    let bytes = text.as_wtf8().as_bytes();
    let end = if bytes.ends_with(b"\n") { bytes.len() - 1 } else { bytes.len() };
    let line = text.as_wtf8()[..end].to_owned();
    vm.new_str(&line)
}
