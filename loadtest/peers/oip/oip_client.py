"""Asks a scorer by the public client of Triton: health, metadata, pixels in JSON and in binary, a PNG file, classification.

Exits with 1 at the first answer that is not as it should be.
"""

import argparse
import io
import struct
import sys
import zlib

import numpy as np
import tritonclient.http as oip
from tritonclient.utils import InferenceServerException


def png(pixels):
    """An 8-bit grey or RGB PNG file of (height, width, channels)."""
    height, width, channels = pixels.shape
    rows = b"".join(b"\0" + pixels[y].tobytes() for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0 if channels == 1 else 2, 0, 0, 0)
    out = io.BytesIO()
    out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return out.getvalue()


def require(condition, what):
    print(("ok   " if condition else "BAD  ") + what)
    if not condition:
        sys.exit(1)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--url", default="127.0.0.1:8081")
    options.add_argument("--model", default="default")
    options = options.parse_args()
    client = oip.InferenceServerClient(options.url)

    require(client.is_server_live(), "server live")
    require(client.is_server_ready(), "server ready")
    require(client.is_model_ready(options.model), "model ready")
    require(not client.is_model_ready(options.model, "0123456789"), "another version is not ready")
    print("server  ", client.get_server_metadata())
    model = client.get_model_metadata(options.model)
    print("model   ", model)
    version = model["versions"][0]
    require(client.is_model_ready(options.model, version[:10]), "version ready by its first ten digits")

    height, width, channels = model["inputs"][0]["shape"][1:]
    pixels = np.random.default_rng(1).integers(0, 256, (3, height, width, channels), dtype=np.uint8)

    def ask(tensor, binary, outputs=None, **more):
        image = oip.InferInput("image", list(tensor.shape), "UINT8" if tensor.dtype == np.uint8 else "BYTES")
        image.set_data_from_numpy(tensor, binary_data=binary)
        return client.infer(options.model, [image], outputs=outputs, **more)

    by_json = ask(
        pixels,
        False,
        [oip.InferRequestedOutput(name, binary_data=False) for name in ("logits", "probabilities", "class")],
        request_id="json-1",
    )
    by_binary = ask(pixels, True, model_version=version)
    logits = by_binary.as_numpy("logits")
    print("logits  ", logits.tolist())
    require(by_json.get_response()["id"] == "json-1", "the id comes back")
    require(np.array_equal(by_json.as_numpy("logits"), logits), "JSON and binary say the same")
    softmax = np.exp(logits - logits.max(1, keepdims=True))
    softmax /= softmax.sum(1, keepdims=True)
    require(np.allclose(by_binary.as_numpy("probabilities"), softmax, atol=1e-6), "probabilities are the softmax")
    print("class   ", by_binary.as_numpy("class").tolist())

    files = np.array([png(image) for image in pixels], dtype=np.object_)
    require(np.allclose(ask(files, True).as_numpy("logits"), logits), "PNG files say what their pixels say")

    ranked = ask(pixels, True, [oip.InferRequestedOutput("probabilities", binary_data=True, class_count=2)])
    print("ranked  ", ranked.as_numpy("probabilities").tolist())
    require(ranked.as_numpy("probabilities").shape == (3, 2), "classification names the two likeliest")

    try:
        ask(pixels[:, :-1], True)
        require(False, "a wrong shape is refused")
    except InferenceServerException as refused:
        require("the model takes" in str(refused), "a wrong shape is refused: " + str(refused))


if __name__ == "__main__":
    main()
