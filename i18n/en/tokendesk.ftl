# What tokendesk says to a person, in English.
# Sections are ordered by the prefix of their message ids, messages within a section by id.
# Every id, attribute and variable here exists in the Japanese file too, and in the sources.

## advice: what to do about something that was found

advice-administrator = Ask whoever administers the token.
advice-ask-issuer-chain = Get the CA certificates from the issuer's site, or the file together with them, and put them into the file before it is written; a server that knows them works without.
advice-ask-issuer-key = Ask the issuer for a certificate with an RSA key of at least 2048 bits.
advice-attaching = Run the program on a computer, and under an account, that only you use.
advice-batch-again = Run the same command again: it goes on where this run stopped.
advice-batch-list = Name the token's serial number in the list, or run the batch at a terminal and choose.
advice-batch-look = Look at the token with `tokendesk show`.
advice-batch-pin = Find out which PIN is right, then run the same command again.
advice-batch-reinsert = Take the token out and put it in again; then try another reader.
advice-batch-slot = Serve it by itself: `tokendesk reuse` with --serial and --slot.
advice-bundle-refused = tokendesk inspect tells more of the file; ask the issuer for it again.
advice-bundle-stays = Store the file as carefully as before, or delete it once the token has been handed over.
advice-buy-in-time = Buy the new certificate now, so that both are valid for a while; tokendesk reuse writes it beside the old one.
advice-buy-new = Buy a new certificate; an expired one is never written.
advice-card-service = On Linux install pcscd and start it (systemctl enable --now pcscd.socket), then plug the token in again. Tokens in software (SoftHSM2) need none.
advice-clock = Set this computer's date, time and time zone, then run the command again.
advice-close-programs = Close other programs that use the token, plug it in again, and run the command once more.
advice-connection = The message says how far the handshake came. Where the server refused the certificate, ask whoever runs it whether it trusts the issuer and knows the certificate.
advice-core-dumps = Ask whoever administers the computer why the system refuses it; until then the risk is small, but a crash may leave a key on the disk.
advice-custody-direct = With --custody auto the key then crosses unencrypted; --custody direct does not try the other way at all.
advice-defective = Plug the token in again. If it stays so, the token or the module is defective: use another one.
advice-doubled-ids = If one of them has expired, tokendesk wipe removes it and the id is free. Otherwise remove the one that is not needed with tokendesk remove; tokendesk show lists both.
advice-doubled-labels = Remove the one that is not needed with tokendesk remove --certificate, or write its bundle again with --object-label.
advice-drift = Try the new certificate in the programs that will use it. If one does not find it, remove the identity with tokendesk remove and import it again.
advice-formatted-by-opensc = Work on it through OpenSC (--module with opensc-pkcs11). Do not format it back and forth: that loses everything on it. Where the users' software needs the vendor's layout, use another token.
advice-formatted-by-vendor = Install the vendor's runtime package and work through its module (libcastle, eps2003csp11). Never initialise the token with OpenSC: the vendor's software then no longer sees it, and everything on it is lost.
advice-free-memory = Close other programs, then run the command again.
advice-general-error = Plug the token in again and run the command once more. If it stays so, run tokendesk doctor: it tells whether another module fits the token better.
advice-get-again = Download or copy the file again; if it stays so, ask the issuer.
advice-handshake = Where TLS 1.3 fails, keep TLS 1.2 allowed at the server. Where nothing works, try another module (--module).
advice-handshake-trust = Write the whole chain into the token, or ask the issuer for a certificate for client authentication.
advice-id-mismatch = Remove the identity with tokendesk remove --certificate and its SHA-256, then write its bundle again with tokendesk import: key and certificate get the same CKA_ID.
advice-journal-chain = See what tokendesk journal verify says of it, set the file aside, and go on with a new one (--journal).
advice-key-without-use = Use another key: this one cannot be made to sign. What tokendesk imports may sign.
advice-leftovers = Run tokendesk recover, or the interrupted command again with the same bundle: either finishes or undoes it.
advice-list-row = Correct the row, or ask the issuer for the list again.
advice-locked-memory = Raise the limit (ulimit -l, or LimitMEMLOCK of the service), or switch swapping off. Work is possible without; keys could then reach the swap file.
advice-log-in = Name the source of the PIN, such as --pin-file, to look at private keys too.
advice-lost-digits = Ask the issuer for the list with this column as text, or type the number again into a cell formatted as text.
advice-missing-bundle = Ask the issuer for it; the others can be handed out now.
advice-module-dies = Remove the software that the module belongs to, or install its newest version; name another module with --module. The other commands pass this one over.
advice-module-for-other = Install the vendor's package for this computer's processor, 64 bit, or name such a module with --module.
advice-name-module = Name the token's own module with --module instead of a proxy.
advice-no-mac = Get the file again over a way that you trust, or compare its SHA-256 with the issuer's.
advice-no-token = Plug the token in. If it is plugged in, see what is said of each module, of the reader service and of USB here; a module in another place is named with --module.
advice-not-yet-valid = Hand the token over with the day from which it works, or wait until then.
advice-nothing = Nothing has to be done.
advice-nothing-key-stays = Nothing has to be done: a key should stay in its token.
advice-nothing-unless-write = Nothing has to be done; if a write was answered so, update the module or name another one with --module.
advice-observed = Unless you mean to record, name the token's own module with --module and take the recording one out of the configuration (PKCS11SPY, log-calls).
advice-open-chain = Write a bundle that holds the missing CA certificates (tokendesk import with the same identity adds them). Where the issuer named is the root that the servers know, nothing has to be done.
advice-orphans = tokendesk show lists them. Import the bundle of a lone key again to give it its certificate back, or remove one by name with tokendesk remove --key or --certificate.
advice-other-format = Run tokendesk doctor: it tells which module fits the token. Never format the token for this.
advice-other-key = Use another token for this key, or ask the issuer for a key that the token takes.
advice-other-module = Update the module, or name another one with --module.
advice-other-purpose = Use it for what it was made for, or ask the issuer for a certificate for logging in (client authentication).
advice-own-fault = A program called the module wrongly. If it was tokendesk, please report it with the output of the same command and -v.
advice-password-beside = Put the password into a regular file that only you may read.
advice-pin = tokendesk list shows the state. Wrong tries are forgotten after a right one; a locked PIN is unblocked with tokendesk pin unblock.
advice-pin-file = Correct the path in the list, or who may read the file (its owner alone), then run the same command again.
advice-pin-locked = Unblock it with the PUK or SO PIN (tokendesk pin unblock), or ask whoever administers the token.
advice-pin-low = Make sure which PIN belongs to this token before the next try; a right one sets the count back.
advice-plugged-in = If the token is not listed, try another USB port. If it is listed and no module shows it, install the vendor's module or start the reader service.
advice-read-only = Name another module with --module: this one opens no session that writes.
advice-reinstall = Install the software that the module belongs to again, with everything that it needs; on Windows the runtime package, on Linux its libraries and services.
advice-revocation = Ask the issuer where it matters.
advice-right-file = Check that this is the right file; if it is, ask the issuer for a certificate for logging in.
advice-run-again = Run the command again.
advice-same-subject = Where the list names the token of each, nothing is asked.
advice-stranger = Check with the issuer whose it is. To hand it out, it must be on the list.
advice-token-layout = Install the module for this layout: the vendor's runtime package for a token that its software formatted, OpenSC for one that OpenSC formatted. Never format the token to get around it: everything on it is lost.
advice-traced = Unless you started it, end that process before you give a PIN.
advice-unmatchable-key = Use the identities of the file that are supported, or ask the issuer for an RSA or elliptic-curve key.
advice-unverified-signature = Compare the certificate with the one that the issuer publishes.
advice-vendor-code = Look the number up in the documentation of the module's maker, or pass it on to him with the name of the function.
advice-windows-store = On each Windows computer where the token was used, delete the expired certificate under Personal in certmgr.msc, or with certutil -user -delstore My and its serial number.
advice-wipe = tokendesk reuse BUNDLE removes them after the new identity is proved; tokendesk wipe removes them alone.
advice-wrong-generation = Install the vendor's module of the other generation too (libcastle and libcastle_v2; eps2003csp11 and eps2003csp11v2), or name it with --module.

## answer: what may be typed at a yes-or-no question

answer-hint = [y/N]
answer-no = no
answer-unclear = Please answer yes or no.
answer-yes = yes

## calendar: events for calendar programs

