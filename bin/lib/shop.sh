# shellcheck shell=bash
# The shop as it runs here: where each part listens, and how they are started, one after the other.

# Products in a demo shop that nobody has filled yet.
demo_products=150

# Whoever moves one part moves what the others know of it.
use_addresses() {
    : "${STOA_ADDR:=127.0.0.1:3000}"
    : "${STOA_OPERATIONS_ADDR:=127.0.0.1:3100}"
    : "${STOA_SANDBOX_ADDR:=127.0.0.1:3010}"
    shop_url=http://$STOA_ADDR
    operations_url=http://$STOA_OPERATIONS_ADDR
    gateway_url=http://$STOA_SANDBOX_ADDR
    : "${STOA_PUBLIC_URL:=$shop_url}"
    : "${STOA_STRIPE_API_URL:=$gateway_url}"
    : "${STOA_CARD_FRAME_URL:=$gateway_url/embed/card}"
    : "${STOA_CARD_PAGE_URL:=$gateway_url/pay/card}"
    export STOA_ADDR STOA_OPERATIONS_ADDR STOA_PUBLIC_URL STOA_STRIPE_API_URL STOA_CARD_FRAME_URL STOA_CARD_PAGE_URL
    : "${STOA_SANDBOX_WEBHOOK_URL:=$shop_url/webhooks/stripe}"
    : "${STOA_SANDBOX_ALLOWED_FRAME_ORIGIN:=$shop_url,http://localhost:${STOA_ADDR##*:}}"
    # Nothing that is tried out here is to reach a stranger's letter box.
    : "${STOA_MAIL_URL:=$root/.stoa/mails}"
    export STOA_MAIL_URL
    export STOA_SANDBOX_ADDR STOA_SANDBOX_WEBHOOK_URL STOA_SANDBOX_ALLOWED_FRAME_ORIGIN
}

need_free_addresses() {
    need_port "$STOA_ADDR" "the shop" STOA_ADDR
    need_port "$STOA_OPERATIONS_ADDR" "the operations address" STOA_OPERATIONS_ADDR
    need_port "$STOA_SANDBOX_ADDR" "the sandbox gateway" STOA_SANDBOX_ADDR
}

start_gateway() {
    start_beside "the sandbox gateway" "$programs/sandbox"
    wait_for_port "${STOA_SANDBOX_ADDR##*:}" "The sandbox gateway" 20
}

fill_shop() {
    say "Migrating the database; filling the shop if it is empty."
    run_beside "server migrate" "$programs/server" migrate
    run_beside "server seed" "$programs/server" seed --if-empty --products "$demo_products"
    # Before the database's own round a minute later: without statistics the first pages take seconds.
    [ -z "${postgres_bin:-}" ] ||
        run_sql "${STOA_MIGRATION_DATABASE_URL:-$DATABASE_URL}" "SET client_min_messages = error; ANALYZE;"
}

start_shop() {
    start_beside "the shop" "$programs/server" serve
    wait_for_url "$operations_url/readyz" "The shop" 30
}

# cargo-leptos builds here, and builds again when a source changes. Its rebuilds don't hash file names, and
# only --split can link pages that are loaded when they are needed.
watch_shop() {
    # It overwrites the site that bin/dev and bin/test would take for built.
    rm -f "$site_stamp"
    start_beside "cargo leptos watch" env LEPTOS_HASH_FILES=false LEPTOS_SITE_ADDR="$STOA_ADDR" \
        cargo leptos watch --split -- serve
    wait_for_url "$operations_url/readyz" "The shop" 3600
}
