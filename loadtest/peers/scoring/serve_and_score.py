"""Scores the images of a topic by a model server, MLServer over gRPC, and writes predictions to another topic.

It starts MLServer with a process for each thread, keeps two batches a process on their way to it, and stops it at the end.
What is to be done is in the environment, as for scoring_consumer.py.
"""

import concurrent.futures
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

import numpy as np
import tritonclient.grpc as oip
from confluent_kafka import Consumer, Producer

from scoring_consumer import COMMIT_SECONDS, pixels, raise_if_failed, softmax

PATIENCE_SECONDS = 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(folder, model, processes, batch):
    """MLServer as its documentation sets it up: one model, as many inference processes as threads."""
    http, grpc, metrics = free_port(), free_port(), free_port()
    settings = {
        "host": "127.0.0.1",
        "http_port": http,
        "grpc_port": grpc,
        "metrics_port": metrics,
        "parallel_workers": processes,
        "grpc_max_message_length": 64 << 20,
        "debug": False,
    }
    (folder / "settings.json").write_text(json.dumps(settings))
    about = {
        "name": "model",
        "implementation": "mlserver_runtime.OnnxRuntime",
        "parameters": {"uri": model, "extra": {"threads": 1}},
    }
    (folder / "model-settings.json").write_text(json.dumps(about))
    path = str(pathlib.Path(__file__).parent)
    command = [str(pathlib.Path(sys.executable).parent / "mlserver"), "start", str(folder)]
    log = open(folder / "server.log", "w")
    server = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, cwd=folder, stdout=log, stderr=log)
    client = oip.InferenceServerClient(f"127.0.0.1:{grpc}")
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            if client.is_model_ready("model"):
                return server, client
        except oip.InferenceServerException:
            pass
        time.sleep(0.2)
    server.kill()
    raise SystemExit("MLServer never was ready:\n" + (folder / "server.log").read_text())


def score(client, batch):
    tensor = oip.InferInput("image", list(batch.shape), "UINT8")
    tensor.set_data_from_numpy(batch)
    return softmax(client.infer("model", [tensor]).as_numpy("logits"))


def main():
    settings = {name[5:]: value for name, value in os.environ.items() if name.startswith("PEER_")}
    shape = tuple(int(n) for n in settings.get("SHAPE", "32,32,3").split(","))
    threads, batch_size, left = (int(settings[name]) for name in ("THREADS", "BATCH", "COUNT"))
    consumer = Consumer(
        {
            "bootstrap.servers": settings["BOOTSTRAP"],
            "group.id": "scoring-" + settings["PREDICTIONS"],
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "enable.auto.offset.store": False,
        }
    )
    producer = Producer(
        {"bootstrap.servers": settings["BOOTSTRAP"], "linger.ms": 5, "acks": "all", "enable.idempotence": True}
    )
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2 * threads) as pool:
        server, client = start_server(pathlib.Path(name), settings["MODEL"], threads, batch_size)
        try:
            consumer.subscribe([settings["IMAGES"]])
            under_way, done, committed = [], [], time.monotonic()
            while left > 0 or under_way:
                if left > 0 and len(under_way) < 2 * threads:
                    messages = [m for m in consumer.consume(batch_size, timeout=0.1) if m.error() is None]
                    if messages:
                        batch = np.stack([pixels(m, shape) for m in messages])
                        under_way.append((messages, pool.submit(score, client, batch)))
                        left -= len(messages)
                        continue
                if under_way:
                    messages, answer = under_way.pop(0)
                    for message, shares in zip(messages, answer.result()):
                        best = int(shares.argmax())
                        value = json.dumps({"class": best, "probability": round(float(shares[best]), 6)})
                        producer.produce(settings["PREDICTIONS"], value, message.key(), on_delivery=raise_if_failed)
                    done += messages
                producer.poll(0)
                if done and (time.monotonic() - committed > COMMIT_SECONDS or not under_way):
                    producer.flush()
                    for message in done:
                        consumer.store_offsets(message)
                    consumer.commit(asynchronous=False)
                    done, committed = [], time.monotonic()
        finally:
            server.terminate()
            server.wait()
            consumer.close()


if __name__ == "__main__":
    main()
