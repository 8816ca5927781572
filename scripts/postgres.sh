#!/bin/sh
# Starts and stops a throw-away PostgreSQL for tests, on a free port of the loopback address.
#
#   scripts/postgres.sh start DIR    prints the URL of a database
#   scripts/postgres.sh stop DIR     stops the server and removes DIR
#
# Everything lives in DIR: data, log, sockets. Nothing is synced to disk, so never keep data in it.
# Works as an ordinary user, and as root, where the server runs as the user postgres.
# Exit codes: 2 wrong use, 6 PostgreSQL is not installed or does not start.
set -eu

fail() {
	code=$1
	shift
	echo "postgres.sh: $*" >&2
	exit "$code"
}

[ $# -eq 2 ] || fail 2 "usage: $0 start|stop DIR"
mkdir -p "$2"
dir=$(cd "$2" && pwd)
data=$dir/data

# Never take over, and later remove, a folder that holds something else.
if [ ! -f "$data/PG_VERSION" ] && [ -n "$(ls -A "$dir")" ]; then
	fail 2 "$dir is not empty and holds no test database. Choose another folder."
fi

# The newest server that is installed; Debian keeps its programs off the PATH.
bin=$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
bin=${bin%/initdb}
if [ -z "$bin" ]; then
	pg_ctl=$(command -v pg_ctl) || fail 6 "PostgreSQL is not installed. Try: apt install postgresql, or brew install postgresql"
	bin=$(dirname "$pg_ctl")
fi

# as_server runs a program as the owner of the data: the server refuses to run as root.
as_server() {
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && runuser -u postgres -- "$@")
	else
		"$@"
	fi
}

prepare() {
	if [ "$(id -u)" -eq 0 ]; then
		chown postgres "$dir"
	fi
	chmod 700 "$dir"
	if [ ! -f "$data/PG_VERSION" ]; then
		said=$(as_server "$bin/initdb" --pgdata="$data" --username=bts --auth=trust \
			--encoding=UTF8 --locale=C --no-sync 2>&1) || fail 6 "$said"
	fi
}

# start_on starts the server on a port; it fails when the port is taken.
start_on() {
	as_server "$bin/pg_ctl" start --pgdata="$data" --log="$dir/log" --wait --silent --options="-p $1 \
		-c listen_addresses=127.0.0.1 -c unix_socket_directories='$dir' -c max_connections=200 \
		-c fsync=off -c full_page_writes=off -c synchronous_commit=off" >/dev/null 2>&1
}

running() { as_server "$bin/pg_ctl" status --pgdata="$data" >/dev/null 2>&1; }

# show prints the URL; the port is the fourth line of the server's lock file.
show() {
	port=$(sed -n 4p "$data/postmaster.pid")
	as_server "$bin/createdb" -h 127.0.0.1 -p "$port" -U bts bts 2>/dev/null || true
	echo "postgres://bts@127.0.0.1:$port/bts?sslmode=disable"
}

start() {
	prepare
	if running; then
		show
		return
	fi
	port=$((20000 + $$ % 20000))
	for _ in 1 2 3 4 5 6 7 8; do
		if start_on "$port"; then
			show
			return
		fi
		port=$((port + 97))
	done
	cat "$dir/log" >&2
	fail 6 "PostgreSQL does not start."
}

stop() {
	if running; then
		as_server "$bin/pg_ctl" stop --pgdata="$data" --mode=immediate --wait --silent >/dev/null
	fi
	rm -rf "$dir"
}

case $1 in
start) start ;;
stop) stop ;;
*) fail 2 "usage: $0 start|stop DIR" ;;
esac
