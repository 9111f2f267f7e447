# What is done here, by name; `just` alone lists it. Each recipe is a plain command that can be typed too.
#
# just itself: `cargo install just` or `pip install rust-just`; `.ci/run formatting` puts one into ~/.cache/kehoach/just/bin.
#
# While you edit: `just test`; or tests by their names, wherever they are: `just test rules:: git::`.
# A message changed, or a fixture is new: `just snap`, then read the difference as a user would.
# Before a commit: `just check` and `just test-all`. What CI runs: `just ci`, or some of its steps: `just ci hostile kills`.

# Suites that start the program again and again: `just test` leaves them to `just test-all` and CI, unless they are named.
programs := "--skip branches:: --skip check:: --skip ci_recipes:: --skip cli:: --skip deep:: --skip diff:: --skip git:: --skip generated::the_plan_at --skip guide:: --skip new:: --skip report:: --skip tools::"
without-engine := "--locked --no-default-features"

[private]
default:
    @{{ just_executable() }} --list --unsorted

# Formatting and lints, without the engine
check:
    cargo fmt --check
    cargo clippy {{ without-engine }} --all-targets -- -D warnings

# The tests that call the library, without the engine and with few cases of each property: the answer while you edit
test *FILTERS:
    cargo test {{ without-engine }} --lib --test it -- {{ if FILTERS == "" { "tests::" } else { FILTERS } }}
    {{ if FILTERS == "" { "PROPTEST_CASES=4 cargo test " + without-engine + " --test it -- " + programs } else { "" } }}

# Every test, with the engine; fails on snapshots that belong to no assertion
test-all:
    #!/usr/bin/env bash
    set -euo pipefail
    references="$(mktemp)"
    trap 'rm -f "$references"' EXIT
    INSTA_SNAPSHOT_REFERENCES_FILE="$references" cargo test --locked
    .ci/snapshots "$references"

# Accept what the tests show now as their snapshots; `just snap --locked` does so for the finished pages too
snap *ARGS=without-engine:
    find tests -name '*.snap.new' -delete
    INSTA_UPDATE=always cargo test {{ ARGS }} --test it
    git status --short tests/it/snapshots

# Write the generated files anew: the page of the rules, the schemas, the tables of ids, the plan of the guide
docs:
    INSTA_UPDATE=always cargo test {{ without-engine }} --test it -- generated::
    git status --short docs plans

# The skeleton of a rule: `just new-rule TT018 doubled-dash`
new-rule CODE NAME:
    .ci/new-rule {{ CODE }} {{ NAME }}

# Formatting and lints, with and without the engine
lint:
    .ci/run formatting lints

# Everything that must hold, or some steps of it; `.ci/run --list` names them
ci *STEPS:
    .ci/run {{ STEPS }}

# Fuzz every target for some seconds each
fuzz:
    .ci/run fuzz

# The zip for Windows, made here; release/windows says what it needs
release-windows DIRECTORY="target/release-files":
    release/windows {{ DIRECTORY }}

# The zip for Windows, tried under Wine; in `.ci/run` only where it is asked for
try-windows:
    .ci/run windows

# Time the check of 3,321 plans, and a build
bench:
    cargo bench {{ without-engine }} --bench check
    cargo bench --locked --bench build