calendar-about = Token { $token }, valid until { $ends }, SHA-256 { $sha256 }
calendar-end = Certificate of { $name } ends
calendar-order = Order by today: renewal for { $name }

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
cause-column-twice = In { $path } both "{ $first }" and "{ $second }" are the column { $column }.
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
cause-list-empty = { $path } has headings and no rows below them.
cause-list-encoding = { $path } is no text in UTF-8, UTF-16 or Shift_JIS, and no Excel workbook.
cause-list-headings = { $path } has no row with the heading of a certificate serial or of a bundle's file. The likeliest row says: { $found }
cause-list-too-large = { $path } has more than { $limit } bytes, more than any list.
cause-list-unreadable = The list { $path } cannot be read ({ $reason }).
cause-lost = An object that was to stay is gone from the token: { $list }
cause-marked-defective = The token was marked as defective on { $since } by { $operator }: { $reason }
cause-module-nonsense = The module gave an answer that makes no sense: { $reason }.
cause-module-not-loadable = The module { $path } cannot be loaded: { $reason }
cause-needs-algorithm = The bundle needs { $name } ({ $oid }), which is not supported.
cause-needs-algorithm-for-key = The private key in the bundle is of a kind that is not supported: { $name } ({ $oid }).
cause-no-bundles = There is no PKCS#12 file in { $folder }.
cause-no-certificate = The bundle holds no certificate.
cause-no-key = The bundle holds no private key.
cause-no-module = No PKCS#11 module was found.
cause-no-module-with-token = No module shows a token that could be meant. Modules: { $list }
cause-no-room = The token would hold { $held } objects of the kind { $class }; it holds at most { $most } without harm.
cause-no-so-pin = This token has no SO PIN: under OpenSC any value is accepted, and nothing is unblocked by it.
cause-no-such-heading = { $path } has no column with the heading "{ $heading }". The headings there are: { $found }
cause-no-such-leaf = No identity in the bundle is the one that was chosen. It holds: { $list }
cause-no-such-object = No object on the token has the SHA-256 { $sha256 }.
cause-no-such-token = None of the tokens present is the one asked for: { $list }
cause-no-such-worksheet = { $path } has no worksheet named "{ $wanted }". There are: { $names }
cause-no-tls = The new identity is on the token and proved, but it { $verdict }
cause-no-token = No token is present.
cause-nobody-to-ask = There is nobody to ask for consent: no terminal.
cause-nobody-to-witness = A second person must confirm, and there is no terminal to ask at.
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
cause-nothing-on-offer = Of { $bundles } bundles in { $folder } none can be handed out.
cause-nothing-written = The journals tell of no identity that was written, proved and stands, for what was asked for.
cause-notice-column-missing = The list { $path } has no column { $heading }. Its headings: { $found }
cause-notice-unreadable = The list { $path } cannot be read: { $reason }
cause-object-not-there = An object is not on the token any more.
cause-other-bundle = The file's SHA-256 is now { $found }; the file that was checked had { $wanted }.
cause-other-plan = The plan is now { $found }; consent was given to { $wanted }.
cause-other-token = Consent was given for the token { $given }; this is { $serial }.
cause-passwords-in-list = Passwords stand in the column "{ $heading }" of { $path }: whoever gets the file can open every bundle.
cause-passwords-without-files = The column "{ $heading }" of { $path } cannot be used without a column of the bundles' files: which certificate a bundle holds shows only once it is open.
cause-pin-expired = The PIN has expired and must be changed first.
cause-pin-form = The token does not take a PIN of this length or with these characters.
cause-pin-length = The PIN is outside the token's limits ({ $min } to { $max } characters).
cause-pin-locked = The PIN is locked.
cause-pin-refused = The PIN was refused.
cause-pin-unset = No user PIN was ever set on this token.
cause-pins-differ = The new PIN was typed differently the second time.
cause-refused-before = By the journal the PIN of this token was refused { $refused } times since it was last accepted; the token itself does not tell.
cause-same-id-refused = The token holds an object of the kind { $class } with CKA_ID { $id }, and a token of this kind takes no second one.
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
cause-serial-needed = No serial number was given, or one that does not tell this token from others.
cause-several-identities = The bundle holds several identities: { $list }
cause-several-modules = Several modules show tokens: { $list }
cause-several-tokens = More than one token could be meant: { $list }
cause-several-worksheets = Several worksheets of { $path } have the headings of a list: { $names }
cause-slot-needed = The serial number { $serial } does not tell the token from the others: { $list }
cause-source-unreadable = { $path } cannot be read ({ $reason }).
cause-stale = The token was changed by somebody else since the plan was drawn.
cause-template-refused = The module refuses the object in every form that was tried.
cause-token-changed = Something on the token is no longer what it was when it was looked at: { $what }.
cause-token-full = The token has no room.
cause-token-gone = The token with serial { $serial } is not there any more.
cause-token-removed = The token was pulled out or no longer answers.
cause-too-costly = Opening the bundle would take { $cost } rounds; at most { $limit } are done.
cause-too-costly-memory = Opening the bundle would take { $cost } bytes of memory for its scrypt; at most { $limit } are used.
cause-two-lists = { $path } is a list itself; --list names another one.
cause-unfit = The identity in the bundle is not fit to import: { $findings }
cause-unknown-code = There is no code or id "{ $text }".
cause-witness-declined = The second person did not agree, or gave no name.
cause-witness-is-operator = { $name } is the operator; the second person must be somebody else.
cause-witness-not-present = This desk demands that the second person answers at the terminal; a name will not do.
cause-workbook-damaged = The workbook { $path } cannot be read ({ $reason }).
cause-workbook-sealed = { $path } is protected with a password, or a workbook of old Excel (.xls).
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
check-doubled-labels-none = No two identities that stay have the same label.
check-doubled-labels-some = Labels that several identities share: { $list }
check-ends = { $subject }: { $day }, days left: { $days }
check-ends-soon-next = No valid certificate ends within 60 days; the next: { $next }.
check-ends-soon-none = No valid certificate ends within 60 days.
check-ends-soon-some = Certificates that end within 60 days: { $list }
check-expired-none = No expired identity is on the token.
check-expired-some = Expired identities that wipe would remove: { $count }.
check-free-memory = Free memory: public { $public }, private { $private } bytes.
check-free-memory-not-told = The token does not tell how much memory is free.
check-id-mismatch-none = Every key has the same CKA_ID as its certificate.
check-id-mismatch-some = Certificates whose key has another CKA_ID, so that browsers, Java and OpenVPN do not find it: { $list }
check-key-size-fits = The token takes { $key } keys.
check-key-size-no-kind = The token takes no { $key } key.
check-key-size-too-large = The token takes no { $key } key: at most { $largest } bits of this kind.
check-leftovers-none = No interrupted run left anything on the token.
check-leftovers-some = Objects that interrupted runs left on the token: { $count }.
check-mark-fail = FAIL
check-mark-pass = ok
check-mark-warn = note
check-memory-enough = Free memory suffices (public: { $public }, needed about { $public_need }; private: { $private }, needed about { $private_need } bytes).
check-memory-not-told = not told
check-memory-short = Free memory does not suffice (public: { $public }, needed about { $public_need }; private: { $private }, needed about { $private_need } bytes).
check-open-chain-none = Every certificate's chain on the token reaches a root.
check-open-chain-some = Chains on the token that end below a root: { $list }
check-open-end = { $subject }, issuer missing: { $issuer }
check-orphans-none = No key lacks its certificate, and no certificate its key.
check-orphans-some = Keys without certificate or certificates without key: { $count }. They are kept.
check-orphans-unknown = Without login nothing can be said of keys without certificate.
check-other-purpose-none = Every certificate is meant for logging in, as far as its key usage tells.
check-other-purpose-some = Certificates that servers refuse for a login (key usage, extended key usage): { $list }
check-pin-final = One PIN try is left; the next wrong one locks the PIN.
check-pin-hidden = The module does not tell how many PIN tries are left.
check-pin-locked = The PIN is locked.
check-pin-low = At least one wrong PIN was tried since the last success.
check-pin-ok = The PIN shows no sign of trouble.
check-pin-to-be-changed = The PIN must be changed before it can be used fully.
check-pin-unset = No user PIN was ever set.
check-revocation = Whether an issuer revoked a certificate was not asked: nothing here goes over the network.
check-starts = { $subject }: { $day }, days from now: { $days }
check-starts-later = Certificates that are not valid yet: { $list }
check-token-age = The token has been in use since { $since } at the latest (oldest certificate; firmware { $firmware }).
check-valid = Identities that stay (valid, not yet valid, or just expired): { $count }.
check-windows-store = Windows computers keep copies of the expired certificates, and browsers go on offering them.
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

## csv: headings of tables for spreadsheets

csv-began = Begun ({ $zone })
csv-bracket = Group
csv-consent = Consent
csv-custody = Custody of the key
csv-defective = Token defective
csv-ended = Ended ({ $zone })
csv-exit = Exit status
csv-head = Journal head
csv-left = Days left
csv-media = Media code
csv-name = Common name (CN)
csv-not-after = Valid until ({ $zone })
csv-not-before = Valid from ({ $zone })
csv-number = Certificate serial number
csv-order-by = Order by
csv-order-from = Order from
csv-proof = Proof (SHA-256 of the challenge)
csv-removed = Certificates removed (SHA-256)
csv-run = Run
csv-sha256 = Certificate SHA-256
csv-start = Start of the next one
csv-subject = Subject
csv-witness = Witness
csv-yes = yes

## date: how a point in time is told

date-from-to = { $from } to { $to }

## doctor: what was found around the program

