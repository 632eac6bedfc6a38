"""Images a second of plain PyTorch training ResNet-32 on images of CIFAR's shape.

The loop is what one writes without this project: images kept as uint8, crop and flip of a whole
batch at once, normalisation, forward, backward, an SGD step. Variants take turns, block by block,
so that whatever else the machine does falls on all of them alike.

    python train_speed.py --threads 2 --steps 40 --blocks 7
"""

import argparse
import contextlib
import json
import platform
import statistics
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

CLASSES = 100
PADDING = 4
SIDE = 32
MEAN = torch.tensor([129.3, 124.1, 112.4]).view(1, 3, 1, 1)
DEVIATION = torch.tensor([68.2, 65.4, 70.4]).view(1, 3, 1, 1)


class Block(nn.Module):
    """Basic block with the parameter-free shortcut, option A of He et al. 2016."""

    def __init__(self, cin, cout, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(cin, cout, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(cout)
        self.conv2 = nn.Conv2d(cout, cout, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(cout)
        self.stride, self.extra = stride, cout - cin

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.extra:
            before = self.extra // 2
            x = x[:, :, :: self.stride, :: self.stride]
            x = F.pad(x, (0, 0, 0, 0, before, self.extra - before))
        return F.relu(y + x)


def resnet32():
    layers = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    cin = 16
    for group, width in enumerate((16, 32, 64)):
        for i in range(5):
            layers.append(Block(cin, width, 2 if group > 0 and i == 0 else 1))
            cin = width
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, CLASSES)]
    return nn.Sequential(*layers)


class Images:
    """Random uint8 images and labels: what they show does not change the speed."""

    def __init__(self, count, batch, generator):
        self.batch, self.generator = batch, generator
        plain = torch.randint(0, 256, (count, 3, SIDE, SIDE), dtype=torch.uint8, generator=generator)
        self.labels = torch.randint(0, CLASSES, (count,), generator=generator)
        self.plain = plain
        self.padded = F.pad(plain, (PADDING,) * 4)
        self.order = torch.randperm(count, generator=generator)
        self.at = 0

    def next(self):
        if self.at + self.batch > len(self.order):
            self.order = torch.randperm(len(self.order), generator=self.generator)
            self.at = 0
        chosen = self.order[self.at : self.at + self.batch]
        self.at += self.batch
        return chosen

    def augmented(self, chosen):
        """Crop from four black pixels all round and flip half of the images, without a loop."""
        n = len(chosen)
        window = torch.arange(SIDE)
        down = torch.randint(0, 2 * PADDING + 1, (n, 1), generator=self.generator) + window
        right = torch.randint(0, 2 * PADDING + 1, (n, 1), generator=self.generator) + window
        mirrored = torch.rand(n, 1, generator=self.generator) < 0.5
        right = torch.where(mirrored, right.flip(1), right)
        return self.padded[
            chosen[:, None, None, None],
            torch.arange(3)[None, :, None, None],
            down[:, None, :, None],
            right[:, None, None, :],
        ]


class Variant:
    def __init__(self, name, layout, autocast, trains):
        self.name, self.layout, self.autocast, self.trains = name, layout, autocast, trains
        torch.manual_seed(0)
        self.model = resnet32().to(memory_format=layout).train(trains)
        self.optimizer = torch.optim.SGD(
            self.model.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4
        )

    def input(self, images):
        x = images.float().sub_(MEAN).div_(DEVIATION)
        return x.contiguous(memory_format=self.layout)

    def precision(self):
        if self.autocast:
            return torch.autocast("cpu", dtype=torch.bfloat16)
        return contextlib.nullcontext()

    def step(self, images):
        chosen = images.next()
        if self.trains:
            with self.precision():
                z = self.model(self.input(images.augmented(chosen)))
                loss = F.cross_entropy(z, images.labels[chosen])
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            return loss.item()
        with torch.inference_mode(), self.precision():
            return self.model(self.input(images.plain[chosen])).sum().item()

    def images_per_second(self, images, steps):
        started = time.perf_counter()
        for _ in range(steps):
            self.step(images)
        return steps * images.batch / (time.perf_counter() - started)


def variants():
    nchw, nhwc = torch.contiguous_format, torch.channels_last
    for what, trains in (("train", True), ("forward", False)):
        yield Variant(what + " float32 NCHW", nchw, False, trains)
        yield Variant(what + " float32 channels-last", nhwc, False, trains)
        yield Variant(what + " bf16 autocast channels-last", nhwc, True, trains)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--steps", type=int, default=40, help="steps of a block")
    parser.add_argument("--blocks", type=int, default=7, help="timed blocks of each variant")
    parser.add_argument("--warm-up", type=int, default=5, help="untimed steps of each variant")
    parser.add_argument("--images", type=int, default=10_847)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    images = Images(options.images, options.batch, torch.Generator().manual_seed(options.seed))
    measured = [(variant, []) for variant in variants()]
    parameters = sum(p.numel() for p in measured[0][0].model.parameters())
    assert parameters == 470_004, parameters
    for variant, _ in measured:
        variant.images_per_second(images, options.warm_up)
    for _ in range(options.blocks):
        for variant, speeds in measured:
            speeds.append(variant.images_per_second(images, options.steps))
    rows = [
        {
            "variant": variant.name,
            "min": round(min(speeds), 1),
            "median": round(statistics.median(speeds), 1),
            "max": round(max(speeds), 1),
        }
        for variant, speeds in measured
    ]
    print(f"{'images/s':<40}{'min':>9}{'median':>9}{'max':>9}")
    for row in rows:
        print(f"{row['variant']:<40}{row['min']:>9.1f}{row['median']:>9.1f}{row['max']:>9.1f}")
    about = {
        "torch": torch.__version__,
        "cpu": platform.processor() or platform.machine(),
        "capability": torch.backends.cpu.get_cpu_capability(),
        "parameters": parameters,
    }
    print(json.dumps({**about, **vars(options), "imagesPerSecond": rows}))


if __name__ == "__main__":
    main()
