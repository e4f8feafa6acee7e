import { svgElement } from "./dom.js";

const width = 720;
const radians = Math.PI / 180;

/** The map of all airports, which together draw the country, with the picked route over it. */
export class RouteMap {
  #svg;

  constructor(svg, airports) {
    this.#svg = svg;
    svg.querySelector(".map-airports").replaceChildren(...airports.map((airport) => {
      const [x, y] = place(airport);
      return svgElement("circle", { cx: x, cy: y, r: (2.4 + Math.sqrt(airport.departures) / 75).toFixed(2) });
    }));
  }

  show(origin, destination) {
    const ends = [origin, destination].filter(Boolean).map((airport) => ({ airport, at: place(airport) }));
    this.#svg.querySelector(".map-ends").replaceChildren(...ends.flatMap(({ airport, at: [x, y] }) => [
      svgElement("circle", { cx: x, cy: y, r: 6 }),
      svgElement("text", { x: x + (x > width - 90 ? -12 : 12), y: y + (y < 40 ? 26 : -10), "text-anchor": x > width - 90 ? "end" : "start" }, airport.iata),
    ]));
    const path = this.#svg.querySelector(".map-route");
    path.classList.remove("drawn");
    if (ends.length < 2) {
      path.removeAttribute("d");
      return;
    }
    path.setAttribute("d", arc(ends[0].at, ends[1].at));
    path.setAttribute("pathLength", "1");
    // Read layout in between, or removing and adding the class would be no change and start no animation.
    path.getBoundingClientRect();
    path.classList.add("drawn");
  }
}

/** Bows the route upwards, as great circles look on maps of the north. */
function arc([x1, y1], [x2, y2]) {
  const bow = Math.hypot(x2 - x1, y2 - y1) * 0.22;
  return `M${x1} ${y1}Q${((x1 + x2) / 2).toFixed(1)} ${((y1 + y2) / 2 - bow).toFixed(1)} ${x2} ${y2}`;
}

/** Where an airport lies on the map; what is not on the mainland has its place below it, as on most US maps. */
function place({ latitude, longitude }) {
  if (latitude > 50)
    return inset(albers(latitude, longitude, [55, 65], -152, 60), 290, 95, 375);
  if (longitude < -140)
    return inset(albers(latitude, longitude, [8, 18], -157, 20.5), 870, 235, 390);
  if (longitude > -68 && latitude < 22)
    return inset(albers(latitude, longitude, [8, 18], -66, 18), 870, 655, 400);
  return inset(albers(latitude, longitude, [29.5, 45.5], -96, 38), 900, 352, 212);
}

const inset = ([x, y], scale, left, top) => [Number((left + x * scale).toFixed(1)), Number((top + y * scale).toFixed(1))];

/** Albers' equal-area conic projection (Snyder 1987, chapter 14); x to the east and y to the south of the middle, in earth radii. */
function albers(latitude, longitude, parallels, middle, around) {
  const [first, second] = parallels.map((degrees) => degrees * radians);
  const n = (Math.sin(first) + Math.sin(second)) / 2;
  const c = Math.cos(first) ** 2 + 2 * n * Math.sin(first);
  const radius = (phi) => Math.sqrt(c - 2 * n * Math.sin(phi)) / n;
  const theta = n * (longitude - middle) * radians;
  const rho = radius(latitude * radians);
  return [rho * Math.sin(theta), rho * Math.cos(theta) - radius(around * radians)];
}
