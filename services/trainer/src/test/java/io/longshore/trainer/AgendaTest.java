package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  void after_a_restart_an_answered_request_settles_what_was_asked_before_it_in_its_gear() {
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

  @Example
  void a_request_that_is_replaced_before_it_began_is_merged_into_the_newer_one() {
    Agenda agenda = Agenda.EMPTY.asked(retrain("1")).asked(retrain("2")).asked(retrain("3"));

    assertThat(agenda.merged()).containsOnly(entry("1", "2"), entry("2", "3"));
    assertThat(agenda.answered("1").answered("2").merged()).isEmpty();
  }

  @Example
  void the_same_request_once_more_changes_nothing() {
    Agenda agenda = Agenda.EMPTY.asked(retrain("1")).asked(retrain("2"));

    assertThat(agenda.asked(retrain("1"))).isEqualTo(agenda);
    assertThat(agenda.asked(retrain("2"))).isEqualTo(agenda);
  }

  @Example
  void a_run_under_way_is_not_replaced() {
    Agenda agenda = Agenda.EMPTY.asked(retrain("1")).started("1").asked(retrain("2"));

    assertThat(agenda.next()).contains(retrain("1"));
    assertThat(agenda.merged()).isEmpty();
    assertThat(agenda.answered("1").next()).contains(retrain("2"));
  }

  @Example
  void of_two_runs_that_began_before_a_restart_the_older_was_given_up_for_the_newer() {
    Agenda agenda = Agenda.EMPTY.started("1").started("2").asked(retrain("1")).asked(retrain("2"));

    assertThat(agenda.next()).contains(retrain("2"));
    assertThat(agenda.merged()).containsOnly(entry("1", "2"));
  }

  /** What happens to a trainer, in order. */
  sealed interface Step {
    record Asked(Gear gear) implements Step {}

    /** Begins what is next. */
    record Begun() implements Step {}

    /** Begins what is next, or goes on with it, and finishes it. */
    record Worked() implements Step {}
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.<Step>of(
            new Step.Asked(Gear.REBALANCE),
            new Step.Asked(Gear.RETRAIN),
            new Step.Begun(),
            new Step.Worked())
        .list()
        .ofMaxSize(40);
  }

  @Property
  void at_any_moment_every_request_is_answered_or_will_be_and_a_restart_knows_the_same(
      @ForAll("steps") List<Step> steps) {
    var topic = new ArrayList<Adaptation>();
    var started = new ArrayList<String>();
    var answered = new ArrayList<String>();
    Agenda agenda = Agenda.EMPTY;
    for (Step step : steps) {
      if (step instanceof Step.Asked asked) {
        topic.add(request(Integer.toString(topic.size()), asked.gear()));
        agenda = agenda.asked(topic.get(topic.size() - 1));
      } else if (agenda.next().isPresent()) {
        String id = agenda.next().get().id();
        for (String merged : agenda.merged().keySet()) {
          answered.add(merged);
          agenda = agenda.answered(merged);
        }
        started.add(id);
        agenda = agenda.started(id);
        if (step instanceof Step.Worked) {
          answered.add(id);
          agenda = agenda.answered(id);
        }
      }
    }

    Agenda again = Agenda.EMPTY;
    for (String id : started) {
      again = again.started(id);
    }
    for (String id : answered) {
      again = again.answered(id);
    }
    for (Adaptation request : topic) {
      again = again.asked(request);
    }

    assertThat(answered).doesNotHaveDuplicates();
    assertThat(Stream.concat(answered.stream(), unanswered(agenda)))
        .containsExactlyInAnyOrderElementsOf(topic.stream().map(Adaptation::id).toList());
    assertThat(again.unanswered().toList())
        .containsExactlyInAnyOrderElementsOf(agenda.unanswered().toList());
    assertThat(again.merged().keySet()).isEqualTo(agenda.merged().keySet());
  }

  private static Stream<String> unanswered(Agenda agenda) {
    return Stream.concat(
        agenda.merged().keySet().stream(), agenda.unanswered().map(Adaptation::id));
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
