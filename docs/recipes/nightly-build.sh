#!/bin/sh
# One task for one pipeline, however often it runs: "red" opens it or brings it up to date, "green" completes it.
#
#   export TASKWARD_URL=https://tasks.example.org TASKWARD_TOKEN   # a token with the scope tasks:write
#   nightly-build.sh red nightly-build "Nightly build 4711 is red" "https://ci.example.org/builds/4711"
#   nightly-build.sh green nightly-build
#
# The name of the pipeline may hold letters, digits, ".", "_" and "-". What a person wrote into other fields stays. Needs
# curl 7.76 or newer. On failure it prints the answer of the server and exits with another status than 0.
set -eu

: "${TASKWARD_URL:?is the address of the server}"
: "${TASKWARD_TOKEN:?is a personal access token}"

server=${TASKWARD_URL%/}

# call METHOD PATH [BODY]: leaves the status in $status and the answer in $answer. The token goes through standard
# input, because everybody on the machine can read the arguments of a running program.
call() {
  answer=$(
    printf 'header = "Authorization: Bearer %s"\n' "$TASKWARD_TOKEN" |
      curl --config - --silent --show-error --max-time 30 --retry 3 --write-out '\n%{http_code}' \
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

usage() {
  echo "usage: $0 red NAME TITLE DESCRIPTION | green NAME" >&2
  exit 2
}

case "${2-}" in
  '' | *[!A-Za-z0-9._-]*) usage ;;
esac
task=/api/v1/tasks/external/nightly-build/$2

case "$1 $#" in
  'red 4')
    call PUT "$task" "{\"title\":\"$(escape "$3")\",\"description\":\"$(escape "$4")\",\"completed\":false}"
    expect 200 201
    ;;
  'green 2')
    call GET "$task"
    expect 200 404
    if [ "$status" = 200 ]; then
      id=$(printf '%s' "$answer" | sed -n 's/^{"id":"\([0-9a-f-]*\)".*/\1/p')
      call PATCH "/api/v1/tasks/$id/complete" '{"completed":true}'
      expect 200 404
    fi
    ;;
  *) usage ;;
esac
