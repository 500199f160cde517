import { hash } from './random.ts'

/** Background hues for white text, in `hsl` degrees. */
const hues = [350, 14, 28, 168, 190, 206, 222, 248, 270, 318] as const

/** An SVG cover of 230 × 325, as AniList's may not be used here: the title on two colours derived from the id. */
export function drawPoster(id: number, title: string): string {
  const hue = hueOf(id)
  const lines = wrap(title, 16, 7)
  const [size, height] = lines.length > 5 ? [18, 23] : [21, 27]
  const text = lines.map(
    (line, i) =>
      `<text x="20" y="${290 - (lines.length - 1 - i) * height}" font-size="${size}">${escapeXml(line)}</text>`,
  )
  const [x, y, radius] = [40 + (hash(`x${id}`) % 150), 40 + (hash(`y${id}`) % 90), 36 + (hash(`r${id}`) % 30)]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="230" height="325" viewBox="0 0 230 325" role="img" aria-label="${escapeXml(title)}">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0.4" y2="1"><stop offset="0" stop-color="hsl(${hue} 62% 52%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360} 58% 22%)"/></linearGradient></defs>
<rect width="230" height="325" fill="url(#sky)"/>
<circle cx="${x}" cy="${y}" r="${radius}" fill="hsl(${(hue + 25) % 360} 80% 78%)" opacity="0.85"/>
<path d="M0 ${190 + (id % 30)}Q60 ${150 + (id % 50)} 120 ${185 + (id % 25)}T230 ${170 + (id % 40)}V325H0Z" fill="hsl(${(hue + 320) % 360} 55% 16%)" opacity="0.6"/>
<g fill="#fff" font-family="system-ui, sans-serif" font-weight="700">${text.join('')}</g>
</svg>`
}

/** The dominant colour of a poster, `#rrggbb`. */
export function posterColor(id: number): string {
  return hslToHex(hueOf(id), 0.62, 0.52)
}

/** A user's avatar with the first letter of the name. */
export function drawAvatar(id: number, name: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100" role="img" aria-label="${escapeXml(name)}">
<rect width="100" height="100" fill="hsl(${hueOf(id)} 45% 38%)"/>
<text x="50" y="68" text-anchor="middle" fill="#fff" font-family="system-ui, sans-serif" font-weight="700" font-size="52">${escapeXml(name.slice(0, 1).toUpperCase())}</text>
</svg>`
}

export function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

function hueOf(id: number): number {
  return hues[hash(`hue ${id}`) % hues.length] ?? hues[0]
}

/** Wraps a title to lines of about `width` Latin letters, at most `most`, the last one ending in an ellipsis. */
function wrap(title: string, width: number, most: number): string[] {
  const lines: string[] = []
  for (const piece of title.split(/\s+/).flatMap((word) => breakWord(word, width))) {
    const line = lines.at(-1)
    if (line !== undefined && widthOf(`${line} ${piece}`) <= width)
      lines[lines.length - 1] = `${line} ${piece}`
    else lines.push(piece)
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]}…`]
}

function breakWord(word: string, width: number): string[] {
  const pieces: string[] = []
  for (const character of word) {
    const piece = pieces.at(-1)
    if (piece !== undefined && widthOf(piece + character) <= width)
      pieces[pieces.length - 1] = piece + character
    else pieces.push(character)
  }
  return pieces
}

/** The width in bold lower-case Latin letters: capitals are wider, and Japanese characters wider still. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += character >= '\u2e80' ? 1.6 : /[\p{Lu}×☆]/u.test(character) ? 1.3 : 1
  return width
}

function hslToHex(hue: number, saturation: number, lightness: number): string {
  const amplitude = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12
    const value = lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}
