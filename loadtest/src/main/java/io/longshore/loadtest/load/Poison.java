package io.longshore.loadtest.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/** Ways in which what calls itself an image is none, or would harm whoever opens it. */
enum Poison {
  TRUNCATED {
    @Override
    byte[] of(byte[] png, Random random) {
      return Arrays.copyOf(png, 8 + random.nextInt(png.length / 2));
    }
  },
  RANDOM_BYTES {
    @Override
    byte[] of(byte[] png, Random random) {
      byte[] noise = new byte[1 + random.nextInt(500)];
      random.nextBytes(noise);
      return noise;
    }
  },
  ZEROES {
    @Override
    byte[] of(byte[] png, Random random) {
      return new byte[1 + random.nextInt(500)];
    }
  },
  WEB_PAGE {
    @Override
    byte[] of(byte[] png, Random random) {
      return "<!DOCTYPE html><html><body>Not found</body></html>".getBytes(StandardCharsets.UTF_8);
    }
  },
  VECTOR {
    @Override
    byte[] of(byte[] png, Random random) {
      return "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8);
    }
  },
  ANIMATION {
    @Override
    byte[] of(byte[] png, Random random) {
      byte[] gif = new byte[35];
      System.arraycopy("GIF89a".getBytes(StandardCharsets.US_ASCII), 0, gif, 0, 6);
      return gif;
    }
  },
  /** 122 bytes that say 30000 x 30000 pixels. */
  HUGE_TIFF {
    @Override
    byte[] of(byte[] png, Random random) {
      return ByteBuffer.allocate(122).put(new byte[] {'M', 'M', 0, 42}).putInt(8).array();
    }
  },
  /** A PNG whose header says far more pixels than anybody decodes. */
  HUGE_PNG {
    @Override
    byte[] of(byte[] png, Random random) {
      return withHeader(png, 100_000, 100_000);
    }
  },
  EMPTY_PNG {
    @Override
    byte[] of(byte[] png, Random random) {
      return withHeader(png, 0, 0);
    }
  },
  WRONG_CHECKSUM {
    @Override
    byte[] of(byte[] png, Random random) {
      byte[] changed = png.clone();
      changed[HEADER_CHECKSUM] ^= 0x55;
      return changed;
    }
  },
  APPENDED {
    @Override
    byte[] of(byte[] png, Random random) {
      byte[] both = Arrays.copyOf(png, png.length + 139);
      System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, both, png.length, 4);
      return both;
    }
  };

  private static final int WIDTH = 16;
  private static final int HEADER_CHECKSUM = 29;

  /**
   * The poisoned bytes.
   *
   * @param png a good image
   */
  abstract byte[] of(byte[] png, Random random);

  static Poison any(Random random) {
    return values()[random.nextInt(values().length)];
  }

  private static byte[] withHeader(byte[] png, int width, int height) {
    byte[] changed = png.clone();
    ByteBuffer.wrap(changed).putInt(WIDTH, width).putInt(WIDTH + Integer.BYTES, height);
    var crc = new CRC32();
    crc.update(changed, 12, 17);
    ByteBuffer.wrap(changed).putInt(HEADER_CHECKSUM, (int) crc.getValue());
    return changed;
  }
}
