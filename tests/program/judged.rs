//! What other programs see of a token before and after: one new pair, the valid one untouched, the expired gone.

use crate::support::authority::{self, CURRENT};
use crate::support::bundle::{self, Recipe};
use crate::support::judges::{self, Testimony};
use crate::support::keys::{self, Kind};
use crate::support::program::{reuse, text, wipe};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

fn everybody(desk: &Desk) -> [(&'static str, Testimony); 4] {
    [
        ("pkcs11-tool", judges::pkcs11_tool(desk)),
        ("p11tool", judges::p11tool(desk)),
        ("certutil", judges::certutil(desk)),
        ("keytool", judges::keytool(desk)),
    ]
}

#[test]
fn everybody_sees_one_new_pair_and_the_valid_one_after_a_reuse() {
    needs!(
        "pkcs11-tool",
        "p11tool",
        "certutil",
        "modutil",
        "keytool",
        "openssl"
    );
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let run = reuse(&desk, &bundle).expect(0);
    for (judge, testimony) in everybody(&desk) {
        assert_eq!(
            testimony.pairs,
            ["operator 0002", "operator 0003"],
            "{judge}: {testimony:?}"
        );
        assert!(
            !testimony.text.contains("operator 0001"),
            "{judge}: {testimony:?}"
        );
    }
    let _ = run;
}
