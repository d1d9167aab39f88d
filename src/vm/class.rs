//! Classes: making them, and what changes of them mean.

use super::Vm;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Native, Type};

impl Vm {
    /// Looks again at the methods of a class that the machine itself asks about: flags and the stepping of iterators
    /// follow them.
    pub(crate) fn hooks_changed(&mut self, class: Gc<Type>) {
        let object = self.types.object;
        let mut differs = |name: &str| {
            let name = self.intern(name);
            let found = class.lookup(name);
            found.is_some() && !object.own(name).is_some_and(|own| found == Some(own))
        };
        let mut bits = 0;
        for (name, flag) in [
            ("__getattribute__", type_flags::GETATTRIBUTE),
            ("__getattr__", type_flags::GETATTR),
            ("__setattr__", type_flags::SETATTR),
            ("__delattr__", type_flags::SETATTR),
            ("__new__", type_flags::OWN_NEW),
            ("__init__", type_flags::OWN_INIT),
            ("__del__", type_flags::HAS_FINALIZER),
        ] {
            if differs(name) {
                bits |= flag;
            }
        }
        let mask = type_flags::GETATTRIBUTE
            | type_flags::GETATTR
            | type_flags::SETATTR
            | type_flags::OWN_NEW
            | type_flags::OWN_INIT
            | type_flags::HAS_FINALIZER;
        class.replace_flag_bits(mask, bits);
        let name = self.intern("__next__");
        let owner = class
            .lookup(name)
            .and_then(|v| v.downcast::<Native>())
            .and_then(|n| n.owner().downcast::<Type>());
        class.set_iter_next(owner.and_then(|o| o.iter_next()));
    }
}
