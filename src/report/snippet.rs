//! Ready pieces of configuration with which other programs use an identity on the token; checked with those programs.

use std::path::Path;

use crate::token::helper_id::helper_id;
use crate::token::{SlotId, TokenFacts};
use crate::workflow::consumer::Found;

/// A piece of configuration or a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The program, such as `firefox`.
    pub program: &'static str,
    /// The file that it belongs into; empty for commands.
    pub file: &'static str,
    /// What is to be pasted, lines ended by line feeds.
    pub text: String,
}

/// The pieces for a module, and for an identity where the token holds one that can be found.
#[must_use]
pub fn of(module: &Path, token: &TokenFacts, identity: Option<&Found>) -> Vec<Snippet> {
    let module = module.to_string_lossy();
    let snippet = |program, file, text: String| Snippet {
        program,
        file,
        text,
    };
    let mut snippets = vec![
        snippet("firefox", "policies.json", firefox(&module)),
        snippet(
            "nss",
            "",
            format!(
                "modutil -dbdir sql:$HOME/.pki/nssdb -add tokendesk -libfile {}\n",
                quoted(&module)
            ),
        ),
        snippet("java", "pkcs11.cfg", java(&module, token.slot)),
        snippet(
            "ssh",
            "",
            format!(
                "ssh-keygen -D {module}\nssh -I {module} USER@HOST\n",
                module = quoted(&module)
            ),
        ),
        snippet("openssl", "openssl.cnf", openssl(&module)),
    ];
    if let Some(identity) = identity {
        let uri = &identity.uri;
        snippets.extend([
            snippet(
                "openssl-command",
                "",
                format!(
                    "OPENSSL_CONF=openssl.cnf openssl s_client -connect HOST:443 \\\n  -cert '{uri};type=cert' -key '{uri};type=private'\n"
                ),
            ),
            snippet(
                "curl",
                "",
                format!(
                    "PKCS11_MODULE_PATH={} curl --engine pkcs11 --cert-type ENG --key-type ENG \\\n  --cert '{uri};type=cert' --key '{uri};type=private' https://HOST/\n",
                    quoted(&module)
                ),
            ),
        ]);
        // OpenVPN goes by the id and nothing else.
        if !identity.id.is_empty() {
            let id = helper_id(token, &identity.id);
            let text = format!("pkcs11-providers {module}\npkcs11-id '{id}'\n");
            snippets.push(snippet("openvpn", "client.ovpn", text));
        }
    }
    snippets
}

/// A policy of Firefox (`SecurityDevices`).
fn firefox(module: &str) -> String {
    let policy = serde_json::json!({
        "policies": { "SecurityDevices": { "Add": { "tokendesk": module } } }
    });
    format!("{policy:#}\n")
}

/// SunPKCS11 knows tokens by slot alone.
fn java(module: &str, slot: SlotId) -> String {
    // In quotes a backslash begins an escape.
    let module = module.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "# keytool -list -storetype PKCS11 -keystore NONE \\\n#   -providerClass sun.security.pkcs11.SunPKCS11 -providerArg pkcs11.cfg\nname = tokendesk\nlibrary = \"{module}\"\nslot = {slot}\n"
    )
}

/// OpenSSL 3 with pkcs11-provider.
fn openssl(module: &str) -> String {
    format!(
        "openssl_conf = openssl_init\n\n[openssl_init]\nproviders = providers\n\n[providers]\ndefault = default\npkcs11 = pkcs11\n\n[default]\nactivate = 1\n\n[pkcs11]\n# Where the system keeps its providers: openssl version -m\nmodule = pkcs11.so\npkcs11-module-path = {module}\nactivate = 1\n"
    )
}

/// A word of a POSIX shell's command line.
fn quoted(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-+:,@%=".contains(&byte);
    if !text.is_empty() && text.bytes().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_path_into_every_language_as_it_is() {
        assert_eq!(
            quoted("/usr/lib/libcastle.so.1.0.0"),
            "/usr/lib/libcastle.so.1.0.0"
        );
        assert_eq!(quoted("/my lib/it's.so"), r"'/my lib/it'\''s.so'");
        let windows = r"C:\Windows\System32\eps2003csp11.dll";
        let policy: serde_json::Value = serde_json::from_str(&firefox(windows)).unwrap();
        assert_eq!(
            policy["policies"]["SecurityDevices"]["Add"]["tokendesk"],
            windows
        );
        let java = java(windows, SlotId(1));
        assert!(
            java.contains(r#"library = "C:\\Windows\\System32"#),
            "{java}"
        );
    }
}
