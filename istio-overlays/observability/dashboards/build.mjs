// Writes Grafana's JSON for panels.mjs: node build.mjs [folder], by default beside this file. The JSON is committed; a test fails when it is not of today.
import { writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { dashboards } from "./panels.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL(".", import.meta.url));
const datasource = { type: "prometheus", uid: "${datasource}" };

function panel({ title, unit, queries }, index) {
  return {
    id: index + 1,
    type: "timeseries",
    title,
    datasource,
    gridPos: { h: 8, w: 12, x: (index % 2) * 12, y: Math.floor(index / 2) * 8 },
    fieldConfig: { defaults: { unit, min: 0, custom: { fillOpacity: 10, showPoints: "never" } }, overrides: [] },
    options: { legend: { displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi", sort: "desc" } },
    targets: queries.map(({ expr, legend }, i) => ({ refId: String.fromCharCode(65 + i), datasource, expr, legendFormat: legend })),
  };
}

for (const { file, uid, title, panels } of dashboards) {
  const dashboard = {
    uid,
    title,
    tags: ["mlmesh"],
    schemaVersion: 39,
    editable: false,
    timezone: "browser",
    refresh: "10s",
    time: { from: "now-1h", to: "now" },
    templating: { list: [{ name: "datasource", type: "datasource", query: "prometheus", hide: 2 }] },
    links: [{ type: "dashboards", tags: ["mlmesh"], title: "MlMesh", asDropdown: true }],
    panels: panels.map(panel),
  };
  writeFileSync(path.join(folder, file), JSON.stringify(dashboard, null, 2) + "\n");
}
