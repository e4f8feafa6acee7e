#!/usr/bin/env bash
# What the local sidecar costs: CPU per request (user + system, from /proc) of gateway (YARP) and model server without a mesh, and of the same two programs with the
# sidecar on both sides under a policy, mutual TLS between them and the policy's authorization, under wrk with one thread and 32 connections. nginx as a plain reverse proxy is the yardstick. Everything runs in the same
# interleaved rounds, and each ratio is the median of the rounds' own ratios.
# Needs dotnet, npm, python3, nginx, wrk, curl, openssl. Usage: bench/sidecar.sh [rounds] [seconds per measurement]
# SIDECAR_BENCH_APPS=folder keeps the published programs there and publishes only what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-7} seconds=${2:-3}
connections=32

# shellcheck source-path=SCRIPTDIR/..
. bench/common.sh

nobody_port=$(free_port)
apps=${SIDECAR_BENCH_APPS:-$work/apps}
for project in MlMesh.Gateway MlMesh.Inference; do
  [ -x "$apps/$project/$project" ] || { echo "Publishing $project"; publish "$project" "$apps/$project"; }
done

start_nginx

serve() { # program, name, port, environment…: starts it; its pid is in $server
  local program=$1 name=$2 port=$3; shift 3
  (cd "$apps/$program" && exec env ASPNETCORE_URLS="http://127.0.0.1:$port" Shutdown__DrainDelay=00:00:00 "$@" "./$program") > "$work/$name.log" 2>&1 &
  server=$!
  pids+=("$server")
}

# The identities that the AppHost would sign: an authority, and an X.509-SVID for each workload.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj "/CN=bench CA" -keyout "$work/ca.key" -out "$work/ca.pem" \
  -addext keyUsage=critical,keyCertSign 2>/dev/null
svid() { # folder, namespace, service account
  mkdir -p "$work/$1"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj / -keyout "$work/$1/key.pem" -out "$work/$1/csr.pem" 2>/dev/null
  openssl x509 -req -in "$work/$1/csr.pem" -CA "$work/ca.pem" -CAkey "$work/ca.key" -days 1 -out "$work/$1/cert.pem" 2>/dev/null -extfile <(printf '%s\n' \
    "subjectAltName=critical,URI:spiffe://cluster.local/ns/$2/sa/$3" keyUsage=critical,digitalSignature extendedKeyUsage=serverAuth,clientAuth basicConstraints=critical,CA:FALSE)
  cat "$work/$1/cert.pem" "$work/$1/key.pem" > "$work/$1/svid.pem"
  cp "$work/ca.pem" "$work/$1/bundle.pem"
}
svid svid-gateway ml-services gateway
svid svid-model ml-services model-inference
svid svid-ingress istio-system istio-ingressgateway-service-account

declare -A gateway_pid server_pid gateway_port
variants=()
direct=false
pair() { # name, mesh policy (or none), component (or none: the gateway plays the ingress), access log, environment…: a gateway and a model server
  # With direct=true the gateway has its sidecar's inbound side only: it calls a model server without one at its own address, as no sidecar looks into calls over loopback.
  local name=$1 policy=$2 component=$3 access_log=$4; shift 4
  local model_port gateway_mesh model_mesh
  model_port=$(free_port) gateway_mesh=$(free_port) model_mesh=$(free_port)
  gateway_port[$name]=$(free_port)
  local address="http://127.0.0.1:$model_port" mesh=() ofgateway=() ofmodel=()
  if [ "$policy" != none ]; then
    $direct || address="http://model-inference:8080"
    mesh=("Mesh__Policy=$PWD/istio-overlays/$policy" "Mesh__AccessLog=$access_log"
      Mesh__Workloads__0__Name=gateway Mesh__Workloads__0__ServiceAccount=gateway Mesh__Workloads__0__Labels__app=gateway
      "Mesh__Workloads__0__Address=http://127.0.0.1:${gateway_port[$name]}" "Mesh__Workloads__0__MeshAddress=tcp://127.0.0.1:$gateway_mesh"
      Mesh__Workloads__1__Name=model-inference-v1 Mesh__Workloads__1__ServiceAccount=model-inference Mesh__Workloads__1__Labels__app=model-inference
      Mesh__Workloads__1__Labels__version=v1 "Mesh__Workloads__1__Address=http://127.0.0.1:$model_port" "Mesh__Workloads__1__MeshAddress=tcp://127.0.0.1:$model_mesh")
    ofgateway=("Mesh__Port=$gateway_mesh" "Mesh__IdentityFolder=$work/svid-gateway" "Mesh__IngressIdentityFolder=$work/svid-ingress")
    if [ "$component" = none ]; then
      ofgateway+=(Mesh__Ingress=true)
    else
      mesh+=("Mesh__Components__0=$PWD/bench/sidecar/open-gateway")
      [ "$component" = open-gateway ] || mesh+=("Mesh__Components__1=$PWD/bench/sidecar/$component")
    fi
    $direct || ofmodel=("${mesh[@]}" "Mesh__Port=$model_mesh" "Mesh__IdentityFolder=$work/svid-model")
  fi
  # The store has nothing to do with inference on given features, so there is none.
  serve MlMesh.Inference "$name-model" "$model_port" MODEL_VERSION=v1 "ConnectionStrings__feature-store=127.0.0.1:$nobody_port" Mesh__Workload=model-inference-v1 "${ofmodel[@]}" "$@"
  server_pid[$name]=$server
  serve MlMesh.Gateway "$name-gateway" "${gateway_port[$name]}" "services__model-inference__http__0=$address" Mesh__Workload=gateway "${mesh[@]}" "${ofgateway[@]}" "$@"
  gateway_pid[$name]=$server
  variants+=("$name")
}