doctor-attaching-allowed = Other programs of the same user may read this program's memory: { $why }
doctor-attaching-forbidden = Other programs of the same user cannot read this program's memory.
doctor-attaching-unknown = This system does not keep programs of the same user from reading each other's memory.
doctor-card-service-answers = The reader service (pcscd) answers.
doctor-card-service-missing = The reader service (pcscd) does not answer at { $socket }: { $why }. Tokens in readers and on USB are not seen.
doctor-card-service-of-system = The reader service is part of this system.
doctor-clock = The clock shows { $now }, which is plausible (program built { $built }).
doctor-core-dumps-off = A crash writes no memory to disk.
doctor-core-dumps-on = A crash may write memory to disk: { $why }
doctor-core-dumps-unknown = This system does not tell whether a crash writes memory to disk.
doctor-formatted-by-opensc = The vendor's module { $path } does not recognise the token: it was most likely formatted by OpenSC.
doctor-formatted-by-vendor = OpenSC's module { $path } does not recognise the token: it was most likely formatted by the vendor's software, or is another card.
doctor-journal-absent = There is no journal yet; the first run that changes a token makes it.
doctor-journal-broken = The journal does not verify (wrong places: { $faults }).
doctor-journal-empty = The journal is empty.
doctor-journal-refused = The journal { $path } cannot be written: { $reason }
doctor-journal-unreadable = The journal cannot be read back: { $reason }
doctor-journal-whole = The journal is whole ({ $lines } lines, the last of { $last }).
doctor-journal-writable = The journal { $path } can be written.
doctor-locked-memory = Keys are kept in memory that is never swapped to disk.
doctor-locked-memory-limit = Keys are kept in memory that is never swapped to disk (limit: { $limit } bytes).
doctor-module-crashes = The module { $path } crashes when it is started ({ $how }).
doctor-module-fits = This module shows the token: { $path } (tokens: { $tokens })
doctor-module-for-other = { $path } is made for { $found }; this program needs { $own }.
doctor-module-hangs = The module { $path } does not answer: it was waited for { $seconds } seconds.
doctor-module-not-loadable = { $path } cannot be loaded: { $reason }
doctor-module-refuses = The module { $path } does not start ({ $function }: { $code }).
doctor-module-without-token = The module { $path } starts and shows no token.
doctor-no-module = No PKCS#11 module that starts was found (places searched: { $places }).
doctor-no-token = No module shows an initialised token.
doctor-not-a-module = { $path } is a library, but no PKCS#11 module.
doctor-observed = The module { $path } can record every call ({ $observer }): it sees the PIN and whatever is handed over unencrypted.
doctor-other-tokens = Modules show tokens, but none of them is the one that is meant.
doctor-plugged-in-none = The system sees no token of the ePass2003's maker on USB.
doctor-plugged-in-some = On USB the system sees: { $list }
doctor-several-modules = Several modules show different tokens: { $list }
doctor-slot-silent = Slot { $slot } of { $path } says that it holds a token, but does not tell which ({ $code }).
doctor-token-layout-opensc = The ePass2003 in reader { $reader } was formatted by OpenSC (answer to reset; card system { $system }).
doctor-token-layout-unknown = The ePass2003 in reader { $reader } does not tell who formatted it (answer to reset; card system { $system }).
doctor-token-layout-vendor = The ePass2003 in reader { $reader } was formatted by the vendor's software (answer to reset; card system { $system }).
doctor-token-uninitialised = The token in slot { $slot } of { $path } was never initialised.
doctor-unlocked-memory = Keys are kept in memory that may be swapped to disk: { $why }
doctor-unwiped-memory = Freed memory is not wiped.
doctor-wiped-memory = Freed memory is wiped.
doctor-wrong-generation = The module { $path } (generation { $generation }) fails with the token that is plugged in ({ $code }): the token is most likely one of the other generation.

## explain: what a code or an id means

