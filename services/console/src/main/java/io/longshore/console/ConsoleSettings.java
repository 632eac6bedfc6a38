package io.longshore.console;

import io.longshore.runtime.http.TlsSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the console. */
@ConfigMapping(prefix = "longshore.console")
public interface ConsoleSettings extends TlsSettings {

  @WithDefault("127.0.0.1")
  String host();

  /** 0 for any free port. */
  @WithDefault("8090")
  int port();

  /**
   * Names by which browsers may call this console beside {@code localhost} and the host above, as
   * behind a proxy; without ports. {@code *} lets any pass, also those of pages that mean harm.
   */
  Optional<List<String>> names();

  /** Threads that answer requests. */
  @WithDefault("32")
  int threads();

  /** Browsers that are told of events at a time. */
  @WithDefault("32")
  int listeners();

  /**
   * SHA-256 of the token that an action needs, 64 hexadecimal digits; without it nobody can ask for
   * anything here.
   */
  Optional<String> tokenSha256();

  /**
   * Requests for something that one address may make a second, in the long run, those with a wrong
   * token among them; 0 for no bound.
   */
  @WithDefault("1")
  int requestsPerSecond();

  /** The same at once; 0 for as many as in a second. */
  @WithDefault("20")
  int burst();

  /** How often the cluster is asked how far its topics and groups are. */
  @WithDefault("PT2S")
  Duration interval();

  Memory memory();

  /** How much is remembered; beyond it, what is oldest is forgotten. */
  interface Memory {
    /** Newest labels and predictions of each partition that are read at the start. */
    @WithDefault("100000")
    long history();

    /** Predictions that wait for a label, and labels that wait for a prediction. */
    @WithDefault("50000")
    int waiting();

    /** Places of recent images of each class. */
    @WithDefault("12")
    int imagesPerClass();

    /** Classes of all models together whose manifests are kept whole. */
    @WithDefault("500000")
    int modelClasses();
  }

  Images images();

  /** What pictures may cost. */
  interface Images {
    /** Fetched at a time. */
    @WithDefault("4")
    int fetches();

    /** Largest image in bytes. */
    @WithDefault("8388608")
    int bytes();

    /** Pixels in decoding at a time, over all images. */
    @WithDefault("25000000")
    int pixels();
  }
}
