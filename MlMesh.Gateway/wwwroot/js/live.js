import { bar, byId, element } from "./dom.js";
import { clockTime, count, exactPercent, milliseconds, percent, shortWallTime } from "./format.js";
import { drawStrip } from "./strip.js";
import { traceId } from "./trace.js";

const rowsShown = 40;
const pointsShown = 100;
const retryAfter = 10_000;

/** Shows the predictions that pass through the gateway, whoever asks for them, as they happen. */
export function setUpLive() {
  const mine = new Set();
  let shown = [];
  let total = 0;
  let paused = false;

  const pause = byId("pause");
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    pause.textContent = paused ? "Resume" : "Pause";
    setState(paused ? "paused" : "live");
    if (!paused)
      draw(new Set());
  });

  function watch() {
    const source = new EventSource("console/predictions");
    source.addEventListener("open", () => {
      // The feed begins with all that is kept, after a lost connection too.
      shown = [];
    });
    source.addEventListener("predictions", ({ data }) => {
      const batch = JSON.parse(data);
      total = batch.total;
      shown = [...shown, ...batch.predictions].slice(-pointsShown);
      if (paused)
        return;
      setState("live");
      draw(new Set(batch.predictions));
    });
    source.addEventListener("error", () => {
      setState("lost");
      // The browser tries again by itself, unless the answer was an error.
      if (source.readyState === EventSource.CLOSED)
        setTimeout(watch, retryAfter);
    });
  }

  function draw(fresh) {
    byId("live-total").textContent = total === 0 ? "" : `${count(total)} through this gateway since it started`;
    byId("none").hidden = shown.length > 0;
    byId("recent").replaceChildren(...shown.slice(-rowsShown).reverse().map((prediction) => row(prediction, fresh.has(prediction), mine.has(prediction.predictionId))));
    drawStrip(byId("strip"), shown, pointsShown);
    drawLegend(shown);
  }

  watch();
  return {
    /** Marks a prediction as asked for on this page. */
    mark(id) {
      mine.add(id);
    },
  };
}

function setState(state) {
  const target = byId("live-state");
  target.dataset.state = state;
  target.textContent = { live: "Live", paused: "Paused", lost: "Connection lost, trying again" }[state];
}

function drawLegend(predictions) {
  const versions = [...new Set(predictions.map((prediction) => prediction.modelVersion))].sort();
  const threshold = predictions.at(-1)?.threshold;
  byId("strip-legend").replaceChildren(
    ...versions.map((version) => {
      const own = predictions.filter((prediction) => prediction.modelVersion === version);
      const mean = own.reduce((sum, prediction) => sum + prediction.probability, 0) / own.length;
      return element("span", { class: "key", "data-version": version }, `${version}: ${count(own.length)}, mean ${exactPercent(mean)}`);
    }),
    ...(threshold === undefined ? [] : [element("span", {}, `Dashed: threshold ${percent(threshold)}`)]));
}

function row(prediction, isNew, isMine) {
  const { late } = prediction;
  return element("tr", { class: isNew && "new", "data-late": String(late), "data-mine": String(isMine) },
    element("td", {}, clockTime(prediction.at)),
    element("td", { class: "flight" }, `${prediction.origin} → ${prediction.destination}`, isMine ? element("span", { class: "visually-hidden" }, " (asked on this page)") : null),
    element("td", { class: "wide" }, shortWallTime(prediction.scheduled)),
    element("td", {}, element("span", { class: "odds" }, element("span", { class: "amount" }, exactPercent(prediction.probability)), bar(prediction.probability))),
    element("td", { class: "medium" }, element("span", { class: "pill", "data-late": String(late) }, late ? "Late" : "On time"), prediction.degraded ? element("span", { class: "tag" }, "degraded") : null),
    element("td", {}, element("span", { class: "badge", "data-version": prediction.modelVersion }, prediction.modelVersion)),
    element("td", { class: "wide number" }, milliseconds(prediction.durationMilliseconds)),
    element("td", { class: "wide" }, traceId(prediction.traceId, prediction.traceId?.slice(0, 8))));
}
