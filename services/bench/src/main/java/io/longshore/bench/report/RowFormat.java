package io.longshore.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * How rows of a kind are written.
 *
 * @param read throws IllegalArgumentException naming the field that is missing
 */
record RowFormat<S, R>(
    Function<R, S> settings, Function<R, ObjectNode> write, Function<JsonNode, R> read) {}
