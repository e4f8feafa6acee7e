#!/bin/sh
# Trains the models and rewrites what is committed under models/flight-delay and data. Needs Node.js, and Debian's python3-sklearn, python3-onnx.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
node flights.mjs artifacts
# One thread: sums in another order would give other bytes.
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 \
  "${PYTHON:-/usr/bin/python3}" train.py artifacts node_modules/vega-datasets/data/airports.csv ../..
