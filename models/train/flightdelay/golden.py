"""Rows that other code is held to."""

import json

import numpy as np

from .data import MINUTES_PER_DAY

ROWS = 256
PARITY_DAY = 156
"""6 June 2001, as days since 1 January: the third day of data/, so that every outcome that its windows may hold is in data/ too."""


def write_rows(path, features, model, calibration):
    """Inputs and probabilities of one model; a row of a batch each."""
    probability = calibration(model.logit(features))
    rows = [{"features": _floats(row), "probability": round(float(p), 9)} for row, p in zip(features, probability)]
    path.write_text("{\"rows\":[\n" + ",\n".join(map(_json, rows)) + "\n]}\n")


def write_parity(path, flights, columns, rng, rows=500):
    """Flights of one day of data/ with all their features, for who computes features from a store into which data/ was replayed."""
    day = np.flatnonzero(flights.minute // MINUTES_PER_DAY == PARITY_DAY)
    chosen = np.sort(rng.choice(day, rows, replace=False))
    names = list(columns)
    values = np.stack([columns[name][chosen] for name in names], axis=1)
    start = np.datetime64("2001-01-01T00:00")
    lines = [_json({
        "origin": flights.codes[flights.origin[i]], "destination": flights.codes[flights.destination[i]],
        "scheduled": str(start + int(flights.minute[i])), "distance": int(flights.distance[i]), "asOf": str(start + int(flights.minute[i])),
        "values": _floats(row),
    }) for i, row in zip(chosen, values)]
    path.write_text("{\"features\":" + _json(names) + ",\"rows\":[\n" + ",\n".join(lines) + "\n]}\n")


def _floats(row):
    return [float(str(value)) for value in row]  # the shortest digits that give the same float32


def _json(value):
    return json.dumps(value, separators=(",", ":"))
