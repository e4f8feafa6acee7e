"""v1: logistic regression over schedule and history, and the same as an ONNX graph of plain operators."""

import numpy as np
from onnx import helper, numpy_helper
from sklearn.linear_model import LogisticRegression

from .features import V1

HOURS = np.arange(25, dtype=np.float32)
"""Knots of a piecewise linear curve over the day, one an hour."""

WEEKDAYS = np.arange(7, dtype=np.float32)
COLUMNS = {name: i for i, name in enumerate(V1)}
RATES = [name for name in V1 if name.endswith("late_rate")]


def _hats(x, knots):
    """Weight of each knot at x: 1 on the knot, falling to 0 on its neighbours."""
    return np.maximum(0, 1 - np.abs(x[:, None] - knots))


def _basis(features):
    x = features.astype(np.float64)
    rates = x[:, [COLUMNS[name] for name in RATES]]
    return np.concatenate([
        _hats(x[:, COLUMNS["flight:hour"]], HOURS),
        _hats(x[:, COLUMNS["flight:weekday"]], WEEKDAYS),
        np.log1p(x[:, [COLUMNS["flight:distance"]]]),
        np.log(rates) - np.log(1 - rates),
    ], axis=1)


class Logistic:
    """sigmoid(basis(features) · weights + bias)"""

    def __init__(self, features, late):
        model = LogisticRegression(C=1.0, max_iter=1000, tol=1e-6).fit(_basis(features), late)
        self._weights = model.coef_[0]
        self._bias = float(model.intercept_[0])

    def logit(self, features):
        return _basis(features) @ self._weights + self._bias

    def graph(self, calibration):
        """Nodes from `features` to `logit`, with the calibration in the weights."""
        constants = {
            "hours": HOURS, "weekdays": WEEKDAYS, "one": np.float32(1),
            "weights": (calibration.slope * self._weights).astype(np.float32)[:, None],
            "bias": np.array([calibration.slope * self._bias + calibration.offset], np.float32),
        }
        nodes = []

        def node(operator, inputs, output, **attributes):
            nodes.append(helper.make_node(operator, inputs, [output], **attributes))
            return output

        def columns(name, indices):
            constants[f"{name}_column"] = np.array(indices, np.int64)
            return node("Gather", ["features", f"{name}_column"], name, axis=1)

        def hats(name, feature, knots):
            apart = node("Abs", [node("Sub", [columns(name, [COLUMNS[feature]]), knots], f"{name}_from_knots")], f"{name}_apart")
            return node("Relu", [node("Sub", ["one", apart], f"{name}_near")], f"{name}_curve")

        hour = hats("hour", "flight:hour", "hours")
        weekday = hats("weekday", "flight:weekday", "weekdays")
        distance = node("Log", [node("Add", [columns("distance", [COLUMNS["flight:distance"]]), "one"], "distance_plus_1")], "log_distance")
        rates = columns("rates", [COLUMNS[name] for name in RATES])
        odds = node("Sub", [node("Log", [rates], "log_late"), node("Log", [node("Sub", ["one", rates], "on_time")], "log_on_time")], "log_odds")
        basis = node("Concat", [hour, weekday, distance, odds], "basis", axis=1)
        node("Add", [node("MatMul", [basis, "weights"], "weighted"), "bias"], "logit")
        return nodes, [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]


def describe():
    return ("Logistic regression over a piecewise linear curve of the hour, the weekday, the logarithm of the distance, "
            "and the log odds of the historical late rates.")


