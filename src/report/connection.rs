//! What came of trying a server, in words: what happened, and what to do.

use super::Voice;
use crate::say;
use crate::token::ReturnCode;
use crate::ui::visible::visible;
use crate::workflow::connection::{Agreed, ConnectTrouble, Connection, Distrust, Reception};

/// Tells it, with the server and our certificate.
#[must_use]
pub fn tell(connection: &Connection, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let server = visible(&connection.target.to_string()).into_owned();
    let subject = visible(&connection.subject).into_owned();
    let agreed = agreed(&connection.agreed, voice);
    match &connection.reception {
        Reception::Accepted => say!(
            c,
            "connection-accepted",
            server = server,
            subject = subject,
            agreed = agreed
        ),
        Reception::NotAsked => {
            say!(c, "connection-not-asked", server = server, agreed = agreed)
        }
        Reception::Failed(trouble) => say!(
            c,
            "connection-failed",
            server = server,
            subject = subject,
            why = why(trouble, voice)
        ),
    }
}

fn agreed(agreed: &Agreed, voice: &Voice<'_>) -> String {
    say!(
        voice.catalogue,
        "connection-agreed",
        version = agreed.version.unwrap_or("?"),
        suite = agreed.suite.as_deref().unwrap_or("?")
    )
}

fn why(trouble: &ConnectTrouble, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let safe = |text: &str| visible(text).into_owned();
    match trouble {
        ConnectTrouble::Name { reason } => say!(c, "connection-name", reason = safe(reason)),
        ConnectTrouble::Refused => say!(c, "connection-refused"),
        ConnectTrouble::Unreachable { reason } => {
            say!(c, "connection-unreachable", reason = safe(reason))
        }
        ConnectTrouble::Timeout => say!(c, "connection-timeout"),
        ConnectTrouble::Closed => say!(c, "connection-closed"),
        ConnectTrouble::NotTls => say!(c, "connection-not-tls"),
        ConnectTrouble::Server(Distrust::Issuer) => say!(c, "connection-server-issuer"),
        ConnectTrouble::Server(Distrust::Name) => say!(c, "connection-server-name"),
        ConnectTrouble::Server(Distrust::Dates) => say!(c, "connection-server-dates"),
        ConnectTrouble::Server(Distrust::Other { reason }) => {
            say!(c, "connection-server-other", reason = safe(reason))
        }
        ConnectTrouble::NoScheme => say!(c, "connection-no-scheme"),
        ConnectTrouble::Alert { alert } => say!(c, "connection-alert", alert = alert.as_str()),
        ConnectTrouble::RefusedUs { alert } => {
            say!(c, "connection-refused-us", alert = alert.as_str())
        }
        ConnectTrouble::NoSignature { function, code } => say!(
            c,
            "connection-no-signature",
            function = function.unwrap_or("?"),
            code = code.map_or_else(|| "?".to_owned(), ReturnCode::name)
        ),
        ConnectTrouble::BadSignature { mechanism } => {
            say!(c, "connection-bad-signature", mechanism = (*mechanism))
        }
        ConnectTrouble::Other { reason } => say!(c, "connection-other", reason = safe(reason)),
    }
}
