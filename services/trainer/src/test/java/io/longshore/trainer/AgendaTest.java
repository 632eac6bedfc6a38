package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AgendaTest {

  @Example
  void nothing_is_to_be_done_at_first() {
    assertThat(Agenda.EMPTY.next()).isEmpty();
  }

  @Example
  void a_newer_request_of_a_gear_takes_the_place_of_the_older() {
    Agenda agenda = Agenda.EMPTY.asked(retrain("1")).asked(retrain("2"));

    assertThat(agenda.next()).contains(retrain("2"));
    assertThat(agenda.answered("2").next()).isEmpty();
  }

  @Example
  void the_quick_gear_goes_first() {
    Agenda agenda = Agenda.EMPTY.asked(retrain("1")).asked(rebalance("2"));

    assertThat(agenda.next()).contains(rebalance("2"));
    assertThat(agenda.answered("2").next()).contains(retrain("1"));
  }

  @Example
  void a_request_that_comes_while_another_is_under_way_is_done_afterwards() {
    Agenda agenda = Agenda.EMPTY.asked(retrain("1")).asked(retrain("2")).answered("1");

    assertThat(agenda.next()).contains(retrain("2"));
  }

  @Example
  void after_a_restart_an_answered_retrain_settles_all_that_was_asked_before_it() {
    Agenda agenda =
        Agenda.EMPTY
            .answered("3")
            .asked(rebalance("1"))
            .asked(retrain("2"))
            .asked(retrain("3"))
            .asked(rebalance("4"));

    assertThat(agenda.next()).contains(rebalance("4"));
    assertThat(agenda.answered("4").next()).isEmpty();
  }

  @Example
  void after_a_restart_an_answered_rebalance_settles_no_retrain() {
    Agenda agenda = Agenda.EMPTY.answered("2").asked(retrain("1")).asked(rebalance("2"));

    assertThat(agenda.next()).contains(retrain("1"));
  }

  /** What happens to a trainer, in order. */
  sealed interface Step {
    record Asked(Gear gear) implements Step {}

    /** Takes what is next and finishes it. */
    record Worked() implements Step {}
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.<Step>of(
            new Step.Asked(Gear.REBALANCE), new Step.Asked(Gear.RETRAIN), new Step.Worked())
        .list()
        .ofMaxSize(40);
  }

  @Property
  void a_restart_at_any_moment_does_the_newest_of_each_gear_and_nothing_twice(
      @ForAll("steps") List<Step> steps) {
    var topic = new ArrayList<Adaptation>();
    var done = new ArrayList<String>();
    Agenda agenda = Agenda.EMPTY;
    for (Step step : steps) {
      if (step instanceof Step.Asked asked) {
        topic.add(request(Integer.toString(topic.size()), asked.gear()));
        agenda = agenda.asked(topic.get(topic.size() - 1));
      } else if (agenda.next().isPresent()) {
        done.add(agenda.next().get().id());
        agenda = agenda.answered(agenda.next().get().id());
      }
    }

    Agenda again = Agenda.EMPTY;
    for (String id : done) {
      again = again.answered(id);
    }
    for (Adaptation request : topic) {
      again = again.asked(request);
    }

    assertThat(done).doesNotHaveDuplicates();
    assertThat(again.answered()).containsExactlyInAnyOrderElementsOf(done);
    assertThat(agenda.waiting()).containsAllEntriesOf(again.waiting());
    assertThat(newestUnanswered(topic, done)).containsAllEntriesOf(again.waiting());
    assertThat(again.waiting()).containsAllEntriesOf(newestOfAll(topic, done));
  }

  /** Of each gear the newest request, if it was not answered. */
  private static Map<Gear, Adaptation> newestUnanswered(List<Adaptation> topic, List<String> done) {
    var newest = new LinkedHashMap<Gear, Adaptation>();
    topic.forEach(request -> newest.put(request.gear(), request));
    newest.values().removeIf(request -> done.contains(request.id()));
    return newest;
  }

  /** What nothing answered can have settled: the newest unanswered ones after the last answer. */
  private static Map<Gear, Adaptation> newestOfAll(List<Adaptation> topic, List<String> done) {
    int last = -1;
    for (int i = 0; i < topic.size(); i++) {
      if (done.contains(topic.get(i).id())) {
        last = i;
      }
    }
    return newestUnanswered(topic.subList(last + 1, topic.size()), done);
  }

  private static Adaptation rebalance(String id) {
    return request(id, Gear.REBALANCE);
  }

  private static Adaptation retrain(String id) {
    return request(id, Gear.RETRAIN);
  }

  private static Adaptation request(String id, Gear gear) {
    return new Adaptation(
        id,
        "beach",
        gear,
        "because",
        DriftEvidence.NONE,
        new TreeMap<>(),
        new TreeMap<>(),
        Instant.EPOCH);
  }
}
