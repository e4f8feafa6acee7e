#!/usr/bin/env bash
# Makes one root CA and an intermediate CA for each cluster, so that pods of both trust each other: certificates.sh FOLDER CLUSTER...
# For a trial. In production the root's key is kept offline or in a vault, and the intermediates are made there.
set -euo pipefail
[[ $# -ge 2 ]] || { echo "Usage: certificates.sh FOLDER CLUSTER..." >&2; exit 1; }
command -v openssl > /dev/null || { echo "certificates.sh: openssl is missing" >&2; exit 1; }
folder=$1
shift
umask 077
mkdir -p "$folder"

if [[ ! -f $folder/root-cert.pem ]]; then
  openssl req -x509 -newkey rsa:4096 -nodes -sha256 -days 3650 -subj "/O=MlMesh/CN=Root CA" \
    -addext "basicConstraints=critical,CA:true" -addext "keyUsage=critical,keyCertSign,cRLSign" \
    -keyout "$folder/root-key.pem" -out "$folder/root-cert.pem" 2> /dev/null
fi

for cluster in "$@"; do
  mkdir -p "$folder/$cluster"
  cat > "$folder/$cluster/extensions" <<EOF
basicConstraints=critical,CA:true,pathlen:0
keyUsage=critical,digitalSignature,keyCertSign,cRLSign
subjectAltName=DNS:istiod.istio-system.svc
EOF
  openssl req -newkey rsa:4096 -nodes -subj "/O=MlMesh/CN=Intermediate CA/L=$cluster" \
    -keyout "$folder/$cluster/ca-key.pem" -out "$folder/$cluster/ca.csr" 2> /dev/null
  openssl x509 -req -sha256 -days 730 -in "$folder/$cluster/ca.csr" -CA "$folder/root-cert.pem" -CAkey "$folder/root-key.pem" -CAcreateserial \
    -extfile "$folder/$cluster/extensions" -out "$folder/$cluster/ca-cert.pem" 2> /dev/null
  cat "$folder/$cluster/ca-cert.pem" "$folder/root-cert.pem" > "$folder/$cluster/cert-chain.pem"
  cp "$folder/root-cert.pem" "$folder/$cluster/root-cert.pem"
  rm "$folder/$cluster/ca.csr" "$folder/$cluster/extensions"
  echo "$folder/$cluster: kubectl create secret generic cacerts -n istio-system --from-file=$folder/$cluster"
done
