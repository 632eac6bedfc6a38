package io.longshore.trainer.run;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ModelVersion;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The frozen examples of a run in a file, with a checksum behind them: a run that goes on reads
 * what it began with, or nothing.
 */
final class ExamplesFile {
  private static final int FORMAT = 0x4c534532; // "LSE2"

  private ExamplesFile() {}

  /** Forced to disk when it returns. */
  static void write(Path file, Examples examples) throws IOException {
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var sum =
          new CheckedOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel)), new CRC32C());
      var out = new DataOutputStream(sum);
      out.writeInt(FORMAT);
      out.writeUTF(examples.parent().map(ModelVersion::value).orElse(""));
      out.writeInt(examples.classes().size());
      for (String name : examples.classes()) {
        out.writeUTF(name);
      }
      write(out, examples.learning());
      write(out, examples.heldOut());
      out.writeInt(examples.offsets().size());
      for (var offset : examples.offsets().entrySet()) {
        out.writeInt(offset.getKey());
        out.writeLong(offset.getValue());
      }
      out.writeUTF(examples.memoryDigest());
      out.writeLong(sum.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
  }

  private static void write(DataOutputStream out, LabelledPixels images) throws IOException {
    out.writeInt(images.shape().height());
    out.writeInt(images.shape().width());
    out.writeInt(images.shape().channels());
    out.writeInt(images.size());
    for (int i = 0; i < images.size(); i++) {
      out.writeUTF(images.images().ids().get(i).value());
      out.writeInt(images.images().labels()[i]);
    }
    out.write(images.pixels());
  }

  /**
   * Reads what was written.
   *
   * @throws IOException if it is damaged, or something else
   */
  static Examples read(Path file) throws IOException {
    check(file);
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != FORMAT) {
        throw new IOException(file + " is not a run's examples");
      }
      Optional<ModelVersion> parent =
          Optional.of(in.readUTF()).filter(v -> !v.isEmpty()).map(ModelVersion::new);
      List<String> classes = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        classes.add(in.readUTF());
      }
      LabelledPixels learning = readPixels(in);
      LabelledPixels heldOut = readPixels(in);
      var offsets = new TreeMap<Integer, Long>();
      for (int i = in.readInt(); i > 0; i--) {
        offsets.put(in.readInt(), in.readLong());
      }
      return new Examples(parent, classes, learning, heldOut, offsets, in.readUTF());
    }
  }

  /** Before anything is believed: a damaged length could ask for all memory there is. */
  private static void check(Path file) throws IOException {
    var sum = new CRC32C();
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      byte[] part = new byte[1 << 16];
      for (long left = Files.size(file) - Long.BYTES; left > 0; left -= part.length) {
        int size = (int) Math.min(left, part.length);
        in.readFully(part, 0, size);
        sum.update(part, 0, size);
      }
      if (in.readLong() != sum.getValue()) {
        throw new IOException(file + " is damaged: its checksum does not fit");
      }
    }
  }

  private static LabelledPixels readPixels(DataInputStream in) throws IOException {
    var shape = new ImageShape(in.readInt(), in.readInt(), in.readInt());
    int size = in.readInt();
    var ids = new ArrayList<ImageId>(size);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      ids.add(new ImageId(in.readUTF()));
      labels[i] = in.readInt();
    }
    byte[] pixels = new byte[Math.multiplyExact(size, shape.size())];
    in.readFully(pixels);
    return new LabelledPixels(shape, new LabelledImages(ids, labels), pixels);
  }
}
