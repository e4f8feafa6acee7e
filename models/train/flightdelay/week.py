"""The week that is replayed: every flight of seven days, a compressed CSV file a day."""

import gzip

import numpy as np

from .data import MINUTES_PER_DAY

FIRST_DAY = 154
"""4 June 2001, a Monday, as days since 1 January."""


def write(folder, flights):
    folder.mkdir(parents=True, exist_ok=True)
    start = np.datetime64("2001-01-01T00:00")
    for day in range(FIRST_DAY, FIRST_DAY + 7):
        rows = np.flatnonzero(flights.minute // MINUTES_PER_DAY == day)
        lines = ["scheduled,origin,destination,distance,delay"]
        for i in rows:
            lines.append(f"{start + int(flights.minute[i])},{flights.codes[flights.origin[i]]},{flights.codes[flights.destination[i]]},"
                         f"{flights.distance[i]},{flights.delay[i]}")
        date = str(start + day * MINUTES_PER_DAY)[:10]
        # No name and no time in the header: the same flights give the same bytes.
        with open(folder / f"flights-{date}.csv.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
            packed.write(("\n".join(lines) + "\n").encode())
