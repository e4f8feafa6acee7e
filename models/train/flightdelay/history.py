"""Static features: how often flights of an airport or a route were late, from the training period."""

import numpy as np

PRIOR_FLIGHTS = 200
"""How many flights at the overall rate each rate is smoothed with."""

DECIMALS = 6
"""Rates are rounded so that the tables, read back from text, hold exactly what the model was measured on."""


class History:
    """Smoothed late rates by origin, destination and route; the overall rate where nothing flew."""

    def __init__(self, flights, rows):
        late = flights.late[rows]
        airports = len(flights.codes)
        self._airports = airports
        self.overall = round(float(late.mean()), DECIMALS)
        self.departures, self.origin = self._rates(flights.origin[rows].astype(np.int64), late, airports)
        self.arrivals, self.destination = self._rates(flights.destination[rows].astype(np.int64), late, airports)
        self.route_flights, self.route = self._rates(self._routes(flights)[rows], late, airports * airports)

    def _routes(self, flights):
        return flights.origin.astype(np.int64) * self._airports + flights.destination

    def _rates(self, entity, late, entities):
        count = np.bincount(entity, minlength=entities)
        total = np.bincount(entity, late, minlength=entities)
        rate = (total + PRIOR_FLIGHTS * self.overall) / (count + PRIOR_FLIGHTS)
        return count, np.round(rate, DECIMALS)

    def columns(self, flights):
        """The three features of every flight."""
        return {
            "airport:origin_late_rate": self.origin[flights.origin],
            "airport:destination_late_rate": self.destination[flights.destination],
            "route:late_rate": self.route[self._routes(flights)],
        }


def columns(flights, training):
    """
    The static features of every flight, and the tables behind them. A flight of the training period gets its rates from the period's other
    months, so that its own outcome is not among its inputs; every other flight gets them from the whole period, as the server does.
    """
    history = History(flights, training)
    result = history.columns(flights)
    month = flights.month()
    for held_out in np.unique(month[training]):
        rows = training & (month == held_out)
        for name, values in History(flights, training & (month != held_out)).columns(flights).items():
            result[name][rows] = values[rows]
    return result, history
