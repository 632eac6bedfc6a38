package io.longshore.standalone;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A method without a boolean parameter. */
final class NoFlags extends ArchCondition<JavaMethod> {
  static final NoFlags AMONG_PARAMETERS = new NoFlags();

  private NoFlags() {
    super("have no boolean parameter");
  }

  @Override
  public void check(JavaMethod method, ConditionEvents events) {
    if (method.getRawParameterTypes().stream().anyMatch(type -> type.getName().equals("boolean"))) {
      events.add(SimpleConditionEvent.violated(method, method.getFullName() + " takes a flag"));
    }
  }
}
