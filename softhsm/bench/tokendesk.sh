# tokendesk, the parts of the key handed over directly; the whole job is one command.
set -euo pipefail
exec "$TOKENDESK" reuse "$BUNDLE" --custody direct --no-handshake --module "$MODULE" --confirm "$SERIAL" --pin-file "$PIN_FILE" --password-file "$PASSWORD_FILE"
