#!/usr/bin/env bash
# Writes what is told of the shipped model and its data anew: eval/reports/, models/CARD.md and training/CARD.md. What
# people wrote in the cards is kept. Run it when the model, training/ or eval/ have changed; .ci/run checks that.
#
#   eval/report.sh [--check] [STANCE]
#
# With --check nothing is written, and the exit code is 1 when something is stale. STANCE is the program; without it, it is
# built.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
check=()
if [[ ${1:-} == --check ]]; then
  check=(--check)
  shift
fi
stance=${1:-}
[[ -z $stance ]] || stance=$(realpath "$stance")
cd "$root"
if [[ -z $stance ]]; then
  cargo build --release
  stance=target/release/stance
fi
shopt -s nullglob
training=(training/*.csv training/articles)
held_out=(eval/*.csv eval/articles/*/)
report=eval/reports/report.json
"$stance" --quiet report eval --train-data "${training[@]}" "${check[@]}"
"$stance" --quiet card model default --name stance-default --report "$report" -o models/CARD.md "${check[@]}"
"$stance" --quiet card data "${training[@]}" --held-out "${held_out[@]%/}" --report "$report" \
  --title "Sentences and articles of stance" -o training/CARD.md "${check[@]}"
