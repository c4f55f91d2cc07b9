//! What the corpus says about its files, and the judgement of one of them.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use tokendesk::bundle::{BundleError, LeafChoice, OpenedBundle, Remark, SealedBundle, fitness};
use tokendesk::clock::Now;
use tokendesk::secret::{BundlePassword, SecretText};

/// Where the corpus lies.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/bundle")
}

/// The lines `key = value` of a neighbour file; the values are JSON, which TOML's are here too.
pub struct Expectation(BTreeMap<String, Value>);

impl Expectation {
    fn parse(text: &str) -> Self {
        let fields = text.lines().map(|line| {
            let (key, value) = line.split_once(" = ").expect("key = value");
            (key.to_owned(), serde_json::from_str(value).expect(line))
        });
        Self(fields.collect())
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }

    fn number(&self, key: &str) -> Option<usize> {
        self.0.get(key)?.as_u64().map(|it| it as usize)
    }

    fn list(&self, key: &str) -> Vec<&str> {
        let mut list: Vec<&str> = match self.0.get(key) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        list.sort_unstable();
        list
    }

    pub fn file(&self) -> &str {
        self.text("file").expect("a file")
    }

    pub fn outcome(&self) -> &str {
        self.text("outcome").expect("an outcome")
    }

    pub fn bytes(&self) -> Vec<u8> {
        let path = folder().join(self.file());
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub fn password(&self) -> BundlePassword {
        let text = self.text("password").expect("a password");
        BundlePassword::new(SecretText::new(text.to_owned()))
    }
}

/// All expectations, by name.
pub fn corpus() -> Vec<Expectation> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".expect.toml"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| Expectation::parse(&std::fs::read_to_string(path).unwrap()))
        .collect()
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, wanted: T, had: T) -> Result<(), String> {
    if wanted == had {
        return Ok(());
    }
    Err(format!("{what}: {wanted:?} expected, {had:?} found"))
}

/// Opens the file, chooses, and compares with what was expected.
pub fn judge(expectation: &Expectation) -> Result<(), String> {
    let opened = SealedBundle::from_bytes(expectation.bytes())
        .and_then(|sealed| sealed.open(&expectation.password(), &mut |_| {}));
    let opened = match opened {
        Ok(opened) => opened,
        Err(error) => return judge_refusal(expectation, &error),
    };
    judge_opened(expectation, &opened)?;
    match opened.choose(&LeafChoice::default()) {
        Err(error) => judge_refusal(expectation, &error),
        Ok(bundle) => {
            same("outcome", expectation.outcome(), "opens")?;
            let identity = &bundle.identity;
            same(
                "leaf",
                expectation.text("leaf"),
                Some(identity.leaf().sha256().to_string().as_str()),
            )?;
            same(
                "chain",
                expectation.number("chain"),
                Some(identity.chain().len()),
            )?;
            if let Some(name) = expectation.text("friendly-name") {
                same(
                    "friendly name",
                    name,
                    identity.friendly_name().unwrap_or_default(),
                )?;
            }
            if let Some(key) = expectation.text("key") {
                same("key", key, &identity.key().description())?;
            }
            let now = Now::at("2030-01-01T00:00:00Z".parse().unwrap());
            let mut findings: Vec<&str> = fitness::judge(identity, now)
                .iter()
                .map(fitness::Finding::id)
                .filter(|id| *id != "current")
                .collect();
            findings.sort_unstable();
            same("findings", expectation.list("findings"), findings)
        }
    }
}

fn judge_opened(expectation: &Expectation, opened: &OpenedBundle) -> Result<(), String> {
    let mut remarks: Vec<&str> = opened.remarks().iter().map(Remark::id).collect();
    remarks.sort_unstable();
    remarks.dedup();
    same("remarks", expectation.list("remarks"), remarks)?;
    let strangers = expectation.number("strangers").unwrap_or(0);
    same("strangers", strangers, opened.strangers().len())?;
    if let Some(count) = expectation.number("identities") {
        same("identities", count, opened.identities().len())?;
    }
    if let Some(encryption) = expectation.text("encryption") {
        same("encryption", encryption, &opened.encryption().to_string())?;
    }
    if let Some(form) = expectation.text("password-form") {
        let found = opened.remarks().iter().find_map(|remark| match remark {
            Remark::PasswordForm(form) => Some(form.id()),
            _ => None,
        });
        same("password form", Some(form), found.as_deref())?;
    }
    Ok(())
}

fn judge_refusal(expectation: &Expectation, error: &BundleError) -> Result<(), String> {
    same("outcome", expectation.outcome(), error.id())
        .map_err(|reason| format!("{reason} ({error})"))?;
    if let (Some(at), BundleError::Damaged { at: found, .. }) = (expectation.number("at"), error) {
        same("place", at, *found)?;
    }
    if let (Some(wanted), BundleError::NeedsAlgorithm { name, .. }) =
        (expectation.text("algorithm"), error)
    {
        same("algorithm", wanted, name)?;
    }
    Ok(())
}
