/** A circuit's bandwidth towards and from the site, whole megabits per second. */
export interface Speed {
  downMbps: number;
  upMbps: number;
}

const MAX_MBPS = 1_000_000;

/**
 * Reads a speed as people write it, in any case: one rate for both directions or `down/up`.
 * `500M` is 500 both ways, `1.5G` is 1500, `100M/20M` is 100 down and 20 up. Null for anything
 * else, such as `500`, `0M` or a part of a megabit.
 */
export function parseSpeed(text: string): Speed | null {
  const [down = '', up = down, ...more] = text.trim().split('/');
  const downMbps = parseMbps(down.trim());
  const upMbps = parseMbps(up.trim());
  if (downMbps === null || upMbps === null || more.length > 0) return null;
  return { downMbps, upMbps };
}

/** The shortest way to write a speed, read back by `parseSpeed`: `1G`, `1550M`, `100M/20M`. */
export function formatSpeed({ downMbps, upMbps }: Speed): string {
  const down = formatMbps(downMbps);
  return downMbps === upMbps ? down : `${down}/${formatMbps(upMbps)}`;
}

function parseMbps(text: string): number | null {
  const [, rate = '', unit = ''] = /^(\d{1,7}(?:\.\d{1,3})?) ?([MG])(?:bps)?$/iu.exec(text) ?? [];
  // Rounded to a millionth: 2.3 * 1000 is 2299.9999999999995.
  const mbps = Math.round(Number(rate) * (unit.toUpperCase() === 'G' ? 1e9 : 1e6)) / 1e6;
  return Number.isInteger(mbps) && mbps > 0 && mbps <= MAX_MBPS ? mbps : null;
}

function formatMbps(mbps: number): string {
  return mbps >= 1000 && mbps % 100 === 0 ? `${mbps / 1000}G` : `${mbps}M`;
}
