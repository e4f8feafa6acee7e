"""v2: gradient-boosted trees over schedule, history and online features, and the same as an ONNX TreeEnsembleRegressor."""

import numpy as np
from onnx import helper, numpy_helper
from sklearn.ensemble import HistGradientBoostingClassifier

TREES = 200
DEPTH = 6


class Trees:
    """The sum of the trees' leaves is the logit."""

    def __init__(self, features, late, seed, trees=TREES):
        self._model = HistGradientBoostingClassifier(
            max_iter=trees, max_depth=DEPTH, max_leaf_nodes=31, learning_rate=0.08, min_samples_leaf=200, l2_regularization=1.0,
            early_stopping=False, random_state=seed).fit(features, late)

    def logit(self, features):
        return self._model.decision_function(features)

    def graph(self, calibration):
        """Nodes from `features` to `logit`; the calibration is two operators behind the trees."""
        attributes = {name: [] for name in (
            "nodes_treeids", "nodes_nodeids", "nodes_featureids", "nodes_values", "nodes_modes", "nodes_truenodeids", "nodes_falsenodeids",
            "target_treeids", "target_nodeids", "target_ids", "target_weights")}
        for tree, (predictor,) in enumerate(self._model._predictors):
            for index, node in enumerate(predictor.nodes):
                _append(attributes, tree, index, node)
        ensemble = helper.make_node(
            "TreeEnsembleRegressor", ["features"], ["leaves"], domain="ai.onnx.ml", n_targets=1, aggregate_function="SUM", post_transform="NONE",
            base_values=[float(self._model._baseline_prediction.ravel()[0])], **attributes)
        constants = {"slope": np.float32(calibration.slope), "offset": np.float32(calibration.offset)}
        nodes = [
            ensemble,
            helper.make_node("Mul", ["leaves", "slope"], ["scaled"]),
            helper.make_node("Add", ["scaled", "offset"], ["logit"]),
        ]
        return nodes, [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]

def _append(attributes, tree, index, node):
    leaf = bool(node["is_leaf"])
    attributes["nodes_treeids"].append(tree)
    attributes["nodes_nodeids"].append(index)
    attributes["nodes_featureids"].append(0 if leaf else int(node["feature_idx"]))
    attributes["nodes_values"].append(0.0 if leaf else _at_most(node["num_threshold"]))
    attributes["nodes_modes"].append("LEAF" if leaf else "BRANCH_LEQ")
    attributes["nodes_truenodeids"].append(0 if leaf else int(node["left"]))
    attributes["nodes_falsenodeids"].append(0 if leaf else int(node["right"]))
    if leaf:
        attributes["target_treeids"].append(tree)
        attributes["target_nodeids"].append(index)
        attributes["target_ids"].append(0)
        attributes["target_weights"].append(float(node["value"]))


def _at_most(threshold):
    """The largest float32 not above the threshold: a float32 input compares with it as with the threshold itself."""
    rounded = np.float32(threshold)
    return float(rounded if rounded <= threshold else np.nextafter(rounded, np.float32(-np.inf)))


def describe():
    return ("Gradient-boosted trees over the schedule, the historical late rates, and the late shares of the flights whose outcome became known "
            "in the hours before the prediction.")
