#!/bin/sh
# Stands before the compiler (`.cargo/config.toml`): the crates of a release build are told which of their paths are hot. The
# profile beside this file counts for the compiler that it is named after, as the names in it are that compiler's; others build
# without it. `benches/record_profile.py` records it.
#
# PYOPT_PROFILE=none        builds without a profile
# PYOPT_PROFILE=DIRECTORY   builds what writes its counts there
#
# Cargo does not see the variable change: each value wants a target folder of its own.
here=$(dirname "$0")
rustc=$1
shift

optimizes=
crate=
tests=
before=
for argument; do
    case $argument in
    opt-level=[23]) optimizes=yes ;;
    pyopt | pyopt_compiler | pyopt_passes | build_script_*) [ "$before" = --crate-name ] && crate=$argument ;;
    --test) tests=yes ;;
    esac
    before=$argument
done
if [ -z "$optimizes" ] || [ -z "$crate" ] || [ "$PYOPT_PROFILE" = none ]; then
    exec "$rustc" "$@"
fi

# What goes into the binary: no build script, no test.
own=
[ "${crate#build_script_}" = "$crate" ] && [ -z "$tests" ] && own=yes
recorded=$here/$("$rustc" --version | cut -d ' ' -f 2).profdata
# Only paths are counted, no callees (`-disable-vp`): a native that a handler calls stays a call. Inlined, its places of the frame
# would make the jump to the next handler one.
if [ -n "$PYOPT_PROFILE" ]; then
    set -- "$@" "-Cprofile-generate=$PYOPT_PROFILE" -Cllvm-args=-disable-vp
elif [ -n "$own" ] && [ -f "$recorded" ]; then
    set -- "$@" "-Cprofile-use=$recorded" -Cllvm-args=-disable-vp -Cllvm-args=-no-pgo-warn-mismatch
fi

# The names of functions have a hash of the crate's metadata, in which Cargo puts where the checkout is. A profile that holds
# everywhere needs names that do.
if [ -n "$own" ]; then
    count=$#
    while [ "$count" -gt 0 ]; do
        argument=$1
        shift
        case $argument in metadata=*) argument=metadata=$CARGO_PKG_NAME ;; esac
        set -- "$@" "$argument"
        count=$((count - 1))
    done
fi
exec "$rustc" "$@"
