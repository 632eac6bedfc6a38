package io.longshore.standalone.cli;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicProvisioning;
import io.longshore.schemas.Topics;
import io.longshore.standalone.topics.TopicState;
import io.longshore.standalone.topics.TopicSurvey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The topics of a deployment. */
@Command(
    name = "topics",
    description = {
      "Lists the topics: how they are laid out, what they keep and hold, who writes them, and"
          + " whether they are as they should be.",
      "Partitions and copies that services elsewhere were told (longshore.topics.*) are to be told"
          + " here, too."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "Examples:",
      "  longshore topics -b kafka.example.org:9092 --partitions 6",
      "  longshore topics check --topic-prefix reef. -o json",
      "  longshore topics create --topic-prefix reef. --partitions 6 --replication 3"
    })
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Mixin private LayoutOptions layout = new LayoutOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    show(output, look(broker, layout));
  }

  @Command(
      name = "check",
      description = "Lists the topics, and exits with 1 if one is not as it should be.",
      mixinStandardHelpOptions = true,
      exitCodeList = "1:a topic is missing or not as it should be, or the command failed",
      footer = {"", "Example:", "  longshore topics check -b kafka.example.org:9092"})
  int check(@Mixin BrokerOptions broker, @Mixin LayoutOptions layout, @Mixin OutputOptions output) {
    List<TopicState> topics = look(broker, layout);
    show(output, topics);
    return topics.stream().allMatch(TopicState::isGood) ? ExitCode.OK : ExitCode.FAILED;
  }

  @Command(
      name = "create",
      description = {
        "Creates the topics that are missing, as the services would; what exists is not changed.",
        "For clusters on which services may not: set longshore.topics.create=false there."
      },
      mixinStandardHelpOptions = true,
      exitCodeList = "1:a topic that exists is not as it should be, or the command failed",
      footer = {
        "",
        "Example:",
        "  longshore topics create --topic-prefix reef. --partitions 6 --replication 3"
      })
  void create(@Mixin BrokerOptions broker, @Mixin LayoutOptions layout) {
    KafkaConnection kafka = broker.reach();
    Set<String> before = broker.topics(kafka);
    try (Admin admin = broker.admin(kafka)) {
      TopicLayout wanted = layout.of(admin);
      var provisioning = new TopicProvisioning(admin, kafka.names(), wanted);
      provisioning.create(Topics.all());
      provisioning.verify(Topics.all());
    }
    var created = new HashSet<String>();
    Topics.all().forEach(topic -> created.add(kafka.names().of(topic)));
    created.removeAll(before);
    spec.commandLine()
        .getOut()
        .printf(
            "created %d topics, %d were there%n",
            created.size(), Topics.all().size() - created.size());
  }

  private static List<TopicState> look(BrokerOptions broker, LayoutOptions layout) {
    KafkaConnection kafka = broker.reach();
    try (Admin admin = broker.admin(kafka)) {
      return new TopicSurvey(admin, kafka.names(), layout.of(admin)).look();
    }
  }

  private static void show(OutputOptions output, List<TopicState> topics) {
    output.print(
        screen -> TopicView.text(topics, screen),
        () -> Fields.json(topics.stream().map(TopicView::fields).toList()));
  }
}
