import { ApiError, recordOutcome } from "./api.js";
import { byId } from "./dom.js";

/** Makes the form record the outcome of the prediction that is shown. */
export function setUpOutcome() {
  let predictionId = null;

  byId("outcome").addEventListener("submit", async (event) => {
    event.preventDefault();
    const delay = byId("delay");
    if (delay.value === "" || !delay.checkValidity()) {
      say("failed", "Enter the delay in whole minutes, -1,440 to 2,880.");
      delay.focus();
      return;
    }
    const minutes = Number(delay.value);
    try {
      await recordOutcome(predictionId, minutes);
      say("done", `Recorded: ${describe(minutes)}.`);
    } catch (error) {
      if (!(error instanceof ApiError))
        throw error;
      say("failed", error.message);
    }
  });

  return {
    /** From now on the outcome belongs to this prediction. */
    expect(id) {
      predictionId = id;
      byId("delay").value = "";
      say("", "");
    },
  };
}

function say(kind, text) {
  const status = byId("outcome-status");
  status.dataset.kind = kind;
  status.textContent = text;
}

function describe(minutes) {
  if (minutes < 0)
    return `${-minutes} min early`;
  return minutes > 15 ? `${minutes} min late, so the flight counts as late` : `${minutes} min late, so the flight counts as on time`;
}
