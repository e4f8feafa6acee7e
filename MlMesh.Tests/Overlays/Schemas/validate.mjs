// Checks Kubernetes objects against their schemas. Standard input: {"objects": [...], "crds": [...]} as JSON; standard output: a JSON list with a list of
// faults per object. Kubernetes' own kinds are checked by kubernetes-models, kinds that the given CustomResourceDefinitions define by these.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";

const require = createRequire(import.meta.url);
const models = path.resolve(path.dirname(require.resolve("kubernetes-models/v1")), "..", "_schemas");
const Ajv = require("ajv").default;

// What objects of other projects cannot do without.
const required = {
  "gateway.networking.k8s.io/Gateway": ["spec.gatewayClassName", "spec.listeners"],
  "gateway.networking.k8s.io/HTTPRoute": ["spec.parentRefs", "spec.rules"],
  "flagger.app/Canary": ["spec.targetRef.apiVersion", "spec.targetRef.kind", "spec.targetRef.name", "spec.service.port", "spec.analysis.interval", "spec.analysis.threshold"],
  "flagger.app/MetricTemplate": ["spec.provider.type", "spec.provider.address", "spec.query"],
};

// The validators read each field that they know by its name: a field that is never read is unknown.
function watched(node, place, reads) {
  if (node === null || typeof node !== "object") return node;
  return new Proxy(node, {
    get(target, key) {
      const value = target[key];
      if (typeof key !== "string" || !Object.hasOwn(target, key)) return value;
      reads.add(`${place}/${key}`);
      return watched(value, `${place}/${key}`, reads);
    },
  });
}

function* unread(node, place, reads) {
  if (node === null || typeof node !== "object") return;
  for (const [key, value] of Object.entries(node)) {
    if (reads.has(`${place}/${key}`)) yield* unread(value, `${place}/${key}`, reads);
    else if (!Array.isArray(node)) yield `${place}/${key}: unknown field`;
  }
}

function checkBuiltIn(object) {
  const [version, group = "core"] = object.apiVersion.split("/").reverse();
  const capitalized = (text) => text[0].toUpperCase() + text.slice(1);
  const file = path.join(models, `IoK8sApi${capitalized(group.split(".")[0])}${capitalized(version)}${object.kind}.js`);
  if (!existsSync(file)) return [`no schema for ${object.apiVersion} ${object.kind}`];

  const { validate } = require(file);
  const reads = new Set();
  const valid = validate(watched(object, "", reads));
  const faults = valid ? [] : validate.errors.map((e) => `${e.instancePath}: ${e.message ?? e.keyword} ${JSON.stringify(e.params)}`);
  return [...faults, ...unread(object, "", reads)];
}

// A structural schema refuses what it does not name (kubectl's strict validation).
function closed(schema) {
  if (schema === null || typeof schema !== "object") return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const copy = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "format" && key !== "default" && !key.startsWith("x-")).map(([key, value]) => [key, closed(value)]));
  if (schema["x-kubernetes-int-or-string"]) return {};
  if (schema.type === "object" && schema.properties && !schema.additionalProperties && !schema["x-kubernetes-preserve-unknown-fields"]) copy.additionalProperties = false;
  if (schema.nullable && copy.type) copy.type = [copy.type, "null"];
  return copy;
}

function definitions(crds) {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  const known = new Map();
  for (const crd of crds)
    for (const version of crd.spec.versions) {
      const schema = closed(version.schema.openAPIV3Schema);
      for (const field of ["apiVersion", "kind", "metadata"]) schema.properties = { ...schema.properties, [field]: {} };
      let compiled;
      known.set(`${crd.spec.group}/${version.name}/${crd.spec.names.kind}`, (object) => {
        compiled ??= ajv.compile(schema);
        return compiled(object) ? [] : compiled.errors.map((e) => `${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`);
      });
    }
  return known;
}

function check(object, crds) {
  const group = object.apiVersion.includes("/") ? object.apiVersion.split("/")[0] : "";
  const custom = crds.get(`${object.apiVersion}/${object.kind}`);
  if (custom) return custom(object);
  const fields = required[`${group}/${object.kind}`];
  if (fields) return fields.filter((field) => field.split(".").reduce((node, name) => node?.[name], object) === undefined).map((field) => `${field}: required`);
  // Without the definitions at hand, the mesh's own reading of Istio's schemas is the check.
  return group.endsWith(".istio.io") ? [] : checkBuiltIn(object);
}

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { objects, crds } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const known = definitions(crds);
process.stdout.write(JSON.stringify(objects.map((object) => check(object, known))));
