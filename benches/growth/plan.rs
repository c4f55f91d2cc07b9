//! Drawing the plan of a reuse that removes every second identity, and its digest.

use divan::Bencher;
use tokendesk::bundle::{LeafChoice, SealedBundle};
use tokendesk::secret::{BundlePassword, SecretText};
use tokendesk::token::{
    FreeMemory, KeyRange, PinLimits, PinState, SlotId, TokenFacts, TokenSerial, profile,
};
use tokendesk::workflow::{Ground, Inventory, Removal, Rules, Sight, Wish, draft};

use crate::{bundle, shelf};

fn facts() -> TokenFacts {
    TokenFacts {
        serial: TokenSerial::new("5A1B2C3D4E5F6071"),
        slot: SlotId(1),
        label: "DESK 1".to_owned(),
        model: "ePass2003".to_owned(),
        manufacturer: "Feitian".to_owned(),
        firmware: "1.0".to_owned(),
        is_initialised: true,
        is_write_protected: false,
        needs_login: true,
        has_pin_pad: false,
        pin_state: PinState::Ok,
        pin_limits: PinLimits {
            min: None,
            max: None,
        },
        free: FreeMemory {
            public: None,
            private: None,
        },
    }
}

#[divan::bench(args = [10, 100, 1000])]
fn draw(bencher: Bencher<'_, '_>, count: usize) {
    let password = BundlePassword::new(SecretText::new(bundle::PASSWORD.to_owned()));
    let opened = SealedBundle::from_bytes(bundle::file(2))
        .unwrap()
        .open(&password, &mut |_| {})
        .unwrap();
    let bundle = opened.choose(&LeafChoice::default()).unwrap();
    let wish = Wish {
        identity: Some(&bundle.identity),
        removal: Removal::Expired,
        rules: Rules::default(),
        label: None,
    };
    let facts = facts();
    let inventory = Inventory::new(shelf::objects(count), Vec::new(), Sight::Whole);
    bencher
        .with_inputs(|| Ground {
            facts: &facts,
            inventory: inventory.clone(),
            profile: &profile::UNKNOWN,
            key_range: Some(KeyRange {
                min: None,
                max: None,
            }),
        })
        .bench_values(|ground| {
            let plan = draft(ground, &wish, shelf::now()).unwrap();
            (plan.digest(), plan)
        });
}
