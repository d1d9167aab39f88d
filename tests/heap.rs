//! The heap on its own, with precise roots: what lives, what dies, and what is told of it.

use pyopt::heap::{Gc, Heap, Marker, RootSource};
use pyopt::objects::{
    Dict, Instance, Int, Kind, List, NameCell, ShapeId, Shapes, Str, Tuple, WeakRef, dict::Broken,
};
use pyopt::value::{PyResult, Value};
use rustpython_wtf8::Wtf8;

struct Roots(Vec<Value>);

impl RootSource for Roots {
    fn trace_roots(&self, marker: &mut Marker<'_>) {
        self.0.iter().for_each(|&v| marker.value(v));
    }
}

/// Under stress freed cells are poisoned, so that a stale pointer shows.
fn stressed() -> Heap {
    Heap::new(1 << 30, 1)
}

fn int(i: i64) -> Value {
    Value::try_small_int(i).unwrap()
}

fn text(heap: &mut Heap, s: &str) -> Gc<Str> {
    Str::new(heap, Kind::Str as u32, false, Wtf8::new(s)).unwrap()
}

fn never(_: Value) -> PyResult<bool> {
    panic!("equal ints are identical")
}

#[test]
fn reachable_objects_live_and_others_die() {
    let mut heap = stressed();
    let list = List::new(&mut heap, Kind::List as u32, 0).unwrap();
    for i in 0..1500 {
        let pair = Tuple::new(&mut heap, Kind::Tuple as u32, false, &[int(i), list.value()]).unwrap();
        if i < 1000 {
            List::push(list, &mut heap, pair.value()).unwrap();
        }
    }
    heap.collect(&Roots(vec![list.value()]), true);
    assert_eq!(heap.count_kind(Kind::Tuple), 1000);
    for i in 0..1000 {
        let pair = list.get(i).unwrap().downcast::<Tuple>().unwrap();
        assert_eq!(pair.items(), [int(i as i64), list.value()]);
    }
    heap.collect(&Roots(vec![]), true);
    assert_eq!((heap.count_kind(Kind::Tuple), heap.count_kind(Kind::List)), (0, 0));
}

#[test]
fn a_collection_in_slices_sees_what_moves_between_them() {
    // Which of the two holders was visited when the program goes on depends on the order of the roots.
    for turned in [false, true] {
        let mut heap = stressed();
        let lists = [(); 2].map(|()| List::new(&mut heap, Kind::List as u32, 4).unwrap());
        let [from, to] = lists;
        // Longer than a slice.
        let mut chain = int(0);
        for _ in 0..2000 {
            chain = Tuple::new(&mut heap, Kind::Tuple as u32, false, &[chain]).unwrap().value();
        }
        let mut roots = vec![from.value(), chain, to.value()];
        if turned {
            roots.reverse();
        }
        let roots = Roots(roots);
        for round in 0..20 {
            let old = text(&mut heap, "old");
            List::push(from, &mut heap, old.value()).unwrap();
            let slices = heap.stats().slices;
            while heap.stats().slices == slices {
                heap.collect_if_due(&roots);
            }
            // Only the list that may have been visited knows it from now on, and what was made meanwhile.
            let moved = from.pop().unwrap();
            List::push(to, &mut heap, moved).unwrap();
            let fresh = text(&mut heap, "fresh");
            List::push(to, &mut heap, fresh.value()).unwrap();
            heap.collect_if_due(&roots);
            assert_eq!(heap.count_kind(Kind::Str), 2 * (round + 1));
        }
        let texts: Vec<_> = to.items().iter().map(|v| v.get().downcast::<Str>().unwrap()).collect();
        assert!(texts.chunks(2).all(|pair| pair[0].as_bytes() == b"old" && pair[1].as_bytes() == b"fresh"));
        heap.collect(&Roots(vec![chain]), true);
        assert_eq!((heap.count_kind(Kind::Str), heap.count_kind(Kind::Tuple)), (0, 2000));
    }
}

