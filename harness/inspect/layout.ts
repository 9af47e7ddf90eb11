/** An inspection as text. */
import type { Inspection, Row, Section, Value } from './section.ts'

const show = (value: Value): string => (value === undefined ? '' : String(value))

/** `allocationBlockSize` reads as `allocation block size`. */
const label = (key: string): string =>
  key.includes(' ') ? key : key.replace(/[A-Z](?![A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)

function layTable({ title, rows }: Section): string {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const isNumeric = (key: string) => rows.every((row) => row[key] === undefined || typeof row[key] === 'number')
  const width = (key: string) => Math.max(label(key).length, ...rows.map((row) => show(row[key]).length))
  const line = (cell: (key: string) => string) =>
    `  ${keys.map((key) => (isNumeric(key) ? cell(key).padStart(width(key)) : cell(key).padEnd(width(key)))).join('  ')}`.trimEnd()
  const body = rows.map((row: Row) => line((key) => show(row[key])))
  return [`\n${title} (${rows.length})`, line(label), ...body, ''].join('\n')
}

export function layInspection(path: string, { kind, facts, sections }: Inspection): string {
  const shown = Object.entries(facts).filter(([, value]) => value !== undefined)
  const width = Math.max(0, ...shown.map(([key]) => label(key).length))
  const lines = shown.map(([key, value]) => `  ${label(key).padEnd(width)}  ${show(value)}`)
  return `${[`${path}: ${kind}`, ...lines, ''].join('\n')}${sections
    .filter(({ rows }) => rows.length > 0)
    .map(layTable)
    .join('')}`
}
