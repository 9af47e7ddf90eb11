import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { HistoryEntry } from '../../harness/suite/reports/history.ts'
import { withRun } from '../../harness/suite/reports/history.ts'
import { htmlPage } from '../../harness/suite/reports/page/page.tsx'
import type { SuiteResult } from '../../harness/suite/result.ts'
import { CHROMIUM, chromiumFlags } from './chromium.ts'
import { everyStatus } from './suite-results.ts'

/* The page of a suite in a real browser: what a person does with it, and that it asks nobody for anything. */

const hasChromium = existsSync(CHROMIUM)
if (!hasChromium) console.warn(`${CHROMIUM} is not here: the page's tests are skipped. apt-get install chromium`)

let suite: SuiteResult
let browser: Browser
let page: Page
let address: string
let complaints: string[]
let requests: string[]

/** Nights before this one, in which the story took longer and once failed. */
const nights: HistoryEntry[] = [1, 2, 3].map((day) => ({
  night: `2026-02-0${day}T03:17:00.000Z`,
  suite: 'suite',
  case: 'story[seed=13]',
  version: '0.1.0',
  status: day === 2 ? 'failed' : 'passed',
  hostSeconds: 1,
  tokensPerSecond: 100 + day,
  peakMemoryBytes: 600_000 + 1000 * day,
}))

beforeAll(async () => {
  if (!hasChromium) return
  suite = await everyStatus()
  const file = join(mkdtempSync(join(tmpdir(), 'bondi-page-')), 'suite.html')
  writeFileSync(file, htmlPage({ result: suite, history: withRun(nights, suite) }))
  address = pathToFileURL(file).href
  browser = await chromium.launch({ executablePath: CHROMIUM, args: chromiumFlags })
  page = await browser.newPage()
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => requests.push(request.url()))
})

afterAll(() => browser?.close())

beforeEach(async () => {
  if (!hasChromium) return
  complaints = []
  requests = []
  await page.goto(address)
})

afterEach(async () => {
  if (!hasChromium) return
  expect(complaints).toEqual([])
  expect(requests.filter((url) => url !== address && !url.startsWith('data:'))).toEqual([])
})

const visible = () => page.locator('.case:visible .name').allTextContents()
const theCase = (name: string) => page.locator('.case', { has: page.getByText(name, { exact: true }) })

test.skipIf(!hasChromium)('red cases come first and are open, with a message and a verdict', async () => {
  expect((await visible()).slice(0, 4)).toEqual(['crash', 'hangs', 'letters/wrong-text', 'screens/wrong'])
  await expect(page.locator('.verdict').textContent()).resolves.toBe('red (tests-failed)')
  expect(await theCase('crash').getByText('it ended as access instead of ok').isVisible()).toBe(true)
  expect(await theCase('flaky').getByText('virtual time').isVisible()).toBe(false)
})

test.skipIf(!hasChromium)('searching and filtering leave the cases that fit, and say how many', async () => {
  expect(await page.locator('#shown').textContent()).toBe('9 of 9 cases')
  await page.keyboard.press('/')
  await page.keyboard.type('letters mistake')
  expect(await visible()).toEqual(['letters/wrong-text'])
  expect(await page.locator('#shown').textContent()).toBe('1 of 9 cases')
  await page.getByRole('searchbox').fill('')
  await page.getByRole('checkbox', { name: /^failed/ }).uncheck()
  expect(await visible()).toEqual(['flaky', 'known', 'nothing', 'slow', 'story[seed=13]'])
  await page.getByRole('searchbox').fill('no such thing')
  expect(await visible()).toEqual([])
})

test.skipIf(!hasChromium)(
  'a text difference shows what is expected and what came, with the words that differ',
  async () => {
    const difference = theCase('letters/wrong-text').locator('.diff')
    expect(await difference.locator('del').allTextContents()).toEqual(['- line 10'])
    const [added] = await difference.locator('ins').allTextContents()
    expect(added).toMatch(/^\+ line 10 <b>&amp; . other<\/b>$/u)
    expect(await difference.locator('ins mark').count()).toBeGreaterThan(0)
    expect(await difference.textContent()).toContain('… 6 equal lines …')
  },
)

test.skipIf(!hasChromium)(
  'a screen shows what is expected, what came, and the difference, and each is a picture',
  async () => {
    const pictures = theCase('screens/wrong').locator('img')
    expect(await theCase('screens/wrong').locator('.pictures figcaption').allTextContents()).toEqual([
      'expected',
      'got',
      'difference',
    ])
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded()
      await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(8)
    }
  },
)

test.skipIf(!hasChromium)('a crash report is read in the page', async () => {
  const report = theCase('crash').locator('details', { hasText: 'crash.txt' }).last()
  await report.locator('summary').focus()
  await page.keyboard.press('Enter')
  expect(await report.locator('pre').isVisible()).toBe(true)
  expect(await report.locator('pre').textContent()).toContain('Registers')
})

test.skipIf(!hasChromium)('charts tell their nights to those who see them and to those who do not', async () => {
  const story = theCase('story[seed=13]')
  await story.locator('summary').first().click()
  const chart = story.getByRole('img', {
    name: /^Tokens per second: 4 nights, from 101 to 151\.25 .* 151\.25 in the last$/,
  })
  expect(await chart.isVisible()).toBe(true)
  expect(await chart.locator('circle').count()).toBe(4)
  expect(await chart.locator('circle.red').count()).toBe(1)
  expect(await chart.locator('path.line').getAttribute('d')).toMatch(/^M[\d.]+,[\d.]+L/)
  expect(await story.getByRole('img', { name: /^Peak memory: 4 nights/ }).isVisible()).toBe(true)
})

test.skipIf(!hasChromium)('a link to a case opens it', async () => {
  await page.goto(`${address}#case-known`)
  expect(await theCase('known').getByText('fonts are wider').isVisible()).toBe(true)
})

/** As WCAG 2.2 defines contrast, of what is drawn. In the page. */
const leastContrast = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const luminance = (color) => {
    const [r, g, b] = rgba(color).slice(0, 3).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const background = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor
      if (rgba(color)[3] === 255) return color
    }
    return 'white'
  }
  const own = [...document.querySelectorAll('body *:not(script)')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && !e.closest('svg'))
  return Math.min(...own.map((e) => {
    const [a, b] = [luminance(getComputedStyle(e).color), luminance(background(e))]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  }))
})()`

test.skipIf(!hasChromium).each(['light', 'dark'] as const)('it can be read in %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme })
  const isDark = await page.evaluate(`getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'`)
  expect(isDark).toBe(colorScheme === 'dark')
  expect(await page.evaluate(leastContrast)).toBeGreaterThanOrEqual(4.5)
})

test.skipIf(!hasChromium)('what a program wrote is text in it, never markup', async () => {
  expect(await page.locator('.case b').count()).toBe(0)
  const evil = { ...suite, name: '</title><script>document.title = "evil"</script>' }
  await page.setContent(htmlPage({ result: evil, history: [] }))
  expect(await page.title()).toContain('</title><script>')
})
