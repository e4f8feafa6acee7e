const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });
const localTime = new Intl.DateTimeFormat("en-US", { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" });
const shortTime = new Intl.DateTimeFormat("en-US", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-US", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** A count with thousands separated. */
export const count = (value) => whole.format(value);

/** A probability in whole percent, for the large figure. */
export const percent = (fraction) => `${Math.round(fraction * 100)}%`;

/** A probability with one decimal. */
export const exactPercent = (fraction) => `${(fraction * 100).toFixed(1)}%`;

/** An airport's local wall time such as 2001-06-04T17:30, which no time zone may shift. */
export const wallTime = (text) => formatWall(localTime, text);

/** The same, short. */
export const shortWallTime = (text) => formatWall(shortTime, text);

/** The viewer's clock at an instant. */
export const clockTime = (instant) => clock.format(new Date(instant));

/** A duration in milliseconds. */
export const milliseconds = (value) => (value < 10 ? `${value.toFixed(1)} ms` : `${whole.format(value)} ms`);

/** The name of a feature such as airport_window:origin_departures_late_rate_2h, for people. */
export function featureName(reference) {
  const name = reference.slice(reference.indexOf(":") + 1).replaceAll("_", " ").replace(/(\d+)h$/, "(last $1 h)");
  const scope = reference.startsWith("route:") ? "route " : reference.startsWith("system_window:") ? "all flights, " : "";
  const words = scope + name;
  return words[0].toUpperCase() + words.slice(1);
}

/** The value of a feature, by what its name says it is. */
export function featureValue(reference, value) {
  if (isRate(reference))
    return exactPercent(value);
  switch (reference) {
    case "flight:hour":
      return `${String(Math.floor(value)).padStart(2, "0")}:${String(Math.round((value % 1) * 60)).padStart(2, "0")}`;
    case "flight:weekday":
      return weekdays[value] ?? short.format(value);
    case "flight:distance":
      return `${whole.format(value)} mi`;
    default:
      return short.format(value);
  }
}

/** Whether a feature is a share of flights, 0 to 1. */
export const isRate = (reference) => /_rate(_|$)/.test(reference);

function formatWall(format, text) {
  const time = new Date(`${text}Z`);
  return Number.isNaN(time.getTime()) ? text : format.format(time);
}
