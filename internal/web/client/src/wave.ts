/** Shape is the loudest and softest sample of each piece of a sound, as internal/derive makes it. */
export interface Shape { rate: number; peaks: number[] }

/** shape fetches the shape of a sound, undefined where it cannot be had. */
export async function shape(url: string): Promise<Shape | undefined> {
  try {
    const answer = await fetch(url);
    return answer.ok ? ((await answer.json()) as Shape) : undefined;
  } catch {
    return undefined;
  }
}

/** draw draws a sound as wide as its canvas is shown. */
export function draw(canvas: HTMLCanvasElement, { peaks }: Shape): void {
  const scale = Math.min(2, devicePixelRatio || 1);
  const [wide, high] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
  if (wide < 1 || high < 1) return;
  canvas.width = wide;
  canvas.height = high;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.fillStyle = getComputedStyle(canvas).color;
  const pieces = peaks.length / 2;
  for (let x = 0; x < wide; x++) {
    let [low, top] = [0, 0];
    for (let i = Math.floor((x * pieces) / wide); i <= Math.min(pieces - 1, Math.floor(((x + 1) * pieces) / wide)); i++) {
      low = Math.min(low, peaks[2 * i] ?? 0);
      top = Math.max(top, peaks[2 * i + 1] ?? 0);
    }
    const y = high / 2 - (top / 127) * (high / 2);
    pen.fillRect(x, y, 1, Math.max(1, ((top - low) / 127) * (high / 2)));
  }
}
