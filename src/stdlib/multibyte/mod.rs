//! `_multibytecodec` and its modules of codecs: the encodings of East Asia.
//!
//! ```text
//! getcodec('gbk') ─► MultibyteCodec ─┬─ encode, decode                    a whole text, with fresh memory
//!                                    └─ the attribute `codec` of classes  that coders read: `coders`
//!
//! a codec's step (`codec`: tables; `hz`, `iso2022`: escapes) ─► Stop ─► the error handler (`handlers`) ─► next step
//! ```
//!
//! One more: a row below `codec_modules!`; its sets come from `tests/record_east_asian.py`.

mod codec;
mod coders;
mod handlers;
mod hangul;
mod hz;
mod iso2022;
mod tables;

use super::class::state_methods;
use super::slots::publish;
use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::objects::{Kind, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use codec::{Codec, Scheme};
use std::rc::Rc;
use tables::Section;

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_multibytecodec",
    doc: "",
    functions: FUNCTIONS,
    init: |vm, module| {
        for class in coders::CLASSES {
            publish(vm, module, class)?;
        }
        Ok(())
    },
};

natives! { FUNCTIONS:
    // It takes what C has a codec in, which no program can make.
    "__create_codec" "(arg, /)" |vm, _| Err(vm.raise_value_error("argument type invalid"));
}

/// The codecs of a module.
macro_rules! codec_modules {
    ($($spec:ident $functions:ident $module:literal: $($name:literal $scheme:expr),*;)*) => { $(
        natives! { $functions: "getcodec" "(encoding, /)" |vm, args| {
            static CODECS: &[Codec] = &[$(Codec { name: $name, scheme: $scheme }),*];
            get(vm, CODECS, args[0])
        }; }
        pub(crate) static $spec: ModuleSpec =
            ModuleSpec { name: $module, doc: "", functions: $functions, init: nothing };
    )* };
}

codec_modules! {
    CN CN_FUNCTIONS "_codecs_cn":
        "gb2312" Scheme::Table(Section::Gb2312),
        "gbk" Scheme::Table(Section::Gbk),
        "gb18030" Scheme::Gb18030,
        "hz" Scheme::Hz;
    TW TW_FUNCTIONS "_codecs_tw":
        "big5" Scheme::Table(Section::Big5),
        "cp950" Scheme::Table(Section::Cp950);
    HK HK_FUNCTIONS "_codecs_hk":
        "big5hkscs" Scheme::Table(Section::Big5Hkscs);
    JP JP_FUNCTIONS "_codecs_jp":
        "shift_jis" Scheme::Table(Section::ShiftJis),
        "cp932" Scheme::Table(Section::Cp932),
        "euc_jp" Scheme::Table(Section::EucJp),
        "shift_jis_2004" Scheme::Table(Section::ShiftJis2004),
        "euc_jis_2004" Scheme::Table(Section::EucJis2004),
        "euc_jisx0213" Scheme::Table(Section::EucJisX0213),
        "shift_jisx0213" Scheme::Table(Section::ShiftJisX0213);
    KR KR_FUNCTIONS "_codecs_kr":
        "euc_kr" Scheme::EucKr,
        "cp949" Scheme::Table(Section::Cp949),
        "johab" Scheme::Table(Section::Johab);
    ISO2022 ISO2022_FUNCTIONS "_codecs_iso2022":
        "iso2022_kr" Scheme::Iso2022(&iso2022::KR),
        "iso2022_jp" Scheme::Iso2022(&iso2022::JP),
        "iso2022_jp_1" Scheme::Iso2022(&iso2022::JP_1),
        "iso2022_jp_2" Scheme::Iso2022(&iso2022::JP_2),
        "iso2022_jp_2004" Scheme::Iso2022(&iso2022::JP_2004),
        "iso2022_jp_3" Scheme::Iso2022(&iso2022::JP_3),
        "iso2022_jp_ext" Scheme::Iso2022(&iso2022::JP_EXT);
}

static CODEC: TypeSpec =
    TypeSpec { methods: METHODS, ..TypeSpec::new("_multibytecodec", "MultibyteCodec", Kind::State) };

/// `getcodec(encoding)`.
fn get(vm: &mut Vm, codecs: &'static [Codec], name: Value) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return Err(vm.raise_type_error("encoding name must be a string."));
    };
    vm.check_encodable(name)?;
    match codecs.iter().find(|codec| name.as_str() == Some(codec.name)) {
        Some(codec) => Ok(vm.new_state(&CODEC, Some(Rc::new(codec)), &[])),
        None => Err(vm.raise_str(vm.types.lookup_error, "no such codec is supported.")),
    }
}

state_methods! { METHODS: CODEC;
    "encode" "(self, /, input, errors=None)" |vm, state, args| {
        let codec = *state.owned::<&'static Codec>();
        let errors = errors_argument(vm, "encode", args[2])?;
        let text = match args[1].downcast::<Str>() {
            Some(text) => text,
            None => {
                let text = vm.str_of(args[1])?;
                vm.expect::<Str>(text, "str")?
            }
        };
        let (bytes, _) = handlers::encoded(vm, codec, &mut codec.encoder_memory(), text, errors, true)?;
        let (bytes, length) = (vm.new_bytes(&bytes)?, vm.new_int(text.len() as i64));
        vm.new_tuple(&[bytes, length])
    };
    "decode" "(self, /, input, errors=None)" |vm, state, args| {
        let codec = *state.owned::<&'static Codec>();
        let bytes = vm.need_bytes(args[1])?;
        let errors = errors_argument(vm, "decode", args[2])?;
        let (text, _) = handlers::decoded(vm, codec, &mut codec.decoder_memory(), bytes, errors, false)?;
        let (text, length) = (vm.new_str(&text)?, vm.new_int(bytes.as_slice().len() as i64));
        vm.new_tuple(&[text, length])
    };
}

/// The name of an error handler; "strict" unless one is given.
fn errors_argument(vm: &mut Vm, method: &str, given: Value) -> PyResult {
    if given.is_null() || given.is_none() {
        return Ok(vm.intern("strict").value());
    }
    if given.downcast::<Str>().is_none() {
        let class = vm.type_name(given);
        let message = format!("{method}() argument 'errors' must be str or None, not {class}");
        return Err(vm.raise_type_error(message));
    }
    Ok(given)
}