#[test]
fn a_long_row_is_visited_in_parts() {
    let mut heap = stressed();
    let len = 100_000;
    let list = List::new(&mut heap, Kind::List as u32, len).unwrap();
    for i in 0..len {
        let item = Tuple::new(&mut heap, Kind::Tuple as u32, false, &[int(i as i64)]).unwrap();
        List::push(list, &mut heap, item.value()).unwrap();
    }
    let roots = Roots(vec![list.value()]);
    for round in 0..10 {
        let slices = heap.stats().slices;
        while heap.stats().slices == slices {
            heap.collect_if_due(&roots);
        }
        // The first part may have been visited, the last was not.
        let dropped = list.pop().unwrap();
        let moved = list.pop().unwrap();
        assert!(list.set(&mut heap, round * 2, dropped) && list.set(&mut heap, round * 2 + 1, moved));
        heap.collect_if_due(&roots);
        let left = len - 2 * (round + 1);
        let number = |at: usize| list.items()[at].get().downcast::<Tuple>().unwrap().items()[0];
        assert_eq!((number(round * 2), number(round * 2 + 1)), (int(left as i64 + 1), int(left as i64)));
        assert_eq!(number(left - 1), int(left as i64 - 1));
    }
    heap.collect(&roots, true);
    assert_eq!((list.len(), heap.count_kind(Kind::Tuple)), (len - 20, len - 20));
}

#[test]
fn a_young_collection_sees_stores_into_old_objects() {
    let mut heap = stressed();
    let list = List::new(&mut heap, Kind::List as u32, 4).unwrap();
    let roots = Roots(vec![list.value()]);
    heap.collect(&roots, true);
    for round in 0..50 {
        let fresh = text(&mut heap, "young");
        List::push(list, &mut heap, fresh.value()).unwrap();
        heap.collect(&roots, false);
        assert_eq!(list.len(), round + 1);
        assert!(list.items().iter().all(|v| v.get().downcast::<Str>().unwrap().as_bytes() == b"young"));
    }
    // What died old is garbage until a full collection.
    while list.pop().is_some() {}
    heap.collect(&roots, false);
    assert_eq!(heap.count_kind(Kind::Str), 50);
    heap.collect(&roots, true);
    assert_eq!(heap.count_kind(Kind::Str), 0);
}

#[test]
fn an_interior_pointer_keeps_the_payload_without_its_owner() {
    struct Words(Vec<usize>);
    impl RootSource for Words {
        fn trace_roots(&self, marker: &mut Marker<'_>) {
            self.0.iter().for_each(|&w| marker.word(w));
        }
    }
    let mut heap = stressed();
    let inside = text(&mut heap, &"x".repeat(100_000)).as_bytes()[99_000..].as_ptr() as usize;
    heap.collect(&Words(vec![inside]), true);
    assert_eq!((heap.count_kind(Kind::Str), heap.count_kind(Kind::ByteBuffer)), (0, 1));
    heap.collect(&Words(vec![7, usize::MAX, 0x10_0000]), true);
    assert_eq!(heap.count_kind(Kind::ByteBuffer), 0);
}

#[test]
fn weak_references_are_cleared_and_callbacks_queued() {
    let mut heap = stressed();
    let target = text(&mut heap, "target").value();
    let plain = WeakRef::new(&mut heap, Kind::WeakRef as u32, target, Value::NULL).unwrap();
    let called = WeakRef::new(&mut heap, Kind::WeakRef as u32, target, int(1)).unwrap();
    assert!(WeakRef::new(&mut heap, 0, int(1), Value::NULL).is_none());
    heap.collect(&Roots(vec![target, plain.value(), called.value()]), true);
    assert_eq!((plain.get(), heap.weak_references(target).count()), (Some(target), 2));
    heap.collect(&Roots(vec![plain.value(), called.value()]), true);
    assert_eq!((plain.get(), called.get()), (None, None));
    assert_eq!(heap.next_callback(), Some(called));
    assert_eq!(heap.next_callback(), None);
}

#[test]
fn finalizers_are_queued_once_referrers_first() {
    let mut heap = stressed();
    let mut shapes = Shapes::new();
    let name = text(&mut heap, "next");
    let inner = Instance::new(&mut heap, ShapeId(0), 1);
    let outer = Instance::new(&mut heap, ShapeId(0), 1);
    heap.register_finalizable(inner);
    heap.register_finalizable(outer);
    assert!(Instance::add(outer, &mut heap, &mut shapes, name, inner.value()).unwrap());
    heap.collect(&Roots(vec![name.value()]), true);
    assert_eq!(heap.next_finalizable(), Some(outer.value()));
    assert_eq!(heap.next_finalizable(), Some(inner.value()));
    assert_eq!(heap.next_finalizable(), None);
    heap.collect(&Roots(vec![]), true);
    assert_eq!(heap.count_kind(Kind::Instance), 0);
    assert!(!heap.has_finalizers_due());
}

