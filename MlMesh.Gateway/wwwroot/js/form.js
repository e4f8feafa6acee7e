import { ApiError, predict } from "./api.js";
import { AirportCombobox } from "./combobox.js";
import { byId, showText } from "./dom.js";
import { RouteMap } from "./map.js";
import { showAnswer, showProblem } from "./result.js";

const fields = ["origin", "destination", "scheduled", "distance"];

/** Makes the form ask for predictions; tells the caller of each answer. */
export function setUpForm(airports, onAnswer) {
  const map = new RouteMap(byId("map"), airports.all);
  let boxes = [];
  const redraw = () => boxes.length === 2 && map.show(boxes[0].airport, boxes[1].airport);
  boxes = ["origin", "destination"].map((id) => new AirportCombobox(byId(id), airports, redraw));
  [boxes[0].airport, boxes[1].airport] = [airports.get("ORD"), airports.get("LGA")];

  byId("swap").addEventListener("click", () => {
    [boxes[0].airport, boxes[1].airport] = [boxes[1].airport, boxes[0].airport];
    // A distance holds in both directions.
    clearErrors();
  });
  for (const id of fields)
    byId(id).addEventListener("input", () => showError(id, null));

  byId("predict").addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = byId("ask");
    if (button.getAttribute("aria-busy") === "true")
      return;
    clearErrors();
    const [origin, destination] = boxes.map((box) => box.airport ?? { iata: box.code, place: box.code });
    const scheduled = byId("scheduled").value;
    const distance = byId("distance").value;
    if (!check(origin, destination, scheduled))
      return;
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await predict({
        origin: origin.iata,
        destination: destination.iata,
        scheduled,
        ...(distance === "" ? {} : { distance: Number(distance) }),
      });
      showAnswer(answer, { origin, destination, scheduled });
      onAnswer(answer);
    } catch (error) {
      if (!(error instanceof ApiError))
        throw error;
      for (const [field, messages] of Object.entries(error.fields))
        if (fields.includes(field))
          showError(field, messages.join(" "));
      showProblem(error);
      focusFirstError();
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

/** What needs no question to the API. Whether an airport is known is the API's to say. */
function check(origin, destination, scheduled) {
  showError("origin", origin.iata ? null : "Pick the airport to leave from.");
  showError("destination", destination.iata ? null : "Pick the airport to fly to.");
  showError("scheduled", scheduled ? null : "Enter date and time of the departure.");
  return !focusFirstError();
}

function clearErrors() {
  for (const id of fields)
    showError(id, null);
}

function showError(id, text) {
  showText(byId(`${id}-error`), text);
  byId(id).toggleAttribute("aria-invalid", Boolean(text));
  if (text)
    byId(id).setAttribute("aria-invalid", "true");
}

function focusFirstError() {
  const first = fields.map(byId).find((input) => input.hasAttribute("aria-invalid"));
  first?.focus();
  return Boolean(first);
}
