/** What a person may want to look at after the main job. */
import { join } from 'node:path'
import { writeWhole } from '../files/write-whole.ts'
import { describeCrash } from '../machine/crash-text.ts'
import { OUTPUT_FILE, outputOf, TRACE_FILE } from './pair.ts'
import type { VerifyReport } from './report.ts'
import type { VerifyResult } from './verify.ts'

/** Writes the volume, both outputs, what was traced and the report into a folder; returns the names. */
export async function keepResult(folder: string, result: VerifyResult, report: VerifyReport): Promise<string[]> {
  const output = outputOf(result.run)
  const trace = outputOf(result.run, TRACE_FILE)
  const files: Record<string, Uint8Array | string | undefined> = {
    'volume.dsk': result.run.image,
    'output.txt': output,
    'output.utf8.txt': output && result.output,
    'reference-output.utf8.txt': result.reference.files.get(OUTPUT_FILE),
    'services.txt': result.run.serviceCalls && `${result.run.serviceCalls.join('\n')}\n`,
    'trace.bin': trace,
    'reference-trace.bin': result.reference.files.get(TRACE_FILE),
    'machine-report.txt': result.run.report && (await describeCrash(result.run.report)),
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
  }
  const written: string[] = []
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue
    await writeWhole(join(folder, name), content)
    written.push(name)
  }
  return written
}
