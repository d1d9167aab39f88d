//! `time`: clocks, and dates as the operating system's time zone has them.

use super::structseq::{self, structseq};
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::engine::host::Clock;
use crate::heap::Gc;
use crate::objects::{Module, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::ffi::{CStr, CString};
use std::time::Duration;

natives! { FUNCTIONS:
    "time" "()" |vm, _| seconds(vm, Clock::Real);
    "time_ns" "()" |vm, _| nanos(vm, Clock::Real);
    "monotonic" "()" |vm, _| seconds(vm, Clock::Monotonic);
    "monotonic_ns" "()" |vm, _| nanos(vm, Clock::Monotonic);
    "perf_counter" "()" |vm, _| seconds(vm, Clock::Monotonic);
    "perf_counter_ns" "()" |vm, _| nanos(vm, Clock::Monotonic);
    "process_time" "()" |vm, _| seconds(vm, Clock::Process);
    "process_time_ns" "()" |vm, _| nanos(vm, Clock::Process);
    "thread_time" "()" |vm, _| seconds(vm, Clock::Thread);
    "thread_time_ns" "()" |vm, _| nanos(vm, Clock::Thread);
    "clock_gettime" "(clk_id, /)" |vm, args| { let clock = clock_argument(vm, args[0])?; seconds(vm, clock) };
    "clock_gettime_ns" "(clk_id, /)" |vm, args| { let clock = clock_argument(vm, args[0])?; nanos(vm, clock) };
    "sleep" "(seconds, /)" sleep;
    "gmtime" "(seconds=None, /)" |vm, args| { let at = moment(vm, args[0])?; broken(vm, at, true) };
    "localtime" "(seconds=None, /)" |vm, args| { let at = moment(vm, args[0])?; broken(vm, at, false) };
    "mktime" "(time_tuple, /)" make_time;
    "asctime" "(time_tuple=None, /)" |vm, args| {
        let tm = tm_argument(vm, args[0])?;
        vm.new_str(as_text(&tm).as_str())
    };
    "ctime" "(seconds=None, /)" |vm, args| {
        let at = moment(vm, args[0])?;
        let tm = split(at, false);
        vm.new_str(as_text(&tm).as_str())
    };
    "strftime" "(format, time_tuple=None, /)" format_time;
    "strptime" "(string, format='%a %b %d %H:%M:%S %Y', /)" |vm, args| {
        let module = vm.import_module("_strptime")?;
        let name = vm.intern("_strptime_time");
        let function = vm.get_attr(module, name)?;
        if args[1].is_null() { vm.call(function, &args[..1]) } else { vm.call(function, args) }
    };
    "tzset" "()" |vm, _| {
        // SAFETY: reads the environment, which only this thread changes.
        unsafe { tzset() };
        match vm.import_module("time")?.downcast::<Module>() {
            Some(module) => describe_zone(vm, module).map(|()| Value::NONE),
            None => Ok(Value::NONE),
        }
    };
    "get_clock_info" "(name, /)" clock_info;
}

structseq! { STRUCT_TIME: "time" "struct_time" [
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
] hidden [
    "tm_zone" "abbreviation of timezone name", "tm_gmtoff" "offset from UTC in seconds",
] }

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    functions: FUNCTIONS,
    init,
};

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    let class = structseq::class(vm, &STRUCT_TIME)?;
    add(vm, module, "struct_time", class.value())?;
    // How many `_strptime` fills in.
    let items = STRUCT_TIME.getset.len() as i64;
    add(vm, module, "_STRUCT_TM_ITEMS", Value::small_int_unchecked(items))?;
    for (name, id) in [
        ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
        ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
        ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
        ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
    ] {
        add(vm, module, name, Value::small_int_unchecked(i64::from(id)))?;
    }
    describe_zone(vm, module)
}

unsafe extern "C" {
    /// POSIX: the time zone of `TZ`, or the system's.
    fn tzset();
}

