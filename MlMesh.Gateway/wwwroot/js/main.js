import { settings } from "./api.js";
import { Airports } from "./airports.js";
import { byId } from "./dom.js";
import { setUpForm } from "./form.js";
import { setUpLive } from "./live.js";
import { setUpOutcome } from "./outcome.js";
import { setDashboard } from "./trace.js";

const [airports, { dashboardUrl, feed }] = await Promise.all([Airports.load("airports.csv"), settings()]);

if (dashboardUrl) {
  setDashboard(dashboardUrl);
  byId("dashboard-link").href = dashboardUrl;
  byId("dashboard-link").hidden = false;
}

const outcome = setUpOutcome();
const live = feed ? setUpLive() : null;
byId("live").hidden = !feed;

setUpForm(airports, (answer) => {
  outcome.expect(answer.predictionId);
  live?.mark(answer.predictionId);
});

for (const button of document.querySelectorAll("[data-copy]"))
  button.addEventListener("click", () => navigator.clipboard?.writeText(byId(button.dataset.copy).textContent));

byId("shell").textContent = `curl '${location.origin}/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30'`;
document.documentElement.dataset.ready = "true";
