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
