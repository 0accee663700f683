# Untested: written without a Docker engine at hand.
#
# docker build -t stoa .
# One image for every role: `serve` (web and worker), `web`, `worker`, `migrate`, and the sandbox gateway.

ARG RUST_VERSION=1.96
ARG DEBIAN=bookworm

# ---- what the build needs -----------------------------------------------------------------------
FROM node:22-${DEBIAN}-slim AS binaryen
ARG BINARYEN_VERSION=132
RUN npm install --global --no-audit --no-fund binaryen@${BINARYEN_VERSION}

FROM rust:${RUST_VERSION}-${DEBIAN} AS build
RUN rustup target add wasm32-unknown-unknown && rustup component add rust-src
# wasm-bindgen must equal the crate in Cargo.lock; it refuses another one's output itself.
ARG WASM_BINDGEN_VERSION=0.2.130
ARG CARGO_LEPTOS_VERSION=0.3.11
# Built to be used once: a fast build of these beats fast tools.
RUN export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
    && cargo install wasm-bindgen-cli --version ${WASM_BINDGEN_VERSION} \
    && cargo install cargo-leptos --version ${CARGO_LEPTOS_VERSION} --locked --features no_downloads
# wasm-opt is a script that Node runs.
COPY --from=binaryen /usr/local/bin/node /usr/local/bin/node
COPY --from=binaryen /usr/local/lib/node_modules/binaryen /usr/local/lib/node_modules/binaryen
RUN ln -s ../lib/node_modules/binaryen/bin/wasm-opt /usr/local/bin/wasm-opt

# ---- the build ----------------------------------------------------------------------------------
WORKDIR /source
COPY . .
# The site first: its hash.txt must lie beside the programs when they are copied.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    bash -euc 'root=$PWD; . bin/lib/site.sh; env "${small[@]}" cargo leptos build --release --precompress --split --frontend-only' \
    && cargo build --locked --release --package server --package sandbox \
    && mkdir -p /stoa \
    && cp target/release/server target/release/sandbox target/release/hash.txt /stoa/ \
    && cp -r target/site /stoa/site

# ---- what runs ----------------------------------------------------------------------------------
FROM debian:${DEBIAN}-slim AS run
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /stoa --shell /usr/sbin/nologin stoa \
    && install -d -o stoa -g stoa /stoa /var/lib/stoa
COPY --from=build --chown=root:root /stoa /stoa
WORKDIR /stoa
USER stoa
ENV STOA_ADDR=0.0.0.0:3000 \
    STOA_OPERATIONS_ADDR=0.0.0.0:3100 \
    STOA_MEDIA_URL=/var/lib/stoa \
    STOA_LOG_FORMAT=json \
    LEPTOS_OUTPUT_NAME=stoa \
    LEPTOS_SITE_ROOT=/stoa/site \
    LEPTOS_SITE_PKG_DIR=pkg \
    LEPTOS_HASH_FILES=true
# Pictures, unless the object store is a bucket.
VOLUME /var/lib/stoa
EXPOSE 3000 3100
# The order in which SIGTERM is obeyed: readiness off, requests finish, jobs finish or go back.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["/stoa/server", "healthcheck"]
ENTRYPOINT ["/stoa/server"]
CMD ["serve"]
