package io.longshore.bench.ssd;

import io.longshore.ssd.Contrastive;
import io.longshore.ssd.FeatureLearning;
import io.longshore.ssd.Mixup;
import io.longshore.ssd.Rotation;
import io.longshore.ssd.SelfDistillation;
import io.longshore.ssd.SelfSupervision;
import io.longshore.ssd.ServedHead;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.StudentAverage;
import io.longshore.ssd.StudentStart;
import io.longshore.ssd.data.Augmentation;
import java.util.function.UnaryOperator;

/** What a recipe changes in the parameters of the method. Changes do not depend on their order. */
public enum Change implements UnaryOperator<SsdParameters> {
  /** Balanced softmax, which is logit adjustment by the prior as it is, in both long stages. */
  LOGIT_ADJUSTMENT {
    @Override
    public SsdParameters apply(SsdParameters p) {
      return with(
          p, p.featureLearning().withPriorStrength(1), p.selfDistillation().withPriorStrength(1));
    }
  },
  /**
   * AutoAugment and Cutout in the view that is classified; the contrastive task's key stays. The
   * square of 16 pixels is the one that Cutout's paper found best for CIFAR-10.
   */
  STRONG_VIEWS {
    @Override
    public SsdParameters apply(SsdParameters p) {
      Augmentation strong = Augmentation.autoAugmentCutout(4, 16);
      return with(p, p.featureLearning().withQuery(strong), p.selfDistillation().withView(strong));
    }
  },
  /** Mixup with lambda uniform between 0 and 1, as long-tail recipes on CIFAR have it. */
  MIXUP {
    @Override
    public SsdParameters apply(SsdParameters p) {
      Mixup uniform = new Mixup(1);
      return with(p, p.featureLearning().with(uniform), p.selfDistillation().with(uniform));
    }
  },
  /** The average of the student's weights over the last thousand steps or so. */
  STUDENT_AVERAGE {
    @Override
    public SsdParameters apply(SsdParameters p) {
      return p.with(p.selfDistillation().with(new StudentAverage(0.999)));
    }
  },
  /** The mean of hard and soft head answers. */
  BOTH_HEADS {
    @Override
    public SsdParameters apply(SsdParameters p) {
      return p.with(p.classifierTuning().serving(ServedHead.MEAN));
    }
  },
  /** The quarter turns of the weak view are told instead of keys. */
  ROTATION {
    @Override
    public SsdParameters apply(SsdParameters p) {
      return p.with(p.featureLearning().with(new Rotation(WEAK, 1)));
    }
  },
  /** The contrastive loss weighs a tenth. */
  WEAK_SELF_SUPERVISION {
    @Override
    public SsdParameters apply(SsdParameters p) {
      SelfSupervision task = p.featureLearning().selfSupervision();
      return task instanceof Contrastive contrastive
          ? p.with(p.featureLearning().with(contrastive.weighing(0.1)))
          : p;
    }
  },
  /** The student goes on from its teacher, so that the epochs of both long stages add up. */
  STUDENT_FROM_TEACHER {
    @Override
    public SsdParameters apply(SsdParameters p) {
      return p.with(p.selfDistillation().with(StudentStart.FROM_TEACHER));
    }
  };

  private static final Augmentation WEAK = Augmentation.cropAndFlip(4);

  private static SsdParameters with(
      SsdParameters p, FeatureLearning learning, SelfDistillation distilling) {
    return p.with(learning).with(distilling);
  }
}