#[test]
fn the_limit_counts_what_programs_choose() {
    let limit = if cfg!(miri) { 1 << 18 } else { 8 << 20 };
    let mut heap = Heap::new(limit, 0);
    assert!(List::new(&mut heap, 0, limit / 80).is_ok());
    assert!(List::new(&mut heap, 0, 1 << 40).is_err());
    assert!(List::new(&mut heap, 0, usize::MAX / 8).is_err());
    assert!(Str::new(&mut heap, 0, false, Wtf8::new("x".repeat(limit).as_str())).is_err());
    let before = heap.used();
    let bits = limit / 10;
    Int::value_of(&mut heap, malachite_bigint::BigInt::from(1) << bits);
    assert!(heap.used() - before >= bits / 8);
}

#[test]
fn dicts_keep_order_and_forget_what_is_removed() {
    let many: i64 = if cfg!(miri) { 10 } else { 1000 };
    let mut heap = stressed();
    let dict = Dict::new(&mut heap, Kind::Dict as u32);
    let set = |heap: &mut Heap, i: i64| {
        assert!(Dict::set(dict, heap, i as u64, int(i), int(-i), never).unwrap().0.is_none());
    };
    let remove = |heap: &mut Heap, i: i64| {
        let found = dict.find(i as u64, int(i), never).unwrap().unwrap();
        assert!(Dict::raw_remove(dict, heap, found).unwrap().0.is_none());
    };
    (0..many).for_each(|i| set(&mut heap, i));
    (0..many).step_by(2).for_each(|i| remove(&mut heap, i));
    heap.collect(&Roots(vec![dict.value()]), true);
    assert_eq!(dict.len() as i64, many / 2);
    let mut at = 0;
    for i in (1..many).step_by(2) {
        let (number, key, value) = dict.next_entry(at).unwrap();
        assert_eq!((key, value), (int(i), int(-i)));
        at = number + 1;
    }
    assert_eq!(dict.find(4, int(4), never).unwrap(), None);
    assert_eq!(dict.last_entry().unwrap().1, int(many - 1));
    // Insertion and removal in turn do not make the table grow without end.
    for i in many..20 * many {
        set(&mut heap, i);
        remove(&mut heap, i);
    }
    heap.collect(&Roots(vec![dict.value()]), true);
    assert!(dict.len() as i64 == many / 2 && heap.stats().live_bytes < 1 << 17, "{:?}", heap.stats());
}

#[test]
fn a_name_keeps_its_cell() {
    let mut heap = stressed();
    let dict = Dict::new(&mut heap, Kind::Dict as u32);
    let name = text(&mut heap, "len").value();
    let cell = Dict::cell(dict, &mut heap, 7, name).unwrap();
    assert!(cell.get().is_null() && dict.is_empty());
    let dependents = List::new(&mut heap, 0, 0).unwrap();
    NameCell::set_dependents(cell, &mut heap, dependents.value());
    let set = |heap: &mut Heap, v| Dict::set(dict, heap, 7, name, v, |_| Ok(false)).unwrap().0;
    assert_eq!(set(&mut heap, int(1)), Some(cell), "a watched absent name appears");
    assert_eq!(set(&mut heap, int(1)), None, "the identical value breaks nothing");
    assert_eq!(set(&mut heap, int(2)), Some(cell));
    let mut broken = Vec::new();
    Dict::raw_clear(dict, &mut heap, |_, cell| broken.push(cell)).unwrap();
    assert_eq!((broken.as_slice(), dict.len(), cell.changes()), ([cell].as_slice(), 0, 3));
    let Broken(again) = Broken(set(&mut heap, int(3)));
    assert_eq!(again, Some(cell));
    heap.collect(&Roots(vec![dict.value()]), true);
    assert_eq!(Dict::cell(dict, &mut heap, 7, name).unwrap(), cell);
    assert_eq!(dict.value_at(0), Some(int(3)));
}

