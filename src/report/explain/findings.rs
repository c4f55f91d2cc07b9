//! What every finding means: its messages, by its id.

use super::Entry;

/// The findings of `check`, `inspect`, `reuse` and `doctor`.
pub(super) static FINDINGS: &[Entry] = &[
    Entry {
        id: "ambiguous-row",
        meaning: "explain-ambiguous-row",
        advice: "advice-list-row",
    },
    Entry {
        id: "armoured",
        meaning: "explain-armoured",
        advice: "advice-nothing",
    },
    Entry {
        id: "attaching",
        meaning: "explain-attaching",
        advice: "advice-attaching",
    },
    Entry {
        id: "batch-interrupted",
        meaning: "explain-batch-interrupted",
        advice: "advice-batch-again",
    },
    Entry {
        id: "bundle-not-opened",
        meaning: "explain-bundle-not-opened",
        advice: "advice-bundle-refused",
    },
    Entry {
        id: "bundle-stays",
        meaning: "explain-bundle-stays",
        advice: "advice-bundle-stays",
    },
    Entry {
        id: "bundle-unfit",
        meaning: "explain-bundle-unfit",
        advice: "advice-buy-new",
    },
    Entry {
        id: "cannot-pair",
        meaning: "explain-cannot-pair",
        advice: "advice-orphans",
    },
    Entry {
        id: "capacity",
        meaning: "explain-capacity",
        advice: "remedy-no-room",
    },
    Entry {
        id: "card-service",
        meaning: "explain-card-service",
        advice: "advice-card-service",
    },
    Entry {
        id: "chain-expired",
        meaning: "explain-chain-expired",
        advice: "advice-ask-issuer-chain",
    },
    Entry {
        id: "changed",
        meaning: "explain-changed",
        advice: "advice-journal-chain",
    },
    Entry {
        id: "clock",
        meaning: "explain-clock",
        advice: "advice-clock",
    },
    Entry {
        id: "clock-went-back",
        meaning: "explain-clock-went-back",
        advice: "advice-clock",
    },
    Entry {
        id: "connection",
        meaning: "explain-connection",
        advice: "advice-connection",
    },
    Entry {
        id: "copies-outside",
        meaning: "explain-copies-outside",
        advice: "advice-bundle-stays",
    },
    Entry {
        id: "core-dumps",
        meaning: "explain-core-dumps",
        advice: "advice-core-dumps",
    },
    Entry {
        id: "current",
        meaning: "explain-current",
        advice: "advice-nothing",
    },
    Entry {
        id: "cut",
        meaning: "explain-cut",
        advice: "advice-journal-chain",
    },
    Entry {
        id: "doubled-ids",
        meaning: "explain-doubled-ids",
        advice: "advice-doubled-ids",
    },
    Entry {
        id: "doubled-labels",
        meaning: "explain-doubled-labels",
        advice: "advice-doubled-labels",
    },
    Entry {
        id: "drift-id",
        meaning: "explain-drift-id",
        advice: "advice-drift",
    },
    Entry {
        id: "drift-label",
        meaning: "explain-drift-label",
        advice: "advice-drift",
    },
    Entry {
        id: "ends-soon",
        meaning: "explain-ends-soon",
        advice: "advice-buy-in-time",
    },
    Entry {
        id: "expired",
        meaning: "explain-expired",
        advice: "advice-buy-new",
    },
    Entry {
        id: "expired-identities",
        meaning: "explain-expired-identities",
        advice: "advice-wipe",
    },
    Entry {
        id: "flags-not-told",
        meaning: "explain-flags-not-told",
        advice: "advice-nothing",
    },
    Entry {
        id: "foreign",
        meaning: "explain-foreign",
        advice: "advice-journal-chain",
    },
    Entry {
        id: "foreign-certificate",
        meaning: "explain-foreign-certificate",
        advice: "advice-nothing",
    },
    Entry {
        id: "formatted-by-opensc",
        meaning: "explain-formatted-by-opensc",
        advice: "advice-formatted-by-opensc",
    },
    Entry {
        id: "formatted-by-vendor",
        meaning: "explain-formatted-by-vendor",
        advice: "advice-formatted-by-vendor",
    },
    Entry {
        id: "free-memory",
        meaning: "explain-free-memory",
        advice: "advice-nothing",
    },
    Entry {
        id: "gone-since",
        meaning: "explain-gone-since",
        advice: "remedy-lost",
    },
    Entry {
        id: "handshake",
        meaning: "explain-handshake",
        advice: "advice-handshake",
    },
    Entry {
        id: "handshake-trust",
        meaning: "explain-handshake-trust",
        advice: "advice-handshake-trust",
    },
    Entry {
        id: "id-mismatch",
        meaning: "explain-id-mismatch",
        advice: "advice-id-mismatch",
    },
    Entry {
        id: "identity-on-another-token",
        meaning: "explain-identity-on-another-token",
        advice: "advice-batch-look",
    },
    Entry {
        id: "identity-twice",
        meaning: "explain-identity-twice",
        advice: "advice-list-row",
    },
    Entry {
        id: "incomplete-chain",
        meaning: "explain-incomplete-chain",
        advice: "advice-ask-issuer-chain",
    },
    Entry {
        id: "issuer-of-kept",
        meaning: "explain-issuer-of-kept",
        advice: "advice-nothing",
    },
    Entry {
        id: "journal-chain",
        meaning: "explain-journal-chain",
        advice: "advice-journal-chain",
    },
    Entry {
        id: "journal-place",
        meaning: "explain-journal-place",
        advice: "remedy-journal-folder",
    },
    Entry {
        id: "key-of-kept",
        meaning: "explain-key-of-kept",
        advice: "advice-nothing",
    },
    Entry {
        id: "key-size",
        meaning: "explain-key-size",
        advice: "advice-other-key",
    },
    Entry {
        id: "key-without-certificate",
        meaning: "explain-key-without-certificate",
        advice: "advice-orphans",
    },
    Entry {
        id: "leaf-is-ca",
        meaning: "explain-leaf-is-ca",
        advice: "advice-right-file",
    },
    Entry {
        id: "leftovers",
        meaning: "explain-leftovers",
        advice: "advice-leftovers",
    },
    Entry {
        id: "locked-memory",
        meaning: "explain-locked-memory",
        advice: "advice-locked-memory",
    },
    Entry {
        id: "lone-key",
        meaning: "explain-lone-key",
        advice: "advice-right-file",
    },
    Entry {
        id: "lost-digits",
        meaning: "explain-lost-digits",
        advice: "advice-lost-digits",
    },
    Entry {
        id: "memory",
        meaning: "explain-memory",
        advice: "remedy-token-full",
    },
    Entry {
        id: "misleading-local-key-id",
        meaning: "explain-misleading-local-key-id",
        advice: "advice-nothing",
    },
    Entry {
        id: "missing",
        meaning: "explain-missing",
        advice: "advice-journal-chain",
    },
    Entry {
        id: "missing-bundle",
        meaning: "explain-missing-bundle",
        advice: "advice-missing-bundle",
    },
    Entry {
        id: "module-crashes",
        meaning: "explain-module-crashes",
        advice: "advice-module-dies",
    },
    Entry {
        id: "module-fits",
        meaning: "explain-module-fits",
        advice: "advice-nothing",
    },
    Entry {
        id: "module-for-other",
        meaning: "explain-module-for-other",
        advice: "advice-module-for-other",
    },
    Entry {
        id: "module-hangs",
        meaning: "explain-module-hangs",
        advice: "advice-module-dies",
    },
    Entry {
        id: "module-not-loadable",
        meaning: "explain-module-not-loadable",
        advice: "advice-reinstall",
    },
    Entry {
        id: "module-refuses",
        meaning: "explain-module-refuses",
        advice: "advice-reinstall",
    },
    Entry {
        id: "module-without-token",
        meaning: "explain-module-without-token",
        advice: "remedy-no-token",
    },
    Entry {
        id: "no-chain",
        meaning: "explain-no-chain",
        advice: "advice-ask-issuer-chain",
    },
    Entry {
        id: "no-client-authentication",
        meaning: "explain-no-client-authentication",
        advice: "advice-right-file",
    },
    Entry {
        id: "no-digital-signature",
        meaning: "explain-no-digital-signature",
        advice: "advice-right-file",
    },
    Entry {
        id: "no-lookout",
        meaning: "explain-no-lookout",
        advice: "advice-batch-reinsert",
    },
    Entry {
        id: "no-mac",
        meaning: "explain-no-mac",
        advice: "advice-no-mac",
    },
    Entry {
        id: "no-module",
        meaning: "explain-no-module",
        advice: "remedy-no-module",
    },
    Entry {
        id: "no-password",
        meaning: "explain-no-password",
        advice: "advice-password-beside",
    },
    Entry {
        id: "no-pin",
        meaning: "explain-no-pin",
        advice: "advice-pin-file",
    },
    Entry {
        id: "no-token",
        meaning: "explain-no-token",
        advice: "advice-no-token",
    },
    Entry {
        id: "not-a-bundle",
        meaning: "explain-not-a-bundle",
        advice: "advice-nothing",
    },
    Entry {
        id: "not-a-module",
        meaning: "explain-not-a-module",
        advice: "remedy-not-a-module",
    },
    Entry {
        id: "not-a-serial",
        meaning: "explain-not-a-serial",
        advice: "advice-list-row",
    },
    Entry {
        id: "not-an-identity",
        meaning: "explain-not-an-identity",
        advice: "advice-nothing",
    },
    Entry {
        id: "not-named",
        meaning: "explain-not-named",
        advice: "advice-nothing",
    },
    Entry {
        id: "not-yet-valid",
        meaning: "explain-not-yet-valid",
        advice: "advice-not-yet-valid",
    },
    Entry {
        id: "nothing-named",
        meaning: "explain-nothing-named",
        advice: "advice-list-row",
    },
    Entry {
        id: "observed",
        meaning: "explain-observed",
        advice: "advice-observed",
    },
    Entry {
        id: "open-chain",
        meaning: "explain-open-chain",
        advice: "advice-open-chain",
    },
    Entry {
        id: "orphans",
        meaning: "explain-orphans",
        advice: "advice-orphans",
    },
    Entry {
        id: "other-purpose",
        meaning: "explain-other-purpose",
        advice: "advice-other-purpose",
    },
    Entry {
        id: "other-tokens",
        meaning: "explain-other-tokens",
        advice: "remedy-no-such-token",
    },
    Entry {
        id: "password-form",
        meaning: "explain-password-form",
        advice: "advice-nothing",
    },
    Entry {
        id: "password-without-modes",
        meaning: "explain-password-without-modes",
        advice: "advice-password-beside",
    },
    Entry {
        id: "pin",
        meaning: "explain-pin",
        advice: "advice-pin",
    },
    Entry {
        id: "plugged-in",
        meaning: "explain-plugged-in",
        advice: "advice-plugged-in",
    },
    Entry {
        id: "reordered",
        meaning: "explain-reordered",
        advice: "advice-journal-chain",
    },
    Entry {
        id: "repeated",
        meaning: "explain-repeated",
        advice: "advice-nothing",
    },
    Entry {
        id: "revocation",
        meaning: "explain-revocation",
        advice: "advice-revocation",
    },
    Entry {
        id: "revocation-lists",
        meaning: "explain-revocation-lists",
        advice: "advice-nothing",
    },
    Entry {
        id: "same-identity",
        meaning: "explain-same-identity",
        advice: "advice-nothing",
    },
    Entry {
        id: "same-subject",
        meaning: "explain-same-subject",
        advice: "advice-same-subject",
    },
    Entry {
        id: "secrets",
        meaning: "explain-secrets",
        advice: "advice-nothing",
    },
    Entry {
        id: "sensitive-not-shown",
        meaning: "explain-sensitive-not-shown",
        advice: "advice-nothing",
    },
    Entry {
        id: "serial-meaningless",
        meaning: "explain-serial-meaningless",
        advice: "remedy-slot-needed",
    },
    Entry {
        id: "several-modules",
        meaning: "explain-several-modules",
        advice: "remedy-several-modules",
    },
    Entry {
        id: "shared-pin-refused",
        meaning: "explain-shared-pin-refused",
        advice: "advice-batch-pin",
    },
    Entry {
        id: "shared-pin-unknown",
        meaning: "explain-shared-pin-unknown",
        advice: "advice-batch-look",
    },
    Entry {
        id: "slot-silent",
        meaning: "explain-slot-silent",
        advice: "remedy-call-failed",
    },
    Entry {
        id: "starts-later",
        meaning: "explain-starts-later",
        advice: "advice-not-yet-valid",
    },
    Entry {
        id: "stranger",
        meaning: "explain-stranger",
        advice: "advice-stranger",
    },
    Entry {
        id: "token-age",
        meaning: "explain-token-age",
        advice: "advice-nothing",
    },
    Entry {
        id: "token-already-served",
        meaning: "explain-token-already-served",
        advice: "advice-batch-look",
    },
    Entry {
        id: "token-defective",
        meaning: "explain-token-defective",
        advice: "remedy-marked-defective",
    },
    Entry {
        id: "token-finished",
        meaning: "explain-token-finished",
        advice: "advice-nothing",
    },
    Entry {
        id: "token-layout",
        meaning: "explain-token-layout",
        advice: "advice-token-layout",
    },
    Entry {
        id: "token-not-looked-at",
        meaning: "explain-token-not-looked-at",
        advice: "advice-batch-reinsert",
    },
    Entry {
        id: "token-of-nobody",
        meaning: "explain-token-of-nobody",
        advice: "advice-batch-list",
    },
    Entry {
        id: "token-of-someone-else",
        meaning: "explain-token-of-someone-else",
        advice: "advice-batch-look",
    },
    Entry {
        id: "token-refused-pin",
        meaning: "explain-token-refused-pin",
        advice: "advice-batch-pin",
    },
    Entry {
        id: "token-same-serial",
        meaning: "explain-token-same-serial",
        advice: "advice-batch-slot",
    },
    Entry {
        id: "token-silent",
        meaning: "explain-token-silent",
        advice: "advice-batch-reinsert",
    },
    Entry {
        id: "token-tie",
        meaning: "explain-token-tie",
        advice: "advice-batch-list",
    },
    Entry {
        id: "token-twice",
        meaning: "explain-token-twice",
        advice: "advice-list-row",
    },
    Entry {
        id: "token-uninitialised",
        meaning: "explain-token-uninitialised",
        advice: "remedy-none-initialised",
    },
    Entry {
        id: "token-without-serial",
        meaning: "explain-token-without-serial",
        advice: "advice-batch-slot",
    },
    Entry {
        id: "traced",
        meaning: "explain-traced",
        advice: "advice-traced",
    },
    Entry {
        id: "trailing-bytes",
        meaning: "explain-trailing-bytes",
        advice: "advice-get-again",
    },
    Entry {
        id: "trailing-padding",
        meaning: "explain-trailing-padding",
        advice: "advice-nothing",
    },
    Entry {
        id: "unknown-content",
        meaning: "explain-unknown-content",
        advice: "advice-nothing",
    },
    Entry {
        id: "unmatchable-key",
        meaning: "explain-unmatchable-key",
        advice: "advice-unmatchable-key",
    },
    Entry {
        id: "unreadable",
        meaning: "explain-unreadable",
        advice: "advice-journal-chain",
    },
    Entry {
        id: "unreadable-certificate",
        meaning: "explain-unreadable-certificate",
        advice: "advice-get-again",
    },
    Entry {
        id: "unsupported-key",
        meaning: "explain-unsupported-key",
        advice: "advice-other-key",
    },
    Entry {
        id: "unverified-signature",
        meaning: "explain-unverified-signature",
        advice: "advice-unverified-signature",
    },
    Entry {
        id: "valid-identities",
        meaning: "explain-valid-identities",
        advice: "advice-nothing",
    },
    Entry {
        id: "weak-hash",
        meaning: "explain-weak-hash",
        advice: "advice-ask-issuer-chain",
    },
    Entry {
        id: "weak-key",
        meaning: "explain-weak-key",
        advice: "advice-ask-issuer-key",
    },
    Entry {
        id: "windows-store",
        meaning: "explain-windows-store",
        advice: "advice-windows-store",
    },
    Entry {
        id: "wiped-memory",
        meaning: "explain-wiped-memory",
        advice: "advice-nothing",
    },
    Entry {
        id: "within-margin",
        meaning: "explain-within-margin",
        advice: "advice-nothing",
    },
    Entry {
        id: "wrap-not-refused-clearly",
        meaning: "explain-wrap-not-refused-clearly",
        advice: "advice-nothing",
    },
    Entry {
        id: "write-protection",
        meaning: "explain-write-protection",
        advice: "remedy-write-protected",
    },
    Entry {
        id: "wrong-generation",
        meaning: "explain-wrong-generation",
        advice: "advice-wrong-generation",
    },
];
