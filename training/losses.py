"""What the network is to learn from a batch: the marks of people where there are some, and the probabilities of a teacher (teach.py) where it was asked.

Each head learns on the sentences that mark its labels; from the teacher every head learns on every sentence. All heads run on all words, so that few
shapes of matrices occur: a new shape costs more than the sums."""
import torch
import torch.nn.functional as F

from labels import EVENT_ROLES, NAME_TAGS, SAID_ROLES
from network import FAR
import data

WEIGHT = {"arc": 1.0, "rel": .7, "own_rel": .3, "upos": .4, "feats": .4, "lemma": .4, "name": 1.5, "trigger": 6.0, "cue": 3.0, "roles": .25, "status": .4, "code": .4,
          "fact": .5, "mention": .5}
MARKED, TAUGHT = .8, .3         # the weight of people's marks, where a teacher speaks too, and of the teacher
FACT_CLASS_WEIGHT = torch.tensor([1.0, 1.6, 1.2])    # certain, uncertain, counterfactual
SIZES = [16, 24, 32, 40, 48, 64, 80, 112, 160, 240, data.MAX_PIECES]     # pieces a sentence is padded to


def tensors(xs):
    L = next(n for n in SIZES if n >= max(len(x.ids) for x in xs))
    W = -(-max(len(x.first) for x in xs) // 8) * 8
    z = lambda k, n: torch.tensor([getattr(x, k) + [0] * (n - len(getattr(x, k))) for x in xs])
    return z("ids", L), z("shapes", L), z("first", W)


class Batch:
    """sentences as tensors, and how a loss over their words is taken"""

    def __init__(self, xs, training):
        self.xs, self.training = xs, training
        self.ids, self.shapes, self.first = tensors(xs)
        self.B, self.W = self.first.shape
        self.n = [len(x.first) for x in xs]
        self.word = (self.first > 0).float()
        self.taught = all(x.soft is not None for x in xs)

    def which(self, has):
        return [b for b, x in enumerate(self.xs) if has(x)]

    def pad(self, y):
        return (y + [0] * self.W)[:self.W]

    def labels(self, rows):
        """{sentence: a label a word} -> (B, W), −100 where nothing is marked"""
        no = [-100] * self.W
        return torch.tensor([(rows[b][:self.n[b]] + no)[:self.W] if b in rows else no for b in range(self.B)])

    def smooth(self, x):
        return x if self.training and not self.taught else 0.0

    def entropy(self, z, y, smooth=.03):
        return F.cross_entropy(z.float().flatten(0, -2), y.flatten(), ignore_index=-100, label_smoothing=self.smooth(smooth))

    def of_teacher(self, name, columns):
        """the teacher's probabilities of one head, (B, W, columns)"""
        out = torch.zeros(self.B, self.W, columns)
        for b, x in enumerate(self.xs):
            p = torch.from_numpy(x.soft[name]).float()
            out[b, :p.shape[0], :p.shape[1]] = p
        return out

    def distance(self, z, name):
        """the cross entropy of a head's scores with what the teacher gives, over the words"""
        z = z.float()
        return -((z.log_softmax(-1) * self.of_teacher(name, z.shape[-1])).sum(-1) * self.word).sum() / self.word.sum()


class Anchor:
    """a word that opens a frame: of an event (trigger) or a statement (cue); marked by people, by the teacher, or both"""

    def __init__(self, b, i, marked, kind=0, status=0, code=-100, roles=None, taught=0.0, soft=None):
        self.b, self.i, self.marked, self.kind, self.status, self.code, self.roles, self.taught, self.soft = b, i, marked, kind, status, code, roles, taught, soft


def filled(xs, empty):
    return xs + [empty(xs[0])] * (-len(xs) % 16)


def anchors_of(batch, frames, soft_name, n_roles):
    """frames: [(sentence, word, weight, kind, status, code, roles)] as marked; joined with the teacher's anchors"""
    out = [Anchor(*f) for f in frames]
    at = {}
    for a in out:
        at.setdefault((a.b, a.i), a)
    if batch.taught:
        for b, x in enumerate(batch.xs):
            for s in x.soft[soft_name]:
                a = at.get((b, s["at"]))
                if a is None:
                    a = Anchor(b, s["at"], 0.0, s.get("type", 0), roles=[[0] * batch.W] * n_roles)
                    out.append(a)
                a.taught, a.soft = s["p"], s
    return filled(out, lambda a: Anchor(a.b, a.i, 0.0, a.kind, a.status, -100, a.roles)) if out else []


def role_losses(batch, r, anchors, out, name):
    """r (anchors, W, 2 roles): B and I scores, against the spans that are marked and those that the teacher sees"""
    r = r.unflatten(-1, (-1, 2)).float()
    logp = torch.cat([torch.zeros_like(r[..., :1]), r], -1).log_softmax(-1)               # anchors, words, roles, 3
    mask = batch.word[torch.tensor([a.b for a in anchors])]
    w = torch.tensor([a.marked for a in anchors])
    if w.sum() > 0:
        y = torch.tensor([a.roles for a in anchors]).transpose(1, 2)
        l, e = -logp.gather(-1, y[..., None])[..., 0], batch.smooth(.02)
        if e:
            l = (1 - e) * l - e * logp.mean(-1)
        out[name] = (l.sum(-1) * mask * w[:, None]).sum() / w.sum()
    t = torch.tensor([a.taught for a in anchors])
    if t.sum() > 0:
        p = torch.zeros_like(logp)
        for k, a in enumerate(anchors):
            if a.soft is not None:
                q = torch.from_numpy(a.soft["roles"]).float()
                p[k, :q.shape[0]] = q
        out["taught " + name] = (-(p * logp).sum((-1, -2)) * mask * t[:, None]).sum() / t.sum()


def tree_losses(net, batch, vec, t, arc, own, out):
    trees = batch.which(lambda x: x.tree)
    heads = None
    if trees:
        y = {k: batch.labels({b: batch.xs[b].y[k] for b in trees}) for k in ("upos", "feats", "lemma", "arc", "rel")}
        for k in ("upos", "feats", "lemma"):
            out[k] = batch.entropy(getattr(net, k)(t), y[k])
        out["arc"] = batch.entropy(arc, y["arc"], 0)      # most of its classes cannot be
        out["own_rel"] = batch.entropy(own, y["rel"])
        heads = y["arc"]
    if batch.taught:
        out["taught upos"], out["taught own_rel"], out["taught arc"] = batch.distance(net.upos(t), "upos"), batch.distance(own, "own_rel"), batch.distance(arc, "arc")
        heads = torch.tensor([batch.pad(x.soft["head"].tolist()) for x in batch.xs])
    if heads is None:
        return
    rows, cols = net.rel.row(vec), net.rel.column(net.with_root(vec))
    cols = cols.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, cols.shape[-1]))
    rel = net.rel.one(rows.flatten(0, 1), cols.flatten(0, 1)).unflatten(0, (batch.B, batch.W))
    if trees:
        out["rel"] = batch.entropy(rel, torch.where((y["arc"] >= 0) & (y["arc"] == heads), y["rel"], torch.tensor(-100)))
    if batch.taught:
        out["taught rel"] = batch.distance(rel, "rel")


