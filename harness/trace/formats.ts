/** How a trace is written: one row a format. */

import type { TraceEvent } from './event.ts'

export interface TraceFormat {
  readonly description: string
  readonly head: string
  /** Ends in a line feed. */
  line(event: TraceEvent, isFirst: boolean): string
  readonly tail: string
}

const hex = (value: number): string => `0x${(value >>> 0).toString(16).padStart(8, '0')}`

function asText(event: TraceEvent): string {
  const when = event.seconds.toFixed(6).padStart(12)
  switch (event.kind) {
    case 'service':
      return `${when}  ${event.text}\n`
    case 'instruction': {
      const changes = Object.entries(event.changed).map(([name, value]) => `${name}=${hex(value)}`)
      return `${when}  ${hex(event.pc)}  ${event.name.padEnd(20)}  ${event.text.padEnd(28)}${changes.join(' ')}`
        .trimEnd()
        .concat('\n')
    }
    default:
      return `${when}  ${'  '.repeat(event.depth)}${event.kind === 'enter' ? '>' : '<'} ${event.name}\n`
  }
}

/** Chrome's trace event format, which Perfetto opens: microseconds; B and E nest, i is a moment. */
function asTraceEvent(event: TraceEvent): object {
  const base = { pid: 1, tid: 1, ts: event.seconds * 1e6 }
  switch (event.kind) {
    case 'service':
      return { ...base, ph: 'i', s: 't', cat: 'service', name: event.name, args: { call: event.text } }
    case 'instruction':
      return {
        ...base,
        ph: 'i',
        s: 't',
        cat: 'instruction',
        name: event.text,
        args: { pc: hex(event.pc), function: event.name },
      }
    default:
      return { ...base, ph: event.kind === 'enter' ? 'B' : 'E', cat: 'function', name: event.name }
  }
}

export const traceFormats = {
  text: { description: 'a line an event, for people', head: '', line: asText, tail: '' },
  jsonl: {
    description: 'JSON, an object a line',
    head: '',
    line: (event) => `${JSON.stringify(event)}\n`,
    tail: '',
  },
  perfetto: {
    description: 'for ui.perfetto.dev and chrome://tracing',
    head: '{"displayTimeUnit":"ms","traceEvents":[\n',
    line: (event, isFirst) => `${isFirst ? '' : ','}${JSON.stringify(asTraceEvent(event))}\n`,
    tail: ']}\n',
  },
} as const satisfies Record<string, TraceFormat>

export type TraceFormatName = keyof typeof traceFormats
