"""Writes a model as ONNX: raw features in, probability out."""

import onnx
from onnx import TensorProto, helper

OPSETS = {"ai.onnx": 17, "ai.onnx.ml": 3}
INPUT = "features"
OUTPUT = "probability"


def write(path, name, description, columns, nodes, constants):
    """Completes the nodes from `features` to `logit` and writes the model; fails when it is no valid ONNX."""
    graph = helper.make_graph(
        nodes + [helper.make_node("Sigmoid", ["logit"], [OUTPUT])], name,
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["N", columns])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["N", 1])],
        initializer=constants)
    opsets = [helper.make_opsetid("" if domain == "ai.onnx" else domain, version) for domain, version in OPSETS.items()]
    model = helper.make_model(graph, producer_name="mlmesh-train", opset_imports=opsets, ir_version=8, doc_string=description)
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString(deterministic=True))
