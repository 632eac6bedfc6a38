"""Writes the golden tensors beside this file: small inputs, and what PyTorch makes of them.

Everything is computed in float64 by PyTorch's own modules, losses and optimizer, following the
formulas of the paper (arXiv 2109.04075) and of the papers named below. No line of it knows the
Java code but for the names under which tensors are written.

    python make_golden.py

A line of a file is:  given|expect  name  extent x extent x ...  values
"""

import pathlib

import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


class Golden:
    """One file: tensors given, and tensors expected."""

    def __init__(self, name, seed):
        self.path = HERE / (name + ".txt")
        self.random = torch.Generator().manual_seed(seed)
        self.lines = []

    def given(self, name, tensor):
        self._line("given", name, tensor, "%.6g")
        return tensor

    def expect(self, name, tensor):
        self._line("expect", name, tensor.detach(), "%.8g")

    def normal(self, name, *shape, scale=1.0):
        return self.given(name, rounded(scale * torch.randn(*shape, generator=self.random)))

    def uniform(self, name, low, high, *shape):
        return self.given(name, rounded(low + (high - low) * torch.rand(*shape, generator=self.random)))

    def integers(self, name, low, high, *shape):
        return self.given(name, torch.randint(low, high, shape, generator=self.random))

    def directions(self, name, *shape):
        return self.given(name, rounded(F.normalize(torch.randn(*shape, generator=self.random), dim=1)))

    def _line(self, kind, name, tensor, number):
        shape = "x".join(str(n) for n in tensor.shape) or "1"
        values = " ".join(number % v for v in tensor.reshape(-1).tolist())
        self.lines.append(f"{kind} {name} {shape} {values}\n")

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        if failure[0] is None:
            self.path.write_text("".join(self.lines))


def rounded(x):
    """Four decimals, so that the file is short and float32 and float64 begin alike."""
    return torch.round(x * 1e4) / 1e4


# ---------------------------------------------------------------- networks


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
        before = self.extra // 2
        x = x[:, :, :: self.stride, :: self.stride]
        return F.relu(y + F.pad(x, (0, 0, 0, 0, before, self.extra - before)))


class Encoder(nn.Module):
    """uint8 images (batch, height, width, channels) -> features (batch, widths[-1])."""

    def __init__(self, channels, widths, mean, deviation, blocks_per_group=1):
        super().__init__()
        self.mean, self.deviation = torch.tensor(mean), torch.tensor(deviation)
        self.conv = nn.Conv2d(channels, widths[0], 3, 1, 1, bias=False)
        self.bn = nn.BatchNorm2d(widths[0])
        self.blocks = nn.ModuleDict()
        cin = widths[0]
        for group, width in enumerate(widths):
            for i in range(blocks_per_group):
                stride = 2 if group > 0 and i == 0 else 1
                self.blocks[f"group{group}_block{i}"] = Block(cin, width, stride)
                cin = width

    def forward(self, images):
        x = ((images.double() - self.mean) / self.deviation).permute(0, 3, 1, 2)
        x = F.relu(self.bn(self.conv(x)))
        for block in self.blocks.values():
            x = block(x)
        return x.mean((2, 3))

    def tensors(self):
        """Parameters and running statistics under the names the files use."""
        layers = [("stem", self.conv, self.bn)]
        for name, block in self.blocks.items():
            name = name.replace("_", ".")
            layers.append((name + ".first", block.conv1, block.bn1))
            layers.append((name + ".second", block.conv2, block.bn2))
        for name, conv, bn in layers:
            yield name + ".kernel", conv.weight
            yield name + ".gamma", bn.weight
            yield name + ".beta", bn.bias
            yield name + ".mean", bn.running_mean
            yield name + ".variance", bn.running_var


class Linear(nn.Linear):
    def __init__(self, name, cin, cout):
        super().__init__(cin, cout)
        self.name = name

    def tensors(self):
        yield self.name + ".weight", self.weight
        yield self.name + ".bias", self.bias


class Projection(nn.Module):
    def __init__(self, width, out):
        super().__init__()
        self.hidden = Linear("projection.hidden", width, width)
        self.output = Linear("projection.output", width, out)

    def forward(self, f):
        return F.normalize(self.output(F.relu(self.hidden(f))), dim=1)

    def tensors(self):
        yield from self.hidden.tensors()
        yield from self.output.tensors()


