package io.longshore.ssd.net;

/** The shortcut of a block that changes the extent, by its name in He et al., 2016, section 4.1. */
public enum ShortcutOption {
  /** Zero channels for those that are new: no parameters, as in the CIFAR tables. */
  A {
    @Override
    Shortcut between(Initialization start, String name, int in, int out, int stride) {
      return new Shortcut.ZeroPadding(in, out, stride);
    }
  },
  /** A projection by a 1x1 convolution. */
  B {
    @Override
    Shortcut between(Initialization start, String name, int in, int out, int stride) {
      return Shortcut.Projection.of(start, name, in, out, stride);
    }
  };

  /** A shortcut between those shapes: the identity where they are the same. */
  Shortcut make(Initialization start, String name, int in, int out, int stride) {
    return in == out && stride == 1
        ? new Shortcut.Identity()
        : between(start, name, in, out, stride);
  }

  abstract Shortcut between(Initialization start, String name, int in, int out, int stride);
}
