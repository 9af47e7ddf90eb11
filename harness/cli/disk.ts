/** `bondi disk`: HFS volumes in image files. */
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { CatalogEntry } from '../../emulator/volume/index.ts'
import { byteSize, collect } from './arguments.ts'
import type { Terminal } from './terminal.ts'

const load = () => import('../disk.ts')

const forms = ['auto', 'data', 'resource', 'macbinary', 'binhex', 'text']

/** Mac times count seconds since 1904, local time. */
function showDate(seconds: number): string {
  return new Date((seconds - 2_082_844_800) * 1000).toISOString().slice(0, 16).replace('T', ' ')
}

function listingLine(path: string, entry: CatalogEntry): string {
  const date = showDate(entry.modified)
  if (entry.kind === 'folder')
    return `folder               ${String(entry.valence).padStart(9)} items       ${date}  ${path}:\n`
  const sizes = `${String(entry.dataLength).padStart(10)} ${String(entry.resourceLength).padStart(9)}`
  return `${entry.type} ${entry.creator}  ${sizes}             ${date}  ${path}\n`
}

interface PutOptions {
  readonly into: string
  readonly type?: string
  readonly creator?: string
  readonly json?: boolean
}

export function addDisk(program: Command, terminal: Terminal): void {
  const disk = program.command('disk').description('make, list, fill, empty and check HFS disk images')

  disk
    .command('new')
    .description('make an image with an empty HFS volume')
    .argument('<image>', 'the image to make; one that is there is replaced')
    .option('--size <size>', 'size of the image', byteSize, 20 << 20)
    .option('--name <name>', 'name of the volume; by default that of the image')
    .option('--partitioned', 'with an Apple partition map, as a hard disk has it', false)
    .option('--file <path>', 'put this file on it (PATH or PATH=NAME); may be repeated', collect)
    .option('--json', 'describe the volume as JSON')
    .action(
      async (
        image: string,
        options: { size: number; name?: string; partitioned: boolean; file?: string[]; json?: boolean },
      ) => {
        const { newDisk, putOnDisk, saveDisk, volumeNameFrom } = await load()
        const name = options.name ?? volumeNameFrom(image)
        const volume = newDisk({ name, sizeBytes: options.size, partitioned: options.partitioned })
        await putOnDisk(volume, '', options.file ?? [])
        await saveDisk(image, volume)
        if (options.json) return terminal.printJson({ exit: 'ok', image, volume: volume.info() })
        terminal.print(`${image}: volume "${name}", ${volume.freeBytes} bytes free\n`)
      },
    )

  disk
    .command('ls')
    .description('list what is on a volume')
    .argument('<image>', 'a raw or partitioned image')
    .argument('[path]', 'a folder or file of it, such as Folder:Subfolder', '')
    .option('--json', 'as JSON')
    .action(async (image: string, path: string, options: { json?: boolean }) => {
      const { listDisk, mountDisk } = await load()
      const contents = listDisk(await mountDisk(image), path)
      if (options.json) return terminal.printJson({ exit: 'ok', ...contents })
      const { name, fileCount, folderCount, freeBlocks, allocationBlockSize } = contents.volume
      terminal.print(
        `${name}: ${fileCount} files, ${folderCount} folders, ${freeBlocks * allocationBlockSize} bytes free\n`,
      )
      if (contents.items.length > 0)
        terminal.print('type creator      data  resource             modified          path\n')
      for (const item of contents.items) terminal.print(listingLine(item.path, item.entry))
    })

  disk
    .command('get')
    .description('copy a file from a volume')
    .argument('<image>', 'a raw or partitioned image')
    .argument('<path>', 'the file, such as Folder:Name')
    .argument('[out]', 'where to write it; by default its own name in the current folder, - for standard output')
    .addOption(
      new Option('--as <form>', 'what to write')
        .choices(forms)
        .default('auto', 'MacBinary when it has a resource fork, else its data'),
    )
    .option('--json', 'describe the file as JSON')
    .action(async (image: string, path: string, out: string | undefined, options: { as: string; json?: boolean }) => {
      const { exportFile, getFromDisk, hostNameOf, mountDisk } = await load()
      const form = options.as as Parameters<typeof exportFile>[1]
      const file = getFromDisk(await mountDisk(image), path)
      const content = exportFile(file, form)
      if (out === '-') return void process.stdout.write(content)
      const target = out ?? join('.', hostNameOf(file, form))
      const { writeWhole } = await import('../files/write-whole.ts')
      await writeWhole(target, content)
      if (options.json) return terminal.printJson({ exit: 'ok', path: target, bytes: content.length, file })
      terminal.print(`${target}: ${content.length} bytes\n`)
    })

  disk
    .command('put')
    .description('copy files onto a volume')
    .argument('<image>', 'a raw or partitioned image')
    .argument('<files...>', 'files of the host, each PATH or PATH=NAME; .txt, .c and .h files become Mac text')
    .option('--into <folder>', 'folder of the volume', '')
    .option('--type <code>', 'their type, four characters such as TEXT')
    .option('--creator <code>', 'their creator, four characters such as ttxt')
    .option('--json', 'describe the files as JSON')
    .action(async (image: string, files: string[], options: PutOptions) => {
      const { mountDisk, putOnDisk, saveDisk } = await load()
      const volume = await mountDisk(image)
      const put = await putOnDisk(volume, options.into, files, options)
      await saveDisk(image, volume)
      if (options.json) return terminal.printJson({ exit: 'ok', image, files: put })
      for (const file of put)
        terminal.print(`${file.name}: ${file.dataFork.length} + ${file.resourceFork.length} bytes\n`)
    })

  disk
    .command('check')
    .description('look for damage on a volume')
    .argument('<image>', 'a raw or partitioned image')
    .option('--json', 'as JSON')
    .action(async (image: string, options: { json?: boolean }) => {
      const { checkDisk } = await load()
      const { readInput } = await import('../files/read-input.ts')
      const check = checkDisk(await readInput(image))
      const exit = check.sound ? 'ok' : check.isVolume ? 'damaged-volume' : 'bad-input'
      terminal.exit(exit)
      if (options.json) return terminal.printJson({ exit, ...check })
      for (const { severity, code, message, offset } of check.findings) {
        const where = offset === undefined ? '' : ` at 0x${offset.toString(16)}`
        terminal.print(`${severity} ${code}${where}: ${message}\n`)
      }
      const verdict = check.sound ? 'no damage found' : check.isVolume ? 'damaged' : 'not an HFS volume'
      terminal.print(`${image}: ${verdict}\n`)
    })
}
