# shellcheck shell=bash
# A Postgres of our own: one that stays for bin/dev, one that is thrown away for bin/test.
#
# Two roles, as in production: `stoa` owns the database, migrates it, and grants `stoa_app` as it does so
# what the running shop may do with rows. Postgres refuses to run as root; for root the user postgres runs it.

# What a developer's cluster trades for speed: nothing. A throw-away one: the safety of its data.
careless=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300)

# need_database: sets DATABASE_URL and STOA_MIGRATION_DATABASE_URL, starting the private cluster for them if need be.
need_database() {
    if [ -n "${DATABASE_URL:-}" ]; then
        export STOA_MIGRATION_DATABASE_URL=${STOA_MIGRATION_DATABASE_URL:-$DATABASE_URL}
        return 0
    fi
    need_postgres_programs
    cluster=$(folder_for_cluster)
    local port
    if [ ! -f "$cluster/ready" ]; then
        say "Creating a private Postgres in $cluster."
        create_cluster "$cluster"
    fi
    port=$(remembered_port "$cluster")
    start_cluster "$cluster" "$port"
    if [ ! -f "$cluster/ready" ]; then
        create_roles_and_database "$cluster" "$port"
        as_postgres touch "$cluster/ready"
    fi
    export DATABASE_URL STOA_MIGRATION_DATABASE_URL
    DATABASE_URL=$(cluster_url "$cluster" "$port" stoa_app stoa)
    STOA_MIGRATION_DATABASE_URL=$(cluster_url "$cluster" "$port" stoa stoa)
}

# need_test_database: sets STOA_TEST_DATABASE_URL, a superuser's. Every test makes its own database from it.
need_test_database() {
    [ -z "${STOA_TEST_DATABASE_URL:-}" ] || return 0
    need_postgres_programs
    remove_abandoned_clusters
    local port folder
    folder=$(reachable_folder "${TMPDIR:-/tmp}" /var/tmp)
    cluster=$folder/stoa-test-$$
    throw_away=yes
    create_cluster "$cluster"
    port=$(free_port)
    start_cluster "$cluster" "$port" "${careless[@]}"
    export STOA_TEST_DATABASE_URL
    STOA_TEST_DATABASE_URL=$(cluster_url "$cluster" "$port" postgres postgres)
}

# stop_postgres: ends the cluster that this run started, and only that.
stop_postgres() {
    if [ -n "${started_cluster:-}" ]; then
        as_postgres "$postgres_bin/pg_ctl" -D "$started_cluster/data" stop -m fast -w -s >/dev/null 2>&1 || true
    fi
    if [ -n "${throw_away:-}" ]; then rm -rf "$cluster"; fi
}

need_postgres_programs() {
    find_postgres_programs && return 0
    say "Installing Postgres: the shop keeps everything in it."
    install_packages postgresql ||
        fail "Postgres is missing: install version 15 or newer, or set DATABASE_URL to a server that runs."
    find_postgres_programs || fail "Postgres was installed but its initdb was not found: put its folder on the path."
}

# Debian keeps the server's programs off the path, one folder per version.
find_postgres_programs() {
    local folder
    # shellcheck disable=SC2012 # the names are version numbers
    for folder in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin 2>/dev/null | sort -rV) \
        "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            postgres_bin=$folder
            return 0
        fi
    done
    return 1
}

