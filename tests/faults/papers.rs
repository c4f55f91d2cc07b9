//! Identities made for the tests: keys, certificates with chosen dates, and a bundle that is bought anew.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair,
    KeyUsagePurpose, RsaKeySize, date_time_ymd,
};

/// The password of every bundle here.
pub const PASSWORD: &str = "bought-2026";

/// A key with its certificate.
pub struct Identity {
    pub key: KeyPair,
    pub certificate: Vec<u8>,
}

/// A CA that issues.
pub type Authority = CertifiedIssuer<'static, KeyPair>;

/// From which year to which a certificate is valid.
#[derive(Clone, Copy)]
pub struct Years(pub i32, pub i32);

fn rsa_key() -> KeyPair {
    KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap()
}

fn parameters(name: &str, years: Years) -> CertificateParams {
    let mut parameters = CertificateParams::default();
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CountryName, "JP");
    subject.push(DnType::CommonName, name);
    parameters.distinguished_name = subject;
    parameters.not_before = date_time_ymd(years.0, 1, 1);
    parameters.not_after = date_time_ymd(years.1, 1, 1);
    parameters
}

/// A CA of its own with an EC key.
pub fn authority(name: &str, years: Years) -> Authority {
    let mut parameters = parameters(name, years);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap()
}

fn issue(name: &str, years: Years, key: KeyPair, issuer: &Authority) -> Identity {
    let mut parameters = parameters(name, years);
    parameters.key_usages = vec![
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::KeyEncipherment,
    ];
    let certificate = parameters.signed_by(&key, issuer).unwrap();
    Identity {
        certificate: certificate.der().to_vec(),
        key,
    }
}

/// An RSA-2048 identity.
pub fn rsa(name: &str, years: Years, issuer: &Authority) -> Identity {
    issue(name, years, rsa_key(), issuer)
}

/// A P-256 identity.
pub fn ec(name: &str, years: Years, issuer: &Authority) -> Identity {
    issue(name, years, KeyPair::generate().unwrap(), issuer)
}

/// The identity with its issuer's certificate as a PKCS#12 file, as issuers send it.
pub fn bundle(identity: &Identity, issuer: &Authority, name: &str) -> Vec<u8> {
    let key = identity.key.serialize_der();
    let root = issuer.as_ref().der().to_vec();
    p12::PFX::new(&identity.certificate, &key, Some(&root), PASSWORD, name)
        .unwrap()
        .to_der()
}