def fill(golden, prefix, *modules):
    """Gives every tensor of the modules random values, and writes them as given."""
    for module in modules:
        for name, tensor in module.tensors():
            kind = name.rsplit(".", 1)[1]
            name = prefix + name
            if kind == "kernel":
                fan_in = tensor[0].numel()
                values = golden.normal(name, *tensor.shape, scale=(2 / fan_in) ** 0.5)
            elif kind in ("gamma", "variance"):
                values = golden.uniform(name, 0.5, 1.5, *tensor.shape)
            elif kind in ("beta", "mean", "bias"):
                values = golden.normal(name, *tensor.shape, scale=0.2)
            else:
                values = golden.normal(name, *tensor.shape, scale=tensor.shape[1] ** -0.5)
            tensor.data.copy_(values)


def expect_all(golden, prefix, *modules):
    for module in modules:
        for name, tensor in module.tensors():
            golden.expect(prefix + name, tensor)


RGB = ([125.3, 123.0, 113.9], [63.0, 62.1, 66.7])
GREY = ([73.5], [90.25])


def encoder(statistics=RGB):
    return Encoder(len(statistics[0]), [4, 8], *statistics)


# ---------------------------------------------------------------- losses


def contrastive(q, k, y, queue, queue_labels, temperature):
    positive = (q * k).sum(1, keepdim=True) / temperature
    negative = q @ queue.t() / temperature
    negative = negative.masked_fill(y[:, None] == queue_labels[None, :], float("-inf"))
    target = torch.zeros(len(q), dtype=torch.long)
    return F.cross_entropy(torch.cat([positive, negative], 1), target)


def distillation(u, t, temperature):
    """Hinton et al. 2015."""
    student = F.log_softmax(u / temperature, 1)
    teacher = F.softmax(t / temperature, 1)
    return F.kl_div(student, teacher, reduction="batchmean") * temperature**2


def loss_and_gradient(golden, loss, x, suffix=""):
    golden.expect("loss" + suffix, loss)
    golden.expect("gradient" + suffix, torch.autograd.grad(loss, x)[0])


def cross_entropy():
    with Golden("cross-entropy", 1) as g:
        z = g.normal("z", 6, 5, scale=3).requires_grad_()
        y = g.integers("y", 0, 5, 6)
        loss_and_gradient(g, F.cross_entropy(z, y), z)


def soft_cross_entropy():
    """Zhang et al. 2018: the label of a mixed image is mixed as the image was."""
    with Golden("soft-cross-entropy", 2) as g:
        z = g.normal("z", 6, 5, scale=3).requires_grad_()
        y = g.integers("y", 0, 5, 6)
        partners = g.given("partners", torch.tensor([3, 0, 5, 1, 4, 2]))
        share = g.given("lambda", torch.tensor(0.7))
        p = share * F.one_hot(y, 5) + (1 - share) * F.one_hot(y[partners], 5)
        g.given("p", p)
        loss_and_gradient(g, F.cross_entropy(z, p), z)


def balanced_softmax():
    """Ren et al. 2020 (tau = 1), Menon et al. 2021 (any tau)."""
    with Golden("balanced-softmax", 3) as g:
        z = g.normal("z", 6, 4, scale=3).requires_grad_()
        y = g.integers("y", 0, 4, 6)
        counts = g.given("counts", torch.tensor([500, 120, 30, 2]))
        weighted = counts * z.exp()
        balanced = -(weighted.gather(1, y[:, None])[:, 0] / weighted.sum(1)).log().mean()
        loss_and_gradient(g, balanced, z, ".tau1")
        prior = counts / counts.sum()
        loss_and_gradient(g, F.cross_entropy(z + 1.5 * prior.log(), y), z, ".tau1.5")


def contrastive_loss():
    with Golden("contrastive", 4) as g:
        q = g.directions("q", 5, 6).requires_grad_()
        k = g.directions("k", 5, 6)
        y = g.given("y", torch.tensor([0, 1, 2, 0, 3]))
        queue = g.directions("queue", 9, 6)
        labels = g.given("queueLabels", torch.tensor([0, 0, 1, 1, 2, 0, -1, -1, -1]))
        loss_and_gradient(g, contrastive(q, k, y, queue, labels, 0.2), q)
        sharp = contrastive(q, k, y, queue, labels, 0.01)
        loss_and_gradient(g, sharp, q, ".sharp")


def distillation_loss():
    with Golden("distillation", 5) as g:
        u = g.normal("u", 5, 4, scale=3).requires_grad_()
        t = g.normal("t", 5, 4, scale=3)
        loss_and_gradient(g, distillation(u, t, 2), u)
        loss_and_gradient(g, distillation(u, t, 0.5), u, ".sharp")


