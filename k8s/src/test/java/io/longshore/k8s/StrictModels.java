package io.longshore.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every object as its typed class has it, and back: what the class does not know is lost on the
 * way, and told.
 */
final class StrictModels implements Rule {
  private static final Map<String, Class<?>> CLASSES =
      Map.ofEntries(
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("apps/v1 StatefulSet", StatefulSet.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
          Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
          Map.entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
          Map.entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
          Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class),
          Map.entry("keda.sh/v1alpha1 ScaledObject", Keda.ScaledObject.class),
          Map.entry("keda.sh/v1alpha1 TriggerAuthentication", Keda.TriggerAuthentication.class));

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .annotationIntrospector(new KnownFieldsOnly())
          .build();

  /** What a class may leave out when it is what would be anyway. */
  private static final Map<String, String> DEFAULTS =
      Map.of("patternType", "literal", "host", "*", "type", "allow");

  /** The classes would keep fields that they do not know. */
  private static final class KnownFieldsOnly extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }

    /** What Strimzi calls deprecated, its v1 has no more. */
    @Override
    public boolean hasIgnoreMarker(AnnotatedMember member) {
      return member.hasAnnotation(Deprecated.class) || super.hasIgnoreMarker(member);
    }

    @Override
    public Boolean hasAnyGetter(Annotated annotated) {
      return false;
    }
  }

  @Override
  public List<String> violations(Overlay overlay) {
    return overlay.documents().stream().flatMap(d -> violations(d).stream()).toList();
  }

  private static List<String> violations(Document document) {
    String kind = document.apiVersion() + " " + document.kind();
    Class<?> type = CLASSES.get(kind);
    if (type == null) {
      return List.of("%s: nobody knows a %s".formatted(document.title(), kind));
    }
    try {
      JsonNode back = JSON.valueToTree(JSON.treeToValue(document.node(), type));
      // Strimzi's classes name a version of their own; which one it is was asked above.
      ((ObjectNode) back).put("apiVersion", document.apiVersion());
      var lost = new ArrayList<String>();
      compare(document.node(), back, document.title(), lost);
      return lost;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return List.of("%s: %s".formatted(document.title(), e.getMessage()));
    }
  }

  /** Numbers and texts are compared as texts: quantities may be either. */
  private static void compare(JsonNode there, JsonNode back, String path, List<String> lost) {
    if (there.isObject()) {
      there
          .properties()
          .forEach(
              field -> {
                String key = field.getKey();
                JsonNode value = field.getValue();
                boolean usual =
                    value.asText().equals(DEFAULTS.get(key))
                        || (value.isBoolean() && !value.booleanValue());
                if (!(usual && back.path(key).isMissingNode()) && !isEmpty(value)) {
                  compare(value, back.path(key), path + "/" + key, lost);
                }
              });
    } else if (there.isArray()) {
      for (int i = 0; i < there.size(); i++) {
        compare(there.path(i), back.path(i), path + "/" + i, lost);
      }
    } else if (!there.asText().equals(back.asText())) {
      lost.add("%s: %s became %s".formatted(path, there, back.isMissingNode() ? "nothing" : back));
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainerNode() && value.isEmpty();
  }
}
