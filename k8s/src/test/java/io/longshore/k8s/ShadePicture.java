package io.longshore.k8s;

import io.longshore.domain.image.Image;
import io.longshore.standalone.endtoend.Shade;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Images of {@link Shade} as senders have them. */
final class ShadePicture {
  private ShadePicture() {}

  static byte[] png(int number) throws IOException {
    Image image = Shade.image(number).image();
    int side = image.shape().width();
    var picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, side, side, image.bytes());
    var png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return png.toByteArray();
  }
}
