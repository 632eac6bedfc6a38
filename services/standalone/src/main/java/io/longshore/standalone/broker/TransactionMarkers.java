package io.longshore.standalone.broker;

import io.longshore.standalone.transaction.OpenTransaction;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/**
 * Tells a partition how a transaction ended, as its coordinator would: by Kafka's WriteTxnMarkers
 * (<a href="https://kafka.apache.org/protocol#The_Messages_WriteTxnMarkers">protocol</a>). Kafka's
 * own client for operators can only say that one was aborted.
 *
 * @param port of the broker on this machine, without TLS or login
 */
record TransactionMarkers(int port) {
  private static final int PATIENCE_MILLIS = 10_000;

  /**
   * Writes the end of a transaction.
   *
   * @param epoch of its producer, as the coordinator has it
   * @throws IOException if the broker does not take it, with Kafka's word for why
   */
  void write(OpenTransaction transaction, int epoch, boolean committed) throws IOException {
    // With the second version the producer's epoch is raised at each end (KIP-890).
    short version = (short) (epoch > transaction.epoch() ? 2 : 1);
    var marker =
        new TxnMarkerEntry(
            transaction.producer(),
            (short) epoch,
            Math.max(0, transaction.coordinatorEpoch()),
            committed ? TransactionResult.COMMIT : TransactionResult.ABORT,
            List.of(transaction.partition()),
            version);
    var response =
        (WriteTxnMarkersResponse)
            answer(new WriteTxnMarkersRequest.Builder(List.of(marker)).build(latest()));
    Map<TopicPartition, Errors> errors =
        response.errorsByProducerId().getOrDefault(transaction.producer(), Map.of());
    Errors error = errors.getOrDefault(transaction.partition(), Errors.UNKNOWN_SERVER_ERROR);
    if (error != Errors.NONE) {
      throw new IOException(
          "the end of a transaction was not taken on %s: %s"
              .formatted(transaction.partition(), error.message()));
    }
  }

  private static short latest() {
    return ApiKeys.WRITE_TXN_MARKERS.latestVersion();
  }

  private AbstractResponse answer(WriteTxnMarkersRequest request) throws IOException {
    var header = new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, request.version(), "longshore", 1);
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      ByteBuffer bytes = request.serializeWithHeader(header);
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(bytes.remaining());
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      out.flush();
      var in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readInt()];
      in.readFully(answer);
      return AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header);
    }
  }
}
