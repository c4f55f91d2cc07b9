# tokendesk, the parts of the key handed over directly, from a bundle whose keys are derived in one round.
set -euo pipefail
exec "$TOKENDESK" reuse "$QUICK_BUNDLE" --custody direct --no-handshake --module "$MODULE" --confirm "$SERIAL" --pin-file "$PIN_FILE" --password-file "$PASSWORD_FILE"
