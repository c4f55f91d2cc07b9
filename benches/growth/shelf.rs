//! A token's objects as values: identities, every second one expired, and the CA that issued them.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokendesk::certificate::Certificate;
use tokendesk::clock::Now;
use tokendesk::token::{Content, Handle, KeyFlags, KeyKind, Object, ObjectClass};

/// The instant that everything is judged by.
pub fn now() -> Now {
    Now::at("2026-11-22T09:00:00Z".parse().unwrap())
}

fn params(name: &str, until: i32) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(2020, 1, 1);
    params.not_after = rcgen::date_time_ymd(until, 1, 1);
    params
}

/// A certificate with the key and the parameters to issue others by.
pub struct Made {
    pub params: CertificateParams,
    pub key: KeyPair,
    pub der: Vec<u8>,
}

/// A CA, above it `issuer` or itself.
pub fn authority(name: &str, issuer: Option<&Made>) -> Made {
    let mut params = params(name, 2120);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    sign(params, issuer)
}

/// A client's certificate.
pub fn leaf(name: &str, until: i32, issuer: &Made) -> Made {
    sign(params(name, until), Some(issuer))
}

fn sign(params: CertificateParams, issuer: Option<&Made>) -> Made {
    let key = KeyPair::generate().unwrap();
    let certificate = match issuer {
        Some(above) => params.signed_by(&key, &Issuer::from_params(&above.params, &above.key)),
        None => params.self_signed(&key),
    };
    let der = certificate.unwrap().der().to_vec();
    Made { params, key, der }
}

/// About `count` objects: three an identity, and one CA certificate.
pub fn objects(count: usize) -> Vec<Object> {
    let issuer = authority("Example CA", None);
    let mut objects = Vec::new();
    let mut put = |class, id: &[u8], content| {
        objects.push(Object {
            handle: Handle(objects.len() as u64 + 1),
            class,
            label: "operator".to_owned(),
            id: id.to_vec(),
            is_token_object: Some(true),
            is_private: Some(class == ObjectClass::PrivateKey),
            content,
        });
    };
    let certificate = |der: &[u8]| Certificate::from_der(der).unwrap();
    put(
        ObjectClass::Certificate,
        b"ca",
        Content::Certificate(Box::new(certificate(&issuer.der))),
    );
    for number in 0..count / 3 {
        let until = if number % 2 == 0 { 2022 } else { 2120 };
        let leaf = certificate(&leaf(&format!("operator {number:04}"), until, &issuer).der);
        let key = leaf.public_key().clone();
        let id = key.cka_id();
        let private = Content::PrivateKey {
            public: Some(key.clone()),
            kind: Some(KeyKind::Ec),
            flags: KeyFlags::default(),
        };
        put(ObjectClass::PrivateKey, &id, private);
        put(
            ObjectClass::PublicKey,
            &id,
            Content::PublicKey { public: Some(key) },
        );
        put(
            ObjectClass::Certificate,
            &id,
            Content::Certificate(Box::new(leaf)),
        );
    }
    objects
}
