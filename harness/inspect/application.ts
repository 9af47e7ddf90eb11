/** Of a file with two forks: its fragments, the memory that it asks for, and whether it can run. */
import { isPef, type PefContainer, parsePef } from '../../emulator/formats/pef.ts'
import { findResource, type Resource } from '../../emulator/formats/resource-fork.ts'
import { partitionSize } from '../../emulator/machine/size-resource.ts'
import { type CodeFragment, parseCfrg } from '../../emulator/macos/code-fragment-manager/cfrg.ts'
import type { Row, Section } from './section.ts'
import { isKnownLibrary, serviceStatus } from './services.ts'

export interface FragmentInFile {
  readonly member: CodeFragment
  /** Undefined where the bytes are no PEF container. */
  readonly bytes: Uint8Array | undefined
}

function bytesOf({ location }: CodeFragment, dataFork: Uint8Array, resources: readonly Resource[]): Uint8Array {
  if (location.where === 'resource') {
    return findResource(resources, location.type, location.id)?.data ?? new Uint8Array(0)
  }
  if (location.where !== 'data fork') return new Uint8Array(0)
  return dataFork.subarray(location.offset, location.length === 0 ? undefined : location.offset + location.length)
}

/** What the 'cfrg' resource lists. */
export function fragmentsIn(dataFork: Uint8Array, resources: readonly Resource[]): FragmentInFile[] {
  const cfrg = findResource(resources, 'cfrg', 0)
  if (cfrg === undefined) return []
  return parseCfrg(cfrg.data).map((member) => {
    const bytes = bytesOf(member, dataFork, resources)
    return { member, bytes: isPef(bytes) ? bytes : undefined }
  })
}

const whereIs = ({ location }: CodeFragment): string =>
  location.where === 'resource'
    ? `resource '${location.type}' ${location.id}`
    : location.where === 'data fork'
      ? `data fork, ${location.offset} to ${location.length === 0 ? 'its end' : location.offset + location.length}`
      : 'somewhere else'

export function describeFragments(fragments: readonly FragmentInFile[]): Section {
  return {
    title: 'Fragments',
    rows: fragments.map(({ member, bytes }) => ({
      name: member.name,
      architecture: member.architecture,
      usage: member.usage,
      where: whereIs(member),
      version: member.currentVersion,
      'oldest version': member.oldDefinitionVersion,
      container: bytes === undefined ? 'no PEF' : 'PEF',
    })),
  }
}

/** What Bondi has of each library that a fragment imports from. */
export function describeLibraries({ loader }: PefContainer): Section {
  return {
    title: 'Libraries',
    rows: loader.libraries.map((library) => {
      const symbols = loader.symbols.slice(library.firstSymbol, library.firstSymbol + library.symbolCount)
      const statuses = symbols.map(({ name }) => serviceStatus(name, library.name).summary)
      const count = (summary: string): number => statuses.filter((one) => one === summary).length
      return {
        name: library.name,
        link: library.weak ? 'weak' : 'strong',
        'comes from': isKnownLibrary(library.name) ? 'the system' : 'a file',
        imports: symbols.length,
        full: count('full'),
        partial: count('partial'),
        absent: count('absent'),
      }
    }),
  }
}

/** `yes`, or why not. Libraries in `own` are in the file itself. */
export function canRun(container: PefContainer, own: readonly string[] = []): string {
  const { loader, architecture } = container
  if (architecture !== 'pwpc') return `no: it is for another processor ('${architecture}')`
  if (loader.main === undefined) return 'no: it has no main entry point, as a library'
  const missing = loader.libraries.filter(({ name, weak }) => !weak && !isKnownLibrary(name) && !own.includes(name))
  if (missing.length > 0) return `only with its libraries beside it: ${missing.map(({ name }) => name).join(', ')}`
  const absent = loader.symbols.filter(({ name, weak, library: index }) => {
    const library = loader.libraries[index]!
    return (
      !weak && !library.weak && isKnownLibrary(library.name) && serviceStatus(name, library.name).summary === 'absent'
    )
  })
  if (absent.length === 0) return 'yes'
  return `yes, until it calls one of ${absent.length} that Bondi lacks`
}

/** Facts of an application file, for what is not in its container. */
export function applicationFacts(
  type: string,
  dataFork: Uint8Array,
  resources: readonly Resource[],
  fragments: readonly FragmentInFile[],
): Row {
  if (type !== 'APPL') return {}
  const { preferred, minimum, flags } = partitionSize(resources)
  const application = fragments.find(({ member }) => member.usage === 'application' && member.architecture === 'pwpc')
  const own = fragments.map(({ member }) => member.name)
  const bytes = application?.bytes ?? (fragments.length === 0 && isPef(dataFork) ? dataFork : undefined)
  const is68K = resources.some(({ type: one }) => one === 'CODE')
  return {
    'partition, preferred': preferred,
    'partition, minimum': minimum,
    'SIZE flags': `0x${flags.toString(16).padStart(4, '0')}`,
    stack: application?.member.stackSize || undefined,
    'can run':
      bytes !== undefined
        ? canRun(parsePef(bytes), own)
        : is68K
          ? 'no: it is a 68K application, and Bondi runs PowerPC code'
          : 'no: it has no PowerPC code',
  }
}
