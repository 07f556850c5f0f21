"""train.py --data DIR --encoder DIR --out DIR [--epochs N] [--minutes M] [--engine PATH]

Trains the network on everything that is marked under DIR (the outside data: gold/ and marks/), one forward pass a batch, each head on the
sentences that mark its labels. Writes OUT/last.pt after every epoch: in the second half the running mean of the weights."""
import argparse
import copy
import ctypes
import json
import math
import pathlib
import pickle
import random
import sys
import time

import torch
import torch.nn.functional as F

from labels import EVENT_ROLES, NAME_TAGS, UPOS, lemma_rule
from network import FAR, Network, minilm
import data
import words

WEIGHT = {"arc": 1.0, "rel": .7, "own_rel": .3, "upos": .4, "feats": .4, "lemma": .4, "name": 1.5, "trigger": 6.0, "cue": 3.0, "roles": .25, "status": .4, "code": .4,
          "fact": .5, "mention": .5}
MASK, MASKED = 103, .1          # the piece that hides another; the share that is hidden
FACT_CLASS_WEIGHT = torch.tensor([1.0, 1.6, 1.2])    # certain, uncertain, counterfactual


def number(sentences, lists):
    """labels as numbers, once"""
    at = {k: {x: i for i, x in enumerate(v)} for k, v in lists.items()}
    for s in sentences:
        n = len(s.first)
        if s.tree:
            s.y = {"upos": [UPOS.index(t[0]) for t in s.tree[:n]], "feats": [at["feats"].get(t[1], -100) for t in s.tree[:n]],
                   "lemma": [at["lemma"].get(lemma_rule(s.word(i), t[2]), -100) for i, t in enumerate(s.tree[:n])],
                   "arc": [t[3] if t[3] <= n else -100 for t in s.tree[:n]], "rel": [at["rels"].get(t[4], -100) for t in s.tree[:n]]}
        s.codes = [at["cameo"].get(e[3], -100) for e in s.events or []]


SIZES = [16, 24, 32, 40, 48, 64, 80, 112, 160, 240, data.MAX_PIECES]     # pieces a sentence is padded to


