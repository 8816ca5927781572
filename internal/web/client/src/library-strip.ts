import { draw, shape } from "./wave";

/** show puts the picture of a strip at a part of a clip, 0 to 1, over a face; nothing is loaded before it is wanted. */
export function showStrip(cell: HTMLElement, part: number): void {
  const { strip, frames, columns } = cell.dataset;
  const face = cell.querySelector<HTMLElement>(".cell-face");
  if (!strip || !face) return;
  let over = face.querySelector<HTMLElement>(".cell-strip");
  if (!over) {
    over = document.createElement("span");
    over.className = "cell-strip";
    face.append(over);
  }
  const n = Math.max(1, Number(frames));
  paint(over, strip, n, Math.max(1, Number(columns)), Math.min(n - 1, Math.max(0, Math.floor(part * n))));
  over.style.setProperty("--part", String(part));
}

/** paint shows the nth picture of a strip as the background of an element. */
export function paint(el: HTMLElement, strip: string, frames: number, columns: number, nth: number): void {
  const rows = Math.ceil(frames / columns);
  const [column, row] = [nth % columns, Math.floor(nth / columns)];
  el.style.backgroundImage = `url("${strip}")`;
  el.style.backgroundSize = `${columns * 100}% ${rows * 100}%`;
  el.style.backgroundPosition = `${columns > 1 ? (column / (columns - 1)) * 100 : 0}% ${rows > 1 ? (row / (rows - 1)) * 100 : 0}%`;
}

export function hideStrip(cell: HTMLElement): void {
  cell.querySelector(".cell-strip")?.remove();
}

/** leaf goes a picture on or back in the strip of a cell. */
export function leaf(cell: HTMLElement, step: number): void {
  const frames = Math.max(1, Number(cell.dataset["frames"]));
  const over = cell.querySelector<HTMLElement>(".cell-strip");
  const now = over ? Math.floor(Number(over.style.getPropertyValue("--part")) * frames + 0.001) : step > 0 ? -1 : frames;
  showStrip(cell, (((now + step) % frames) + frames) % frames / frames + 0.0001);
}

/** showWave draws the sound of a recording into its cell. */
export async function showWave(cell: HTMLElement): Promise<void> {
  const canvas = cell.querySelector("canvas");
  if (!canvas || canvas.dataset["drawn"]) return;
  canvas.dataset["drawn"] = "yes";
  const wave = await shape(cell.dataset["wave"]!);
  if (wave) draw(canvas, wave);
  else delete canvas.dataset["drawn"];
}
