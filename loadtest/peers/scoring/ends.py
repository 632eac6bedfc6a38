"""Both ends of a peer: what its environment says, the topic that it reads, and the topic that it writes."""

import json
import os

from confluent_kafka import Consumer, KafkaException, Producer

COMMIT_SECONDS = 1.0


def environment():
    """What `longshore bench scorer --peer` sets, without its prefix."""
    return {name[5:]: value for name, value in os.environ.items() if name.startswith("PEER_")}


def raise_if_failed(error, _message):
    if error is not None:
        raise KafkaException(error)


class Ends:
    """Images come in at one, predictions go out at the other; what was read counts as done once its prediction is written."""

    def __init__(self, settings):
        self.images, self.predictions = settings["IMAGES"], settings["PREDICTIONS"]
        self.consumer = Consumer(
            {
                "bootstrap.servers": settings["BOOTSTRAP"],
                "group.id": "scoring-" + self.predictions,
                "auto.offset.reset": "earliest",
                "enable.auto.commit": False,
                "enable.auto.offset.store": False,
                "fetch.max.bytes": 16 << 20,
            }
        )
        self.producer = Producer(
            {"bootstrap.servers": settings["BOOTSTRAP"], "linger.ms": 5, "acks": "all", "enable.idempotence": True}
        )

    def read(self, most):
        """What has come, without waiting longer than a tenth of a second."""
        return [m for m in self.consumer.consume(most, timeout=0.1) if m.error() is None]

    def write(self, message, shares):
        """The likeliest class of a message and its probability."""
        best = int(shares.argmax())
        value = json.dumps({"class": best, "probability": round(float(shares[best]), 6)})
        self.producer.produce(self.predictions, value, message.key(), on_delivery=raise_if_failed)

    def done(self, messages):
        """Commits them, once their predictions lie on the broker."""
        self.producer.flush()
        for message in messages:
            self.consumer.store_offsets(message)
        if messages:
            self.consumer.commit(asynchronous=False)
