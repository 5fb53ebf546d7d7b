#!/usr/bin/env bash
# Builds models/default.stance, the model inside the program, from our own sentences and NewsMTSC (Hamborg & Donnay
# 2021, MIT), and its sketch beside it. NewsMTSC's train.jsonl is not part of this repository: give its path.
#
#   models/build-default.sh path/to/newsmtsc/train.jsonl
set -euo pipefail
news=${1:?"give the path of NewsMTSC's train.jsonl"}
cd "$(dirname "$0")/.."
cargo build --release --no-default-features --features cli
stance=target/release/stance
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
table=$folder/newsmtsc-train.csv
"$stance" import newsmtsc "$news" -o "$table"
"$stance" train training/*.csv training/articles --private "$table" --weight "$table=0.1" \
  --credit "$table=NewsMTSC (Hamborg & Donnay 2021), MIT licence" -o models/default.stance
