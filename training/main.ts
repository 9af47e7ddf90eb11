/** `npm run train`: from nothing to the files in `fixtures/model/`; or the stages named, on what the earlier ones left in `out/model/`. */
import { BondiError } from '../emulator/errors.ts'
import { runStages } from './stages.ts'

const named = process.argv.slice(2)
try {
  await runStages(named.length > 0 ? named : ['prepare', 'train', 'evaluate', 'install'])
} catch (error) {
  if (!(error instanceof BondiError)) throw error
  console.error(error.message, error.hint ?? '')
  process.exitCode = 1
}
