// Turns the Parquet file of vega-datasets into plain columns that numpy maps without parsing:
// minute.i32 (minutes since 2001-01-01T00:00), delay.i16, distance.i16, origin.u16, destination.u16, codes.json.
// usage: node flights.mjs OUTPUT-FOLDER
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const [output] = process.argv.slice(2)
if (!output) throw new Error('usage: node flights.mjs OUTPUT-FOLDER')
const file = await asyncBufferFromFile(join(import.meta.dirname, 'node_modules', 'vega-datasets', 'data', 'flights-3m.parquet'))
const metadata = await parquetMetadataAsync(file)
const rows = Number(metadata.num_rows)
const slice = 250_000 // bounds the memory of the reader's row objects
const epoch = Date.UTC(2001, 0, 1)

const minute = new Int32Array(rows)
const delay = new Int16Array(rows)
const distance = new Int16Array(rows)
const origin = new Uint16Array(rows)
const destination = new Uint16Array(rows)
const codes = new Map()
const code = iata => codes.get(iata) ?? (codes.set(iata, codes.size), codes.size - 1)

for (let start = 0; start < rows; start += slice) {
  const flights = await parquetReadObjects({ file, metadata, compressors, rowStart: start, rowEnd: Math.min(start + slice, rows) })
  flights.forEach((flight, i) => {
    const at = start + i
    minute[at] = Math.round((Number(flight.date) - epoch) / 60_000)
    delay[at] = Number(flight.delay)
    distance[at] = Number(flight.distance)
    origin[at] = code(flight.origin)
    destination[at] = code(flight.destination)
  })
}

mkdirSync(output, { recursive: true })
for (const [name, column] of Object.entries({ 'minute.i32': minute, 'delay.i16': delay, 'distance.i16': distance, 'origin.u16': origin, 'destination.u16': destination }))
  writeFileSync(join(output, name), column)
writeFileSync(join(output, 'codes.json'), JSON.stringify([...codes.keys()]))
console.log(`${rows} flights, ${codes.size} airports`)
