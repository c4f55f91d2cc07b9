//! Whether a token that shows its identity has all that it was to get.

use tokendesk::audit;
use tokendesk::token::TokenSerial;
use tokendesk::workflow::Inventory;

use crate::cli::desk::Desk;
use crate::cli::opening;

/// Whether nothing is left to do on a token that shows its identity: nothing expired, no run left open.
pub fn is_finished(desk: &Desk<'_>, serial: &TokenSerial, inventory: &Inventory) -> bool {
    let margin = desk.margin();
    let has_expired = inventory
        .identities()
        .iter()
        .any(|identity| identity.certificate.is_expired_beyond(margin, desk.now));
    // A journal that cannot be read is no sign that all is well: the worker looks, and tells.
    let open = audit::unsettled(&opening::journal_path(desk), serial.as_str());
    !has_expired && open.is_ok_and(|runs| runs.is_empty())
}
