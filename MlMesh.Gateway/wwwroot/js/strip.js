import { svgElement } from "./dom.js";
import { exactPercent } from "./format.js";

const width = 1000;
const height = 120;
const margin = 10;

/** Draws probabilities as points, oldest left, coloured by version, with the threshold as a line. */
export function drawStrip(svg, predictions, capacity) {
  const y = (probability) => margin + (1 - probability) * (height - 2 * margin);
  const threshold = predictions.at(-1)?.threshold;
  const step = (width - 2 * margin) / Math.max(1, capacity - 1);
  const first = width - margin - step * (predictions.length - 1);
  svg.replaceChildren(
    ...(threshold === undefined ? [] : [svgElement("line", { class: "threshold", x1: 0, x2: width, y1: y(threshold), y2: y(threshold) })]),
    ...predictions.map((prediction, i) =>
      // A line without length and with round ends stays a circle however the drawing is stretched.
      svgElement("path", { class: "point", d: `M${(first + i * step).toFixed(1)} ${y(prediction.probability).toFixed(1)}h0`, "data-version": prediction.modelVersion })));
  svg.setAttribute("aria-label", describe(predictions, threshold));
}

function describe(predictions, threshold) {
  if (predictions.length === 0)
    return "No predictions yet";
  const probabilities = predictions.map((prediction) => prediction.probability);
  return `Probabilities of the last ${predictions.length} predictions: ${exactPercent(Math.min(...probabilities))} to ${exactPercent(Math.max(...probabilities))}, ` +
    `${predictions.filter((prediction) => prediction.probability >= threshold).length} of them called late`;
}
