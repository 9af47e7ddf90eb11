/** Renders the terminal output of a real run of the main job to docs/run.png: node scripts/run-picture.mjs [arguments of verify]. */
import { spawnSync } from 'node:child_process'
import { basename, resolve } from 'node:path'
import sharp from 'sharp'

const root = resolve(import.meta.dirname, '..')
const args = process.argv.slice(2)
const shown = args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : basename(arg)))
const command = ['$ npm start', ...(shown.length > 0 ? ['--', ...shown] : [])].join(' ')
const { stdout, stderr, status } = spawnSync(process.execPath, ['dist/harness/cli/main.js', 'verify', ...args], {
  cwd: root,
  encoding: 'utf8',
})
if (status !== 0) throw new Error(`the run ended with ${status}:\n${stderr}`)

const steps = stderr.split('\n').filter((line) => line.startsWith('✔'))
const lines = [command, ...steps, ...stdout.replace(/\n+$/, '').split('\n')]

const [advance, lineHeight, margin] = [9.04, 22, 20]
const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * advance + 2 * margin)
const height = lines.length * lineHeight + 2 * margin
const asXml = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
const color = (line) => (line.startsWith('✔') ? '#7ec699' : line.startsWith('$') ? '#8ab4f8' : '#e6e6e6')
const rows = lines.map(
  (line, index) =>
    `<text x="${margin}" y="${margin + (index + 0.75) * lineHeight}" fill="${color(line)}" xml:space="preserve">${asXml(line)}</text>`,
)
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans Mono, Liberation Mono, monospace" font-size="15">
<rect width="100%" height="100%" rx="8" fill="#1e1e24"/>
${rows.join('\n')}
</svg>`
await sharp(Buffer.from(svg), { density: 144 }).png({ palette: true }).toFile(resolve(root, 'docs/run.png'))
