import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Member } from '../data/scan.ts'
import type { MapLayout } from './layout.ts'
import { colours, MapPicture, type Palette } from './map-picture.tsx'

/** The longest side of a picture in pixels, as browsers limit the size of a canvas. */
const mostPixels = 8_192

/** Draws the map in the browser and saves it as a file. */
export async function saveMap(
  format: 'svg' | 'png',
  title: string,
  layout: MapLayout,
  members: ReadonlyMap<number, Member>,
): Promise<void> {
  const svg = draw(title, layout, members)
  const file = format === 'svg' ? new Blob([svg.text], { type: 'image/svg+xml' }) : await toPng(svg)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${title.replace(/[\\/:*?"<>|]+/g, ' ').trim()}.${format}`
  link.click()
  // The browser reads it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

interface Drawn {
  readonly text: string
  readonly width: number
  readonly height: number
}

function draw(title: string, layout: MapLayout, members: ReadonlyMap<number, Member>): Drawn {
  const host = document.createElement('div')
  const root = createRoot(host)
  flushSync(() =>
    root.render(<MapPicture layout={layout} members={members} palette={colourValues()} title={title} />),
  )
  const svg = host.firstElementChild as SVGSVGElement
  const [width, height] = [svg.width.baseVal.value, svg.height.baseVal.value]
  const text = new XMLSerializer().serializeToString(svg)
  root.unmount()
  return { text, width, height }
}

/** The values of the current theme, as a file has no access to its CSS variables. */
function colourValues(): Palette {
  const probe = document.body.appendChild(document.createElement('span'))
  const values = colours.map((name) => {
    probe.style.color = `var(--${name})`
    return [name, getComputedStyle(probe).color]
  })
  probe.remove()
  return Object.fromEntries(values)
}

async function toPng({ text, width, height }: Drawn): Promise<Blob> {
  const image = new Image()
  // The content security policy allows no images from `blob:`.
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`
  await image.decode()
  const scale = Math.min(2, mostPixels / width, mostPixels / height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture.'))),
      'image/png',
    ),
  )
}