# ---------------------------------------------------------------- parts


def network(name, seed, statistics):
    with Golden(name, seed) as g:
        f = encoder(statistics)
        fill(g, "", f)
        train = g.integers("images.train", 0, 256, 6, 8, 8, len(statistics[0]))
        evaluate = g.integers("images.evaluate", 0, 256, 2, 8, 8, len(statistics[0]))
        with torch.no_grad():
            f.eval()
            g.expect("features.before", f(evaluate))
            f.train()
            g.expect("features.train", f(train))
            f.eval()
            g.expect("features.after", f(evaluate))
        for tensor, value in f.tensors():
            if tensor.endswith(("mean", "variance")):
                g.expect("after." + tensor, value)


def sgd():
    with Golden("sgd", 8) as g:
        start = [("weight", g.normal("weight", 3, 4)), ("offset", g.normal("offset", 3))]
        rates = g.given("rates", torch.tensor([0.1, 0.05, 0.2]))
        gradients = [
            [g.normal(f"gradient.{name}.{i}", *w.shape) for name, w in start] for i in range(3)
        ]
        for variant, decays, clip in (("plain", (5e-4, 5e-4), None), ("clipped", (0.05, 0.0), 1.5)):
            parameters = [nn.Parameter(w.clone()) for _, w in start]
            groups = [{"params": [p], "weight_decay": d} for p, d in zip(parameters, decays)]
            optimizer = torch.optim.SGD(groups, lr=0.1, momentum=0.9)
            for i, rate in enumerate(rates.tolist()):
                for p, gradient in zip(parameters, gradients[i]):
                    p.grad = gradient.clone()
                if clip is not None:
                    nn.utils.clip_grad_norm_(parameters, clip)
                for group in optimizer.param_groups:
                    group["lr"] = rate
                optimizer.step()
                for (name, _), p in zip(start, parameters):
                    g.expect(f"{variant}.{name}.{i}", p)


@torch.no_grad()
def average(key, query, momentum):
    """He et al. 2020: parameters only, buffers stay."""
    for k, q in zip(key.parameters(), query.parameters()):
        k.mul_(momentum).add_(q, alpha=1 - momentum)


def moving_average():
    with Golden("moving-average", 9) as g:
        key, query = Linear("key", 3, 2), Linear("query", 3, 2)
        fill(g, "", key)
        for update in range(4):
            fill(g, f"{update}.", query)
            average(key, query, 0.99 if update % 2 else 0.7)
            for name, value in key.tensors():
                g.expect(f"{update}.{name}", value)


