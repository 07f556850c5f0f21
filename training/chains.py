#!/usr/bin/env python3
"""chains.py TRAIN.pairs TRAIN.jsonl OUT.tsv [--dev DEV.pairs DEV.jsonl] [--epochs N]

Learns which mention takes up which (packs/en/chain_weights.tsv). The .pairs files hold what build/dump_pairs measured of each candidate
and each pair; the .jsonl files the gold clusters (OntoGUM train; dev only to be measured). Two small networks of one hidden layer: one
scores a pair, one what it has to beat for the later mention to begin a chain of its own. The loss is the negative logarithm of the
share of right antecedents among all, with dearer mistakes weighted up."""
import argparse, json, struct
import numpy as np
import torch

FALSE_NEW, FALSE_LINK, WRONG_LINK = 2.5, 0.5, 1.0


class Document:
    pass


def read_pairs(path):
    data = memoryview(open(path, "rb").read())
    single, pair = struct.unpack_from("<II", data, 0)
    at, out = 8, []
    while at < len(data):
        assert data[at] == ord("D")
        n, = struct.unpack_from("<I", data, at + 1); at += 5
        d = Document(); d.id = bytes(data[at:at + n]).decode(); at += n
        n, = struct.unpack_from("<I", data, at); at += 4
        kind = np.dtype([("begin", "<u4"), ("end", "<u4"), ("joined", "u1"), ("chain", "<u4"), ("x", "<f4", (single,))])
        d.candidates = np.frombuffer(data, kind, n, at); at += n * kind.itemsize
        n, = struct.unpack_from("<I", data, at); at += 4
        kind = np.dtype([("later", "<u4"), ("earlier", "<u4"), ("x", "<f2", (pair,))])
        d.pairs = np.frombuffer(data, kind, n, at); at += n * kind.itemsize
        out.append(d)
    return out


def add_gold(docs, path):
    gold = {g["id"]: g for g in map(json.loads, open(path, encoding="utf-8"))}
    for d in docs:
        g = gold[d.id]
        to_byte = np.cumsum([0] + [len(c.encode("utf-8", "surrogatepass")) for c in g["text"]])
        of = {}
        d.gold = []
        for k, cluster in enumerate(g["clusters"]):
            spans = {(int(to_byte[a]), int(to_byte[b])) for a, b in cluster}
            d.gold.append(spans)
            for s in spans: of[s] = k
        d.cluster = np.array([of.get((int(c["begin"]), int(c["end"])), -1) for c in d.candidates])


def groups(d):
    """for each later candidate that is asked about: its rows in d.pairs"""
    later = d.pairs["later"]
    starts = np.flatnonzero(np.r_[True, later[1:] != later[:-1]]) if len(later) else np.array([], int)
    ends = np.r_[starts[1:], len(later)]
    return [(int(later[s]), s, e) for s, e in zip(starts, ends)]


class Net(torch.nn.Module):
    def __init__(self, pair, single, hidden):
        super().__init__()
        layer = lambda n, h: torch.nn.Sequential(torch.nn.Linear(n, h, bias=False), torch.nn.ReLU(), torch.nn.Dropout(.3), torch.nn.Linear(h, 1, bias=False))
        self.pair, self.single = layer(pair, hidden), layer(single, 24)


def batches(docs, rng):
    """groups of some 12,000 pairs from all documents"""
    todo = [(d, i, s, e) for d in docs for i, s, e in d.groups]
    rng.shuffle(todo)
    now, size = [], 0
    for g in todo:
        now.append(g); size += g[3] - g[2]
        if size > 12000:
            yield now
            now, size = [], 0
    if now: yield now


def tensors(batch):
    x = torch.from_numpy(np.concatenate([d.pairs["x"][s:e] for d, i, s, e in batch]).astype(np.float32))
    y = torch.from_numpy(np.stack([d.candidates["x"][i] for d, i, s, e in batch]).copy())
    which = torch.from_numpy(np.repeat(np.arange(len(batch)), [e - s for _, _, s, e in batch]))
    right = torch.from_numpy(np.concatenate([(d.cluster[d.pairs["earlier"][s:e]] == d.cluster[i]) & (d.cluster[i] >= 0) for d, i, s, e in batch]))
    return x, y, which, right


def loss_of(net, batch):
    x, y, which, right = tensors(batch)
    n = len(batch)
    pair, single = net.pair(x)[:, 0], net.single(y)[:, 0]
    has = torch.zeros(n).index_add_(0, which, right.float()) > 0
    cost = torch.where(right, torch.tensor(0.), torch.where(has[which], torch.tensor(WRONG_LINK), torch.tensor(FALSE_LINK)))
    pair_up, single_up = pair + cost, single + torch.where(has, FALSE_NEW, 0.)
    top = torch.maximum(single_up, torch.full((n,), -1e9).scatter_reduce(0, which, pair_up.detach(), "amax")).detach()
    everything = torch.exp(single_up - top).index_add(0, which, torch.exp(pair_up - top[which]))
    good = torch.where(has, torch.zeros(n), torch.exp(single - top)).index_add(0, which, torch.exp(pair - top[which]) * right)
    return (torch.log(everything) - torch.log(good.clamp_min(1e-30))).mean()


