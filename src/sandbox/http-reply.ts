export interface HttpReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

export function htmlReply(status: number, body: string): HttpReply {
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body }
}

export function svgReply(body: string): HttpReply {
  return { status: 200, headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=3600' }, body }
}

export function redirectReply(location: URL): HttpReply {
  return { status: 302, headers: { Location: location.href }, body: '' }
}
