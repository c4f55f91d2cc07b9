# What tokendesk says to a person, in English.
# Sections are ordered by the prefix of their message ids, messages within a section by id.
# Every id, attribute and variable here exists in the Japanese file too, and in the sources.

## answer: what may be typed at a yes-or-no question

answer-hint = [y/N]
answer-no = no
answer-unclear = Please answer yes or no.
answer-yes = yes

## date: how a point in time is told

date-from-to = { $from } to { $to }

## notice: lines on standard error

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

## prompt: asking for a secret

prompt-bundle-password = Password of { $file }
prompt-new-pin = New PIN of the token
prompt-new-pin-again = New PIN of the token, again
prompt-pin = PIN of the token { $serial }
prompt-puk = PUK or SO PIN of the token { $serial }

## standing: a certificate's place in time

standing-current = valid
standing-expired = expired
standing-not-yet-valid = not yet valid
standing-unreadable = unreadable dates

## help: the command line's help

help-after = Exit status: 0 done, 1 the answer is no, 2 wrong command line, 3 declined, 4 failed and the token is as it was, 5 partly changed, 6 state unknown, 7 PIN, 8 bundle, 9 no token or several, 10 journal, 70 our own fault.
help-command-check = Say whether a token is ready for reuse, and for a bundle
help-command-completions = Write shell completions to standard output
help-command-import = Add a bundle's identity and prove it
help-command-inspect = Say what a PKCS#12 file holds and whether it is fit to import
help-command-list = List the tokens present, what each holds, and what is due
help-command-man = Write the manual pages
help-command-remove = Remove one certificate or one lone key, named by its SHA-256
help-command-reuse = Do the whole job: check, import, prove, remove what has expired
help-command-show = Show one token: facts, identities, chain, orphans, other objects
help-command-tokendesk = Gives expired USB tokens a second life: removes expired identities, imports a newly bought PKCS#12, proves it
help-command-wipe = Remove the expired identities
help-heading-arguments = Arguments
help-heading-choices = What is written and removed
help-heading-commands = Commands
help-heading-consent = Consent
help-heading-options = Options
help-heading-output = Output
help-heading-secrets = PIN and password
help-heading-token = The token
help-heading-usage = Usage
help-option-bundle = The PKCS#12 file (.p12, .pfx)
help-option-certificate = Remove the certificate with this SHA-256, and its keys when no other certificate has them
help-option-color = When colour is used
help-option-confirm = Consent, without a question, to whatever the plan says for the token with this serial
help-option-custody = How the private key crosses into the token: auto encrypts it for the token where the token can, wrapped insists on that, direct does not try
help-option-dir = Write a page for every command into this folder
help-option-dry-run = Stop after the plan; the token is only read
help-option-expired-for = Remove only what expired more than this many days ago
help-option-help = Show this help
help-option-journal = The journal; without it the state folder's tokendesk/journal.jsonl
help-option-json = The same as --output json
help-option-key = Remove the key without certificate that has this SHA-256
help-option-label = The token with this label, if only one has it
help-option-lang = The language: en or ja
help-option-leaf = The identity of the bundle whose certificate has this SHA-256
help-option-module = The PKCS#11 module; without it the known places are searched
help-option-no-root = Do not write the root certificate of the chain
help-option-object-label = The label of the new objects, instead of the certificate's common name
help-option-old-first = Remove the expired identities before writing, for a token without room for both
help-option-output = The form of standard output
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
help-option-subject = The identity of the bundle whose subject contains this text
help-option-uri = The token that this PKCS#11 URI names (RFC 7512)
help-option-use-last-try = Use the PIN even when only one try is left
help-option-verbose = Tell more on standard error; twice for more
help-option-version = Show the version

## our-fault: an error of the program itself

our-fault = tokendesk made an error of its own. Look at the token with `tokendesk show` before you go on, and please report it.

## progress: what is being done, on a terminal

progress-deriving = Deriving the key from the password ({ $iterations } rounds)
progress-looking = Looking at the token
progress-opening-bundle = Opening the bundle
progress-proving = Having the token sign, and verifying the signature
progress-removing = Removing object { $nth } of { $of }
progress-undoing = Taking back what was written
progress-writing = Writing object { $nth } of { $of }

## usage: what is wrong with a command line

usage-argument-missing = error: { $argument } is missing
usage-command-missing = error: no command was given
usage-conflict = error: { $argument } cannot be used with { $other }
usage-hint = For more, try '--help'.
usage-invalid-value = error: '{ $value }' is no value for { $argument }
usage-unknown-argument = error: there is no option { $argument }
usage-unknown-command = error: there is no command '{ $command }'
usage-value-missing = error: { $argument } needs a value

## warning: things to know, on standard error

warning-secret-without-modes = { $file } lies on a medium without file modes ({ $medium }): anybody may read it.