def name_loss(net, batch, vec, out):
    named = batch.which(lambda x: x.names is not None)
    z = net.name(vec)
    if named:
        ok = torch.zeros(batch.B, batch.W, len(NAME_TAGS), dtype=torch.bool)
        m = torch.zeros(batch.B, batch.W)
        for b in named:
            m[b, :batch.n[b]] = 1
            for i, s in enumerate(batch.xs[b].names[:batch.n[b]]):
                ok[b, i, list(s)] = True
        q = z.float().log_softmax(-1)
        out["name"] = (-torch.where(ok, q, torch.tensor(-1e4)).logsumexp(-1) * m).sum() / m.sum()
    if batch.taught:
        out["taught name"] = batch.distance(z, "name")


class Roles:
    """what the spans of a frame are read from, beside its words: distances and the probable tree"""

    def __init__(self, net, batch, vec, arc, own):
        self.net, self.vec, self.rel = net, vec, own.detach().float().softmax(-1)
        self.place, self.near = torch.arange(batch.W), net.near(arc)

    def scores(self, frame, anchors, kinds=False):
        bi, at = torch.tensor([a.b for a in anchors]), torch.tensor([a.i for a in anchors])
        far = ((self.place[None] - at[:, None]).clamp(-FAR, FAR) + FAR)[:, None]
        types = torch.tensor([[a.kind] for a in anchors]) if kinds else None
        columns = getattr(self.net, frame + "_role").column(self.vec)[bi]
        return self.net.roles(frame, self.vec[bi, at][:, None], columns, far, self.near[bi, at][:, None], self.rel[bi, at][:, None], self.rel[bi], types)[:, 0]


