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

from ends import COMMIT_SECONDS, Ends, environment
from scoring_consumer import pixels, softmax

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
    settings = environment()
    shape = tuple(int(n) for n in settings.get("SHAPE", "32,32,3").split(","))
    threads, batch_size, left = (int(settings[name]) for name in ("THREADS", "BATCH", "COUNT"))
    ends = Ends(settings)
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2 * threads) as pool:
        server, client = start_server(pathlib.Path(name), settings["MODEL"], threads, batch_size)
        try:
            ends.consumer.subscribe([ends.images])
            under_way, done, committed = [], [], time.monotonic()
            while left > 0 or under_way:
                if left > 0 and len(under_way) < 2 * threads:
                    messages = ends.read(batch_size)
                    if messages:
                        batch = np.stack([pixels(m, shape) for m in messages])
                        under_way.append((messages, pool.submit(score, client, batch)))
                        left -= len(messages)
                        continue
                if under_way:
                    messages, answer = under_way.pop(0)
                    for message, shares in zip(messages, answer.result()):
                        ends.write(message, shares)
                    done += messages
                ends.producer.poll(0)
                if done and (time.monotonic() - committed > COMMIT_SECONDS or not under_way):
                    ends.done(done)
                    done, committed = [], time.monotonic()
        finally:
            server.terminate()
            server.wait()
            ends.consumer.close()


if __name__ == "__main__":
    main()
