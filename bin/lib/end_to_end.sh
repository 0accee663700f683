# shellcheck shell=bash
# The shop that the browser gates drive: its own database, its own ports, the same goods every time.

# What decides what a page shows is fixed here, not taken from whoever runs the tests.
use_fixed_surroundings() {
    export TZ=UTC LANG=C.UTF-8 LC_ALL=C.UTF-8
    local setting
    for setting in $(compgen -e | grep -E '^(STOA|OTEL|RUST_LOG)' || true); do
        case $setting in
        STOA_TEST_DATABASE_URL | STOA_CHROMIUM) ;;
        *) unset "$setting" ;;
        esac
    done
}

need_shop_for_browser() {
    need_rust
    need_wasm_tools
    need_browser
    use_fixed_surroundings
    build_programs
    build_site
    STOA_ADDR=127.0.0.1:$(free_port)
    STOA_OPERATIONS_ADDR=127.0.0.1:$(free_port)
    STOA_SANDBOX_ADDR=127.0.0.1:$(free_port)
    use_addresses
    use_database_of_its_own
    export STOA_MEDIA_URL=$run_dir/media STOA_MAIL_URL=$run_dir/mails STOA_SANDBOX_JOURNAL=$run_dir/gateway-journal.jsonl
    start_gateway
    fill_shop
    start_shop
    need_playwright
    export STOA_URL=$shop_url STOA_OPERATIONS_URL=$operations_url STOA_GATEWAY_URL=$gateway_url
    # Specs put goods of their own on the shelf with it.
    export STOA_SERVER=$programs/server
    cd "$root/end2end" || return
}

# New each time, since a server that was given to us may hold a shop from an earlier run; and with an owner and a
# role for the shop, as in production, so that a right which is missing there is missing here.
use_database_of_its_own() {
    local name server
    name=stoa_browser_$(date +%s)_$$
    server=${STOA_TEST_DATABASE_URL#*@}
    server=${server%%/*}
    run_sql "$STOA_TEST_DATABASE_URL" "
        CREATE ROLE ${name}_owner LOGIN PASSWORD 'browser';
        CREATE ROLE ${name}_app LOGIN PASSWORD 'browser';
        CREATE DATABASE $name OWNER ${name}_owner;"
    export DATABASE_URL=postgres://${name}_app:browser@$server/$name
    export STOA_MIGRATION_DATABASE_URL=postgres://${name}_owner:browser@$server/$name
}

need_playwright() {
    local wanted=$root/end2end/package-lock.json installed=$root/end2end/node_modules/.installed
    if ! cmp -s "$wanted" "$installed"; then
        say "Installing Playwright: it drives the browser."
        # The browser is the system's; none is downloaded.
        quietly "npm ci" env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 \
            npm ci --prefix "$root/end2end" --no-audit --no-fund ||
            fail "Playwright could not be installed: run 'npm ci' in end2end with a network."
        cp "$wanted" "$installed"
    fi
}

# count_flakes TIMES: a run per line, then the figure.
count_flakes() {
    local times=$1 run flakes=0
    for run in $(seq "$times"); do
        if npx playwright test purchase --retries=0 --reporter=line >"$run_dir/purchase.log" 2>&1; then
            say "Run $run of $times passed."
        else
            complain "Run $run of $times failed:"
            tail -n 40 "$run_dir/purchase.log" >&2
            flakes=$((flakes + 1))
        fi
    done
    echo "The purchase, $times times in a row: $flakes flakes."
    [ "$flakes" = 0 ]
}
