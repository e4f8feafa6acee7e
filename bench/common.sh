# shellcheck shell=bash disable=SC2034,SC2154 # names that the scripts which source this set and read
# What the benchmarks of whole programs share: a folder and processes that are gone at the end, nginx as the yardstick, CPU time from /proc. Sourced, not run.
# The script that sources it has set $rounds, $seconds and $connections.

work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

runtime="linux-$([ "$(uname -m)" = aarch64 ] && echo arm64 || echo x64)"
ticks=$(getconf CLK_TCK)

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

publish() { # project, folder
  dotnet publish "$1" -c Release -r "$runtime" --self-contained false -o "$2" -v q --nologo
}

nginx_conf() { # name, server blocks
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

start_nginx() { # an upstream that answers at once, a plain reverse proxy in front of it (its pids in $nginx_pids), and a receiver for OTLP that takes everything
  upstream_port=$(free_port) proxy_port=$(free_port) otlp_port=$(free_port)
  nginx_conf upstream "server { listen 127.0.0.1:$upstream_port; location / { default_type application/json; return 200 '{\"ok\":true}'; } }
    server { listen 127.0.0.1:$otlp_port; client_max_body_size 100m; location / { default_type application/x-protobuf; return 200; } }"
  nginx_conf proxy "server { listen 127.0.0.1:$proxy_port; location / { proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection ''; } }"
  nginx -c "$work/upstream.conf" & pids+=($!)
  nginx -c "$work/proxy.conf" & pids+=($!)
  local proxy_master=$! workers=()
  until curl -fs -o /dev/null "http://127.0.0.1:$proxy_port"; do kill -0 "$proxy_master"; done
  read -ra workers < "/proc/$proxy_master/task/$proxy_master/children" || true
  nginx_pids=("$proxy_master" "${workers[@]}")
}

cpu_of() { # pids: their CPU time in clock ticks
  local sum=0 pid
  for pid in "$@"; do sum=$((sum + $(awk '{ print $14 + $15 }' "/proc/$pid/stat"))); done
  echo "$sum"
}

load() { # wrk script, url: answers the number of requests
  wrk -t1 -c"$connections" -d"${seconds}s" -s "$1" "$2" > "$work/wrk.log"
  if grep -qE 'Non-2xx|Socket errors' "$work/wrk.log"; then cat "$work/wrk.log" >&2; exit 1; fi
  awk '/requests in/ { print $1 }' "$work/wrk.log"
}

record() { # name, ticks, requests: appends microseconds of CPU per request to $work/name
  awk -v t="$2" -v hz="$ticks" -v n="$3" 'BEGIN { printf "%.2f\n", t / hz * 1e6 / n }' >> "$work/$1"
}

median() { sort -n | awk '{ a[NR] = $1 } END { print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'; }

ratio() { # name, other: the median of each round's ratio
  paste "$work/$1" "$work/$2" | awk '{ print $1 / $2 }' | median
}
