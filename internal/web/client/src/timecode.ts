// Timecode as internal/timecode has it: frames in numbers, never in floats. testdata/cases.json there holds both to the same.

export interface Rate { num: number; den: number }
export interface Timecode { frame: number; rate: Rate; drop: boolean }

/** known tells whether there is a rate. */
export const known = (rate: Rate): boolean => rate.num > 0 && rate.den > 0;

/** base is how many numbers of frames a second of timecode has: 24 at 23.976, 30 at 29.97. */
export const base = ({ num, den }: Rate): number => Math.floor((num + Math.floor(den / 2)) / den);

/** perDay is how many frames a day of timecode has. */
function perDay({ rate, drop }: Timecode): number {
  const b = base(rate);
  return drop ? (b * 600 - 9 * Math.floor(b / 15)) * 144 : b * 86400;
}

/** add is the timecode so many frames later, around midnight. */
export function add(t: Timecode, frames: number): Timecode {
  const day = perDay(t);
  return { ...t, frame: (((t.frame + frames) % day) + day) % day };
}

/** text is "01:02:03:04", and "01:02:03;04" where numbers are left out (SMPTE ST 12-1); "" when unknown. */
export function text(t: Timecode): string {
  if (!known(t.rate)) return "";
  const b = base(t.rate);
  let number = t.frame;
  if (t.drop) {
    const d = Math.floor(b / 15);
    const ten = b * 600 - 9 * d;
    const rest = t.frame % ten;
    number += 9 * d * Math.floor(t.frame / ten);
    if (rest >= d) number += d * Math.floor((rest - d) / (b * 60 - d));
  }
  const seconds = Math.floor(number / b);
  const two = (n: number) => String(n).padStart(2, "0");
  const digits = Math.max(2, String(b - 1).length);
  const mark = t.drop ? ";" : ":";
  return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${mark}${String(number % b).padStart(digits, "0")}`;
}

/** frameAt is the number of the frame that is shown at a time of a film, in seconds; a film's clock may be a hair before a frame begins. */
export const frameAt = (seconds: number, rate: Rate): number => Math.floor((seconds * rate.num) / rate.den + 0.001);

/** timeOf is a time at which a frame is surely shown: its middle. */
export const timeOf = (frame: number, rate: Rate): number => ((frame + 0.5) * rate.den) / rate.num;
