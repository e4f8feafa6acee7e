"""How good probabilities are."""

import numpy as np
from sklearn.metrics import roc_auc_score


def measure(late, probability):
    """AUC, log loss (natural logarithm) and Brier score, with the counts behind them."""
    p = np.clip(probability, 1e-15, 1 - 1e-15)
    return {
        "flights": int(len(late)),
        "lateRate": _round(late.mean()),
        "meanPredicted": _round(p.mean()),
        "auc": _round(roc_auc_score(late, p)),
        "logLoss": _round(-np.mean(np.where(late, np.log(p), np.log1p(-p)))),
        "brier": _round(np.mean((p - late) ** 2)),
    }


def calibration_table(late, probability, bins=10):
    """Flights in equally wide bins of the predicted probability: what was predicted and what happened."""
    bin_of = np.minimum((probability * bins).astype(int), bins - 1)
    table = []
    for index in range(bins):
        inside = bin_of == index
        table.append({
            "from": index / bins, "to": (index + 1) / bins, "flights": int(inside.sum()),
            "meanPredicted": _round(probability[inside].mean()) if inside.any() else None,
            "observed": _round(late[inside].mean()) if inside.any() else None,
        })
    return table


def expected_calibration_error(table):
    """The mean distance between predicted and observed, weighted by flights."""
    flights = sum(row["flights"] for row in table)
    return _round(sum(row["flights"] * abs(row["meanPredicted"] - row["observed"]) for row in table if row["flights"]) / flights)


def population_stability(reference, month, bins=10):
    """Population stability index of a feature's distribution against that of the training period."""
    edges = np.unique(np.quantile(reference, np.linspace(0, 1, bins + 1)[1:-1]))
    def share(values):
        return (np.bincount(np.searchsorted(edges, values, side="right"), minlength=len(edges) + 1) + 0.5) / (len(values) + 0.5 * (len(edges) + 1))
    p, q = share(reference), share(month)
    return _round(np.sum((q - p) * np.log(q / p)))


def _round(value):
    return round(float(value), 6)
