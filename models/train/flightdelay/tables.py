"""The feature tables that go into the store, and what the server must know to compute the online features."""

import csv
import hashlib
import io
import json

import numpy as np

from .features import AIRPORT_PRIOR_FLIGHTS, HISTORY, SYSTEM_PRIOR_FLIGHTS, WINDOWS

TABLES = ["airports.csv", "routes.csv", "defaults.json"]

# The source lists this airport without city and state.
UNNAMED = {"MQT": ("Marquette", "MI")}


def write(folder, flights, history, training, airports_csv):
    """Writes the three tables and returns their version: a hash of their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "airports.csv").write_bytes(_airports(flights, history, airports_csv))
    (folder / "routes.csv").write_bytes(_routes(flights, history, training))
    (folder / "defaults.json").write_text(json.dumps({
        "overallLateRate": history.overall,
        "airportWindowPriorFlights": AIRPORT_PRIOR_FLIGHTS,
        "systemWindowPriorFlights": SYSTEM_PRIOR_FLIGHTS,
        "features": {name: history.overall for name in HISTORY + list(WINDOWS)},
    }, indent=2) + "\n")
    return version(folder)


def version(folder):
    """The first 16 hexadecimal digits of SHA-256 over the tables, in order."""
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in TABLES)).hexdigest()[:16]


def _airports(flights, history, airports_csv):
    with open(airports_csv, encoding="utf-8", newline="") as file:
        known = {row["iata"]: row for row in csv.DictReader(file)}
    rows = []
    for index, iata in enumerate(flights.codes):
        row = known[iata]
        city, state = UNNAMED.get(iata, (row["city"], row["state"]))
        rows.append([
            iata, row["name"], city, state, f"{float(row['latitude']):.6f}", f"{float(row['longitude']):.6f}",
            history.departures[index], f"{history.origin[index]:.6f}", history.arrivals[index], f"{history.destination[index]:.6f}"])
    return _csv(["iata", "name", "city", "state", "latitude", "longitude", "departures", "origin_late_rate", "arrivals", "destination_late_rate"], sorted(rows))


def _routes(flights, history, training):
    airports = len(flights.codes)
    route = flights.origin.astype(np.int64) * airports + flights.destination
    used, first = np.unique(np.where(training, route, -1), return_index=True)
    rows = [
        [flights.codes[key // airports], flights.codes[key % airports], flights.distance[row], history.route_flights[key], f"{history.route[key]:.6f}"]
        for key, row in zip(used, first) if key >= 0]
    return _csv(["origin", "destination", "distance", "flights", "late_rate"], sorted(rows))


def _csv(header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
