"""train.py --data DIR --out DIR [--epochs N] [--minutes M] [--teacher SOFT.pickle] [--start CHECKPOINT] [--layers 0,2,5] [--engine PATH]

Trains the network on everything that is marked under DIR (the outside data: gold/ and marks/), and on what a teacher sees in it (teach.py).
Writes OUT/last.pt after every epoch: in the second half the running mean of the weights."""
import argparse
import copy
import ctypes
import pathlib
import pickle
import random
import time

import torch

from labels import UPOS, lemma_rule
from losses import SIZES, losses, total
from network import Network
import data
import words

MASK, MASKED = 103, .1          # the piece that hides another; the share that is hidden
MEAN_FROM, MEAN_OF = .6, 40     # the mean of the weights begins at this part of the way, and reaches back over so many looks, one in 8 steps


def encoded(sentences, lists):
    """sentences as pieces and their labels as numbers, once; those without a word are left out"""
    pieces = words.Pieces()
    at = {k: {x: i for i, x in enumerate(v)} for k, v in lists.items()}
    sentences = [s for s in (s.encode(pieces) for s in sentences) if s.first]
    for s in sentences:
        n, s.soft = len(s.first), None
        if s.tree:
            s.y = {"upos": [UPOS.index(t[0]) for t in s.tree[:n]], "feats": [at["feats"].get(t[1], -100) for t in s.tree[:n]],
                   "lemma": [at["lemma"].get(lemma_rule(s.word(i), t[2]), -100) for i, t in enumerate(s.tree[:n])],
                   "arc": [t[3] if t[3] <= n else -100 for t in s.tree[:n]], "rel": [at["rels"].get(t[4], -100) for t in s.tree[:n]]}
        s.codes = [at["cameo"].get(e[3], -100) for e in s.events or []]
    return sentences


def capitals(x, rng):
    """the same sentence in CAPITALS or Headline Case, to the network"""
    y = copy.copy(x)
    most = rng.random() < .5
    y.shapes = [2 if s or most else 1 for s in x.shapes]
    y.shapes[0] = y.shapes[-1] = 0
    return y


def masked(x, rng):
    """the same sentence with some pieces hidden, so that the heads learn to read the words around"""
    y = copy.copy(x)
    y.ids = [MASK if rng.random() < MASKED and 0 < k < len(x.ids) - 1 else i for k, i in enumerate(x.ids)]
    return y


def batches(xs, rng, pieces, most=40):
    """sentences of like length together, in random order; every batch of one length has the same number of them"""
    left = sorted(xs, key=lambda x: len(x.ids) + rng.random() * 4, reverse=True)
    out = []
    while left:
        size = next(n for n in SIZES if n >= max(len(x.ids) for x in left[:8]))
        n = min(most * pieces // 960, max(3, pieces // size))
        out.append(left[:n])
        left = left[n:]
    rng.shuffle(out)
    return out


def keep_memory():
    """glibc gives big blocks back to the system and takes them again at every step: tell it not to"""
    libc = ctypes.CDLL("libc.so.6")
    libc.mallopt(-3, 1 << 30)       # M_MMAP_THRESHOLD
    libc.mallopt(-1, (1 << 31) - 1)       # M_TRIM_THRESHOLD


def built(checkpoint, encoder):
    """the network of a checkpoint; `encoder`: the teacher's folder, where it is a teacher"""
    net = Network(checkpoint["sizes"], encoder, **checkpoint.get("shape", {}))
    net.load_state_dict(checkpoint["weights"])
    return net


def begin_from(net, weights, layers):
    """takes over every weight that has the same shape; layer k of the encoder from layers[k]"""
    own = net.state_dict()
    for name in own:
        there = name
        if name.startswith("enc.layers."):
            k = name.split(".")[2]
            there = name.replace("enc.layers." + k, "enc.layers.%d" % layers[int(k)], 1)
        if there in weights and weights[there].shape == own[name].shape:
            own[name].copy_(weights[there])


class Mean:
    """the running mean of the last weights does better than the last weights"""

    def __init__(self, net):
        self.net, self.weights, self.looks = net, None, 0

    def look(self):
        w = self.net.state_dict()
        self.looks += 1
        if self.weights is None:
            self.weights = {n: v.clone() for n, v in w.items()}
        for n, v in w.items():
            if v.is_floating_point():
                self.weights[n].lerp_(v, max(1 / self.looks, 1 / MEAN_OF))


class Steps:
    """the optimizers and their schedule: up for 6 % of the way, then down in a line"""

    def __init__(self, net, lr, head_lr):
        table = net.enc.word.weight
        enc = [p for p in net.enc.parameters() if p is not table]
        ours = {id(p) for p in enc} | {id(table)}
        heads = [p for p in net.parameters() if id(p) not in ours]
        self.rare = torch.optim.SparseAdam([table], lr=lr)          # of the word table only the rows that occurred change
        self.rest = torch.optim.AdamW([{"params": enc}, {"params": heads}], lr=lr, weight_decay=.01, fused=True)
        self.lrs, self.clipped = (lr, head_lr), enc + heads

    def step(self, loss, progress):
        scale = min(1, (progress + 1e-3) / .06) * max(.003, 1 - progress)
        for g, lr in zip(self.rest.param_groups, self.lrs):
            g["lr"] = lr * scale
        self.rare.param_groups[0]["lr"] = self.lrs[0] * scale
        for o in (self.rest, self.rare):
            o.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.clipped, 1.0)
        self.rest.step()
        self.rare.step()


