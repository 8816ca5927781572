// A house is the real program on an empty data folder and a free port, as somebody would start it.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, request, type APIRequestContext, type BrowserContext } from '@playwright/test'
import { crew, papers, type Paper } from './papers'

const bts = join(import.meta.dirname, '..', 'bin', 'bts')

export const owner = { name: 'Robin Hale', email: 'robin@lamp-room.example', password: 'the lamp burns by itself' }

export class House {
  base = ''
  link = '' // printed when the program started: set-up on the first run, sign-in for the demo
  private program: ChildProcess | undefined
  private cookies: Awaited<ReturnType<BrowserContext['cookies']>> = []

  private constructor(readonly data: string, private readonly words: string[]) {}

  /** open starts the program. A test file opens one house and closes it. */
  static async open(words = ['serve']): Promise<House> {
    const house = new House(mkdtempSync(join(tmpdir(), 'bts-journey-')), words)
    await house.start()
    return house
  }

  /** start runs the program on the house's data and waits until it says where it is. */
  async start(port = '0'): Promise<void> {
    const program = spawn(bts, ['--data', this.data, ...this.words, '--addr', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] })
    this.program = program
    const said: string[] = []
    await new Promise<void>((ready, fail) => {
      for (const stream of [program.stdout, program.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          said.push(line)
          const found = /(http:\/\/localhost:\d+)(\/\w+\/\S+)?/.exec(line)
          if (!found) return
          this.base = found[1]!
          this.link = found[2] ?? ''
          ready()
        })
      }
      program.once('exit', (code) => fail(new Error(`bts ended with ${code}:\n${said.join('\n')}`)))
    })
  }

  get port(): string {
    return new URL(this.base).port
  }

  /** kill ends the program as a power cut does. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const program = this.program
    if (!program || program.exitCode !== null) return
    const gone = new Promise((done) => program.once('exit', done))
    program.kill(signal)
    await gone
  }

  async close(): Promise<void> {
    await this.kill('SIGTERM')
    rmSync(this.data, { recursive: true, force: true })
  }

  /** command runs the command line on the house's data, beside the server, and answers what it prints. */
  command(...words: string[]): string {
    return execFileSync(bts, ['--data', this.data, '--quiet', ...words], { encoding: 'utf8' })
  }

  /** put writes a paper beside the house's data, for the command line, and answers where. */
  put(paper: Paper): string {
    const file = join(this.data, paper.name)
    writeFileSync(file, paper.buffer)
    return file
  }

  /** settle makes the owner's account without a browser. */
  async settle(): Promise<void> {
    await this.ask(async (api) => {
      await sent(api.post(`${this.base}${this.link}`, { form: owner }))
      this.cookies = (await api.storageState()).cookies
    })
  }

  /** remember keeps the cookies of somebody who made the account in a browser. */
  remember(cookies: typeof this.cookies): void {
    this.cookies = cookies
  }

  /** enter signs a browser in as the owner. */
  async enter(context: BrowserContext): Promise<void> {
    await context.addCookies(this.cookies)
  }

  /** shoot starts a production and answers its address; with papers it has script and schedule, with crew its people. */
  async shoot(title: string, has: { papers?: boolean; crew?: boolean } = {}): Promise<string> {
    return this.ask(async (api) => {
      const form = { title, kind: 'feature', time_zone: 'Europe/London', crew_days: '16' }
      const at = new URL((await sent(api.post(`${this.base}/productions`, { form }))).url()).pathname
      if (has.papers) {
        const multipart = new FormData()
        for (const p of papers()) multipart.append('file', new File([new Uint8Array(p.buffer)], p.name))
        await sent(api.post(`${this.base}${at}/import`, { multipart }))
      }
      for (const member of has.crew ? crew() : []) await this.hire(api, at, member)
      return at
    })
  }

  /** posts sends forms one after the other, as the owner. */
  async posts(list: { path: string; form: Record<string, string> }[]): Promise<void> {
    await this.ask(async (api) => {
      for (const { path, form } of list) {
        const got = await api.post(this.base + path, { form, maxRedirects: 0 })
        expect(got.status(), path).toBe(303)
      }
    })
  }

  private async hire(api: APIRequestContext, at: string, member: ReturnType<typeof crew>[number]): Promise<void> {
    const form = new FormData()
    form.set('name', member.name)
    form.set('max_week', String(member.max_week))
    form.set('cost', String(member.cost))
    for (const skill of member.skills) form.append('skills', skill)
    await sent(api.post(`${this.base}${at}/crew`, { form }))
  }

  private async ask<T>(work: (api: APIRequestContext) => Promise<T>): Promise<T> {
    const api = await request.newContext({ storageState: { cookies: this.cookies, origins: [] } })
    try {
      return await work(api)
    } finally {
      await api.dispose()
    }
  }
}

async function sent(answer: ReturnType<APIRequestContext['post']>) {
  const got = await answer
  expect(got.ok(), `${got.url()} answered ${got.status()}`).toBe(true)
  return got
}
