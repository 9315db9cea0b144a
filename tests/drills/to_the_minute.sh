#!/bin/bash
# A register in PostgreSQL as Debian has it, backed up by pgBackRest all the time; an accident; back to the minute before it.
# Then its backups by restic. Run as root, where postgresql, pgbackrest and restic are installed:
#   tests/drills/to_the_minute.sh DATA_DIR        (a register in SQLite, which is copied)
set -euo pipefail
cd "$(dirname "$0")/../.."
register=$1
programs=$(echo /usr/lib/postgresql/*/bin | tr ' ' '\n' | tail -n1)
python=.venv/bin/python
place=$(mktemp -d /var/tmp/drill-XXXXXX)
port=$($python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=postgresql://postgres@127.0.0.1:$port/portal
chown postgres "$place"

as_postgres() { (cd "$place" && setpriv --reuid=postgres --regid=postgres --clear-groups env HOME="$place" "$@"); }
ask() { as_postgres "$programs/psql" -h "$place" -p "$port" portal -Atqc "$1"; }
rest() { as_postgres pgbackrest --config="$place/pgbackrest.conf" --stanza=portal --log-level-console=warn "$@"; }
took() {
  local began=$SECONDS
  "${@:2}"
  echo "$1: $((SECONDS - began)) s"
}
ended() {
  as_postgres "$programs/pg_ctl" -D "$place/data" -m immediate stop > /dev/null 2>&1 || true
  rm -rf "$place"
}
trap ended EXIT

cat > "$place/pgbackrest.conf" << CONF
[global]
repo1-path=$place/repository
repo1-retention-full=2
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=$(head -c 48 /dev/urandom | base64 -w0)
log-level-file=off
lock-path=$place/lock
spool-path=$place/spool
start-fast=y
compress-type=zst
[portal]
pg1-path=$place/data
pg1-port=$port
pg1-socket-path=$place
CONF
chown postgres "$place/pgbackrest.conf"
as_postgres "$programs/initdb" -D "$place/data" -E UTF8 --locale=C.UTF-8 -A trust > /dev/null
cat >> "$place/data/postgresql.conf" << CONF
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$place'
archive_mode = on
archive_command = 'pgbackrest --config=$place/pgbackrest.conf --stanza=portal archive-push %p'
archive_timeout = 60
max_wal_size = 2GB
CONF
as_postgres "$programs/pg_ctl" -D "$place/data" -l "$place/postgresql.log" -w start > /dev/null
as_postgres "$programs/createdb" -h "$place" -p "$port" portal
rest stanza-create
rest check
DATA_DIR=$register took 'the register into PostgreSQL' $python manage.py copy_register --to "$url"
ask "SELECT 'the database: ' || pg_size_pretty(pg_database_size('portal'))"
took 'a full backup' rest backup --type=full
echo "the repository: $(du -sm "$place/repository" | cut -f1) MB"
ask "UPDATE resolutions_recommendation SET text = text || '!' WHERE id % 10 = 0"
took 'the next night, a tenth of the texts changed' rest backup --type=incr

# A line each second; those written in the minute before the end may be lost with the machine, no others.
ask 'CREATE TABLE ledger (moment timestamptz DEFAULT clock_timestamp())'
for _ in $(seq 75); do
  ask 'INSERT INTO ledger DEFAULT VALUES'
  sleep 1
done
before=$(ask 'SELECT count(*) FROM resolutions_recommendation')
end=$(ask 'SELECT clock_timestamp()')
as_postgres "$programs/pg_ctl" -D "$place/data" -m immediate stop > /dev/null
rm -rf "$place/data"

again() {
  as_postgres mkdir -m 700 "$place/data"
  rest restore "$@"
  as_postgres "$programs/pg_ctl" -D "$place/data" -l "$place/postgresql.log" -w -t 1800 start > /dev/null
  until [ "$(ask 'SELECT pg_is_in_recovery()')" = f ]; do sleep 0.2; done
  DATA_DIR=$register DATABASE_URL=$url $python manage.py after_restore > /dev/null
}
took 'the machine is lost: restored on another' again
echo "recommendations: $before before, $(ask 'SELECT count(*) FROM resolutions_recommendation') after"
ask "SELECT 'lost: the last ' || extract(epoch FROM '$end' - max(moment))::int || ' s' FROM ledger"

sleep 2
target=$(ask 'SELECT clock_timestamp()')
sleep 2
ask 'TRUNCATE resolutions_recommendation CASCADE'
sleep 65
as_postgres "$programs/pg_ctl" -D "$place/data" -m fast stop > /dev/null
rm -rf "$place/data"
took 'somebody has emptied a table: back to the minute before' again --type=time --target="$target" --target-action=promote
echo "recommendations: $before before, $(ask 'SELECT count(*) FROM resolutions_recommendation') after"

export RESTIC_REPOSITORY=$place/restic RESTIC_PASSWORD=drill
restic init --quiet
DATA_DIR=$register took 'backup' $python manage.py backup "$place/backups"
took 'sent by restic' restic backup --quiet "$place/backups"
DATA_DIR=$register $python manage.py backup "$place/backups" > /dev/null
took 'of the next night' restic backup --quiet "$place/backups"
echo "the repository: $(du -sm "$place/restic" | cut -f1) MB for $(du -sm "$place/backups" | cut -f1) MB"
took 'brought back' restic restore --quiet latest --target "$place/back"
DATA_DIR=$register took 'and proven' $python manage.py restore_check "$place/back$place/backups"
