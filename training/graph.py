"""The network as the engine calls it: the same weights as network.Network, arranged so that what no room reads is not computed (docs/formats/model.md)."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from network import FAR, NOTHING

OUTPUTS = ("upos feats lemma arc rel own_rel name trigger status fact event_rows cameo event_role cue said_rows said_role mention vec").split()
EVENT_SHARE, SAID_SHARE = 4, 6      # one word in so many can be a trigger, a cue


def picked(x, rows):
    """x (B, N, h), rows (B, K) -> (B, K, h)"""
    N = x.shape[1]
    at = rows + (torch.cumsum(torch.ones_like(rows[:, :1]), 0) - 1) * N
    return F.embedding(at, x.flatten(0, 1))


class Graph(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net.eval()

    def vectors(self, pieces, shape, first):
        return picked(self.net.enc(pieces, shape), first)

    def best_rows(self, p, first, share):
        """the likeliest words (B, K) by p (B, W), the likeliest first: one word in `share`"""
        K = (first.shape[1] + share - 1) // share
        return torch.topk(p * (first > 0).float(), K, -1).indices

    def heads(self, vec, rooted, first):
        """scores of each head (B, W+1, W): the words down the last axis, so that the sums of softmax take the same order in every shape"""
        a = self.net.arc
        row = a.row(vec)
        column = a.column(rooted)
        pad = (first == 0).float()
        gone = torch.cat([torch.zeros_like(pad[:, :1]), pad], 1)[..., None] * NOTHING
        place = torch.cumsum(torch.ones_like(first[0]), 0)
        itself = F.pad((place[:, None] == place[None, :]).float(), (0, 0, 1, 0)) * NOTHING
        return torch.matmul(column, a.weight(row).transpose(1, 2)) + a.row_bias(row).transpose(1, 2) + a.column_bias(column) + gone + itself

    def roles(self, kind, vec, rows, down, rel, types=None):
        """(B, K, roles, 3, W): O, B, I of each word in each role of each row"""
        n = self.net
        pairs, of = getattr(n, kind + "_role"), lambda x: getattr(n, kind + x)
        R, W = pairs.classes, vec.shape[1]
        a = pairs.row(picked(vec, rows))
        if types is not None:
            a = a + n.typed(types)
        b = pairs.column(vec)
        u = pairs.weight(a).unflatten(-1, (R, pairs.d)).flatten(1, 2)                                  # (B, K R, d)
        z = torch.matmul(u, b.transpose(1, 2)).unflatten(1, (-1, R))                                   # (B, K, R, W)
        above, below = picked(down.transpose(1, 2), rows), picked(down, rows)                          # (B, K, W): the row's heads, what hangs on it
        two = torch.matmul(below, down)
        near = torch.stack([below, above, two, torch.matmul(above, down), torch.matmul(two, down)], 2)
        place = torch.cumsum(torch.ones_like(rows[:1, :1].expand(-1, W)), 1) - 1
        far = of("_far")((place[:, None, :] - rows[..., None]).clamp(-FAR, FAR) + FAR)                 # (B, K, W, R)
        z = z + pairs.row_bias(a)[..., None] + pairs.column_bias(b).transpose(1, 2)[:, None] + far.transpose(2, 3)
        z = z + torch.matmul(of("_tree").weight, near)
        z = z + below[:, :, None] * of("_below")(rel).transpose(1, 2)[:, None] + above[:, :, None] * of("_above")(picked(rel, rows))[..., None]
        z = z.unflatten(2, (-1, 2))
        return torch.cat([torch.zeros_like(z[:, :, :, :1]), z], 3).softmax(3)

    def relations(self, vec, rooted, arc):
        """the likeliest relation of each word to its likeliest head"""
        n = self.net
        rows, columns = n.rel.row(vec), picked(n.rel.column(rooted), arc.argmax(1))
        return n.rel.one(rows.flatten(0, 1), columns.flatten(0, 1)).argmax(-1).reshape(vec.shape[0], vec.shape[1])

    def forward(self, pieces, shape, first):
        n = self.net
        pieces, shape, first = pieces.long(), shape.long(), first.long()
        vec = self.vectors(pieces, shape, first)
        t, rooted = n.tags(vec), n.with_root(vec)
        arc, own = self.heads(vec, rooted, first), n.own_rel(t)
        p = {"feats": n.feats(t), "lemma": n.lemma(t), "vec": vec, "upos": n.upos(t).softmax(-1), "arc": arc.softmax(1)}
        p["rel"], p["own_rel"] = self.relations(vec, rooted, arc).int(), own.argmax(-1).int()
        for k in ("name", "trigger", "status", "cue", "mention"):
            p[k] = getattr(n, k)(vec).softmax(-1)
        f = n.fact(vec).softmax(-1)
        p["fact"] = 3 * (f[..., 0] - f[..., 2])
        down, rel = p["arc"][:, 1:], own.softmax(-1)
        e, s = self.best_rows(1 - p["trigger"][..., 0], first, EVENT_SHARE), self.best_rows(1 - p["cue"][..., 0], first, SAID_SHARE)
        p["event_rows"], p["said_rows"] = e.int(), s.int()
        p["cameo"] = n.cameo(picked(vec, e)).softmax(-1)
        types = picked(p["trigger"][..., 1:], e).argmax(-1) + 1
        p["event_role"] = self.roles("event", vec, e, down, rel, types)
        p["said_role"] = self.roles("said", vec, s, down, rel)
        return tuple(p[k] for k in OUTPUTS)
