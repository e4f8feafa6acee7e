#!/usr/bin/env bash
# Installs Istio, its addons and a policy of this folder into a cluster. Running it again changes nothing that is as it should be.
set -euo pipefail

readonly ISTIO=1.30.3
readonly GATEWAY_API=v1.4.0
readonly NAMESPACE=ml-services
readonly RECORD=mlmesh-applied # the ConfigMap that names what was applied
readonly ADDONS=(prometheus grafana jaeger kiali)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

policy='' components='' profile='' platform='' registry='' tag='' revision='' context=''
dry_run=false uninstall=false purge=false mesh=true addons=true addons_only=false

usage() {
  cat <<EOF
Usage: istio-overlays/install.sh [options]

  --policy NAME       a folder of overlays/ (default: stable)
  --with A,B          folders of components/
  --profile NAME      demo, production or ambient: a file of mesh/ (default: demo)
  --platform NAME     gke, k3d, k3s, minikube, microk8s, openshift: where Istio needs to know (its values.global.platform)
  --registry HOST/P   where the images are, instead of registry.example.com/mlmesh
  --tag TAG           their tag, instead of 1.0.0
  --revision NAME     installs this control plane beside the present one and points the default tag at it: an upgrade;
                      the policy and the profile that are in force must be given too
  --skip-mesh         Istio is there already
  --addons-only       these alone, for a system that is there: its policy stays as it is
  --skip-addons       no Prometheus, Grafana, Jaeger and Kiali
  --context NAME      the kube context, instead of the current one
  --dry-run           says what would be done and changes nothing; its exit code is 1 when something is missing
  --uninstall         removes the system; the feature store's volume and password stay
  --purge             with --uninstall: removes these, the addons and Istio too
EOF
}

fail() { echo "install.sh: $*" >&2; exit 1; }

while (($#)); do
  case $1 in
    --policy | --with | --profile | --platform | --registry | --tag | --revision | --context)
      [[ $# -ge 2 && $2 != --* ]] || fail "$1 needs a value"
      case $1 in
        --policy) policy=$2 ;;
        --with) components=$2 ;;
        --profile) profile=$2 ;;
        --platform) platform=$2 ;;
        --registry) registry=${2%/} ;;
        --tag) tag=$2 ;;
        --revision) revision=$2 ;;
        --context) context=$2 ;;
      esac
      shift ;;
    --skip-mesh) mesh=false ;;
    --addons-only) mesh=false addons_only=true ;;
    --skip-addons) addons=false ;;
    --dry-run) dry_run=true ;;
    --uninstall) uninstall=true ;;
    --purge) purge=true ;;
    -h | --help) usage; exit ;;
    *) usage >&2; fail "unknown option $1" ;;
  esac
  shift
done

if [[ -n $revision && (-z $policy || -z $profile) ]] && ! $uninstall; then
  fail "--revision needs --policy and --profile (and --with, --platform, --registry, --tag): those in force, or the upgrade would change them as well"
fi
policy=${policy:-stable} profile=${profile:-demo}

names() { (cd "$here/$1" && printf '%s ' *); }
has() { [[ " ${components//,/ } " == *" $1 "* ]]; } # a component

