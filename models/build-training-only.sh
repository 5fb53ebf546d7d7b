#!/usr/bin/env bash
# Builds models/training-only.stance from training/*.csv alone, so that anybody can check how a model of this repository
# came about: the same tables give the same bytes.
#
#   models/build-training-only.sh [OUTPUT [STANCE]]
#
# The recipe is `full` with two settings that make the bytes the same on every machine: our own solver, and no
# calibrator. linfa-logistic multiplies matrices with whatever instructions the processor has, and the last bits follow.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
output=$(realpath "${1:-$root/models/training-only.stance}")
stance=${2:-}
cd "$root"
if [[ -z $stance ]]; then
  cargo build --release --no-default-features --features cli
  stance=target/release/stance
fi
recipe=$(mktemp --suffix=.toml)
trap 'rm -f "$recipe"' EXIT
# `[solver]` is the last table of the preset.
{ cat src/recipe/presets/full.toml; printf '\nsolver = "sparse"\ncalibrate = false\n'; } > "$recipe"
"$stance" train training/*.csv --recipe "$recipe" --no-sketch -o "$output"
