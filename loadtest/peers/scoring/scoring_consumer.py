"""Scores the images of a topic by ONNX Runtime and writes predictions to another, without Longshore.

One process a worker, all of one consumer group, each with a session of one thread: so partitions, decoding and scoring all
scale. A batch is what has come, up to --batch; offsets are committed once a second, after what they stand for was delivered.

What is to be done is in the environment, as `longshore bench scorer --peer` sets it: PEER_BOOTSTRAP, PEER_IMAGES and
PEER_PREDICTIONS (topics), PEER_MODEL (an ONNX file), PEER_BATCH, PEER_THREADS and PEER_COUNT (images, then it ends).
"""

import argparse
import io
import json
import multiprocessing
import os
import time

import numpy as np
import onnxruntime
from confluent_kafka import Consumer, KafkaException, Producer
from PIL import Image

COMMIT_SECONDS = 1.0


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


def raise_if_failed(error, _message):
    if error is not None:
        raise KafkaException(error)


def work(settings, threads, left):
    scoring = Scoring(settings["MODEL"], threads)
    consumer = Consumer(
        {
            "bootstrap.servers": settings["BOOTSTRAP"],
            "group.id": "scoring-" + settings["PREDICTIONS"],
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "enable.auto.offset.store": False,
            "fetch.max.bytes": 16 << 20,
        }
    )
    producer = Producer(
        {"bootstrap.servers": settings["BOOTSTRAP"], "linger.ms": 5, "acks": "all", "enable.idempotence": True}
    )
    pending = []

    def commit(*_):
        """What was read counts as done only when its predictions lie on the broker."""
        producer.flush()
        for message in pending:
            consumer.store_offsets(message)
        if pending:
            consumer.commit(asynchronous=False)
        pending.clear()

    # Before partitions go to another worker, so that it begins where this one ended.
    consumer.subscribe([settings["IMAGES"]], on_revoke=commit)
    batch_size = int(settings["BATCH"])
    committed = time.monotonic()
    while True:
        with left.get_lock():
            if left.value <= 0:
                break
        messages = [m for m in consumer.consume(batch_size, timeout=0.1) if m.error() is None]
        if messages:
            batch = np.stack([pixels(m, scoring.shape) for m in messages])
            shares = softmax(scoring(batch))
            best = shares.argmax(axis=1)
            for message, c, share in zip(messages, best, shares.max(axis=1)):
                value = json.dumps({"class": int(c), "probability": round(float(share), 6)})
                producer.produce(settings["PREDICTIONS"], value, message.key(), on_delivery=raise_if_failed)
            pending.extend(messages)
            with left.get_lock():
                left.value -= len(messages)
        producer.poll(0)
        if pending and time.monotonic() - committed > COMMIT_SECONDS:
            commit()
            committed = time.monotonic()
    commit()
    consumer.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--workers", type=int, help="processes (default: PEER_THREADS, one thread each)")
    options = parser.parse_args()
    settings = {name[5:]: value for name, value in os.environ.items() if name.startswith("PEER_")}
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
