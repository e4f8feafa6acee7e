#!/usr/bin/env bash
# What `mlmesh policy` costs, as the packed tool: start to first line of `policy route`, and 1,000 test cases over a policy of 50 rules. Needs dotnet, gcc or clang, and python3.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet pack MlMesh.Cli --use-current-runtime -o "$work/packages" -v q -nologo >/dev/null
dotnet tool install mlmesh --tool-path "$work/tools" --source "$work/packages" >/dev/null

mkdir "$work/policy"
python3 - "$work" "$rounds" <<'PYTHON'
import os, resource, statistics, subprocess, sys, time

work, rounds = sys.argv[1], int(sys.argv[2])
tool = os.path.join(work, "tools", "mlmesh")
folder = os.path.join(work, "policy")

rules = "".join(f"""  - name: rule-{i}
    match: [{{uri: {{prefix: /p{i}/}}, headers: {{x-group: {{exact: g{i}}}}}}}]
    route:
    - {{destination: {{host: big, subset: v1, port: {{number: 8080}}}}, weight: 90}}
    - {{destination: {{host: big, subset: v2, port: {{number: 8080}}}}, weight: 10}}
    timeout: {i + 1}s
""" for i in range(50))
with open(os.path.join(folder, "policy.yaml"), "w") as file:
    file.write(f"""apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {{name: big, namespace: ml}}
spec:
  hosts: [big]
  http:
{rules}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {{name: big, namespace: ml}}
spec: {{host: big, subsets: [{{name: v1, labels: {{version: v1}}}}, {{name: v2, labels: {{version: v2}}}}]}}
""")
with open(os.path.join(folder, "policy-tests.yaml"), "w") as file:
    file.write("tests:\n" + "".join(f"""- name: test {n}
  request: GET http://big:8080/p{n % 50}/{n}
  headers: {{x-group: g{n % 50}}}
  expect: {{route: rule-{n % 50}, destinations: {{v1: 90, v2: 10}}, timeout: {n % 50 + 1}s}}
""" for n in range(1000)))


def measure(name, *arguments):
    first, cpu = [], []
    for _ in range(rounds):
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        process = subprocess.Popen([tool, *arguments], stdout=subprocess.PIPE)
        process.stdout.readline()
        first.append(time.perf_counter() - started)
        process.stdout.read()
        if process.wait() != 0:
            sys.exit(f"{name} failed")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"{name}: first line after {statistics.median(first) * 1000:.0f} ms (best {min(first) * 1000:.0f}), CPU {statistics.median(cpu) * 1000:.0f} ms (best {min(cpu) * 1000:.0f})")


measure("policy route", "policy", "route", "--policy", "istio-overlays/overlays/canary", "--request", "POST http://model-inference:8080/predict", "--source", "gateway")
measure("policy test, 1,000 cases over 50 rules", "policy", "test", folder)
PYTHON
