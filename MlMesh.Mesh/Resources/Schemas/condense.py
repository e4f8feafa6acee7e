"""Condenses Istio's custom resource definitions to what validation needs: condense.py istio-crds.yaml > istio-1.30.json

Descriptions and older versions go (all versions of a kind have the same spec), and repeated parts are stated once, under "definitions".
"""
import collections
import json
import sys

import yaml

KINDS = {
    'VirtualService', 'DestinationRule', 'Gateway', 'Sidecar', 'ServiceEntry', 'WorkloadEntry', 'EnvoyFilter',
    'Telemetry', 'AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication',
}
LEAST_REPEATED_SIZE = 120


def condense(schema):
    if isinstance(schema, dict):
        return {key: {name: condense(part) for name, part in value.items()} if key == 'properties' else condense(value)
                for key, value in schema.items() if key != 'description'}
    return [condense(item) for item in schema] if isinstance(schema, list) else schema


def text(schema):
    return json.dumps(schema, sort_keys=True, separators=(',', ':'))


def count(schema, counts):
    if isinstance(schema, dict):
        if 'type' in schema and isinstance(schema['type'], str):
            counts[text(schema)] += 1
            if counts[text(schema)] > 1:
                return
        for value in schema.values():
            count(value, counts)
    elif isinstance(schema, list):
        for item in schema:
            count(item, counts)


def share(schema, names, definitions):
    if isinstance(schema, list):
        return [share(item, names, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    name = names.get(text(schema))
    shared = {key: share(value, names, definitions) for key, value in schema.items()} if name not in definitions else None
    if name is None:
        return shared
    definitions.setdefault(name, shared)
    return {'$ref': name}


def lines(entries):
    return '{\n' + ',\n'.join(f'  {json.dumps(name)}: {text(schema)}' for name, schema in entries.items()) + '\n }'


def main():
    kinds = {}
    for document in yaml.safe_load_all(open(sys.argv[1])):
        names = document['spec']['names'] if document else {'kind': None}
        if names['kind'] in KINDS:
            schema = document['spec']['versions'][0]['schema']['openAPIV3Schema']
            root = condense({'type': 'object', 'required': schema.get('required', []), 'properties': {'spec': schema['properties']['spec']}})
            kinds[names['kind']] = root
    counts = collections.Counter()
    count(list(kinds.values()), counts)
    repeated = [part for part, times in sorted(counts.items()) if times > 1 and len(part) >= LEAST_REPEATED_SIZE]
    names = {part: str(i) for i, part in enumerate(repeated)}
    definitions = {}
    shared = {kind: share(schema, names, definitions) for kind, schema in sorted(kinds.items())}
    source = 'Istio 1.30.3, manifests/charts/base/files/crd-all.gen.yaml, Apache License 2.0'
    print('{\n "source": %s,\n "definitions": %s,\n "kinds": %s\n}' % (json.dumps(source), lines(definitions), lines(shared)))


main()
