# shellcheck shell=bash
# Programs that run beside a script and end with it, however it ends.
#
# Each gets a process group of its own: Ctrl-C in the terminal then reaches the script alone,
# which ends the others in order. Their ids stand in a file, so that what a subshell started is known too.

run_dir=$(mktemp -d)
started=$run_dir/started
: >"$started"

# Seconds a program has to finish its work after it was asked to end.
patience=15

# start_beside NAME COMMAND…: starts it, sets `beside` to its id; output goes on to ours.
start_beside() {
    local name=$1
    shift
    set -m
    "$@" </dev/null &
    beside=$!
    set +m
    printf '%s %s\n' "$beside" "$name" >>"$started"
}

# run_beside NAME COMMAND…: the same, waited for: a signal to the script interrupts it, whatever it is doing.
# Call it as a plain statement: in a condition the shell would ignore errors inside COMMAND.
run_beside() {
    start_beside "$@"
    local status=0
    wait "$beside" || status=$?
    forget "$beside"
    return "$status"
}

forget() {
    grep -v "^$1 " "$started" >"$started.next" || true
    mv "$started.next" "$started"
}

# A process that has ended but was not collected by its parent still answers to kill -0.
alive() {
    case $(ps -o stat= -p "$1" 2>/dev/null) in
    '' | Z*) return 1 ;;
    esac
}

# stop_everything: last started, first stopped. Every script calls it from its exit trap.
stop_everything() {
    local pid name waited
    while read -r pid name; do
        kill -TERM -- "-$pid" 2>/dev/null || continue
        for ((waited = 0; waited < patience * 10; waited++)); do
            alive "$pid" || break
            sleep 0.1
        done
        kill -KILL -- "-$pid" 2>/dev/null || true
    done < <(last_first "$started")
    rm -rf "$run_dir"
}

last_first() { awk '{ line[NR] = $0 } END { for (i = NR; 0 < i; i--) print line[i] }' "$1"; }

# watch_over: returns when one of the started programs has ended, with its name in `ended`.
watch_over() {
    local pid
    while :; do
        while read -r pid ended; do
            alive "$pid" || return 0
        done <"$started"
        # Waited for, not slept through: a signal must be able to interrupt it.
        sleep 1 &
        wait $!
    done
}

# end_with_the_script: the traps. CLEANUP runs once, after Ctrl-C and after a failure too.
end_with_the_script() {
    # shellcheck disable=SC2064 # the name of the function is meant to be fixed now
    trap "trap - EXIT; trap '' INT TERM; $1" EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
    local port
    for _ in $(seq 50); do
        port=$((20000 + RANDOM % 12000))
        if ! port_is_taken "$port"; then
            echo "$port"
            return 0
        fi
    done
    fail "No free port between 20000 and 32000 was found."
}

# need_port ADDRESS WHAT SETTING: someone else's program on our port ends the start, with the way out.
need_port() {
    ! port_is_taken "${1##*:}" || fail "$1 is taken, $2 can't listen there: set $3 to another address."
}

# wait_for_url URL NAME SECONDS: until it answers, or the program behind it is gone.
wait_for_url() { wait_until "$2" "$3" curl --silent --fail --output /dev/null --max-time 2 "$1"; }

wait_for_port() { wait_until "$2" "$3" port_is_taken "$1"; }

# wait_until NAME SECONDS CHECK…: for the program that was started last.
wait_until() {
    local name=$1 seconds=$2 pid=$beside waited
    shift 2
    for ((waited = 0; waited < seconds * 5; waited++)); do
        if "$@"; then return 0; fi
        alive "$pid" || fail "$name ended before it answered; its last words are above."
        sleep 0.2 &
        wait $!
    done
    fail "$name did not answer within $seconds s."
}
