"""Scores the images of a topic by ONNX Runtime and writes predictions to another, without Longshore.

One process a worker, all of one consumer group, each with a session of one thread: so partitions, decoding and scoring all
scale. A batch is what has come, up to --batch; offsets are committed once a second, after what they stand for was delivered.

What is to be done is in the environment, as `longshore bench scorer --peer` sets it: PEER_BOOTSTRAP, PEER_IMAGES and
PEER_PREDICTIONS (topics), PEER_MODEL (an ONNX file), PEER_BATCH, PEER_THREADS and PEER_COUNT (images, then it ends).
"""

import argparse
import io
import multiprocessing
import time

import numpy as np
import onnxruntime
from PIL import Image

from ends import COMMIT_SECONDS, Ends, environment


def pixels(message, shape):
    """The image of a record, as (height, width, channels) of uint8."""
    headers = dict(message.headers() or [])
    if headers.get("content-type") == b"application/vnd.longshore.pixels":
        return np.frombuffer(message.value(), np.uint8).reshape(shape)
    mode = "L" if shape[2] == 1 else "RGB"
    image = np.asarray(Image.open(io.BytesIO(message.value())).convert(mode))
    return image.reshape(shape)


def softmax(logits):
    exp = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def session(model, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


class Scoring:
    """Scores in this process."""

    def __init__(self, model, threads):
        self.session = session(model, threads)
        image = self.session.get_inputs()[0]
        self.input, self.shape = image.name, tuple(image.shape[1:])
        self.outputs = ["logits"] if any(o.name == "logits" for o in self.session.get_outputs()) else None

    def __call__(self, batch):
        return self.session.run(self.outputs, {self.input: batch})[0]


def work(settings, threads, left):
    scoring = Scoring(settings["MODEL"], threads)
    ends = Ends(settings)
    pending = []

    def commit(*_):
        ends.done(pending)
        pending.clear()

    # Before partitions go to another worker, so that it begins where this one ended.
    ends.consumer.subscribe([ends.images], on_revoke=commit)
    batch_size = int(settings["BATCH"])
    committed = time.monotonic()
    while True:
        with left.get_lock():
            if left.value <= 0:
                break
        messages = ends.read(batch_size)
        if messages:
            batch = np.stack([pixels(m, scoring.shape) for m in messages])
            for message, shares in zip(messages, softmax(scoring(batch))):
                ends.write(message, shares)
            pending.extend(messages)
            with left.get_lock():
                left.value -= len(messages)
        ends.producer.poll(0)
        if pending and time.monotonic() - committed > COMMIT_SECONDS:
            commit()
            committed = time.monotonic()
    commit()
    ends.consumer.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--workers", type=int, help="processes (default: PEER_THREADS, one thread each)")
    options = parser.parse_args()
    settings = environment()
    threads = int(settings["THREADS"])
    workers = options.workers or threads
    spawn = multiprocessing.get_context("spawn")
    left = spawn.Value("q", int(settings["COUNT"]))
    processes = [spawn.Process(target=work, args=(settings, threads // workers, left)) for _ in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    raise SystemExit(max(abs(process.exitcode) for process in processes))


if __name__ == "__main__":
    main()
