#!/usr/bin/env bash
# Stands for kubectl and istioctl: replays the outputs of the folders in REPLAY (the first that knows the command), and fails loudly for any other command.
# A file of outputs begins with the command ("$ kubectl get pods") and may state an exit code ("! 1"); a line "%%" parts what the command answers the first time,
# the second time and so on. Names that a run makes up are written RUN and TRACE.
set -euo pipefail

command="$(basename "$0") $*"
command=$(sed -E 's/mlmesh-verify-[0-9a-f]{8}/mlmesh-verify-RUN/g; s/verify=[0-9a-f]{8}/verify=RUN/g; s/[0-9a-f]{32}/TRACE/g' <<< "$command")
times=$(grep -cFx -- "$command" "$ASKED" || true)
echo "$command" >> "$ASKED"
if [[ " $* " == *" -f - "* || " $* " == *" --config - "* ]]; then cat >> "$ASKED.input"; fi

IFS=: read -ra folders <<< "$REPLAY"
for folder in "${folders[@]}"; do
  for file in "$folder"/*.txt; do
    read -r first < "$file" || true
    [[ $first == "\$ $command" ]] || continue
    code=$(sed -n '2s/^! //p' "$file")
    awk -v wanted="$((times + 1))" 'NR == 1 || (NR == 2 && /^! /) { next } $0 == "%%" { part++; next } { text[part + 0] = text[part + 0] $0 "\n" }
      END { n = wanted - 1; if (n > part + 0) n = part + 0; printf "%s", text[n] }' "$file"
    if [[ ${code:-0} == hang ]]; then exec sleep 600; fi
    exit "${code:-0}"
  done
done
echo "no recording of: $command" >&2
exit 99
