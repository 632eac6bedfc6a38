package io.longshore.rollout.evidence;

import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ShotGroup;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The group of each class: what the candidate's manifest says, so that a class does not change its
 * group while it is judged; of classes that only the other model knows, what its manifest says, so
 * that a candidate which lost them is charged for them.
 *
 * @param groups by class
 */
public record ClassGroups(Map<String, ShotGroup> groups) {

  public ClassGroups {
    groups = Map.copyOf(groups);
  }

  static ClassGroups of(ModelManifest candidate, ModelManifest other) {
    var groups = new HashMap<String, ShotGroup>();
    for (ModelManifest manifest : List.of(candidate, other)) {
      for (ClassEntry entry : manifest.recipe().classes()) {
        groups.putIfAbsent(entry.name(), entry.group());
      }
    }
    return new ClassGroups(groups);
  }

  /** Empty for a class that neither knows: it counts overall. */
  Optional<ShotGroup> of(String className) {
    return Optional.ofNullable(groups.get(className));
  }

  /** What is compared: overall first, then every group that has a class. */
  public List<Optional<ShotGroup>> compared() {
    var compared = new ArrayList<Optional<ShotGroup>>();
    compared.add(Optional.empty());
    var present = EnumSet.noneOf(ShotGroup.class);
    present.addAll(groups.values());
    present.forEach(group -> compared.add(Optional.of(group)));
    return List.copyOf(compared);
  }
}
