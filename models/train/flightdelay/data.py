"""The flights, as columns."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LATE_AFTER_MINUTES = 15
MINUTES_PER_DAY = 1440
MONTH_STARTS = np.array([0, 31, 59, 90, 120, 151, 181]) * MINUTES_PER_DAY
"""First minute of January to June 2001, and the end of June, in minutes since 2001-01-01T00:00."""

FIRST_WEEKDAY = 0
"""1 January 2001 was a Monday."""


@dataclass(frozen=True)
class Flights:
    """Columns of equal length, ordered by minute."""

    minute: np.ndarray       # int32, departure, minutes since 2001-01-01T00:00, local wall time of the origin
    delay: np.ndarray        # int16, arrival delay in minutes
    distance: np.ndarray     # int16, miles
    origin: np.ndarray       # uint16, index into codes
    destination: np.ndarray  # uint16, index into codes
    codes: list              # IATA codes

    @property
    def late(self):
        return self.delay > LATE_AFTER_MINUTES

    def __len__(self):
        return len(self.minute)

    def month(self):
        """0 for January to 5 for June."""
        return np.searchsorted(MONTH_STARTS, self.minute, side="right") - 1


def read(folder: Path) -> Flights:
    """Reads what flights.mjs wrote."""
    def column(name, kind):
        return np.fromfile(folder / name, kind)

    flights = dict(
        minute=column("minute.i32", "<i4"), delay=column("delay.i16", "<i2"), distance=column("distance.i16", "<i2"),
        origin=column("origin.u16", "<u2"), destination=column("destination.u16", "<u2"))
    # A handful of flights left after midnight of the last day; the months are the six of the file.
    inside = flights["minute"] < MONTH_STARTS[-1]
    flights = {name: values[inside] for name, values in flights.items()}
    # The file is ordered by minute; ties keep its order.
    assert (np.diff(flights["minute"]) >= 0).all()
    return Flights(**flights, codes=json.loads((folder / "codes.json").read_text()))
