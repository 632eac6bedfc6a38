package io.longshore.scorer.kafka;

import io.longshore.domain.reject.Reject;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import java.util.List;

/**
 * What a worker made of a batch.
 *
 * @param predicted in the order the images came
 * @param bytes of each prediction's record
 * @param rejects what could not be read or scored
 * @param doneAt when, in the nanoseconds of this process
 * @param trace what the images came with
 */
record Scored(
    List<Predicted> predicted,
    List<byte[]> bytes,
    List<Reject> rejects,
    long doneAt,
    BatchTrace trace) {}
