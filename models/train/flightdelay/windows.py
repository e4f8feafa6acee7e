"""Online features: what was known about each airport, and the whole system, in the half hours before a prediction.

The server keeps the same counters in the feature store; MlMesh.Inference/Features must compute the same numbers.
"""

import numpy as np

BUCKET_MINUTES = 30
GROUND_MINUTES = 30
SECONDS_PER_MILE = 8  # 7.5 miles per minute


def known_at_seconds(flights):
    """When each outcome counts as known: departure + 30 min + distance / 7.5 miles per minute + delay, never before departure."""
    lag = 60 * (GROUND_MINUTES + flights.delay.astype(np.int64)) + SECONDS_PER_MILE * flights.distance.astype(np.int64)
    return 60 * flights.minute.astype(np.int64) + np.maximum(0, lag)


class Windows:
    """Counters per entity and bucket, summed over the last hours before a moment."""

    def __init__(self, entity, bucket, values, entities, buckets):
        cell = entity.astype(np.int64) * buckets + bucket
        counts = np.bincount(cell, values, minlength=entities * buckets).reshape(entities, buckets)
        # sums[:, b] is the sum of all buckets before b.
        self._sums = np.pad(np.cumsum(counts, axis=1), ((0, 0), (1, 0)))

    def last(self, hours, entity, as_of_minute):
        """Sum of the buckets of the last `hours` that were closed by `as_of_minute`."""
        closed = np.minimum(as_of_minute // BUCKET_MINUTES, self._sums.shape[1] - 1)
        first = np.maximum(0, closed - hours * 60 // BUCKET_MINUTES)
        return self._sums[entity, closed] - self._sums[entity, first]
