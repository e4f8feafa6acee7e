"""Makes a model's probabilities mean what they say."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize


@dataclass(frozen=True)
class Calibration:
    """logit → slope · logit + offset"""

    slope: float
    offset: float

    def __call__(self, logit):
        return sigmoid(self.slope * logit + self.offset)


def sigmoid(logit):
    return 1 / (1 + np.exp(-logit))


def log_loss(late, logit):
    return float(np.mean(np.logaddexp(0, logit) - late * logit))


def fit(logit, late, training_logit, training_rate):
    """
    Platt scaling of which the validation month decides the slope only. The level stays the training period's: the share of late flights moves
    from 16 % to 23 % between the months, so the level of one month is no better guess for the next one than that of all before it.
    """
    late = late.astype(np.float64)
    slope = minimize(lambda w: log_loss(late, w[0] * logit + w[1]), [1.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-10}).x[0]
    low, high = -5.0, 5.0
    for _ in range(60):
        middle = (low + high) / 2
        if sigmoid(slope * training_logit + middle).mean() < training_rate:
            low = middle
        else:
            high = middle
    return Calibration(float(np.float32(slope)), float(np.float32((low + high) / 2)))
