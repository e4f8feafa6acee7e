#!/usr/bin/env bash
# What a request to MlMesh.Inference costs, as a multiple of what nginx needs to proxy one: CPU per request (user + system of the server's process, from
# /proc) under wrk with one thread and 32 connections, medians of interleaved rounds. Also: start to first answer, and resident memory after the load.
# Needs dotnet, npm, nginx, wrk, curl. Usage: bench/inference.sh [rounds] [seconds per measurement]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5} seconds=${2:-5}
connections=32

work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
store_port=$(free_port) infer_port=$(free_port) traced_port=$(free_port) upstream_port=$(free_port) proxy_port=$(free_port) otlp_port=$(free_port)

await() { # url, pid: waits for a first good answer
  until curl -fs -o /dev/null "$1"; do kill -0 "$2" || { echo "pid $2 ended" >&2; exit 1; }; done
}

nginx_conf() { # name, server block
  mkdir -p "$work/$1"
  cat > "$work/$1.conf" <<CONF
worker_processes 1;
daemon off;
pid $work/$1/pid;
error_log $work/$1/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path $work/$1/body; proxy_temp_path $work/$1/proxy; fastcgi_temp_path $work/$1/f; uwsgi_temp_path $work/$1/u; scgi_temp_path $work/$1/s;
  keepalive_requests 1000000000;
  upstream backend { server 127.0.0.1:$upstream_port; keepalive 64; keepalive_requests 1000000000; }
  $2
}
CONF
}

echo "Building (Release)"
dotnet publish MlMesh.Inference -c Release -r "linux-$([ "$(uname -m)" = aarch64 ] && echo arm64 || echo x64)" --self-contained false -o "$work/app" -v q --nologo
dotnet tool restore > /dev/null

nginx_conf upstream "server { listen 127.0.0.1:$upstream_port; location / { default_type application/json; return 200 '{\"ok\":true}'; } }
  server { listen 127.0.0.1:$otlp_port; client_max_body_size 100m; location / { default_type application/x-protobuf; return 200; } }"
nginx_conf proxy "server { listen 127.0.0.1:$proxy_port; location / { proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection ''; } }"
nginx -c "$work/upstream.conf" & pids+=($!)
nginx -c "$work/proxy.conf" & pids+=($!); proxy_master=$!

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

cpu_of() { # pids: their CPU time in clock ticks
  local sum=0 pid
  for pid in "$@"; do sum=$((sum + $(awk '{ print $14 + $15 }' "/proc/$pid/stat"))); done
  echo "$sum"
}

ticks=$(getconf CLK_TCK)
measure() { # name, url, wrk script, pids…: appends microseconds of CPU per request to $work/name
  local name=$1 url=$2 script=$3; shift 3
  local before after requests
  before=$(cpu_of "$@")
  requests=$(wrk -t1 -c$connections -d"${seconds}s" -s "$script" "$url" | tee "$work/wrk.log" | awk '/requests in/ { print $1 }')
  after=$(cpu_of "$@")
  if grep -q 'Non-2xx' "$work/wrk.log"; then cat "$work/wrk.log" >&2; exit 1; fi
  awk -v t=$((after - before)) -v hz="$ticks" -v n="$requests" 'BEGIN { printf "%.2f\n", t / hz * 1e6 / n }' >> "$work/$name"
}

here=bench/inference
read -ra nginx_workers < "/proc/$proxy_master/task/$proxy_master/children" || true
nginx_pids=("$proxy_master" "${nginx_workers[@]}")
# Once without counting, for the just-in-time compiler.
for _ in 1 2; do
  wrk -t1 -c$connections -d"${seconds}s" -s $here/infer.lua "http://127.0.0.1:$infer_port" > /dev/null
  wrk -t1 -c$connections -d"${seconds}s" -s $here/predict.lua "http://127.0.0.1:$infer_port" > /dev/null
  wrk -t1 -c$connections -d"${seconds}s" -s $here/predict.lua "http://127.0.0.1:$traced_port" > /dev/null
done
for round in $(seq "$rounds"); do
  echo "Round $round of $rounds"
  measure nginx "http://127.0.0.1:$proxy_port" $here/infer.lua "${nginx_pids[@]}"
  measure infer "http://127.0.0.1:$infer_port" $here/infer.lua "$plain"
  measure predict "http://127.0.0.1:$infer_port" $here/predict.lua "$plain"
  measure predict-otlp "http://127.0.0.1:$traced_port" $here/predict.lua "$traced"
done

median() { sort -n | awk '{ a[NR] = $1 } END { print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'; }
ratio() { # name: the median of each round's ratio to that round's nginx
  paste "$work/$1" "$work/nginx" | awk '{ print $1 / $2 }' | median
}
resident() { awk '/VmRSS/ { printf "%.0f MiB", $2 / 1024 }' "/proc/$1/status"; }
printf '\n%-46s %10s %8s\n' "" "µs CPU" "× nginx"
for name in nginx infer predict predict-otlp; do
  printf '%-46s %10.1f %8.2f\n' "$name" "$(median < "$work/$name")" "$(ratio "$name")"
done
printf 'start to first answer of /predict, median: %s ms\n' "$(printf '%s\n' "${starts[@]}" | median)"
printf 'resident after the load: %s; with OTLP %s\n' "$(resident "$plain")" "$(resident "$traced")"
