//! The binary called through a link named `python3`: CPython's options, its words about wrong ones, `sys.flags`.

use std::process::{Command, Output};

/// Runs `python3` with these words, and with these variables set.
fn python(words: &[&str], variables: &[(&str, &str)]) -> Output {
    use std::sync::atomic::{AtomicU32, Ordering};
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("pyopt-python-options-{}-{run}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the link");
    let link = folder.join("python3");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_pyopt"), &link).expect("a link");
    let output = Command::new(&link).args(words).envs(variables.iter().copied()).output();
    let _ = std::fs::remove_dir_all(&folder);
    output.expect("pyopt runs")
}

#[track_caller]
fn prints(words: &[&str], variables: &[(&str, &str)], expected: &str) {
    let output = python(words, variables);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((&*String::from_utf8_lossy(&output.stdout), &*error), (expected, ""), "{words:?}");
}

#[track_caller]
fn refuses(words: &[&str], expected: &str) {
    let output = python(words, &[]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut lines = error.lines();
    assert_eq!((output.status.code(), lines.next()), (Some(2), Some(expected)), "{words:?}");
    let usage = lines.next().unwrap_or_default();
    assert!(usage.starts_with("usage: ") && usage.ends_with("| -] [arg] ..."), "{usage}");
    assert_eq!(lines.next(), Some("Try `python -h' for more information."));
}

#[test]
fn wrong_options_are_refused_in_cpythons_words() {
    refuses(&["-Z"], "Unknown option: -Z");
    refuses(&["-Iz"], "Unknown option: -z");
    refuses(&["--foo"], "Unknown option: --foo");
    refuses(&["-c"], "Argument expected for the -c option");
    refuses(&["-m"], "Argument expected for the -m option");
    refuses(&["-X"], "Argument expected for the -X option");
    let modes = "--check-hash-based-pycs must be one of 'default', 'always', or 'never'";
    refuses(&["--check-hash-based-pycs", "foo"], modes);
}

#[test]
fn letters_stand_in_one_word() {
    prints(&["-Sc", "import sys; print(sys.argv, sys.flags.no_site)", "-x"], &[], "['-c', '-x'] 1\n");
    prints(&["-ScPrint=print;Print(2)"], &[], "2\n");
}

#[test]
fn flags_show_the_options() {
    let shown =
        "import sys; f = sys.flags; print(f.optimize, f.isolated, f.safe_path, f.bytes_warning, __debug__)";
    prints(&["-c", shown], &[], "0 0 False 0 True\n");
    prints(&["-OO", "-I", "-bb", "-c", shown], &[], "2 1 True 2 False\n");
    prints(&["-c", shown], &[("PYTHONOPTIMIZE", "1")], "1 0 False 0 False\n");
    prints(&["-E", "-c", shown], &[("PYTHONOPTIMIZE", "1")], "0 0 False 0 True\n");
}

#[test]
fn warning_options_keep_their_order() {
    let shown = "import sys; print(sys.warnoptions)";
    let words = ["-Werror", "-W", "ignore::DeprecationWarning", "-b", "-c", shown];
    let expected = "['default', 'error', 'ignore::DeprecationWarning', 'default::BytesWarning']\n";
    prints(&words, &[("PYTHONWARNINGS", "default")], expected);
}

#[test]
fn versions_are_told() {
    prints(&["-V"], &[], "Python 3.14.0\n");
    prints(&["--version"], &[], "Python 3.14.0\n");
}

#[test]
fn hashes_follow_from_the_seed() {
    let shown =
        "import sys; print(hash('abc'), hash(b'abc'), hash('žluť'), hash(''), sys.flags.hash_randomization)";
    let zero = "-4594863902769663758 -4594863902769663758 -4165063628009094105 0 0\n";
    prints(&["-c", shown], &[("PYTHONHASHSEED", "0")], zero);
    let other = "3869580338025362921 3869580338025362921 1581019975776680355 0 1\n";
    prints(&["-c", shown], &[("PYTHONHASHSEED", "42")], other);
    prints(&["-c", shown], &[("PYTHONHASHSEED", " +042")], other);
    let random = |words: &[&str], seed| python(words, &[("PYTHONHASHSEED", seed)]).stdout;
    assert_ne!(random(&["-c", shown], "random"), random(&["-c", shown], ""));
    assert_ne!(random(&["-R", "-c", shown], "0"), zero.as_bytes());
    for seed in ["-1", "4294967296", "1x", "1_0", "x"] {
        let output = python(&["-c", "print(1)"], &[("PYTHONHASHSEED", seed)]);
        let error = "Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range \
                     [0; 4294967295]\nPython runtime state: preinitialized\n\n";
        assert_eq!(
            (String::from_utf8_lossy(&output.stderr).as_ref(), output.status.code()),
            (error, Some(1)),
            "{seed}"
        );
    }
    prints(&["-E", "-c", "print(1)"], &[("PYTHONHASHSEED", "x")], "1\n");
}

/// Recorded from CPython on Linux: where its clock has no zones, it has no `tzset`.
#[test]
fn time_zones_follow_the_environment() {
    let program = "\
import os, time
for zone in ['UTC0', 'EST+05EDT,M4.1.0,M10.5.0', 'AEST-10AEDT-11,M10.5.0,M3.5.0', 'XXX-3:30']:
    os.environ['TZ'] = zone
    print(time.tzset(), time.tzname, time.timezone, time.altzone, time.daylight)
    for at in [1_704_067_200, 1_719_792_000]:
        local = time.localtime(at)
        print(time.strftime('%d %H:%M %Z %z', local), local.tm_isdst, local.tm_gmtoff, time.mktime(local) == at)
universal = time.gmtime(0)
print(universal.tm_zone, time.strftime('%Z %z', universal), time.strftime('%z', tuple(local)))
class Other(tuple):
    tm_gmtoff = 3600
print(time.strftime('%z', Other(local)), time.strftime('%Z %z', time.struct_time(tuple(local) + ('QQQ', 7200))))
";
    let expected = "\
None ('UTC', 'UTC') 0 0 0
01 00:00 UTC +0000 0 0 True
01 00:00 UTC +0000 0 0 True
None ('EST', 'EDT') 18000 14400 1
31 19:00 EST -0500 0 -18000 True
30 20:00 EDT -0400 1 -14400 True
None ('AEST', 'AEDT') -36000 -39600 1
01 11:00 AEDT +1100 1 39600 True
01 10:00 AEST +1000 0 36000 True
None ('XXX', 'XXX') -12600 -12600 0
01 03:30 XXX +0330 0 12600 True
01 03:30 XXX +0330 0 12600 True
GMT GMT +0000 +0000
+0000 QQQ +0200
";
    prints(&["-c", program], &[("TZ", "UTC0")], expected);
}

#[test]
fn the_host_has_one_name() {
    let program = "import os, socket; print(socket.gethostname() == os.uname().nodename != '')";
    prints(&["-c", program], &[], "True\n");
}
