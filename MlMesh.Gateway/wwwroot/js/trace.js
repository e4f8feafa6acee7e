import { element } from "./dom.js";

let dashboard = null;

/** Tells where the dashboard is; without one, trace ids are text. */
export function setDashboard(url) {
  dashboard = url;
}

/** A trace id, linked to the dashboard's page of the trace where there is a dashboard. */
export function traceId(id, text = id) {
  if (!id)
    return element("span", { class: "muted" }, "none");
  const code = element("code", {}, text);
  return dashboard
    ? element("a", { href: `${dashboard}/traces/detail/${id}`, target: "_blank", rel: "noopener" }, code, element("span", { class: "visually-hidden" }, " in the dashboard, opens a new tab"))
    : code;
}
