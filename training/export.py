"""export.py CHECKPOINT MODELS/NAME [--int8 DATA]   the network as OpenVINO IR with its labels, its vocabulary in MODELS, and their hashes in MODELS/SHA256SUMS

With --int8 weights and activations of the encoder become eight-bit numbers, calibrated on sentences of the marks under DATA, and the word table too."""
import argparse
import hashlib
import json
import os
import pathlib
import shutil

import numpy as np
import openvino as ov
import openvino.opset13
import torch

from labels import EVENT_ROLES, NAME_TAGS, NAMES, SAID_ROLES, STATUS, TYPES, UPOS
from graph import OUTPUTS, Graph
from network import Network
import data
import words


def label_file(lists):
    return {"upos": UPOS, "feats": lists["feats"], "lemma": lists["lemma"], "rels": lists["rels"], "names": NAMES, "name_tags": NAME_TAGS,
            "types": ["none"] + TYPES, "status": STATUS, "cameo": lists["cameo"], "event_roles": EVENT_ROLES, "said_roles": SAID_ROLES, "bio": ["O", "B", "I"],
            "max_words": data.MAX_WORDS, "max_pieces": data.MAX_PIECES}


def converted(net):
    example = (torch.randint(1000, 2000, (2, 9), dtype=torch.int32), torch.ones(2, 9, dtype=torch.int32), torch.arange(1, 6, dtype=torch.int32).repeat(2, 1))
    with torch.no_grad():
        m = ov.convert_model(Graph(net), example_input=example)
    for port, name in zip(m.inputs, ("pieces", "shape", "first")):
        port.get_tensor().set_names({name})
        port.get_node().set_friendly_name(name)
    m.reshape({i: ov.PartialShape([-1, -1]) for i in m.inputs})
    for i in m.inputs:
        i.get_node().set_element_type(ov.Type.i32)
    m.validate_nodes_and_infer_types()
    for port, name in zip(m.outputs, OUTPUTS):
        port.get_tensor().set_names({name})
        port.get_node().set_friendly_name(name)
    return m


def batch(xs):
    """arrays of the contract for sentences that are encoded"""
    L, W = max(len(x.ids) for x in xs), max(len(x.first) for x in xs)
    z = lambda k, n: np.array([getattr(x, k) + [0] * (n - len(getattr(x, k))) for x in xs], dtype=np.int32)
    return {"pieces": z("ids", L), "shape": z("shapes", L), "first": z("first", W)}


def write(model, folder, lists, name=None):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / ".new"
    new.mkdir(exist_ok=True)
    ov.save_model(model, new / "model.xml", compress_to_fp16=False)
    labels = {"name": name or folder.name, **label_file(lists)}
    (new / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n")
    for f in new.iterdir():
        os.replace(f, folder / f.name)
    new.rmdir()
    if not (folder.parent / "vocab.txt").exists():
        shutil.copy(words.VOCABULARY, folder.parent)
    sign(folder.parent)


def sign(models):
    """SHA256SUMS: the hash of every file of every model, which the engine holds against them (and so does sha256sum -c)"""
    files = [models / "vocab.txt"] + sorted(f for k in ("model.xml", "model.bin", "labels.json") for f in models.glob("*/" + k))
    lines = ["%s  %s\n" % (hashlib.sha256(f.read_bytes()).hexdigest(), f.relative_to(models)) for f in files]
    (models / "SHA256SUMS").write_text("".join(lines))


def calibration(folder, n=640, size=8):
    """batches of marked sentences, of all lengths"""
    import random
    rng = random.Random(3)
    pieces = words.Pieces()
    xs = [s for s in data.load(folder, data.checker(folder)) if s.origin == "marks"]
    xs = sorted((s.encode(pieces) for s in rng.sample(xs, n)), key=lambda s: len(s.ids))
    out = [batch(xs[i:i + size]) for i in range(0, n, size)]
    rng.shuffle(out)
    return out


def quantized(model, batches, keep=()):
    """eight-bit copies of the encoder's (and big heads') matrices; the pair scorers and the sums of probabilities stay as they are"""
    import nncf
    whole = [op.get_friendly_name() for op in model.get_ops() if op.get_type_name() == "MatMul"
             and not (op.input_value(1).get_node().get_type_name() == "Constant" or op.input_value(1).get_node().get_type_name() == "Convert")]
    names = whole + [op.get_friendly_name() for op in model.get_ops() for k in keep if k in op.get_friendly_name() and op.get_type_name() == "MatMul"]
    q = nncf.quantize(model, nncf.Dataset(batches), model_type=nncf.ModelType.TRANSFORMER, preset=nncf.QuantizationPreset.MIXED, subset_size=len(batches),
                      ignored_scope=nncf.IgnoredScope(names=sorted(set(names))) if names else None)
    return slim(nncf.compress_weights(q, mode=nncf.CompressWeightsMode.INT8_SYM))


def slim(model):
    """tables of eight-bit rows are looked up first and scaled then: the same values, but no scaled copy of the table in memory"""
    op = openvino.opset13
    for g in model.get_ordered_ops():
        if g.get_type_name() != "Gather":
            continue
        m = g.input(0).get_source_output().get_node()
        if m.get_type_name() != "Multiply":
            continue
        c, s = (m.input(i).get_source_output().get_node() for i in (0, 1))
        if c.get_type_name() != "Convert" or s.get_type_name() != "Constant":
            continue
        w = c.input(0).get_source_output().get_node()
        if w.get_type_name() != "Constant" or list(s.output(0).shape) != [w.output(0).shape[0], 1]:
            continue
        ids, axis = g.input(1).get_source_output(), op.constant(np.int32(0))
        rows = op.convert(op.gather(w, ids, axis), "f32")
        scaled = op.multiply(rows, op.gather(s, ids, axis))
        scaled.set_friendly_name(g.get_friendly_name())
        for t in g.output(0).get_target_inputs():
            t.replace_source_output(scaled.output(0))
    model.validate_nodes_and_infer_types()
    return model


def mean(checkpoints):
    """the mean of the weights of trainings that began alike; it reads a little better than each"""
    first = checkpoints[0]
    if any(c["labels"] != first["labels"] for c in checkpoints):
        raise SystemExit("the checkpoints have different labels")
    w = {k: sum(c["weights"][k] for c in checkpoints) / len(checkpoints) if v.is_floating_point() else v for k, v in first["weights"].items()}
    return {**first, "weights": w}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", help="several, with commas between: their mean")
    ap.add_argument("out")
    ap.add_argument("--name", help="how the model calls itself; the folder's name where none is given")
    ap.add_argument("--int8", metavar="DATA")
    a = ap.parse_args()
    c = mean([torch.load(f, weights_only=True) for f in a.checkpoint.split(",")])
    net = Network(c["sizes"], **c["shape"])
    net.load_state_dict(c["weights"])
    m = converted(net)
    if a.int8:
        m = quantized(m, calibration(a.int8))
    write(m, a.out, c["labels"], a.name)


if __name__ == "__main__":
    main()
