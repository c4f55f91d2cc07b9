#!/usr/bin/env bash
# Injects a fault at every call of every workflow and writes the counts into docs/reliability.md.
# Usage: softhsm/sweep.sh [TEST...]    without names: the whole sweep, an hour on two processors
. "$(dirname "$0")/setup.sh"
cd "$project"

need softhsm2-util:softhsm2 cc:gcc

tests=("$@")
[ ${#tests[@]} -gt 0 ] || tests=(
    survives_a_fault_at_every_call_in_all_six_ways
    survives_every_kind_of_error_at_every_call_that_changes_objects
    survives_a_fault_that_stays_from_any_call_on
    survives_a_token_that_answers_ok_and_does_nothing
    survives_a_token_that_forgets_the_login_or_shows_another_serial
    survives_two_faults_in_one_run
    survives_a_full_disk_at_every_line_of_the_journal
    survives_being_killed_at_two_hundred_random_moments
    tells_the_truth_when_interrupted_at_a_hundred_random_moments
    a_hundred_rounds_of_writing_and_wiping_leave_nothing
    ten_tokens_that_come_and_go_for_a_minute_are_never_mixed_up
)

tables=$(mktemp -d "${TMPDIR:-/tmp}/tokendesk-sweep.XXXXXX")
trap 'rm -rf "$tables"' EXIT
export TOKENDESK_SWEEP_TABLES=$tables

say "Building"
cargo test --locked --quiet --test fault_sweep --no-run

for test in "${tests[@]}"; do
    say "$test"
    cargo test --locked --quiet --test fault_sweep -- --include-ignored --exact "$test" --nocapture
done

say "docs/reliability.md"
# Only a sweep that was survived comes as far as this.
{
    sed '/^<!-- counts -->$/q' docs/reliability.md
    printf '\nLast run: %s, tokendesk %s.\n' "$(date -u +%F)" "$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)"
    for table in every-call codes for-good lies turncoats pairs moments; do
        [ -e "$tables/$table" ] || continue
        printf '\n### %s\n\n' "$table"
        cat "$tables/$table"
    done
} >"$tables/page"
cp "$tables/page" docs/reliability.md
