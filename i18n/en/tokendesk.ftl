# What tokendesk says to a person, in English.
# Sections are ordered by the prefix of their message ids, messages within a section by id.
# Every id, attribute and variable here exists in the Japanese file too, and in the sources.

## answer: what may be typed at a yes-or-no question

answer-hint = [y/N]
answer-no = no
answer-unclear = Please answer yes or no.
answer-yes = yes

## cause: why a run failed

cause-bad-signature = The token signed ({ $mechanism }), and the signature does not fit the certificate.
cause-bundle-content-damaged = The password is right, but the content of the bundle is damaged: { $reason }
cause-bundle-damaged = The bundle is damaged at byte { $at }: { $reason }
cause-bundle-empty = The bundle is empty.
cause-bundle-too-large = The bundle has { $bytes } bytes; at most { $limit } are read.
cause-bundle-unreadable = The bundle cannot be read: { $reason }
cause-call-failed = The token or its module reported an error.
cause-clock-before-build = The clock shows { $now }, which is before this program was built ({ $other }).
cause-clock-before-journal = The clock shows { $now }, which is before the last line of the journal ({ $other }).
cause-clock-far-after-build = The clock shows { $now }, more than ten years after this program was built ({ $other }).
cause-data-invalid = The token refused the data; no PIN try was counted.
cause-declined = Consent was not given.
cause-exposed = The token does not protect the private key: its private parts can be read, or it may be taken out.
cause-file-not-writable = { $path } cannot be written: { $reason }
cause-id-taken = The CKA_ID { $id } is already used on the token by another object ({ $class }); programs would take one for the other.
cause-interrupted = The run was interrupted.
cause-journal-busy = Another run holds { $path } and did not let go of it for { $seconds } s.
cause-journal-flush = The system does not confirm that the journal { $path } is on disk: { $reason }
cause-journal-folder = The journal's folder { $path } cannot be made: { $reason }
cause-journal-line = A line of the journal cannot be made: { $reason }
cause-journal-lock = The lock { $path } cannot be taken: { $reason }
cause-journal-no-run = A line of the journal came outside its run.
cause-journal-not-a-file = The journal { $path } is not a regular file.
cause-journal-not-a-journal = { $path } holds something that is not a journal; nothing was written to it.
cause-journal-open = The journal { $path } cannot be opened: { $reason }
cause-journal-read = The journal { $path } cannot be read: { $reason }
cause-journal-unreliable = The journal { $path } failed to reach the disk earlier in this run.
cause-journal-unsound = The journal { $file } does not verify: lines are gone from it, or one was changed.
cause-journal-write = The journal { $path } cannot be written: { $reason }
cause-key-is-not-lone = The key belongs to a certificate on the token ({ $sha256 }).
cause-key-mismatch = The private key and the certificates in the bundle do not belong together. Keys: { $keys }. Certificates: { $certificates }.
cause-key-not-taken = The token takes no { $key } key.
cause-key-too-large = The token takes no { $key } key: at most { $largest } bits of this kind.
cause-key-without-id = The key is on the token already, without a CKA_ID, so that no certificate can be joined to it.
cause-last-try = Only one PIN try is left.
cause-left-open = An earlier run ({ $command }) with another bundle was interrupted, and what it left is still on the token: { $list }
cause-lost = An object that was to stay is gone from the token: { $list }
cause-module-nonsense = The module gave an answer that makes no sense: { $reason }.
cause-module-not-loadable = The module { $path } cannot be loaded: { $reason }
cause-needs-algorithm = The bundle needs { $name } ({ $oid }), which is not supported.
cause-needs-algorithm-for-key = The private key in the bundle is of a kind that is not supported: { $name } ({ $oid }).
cause-no-certificate = The bundle holds no certificate.
cause-no-key = The bundle holds no private key.
cause-no-module = No PKCS#11 module was found.
cause-no-module-with-token = No module shows a token that could be meant. Modules: { $list }
cause-no-room = The token would hold { $held } objects of the kind { $class }; it holds at most { $most } without harm.
cause-no-such-leaf = No identity in the bundle is the one that was chosen. It holds: { $list }
cause-no-such-object = No object on the token has the SHA-256 { $sha256 }.
cause-no-such-token = None of the tokens present is the one asked for: { $list }
cause-no-tls = The new identity is on the token and proved, but it { $verdict }
cause-no-token = No token is present.
cause-nobody-to-ask = There is nobody to ask for consent: no terminal.
cause-none-initialised = No token present is initialised: { $list }
cause-not-a-digest = { $option } takes a SHA-256 digest of 64 hexadecimal digits; "{ $text }" is none.
cause-not-a-module = { $path } is not a PKCS#11 module: { $reason }
cause-not-a-uri = The PKCS#11 URI cannot be read: { $reason }
cause-not-logged-in = The token no longer counts this program as logged in.
cause-not-pkcs12 = This is not a PKCS#12 file.
cause-not-pkcs12-but = This is not a PKCS#12 file; it looks like { $looks }.
cause-not-removable = What was to be removed cannot be: { $object }. After a fresh start of the module the token refused again.
cause-not-removed = What was to be removed is still on the token: { $list }
cause-not-roots = { $path } holds no root certificate that can be used: { $reason }
cause-not-supported = The module or the token cannot do this.
cause-not-wrapped = The private key was to cross encrypted or not at all: { $why }
cause-not-written = The module said that it wrote an object, and it is not on the token as it was written: { $object }
cause-object-not-there = An object is not on the token any more.
cause-other-plan = The plan is now { $found }; consent was given to { $wanted }.
cause-other-token = Consent was given for the token { $given }; this is { $serial }.
cause-pin-expired = The PIN has expired and must be changed first.
cause-pin-form = The token does not take a PIN of this length or with these characters.
cause-pin-length = The PIN is outside the token's limits ({ $min } to { $max } characters).
cause-pin-locked = The PIN is locked.
cause-pin-refused = The PIN was refused.
cause-pin-unset = No user PIN was ever set on this token.
cause-pins-differ = The new PIN was typed differently the second time.
cause-refused-before = By the journal the PIN of this token was refused { $refused } times since it was last accepted; the token itself does not tell.
cause-secret-command = The command for the secret cannot be run: { $reason }
cause-secret-command-failed = The command for the secret failed: { $status }
cause-secret-descriptor = Descriptor { $descriptor } cannot be read: { $reason }
cause-secret-end-of-input = The input ended before the PIN or the password was complete.
cause-secret-file = The file { $path } cannot be read: { $reason }
cause-secret-file-not-regular = { $path } is not a regular file.
cause-secret-file-open-to-others = The file { $path } may be read by others (mode { $mode }).
cause-secret-interrupted = The prompt was interrupted.
cause-secret-no-descriptors = This system has no numbered descriptors.
cause-secret-nobody = The PIN or the password had to be asked for, and there is no terminal to ask at.
cause-secret-not-utf8 = What was given as PIN or password is not UTF-8 text.
cause-secret-several-lines = What was given as PIN or password has several lines.
cause-secret-terminal = The terminal cannot be read: { $reason }
cause-secret-too-long = More than { $limit } bytes were given as PIN or password.
cause-several-identities = The bundle holds several identities: { $list }
cause-several-modules = Several modules show tokens: { $list }
cause-several-tokens = More than one token could be meant: { $list }
cause-slot-needed = The serial number { $serial } does not tell the token from the others: { $list }
cause-stale = The token was changed by somebody else since the plan was drawn.
cause-template-refused = The module refuses the object in every form that was tried.
cause-token-changed = Something on the token is no longer what it was when it was looked at: { $what }.
cause-token-full = The token has no room.
cause-token-gone = The token with serial { $serial } is not there any more.
cause-token-removed = The token was pulled out or no longer answers.
cause-too-costly = Opening the bundle would take { $cost } rounds; at most { $limit } are done.
cause-too-costly-memory = Opening the bundle would take { $cost } bytes of memory for its scrypt; at most { $limit } are used.
cause-unfit = The identity in the bundle is not fit to import: { $findings }
cause-write-protected = The token is write-protected.
cause-wrong-password = The password of the bundle is wrong.
cause-wrong-password-or-damaged = The bundle could not be decrypted: the password is wrong, or the file is damaged.

