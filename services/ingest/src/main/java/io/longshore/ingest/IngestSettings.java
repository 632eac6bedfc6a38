package io.longshore.ingest;

import io.longshore.runtime.http.AccessSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the ingest service. */
@ConfigMapping(prefix = "longshore.ingest")
public interface IngestSettings {

  Http http();

  Limits limits();

  InFlight inFlight();

  Kafka kafka();

  /** The endpoint for images and labels. */
  interface Http {
    @WithDefault("127.0.0.1")
    String host();

    /** 0 for any free port. */
    @WithDefault("8080")
    int port();

    AccessSettings access();

    /** Threads that read requests. */
    @WithDefault("64")
    int threads();

    /** Longest silence of a client in the middle of a request. */
    @WithDefault("PT10S")
    Duration idle();

    /** Longest time for a whole body to arrive. */
    @WithDefault("PT30S")
    Duration body();
  }

  /** How large what is sent may be. */
  interface Limits {
    /** Bytes of an image, as it comes and in canonical form. */
    @WithDefault("2097152")
    int imageBytes();

    /** Height and width of an image. */
    @WithDefault("8192")
    int side();

    /** Height times width of an image. */
    @WithDefault("25000000")
    int pixels();

    /** Pixels in decoding at a time, over all images. */
    @WithDefault("50000000")
    int pixelsInDecoding();

    /** How long an image waits for its turn to be decoded. */
    @WithDefault("PT2S")
    Duration decodingPatience();

    /** Bytes of a batch. */
    @WithDefault("16777216")
    int batchBytes();

    /** Images of a batch. */
    @WithDefault("1000")
    int batchImages();

    /** Bytes of the labels of one request. */
    @WithDefault("1048576")
    int labelBytes();
  }

  /** How much may be under way between senders and the broker's acknowledgement. */
  interface InFlight {
    @WithDefault("67108864")
    long bytes();

    @WithDefault("4096")
    int requests();
  }

  /** How long Kafka is waited for; {@code kafka.*} settings win over these. */
  interface Kafka {
    /** For room to send, or for the first word of the cluster. */
    @WithDefault("PT2S")
    Duration block();

    /** For a record's acknowledgement, retries included. */
    @WithDefault("PT30S")
    Duration delivery();
  }
}
