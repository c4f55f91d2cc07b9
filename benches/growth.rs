//! How time grows with what there is to work on: 10, 100 and 1,000 of each. `cargo bench --bench growth`

#[path = "growth/bundle.rs"]
mod bundle;
#[expect(dead_code, reason = "the tests write more kinds")]
#[path = "../tests/bundle_writer/mod.rs"]
mod bundle_writer;
#[path = "growth/inventory.rs"]
mod inventory;
#[path = "growth/journal.rs"]
mod journal;
#[path = "growth/plan.rs"]
mod plan;
#[path = "growth/shelf.rs"]
mod shelf;

fn main() {
    divan::main();
}
