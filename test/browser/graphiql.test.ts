import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loadSample } from '../../src/sample/load-sample.ts'
import { loadExamples } from '../../src/server/examples.ts'
import { serveForTest, type TestServer } from '../support/http.ts'
import { openAnyStore, type TestStore } from '../support/stores.ts'

const executablePath = inject('chromium')

describe.runIf(executablePath)('GraphiQL in a browser', () => {
  let store: TestStore
  let server: TestServer
  let browser: Browser
  let page: Page
  const asked: string[] = []
  const complaints: string[] = []

  beforeAll(async () => {
    store = await openAnyStore()
    await loadSample(store)
    server = await serveForTest(store, { examples: loadExamples() })
    browser = await chromium.launch({
      ...(executablePath !== null && { executablePath }),
      args: ['--no-sandbox'],
    })
    page = await browser.newPage({ viewport: { width: 1400, height: 800 } })
    page.on('request', (request) => asked.push(request.url()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(server.url)
  })
  afterAll(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })

  it('opens with a tab for each example', async () => {
    const tabs = page.locator('.graphiql-tab')
    await tabs.first().waitFor()
    const titles = await tabs.allInnerTexts()
    const names = loadExamples().map(({ query }) => /^query (\w+)/mu.exec(query)?.[1])
    expect(names).toHaveLength(5)
    expect(titles.map((title) => title.trim())).toEqual(names)
  })

  it('answers an example: who answered the letter, and on whose behalf', async () => {
    await page.getByRole('tab', { name: 'WhoAnsweredTheLetter' }).click()
    const query = page.locator('.graphiql-editor .view-lines').first()
    await expect.poll(() => query.innerText()).toContain('lavrov-letter')
    await page.locator('.graphiql-execute-button').click()
    const answer = page.locator('.result-window .view-lines')
    // The editor shows blanks as those that do not break.
    const text = async (): Promise<string> => (await answer.innerText()).replaceAll('\u00a0', ' ')
    await expect.poll(text, { timeout: 20_000 }).toContain('"total": 29')
  })

  it('explains types, fields and arguments beside the query', async () => {
    await page
      .getByLabel(/documentation explorer/iu)
      .first()
      .click()
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click()
    const fields = page.locator('.graphiql-doc-explorer-content')
    await expect.poll(() => fields.innerText()).toContain('The person or institution with this id')
  })

  it('asks nothing of another host', () => {
    const hosts = new Set(asked.filter((url) => url.startsWith('http')).map((url) => new URL(url).origin))
    expect([...hosts]).toEqual([server.url])
    expect(complaints).toEqual([])
  })
})
