"""Reference figures for src/metric, from libraries that are not ours. Writes metric.json beside this file.

Run: python tests/reference/metric.py   (versions: see README.md; they are stored in the output too)
"""

import itertools
import json
import math
import pathlib
import platform
import warnings

import krippendorff
import numpy as np
import pandas as pd
import scipy
import sklearn
import statsmodels
from importlib.metadata import version
from irrCAC.raw import CAC
from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve
from statsmodels.stats.inter_rater import fleiss_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20240607)
LABELS = [0, 1, 2]


def clean(value):
    """NaN (undefined) becomes null; numpy becomes plain."""
    if isinstance(value, dict):
        return {k: clean(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [clean(v) for v in value]
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return None if math.isnan(value) else float(value)
    return value


def forecasts(gold, strength, decimals):
    """Probability rows that lean to the gold class, too sure of themselves, rounded so that ties occur."""
    logits = rng.normal(size=(len(gold), 3)) * 1.4
    logits[np.arange(len(gold)), gold] += strength
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    p = np.round(p, decimals)
    p[:, 2] = np.round(1 - p[:, 0] - p[:, 1], decimals)
    return np.abs(p)


def classification(gold, predicted):
    p, r, f, s = metrics.precision_recall_fscore_support(gold, predicted, labels=LABELS, zero_division=np.nan)
    report = metrics.classification_report(
        gold, predicted, labels=LABELS, target_names=["0", "1", "2"], zero_division=0, output_dict=True)
    return {
        "gold": gold, "predicted": predicted,
        "confusion": metrics.confusion_matrix(gold, predicted, labels=LABELS),
        "precision": p, "recall": r, "f1": f, "support": s,
        "macro": report["macro avg"], "weighted": report["weighted avg"],
        "macro_f1": metrics.f1_score(gold, predicted, labels=LABELS, average="macro", zero_division=0),
        "f_average_2_0": metrics.f1_score(gold, predicted, labels=[2, 0], average="macro", zero_division=0),
        "accuracy": metrics.accuracy_score(gold, predicted),
        "mcc": metrics.matthews_corrcoef(gold, predicted),
        "kappa": metrics.cohen_kappa_score(gold, predicted, labels=LABELS),
        "balanced_accuracy": metrics.balanced_accuracy_score(gold, predicted),
    }


# ---- rows: 300 in 40 documents, three classes, skewed
documents = np.sort(rng.integers(0, 40, 300))
gold = rng.choice(3, size=300, p=[0.2, 0.5, 0.3])
prob_a = forecasts(gold, 1.6, 2)
prob_b = forecasts(gold, 1.9, 2)
pred_a, pred_b = prob_a.argmax(axis=1), prob_b.argmax(axis=1)
out = {
    "versions": {
        "python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__,
        "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__,
        "krippendorff": version("krippendorff"), "irrCAC": version("irrCAC"),
    },
    "documents": documents, "gold": gold, "probabilities": prob_a, "probabilities_b": prob_b,
    "predicted": pred_a, "predicted_b": pred_b,
}

# ---- classification
out["classification"] = {
    "usual": classification(gold, pred_a),
    "class 2 never predicted": classification(gold, np.where(pred_a == 2, 1, pred_a)),
    "class 0 never in gold": classification(np.where(gold == 0, 1, gold), pred_a),
    "class 0 nowhere": classification(np.where(gold == 0, 1, gold), np.where(pred_a == 0, 2, pred_a)),
    "all wrong": classification(gold, (gold + 1) % 3),
}

# ---- intervals
out["normal_quantile"] = [[q, stats.norm.ppf(q)] for q in
                          [1e-12, 1e-4, 0.01, 0.025, 0.05, 0.3, 0.5, 0.6, 0.9, 0.975, 0.995, 0.9999]]
out["wilson"] = [[k, n, level, *proportion_confint(k, n, alpha=1 - level, method="wilson")]
                 for k, n in [(0, 1), (0, 10), (1, 10), (7, 10), (10, 10), (150, 300), (9999, 10000)]
                 for level in [0.9, 0.95, 0.99]]
values = rng.normal(size=37)
out["quantiles"] = {"values": values, "q": [[q, np.quantile(values, q)] for q in [0, 0.025, 0.1, 0.5, 0.9, 0.975, 1]]}

# ---- cluster bootstrap: scipy draws document numbers, the statistic is over all their rows
matrices = np.zeros((40, 3, 3))
matrices_b = np.zeros((40, 3, 3))
for d, g, a, b in zip(documents, gold, pred_a, pred_b):
    matrices[d, g, a] += 1
    matrices_b[d, g, b] += 1
used = np.flatnonzero(matrices.sum(axis=(1, 2)) > 0)


def macro_f1(m):
    true = np.diagonal(m, axis1=-2, axis2=-1)
    return (2 * true / (m.sum(axis=-1) + m.sum(axis=-2))).mean(axis=-1)


def accuracy(m):
    return np.trace(m, axis1=-2, axis2=-1) / m.sum(axis=(-2, -1))


def bootstrap(statistic):
    ci = stats.bootstrap((used,), statistic, n_resamples=50_000, vectorized=True, method="percentile",
                         confidence_level=0.95, random_state=np.random.default_rng(1), batch=5000)
    return [ci.confidence_interval.low, ci.confidence_interval.high]


def drawn(m):
    return lambda ids, axis=-1: m[ids.astype(int)].sum(axis=axis - 2 if axis < 0 else axis)


out["bootstrap"] = {
    "macro_f1": bootstrap(lambda ids, axis=-1: macro_f1(drawn(matrices)(ids, axis))),
    "accuracy": bootstrap(lambda ids, axis=-1: accuracy(drawn(matrices)(ids, axis))),
    "macro_f1_b_minus_a": bootstrap(
        lambda ids, axis=-1: macro_f1(drawn(matrices_b)(ids, axis)) - macro_f1(drawn(matrices)(ids, axis))),
}

# ---- two models
gain = np.trace(matrices_b - matrices, axis1=1, axis2=2)
ranked = used[np.argsort(-gain[used], kind="stable")]
few = np.concatenate([ranked[:8], ranked[-4:]])  # mostly documents where B is better: a p-value between the extremes
base = macro_f1(matrices_b[few].sum(axis=0)) - macro_f1(matrices[few].sum(axis=0))
reached = 0
for swaps in itertools.product([False, True], repeat=len(few)):
    swap = np.array(swaps)[:, None, None]
    a = np.where(swap, matrices_b[few], matrices[few]).sum(axis=0)
    b = np.where(swap, matrices[few], matrices_b[few]).sum(axis=0)
    reached += abs(macro_f1(b) - macro_f1(a)) >= abs(base) - 1e-12
right_a, right_b = pred_a == gold, pred_b == gold
out["paired"] = {
    "randomisation_documents": few, "randomisation_difference": base, "randomisation_exact_p": reached / 2 ** len(few),
    "only_a_right": int((right_a & ~right_b).sum()), "only_b_right": int((~right_a & right_b).sum()),
    "mcnemar": [[b, c, stats.binomtest(min(b, c), b + c, 0.5).pvalue]
                for b, c in [(0, 1), (0, 6), (1, 8), (5, 5), (12, 30), (400, 520), (3000, 3300), (20000, 21000)]],
    "holm": [[p, multipletests(p, method="holm")[1]] for p in
             [[0.01], [0.04, 0.01, 0.03, 0.005], [0.5, 0.9, 0.7], [0.02, 0.02, 0.02], [1.0, 0.0001, 0.2, 0.2, 0.03]]],
}


# ---- calibration
def bins(right, confidence, strategy):
    true, mean = calibration_curve(right, confidence, n_bins=15, strategy=strategy)
    edges = (np.linspace(0, 1, 16) if strategy == "uniform"
             else np.percentile(confidence, np.linspace(0, 1, 16) * 100))
    counts = np.bincount(np.searchsorted(edges[1:-1], confidence), minlength=15)
    counts = counts[counts > 0]
    return {"rows": counts, "accuracy": true, "confidence": mean,
            "ece": float((counts / counts.sum() * np.abs(true - mean)).sum())}


confidence = prob_a.max(axis=1)
prior = np.array([0.25, 0.45, 0.3])
onehot = np.eye(3)[gold]
classwise = [bins(onehot[:, k], prob_a[:, k], "uniform")["ece"] for k in LABELS]
out["calibration"] = {
    "equal_width": bins(right_a, confidence, "uniform"),
    "equal_mass": bins(right_a, confidence, "quantile"),
    "classwise_ece": classwise,
    "brier": metrics.brier_score_loss(gold, prob_a, labels=LABELS, scale_by_half=False),
    "log_loss": metrics.log_loss(gold, prob_a, labels=LABELS),
    "prior": prior,
    "brier_prior": metrics.brier_score_loss(gold, np.tile(prior, (300, 1)), labels=LABELS, scale_by_half=False),
}

# ---- the event "the answer is right": error and Brier score with intervals, documents drawn
def gaps(ids, axis=-1):
    drawn_gaps = gap[ids.astype(int)].sum(axis=axis - 1 if axis < 0 else axis)
    return np.abs(drawn_gaps[..., :15]).sum(axis=-1) / drawn_gaps[..., 15]


def squares(ids, axis=-1):
    drawn_squares = gap[ids.astype(int)].sum(axis=axis - 1 if axis < 0 else axis)
    return drawn_squares[..., 16] / drawn_squares[..., 15]


gap = np.zeros((40, 17))  # 15 bins, rows, squares
bin_of = np.searchsorted(np.linspace(0, 1, 16)[1:-1], confidence)
for d, b, c, right in zip(documents, bin_of, confidence, right_a):
    gap[d, b] += right - c
    gap[d, 15] += 1
    gap[d, 16] += (right - c) ** 2
out["sureness"] = {
    "ece": out["calibration"]["equal_width"]["ece"],
    "brier": metrics.brier_score_loss(right_a, confidence),
    "ece_interval": bootstrap(gaps),
    "brier_interval": bootstrap(squares),
}

# ---- selection: mean selective risk over all coverages, averaged over random orders of tied rows
wrong = (~right_a).astype(float)
areas = []
for _ in range(4000):
    order = np.lexsort((rng.random(300), -confidence))
    areas.append((np.cumsum(wrong[order]) / np.arange(1, 301)).mean())
curve = [[t, int((confidence >= t).sum()), int(wrong[confidence >= t].sum())]
         for t in sorted(set(confidence), reverse=True)]
goals = []
for goal in [0.5, 0.7, 0.8, 0.85, 0.9, 0.999]:
    fit = [(t, n, e) for t, n, e in curve
           if proportion_confint(n - e, n, alpha=0.05, method="wilson")[0] >= goal]
    goals.append([goal, *(min(fit) if fit else (None, None, None))])
out["selection"] = {"aurc": float(np.mean(areas)), "curve": curve, "thresholds": goals}

# ---- ranking
out["ranking"] = []
for k in LABELS:
    p, r, t = metrics.precision_recall_curve(gold == k, prob_a[:, k])
    out["ranking"].append({"average_precision": metrics.average_precision_score(gold == k, prob_a[:, k]),
                           "precision": p[:-1], "recall": r[:-1], "threshold": t})


# ---- agreement
def agreement(table, categories):
    """`table`: units by raters, NaN where a rater gave none."""
    frame = pd.DataFrame(table)
    cac = lambda: CAC(frame.copy(), categories=categories, digits=15)
    complete = not np.isnan(table).any()
    counts = np.array([[(row == c).sum() for c in categories] for row in table])
    gwet = cac().gwet()["est"]
    return {
        "percent": gwet["pa"],
        "gwet_ac1": gwet["coefficient_value"],
        "fleiss": cac().fleiss()["est"]["coefficient_value"],
        "fleiss_statsmodels": fleiss_kappa(counts) if complete else None,
        "alpha": krippendorff.alpha(reliability_data=table.T, level_of_measurement="nominal",
                                    value_domain=categories),
    }


def raters(units, count, accuracy, missing):
    truth = rng.choice(3, size=units, p=[0.15, 0.6, 0.25])
    table = np.where(rng.random((units, count)) < accuracy, truth[:, None], rng.integers(0, 3, (units, count)))
    table = table.astype(float)
    table[rng.random((units, count)) < missing] = np.nan
    return table


out["agreement"] = []
for units, count, right, missing in [(60, 2, 0.7, 0), (60, 3, 0.8, 0), (80, 4, 0.6, 0.3), (40, 2, 0.75, 0.2)]:
    table = raters(units, count, right, missing)
    both = ~np.isnan(table[:, :2]).any(axis=1)
    out["agreement"].append({
        "ratings": table,
        "all": agreement(table, [0, 1, 2]),
        "by_class": [agreement(np.where(np.isnan(table), np.nan, (table == k).astype(float)), [0, 1]) for k in LABELS],
        "cohen_first_two": metrics.cohen_kappa_score(table[both, 0], table[both, 1], labels=LABELS),
        "cohen_first_two_by_class": [metrics.cohen_kappa_score(table[both, 0] == k, table[both, 1] == k) for k in LABELS],
    })

goal = pathlib.Path(__file__).with_name("metric.json")
goal.write_text(json.dumps(clean(out), separators=(",", ":")) + "\n")