# --- what is asked for -------------------------------------------------------------------------------------------------------------------------------
[[ -d $here/overlays/$policy ]] || fail "there is no policy '$policy'; there are: $(names overlays)"
[[ $profile =~ ^(demo|production|ambient)$ ]] || fail "there is no profile '$profile'; there are: demo production ambient"
for component in ${components//,/ }; do
  [[ -f $here/components/$component/kustomization.yaml ]] || fail "there is no component '$component'; there are: $(names components)"
done
for component in ${components//,/ }; do
  # A component names those it does not go with in an annotation of its kustomization.
  excluded=$(sed -n 's/^ *mlmesh\/not-with: *//p' "$here/components/$component/kustomization.yaml")
  for other in ${components//,/ }; do
    [[ ,${excluded// /}, != *",$other,"* ]] || fail "the components '$component' and '$other' do not go together: $component excludes $excluded"
  done
done
excluded=$(sed -n 's/^ *mlmesh\/not-with: *//p' "$here/overlays/$policy/kustomization.yaml")
for component in ${components//,/ }; do
  [[ ,${excluded// /}, != *",$component,"* ]] || fail "the policy '$policy' and the component '$component' do not go together"
done
if $mesh && has ambient && [[ $profile != ambient ]]; then fail "the component 'ambient' needs --profile ambient"; fi

# --- what is missing ---------------------------------------------------------------------------------------------------------------------------------
kube() { kubectl ${context:+--context "$context"} "$@"; }
istio() { istioctl ${context:+--context "$context"} "$@"; }
run() { # kube or istio with arguments that change the cluster
  if $dry_run; then printf 'would run: %s' "${1}ctl${context:+ --context $context}"; printf ' %q' "${@:2}"; echo; else "$@"; fi
}

missing=()
if ! command -v kubectl > /dev/null; then
  missing+=("kubectl 1.27 or newer: https://kubernetes.io/docs/tasks/tools/")
elif ! kubectl version --client 2> /dev/null | grep -q 'Kustomize Version: v5'; then
  missing+=("a kubectl with kustomize 5 (1.27 or newer)")
fi
if $mesh && ! command -v istioctl > /dev/null; then
  missing+=("istioctl $ISTIO: curl -L https://istio.io/downloadIstio | ISTIO_VERSION=$ISTIO sh -")
elif $mesh && [[ $(istioctl version --remote=false 2> /dev/null) != *"${ISTIO%.*}."* ]]; then
  missing+=("istioctl ${ISTIO%.*} (this is $(istioctl version --remote=false 2> /dev/null | head -1))")
fi
if ((${#missing[@]} == 0)); then
  if ! server=$(kube version -o json 2> /dev/null | sed -n '/"serverVersion"/,/}/s/.*"minor": *"\([0-9]*\).*/\1/p') || [[ -z $server ]]; then
    missing+=("a cluster that answers: check 'kubectl${context:+ --context $context} get nodes'")
  elif ((server < 29)); then
    missing+=("Kubernetes 1.29 or newer (this is 1.$server): a Job with a sidecar ends only where sidecars are native")
  elif ! $uninstall && grep -qs '^apiVersion: flagger.app' "$here/overlays/$policy/"*.yaml && ! kube get crd canaries.flagger.app > /dev/null 2>&1; then
    missing+=("Flagger: helm upgrade -i flagger oci://ghcr.io/fluxcd/charts/flagger -n istio-system --create-namespace --set meshProvider=istio --set metricsServer=http://prometheus.istio-system:9090")
  elif ! $mesh && ! $addons_only && ! kube -n istio-system get daemonset istio-cni-node > /dev/null 2>&1; then
    missing+=("istio-cni in istio-system: the namespace's Pod Security level refuses Istio's init container")
  fi
fi
cli() { if command -v mlmesh > /dev/null; then mlmesh "$@"; else dotnet run --project "$here/../MlMesh.Cli" -- "$@"; fi; }
if has jwt && ! $uninstall && ((${#missing[@]} == 0)) && ! command -v mlmesh > /dev/null && ! command -v dotnet > /dev/null \
  && ! kube -n "$NAMESPACE" get secret token-issuer > /dev/null 2>&1; then
  missing+=("mlmesh or the .NET SDK 10: the component jwt needs the public key that tokens are verified with (docs/tokens.md)")
fi
if ((${#missing[@]})); then
  echo "Missing:" >&2
  printf '  %s\n' "${missing[@]}" >&2
  if ! $dry_run || ! command -v kubectl > /dev/null; then exit 1; fi
fi

# --- what will be applied ----------------------------------------------------------------------------------------------------------------------------
work=$(mktemp -d "$here/.install-XXXXXX")
trap 'rm -rf "$work"' EXIT
{
  echo "resources: [../overlays/$policy]"
  [[ -z $components ]] || echo "components:"
  for component in ${components//,/ }; do echo "- ../components/$component"; done
} > "$work/kustomization.yaml"
kubectl kustomize "$work" > "$work/rendered.yaml"
if [[ -n $registry || -n $tag ]]; then
  echo "images:" >> "$work/kustomization.yaml"
  sed -n 's/.*image: registry\.example\.com\/mlmesh\/\([a-z0-9-]*\).*/\1/p' "$work/rendered.yaml" | sort -u | while read -r image; do
    echo "- name: registry.example.com/mlmesh/$image"
    [[ -z $registry ]] || echo "  newName: $registry/$image"
    [[ -z $tag ]] || echo "  newTag: \"$tag\""
  done >> "$work/kustomization.yaml"
  kubectl kustomize "$work" > "$work/rendered.yaml"
fi

objects() { # kind.group/namespace/name of a manifest's objects, the last first: policies, then workloads, then what these need
  awk '
    function emit() { if (kind != "") all = kind group "/" namespace "/" name "\n" all; kind = group = namespace = name = "" }
    /^---/ { emit() }
    /^[A-Za-z]/ { section = $1 }
    /^apiVersion:/ { group = $2; if (!sub(/\/.*/, "", group)) group = ""; else group = "." group }
    /^kind:/ { kind = $2 }
    section == "metadata:" && /^  name:/ { name = $2; gsub(/"/, "", name) }
    section == "metadata:" && /^  namespace:/ { namespace = $2 }
    END { emit(); printf "%s", all }'
}
record() { # files with such lines
  {
    printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: %s}\ndata:\n  objects: |\n' "$RECORD" "$NAMESPACE"
    sed 's/^/    /' "$@"
  } > "$work/$RECORD.yaml"
  kube apply -f "$work/$RECORD.yaml"
}
drop() { # a file with such lines
  local kind namespace name output
  while IFS=/ read -r kind namespace name <&3; do
    # Where the kind itself is gone, so is the object.
    output=$(run kube ${namespace:+-n "$namespace"} delete "$kind" "$name" --ignore-not-found 2>&1) || [[ $output == *"have a resource type"* ]] || fail "$output"
    [[ -z $output ]] || echo "$output"
  done 3< "$1"
}
remove_canaries() {
  # Before it lets go of a Canary, Flagger gives the Deployment its pods back, so both must still be there.
  kube get crd canaries.flagger.app > /dev/null 2>&1 && [[ -n $(kube -n "$NAMESPACE" get canaries.flagger.app -o name) ]] || return 0
  run kube -n "$NAMESPACE" delete canaries.flagger.app --all --timeout 5m \
    || fail "Flagger does not let go of its Canary; see 'Uninstall' in docs/deploy.md"
  # What Flagger made goes some time after the Canary. Ours of the same name must not be applied over it, or would go as well.
  run kube -n "$NAMESPACE" delete virtualservice model-inference --ignore-not-found
}
objects < "$work/rendered.yaml" > "$work/objects"
if ! kube -n "$NAMESPACE" get configmap "$RECORD" --ignore-not-found -o 'jsonpath={.data.objects}' > "$work/recorded" && ! $dry_run; then
  fail "cannot read what was applied before (the ConfigMap $NAMESPACE/$RECORD)"
fi
# What earlier runs applied and is no longer rendered, but never what holds data. The old policy's routes must not meet the new one's; the rest goes last, as
# pods may use it until there are new ones.
{ grep -Ev '^(Namespace|PersistentVolumeClaim|Secret)/' "$work/recorded" | grep -vxFf "$work/objects" || true; } > "$work/stale"
{ grep '\.networking\.istio\.io/' "$work/stale" || true; } > "$work/stale-routes"
{ grep -v '\.networking\.istio\.io/' "$work/stale" || true; } > "$work/stale-rest"

patch_configmap() { # name in istio-system, key=file...
  local name=$1 pair
  shift
  {
    echo "data:"
    for pair in "$@"; do
      echo "  ${pair%%=*}: |"
      sed 's/^/    /' "${pair#*=}"
    done
  } > "$work/$name.yaml"
  run kube -n istio-system patch configmap "$name" --type merge --patch-file "$work/$name.yaml"
}
addon() { echo "https://raw.githubusercontent.com/istio/istio/$ISTIO/samples/addons/$1.yaml"; }

# --- uninstall ---------------------------------------------------------------------------------------------------------------------------------------
if $uninstall; then
  remove_canaries
  if $purge; then
    run kube delete namespace "$NAMESPACE" --ignore-not-found
    for name in "${ADDONS[@]}"; do run kube delete -f "$(addon "$name")" --ignore-not-found; done
    run istio uninstall --purge -y
    run kube delete namespace istio-system --ignore-not-found
  else
    # Everything but the Namespace, whose end would be that of the volume and the password.
    awk 'BEGIN { RS = "---\n" } !/\nkind: Namespace\n/ { printf "---\n%s", $0 }' "$work/rendered.yaml" > "$work/delete.yaml"
    run kube delete -f "$work/delete.yaml" --ignore-not-found
    drop "$work/stale"
    run kube -n "$NAMESPACE" delete configmap "$RECORD" --ignore-not-found
    echo "The namespace $NAMESPACE stays, with the feature store's volume and password; --uninstall --purge removes them."
  fi
  exit $((${#missing[@]} > 0))
fi

# --- the mesh ----------------------------------------------------------------------------------------------------------------------------------------
if $mesh; then
  run istio install -y -f "$here/mesh/common.yaml" -f "$here/mesh/$profile.yaml" ${platform:+--set "values.global.platform=$platform"} ${revision:+--revision "$revision"}
  if [[ -n $revision ]]; then
    # istio-injection: enabled follows the tag "default"; pods change over when they are restarted.
    run istio tag set default --revision "$revision" --overwrite
  fi
fi
if ! $addons_only && grep -q '^apiVersion: gateway.networking.k8s.io' "$work/rendered.yaml" && ! kube get crd gateways.gateway.networking.k8s.io > /dev/null 2>&1; then
  run kube apply --server-side -f "https://github.com/kubernetes-sigs/gateway-api/releases/download/$GATEWAY_API/standard-install.yaml"
fi
if $addons; then
  for name in "${ADDONS[@]}"; do run kube apply -f "$(addon "$name")"; done
  # Where Istio's samples of Prometheus and Grafana look for rules and dashboards; both notice a change by themselves.
  patch_configmap prometheus recording_rules.yml="$here/observability/recording.rules.yaml" alerting_rules.yml="$here/observability/alerting.rules.yaml"
  dashboards=()
  for file in "$here"/observability/dashboards/*.json; do dashboards+=("mlmesh-$(basename "$file")=$file"); done
  patch_configmap istio-grafana-dashboards "${dashboards[@]}"
  if has ambient; then
    # Pods without a sidecar are scraped on their own ports, where only the mesh gets in.
    run kube -n istio-system patch deployment prometheus --type merge --patch '{"spec": {"template": {"metadata": {"labels": {"istio.io/dataplane-mode": "ambient"}}}}}'
  fi
fi

wait_for_addons() {
  if $dry_run || ! $addons; then return; fi
  for name in "${ADDONS[@]}"; do kube -n istio-system rollout status "deployment/$name" --timeout 5m; done
}
if $addons_only; then
  wait_for_addons
  exit $((${#missing[@]} > 0))
fi

# --- the system --------------------------------------------------------------------------------------------------------------------------------------
run kube apply -f "$here/base/namespace.yaml"
if ! kube -n "$NAMESPACE" get secret feature-store > /dev/null 2>&1; then
  if $dry_run; then
    echo "would create the Secret $NAMESPACE/feature-store with a random password"
  else
    # Over standard input: an argument would show in the process list. Hexadecimal, as a comma would end it in a connection string.
    od -An -N32 -tx1 /dev/urandom | tr -d ' \n' | kube -n "$NAMESPACE" create secret generic feature-store --from-file=password=/dev/stdin
  fi
fi
if has jwt && ! kube -n "$NAMESPACE" get secret token-issuer > /dev/null 2>&1; then
  if $dry_run; then
    echo "would create the Secret $NAMESPACE/token-issuer with the public half of the key that mlmesh token signs with"
  else
    public_key=$(cli token --public-key)
    kube -n "$NAMESPACE" create secret generic token-issuer --from-file=key.pem=/dev/stdin <<< "$public_key"
  fi
fi
# Both kinds of feature store are behind one Service: the one that was not chosen goes first, pods and all, or clients would get either. Its volumes stay.
if has feature-store-ha; then
  run kube -n "$NAMESPACE" delete statefulset/feature-store --ignore-not-found --cascade=foreground
else
  run kube -n "$NAMESPACE" delete statefulset/feature-store-nodes deployment/feature-store-proxy --ignore-not-found --cascade=foreground
fi
# A Job's template is immutable. Running it again changes nothing; one that is at work is left to it.
case " $(kube -n "$NAMESPACE" get job feature-loader --ignore-not-found -o 'jsonpath={.status.conditions[?(@.status=="True")].type}') " in
  *' Complete '* | *' Failed '*) run kube -n "$NAMESPACE" delete job feature-loader --ignore-not-found ;;
esac
grep -q '^kind: Canary$' "$work/rendered.yaml" || remove_canaries
drop "$work/stale-routes"
if $dry_run; then
  drop "$work/stale-rest"
  echo "would apply $(grep -c '^kind:' "$work/rendered.yaml") objects: $(sed -n 's/^kind: //p' "$work/rendered.yaml" | sort | uniq -c | awk '{ printf "%s%s %s", sep, $1, $2; sep = ", " }')"
  exit $((${#missing[@]} > 0))
fi
record "$work/objects" "$work/stale-rest" # whatever happens now, the next run knows
kube apply -f "$work/rendered.yaml"

# --- wait --------------------------------------------------------------------------------------------------------------------------------------------
if [[ -n $revision ]]; then
  run kube -n "$NAMESPACE" rollout restart deployment,statefulset
fi
for workload in $(kube -n "$NAMESPACE" get deployment,statefulset -o name); do
  kube -n "$NAMESPACE" rollout status "$workload" --timeout 5m
done
drop "$work/stale-rest"
record "$work/objects"
kube -n "$NAMESPACE" wait --for=condition=complete job/feature-loader --timeout 5m
wait_for_addons

cat <<EOF

Policy $policy${components:+ with $components} is in force. To ask for a prediction, where the ingress has no address of its own:

  kubectl${context:+ --context $context} -n istio-system port-forward service/istio-ingressgateway 8081:80 &
  curl -s 'localhost:8081/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30'
EOF
