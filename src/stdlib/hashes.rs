//! `_md5`, `_sha1`, `_sha2` and `_sha3`: hash objects over the RustCrypto crates.
//!
//! ```text
//! object: [ ], owned: the hash that gathers        one class for each algorithm's family of objects
//! ```

use super::class::{state_getters, state_methods};
use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Kind, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::semantics::text::repr::hex;
use sha2::Digest;
use shake::{ExtendableOutput, Update, XofReader};
use std::cell::RefCell;
use std::rc::Rc;

/// A hash that gathers.
trait Gather {
    fn take(&mut self, bytes: &[u8]);
    /// The digest; `length` counts for hashes of any length only.
    fn digest(&self, length: usize) -> Vec<u8>;
    fn copy(&self) -> Box<dyn Gather>;
}

/// A hash whose digest has one length.
#[derive(Clone)]
struct Fixed<D>(D);

impl<D: Digest + Clone + 'static> Gather for Fixed<D> {
    fn take(&mut self, bytes: &[u8]) {
        Digest::update(&mut self.0, bytes);
    }
    fn digest(&self, _: usize) -> Vec<u8> {
        self.0.clone().finalize().to_vec()
    }
    fn copy(&self) -> Box<dyn Gather> {
        Box::new(self.clone())
    }
}

/// A hash whose digest may have any length.
#[derive(Clone)]
struct Endless<H>(H);

impl<H: ExtendableOutput + Update + Clone + 'static> Gather for Endless<H> {
    fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
    fn digest(&self, length: usize) -> Vec<u8> {
        let mut out = vec![0; length];
        self.0.clone().finalize_xof().read(&mut out);
        out
    }
    fn copy(&self) -> Box<dyn Gather> {
        Box::new(self.clone())
    }
}

struct Hash {
    name: &'static str,
    /// 0 for hashes of any length.
    size: usize,
    block: usize,
    gather: Box<dyn Gather>,
}

static HASH: TypeSpec =
    TypeSpec { methods: METHODS, getset: GETTERS, ..TypeSpec::new("_hashlib", "HASH", Kind::State) };

static XOF: TypeSpec = TypeSpec {
    methods: XOF_METHODS,
    getset: XOF_GETTERS,
    ..TypeSpec::new("_hashlib", "HASHXOF", Kind::State)
};

pub(super) fn bytes_of(vm: &mut Vm, data: Value) -> PyResult<Vec<u8>> {
    if data.downcast::<Str>().is_some() {
        return Err(vm.raise_type_error("Strings must be encoded before hashing"));
    }
    match vm.contents_of(data, 0)? {
        Some(contents) => Ok(contents.to_vec()),
        None => Err(vm.raise_type_error("object supporting the buffer API required")),
    }
}

/// What a constructor is given to hash, under its name or the older one.
pub(super) fn given(vm: &mut Vm, data: Value, string: Value) -> PyResult<Option<Vec<u8>>> {
    let data = match (data.non_null(), string.non_null()) {
        (Some(_), Some(_)) => {
            let message = "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated \
                 for removal in a future version.";
            return Err(vm.raise_type_error(message));
        }
        (data, string) => data.or(string),
    };
    data.map(|data| bytes_of(vm, data)).transpose()
}

/// A hash object; `args` are the arguments of its constructor: data, usedforsecurity, string.
fn make(vm: &mut Vm, args: &[Value], mut hash: Hash) -> PyResult {
    if let Some(bytes) = given(vm, args[0], args[2])? {
        hash.gather.take(&bytes);
    }
    let spec = if hash.size == 0 { &XOF } else { &HASH };
    Ok(vm.new_state(spec, Some(Rc::new(RefCell::new(hash))), &[]))
}

fn fixed<D: Digest + Clone + 'static>(name: &'static str, block: usize) -> Hash {
    Hash { name, size: <D as Digest>::output_size(), block, gather: Box::new(Fixed(D::new())) }
}

/// `(data=b'', *, usedforsecurity=True, string=None)`
macro_rules! constructors {
    ($table:ident: $($name:literal $hash:expr;)*) => {
        natives! { $table: $(
            $name "(data=b'', *, usedforsecurity=True, string=None)" |vm, args| make(vm, args, $hash);
        )* }
    };
}

constructors! { MD5_FUNCTIONS: "md5" fixed::<md5::Md5>("md5", 64); }
constructors! { SHA1_FUNCTIONS: "sha1" fixed::<sha1::Sha1>("sha1", 64); }
constructors! { SHA2_FUNCTIONS:
    "sha224" fixed::<sha2::Sha224>("sha224", 64);
    "sha256" fixed::<sha2::Sha256>("sha256", 64);
    "sha384" fixed::<sha2::Sha384>("sha384", 128);
    "sha512" fixed::<sha2::Sha512>("sha512", 128);
}
constructors! { SHA3_FUNCTIONS:
    "sha3_224" fixed::<sha3::Sha3_224>("sha3_224", 144);
    "sha3_256" fixed::<sha3::Sha3_256>("sha3_256", 136);
    "sha3_384" fixed::<sha3::Sha3_384>("sha3_384", 104);
    "sha3_512" fixed::<sha3::Sha3_512>("sha3_512", 72);
    "shake_128" endless("shake_128", 168, Endless(shake::Shake128::default()));
    "shake_256" endless("shake_256", 136, Endless(shake::Shake256::default()));
}

