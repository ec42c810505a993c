#!/bin/sh
# One task for one pipeline, however often it runs: "red" opens it or brings it up to date, "green" completes it.
#
#   export TASKWARD_URL=https://tasks.example.org TASKWARD_TOKEN   # a token with the scope tasks:write
#   nightly-build.sh red nightly-build "Nightly build 4711 is red" "https://ci.example.org/builds/4711"
#   nightly-build.sh green nightly-build
#
# Each branch has a task of its own: the branch is that of GitHub, GitLab or Jenkins, or $TASKWARD_BRANCH. Names may hold
# anything. What a person wrote into other fields stays. Needs curl 7.76 or newer. On failure "red" prints the answer of
# the server and exits with another status than 0; "green" prints it and never turns a green build red. Both exit with 2
# where they are called with other arguments than these.
set -eu

case "${1-} $# ${2:+named}" in
  'red 4 named') ;;
  'green 2 named') trap 'exit 0' EXIT ;;
  *)
    echo "usage: $0 red NAME TITLE DESCRIPTION | green NAME" >&2
    exit 2
    ;;
esac

: "${TASKWARD_URL:?is the address of the server}"
: "${TASKWARD_TOKEN:?is a personal access token}"

server=$TASKWARD_URL
while [ "$server" != "${server%/}" ]; do
  server=${server%/}
done

# call METHOD PATH [BODY]: leaves the status in $status and the answer in $answer. The token goes through standard
# input, because everybody on the machine can read the arguments of a running program.
call() {
  answer=$(
    printf 'header = "Authorization: Bearer %s"\n' "$TASKWARD_TOKEN" |
      curl --config - --globoff --silent --show-error --max-time 30 --retry 3 --write-out '\n%{http_code}' \
        --request "$1" ${3+--header 'Content-Type: application/json' --data "$3"} "$server$2"
  )
  status=${answer##*"
"}
  answer=${answer%"
"*}
}

# expect STATUS...: fails with the answer of the server unless it has one of these.
expect() {
  case " $* " in
    *" $status "*) ;;
    *)
      printf '%s\n' "$answer" >&2
      exit 1
      ;;
  esac
}

# Makes a text fit to stand between the quotes of a JSON string.
escape() {
  printf '%s' "$1" | tr '\000-\037' ' ' | sed 's/[\\"]/\\&/g'
}

# What is needed to read UTF-8 by its bytes, since not every shell and tool knows characters: a character of several bytes
# (RFC 3629 section 4), and those that show nothing.
several=$(printf '[\302-\337][\200-\277]|\340[\240-\277][\200-\277]|[\341-\354\356\357][\200-\277][\200-\277]')
several=$several$(printf '|\355[\200-\237][\200-\277]|\360[\220-\277][\200-\277][\200-\277]')
several=$several$(printf '|[\361-\363][\200-\277][\200-\277][\200-\277]|\364[\200-\217][\200-\277][\200-\277]')
unseen=$(printf ' |\302[\200-\240\255]|\315\217|\330\234|\341\205[\237\240]|\341\232\200|\341\236[\264\265]|\341\240[\213-\217]')
unseen=$unseen$(printf '|\342\200[\200-\217\250-\257]|\342\201[\237-\257]|\342\240\200|\343\200\200|\343\205\244')
unseen=$unseen$(printf '|\357\270[\200-\217]|\357\273\277|\357\276\240|\357\277[\260-\270]|\360\235\205[\263-\272]|\363\240[\200-\277]{2}')

# clean TEXT: on one line, without bytes that are not UTF-8.
clean() {
  printf '%s' "$1" | tr '\000-\037\177' ' ' | LC_ALL=C sed -E "s/($several)|[$(printf '\200-\377')]/\1/g"
}

# fit MAXIMUM TEXT DEFAULT: the text for the server, of so many characters at most: a longer one is cut, and ends with
# "…". One with nothing to be seen is the default.
fit() {
  text=$(clean "$2")
  [ -n "$(printf '%s' "$text" | LC_ALL=C sed -E "s/$unseen//g")" ] || text=$3
  printf '%s' "$text" | LC_ALL=C sed -E "s/$several|./&\\
/g" | LC_ALL=C awk -v maximum="$1" '
    length { count++; if (count < maximum) printf "%s", $0; else last = $0 }
    END { printf "%s", (count > maximum) ? "…" : last }'
}

# The name for the server, of 100 bytes at most: of a longer one, and of one with other bytes than UTF-8, the beginning is
# kept, with a checksum behind it.
key() {
  name=$(printf '%s' "$1" | tr '\000-\037\177' ' ')
  if [ "$(printf '%s' "$name" | wc -c)" -gt 100 ] || [ "$(clean "$1")" != "$name" ]; then
    sum=$(printf '%s' "$name" | cksum)
    name=$(printf '%s' "$name" | LC_ALL=C tr -cd 'A-Za-z0-9._/@-' | cut -c 1-80)-${sum%% *}
  fi
  printf '%s' "$name"
}

# Makes a text fit to be one segment of a path.
encode() {
  printf '%s' "$1" | od -A n -v -t x1 | tr -d ' \n' | sed 's/../%&/g'
}

branch=${TASKWARD_BRANCH-${GITHUB_REF_NAME-${CI_COMMIT_REF_NAME-${BRANCH_NAME-}}}}
task=/api/v1/tasks/external/nightly-build/$(encode "$(key "$2${branch:+@$branch}")")

case "$1" in
  red)
    call PUT "$task" "{\"title\":\"$(escape "$(fit 200 "$3" "A build is red")")\",\"description\":\"$(escape "$(fit 10000 "$4" "")")\",\"completed\":false}"
    expect 200 201
    ;;
  green)
    call GET "$task"
    expect 200 404
    if [ "$status" = 200 ]; then
      id=$(printf '%s' "$answer" | sed -n 's/^{"id":"\([0-9a-f-]*\)".*/\1/p')
      call PATCH "/api/v1/tasks/$id/complete" '{"completed":true}'
      expect 200 404
    fi
    ;;
esac