def event_losses(net, batch, vec, roles, out):
    E = batch.which(lambda x: x.events is not None)
    z = net.trigger(vec)
    frames, y = [], {b: [0] * batch.n[b] for b in E}
    for b in E:
        for k, (t, kind, status, _, spans) in enumerate(batch.xs[b].events):
            for i in t:
                if i < batch.n[b]:
                    y[b][i] = kind
                    frames.append((b, i, 1 / len(t), kind, status, batch.xs[b].codes[k], [batch.pad(spans[r]) for r in EVENT_ROLES]))
    if E:
        out["trigger"] = batch.entropy(z, batch.labels(y))
    if batch.taught:
        out["taught trigger"] = batch.distance(z, "trigger")
    anchors = anchors_of(batch, frames, "events", len(EVENT_ROLES))
    if not anchors:
        return
    role_losses(batch, roles.scores("event", anchors, True), anchors, out, "event_roles")
    T = vec[torch.tensor([a.b for a in anchors]), torch.tensor([a.i for a in anchors])]
    status, code = net.status(T).float().log_softmax(-1), net.cameo(T).float().log_softmax(-1)
    w, t = torch.tensor([a.marked for a in anchors]), torch.tensor([a.taught for a in anchors])
    if w.sum() > 0:
        out["status"] = (F.nll_loss(status, torch.tensor([a.status for a in anchors]), reduction="none") * w).sum() / w.sum()
        out["code"] = (F.nll_loss(code, torch.tensor([a.code for a in anchors]), reduction="none", ignore_index=-100) * w).sum() / w.sum()
    if t.sum() > 0:
        for name, logp in (("status", status), ("code", code)):
            p = torch.stack([torch.from_numpy(a.soft[name]).float() if a.soft is not None else torch.zeros(logp.shape[1]) for a in anchors])
            out["taught " + name] = (-(p * logp).sum(-1) * t).sum() / t.sum()


def said_losses(net, batch, vec, roles, out):
    S = batch.which(lambda x: x.said is not None)
    z = net.cue(vec)
    frames, y = [], {b: [0] * batch.n[b] for b in S}
    for b in S:
        for t, speaker, content in batch.xs[b].said:
            for j, i in enumerate(t):
                if i < batch.n[b]:
                    y[b][i] = 1 if j == 0 else 2
                    frames.append((b, i, 1 / len(t), 0, 0, -100, [batch.pad(speaker), batch.pad(content)]))
    if S:
        out["cue"] = batch.entropy(z, batch.labels(y))
    if batch.taught:
        out["taught cue"] = batch.distance(z, "cue")
    anchors = anchors_of(batch, frames, "said", len(SAID_ROLES))
    if anchors:
        role_losses(batch, roles.scores("said", anchors), anchors, out, "said_roles")


def fact_loss(net, batch, vec, out):
    facts = [(b, i, w, v) for b, x in enumerate(batch.xs) for i, (v, w) in x.fact.items() if i < batch.n[b]]
    if facts:
        bi, at, w, v = (torch.tensor(c) for c in zip(*filled(facts, lambda f: f[:2] + (0.0,) + f[3:])))
        f = net.fact(vec[bi, at]).float()
        c = torch.where(v >= 1.5, 0, torch.where(v <= -1.5, 2, 1))
        p = f.softmax(-1)
        w = w * FACT_CLASS_WEIGHT[c]
        l = F.cross_entropy(f, c, reduction="none") + .3 * F.smooth_l1_loss(3 * (p[:, 0] - p[:, 2]), v, reduction="none")
        out["fact"] = (l * w).sum() / w.sum()
    if batch.taught:
        out["taught fact"] = batch.distance(net.fact(vec), "fact")


def losses(net, xs):
    """every head's loss over a batch, by name; what the teacher gives is named "taught …" """
    batch, out = Batch(xs, net.training), {}
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vec = net.drop(net.vectors(batch.ids, batch.shapes, batch.first))
        arc, t = net.arcs(vec, batch.first), net.tags(vec)
        own = net.own_rel(t)
        tree_losses(net, batch, vec, t, arc, own, out)
        name_loss(net, batch, vec, out)
        roles = Roles(net, batch, vec, arc, own)
        event_losses(net, batch, vec, roles, out)
        said_losses(net, batch, vec, roles, out)
        fact_loss(net, batch, vec, out)
        z = net.mention(vec)
        if M := batch.which(lambda x: x.mention is not None):
            out["mention"] = batch.entropy(z, batch.labels({b: xs[b].mention for b in M}))
        if batch.taught:
            out["taught mention"] = batch.distance(z, "mention")
    return out


def total(parts):
    """the weighted sum of a batch's losses"""
    taught = any(k.startswith("taught ") for k in parts)
    name = lambda k: "roles" if k.endswith("_roles") else k
    return sum(TAUGHT * WEIGHT[name(k[7:])] * v if k.startswith("taught ") else (MARKED if taught and k not in ("feats", "lemma") else 1) * WEIGHT[name(k)] * v for k, v in parts.items())
