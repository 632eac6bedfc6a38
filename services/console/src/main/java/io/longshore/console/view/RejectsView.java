package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.KeptReject;
import java.util.List;

/** What was refused, without what it was. */
public final class RejectsView {

  private RejectsView() {}

  public static ObjectNode of(List<KeptReject> rejects) {
    ObjectNode json = Json.object();
    ArrayNode all = json.putArray("rejects");
    for (KeptReject reject : rejects) {
      ObjectNode one = all.addObject().put("service", reject.service());
      one.set("at", Json.time(reject.at()));
      one.put("reason", Json.word(reject.reason()));
      one.put("message", reject.message());
      one.set("exception", Json.text(reject.exception()));
      one.put("source", reject.source());
      one.put("key", reject.key());
      ObjectNode headers = one.putObject("headers");
      reject.headers().forEach(headers::put);
      one.put("bytes", reject.bytes());
      one.put("begins", reject.begins());
      one.put("where", reject.where());
    }
    return json;
  }
}
