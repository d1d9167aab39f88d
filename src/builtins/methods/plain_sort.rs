//! Sorting by keys that compare without any code of the program's: numbers, texts, tuples of such.
//!
//! Nothing collects meanwhile, so the values may stand outside the heap.

use crate::objects::Str;
use crate::value::Value;
use crate::vm::plain_order::{is_like, plain_order, text_order};
use std::cmp::Ordering;

/// Sorts `items` by their keys, equal ones in the order that they have; false, and nothing done, if the keys are not all
/// of one plain kind.
pub(super) fn sort_plain<T: Copy>(items: &mut [T], key: impl Fn(T) -> Value) -> bool {
    let Some(&first) = items.first() else { return true };
    let first = key(first);
    if !items.iter().all(|&item| is_like(first, key(item))) {
        return false;
    }
    if items.iter().all(|&item| key(item).is_small_int()) {
        items.sort_by_key(|&item| key(item).small_int_raw());
    } else if first.downcast::<Str>().is_some() {
        sort_texts(items, key);
    } else {
        items.sort_by(|&a, &b| plain_order(key(a), key(b)).unwrap_or(Ordering::Equal));
    }
    true
}

/// By the first eight bytes of each, which stand beside the items, and only then by the rest.
fn sort_texts<T: Copy>(items: &mut [T], key: impl Fn(T) -> Value) {
    let text = |value: Value| value.downcast::<Str>();
    let with_prefix = |&item: &T| {
        let mut prefix = [0; 8];
        if let Some(text) = text(key(item)) {
            let length = text.len().min(8);
            prefix[..length].copy_from_slice(&text.as_bytes()[..length]);
        }
        (u64::from_be_bytes(prefix), item)
    };
    let mut pairs: Vec<(u64, T)> = items.iter().map(with_prefix).collect();
    pairs.sort_by(|&(p, a), &(q, b)| {
        p.cmp(&q).then_with(|| match (text(key(a)), text(key(b))) {
            (Some(a), Some(b)) => text_order(a.as_bytes(), b.as_bytes()),
            _ => Ordering::Equal,
        })
    });
    items.iter_mut().zip(pairs).for_each(|(item, (_, sorted))| *item = sorted);
}
