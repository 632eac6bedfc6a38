package io.longshore.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Handler;
import io.longshore.runtime.trace.Tracing;
import org.junit.jupiter.api.Test;

class RequestTracesTest {

  @Test
  void a_request_that_nobody_traces_is_handled_by_its_handler_alone() {
    Handler handler = context -> {};

    assertThat(new RequestTraces(Tracing.OFF).around(handler)).isSameAs(handler);
  }
}
