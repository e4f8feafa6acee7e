/** An answer that is not a success, with what the API says about it. */
export class ApiError extends Error {
  constructor(message, { status, fields = {}, traceId, retryAfter } = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
    this.traceId = traceId;
    this.retryAfter = retryAfter;
  }
}

/** Asks for a prediction; the answer carries its trace id and how long it took. */
export async function predict(flight) {
  const started = performance.now();
  const response = await post("predict", flight);
  return { ...(await response.json()), traceId: traceIdOf(response), duration: performance.now() - started };
}

/** Records how a predicted flight ended. */
export async function recordOutcome(predictionId, delayMinutes) {
  await post("outcomes", { predictionId, delayMinutes });
}

/** What the gateway tells its page. */
export async function settings() {
  const response = await fetch("console/settings");
  return response.ok ? response.json() : {};
}

async function post(path, body) {
  let response;
  try {
    response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  } catch {
    throw new ApiError("The gateway cannot be reached. Is it still running?");
  }
  if (response.ok)
    return response;
  const problem = await response.json().catch(() => ({}));
  throw new ApiError(problem.detail ?? problem.error ?? problem.title ?? `The gateway answered ${response.status}.`, {
    status: response.status,
    fields: problem.errors,
    traceId: traceIdOf(response),
    retryAfter: response.headers.get("retry-after"),
  });
}

/** traceresponse is 00-traceid-spanid-flags, as traceparent is. */
const traceIdOf = (response) => response.headers.get("traceresponse")?.split("-")[1];
