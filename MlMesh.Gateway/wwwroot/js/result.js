import { bar, byId, element, showText } from "./dom.js";
import { exactPercent, featureName, featureValue, isRate, milliseconds, percent, wallTime } from "./format.js";
import { traceId } from "./trace.js";

/** Shows an answer. */
export function showAnswer(answer, flight) {
  byId("empty").hidden = true;
  byId("problem").hidden = true;
  byId("answer").hidden = false;
  showGauge(answer);
  const { origin, destination } = flight;
  byId("route").textContent = `${origin.iata} → ${destination.iata}`;
  byId("route-places").textContent = `${origin.place} to ${destination.place}`;
  byId("route-time").textContent = wallTime(flight.scheduled);
  const verdict = byId("verdict");
  verdict.textContent = answer.late ? "Late" : "On time";
  verdict.dataset.late = answer.late;
  const version = byId("version");
  version.textContent = `${answer.model} ${answer.modelVersion}`;
  version.dataset.version = answer.modelVersion;
  byId("verdict-detail").textContent =
    `${exactPercent(answer.probability)} likely to be late; the model calls it late from ${percent(answer.threshold)} on.`;
  showText(byId("degraded"), answer.degraded ? `Degraded answer. ${answer.degradedReason ?? "Some features are defaults."}` : null);
  byId("prediction-id").textContent = answer.predictionId;
  byId("trace").replaceChildren(traceId(answer.traceId));
  byId("as-of").textContent = ageOf(answer);
  byId("duration").textContent = milliseconds(answer.duration);
  const defaulted = new Set(answer.defaultedFeatures ?? []);
  byId("features").replaceChildren(...Object.entries(answer.features).map(([name, value]) => featureItem(name, value, defaulted.has(name))));
  byId("announce").textContent =
    `${origin.iata} to ${destination.iata}: ${percent(answer.probability)} likely to be late, ${answer.late ? "late" : "on time"}, says ${answer.modelVersion}.`;
}

/** Shows why there is no answer. */
export function showProblem(error) {
  byId("empty").hidden = true;
  byId("answer").hidden = true;
  const problem = byId("problem");
  problem.hidden = false;
  problem.replaceChildren(
    element("strong", {}, error.status === 400 ? "This flight cannot be predicted" : "No prediction"),
    error.message,
    ...(error.retryAfter ? [` Worth another try in ${error.retryAfter} s.`] : []),
    ...(error.traceId ? [element("p", { class: "muted" }, "Trace ", traceId(error.traceId))] : []));
}

function showGauge({ probability, threshold, late }) {
  const gauge = byId("gauge");
  gauge.dataset.late = late;
  gauge.dataset.zero = probability < 0.005;
  gauge.style.setProperty("--value", probability * 100);
  gauge.style.setProperty("--angle", `${threshold * 180 - 90}deg`);
  gauge.querySelector(".gauge-number").textContent = percent(probability);
  byId("gauge-title").textContent = `Probability of being late: ${percent(probability)}; threshold ${percent(threshold)}`;
}

function ageOf({ asOf, featureAgeSeconds }) {
  const time = asOf ? wallTime(asOf) : "the departure";
  return featureAgeSeconds === undefined ? time : `${time}, online features ${Math.round(featureAgeSeconds / 60)} min old`;
}

function featureItem(name, value, isDefault) {
  return element("div", {},
    element("dt", {}, featureName(name), element("span", { class: "view" }, name)),
    element("dd", {},
      element("span", {}, isDefault ? element("span", { class: "tag", title: "The feature store had no value" }, "default") : null, featureValue(name, value)),
      isRate(name) ? bar(value) : null));
}
