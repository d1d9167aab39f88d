//! `_blake2`: BLAKE2b and BLAKE2s with all of their parameters, over the crates `blake2b_simd` and `blake2s_simd`.

use super::class::{state_getters, state_methods};
use super::hashes::{bytes_of, given, hex_of};
use super::slots::publish;
use super::{ModuleSpec, arguments};
use crate::builtins::{natives, put};
use crate::heap::Gc;
use crate::objects::Kind;
use crate::objects::state::State;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::RefCell;
use std::rc::Rc;

/// A hash that gathers.
#[derive(Clone)]
enum Gather {
    B(blake2b_simd::State),
    S(blake2s_simd::State),
}

#[derive(Clone)]
struct Hash {
    gather: Gather,
    size: usize,
}

/// What the two differ in.
struct Family {
    spec: &'static TypeSpec,
    title: &'static str,
    /// Bytes of a digest or a key, at most.
    most: usize,
    /// Bytes of a salt or a person, at most.
    salt: usize,
    /// Bits of a node's offset.
    offset_bits: u32,
}

static B_FAMILY: Family = Family { spec: &BLAKE2B, title: "Blake2b", most: 64, salt: 16, offset_bits: 64 };
static S_FAMILY: Family = Family { spec: &BLAKE2S, title: "Blake2s", most: 32, salt: 8, offset_bits: 48 };

static BLAKE2B: TypeSpec = TypeSpec {
    static_methods: B_NEW,
    methods: B_METHODS,
    getset: B_FIELDS,
    ..TypeSpec::new("_blake2", "blake2b", Kind::State)
};

static BLAKE2S: TypeSpec = TypeSpec {
    static_methods: S_NEW,
    methods: S_METHODS,
    getset: S_FIELDS,
    ..TypeSpec::new("_blake2", "blake2s", Kind::State)
};

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_blake2",
    doc: "_blake2b provides BLAKE2b for hashlib\n",
    functions: &[],
    init: |vm, module| {
        for family in [&B_FAMILY, &S_FAMILY] {
            publish(vm, module, family.spec)?;
            let class = vm.native_type(family.spec);
            for (name, size) in [
                ("SALT_SIZE", family.salt),
                ("PERSON_SIZE", family.salt),
                ("MAX_KEY_SIZE", family.most),
                ("MAX_DIGEST_SIZE", family.most),
            ] {
                put(vm, class.dict(), name, Value::small_int_unchecked(size as i64));
            }
        }
        Ok(())
    },
};

natives! { B_NEW:
    "__new__" "(cls, data=b'', *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)" |vm, args| new(vm, args, &B_FAMILY);
}

natives! { S_NEW:
    "__new__" "(cls, data=b'', *, digest_size=32, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)" |vm, args| new(vm, args, &S_FAMILY);
}

/// A number between two others, or what `words` say of it.
fn between(
    vm: &mut Vm,
    value: Value,
    default: i64,
    [low, high]: [i64; 2],
    words: impl FnOnce(i64) -> String,
) -> PyResult<i64> {
    let Some(value) = value.non_null() else { return Ok(default) };
    match vm.index(value)? {
        number if (low..=high).contains(&number) => Ok(number),
        number => Err(vm.raise_value_error(words(number))),
    }
}

/// A number without sign, of so many bits.
fn unsigned(vm: &mut Vm, value: Value, name: &str, bits: u32) -> PyResult<u64> {
    let Some(value) = value.non_null() else { return Ok(0) };
    let number = arguments::big(vm, value)?;
    if number.sign() == malachite_bigint::Sign::Minus {
        return Err(vm.raise_value_error("Cannot convert negative int"));
    }
    let message = match u64::try_from(number) {
        Ok(number) if bits == 64 || number >> bits == 0 => return Ok(number),
        Ok(_) => format!("{name} is too large"),
        Err(_) => "Python int too large for C unsigned long long".to_owned(),
    };
    Err(vm.raise_str(vm.types.overflow_error, &message))
}

/// Bytes of a length that is bounded.
fn short(vm: &mut Vm, value: Value, name: &str, most: usize) -> PyResult<Vec<u8>> {
    let Some(value) = value.non_null() else { return Ok(Vec::new()) };
    let bytes = vm.need_bytes(value)?.as_slice().to_vec();
    if bytes.len() > most {
        return Err(vm.raise_value_error(format!("maximum {name} length is {most} bytes")));
    }
    Ok(bytes)
}