class Sums:
    def __init__(self):
        self.of = {}

    def add(self, parts, n=1):
        for name, v in parts.items():
            c = self.of.setdefault(name, [0, 0])
            c[0] += v.item() * n
            c[1] += n

    def __str__(self):
        return " ".join("%s %.3f" % (n, s / c) for n, (s, c) in sorted(self.of.items()))


def arguments():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", required=True)
    ap.add_argument("--encoder", help="where the encoder's weights come from: a file of encoder.py, or the teacher's folder; not needed beside --start")
    ap.add_argument("--out", required=True)
    ap.add_argument("--engine", help="the engine, for its words")
    ap.add_argument("--epochs", type=int, default=14)
    ap.add_argument("--minutes", type=float, default=1e9, help="stop where the schedule would end later than this: epochs are cut to fit")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--lr", type=float, default=1e-4)
    ap.add_argument("--head-lr", type=float, default=1.2e-3)
    ap.add_argument("--pieces", type=int, default=960, help="word pieces a batch")
    ap.add_argument("--ud-share", type=float, default=.7, help="share of the treebank sentences without marks seen an epoch")
    ap.add_argument("--threads", type=int, default=1, help="one thread does nearly what two do: the matrices are small")
    ap.add_argument("--start", help="a checkpoint to begin from; its labels are kept")
    ap.add_argument("--layers", help="which layers of the encoder to keep, as in 0,2,5")
    ap.add_argument("--widths", help="widths of the roles', arcs' and relations' scorers and of the heads, as in 64,128,128,192; relations are then scored by products")
    ap.add_argument("--teacher", help="what teach.py wrote")
    ap.add_argument("--limit", type=int, help="so many sentences of each kind, for a trial")
    return ap.parse_args()


def shape_of(a):
    shape = {}
    if a.layers:
        shape["layers"] = len(a.layers.split(","))
    if a.widths:
        shape.update(zip(("d", "d_arc", "d_rel", "inner"), map(int, a.widths.split(","))), products=True)
    return shape


def main():
    a = arguments()
    keep_memory()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    start = torch.load(a.start, weights_only=True) if a.start else None
    taught = pickle.loads(pathlib.Path(a.teacher).read_bytes()) if a.teacher else None
    everything = data.load(a.data, data.checker(a.data), a.engine)
    lists = (taught or {}).get("labels") or (start or {}).get("labels") or data.label_lists(everything)
    everything = encoded(data.some(everything, a.limit), lists)
    for s in everything if taught else []:
        s.soft = taught["soft"][s.id, s.text]
    held, always, often = ([s for s in everything if data.kind(s) == k] for k in ("held", "always", "often"))
    sizes, shape = {k: len(v) for k, v in lists.items()}, shape_of(a)
    net = Network(sizes, a.encoder, **shape)
    if start:
        begin_from(net, start["weights"], [int(k) for k in a.layers.split(",")] if a.layers else range(99))
    print("%d sentences always, %d sometimes, %d held out; %s" % (len(always), len(often), len(held), sizes), flush=True)
    steps, mean = Steps(net, a.lr, a.head_lr), Mean(net)
    begun, progress, epoch = time.time(), 0.0, 0
    while epoch < a.epochs and progress < 1:
        net.train()
        todo = batches(always + rng.sample(often, int(len(often) * a.ud_share)), rng, a.pieces)
        sums, t0 = Sums(), time.time()
        for k, xs in enumerate(todo):
            xs = [capitals(x, rng) if rng.random() < .04 else x for x in xs]
            xs = [masked(x, rng) if rng.random() < .8 else x for x in xs]
            # progress by epochs, or by the clock where that would be slower
            progress = max((epoch + k / len(todo)) / a.epochs, (time.time() - begun) / 60 / a.minutes)
            if progress >= 1:
                break
            parts = losses(net, xs)
            steps.step(total(parts), progress)
            sums.add(parts)
            if progress > MEAN_FROM and k % 8 == 0:
                mean.look()
            if k % 200 == 0:
                print("  %d/%d %.0fs" % (k, len(todo), time.time() - t0), flush=True)
        epoch += 1
        print("epoch %d, %.0f s: %s" % (epoch, time.time() - t0, sums), flush=True)
        torch.save({"sizes": sizes, "shape": shape, "labels": lists, "weights": mean.weights or net.state_dict(), "epoch": epoch, "seed": a.seed}, out / "new.pt")
        (out / "new.pt").replace(out / "last.pt")
        net.eval()
        sums = Sums()
        with torch.no_grad():
            for xs in batches(held, random.Random(0), a.pieces):
                sums.add(losses(net, xs), len(xs))
        print("  held out: %s" % sums, flush=True)


if __name__ == "__main__":
    main()