/// The names and offsets of the time zone.
fn describe_zone(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    // January and July of one year tell both offsets of a zone.
    let [january, july] = [1_704_067_200, 1_719_792_000].map(|at| split(at, false));
    let (winter, summer) =
        if january.tm_gmtoff <= july.tm_gmtoff { (january, july) } else { (july, january) };
    let names = [zone(&winter), zone(&summer)].map(|n| vm.intern(n.as_str()).value());
    let names = vm.new_tuple(&names)?;
    add(vm, module, "tzname", names)?;
    for (name, number) in [
        ("timezone", -winter.tm_gmtoff),
        ("altzone", -summer.tm_gmtoff),
        ("daylight", i64::from(winter.tm_gmtoff != summer.tm_gmtoff)),
    ] {
        add(vm, module, name, Value::small_int_unchecked(number))?;
    }
    Ok(())
}

fn read(vm: &mut Vm, clock: Clock) -> PyResult<i128> {
    vm.host.clock(clock).map_err(|error| vm.raise_os_error(&error, None))
}

fn seconds(vm: &mut Vm, clock: Clock) -> PyResult {
    let nanos = read(vm, clock)?;
    Ok(vm.new_float(nanos as f64 / 1e9))
}

fn nanos(vm: &mut Vm, clock: Clock) -> PyResult {
    let nanos = read(vm, clock)?;
    Ok(vm.new_int(nanos as i64))
}

fn clock_argument(vm: &mut Vm, value: Value) -> PyResult<Clock> {
    Ok(match vm.index(value)? as i32 {
        libc::CLOCK_REALTIME => Clock::Real,
        libc::CLOCK_MONOTONIC => Clock::Monotonic,
        libc::CLOCK_PROCESS_CPUTIME_ID => Clock::Process,
        libc::CLOCK_THREAD_CPUTIME_ID => Clock::Thread,
        _ => {
            let error = std::io::Error::from_raw_os_error(libc::EINVAL);
            return Err(vm.raise_os_error(&error, None));
        }
    })
}

fn number(vm: &mut Vm, value: Value) -> PyResult<f64> {
    match vm.as_float(value) {
        Some(number) => Ok(number),
        None => Ok(vm.index(value)? as f64),
    }
}

fn sleep(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = given_seconds(vm, args[0])?;
    if time < 0.0 {
        return Err(vm.raise_value_error("sleep length must be non-negative"));
    }
    sleep_for(vm, time)?;
    Ok(Value::NONE)
}

/// A number of seconds that CPython can keep: as nanoseconds in 64 bits.
///
/// # Errors
/// `TypeError` for what is no number, `ValueError` for NaN, `OverflowError` for more.
pub(super) fn given_seconds(vm: &mut Vm, value: Value) -> PyResult<f64> {
    let (seconds, too_large) = match vm.as_float(value) {
        Some(seconds) => (seconds, "timestamp out of range for platform time_t"),
        None => {
            let whole = vm.index_value(value)?;
            let whole = vm.as_int(&whole).and_then(|i| i.to_i64());
            (whole.map_or(f64::INFINITY, |n| n as f64), "timestamp too large to convert to C PyTime_t")
        }
    };
    if seconds.is_nan() {
        return Err(vm.raise_value_error("Invalid value NaN (not a number)"));
    }
    if (seconds * 1e9).abs() >= i64::MAX as f64 {
        return Err(vm.raise_str(vm.types.overflow_error, too_large));
    }
    Ok(seconds)
}

/// Sleeps so many seconds (see [`given_seconds`]; negative: none), whatever signals come.
///
/// # Errors
/// What a handler of a signal raises.
pub(super) fn sleep_for(vm: &mut Vm, seconds: f64) -> PyResult<()> {
    let mut left = Duration::from_secs_f64(seconds.max(0.0));
    loop {
        // A signal that came before would not interrupt it.
        vm.poll(1)?;
        let start = vm.host.clock(Clock::Monotonic);
        match vm.host.sleep(left) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(vm.raise_os_error(&error, None)),
            Ok(()) => return Ok(()),
        }
        // The handlers raised nothing: the rest of it.
        let (Ok(start), Ok(now)) = (start, vm.host.clock(Clock::Monotonic)) else { return Ok(()) };
        let slept = u64::try_from(now - start).unwrap_or(0);
        left = left.saturating_sub(Duration::from_nanos(slept));
    }
}

/// A moment in whole seconds; now, if none is given.
fn moment(vm: &mut Vm, value: Value) -> PyResult<i64> {
    if value.is_null() || value.is_none() {
        return Ok(read(vm, Clock::Real)?.div_euclid(1_000_000_000) as i64);
    }
    let at = number(vm, value)?;
    if at.is_nan() {
        return Err(vm.raise_value_error("Invalid value NaN (not a number)"));
    }
    // Years beyond this do not fit the structure.
    if at.abs() > 6e16 {
        return Err(vm.raise_str(vm.types.overflow_error, "timestamp out of range for platform time_t"));
    }
    Ok(at.floor() as i64)
}