as_postgres() {
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

# Beside the sources, unless the user postgres can't get there: then in a folder named after the checkout.
folder_for_cluster() {
    local folder=$root/.stoa checkout
    mkdir -p "$folder"
    if as_postgres test -x "$folder"; then
        echo "$folder/postgres"
    else
        checkout=$(printf %s "$root" | cksum | cut -d' ' -f1)
        folder=$(reachable_folder "${XDG_STATE_HOME:-/var/tmp}" /var/tmp)
        echo "$folder/stoa-$checkout"
    fi
}

reachable_folder() {
    local folder
    for folder in "$@"; do
        if [ -d "$folder" ] && as_postgres test -x "$folder"; then
            echo "$folder"
            return 0
        fi
    done
    fail "The user postgres can reach none of: $*."
}

create_cluster() {
    local folder=$1
    # What is left of an attempt that was interrupted.
    as_postgres "$postgres_bin/pg_ctl" -D "$folder/data" stop -m immediate -s >/dev/null 2>&1 || true
    rm -rf "$folder"
    mkdir -p "$folder"
    [ "$(id -u)" != 0 ] || chown postgres: "$folder"
    chmod 700 "$folder"
    head -c 18 /dev/urandom | base64 | tr '+/' 'ab' | as_postgres tee "$folder/password" >/dev/null
    quietly "initdb" as_postgres "$postgres_bin/initdb" -D "$folder/data" --username=postgres --encoding=UTF8 \
        --locale=C.UTF-8 --auth=scram-sha-256 --pwfile="$folder/password" --no-sync ||
        fail "The private Postgres could not be created in $folder."
}

# start_cluster FOLDER PORT [OPTION…]: leaves a running one alone, and ends it later only if nobody else does.
start_cluster() {
    local folder=$1 port=$2 sockets=$1 owner
    shift 2
    if as_postgres "$postgres_bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
        owner=$(cat "$folder/owner" 2>/dev/null || echo 0)
        # Its starter was killed before it could end it: from now on it is ours.
        if ! alive "$owner"; then adopt_cluster "$folder"; fi
        return 0
    fi
    # A socket's path has room for about a hundred characters; without one there is still 127.0.0.1.
    [ ${#folder} -lt 85 ] || sockets=
    # Ours from here on, not from when it is up: an interrupted start must be ended too.
    adopt_cluster "$folder"
    quietly "pg_ctl start" as_postgres "$postgres_bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -s \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$sockets' $*" start ||
        fail "The private Postgres did not start: see $folder/log."
}

adopt_cluster() {
    started_cluster=$1
    echo $$ | as_postgres tee "$1/owner" >/dev/null
}

# The port stays the same from run to run, so that a database client can be left open.
remembered_port() {
    local folder=$1 port
    port=$(cat "$folder/port" 2>/dev/null || true)
    if [ -z "$port" ] || { port_is_taken "$port" && ! cluster_runs "$folder"; }; then
        port=$(free_port)
        echo "$port" | as_postgres tee "$folder/port" >/dev/null
    fi
    echo "$port"
}

cluster_runs() { as_postgres "$postgres_bin/pg_ctl" -D "$1/data" status >/dev/null 2>&1; }

cluster_url() { echo "postgres://$3:$(cat "$1/password")@127.0.0.1:$2/$4"; }

create_roles_and_database() {
    local folder=$1 port=$2 password
    password=$(cat "$folder/password")
    quietly "Setting up the database" run_sql "$(cluster_url "$folder" "$port" postgres postgres)" "
        CREATE ROLE stoa LOGIN PASSWORD '$password';
        CREATE ROLE stoa_app LOGIN PASSWORD '$password';
        CREATE DATABASE stoa OWNER stoa;" ||
        fail "The private Postgres could not be set up: see $folder/log."
}

# One statement after the other, each on its own: CREATE DATABASE allows no transaction around it.
run_sql() { "$postgres_bin/psql" --no-psqlrc --quiet -v ON_ERROR_STOP=1 "$1" <<<"$2"; }

# A run that was killed could not clean up after itself; the next one does.
remove_abandoned_clusters() {
    local folder
    for folder in "${TMPDIR:-/tmp}"/stoa-test-* /var/tmp/stoa-test-*; do
        # The name ends with the id of the run that made it.
        if [ -d "$folder" ] && ! alive "${folder##*-}"; then
            as_postgres "$postgres_bin/pg_ctl" -D "$folder/data" stop -m immediate -s >/dev/null 2>&1 || true
            rm -rf "$folder"
        fi
    done
}