def tensors(xs):
    L = next(n for n in SIZES if n >= max(len(x.ids) for x in xs))
    W = -(-max(len(x.first) for x in xs) // 8) * 8
    z = lambda k, n: torch.tensor([getattr(x, k) + [0] * (n - len(getattr(x, k))) for x in xs])
    return z("ids", L), z("shapes", L), z("first", W)


def capitals(x, rng):
    """the same sentence in CAPITALS or Headline Case, to the network"""
    y = copy.copy(x)
    y.shapes = [2 if s or rng < .5 else 1 for s in x.shapes]
    y.shapes[0] = y.shapes[-1] = 0
    return y


def masked(x, rng):
    """the same sentence with some pieces hidden, so that the heads learn to read the words around"""
    y = copy.copy(x)
    y.ids = [MASK if rng.random() < MASKED and 0 < k < len(x.ids) - 1 else i for k, i in enumerate(x.ids)]
    return y


def role_loss(r, labels, weights, mask, smooth):
    """r (anchors, W, 2 roles): B and I scores; labels (anchors, roles, W)"""
    r = r.unflatten(-1, (-1, 2)).float()
    r = torch.cat([torch.zeros_like(r[..., :1]), r], -1)                    # anchors, words, roles, 3
    l = F.cross_entropy(r.flatten(0, 2), labels.transpose(1, 2).flatten(), reduction="none", label_smoothing=smooth).view(r.shape[:3])
    return (l.sum(-1) * mask * weights[:, None]).sum() / weights.sum()


def losses(net, xs):
    """every head's loss over a batch. All heads run on all words, so that few shapes of matrices occur: a new shape costs more than the sums"""
    ids, shapes, first = tensors(xs)
    B, W = first.shape
    n = [len(x.first) for x in xs]
    word = (first > 0).float()
    pad = lambda y: (y + [0] * W)[:W]
    no = [-100] * W
    cut = lambda rows: torch.tensor([(rows[b][:n[b]] + no)[:W] if b in rows else no for b in range(B)])
    soft = lambda x: x if net.training else 0.0
    ce = lambda z, y, smooth=.03: F.cross_entropy(z.float().flatten(0, -2), y.flatten(), ignore_index=-100, label_smoothing=soft(smooth))
    filled = lambda anchors: anchors + [anchors[0][:2] + (0.0,) + anchors[0][3:]] * (-len(anchors) % 16)
    out = {}
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vec = net.drop(net.vectors(ids, shapes, first))
        arc = net.arcs(vec, first)
        trees = [b for b, x in enumerate(xs) if x.tree]
        t = net.tags(vec)
        own = net.own_rel(t)
        rel = own.detach().float().softmax(-1)
        if trees:
            y = {k: cut({b: xs[b].y[k] for b in trees}) for k in ("upos", "feats", "lemma", "arc", "rel")}
            for k in ("upos", "feats", "lemma"):
                out[k] = ce(getattr(net, k)(t), y[k])
            out["arc"] = ce(arc, y["arc"], 0)      # most of its classes cannot be
            out["own_rel"] = ce(own, y["rel"])
            rows, cols = net.rel.row(vec), net.rel.column(net.with_root(vec))
            cols = cols.gather(1, y["arc"].clamp(min=0)[..., None].expand(-1, -1, cols.shape[-1]))
            out["rel"] = ce(net.rel.one(rows.flatten(0, 1), cols.flatten(0, 1)), torch.where(y["arc"] >= 0, y["rel"], torch.tensor(-100)))
        named = [b for b, x in enumerate(xs) if x.names is not None]
        if named:
            ok = torch.zeros(B, W, len(NAME_TAGS), dtype=torch.bool)
            m = torch.zeros(B, W)
            for b in named:
                m[b, :n[b]] = 1
                for i, s in enumerate(xs[b].names[:n[b]]):
                    ok[b, i, list(s)] = True
            q = net.name(vec).float().log_softmax(-1)
            out["name"] = (-torch.where(ok, q, torch.tensor(-1e4)).logsumexp(-1) * m).sum() / m.sum()
        near, place = None, torch.arange(W)
        far = lambda at: ((place[None] - at[:, None]).clamp(-FAR, FAR) + FAR)[:, None]
        E = [b for b, x in enumerate(xs) if x.events is not None]
        if E:
            y = {b: [0] * n[b] for b in E}
            anchors = []
            for b in E:
                for k, (t, ty, st, _, roles) in enumerate(xs[b].events):
                    for i in t:
                        if i < n[b]:
                            y[b][i] = ty
                            anchors.append((b, i, 1 / len(t), ty, st, xs[b].codes[k], [pad(roles[r]) for r in EVENT_ROLES]))
            out["trigger"] = ce(net.trigger(vec), cut(y))
            if anchors:
                bi, at, w, ty, st, co, ro = (torch.tensor(c) for c in zip(*filled(anchors)))
                near = net.near(arc)
                T = vec[bi, at]
                z = net.roles("event", T[:, None], net.event_role.column(vec)[bi], far(at), near[bi, at][:, None], rel[bi, at][:, None], rel[bi], ty[:, None])[:, 0]
                out["event_roles"] = role_loss(z, ro, w, word[bi], soft(.02))
                mean = lambda l: (l * w).sum() / w.sum()
                out["status"] = mean(F.cross_entropy(net.status(T).float(), st, reduction="none"))
                out["code"] = mean(F.cross_entropy(net.cameo(T).float(), co, reduction="none", ignore_index=-100))
        S = [b for b, x in enumerate(xs) if x.said is not None]
        if S:
            y = {b: [0] * n[b] for b in S}
            anchors = []
            for b in S:
                for t, sp, co in xs[b].said:
                    for j, i in enumerate(t):
                        if i < n[b]:
                            y[b][i] = 1 if j == 0 else 2
                            anchors.append((b, i, 1 / len(t), [pad(sp), pad(co)]))
            out["cue"] = ce(net.cue(vec), cut(y))
            if anchors:
                bi, at, w, ro = (torch.tensor(c) for c in zip(*filled(anchors)))
                near = net.near(arc) if near is None else near
                z = net.roles("said", vec[bi, at][:, None], net.said_role.column(vec)[bi], far(at), near[bi, at][:, None], rel[bi, at][:, None], rel[bi])[:, 0]
                out["said_roles"] = role_loss(z, ro, w, word[bi], soft(.02))
        facts = [(b, i, w, v) for b, x in enumerate(xs) for i, (v, w) in x.fact.items() if i < n[b]]
        if facts:
            bi, at, w, v = (torch.tensor(c) for c in zip(*filled(facts)))
            f = net.fact(vec[bi, at]).float()
            c = torch.where(v >= 1.5, 0, torch.where(v <= -1.5, 2, 1))
            p = f.softmax(-1)
            w = w * FACT_CLASS_WEIGHT[c]
            l = F.cross_entropy(f, c, reduction="none") + .3 * F.smooth_l1_loss(3 * (p[:, 0] - p[:, 2]), v, reduction="none")
            out["fact"] = (l * w).sum() / w.sum()
        M = [b for b, x in enumerate(xs) if x.mention is not None]
        if M:
            out["mention"] = ce(net.mention(vec), cut({b: xs[b].mention for b in M}))
    return out


def total(parts):
    return sum(WEIGHT["roles" if k.endswith("_roles") else k] * v for k, v in parts.items())


def batches(xs, rng, pieces=960, most=40):
    """sentences of like length together, in random order; every batch of one length has the same number of them"""
    left = sorted(xs, key=lambda x: len(x.ids) + rng.random() * 4, reverse=True)
    out = []
    while left:
        size = next(n for n in SIZES if n >= max(len(x.ids) for x in left[:8]))
        n = min(most, max(3, pieces // size))
        out.append(left[:n])
        left = left[n:]
    rng.shuffle(out)
    return out


def keep_memory():
    """glibc gives big blocks back to the system and takes them again at every step: tell it not to"""
    libc = ctypes.CDLL("libc.so.6")
    libc.mallopt(-3, 1 << 30)       # M_MMAP_THRESHOLD
    libc.mallopt(-1, (1 << 31) - 1)       # M_TRIM_THRESHOLD


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", required=True)
    ap.add_argument("--encoder", default=None, help="folder of MiniLM-L6-H384: config.json, model.safetensors, vocab.txt")
    ap.add_argument("--out", required=True)
    ap.add_argument("--engine", help="the engine, for its words")
    ap.add_argument("--epochs", type=int, default=14)
    ap.add_argument("--minutes", type=float, default=1e9, help="stop where the schedule would end later than this: epochs are cut to fit")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--lr", type=float, default=1e-4)
    ap.add_argument("--head-lr", type=float, default=1.2e-3)
    ap.add_argument("--ud-share", type=float, default=.7, help="share of the treebank sentences without marks seen an epoch")
    ap.add_argument("--threads", type=int, default=1, help="one thread does nearly what two do: the matrices are small")
    ap.add_argument("--start", help="a checkpoint to begin from")
    ap.add_argument("--limit", type=int, help="so many sentences of each kind, for a trial")
    a = ap.parse_args()
    a.encoder = a.encoder or minilm()
    keep_memory()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    everything = data.load(a.data, data.checker(a.data), a.engine)
    pieces = words.Pieces(pathlib.Path(a.encoder) / "vocab.txt")
    lists = data.label_lists(everything)
    everything = [s for s in (s.encode(pieces) for s in everything) if s.first]
    number(everything, lists)
    rest = [s for s in everything if not data.held_out(s)]
    held = [s for s in everything if data.held_out(s)]
    always = [s for s in rest if s.origin != "ud" or s.events is not None]
    often = [s for s in rest if s.origin == "ud" and s.events is None]
    if a.limit:
        always, often = rng.sample(always, a.limit), rng.sample(often, a.limit)
    sizes = {k: len(v) for k, v in lists.items()}
    net = Network(sizes, a.encoder)
    if a.start:
        net.load_state_dict(torch.load(a.start, weights_only=True)["weights"])
    print("%d sentences always, %d sometimes, %d held out; %s" % (len(always), len(often), len(held), sizes), flush=True)
    table = net.enc.word.weight
    enc = [p for p in net.enc.parameters() if p is not table]
    ours = {id(p) for p in enc} | {id(table)}
    rare = torch.optim.SparseAdam([table], lr=a.lr)
    opt = torch.optim.AdamW([{"params": enc, "lr": a.lr}, {"params": [p for p in net.parameters() if id(p) not in ours], "lr": a.head_lr}], weight_decay=.01, fused=True)
    begun, progress, epoch, average = time.time(), 0.0, 0, None
    while epoch < a.epochs and progress < 1:
        net.train()
        todo = batches(always + rng.sample(often, int(len(often) * a.ud_share)), rng)
        sums, t0 = {}, time.time()
        for k, xs in enumerate(todo):
            xs = [capitals(x, rng.random()) if rng.random() < .04 else x for x in xs]
            xs = [masked(x, rng) if rng.random() < .8 else x for x in xs]
            # progress by epochs, or by the clock where that would be slower
            progress = (epoch + k / len(todo)) / a.epochs
            progress = max(progress, (time.time() - begun) / 60 / a.minutes)
            if progress >= 1:
                break
            scale = min(1, (progress + 1e-3) / .06) * max(.003, 1 - progress)
            for g, lr in zip(opt.param_groups, (a.lr, a.head_lr)):
                g["lr"] = lr * scale
            rare.param_groups[0]["lr"] = a.lr * scale
            parts = losses(net, xs)
            loss = total(parts)
            opt.zero_grad(set_to_none=True)
            rare.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p is not table], 1.0)
            opt.step()
            rare.step()
            if progress > .6 and k % 8 == 0:        # the mean of the last weights does better than the last weights
                w = net.state_dict()
                if average is None:
                    average = {n: v.clone() for n, v in w.items()}
                else:
                    for n, v in w.items():
                        average[n].lerp_(v, .015)
            for n, v in parts.items():
                c = sums.setdefault(n, [0, 0])
                c[0] += v.item()
                c[1] += 1
            if k % 200 == 0:
                print("  %d/%d %.0fs lr %.2e" % (k, len(todo), time.time() - t0, scale), flush=True)
        epoch += 1
        print("epoch %d, %.0f s: %s" % (epoch, time.time() - t0, " ".join("%s %.3f" % (n, s / c) for n, (s, c) in sorted(sums.items()))), flush=True)
        torch.save({"sizes": sizes, "labels": lists, "weights": average or net.state_dict(), "epoch": epoch, "seed": a.seed}, out / "new.pt")
        (out / "new.pt").replace(out / "last.pt")
        net.eval()
        with torch.no_grad():
            sums = {}
            for xs in batches(held, random.Random(0)):
                for n, v in losses(net, xs).items():
                    c = sums.setdefault(n, [0, 0])
                    c[0] += v.item() * len(xs)
                    c[1] += len(xs)
        print("  held out: %s" % " ".join("%s %.3f" % (n, s / c) for n, (s, c) in sorted(sums.items())), flush=True)


if __name__ == "__main__":
    main()
