"""The features of every flight, in the names and the order in which the models take them."""

import numpy as np

from . import history
from .data import FIRST_WEEKDAY, MINUTES_PER_DAY
from .windows import BUCKET_MINUTES, Windows, known_at_seconds

AIRPORT_PRIOR_FLIGHTS = 5
"""How many flights at the overall rate an airport's window is smoothed with."""

SYSTEM_PRIOR_FLIGHTS = 50
"""The same for the window of the whole system."""

SCHEDULE = ["flight:hour", "flight:weekday", "flight:distance"]
HISTORY = ["airport:origin_late_rate", "airport:destination_late_rate", "route:late_rate"]
# name: (counter, which end of the flight, hours)
WINDOWS = {
    "airport_window:origin_departures_late_rate_2h": ("departures", "origin", 2),
    "airport_window:origin_departures_late_rate_6h": ("departures", "origin", 6),
    "airport_window:origin_arrivals_late_rate_2h": ("arrivals", "origin", 2),
    "airport_window:destination_departures_late_rate_3h": ("departures", "destination", 3),
    "airport_window:destination_arrivals_late_rate_3h": ("arrivals", "destination", 3),
    "system_window:late_rate_2h": ("system", "system", 2),
}

V1 = SCHEDULE + HISTORY
V2 = SCHEDULE + HISTORY + list(WINDOWS)

UNITS = {"flight:hour": "hour", "flight:weekday": "day", "flight:distance": "mile"}
DESCRIPTIONS = {
    "flight:hour": "Departure as a fractional hour of the origin's local time, 0 to 24.",
    "flight:weekday": "Day of the week of the departure, 0 = Monday to 6 = Sunday.",
    "flight:distance": "Distance between the airports.",
    "airport:origin_late_rate": "Late share of the flights that left from the origin in the training period.",
    "airport:destination_late_rate": "Late share of the flights that went to the destination in the training period.",
    "route:late_rate": "Late share of the flights from the origin to the destination in the training period.",
    "airport_window:origin_departures_late_rate_2h": "Late share of the flights from the origin whose outcome became known in the last 2 hours.",
    "airport_window:origin_departures_late_rate_6h": "The same over the last 6 hours.",
    "airport_window:origin_arrivals_late_rate_2h": "Late share of the flights to the origin whose outcome became known in the last 2 hours.",
    "airport_window:destination_departures_late_rate_3h": "Late share of the flights from the destination whose outcome became known in the last 3 hours.",
    "airport_window:destination_arrivals_late_rate_3h": "Late share of the flights to the destination whose outcome became known in the last 3 hours.",
    "system_window:late_rate_2h": "Late share of all flights whose outcome became known in the last 2 hours.",
}


def online(flights, overall, minute=None):
    """The online features of every flight as of its departure; `minute` replaces the clock, to measure what the clock is worth."""
    minute = flights.minute if minute is None else minute
    known = known_at_seconds(flights) + 60 * (minute.astype(np.int64) - flights.minute)
    bucket = known // (60 * BUCKET_MINUTES)
    buckets = int(bucket.max()) + 1
    airports = len(flights.codes)
    ends = {
        "origin": flights.origin.astype(np.int64),
        "destination": flights.destination.astype(np.int64),
        "system": np.zeros(len(flights), np.int64),
    }
    result = {}
    for kind, end, entities in (("departures", "origin", airports), ("arrivals", "destination", airports), ("system", "system", 1)):
        count = Windows(ends[end], bucket, None, entities, buckets)
        late = Windows(ends[end], bucket, flights.late, entities, buckets)
        prior = SYSTEM_PRIOR_FLIGHTS if kind == "system" else AIRPORT_PRIOR_FLIGHTS
        for name, (counter, reader, hours) in WINDOWS.items():
            if counter == kind:
                n = count.last(hours, ends[reader], minute)
                result[name] = (late.last(hours, ends[reader], minute) + prior * overall) / (n + prior)
    return result


def build(flights, training):
    """All features of all flights as float32 columns, and the tables of the static ones."""
    columns, tables = history.columns(flights, training)
    columns["flight:hour"] = (flights.minute % MINUTES_PER_DAY) / 60
    columns["flight:weekday"] = (flights.minute // MINUTES_PER_DAY + FIRST_WEEKDAY) % 7
    columns["flight:distance"] = flights.distance
    columns.update(online(flights, tables.overall))
    # The server computes in double precision and rounds once; so do we, or a tree may decide differently at a threshold.
    return {name: columns[name].astype(np.float32) for name in V2}, tables
