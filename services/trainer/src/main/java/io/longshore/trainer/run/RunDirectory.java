package io.longshore.trainer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Sha256;
import io.longshore.schemas.Codec;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.MalformedRecordException;
import io.longshore.schemas.Topics;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one run: its frozen examples and its checkpoints. A process that was killed finds
 * them again and goes on where it stopped, with the same examples; the directory is deleted when
 * the run has ended.
 */
public final class RunDirectory {
  private static final Logger log = LoggerFactory.getLogger(RunDirectory.class);
  private static final Codec<Adaptation> CODEC = Topics.ADAPTATIONS.value();
  private static final int FORMAT = 0x4c534532; // "LSE2"

  private final Path directory;

  /** The directory of the run that answers an adaptation. */
  public RunDirectory(Path runs, String adaptation) {
    this.directory = runs.resolve(name(adaptation));
  }

  /**
   * The request as it was when the run began, which is kept: a restart may know of a newer mix, but
   * the run goes on with its own. What cannot be read is not used.
   */
  public Adaptation frozen(Adaptation request) {
    Path file = directory.resolve("request");
    Encoded written = CODEC.encode(request);
    try {
      if (Files.exists(file)) {
        return CODEC.decode(new Encoded(Files.readAllBytes(file), written.headers()));
      }
    } catch (IOException | MalformedRecordException e) {
      log.atWarn().setCause(e).addKeyValue("file", file).log("a run's request cannot be read");
    }
    Path draft = directory.resolve("request.draft");
    try {
      Files.createDirectories(directory);
      Files.write(draft, written.bytes());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the run's request in %s cannot be kept: %s; free disk space or move longshore.data-directory"
              .formatted(directory, e.getMessage()),
          e);
    }
    return request;
  }

  public Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  public Path parity() {
    return directory.resolve("parity");
  }

  /**
   * The run's examples: those it began with, or the ones supplied now, which are kept. Files that
   * cannot be read are not used: the run begins anew.
   */
  public Examples examples(Supplier<Examples> fresh) {
    Path file = directory.resolve("examples");
    try {
      if (Files.exists(file)) {
        return read(file);
      }
    } catch (IOException | RuntimeException e) {
      log.atWarn().setCause(e).addKeyValue("file", file).log("a run's examples cannot be read");
      delete();
    }
    Examples examples = fresh.get();
    keep(examples, file);
    return examples;
  }

  private void keep(Examples examples, Path file) {
    Path draft = directory.resolve("examples.draft");
    try {
      Files.createDirectories(directory);
      write(draft, examples);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the run's examples in %s cannot be kept: %s; free disk space or move longshore.data-directory"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** Deletes the run's files; what cannot be deleted now is tried again at the next start. */
  public void delete() {
    delete(directory);
  }

  /** Deletes the files of every run but those that answer these adaptations. */
  public static void deleteAllBut(Path runs, Set<String> adaptations) {
    Set<String> kept = adaptations.stream().map(RunDirectory::name).collect(Collectors.toSet());
    if (!Files.isDirectory(runs)) {
      return;
    }
    try (Stream<Path> all = Files.list(runs)) {
      all.filter(run -> !kept.contains(run.getFileName().toString())).forEach(RunDirectory::delete);
    } catch (IOException | UncheckedIOException e) {
      log.atWarn().setCause(e).addKeyValue("directory", runs).log("old runs cannot be listed");
    }
  }

  private static String name(String adaptation) {
    return Sha256.hex(adaptation.getBytes(UTF_8)).substring(0, 24);
  }

  private static void delete(Path run) {
    if (!Files.exists(run)) {
      return;
    }
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      log.atWarn().setCause(e).addKeyValue("directory", run).log("a run's files stay behind");
    }
  }

  private static void write(Path file, Examples examples) throws IOException {
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

  private static Examples read(Path file) throws IOException {
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
