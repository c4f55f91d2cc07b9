//! Says what a PKCS#12 file holds and whether it is fit for a token.
//!
//! `inspect_bundle BUNDLE PASSWORD_FILE`

use std::error::Error;
use std::path::Path;

use tokendesk::bundle::{OpenedBundle, SealedBundle, fitness};
use tokendesk::clock::Now;
use tokendesk::secret::{BundlePassword, SecretText};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, file, password_file] = arguments.as_slice() else {
        return Err("usage: inspect_bundle BUNDLE PASSWORD_FILE".into());
    };
    let mut password = std::fs::read_to_string(password_file)?;
    password.truncate(password.trim_end_matches(['\r', '\n']).len());
    let password = BundlePassword::new(SecretText::new(password));

    let sealed = SealedBundle::read(Path::new(file))?;
    println!("SHA-256 {}", sealed.sha256());
    println!("opening it takes {} rounds", sealed.declared_cost());
    let opened = sealed.open(&password, &mut |_| ())?;
    println!("protected by {}", opened.encryption());
    tell(&opened, Now::at(jiff::Timestamp::now()));
    Ok(())
}

fn tell(opened: &OpenedBundle, now: Now) {
    for identity in opened.identities() {
        let leaf = identity.leaf();
        println!("\n{}", leaf.subject());
        println!(
            "  {} from {} to {}",
            leaf.standing(now).word(),
            leaf.not_before(),
            leaf.not_after()
        );
        for above in identity.chain() {
            println!("  issued below {}", above.subject());
        }
        for finding in fitness::judge(identity, now) {
            println!("  {:?}: {}", finding.severity(), finding.id());
        }
    }
}
