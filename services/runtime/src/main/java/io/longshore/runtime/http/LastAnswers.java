package io.longshore.runtime.http;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Lets a server answer what has begun before it stops. A server that stops at once tells some
 * callers that their request failed although it was done.
 */
final class LastAnswers extends GracefulHandler {
  private static final String AGAIN_SECONDS = "1";
  private static final String AGAIN =
      "{\"error\":\"BUSY\",\"message\":\"this server is stopping; send it again in a while\"}";

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!isShutdown()) {
      return super.handle(request, response, callback);
    }
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
    response.getHeaders().put(HttpHeader.RETRY_AFTER, AGAIN_SECONDS);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Content.Sink.write(response, true, AGAIN, callback);
    return true;
  }

  /**
   * From now on nothing more is begun. Waits for the answers that are due; false if they take too
   * long.
   */
  boolean awaitGiven(Duration patience) throws InterruptedException {
    try {
      shutdown().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the server cannot say whether all is answered", e);
    }
  }
}
