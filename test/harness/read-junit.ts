/** A JUnit file as Python's own reader of XML has it. */
import { spawnSync } from 'node:child_process'

const readJunit = `
import json, sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
print(json.dumps({"complete": [p.get("value") for p in root.iter("property") if p.get("name") == "complete"],
  "cases": {c.get("name"): [[e.tag, e.get("type")] for e in c if e.tag in ("failure", "error", "skipped")] for c in root.iter("testcase")}}))`

export interface Junit {
  readonly complete: readonly string[]
  readonly cases: Readonly<Record<string, readonly (readonly [string, string])[]>>
}

/** Throws where it cannot be parsed. */
export function junitOf(path: string): Junit {
  const { stdout, stderr } = spawnSync('python3', ['-c', readJunit, path], { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}
