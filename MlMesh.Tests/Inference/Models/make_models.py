"""Writes the small models that the tests load: /usr/bin/python3 make_models.py (Debian's python3-onnx)."""
import os

import onnx
from onnx import TensorProto as T, helper as h

HERE = os.path.dirname(os.path.abspath(__file__))
OPSET = [h.make_opsetid("", 13)]


def save(path, nodes, inputs, outputs, initializers=()):
    graph = h.make_graph(nodes, "test", inputs, outputs, list(initializers))
    model = h.make_model(graph, producer_name="mlmesh-tests", opset_imports=OPSET)
    model.ir_version = 8
    onnx.checker.check_model(model)
    path = os.path.join(HERE, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    onnx.save(model, path)


TYPES = {
    "fp32": T.FLOAT, "fp64": T.DOUBLE, "fp16": T.FLOAT16, "int8": T.INT8, "int16": T.INT16, "int32": T.INT32, "int64": T.INT64,
    "uint8": T.UINT8, "uint16": T.UINT16, "uint32": T.UINT32, "uint64": T.UINT64, "bool": T.BOOL, "bytes": T.STRING,
}

# One identity per element type: what goes in must come out.
for name, element in TYPES.items():
    save(
        f"echo-{name}/1/model.onnx",
        [h.make_node("Identity", ["x"], ["y"])],
        [h.make_tensor_value_info("x", element, ["n", "m"])],
        [h.make_tensor_value_info("y", element, ["n", "m"])],
    )

# Two inputs, two outputs, a fixed inner dimension.
save(
    "arithmetic/1/model.onnx",
    [h.make_node("Add", ["a", "b"], ["sum"]), h.make_node("Mul", ["a", "b"], ["product"])],
    [h.make_tensor_value_info("a", T.FLOAT, ["n", 2]), h.make_tensor_value_info("b", T.FLOAT, ["n", 2])],
    [h.make_tensor_value_info("sum", T.FLOAT, ["n", 2]), h.make_tensor_value_info("product", T.FLOAT, ["n", 2])],
)
save(
    "arithmetic/2/model.onnx",
    [h.make_node("Sub", ["a", "b"], ["sum"]), h.make_node("Div", ["a", "b"], ["product"])],
    [h.make_tensor_value_info("a", T.FLOAT, ["n", 2]), h.make_tensor_value_info("b", T.FLOAT, ["n", 2])],
    [h.make_tensor_value_info("sum", T.FLOAT, ["n", 2]), h.make_tensor_value_info("product", T.FLOAT, ["n", 2])],
)

# Indices that may lie outside the table: ONNX Runtime itself refuses them.
save(
    "lookup/1/model.onnx",
    [h.make_node("Gather", ["table", "index"], ["row"])],
    [h.make_tensor_value_info("index", T.INT64, ["n"])],
    [h.make_tensor_value_info("row", T.FLOAT, ["n"])],
    [h.make_tensor("table", T.FLOAT, [3], [10.0, 20.0, 30.0])],
)

# As slow as its caller asks: counts up to `times`.
body = h.make_graph(
    [
        h.make_node("Add", ["count_in", "one"], ["count_out"]),
        h.make_node("Identity", ["go_on_in"], ["go_on_out"]),
    ],
    "body",
    [
        h.make_tensor_value_info("i", T.INT64, []),
        h.make_tensor_value_info("go_on_in", T.BOOL, []),
        h.make_tensor_value_info("count_in", T.INT64, [1]),
    ],
    [h.make_tensor_value_info("go_on_out", T.BOOL, []), h.make_tensor_value_info("count_out", T.INT64, [1])],
    [h.make_tensor("one", T.INT64, [1], [1])],
)
save(
    "slow/1/model.onnx",
    [
        h.make_node("Squeeze", ["times", "axis"], ["trips"]),
        h.make_node("Loop", ["trips", "always", "zero"], ["count"], body=body),
    ],
    [h.make_tensor_value_info("times", T.INT64, [1])],
    [h.make_tensor_value_info("count", T.INT64, [1])],
    [
        h.make_tensor("axis", T.INT64, [1], [0]),
        h.make_tensor("always", T.BOOL, [], [True]),
        h.make_tensor("zero", T.INT64, [1], [0]),
    ],
)
