package io.longshore.scorer.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Memory outside the heap, handed from model to model. The garbage collector frees such memory long
 * after its last use, so a scorer that took new memory at each swap would grow.
 */
final class DirectBuffers {
  /** Models that can be live, warm and loading at once, each with as many buffers of a size. */
  private static final int KEPT = 9;

  private final Map<Integer, Deque<ByteBuffer>> free = new HashMap<>();

  synchronized ByteBuffer take(int bytes) {
    Deque<ByteBuffer> spare = free.get(bytes);
    ByteBuffer buffer = spare == null ? null : spare.pollFirst();
    return buffer == null
        ? ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder())
        : buffer.clear();
  }

  synchronized void giveBack(ByteBuffer buffer) {
    Deque<ByteBuffer> spare = free.computeIfAbsent(buffer.capacity(), b -> new ArrayDeque<>());
    if (spare.size() < KEPT) {
      spare.addFirst(buffer);
    }
  }
}