@torch.no_grad()
def clusters(net, d):
    of = d.candidates["chain"].astype(int).copy()
    def root(i):
        while of[i] != i: i = of[i]
        return i
    pair = net.pair(torch.from_numpy(d.pairs["x"].astype(np.float32)))[:, 0].numpy()
    single = net.single(torch.from_numpy(d.candidates["x"].copy()))[:, 0].numpy()
    for i, s, e in d.groups:
        if d.candidates["joined"][i]: continue
        own = root(i)
        best, to = single[i], -1
        for k in range(s, e):
            if pair[k] > best and root(int(d.pairs["earlier"][k])) != own: best, to = pair[k], int(d.pairs["earlier"][k])
        if to >= 0:
            a, b = sorted((own, root(to))); of[b] = a
    out = {}
    for i in range(len(of)):
        c = d.candidates[i]
        if c["end"] > c["begin"]: out.setdefault(root(i), set()).add((int(c["begin"]), int(c["end"])))
    return [c for c in out.values() if len(c) > 1]


def measure(net, docs):
    """CoNLL average over documents, as bench/score_coref.py counts, with the entity score's assignment made greedily"""
    T = {k: [0., 0., 0., 0.] for k in ("muc", "b3", "ceaf")}
    for d in docs:
        K, R = [c for c in d.gold if len(c) > 1], clusters(net, d)
        def muc(K, R):
            w = {m: i for i, c in enumerate(R) for m in c}
            return sum(len(c) - len({w.get(m, ("x", m)) for m in c}) for c in K), sum(len(c) - 1 for c in K)
        def b3(K, R):
            w = {m: i for i, c in enumerate(R) for m in c}
            return sum(len(c & R[w[m]]) / len(c) for c in K for m in c if m in w), sum(map(len, K))
        pairs = sorted(((2 * len(k & r) / (len(k) + len(r)), i, j) for i, k in enumerate(K) for j, r in enumerate(R) if k & r), reverse=True)
        used_k, used_r, phi = set(), set(), 0
        for s, i, j in pairs:
            if i not in used_k and j not in used_r: used_k.add(i); used_r.add(j); phi += s
        for name, row in (("muc", muc(K, R) + muc(R, K)), ("b3", b3(K, R) + b3(R, K)), ("ceaf", (phi, len(K), phi, len(R)))):
            T[name] = [a + b for a, b in zip(T[name], row)]
    f = lambda t: 200 * (t[0] / max(1, t[1])) * (t[2] / max(1, t[3])) / max(1e-9, t[0] / max(1, t[1]) + t[2] / max(1, t[3]))
    return sum(map(f, T.values())) / 3, {k: (round(100 * t[2] / max(1, t[3]), 1), round(100 * t[0] / max(1, t[1]), 1)) for k, t in T.items()}


def write(net, path):
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Which mention takes up which: weights made by training/chains.py from OntoGUM train (CC BY). One row a hidden unit.\n")
        f.write("unit*\tout\tweights\n")
        for name, layer in (("pair", net.pair), ("single", net.single)):
            for w, o in zip(layer[0].weight.detach().numpy(), layer[3].weight.detach().numpy()[0]):
                f.write(f"{name} unit\t{o:.4g}\t" + " ".join(f"{v:.4g}" for v in w) + "\n")


def main():
    ap = argparse.ArgumentParser(); ap.add_argument("train"); ap.add_argument("gold"); ap.add_argument("out"); ap.add_argument("--dev", nargs=2); ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--hidden", type=int, default=64); ap.add_argument("--seed", type=int, default=7)
    a = ap.parse_args()
    torch.manual_seed(a.seed); torch.set_num_threads(1)
    rng = np.random.default_rng(a.seed)
    train = read_pairs(a.train); add_gold(train, a.gold)
    dev = []
    if a.dev: dev = read_pairs(a.dev[0]); add_gold(dev, a.dev[1])
    for d in train + dev: d.groups = groups(d)
    for name, docs in (("train", train), ("dev", dev)):
        gold = sum(len(set().union(*d.gold)) for d in docs if d.gold)
        print(name, "documents", len(docs), "candidates", sum(len(d.candidates) for d in docs), "gold mentions", gold, "of them candidates", sum(len({(int(c["begin"]), int(c["end"])) for c, k in zip(d.candidates, d.cluster) if k >= 0}) for d in docs), flush=True)
    net = Net(train[0].pairs["x"].shape[1], train[0].candidates["x"].shape[1], a.hidden)
    steps = a.epochs * (sum(len(d.pairs) for d in train) // 12000 + 1)
    opt = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-2)
    rate = torch.optim.lr_scheduler.OneCycleLR(opt, 4e-3, total_steps=steps + 10)
    for epoch in range(a.epochs):
        net.train(); total = count = 0
        for batch in batches(train, rng):
            opt.zero_grad(); loss = loss_of(net, batch); loss.backward(); opt.step(); rate.step()
            total += float(loss.detach()); count += 1
        net.eval()
        print(epoch, "loss %.4f" % (total / count), "dev %.2f %s" % measure(net, dev) if dev and (epoch % 3 == 2 or epoch == a.epochs - 1) else "", flush=True)
    write(net, a.out)


if __name__ == "__main__":
    main()
