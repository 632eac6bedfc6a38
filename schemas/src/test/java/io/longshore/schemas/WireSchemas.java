package io.longshore.schemas;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The schema files that the topics speak, with the files they import. */
final class WireSchemas {

  private WireSchemas() {}

  static Collection<FileDescriptor> all() {
    var files = new TreeMap<String, FileDescriptor>();
    for (Topic<?, ?> topic : Topics.all()) {
      if (topic.value() instanceof ProtobufCodec<?, ?> codec) {
        add(fileOf(codec), files);
      }
    }
    return files.values();
  }

  private static void add(FileDescriptor file, Map<String, FileDescriptor> files) {
    if (file.getPackage().equals("longshore.v1") && files.put(file.getName(), file) == null) {
      file.getDependencies().forEach(imported -> add(imported, files));
    }
  }

  private static FileDescriptor fileOf(ProtobufCodec<?, ?> codec) {
    try {
      return codec.parser().parseFrom(new byte[0]).getDescriptorForType().getFile();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("no bytes are an empty message", e);
    }
  }
}
