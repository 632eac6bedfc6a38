package io.longshore.trainer.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The throw-away process: loads ONNX Runtime, scores a sample of images with a backbone, and then,
 * head by head, says how far the logits are from the trainer's. What to do comes in lines on
 * standard input: {@code backbone}, then {@code head N}, or {@code score N} to be told the logits,
 * too. A model that crashes or hangs ONNX Runtime takes only this process with it; a trainer that
 * is gone closes standard input, which ends this process too.
 */
final class ParityProcess {

  private ParityProcess() {}

  public static void main(String[] args) throws IOException, OrtException, InterruptedException {
    var files = new ParityFiles(Path.of(args[0]));
    BlockingQueue<String> lines = followParent();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    var unused = lines.take();
    try (var scored = ScoredSample.of(environment, files.backbone(), files.images())) {
      while (true) {
        String[] words = lines.take().split(" ", -1);
        int number = Integer.parseInt(words[1]);
        ScoredSample.Answer answer = scored.under(files.head(number), files.logits(number));
        if (words[0].equals("score")) {
          files.writeScores(number, answer.logits());
        }
        files.writeAnswer(number, answer.line());
      }
    }
  }

  private static BlockingQueue<String> followParent() {
    var lines = new LinkedBlockingQueue<String>();
    var reader = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    var watch =
        new Thread(
            () -> {
              try {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  lines.add(line);
                }
              } catch (IOException e) {
                // As good as its end.
              }
              Runtime.getRuntime().halt(3);
            },
            "parity-watches-parent");
    watch.setDaemon(true);
    watch.start();
    return lines;
  }
}
