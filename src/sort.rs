//! Stable sorts that share their code. Those of the standard library are compiled anew for each type and each
//! comparison, to 5 KiB each time: they were a fourteenth of the program.

use std::{cmp::Ordering, mem};

/// Sorts as [`slice::sort`] does.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts as [`slice::sort_by`] does.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| {
        let pair = items.get(a).zip(items.get(b));
        pair.map_or(Ordering::Equal, |(a, b)| compare(a, b))
    });
    arrange(order, &mut |a, b| items.swap(a, b));
}

/// Sorts as [`slice::sort_by_key`] does.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts as [`slice::sort_by_cached_key`] does: makes each key once.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = order(keys.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    arrange(order, &mut |a, b| items.swap(a, b));
}

/// A map or a set of these, put in one by one: `collect` would sort them before, by a sort of its own.
pub fn insert_all<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}

/// For each place, the position of the item that belongs there.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Swaps the items into that order, each once: an item that is in its place stands in `order` as its own.
fn arrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(place) = order.get_mut(at) {
            let from = mem::replace(place, at);
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{insert_all, sort, sort_by, sort_by_cached_key, sort_by_key};

    type Item = (u8, usize);

    fn sorted(items: &[Item], sort: impl Fn(&mut [Item])) -> Vec<Item> {
        let mut items = items.to_vec();
        sort(&mut items);
        items
    }

    proptest! {
        /// With few keys there are many ties; the position behind each shows whether they stayed in order.
        #[test]
        fn every_sort_is_that_of_the_standard_library(keys in prop::collection::vec(0_u8..20, 0..300)) {
            let items: Vec<Item> = keys.into_iter().zip(0..).collect();
            let by_key = sorted(&items, |it| it.sort_by_key(|(key, _)| *key));
            prop_assert_eq!(&sorted(&items, |it| sort_by_key(it, |(key, _)| *key)), &by_key);
            prop_assert_eq!(&sorted(&items, |it| sort_by_cached_key(it, |(key, _)| *key)), &by_key);
            let down = sorted(&items, |it| it.sort_by(|(a, _), (b, _)| b.cmp(a)));
            prop_assert_eq!(&sorted(&items, |it| sort_by(it, |(a, _), (b, _)| b.cmp(a))), &down);
            prop_assert_eq!(sorted(&down, sort), sorted(&down, <[Item]>::sort));
            let map: BTreeMap<u8, usize> = insert_all(items.clone());
            prop_assert_eq!(map, items.into_iter().collect());
        }
    }
}
