/** The services as pages of documentation, one for a manager, made from their declarations. */

import { knownServices } from './known-services.ts'
import { serviceGroups } from './registry.ts'
import type { Service } from './service.ts'

function prototype(name: string, service: Service): string {
  const parameters = Object.entries(service.parameters).map(([parameter, type]) =>
    `${type.name} ${parameter}`.replace('* ', '*'),
  )
  return `${service.result?.name ?? 'void'} ${name}(${parameters.join(', ') || 'void'})`
}

interface ManagerPage {
  readonly file: string
  readonly book: string
  readonly library: string
  readonly services: [name: string, service: Service][]
  readonly variables: string[]
  readonly absent: readonly string[]
}

const fileName = (manager: string): string => `${manager.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.md`

function managerPages(): Map<string, ManagerPage> {
  const pages = new Map<string, ManagerPage>()
  const declared = new Set(serviceGroups.flatMap(({ services }) => Object.keys(services)))
  const absentOf = (manager: string) => (knownServices.get(manager) ?? []).filter((name) => !declared.has(name))
  for (const { manager, book, library, services, data = {} } of serviceGroups) {
    const page = pages.get(manager) ?? {
      file: fileName(manager),
      book: `${book}.`,
      library,
      services: [],
      variables: [],
      absent: absentOf(manager),
    }
    pages.set(manager, page)
    page.services.push(...Object.entries(services))
    page.variables.push(...Object.keys(data).filter((name) => !name.includes('$')))
  }
  for (const manager of knownServices.keys()) {
    const absent = absentOf(manager)
    if (pages.has(manager) || absent.length === 0) continue
    pages.set(manager, {
      file: fileName(manager),
      book: 'Bondi has none of it.',
      library: '',
      services: [],
      variables: [],
      absent,
    })
  }
  return pages
}

const byName = <T>([a]: [string, T], [b]: [string, T]): number => (a < b ? -1 : 1)

function managerPage(manager: string, { book, library, services, variables, absent }: ManagerPage): string {
  const rows = [
    ...services.map(([name, service]): [string, string] => [
      name,
      `| \`${prototype(name, service)}\` | ${service.partial === undefined ? 'full' : `partial: ${service.partial}`} |`,
    ]),
    ...variables.map((name): [string, string] => [name, `| \`${name}\` (variable) | full |`]),
    ...absent.map((name): [string, string] => [name, `| \`${name}\` | absent |`]),
  ].sort(byName)
  return [
    `# ${manager}`,
    '',
    library === '' ? book : `${book} Imported from \`${library}\`.`,
    '',
    '| Call | In Bondi |',
    '| --- | --- |',
    ...rows.map(([, row]) => row),
    '',
  ].join('\n')
}

function indexPage(pages: ReadonlyMap<string, ManagerPage>): string {
  const rows = [...pages].map(([manager, { file, services, absent }]) => {
    const partial = services.filter(([, service]) => service.partial !== undefined).length
    return `| [${manager}](${file}) | ${services.length - partial} | ${partial} | ${absent.length} |`
  })
  return [
    '# Services of Mac OS 8.5 that Bondi has',
    '',
    'Made from the declarations in `emulator/macos/` by `npx vitest run test/macos/services-page.test.ts -u`. Absent are those that programs of the time',
    'import and Bondi lacks; what is listed nowhere is absent too. `bondi inspect APPLICATION` tells what an application imports of it before it runs, and a',
    'program that calls an absent service stops with a report.',
    '',
    '| Manager | full | partial | absent |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    '',
  ].join('\n')
}

/** File names in `docs/services/`, with what is in them. */
export function servicesPages(): Map<string, string> {
  const pages = managerPages()
  return new Map([
    ['README.md', indexPage(pages)],
    ...[...pages].map(([manager, page]): [string, string] => [page.file, managerPage(manager, page)]),
  ])
}
