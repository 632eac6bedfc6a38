package io.longshore.ssd.rebalance;

import io.longshore.ssd.data.ClassBalanced;
import io.longshore.ssd.net.LinearHead;
import java.util.Arrays;
import java.util.SplittableRandom;

public final class LearnableWeightScaling {
  public static int MODE = Integer.getInteger("lws.mode", 0);

  public static float[] fit(float[] features, int[] labels, LinearHead linear, int steps, int batch, double rate, double ridge, long seed) {
    float[] z = linear.logits(features);
    int C = linear.classes();
    double[] s = new double[C], v = new double[C];
    Arrays.fill(s, 1);
    int[] counts = new int[C];
    for (int y : labels) counts[y]++;
    int[] order = new ClassBalanced(labels, C, steps * batch).epoch(new SplittableRandom(seed));
    double[] p = new double[C];
    for (int st = 0; st < steps; st++) {
      double[] g = new double[C];
      for (int k = 0; k < batch; k++) {
        int i = order[st * batch + k];
        double max = -1e30;
        for (int c = 0; c < C; c++) { p[c] = counts[c] == 0 ? -1e30 : s[c] * z[i * C + c]; max = Math.max(max, p[c]); }
        double sum = 0;
        for (int c = 0; c < C; c++) { p[c] = Math.exp(p[c] - max); sum += p[c]; }
        for (int c = 0; c < C; c++) g[c] += (p[c] / sum - (c == labels[i] ? 1 : 0)) * z[i * C + c] / batch;
      }
      double lr = rate * 0.5 * (1 + Math.cos(Math.PI * st / steps));
      for (int c = 0; c < C; c++) {
        if (counts[c] == 0) continue;
        v[c] = 0.9 * v[c] + g[c] + ridge * (s[c] - 1);
        s[c] -= lr * v[c];
      }
    }
    float[] out = new float[C];
    for (int c = 0; c < C; c++) out[c] = (float) s[c];
    return out;
  }
}