fn split(at: i64, universal: bool) -> libc::tm {
    // SAFETY: a struct of plain numbers and one pointer, which may be null.
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    // SAFETY: both point to what they should.
    unsafe {
        if universal {
            libc::gmtime_r(&raw const at, &raw mut tm)
        } else {
            libc::localtime_r(&raw const at, &raw mut tm)
        }
    };
    tm
}

fn zone(tm: &libc::tm) -> String {
    if tm.tm_zone.is_null() {
        return String::new();
    }
    // SAFETY: the C library's own terminated string, which it keeps.
    unsafe { CStr::from_ptr(tm.tm_zone) }.to_string_lossy().into_owned()
}

fn broken(vm: &mut Vm, at: i64, universal: bool) -> PyResult {
    let tm = split(at, universal);
    let fields = [
        tm.tm_year + 1900,
        tm.tm_mon + 1,
        tm.tm_mday,
        tm.tm_hour,
        tm.tm_min,
        tm.tm_sec,
        (tm.tm_wday + 6) % 7,
        tm.tm_yday + 1,
        tm.tm_isdst,
    ];
    let fields = fields.map(|n| Value::small_int_unchecked(i64::from(n)));
    let made = structseq::make_of(vm, &STRUCT_TIME, &fields)?;
    let (zone, offset) = (vm.new_str(zone(&tm).as_str())?, vm.new_int(tm.tm_gmtoff));
    for (key, value) in [("tm_zone", zone), ("tm_gmtoff", offset)] {
        let key = vm.intern(key).value();
        structseq::set_hidden(vm, made, key, value)?;
    }
    Ok(made)
}

/// The numbers of a time tuple.
fn tuple_fields(vm: &mut Vm, value: Value) -> PyResult<[i64; 9]> {
    let Some(tuple) = value.downcast::<Tuple>() else {
        return Err(vm.raise_type_error("Tuple or struct_time argument required"));
    };
    if tuple.len() < 9 {
        return Err(vm.raise_type_error("function takes exactly 9 arguments"));
    }
    let mut n = [0i64; 9];
    for (n, &item) in n.iter_mut().zip(tuple.items()) {
        *n = vm.index(item)?;
        if i32::try_from(*n).is_err() {
            let side = if *n > 0 { "greater than maximum" } else { "less than minimum" };
            return Err(vm.raise_str(vm.types.overflow_error, &format!("signed integer is {side}")));
        }
    }
    Ok(n)
}

/// A time tuple argument; now, if none is given.
fn tm_argument(vm: &mut Vm, value: Value) -> PyResult<libc::tm> {
    if value.is_null() || value.is_none() {
        let at = moment(vm, Value::NONE)?;
        return Ok(split(at, false));
    }
    let n = tuple_fields(vm, value)?;
    if n[0] < i64::from(i32::MIN) + 1900 {
        return Err(vm.raise_str(vm.types.overflow_error, "year out of range"));
    }
    let ranges = [
        ("month", 0, 12),
        ("day of month", 0, 31),
        ("hour", 0, 23),
        ("minute", 0, 59),
        ("seconds", 0, 61),
        ("day of week", -1, i64::MAX),
        ("day of year", 0, 366),
    ];
    for ((what, low, high), &n) in ranges.into_iter().zip(&n[1..]) {
        if n < low || n > high {
            return Err(vm.raise_value_error(format!("{what} out of range")));
        }
    }
    // SAFETY: a struct of plain numbers and one pointer, which may be null.
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    tm.tm_year = (n[0] - 1900) as i32;
    tm.tm_mon = (n[1] - 1).max(0) as i32;
    tm.tm_mday = n[2].max(1) as i32;
    (tm.tm_hour, tm.tm_min, tm.tm_sec) = (n[3] as i32, n[4] as i32, n[5] as i32);
    tm.tm_wday = ((n[6] + 1).rem_euclid(7)) as i32;
    tm.tm_yday = (n[7] - 1).max(0) as i32;
    tm.tm_isdst = n[8].clamp(-1, 1) as i32;
    Ok(tm)
}

