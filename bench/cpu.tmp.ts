import { readFileSync } from 'node:fs'
import { build } from './build.ts'
import { startClient, startContestant, startNeo4j } from './processes.ts'
import { workloads } from './workloads.ts'
const which = (process.argv[2] ?? 'parley-neo4j,bare').split(',') as any[]
const wl = (process.argv[3] ?? 'three').split(',')
const extra = process.argv.slice(4)
build()
const neo4j = await startNeo4j(); const client = startClient()
const cpu = (pid:number)=>{const f=readFileSync(`/proc/${pid}/stat`,'utf8').split(') ')[1]!.split(' '); return (Number(f[11])+Number(f[12]))*10}
const pids = ()=>Number(require('node:child_process').execSync("pgrep -x java | head -1").toString())
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
try {
  const run = new Map<any, any>()
  for (const name of which) run.set(name, await startContestant(name, neo4j.access, name==='bare'?[]:extra))
  const np = pids()
  for (const w of workloads().filter(w=>wl.includes(w.name))) {
    for (const name of which) await client.measure({url:run.get(name).url,connections:8,milliseconds:12000,requests:w.ids.map(id=>w.request(name,id))})
    for (let r=0;r<3;r++) for (const name of which) {
      const c=run.get(name); const a=cpu(c.child.pid), n=cpu(np)
      const m=await client.measure({url:c.url,connections:8,milliseconds:5000,requests:w.ids.map(id=>w.request(name,id))})
      const k=m.perSecond*5
      console.log(w.name,name,m.perSecond.toFixed(0)+'/s','node cpu ms/req',((cpu(c.child.pid)-a)/k).toFixed(3),'neo4j cpu ms/req',((cpu(np)-n)/k).toFixed(3))
    }
  }
  for (const c of run.values()) await c.stop()
} finally { client.stop(); await neo4j.stop() }