## check: what was looked at

check-bundle = File: { $finding }
check-capacity-enough = Room for objects of the kind { $class }: { $held } of at most { $most }.
check-capacity-short = No room: { $held } objects of the kind { $class }, at most { $most } without harm.
check-clock = The clock is plausible.
check-doubled-ids-none = No CKA_ID is used twice.
check-doubled-ids-some = CKA_IDs under which programs may take one key for another: { $list }
check-expired-none = No expired identity is on the token.
check-expired-some = Expired identities that wipe would remove: { $count }.
check-key-size-fits = The token takes { $key } keys.
check-key-size-no-kind = The token takes no { $key } key.
check-key-size-too-large = The token takes no { $key } key: at most { $largest } bits of this kind.
check-mark-fail = FAIL
check-mark-pass = ok
check-mark-warn = note
check-memory-enough = Free memory suffices (public: { $public }, needed about { $public_need }; private: { $private }, needed about { $private_need } bytes).
check-memory-not-told = not told
check-memory-short = Free memory does not suffice (public: { $public }, needed about { $public_need }; private: { $private }, needed about { $private_need } bytes).
check-orphans-none = No key lacks its certificate, and no certificate its key.
check-orphans-some = Keys without certificate or certificates without key: { $count }. They are kept.
check-orphans-unknown = Without login nothing can be said of keys without certificate.
check-pin-final = One PIN try is left; the next wrong one locks the PIN.
check-pin-hidden = The module does not tell how many PIN tries are left.
check-pin-locked = The PIN is locked.
check-pin-low = At least one wrong PIN was tried since the last success.
check-pin-ok = The PIN shows no sign of trouble.
check-pin-to-be-changed = The PIN must be changed before it can be used fully.
check-pin-unset = No user PIN was ever set.
check-valid = Identities that stay (valid, not yet valid, or just expired): { $count }.
check-writable = The token can be written.
check-write-protected = The token is write-protected.

## connection: what came of trying a server

connection-accepted = { $server } took the certificate of { $subject } ({ $agreed }). Nothing was sent after the handshake.
connection-agreed = TLS { $version }, { $suite }
connection-alert = the server ended the handshake before it asked for a certificate (alert { $alert }): it may want another version of TLS or other cipher suites.
connection-bad-signature = the token's signature by { $mechanism } does not verify; it was not sent.
connection-closed = the server ended the connection without a word. Its log may tell why; a refused certificate is a common reason.
connection-failed = { $server }, with the certificate of { $subject }: { $why }
connection-name = the name is not found ({ $reason }). Nothing is said of the token.
connection-no-scheme = the server asked for a certificate, but wants signatures that this token cannot make with the agreed version of TLS. Allow TLS 1.2 at the server, or use another kind of key.
connection-no-signature = the token did not sign ({ $function } answered { $code }).
connection-not-asked = { $server } did not ask for a client certificate ({ $agreed }): nothing is said of the token. Many servers ask only on certain pages or ports.
connection-not-tls = what answered there speaks no TLS. Check the port.
connection-other = { $reason }
connection-refused = nobody listens there (connection refused). Nothing is said of the token.
connection-refused-us = the server refused our certificate (alert { $alert }). Check with whoever runs the server that it trusts the issuer and knows this certificate.
connection-server-dates = the server's certificate is expired or not valid yet; nothing was signed for it. Check this computer's clock, too.
connection-server-issuer = the server's certificate comes from nobody that this system trusts; nothing was signed for it. If it is a private authority's, name its root certificate with --ca.
connection-server-name = the server's certificate is for another name; nothing was signed for it. Check the name after --connect.
connection-server-other = the server's certificate is not trusted ({ $reason }); nothing was signed for it.
connection-timeout = the server did not answer in time. Nothing is said of the token.
connection-unreachable = the server cannot be reached ({ $reason }). Nothing is said of the token.

