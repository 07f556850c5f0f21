"""One encoder pass over a sentence, then every head for every word (docs/formats/model.md)."""
import math
import pathlib

import torch
import torch.nn as nn
import torch.nn.functional as F

from labels import EVENT_ROLES, NAME_TAGS, SAID_ROLES, STATUS, TYPES, UPOS

PIECES, PLACES, SIZE, INNER, HEADS, LAYERS = 30522, 512, 384, 1536, 12, 12     # the shape of the encoder (encoder.py)
FAR = 40            # distances beyond this many words count as this many
NOTHING = -1e4      # the logit of what cannot be


class Drop(nn.Module):
    """dropout whose masks are cut from a pool of ready-made ones: on a CPU drawing them costs more than using them"""
    pools = {}

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training or self.rate == 0:
            return x
        n = x.numel()
        if (self.rate, x.dtype) not in self.pools:
            self.pools[self.rate, x.dtype] = ((torch.rand(1 << 24) > self.rate).float() / (1 - self.rate)).to(x.dtype)
        pool = self.pools[self.rate, x.dtype]
        k = int(torch.randint(0, len(pool) - n, (1,))) if n < len(pool) else 0
        return x * pool[k:k + n].view(x.shape) if n < len(pool) else F.dropout(x, self.rate)


class Layer(nn.Module):
    def __init__(self, h, heads, inner, dropout, eps=1e-12):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(h, h) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(h, eps=eps), nn.LayerNorm(h, eps=eps)
        self.up, self.down, self.drop = nn.Linear(h, inner), nn.Linear(inner, h), Drop(dropout)

    def forward(self, x, mask):
        B, L, h = x.shape[0], x.shape[1], self.query.out_features
        split = lambda z: z.reshape(B, L, self.heads, h // self.heads).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        a = torch.matmul((torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(h // self.heads) + mask).softmax(-1).to(v.dtype), v)
        a = a.transpose(1, 2).reshape(B, L, h)
        x = self.norm1(x + self.drop(self.output(a)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


def take_layers(encoder, put, norm, names):
    """fills the first norm and every layer; put(parameter, name) copies a weight, `names` are theirs for the parts of a Layer"""
    for part in ("weight", "bias"):
        put(getattr(encoder.norm, part), norm + part)
        for i, layer in enumerate(encoder.layers):
            for ours, theirs in names.items():
                put(getattr(getattr(layer, ours), part), "encoder.layer.%d.%s.%s" % (i, theirs, part))


class Encoder(nn.Module):
    """BERT's encoder; the weights from a file of safetensors, where one is given"""

    def __init__(self, file=None, dropout=.1, layers=None):
        super().__init__()
        h = self.size = SIZE
        self.word, self.place = nn.Embedding(PIECES, h, sparse=True), nn.Embedding(PLACES, h)
        self.kind = nn.Parameter(torch.zeros(h))
        self.case = nn.Embedding(3, h)
        nn.init.zeros_(self.case.weight)
        self.norm, self.drop = nn.LayerNorm(h, eps=1e-12), Drop(dropout)
        self.layers = nn.ModuleList(Layer(h, HEADS, INNER, dropout) for _ in range(layers or LAYERS))
        if file:
            self.read(file)

    def read(self, file):
        from safetensors.torch import load_file
        w = load_file(file)
        put = lambda p, name: p.data.copy_(w[name].float())
        put(self.word.weight, "embeddings.word_embeddings.weight")
        put(self.place.weight, "embeddings.position_embeddings.weight")
        self.kind.data.copy_(w["embeddings.token_type_embeddings.weight"][0].float())
        take_layers(self, put, "embeddings.LayerNorm.", {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "output": "attention.output.dense",
            "norm1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"})

    def forward(self, pieces, shape):
        mask = (pieces == 0).float()[:, None, None, :] * NOTHING
        place = torch.cumsum(torch.ones_like(pieces[:1]), 1) - 1
        x = self.drop(self.norm(self.word(pieces) + self.case(shape) + self.place(place) + self.kind))
        for layer in self.layers:
            x = layer(x, mask)
        return x


def encoder(place=None, layers=None):
    """the teacher's from its folder; else ours, its weights from a file where one is given"""
    if place and pathlib.Path(place).is_dir():
        from mpnet import Mpnet
        return Mpnet(place)
    return Encoder(place, layers=layers)


def head(h, out, inner):
    return nn.Sequential(nn.Linear(h, inner), nn.GELU(), Drop(.25), nn.Linear(inner, out))


class Pairs(nn.Module):
    """a score of each class for each (row word, column word): biaffine with biases"""

    def __init__(self, h, d, classes):
        super().__init__()
        self.row, self.column = (nn.Sequential(nn.Linear(h, d), nn.GELU(), Drop(.4)) for _ in range(2))
        self.classes, self.d = classes, d
        self.weight = nn.Linear(d, classes * d, bias=False)
        self.row_bias, self.column_bias = nn.Linear(d, classes), nn.Linear(d, classes, bias=False)
        nn.init.normal_(self.weight.weight, std=.02)

    def score(self, a, b):
        """(B, R, d), (B, C, d) -> (B, R, C, classes)"""
        B, R, C = a.shape[0], a.shape[1], b.shape[1]
        u = self.weight(a).reshape(B, R * self.classes, self.d)
        z = torch.matmul(u, b.transpose(1, 2)).reshape(B, R, self.classes, C).permute(0, 1, 3, 2)
        return z + self.row_bias(a)[:, :, None] + self.column_bias(b)[:, None]

    def one(self, a, b):
        """the scores of rows a (N, d) with columns b (N, d) -> (N, classes)"""
        return torch.matmul(self.weight(a).reshape(-1, self.classes, self.d), b[..., None])[..., 0] + self.row_bias(a) + self.column_bias(b)

    def forward(self, rows, columns):
        return self.score(self.row(rows), self.column(columns))


class Products(nn.Module):
    """like Pairs, but each class weighs the products of the two words' numbers: of the cost of Pairs a tenth"""

    def __init__(self, h, d, classes):
        super().__init__()
        self.row, self.column = (nn.Sequential(nn.Linear(h, d), nn.GELU(), Drop(.25)) for _ in range(2))
        self.weight = nn.Linear(d, classes, bias=False)
        self.row_bias, self.column_bias = nn.Linear(d, classes), nn.Linear(d, classes, bias=False)

    def one(self, a, b):
        return self.weight(a * b) + self.row_bias(a) + self.column_bias(b)


class Network(nn.Module):
    """`place`: of the encoder's weights; `layers`: the first so many of it, all where none are given; `inner`: width of the heads' hidden layers, the encoder's where none is given; `products`: relations by Products"""

    def __init__(self, sizes, place=None, layers=None, d=128, d_arc=256, d_rel=96, inner=None, products=False):
        super().__init__()
        self.enc = encoder(place, layers)
        h = self.enc.size
        self.sizes = sizes
        self.drop = Drop(.3)
        inner = inner or h
        self.tags = nn.Sequential(nn.Linear(h, inner), nn.GELU(), Drop(.25))
        self.upos, self.feats, self.lemma = (nn.Linear(inner, n) for n in (len(UPOS), sizes["feats"], sizes["lemma"]))
        self.root = nn.Parameter(torch.randn(h) * .02)
        self.arc, self.rel = Pairs(h, d_arc, 1), (Products if products else Pairs)(h, d_rel, sizes["rels"])
        self.name, self.trigger, self.status, self.cameo = (head(h, n, inner) for n in (len(NAME_TAGS), 1 + len(TYPES), len(STATUS), sizes["cameo"]))
        self.cue, self.mention, self.fact = head(h, 3, inner), head(h, 2, inner), head(h, 3, inner)
        self.typed = nn.Embedding(1 + len(TYPES), d)
        self.event_role, self.said_role = Pairs(h, d, 2 * len(EVENT_ROLES)), Pairs(h, d, 2 * len(SAID_ROLES))
        self.event_far, self.said_far = nn.Embedding(2 * FAR + 1, 2 * len(EVENT_ROLES)), nn.Embedding(2 * FAR + 1, 2 * len(SAID_ROLES))
        self.event_tree, self.said_tree = nn.Linear(5, 2 * len(EVENT_ROLES), bias=False), nn.Linear(5, 2 * len(SAID_ROLES), bias=False)
        self.own_rel = nn.Linear(inner, sizes["rels"])      # a word's relation, whatever its head: an input to the roles
        self.event_below, self.event_above = (nn.Linear(sizes["rels"], 2 * len(EVENT_ROLES), bias=False) for _ in range(2))
        self.said_below, self.said_above = (nn.Linear(sizes["rels"], 2 * len(SAID_ROLES), bias=False) for _ in range(2))
        for x in (self.event_below, self.event_above, self.said_below, self.said_above, self.typed, self.event_far, self.said_far, self.event_tree, self.said_tree):
            nn.init.zeros_(x.weight)

    def vectors(self, pieces, shape, first):
        x = self.enc(pieces, shape)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, x.shape[-1]))

    def with_root(self, vec):
        return torch.cat([self.root.to(vec.dtype).expand(vec.shape[0], 1, -1), vec], 1)

    def arcs(self, vec, first):
        """scores of each word's head: (B, W, W+1), 0 = root; never itself, never padding"""
        pad = (first == 0).float()
        gone = torch.cat([torch.zeros_like(pad[:, :1]), pad], 1)[:, None, :] * NOTHING
        place = torch.cumsum(torch.ones_like(first[0]), 0)
        itself = F.pad((place[:, None] == place[None, :]).float(), (1, 0)) * NOTHING
        return self.arc(vec, self.with_root(vec))[..., 0].float() + gone + itself

    def near(self, arc):
        """how a pair (row, column) stands in the probable tree: column below row, above it, two below, beside it, three below"""
        up = arc.softmax(-1)[:, :, 1:].detach()                     # up[dependent, head]
        down = up.transpose(1, 2)
        two = torch.matmul(down, down)
        return torch.stack([down, up, two, torch.matmul(up, down), torch.matmul(two, down)], -1)

    def roles(self, kind, rows, columns, far, near, rel_row, rel_column, types=None):
        """B and I scores of each role for rows (N, R, h) against columns (N, C, d), which went through Pairs.column; rel_*: each word's relation"""
        pairs, of = getattr(self, kind + "_role"), lambda x: getattr(self, kind + x)
        a = pairs.row(rows)
        if types is not None:
            a = a + self.typed(types).to(a.dtype)
        z = pairs.score(a, columns).float() + of("_far")(far) + of("_tree")(near).float()
        return z + near[..., :1] * of("_below")(rel_column)[:, None].float() + near[..., 1:2] * of("_above")(rel_row)[:, :, None].float()
