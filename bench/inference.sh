#!/usr/bin/env bash
# What a request to MlMesh.Inference costs, as a multiple of what nginx needs to proxy one: CPU per request (user + system of the server's process, from
# /proc) under wrk with one thread and 32 connections, medians of interleaved rounds. Also: start to first answer, and resident memory after the load.
# Needs dotnet, npm, nginx, wrk, curl. Usage: bench/inference.sh [rounds] [seconds per measurement]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5} seconds=${2:-5}
connections=32

# shellcheck source-path=SCRIPTDIR/..
. bench/common.sh

store_port=$(free_port) infer_port=$(free_port) traced_port=$(free_port)

echo "Building (Release)"
publish MlMesh.Inference "$work/app"
dotnet tool restore > /dev/null

start_nginx

dotnet tool run garnet-server -- --bind 127.0.0.1 --port "$store_port" --memory 64m --index 16m > "$work/store.log" 2>&1 & pids+=($!)
"$work/app/MlMesh.Inference" load-features --ConnectionStrings:feature-store="127.0.0.1:$store_port" > "$work/load.log"

start() { # port, extra environment…: starts the server, answers its pid in $server and the milliseconds to its first answer in $first_answer
  local port=$1; shift
  local began; began=$(date +%s%N)
  (cd "$work/app" && exec env MODEL_VERSION=v2 ASPNETCORE_URLS="http://127.0.0.1:$port" "ConnectionStrings__feature-store=127.0.0.1:$store_port" "$@" ./MlMesh.Inference) > "$work/server-$port.log" 2>&1 &
  server=$!
  pids+=("$server")
  until curl -fs -o /dev/null "http://127.0.0.1:$port/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30"; do
    kill -0 "$server" || { cat "$work/server-$port.log" >&2; exit 1; }
  done
  first_answer=$((($(date +%s%N) - began) / 1000000))
}

starts=()
for _ in $(seq "$rounds"); do
  start "$infer_port" Shutdown__DrainDelay=00:00:00
  starts+=("$first_answer")
  kill "$server"; wait "$server" 2>/dev/null || true
done
start "$infer_port"; plain=$server
start "$traced_port" OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$otlp_port" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf; traced=$server

measure() { # name, url, wrk script, pids…: records the CPU per request of those processes
  local name=$1 url=$2 script=$3; shift 3
  local before requests
  before=$(cpu_of "$@")
  requests=$(load "$script" "$url")
  record "$name" $(($(cpu_of "$@") - before)) "$requests"
}

here=bench/inference
# Once without counting, for the just-in-time compiler.
for _ in 1 2; do
  load $here/infer.lua "http://127.0.0.1:$infer_port" > /dev/null
  load $here/predict.lua "http://127.0.0.1:$infer_port" > /dev/null
  load $here/predict.lua "http://127.0.0.1:$traced_port" > /dev/null
done
for round in $(seq "$rounds"); do
  echo "Round $round of $rounds"
  measure nginx "http://127.0.0.1:$proxy_port" $here/infer.lua "${nginx_pids[@]}"
  measure infer "http://127.0.0.1:$infer_port" $here/infer.lua "$plain"
  measure predict "http://127.0.0.1:$infer_port" $here/predict.lua "$plain"
  measure predict-otlp "http://127.0.0.1:$traced_port" $here/predict.lua "$traced"
done

resident() { awk '/VmRSS/ { printf "%.0f MiB", $2 / 1024 }' "/proc/$1/status"; }
printf '\n%-46s %10s %8s\n' "" "µs CPU" "× nginx"
for name in nginx infer predict predict-otlp; do
  printf '%-46s %10.1f %8.2f\n' "$name" "$(median < "$work/$name")" "$(ratio "$name" nginx)"
done
printf 'start to first answer of /predict, median: %s ms\n' "$(printf '%s\n' "${starts[@]}" | median)"
printf 'resident after the load: %s; with OTLP %s\n' "$(resident "$plain")" "$(resident "$traced")"