## crossing: why a private key did not cross encrypted; the end of a sentence

crossing-asked = --custody direct asked for it.
crossing-no-transport = the token made no key to encrypt it for ({ $function }: { $code }).
crossing-not-kept = the token took the encrypted key and did not keep it as asked ({ $mechanism }: { $attribute }); it was removed again.
crossing-not-offered = the token offers no way to take a key encrypted.
crossing-refused = the token refused the encrypted key ({ $mechanism }: { $code }).
crossing-slow = the token could do it only with an RSA key made for the purpose, which takes tens of seconds on a chip; --custody wrapped insists on it.

## date: how a point in time is told

date-from-to = { $from } to { $to }

## finding: what was found about a bundle

finding-armoured = The file is wrapped in text ({ $form }).
finding-chain-expired = A CA certificate of the chain expired on { $time }: { $subject }
finding-current = The certificate is valid until { $time }.
finding-expired = The certificate expired on { $time }.
finding-foreign-certificate = This certificate belongs to no identity in the file: { $subject } ({ $sha256 })
finding-incomplete-chain = The chain ends below { $issuer }.
finding-leaf-is-ca = The key is that of a CA certificate.
finding-lone-key = A private key in the file has no certificate: { $key }
finding-misleading-local-key-id = The file joins a key with the wrong certificate ({ $sha256 }) by name; the public keys were believed.
finding-no-chain = The certificate of the issuer is not in the file: { $issuer }
finding-no-client-authentication = The extended key usage leaves out client authentication.
finding-no-digital-signature = The key usage leaves out digital signature, which a TLS client needs.
finding-no-mac = The file has no check value (MAC): nothing tells whether it was changed on its way.
finding-not-yet-valid = The certificate is valid only from { $time }.
finding-password-form = The password opened the file in another form than it was typed in: { $form }. Other programs may want it typed in that form.
finding-password-form-absent = no password at all instead of an empty one
finding-password-form-bmp-string = encoded as BMPString (UTF-16) instead of UTF-8, as old NSS does
finding-password-form-compatible = half-width letters and digits, full-width kana (Unicode NFKC)
finding-password-form-composed = accented letters and kana as one character each (Unicode NFC)
finding-password-form-cp932 = encoded in Shift_JIS (CP932), as old Windows programs do
finding-password-form-decomposed = accents and voicing marks as characters of their own (Unicode NFD)
finding-password-form-full-width = full-width letters and digits
finding-password-form-widened-cp932 = each byte of its Shift_JIS (CP932) form taken for a character, as old OpenSSL on Windows does
finding-password-form-widened-utf8 = each byte of its UTF-8 form taken for a character, as old OpenSSL does
finding-repeated = The same key or certificate is in the file more than once.
finding-revocation-lists = Revocation lists in the file were passed over: { $count }.
finding-secrets = Secrets in the file that are no private keys were passed over: { $count }.
finding-trailing-bytes = { $bytes } unknown bytes follow the end of the file's content.
finding-trailing-padding = { $bytes } bytes of zeros or line ends follow the end of the file's content.
finding-unknown-content = Something unknown in the file was passed over: { $kind }
finding-unmatchable-key = The file holds a private key whose certificate cannot be told here, because keys of its kind are not supported: { $key }
finding-unreadable-certificate = A certificate in the file cannot be read.
finding-unsupported-key = Keys of this kind cannot be imported: { $key }.
finding-unverified-signature = The signature on this certificate is of a kind that cannot be checked here; its issuer was told by the name alone: { $subject }
finding-weak-hash = This certificate is signed over a broken hash: { $subject }
finding-weak-key = The RSA key has only { $bits } bits.

## handshake: what a TLS handshake with the token came to

handshake-answer = { $function } answered { $code }
handshake-both = works with TLS 1.2 and 1.3 ({ $mechanisms }).
handshake-identity = { $subject }: { $verdict }
handshake-limit-key = the TLS of this program takes no { $key } keys
handshake-neither = works with no version of TLS: { $why }. Nobody can log in with it. Try another module (--module); if it happens again, the token is not fit for TLS.
handshake-no-chain = { $subject }: the certificate of its issuer is not on the token, so only the signature was verified. Many programs send no certificate then: write the chain too, or take a file that holds it.
handshake-not-for-clients = { $subject }: a server refuses this certificate for logging in: the extended key usage, its own or of a CA above it, leaves out client authentication. Ask the issuer for a certificate for client authentication.
handshake-not-in-time = { $subject }: a certificate of its chain is not valid at { $time }. Ask the issuer for the current CA certificates.
handshake-not-judged = { $subject }: this program cannot judge the certificates ({ $reason }). A server may; try it with tokendesk check --connect HOST:PORT.
handshake-not-tried = could not be tried with TLS ({ $reason }); nothing is said of the token.
handshake-nothing = No valid identity with its private key is on the token: there is nothing to try TLS with.
handshake-own-padding = works with TLS 1.2; with TLS 1.3 only in programs that make the padding of RSA-PSS themselves ({ $mechanism }), since this token has no { $missing }. Keep TLS 1.2 allowed at the server.
handshake-tls12-only = TLS 1.2 only: { $why }. Servers that insist on TLS 1.3 refuse it: keep TLS 1.2 allowed at the server, or get a certificate with an elliptic-curve key where the token takes one.
handshake-tls13-only = TLS 1.3 only: { $why }. Servers that know TLS 1.2 alone refuse it.
handshake-why-bad-signature = the token's signature by { $mechanism } does not verify
handshake-why-no-pss = this token has no RSA-PSS ({ $answer })
handshake-why-no-signature = the token does not sign by { $scheme } ({ $answer })

