import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runProgram } from '../../harness/machine/run.ts'
import { buildVolume } from '../../harness/machine/volume.ts'
import { projectRoot } from '../../harness/project-files.ts'
import { jobFiles, settingsText } from '../../harness/verify/inputs.ts'
import { loadJob } from '../../harness/verify/options.ts'
import { outputOf } from '../../harness/verify/pair.ts'
import { ensureBuilt } from './bondi.ts'
import { CHROMIUM, chromiumFlags } from './chromium.ts'

/* The emulator runs in a browser as it stands: its built modules, served as they are, give the bytes that Node gives. */

const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`${CHROMIUM} is not here: the browser test is skipped. apt-get install chromium`)

let server: Server
let browser: Browser
let image: Uint8Array

/** Serves the built emulator, an empty page and the volume. */
function serve(): Promise<Server> {
  const created = createServer((request, response) => {
    const path = normalize(new URL(request.url!, 'http://localhost').pathname)
    if (path === '/volume') return void response.end(image)
    if (path === '/') {
      response.setHeader('Content-Type', 'text/html')
      return void response.end('<!doctype html><title>Bondi</title>')
    }
    const file = join(projectRoot, 'dist', path)
    if (!path.endsWith('.js') || !existsSync(file)) {
      response.statusCode = 404
      return void response.end()
    }
    response.setHeader('Content-Type', 'text/javascript')
    response.end(readFileSync(file))
  })
  return new Promise((resolve) => created.listen(0, '127.0.0.1', () => resolve(created)))
}

const settings = { steps: 24, temperature: 0 }

beforeAll(async () => {
  if (!hasChromium) return
  ensureBuilt()
  const job = await loadJob({ settings })
  image = buildVolume(
    [job.application, ...jobFiles(job.models, job.prompt, settingsText(job.settings)).guest],
    1 << 20,
  ).image
  server = await serve()
  browser = await chromium.launch({ executablePath: CHROMIUM, args: chromiumFlags })
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

/** As text, since the module is the browser's. */
const inPage = `(async () => {
  const bondi = await import('/emulator/index.js')
  const bytes = new Uint8Array(await (await fetch('/volume')).arrayBuffer())
  const volume = bondi.HfsVolume.mount(bytes)
  const machine = bondi.createMachine({ volumes: [volume] })
  machine.launch({ path: 'BondiLLM' })
  const { outcome, cycles } = machine.run({ maxVirtualSeconds: 60 })
  return { outcome: outcome.kind, cycles, output: [...bondi.readMacFile(volume, 'output.txt').dataFork] }
})()`

test.skipIf(!hasChromium)('a browser runs the application to the same output and cycle count as Node', async () => {
  const page = await browser.newPage()
  const { port } = server.address() as AddressInfo
  await page.goto(`http://127.0.0.1:${port}/`)
  const inBrowser = await page.evaluate<{ outcome: string; cycles: number; output: number[] }>(inPage)
  expect(inBrowser.outcome).toBe('exited')

  const inNode = runProgram({ image: image.slice(), application: 'BondiLLM', budgets: {} })
  expect(inBrowser.cycles).toBe(inNode.cycles)
  expect(inBrowser.output).toEqual([...outputOf(inNode)!])
})
