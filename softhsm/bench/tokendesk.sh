# tokendesk, the key handed over as the token takes it; the whole job is one command.
set -euo pipefail
exec "$TOKENDESK" reuse "$BUNDLE" --module "$MODULE" --confirm "$SERIAL" --pin-file "$PIN_FILE" --password-file "$PASSWORD_FILE"
