/** The list of services as a page of documentation, made from their declarations. */

import { serviceGroups } from './registry.ts'
import type { Service } from './service.ts'

function prototype(name: string, service: Service): string {
  const parameters = Object.entries(service.parameters).map(([parameter, type]) =>
    `${type.name} ${parameter}`.replace('* ', '*'),
  )
  return `${service.result?.name ?? 'void'} ${name}(${parameters.join(', ') || 'void'})`
}

interface Section {
  readonly book: string
  readonly rows: string[]
  full: number
  partial: number
}

export function servicesPage(): string {
  const sections = new Map<string, Section>()
  for (const { manager, book, services } of serviceGroups) {
    const section = sections.get(manager) ?? { book, rows: [], full: 0, partial: 0 }
    sections.set(manager, section)
    for (const [name, service] of Object.entries(services)) {
      section.rows.push(`| \`${prototype(name, service)}\` | ${service.partial ?? ''} |`)
      if (service.partial === undefined) section.full++
      else section.partial++
    }
  }
  const lines = [
    '# Services of Mac OS 8.5 that Bondi has',
    '',
    'Made from the declarations in `emulator/macos/` by `npx vitest run test/macos/services-page.test.ts -u`.',
    'What is not listed is absent: `bondi inspect APPLICATION` tells what of it an application imports, and a program that calls it stops with a report.',
    '',
    '| Manager | full | partial |',
    '| --- | ---: | ---: |',
  ]
  for (const [manager, { full, partial }] of sections) lines.push(`| ${manager} | ${full} | ${partial} |`)
  for (const [manager, { book, rows }] of sections) {
    lines.push('', `## ${manager}`, '', `${book}.`, '', '| Call | What it lacks |', '| --- | --- |', ...rows.sort())
  }
  return `${lines.join('\n')}\n`
}
