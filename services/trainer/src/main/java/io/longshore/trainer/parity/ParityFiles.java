package io.longshore.trainer.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.ImageShape;
import io.longshore.trainer.run.LabelledPixels;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a trainer and its parity child hand each other: files in the child's directory.
 *
 * @param directory the child's
 */
record ParityFiles(Path directory) {

  /**
   * Images for the child.
   *
   * @param pixels (images, height, width, channels)
   */
  record Images(ImageShape shape, byte[] pixels) {
    int count() {
      return pixels.length / shape.size();
    }
  }

  Path output() {
    return directory.resolve("output");
  }

  void writeBackbone(byte[] backbone, LabelledPixels sample) throws IOException {
    Files.write(directory.resolve("backbone.onnx"), backbone);
    try (DataOutputStream out = out("images")) {
      out.writeInt(sample.shape().height());
      out.writeInt(sample.shape().width());
      out.writeInt(sample.shape().channels());
      out.writeInt(sample.pixels().length);
      out.write(sample.pixels());
    }
  }

  byte[] backbone() throws IOException {
    return Files.readAllBytes(directory.resolve("backbone.onnx"));
  }

  Images images() throws IOException {
    try (DataInputStream in = in("images")) {
      var shape = new ImageShape(in.readInt(), in.readInt(), in.readInt());
      return new Images(shape, in.readNBytes(in.readInt()));
    }
  }

  void writeHead(int number, byte[] head, ParityLogits expected) throws IOException {
    Files.write(directory.resolve("head-" + number + ".onnx"), head);
    try (DataOutputStream out = out("logits-" + number)) {
      expected.write(out);
    }
  }

  byte[] head(int number) throws IOException {
    return Files.readAllBytes(directory.resolve("head-" + number + ".onnx"));
  }

  ParityLogits logits(int number) throws IOException {
    try (DataInputStream in = in("logits-" + number)) {
      return ParityLogits.read(in);
    }
  }

  void writeScores(int number, ParityLogits scores) throws IOException {
    try (DataOutputStream out = out("scores-" + number)) {
      scores.write(out);
    }
  }

  ParityLogits scores(int number) throws IOException {
    try (DataInputStream in = in("scores-" + number)) {
      return ParityLogits.read(in);
    }
  }

  /** Appears as a whole. */
  void writeAnswer(int number, String line) throws IOException {
    Path draft = directory.resolve("answer.draft");
    Files.writeString(draft, line, UTF_8);
    Files.move(draft, answer(number), StandardCopyOption.ATOMIC_MOVE);
  }

  Path answer(int number) {
    return directory.resolve("answer-" + number);
  }

  /** Deletes what was handed over for one head. */
  void forget(int number) throws IOException {
    for (String file :
        new String[] {"head-" + number + ".onnx", "logits-" + number, "scores-" + number}) {
      Files.deleteIfExists(directory.resolve(file));
    }
    Files.deleteIfExists(answer(number));
  }

  private DataOutputStream out(String file) throws IOException {
    return new DataOutputStream(
        new BufferedOutputStream(Files.newOutputStream(directory.resolve(file))));
  }

  private DataInputStream in(String file) throws IOException {
    return new DataInputStream(
        new BufferedInputStream(Files.newInputStream(directory.resolve(file))));
  }
}
