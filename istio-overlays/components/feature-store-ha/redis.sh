#!/bin/sh
# Starts a node in the part that Sentinel gave it: whoever is primary now stays it, and only when nobody answers does the first node begin as one.
set -eu
nodes=${NODES:-"feature-store-nodes-0 feature-store-nodes-1 feature-store-nodes-2"}
domain=${DOMAIN-.feature-store-nodes.ml-services.svc.cluster.local}
port=${PORT:-6379}
sentinel_port=${SENTINEL_PORT:-26379}
self="$POD_NAME$domain"

primary=''
for node in $nodes; do
  [ "$node" != "$POD_NAME" ] || continue
  # No password for Sentinel: it has none of its own, and the network and the mesh admit the nodes only.
  primary=$(REDISCLI_AUTH='' timeout 2 redis-cli -h "$node$domain" -p "$sentinel_port" sentinel get-master-addr-by-name features 2> /dev/null | head -1) || primary=''
  case $primary in *[!a-zA-Z0-9.-]* | '' | ERR*) primary='' ;; *) break ;; esac
done
[ -n "$primary" ] || primary="${nodes%% *}$domain"

role=''
[ "$primary" = "$self" ] || role="replicaof $primary $port"
exec redis-server "${CONFIG:-/etc/redis/redis.conf}" - <<EOF
port $port
requirepass $REDISCLI_AUTH
masterauth $REDISCLI_AUTH
replica-announce-ip $self
replica-announce-port $port
$role
EOF
