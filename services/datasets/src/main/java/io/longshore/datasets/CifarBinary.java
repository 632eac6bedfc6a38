package io.longshore.datasets;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * CIFAR-10 and CIFAR-100 in the binary layout of their official archives: records of one label byte
 * (CIFAR-10) or a coarse and a fine label byte (CIFAR-100), then 32x32 red, green and blue values
 * plane by plane. The official test images are the held-out part.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR data sets</a>
 */
public final class CifarBinary {

  private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
  private static final int PLANE = 32 * 32;

  private CifarBinary() {}

  /** Whether the folder is, or contains, one of the two official folders. */
  public static boolean isIn(Path folder) {
    return Layout.in(folder).findFirst().isPresent();
  }

  /**
   * Opens {@code cifar-10-batches-bin} or {@code cifar-100-binary}, or the first of them that lies
   * in the folder.
   *
   * @throws DatasetException when neither is there, or a file is cut off or has labels without a
   *     name
   */
  public static Dataset open(Path folder) {
    Layout layout =
        Layout.in(folder)
            .findFirst()
            .orElseThrow(
                () ->
                    new DatasetException(
                        folder
                            + " holds neither cifar-10-batches-bin (data_batch_1.bin to"
                            + " data_batch_5.bin, test_batch.bin, batches.meta.txt) nor"
                            + " cifar-100-binary (train.bin, test.bin, fine_label_names.txt);"
                            + " unpack the official binary archive there"));
    return layout.read();
  }

  /** One of the two archives, unpacked. */
  private record Layout(
      String name,
      Path folder,
      List<String> train,
      String test,
      String names,
      int labels,
      int classes) {

    static Stream<Layout> in(Path folder) {
      return Stream.of(
              folder, folder.resolve("cifar-10-batches-bin"), folder.resolve("cifar-100-binary"))
          .flatMap(f -> Stream.of(cifar10(f), cifar100(f)))
          .filter(Layout::isThere);
    }

    private static Layout cifar10(Path folder) {
      List<String> batches =
          IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
      return new Layout("cifar10", folder, batches, "test_batch.bin", "batches.meta.txt", 1, 10);
    }

    private static Layout cifar100(Path folder) {
      return new Layout(
          "cifar100", folder, List.of("train.bin"), "test.bin", "fine_label_names.txt", 2, 100);
    }

    private boolean isThere() {
      return Stream.concat(train.stream(), Stream.of(test, names))
          .allMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    Dataset read() {
      List<String> classNames = classNames();
      return new Dataset(
          name,
          classNames,
          part("train", train, classNames),
          part("test", List.of(test), classNames));
    }

    private List<String> classNames() {
      Path file = folder.resolve(names);
      try (Stream<String> lines = Files.lines(file)) {
        List<String> found = lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (found.size() != classes) {
          throw new DatasetException(
              file + " names " + found.size() + " classes; " + name + " has " + classes);
        }
        return found;
      } catch (IOException e) {
        throw new DatasetException("cannot read " + file + ": " + e, e);
      }
    }

    private List<LabelledImage> part(String part, List<String> files, List<String> classNames) {
      List<LabelledImage> images = new ArrayList<>();
      int record = labels + SHAPE.size();
      for (String file : files) {
        MappedBytes bytes = MappedBytes.open(folder.resolve(file));
        if (bytes.size() == 0 || bytes.size() % record != 0) {
          throw new DatasetException(
              bytes.file()
                  + " has "
                  + bytes.size()
                  + " bytes, not a whole number of records of "
                  + record
                  + "; it was cut off or is of the other CIFAR");
        }
        for (int at = 0; at < bytes.size(); at += record) {
          int label = bytes.unsignedByte(at + labels - 1);
          if (label >= classes) {
            throw new DatasetException(
                bytes.file()
                    + " record "
                    + at / record
                    + " has the label "
                    + label
                    + "; "
                    + name
                    + " has "
                    + classes
                    + " classes");
          }
          int pixels = at + labels;
          ImageId id = new ImageId("%s/%s/%05d".formatted(name, part, images.size()));
          images.add(
              LabelledImage.of(
                  id, classNames.get(label), () -> interleaved(bytes.slice(pixels, SHAPE.size()))));
        }
      }
      return images;
    }
  }

  private static Payload interleaved(byte[] planar) {
    byte[] pixels = new byte[planar.length];
    for (int i = 0, at = 0; i < PLANE; i++) {
      for (int channel = 0; channel < 3; channel++) {
        pixels[at++] = planar[channel * PLANE + i];
      }
    }
    return new Payload.Pixels(SHAPE, pixels);
  }
}
