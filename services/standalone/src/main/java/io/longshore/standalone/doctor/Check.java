package io.longshore.standalone.doctor;

import java.util.List;

/** One thing to look at. It changes nothing that outlives it. */
@FunctionalInterface
public interface Check {

  List<Finding> look();
}
