/** The loss over training as a picture. */

export interface CurvePoint {
  readonly tokens: number
  readonly loss: number
  readonly heldOut?: number
}

/** What the trainer wrote: step, tokens, rate, gradient_norm, loss, held_out_loss. */
export function parseCurve(csv: string): CurvePoint[] {
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, tokens, , , loss, heldOut] = line.split(',')
      return { tokens: Number(tokens), loss: Number(loss), ...(heldOut ? { heldOut: Number(heldOut) } : {}) }
    })
}

const width = 760
const height = 420
const margin = { left: 62, right: 22, top: 42, bottom: 52 }
const losses = [0.1, 0.2, 0.5, 1, 2, 5]

/** Both axes named, the loss on a logarithmic one. */
export function drawCurve(points: readonly CurvePoint[]): string {
  const most = points.at(-1)!.tokens
  const lowest = Math.min(0.1, ...points.map(({ loss, heldOut }) => Math.min(loss, heldOut ?? loss)))
  const highest = Math.max(...points.map(({ loss }) => loss))
  const right = width - margin.right
  const bottom = height - margin.bottom
  const x = (tokens: number) => margin.left + (tokens / most) * (right - margin.left)
  const y = (loss: number) =>
    margin.top + (Math.log(highest / loss) / Math.log(highest / lowest)) * (bottom - margin.top)
  const path = (values: readonly (readonly [number, number])[]) =>
    values.map(([tokens, loss], index) => `${index ? 'L' : 'M'}${x(tokens).toFixed(1)} ${y(loss).toFixed(1)}`).join('')
  const training = path(points.map(({ tokens, loss }) => [tokens, loss]))
  const heldOut = points.flatMap((point) =>
    point.heldOut === undefined ? [] : [[point.tokens, point.heldOut] as const],
  )
  const millions = Array.from({ length: 7 }, (_, index) => (most * index) / 6)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="13" fill="#333">
<rect width="100%" height="100%" fill="#fff"/>
${losses
  .filter((loss) => loss >= lowest && loss <= highest)
  .map(
    (loss) => `<path d="M${margin.left} ${y(loss).toFixed(1)}H${right}" stroke="#ddd"/>
<text x="${margin.left - 8}" y="${(y(loss) + 4).toFixed(1)}" text-anchor="end">${loss}</text>`,
  )
  .join('\n')}
${millions.map((tokens) => `<text x="${x(tokens).toFixed(1)}" y="${bottom + 20}" text-anchor="middle">${(tokens / 1e6).toFixed(1)}</text>`).join('\n')}
<path d="${training}" fill="none" stroke="#8ab" stroke-width="1.5"/>
<path d="${path(heldOut)}" fill="none" stroke="#c33" stroke-width="2"/>
<text x="${(margin.left + right) / 2}" y="${height - 12}" text-anchor="middle">millions of tokens</text>
<text x="${margin.left}" y="24">nats per token: <tspan fill="#68a">training</tspan>, <tspan fill="#c33">held-out stories</tspan></text>
</svg>
`
}
