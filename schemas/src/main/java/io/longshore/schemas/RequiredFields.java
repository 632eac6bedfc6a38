package io.longshore.schemas;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import io.longshore.schemas.v1.PresenceProto;
import java.util.List;

/**
 * Finds what a message lacks before its fields are read: a truncated record often parses, as a
 * record whose last fields were never set.
 *
 * <p>Every singular field must be set unless its schema marks it {@code may_be_absent}, one field
 * of every oneof must be set, and every enum must have a value that this reader knows.
 */
final class RequiredFields {

  private RequiredFields() {}

  /**
   * Checks a message and all messages in it.
   *
   * @throws IllegalArgumentException naming the first field at fault
   */
  static void check(Message message) {
    check(message, "");
  }

  private static void check(Message message, String path) {
    for (OneofDescriptor oneof : message.getDescriptorForType().getRealOneofs()) {
      if (!message.hasOneof(oneof)) {
        throw new IllegalArgumentException(
            "none of "
                + oneof.getFields().stream().map(f -> path + f.getName()).toList()
                + " is set");
      }
    }
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      checkField(message, field, path);
    }
  }

  /** Texts are put together only where they are wanted: this runs for every record. */
  private static void checkField(Message message, FieldDescriptor field, String path) {
    if (field.isRepeated()) {
      List<?> elements = (List<?>) message.getField(field);
      for (int i = 0; i < elements.size(); i++) {
        checkValue(elements.get(i), field, path, "[" + i + "]");
      }
    } else if (!field.hasPresence() || message.hasField(field)) {
      checkValue(message.getField(field), field, path, "");
    } else if (field.getRealContainingOneof() == null && !mayBeAbsent(field)) {
      throw new IllegalArgumentException("field " + path + field.getName() + " is missing");
    }
  }

  private static void checkValue(Object value, FieldDescriptor field, String path, String index) {
    if (value instanceof Message message) {
      check(message, path + field.getName() + index + ".");
    } else if (value instanceof EnumValueDescriptor constant
        && (constant.getNumber() == 0 || constant.getIndex() < 0)) {
      throw new IllegalArgumentException(
          "field "
              + path
              + field.getName()
              + index
              + " has value "
              + constant.getNumber()
              + ", unknown to this reader");
    }
  }

  static boolean mayBeAbsent(FieldDescriptor field) {
    return field.getOptions().getExtension(PresenceProto.mayBeAbsent);
  }
}