## help: the command line's help

help-after = Exit status: 0 done, 1 the answer is no, 2 wrong command line, 3 declined, 4 failed and the token is as it was, 5 partly changed, 6 state unknown, 7 PIN, 8 bundle, 9 no token or several, 10 journal, 70 our own fault.
help-command-change = Change the user PIN, knowing the old one
help-command-check = Say whether a token is ready for reuse, and for a bundle
help-command-completions = Write shell completions to standard output
help-command-import = Add a bundle's identity and prove it
help-command-inspect = Say what a PKCS#12 file holds and whether it is fit to import
help-command-journal = Check the journal
help-command-list = List the tokens present, what each holds, and what is due
help-command-man = Write the manual pages
help-command-pin = Change or unblock the user PIN
help-command-recover = Finish or undo what an interrupted run left
help-command-remove = Remove one certificate or one lone key, named by its SHA-256
help-command-reuse = Do the whole job: check, import, prove, remove what has expired
help-command-show = Show one token: facts, identities, chain, orphans, other objects
help-command-tokendesk = Gives expired USB tokens a second life: removes expired identities, imports a newly bought PKCS#12, proves it
help-command-unblock = Set the user PIN anew with the SO PIN
help-command-verify = Read the whole journal back and check its chain
help-command-wipe = Remove the expired identities
help-example-change =
    tokendesk pin change
    {"    "}asks for the old PIN, then twice for the new one
    tokendesk pin change --pin-file old --new-pin-file new
    {"    "}without a terminal
help-example-check =
    tokendesk check
    {"    "}may this token be reused?
    tokendesk check new.p12
    {"    "}and does it take this bundle?
    tokendesk check --handshake
    {"    "}tries TLS 1.2 and 1.3 without a server
    tokendesk check --connect grid.example.jp:443
    {"    "}logs in to this server, and sends it nothing
help-example-completions =
    tokendesk completions bash > ~/.local/share/bash-completion/completions/tokendesk
    {"    "}for bash
help-example-import =
    tokendesk import new.p12
    {"    "}adds and proves, removes nothing
help-example-inspect =
    tokendesk inspect new.p12
    {"    "}asks for the password
    tokendesk inspect new.p12 --password-file password --json
    {"    "}for programs
help-example-list =
    tokendesk list
    {"    "}every token present
    tokendesk list --module /usr/lib/libcastle.so.1.0.0 --json
    {"    "}through this module, for programs
help-example-man =
    tokendesk man --dir man
    {"    "}a page for every command
help-example-recover =
    tokendesk recover --dry-run
    {"    "}what is left of interrupted runs, and what would become of it
    tokendesk recover
    {"    "}settles it
help-example-remove =
    tokendesk remove --certificate SHA256
    {"    "}SHA256 as tokendesk show tells it
help-example-reuse =
    tokendesk reuse new.p12
    {"    "}asks for password and PIN, shows the plan, asks
    tokendesk reuse new.p12 --dry-run
    {"    "}stops after the plan
    tokendesk reuse new.p12 --serial S --pin-file pin --password-file password --confirm S
    {"    "}without a terminal
help-example-show =
    tokendesk show
    {"    "}asks for nothing
    tokendesk show --pin-file pin --pem certificates
    {"    "}logged in, and the certificates as files
help-example-unblock =
    tokendesk pin unblock
    {"    "}asks for the SO PIN (PUK), then twice for the new PIN
help-example-verify =
    tokendesk journal verify
    {"    "}the journal in its usual place
    tokendesk journal verify --journal copy.jsonl
    {"    "}a copy
help-example-wipe =
    tokendesk wipe
    {"    "}removes what expired more than a day ago
    tokendesk wipe --expired-for 30 --dry-run
    {"    "}what expired more than 30 days ago; nothing is changed
help-heading-arguments = Arguments
help-heading-choices = What is written and removed
help-heading-commands = Commands
help-heading-consent = Consent
help-heading-examples = Examples
help-heading-options = Options
help-heading-output = Output
help-heading-secrets = PIN and password
help-heading-token = The token
help-heading-usage = Usage
help-option-bundle = The PKCS#12 file (.p12, .pfx)
help-option-ca = Trust the root certificates in this file for the server, instead of those that the system trusts
help-option-certificate = Remove the certificate with this SHA-256, and its keys when no other certificate has them
help-option-color = When colour is used: auto, always or never
help-option-confirm = Consent, without a question, to whatever the plan says for the token with this serial
help-option-connect = Also try this server with the token's certificate: its own certificate is verified, nothing is sent after the handshake
help-option-custody = How the private key crosses into the token: auto encrypts it for the token where the token can take it so, wrapped insists on that, direct does not try
help-option-dir = Write a page for every command into this folder
help-option-dry-run = Stop after the plan; the token is only read
help-option-expired-for = Remove only what expired more than this many days ago
help-option-handshake = Also try TLS 1.2 and 1.3 inside this process, the client's signature made by the token
help-option-help = Show this help
help-option-journal = The journal; without it the state folder's tokendesk/journal.jsonl
help-option-json = The same as --output json
help-option-key = Remove the key without certificate that has this SHA-256
help-option-label = The token with this label, if only one has it
help-option-lang = The language: en or ja
help-option-leaf = The identity of the bundle whose certificate has this SHA-256
help-option-module = The PKCS#11 module; without it the known places are searched
help-option-new-pin-command = Run this command; what it prints is the new PIN
help-option-new-pin-fd = Read the new PIN from this open descriptor
help-option-new-pin-file = Read the new PIN from this file, which only you may read
help-option-no-handshake = Do not try TLS with the new identity before the expired ones are removed
help-option-no-root = Do not write the root certificate of the chain
help-option-object-label = The label of the new objects, instead of the certificate's common name
help-option-old-first = Remove the expired identities before writing, for a token without room for both
help-option-output = The form of standard output: human, json or jsonl
help-option-password-command = Run this command; what it prints is the bundle's password
help-option-password-fd = Read the bundle's password from this open descriptor
help-option-password-file = Read the bundle's password from this file, which only you may read
help-option-pem = Also write every certificate as PEM into this folder
help-option-pin-command = Run this command; what it prints is the PIN
help-option-pin-fd = Read the PIN from this open descriptor
help-option-pin-file = Read the PIN from this file, which only you may read
help-option-plan = Consent, without a question, to exactly the plan with this digest, as --dry-run printed it
help-option-quiet = Tell nothing but warnings, errors and the result
help-option-serial = The token with this serial number
help-option-shell = The shell
help-option-slot = The token in this slot
help-option-so-pin-command = Run this command; what it prints is the SO PIN (PUK)
help-option-so-pin-fd = Read the SO PIN (PUK) from this open descriptor
help-option-so-pin-file = Read the SO PIN (PUK) from this file, which only you may read
help-option-subject = The identity of the bundle whose subject contains this text
help-option-uri = The token that this PKCS#11 URI names (RFC 7512)
help-option-use-last-try = Use the PIN even when only one try is left
help-option-verbose = Tell more on standard error; twice for more
help-option-version = Show the version

