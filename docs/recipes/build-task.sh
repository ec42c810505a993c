#!/bin/sh
# One task for one broken build: "open" makes it and prints its address, "close" completes it.
#
#   export TASKWARD_URL=https://tasks.example.org TASKWARD_TOKEN   # a token with the scope tasks:write
#   task=$(build-task.sh open "Nightly build 4711 is red")
#   build-task.sh close "$task"
#
# The address may be a whole one, as of the API in a browser. Needs curl 7.76 or newer. On failure it prints the answer of the server and exits with another status than 0.
set -eu

case "${1-} $#" in
  'open 2' | 'close 2') ;;
  *)
    echo "usage: $0 open TITLE | close ADDRESS" >&2
    exit 2
    ;;
esac

: "${TASKWARD_URL:?is the address of the server}"
: "${TASKWARD_TOKEN:?is a personal access token}"

server=$TASKWARD_URL
while [ "$server" != "${server%/}" ]; do
  server=${server%/}
done

# call METHOD PATH BODY: prints the answer with its header fields. The token goes through standard input, because
# everybody on the machine can read the arguments of a running program.
call() {
  answer=$(
    printf 'header = "Authorization: Bearer %s"\n' "$TASKWARD_TOKEN" |
      curl --config - --silent --show-error --fail-with-body --include --max-time 30 \
        --request "$1" --header 'Content-Type: application/json' --data "$3" "$server$2"
  ) || {
    printf '%s\n' "$answer" >&2
    exit 1
  }
  printf '%s\n' "$answer"
}

# A title for the server, of 200 characters at most: a longer one is cut, and ends with "…". Characters are counted by
# their first bytes in UTF-8, since not every shell counts characters.
title() {
  character=$(printf '[^\200-\277][\200-\277]*')
  printf '%s' "$1" | tr '\000-\037' ' ' |
    LC_ALL=C sed "s/^\(\($character\)\{199\}\)$character$character.*/\1…/"
}

# Makes a text fit to stand between the quotes of a JSON string.
escape() {
  printf '%s' "$1" | tr '\000-\037' ' ' | sed 's/[\\"]/\\&/g'
}

case "$1" in
  open)
    created=$(call POST /api/v1/tasks "{\"title\":\"$(escape "$(title "$2")")\",\"priority\":\"high\",\"tags\":[\"build\"]}")
    printf '%s\n' "$created" | sed -n 's/^[Ll]ocation: *\([^[:space:]]*\).*/\1/p'
    ;;
  close)
    case "$2" in
      *://*) address=/${2#*://*/} ;;
      *) address=$2 ;;
    esac
    call PATCH "$address/complete" '{"completed":true}' >/dev/null
    ;;
esac
