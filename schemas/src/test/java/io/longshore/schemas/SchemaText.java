package io.longshore.schemas;

import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Schemas as lines that can be compared and reviewed: everything readers depend on, in order of
 * name.
 *
 * @param lines what is declared, for example {@code field longshore.v1.Label.image}, to how
 */
record SchemaText(Map<String, String> lines) {

  static SchemaText of(Collection<FileDescriptor> files) {
    var lines = new TreeMap<String, String>();
    for (FileDescriptor file : files) {
      file.getMessageTypes().forEach(message -> describe(message, lines));
      file.getEnumTypes().forEach(type -> describe(type, lines));
    }
    return new SchemaText(lines);
  }

  static SchemaText parse(Collection<String> text) {
    var lines = new TreeMap<String, String>();
    for (String line : text) {
      String[] parts = line.split(" = ", 2);
      lines.put(parts[0], parts[1]);
    }
    return new SchemaText(lines);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    lines.forEach((name, how) -> text.append(name + " = " + how + "\n"));
    return text.toString();
  }

  private static void describe(Descriptor message, Map<String, String> lines) {
    String name = message.getFullName();
    if (message.getOptions().getMapEntry()) {
      return;
    }
    lines.put("message " + name, "declared");
    for (FieldDescriptor field : message.getFields()) {
      lines.put("field " + field.getFullName(), how(field));
    }
    for (ReservedRange range : message.toProto().getReservedRangeList()) {
      for (int number = range.getStart(); number < range.getEnd(); number++) {
        lines.put("reserved " + name + " " + number, "number");
      }
    }
    for (String reserved : message.toProto().getReservedNameList()) {
      lines.put("reserved " + name + " " + reserved, "name");
    }
    message.getNestedTypes().forEach(nested -> describe(nested, lines));
    message.getEnumTypes().forEach(nested -> describe(nested, lines));
  }

  private static void describe(EnumDescriptor type, Map<String, String> lines) {
    lines.put("enum " + type.getFullName(), "declared");
    type.getValues()
        .forEach(
            value ->
                lines.put(
                    "value " + type.getFullName() + "." + value.getName(), "" + value.getNumber()));
  }

  /** For example {@code 4 optional string may-be-absent}. */
  private static String how(FieldDescriptor field) {
    var how = new StringBuilder().append(field.getNumber()).append(' ');
    OneofDescriptor oneof = field.getRealContainingOneof();
    if (field.isMapField()) {
      Descriptor entry = field.getMessageType();
      how.append("map ")
          .append(type(entry.findFieldByNumber(1)))
          .append(" to ")
          .append(type(entry.findFieldByNumber(2)));
    } else if (oneof != null) {
      how.append("oneof ").append(oneof.getName()).append(' ').append(type(field));
    } else if (field.isRepeated()) {
      how.append("repeated ").append(type(field));
    } else {
      how.append(field.hasPresence() ? "optional " : "implicit ").append(type(field));
    }
    return RequiredFields.mayBeAbsent(field) ? how + " may-be-absent" : how.toString();
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      default -> field.getType().name().toLowerCase(Locale.ROOT);
    };
  }
}