/// What a `struct_time` knows of its zone: gives the time its offset, and answers the name. Tuples know nothing.
fn take_zone(vm: &mut Vm, value: Value, tm: &mut libc::tm) -> PyResult<Option<CString>> {
    if vm.type_of(value) != structseq::class(vm, &STRUCT_TIME)? {
        return Ok(None);
    }
    let offset = structseq::hidden_item(vm, value, "tm_gmtoff")?;
    if !offset.is_none() {
        tm.tm_gmtoff = vm.index(offset)?;
    }
    let name = structseq::hidden_item(vm, value, "tm_zone")?;
    Ok(name.downcast::<Str>().and_then(|name| CString::new(name.as_wtf8().as_bytes()).ok()))
}

fn make_time(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = tuple_fields(vm, args[0])?;
    // What is out of range is carried over; weekday and day of the year do not matter.
    let mut fields = [0i32; 9];
    for (to, from) in fields.iter_mut().zip([n[0] - 1900, n[1] - 1, n[2], n[3], n[4], n[5], n[6], n[7], n[8]])
    {
        *to = i32::try_from(from)
            .map_err(|_| vm.raise_str(vm.types.overflow_error, "mktime argument out of range"))?;
    }
    // SAFETY: a struct of plain numbers and one pointer, which may be null.
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    [tm.tm_year, tm.tm_mon, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, _, _, tm.tm_isdst] = fields;
    tm.tm_wday = -1;
    // SAFETY: a filled struct.
    let at = unsafe { libc::mktime(&raw mut tm) };
    if at == -1 && tm.tm_wday == -1 {
        return Err(vm.raise_str(vm.types.overflow_error, "mktime argument out of range"));
    }
    Ok(vm.new_float(at as f64))
}

fn as_text(tm: &libc::tm) -> String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    format!(
        "{} {}{:3} {:02}:{:02}:{:02} {}",
        days[tm.tm_wday.rem_euclid(7) as usize],
        months[tm.tm_mon.rem_euclid(12) as usize],
        tm.tm_mday,
        tm.tm_hour,
        tm.tm_min,
        tm.tm_sec,
        tm.tm_year + 1900
    )
}

fn format_time(vm: &mut Vm, args: &[Value]) -> PyResult {
    let format = vm.expect::<Str>(args[0], "str")?;
    let mut tm = tm_argument(vm, args[1])?;
    let zone = match args[1].non_null() {
        Some(value) => take_zone(vm, value, &mut tm)?,
        None => None,
    };
    if let Some(zone) = &zone {
        tm.tm_zone = zone.as_ptr();
    }
    let Ok(format) = CString::new(format.as_wtf8().as_bytes()) else {
        return Err(vm.raise_value_error("embedded null character"));
    };
    if format.as_bytes().is_empty() {
        return vm.new_str("");
    }
    let mut room = 256;
    // An answer of nothing may be right (`%p` in some locales), so the room grows a bounded number of times.
    while room <= 256 * format.as_bytes().len().max(16) {
        let mut out = vec![0u8; room];
        // SAFETY: the buffer is as long as it says, the format is terminated, the struct filled.
        let used = unsafe { libc::strftime(out.as_mut_ptr().cast(), room, format.as_ptr(), &raw const tm) };
        if used > 0 {
            out.truncate(used);
            let text = crate::vm::find::path_text(&out);
            return vm.new_str(&text);
        }
        room *= 2;
    }
    vm.new_str("")
}

fn clock_info(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.expect::<Str>(args[0], "str")?;
    let (implementation, monotonic, adjustable) = match name.as_str() {
        Some("time") => ("clock_gettime(CLOCK_REALTIME)", false, true),
        Some("monotonic" | "perf_counter") => ("clock_gettime(CLOCK_MONOTONIC)", true, false),
        Some("process_time") => ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false),
        Some("thread_time") => ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false),
        _ => return Err(vm.raise_value_error("unknown clock")),
    };
    let (implementation, resolution) = (vm.new_str(implementation)?, vm.new_float(1e-9));
    super::sys::new_namespace(
        vm,
        &[
            ("implementation", implementation),
            ("monotonic", Value::from_bool(monotonic)),
            ("adjustable", Value::from_bool(adjustable)),
            ("resolution", resolution),
        ],
    )
}
