//! `_random`: the Mersenne Twister (Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed
//! uniform pseudo-random number generator", 1998), with CPython's seeding, so that sequences agree.

use super::arguments::big;
use super::class::state_methods;
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use malachite_bigint::{BigInt, Sign};
use std::cell::RefCell;
use std::rc::Rc;

const N: usize = 624;
const M: usize = 397;

struct Twister {
    words: [u32; N],
    next: usize,
}

impl Twister {
    /// From one number.
    fn from_number(seed: u32) -> Twister {
        let mut words = [seed; N];
        for i in 1..N {
            let before = words[i - 1];
            words[i] = 1_812_433_253_u32.wrapping_mul(before ^ (before >> 30)).wrapping_add(i as u32);
        }
        Twister { words, next: N }
    }

    /// From a key of any length.
    fn from_key(key: &[u32]) -> Twister {
        let mut twister = Twister::from_number(19_650_218);
        let words = &mut twister.words;
        let (mut i, mut j) = (1, 0);
        let step = |words: &mut [u32; N], i: &mut usize, factor: u32, plus: u32, minus: u32| {
            let before = words[*i - 1];
            let mixed = words[*i] ^ (before ^ (before >> 30)).wrapping_mul(factor);
            words[*i] = mixed.wrapping_add(plus).wrapping_sub(minus);
            *i += 1;
            if *i >= N {
                words[0] = words[N - 1];
                *i = 1;
            }
        };
        for _ in 0..N.max(key.len()) {
            step(words, &mut i, 1_664_525, key[j].wrapping_add(j as u32), 0);
            j = (j + 1) % key.len();
        }
        for _ in 0..N - 1 {
            let number = i as u32;
            step(words, &mut i, 1_566_083_941, 0, number);
        }
        words[0] = 0x8000_0000;
        twister
    }

    fn refill(&mut self) {
        for i in 0..N {
            let y = (self.words[i] & 0x8000_0000) | (self.words[(i + 1) % N] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[i] = self.words[(i + M) % N] ^ (y >> 1) ^ odd;
        }
        self.next = 0;
    }

    /// The next 32 bits.
    fn word(&mut self) -> u32 {
        if self.next >= N {
            self.refill();
        }
        let mut y = self.words[self.next];
        self.next += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// A double of 53 random bits in [0, 1).
    fn double(&mut self) -> f64 {
        let (a, b) = (self.word() >> 5, self.word() >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) / 9_007_199_254_740_992.0
    }
}

static RANDOM: TypeSpec = TypeSpec {
    methods: METHODS,
    static_methods: STATIC,
    flags: type_flags::BASE,
    doc: "Random() -> create a random number generator with its own internal state.",
    ..TypeSpec::new("_random", "Random", Kind::State)
};

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_random",
    doc: "Module implements the Mersenne Twister random number generator.",
    functions: &[],
    init: |vm, module| {
        let class = vm.native_type(&RANDOM);
        add(vm, module, "Random", class.value())
    },
};

natives! { STATIC:
    "__new__" "(type, /, *args, **kwargs)" |vm, args| {
        let class = vm.state_class(&RANDOM, args[0])?;
        let twister = seeded(vm, Value::NONE)?;
        Ok(vm.new_state_of(class, &RANDOM, Some(Rc::new(RefCell::new(twister))), &[]))
    };
}

state_methods! { METHODS: RANDOM;
    "__init__" "(self, x=None, /)" |vm, state, args| seed(vm, state, args[1]);
    "seed" "(self, n=None, /)" |vm, state, args| seed(vm, state, args[1]);
    "random" "(self, /)" |vm, state, _| {
        let number = state.owned::<RefCell<Twister>>().borrow_mut().double();
        Ok(vm.new_float(number))
    };
    "getrandbits" "(self, k, /)" getrandbits;
    "getstate" "(self, /)" |vm, state, _| {
        let twister = state.owned::<RefCell<Twister>>();
        let twister = twister.borrow();
        let words = twister.words.iter().map(|&w| Value::small_int_unchecked(i64::from(w)));
        let all: Vec<Value> = words.chain([Value::small_int_unchecked(twister.next as i64)]).collect();
        vm.new_tuple(&all)
    };
    "setstate" "(self, state, /)" setstate;
}

fn seed(vm: &mut Vm, state: Gc<State>, from: Value) -> PyResult {
    let twister = seeded(vm, from.non_null().unwrap_or(Value::NONE))?;
    *state.owned::<RefCell<Twister>>().borrow_mut() = twister;
    Ok(Value::NONE)
}

/// A generator seeded by an int's magnitude, by another object's hash, or by chance.
fn seeded(vm: &mut Vm, from: Value) -> PyResult<Twister> {
    if from.is_none() {
        let mut bytes = [0; 4 * N];
        vm.fill_random(&mut bytes)?;
        let words: Vec<u32> = bytes.chunks(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect();
        return Ok(Twister::from_key(&words));
    }
    let number = match vm.as_int(&from) {
        Some(number) => number.to_big(),
        None => BigInt::from(vm.hash(from)?),
    };
    let mut key = number.to_u32_digits().1;
    if key.is_empty() {
        key.push(0);
    }
    Ok(Twister::from_key(&key))
}

fn getrandbits(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let bits = vm.index(args[1])?;
    if bits < 0 {
        return Err(vm.raise_value_error("Cannot convert negative int"));
    }
    let twister = state.owned::<RefCell<Twister>>();
    let mut twister = twister.borrow_mut();
    if bits == 0 {
        return Ok(Value::small_int_unchecked(0));
    }
    if bits <= 32 {
        return Ok(vm.new_int(i64::from(twister.word() >> (32 - bits))));
    }
    // The words, and the copies of them that making an int takes.
    let count = (bits as u64).div_ceil(32) as usize;
    vm.check_room::<[u32; 4]>(count)?;
    let mut words = Vec::new();
    vm.reserve(&mut words, count)?;
    let mut left = bits;
    while left > 0 {
        words.push(if left < 32 { twister.word() >> (32 - left) } else { twister.word() });
        left -= 32;
    }
    Ok(crate::objects::Int::value_of(&mut vm.heap, BigInt::from_slice(Sign::Plus, &words)))
}

fn setstate(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let Some(given) = args[1].downcast::<Tuple>() else {
        return Err(vm.raise_type_error("state vector must be a tuple"));
    };
    if given.len() != N + 1 {
        return Err(vm.raise_value_error("state vector is the wrong size"));
    }
    let mut words = [0; N];
    for (word, &item) in words.iter_mut().zip(given.items()) {
        let number = big(vm, item)?;
        *word = number.to_u32_digits().1.first().copied().unwrap_or(0);
    }
    let next = vm.index(given.items()[N])?;
    if !(0..=N as i64).contains(&next) {
        return Err(vm.raise_value_error("invalid state"));
    }
    *state.owned::<RefCell<Twister>>().borrow_mut() = Twister { words, next: next as usize };
    Ok(Value::NONE)
}
