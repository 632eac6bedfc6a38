package io.longshore.standalone.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Of CIFAR-100, the training images that index files name, in their old order, and all test images,
 * with index files that name the new places: a quarter of the whole.
 */
final class LongTailedSubset {
  private static final int RECORD = 2 + 3 * 32 * 32;
  private static final String INDICES = "lt_seed0";

  private LongTailedSubset() {}

  /**
   * Copies it.
   *
   * @param source a folder with train.bin, test.bin and fine_label_names.txt, in itself or in
   *     cifar-100-binary, and with lt_seed0/if*.txt
   */
  static void copy(Path source, Path target) throws IOException {
    Path binary =
        Stream.of(source, source.resolve("cifar-100-binary"))
            .filter(folder -> Files.isRegularFile(folder.resolve("train.bin")))
            .findFirst()
            .orElseThrow(
                () ->
                    new BundleFailedException(
                        source
                            + " has no train.bin, nor has its cifar-100-binary; unpack the official binary archive of CIFAR-100 there"));
    List<Path> indexFiles = indexFiles(source);
    var places = new TreeMap<Integer, Integer>(); // old to new
    for (Path file : indexFiles) {
      read(file).forEach(old -> places.put(old, 0));
    }
    int next = 0;
    for (var place : places.entrySet()) {
      place.setValue(next++);
    }
    Path images = Files.createDirectories(target.resolve("cifar-100-binary"));
    copyRecords(
        binary.resolve("train.bin"), List.copyOf(places.keySet()), images.resolve("train.bin"));
    Files.copy(binary.resolve("test.bin"), images.resolve("test.bin"));
    Files.copy(binary.resolve("fine_label_names.txt"), images.resolve("fine_label_names.txt"));
    Path indices = Files.createDirectories(target.resolve(INDICES));
    for (Path file : indexFiles) {
      Files.write(
          indices.resolve(file.getFileName()),
          read(file).stream().map(old -> String.valueOf(places.get(old))).toList());
    }
  }

  private static List<Path> indexFiles(Path source) throws IOException {
    Path folder = source.resolve(INDICES);
    if (!Files.isDirectory(folder)) {
      throw new BundleFailedException(
          folder
              + " is missing: the index files if100.txt and so on, one place in train.bin a line");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private static List<Integer> read(Path file) throws IOException {
    var places = new ArrayList<Integer>();
    for (String line : Files.readAllLines(file)) {
      try {
        places.add(Integer.valueOf(line.strip()));
      } catch (NumberFormatException e) {
        throw new BundleFailedException(
            "%s, line %d: '%s' is no place of an image".formatted(file, places.size() + 1, line),
            e);
      }
    }
    return places;
  }

  private static void copyRecords(Path from, List<Integer> places, Path to) throws IOException {
    byte[] record = new byte[RECORD];
    try (var in = new RandomAccessFile(from.toFile(), "r");
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
      for (int place : places) {
        if (place < 0 || (place + 1L) * RECORD > in.length()) {
          throw new BundleFailedException(
              "%s has %d images; an index file names image %d"
                  .formatted(from, in.length() / RECORD, place));
        }
        in.seek((long) place * RECORD);
        in.readFully(record);
        out.write(record);
      }
    }
  }
}
