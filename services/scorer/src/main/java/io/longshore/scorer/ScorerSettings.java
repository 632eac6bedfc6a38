package io.longshore.scorer;

import io.longshore.runtime.http.AccessSettings;
import io.longshore.runtime.signature.TrustSettings;
import io.longshore.scorer.verify.VerifySettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Settings of the scorer. */
@ConfigMapping(prefix = "longshore.scorer")
public interface ScorerSettings {

  /** Images scored at once. */
  @WithDefault("64")
  int batch();

  /** How long a worker that has less than a batch may wait for more. */
  @WithDefault("PT0S")
  Duration batchDelay();

  /** Batches scored at once; one a processor by default. */
  OptionalInt workers();

  /** Threads of one run of a model. */
  @WithDefault("1")
  int threads();

  /** What models run on: {@code cpu}, {@code cuda:N}, or {@code auto}: a device if there is one. */
  @WithDefault("cpu")
  String provider();

  /** Images fetched whose predictions are not yet safe, at most. */
  @WithDefault("2048")
  int inFlight();

  /** The same by size; fewer where the heap has no room for so many. */
  @WithDefault("200000000")
  long inFlightPixels();

  /** Images of single requests that may wait. */
  @WithDefault("1024")
  int waitingRequests();

  /** {@code at-least-once} or {@code exactly-once}. */
  @WithDefault("at-least-once")
  String guarantee();

  /** Time between two commits, or the length of a transaction. */
  @WithDefault("PT0.1S")
  Duration commitEvery();

  /** Images after which a transaction ends sooner. */
  @WithDefault("5000")
  int commitImages();

  /** Whether the group keeps this instance's partitions for it while it is started again. */
  @WithDefault("false")
  boolean staticMember();

  /** Classes named in a prediction. */
  @WithDefault("5")
  int topK();

  /** Larger images are refused before they are decoded. */
  @WithDefault("25000000")
  long maxPixels();

  /** Larger model files are refused before they are fetched. */
  @WithDefault("1073741824")
  long maxArtifactBytes();

  /** Images of each partition among which a repeated send is recognised. */
  @WithDefault("20000")
  int recentImages();

  /** How long a plan may wait for the manifest of its model. */
  @WithDefault("PT30S")
  Duration manifestPatience();

  /** Longest time between two reports. */
  @WithDefault("PT10S")
  Duration reportEvery();

  Trim trim();

  /** Who must have signed what is served. */
  TrustSettings trust();

  /** What a candidate may take. */
  VerifySettings verify();

  Http http();

  /** The endpoint for single requests. */
  interface Http {
    @WithDefault("127.0.0.1")
    String host();

    /** 0 for any free port; negative for no endpoint at all. */
    @WithDefault("-1")
    int port();

    AccessSettings access();

    /** Threads that read requests. */
    @WithDefault("16")
    int threads();

    /** Bytes of the body of a request. */
    @WithDefault("16777216")
    int bodyBytes();

    /** Bytes of bodies, and of the pixels in them, held at a time, over all requests. */
    @WithDefault("67108864")
    int underWayBytes();

    /** Images of a request. */
    @WithDefault("256")
    int images();

    /** Longest silence of a client in the middle of a request. */
    @WithDefault("PT10S")
    Duration idle();

    /** Longest time for a whole body to arrive. */
    @WithDefault("PT30S")
    Duration body();

    /** Longest time that an answer, or a turn to decode an image, is waited for. */
    @WithDefault("PT10S")
    Duration answer();
  }

  /** How far predictions follow the class mix. */
  interface Trim {
    /** 1 follows the mix wholly, 0 not at all. */
    @WithDefault("1.0")
    double tau();

    /** The largest shift of any logit, either way. */
    @WithDefault("3.0")
    double limit();
  }
}
