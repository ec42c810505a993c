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
      curl --config - --globoff --silent --show-error --fail-with-body --include --max-time 30 \
        --request "$1" --header 'Content-Type: application/json' --data "$3" "$server$2"
  ) || {
    printf '%s\n' "$answer" >&2
    exit 1
  }
  printf '%s\n' "$answer"
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

# Makes a text fit to stand between the quotes of a JSON string.
escape() {
  printf '%s' "$1" | tr '\000-\037' ' ' | sed 's/[\\"]/\\&/g'
}

case "$1" in
  open)
    created=$(call POST /api/v1/tasks "{\"title\":\"$(escape "$(fit 200 "$2" 'A build is red')")\",\"priority\":\"high\",\"tags\":[\"build\"]}")
    printf '%s\n' "$created" | sed -n 's/^[Ll]ocation: *\([^[:space:]]*\).*/\1/p'
    ;;
  close)
    case "$2" in
      *://*) address=${2#*://*/} ;;
      *) address=$2 ;;
    esac
    while [ "$address" != "${address#/}" ]; do
      address=${address#/}
    done
    while [ "$address" != "${address%/}" ]; do
      address=${address%/}
    done
    call PATCH "/$address/complete" '{"completed":true}' >/dev/null
    ;;
esac
