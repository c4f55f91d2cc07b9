# tokendesk, the key encrypted on its way into the token; the whole job is one command.
set -euo pipefail
exec "$TOKENDESK" reuse "$BUNDLE" --custody wrapped --no-handshake --module "$MODULE" --confirm "$SERIAL" --pin-file "$PIN_FILE" --password-file "$PASSWORD_FILE"