explain-ambiguous-row = One row of the list fits several identities: the same serial number from two issuers, digits that are one number in hexadecimal and another in decimal, or a file with several identities.
explain-armoured = The file is written as text (PEM or Base64) instead of bytes; it was read all the same.
explain-attaching = Whether other programs of the same user are kept from reading this program's memory.
explain-batch-interrupted = Somebody pressed Ctrl-C or ended the program. Tokens that were being worked on finished or undid what they had begun; no other was begun.
explain-bundle-not-opened = A bundle of the batch cannot be opened: a wrong password, damage, no key.
explain-bundle-stays = The file that the key came from still holds it: whoever has the file and its password has the key.
explain-bundle-unfit = An identity of the batch is not fit to be written, mostly because it has expired.
explain-cannot-pair = A key and its certificate could not be joined with certainty, so both are kept.
explain-capacity = How many objects of a kind the token would hold. On tokens that OpenSC formatted the ninth key of a kind destroys the first without a word.
explain-card-service = The service that readers are reached through (pcscd on Linux). Without it modules see no USB token at all.
explain-chain-expired = A CA certificate between the certificate and its root has expired: servers may refuse the certificate.
explain-changed = A line of the journal was changed after it was written.
explain-ckr-action-prohibited = The token's policy forbids this for the object, such as destroying it (CKA_DESTROYABLE false).
explain-ckr-aead-decrypt-failed = The check value of encrypted data does not fit: they were changed, or the key is another one.
explain-ckr-arguments-bad = The module was called with arguments that it does not take. OpenSC answers so after another program used the token in between.
explain-ckr-attribute-read-only = An attribute was to be set that only the token sets, or that cannot be changed after the object was made.
explain-ckr-attribute-sensitive = The value is kept secret: a private part of a key was asked for, and the token rightly refuses it.
explain-ckr-attribute-type-invalid = The object has no such attribute, or the module does not know it.
explain-ckr-attribute-value-invalid = An attribute has a value that the token does not take. tpm2-pkcs11 answers so to every private key: it imports none.
explain-ckr-buffer-too-small = The answer is longer than the room that was given for it.
explain-ckr-cancel = The call was given up because the application wished it, such as from a progress callback.
explain-ckr-cant-lock = The module cannot be used from several threads in the way that was asked for.
explain-ckr-container-exist = Feitian's own code: a key container of this name is on the token already.
explain-ckr-container-not-exist = Feitian's own code: there is no key container of this name on the token.
explain-ckr-copy-prohibited = The object may not be copied.
explain-ckr-cryptoki-already-initialized = The module was started already by another part of the same program, such as by p11-kit's proxy.
explain-ckr-cryptoki-not-initialized = The module was not started, or another part of the program ended it.
explain-ckr-curve-not-supported = The token does not have this elliptic curve.
explain-ckr-data-invalid = The data that were handed over are not valid. From a login on OpenSC it means that another program used the token in between; no PIN try is counted.
explain-ckr-data-len-range = The data are longer or shorter than the mechanism takes.
explain-ckr-device-error = The token or its reader has a trouble of its own: a bad contact, a defect, or a command that it does not understand.
explain-ckr-device-memory = The token has no room for it.
explain-ckr-device-removed = The token was pulled out while it was used.
explain-ckr-domain-params-invalid = The token does not take the parameters of the key, such as its curve.
explain-ckr-encrypted-data-invalid = What was to be decrypted is not well-formed, or the key is another one.
explain-ckr-encrypted-data-len-range = What was to be decrypted has a length that cannot be.
explain-ckr-exceeded-max-iterations = The module gave up after as many tries as it makes, such as for a prime number.
explain-ckr-fips-self-test-failed = The module's or the token's test of itself failed; it refuses to work.
explain-ckr-function-canceled = The call was cancelled, such as by somebody who pressed cancel on a PIN pad.
explain-ckr-function-failed = The function could not be carried out; the module does not say why. The call may be repeated.
explain-ckr-function-not-parallel = Nothing runs in parallel that could be asked about; an answer to calls from old programs.
explain-ckr-function-not-supported = The module does not have this function, or not for this token: OpenSC cannot import an EC key into an ePass2003.
explain-ckr-function-rejected = The token refused the operation, such as because nobody confirmed it on the token.
explain-ckr-general-error = The module failed and does not say why. From C_GetTokenInfo it often means that the module's generation (v1, v2) does not fit the token; from a write, that the token is full or that an object with this id or certificate is there already.
explain-ckr-host-memory = The module got no memory from the computer.
explain-ckr-information-sensitive = What was asked for is kept secret.
explain-ckr-key-changed = The key is no longer the one with which the operation was begun.
explain-ckr-key-exhausted = The key has been used as often as it may be.
explain-ckr-key-function-not-permitted = The key may not be used for this: it was made without CKA_SIGN (or CKA_DECRYPT and so on). Nobody can log in with a key that may not sign.
explain-ckr-key-handle-invalid = The key that was meant is not there (any more).
explain-ckr-key-indigestible = The value of this key cannot be hashed.
explain-ckr-key-needed = A key has to be given to take the operation up again.
explain-ckr-key-not-needed = A key was given where none is used.
explain-ckr-key-not-wrappable = The token does not give this key out, not even encrypted.
explain-ckr-key-size-range = The token takes no key of this size. OpenSC takes RSA keys of 1024 and 2048 bits for an ePass2003.
explain-ckr-key-type-inconsistent = The key is of another kind than the mechanism needs.
explain-ckr-key-unextractable = The key may not leave the token (CKA_EXTRACTABLE is false), as it should be.
explain-ckr-library-load-failed = The module could not load a library that it needs.
explain-ckr-mechanism-invalid = The token does not have this mechanism, though it may be in its list.
explain-ckr-mechanism-param-invalid = The token has the mechanism, but not with these parameters, such as another hash with RSA-PSS or OAEP.
explain-ckr-mutex-bad = A lock that the program gave to the module is unusable.
explain-ckr-mutex-not-locked = A lock that the program gave to the module was not held.
explain-ckr-need-to-create-threads = The module has to start threads of its own and was not allowed to.
explain-ckr-new-pin-mode = A one-time-password token wants a new PIN to be agreed first.
explain-ckr-next-otp = A one-time-password token wants the next password as well.
explain-ckr-no-event = No token was plugged in or pulled out since the last look; this is an answer, no error.
explain-ckr-object-handle-invalid = The object that was meant is not there (any more).
explain-ckr-ok = The call was carried out.
explain-ckr-operation-active = Another operation is still under way in the same session.
explain-ckr-operation-cancel-failed = An operation under way could not be cancelled.
explain-ckr-operation-not-initialized = An operation was to be continued that was never begun, or ended because of an error.
explain-ckr-operation-not-validated = The operation is not one that the token's certification (such as FIPS 140) covers, and only such ones are allowed.
explain-ckr-parameter-set-not-supported = The token does not have this set of parameters (post-quantum keys).
explain-ckr-pending = The operation is still under way (asynchronous calls of PKCS#11 3.2).
explain-ckr-pin-expired = The PIN has expired or must be changed after it was set by somebody else.
explain-ckr-pin-incorrect = The PIN is wrong.
explain-ckr-pin-invalid = The new PIN has characters that the token does not take.
explain-ckr-pin-len-range = The PIN is too short or too long for the token. OpenSC answers so to a write without login as well.
explain-ckr-pin-locked = The PIN is locked after too many wrong tries.
explain-ckr-pin-too-weak = The new PIN is too simple for the token's rules.
explain-ckr-public-key-invalid = The public key is not a valid one.
explain-ckr-random-no-rng = The token has no random generator.
explain-ckr-random-seed-not-supported = The token's random generator takes no seed from outside.
explain-ckr-saved-state-invalid = A saved state of an operation cannot be used.
explain-ckr-seed-random-required = The token's random generator must be given a seed first.
explain-ckr-session-async-not-supported = The token has no sessions for asynchronous calls.
explain-ckr-session-closed = The session was closed while the call was under way.
explain-ckr-session-count = The token has no room for another session.
explain-ckr-session-exists = Sessions are open, and this cannot be done meanwhile.
explain-ckr-session-handle-invalid = The session is gone: the token was pulled out, or the module was restarted.
explain-ckr-session-parallel-not-supported = A kind of session was asked for that no module has had for decades.
explain-ckr-session-read-only = The session may only read.
explain-ckr-session-read-only-exists = A session that only reads is open, so the SO cannot log in.
explain-ckr-session-read-write-so-exists = The SO is logged in, so no session that only reads can be opened.
explain-ckr-signature-invalid = The signature does not fit the data and the key.
explain-ckr-signature-len-range = The signature has a length that cannot be with this key.
explain-ckr-slot-id-invalid = There is no slot with this number (any more): the reader was unplugged, or the slots were numbered anew.
explain-ckr-state-unsaveable = The state of this operation cannot be saved.
explain-ckr-template-incomplete = An attribute is missing that the token needs for the object. OpenSC wants the two primes of an RSA key, openCryptoki all of its parts.
explain-ckr-template-inconsistent = The attributes contradict each other or what the token allows, such as a private certificate on OpenSC.
explain-ckr-token-not-initialized = The token was never initialised.
explain-ckr-token-not-present = No token is in the slot.
explain-ckr-token-not-recognized = The module does not know the token: another software formatted it (the vendor's or OpenSC), or it is another make.
explain-ckr-token-resource-exceeded = The token has run out of something other than room: sessions, open operations, memory to work in.
explain-ckr-token-write-protected = The token is write-protected.
explain-ckr-unwrapping-key-handle-invalid = The transport key that the new key was encrypted for is not there (any more).
explain-ckr-unwrapping-key-size-range = The transport key has a size that the token does not take for this.
explain-ckr-unwrapping-key-type-inconsistent = The transport key is of another kind than the mechanism needs.
explain-ckr-user-already-logged-in = The user is logged in already.
explain-ckr-user-another-already-logged-in = Another user (the SO, or the user) is logged in.
explain-ckr-user-not-logged-in = This needs a login. After a failed certificate write OpenSC's module answers so until it is started again.
explain-ckr-user-pin-not-initialized = No user PIN was ever set on the token.
explain-ckr-user-too-many-types = More kinds of users would be logged in than the token takes.
explain-ckr-user-type-invalid = The token has no such user; some have no SO.
explain-ckr-vendor-defined = From this number on a module's maker gives meanings of his own; the standard does not tell them.
explain-ckr-wrapped-key-invalid = The token cannot unwrap the encrypted key: the format means something else to it. The number 0x210A stands for two formats.
explain-ckr-wrapped-key-len-range = The encrypted key has a length that cannot be.
explain-ckr-wrapping-key-handle-invalid = The key that another one was to be encrypted with is not there (any more).
explain-ckr-wrapping-key-size-range = The key that another one was to be encrypted with has a size that the token does not take for this.
explain-ckr-wrapping-key-type-inconsistent = The key that another one was to be encrypted with is of another kind than the mechanism needs.
explain-clock = The computer's clock decides what counts as expired, and so what is removed.
explain-clock-went-back = A line of the journal bears an earlier time than the one before it: the clock was set back.
explain-connection = A real server was tried with the token (check --connect), as far as the TLS handshake; nothing is sent after it.
explain-copies-outside = The key was made outside the token and imported: copies of the file are outside the token's protection.
explain-core-dumps = Whether a crash of this program could write its memory, and with it a key, to disk.
explain-current = The certificate is valid today.
explain-cut = Lines at the end of the journal are gone.
explain-doubled-ids = Two different keys or two certificates share a CKA_ID. Java and OpenVPN pair by it and may take one for the other; macOS refuses the token.
explain-doubled-labels = Several certificates that stay have the same label. Programs that go by the label (GnuTLS, OpenSSL, NSS's tools) take the first one.
explain-drift-id = An object that was on the token already has another CKA_ID than the usual one, so that some programs may not pair it.
explain-drift-label = An object that was on the token already has another label than the one that would have been written.
explain-ends-soon = A certificate ends within 60 days: the issuer sends its notice about then, and the new one should be bought.
explain-expired = The certificate's validity is over.
explain-expired-identities = Identities on the token whose certificates have expired.
explain-flags-not-told = The module does not show all flags of the new key. Its private parts were refused, and that is what counts.
explain-foreign = Lines in the journal belong to another journal, or to a newer version of the program.
explain-foreign-certificate = A certificate in the file belongs neither to a key in it nor to a chain; it is not written.
explain-formatted-by-opensc = The token was formatted by OpenSC: the vendor's software, and browsers that work through it, do not see it. OpenSC's module drives it.
explain-formatted-by-vendor = OpenSC sees a token and does not know its layout, as of tokens that the vendor's software formatted. The vendor's module drives it.
explain-free-memory = How much room the token has left, where it tells. Without a bundle nothing can be said of whether it suffices.
explain-gone-since = Something was on the token before an earlier run that did not end well, and is gone, though no run announced its removal.
explain-handshake = TLS 1.2 and 1.3 were tried inside this program, with the token making the client's signature. Servers will meet the same.
explain-handshake-trust = What a server that trusts the top of the chain thinks of the certificates: whether the chain is complete, in time, and meant for logging in.
explain-id-mismatch = Key and certificate belong together, but have different CKA_IDs or none. NSS (Firefox, Chromium), Java and OpenVPN join them by nothing else and find no key.
explain-identity-on-another-token = Each identity goes to one token. The one that this token would get was written to another one before, by this run or by the journal's word.
explain-identity-twice = Several rows of the list name the same identity, perhaps for different tokens.
explain-incomplete-chain = The chain of certificates in the file does not reach a root. Servers that know the missing issuer accept it; others do not.
explain-issuer-of-kept = A CA certificate is kept because a certificate that stays was issued by it.
explain-journal-chain = Whether the journal of earlier runs is whole: every line there, in order, unchanged.
explain-journal-place = Where the journal is kept, and whether it can be written. Nothing on a token is changed that is not in it.
explain-key-of-kept = A key is kept because it belongs to a certificate that stays.
explain-key-size = Whether the token takes keys of the bundle's kind and length.
explain-key-without-certificate = A key without certificate is kept: nothing tells its age.
explain-leaf-is-ca = The certificate is a CA's own, and not one to log in with.
explain-leftovers = An earlier run was interrupted, and what it had written is still on the token.
explain-locked-memory = Whether keys are kept in memory that the system never writes to its swap file.
explain-lone-key = The file holds a private key without a certificate; it is not written.
explain-lost-digits = A spreadsheet keeps 15 digits of a number; a longer serial number in a numeric cell is rounded and is not what the issuer wrote.
explain-memory = Free memory on the token against what the bundle needs, about.
explain-misleading-local-key-id = The file says which certificate belongs to a key, and says it wrongly; the public keys were believed instead.
explain-missing = Lines in the middle of the journal are gone.
explain-missing-bundle = The list names an identity that no bundle of the source holds.
explain-module-crashes = The process that looked at the module ended by a crash in it: a library that it needs does not fit, or it does not get on with what is plugged in.
explain-module-fits = This module shows the token: it is the one that the other commands choose.
explain-module-for-other = The module is made for another processor, width or system than this program. A 64-bit program loads 64-bit modules only.
explain-module-hangs = The process that looked at the module was ended, as the module did not come back: it waits for a reader, a service or another program.
explain-module-not-loadable = The system cannot load the file: a library that it needs is missing, or the file is damaged.
explain-module-refuses = The file is a PKCS#11 module, but it does not start: a service or a configuration that it needs is missing.
explain-module-without-token = The module starts and shows no token.
explain-no-chain = The certificate of the issuer is not in the file, so it will not be on the token. Java, Firefox and Chromium then send no certificate at all.
explain-no-client-authentication = The certificate is not meant for logging in (extended key usage): servers refuse it.
explain-no-digital-signature = The certificate's key may not be used for signatures (key usage), which a login by TLS needs.
explain-no-lookout = A process of its own looks for tokens that are put in. It ended several times in a row, most likely because of the module.
explain-no-mac = The file has no check value: nothing tells whether it was changed on its way.
explain-no-module = No PKCS#11 module that starts was found: without one no token can be seen.
explain-no-password = The password of a bundle could not be read from its own file.
explain-no-pin = The PIN of a token could not be read from the file that the list names.
explain-no-token = No module shows an initialised token: it is not plugged in, its service is missing, or no module fits it.
explain-not-a-bundle = A file in the source's folder is no PKCS#12 file.
explain-not-a-module = The file is a library, but not a PKCS#11 module.
explain-not-a-serial = What stands in the column of certificate serials is no number.
explain-not-an-identity = The object is neither a certificate nor a key pair, and none of this program's business.
explain-not-named = tokendesk remove touches only what was named.
explain-not-yet-valid = The certificate is valid only from a later day on. This is normal for one that was bought ahead.
explain-nothing-named = A row of the list says neither which certificate nor which file it is about.
explain-observed = A module in between can record every call, the PIN among them.
explain-open-chain = The issuer of a certificate is not on the token, and the chain ends below a root. Java, Firefox and Chromium look for issuers there, and send no certificate when they do not reach one that the server names.
explain-orphans = Keys without a certificate or certificates without a key. They are kept: nothing tells a lone key's age.
explain-other-purpose = The key usage or the extended key usage of a certificate leaves out what logging in by TLS needs; servers refuse it.
explain-other-tokens = Modules show tokens, but none of them is the one that the options name.
explain-password-form = The file was written by older software with another form of the same password.
explain-password-without-modes = The file of a bundle's password lies on a medium on which anybody may read it.
explain-pin = The state of the user PIN, as the token's flags tell it.
explain-plugged-in = Tokens of the ePass2003's maker that the system sees on USB, whether or not a module drives them.
explain-reordered = Lines of the journal stand in another order than they were written in.
explain-repeated = The same key or certificate is in the file more than once; it is written once.
explain-revocation = Whether an issuer revoked a certificate is never asked, as nothing goes over the network; revocation lists in a file are not written.
explain-revocation-lists = Revocation lists in the file are not written: no program looks for them on a token.
explain-same-identity = The same identity lies in the source more than once; it is handed out once.
explain-same-subject = Several identities have the same subject, and the list does not say which token gets which.
explain-secrets = Secrets in the file that are no private keys are not written.
explain-sensitive-not-shown = The module shows CKA_SENSITIVE as false (OpenSC does so); the private parts were refused all the same.
explain-serial-meaningless = The token's serial number is blank or all zeros, so that the slot has to stand for it.
explain-several-modules = Several modules show different tokens, so that none can be chosen without being told.
explain-shared-pin-refused = One PIN was given for all tokens, and a token refused it. A refused PIN costs a try on every token that is asked, so no other one was.
explain-shared-pin-unknown = The first token alone is asked whether it takes the PIN that all share. Its process ended before it could tell, so no other token was asked.
explain-slot-silent = A slot says that it holds a token, and the module does not tell which.
explain-starts-later = The certificate that was written is valid only from a later day on; before that, programs refuse it.
explain-stranger = A bundle holds an identity that the issuer's list does not name.
explain-token-age = Since when the token has been in use at least, by the oldest certificate on it. Old firmware may not know newer key sizes.
explain-token-already-served = The token got an identity earlier in this run, and now that it is put in again it does not show it.
explain-token-defective = Somebody marked the token as defective. It gets nothing any more.
explain-token-finished = The token has the identity that is meant for it, nothing expired is left on it, and no interrupted run.
explain-token-layout = An ePass2003 tells in its answer to reset whether the vendor's software or OpenSC formatted it. Each one's module drives only tokens of its own layout.
explain-token-not-looked-at = The token told its serial number and then did not show what it holds.
explain-token-of-nobody = The list does not name the token's serial number, and no identity on offer has the name of an expired certificate on it.
explain-token-of-someone-else = The token holds an identity that is valid, or will be, of a person to whom nothing of this batch belongs. It is left as it is.
explain-token-refused-pin = The token refused the PIN that its secret file holds. The same PIN would cost another try.
explain-token-same-serial = Two tokens with the same serial number are in. A token is told by its serial number, so that neither can be chosen safely.
explain-token-silent = A slot says that it holds a token, and the token does not tell what it is.
explain-token-tie = Several identities on offer have the name of the token's owner. Nothing says which of them the token is to get.
explain-token-twice = Several rows of the list name the same token; each token gets one identity.
explain-token-uninitialised = The token was never initialised: it has neither PIN nor room for objects.
explain-token-without-serial = The token's serial number is blank or all zeros. In a batch tokens are told by it alone.
explain-traced = Another process, such as a debugger, watches this program and can read every secret in its memory.
explain-trailing-bytes = Unknown bytes follow the end of the file's content: the file was damaged or put together wrongly.
explain-trailing-padding = Zeros or line ends follow the end of the file's content; they do no harm.
explain-unknown-content = Something in the file is of no known kind; it is not written.
explain-unmatchable-key = The file holds a private key of a kind that is not supported, so its certificate cannot be told.
explain-unreadable = A certificate, or a line of the journal, cannot be read. A certificate is kept then, as nothing is known of its dates.
explain-unreadable-certificate = A certificate in the file cannot be read; it is not written.
explain-unsupported-key = The key is of a kind that cannot be imported into a token.
explain-unverified-signature = A certificate is signed in a way that cannot be checked here; its issuer was told by the name alone.
explain-valid-identities = Identities on the token that stay: valid, not yet valid, or expired only just now.
explain-vendor-code = A code of the module's maker: the standard leaves everything from 0x80000000 on to him.
explain-weak-hash = A certificate of the chain is signed over a broken hash (MD5, SHA-1): servers may refuse it.
explain-weak-key = The RSA key is shorter than 2048 bits: servers may refuse it.
explain-windows-store = Windows copies certificates from tokens into the user's store. An expired one stays there when it is removed from the token, and browsers go on offering it.
explain-wiped-memory = Whether memory is overwritten when this program gives it back, so that no copy of a secret stays in it.
explain-within-margin = A certificate has expired, but not long enough ago to be removed (--expired-for).
explain-wrap-not-refused-clearly = The token was asked to give the new key out encrypted and did not, but not with the code that says never.
explain-write-protection = Whether the token can be written.
explain-wrong-generation = The vendor's module exists in two generations (v1, v2), and each fails with tokens of the other one.

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

## flaw: what is wrong with the source of a batch

flaw-ambiguous-row = the row fits several identities, so that none of them is handed out: { $list }
flaw-bundle-unfit = { $subject } cannot be handed out: { $findings }
flaw-identity-twice = several rows name this identity, so that it is not handed out: rows { $lines }
flaw-lost-digits = the number { $shown } in the column "{ $heading }" has lost digits: it does not tell any more what was meant
flaw-missing-bundle = no bundle that could be opened holds what this row names: { $what }
flaw-not-a-bundle = is no PKCS#12 file and was passed over
flaw-not-a-serial = "{ $text }" is no serial number, neither hexadecimal nor decimal
flaw-nothing-named = neither a certificate's serial number nor a file stands in this row
flaw-of-bundle = { $bundle }: { $what }
flaw-of-bundle-and-line = { $bundle }, row { $line } of the list: { $what }
flaw-of-line = row { $line } of the list: { $what }
flaw-same-identity = holds the same identity as { $first } and was passed over
flaw-same-subject = several identities have the subject { $subject }: a token's owner alone does not tell which one it gets. The others: { $others }
flaw-stranger = { $subject } (serial { $serial }) is not on the list and is not handed out
flaw-token-twice = several rows name the token { $token }, so that none of them is used: rows { $lines }

## forecast: what falls due

forecast-column-certificate = Certificate
forecast-column-ends = Ends
forecast-column-left = Days
forecast-column-order = Order
forecast-cost = { $count ->
    [one] One renewal
   *[other] { $count } renewals
} as { $medium }: { $count } × { $file } = { $files } yen; as tokens bought ready-made (UT): { $count } × { $token } = { $tokens } yen.
forecast-costs-more = Reuse costs { $sum } yen more.
forecast-count-later = { $count ->
    [one] One certificate ends later.
   *[other] { $count } certificates end later.
}
forecast-count-long-ended = { $count ->
    [one] One certificate ended longer ago and was not renewed.
   *[other] { $count } certificates ended longer ago and were not renewed.
}
forecast-count-renewed = { $count ->
    [one] One certificate was renewed: another with the same subject ends later.
   *[other] { $count } certificates were renewed: another with the same subject ends later.
}
forecast-days-ago = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}
forecast-days-left = { $days ->
    [0] last day
    [one] { $days } day left
   *[other] { $days } days left
}
forecast-defective = { $token } (defective)
forecast-ended = Ended
forecast-file = file
forecast-later = Later
forecast-nothing = Nothing falls due.
forecast-notice = The issuer's list ({ $count })
forecast-notice-due = On the list and due here: { $count }
forecast-notice-nameless = Line { $line } of the list has no name and was passed over.
forecast-notice-renewed = Renewed already: { $row }
forecast-notice-row = { $name } (証明書ID { $id }, line { $line })
forecast-notice-unknown = On the list, and in none of these journals: { $row }
forecast-notice-unlisted = Ends within 60 days, and not on the list: { $name } (token { $token }, { $day })
forecast-order-by = by { $day }
forecast-order-from = from { $day }
forecast-order-now = NOW (was due by { $day })
forecast-saves = Reuse saves { $sum } yen.
forecast-title = Today is { $today }. What ends within { $days } days, or ended as lately, and was not renewed:
forecast-untold = Not told by the journal, which is from before certificates stood in it: what is on the tokens { $list }. Their next run tells it.
forecast-within = Within { $days } days
forecast-workdays = Ordered by the day shown, the next certificate is there a month before the old one ends. The issuer takes five workdays; weekends, Japanese national holidays and 29 December to 3 January are none. A certificate may begin 180 days ahead at most.

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
help-command-batch = Check many bundles whole and hand each out to its token
help-command-change = Change the user PIN, knowing the old one
help-command-check = Say whether a token is ready for reuse, and for a bundle
help-command-completions = Write shell completions to standard output
help-command-doctor = Look at this computer: modules, tokens, reader service, clock, journal, protection
help-command-explain = Say what a CKR_ code or the id of a finding means, and what to do
help-command-forecast = Say which certificates fall due, and by when to order the next ones
help-command-history = Say what was done to which token, when and by whom, and tell a token's life
help-command-import = Add a bundle's identity and prove it
help-command-inspect = Say what a PKCS#12 file holds and whether it is fit to import
help-command-journal = Check the journal
help-command-list = List the tokens present, what each holds, and what is due
help-command-man = Write the manual pages
help-command-mark-defective = Take a token out of use, or back into use; it need not be plugged in
help-command-pin = Change or unblock the user PIN
help-command-recover = Finish or undo what an interrupted run left
help-command-remove = Remove one certificate or one lone key, named by its SHA-256
help-command-report = Write hand-over sheets: a page to print on A4 for each token, and a table
help-command-reuse = Do the whole job: check, import, prove, remove what has expired
help-command-show = Show one token: facts, identities, chain, orphans, other objects
help-command-tokendesk = Gives expired USB tokens a second life: removes expired identities, imports a newly bought PKCS#12, proves it
help-command-unblock = Set the user PIN anew with the SO PIN
help-command-verify = Read the whole journal back and check its chain
help-command-wipe = Remove the expired identities
help-example-batch =
    tokendesk batch /media/cdrom --list 依頼書.xlsx --dry-run
    tokendesk batch list.csv --bundles /media/cdrom --column token=S/N --dry-run
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
    tokendesk check --pin-file pin --snippets
    {"    "}what to paste into Firefox, Java, OpenVPN and others
help-example-completions =
    tokendesk completions bash > ~/.local/share/bash-completion/completions/tokendesk
    {"    "}for bash
help-example-doctor =
    tokendesk doctor
    {"    "}which module fits, and what is wrong with the others; asks for nothing
    tokendesk doctor --module /usr/lib/libcastle.so.1.0.0 --json
    {"    "}this module alone, for programs
help-example-explain =
    tokendesk explain CKR_PIN_LOCKED
    {"    "}a code as another program shows it
    tokendesk explain 0xA4
    {"    "}the same as a number
    tokendesk explain orphans
    {"    "}the id of a finding (--json shows ids)
help-example-forecast =
    tokendesk forecast
    {"    "}what ends within 90 days, by this desk's journal
    tokendesk forecast --csv due.csv --ics due.ics
    {"    "}a table for spreadsheets and a calendar besides
    tokendesk forecast desk-a/journal.jsonl desk-b/journal.jsonl --notice list.csv
    {"    "}of several desks, held against the issuer's list
    tokendesk forecast --media CM --token-price 10500 --file-price 4900
    {"    "}with what the renewals cost
help-example-history =
    tokendesk history
    {"    "}every run in this desk's journal, the newest at the top
    tokendesk history --serial 56D646661BBC154E
    {"    "}the life of one token
    tokendesk history --since 2026-04-01 --operator sato --csv history.csv
    {"    "}a table for spreadsheets besides
    tokendesk history desk-a/journal.jsonl desk-b/journal.jsonl
    {"    "}of several desks, instead of this one's
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
help-example-mark-defective =
    tokendesk mark-defective --serial 56D646661BBC154E --reason dropped
    {"    "}nothing is written to it any more
    tokendesk mark-defective --serial 56D646661BBC154E --clear
    {"    "}takes that back
help-example-recover =
    tokendesk recover --dry-run
    {"    "}what is left of interrupted runs, and what would become of it
    tokendesk recover
    {"    "}settles it
help-example-remove =
    tokendesk remove --certificate SHA256
    {"    "}SHA256 as tokendesk show tells it
help-example-report =
    tokendesk report --html sheets.html
    {"    "}every token that was written to today
    tokendesk report --serial 56D646661BBC154E --html sheet.html
    {"    "}what was last written to this token
    tokendesk report --day 2026-11-23 --html sheets.html --csv sheets.csv
    {"    "}a day, as a table too
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
help-option-allow-passwords-in-list = Take passwords from a column of the list, where whoever gets the file can read them
help-option-batch = Every run of this batch, by the name that batch tells at its end
help-option-bundle = The PKCS#12 file (.p12, .pfx)
help-option-bundles = Where the bundles of the list lie; without it in the list's folder
help-option-by-operator = Only runs of this operator (account)
help-option-ca = Trust the root certificates in this file for the server, instead of those that the system trusts
help-option-certificate = Remove the certificate with this SHA-256, and its keys when no other certificate has them
help-option-clear = Take the mark back: the token may be used again
help-option-code = A CKR_ name, a number (decimal, or hexadecimal with 0x), or the id of a finding or a failure
help-option-color = When colour is used: auto, always or never
help-option-columns = A heading that the list uses: COLUMN is certificate, certificate-id, token, person, bundle, pin-file, password-file or password
help-option-confirm = Consent, without a question, to whatever the plan says for the token with this serial
help-option-connect = Also try this server with the token's certificate: its own certificate is verified, nothing is sent after the handshake
help-option-csv = Also write a table for spreadsheets (CSV, UTF-8 with BOM) to this file, or with "-" instead of the result to standard output
help-option-custody = How the private key crosses into the token: auto encrypts it for the token where the token can take it so, wrapped insists on that, direct does not try
help-option-day = Every run of this day; without any choice, today's
help-option-dir = Write a page for every command into this folder
help-option-dry-run = Stop after the plan; the token is only read
help-option-expired-for = Remove only what expired more than this many days ago
help-option-file-price = What a certificate costs in this media, yen
help-option-handshake = Also try TLS 1.2 and 1.3 inside this process, the client's signature made by the token
help-option-help = Show this help
help-option-html = Write the page to print to this file, or with "-" instead of the result to standard output
help-option-ics = Also write a calendar (iCalendar) to this file, or with "-" instead of the result to standard output
help-option-jobs = How many tokens are worked on at once, each by a process of its own
help-option-journal = The journal; without it the state folder's tokendesk/journal.jsonl
help-option-journals = Read these journals, of one desk or several, instead of this desk's own
help-option-json = The same as --output json
help-option-key = Remove the key without certificate that has this SHA-256
help-option-label = The token with this label, if only one has it
help-option-lang = The language: en or ja
help-option-leaf = The identity of the bundle whose certificate has this SHA-256
help-option-list = The issuer's list: identities that are not on it are refused, missing ones named
help-option-media = How the next certificates are ordered: DL, CD, CM or UM
help-option-module = The PKCS#11 module; without it the known places are searched
help-option-new-pin-command = Run this command; what it prints is the new PIN
help-option-new-pin-fd = Read the new PIN from this open descriptor
help-option-new-pin-file = Read the new PIN from this file, which only you may read
help-option-no-handshake = Do not try TLS with the new identity before the expired ones are removed
help-option-no-root = Do not write the root certificate of the chain
help-option-notice = Hold the issuer's list of what ends (CSV or XLSX, with the columns CN and 証明書ID) against the journals
help-option-object-label = The label of the new objects, instead of the certificate's common name
help-option-of-certificate = Only runs about this certificate: its SHA-256 (or the first 8 digits and more), its serial number, or a part of its subject
help-option-old-first = Remove the expired identities before writing, for a token without room for both
help-option-oldest-first = The oldest run at the top
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
help-option-reason = Why, as it will be shown to whoever tries to use the token
help-option-require-witness = Demand a second person for remove and --old-first: named (a name will do) or present (who must answer at the terminal)
help-option-run = The run with this name, or whose name begins so, as history --json and history --csv show it
help-option-serial = The token with this serial number
help-option-shell = The shell
help-option-since = Only runs on this day or later, as 2026-04-01
help-option-slot = The token in this slot
help-option-snippets = Also show how Firefox, Chromium, Java, OpenVPN and others would find each identity, its PKCS#11 URI, and what to paste into their configuration
help-option-so-pin-command = Run this command; what it prints is the SO PIN (PUK)
help-option-so-pin-fd = Read the SO PIN (PUK) from this open descriptor
help-option-so-pin-file = Read the SO PIN (PUK) from this file, which only you may read
help-option-source = The folder that the bundles lie in, or the issuer's list (CSV or XLSX)
help-option-subject = The identity of the bundle whose subject contains this text
help-option-token-price = What a certificate costs on a token bought ready-made (UT), yen
help-option-until = Only runs on this day or earlier
help-option-uri = The token that this PKCS#11 URI names (RFC 7512)
help-option-use-last-try = Use the PIN even when only one try is left
help-option-verbose = Tell more on standard error; twice for more
help-option-version = Show the version
help-option-wait = How long tokens are waited for after the last one, seconds; without it, for as long as a person sits at the terminal
help-option-within = How many days ahead, and back, certificates are told
help-option-witness = Have a second person asked at the terminal, for a name and a yes, after the operator
help-option-witnessed-by = State who confirmed as the second person, where there is no terminal to ask at; the journal says that the operator said so
help-option-worksheet = The worksheet that the list is on

## history: what journals tell of runs and tokens

history-column-command = Command
history-column-desk = Journal
history-column-operator = Operator
history-column-result = Result
history-column-token = Token
history-column-what = What
history-column-when = When
history-consent-confirm = by option (--confirm)
history-consent-plan = by option (--plan)
history-consent-terminal = at the terminal
history-count = { $count ->
    [one] One run.
   *[other] { $count } runs.
}
history-custody-before = was on the token before
history-custody-direct = handed over unencrypted
history-custody-wrapped = crossed encrypted ({ $mechanism })
history-defective = defective since { $since }, marked by { $operator }: { $reason }
history-field-failed = Failed or cut off
history-field-first = In the journal since
history-field-held = On it after the last run
history-field-last = Last run
history-field-refusals = PIN refused
history-field-runs = Runs
history-field-use = Use
history-field-written = Identities written and proved
history-gaps = A part of the journal could not be read: what stood there is missing here. See tokendesk journal verify.
history-held = { $name } until { $until }
history-in-use = in use
history-nothing = No run was found.
history-operator-and-witness = { $operator }, witness { $witness }
history-result-cut-off = not ended
history-result-declined = declined
history-result-done = done
history-result-failed = failed (status { $exit })
history-result-nothing-to-do = nothing to do
history-result-planned = planned only
history-unknown-token = No journal knows the token { $serial }.
history-unreadable-file = the file cannot be read on: { $reason }
history-what-cleared = mark taken back
history-what-cleared-reason = mark taken back: { $reason }
history-what-marked = marked as defective: { $reason }
history-what-new = written: { $certificate }
history-what-refused = PIN refused
history-what-removed = removed: { $certificate }
history-what-undone = taken back after a failure
history-witness-stated = { $witness } (as stated by the operator)

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
notice-unknown-serial = The journal has no earlier run on the token { $serial }: make sure that the serial number is right.
notice-warning = { "warning: " }

## object: the classes of objects on a token

object-certificate = certificate
object-data = data object
object-other = object of another class
object-private-key = private key
object-public-key = public key
object-secret-key = secret key

## pair: how other programs find an identity

pair-by-uri = By URI
pair-found = found
pair-heading = As other programs find it
pair-no-id = not found: the certificate has no CKA_ID
pair-no-key-of-id = not found: no private key has the certificate's CKA_ID
pair-no-label = not found: the certificate has no label
pair-private-certificate = not found: the certificate shows only after a login
pair-several-of-id = not sure: several certificates or keys have this CKA_ID

## panic: the program's own fault

panic-line = The program failed at { $place }.

## progress: what is being done, on a terminal

progress-checking-bundles = Checking bundles: { $done } of { $of }
progress-checking-bundles-left = Checking bundles: { $done } of { $of }, { $seconds } s left
progress-deriving-contents = Decrypting the certificates with the password ({ $iterations } rounds)
progress-deriving-integrity = Checking the password and the file ({ $iterations } rounds)
progress-deriving-key = Decrypting the private key with the password ({ $iterations } rounds)
progress-handshaking = Trying TLS 1.2 and 1.3 inside this process
progress-logged-in = The PIN was accepted
progress-looking = Looking at the token
progress-opening-bundle = Opening the bundle
progress-planned = The plan is drawn
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
prompt-witness = Name of the second person

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
remedy-column-twice = Name the right one with --column { $column }=HEADING.
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
remedy-list-empty = Name the list that the issuer returned, filled in.
remedy-list-encoding = Save it as an Excel workbook (.xlsx) or as CSV in UTF-8.
remedy-list-headings = Say which heading it is, such as --column certificate=HEADING or --column bundle=HEADING.
remedy-list-too-large = Name the issuer's list itself.
remedy-list-unreadable = Check the path and the permissions.
remedy-lost = Do not run anything else on this token. Note the output down and ask whoever administers the token.
remedy-marked-defective = Use another token. If this one is sound after all, take the mark back with tokendesk mark-defective --serial SERIAL --clear, then run the command again.
remedy-module-nonsense = Update the module, or name another one with --module.
remedy-module-not-loadable = Check the path, and that the module is made for this system and its processor (64 bit).
remedy-needs-algorithm = Ask the issuer for a file with AES-256 encryption, or convert it in the software that it came with.
remedy-needs-algorithm-for-key = Ask the issuer for a certificate with an RSA key, or with an EC key on P-256, P-384 or P-521.
remedy-no-bundles = Name the folder that the issuer's bundles lie in; with a list, --bundles FOLDER says where they are.
remedy-no-certificate = Ask the issuer for the file that holds both the private key and the certificate.
remedy-no-key = Ask the issuer for the file that holds the private key; where the certificate was exported from a browser or Windows, export it again with the private key.
remedy-no-module = Install the token's software or OpenSC, or name the module with --module.
remedy-no-module-with-token = Plug the token in. If it is plugged in, check the reader and its service, or name the module with --module.
remedy-no-room = With --old-first the expired identities are removed before the new one is written; this asks for a consent of its own.
remedy-no-so-pin = If the user's PIN is not known any more, take another token; this one's PIN cannot be set anew here.
remedy-no-such-heading = Correct --column.
remedy-no-such-leaf = Choose one of them with --leaf and its SHA-256, or with --subject.
remedy-no-such-object = Copy the digest from tokendesk show.
remedy-no-such-token = Plug the right token in, or correct --serial, --label, --slot or --uri.
remedy-no-such-worksheet = Correct --worksheet.
remedy-no-tls = The expired identities are kept. Do not hand the token over for TLS. Another module (--module) may do better: the run goes on from what is there. If the token is not used for TLS, run the same command again with --no-handshake.
remedy-no-token = Plug the token in. If it is plugged in, check the reader and its service, or name the module with --module.
remedy-nobody-to-ask = Give consent by --confirm with the token's serial, or by --plan with the digest that --dry-run prints.
remedy-nobody-to-ask-for-batch = Give consent to the whole batch by --plan with the digest that --dry-run prints.
remedy-nobody-to-witness = Run the command at a terminal. Where the desk allows it, --witnessed-by NAME states who confirmed; the journal says that it is the operator's word.
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
remedy-nothing-on-offer = What is wrong with each is told above; correct it, then run the command again.
remedy-nothing-written = See with tokendesk history what was done, and name a token (--serial), a run (--run), a batch (--batch) or a day (--day). Runs from before certificates stood in the journal have no sheet.
remedy-notice-column-missing = The list must have the columns CN and 証明書ID, each under a heading. Put the headings right, then run the command again.
remedy-notice-unreadable = Save the list as CSV (UTF-8 or Shift_JIS) or as an Excel workbook (.xlsx), then run the command again.
remedy-object-not-there = Close other programs that use the token, then run the command again.
remedy-other-bundle = The file was exchanged after the check. Find out by whom, then run the batch again: it checks every file anew.
remedy-other-plan = The token, the bundle or the options differ from those of the dry run. Read the new plan with --dry-run and consent to its digest.
remedy-other-token = Plug the right token in, or give consent for this one.
remedy-passwords-in-list = Put each password into a file that only you may read and name it in a column "password file"; or, knowing the risk, give --allow-passwords-in-list.
remedy-passwords-without-files = Add a column "file", or lay each password beside its bundle as NAME.p12.password.
remedy-pin-expired = Change it with tokendesk pin change, then run the command again.
remedy-pin-form = No try was counted. Check the PIN and its length, then run the command again.
remedy-pin-length = It was not sent and no try was used. Check the PIN, then run the command again.
remedy-pin-locked = Unblock it with the PUK or SO PIN (tokendesk pin unblock), or ask whoever administers the token. Nothing more was sent to it.
remedy-pin-refused = One try was used up. The PIN is not tried again. Make sure which PIN belongs to this token before the next try: after a few wrong tries it locks itself.
remedy-pin-unset = Have it set by whoever administers the token, with the SO PIN.
remedy-pins-differ = Nothing was sent to the token. Run the command again.
remedy-refused-before = The PIN was not sent: one more wrong try may lock the token. If you are sure of the PIN, run the command again with --use-last-try.
remedy-same-id-refused = If that object belongs to an expired identity, --old-first removes it before the new one is written; this asks for a consent of its own. Otherwise remove it by name with tokendesk remove.
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
remedy-serial-needed = Give the token's serial number with --serial, as tokendesk list or tokendesk history shows it.
remedy-several-identities = Choose one with --leaf and its SHA-256, or with --subject.
remedy-several-modules = Name one module with --module, or the token with --serial.
remedy-several-tokens = Name one with --serial, or unplug the others.
remedy-several-worksheets = Name one with --worksheet.
remedy-slot-needed = Add --slot with the slot of the one that is meant.
remedy-source-unreadable = Check the path, the permissions, and whether the medium is in the drive.
remedy-stale = Close other programs that use the token and run the command again: a new plan is drawn and shown.
remedy-template-refused = Update the module, or name another one for this token with --module.
remedy-token-changed = Close other programs that use the token, then run the command again.
remedy-token-full = With --old-first the expired identities are removed before the new one is written; this asks for a consent of its own. --no-root saves the room of the root certificate.
remedy-token-gone = Plug exactly this token in again and run the same command.
remedy-token-removed = Plug the token in again and run the same command: it looks at the token first and finishes or undoes what is left.
remedy-too-costly = Hardly any honest file asks for so much. Get the file again from the issuer, or ask for one with fewer rounds.
remedy-two-lists = Give either the folder with --list, or the list alone, with --bundles where the bundles lie elsewhere.
remedy-unfit = Buy or choose a bundle whose certificate is valid and whose key the token takes; tokendesk inspect shows what a file holds.
remedy-unknown-code = Look at the spelling. Similar: { $list }
remedy-witness-declined = Nothing was done. Run the command again once both of you agree.
remedy-witness-is-operator = Have somebody else confirm, then run the command again.
remedy-witness-not-present = Run the command at a terminal with --witness, without --witnessed-by.
remedy-workbook-damaged = Open it in Excel and save it again as .xlsx.
remedy-workbook-sealed = Save it in Excel as .xlsx without a password.
remedy-write-protected = Take the write protection off in the token's own software, or use another reader. If it cannot be taken off, this token cannot be reused.
remedy-wrong-password = Check upper and lower case, the keyboard's language and whether the password belongs to this file, then run the command again. The file does not lock itself.
remedy-wrong-password-or-damaged = Check the password first; if it is right, get the file again from the issuer. This file carries no check value that would tell the two apart.

## report: results on standard output

report-and-then = { $one }; { $other }
report-batch-bundles = { $bundles } opened, { $offers } identities to hand out
report-batch-column-file = File
report-batch-column-owner = Owner
report-batch-column-person = Person
report-batch-column-serial = Certificate serial
report-batch-column-token = Token
report-batch-column-until = Valid until
report-batch-field-bundles = Bundles
report-batch-field-folder = Folder
report-batch-field-list = List
report-batch-heading-flaws = What is to be known of the source
report-batch-heading-offers = Identities to hand out
report-batch-heading-tokens = Who gets what, of the tokens present
report-batch-owners-token = (its owner's)
report-batch-planned = This was a dry run: the tokens were only looked at. To carry out exactly this batch without a terminal, give --plan { $digest }
report-batch-refused = Refused, and no part of this batch: { $count }. The rest can be carried out.
report-batch-rule-choice = chosen at the terminal
report-batch-rule-subject = the subject of its expired certificate
report-batch-rule-token-serial = the list names the token
report-batch-token-gets = { $serial }: gets { $subject } ({ $rule })
report-batch-tokens-none = No token is present.
report-candidate = { $subject } (until { $time }, --leaf { $sha256 })
report-consent-both = Today is { $today }. Token { $token }: write { $create } objects, then remove { $remove } objects for good. Go ahead?
report-consent-old-first = Today is { $today }. Token { $token }: FIRST remove { $remove } objects for good, then write { $create } objects. If writing fails, the token has lost the old and does not have the new. Go ahead?
report-consent-remove = Today is { $today }. Token { $token }: remove { $remove } objects for good. Go ahead?
report-consent-witness = { $name } as the second person: { $question }
report-consent-write = Today is { $today }. Token { $token }: write { $create } objects. Go ahead?
report-counted = { $heading } ({ $count })
report-crossed-direct = The private key was handed to the module unencrypted: { $why }
report-crossed-wrapped = The private key crossed into the token encrypted ({ $transport }, { $mechanism }); the module never saw its numbers.
report-doctor-unusable = No work can be done as it is: see what is marked FAIL.
report-doctor-usable = This computer can work with tokens.
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
report-field-clock = Clock
report-field-cryptoki = Cryptoki
report-field-encryption = Encryption
report-field-file = File
report-field-firmware = Firmware
report-field-id = CKA_ID
report-field-issuer = Issuer
report-field-journal = Journal
report-field-key = Key
report-field-label = Label
report-field-library = Library
report-field-lines = Lines
report-field-mac = Check value (MAC)
report-field-manufacturer = Manufacturer
report-field-meaning = Meaning
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
report-field-product = Product
report-field-profile = Profile
report-field-public-key = Public key
report-field-sha256 = SHA-256
report-field-slot = Slot
report-field-standing = Standing
report-field-subject = Subject
report-field-system = System
report-field-today = Today
report-field-token = Token
report-field-validity = Validity
report-field-why = Why
report-field-write-protection = Write protection
report-fit = The file can be imported.
report-handshake = Tried: { $verdict }
report-heading-bundle-findings = About the file
report-heading-chain = Chain certificates
report-heading-create = To be written
report-heading-created = Written
report-heading-findings = Findings
report-heading-identities = Identities
report-heading-kept = Kept
report-heading-left = Left on the token
report-heading-module = Module
report-heading-modules = Modules
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
report-known-by-model = the token's model "{ $value }"
report-known-by-module-description = the module's description "{ $value }"
report-known-by-module-file = the module's file "{ $value }"
report-known-by-module-manufacturer = the module's manufacturer "{ $value }"
report-known-by-token-manufacturer = the token's manufacturer "{ $value }"
report-memory-of = public { $public }, private { $private } bytes
report-module-failed = not usable; the findings say why
report-module-not-needed = passes calls on to other modules; not loaded, as another one shows a token
report-module-same-as = the same file as { $path }
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
report-places-empty = Not installed in the known places: { $list }
report-plan-empty = There is nothing to write and nothing to remove.
report-plan-title = Plan for the token { $token }
report-planned = This was a dry run: nothing was changed. To carry out exactly this plan, give --plan { $digest }
report-planned-empty = This was a dry run: there is nothing to do.
report-profile-known = { $name }, by { $why }
report-profile-unknown = { $name }: the careful defaults, as nothing known was recognised
report-proof = Proved: the token signed a challenge ({ $mechanism }, { $digest }), and the certificate's public key verifies it.
report-stage-bundle = opening the file
report-stage-clock = reading the clock
report-stage-command-line = reading the command line
report-stage-consent = asking for consent
report-stage-handshake = trying TLS
report-stage-journal = using the journal
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
report-token-uninitialised = slot { $slot }: never initialised
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

## sheet: hand-over sheets on paper

sheet-bar = { $word } ({ $name }): { $from } to { $to }
sheet-confirms = Confirmed by
sheet-count = { $count } tokens, { $whole } of them done as planned. A sheet for each follows.
sheet-date = Date:
sheet-fingerprint = Fingerprint (SHA-256)
sheet-footer = Made from the journal by tokendesk { $version }. The journal head shows later whether the journal was cut: keep this sheet.
sheet-hands-over = Handed over by (operator)
sheet-incomplete = DO NOT HAND OVER AS IT IS: the run did not end as planned ({ $result }).
sheet-kept = still on the token
sheet-list = Tokens handed over ({ $page }/{ $pages })
sheet-made = Made { $time }
sheet-more = { $count ->
    [one] One more certificate was on the token before.
   *[other] { $count } more certificates were on the token before.
}
sheet-new = new
sheet-note = The key was imported from a file: other copies of that file are outside the token's protection. Never lend the token or tell its PIN; report a loss at once.
sheet-number = Certificate serial number
sheet-proof = Proof
sheet-proof-digest = Challenge (SHA-256)
sheet-proof-value = The token signed a challenge ({ $mechanism }), and the certificate verified it, { $time }
sheet-received = Received
sheet-receives = Received by
sheet-removed = old, removed
sheet-run-value = { $run } ({ $command }: { $result })
sheet-stamp = stamp
sheet-title = Token hand-over sheet
sheet-today = today { $day }
sheet-token = Token serial number
sheet-validity = Validity, old and new

## snippet: ready pieces of configuration

snippet-command = { $program }: command
snippet-file = { $program }: { $file }

## standing: a certificate's place in time

standing-current = valid
standing-expired = expired
standing-not-yet-valid = not yet valid
standing-unreadable = unreadable dates

## tray: a tray of tokens

tray-again = Run the same command again for the pending ones: it looks at each token and goes on where this run stopped.
tray-all-done = Every token that was put in has what it was to get.
tray-batch-interrupted = Stopped at your wish. No further token is begun.
tray-begins = { $serial }: { $subject }
tray-choice = { "  " }{ $number }: { $subject }, { $validity } ({ $file })
tray-choice-hint = Number, or Enter alone for none of them
tray-choice-unclear = Please type a number from 1 to { $count }, or Enter alone for none of them
tray-choose = No rule says which identity the token { $serial } gets. Which one is it to be?
tray-ended-done = done; it is proved and ready to hand over.
tray-ended-failed = failed. { $message } { $effect } { $remedy }
tray-ended-nothing-to-do = it has everything already, and proved it again.
tray-ended-without-a-word = its process ended without a word. Put the token in again: the next run looks at it and finishes or undoes what was begun.
tray-finishing = { $count } tokens are still at work; they finish or undo what they began. Leave them in.
tray-heading-passed-over = Tokens left as they are
tray-heading-pending = Pending: identities that are not on a token yet
tray-heading-tokens = Tokens worked on
tray-identity-on-another-token = its identity, { $subject }, is on the token { $serial } already. Each identity goes to one token.
tray-insert = Insert the token for { $names }
tray-insert-more = Insert the token for { $names } or one of { $more } others
tray-no-lookout = The process that looks for tokens ended again and again. Look with `tokendesk doctor` whether the module works.
tray-no-token = No token that this batch could work on was found.
tray-nothing-left = Nothing was left to do: every identity is on a token already.
tray-of-slot = Slot { $slot }: { $what }
tray-of-token = { $serial }: { $what }
tray-of-token-and-owner = { $serial } ({ $subject }): { $what }
tray-pending = { $subject } ({ $file })
tray-question = Today is { $today }. Write up to { $count } identities, each to the token that the rules assign it to, and remove the expired identities of those tokens for good?
tray-question-old-first = Today is { $today }. Write up to { $count } identities, each to the token that the rules assign it to; before each is written and proved, FIRST remove the expired identities of its token for good? If writing fails, a token has lost the old and does not have the new.
tray-separator = { "; " }
tray-shared-pin-refused = A token refused the PIN that all share. No other token is tried with it: look which PIN is right before you go on.
tray-shared-pin-unknown = The process that tried the shared PIN first ended before it was known whether the token took it. No other token is tried with it: look at that token with `tokendesk show` first.
tray-sheets = Hand-over sheets to print: tokendesk report --batch { $batch } --html sheets.html
tray-some-refused = Not all that the source holds could be handed out: { $count } were refused before the first token, as told at the beginning.
tray-take-out = { $serial }: take it out, next.
tray-token-already-served = it got its identity in this run and does not show it now. Look at it with `tokendesk show`.
tray-token-defective = it is marked as defective: { $reason }
tray-token-finished = finished: it has the identity of { $subject } already.
tray-token-not-looked-at = what it holds could not be read. Take it out and put it in again.
tray-token-of-nobody = no rule says whose token it is. Put a line with its serial number into the list, or choose at a terminal.
tray-token-of-someone-else = it holds an identity of { $subject } that is valid until { $until }. A token with a valid identity of somebody else gets nothing: look in the list whether this token is meant, and if so remove that identity first (`tokendesk remove --certificate`).
tray-token-refused-pin = it refused this PIN in this run; it is not tried again.
tray-token-same-serial = another token with the same serial number is in. Take one of them out; `tokendesk reuse` with --slot writes to one of them.
tray-token-silent = a token is in and does not answer ({ $answer }). Take it out and put it in again.
tray-token-tie = { $count } identities have the name of its owner. Put a line with its serial number into the list, or choose at a terminal.
tray-token-without-serial = it has no serial number that tells it from others. `tokendesk reuse` with --slot writes to it.

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
