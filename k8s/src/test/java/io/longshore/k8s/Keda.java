package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of KEDA's objects as is used here: no library has them. */
final class Keda {
  private Keda() {}

  record ScaledObject(String apiVersion, String kind, Metadata metadata, Scaling spec) {}

  record TriggerAuthentication(
      String apiVersion, String kind, Metadata metadata, Authentication spec) {}

  record Metadata(String name, String namespace, Map<String, String> labels) {}

  record Scaling(
      Target scaleTargetRef,
      int minReplicaCount,
      int maxReplicaCount,
      int pollingInterval,
      int cooldownPeriod,
      Advanced advanced,
      List<Trigger> triggers) {}

  record Target(String name) {}

  /** What Kubernetes' own autoscaler is told; its fields are those of HorizontalPodAutoscaler. */
  record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

  record Autoscaler(Behavior behavior) {}

  record Behavior(Direction scaleUp, Direction scaleDown) {}

  record Direction(int stabilizationWindowSeconds, @Nullable List<Policy> policies) {}

  record Policy(String type, int value, int periodSeconds) {}

  record Trigger(String type, KafkaTrigger metadata, Reference authenticationRef) {}

  record Reference(String name) {}

  /** Every value is a text, also numbers: KEDA refuses others. */
  record KafkaTrigger(
      JsonNode bootstrapServers,
      JsonNode consumerGroup,
      JsonNode topic,
      JsonNode lagThreshold,
      JsonNode activationLagThreshold,
      JsonNode offsetResetPolicy,
      JsonNode excludePersistentLag,
      JsonNode ensureEvenDistributionOfPartitions,
      JsonNode tls,
      @Nullable JsonNode sasl) {}

  record Authentication(
      List<Parameter> secretTargetRef, @Nullable List<Parameter> configMapTargetRef) {}

  record Parameter(String parameter, String name, String key) {}
}
