package io.longshore.standalone.cli;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ModelCard;
import io.longshore.domain.model.ModelManifest;
import io.longshore.onnx.MergedModel;
import io.longshore.runtime.artifact.TopicArtifactStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model as one file that needs no Longshore. */
@Command(
    name = "export",
    description = {
      "Writes a model, backbone and head joined, as one ONNX file that anything can run.",
      "Its metadata say which model it is, its classes in order, and what goes in and comes out."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore export 3f2a --to ants.onnx",
      "  longshore export 3f2a --to ants.onnx -o json"
    })
final class ExportCommand implements Runnable {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "VERSION", description = "The version, or the first digits of it.")
  private String version = "";

  @Option(
      names = "--to",
      paramLabel = "FILE.onnx",
      required = true,
      description = "The file to write; one that is there stays as it is.")
  private Path file = Path.of("");

  @Override
  public void run() {
    ModelManifest manifest = cluster.manifest(version);
    byte[] model;
    try (var store = new TopicArtifactStore(cluster.connect(), "cli")) {
      model =
          MergedModel.write(
              store.fetch(manifest.backbone()),
              store.fetch(manifest.head()),
              ModelCard.of(manifest).entries());
    }
    write(model);
    output.print(screen -> text(manifest, model.length), () -> json(manifest, model.length));
  }

  private void write(byte[] model) {
    try {
      Files.write(file, model, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(file + " is there already; name a new file (--to)");
    } catch (NoSuchFileException e) {
      throw new CommandFailedException(
          file + " cannot be written: there is no such folder; make it first (--to)");
    } catch (IOException e) {
      throw new CommandFailedException("%s cannot be written: %s (--to)".formatted(file, e));
    }
  }

  private String text(ModelManifest manifest, int bytes) {
    ImageShape shape = manifest.recipe().input();
    return """
        wrote     %s (%,d bytes, model %s)
        input     image   uint8 (N, %d, %d, %d): rows from the top, %s, the bytes as they are
        output    logits  float32 (N, %d): the classes in the order of the metadata

        python3 -c "
        import json, numpy as np, onnxruntime as ort
        from PIL import Image
        session = ort.InferenceSession('%s')
        classes = json.loads(session.get_modelmeta().custom_metadata_map['longshore.classes'])
        image = Image.open('image.png').convert('%s').resize((%d, %d))
        pixels = np.asarray(image, np.uint8).reshape(1, %d, %d, %d)
        print(classes[int(session.run(['logits'], {'image': pixels})[0].argmax())])"
        """
        .formatted(
            file,
            bytes,
            manifest.version().brief(),
            shape.height(),
            shape.width(),
            shape.channels(),
            shape.channels() == 1 ? "grey" : "red, green, blue",
            manifest.classNames().size(),
            file,
            shape.channels() == 1 ? "L" : "RGB",
            shape.width(),
            shape.height(),
            shape.height(),
            shape.width(),
            shape.channels());
  }

  private String json(ModelManifest manifest, int bytes) {
    return new Fields()
        .put("file", file.toString())
        .put("bytes", bytes)
        .put("version", manifest.version().value())
        .texts("metadata", ModelCard.of(manifest).entries())
        .json();
  }
}
