package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * A record in two files: {@code NAME.bin} is the value, {@code NAME.txt} the key and the headers,
 * one a line.
 */
record GoldenRecord(byte[] key, Encoded value) {
  static final Path FOLDER = Path.of("src/test/resources/golden/v1");

  static GoldenRecord read(String name) throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve(name + ".txt"));
    var headers = new TreeMap<String, byte[]>();
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split(": ", 2);
      headers.put(parts[0], parts[1].getBytes(UTF_8));
    }
    return new GoldenRecord(
        lines.get(0).substring("key: ".length()).getBytes(UTF_8),
        new Encoded(Files.readAllBytes(FOLDER.resolve(name + ".bin")), headers));
  }

  void write(String name) throws IOException {
    var text = new StringBuilder("key: " + new String(key, UTF_8) + "\n");
    value.headers().forEach((h, v) -> text.append(h + ": " + new String(v, UTF_8) + "\n"));
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(name + ".txt"), text);
    Files.write(FOLDER.resolve(name + ".bin"), value.bytes());
  }
}
