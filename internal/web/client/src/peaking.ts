// A worker that finds where a picture is sharp: it gets a picture and gives back a veil that is bright along sharp edges alone.

interface Scope { onmessage: ((event: MessageEvent<{ nth: number; picture: ImageBitmap; red: boolean }>) => void) | null; postMessage(message: unknown, transfer: Transferable[]): void }
const scope = self as unknown as Scope;

scope.onmessage = ({ data: { nth, picture, red } }) => {
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  pen.drawImage(picture, 0, 0);
  picture.close();
  const image = pen.getImageData(0, 0, width, height);
  const dots = image.data;
  const light = new Float32Array(width * height);
  for (let i = 0; i < light.length; i++) light[i] = 0.299 * dots[4 * i]! + 0.587 * dots[4 * i + 1]! + 0.114 * dots[4 * i + 2]!;
  const edge = new Float32Array(light.length); // second derivative: what is out of focus has none
  let sum = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const e = Math.abs(4 * light[i]! - light[i - 1]! - light[i + 1]! - light[i - width]! - light[i + width]!);
      edge[i] = e;
      sum += e * e;
    }
  }
  const limit = Math.max(18, 3 * Math.sqrt(sum / light.length));
  for (let i = 0; i < edge.length; i++) {
    const sharp = edge[i]! > limit;
    dots[4 * i] = 255;
    dots[4 * i + 1] = red ? 90 : 170;
    dots[4 * i + 2] = red ? 77 : 40;
    dots[4 * i + 3] = sharp ? 255 : 0;
  }
  pen.putImageData(image, 0, 0);
  const veil = canvas.transferToImageBitmap();
  scope.postMessage({ nth, veil, sharp: sum / light.length }, [veil]);
};
