//! A PKCS#12 file as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::holding::Certificate;
use super::scalar::Sha256;
use crate::bundle::fitness::{self, Severity};
use crate::clock::Now;
use crate::report::{BundleSight, Voice, finding};

/// A PKCS#12 file as it was opened and judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// The file.
    pub path: String,
    /// SHA-256 of the file.
    pub sha256: Sha256,
    /// Its identities, each with its findings.
    pub identities: Vec<BundleIdentity>,
    /// The CA certificates of all chains, each once.
    pub chain: Vec<Certificate>,
    /// How it was protected.
    pub encryption: Encryption,
    /// Every finding: those of the identities and those about the file.
    pub findings: Vec<Finding>,
}

/// An identity in a PKCS#12 file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BundleIdentity {
    /// The certificate of the key.
    pub certificate: Certificate,
    /// The name its maker gave it; null where there is none.
    pub friendly_name: Option<String>,
    /// The key's kind and size, such as `RSA 2048`.
    pub key: String,
    /// The certificates above it, its issuer first.
    pub chain: Vec<Sha256>,
    /// Whether it is the one that was chosen; null where none was.
    pub chosen: Option<bool>,
    /// What was found about it.
    pub findings: Vec<Finding>,
}

/// How a PKCS#12 file was protected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Encryption {
    /// The encryption schemes, each once; empty where nothing was encrypted.
    pub schemes: Vec<String>,
    /// The MAC; null where there is none.
    pub mac: Option<String>,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Its stable id.
    pub id: String,
    /// How much it weighs.
    #[schemars(extend("enum" = ["pass", "warn", "fail"]))]
    pub status: String,
    /// In words.
    pub message: String,
    /// SHA-256 of the leaf it is about; null where it is about the file.
    pub identity: Option<Sha256>,
}

impl Finding {
    fn about_identity(found: &fitness::Finding, leaf: &Sha256, voice: &Voice<'_>) -> Self {
        Self {
            id: found.id().to_owned(),
            status: word(found.severity()).to_owned(),
            message: finding::tell(found, voice),
            identity: Some(leaf.clone()),
        }
    }
}

impl Bundle {
    pub(super) fn of(sight: &BundleSight, now: Now, voice: &Voice<'_>) -> Self {
        let opened = &sight.opened;
        let judged = opened.identities().iter().zip(&sight.findings);
        let identities: Vec<BundleIdentity> = judged
            .map(|(identity, findings)| {
                let leaf = Sha256::from(identity.leaf().sha256());
                BundleIdentity {
                    certificate: Certificate::of(identity.leaf(), now),
                    friendly_name: identity.friendly_name().map(str::to_owned),
                    key: identity.key().description(),
                    chain: identity
                        .chain()
                        .iter()
                        .map(|above| above.sha256().into())
                        .collect(),
                    chosen: sight
                        .chosen
                        .map(|chosen| chosen == identity.leaf().sha256()),
                    findings: findings
                        .iter()
                        .map(|found| Finding::about_identity(found, &leaf, voice))
                        .collect(),
                }
            })
            .collect();
        let mut chain: Vec<Certificate> = Vec::new();
        for above in opened.identities().iter().flat_map(|one| one.chain()) {
            let above = Certificate::of(above, now);
            if !chain.contains(&above) {
                chain.push(above);
            }
        }
        let of_identities = identities.iter().flat_map(|one| one.findings.clone());
        let findings = of_identities.chain(about_file(sight, voice)).collect();
        Self {
            path: sight.path.to_string_lossy().into_owned(),
            sha256: opened.sha256().into(),
            chain,
            encryption: Encryption {
                schemes: opened.encryption().schemes().to_vec(),
                mac: opened.encryption().mac().map(str::to_owned),
            },
            findings,
            identities,
        }
    }
}

/// What was noticed in the file, and its certificates that belong to no identity.
fn about_file(sight: &BundleSight, voice: &Voice<'_>) -> Vec<Finding> {
    let remarks = sight.opened.remarks().iter().map(|remark| Finding {
        id: remark.id().to_owned(),
        status: word(finding::remark_severity(remark)).to_owned(),
        message: finding::tell_remark(remark, voice),
        identity: None,
    });
    let strangers = fitness::judge_strangers(sight.opened.strangers());
    let strangers = strangers.iter().map(|found| Finding {
        id: found.id().to_owned(),
        status: word(found.severity()).to_owned(),
        message: finding::tell(found, voice),
        identity: None,
    });
    remarks.chain(strangers).collect()
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Pass => "pass",
        Severity::Warn => "warn",
        Severity::Fail => "fail",
    }
}