fn new(vm: &mut Vm, args: &[Value], family: &'static Family) -> PyResult {
    let &[class, data, size, key, salt, person, fanout, depth, leaf, offset, node, inner, last, _, string] =
        args
    else {
        return Err(vm.raise_type_error("a hash takes a class and 14 parameters"));
    };
    let class = vm.state_class(family.spec, class)?;
    let data = given(vm, data, string)?;
    let most = family.most as i64;
    let size = between(vm, size, most, [1, most], |size| {
        format!("digest_size for {} must be between 1 and {most} bytes, here it is {size}", family.title)
    })? as usize;
    let salt = short(vm, salt, "salt", family.salt)?;
    let person = short(vm, person, "person", family.salt)?;
    let byte = |name: &'static str, low: i64| move |_| format!("{name} must be between {low} and 255");
    let fanout = between(vm, fanout, 1, [0, 255], byte("fanout", 0))? as u8;
    let depth = between(vm, depth, 1, [1, 255], byte("depth", 1))? as u8;
    let leaf = unsigned(vm, leaf, "leaf_size", 32)? as u32;
    let offset = unsigned(vm, offset, "node_offset", family.offset_bits)?;
    let node = between(vm, node, 0, [0, 255], byte("node_depth", 0))? as u8;
    let inner =
        between(vm, inner, 0, [0, most], |_| format!("inner_size must be between 0 and is {most}"))? as usize;
    let key = short(vm, key, "key", family.most)?;
    let last = !last.is_null() && vm.truth(last)?;
    macro_rules! state {
        ($params:expr) => {
            $params
                .hash_length(size)
                .key(&key)
                .salt(&salt)
                .personal(&person)
                .fanout(fanout)
                .max_depth(depth)
                .max_leaf_length(leaf)
                .node_offset(offset)
                .node_depth(node)
                .inner_hash_length(inner)
                .last_node(last)
                .to_state()
        };
    }
    let mut gather = match family.offset_bits {
        64 => Gather::B(state!(blake2b_simd::Params::new())),
        _ => Gather::S(state!(blake2s_simd::Params::new())),
    };
    if let Some(bytes) = data {
        take(&mut gather, &bytes);
    }
    let owned = RefCell::new(Hash { gather, size });
    Ok(vm.new_state_of(class, family.spec, Some(Rc::new(owned)), &[]))
}

fn take(gather: &mut Gather, bytes: &[u8]) {
    match gather {
        Gather::B(state) => _ = state.update(bytes),
        Gather::S(state) => _ = state.update(bytes),
    }
}

fn digest(state: Gc<State>) -> Vec<u8> {
    match &state.owned::<RefCell<Hash>>().borrow().gather {
        Gather::B(state) => state.finalize().as_bytes().to_vec(),
        Gather::S(state) => state.finalize().as_bytes().to_vec(),
    }
}

macro_rules! methods {
    ($methods:ident $fields:ident $spec:ident $name:literal $block:literal) => {
        state_methods! { $methods: $spec;
            "update" "(self, data, /)" |vm, state, args| {
                let bytes = bytes_of(vm, args[1])?;
                vm.poll(bytes.len() as u64 / 256)?;
                take(&mut state.owned::<RefCell<Hash>>().borrow_mut().gather, &bytes);
                Ok(Value::NONE)
            };
            "digest" "(self, /)" |vm, state, _| vm.new_bytes(&digest(state));
            "hexdigest" "(self, /)" |vm, state, _| hex_of(vm, &digest(state));
            "copy" "(self, /)" |vm, state, _| {
                let copy = state.owned::<RefCell<Hash>>().as_ref().clone();
                Ok(vm.new_state(&$spec, Some(Rc::new(copy)), &[]))
            };
        }
        state_getters! { $fields: $spec;
            "name" |vm, _| vm.new_str($name);
            "digest_size" |vm, state| Ok(vm.new_int(state.owned::<RefCell<Hash>>().borrow().size as i64));
            "block_size" |vm, _| Ok(vm.new_int($block));
        }
    };
}

methods! { B_METHODS B_FIELDS BLAKE2B "blake2b" 128 }
methods! { S_METHODS S_FIELDS BLAKE2S "blake2s" 64 }