#[test]
fn appending_to_a_str_is_linear() {
    // Miri takes a thousand times as long for each step.
    let times = if cfg!(miri) { 40 } else { 20_000 };
    let mut heap = Heap::new(1 << 30, 0);
    let piece = text(&mut heap, "0123456789ä");
    let mut s = text(&mut heap, "");
    for i in 0..times {
        s = Str::concat(&mut heap, 0, s, piece).unwrap();
        if i % 100 == 0 {
            heap.collect(&Roots(vec![s.value(), piece.value()]), true);
        }
    }
    let (characters, bytes) = (11 * times, 12 * times);
    assert_eq!((s.len(), s.as_bytes().len()), (characters, bytes));
    // Copying at every step would be `times * bytes / 2`: 10,000 times the text (under Miri only 20 times).
    assert!(heap.stats().allocated_bytes < 80 * bytes as u64, "{:?}", heap.stats());
    assert_eq!(Str::byte_offset(s, &mut heap, characters - 1), bytes - 2);
    assert_eq!(Str::char_at(s, &mut heap, characters - 1).unwrap().to_u32(), 'ä' as u32);
    assert_eq!(Str::char_at(s, &mut heap, characters), None);
}

#[test]
fn two_appends_to_one_str_do_not_meet() {
    let mut heap = stressed();
    let (base, a, b) = (text(&mut heap, &"x".repeat(200)), text(&mut heap, "a"), text(&mut heap, "b"));
    let base = Str::concat(&mut heap, 0, base, a).unwrap();
    let left = Str::concat(&mut heap, 0, base, a).unwrap();
    let right = Str::concat(&mut heap, 0, base, b).unwrap();
    assert!(left.as_bytes().ends_with(b"xaa") && right.as_bytes().ends_with(b"xab"));
    assert!(base.as_bytes().ends_with(b"xa"));
}

#[test]
fn instances_share_shapes_and_spill() {
    let mut heap = stressed();
    let mut shapes = Shapes::new();
    let names: Vec<_> = (0..40).map(|i| text(&mut heap, &format!("a{i}"))).collect();
    let mut make = || {
        let instance = Instance::new(&mut heap, ShapeId(1), 3);
        for (i, &name) in names.iter().enumerate() {
            assert!(Instance::add(instance, &mut heap, &mut shapes, name, int(i as i64)).unwrap());
        }
        instance
    };
    let (one, two) = (make(), make());
    assert_eq!(Instance::shape(one), Instance::shape(two));
    heap.collect(&Roots([one.value()].into_iter().chain(names.iter().map(|n| n.value())).collect()), true);
    for (i, &name) in names.iter().enumerate() {
        let slot = shapes.get(Instance::shape(one)).slot(name).unwrap();
        assert_eq!(one.slot(slot), int(i as i64));
    }
    let order: Vec<_> = shapes.names(Instance::shape(one)).map(|(n, _)| n).collect();
    assert_eq!(order, names);
}

#[test]
fn a_large_list_grows_where_it_stands_while_nothing_is_in_its_way() {
    let mut heap = stressed();
    let list = List::new(&mut heap, Kind::List as u32, 0).unwrap();
    let push_up_to = |heap: &mut Heap, length: i64| {
        for i in list.len() as i64..length {
            List::push(list, heap, int(i)).unwrap();
        }
    };
    push_up_to(&mut heap, 20_000);
    let buffers = heap.count_kind(Kind::ValueBuffer);
    push_up_to(&mut heap, 60_000);
    assert_eq!(heap.count_kind(Kind::ValueBuffer), buffers);

    let obstacle = List::new(&mut heap, Kind::List as u32, 20_000).unwrap();
    push_up_to(&mut heap, 100_000);
    assert_eq!(heap.count_kind(Kind::ValueBuffer), buffers + 2);
    assert!(obstacle.is_empty());

    // What lay between the two copies is free now and not blank: the next large list grows over it.
    heap.collect(&Roots(vec![list.value()]), true);
    let other = List::new(&mut heap, Kind::List as u32, 0).unwrap();
    for i in 0..30_000 {
        List::push(other, &mut heap, int(-i)).unwrap();
    }
    heap.collect(&Roots(vec![list.value(), other.value()]), true);
    assert!((0..100_000).all(|i| list.get(i) == Some(int(i as i64))));
    assert!((0..30_000).all(|i| other.get(i) == Some(int(-(i as i64)))));
    assert_eq!((list.len(), other.len()), (100_000, 30_000));
}
