package io.longshore.ssd.fit;

import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.net.TensorBytes;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * One file a stage, replaced by an atomic rename after each epoch. Besides parameters, velocities
 * and queue it needs no position of a random stream: each epoch's stream comes from seed, stage and
 * epoch.
 *
 * <p>A file carries the identity of its training (parameters, digest of the training set, starting
 * point). A file of another identity, of another shape, or broken, is renamed and reported, never
 * used.
 */
public final class CheckpointFolder implements Checkpoints {
  private static final long MAGIC = 0x53534443484b5031L; // "SSDCHKP1"

  private final Path folder;
  private final String identity;

  public CheckpointFolder(Path folder, String identity) {
    this.folder = folder;
    this.identity = identity;
  }

  @Override
  public void save(Stage stage, int epochsDone, List<Tensor> state) {
    Path file = file(stage);
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        CheckedOutputStream sum =
            new CheckedOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), new CRC32());
        DataOutputStream out = new DataOutputStream(sum);
        out.writeLong(MAGIC);
        out.writeUTF(identity);
        out.writeInt(epochsDone);
        TensorBytes.write(state, out);
        out.writeLong(sum.getChecksum().getValue());
        out.flush();
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      drop(draft, e);
      throw new UncheckedIOException("cannot write the checkpoint " + file, e);
    }
  }

  /** Half a draft only fills the disk. */
  private static void drop(Path draft, IOException cause) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public OptionalInt restore(Stage stage, List<Tensor> state, ProgressListener listener) {
    Path file = file(stage);
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(read(Files.readAllBytes(file), state));
    } catch (IOException | IllegalArgumentException e) {
      Path refused = file.resolveSibling(file.getFileName() + ".refused");
      move(file, refused);
      listener.on(
          new TrainingEvent.CheckpointRefused(stage, refused, String.valueOf(e.getMessage())));
      return OptionalInt.empty();
    }
  }

  private int read(byte[] bytes, List<Tensor> state) throws IOException {
    if (bytes.length < 2 * Long.BYTES) {
      throw new IllegalArgumentException(
          "the checkpoint is cut off after " + bytes.length + " bytes");
    }
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length - Long.BYTES);
    if (sum.getValue() != ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES)) {
      throw new IllegalArgumentException("the checkpoint is broken: its checksum does not fit");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readLong() != MAGIC) {
      throw new IllegalArgumentException("the file is not a checkpoint of this version");
    }
    String found = in.readUTF();
    if (!found.equals(identity)) {
      throw new IllegalArgumentException(
          "the checkpoint is of another training: " + found + " instead of " + identity);
    }
    int epochsDone = in.readInt();
    TensorBytes.read(state, in);
    return epochsDone;
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot set the refused checkpoint %s aside: %s".formatted(from, e.getMessage()), e);
    }
  }

  private Path file(Stage stage) {
    return folder.resolve("stage-" + stage.numeral() + ".checkpoint");
  }
}
