/**
 * How many letters a second are read from CMIF on one core, and with how much memory: the project's real editions, over and
 * over in one file that is never whole in memory. `npm run cmif -- 400000` reads so many letters.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { readCmif } from '../src/exchange/cmif/read.ts'

const LETTERS = Number(process.argv[2] ?? 200_000)
const FIXTURES = new URL('../test/fixtures/cmif/', import.meta.url)

const editions = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => readFileSync(new URL(name, FIXTURES), 'utf8'))
const letters = editions.flatMap((edition) => edition.match(/<correspDesc[\s\S]*?<\/correspDesc>/gu) ?? [])
const header = editions
  .map((edition) => /<sourceDesc>([\s\S]*?)<\/sourceDesc>/u.exec(edition)?.[1] ?? '')
  .join('')

/** The file, a block of letters at a time; keys are made different, as in a real edition. */
async function* file(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(
    `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Bench</title></titleStmt><publicationStmt><idno type="url">https://example.org/bench.xml</idno></publicationStmt><sourceDesc>${header}</sourceDesc></fileDesc><profileDesc>`,
  )
  for (let given = 0, round = 1; given < LETTERS; round++) {
    const block = letters.slice(0, LETTERS - given)
    given += block.length
    yield Buffer.from(block.join('\n').replaceAll(/ key="/gu, ` key="${round} `))
  }
  yield Buffer.from('</profileDesc></teiHeader></TEI>')
}

let [records, warnings, peak] = [0, 0, 0]
let half = 0
const before = process.cpuUsage()
const began = performance.now()
for await (const item of readCmif(file(), { file: 'bench.xml' })) {
  if (item.kind !== 'record') warnings += 1
  else if (item.entities[0]?.entity === 'MESSAGE') records += 1
  if (records === Math.floor(LETTERS / 2) && half === 0) half = performance.now()
  if (records % 1_000 === 0) peak = Math.max(peak, process.memoryUsage.rss())
}
const ended = performance.now()
const { user, system } = process.cpuUsage(before)
const rate = (count: number, ms: number): string => Math.round((count / ms) * 1_000).toLocaleString('en')
console.log(`${records.toLocaleString('en')} letters, ${warnings.toLocaleString('en')} warnings`)
console.log(`${rate(records, ended - began)} letters/s; the second half ${rate(records / 2, ended - half)}`)
console.log(
  `${rate(records, (user + system) / 1_000)} letters in a second of processor time, all threads together`,
)
console.log(`memory of the process at most ${Math.round(peak / 2 ** 20)} MB`)