otlp=("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:$otlp_port" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf)
pair plain none none false
direct=true pair inbound overlays/stable open-gateway false
pair plaintext overlays/stable plaintext false
pair base base open-gateway false
pair stable overlays/stable open-gateway false
pair ingress overlays/stable none false
pair plain-otlp none none false "${otlp[@]}"
pair stable-otlp overlays/stable open-gateway true "${otlp[@]}"

for name in "${variants[@]}"; do
  url="http://127.0.0.1:${gateway_port[$name]}/v2/models/flight-delay"
  patience=$((SECONDS + 120))
  until curl -fs -o /dev/null "$url"; do
    [ $SECONDS -lt $patience ] || { echo "'$name' does not answer:" >&2; tail -n 5 "$work/$name-gateway.log" "$work/$name-model.log" >&2; exit 1; }
    for log in gateway model; do
      pid=${gateway_pid[$name]}; [ $log = gateway ] || pid=${server_pid[$name]}
      kill -0 "$pid" || { cat "$work/$name-$log.log" >&2; exit 1; }
    done
  done
done

infer=bench/sidecar/infer.lua
# Uncounted, until the just-in-time compiler, which works in the background, has little left to do.
compiler_of() { # pids: CPU time of their compiler threads in clock ticks
  local pid sum=0
  for pid in "$@"; do sum=$((sum + $(cat /proc/"$pid"/task/*/stat 2>/dev/null | awk -F')' '/\(\.NET Tiered/ { split($2, f, " "); sum += f[12] + f[13] } END { print sum + 0 }'))); done
  echo "$sum"
}
for name in "${variants[@]}"; do
  for _ in $(seq 15); do
    both=("${gateway_pid[$name]}" "${server_pid[$name]}")
    compiling=$(compiler_of "${both[@]}") all=$(cpu_of "${both[@]}")
    load $infer "http://127.0.0.1:${gateway_port[$name]}" > /dev/null
    # A compiler thread that is gone had nothing to do for seconds.
    compiling=$(($(compiler_of "${both[@]}") - compiling)) all=$(($(cpu_of "${both[@]}") - all))
    echo "Warming up '$name': the compiler takes $((compiling > 0 ? 100 * compiling / all : 0)) % of the CPU"
    [ $((50 * compiling)) -gt "$all" ] || break
  done
done
for round in $(seq "$rounds"); do
  echo "Round $round of $rounds, load $(cut -d' ' -f1 /proc/loadavg)"
  before=$(cpu_of "${nginx_pids[@]}")
  requests=$(load $infer "http://127.0.0.1:$proxy_port")
  record nginx $(($(cpu_of "${nginx_pids[@]}") - before)) "$requests"
  for name in "${variants[@]}"; do
    gateway=$(cpu_of "${gateway_pid[$name]}") model=$(cpu_of "${server_pid[$name]}")
    requests=$(load $infer "http://127.0.0.1:${gateway_port[$name]}")
    gateway=$(($(cpu_of "${gateway_pid[$name]}") - gateway)) model=$(($(cpu_of "${server_pid[$name]}") - model))
    record "$name-gateway" "$gateway" "$requests"
    record "$name-model" "$model" "$requests"
    record "$name" $((gateway + model)) "$requests"
  done
done

added() { # name, other: what the one costs beyond the other, in percent
  ratio "$1" "$2" | awk '{ printf "%+.0f %%", ($1 - 1) * 100 }'
}
hop() { # name, other: what the one costs beyond the other, in nginx
  paste "$work/$1" "$work/$2" "$work/nginx" | awk '{ print ($1 - $2) / $3 }' | median
}
printf '\n%-66s %9s %9s %9s %8s %9s %9s\n' "µs of CPU per request" gateway model both "× nginx" "added" "× nginx"
printf '%-66s %9s %9s %9.1f %8s\n' "nginx, plain reverse proxy" "" "" "$(median < "$work/nginx")" 1
row() { # title, name, compared to
  local added="" hop=""
  [ "$2" = "$3" ] || added=$(added "$2" "$3") hop=$(printf '%.2f' "$(hop "$2" "$3")")
  printf '%-66s %9.1f %9.1f %9.1f %8.1f %9s %9s\n' "$1" "$(median < "$work/$2-gateway")" "$(median < "$work/$2-model")" "$(median < "$work/$2")" "$(ratio "$2" nginx)" "$added" "$hop"
}
row "no mesh" plain plain
row "the gateway's sidecar alone, inbound side only" inbound plain
row "sidecars, stable, plaintext between them" plaintext plain
row "sidecars, stable (timeout, retries, kept body), mTLS" stable plain
row "  of it the hop: outbound, mTLS, inbound, authorization" stable inbound
row "sidecars, base (Istio's default route), mTLS" base plain
row "  of it the hop" base inbound
row "sidecars, stable, mTLS, gateway plays the ingress too" ingress plain
row "no mesh, spans and logs exported" plain-otlp plain-otlp
row "sidecars, stable, mTLS, spans and access log exported" stable-otlp plain-otlp
printf 'the gateway alone: %s under stable; the model server alone: %s\n' "$(added stable-gateway plain-gateway)" "$(added stable-model plain-model)"
