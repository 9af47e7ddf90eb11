/** A figure over the nights, as a picture in the page itself and as a table for those who do not see it. */
import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'

export interface Point {
  /** ISO 8601. */
  readonly night: string
  readonly value: number
  readonly isGreen: boolean
}

interface ChartProps {
  readonly title: string
  readonly unit: string
  readonly points: readonly Point[]
}

const WIDTH = 420
const HEIGHT = 130
const MARGIN = { top: 8, right: 10, bottom: 20, left: 64 }

const shown = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 })
const minute = (night: string): string => night.slice(0, 16).replace('T', ' ')
const day = (night: string): string => night.slice(0, 10)

function summary({ title, unit, points }: ChartProps): string {
  const values = points.map(({ value }) => value)
  const last = points.at(-1)!
  return `${title}: ${points.length} nights, from ${shown(Math.min(...values))} to ${shown(Math.max(...values))} ${unit}; ${shown(last.value)} in the last`
}

export function Chart(props: ChartProps) {
  const { title, unit, points } = props
  if (points.length === 0) return null
  const nights = points.map(({ night }) => night)
  const x = scalePoint(nights, [MARGIN.left, WIDTH - MARGIN.right]).padding(0.1)
  const values = points.map(({ value }) => value)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  // Without room around it, a figure that never changes would have an axis of no length.
  const room = (most - least) * 0.1 || Math.abs(most) * 0.01 || 1
  const y = scaleLinear([least - room, most + room], [HEIGHT - MARGIN.bottom, MARGIN.top])
  const path = line<Point>(
    ({ night }) => x(night)!,
    ({ value }) => y(value),
  )([...points])
  return (
    <figure class="chart">
      <figcaption>
        {title} <span class="unit">({unit})</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary(props)}>
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line class="grid" x1={MARGIN.left} x2={WIDTH - MARGIN.right} y1={y(tick)} y2={y(tick)} />
            <text x={MARGIN.left - 6} y={y(tick) + 4} text-anchor="end">
              {y.tickFormat(4, '~s')(tick)}
            </text>
          </g>
        ))}
        <text x={MARGIN.left} y={HEIGHT - 4}>
          {day(nights[0]!)}
        </text>
        <text x={WIDTH - MARGIN.right} y={HEIGHT - 4} text-anchor="end">
          {nights.length > 1 ? day(nights.at(-1)!) : ''}
        </text>
        <path class="line" d={path ?? ''} />
        {points.map(({ night, value, isGreen }) => (
          <circle key={night} class={isGreen ? 'green' : 'red'} cx={x(night)} cy={y(value)} r="3">
            <title>{`${minute(night)}: ${shown(value)} ${unit}${isGreen ? '' : ', red'}`}</title>
          </circle>
        ))}
      </svg>
      <details>
        <summary>as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">night</th>
              <th scope="col">{unit}</th>
              <th scope="col">case</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ night, value, isGreen }) => (
              <tr key={night}>
                <td>{minute(night)}</td>
                <td class="number">{shown(value)}</td>
                <td>{isGreen ? 'green' : 'red'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
