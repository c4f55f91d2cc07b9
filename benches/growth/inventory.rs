//! Sorting a look into identities, chain and orphans, and comparing two looks by content.

use divan::{Bencher, black_box};
use tokendesk::workflow::inventory::missing;
use tokendesk::workflow::{Inventory, Sight};

use crate::shelf;

#[divan::bench(args = [10, 100, 1000])]
fn sort(bencher: Bencher<'_, '_>, count: usize) {
    let objects = shelf::objects(count);
    bencher
        .with_inputs(|| objects.clone())
        .bench_values(|objects| {
            let inventory = Inventory::new(objects, Vec::new(), Sight::Whole);
            let sorted = [
                inventory.identities().len(),
                inventory.chain().len(),
                inventory.orphans().map_or(0, |orphans| orphans.len()),
            ];
            black_box(sorted);
            inventory
        });
}

#[divan::bench(args = [10, 100, 1000])]
fn compare(bencher: Bencher<'_, '_>, count: usize) {
    let before = shelf::objects(count);
    let after: Vec<_> = before.iter().rev().cloned().collect();
    let before: Vec<_> = before.iter().collect();
    bencher.bench(|| missing(black_box(&before), black_box(&after)).len());
}
