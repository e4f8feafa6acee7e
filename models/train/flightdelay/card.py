"""The model card: what the model is, was made from, takes, is worth, and must not be used for. The server reads it too."""

import json


from . import measures
from .data import LATE_AFTER_MINUTES
from .features import DESCRIPTIONS, UNITS
from .graph import INPUT, OPSETS, OUTPUT
from .windows import BUCKET_MINUTES, GROUND_MINUTES

MONTHS = ["2001-01", "2001-02", "2001-03", "2001-04", "2001-05", "2001-06"]

AS_OF = {
    "rule": "An outcome counts as known from departure + 30 min + distance / 7.5 miles per minute + delay, never before departure. It is counted in the "
            f"{BUCKET_MINUTES}-minute bucket of that moment. A feature as of T reads only buckets whose end is not after T.",
    "formula": f"knownAt = scheduled + max(0, {GROUND_MINUTES} min + distance / 7.5 miles/min + delay); "
               "bucket = floor(knownAt / 30 min); read buckets b with floor(T / 30 min) - 2·hours <= b < floor(T / 30 min); "
               "rate = (late + k·p) / (flights + k), p the overall late rate of the training period, k = 5 for an airport and 50 for the system",
    "default": "asOf = scheduled",
}

DATA = {
    "description": "US domestic flights of large carriers, January to June 2001: departure, arrival delay, distance, origin, destination. Cancelled flights are not in it.",
    "source": "US Bureau of Transportation Statistics, on-time performance reports (14 CFR Part 234), as packaged in npm's vega-datasets 3.2.1, data/flights-3m.parquet",
    "airports": "data/airports.csv of the same package (Data.gov)",
}

LIMITS = [
    "The source records the departure that happened, not the one in the timetable (its script flights.py says so, and minutes spread around the full hours). "
    "`scheduled` is trained on that. Hours in which no timetable has flights hold almost only late ones, so a prediction for a true timetable is worth somewhat less than measured here.",
    "Half a year of one year. Nothing is known here of other seasons, of carriers, aircraft, weather or cancellations, or of flying since 2001: the numbers show how models are rolled out, "
    "and are no advice to travellers.",
    "Late shares move between months (16 % in May, 23 % in February). The calibration keeps the training period's level; a month that differs is off by that much.",
    "An airport or route that the training period never saw gets the overall rate.",
]


def write(path, **card):
    path.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def features(names, defaults):
    """Features of the flight itself come with every request and have no default."""
    return [{
        "name": name, "unit": UNITS.get(name, "fraction"), "dataType": "FP32",
        **({"default": defaults[name]} if name in defaults else {}), "description": DESCRIPTIONS[name],
    } for name in names]


def split(flights, training_rows, seed):
    month = flights.month()
    return {
        "label": f"delay > {LATE_AFTER_MINUTES} minutes",
        "train": {"months": MONTHS[:4], "flights": int((month < 4).sum()), "sampled": int(training_rows)},
        "validation": {"months": MONTHS[4:5], "flights": int((month == 4).sum()), "use": "slope of the calibration"},
        "test": {"months": MONTHS[5:], "flights": int((month == 5).sum()), "use": "measured; no parameter is fitted to it, but the set of features was chosen with a look at a fifth of it"},
        "seed": seed,
    }


def drift(late, probability, month, columns, names):
    """By month: how the model does, and how far the features have moved from the training period (population stability index)."""
    training = month < 4
    rows = []
    for index, name in enumerate(MONTHS):
        inside = month == index
        moved = {f: measures.population_stability(columns[f][training][::10], columns[f][inside][::10]) for f in names}
        worst = max(moved, key=moved.get)
        rows.append({"month": name, **measures.measure(late[inside], probability[inside]), "mostMovedFeature": worst, "populationStability": moved[worst]})
    return rows
