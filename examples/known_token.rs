//! Puts a test token into a known state: one identity that has expired, one that is valid.
//!
//! `known_token MODULE PIN_FILE FOLDER` works on the only token that the module shows. The certificates and the
//! issuer's are left in FOLDER as PEM, for the program under test to trust. Made for tests: the keys come
//! from this program and were never secret.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use p12::PFX;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, RsaKeySize, SerialNumber, date_time_ymd,
};
use tokendesk::clock::Now;
use tokendesk::sandbox::Sandbox;
use tokendesk::secret::{BundlePassword, Pin, SecretText};
use tokendesk::token::TokenChoice;

const DAY: Duration = Duration::from_secs(86_400);

/// The password of the bundles that this program makes and opens again.
const PASSWORD: &str = "known";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, module, pin_file, folder] = arguments.as_slice() else {
        return Err("usage: known_token MODULE PIN_FILE FOLDER".into());
    };
    let folder = Path::new(folder);
    let today = SystemTime::now();
    let now = Now::at(jiff::Timestamp::try_from(today)?);

    let issuer_key = rsa_key()?;
    let issuer_params = issuer_params(today);
    let issuer_certificate = issuer_params.self_signed(&issuer_key)?;
    fs::write(folder.join("issuer.pem"), issuer_certificate.pem())?;
    let issuer = Issuer::new(issuer_params, issuer_key);

    let pin = fs::read_to_string(pin_file)?;
    let pin = Pin::new(SecretText::new(pin.trim_end_matches('\n').to_owned()));
    let mut token = Sandbox::open(Path::new(module), &TokenChoice::default(), pin, now)?;

    // Two years each, as certificates for tokens run; the first one ended a month ago.
    for (number, standing, name, from, to) in [
        (
            1,
            "expired",
            "operator 0001",
            today - 760 * DAY,
            today - 30 * DAY,
        ),
        (
            2,
            "valid",
            "operator 0002",
            today - 30 * DAY,
            today + 700 * DAY,
        ),
    ] {
        let key = rsa_key()?;
        let mut params = client_params(name, from, to);
        params.serial_number = Some(SerialNumber::from(number));
        let certificate = params.signed_by(&key, &issuer)?;
        fs::write(folder.join(format!("{standing}.pem")), certificate.pem())?;

        let bundle = PFX::new(
            certificate.der(),
            key.serialized_der(),
            Some(issuer_certificate.der()),
            PASSWORD,
            name,
        )
        .ok_or("the bundle cannot be made")?;
        let password = BundlePassword::new(SecretText::new(PASSWORD.to_owned()));
        let applied = token.add(&bundle.to_der(), &password)?;
        println!(
            "{name}, {standing}: {} objects written",
            applied.created.len()
        );
    }
    Ok(())
}

fn rsa_key() -> Result<KeyPair, rcgen::Error> {
    KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, RsaKeySize::_2048)
}

fn params(name: &str, from: SystemTime, to: SystemTime) -> CertificateParams {
    let since_1970 = |instant: SystemTime| instant.duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut params = CertificateParams::default();
    params.not_before = date_time_ymd(1970, 1, 1) + since_1970(from);
    params.not_after = date_time_ymd(1970, 1, 1) + since_1970(to);
    let subject = &mut params.distinguished_name;
    subject.push(DnType::CountryName, "JP");
    subject.push(DnType::OrganizationName, "Example Energy");
    subject.push(DnType::CommonName, name);
    params
}

fn issuer_params(today: SystemTime) -> CertificateParams {
    let mut params = params("Example Issuer", today - 3_000 * DAY, today + 3_000 * DAY);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn client_params(name: &str, from: SystemTime, to: SystemTime) -> CertificateParams {
    let mut params = params(name, from, to);
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::KeyEncipherment,
    ];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params
}
