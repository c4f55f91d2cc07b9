//! Certificates as an issuer makes them: a root, an intermediate, leaves with the dates that a test needs.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SerialNumber, date_time_ymd,
};

use super::keys::{self, Kind};

/// A stretch of validity, days from now, as test names call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity(pub i64, pub i64);

pub const CURRENT: Validity = Validity(-30, 700);
pub const EXPIRED: Validity = Validity(-760, -30);
pub const NOT_YET_VALID: Validity = Validity(60, 790);
pub const LONG: Validity = Validity(-3_000, 3_000);

/// A certificate and the key that belongs to it, DER and PKCS#8 DER.
#[derive(Debug, Clone)]
pub struct Identity {
    pub certificate: Vec<u8>,
    pub key: Vec<u8>,
    /// The certificates above it, its issuer first.
    pub chain: Vec<Vec<u8>>,
}

/// Somebody who issues certificates.
pub struct Authority {
    params: CertificateParams,
    key: KeyPair,
    pub certificate: Vec<u8>,
    chain: Vec<Vec<u8>>,
}

/// The time from 1970 to `days` from now.
fn since_1970(days: i64) -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Duration::from_secs(now.as_secs().checked_add_signed(days * 86_400).unwrap())
}

fn params(name: &str, validity: Validity) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.not_before = date_time_ymd(1970, 1, 1) + since_1970(validity.0);
    params.not_after = date_time_ymd(1970, 1, 1) + since_1970(validity.1);
    let name_of = &mut params.distinguished_name;
    name_of.push(DnType::CountryName, "JP");
    name_of.push(DnType::OrganizationName, "Example Energy");
    name_of.push(DnType::CommonName, name);
    params.use_authority_key_identifier_extension = true;
    params
}

fn ca_params(name: &str, validity: Validity) -> CertificateParams {
    let mut params = params(name, validity);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

impl Authority {
    /// A certificate that issued itself.
    pub fn root(name: &str, validity: Validity, key: KeyPair) -> Self {
        let params = ca_params(name, validity);
        let certificate = params.self_signed(&key).unwrap().der().to_vec();
        Self {
            params,
            key,
            chain: Vec::new(),
            certificate,
        }
    }

    /// An authority below this one.
    pub fn below(&self, name: &str, validity: Validity, key: KeyPair) -> Self {
        let params = ca_params(name, validity);
        let certificate = params.signed_by(&key, &self.issuer()).unwrap();
        Self {
            params,
            key,
            certificate: certificate.der().to_vec(),
            chain: self.chain_below(),
        }
    }

    fn issuer(&self) -> Issuer<'_, &KeyPair> {
        Issuer::from_params(&self.params, &self.key)
    }

    fn chain_below(&self) -> Vec<Vec<u8>> {
        let own = std::iter::once(self.certificate.clone());
        own.chain(self.chain.iter().cloned()).collect()
    }

    /// A client's certificate for `key`.
    pub fn issue(&self, name: &str, validity: Validity, key: &KeyPair) -> Identity {
        self.issue_for(name, validity, key, ExtendedKeyUsagePurpose::ClientAuth)
    }

    /// A server's certificate for `key` and these names and addresses.
    pub fn issue_to_server(&self, names: &[&str], validity: Validity, key: &KeyPair) -> Vec<u8> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut params = params("server", validity);
        params.subject_alt_names = CertificateParams::new(names).unwrap().subject_alt_names;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.serial_number = Some(SerialNumber::from(next_number()));
        params
            .signed_by(key, &self.issuer())
            .unwrap()
            .der()
            .to_vec()
    }

    /// The certificate of the root above this authority.
    pub fn root_certificate(&self) -> &[u8] {
        self.chain.last().unwrap_or(&self.certificate)
    }

    /// A certificate that is for one purpose alone.
    pub fn issue_for(
        &self,
        name: &str,
        validity: Validity,
        key: &KeyPair,
        purpose: ExtendedKeyUsagePurpose,
    ) -> Identity {
        let mut params = params(name, validity);
        params.key_usages = vec![
            KeyUsagePurpose::DigitalSignature,
            KeyUsagePurpose::KeyEncipherment,
        ];
        params.extended_key_usages = vec![purpose];
        params.serial_number = Some(SerialNumber::from(next_number()));
        let certificate = params.signed_by(key, &self.issuer()).unwrap();
        Identity {
            certificate: certificate.der().to_vec(),
            key: key.serialize_der(),
            chain: self.chain_below(),
        }
    }
}

/// A serial number that no other certificate of this process has.
fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1_000);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// An issuer with a root and an intermediate, RSA-2048 both: its leaves bring two CA certificates along.
pub fn issuer() -> &'static Authority {
    static ISSUER: OnceLock<Authority> = OnceLock::new();
    ISSUER.get_or_init(|| {
        let root = Authority::root("Example Root", LONG, keys::key(Kind::Rsa2048, 200));
        root.below("Example Issuing CA", LONG, keys::key(Kind::Rsa2048, 201))
    })
}
