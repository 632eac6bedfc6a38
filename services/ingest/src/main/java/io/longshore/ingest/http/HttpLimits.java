package io.longshore.ingest.http;

import java.time.Duration;

/**
 * What one request may cost.
 *
 * @param imageBytes largest body of one image
 * @param batchBytes largest body of a batch
 * @param batchImages most images of a batch
 * @param labelBytes largest body of labels
 * @param idle longest silence of a client in the middle of a request
 * @param body longest time for a whole body to arrive, however steadily it drips
 * @param threads that read requests, each from one client at a time
 */
public record HttpLimits(
    int imageBytes,
    int batchBytes,
    int batchImages,
    int labelBytes,
    Duration idle,
    Duration body,
    int threads) {}
