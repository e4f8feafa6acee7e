"""
Trains both versions of the flight-delay model and writes everything that is committed: models, cards, golden rows, feature tables, the week to replay.
usage: train.py COLUMNS AIRPORTS-CSV REPOSITORY, see train.sh
"""

import sys
from pathlib import Path

import numpy as np

from flightdelay import calibration, card, data, features, golden, graph, logistic, measures, tables, trees, week, zones

SEED = 20010601
SAMPLES = {"v1": 400_000, "v2": 1_000_000}
VERSIONS = {
    "v1": (features.V1, logistic, lambda x, y: logistic.Logistic(x, y)),
    "v2": (features.V2, trees, lambda x, y: trees.Trees(x, y, SEED)),
}


def main(columns_folder, airports_csv, repository):
    flights = data.read(columns_folder)
    month = flights.month()
    training, validation, test = month < 4, month == 4, month == 5
    columns, history = features.build(flights, training)
    # What the server would give: drift in the rates is to come from the flights, not from how training held months out.
    served = {**columns, **history.columns(flights)}
    rng = np.random.default_rng(SEED)
    target = repository / "models" / "flight-delay"
    version_of_tables = tables.write(target / "features", flights, history, training, airports_csv)
    defaults = {name: history.overall for name in features.V2 if name not in features.SCHEDULE}

    for version, (names, method, fit) in VERSIONS.items():
        sample = np.sort(rng.choice(np.flatnonzero(training), SAMPLES[version], replace=False))
        model = fit(matrix(columns, names, sample), flights.late[sample])
        logit = np.concatenate([model.logit(matrix(columns, names, month == index)) for index in range(6)])
        calibrated = calibration.fit(logit[validation], flights.late[validation], logit[sample], flights.late[sample].mean())
        probability = calibrated(logit)
        folder = target / version
        graph.write(folder / "model.onnx", f"flight-delay-{version}", method.describe(), len(names), *model.graph(calibrated))
        golden.write_rows(folder / "golden.json", golden_inputs(columns, names, test, defaults, rng), model, calibrated)
        limits = list(card.LIMITS)
        if version == "v2":
            limits.append(clock_limit(flights, columns, names, history, airports_csv, model, calibrated, test))
        table = measures.calibration_table(flights.late[test], probability[test])
        card.write(
            folder / "model-card.json", name="flight-delay", version=version, description=method.describe(), platform="onnxruntime_onnx",
            opset=graph.OPSETS, threshold=0.5, featuresVersion=version_of_tables, input=graph.INPUT, output=graph.OUTPUT,
            features=card.features(names, defaults), asOf=card.AS_OF,
            metrics={
                "train": measures.measure(flights.late[training], probability[training]),
                "validation": measures.measure(flights.late[validation], probability[validation]),
                "june": {**measures.measure(flights.late[test], probability[test]), "expectedCalibrationError": measures.expected_calibration_error(table)},
            },
            calibration=table, drift=card.drift(flights.late, probability, month, served, names), data=card.DATA,
            split=card.split(flights, SAMPLES[version], SEED), limits=limits, license="MIT (model); the data are works of the US government")
        print(version, measures.measure(flights.late[test], probability[test]), calibrated, flush=True)

    golden.write_parity(target / "features" / "parity.json", flights, columns, rng)
    week.write(repository / "data", flights)


def matrix(columns, names, rows):
    return np.stack([columns[name][rows] for name in names], axis=1)


def golden_inputs(columns, names, test, defaults, rng):
    """Flights of June, and the same flights while the store is down."""
    rows = rng.choice(np.flatnonzero(test), golden.ROWS, replace=False)
    inputs = matrix(columns, names, rows)
    without_store = inputs[:16].copy()
    for index, name in enumerate(names):
        if name in defaults:
            without_store[:, index] = defaults[name]
    return np.concatenate([inputs, without_store])


def clock_limit(flights, columns, names, history, airports_csv, model, calibrated, test):
    """Local times are all the data has. On one clock for the whole country, the windows hold other outcomes: this is what that costs."""
    on_one_clock = features.online(flights, history.overall, zones.eastern_minute(flights, airports_csv))
    inputs = matrix({**columns, **{name: values.astype(np.float32) for name, values in on_one_clock.items()}}, names, test)
    result = measures.measure(flights.late[test], calibrated(model.logit(inputs)))
    return ("Times are local wall times of the origin, without a zone, so an outcome from further west counts as known up to some hours before it was. "
            f"With all times on one clock this model reaches AUC {result['auc']:.4f}, log loss {result['logLoss']:.4f} and Brier {result['brier']:.4f} on June.")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