## keep: why an object stays on the token

keep-cannot-pair = cannot be told which key and certificate belong together
keep-current = valid
keep-issuer-of-kept = issued a certificate that stays
keep-key-of-kept = key of a certificate that stays
keep-key-without-certificate = a key without certificate: nothing tells its age
keep-not-an-identity = neither a certificate nor a key pair
keep-not-named = was not named
keep-not-yet-valid = not yet valid
keep-unreadable = cannot be read, so nothing is known of its dates
keep-within-margin = expired, but not longer ago than { $days } days (--expired-for)

## looks: what a file that is no bundle looks like

looks-certificate = a certificate without its key
looks-certificate-collection = certificates without a key (PKCS#7)
looks-certificate-request = a certificate request
looks-java-keystore = a Java keystore
looks-pdf-document = a PDF document
looks-private-key = a private key without certificate
looks-ssh-key = an SSH key
looks-web-page = a web page
looks-zeros = nothing but zero bytes
looks-zip-archive = a ZIP archive

## notice: lines on standard error

notice-journal-damaged = { $bytes } bytes at the end of the journal { $file } are no line of it: a crash or another program left them. They are kept, and a new line follows.
notice-our-fault = tokendesk made an error of its own. Look at the token with `tokendesk show` before you go on, and please report it.
notice-secret-without-modes = { $file } lies on a medium without file modes ({ $medium }): anybody may read it.
notice-warning = { "warning: " }

## object: the classes of objects on a token

object-certificate = certificate
object-data = data object
object-other = object of another class
object-private-key = private key
object-public-key = public key
object-secret-key = secret key

## panic: the program's own fault

panic-line = The program failed at { $place }.

## progress: what is being done, on a terminal

progress-deriving-contents = Decrypting the certificates with the password ({ $iterations } rounds)
progress-deriving-integrity = Checking the password and the file ({ $iterations } rounds)
progress-deriving-key = Decrypting the private key with the password ({ $iterations } rounds)
progress-handshaking = Trying TLS 1.2 and 1.3 inside this process
progress-looking = Looking at the token
progress-opening-bundle = Opening the bundle
progress-proving = Having the token sign, and verifying the signature
progress-removing = Removing object { $nth } of { $of }
progress-undoing = Taking back what was written
progress-writing = Writing object { $nth } of { $of }

## prompt: asking for a secret

prompt-bundle-password = Password of { $file }
prompt-new-pin = New PIN of the token
prompt-new-pin-again = New PIN of the token, again
prompt-pin = PIN of the token { $serial }
prompt-puk = PUK or SO PIN of the token { $serial }

## remark: worth knowing about a result

remark-bundle-stays = The file { $file } (SHA-256 { $sha256 }) still holds the private key: store it as carefully as before, or delete it.
remark-copies-outside = The key was imported; other copies of the file are outside the token's protection.
remark-drift-id = An object that was on the token already ({ $class }) has the CKA_ID { $found }, not the usual one; it was left as it is.
remark-drift-label = An object that was on the token already ({ $class }) has the label "{ $found }"; it was left as it is.
remark-drift-no-id = An object that was on the token already ({ $class }) has no CKA_ID; it was left as it is.
remark-flags-not-told = The module does not tell all flags of the key; its private parts were refused.
remark-gone-since = An earlier run on this token was cut off or failed, and what was there before it is gone: { $list }. This run did not remove it.
remark-observed = Between this program and the token stands a module that can record every call ({ $observer }): it sees the PIN and whatever is handed over unencrypted.
remark-sensitive-not-shown = The module shows CKA_SENSITIVE as false; the private parts were refused all the same, so the key is protected.
remark-serial-meaningless = The serial number of this token tells nothing; the slot stands for it.
remark-starts-later = The new certificate is valid only from { $time }; before that, programs refuse it.
remark-traced = Another process watches this program ({ $process }): it can read every secret in its memory.
remark-wrap-not-refused-clearly = The token was asked to give the new key out encrypted and did not, but its answer does not say that it never will.

## remedy: what to do about a failure

remedy-bad-signature = What was written is taken back; the effect on the token says how far. Try again with another module (--module); if it happens again, the token is defective.
remedy-bundle-content-damaged = Download or copy the file again from where the issuer gave it.
remedy-bundle-damaged = Download or copy the file again from where the issuer gave it.
remedy-bundle-empty = Download or copy the file again from where the issuer gave it.
remedy-bundle-too-large = Check that this is the right file: a bundle has a few kilobytes.
remedy-bundle-unreadable = Check the path, the medium and who may read the file.
remedy-call-failed = Plug the token in again and run the command once more. If it happens again, pass the code on to whoever administers the token.
remedy-clock-before-build = The clock decides what counts as expired. Set this computer's date and time, then run the command again.
remedy-clock-before-journal = The clock decides what counts as expired. Set this computer's date and time, then run the command again.
remedy-clock-far-after-build = The clock decides what counts as expired. Set this computer's date and time, then run the command again.
remedy-data-invalid = Check the PIN, plug the token in again and run the command once more.
remedy-declined = Nothing to be done. Run the command again to be asked again.
remedy-exposed = The key is taken back; the effect on the token says how far. Do not use this token or module for keys; use another one.
remedy-file-not-writable = Name a folder that exists and that you may write to.
remedy-id-taken = If the other object has expired, run tokendesk wipe first; otherwise remove it by name with tokendesk remove, or use another token.
remedy-interrupted = Run the same command again: it looks at the token first and goes on from what is there.
remedy-journal-busy = Wait until the other run has ended, then run the command again.
remedy-journal-flush = Check the disk, or name a journal on another one with --journal, then run the command again.
remedy-journal-folder = The token was not asked to do anything that is not in the journal. Name another place with --journal, or make this one writable, then run the command again.
remedy-journal-line = This is a fault of tokendesk itself. Please report it with the output of the same command and -v.
remedy-journal-lock = Name a journal on a local disk with --journal: this file system may not know locks.
remedy-journal-no-run = This is a fault of tokendesk itself. Please report it with the output of the same command and -v.
remedy-journal-not-a-file = Name a file with --journal.
remedy-journal-not-a-journal = Name another file with --journal, or move this one away.
remedy-journal-open = Check who may write the file, or name another place with --journal, then run the command again.
remedy-journal-read = Check who may read the file, or name another place with --journal.
remedy-journal-unreliable = Check the disk, then run the command again.
remedy-journal-unsound = Nothing was changed. See what tokendesk journal verify says of it, set the file aside, and go on with a new one (--journal).
remedy-journal-write = Make room on the disk or name another place with --journal, then run the command again.
remedy-key-is-not-lone = Remove the certificate with tokendesk remove --certificate: its key goes with it.
remedy-key-mismatch = The file was put together wrongly. Ask the issuer for it again.
remedy-key-not-taken = Use another token for this bundle, or ask the issuer for a key of another kind.
remedy-key-too-large = Use another token for this bundle, or ask the issuer for a smaller key.
remedy-key-without-id = Remove the lone key with tokendesk remove --key and its SHA-256 (tokendesk show lists it), then run the command again.
remedy-last-try = The PIN was not sent. A wrong try would lock the token. If you are sure of the PIN, run the command again with --use-last-try.
remedy-left-open = Run tokendesk recover first, or the earlier command again with its bundle.
remedy-lost = Do not run anything else on this token. Note the output down and ask whoever administers the token.
remedy-module-nonsense = Update the module, or name another one with --module.
remedy-module-not-loadable = Check the path, and that the module is made for this system and its processor (64 bit).
remedy-needs-algorithm = Ask the issuer for a file with AES-256 encryption, or convert it in the software that it came with.
remedy-needs-algorithm-for-key = Ask the issuer for a certificate with an RSA key, or with an EC key on P-256, P-384 or P-521.
remedy-no-certificate = Ask the issuer for the file that holds both the private key and the certificate.
remedy-no-key = Ask the issuer for the file that holds the private key; where the certificate was exported from a browser or Windows, export it again with the private key.
remedy-no-module = Install the token's software or OpenSC, or name the module with --module.
remedy-no-module-with-token = Plug the token in. If it is plugged in, check the reader and its service, or name the module with --module.
remedy-no-room = With --old-first the expired identities are removed before the new one is written; this asks for a consent of its own.
remedy-no-such-leaf = Choose one of them with --leaf and its SHA-256, or with --subject.
remedy-no-such-object = Copy the digest from tokendesk show.
remedy-no-such-token = Plug the right token in, or correct --serial, --label, --slot or --uri.
remedy-no-tls = The expired identities are kept. Do not hand the token over for TLS. Another module (--module) may do better: the run goes on from what is there. If the token is not used for TLS, run the same command again with --no-handshake.
remedy-no-token = Plug the token in. If it is plugged in, check the reader and its service, or name the module with --module.
remedy-nobody-to-ask = Give consent by --confirm with the token's serial, or by --plan with the digest that --dry-run prints.
remedy-none-initialised = tokendesk never formats a token. Have it initialised in the token's own software.
remedy-not-a-digest = Copy the digest from tokendesk show or tokendesk inspect.
remedy-not-a-module = Name the PKCS#11 module of the token with --module.
remedy-not-a-uri = Write it as pkcs11:serial=…; names and values as in RFC 7512.
remedy-not-logged-in = Another program may have logged out. Close it, then run the command again.
remedy-not-pkcs12 = Name the .p12 or .pfx file that holds the private key and the certificate.
remedy-not-pkcs12-but = Name the .p12 or .pfx file that holds the private key and the certificate; a certificate alone is not enough.
remedy-not-removable = Pull the token out, plug it in and run the same command again. If the object stays, no program can remove it: it takes up room and programs may still show it, but it does the other certificates and keys no harm. Take the token out of use if it disturbs.
remedy-not-removed = Run tokendesk wipe: it tries again and tells what it finds.
remedy-not-roots = Name a file with the root certificate of the server's authority, PEM or DER.
remedy-not-supported = Name another module for this token with --module; tokendesk check BUNDLE tells beforehand whether a token fits.
remedy-not-wrapped = Run it again with --custody auto to let the key cross as its numbers, or use another token or module.
remedy-not-written = Update the module, or name another one with --module. If it happens again, the token is defective.
remedy-object-not-there = Close other programs that use the token, then run the command again.
remedy-other-plan = The token, the bundle or the options differ from those of the dry run. Read the new plan with --dry-run and consent to its digest.
remedy-other-token = Plug the right token in, or give consent for this one.
remedy-pin-expired = Change it with tokendesk pin change, then run the command again.
remedy-pin-form = No try was counted. Check the PIN and its length, then run the command again.
remedy-pin-length = It was not sent and no try was used. Check the PIN, then run the command again.
remedy-pin-locked = Unblock it with the PUK or SO PIN (tokendesk pin unblock), or ask whoever administers the token. Nothing more was sent to it.
remedy-pin-refused = One try was used up. The PIN is not tried again. Make sure which PIN belongs to this token before the next try: after a few wrong tries it locks itself.
remedy-pin-unset = Have it set by whoever administers the token, with the SO PIN.
remedy-pins-differ = Nothing was sent to the token. Run the command again.
remedy-refused-before = The PIN was not sent: one more wrong try may lock the token. If you are sure of the PIN, run the command again with --use-last-try.
remedy-secret-command = Check the command by running it on its own.
remedy-secret-command-failed = Check the command by running it on its own.
remedy-secret-descriptor = Check that the descriptor is open when the command starts.
remedy-secret-end-of-input = Run the command again and end the line with the Enter key.
remedy-secret-file = Check the path and who may read the file.
remedy-secret-file-not-regular = Name a regular file, or use --pin-fd or --password-fd for a pipe.
remedy-secret-file-open-to-others = Take the rights of group and others away (chmod 600), and think about whether the secret must be changed.
remedy-secret-interrupted = Run the command again when you are ready.
remedy-secret-no-descriptors = Use --pin-file or --password-file.
remedy-secret-nobody = Give it by --pin-file or --password-file, or run the command at a terminal.
remedy-secret-not-utf8 = Save the file as UTF-8.
remedy-secret-several-lines = Put exactly one line into the file.
remedy-secret-terminal = Give the secret by --pin-file or --password-file, or use another terminal.
remedy-secret-too-long = Check that the right file or command is named.
remedy-several-identities = Choose one with --leaf and its SHA-256, or with --subject.
remedy-several-modules = Name one module with --module, or the token with --serial.
remedy-several-tokens = Name one with --serial, or unplug the others.
remedy-slot-needed = Add --slot with the slot of the one that is meant.
remedy-stale = Close other programs that use the token and run the command again: a new plan is drawn and shown.
remedy-template-refused = Update the module, or name another one for this token with --module.
remedy-token-changed = Close other programs that use the token, then run the command again.
remedy-token-full = With --old-first the expired identities are removed before the new one is written; this asks for a consent of its own. --no-root saves the room of the root certificate.
remedy-token-gone = Plug exactly this token in again and run the same command.
remedy-token-removed = Plug the token in again and run the same command: it looks at the token first and finishes or undoes what is left.
remedy-too-costly = Hardly any honest file asks for so much. Get the file again from the issuer, or ask for one with fewer rounds.
remedy-unfit = Buy or choose a bundle whose certificate is valid and whose key the token takes; tokendesk inspect shows what a file holds.
remedy-write-protected = Take the write protection off in the token's own software, or use another reader. If it cannot be taken off, this token cannot be reused.
remedy-wrong-password = Check upper and lower case, the keyboard's language and whether the password belongs to this file, then run the command again. The file does not lock itself.
remedy-wrong-password-or-damaged = Check the password first; if it is right, get the file again from the issuer. This file carries no check value that would tell the two apart.

## report: results on standard output

report-and-then = { $one }; { $other }
report-candidate = { $subject } (until { $time }, --leaf { $sha256 })
report-consent-both = Today is { $today }. Token { $token }: write { $create } objects, then remove { $remove } objects for good. Go ahead?
report-consent-old-first = Today is { $today }. Token { $token }: FIRST remove { $remove } objects for good, then write { $create } objects. If writing fails, the token has lost the old and does not have the new. Go ahead?
report-consent-remove = Today is { $today }. Token { $token }: remove { $remove } objects for good. Go ahead?
report-consent-write = Today is { $today }. Token { $token }: write { $create } objects. Go ahead?
report-counted = { $heading } ({ $count })
report-crossed-direct = The private key was handed to the module unencrypted: { $why }
report-crossed-wrapped = The private key crossed into the token encrypted ({ $transport }, { $mechanism }); the module never saw its numbers.
report-done-import = Done: the token { $token } holds the identity, proved.
report-done-pin = Done: the PIN of the token { $token } was changed, and the new one was accepted.
report-done-recover = Done: what interrupted runs left on the token { $token } is settled.
report-done-remove = Done: what was to be removed is gone from the token { $token }.
report-done-reuse = Done: the token { $token } holds the new identity, proved; the expired ones are gone.
report-effect-complete = Everything planned was done on it.
report-effect-partial = It is partly changed; the lists say what.
report-effect-unknown = Its state is not known: it could not be looked at afterwards.
report-effect-untouched = Nothing on it was changed; it is as it was.
report-failure-code = { $message } ({ $code } from { $function })
report-failure-declined = Stopped
report-failure-effect = Token
report-failure-function = { $message } ({ $function })
report-failure-problem = Failed
report-failure-remedy = Next
report-failure-stage = Stage
report-fault-at = { $file }, line { $line }: { $fault }
report-fault-changed = changed after it was written ({ $lines })
report-fault-clock-went-back = its time lies before that of the line before it; the clock was set back
report-fault-cut = lines after it are gone, or it is not whole ({ $lines })
report-fault-foreign = belongs to another journal or a newer format ({ $lines })
report-fault-missing = lines before it are gone ({ $lines })
report-fault-reordered = stands after lines that were written later ({ $lines })
report-fault-unreadable = is no line of a journal ({ $lines })
report-field-certificate-serial = Serial number
report-field-chain = Chain
report-field-cryptoki = Cryptoki
report-field-encryption = Encryption
report-field-file = File
report-field-firmware = Firmware
report-field-id = CKA_ID
report-field-issuer = Issuer
report-field-key = Key
report-field-label = Label
report-field-lines = Lines
report-field-mac = Check value (MAC)
report-field-manufacturer = Manufacturer
report-field-memory = Free memory
report-field-model = Model
report-field-module = Module
report-field-name = Friendly name
report-field-object = Object
report-field-order = Order
report-field-period = Period
report-field-pin = PIN
report-field-pin-lengths = PIN lengths
report-field-plan-digest = Plan
report-field-private-key = Private key
report-field-public-key = Public key
report-field-sha256 = SHA-256
report-field-slot = Slot
report-field-standing = Standing
report-field-subject = Subject
report-field-today = Today
report-field-validity = Validity
report-field-why = Why
report-field-write-protection = Write protection
report-fit = The file can be imported.
report-handshake = Tried: { $verdict }
report-heading-bundle-findings = About the file
report-heading-chain = Chain certificates
report-heading-create = To be written
report-heading-created = Written
report-heading-identities = Identities
report-heading-kept = Kept
report-heading-left = Left on the token
report-heading-module = Module
report-heading-orphans = Orphans (a key without certificate, or the reverse)
report-heading-others = Other objects
report-heading-remarks = To be noted
report-heading-remove = To be removed
report-heading-removed = Removed
report-heading-written-files = Files written
report-identity-of-bundle = Identity { $nth } of { $of }: { $name }
report-journal-broken = The journal does not verify; what is listed above says where.
report-journal-head = Journal head: { $sha256 }
report-journal-sound = The journal is whole: every line is there, in order, as it was written.
report-kept-count = Kept: { $count } objects.
report-memory-of = public { $public }, private { $private } bytes
report-named = { $class } "{ $label }" (CKA_ID { $id }, SHA-256 { $sha256 })
report-next-partial = Do not hand the token over as it is. Run the same command again: it looks at the token first and goes on from what is there.
report-next-unknown = Plug the token in again and look at it with tokendesk show. Then run the same command again: it goes on from what is there.
report-no = no
report-no-bundle-identity = The file holds no identity.
report-no-identity = No identity is on the token.
report-no-token = No token is present.
report-none = none
report-nothing-seen = The token could not be looked at.
report-nothing-to-do = Nothing to do: the token { $token } is as it should be.
report-nothing-to-do-proved = The identity is on the token { $token } already; it was proved again.
report-nothing-to-recover = Nothing to do: no interrupted run left anything on the token { $token }.
report-old-first-warning = The old is removed before the new is written. If writing fails, the token has lost the old and does not have the new.
report-order-new-first = write and prove the new, then remove the old
report-order-old-first = remove the old FIRST, then write the new
report-pin-lengths-of = { $min } to { $max } characters
report-plan-empty = There is nothing to write and nothing to remove.
report-plan-title = Plan for the token { $token }
report-planned = This was a dry run: nothing was changed. To carry out exactly this plan, give --plan { $digest }
report-planned-empty = This was a dry run: there is nothing to do.
report-proof = Proved: the token signed a challenge ({ $mechanism }, { $digest }), and the certificate's public key verifies it.
report-stage-bundle = opening the file
report-stage-clock = reading the clock
report-stage-command-line = reading the command line
report-stage-consent = asking for consent
report-stage-handshake = trying TLS
report-stage-journal = writing the journal
report-stage-login = logging in
report-stage-look = looking at the token
report-stage-plan = drawing the plan
report-stage-proof = proving the new key
report-stage-remove = removing the old objects
report-stage-token = finding the token
report-stage-verify = comparing the token with the plan
report-stage-write = writing the new objects
report-standing-current = valid, { $days ->
    [0] last day
    [one] { $days } day left
   *[other] { $days } days left
}
report-standing-expired = expired { $days ->
    [0] less than a day ago
    [one] { $days } day ago
   *[other] { $days } days ago
}
report-standing-not-yet-valid = not yet valid, starts { $days ->
    [0] in less than a day
    [one] in { $days } day
   *[other] in { $days } days
}
report-token = Token { $serial }
report-token-in-a-list = { $serial } "{ $label }" in slot { $slot }
report-token-in-slot = { $serial } in slot { $slot }
report-torn = a line was cut off while it was written (a crash or a full disk); this is no fault
report-two-sentences = { $one } { $other }
report-unencrypted = not encrypted
report-unfit = The file is not fit to import; the findings say why.
report-unknown = not known without login
report-unnamed = (no common name)
report-verdict-not-fit = Not fit.
report-verdict-not-fit-hint = What is marked FAIL above must be put right first.
report-verdict-ready = Ready.
report-verdict-ready-after-wipe = Ready once the expired identities are removed.
report-verdict-ready-after-wipe-hint = tokendesk reuse BUNDLE removes them after the new identity is proved; tokendesk wipe removes them alone.
report-verdict-ready-hint = Nothing is in the way: tokendesk reuse BUNDLE can be run.
report-yes = yes

## standing: a certificate's place in time

standing-current = valid
standing-expired = expired
standing-not-yet-valid = not yet valid
standing-unreadable = unreadable dates

## usage: what is wrong with a command line

usage-argument-missing = error: { $argument } is missing
usage-command-missing = error: no command was given
usage-conflict = error: { $argument } cannot be used with { $other }
usage-hint = For more, try '--help'.
usage-invalid-value = error: '{ $value }' is no value for { $argument }
usage-possible-values = Possible values: { $values }
usage-suggestion = Did you mean { $meant }?
usage-unknown-argument = error: there is no option { $argument }
usage-unknown-command = error: there is no command '{ $command }'
usage-value-missing = error: { $argument } needs a value
