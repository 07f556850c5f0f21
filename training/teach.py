"""teach.py CHECKPOINT OUT.pickle --data DIR --encoder DIR [--engine PATH] [--limit N]   what a trained network (the teacher) sees in every sentence that is learned from

For each sentence the probabilities of every head, as train.py --teacher reads them: {id and text: {head: array}}. A smaller network that learns them
beside the marks reads better than one that learns the marks alone, most of all where a sentence is marked for other heads only."""
import argparse
import pathlib
import pickle
import random

import numpy as np
import torch

from losses import Anchor, Batch, Roles
from train import batches, built, encoded
import data

LEAST = .1          # words that are more probably than this a trigger or a cue have their spans told


def half(x):
    return x.float().numpy().astype(np.float16)


def frames(net, batch, roles, name, p, kinds):
    """[sentence: [{at, p, type, roles (words, roles, 3)}]] for the words that may open a frame"""
    found = [(b, i) for b in range(batch.B) for i in range(batch.n[b]) if 1 - p[b, i, 0] > LEAST or opens(batch.xs[b], name, i)]
    out = [[] for _ in range(batch.B)]
    if found:
        anchors = [Anchor(b, i, 0.0, int(p[b, i, 1:].argmax()) + 1) for b, i in found]
        r = roles.scores(name, anchors, kinds).unflatten(-1, (-1, 2)).float()
        r = torch.cat([torch.zeros_like(r[..., :1]), r], -1).softmax(-1)
        for k, (b, i) in enumerate(found):
            out[b].append({"at": i, "p": float(1 - p[b, i, 0]), "type": anchors[k].kind, "roles": half(r[k, :batch.n[b]])})
    return out


def opens(x, name, i):
    return any(i in f[0] for f in (x.events if name == "event" else x.said) or [])


def seen(net, xs):
    """the teacher's probabilities for a batch"""
    batch = Batch(xs, False)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        vec = net.vectors(batch.ids, batch.shapes, batch.first)
        arc, t = net.arcs(vec, batch.first), net.tags(vec)
        own = net.own_rel(t)
        head = arc.argmax(-1)
        rows, cols = net.rel.row(vec), net.rel.column(net.with_root(vec))
        for b, x in enumerate(xs):
            if x.tree:
                y = torch.tensor(x.y["arc"][:batch.n[b]])
                head[b, :batch.n[b]] = torch.where(y >= 0, y, head[b, :batch.n[b]])
        cols = cols.gather(1, head[..., None].expand(-1, -1, cols.shape[-1]))
        z = {"arc": arc, "rel": net.rel.one(rows.flatten(0, 1), cols.flatten(0, 1)).unflatten(0, (batch.B, batch.W)), "own_rel": own, "upos": net.upos(t)}
        z |= {k: getattr(net, k)(vec) for k in ("name", "trigger", "cue", "mention", "fact", "status", "cameo")}
        p = {k: v.float().softmax(-1) for k, v in z.items()}
        roles = Roles(net, batch, vec, arc, own)
        events, said = frames(net, batch, roles, "event", p["trigger"], True), frames(net, batch, roles, "said", p["cue"], False)
    for b, x in enumerate(xs):
        n = batch.n[b]
        for e in events[b]:
            e["status"], e["code"] = half(p["status"][b, e["at"]]), half(p["cameo"][b, e["at"]])
        yield x, {**{k: half(p[k][b, :n, :n + 1] if k == "arc" else p[k][b, :n]) for k in ("arc", "rel", "own_rel", "upos", "name", "trigger", "cue", "mention", "fact")},
                  "head": head[b, :n].numpy().astype(np.int16), "events": events[b], "said": said[b]}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint")
    ap.add_argument("out")
    ap.add_argument("--data", required=True)
    ap.add_argument("--encoder", default=None, help="folder of the teacher's encoder")
    ap.add_argument("--engine", help="the engine, for its words")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--limit", type=int, help="so many sentences of each kind, for a trial")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    c = torch.load(a.checkpoint, weights_only=True)
    net = built(c, a.encoder).eval()
    sentences = encoded(data.some(data.load(a.data, data.checker(a.data), a.engine), a.limit), c["labels"])
    out = {}
    for k, xs in enumerate(batches(sentences, random.Random(0), 1920)):
        for x, soft in seen(net, xs):
            out[x.id, x.text] = soft
    pathlib.Path(a.out).write_bytes(pickle.dumps({"labels": c["labels"], "soft": out}))
    print("%d sentences" % len(out))


if __name__ == "__main__":
    main()
