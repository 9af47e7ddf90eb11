/** SeedFill and CalcMask: where paint would run (Imaging With QuickDraw, chapter 3). */

/** Marks what paint reaches from the starting points, from pixel to pixel up, down and sideways, over pixels that do not stop it. */
export function flood(
  width: number,
  height: number,
  stops: (h: number, v: number) => boolean,
  starts: Iterable<readonly [h: number, v: number]>,
): Uint8Array {
  const reached = new Uint8Array(width * height)
  const pending: number[] = []
  const reach = (h: number, v: number): void => {
    const at = v * width + h
    if (h < 0 || h >= width || v < 0 || v >= height || reached[at] !== 0 || stops(h, v)) return
    reached[at] = 1
    pending.push(at)
  }
  for (const [h, v] of starts) reach(h, v)
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const h = at % width
    const v = (at - h) / width
    reach(h - 1, v)
    reach(h + 1, v)
    reach(h, v - 1)
    reach(h, v + 1)
  }
  return reached
}

/** The pixels at the edges. */
export function* border(width: number, height: number): Generator<[h: number, v: number]> {
  for (let h = 0; h < width; h++) yield* [[h, 0] as [number, number], [h, height - 1] as [number, number]]
  for (let v = 0; v < height; v++) yield* [[0, v] as [number, number], [width - 1, v] as [number, number]]
}
