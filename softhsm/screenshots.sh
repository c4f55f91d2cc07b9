#!/usr/bin/env bash
# Takes the manuals' pictures: real runs at a real terminal, into docs/images.
# Usage: softhsm/screenshots.sh [FOLDER]
. "$(dirname "$0")/setup.sh"

need softhsm2-util:softhsm2 pkcs11-tool:opensc openssl:openssl tmux:tmux python3:python3
pictures=${1:-$project/docs/images}
mkdir -p "$pictures"
(cd "$project" && cargo build --workspace --locked --quiet)
target=${CARGO_TARGET_DIR:-$project/target}/debug
desk=$(mktemp -d "${TMPDIR:-/tmp}/tokendesk-screens.XXXXXX")
screen() { tmux -L "tokendesk-$$" -f /dev/null "$@"; }
trap 'screen kill-server 2>/dev/null || true; rm -rf "$desk"' EXIT

# begin LANGUAGE: a terminal at a desk of its own, where the token's module lies where the vendor puts it.
begin() {
    rm -rf "$desk/scene"
    "$project/softhsm/scene.sh" "$desk/scene" "$target/libtokendesk_epass2003.so"
    # The program warns of a training module, and knows it by the name of a variable.
    LC_ALL=C sed 's/EPASS2003_SCENARIO/EPASS2003_REHEARSE/g' "$target/libtokendesk_epass2003.so" >"$desk/scene/libcastle.so.1.0.0"
    echo "TOKENDESK_MODULE='$desk/scene/libcastle.so.1.0.0'" >>"$desk/scene/env"
    # The next server must not meet the socket of one that is ending.
    screen kill-server 2>/dev/null && sleep 1
    screen new-session -d -x 120 -y 45 "cd '$desk/scene' && . ./env && exec env -u LC_ALL LANG=C.UTF-8 LC_MESSAGES=$1 TZ=Asia/Tokyo PS1='\$ ' PATH='$target':\$PATH bash --norc --noprofile"
    wait_for '\$'
}
# wait_for TEXT: until the screen shows it; fails after 20 seconds.
wait_for() {
    local i
    for i in $(seq 100); do
        screen capture-pane -p -J | grep -q -- "$1" && return
        sleep 0.2
    done
    echo "the screen never showed: $1" >&2
    screen capture-pane -p >&2
    return 1
}
type_in() { sleep 0.3; screen send-keys -l "$1"; screen send-keys Enter; }
picture() {
    sleep 0.3
    screen capture-pane -p -e | sed "s#$desk/scene/libcastle#/usr/lib/libcastle#" |
        python3 "$project/softhsm/screen_to_svg.py" 120 >"$pictures/$1.svg"
}

for language in en ja; do
    case $language in
    en) locale=en_US.UTF-8 password=Password pin='PIN of' question='Go ahead' end='Journal head' ;;
    ja) locale=ja_JP.UTF-8 password=パスワード pin='の PIN' question='実行しますか' end='作業記録の末尾' ;;
    esac
    begin $locale
    type_in 'tokendesk list'
    wait_for 'operator 0002'
    picture "list.$language"
    screen send-keys C-l
    type_in 'tokendesk reuse new.p12'
    wait_for "$password"
    type_in bought-now
    wait_for "$pin"
    type_in 12345678
    wait_for "$question"
    picture "plan.$language"
    screen send-keys -R
    screen clear-history
    type_in y
    wait_for "$end"
    picture "done.$language"
done
ls -l "$pictures"
