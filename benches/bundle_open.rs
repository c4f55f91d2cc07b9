//! Opens one bundle again and again and prints the median in microseconds: `FILE PASSWORD [TIMES]`.

use std::path::Path;
use std::time::Instant;

use tokendesk::bundle::SealedBundle;
use tokendesk::secret::{BundlePassword, SecretText};

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let [file, password, rest @ ..] = &arguments[..] else {
        eprintln!("FILE PASSWORD [TIMES]");
        return;
    };
    let times: usize = rest
        .first()
        .map_or(1, |text| text.parse().expect("a number"));
    let password = BundlePassword::new(SecretText::new(password.clone()));
    let mut micros = Vec::new();
    for turn in 0..times {
        let start = Instant::now();
        let outcome = SealedBundle::read(Path::new(file))
            .and_then(|sealed| sealed.open(&password, &mut |_| {}));
        micros.push(start.elapsed().as_micros());
        if turn == 0 {
            match outcome {
                Ok(opened) => {
                    eprintln!("{}", opened.encryption());
                    for identity in opened.identities() {
                        eprintln!(
                            "{} {:?} {:?} {:?}",
                            identity.key().description(),
                            identity.leaf().subject(),
                            identity.friendly_name(),
                            identity.chain()
                        );
                    }
                    eprintln!("{:?} {:?}", opened.strangers(), opened.remarks());
                }
                Err(error) => eprintln!("{error} ({error:?})"),
            }
        }
    }
    micros.sort_unstable();
    println!("{}", micros[micros.len() / 2]);
}
