package io.longshore.scorer.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.longshore.scorer.onnx.ModelRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The throw-away process. It loads ONNX Runtime, and then, for each number on standard input, the
 * head of that number over the one backbone in its directory, and says how it went. What a hostile
 * model does, it does to this process. A scorer that is gone closes standard input, which ends this
 * process too, even while a model runs.
 */
public final class VerifyMain {
  /** How a process ends whose scorer has gone. */
  private static final int ABANDONED = 4;

  private VerifyMain() {}

  public static void main(String[] args) throws IOException, OrtException, InterruptedException {
    var files = new VerifyFiles(Path.of(args[0]));
    BlockingQueue<Integer> numbers = followParent();
    OrtEnvironment.getEnvironment();
    int number = numbers.take();
    try (Part backbone = backbone(files, number)) {
      while (true) {
        files.writeAnswer(number, answer(files, number, backbone));
        number = numbers.take();
      }
    } catch (ModelRefusedException e) {
      files.writeAnswer(number, refused(e));
    }
  }

  private static Part backbone(VerifyFiles files, int number) throws IOException {
    Expected expected = files.readExpected(number);
    return Part.open("the backbone", files.backbone(), expected.image(), expected.features());
  }

  private static Answer answer(VerifyFiles files, int number, Part backbone)
      throws IOException, OrtException {
    Expected expected = files.readExpected(number);
    try (Part head =
        Part.open("the head", files.head(number), expected.features(), expected.logits())) {
      return new CandidateRun(backbone, head, expected).pass(files.readGolden(number));
    } catch (ModelRefusedException e) {
      return refused(e);
    }
  }

  private static Answer refused(ModelRefusedException e) {
    return new Answer.Refused(e.reason(), String.valueOf(e.getMessage()));
  }

  private static BlockingQueue<Integer> followParent() {
    var numbers = new LinkedBlockingQueue<Integer>();
    var reader = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    var watch =
        new Thread(
            () -> {
              try {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  numbers.add(Integer.parseInt(line));
                }
              } catch (IOException e) {
                // As good as its end.
              }
              Runtime.getRuntime().halt(ABANDONED);
            },
            "verify-watches-parent");
    watch.setDaemon(true);
    watch.start();
    return numbers;
  }
}
