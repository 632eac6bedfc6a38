package io.longshore.trainer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The files of one run: its frozen examples and its checkpoints. A process that was killed finds
 * them again and goes on where it stopped, with the same examples; the directory is deleted when
 * the run has ended.
 */
public final class RunDirectory {
  private static final int FORMAT = 0x4c534558; // "LSEX"

  private final Path directory;

  /** The directory of the run that answers an adaptation. */
  public RunDirectory(Path runs, String adaptation) {
    this.directory = runs.resolve(Sha256.hex(adaptation.getBytes(UTF_8)).substring(0, 24));
  }

  public Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  public Path parity() {
    return directory.resolve("parity");
  }

  /** The run's examples: those it began with, or the ones supplied now, which are kept. */
  public Examples examples(Supplier<Examples> fresh) {
    Path file = directory.resolve("examples");
    try {
      if (Files.exists(file)) {
        return read(file);
      }
      Files.createDirectories(directory);
      Examples examples = fresh.get();
      Path draft = directory.resolve("examples.draft");
      write(draft, examples);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the run's examples in %s cannot be kept: %s; free disk space or move longshore.data-directory"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** Deletes the run's files. */
  public void delete() {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the finished run's directory " + directory + " cannot be deleted", e);
    }
  }

  private static void write(Path file, Examples examples) throws IOException {
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(FORMAT);
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
    }
  }

  private static void write(DataOutputStream out, LabelledPixels images) throws IOException {
    out.writeInt(images.shape().height());
    out.writeInt(images.shape().width());
    out.writeInt(images.shape().channels());
    out.writeInt(images.size());
    for (int i = 0; i < images.size(); i++) {
      out.writeUTF(images.ids().get(i).value());
      out.writeInt(images.labels()[i]);
    }
    out.write(images.pixels());
  }

  private static Examples read(Path file) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != FORMAT) {
        throw new IOException(file + " is not a run's examples");
      }
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
      return new Examples(classes, learning, heldOut, offsets, in.readUTF());
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
    return new LabelledPixels(shape, ids, labels, pixels);
  }
}
