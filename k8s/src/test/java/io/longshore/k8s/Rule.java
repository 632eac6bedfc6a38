package io.longshore.k8s;

import java.util.List;

/** Something that holds for every overlay. */
interface Rule {
  /** Where it does not, in words. */
  List<String> violations(Overlay overlay);
}
