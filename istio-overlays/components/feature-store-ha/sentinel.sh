#!/bin/sh
# Watches the primary and, when two of three agree that it is gone, makes a replica the next one. Sentinel writes what it learns into its file.
set -eu
domain=${DOMAIN-.feature-store-nodes.ml-services.svc.cluster.local}
port=${PORT:-6379}
sentinel_port=${SENTINEL_PORT:-26379}
file=${FILE:-/sentinel/sentinel.conf}

# The own node's view first: redis.sh has asked the other Sentinels already.
primary=''
until [ -n "$primary" ]; do
  info=$(redis-cli -h "${LOCAL_HOST:-127.0.0.1}" -p "$port" info replication 2> /dev/null | tr -d '\r') || info=''
  case $info in
    *role:master*) primary="$POD_NAME$domain" ;;
    *role:slave*) primary=$(printf '%s\n' "$info" | sed -n 's/^master_host://p') ;;
    *) sleep 1 ;;
  esac
done

umask 077
cat > "$file" <<EOF
port $sentinel_port
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $POD_NAME$domain
sentinel announce-port $sentinel_port
sentinel monitor features $primary $port 2
sentinel auth-pass features $REDISCLI_AUTH
sentinel down-after-milliseconds features 5000
sentinel failover-timeout features 30000
sentinel parallel-syncs features 1
EOF
exec redis-server "$file" --sentinel
