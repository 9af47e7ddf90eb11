/** Where the real model and tokenizer are, if they are here. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../harness/project-files.ts'

const candidates = [process.env.BONDI_MODELS, join(projectRoot, '../shared/models')]

export const sharedModels = candidates.find(
  (folder): folder is string => folder !== undefined && existsSync(join(folder, 'stories260K.bin')),
)

if (sharedModels === undefined) {
  console.warn('stories260K.bin is not here: tests with the real model are skipped. Set BONDI_MODELS to its folder.')
}