class Queue:
    def __init__(self, golden, capacity, width, pointer):
        self.keys = golden.directions("queue.keys", capacity, width).clone()
        labels = torch.arange(capacity) % 3
        labels[capacity // 2 :] = -1
        self.labels = golden.given("queue.labels", labels).clone()
        self.pointer = pointer
        golden.given("queue.next", torch.tensor(pointer))

    def enqueue(self, keys, labels):
        for key, label in zip(keys, labels):
            self.keys[self.pointer] = key
            self.labels[self.pointer] = label
            self.pointer = (self.pointer + 1) % len(self.labels)

    def expect(self, golden, prefix):
        golden.expect(prefix + "queue.keys", self.keys)
        golden.expect(prefix + "queue.labels", self.labels)
        golden.expect(prefix + "queue.next", torch.tensor(self.pointer))


def key_queue():
    with Golden("key-queue", 10) as g:
        queue = Queue(g, 7, 3, 0)
        for i, size in enumerate((3, 3, 4, 7, 9)):
            keys = g.directions(f"{i}.keys", size, 3)
            labels = g.integers(f"{i}.labels", 0, 5, size)
            queue.enqueue(keys, labels)
            queue.expect(g, f"{i}.")


# ---------------------------------------------------------------- stages


def optimizer_of(*modules):
    parameters = [p for module in modules for p in module.parameters()]
    return torch.optim.SGD(parameters, lr=0.1, momentum=0.9, weight_decay=5e-4)


def step(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def stage_one():
    """Two steps: CE and contrastive loss 1 : 1, momentum .9, temperature .2, a queue of 10."""
    with Golden("stage-one", 11) as g:
        f, linear, projection = encoder(), Linear("linear", 8, 3), Projection(8, 5)
        f_key, projection_key = encoder(), Projection(8, 5)
        fill(g, "query.", f, linear, projection)
        fill(g, "key.", f_key, projection_key)
        queue = Queue(g, 10, 5, 7)
        optimizer = optimizer_of(f, linear, projection)
        for i in range(2):
            x_query = g.integers(f"{i}.images.query", 0, 256, 6, 8, 8, 3)
            x_key = g.integers(f"{i}.images.key", 0, 256, 6, 8, 8, 3)
            y = g.given(f"{i}.labels", torch.tensor([[0, 0, 0, 1, 1, 2], [1, 0, 2, 0, 0, 1]][i]))
            average(f_key, f, 0.9)
            average(projection_key, projection, 0.9)
            with torch.no_grad():
                k = projection_key(f_key(x_key))
            features = f(x_query)
            q = projection(features)
            l_con = contrastive(q, k, y, queue.keys.clone(), queue.labels.clone(), 0.2)
            loss = F.cross_entropy(linear(features), y) + l_con
            step(optimizer, loss)
            queue.enqueue(k, y)
            g.expect(f"{i}.loss", loss)
            queue.expect(g, f"{i}.")
            if i == 0:
                expect_all(g, "query.", f, linear, projection)
                expect_all(g, "key.", f_key, projection_key)


def learnable_weight_scaling():
    """Stages II and IV: Kang et al. 2020, z = s * (W f(x) + b), SGD with momentum, half a cosine.

    Classes of 1, 2 and 3 images; a batch of six draws of each class sees every image equally often
    within its class, so it does not depend on the order of drawing.
    """
    with Golden("weight-scaling", 12) as g:
        f, linear = encoder(), Linear("linear", 8, 3)
        fill(g, "", f, linear)
        x = g.integers("images", 0, 256, 6, 8, 8, 3)
        y = g.given("labels", torch.tensor([0, 1, 2, 2, 1, 2]))
        batch = torch.tensor([0] * 6 + [1, 4] * 3 + [2, 3, 5] * 2)
        f.eval()
        with torch.no_grad():
            z = linear(f(x))
        for steps in (1, 2, 6, 25):
            s = nn.Parameter(torch.ones(3))
            optimizer = torch.optim.SGD([s], lr=0.1, momentum=0.9)
            schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps)
            for _ in range(steps):
                step(optimizer, F.cross_entropy(s * z[batch], y[batch]))
                schedule.step()
            g.expect(f"scales.{steps}", s)
        g.expect("scaled.weight", s[:, None] * linear.weight)
        g.expect("scaled.bias", s * linear.bias)


def stage_three():
    """One step: CE of the hard head and KD of the soft head 1 : 1, T = 2, and two switches."""
    with Golden("stage-three", 13) as g:
        teacher, linear = encoder(), Linear("linear", 8, 3)
        student, hard, soft = encoder(), Linear("hard", 8, 3), Linear("soft", 8, 3)
        fill(g, "teacher.", teacher, linear)
        s = g.uniform("teacher.scales", 0.5, 2, 3)
        fill(g, "student.", student, hard, soft)
        counts = g.given("counts", torch.tensor([60, 25, 3]))
        x = g.integers("images", 0, 256, 6, 8, 8, 3)
        y = g.given("labels", torch.tensor([0, 0, 1, 2, 0, 1]))

        start = {n: t.detach().clone() for n, t in teacher.tensors()}

        def loss(tau):
            features = student(x)
            with torch.no_grad():
                t = s * linear(teacher(x))
            h = hard(features) + tau * (counts / counts.sum()).log()
            return F.cross_entropy(h, y) + distillation(soft(features), t, 2)

        teacher.eval()
        optimizer = optimizer_of(student, hard, soft)
        taught = loss(0)
        step(optimizer, taught)
        g.expect("loss", taught)
        expect_all(g, "", student, hard, soft)
        # After that step, so that one file also shows the loss of the changed student.
        g.expect("loss.adjusted", loss(1))
        teacher.train()
        g.expect("loss.teacherTrains", loss(0))
        for name, value in teacher.tensors():
            if name.endswith(("mean", "variance")):
                assert not torch.equal(value, start[name])
                g.expect("teacher." + name, value)


if __name__ == "__main__":
    cross_entropy()
    soft_cross_entropy()
    balanced_softmax()
    contrastive_loss()
    distillation_loss()
    network("network-rgb", 6, RGB)
    network("network-grey", 7, GREY)
    sgd()
    moving_average()
    key_queue()
    stage_one()
    learnable_weight_scaling()
    stage_three()
    print("torch", torch.__version__)