fn endless<G: Gather + 'static>(name: &'static str, block: usize, gather: G) -> Hash {
    Hash { name, size: 0, block, gather: Box::new(gather) }
}

/// The modules.
pub(crate) static MD5: ModuleSpec =
    ModuleSpec { name: "_md5", doc: "", functions: MD5_FUNCTIONS, init: nothing };
pub(crate) static SHA1: ModuleSpec =
    ModuleSpec { name: "_sha1", doc: "", functions: SHA1_FUNCTIONS, init: nothing };
pub(crate) static SHA2: ModuleSpec =
    ModuleSpec { name: "_sha2", doc: "", functions: SHA2_FUNCTIONS, init: nothing };
pub(crate) static SHA3: ModuleSpec =
    ModuleSpec { name: "_sha3", doc: "", functions: SHA3_FUNCTIONS, init: nothing };

fn hash_of(state: Gc<State>) -> Rc<RefCell<Hash>> {
    state.owned()
}

fn update(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let bytes = bytes_of(vm, args[1])?;
    hash_of(state).borrow_mut().gather.take(&bytes);
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, state: Gc<State>, spec: &'static TypeSpec) -> PyResult {
    let hash = hash_of(state);
    let hash = hash.borrow();
    let copy = Hash { gather: hash.gather.copy(), ..*hash };
    Ok(vm.new_state(spec, Some(Rc::new(RefCell::new(copy))), &[]))
}

fn digest(vm: &mut Vm, state: Gc<State>, length: Value) -> PyResult<Vec<u8>> {
    let length = if length.is_null() { 0 } else { vm.index(length)? };
    match usize::try_from(length) {
        Ok(length) if length < 1 << 29 => Ok(hash_of(state).borrow().gather.digest(length)),
        Ok(_) => Err(vm.raise_value_error("length is too large")),
        Err(_) => Err(vm.raise_value_error("value must be positive")),
    }
}

pub(super) fn hex_of(vm: &mut Vm, bytes: &[u8]) -> PyResult {
    let text = hex(bytes, None, 1).map_err(|error| vm.raise_semantic(error))?;
    vm.new_str(text.as_str())
}

fn shown(vm: &mut Vm, state: Gc<State>, value: Value) -> PyResult {
    let class = vm.type_of(value);
    let class = class.name().as_wtf8().to_string();
    let text = format!("<{} _hashlib.{class} object @ {:#x}>", hash_of(state).borrow().name, value.bits());
    vm.new_str(text.as_str())
}

state_methods! { METHODS: HASH;
    "update" "(self, obj, /)" update;
    "digest" "(self, /)" |vm, state, _| { let bytes = digest(vm, state, Value::NULL)?; vm.new_bytes(&bytes) };
    "hexdigest" "(self, /)" |vm, state, _| { let bytes = digest(vm, state, Value::NULL)?; hex_of(vm, &bytes) };
    "copy" "(self, /)" |vm, state, _| copy(vm, state, &HASH);
    "__repr__" "(self, /)" |vm, state, args| shown(vm, state, args[0]);
}

state_methods! { XOF_METHODS: XOF;
    "update" "(self, obj, /)" update;
    "digest" "(self, length)" |vm, state, args| { let bytes = digest(vm, state, args[1])?; vm.new_bytes(&bytes) };
    "hexdigest" "(self, length)" |vm, state, args| { let bytes = digest(vm, state, args[1])?; hex_of(vm, &bytes) };
    "copy" "(self, /)" |vm, state, _| copy(vm, state, &XOF);
    "__repr__" "(self, /)" |vm, state, args| shown(vm, state, args[0]);
}

fn name(vm: &mut Vm, state: Gc<State>) -> PyResult {
    let name = hash_of(state).borrow().name;
    vm.new_str(name)
}

fn size(vm: &mut Vm, state: Gc<State>) -> PyResult {
    let size = hash_of(state).borrow().size;
    Ok(vm.new_int(size as i64))
}

fn block(vm: &mut Vm, state: Gc<State>) -> PyResult {
    let block = hash_of(state).borrow().block;
    Ok(vm.new_int(block as i64))
}

state_getters! { GETTERS: HASH; "name" name; "digest_size" size; "block_size" block; }
state_getters! { XOF_GETTERS: XOF; "name" name; "digest_size" size; "block_size" block; }
